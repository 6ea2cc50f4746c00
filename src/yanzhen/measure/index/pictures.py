"""What the pictures of an index need: plain data, no drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats
from yanzhen.measure.index.result import IndexResult
from yanzhen.measure.index.scoring import change_parts, contributions


@dataclass(frozen=True, slots=True)
class Bar:
    """One region in a ranked chart: a score or its bounds, a rank or its bounds."""

    region: str
    low: float
    high: float
    estimate: float
    rank_best: int
    rank_worst: int
    status: str

    @property
    def certain(self) -> bool:
        """Whether the rank is one number."""
        return self.rank_best == self.rank_worst


@dataclass(frozen=True, slots=True)
class Ranked:
    """Regions of one period from first to last, and those without a score with the reason."""

    period: object
    bars: tuple[Bar, ...]
    withheld: tuple[tuple[str, str], ...]


def ranked(result: IndexResult, period: object = None) -> Ranked:
    """Ranked bars of a period (the last by default), sorted by the estimate."""
    rows = result.rows_of(period)
    status = result.status
    bars = [
        Bar(
            str(result.panel.regions[row]),
            float(result.low[row]),
            float(result.high[row]),
            float(result.estimate[row]),
            int(result.ranks.best[row]),
            int(result.ranks.worst[row]),
            status[row],
        )
        for row in rows
        if not np.isnan(result.low[row])
    ]
    withheld = [
        (str(result.panel.regions[row]), result.reasons[row] or "")
        for row in rows
        if np.isnan(result.low[row])
    ]
    bars.sort(key=lambda bar: (-bar.estimate, bar.region))
    return Ranked(result.panel.periods[rows[0]], tuple(bars), tuple(withheld))


@dataclass(frozen=True, slots=True)
class Step:
    """Part of one indicator in a change of score."""

    indicator: str
    zh: str
    part: float
    before: float
    after: float


@dataclass(frozen=True, slots=True)
class Waterfall:
    """Why a score moved: parts that add up to the change, and who was passed.

    Attributes:
        region: whose score.
        start: first state (a period, or the other region).
        end: second state.
        score_start: score there.
        score_end: score at the end.
        rank_start: (best, worst) rank at the start.
        rank_end: (best, worst) rank at the end.
        steps: parts, largest in absolute value first.
        passed: regions that were ahead and now are behind.
        passed_by: regions that were behind and now are ahead.
    """

    region: str
    start: str
    end: str
    score_start: float
    score_end: float
    rank_start: tuple[int, int]
    rank_end: tuple[int, int]
    steps: tuple[Step, ...]
    passed: tuple[str, ...] = ()
    passed_by: tuple[str, ...] = ()

    @property
    def change(self) -> float:
        """Score at the end minus score at the start; equals the sum of the steps."""
        return self.score_end - self.score_start

    def to_frame(self) -> pl.DataFrame:
        """One row per indicator; ``before`` and ``after`` are scaled values 0..1."""
        return pl.DataFrame(
            [(s.indicator, s.zh, s.before, s.after, s.part) for s in self.steps],
            schema=["indicator", "zh", "before", "after", "part"],
            orient="row",
        )


def waterfall(result: IndexResult, region: object, start: object = None, end: object = None) -> Waterfall:
    """Why the score and rank of a region moved between two periods (first and last by default).

    Scores of interval rows enter with their estimate.

    Raises:
        UsageError: no such region or period.
        MeasureError: no score in one of the two periods, or year-wise scaling.
    """
    if len(result.weight_sets) > 1:
        raise MeasureError(
            "Year-wise scores of two periods have no common scale",
            todo="use normalization='pooled' to explain a change",
        )
    labels = result.period_labels
    start, end = labels[0] if start is None else start, labels[-1] if end is None else end
    a, b = result.row(region, start), result.row(region, end)
    passed, passed_by = _crossings(result, str(region), start, end)
    return _explain(result, a, b, (str(region), str(start), str(end)), passed, passed_by)


def gap(result: IndexResult, region: object, other: object, period: object = None) -> Waterfall:
    """Why the score of a region differs from that of another in one period: parts add up to the gap."""
    a, b = result.row(other, period), result.row(region, period)
    return _explain(result, a, b, (str(region), str(other), str(region)))


def _explain(
    result: IndexResult,
    a: int,
    b: int,
    names: tuple[str, str, str],
    passed: tuple[str, ...] = (),
    passed_by: tuple[str, ...] = (),
) -> Waterfall:
    for row in (a, b):
        if np.isnan(result.low[row]):
            raise MeasureError(
                f"There is no score of {result.panel.regions[row]} {result.panel.periods[row] or ''}",
                where=result.reasons[row],
            )
    Z, W = result.scaled.known, result.row_weights
    parts = change_parts(Z[a], Z[b], W[a], W[b], result.settings.aggregation)
    steps = [
        Step(i.id, i.zh, float(part), float(Z[a, j]), float(Z[b, j]))
        for j, (i, part) in enumerate(zip(result.indicators, parts, strict=True))
    ]
    best, worst = result.ranks.best, result.ranks.worst
    return Waterfall(
        *names,
        score_start=float(result.estimate[a]),
        score_end=float(result.estimate[b]),
        rank_start=(int(best[a]), int(worst[a])),
        rank_end=(int(best[b]), int(worst[b])),
        steps=tuple(sorted(steps, key=lambda step: -abs(step.part))),
        passed=passed,
        passed_by=passed_by,
    )


def _crossings(result: IndexResult, region: str, start: object, end: object) -> tuple[tuple[str, ...], ...]:
    """Regions surely passed and surely passed by: only where the intervals are apart at both times."""
    ahead = [_apart(result, region, period) for period in (start, end)]
    both = [name for name in ahead[0] if name in ahead[1]]
    passed = tuple(name for name in both if ahead[0][name] > 0 > ahead[1][name])
    return passed, tuple(name for name in both if ahead[0][name] < 0 < ahead[1][name])


def _apart(result: IndexResult, region: str, period: object) -> dict[str, int]:
    """Other region -> 1 surely above us, -1 surely below, 0 cannot tell."""
    mine = result.row(region, period)
    found = {}
    for row in result.rows_of(period):
        if row != mine and not np.isnan(result.low[row]):
            above = result.low[row] > result.high[mine]
            below = result.high[row] < result.low[mine]
            found[str(result.panel.regions[row])] = int(above) - int(below)
    return found


@dataclass(frozen=True, slots=True, eq=False)
class Heatmap:
    """Scaled values of one period: regions (best score first) by indicators; NaN where missing."""

    period: object
    regions: tuple[str, ...]
    indicators: tuple[str, ...]
    values: Floats
    filled: tuple[tuple[int, int], ...]


def heatmap(result: IndexResult, period: object = None) -> Heatmap:
    """Heat map of the indicators; ``filled`` lists imputed cells as (row, column)."""
    rows = result.rows_of(period)
    rows = rows[~np.isnan(result.low[rows])]
    rows = rows[np.argsort(-result.estimate[rows], kind="stable")]
    marks = np.argwhere(result.treated.filled[rows])
    return Heatmap(
        result.panel.periods[rows[0]] if rows.size else period,
        tuple(str(result.panel.regions[row]) for row in rows),
        tuple(indicator.zh for indicator in result.indicators),
        result.scaled.known[rows],
        tuple((int(i), int(j)) for i, j in marks),
    )


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """Dimension scores of some regions beside the median of all: for a radar and the table next to it."""

    period: object
    dimensions: tuple[str, ...]
    regions: tuple[str, ...]
    values: Floats
    median: Floats


def profile(result: IndexResult, regions: Sequence[object], period: object = None) -> Profile:
    """Dimension scores of the named regions in a period."""
    scores = result.dimension_scores()
    rows = result.rows_of(period)
    picked = [result.row(region, period) for region in regions]
    return Profile(
        result.panel.periods[rows[0]],
        tuple(dimension.zh for dimension in result.dimensions),
        tuple(str(region) for region in regions),
        scores[picked],
        np.nanmedian(scores[rows], axis=0) if scores.size else np.empty(0),
    )


def contributions_frame(result: IndexResult) -> pl.DataFrame:
    """Part of every indicator in a linear score: the columns of a row add up to its score.

    Raises:
        MeasureError: the aggregation is not linear, so there are no such parts.
    """
    if result.settings.aggregation != "linear":
        raise MeasureError(
            f"A {result.settings.aggregation} score is no sum of parts", todo="use gap() or waterfall()"
        )
    parts = contributions(result.scaled.known, result.row_weights)
    parts[np.isnan(result.low)] = np.nan
    return result.matrix_frame(parts)
