"""Two periods side by side: every growth measure is a function of a cell's value before and after.

A cell without a row in one of the two periods is zero there (it is new, or gone); a cell whose value is null
is unknown, and so is its change. Periods are compared by their labels: integer periods ``lag`` apart, other
labels (dates, "2024Q1") by their place among the periods of the data.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import narwhals as nw

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.frames import IntoFrame, cells, opened

BEFORE, AFTER = nw.col("_before"), nw.col("_after")


@dataclass(frozen=True, slots=True)
class Periods:
    """The distinct periods of a frame, in order, and how far apart they are."""

    labels: tuple[Any, ...]

    @property
    def numbered(self) -> bool:
        """Whether the labels are integers, so that a missing period is seen as missing."""
        return all(isinstance(label, int) for label in self.labels)

    def lagged(self, lag: int) -> list[tuple[Any, Any]]:
        """(before, after) pairs that are ``lag`` apart and both there."""
        if lag < 1:
            raise UsageError(f"lag={lag} does not look back.", expected="1 or more")
        if self.numbered:
            return [(label - lag, label) for label in self.labels if label - lag in self.labels]
        return list(zip(self.labels[:-lag], self.labels[lag:], strict=True))

    def between(self, start: Any, end: Any) -> tuple[Any, Any]:
        """Start and end, the first and last period by default."""
        start = self.labels[0] if start is None else start
        end = self.labels[-1] if end is None else end
        for label in (start, end):
            if label not in self.labels:
                raise MeasureError(
                    f"There is no period {label!r} in the data.",
                    expected="one of " + ", ".join(map(str, self.labels)),
                )
        if self.labels.index(start) >= self.labels.index(end):
            raise MeasureError(
                f"Growth needs a start before its end, not {start!r} to {end!r}.",
                todo="give two different periods in the data, the earlier first",
            )
        return start, end

    def steps(self, start: Any, end: Any) -> list[tuple[Any, Any]]:
        """Consecutive pairs from start to end."""
        inside = self.labels[self.labels.index(start) : self.labels.index(end) + 1]
        return list(pairwise(inside))

    def years(self, start: Any, end: Any) -> int:
        """Number of periods from start to end."""
        return end - start if self.numbered else self.labels.index(end) - self.labels.index(start)


def periods_of(frame: IntoFrame, period: str) -> Periods:
    """The distinct periods; a small query is run even on a lazy frame."""
    found = opened(frame, [period]).unique().collect("polars")[period].drop_nulls().sort().to_list()
    if not found:
        raise MeasureError("There is no period in the data.", where=period)
    return Periods(tuple(found))


def paired(
    frame: IntoFrame,
    keys: list[str],
    value: str,
    period: str,
    pairs: list[tuple[Any, Any]],
) -> nw.LazyFrame[Any]:
    """Cells of each pair: the keys, the later period, ``_before`` and ``_after`` (null if unknown)."""
    if not pairs:
        raise MeasureError(
            "No two periods of the data can be compared.", where=period, todo="check the periods and the lag"
        )
    table = cells(frame, [period, *keys], value)
    kind = table.collect_schema()[period]
    known, there = nw.col(value).fill_null(0.0), nw.col(value).is_null().cast(nw.Int64)
    zero, none = nw.lit(0.0), nw.lit(0).cast(nw.Int64)
    later = _later(nw.col(period), pairs).cast(kind).alias(period)
    before = table.filter(nw.col(period).is_in([a for a, _ in pairs])).select(
        later, *keys, _before=known, _after=zero, _no_before=there, _no_after=none
    )
    after = table.filter(nw.col(period).is_in([b for _, b in pairs])).select(
        period, *keys, _before=zero, _after=known, _no_before=none, _no_after=there
    )
    parts = ["_before", "_after", "_no_before", "_no_after"]
    both = nw.concat([before, after]).group_by(period, *keys).agg(*(nw.col(name).sum() for name in parts))
    return both.with_columns(
        _before=nw.when(nw.col("_no_before") == 0).then(BEFORE),
        _after=nw.when(nw.col("_no_after") == 0).then(AFTER),
    ).select(period, *keys, "_before", "_after")


def _later(label: nw.Expr, pairs: list[tuple[Any, Any]]) -> nw.Expr:
    return nw.coalesce(*(nw.when(label == before).then(nw.lit(after)) for before, after in pairs))
