"""What all drawings share: colours, type, title, paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from yanzhen.atlas.drawing.markup import own_class, tag, title, words
from yanzhen.errors import UsageError

Theme = Literal["page", "print"]
Language = Literal["zh", "en"]
Href = Callable[[str, str], str]
"""``href(kind, id)`` gives the address of a ``segment``, ``firm``, ``chain``, ``cluster``, ``title`` or ``tier``."""

# Landscape sheets in millimetres.
PAPERS: Mapping[str, tuple[float, float]] = {"A4": (297, 210), "A3": (420, 297), "A0": (1189, 841)}
MARGIN_MM = 10.0
# A page sets --yz-… to recolour a drawing (dark, high contrast); print takes the second column as it is.
COLOURS: Mapping[str, str] = {
    "paper": "#ffffff",
    "panel": "#f6f6f3",
    "ink": "#1c1c1a",
    "muted": "#5c5c57",
    "line": "#8d8d86",
    "faint": "#d9d9d2",
    "accent": "#1f5a86",
    "accent-tint": "#e4edf4",
    "warn": "#a63d1e",
    "warn-tint": "#faece6",
    "amber": "#7a5a00",
    "amber-tint": "#faf2d8",
    "green": "#2e6b46",
}
DARK: Mapping[str, str] = {
    "paper": "#16181a",
    "panel": "#1e2124",
    "ink": "#e8e8e4",
    "muted": "#a9aaa5",
    "line": "#85878a",
    "faint": "#3a3d40",
    "accent": "#8cc0e8",
    "accent-tint": "#1d3344",
    "warn": "#f0a088",
    "warn-tint": "#3d2219",
    "amber": "#e6c766",
    "amber-tint": "#37300f",
    "green": "#8fcfa8",
}
FONT = "'Noto Sans SC','Noto Sans CJK SC','Source Han Sans SC','Microsoft YaHei','PingFang SC',sans-serif"
# A made-up thing is always set in italics and says so; ``.yz`` keeps the rules out of the page around.
_RULES = """
.yz text{{font-family:{font};fill:{ink};font-size:12px}}
.yz .h1{{font-size:20px;font-weight:700}}
.yz .h2{{font-size:14px;font-weight:700}}
.yz .name{{font-size:13.5px;font-weight:600}}
.yz .sub{{font-size:11.5px;fill:{muted}}}
.yz .note{{font-size:11px;fill:{muted}}}
.yz .made-up{{font-style:italic}}
.yz .strong{{fill:{accent}}} .yz .absent{{fill:{warn}}} .yz .weak{{fill:{amber}}}
.yz .card{{fill:{paper};stroke:{line};stroke-width:1}}
.yz .card.is-strong{{stroke:{accent};stroke-width:2}}
.yz .card.is-absent{{stroke:{warn};stroke-width:1.4;stroke-dasharray:7 4}}
.yz .card.is-unknown{{fill:{panel};stroke:{line};stroke-width:1.3;stroke-dasharray:0.1 4;stroke-linecap:round}}
.yz .mark{{fill:{paper};stroke:{line}}}
.yz .mark.is-strong{{fill:{accent};stroke:{accent}}} .yz .mark-text.is-strong{{fill:{paper}}}
.yz .mark.is-absent{{fill:{warn-tint};stroke:{warn}}} .yz .mark-text.is-absent{{fill:{warn}}}
.yz .mark.is-weak{{fill:{amber-tint};stroke:{amber}}} .yz .mark-text.is-weak{{fill:{amber}}}
.yz .mark.is-unknown{{fill:none;stroke-dasharray:0.1 3;stroke-linecap:round}}
.yz .mark-text{{font-size:12px;font-weight:700;text-anchor:middle}}
.yz .pill{{fill:{paper};stroke:{muted};stroke-width:0.8}} .yz .pill.is-hard{{fill:{warn};stroke:{warn}}}
.yz .pill-text{{font-size:10px;text-anchor:middle;fill:{muted}}} .yz .pill.made-up{{stroke-dasharray:2 2}}
.yz .pill-text.is-hard{{fill:{paper};font-weight:700}}
.yz .rule{{stroke:{ink};stroke-width:1.4}} .yz .hair{{stroke:{faint};stroke-width:1}}
.yz .panel{{fill:{panel}}} .yz .sheet{{fill:{paper}}} .yz .none{{fill:none}}
.yz .flow{{fill:none;stroke:{line};stroke-width:1.1}}
.yz .flow.is-byproduct{{stroke:{green};stroke-dasharray:5 3}}
.yz .flow.is-equipment{{stroke-dasharray:1.5 2.5}}
.yz .tip{{fill:{line}}} .yz .tip.is-byproduct{{fill:{green}}}
.yz .bar{{fill:{accent}}} .yz .bar.is-open{{fill:{accent-tint};stroke:{accent};stroke-dasharray:3 3}}
.yz .rung{{font-size:11px;text-anchor:middle;fill:{muted}}} .yz .rung.on{{fill:{paper};font-weight:700}}
.yz a{{text-decoration:none}}
.yz a:hover .card,.yz a:focus .card{{stroke:{accent};stroke-width:2.4}} .yz a:focus{{outline:none}}
.yz a:hover .name,.yz a.firm:hover,.yz a.firm:hover text{{fill:{accent};text-decoration:underline}}
"""


@dataclass(frozen=True, slots=True)
class Sheet:
    """How a drawing is framed.

    Attributes:
        heading: its title.
        described: one sentence for those who cannot see it.
        width, height: of the content, in drawing units (CSS pixels on screen).
        theme: ``page`` takes colours from the page's CSS variables, ``print`` has them fixed.
        paper: ``A4``, ``A3`` or ``A0`` (landscape, scaled to fit), or None for the screen.
    """

    heading: str
    described: str
    width: float
    height: float
    theme: Theme = "page"
    paper: str | None = None


def framed(sheet: Sheet, *content: str, rules: str = "") -> str:
    """The finished SVG."""
    view, size = _view(sheet)
    x, y, width, height = view
    dark = ""
    if sheet.theme == "page":
        values = ";".join(f"--yz-{name}:{value}" for name, value in DARK.items())
        # Only where the drawing is a document of its own; inside a page the page decides.
        dark = f"@media (prefers-color-scheme:dark){{svg:root{{{values}}}}}"
    return tag(
        "svg",
        title(sheet.heading),
        tag("desc", _text(sheet.described)),
        tag("style", styled(_RULES, sheet.theme) + styled(rules, sheet.theme) + dark),
        tag("rect", x=x, y=y, width=width, height=height, class_="sheet"),
        *content,
        xmlns="http://www.w3.org/2000/svg",
        class_="yz",
        role="group",
        aria_label=sheet.heading,
        viewBox=f"{x:g} {y:g} {width:g} {height:g}",
        **size,
    )


def styled(rules: str, theme: Theme) -> str:
    """Rules with the colours of a theme put in; doubled braces are braces."""
    colours = {
        name: f"var(--yz-{name},{value})" if theme == "page" else value for name, value in COLOURS.items()
    }
    text = re.sub(
        r"\.([a-z][a-z0-9_-]*)", lambda found: "." + own_class(found[1]), rules, flags=re.IGNORECASE
    )
    text = text.replace("{font}", FONT)
    for name, colour in colours.items():
        text = text.replace("{" + name + "}", colour)
    return " ".join(text.replace("{{", "{").replace("}}", "}").split())


def _view(sheet: Sheet) -> tuple[tuple[float, float, float, float], dict[str, str]]:
    """The view box, and width and height: millimetres on paper, as wide as there is room on screen."""
    if sheet.paper is None:
        return (0, 0, sheet.width, sheet.height), {"width": f"{sheet.width:g}", "height": f"{sheet.height:g}"}
    if sheet.paper not in PAPERS:
        raise UsageError(f"{sheet.paper!r} is not a paper size", expected=", ".join(PAPERS))
    wide, high = PAPERS[sheet.paper]
    inner_wide, inner_high = wide - 2 * MARGIN_MM, high - 2 * MARGIN_MM
    units_per_mm = max(sheet.width / inner_wide, sheet.height / inner_high)
    width, height = wide * units_per_mm, high * units_per_mm
    box = ((sheet.width - width) / 2, -MARGIN_MM * units_per_mm, width, height)
    return box, {"width": f"{wide:g}mm", "height": f"{high:g}mm"}


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def heading(text: str, below: str, x: float = 24, y: float = 34) -> str:
    """Title and the line under it."""
    return words(text, x, y, class_="h1") + words(below, x, y + 20, class_="sub")


def named(place: str, what: str, language: Language) -> str:
    """``聊城市轴承产业链``; English needs the blank."""
    return f"{place} {what}" if place and language == "en" else place + what
