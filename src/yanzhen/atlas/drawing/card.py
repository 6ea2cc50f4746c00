"""One segment as a card: state mark, name, supply, firms; the same on the wide map and on a phone."""

from __future__ import annotations

from yanzhen.atlas.drawing.frame import Href, Language
from yanzhen.atlas.drawing.lettering import say
from yanzhen.atlas.drawing.markup import fitted, link, tag, title, width_of, words, wrapped
from yanzhen.atlas.drawing.view import ChainView
from yanzhen.atlas.local import Local
from yanzhen.atlas.occupancy import Basis, Occupant
from yanzhen.atlas.state import SegmentState
from yanzhen.atlas.supply import Supply

PAD = 9.0
EXTRA_LINE = 15.0
BOLD = 1.09
MARK = 19.0
NAME_SIZE, SMALLEST_NAME, SUB_SIZE, PILL_SIZE = 13.5, 11.0, 11.5, 10.0
_PILLS = {
    Supply.CHOKEPOINT: ("卡点", "choke"),
    Supply.CONCENTRATED: ("集中", "few"),
    Supply.UNKNOWN: ("供应？", "supply?"),
}


def state_class(local: Local) -> str:
    """The class that colours and strokes a state; shapes differ too, for print without colour."""
    if local.is_absent:
        return "is-absent"
    return {
        Local.STRONG: "is-strong",
        Local.THIN: "is-weak",
        Local.WEAK: "is-weak",
        Local.UNKNOWN: "is-unknown",
    }.get(local, "is-present")


def card(
    view: ChainView,
    state: SegmentState,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    href: Href,
    language: Language,
    extra: str = "",
) -> str:
    """The card at (x, y). ``extra`` fills the room that its height leaves below the firms."""
    segment = state.segment
    kind = state_class(state.local)
    name_x = x + PAD + MARK + 7
    line_y = y + PAD + MARK + 15
    pills, pill_width = _pills(state, x + width - PAD, line_y - 13.5, language)
    inner = [
        title(_told(state, language)),
        tag("rect", x=x, y=y, width=width, height=height, rx=3, class_=f"card {kind}"),
        state_mark(state.local, x + PAD, y + PAD, language),
        _name(segment.label.get(language), name_x, y + PAD + 14.5, x + width - PAD - name_x),
        pills,
    ]
    firms = _firm_line(view, state, x + PAD, line_y, width - 2 * PAD - pill_width, href, language)
    lines = max(0, int((y + height - line_y - 7) // EXTRA_LINE))
    for i, line in enumerate(wrapped(extra, 11, width - 2 * PAD, lines) if lines else ()):
        inner.append(words(line, x + PAD, line_y + 3 + EXTRA_LINE * (i + 1), class_="note"))
    anchor = link(href("segment", segment.key), *inner, label=_told(state, language))
    return tag("g", anchor, firms, class_=f"n-{segment.id}")


def state_mark(local: Local, x: float, y: float, language: Language) -> str:
    """The square with the state's character."""
    kind = state_class(local)
    return tag("rect", x=x, y=y, width=MARK, height=MARK, rx=2, class_=f"mark {kind}") + words(
        local.mark_in(language), x + MARK / 2, y + 13.8, class_=f"mark-text {kind}"
    )


def _name(text: str, x: float, y: float, room: float) -> str:
    """The name, a little smaller where that makes it fit whole."""
    wide = BOLD * width_of(text, NAME_SIZE)
    size = max(NAME_SIZE * min(1.0, room / wide), SMALLEST_NAME) if text else NAME_SIZE
    small = f"font-size:{size:.1f}px" if size < NAME_SIZE else None
    return words(fitted(text, size * BOLD, room), x, y, class_="name", style=small)


def _pills(state: SegmentState, right: float, y: float, language: Language) -> tuple[str, float]:
    """Supply, and left of it that the state rests on made-up firms; and the width of both."""
    supply, width = supply_pill(state.supply, right, y, language)
    if not state.synthetic:
        return supply, width
    made_up, more = _pill(say("synthetic", language), right - width, y, " made-up")
    return supply + made_up, width + more


def supply_pill(supply: Supply, right: float, y: float, language: Language) -> tuple[str, float]:
    """The supply state as a tag that ends at ``right``, and its width; nothing for ample supply."""
    if supply not in _PILLS:
        return "", 0.0
    style = " is-hard" if supply is Supply.CHOKEPOINT else ""
    return _pill(_PILLS[supply][language == "en"], right, y, style)


def _pill(text: str, right: float, y: float, style: str) -> tuple[str, float]:
    width = width_of(text, PILL_SIZE) + 9
    box = tag("rect", x=right - width, y=y + 1.5, width=width, height=16, rx=8, class_=f"pill{style}")
    return box + words(text, right - width / 2, y + 13.2, class_=f"pill-text{style}"), width + 5


def _firm_line(
    view: ChainView, state: SegmentState, x: float, y: float, room: float, href: Href, language: Language
) -> str:
    """Names of firms, each a link, as many as there is room for; else what the emptiness means."""
    occupants = view.occupancy.of(state.segment.key)
    if not occupants:
        unknown = state.local is Local.UNKNOWN
        text = say("no-evidence" if unknown else "checked-none", language)
        if not unknown and state.local is not Local.MISSING:
            text = f"{state.local.name_in(language)} · {text}"
        return words(fitted(text, SUB_SIZE, room), x, y, class_="sub")
    tail = say("and-others", language, len(occupants)) if len(occupants) > 1 else ""
    tail_width = width_of(tail, SUB_SIZE) + 6
    shown: list[str] = []
    at = x
    for i, occupant in enumerate(occupants):
        text = firm_words(occupant, language)
        last = i == len(occupants) - 1
        left = x + room - at - (0 if last else tail_width)
        if shown and width_of(text, SUB_SIZE) > left:
            shown.append(words(tail, at, y, class_="sub"))
            break
        text = fitted(text, SUB_SIZE, left)
        shown.append(_firm(occupant, text, at, y, href))
        at += width_of(text, SUB_SIZE) + 7
    return "".join(shown)


def firm_words(occupant: Occupant, language: Language) -> str:
    """The name, with ? where the source leaves it open and a word where it is made up."""
    text = occupant.firm + ("" if occupant.certain else "?")
    if occupant.basis is Basis.SYNTHETIC:
        text += (
            f"〔{say('synthetic', language)}〕" if language == "zh" else f" [{say('synthetic', language)}]"
        )
    return text


def _firm(occupant: Occupant, text: str, x: float, y: float, href: Href) -> str:
    made_up = " made-up" if occupant.basis is Basis.SYNTHETIC else ""
    reasons = "；".join((occupant.basis.zh, *occupant.reasons))
    return link(
        href("firm", occupant.firm),
        title(f"{occupant.firm}（{reasons}）"),
        words(text, x, y, class_=f"sub{made_up}"),
        class_="firm",
    )


def _told(state: SegmentState, language: Language) -> str:
    """Both axes in words, for the pointer and the screen reader."""
    parts = [state.segment.label.get(language), state.local.name_in(language), state.supply.name_in(language)]
    if language == "zh":
        parts += state.reasons
    return " · ".join(parts)
