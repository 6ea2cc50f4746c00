"""Entry and exit of activities, and the probability of entry given relatedness density."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from scipy.stats import rankdata

from yanzhen.errors import MeasureError
from yanzhen.measure.economic_complexity.labels import number_column
from yanzhen.measure.economic_complexity.presence import check_presence
from yanzhen.measure.economic_complexity.relatedness import density_of, full_presence, proximity_matrix
from yanzhen.measure.economic_complexity.threads import over_matrices, over_periods
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, from_columns
from yanzhen.measure.growth.pairs import Periods
from yanzhen.measure.matrix import Floats, Panel, read_panel


def entry_exit(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str = "period",
    *,
    lag: int = 1,
    threshold: float = 1.0,
    presence: str = "rca",
) -> FrameResult:
    """Which activities a region entered or left between a period and ``lag`` periods later.

    Returns:
        One row per region, activity and later period: ``before``, ``after`` (presence), ``entry`` (1 or 0; null if
        already present) and ``exit`` (1 or 0; null if it was not present).

    Source: Boschma, Balland and Kogler (2015), Industrial and Corporate Change 24(1).
    """
    panel, presences = _presences(frame, region, activity, value, period, threshold, presence)
    spans = _spans(panel, lag)
    before = np.concatenate([presences[a].reshape(-1) for a, _ in spans])
    after = np.concatenate([presences[b].reshape(-1) for _, b in spans])
    columns = {
        **_keys(panel, [b for _, b in spans], region, activity, period),
        "before": pl.Series(before).cast(pl.Int8),
        "after": pl.Series(after).cast(pl.Int8),
        "entry": number_column("entry", np.where(before == 0, after, np.nan)).cast(pl.Int8),
        "exit": number_column("exit", np.where(before == 1, 1 - after, np.nan)).cast(pl.Int8),
    }
    native = from_columns(columns, FrameKind.of(frame))
    described = {
        "before": "presence in the earlier period",
        "after": "presence in this period",
        "entry": "came in (null: was there)",
        "exit": "left (null: was not there)",
    }
    options = {"lag": lag, "threshold": threshold}
    return FrameResult("entry_exit", native, described, options=options, notes=panel.notes)


@dataclass(frozen=True, slots=True)
class EntryProbability(FrameResult):
    """Predicted entries of the last period, the logit behind them and how well it foretold past entries.

    Attributes:
        coefficients: intercept and slope of the standardised density.
        standard_errors: of the two.
        observations, entries: absent cells used for the fit and how many were entered.
        auc: area under the ROC curve in the last pair of periods, predicted from the pairs before it (from the
            same pair if there is only one, and then ``backtested`` is False). Null without entries.
        backtested: whether ``auc`` is out of sample.
    """

    coefficients: tuple[float, float] = (np.nan, np.nan)
    standard_errors: tuple[float, float] = (np.nan, np.nan)
    observations: int = 0
    entries: int = 0
    auc: float | None = None
    backtested: bool = False


def entry_probability(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str = "period",
    *,
    lag: int = 1,
    threshold: float = 1.0,
    presence: str = "rca",
    method: str = "min_conditional",
    convention: str = "growthlab",
) -> EntryProbability:
    """Probability that a region enters an activity it lacks, by a logit of past entries on density.

    Formula: ``P(entry) = 1 / (1 + exp(-(b0 + b1 z)))``, z the density standardised over all absent cells that
    could have been entered, fitted by maximum likelihood (Newton).

    Args:
        lag: how many periods an entry may take.
        method, convention, threshold, presence: as in ``proximity``.

    Returns:
        ``EntryProbability``: for each absent cell of the last period ``density`` and ``entry_probability`` within
        the next ``lag`` periods, with the fit and its backtest beside it.

    Raises:
        MeasureError: no past entry, or every absent cell was entered: nothing to learn from.

    Source: Hidalgo et al. (2018), The principle of relatedness; Boschma, Balland and Kogler (2015).
    """
    panel, presences = _presences(frame, region, activity, value, period, threshold, presence)
    spans = _spans(panel, lag)

    densities = over_matrices(
        panel.n_periods,
        lambda t: density_of(presences[t], proximity_matrix(presences[t], method, convention)),
    )
    samples = [_at_risk(presences[a], presences[b], densities[a]) for a, b in spans]
    fit = Logit.fitted(samples)
    trained = Logit.fitted(samples[:-1]) if len(samples) > 1 and _learnable(samples[:-1]) else fit
    auc = area_under_curve(trained.predict(samples[-1][0]), samples[-1][1])
    last = len(presences) - 1
    absent = (presences[last] == 0) & ~np.isnan(densities[last])
    labels = pl.DataFrame(_keys(panel, [last], region, activity, period)).filter(
        pl.Series(absent.reshape(-1))
    )
    now = densities[last][absent]
    numbers = {"density": pl.Series(now), "entry_probability": pl.Series(fit.predict(now))}
    return EntryProbability(
        measure="entry_probability",
        frame=from_columns({**labels.to_dict(), **numbers}, FrameKind.of(frame)),
        columns={"density": "relatedness density", "entry_probability": f"within {lag} period(s), 0-1"},
        convention=convention,
        options={"lag": lag, "threshold": threshold, "method": method},
        notes=panel.notes,
        coefficients=fit.coefficients,
        standard_errors=fit.standard_errors,
        observations=fit.observations,
        entries=fit.entries,
        auc=auc,
        backtested=trained is not fit,
    )


@dataclass(frozen=True, slots=True)
class Logit:
    """A logit of entries on standardised density."""

    mean: float
    sd: float
    coefficients: tuple[float, float]
    standard_errors: tuple[float, float]
    observations: int
    entries: int

    @classmethod
    def fitted(cls, samples: list[tuple[Floats, Floats]]) -> Logit:
        """Maximum likelihood by Newton steps; (density, entered) pairs of all spans together."""
        x, y = (np.concatenate(parts) for parts in zip(*samples, strict=True))
        if not _learnable(samples):
            raise MeasureError(
                "There is nothing to learn from: "
                + (
                    "no absent activity was ever entered." if not y.any() else "every absent one was entered."
                ),
                todo="use more periods or a longer lag",
            )
        mean, sd = float(x.mean()), float(x.std()) or 1.0
        design = np.column_stack([np.ones_like(x), (x - mean) / sd])
        beta = np.array([np.log(y.mean() / (1 - y.mean())), 0.0])
        for _ in range(50):
            p = 1 / (1 + np.exp(-design @ beta))
            information = design.T @ (design * (p * (1 - p))[:, None])
            # The small ridge keeps a constant density (sd 0) or separated data from breaking the step.
            step = np.linalg.solve(information + 1e-10 * np.eye(2), design.T @ (y - p))
            beta = beta + step
            if np.abs(step).max() < 1e-10:
                break
        errors = np.sqrt(np.diag(np.linalg.inv(information + 1e-10 * np.eye(2))))
        pair = (float(beta[0]), float(beta[1])), (float(errors[0]), float(errors[1]))
        return cls(mean, sd, *pair, len(y), int(y.sum()))

    def predict(self, density: Floats) -> Floats:
        """Entry probability at each density."""
        b0, b1 = self.coefficients
        probability: Floats = 1 / (1 + np.exp(-(b0 + b1 * (density - self.mean) / self.sd)))
        return probability


def area_under_curve(score: Floats, truth: Floats) -> float | None:
    """Probability that a random positive scores above a random negative (ties count half); None without both."""
    positives = int(truth.sum())
    negatives = len(truth) - positives
    if not positives or not negatives:
        return None
    ranks = rankdata(score)
    return float((ranks[truth == 1].sum() - positives * (positives + 1) / 2) / (positives * negatives))


def _learnable(samples: list[tuple[Floats, Floats]]) -> bool:
    entered = np.concatenate([y for _, y in samples])
    return bool(0 < entered.sum() < len(entered))


def _at_risk(before: Floats, after: Floats, density: Floats) -> tuple[Floats, Floats]:
    absent = (before == 0) & ~np.isnan(density)
    return density[absent], after[absent]


def _presences(
    frame: IntoFrame, region: str, activity: str, value: str, period: str, threshold: float, presence: str
) -> tuple[Panel, list[Floats]]:
    check_presence(threshold, presence)
    panel = read_panel(frame, region, activity, value, period)
    return panel, over_periods(panel, lambda _, values: full_presence(values, threshold, presence))


def _spans(panel: Panel, lag: int) -> list[tuple[int, int]]:
    assert panel.periods is not None
    labels = panel.periods.to_list()
    spans = [(labels.index(a), labels.index(b)) for a, b in Periods(tuple(labels)).lagged(lag)]
    if not spans:
        raise MeasureError(
            f"No two periods are {lag} apart.", where=", ".join(map(str, labels)), todo="choose another lag"
        )
    return spans


def _keys(panel: Panel, periods: list[int], region: str, activity: str, period: str) -> dict[str, Any]:
    assert panel.periods is not None
    n, k = len(panel.regions), len(panel.activities)
    rows, columns = np.repeat(np.arange(n), k), np.tile(np.arange(k), n)
    return {
        period: panel.periods.gather(np.repeat(periods, n * k)),
        region: panel.regions.gather(np.tile(rows, len(periods))),
        activity: panel.activities.gather(np.tile(columns, len(periods))),
    }
