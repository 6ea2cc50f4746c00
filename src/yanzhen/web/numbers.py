"""Numbers on pages: value, unit, period and kind, each a link to where it comes from."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from markupsafe import Markup

from yanzhen.terms import Figure, Modality, Statement, Tier, unit_of
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.viewing import Claim

Translate = Callable[[str], str]

# Kind -> (sign in front of the number, its name). The underline differs too, see numbers.css.
KINDS = {
    "exact": ("", N_("确数")),
    "at-least": ("≥", N_("下限")),
    "at-most": ("≤", N_("上限")),
    "about": ("≈", N_("约数")),
    "range": ("↔", N_("区间")),
    "unknown": ("?", N_("未知")),
}
# Pages that the side panel can show; a link to any other opens as a page.
PANELS = ("/statement/", "/basis", "/working")
COMPUTED = ("ƒ", N_("推算"))
MODALITIES = {
    Modality.ACTUAL: "",
    Modality.TARGET: N_("目标"),
    Modality.PLAN: N_("计划"),
    Modality.ESTIMATE: N_("初步核算"),
    Modality.FORECAST: N_("预计"),
    Modality.CAPACITY: N_("产能"),
    Modality.CUMULATIVE: N_("累计"),
}


class Cited(Protocol):
    """A statement beside its source."""

    @property
    def statement(self) -> Statement: ...


class Slot(Protocol):
    """A figure in a document, with the statements it rests on."""

    @property
    def figure(self) -> Figure: ...

    @property
    def evidence(self) -> Sequence[Cited]: ...


@dataclass(frozen=True, slots=True)
class NumberWriter:
    """Writes figures as HTML in one language.

    ``address`` turns a statement id into the link to its evidence, with the reader's lens kept; ``basis`` does so
    for several statements behind one number.
    """

    language: str
    translate: Translate
    address: Callable[[str], str]
    basis: Callable[[Sequence[str]], str]

    def words(self, figure: Figure) -> str:
        """The figure in the reader's language, as sharp as its source."""
        return figure.zh() if self.language == "zh" else figure.en()

    def kind(self, figure: Figure) -> str:
        """The name of the figure's kind."""
        names = [self.translate(KINDS[figure.kind][1])]
        if figure.computed:
            names.insert(0, self.translate(COMPUTED[1]))
        return "·".join(names)

    def period(self, figure: Figure) -> str:
        """The period, or that the source does not state it."""
        if figure.period is None:
            return self.translate(N_("时期未说明"))
        return figure.period.zh if self.language == "zh" else figure.period.code

    def range(self, figure: Figure) -> str:
        """The possible values in interval notation, in the base unit: (100,000,000,000, ∞) 元."""
        i, unit = figure.interval, unit_of(figure.unit)
        name = unit.zh if self.language == "zh" else unit.en or unit.zh
        if i.is_exact:
            return f"{i.low:,.12g} {name}"
        left = "(" if i.low_open or math.isinf(i.low) else "["
        right = ")" if i.high_open or math.isinf(i.high) else "]"
        low = "−∞" if math.isinf(i.low) else f"{i.low:,.12g}"
        high = "∞" if math.isinf(i.high) else f"{i.high:,.12g}"
        return f"{left}{low}, {high}{right} {name}"

    def number(
        self, of: Claim | Figure | None, *, note: bool = True, href: str = "", digits: int | None = None
    ) -> Markup:
        """The number with its sign, its kind for those who hear the page, and its period.

        Args:
            of: a claim links to its evidence; a bare figure to ``href``; None is "no evidence".
            note: whether period and modality follow the number.
            href: where a computed figure leads.
            digits: decimals of a computed ratio or percentage, so that a column lines up.
        """
        figure = of.figure if isinstance(of, Claim) else of
        if figure is None:
            return Markup('<span class="void" data-void="none">{}</span>').format(
                self.translate(N_("无证据"))
            )
        target = self.address(of.statement.id) if isinstance(of, Claim) else href
        return self._marked(figure, target, digits) + (self._note(figure) if note else Markup(""))

    def slot(self, slot: Slot) -> Markup:
        """A figure in a document: it leads to the statement, or to all statements, that it rests on."""
        ids = [each.statement.id for each in slot.evidence]
        return self._marked(slot.figure, self.address(ids[0]) if len(ids) == 1 else self.basis(ids))

    def number_text(self, figure: Figure) -> Markup:
        """A number that has no evidence page yet: in a preview."""
        return self._marked(figure, "") + self._note(figure)

    def fixed(self, figure: Figure, digits: int | None) -> str:
        """The words of a figure; a computed ratio or percentage with so many decimals."""
        if digits is None or figure.value is None or not figure.computed or figure.unit not in ("", "%"):
            return self.words(figure)
        return f"{figure.value:.{digits}f}{figure.unit}"

    def _marked(self, figure: Figure, target: str, digits: int | None = None) -> Markup:
        sign = (COMPUTED[0] if figure.computed else "") + KINDS[figure.kind][0]
        inner = Markup('{}{}<span class="hidden-text"> ({})</span>').format(
            Markup('<span class="sign" aria-hidden="true">{}</span>').format(sign) if sign else "",
            self.fixed(figure, digits),
            self.kind(figure),
        )
        computed = Markup(" data-computed") if figure.computed else ""
        title = f"{self.kind(figure)} · {self.period(figure)}"
        if not target:
            shape = Markup('<span class="num" data-kind="{}"{} title="{}">{}</span>')
            return shape.format(figure.kind, computed, title, inner)
        beside = Markup(" data-evidence") if target.startswith(PANELS) else ""
        shape = Markup('<a class="num"{} data-kind="{}"{} title="{}" href="{}">{}</a>')
        return shape.format(beside, figure.kind, computed, title, target, inner)

    def _note(self, figure: Figure) -> Markup:
        parts = [self.period(figure), self.translate(MODALITIES[figure.modality])]
        text = " · ".join(part for part in parts if part)
        return Markup(' <span class="num-note">{}</span>').format(text)


