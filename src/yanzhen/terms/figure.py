"""Figure: a number as a source gives it: bound, unit, period and kind; never sharper than the source."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from yanzhen.errors import FigureError
from yanzhen.terms.interval import Interval
from yanzhen.terms.metric import Metric, why_not_together
from yanzhen.terms.period import Period
from yanzhen.terms.truth import Truth
from yanzhen.terms.unit import unit_of

# 约, 左右, 近 give no width. For comparisons they are taken to mean within this share of the number written;
# a threshold inside the band cannot be told. Documented in docs/methods/figures.md.
ABOUT_TOLERANCE = 0.1


class Bound(StrEnum):
    """How the written number relates to the true one."""

    EXACT = "="
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="
    ABOUT = "~"
    NEARLY = "<~"
    BETWEEN = "in"
    UNKNOWN = "?"


class Modality(StrEnum):
    """What kind of fact the figure states."""

    ACTUAL = "actual"
    TARGET = "target"
    PLAN = "plan"
    ESTIMATE = "estimate"
    FORECAST = "forecast"
    CAPACITY = "capacity"
    CUMULATIVE = "cumulative"


MODALITY_ZH = {
    Modality.ACTUAL: "实际",
    Modality.TARGET: "目标",
    Modality.PLAN: "计划",
    Modality.ESTIMATE: "初步核算",
    Modality.FORECAST: "预计",
    Modality.CAPACITY: "产能",
    Modality.CUMULATIVE: "累计",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity that may be known only within bounds.

    Attributes:
        interval: the values the source leaves possible, in the base unit.
        unit: code of the base unit (``CNY``, ``辆``, ``%``, ``pp``, ``家`` …).
        metric: what is measured, written as in :class:`Metric`; None where the source does not say.
        bound: how the source words it; for computed figures, what the interval amounts to.
        value: the number written, in the base unit; None for ranges and computed intervals.
        modality: actual, target, plan, estimate, forecast, capacity or cumulative.
        scope: statistical scope as written (规上, 全口径, 全市 …); None where not said.
        period: the period measured; None means the source does not say, never "now".
        as_of: ISO date on which the source said so.
        words: the quantity as written (``超500亿元``); None for computed figures.
        computed: True when Yanzhen, not a source, made the figure.
    """

    interval: Interval
    unit: str
    metric: str | None = None
    bound: Bound = Bound.EXACT
    value: float | None = None
    modality: Modality = Modality.ACTUAL
    scope: str | None = None
    period: Period | None = None
    as_of: str | None = None
    words: str | None = None
    computed: bool = False

    @classmethod
    def of(cls, value: float, unit: str, bound: Bound | str = Bound.EXACT, **more: object) -> Figure:
        """A figure from the number written and its bound; ``in`` needs ``Figure.between``."""
        kind = Bound(bound)
        return cls(interval_for(value, kind, unit), unit, bound=kind, value=value, **more)  # type: ignore[arg-type]

    @classmethod
    def between(cls, low: float, high: float, unit: str, **more: object) -> Figure:
        """A range that includes both ends (3万至5万)."""
        return cls(Interval(low, high), unit, bound=Bound.BETWEEN, **more)  # type: ignore[arg-type]

    @property
    def low(self) -> float | None:
        """Lower end in the base unit, None where none is known."""
        return None if math.isinf(self.interval.low) else self.interval.low

    @property
    def high(self) -> float | None:
        """Upper end in the base unit, None where none is known."""
        return None if math.isinf(self.interval.high) else self.interval.high

    @property
    def is_exact(self) -> bool:
        """The source gives one number."""
        return self.bound is Bound.EXACT and self.interval.is_exact

    @property
    def kind(self) -> str:
        """The mark shown: ``exact``, ``at-least``, ``at-most``, ``about``, ``range``, ``unknown``."""
        return _KINDS[self.bound]

    def at_least(self, threshold: float) -> Truth:
        """Whether the true value is >= ``threshold`` (base unit)."""
        return self.interval.at_least(threshold)

    def above(self, threshold: float) -> Truth:
        """Whether the true value is > ``threshold`` (base unit)."""
        return self.interval.above(threshold)

    def exceeds(self, other: Figure) -> Truth:
        """Whether this is greater than ``other``: UNKNOWN where the intervals overlap ("cannot rank").

        Raises:
            FigureError: the two do not measure the same thing.
        """
        self._must_meet(other, "ranked")
        return self.interval.exceeds(other.interval)

    def contradicts(self, other: Figure) -> bool:
        """Same unit, and no number could satisfy both sources."""
        return self.unit == other.unit and self.interval.intersection(other.interval) is None

    def __add__(self, other: Figure) -> Figure:
        return sum_figures([self, other])

    def __sub__(self, other: Figure) -> Figure:
        """Difference of two figures of the same metric and scope (periods may differ)."""
        self._must_meet(other, "subtracted")
        unit = "pp" if self.unit == "%" else self.unit
        return self._computed(self.interval - other.interval, other, unit=unit, period=None)

    def scaled(self, factor: float) -> Figure:
        """The figure times an exact number."""
        return self._computed(self.interval * Interval.exact(factor), self)

    def share_of(self, whole: Figure) -> Figure:
        """This as per cent of ``whole``, which must be the same measure (metric, unit, scope and period).

        The bounds are those of part / whole with part and whole free of each other, capped at 0..100
        only when both are known to be non-negative.
        """
        self._must_meet(whole, "put into proportion")
        if self.period != whole.period:
            raise FigureError("A share needs one period", where=f"{self.period} and {whole.period}")
        ratio = self.interval / whole.interval * Interval.exact(100.0)
        if self.interval.low >= 0 and whole.interval.low >= 0:
            ratio = ratio.intersection(Interval(0.0, 100.0)) or ratio
        return self._computed(ratio, whole, unit="%", metric=f"{self.metric or ''}:share")

    def growth_on(self, base: Figure) -> Figure:
        """Growth in per cent from ``base`` to this: 100 (this / base - 1).

        Raises:
            FigureError: different measures, or a base that is zero. Published growth is often on a same-scope
                base (可比口径), so it may rightly differ from this.
        """
        self._must_meet(base, "compared over time")
        ratio = (self.interval / base.interval - Interval.exact(1.0)) * Interval.exact(100.0)
        return self._computed(ratio, base, unit="%", metric=f"{self.metric or ''}:yoy")

    def zh(self) -> str:
        """The figure in Chinese, as sharp as its source: 超500亿元, 约4亿元, 3万辆/年."""
        from yanzhen.terms.wording import figure_zh

        return figure_zh(self)

    def en(self) -> str:
        """The figure in English, as sharp as its source: over 50 billion yuan."""
        from yanzhen.terms.wording import figure_en

        return figure_en(self)

    def _must_meet(self, other: Figure, verb: str) -> None:
        reason = why_not_combined(self, other)
        if reason:
            raise FigureError(
                f"These two figures cannot be {verb}: {reason}",
                where=f"{self.words or self.zh()} / {other.words or other.zh()}",
                expected="the same metric, unit, scope and kind of figure",
                todo="show them side by side instead",
            )

    def _computed(self, interval: Interval, other: Figure, **changes: object) -> Figure:
        about = any(f.bound in (Bound.ABOUT, Bound.NEARLY) for f in (self, other))
        values = {
            "interval": interval,
            "bound": bound_of(interval, about=about),
            "value": interval.low if interval.low == interval.high else None,
            "words": None,
            "computed": True,
        }
        return replace(self, **(values | changes))  # type: ignore[arg-type]


