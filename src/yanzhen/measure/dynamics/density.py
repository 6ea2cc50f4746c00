"""Kernel densities of a distribution over time, for ridge charts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import polars as pl
from scipy.signal import find_peaks
from scipy.stats import gaussian_kde

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, as_vector, codes_of


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """A Gaussian kernel density on a grid.

    Attributes:
        x: grid.
        density: values of the density there.
        bandwidth: h.
        n: observations behind it; with 30 provinces a second peak is weak evidence.
        peaks: places of the local maxima.
    """

    x: Floats
    density: Floats
    bandwidth: float
    n: int
    peaks: tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Ridges:
    """Densities of several periods on one grid."""

    periods: tuple[object, ...]
    x: Floats
    densities: tuple[Density, ...]

    def to_frame(self) -> pl.DataFrame:
        """Long: period, x, density."""
        frames = [
            pl.DataFrame({"x": self.x, "density": each.density}).with_columns(period=pl.lit(label))
            for label, each in zip(self.periods, self.densities, strict=True)
        ]
        return pl.concat(frames)


def silverman(values: object) -> float:
    """Bandwidth h = 0.9 min(sd, IQR / 1.34) n^(-1/5), sd with ddof 1; sd alone where the IQR is zero.

    Raises:
        MeasureError: fewer than two values, or all equal.

    Source: Silverman, Density Estimation (1986), eq. 3.31.
    """
    x = as_vector(values)
    sd = float(x.std(ddof=1)) if x.size > 1 else 0.0
    if sd <= 0:
        raise MeasureError("A density needs at least two different values", where="values")
    upper, lower = np.percentile(x, [75, 25])
    scale = min(sd, float(upper - lower) / 1.34) if upper > lower else sd
    return float(0.9 * scale * x.size**-0.2)


def kernel_density(
    values: object, *, bandwidth: float | None = None, grid: object = None, points: int = 200
) -> Density:
    """Gaussian kernel density; bandwidth by :func:`silverman` unless given.

    Args:
        values: n values.
        bandwidth: h, in the unit of the values.
        grid: where to evaluate; by default ``points`` from 3 h below to 3 h above the values.
        points: size of that grid.
    """
    x = as_vector(values)
    h = silverman(x) if bandwidth is None else float(bandwidth)
    if h <= 0:
        raise MeasureError(f"The bandwidth is {h}", expected="a positive number")
    where = np.linspace(x.min() - 3 * h, x.max() + 3 * h, points) if grid is None else as_vector(grid, "grid")
    # gaussian_kde multiplies its factor with the standard deviation (ddof 1).
    density = gaussian_kde(x, bw_method=h / x.std(ddof=1))(where)
    tops = find_peaks(density, prominence=0.01 * density.max())[0]
    return Density(where, density, h, x.size, tuple(where[tops].tolist()))


def density_ridges(
    values: object, periods: Iterable[object], *, bandwidth: float | None = None, points: int = 200
) -> Ridges:
    """One density per period on a common grid.

    Args:
        values: n values; missing ones must be left out first.
        periods: label of each value.
        bandwidth: one h for all periods; by default each has its own.
        points: size of the grid.

    Raises:
        MeasureError: a period with fewer than two different values.
    """
    x = as_vector(values)
    codes, labels = codes_of(periods, x.size, "periods")
    parts = [x[codes == code] for code in range(len(labels))]
    widths = [silverman(part) if bandwidth is None else float(bandwidth) for part in parts]
    margin = 3 * max(widths)
    grid = np.linspace(x.min() - margin, x.max() + margin, points)
    densities = [kernel_density(part, bandwidth=h, grid=grid) for part, h in zip(parts, widths, strict=True)]
    return Ridges(labels, grid, tuple(densities))