def scale_of(figures: Iterable[Figure | None]) -> float:
    """The right end of a common axis: beyond the largest known end, so that open bars have room to be open."""
    ends = [end for f in figures if f for end in (f.low, f.high) if end is not None]
    return max((abs(end) for end in ends), default=0.0) * 1.25


def bar(figure: Figure | None, scale: float, label: str, tier: Tier | None = None) -> Markup:
    """A bound bar: solid where the value must reach, pale where it may, an arrow where no end is known."""
    marks = Markup("").join(_marks(figure, scale)) if figure and scale > 0 else Markup("")
    css = f"bar tier-{tier.value}" if tier else "bar"
    shape = Markup(
        '<svg class="{}" role="img" aria-label="{}"><title>{}</title>'
        '<line class="base" x1="0" x2="100%" y1="17" y2="17"/>{}</svg>'
    )
    return shape.format(css, label, label, marks)


def _marks(figure: Figure, scale: float) -> Iterable[Markup]:
    low, high = figure.interval.low, figure.interval.high
    start = 0.0 if math.isinf(low) else max(0.0, low) / scale * 100
    end = 100.0 if math.isinf(high) else max(0.0, min(high / scale, 1.0)) * 100
    if start > 0:
        yield Markup('<rect class="sure" x="0" y="3" height="12" width="{:.2f}%"/>').format(start)
    if end > start:
        yield Markup('<rect class="open" x="{:.2f}%" y="3" height="12" width="{:.2f}%"/>').format(
            start, end - start
        )
    if math.isinf(high):
        yield Markup('<svg x="100%" overflow="visible"><path class="arrow" d="M-9 2 L0 9 L-9 16 Z"/></svg>')
    for edge in {start, end} - {0.0, 100.0}:
        yield Markup('<line class="edge" x1="{0:.2f}%" x2="{0:.2f}%" y1="1" y2="17"/>').format(edge)