_KINDS = {
    Bound.EXACT: "exact",
    Bound.ABOVE: "at-least",
    Bound.AT_LEAST: "at-least",
    Bound.BELOW: "at-most",
    Bound.AT_MOST: "at-most",
    Bound.ABOUT: "about",
    Bound.NEARLY: "about",
    Bound.BETWEEN: "range",
    Bound.UNKNOWN: "unknown",
}


def interval_for(value: float, bound: Bound, unit: str) -> Interval:
    """The interval that a written number with its bound leaves possible.

    Counts cannot be negative; money can (profit), so 不足500亿元 has no lower end.
    """
    slack = abs(value) * ABOUT_TOLERANCE
    match bound:
        case Bound.EXACT:
            return Interval.exact(value)
        case Bound.ABOVE:
            return Interval(value, math.inf, low_open=True)
        case Bound.AT_LEAST:
            return Interval(value, math.inf)
        case Bound.BELOW:
            return Interval(_floor(value, unit), value, high_open=True)
        case Bound.AT_MOST:
            return Interval(_floor(value, unit), value)
        case Bound.ABOUT:
            return Interval(value - slack, value + slack)
        case Bound.NEARLY:
            return Interval(value - slack, value, high_open=True) if slack else Interval.exact(value)
        case _:
            raise FigureError(
                f"A bound {bound.value!r} needs two ends", todo="use Figure.between(low, high, unit)"
            )


