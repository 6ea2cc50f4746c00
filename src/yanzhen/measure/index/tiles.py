"""A schematic tile map: one square per region, as near as possible to where the region lies.

For places whose boundaries may not or need not be drawn: neighbours stay roughly neighbours.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import as_vector


@dataclass(frozen=True, slots=True)
class Tile:
    """A region's square: column from the west, row from the north, both from 0."""

    region: str
    column: int
    row: int


def tile_positions(regions: Sequence[object], x: object, y: object) -> tuple[Tile, ...]:
    """Squares that move the regions least in total (squared distance, after scaling to the grid).

    Args:
        regions: n names.
        x: eastings or longitudes of their centres.
        y: northings or latitudes.

    Raises:
        MeasureError: lengths differ, or a name stands twice.
    """
    names = [str(region) for region in regions]
    east, north = as_vector(x, "x"), as_vector(y, "y")
    if not len(names) == east.size == north.size or len(set(names)) < len(names):
        raise MeasureError(
            f"{len(names)} regions, {east.size} x, {north.size} y", expected="equally many, each region once"
        )
    wide, high = float(np.ptp(east)) or 1.0, float(np.ptp(north)) or 1.0
    # A third more squares than regions leaves room for the outline to be recognised.
    columns = max(1, round(np.sqrt(len(names) * 1.33 * wide / high)))
    rows = max(1, int(np.ceil(len(names) * 1.33 / columns)))
    grid = np.array([(c, r) for r in range(rows) for c in range(columns)], dtype=float)
    places = np.column_stack(
        [(east - east.min()) / wide * (columns - 1), (north.max() - north) / high * (rows - 1)]
    )
    cost = ((places[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
    _, chosen = linear_sum_assignment(cost)
    return tuple(Tile(name, int(grid[k, 0]), int(grid[k, 1])) for name, k in zip(names, chosen, strict=True))
