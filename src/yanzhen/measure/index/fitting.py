"""Range, weights and scaled cells of the rows that share them: all rows pooled, or those of one period."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, codes_of
from yanzhen.measure.index.panel import Panel
from yanzhen.measure.index.result import Settings
from yanzhen.measure.index.scoring import Scaled, goalposts, scale, score_rows, weights_for
from yanzhen.measure.index.system import Indicator
from yanzhen.measure.index.weights import Weights

PARTS: tuple[Callable[[Scaled], Floats], ...] = (lambda s: s.known, lambda s: s.low, lambda s: s.high)


@dataclass(frozen=True, slots=True, eq=False)
class Fit:
    """Range, weights and scaled cells of the rows that share them."""

    rows: NDArray[np.intp]
    bottom: Floats
    top: Floats
    scaled: Scaled
    weights: Weights

    def scores(self, Z: Floats, aggregation: str) -> Floats:
        """Scores of these rows from one kind of their scaled cells."""
        return score_rows(Z, self.weights.weights, aggregation)


def fit(
    treated: Panel,
    rows: NDArray[np.intp],
    indicators: tuple[Indicator, ...],
    settings: Settings,
    given: object,
) -> Fit:
    if not rows.size:
        raise MeasureError(
            "A period has no row that reaches the coverage floor",
            todo="leave that period out, or use normalization='pooled'",
        )
    low, high, known = treated.low[rows], treated.high[rows], treated.known[rows]
    fixed = settings.normalization == "goalposts"
    if fixed and any(indicator.goalposts is None for indicator in indicators):
        bare = [indicator.id for indicator in indicators if indicator.goalposts is None]
        raise UsageError(
            f"These indicators have no goalposts: {bare}", todo="add goalposts: [low, high] to each"
        )
    bottom, top = goalposts(low, high, indicators)
    flip = np.array([indicator.direction != "positive" for indicator in indicators])
    scaled = scale(known, low, high, bottom, top, flip)
    weights = weights_for(settings.weights if given is None else given, scaled.known, indicators)
    return Fit(rows, bottom, top, scaled, weights)


def assembled(shape: tuple[int, ...], parts: list[tuple[NDArray[np.intp], Floats]]) -> Floats:
    """One array out of the parts of several sets of rows; NaN elsewhere."""
    whole = np.full(shape, np.nan)
    for rows, values in parts:
        whole[rows] = values
    return whole


def row_sets(panel: Panel, settings: Settings) -> tuple[NDArray[np.intp], int]:
    """Which rows share one range: all of them, or those of a period."""
    if settings.normalization != "yearwise":
        return np.zeros(len(panel.regions), dtype=np.intp), 1
    if None in panel.periods:
        raise UsageError("Year-wise scaling needs periods", todo="name the column of periods with period=")
    codes, labels = codes_of(panel.periods, len(panel.periods), "period")
    return codes, len(labels)