def _floor(value: float, unit: str) -> float:
    return 0.0 if unit_of(unit).kind == "count" and value >= 0 else -math.inf


def bound_of(interval: Interval, *, about: bool = False) -> Bound:
    """What an interval amounts to in words."""
    if interval.is_unbounded:
        return Bound.UNKNOWN
    if interval.is_exact:
        return Bound.EXACT
    if math.isinf(interval.high):
        return Bound.ABOVE if interval.low_open else Bound.AT_LEAST
    if math.isinf(interval.low):
        return Bound.BELOW if interval.high_open else Bound.AT_MOST
    return Bound.ABOUT if about else Bound.BETWEEN


def why_not_combined(a: Figure, b: Figure, *, same_period: bool = False) -> str | None:
    """Why two figures must not be added, ranked or put into proportion (in Chinese), or None if they may."""
    if reason := why_not_together(a.metric, b.metric):
        return reason
    if a.unit != b.unit:
        return f"单位不同：{unit_of(a.unit).zh}与{unit_of(b.unit).zh}"
    if a.scope != b.scope:
        return f"统计范围不同：{a.scope or '未说明'}与{b.scope or '未说明'}"
    if a.modality != b.modality:
        return f"性质不同：{MODALITY_ZH[a.modality]}与{MODALITY_ZH[b.modality]}"
    if same_period and a.period != b.period:
        return f"时期不同：{a.period.zh if a.period else '未说明'}与{b.period.zh if b.period else '未说明'}"
    return None


def sum_figures(figures: Sequence[Figure]) -> Figure:
    """Sum of figures of one metric, unit, scope, modality and period.

    Says nothing of overlap between what the figures cover: that is for the caller, who knows the subjects.

    Raises:
        FigureError: nothing to add; rates, ranks or shares; or figures that must not be added, and why.
    """
    if not figures:
        raise FigureError("Nothing to add", expected="at least one figure")
    first = figures[0]
    if first.metric and not Metric.parse(first.metric).is_level:
        raise FigureError(
            f"{first.metric} is a rate, rank or share", expected="amounts", todo="do not add these up"
        )
    if unit_of(first.unit).kind in {"ratio", "points", "rank", "multiple"}:
        raise FigureError(f"Figures in {unit_of(first.unit).zh} do not add up", expected="amounts")
    total = first.interval
    for other in figures[1:]:
        if reason := why_not_combined(first, other, same_period=True):
            raise FigureError(
                f"These figures do not add up: {reason}",
                where=f"{first.zh()} + {other.zh()}",
                expected="one metric, unit, scope, modality and period",
                todo="show them side by side instead",
            )
        total = total + other.interval
    about = any(f.bound in (Bound.ABOUT, Bound.NEARLY) for f in figures)
    return replace(
        first,
        interval=total,
        bound=bound_of(total, about=about) if len(figures) > 1 else first.bound,
        value=total.low if total.low == total.high else None,
        as_of=max((f.as_of for f in figures if f.as_of), default=None),
        words=None,
        computed=True,
    )
