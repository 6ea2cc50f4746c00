"""Gaps and openings: which missing segment matters, with every factor shown.

A city need not own every segment. A gap scores

    score = need x scarcity x fit          each in [0, 1]

need      of a broken segment: the share of what the segments here buy that it supplies, buyers weighted by
          their share of the chain here (revenue where all have comparable figures, else number of firms).
          Of a short segment: the share of what the suppliers here sell that it would take up.
scarcity  how hard its products are to get elsewhere (supply axis).
fit       how related it is to what is here: a relatedness density from ``yanzhen.measure`` where given,
          else the weighted share of its neighbours in the chart that are present.

A factor that is not known is not guessed: the score becomes an interval from 0 to the product of the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import polars as pl

from yanzhen.atlas.chart import Chart, Feed, Segment
from yanzhen.atlas.local import Local
from yanzhen.atlas.occupancy import Occupancy
from yanzhen.atlas.placing import Placements
from yanzhen.atlas.state import SegmentState
from yanzhen.atlas.supply import Supply
from yanzhen.errors import FigureError
from yanzhen.terms import Interval, sum_figures

SCARCITY: Mapping[Supply, float | None] = {
    Supply.AMPLE: 0.2,
    Supply.CONCENTRATED: 0.6,
    Supply.CHOKEPOINT: 1.0,
    Supply.UNKNOWN: None,
}


@dataclass(frozen=True, slots=True)
class Gap:
    """A missing segment.

    Attributes:
        segment, state: which, and why it counts as missing.
        kind: 补链 (needed here) or 延链 (would carry on what is here).
        need, scarcity, fit: the factors, None where not known.
        score: bounds; exact where all factors are known.
        buyers: the segments here that the need comes from.
        fit_from: ``relatedness`` (measured) or ``chart`` (share of neighbours).
    """

    segment: Segment
    state: SegmentState
    kind: str
    need: float
    scarcity: float | None
    fit: float | None
    score: Interval
    buyers: tuple[str, ...]
    fit_from: str


def gaps(
    chart: Chart,
    occupancy: Occupancy,
    states: Sequence[SegmentState],
    *,
    relatedness: Mapping[str, float] | None = None,
    scarcity: Mapping[Supply, float | None] = SCARCITY,
) -> tuple[Gap, ...]:
    """The missing segments, the most pressing first; those with an open factor after those without.

    Args:
        chart, occupancy, states: from :func:`yanzhen.atlas.state.segment_states`.
        relatedness: segment key -> relatedness density in [0, 1].
        scarcity: number behind each supply state.
    """
    weights = _activity(chart, occupancy)
    found = []
    for state in states:
        if state.local not in (Local.BROKEN, Local.SHORT, Local.MISSING):
            continue
        found.append(_gap(chart, occupancy, state, weights, relatedness or {}, scarcity))
    return tuple(sorted(found, key=lambda g: (not g.score.is_exact, -g.score.high, g.segment.key)))


def _gap(
    chart: Chart,
    occupancy: Occupancy,
    state: SegmentState,
    weights: Mapping[str, float],
    relatedness: Mapping[str, float],
    scarcity: Mapping[Supply, float | None],
) -> Gap:
    key = state.segment.key
    outward = state.local is Local.SHORT
    edges = chart.suppliers(key) if outward else chart.consumers(key)
    ends = {(f.start if outward else f.end): f for f in edges}
    need = sum(weights.get(end, 0.0) * _share(chart, feed, outward) for end, feed in ends.items())
    measured = relatedness.get(key)
    fit = measured if measured is not None else _neighbours_here(chart, occupancy, key)
    scarce = scarcity[state.supply]
    return Gap(
        segment=state.segment,
        state=state,
        kind="延链" if outward else "补链",
        need=need,
        scarcity=scarce,
        fit=fit,
        score=_score(need, scarce, fit),
        buyers=tuple(sorted(end for end in ends if weights.get(end))),
        fit_from="relatedness" if measured is not None else "chart",
    )


def _score(*factors: float | None) -> Interval:
    product = 1.0
    for factor in factors:
        product *= 1.0 if factor is None else factor
    return Interval.exact(product) if None not in factors else Interval(0.0, product)


def _share(chart: Chart, feed: Feed, outward: bool) -> float:
    """The part of this edge in what its other end buys (or sells): stated, or equal parts of the rest."""
    siblings = chart.consumers(feed.start) if outward else chart.suppliers(feed.end)
    if not outward and feed.coefficient is not None:
        return feed.coefficient
    stated = 0.0 if outward else sum(f.coefficient or 0.0 for f in siblings)
    open_edges = [f for f in siblings if outward or f.coefficient is None]
    return max(0.0, 1.0 - stated) / len(open_edges)


def _activity(chart: Chart, occupancy: Occupancy) -> dict[str, float]:
    """Share of each present segment in the chain here, by revenue if all compare, else by firms."""
    present = [s.key for s in chart.segments if occupancy.present(s.key)]
    sizes = _revenues(occupancy, present) or {
        key: float(sum(o.certain for o in occupancy.of(key))) for key in present
    }
    total = sum(sizes.values())
    return {key: size / total for key, size in sizes.items()} if total else {}


def _revenues(occupancy: Occupancy, keys: Sequence[str]) -> dict[str, float] | None:
    """Exact revenues of all segments, or None: shares of bounded figures would pretend to know."""
    sizes: dict[str, float] = {}
    for key in keys:
        figures = [o.revenue for o in occupancy.of(key) if o.certain]
        try:
            total = sum_figures([f for f in figures if f is not None]) if all(figures) else None
        except FigureError:
            return None
        if total is None or not total.interval.is_exact:
            return None
        sizes[key] = total.interval.low
    return sizes


def _neighbours_here(chart: Chart, occupancy: Occupancy, key: str) -> float | None:
    ends = {f.end for f in chart.consumers(key)} | {f.start for f in chart.suppliers(key)}
    known = [end for end in ends - {key} if occupancy.present(end) or occupancy.absent(end)]
    return sum(occupancy.present(end) for end in known) / len(known) if known else None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A firm to court for a gap, from a list the user supplies."""

    firm: str
    segment: str
    score: float
    words: tuple[str, ...]
    region: str = field(default="")


def candidates(
    gap: Gap, placements: Placements, firms: pl.DataFrame, *, here: str = "", limit: int = 20
) -> tuple[Candidate, ...]:
    """Firms outside ``here`` that make what the gap lacks, the surest first.

    Args:
        gap: the missing segment.
        placements: where the listed firms belong (:func:`yanzhen.atlas.placing.place_firms`).
        firms: the list they came from, for ``row`` and ``region``.
        here: firms whose region contains this name are left out.
        limit: at most so many.
    """
    rows = (
        placements.frame.filter(pl.col("segment") == gap.segment.key)
        .join(firms.select("row", pl.col("region").fill_null("")), on="row")
        .filter(~pl.col("region").str.contains(here, literal=True) if here else pl.lit(True))
        .sort("score", "row", descending=[True, False])
        .head(limit)
    )
    return tuple(
        Candidate(r["name"], r["segment"], r["score"], tuple(r["words"]), r["region"])
        for r in rows.iter_rows(named=True)
    )
