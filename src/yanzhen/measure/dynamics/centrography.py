"""Where the weight lies and how it moves: centre of gravity and standard deviational ellipse."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.dynamics.neighbours import EARTH_KM, great_circle
from yanzhen.measure.index.arrays import Floats, as_vector, codes_of


@dataclass(frozen=True, slots=True)
class Ellipse:
    """A standard deviational ellipse.

    Attributes:
        x: easting (longitude) of the centre.
        y: northing (latitude).
        major: longer semi-axis, one standard deviation; km if geographic.
        minor: shorter semi-axis.
        angle: direction of the longer axis, degrees clockwise from north, 0..180.
        convention: whose formula.
        geographic: whether coordinates are degrees and lengths km.
    """

    x: float
    y: float
    major: float
    minor: float
    angle: float
    convention: str
    geographic: bool

    @property
    def area(self) -> float:
        """pi * major * minor."""
        return float(np.pi * self.major * self.minor)

    @property
    def oblateness(self) -> float:
        """1 - minor / major: 0 for a circle; the larger, the clearer the direction."""
        return 1.0 - self.minor / self.major if self.major > 0 else float("nan")

    def outline(self, points: int = 72) -> Floats:
        """points x 2 coordinates around the ellipse, in the unit of x and y, for a map."""
        t = np.linspace(0.0, 2.0 * np.pi, points)
        a = np.radians(self.angle)
        along, across = self.major * np.cos(t), self.minor * np.sin(t)
        east = along * np.sin(a) + across * np.cos(a)
        north = along * np.cos(a) - across * np.sin(a)
        if self.geographic:
            east, north = (
                np.degrees(east / (EARTH_KM * np.cos(np.radians(self.y)))),
                np.degrees(north / EARTH_KM),
            )
        return np.column_stack([self.x + east, self.y + north])


@dataclass(frozen=True, slots=True, eq=False)
class Path:
    """Centre of gravity period by period.

    Attributes:
        periods: in order.
        x: eastings (longitudes).
        y: northings (latitudes).
        step: distance from the period before; NaN for the first; km if geographic.
        bearing: direction of that move, degrees clockwise from north; NaN where nothing moved.
        ellipses: one per period.
    """

    periods: tuple[object, ...]
    x: Floats
    y: Floats
    step: Floats
    bearing: Floats
    ellipses: tuple[Ellipse, ...]

    def to_frame(self) -> pl.DataFrame:
        """One row per period."""
        return pl.DataFrame(
            {
                "period": list(self.periods),
                "x": self.x,
                "y": self.y,
                "step": self.step,
                "bearing": self.bearing,
                "major": [e.major for e in self.ellipses],
                "minor": [e.minor for e in self.ellipses],
                "angle": [e.angle for e in self.ellipses],
            },
            strict=False,
        ).with_columns(pl.col("step", "bearing").fill_nan(None))


def centre_of_gravity(x: object, y: object, weights: object = None) -> tuple[float, float]:
    """(sum w x / sum w, sum w y / sum w).

    Raises:
        MeasureError: a negative weight, or none at all.
    """
    a, b, w = _points(x, y, weights)
    return float(w @ a), float(w @ b)


def deviation_ellipse(
    x: object,
    y: object,
    weights: object = None,
    *,
    geographic: bool = False,
    convention: Literal["mass", "weighted-coordinates"] = "mass",
) -> Ellipse:
    """Standard deviational ellipse.

    ``mass``: weights are masses; the axes are the principal axes of the weighted covariance, one standard
    deviation long. ``weighted-coordinates``: deviations are multiplied by the weight before squaring and
    divided by sum w^2, as many Chinese papers write it; weights then count squared.

    Args:
        x: n eastings, or longitudes in degrees.
        y: n northings, or latitudes in degrees.
        weights: of the points; equal by default.
        geographic: coordinates are degrees; lengths come out in km, on a plane through the centre.
        convention: see above.

    Raises:
        MeasureError: fewer than three points, or all in one place.

    Source: Lefever, American Journal of Sociology 32(1), 1926; Yuill, Geografiska Annaler B 53(1), 1971.
    """
    a, b, w = _points(x, y, weights)
    if a.size < 3:
        raise MeasureError(f"{a.size} points have no ellipse", expected="three or more")
    centre = float(w @ a), float(w @ b)
    east, north = a - centre[0], b - centre[1]
    if geographic:
        east = np.radians(east) * EARTH_KM * np.cos(np.radians(centre[1]))
        north = np.radians(north) * EARTH_KM
    if convention == "weighted-coordinates":
        mass = w * w / (w @ w)
    elif convention == "mass":
        mass = w
    else:
        raise UsageError(f"No convention {convention!r}", expected="'mass' or 'weighted-coordinates'")
    points = np.column_stack([east, north])
    values, vectors = np.linalg.eigh(points.T @ (points * mass[:, None]))
    if values[1] <= 0:
        raise MeasureError("All points are in one place", where="x, y")
    angle = float(np.degrees(np.arctan2(vectors[0, 1], vectors[1, 1])) % 180.0)
    axes = np.sqrt(np.clip(values, 0.0, None))
    return Ellipse(*centre, float(axes[1]), float(axes[0]), angle, convention, geographic)


def gravity_path(
    x: object,
    y: object,
    weights: object,
    periods: Iterable[object],
    *,
    geographic: bool = False,
    convention: Literal["mass", "weighted-coordinates"] = "mass",
) -> Path:
    """Centres and ellipses of every period, with distance and direction of each move.

    Args:
        x: n eastings, or longitudes, one per row of the panel.
        y: n northings, or latitudes.
        weights: value of each row (score, output).
        periods: period of each row.
        geographic: coordinates are degrees, distances come out in km.
        convention: of the ellipses.
    """
    a, b = as_vector(x, "x"), as_vector(y, "y")
    w = as_vector(weights, "weights")
    codes, labels = codes_of(periods, a.size, "periods")
    ellipses = tuple(
        deviation_ellipse(a[part], b[part], w[part], geographic=geographic, convention=convention)
        for part in (codes == code for code in range(len(labels)))
    )
    cx, cy = np.array([e.x for e in ellipses]), np.array([e.y for e in ellipses])
    step, bearing = np.full(cx.size, np.nan), np.full(cx.size, np.nan)
    east, north = np.diff(cx), np.diff(cy)
    if geographic:
        step[1:] = great_circle(cx[:-1], cy[:-1], cx[1:], cy[1:])
        east = east * np.cos(np.radians(cy[:-1]))
    else:
        step[1:] = np.hypot(east, north)
    bearing[1:] = np.where(step[1:] > 0, np.degrees(np.arctan2(east, north)) % 360.0, np.nan)
    return Path(labels, cx, cy, step, bearing, ellipses)


def _points(x: object, y: object, weights: object) -> tuple[Floats, Floats, Floats]:
    a, b = as_vector(x, "x"), as_vector(y, "y")
    w = np.ones(a.size) if weights is None else as_vector(weights, "weights")
    if not a.size == b.size == w.size or (w < 0).any() or w.sum() <= 0:
        raise MeasureError(
            f"{a.size} x, {b.size} y and {w.size} weights",
            expected="equally many, weights >= 0 and not all zero",
        )
    return a, b, w / w.sum()
