"""Peer regions: alike in structure, alike in size, or alike to what the region is (was) some periods apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.economic_complexity.presence import rca_matrix
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, check_choice, from_columns
from yanzhen.measure.growth.pairs import Periods
from yanzhen.measure.matrix import Floats, Panel, read_panel


def _cosine(a: Floats, b: Floats) -> Floats:
    norm_a, norm_b = np.linalg.norm(a, axis=1), np.linalg.norm(b, axis=1)
    return _over(a @ b.T, np.multiply.outer(norm_a, norm_b))


def _overlap(a: Floats, b: Floats) -> Floats:
    """Finger-Kreinin: sum of the smaller shares, 0 to 1."""
    shares_a = _over(a, np.broadcast_to(a.sum(axis=1)[:, None], a.shape))
    shares_b = _over(b, np.broadcast_to(b.sum(axis=1)[:, None], b.shape))
    result = np.stack([np.minimum(row, shares_b).sum(axis=1) for row in shares_a])
    result[np.isnan(result)] = np.nan
    return result


def _correlation(a: Floats, b: Floats) -> Floats:
    """Pearson correlation of ln(RCA + 0.1), the export similarity of Bahar et al. (2014)."""
    logs = [np.log(_safe_rca(x) + 0.1) for x in (a, b)]
    scores = [_standard(x) for x in logs]
    result: Floats = scores[0] @ scores[1].T / a.shape[1]
    return result


METHODS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "cosine": _cosine,
    "overlap": _overlap,
    "correlation": _correlation,
}


def peers(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    by: str = "structure",
    method: str = "cosine",
    of: Any = None,
    n: int | None = 10,
    lag: int = 0,
    size_within: float | None = None,
) -> FrameResult:
    """The most similar regions of each region (or of one).

    Similarity by structure: ``cosine`` of value vectors; ``overlap`` ``sum_a min(s_ra, s_qa)`` (Finger and
    Kreinin 1979); ``correlation`` of ln(RCA + 0.1) (Bahar, Hausmann and Hidalgo 2014). By size: smaller total
    over larger.

    Args:
        by: ``"structure"`` or ``"size"``.
        of: only this region's peers.
        n: how many; None for all.
        lag: with k > 0, peers as they were k periods before: whose past looks like our present (they have
            gone on from where we are); with k < 0, peers now against our past.
        size_within: only peers whose total differs by at most this factor (2 = half to double).

    Returns:
        Columns region, ``peer``, ``similarity``, ``rank``, ``size_ratio`` (peer over region) and, over time,
        the region's period and ``peer_period``. A region without anything has no peers.

    Raises:
        MeasureError: the region named by ``of`` or the lagged periods are not in the data.
    """
    check_choice("by", by, ("structure", "size"))
    check_choice("method", method, tuple(METHODS))
    if lag and period is None:
        raise UsageError("A lag needs the column with the period.", todo="add period=")
    if size_within is not None and size_within < 1:
        raise UsageError(f"size_within={size_within} is a factor.", expected="1 or more")
    panel = read_panel(frame, region, activity, value, period)
    chosen = _chosen(panel, of)
    blocks = []
    for own, other in _spans(panel, lag):
        a, b = panel.matrix(own), panel.matrix(other)
        sizes = _over(b.sum(axis=1), a.sum(axis=1)[:, None] * np.ones(len(b)))
        similarity = METHODS[method](a, b) if by == "structure" else np.minimum(sizes, _over(1.0, sizes))
        blocks.append(_ranked(panel, (own, other), similarity, sizes, chosen, n, size_within))
    table = _named(pl.concat(blocks), region, period)
    described = {
        "peer": "similar region",
        "rank": "1 = most similar",
        "similarity": by if by == "size" else method,
        "size_ratio": "peer's total over the region's",
    }
    options = {"by": by, "method": method, "lag": lag, "n": n, "size_within": size_within}
    native = from_columns(table.to_dict(), FrameKind.of(frame))
    return FrameResult("peers", native, described, options=options, notes=panel.notes)


def _named(table: pl.DataFrame, region: str, period: str | None) -> pl.DataFrame:
    numbers = ["rank", "similarity", "size_ratio"]
    if period is None:
        return table.select(pl.col("_region").alias(region), "peer", *numbers)
    own, other = pl.col("_own").alias(period), pl.col("_other").alias("peer_period")
    return table.select(own, pl.col("_region").alias(region), "peer", other, *numbers)


def _ranked(
    panel: Panel,
    span: tuple[int, int],
    similarity: Floats,
    sizes: Floats,
    chosen: list[int],
    n: int | None,
    size_within: float | None,
) -> pl.DataFrame:
    """Peers of the chosen regions in order; ties by label."""
    usable = ~np.isnan(similarity) & ~np.isnan(sizes)
    np.fill_diagonal(usable, False)
    if size_within is not None:
        usable &= (sizes <= size_within) & (sizes >= 1 / size_within)
    rows, columns, ranks = [], [], []
    for row in chosen:
        order = np.argsort(-np.where(usable[row], similarity[row], -np.inf), kind="stable")
        best = order[: int(usable[row].sum())][:n]
        rows += [row] * len(best)
        columns += best.tolist()
        ranks += list(range(1, len(best) + 1))
    labels, periods = panel.regions, panel.periods
    own, other = (periods.new_from_index(t, len(rows)) if periods is not None else None for t in span)
    nothing = pl.Series([None] * len(rows), dtype=pl.Null)
    return pl.DataFrame(
        {
            "_own": nothing if own is None else own,
            "_other": nothing if other is None else other,
            "_region": labels.gather(rows),
            "peer": labels.gather(columns),
            "rank": pl.Series(ranks, dtype=pl.Int64),
            "similarity": similarity[rows, columns],
            "size_ratio": sizes[rows, columns],
        }
    )


def _chosen(panel: Panel, of: Any) -> list[int]:
    labels = panel.regions.to_list()
    if of is None:
        return list(range(len(labels)))
    if of not in labels:
        raise MeasureError(
            f"There is no region {of!r} in the data.", expected=", ".join(map(str, labels[:8]))
        )
    return [labels.index(of)]


def _spans(panel: Panel, lag: int) -> list[tuple[int, int]]:
    """(own period, peer's period) numbers."""
    if panel.periods is None or lag == 0:
        return [(t, t) for t in range(panel.n_periods)]
    labels = panel.periods.to_list()
    pairs = [(labels.index(a), labels.index(b)) for a, b in Periods(tuple(labels)).lagged(abs(lag))]
    if not pairs:
        raise MeasureError(f"No two periods are {abs(lag)} apart.", where=", ".join(map(str, labels)))
    return [(later, earlier) if lag > 0 else (earlier, later) for earlier, later in pairs]


def _safe_rca(values: Floats) -> Floats:
    rows, columns = values.sum(axis=1) > 0, values.sum(axis=0) > 0
    result = np.zeros_like(values)
    result[~rows] = np.nan
    result[np.ix_(rows, columns)] = rca_matrix(values[np.ix_(rows, columns)])
    return result


def _standard(x: Floats) -> Floats:
    centred = x - x.mean(axis=1, keepdims=True)
    return _over(centred, np.broadcast_to(centred.std(axis=1, keepdims=True), x.shape))


def _over(top: Any, bottom: Any) -> Floats:
    bottom = np.asarray(bottom, dtype=np.float64)
    top = np.broadcast_to(np.asarray(top, dtype=np.float64), bottom.shape)
    result: Floats = np.divide(top, bottom, out=np.full(bottom.shape, np.nan), where=bottom > 0)
    return result
