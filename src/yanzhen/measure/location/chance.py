"""How surprising a cell is if units fell into regions at random."""

from __future__ import annotations

import numpy as np
from scipy.stats import hypergeom

from yanzhen.errors import MeasureError
from yanzhen.measure.economic_complexity.labels import cell_columns, number_column
from yanzhen.measure.economic_complexity.threads import over_periods
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, from_columns
from yanzhen.measure.matrix import Floats, read_panel


def probability_index(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
) -> FrameResult:
    """Probability index: the chance that a random allocation would give the region no more than it has.

    Formula: with n units in all, n_r in the region, n_a in the activity, x in both, X hypergeometric
    (n_a units drawn for the n_r places of the region out of n, without repetition):
    ``P(X < x) + P(X = x) / 2``. 0.5 is what chance gives, above 0.95 is concentration beyond chance. Unlike
    LQ it does not call one firm in a small town a specialisation.

    Args:
        value: counts of units (firms, plants, jobs): whole numbers.

    Returns:
        Columns ``value``, ``expected`` (n_r n_a / n) and ``probability_index`` (0-1) for every region and
        activity; null where the region or the activity has nothing.

    Raises:
        MeasureError: values that are not whole numbers.

    Source: the exact test of a two-by-two table (Fisher 1935), mid-p (Lancaster 1961); for relatedness the
    same null model is Steijn's (2017).
    """
    panel = read_panel(frame, region, activity, value, period)
    if np.any(panel.value != np.round(panel.value)):
        raise MeasureError(
            "The probability index counts units; there are values that are not whole numbers.",
            where=value,
            todo="use numbers of firms, plants or jobs, not money",
        )
    results = over_periods(panel, lambda _, values: (values, *_midpoint(values)))
    names = (value, "expected", "probability_index")
    columns = {
        name: number_column(name, [result[i].reshape(-1) for result in results])
        for i, name in enumerate(names)
    }
    keys = cell_columns(panel, region, activity, period)
    native = from_columns({**keys, **columns}, FrameKind.of(frame))
    described = {"expected": "units under chance", "probability_index": "chance of no more than this (0-1)"}
    return FrameResult("probability_index", native, described, notes=panel.notes)


def _midpoint(values: Floats) -> tuple[Floats, Floats]:
    total, rows, columns = values.sum(), values.sum(axis=1), values.sum(axis=0)
    if not total:
        return np.full_like(values, np.nan), np.full_like(values, np.nan)
    empty = np.add.outer(rows == 0, columns == 0)
    expected = np.multiply.outer(rows, columns) / total
    chance = hypergeom(total, columns[None, :], rows[:, None])
    index = chance.cdf(values) - chance.pmf(values) / 2
    return np.where(empty, np.nan, expected), np.where(empty, np.nan, index)
