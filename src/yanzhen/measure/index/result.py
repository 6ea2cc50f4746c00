"""What a composite index came out as: scores with bounds, ranks or the reason for none, and every part."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, codes_of
from yanzhen.measure.index.coupling import Coupling, coupling_coordination
from yanzhen.measure.index.crosswalk import Crosswalk
from yanzhen.measure.index.diagnostics import Dominance, Redundancy, obstacle_degree
from yanzhen.measure.index.panel import Panel
from yanzhen.measure.index.ranking import Ranks
from yanzhen.measure.index.scoring import Scaled, score_rows
from yanzhen.measure.index.system import Dimension, Indicator, IndicatorSystem
from yanzhen.measure.index.weights import Weights


@dataclass(frozen=True, slots=True)
class Settings:
    """How an index was computed.

    Attributes:
        weights: name of the weighting, or ``given``.
        aggregation: ``linear``, ``geometric``, ``topsis`` or ``improved-topsis``.
        normalization: ``pooled``, ``yearwise`` or ``goalposts``.
        missing: treatment of missing cells.
        floor: smallest share of the system's indicators a row needs.
    """

    weights: str = "entropy"
    aggregation: str = "linear"
    normalization: str = "pooled"
    missing: str = "available"
    floor: float = 0.6


@dataclass(frozen=True, slots=True, eq=False)
class IndexResult:
    """A composite index of regions (and periods), one row each.

    Attributes:
        system: the indicator system, whole.
        crosswalk: which column served which indicator.
        indicators: the indicators that had a column, in order.
        panel: cells as read (``panel.low``/``high``), before any treatment.
        treated: cells as used: missing ones filled where asked for, transformed.
        settings: how it was computed.
        weight_sets: one set, or one per period for year-wise scaling.
        posts: lower and upper goalposts, k x m each, one line per weight set.
        set_of: which weight set and goalposts belong to each row.
        scaled: cells on 0..1.
        estimate: score of the known values; for an interval an estimate only.
        low: lower end of the score; NaN where no score is given.
        high: upper end of the score.
        ranks: best and worst possible rank within the period.
        coverage: share of the system's indicators known in each row.
        reasons: why there is no score or no rank; None where there is.
        notes: what to know before using the scores.
        dominated: columns whose weight comes from one row.
        redundancy: correlations and effective number of indicators.
        region: name of the column of regions.
        period: name of the column of periods, or None.
    """

    system: IndicatorSystem
    crosswalk: Crosswalk
    indicators: tuple[Indicator, ...]
    panel: Panel
    treated: Panel
    settings: Settings
    weight_sets: tuple[Weights, ...]
    posts: tuple[Floats, Floats]
    set_of: NDArray[np.intp]
    scaled: Scaled
    estimate: Floats
    low: Floats
    high: Floats
    ranks: Ranks
    coverage: Floats
    reasons: tuple[str | None, ...]
    notes: tuple[str, ...]
    dominated: tuple[Dominance, ...]
    redundancy: Redundancy | None
    region: str
    period: str | None

    @property
    def weights(self) -> Weights:
        """The weights.

        Raises:
            UsageError: year-wise scaling made one set per period: see ``weights_frame()``.
        """
        if len(self.weight_sets) > 1:
            raise UsageError("Every period has its own weights", todo="use weights_frame() or weight_sets")
        return self.weight_sets[0]

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the indicators used."""
        return self.panel.names

    @property
    def score(self) -> Floats:
        """The score where it is one number; NaN where it is an interval or not given."""
        return np.where(self.is_interval, np.nan, self.low)

    @property
    def is_interval(self) -> NDArray[np.bool_]:
        """Rows whose score is known only within bounds."""
        return np.round(self.high - self.low, 12) > 0

    @property
    def status(self) -> tuple[str, ...]:
        """``exact``, ``interval``, ``withheld``, or for an exact score that rests on less than was asked
        ``partial`` (some indicators missing) or ``filled`` (some imputed)."""
        marks = np.full(self.low.size, "exact", dtype=object)
        marks[np.isnan(self.scaled.known).any(axis=1)] = "partial"
        marks[self.treated.filled.any(axis=1)] = "filled"
        marks[self.is_interval] = "interval"
        marks[np.isnan(self.low)] = "withheld"
        return tuple(marks)

    @property
    def row_weights(self) -> Floats:
        """The weights of every row, n x m."""
        return np.array([w.weights for w in self.weight_sets])[self.set_of]

    @property
    def keys(self) -> dict[str, list[object]]:
        """The key columns under the user's names."""
        keys: dict[str, list[object]] = {self.region: list(self.panel.regions)}
        return keys if self.period is None else {**keys, self.period: list(self.panel.periods)}

    @property
    def period_labels(self) -> tuple[object, ...]:
        """The periods in order; (None,) for a cross-section."""
        return codes_of(self.panel.periods, len(self.panel.periods), "period")[1]

    def to_frame(self) -> pl.DataFrame:
        """One row per region and period: score or its bounds, rank or its bounds, coverage, reason.

        ``score`` is null for an interval and for a withheld score; ``rank`` is null where it is not certain.
        """
        best, worst = self.ranks.best, self.ranks.worst
        frame = pl.DataFrame(
            {
                **self.keys,
                "score": self.score,
                "score_low": self.low,
                "score_high": self.high,
                "rank": np.where(self.ranks.certain, best, 0),
                "rank_best": best,
                "rank_worst": worst,
                "coverage": self.coverage,
                "status": self.status,
                "reason": pl.Series(self.reasons, dtype=pl.String),
            },
            strict=False,
        )
        ranks = ["rank", "rank_best", "rank_worst"]
        return frame.with_columns(
            pl.col("score", "score_low", "score_high").fill_nan(None),
            *(pl.when(pl.col(c) > 0).then(pl.col(c)).alias(c) for c in ranks),
        )

    def weights_frame(self) -> pl.DataFrame:
        """Weight, goalposts and the parts of the method per indicator (and period, if year-wise)."""
        frames = []
        for number, weights in enumerate(self.weight_sets):
            frame = weights.to_frame().with_columns(
                zh=pl.Series([i.zh for i in self.indicators]),
                dimension=pl.Series([i.dimension for i in self.indicators]),
                direction=pl.Series([i.direction for i in self.indicators]),
                low=pl.Series(self.posts[0][number]),
                high=pl.Series(self.posts[1][number]),
            )
            if len(self.weight_sets) > 1:
                frame = frame.with_columns(pl.lit(self.period_labels[number]).alias(self.period or "period"))
            frames.append(frame)
        return pl.concat(frames)

    def matrix_frame(self, values: Floats) -> pl.DataFrame:
        """Any n x m matrix of this index as a frame with the keys and one column per indicator."""
        columns = {name: values[:, j] for j, name in enumerate(self.names)}
        return pl.DataFrame({**self.keys, **columns}, strict=False).with_columns(
            pl.col(*self.names).fill_nan(None)
        )

    def obstacle(self) -> pl.DataFrame:
        """Obstacle degree of every indicator: which ones hold the region back, as shares of its gap."""
        degree = np.full(self.scaled.known.shape, np.nan)
        for number, weights in enumerate(self.weight_sets):
            rows = self.set_of == number
            degree[rows] = obstacle_degree(self.scaled.known[rows], weights)
        degree[np.isnan(self.low)] = np.nan
        return self.matrix_frame(degree)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """Dimensions that have an indicator in use."""
        used = {indicator.dimension for indicator in self.indicators}
        return tuple(dimension for dimension in self.system.dimensions if dimension.id in used)

    def dimension_scores(self) -> Floats:
        """Score of every dimension on 0..1, n x k: its indicators with their weights scaled to sum to one.

        Of the known values; NaN where a dimension has no known indicator or the row has no score.
        """
        Z, W = self.scaled.known, self.row_weights
        scores = np.full((len(Z), len(self.dimensions)), np.nan)
        for k, dimension in enumerate(self.dimensions):
            columns = np.flatnonzero([i.dimension == dimension.id for i in self.indicators])
            for number in range(len(self.weight_sets)):
                rows = np.flatnonzero((self.set_of == number) & ~np.isnan(self.low))
                w = W[rows[0], columns] if rows.size else np.zeros(0)
                if w.sum() > 0:
                    part = Z[np.ix_(rows, columns)]
                    scores[rows, k] = score_rows(part, w / w.sum(), self.settings.aggregation)
        return scores

    def dimensions_frame(self) -> pl.DataFrame:
        """Dimension scores with the keys, one column per dimension."""
        scores = self.dimension_scores()
        columns = {dimension.id: scores[:, k] for k, dimension in enumerate(self.dimensions)}
        return pl.DataFrame({**self.keys, **columns}, strict=False).with_columns(
            pl.col(*columns).fill_nan(None)
        )

    def coupling(self, method: str = "classic") -> Coupling:
        """Coupling coordination of the dimensions, one row per row of the index (NaN where not all known).

        Raises:
            MeasureError: fewer than two dimensions, or no row in which all are known.
        """
        U = self.dimension_scores()
        rows = ~np.isnan(U).any(axis=1)
        if U.shape[1] < 2 or not rows.any():
            raise MeasureError("Coupling needs two dimensions known in a row", where=self.system.id)
        names = [dimension.zh for dimension in self.dimensions]
        part = coupling_coordination(U[rows], method=method, names=names)  # type: ignore[arg-type]
        C, T, D = (np.full(len(U), np.nan) for _ in range(3))
        C[rows], T[rows], D[rows] = part.C, part.T, part.D
        return replace(part, C=C, T=T, D=D, U=U)

    def rows_of(self, period: object = None) -> NDArray[np.intp]:
        """Rows of a period (the last one by default).

        Raises:
            UsageError: no such period.
        """
        wanted = self.period_labels[-1] if period is None else period
        rows = np.flatnonzero([str(label) == str(wanted) for label in self.panel.periods])
        if not rows.size:
            raise UsageError(
                f"There is no period {wanted!r}", expected=", ".join(map(str, self.period_labels))
            )
        return rows

    def row(self, region: object, period: object = None) -> int:
        """The row of a region in a period (the last one by default).

        Raises:
            UsageError: no such region in that period.
        """
        for row in self.rows_of(period):
            if str(self.panel.regions[row]) == str(region):
                return int(row)
        raise UsageError(
            f"There is no row of {region!r} in {period if period is not None else 'the last period'}"
        )
