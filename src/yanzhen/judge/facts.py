"""What is known of one firm or cluster, each fact with its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from yanzhen.errors import FigureError
from yanzhen.judge.rules import Field
from yanzhen.terms import Bound, Figure, Interval, Truth, bound_of, parse_unit


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a fact comes from: words, the document they stand in, and the statement's id."""

    quote: str
    source: str
    statement_id: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A known value: an interval in the field's unit, a yes/no, or a code or choice.

    ``near`` holds figures that come close but do not answer the question (revenue where output is asked).
    """

    interval: Interval | None = None
    truth: Truth | None = None
    text: str | None = None
    evidence: tuple[Evidence, ...] = ()
    bound: Bound = Bound.EXACT
    computed_from: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """All facts of one entity; a field that is not here is unknown, which is not zero and not "no".

    Attributes:
        values: field id -> fact.
        titles: programme id -> whether a valid title is held; absent means unknown.
        near: field id -> evidence that looks like an answer but measures something else.
    """

    entity: str
    values: Mapping[str, Fact] = field(default_factory=dict)
    titles: Mapping[str, Truth] = field(default_factory=dict)
    near: Mapping[str, tuple[Evidence, ...]] = field(default_factory=dict)

    def with_fact(self, name: str, fact: Fact | None) -> Facts:
        """A copy in which one fact is changed, or unknown for None: the what-if question."""
        values = {key: value for key, value in self.values.items() if key != name}
        return replace(self, values=values | ({name: fact} if fact else {}))

    def number(self, name: str, fields: Mapping[str, Field]) -> Fact | None:
        """The fact of a numeric field, computed from others where it is not given itself."""
        if (given := self.values.get(name)) is not None and given.interval is not None:
            return given
        asked = fields.get(name)
        if asked is None:
            return None
        if asked.ratio:
            return self._ratio(asked, fields)
        if asked.total or asked.largest:
            return self._gathered(asked, fields)
        return None

    def _ratio(self, asked: Field, fields: Mapping[str, Field]) -> Fact | None:
        assert asked.ratio is not None
        parts = [self.number(each, fields) for each in asked.ratio]
        if any(p is None for p in parts):
            return None
        over, under = (p.interval for p in parts if p is not None)
        assert over is not None and under is not None
        try:
            quotient = over / under
        except FigureError:  # a base of exactly zero: the ratio does not exist, so it stays unknown
            return None
        percent = quotient * Interval.exact(100.0) if asked.unit == "%" else quotient
        return _computed(percent, asked.ratio, [p for p in parts if p is not None])

    def _gathered(self, asked: Field, fields: Mapping[str, Field]) -> Fact | None:
        names = asked.total or asked.largest
        parts = [self.number(each, fields) for each in names]
        known = [p for p in parts if p is not None and p.interval is not None]
        intervals = [p.interval for p in known if p.interval is not None]
        if not known or (asked.total and len(known) < len(names)):
            return None
        result = intervals[0]
        for each in intervals[1:]:
            result = result + each if asked.total else largest(result, each)
        if asked.largest and len(known) < len(names):
            # The missing one may be larger: only the lower end is sure.
            result = Interval(result.low, float("inf"), result.low_open)
        return _computed(result, names, known)


def _computed(interval: Interval, names: tuple[str, ...], parts: list[Fact]) -> Fact:
    evidence = tuple(e for p in parts for e in p.evidence)
    return Fact(interval=interval, evidence=evidence, bound=bound_of(interval), computed_from=tuple(names))


def largest(x: Interval, y: Interval) -> Interval:
    """The interval of max(x, y)."""
    low, low_closed = max((x.low, not x.low_open), (y.low, not y.low_open))
    high, high_closed = max((x.high, not x.high_open), (y.high, not y.high_open))
    return Interval(low, high, not low_closed, not high_closed)


def fact_of(figure: Figure, unit: str, evidence: tuple[Evidence, ...] = ()) -> Fact | None:
    """A figure as a fact in the unit a field asks for, or None where the units do not fit."""
    factor, base = parse_unit(unit)
    if base != figure.unit and {base, figure.unit} - {"家", "个", "户", "件", "项"}:
        return None
    scaled = figure.interval / Interval.exact(float(factor))
    return Fact(interval=scaled, evidence=evidence, bound=figure.bound)
