"""Gini coefficient, coefficient of variation, and the other one-number measures of inequality."""

from __future__ import annotations

import numpy as np

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, as_vector


def _values(values: object, weights: object, name: str, *, negative: bool = False) -> tuple[Floats, Floats]:
    """Values and weights that sum to one.

    Raises:
        MeasureError: a negative value (where it has no meaning), a mean that is not positive, bad weights.
    """
    x = as_vector(values, name)
    w = np.ones(x.size) if weights is None else as_vector(weights, "weights")
    if w.size != x.size or (w < 0).any() or w.sum() <= 0:
        raise MeasureError(
            f"{w.size} weights for {x.size} values", where="weights", expected="one weight >= 0 each"
        )
    w = w / w.sum()
    if (x < 0).any() and not negative:
        raise MeasureError(f"There is a negative value: {x.min():g}", where=name, expected="values >= 0")
    if x @ w <= 0:
        raise MeasureError("The mean is not positive, so shares of it have no meaning", where=name)
    return x, w


def gini(values: object, weights: object = None) -> float:
    """Gini coefficient, sum_i sum_j w_i w_j |y_i - y_j| / (2 mean): 0 when all are equal.

    Args:
        values: n values >= 0.
        weights: population of each unit; equal by default.

    Raises:
        MeasureError: a negative value, or a mean of zero.

    Source: Gini (1912); the sorted form costs n log n.
    """
    x, w = _values(values, weights, "values")
    order = np.argsort(x, kind="stable")
    x, w = x[order], w[order]
    below = np.cumsum(w) - w
    # sum_i<j w_i w_j (x_j - x_i), each pair once, over the mean
    spread = (x * w * below).sum() - (w * (np.cumsum(x * w) - x * w)).sum()
    return float(max(spread / (x @ w), 0.0))


def coefficient_of_variation(values: object, weights: object = None, *, ddof: int = 0) -> float:
    """Standard deviation over mean; with population ``weights`` Williamson's index.

    Args:
        values: n values.
        weights: population of each unit; then ``ddof`` must be 0.
        ddof: 0 for the population formula, 1 for the sample formula.

    Source: Williamson, Economic Development and Cultural Change 13(4), 1965 (weighted).
    """
    x, w = _values(values, weights, "values", negative=True)
    if ddof and (weights is not None or x.size <= ddof):
        raise MeasureError(f"ddof={ddof} needs equal weights and more than {ddof} values", where="ddof")
    mean = float(x @ w)
    variance = float(w @ (x - mean) ** 2) * x.size / (x.size - ddof)
    return float(np.sqrt(variance) / mean)


def atkinson(values: object, weights: object = None, *, epsilon: float = 0.5) -> float:
    """Atkinson index, 1 - (mean of y^(1-e))^(1/(1-e)) / mean; 1 - geometric mean / mean for e = 1.

    Args:
        values: n values >= 0 (> 0 for epsilon >= 1).
        weights: population of each unit.
        epsilon: aversion to inequality, above 0.

    Source: Atkinson, Journal of Economic Theory 2(3), 1970.
    """
    x, w = _values(values, weights, "values")
    if epsilon <= 0 or (epsilon >= 1 and (x == 0).any()):
        raise MeasureError(f"epsilon={epsilon}", expected="above 0, and below 1 where a value is zero")
    power = 1.0 - epsilon
    level = (w @ x**power) ** (1.0 / power) if power else np.exp(w @ np.log(x))
    return float(1.0 - level / (x @ w))
