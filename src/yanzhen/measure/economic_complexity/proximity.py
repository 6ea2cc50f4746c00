"""Proximity of activities, and products with it: on the activity side or, where cheaper, on the region side.

With ``C = M'M`` (co-presence) and ``u`` the ubiquities, the proximity of Hidalgo et al. (2007) is
``phi_pq = C_pq / max(u_p, u_q)``. Density and opportunity gain only need products ``L @ phi``, and there
are two ways to get one:

* activity side: make phi [P, P], one matrix product per L;
* region side: sort activities by ubiquity; then max(u_p, u_q) is that of the later one, and L @ phi is a
  running sum of small region x region products, without any P x P matrix. About ``4 k R P`` operations for
  L [k, P] against ``2 k P^2``, so it wins where P is far above R.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from yanzhen.measure.matrix import Floats

# Region side pays when P is at least this many times R (measured: benchmarks/complexity.py --crossover).
REGION_SIDE_FROM = 6.0


class ProximityProduct(Protocol):
    """Something that multiplies with the proximity matrix, diagonal included."""

    def left(self, stacked: Floats, out: Floats, weights: Floats | None = None) -> None:
        """Write ``(stacked * weights) @ phi`` to ``out``, both [k, P]; weights [P] are 1 by default."""
        ...

    def row(self, weights: Floats) -> Floats:
        """``weights @ phi`` [P]."""
        ...


class ActivitySide:
    """phi as a dense matrix [P, P]."""

    def __init__(self, m: Floats, ubiquity: Floats) -> None:
        self.phi = minimum_conditional(exact_counts(m), ubiquity)

    def left(self, stacked: Floats, out: Floats, weights: Floats | None = None) -> None:
        phi = self.phi if weights is None else self.phi * weights[:, None]
        np.matmul(stacked, phi, out=out)

    def row(self, weights: Floats) -> Floats:
        product: Floats = weights @ self.phi
        return product


class RegionSide:
    """Running region x region sums over activities in order of ubiquity."""

    def __init__(self, m: Floats, ubiquity: Floats) -> None:
        self.order = np.argsort(ubiquity, kind="stable")
        self.m = np.asfortranarray(m[:, self.order])
        ordered = ubiquity[self.order]
        starts = np.flatnonzero(np.diff(ordered, prepend=-1.0))
        stops = np.append(starts[1:], len(ordered))
        # Activities that nobody has (u = 0) have no proximity to anything.
        self.groups = [
            (int(a), int(b), float(ordered[a])) for a, b in zip(starts, stops, strict=True) if ordered[a]
        ]
        self.share = np.divide(1.0, ordered, out=np.zeros_like(ordered), where=ordered > 0)

    def left(self, stacked: Floats, out: Floats, weights: Floats | None = None) -> None:
        left = np.asfortranarray(stacked[:, self.order])
        if weights is not None:
            left *= weights[self.order]
        # sum_q left_q m_q' / max(u_q, u), first for u below all, then for each group's u.
        sums = (left * self.share) @ self.m.T
        earlier, block, step = np.zeros_like(sums), np.empty_like(sums), np.empty_like(sums)
        product = np.zeros(left.shape, order="F")
        before = 0.0
        for a, b, u in self.groups:
            if before:
                sums += np.multiply(earlier, 1 / u - 1 / before, out=step)
            product[:, a:b] = sums @ self.m[:, a:b]
            earlier += np.matmul(left[:, a:b], self.m[:, a:b].T, out=block)
            before = u
        out[:, self.order] = product

    def row(self, weights: Floats) -> Floats:
        product = np.empty((1, len(weights)))
        self.left(weights[None, :], product)
        return product.ravel()


def proximity_product(m: Floats, ubiquity: Floats) -> ProximityProduct:
    """The cheaper of the two sides for this shape."""
    regions, activities = m.shape
    if activities >= REGION_SIDE_FROM * regions:
        return RegionSide(m, ubiquity)
    return ActivitySide(m, ubiquity)


def exact_counts(m: Floats) -> NDArray[np.float32]:
    """``C = M'M`` [P, P]: regions that have both. Exact in float32, as counts stay below 2^24."""
    single = m.astype(np.float32)
    counts: NDArray[np.float32] = single.T @ single
    return counts


def co_presence(m: Floats) -> Floats:
    """``C = M'M`` [P, P] in float64."""
    return exact_counts(m).astype(np.float64)


def minimum_conditional(counts: NDArray[np.floating[Any]], ubiquity: Floats) -> Floats:
    """``C_pq / max(u_p, u_q)``, 0 where both are zero."""
    some = np.where(ubiquity == 0, 1.0, ubiquity)
    larger = np.maximum(some, some[:, None])
    proximity: Floats = np.divide(counts, larger, out=larger)
    return proximity
