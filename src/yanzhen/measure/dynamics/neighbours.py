"""Spatial weights in any of the usual forms as one n x n matrix."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, as_table, as_vector

EARTH_KM = 6371.0088


def weight_matrix(
    neighbours: Any, units: Sequence[object] | int, *, standardize: bool = True, islands: bool = True
) -> Floats:
    """n x n weights from an array, a mapping of neighbours, a scipy sparse matrix, or a PySAL W or Graph.

    Args:
        neighbours: array; ``{unit: [unit, ...]}`` or ``{unit: {unit: weight}}``; PySAL ``W`` or ``Graph``.
        units: labels in the order of the values, or their number.
        standardize: scale every row to sum to one.
        islands: whether a unit may have no neighbour.

    Raises:
        MeasureError: wrong size, a negative weight, an unknown unit, or an island where none is allowed.
    """
    labels: list[object] = list(range(units)) if isinstance(units, int) else list(units)
    if isinstance(neighbours, Mapping):
        W = _from_mapping(neighbours, labels)
    elif hasattr(neighbours, "full"):  # libpysal.weights.W
        W = _ordered(np.asarray(neighbours.full()[0], dtype=float), list(neighbours.full()[1]), labels)
    elif hasattr(neighbours, "unique_ids"):  # libpysal.graph.Graph
        W = _ordered(neighbours.sparse.toarray().astype(float), list(neighbours.unique_ids), labels)
    else:
        W = as_table(neighbours.toarray() if hasattr(neighbours, "toarray") else neighbours).values.copy()
    if W.shape != (len(labels), len(labels)) or (W < 0).any():
        raise MeasureError(
            f"Weights of shape {W.shape}", expected=f"{len(labels)} x {len(labels)} numbers >= 0"
        )
    total = W.sum(axis=1)
    if not islands and (total == 0).any():
        alone = [str(labels[i]) for i in np.flatnonzero(total == 0)]
        raise MeasureError(
            f"Without neighbours: {', '.join(alone)}", todo="give them neighbours, or leave them out"
        )
    if standardize:
        W = W / np.where(total > 0, total, 1.0)[:, None]
    return W


def _from_mapping(neighbours: Mapping[Any, Any], labels: list[object]) -> Floats:
    place = {label: i for i, label in enumerate(labels)}
    unknown = [unit for unit in neighbours if unit not in place]
    if unknown:
        raise MeasureError(
            f"Unknown units: {unknown[:3]}", where="neighbours", expected=f"some of {labels[:5]} ..."
        )
    W = np.zeros((len(labels), len(labels)))
    for unit, others in neighbours.items():
        weights = others if isinstance(others, Mapping) else dict.fromkeys(others, 1.0)
        for other, weight in weights.items():
            if other not in place:
                raise MeasureError(f"Unknown unit {other!r}", where=f"neighbours of {unit}")
            W[place[unit], place[other]] = float(weight)
    return W


def _ordered(W: Floats, ids: list[object], labels: list[object]) -> Floats:
    """Rows and columns in the order of the values; ids 0..n-1 mean that order already."""
    if set(ids) == set(labels):
        order = [ids.index(label) for label in labels]
        return W[np.ix_(order, order)]
    return W


def nearest_neighbours(x: object, y: object, k: int = 4, *, geographic: bool = False) -> Floats:
    """Weights of the k nearest units, 1/k each.

    Args:
        x: n eastings, or longitudes in degrees.
        y: n northings, or latitudes in degrees.
        k: neighbours per unit.
        geographic: distances on the sphere instead of the plane.
    """
    d = distances(x, y, geographic=geographic)
    if not 1 <= k < len(d):
        raise MeasureError(f"{k} neighbours among {len(d)} units", expected=f"1..{len(d) - 1}")
    np.fill_diagonal(d, np.inf)
    W = np.zeros_like(d)
    np.put_along_axis(W, np.argsort(d, axis=1, kind="stable")[:, :k], 1.0 / k, axis=1)
    return W


def inverse_distance(x: object, y: object, *, power: float = 1.0, geographic: bool = False) -> Floats:
    """Weights 1 / d^power between all units, rows not yet standardised.

    Raises:
        MeasureError: two units in one place.
    """
    d = distances(x, y, geographic=geographic)
    np.fill_diagonal(d, np.inf)
    if (d <= 0).any():
        i, j = map(int, np.argwhere(d <= 0)[0])
        raise MeasureError(f"Units {i} and {j} are in one place", todo="use nearest_neighbours()")
    weights: Floats = d**-power
    return weights


def distances(x: object, y: object, *, geographic: bool = False) -> Floats:
    """n x n distances: in the unit of x and y, or in kilometres on a sphere of radius 6371.0088 km."""
    a, b = as_vector(x, "x"), as_vector(y, "y")
    if not geographic:
        plane: Floats = np.hypot(a[:, None] - a, b[:, None] - b)
        return plane
    return great_circle(a[:, None], b[:, None], a, b)


def great_circle(lon1: Floats, lat1: Floats, lon2: Floats, lat2: Floats) -> Floats:
    """Kilometres between points in degrees (haversine)."""
    p1, p2 = np.radians(lat1), np.radians(lat2)
    h = np.sin((p2 - p1) / 2) ** 2 + np.cos(p1) * np.cos(p2) * np.sin(np.radians(lon2 - lon1) / 2) ** 2
    arc: Floats = 2 * EARTH_KM * np.arcsin(np.sqrt(np.clip(h, 0.0, 1.0)))
    return arc
