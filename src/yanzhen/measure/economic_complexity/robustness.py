"""How far a complexity ranking survives other settings that would have been as good."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl
from scipy.stats import rankdata

from yanzhen.errors import UsageError
from yanzhen.measure.economic_complexity.conventions import scaled_complexity
from yanzhen.measure.economic_complexity.fitness import fitness_complexity
from yanzhen.measure.economic_complexity.labels import number_column, region_columns
from yanzhen.measure.economic_complexity.presence import check_presence
from yanzhen.measure.economic_complexity.relatedness import full_presence
from yanzhen.measure.economic_complexity.threads import over_periods
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, from_columns
from yanzhen.measure.matrix import Floats, read_panel

THRESHOLDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)


def rank_robustness(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    thresholds: Sequence[float] = THRESHOLDS,
    least_ubiquity: Sequence[int] = (1, 2, 3),
    within: int = 2,
) -> FrameResult:
    """Range of each region's ECI rank over plausible settings, and in how many of them it holds.

    Settings are all pairs of a presence threshold and a trimming (activities that fewer than so many regions have are
    left out). The base is threshold 1 without trimming; the rank by economic fitness is shown beside it.

    Args:
        thresholds: RCA from which a region counts as present.
        least_ubiquity: trimmings; 1 leaves nothing out.
        within: a rank "holds" if it is at most this many places from the base rank.

    Returns:
        Columns ``rank`` (base, 1 = highest ECI), ``best``, ``worst``, ``holds`` (share of the settings, 0-1),
        ``settings`` (how many gave the region an ECI) and ``fitness_rank``; null where there is no base ECI.
    """
    if not thresholds or not least_ubiquity or within < 0:
        raise UsageError(
            "Robustness needs settings to vary.", expected="thresholds and trimmings, within >= 0"
        )
    for threshold in thresholds:
        check_presence(threshold, "rca")
    panel = read_panel(frame, region, activity, value, period)

    def work(_: int, values: Floats) -> list[Floats]:
        base = _ranks(values, 1.0, 1)
        tried = np.stack([_ranks(values, t, u) for t in thresholds for u in least_ubiquity])
        count = (~np.isnan(tried)).sum(axis=0)
        near = (np.abs(tried - base) <= within).sum(axis=0)
        lost = np.isnan(base)
        best = np.where(np.isnan(tried), np.inf, tried).min(axis=0)
        worst = np.where(np.isnan(tried), -np.inf, tried).max(axis=0)
        holds = np.divide(near, count, out=np.full(len(base), np.nan), where=count > 0)
        fitness = _descending(fitness_complexity(full_presence(values, 1.0, "rca")).fitness)
        columns = [base, best, worst, holds, count.astype(np.float64), fitness]
        return [np.where(lost, np.nan, column) for column in columns]

    results = over_periods(panel, work)
    names = ("rank", "best", "worst", "holds", "settings", "fitness_rank")
    columns = {name: number_column(name, [result[i] for result in results]) for i, name in enumerate(names)}
    whole = {name: s if name == "holds" else s.cast(pl.Int64) for name, s in columns.items()}
    native = from_columns({**region_columns(panel, region, period), **whole}, FrameKind.of(frame))
    described = {
        "rank": "rank by ECI, base settings",
        "best": "best rank over the settings",
        "worst": "worst rank over the settings",
        "holds": f"share of settings within {within} places",
        "settings": "settings with an ECI",
        "fitness_rank": "rank by economic fitness",
    }
    options = {"thresholds": tuple(thresholds), "least_ubiquity": tuple(least_ubiquity), "within": within}
    return FrameResult("rank_robustness", native, described, "growthlab", options, panel.notes)


def _ranks(values: Floats, threshold: float, least: int) -> Floats:
    m = full_presence(values, threshold, "rca")
    kept = m[:, m.sum(axis=0) >= least]
    return _descending(
        scaled_complexity(kept, kept.sum(axis=1), kept.sum(axis=0), "growthlab", "eigenvector").eci
    )


def _descending(score: Floats) -> Floats:
    """Rank 1 for the highest; ties share the best rank; NaN stays NaN."""
    ranks: Floats = np.full(len(score), np.nan)
    known = ~np.isnan(score)
    ranks[known] = rankdata(-np.round(score[known], 10), method="min")
    return ranks
