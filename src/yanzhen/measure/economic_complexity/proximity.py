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

from typing import Protocol

import numpy as np

from yanzhen.measure.matrix import Floats

# Region side pays when P is at least this many times R (measured: benchmarks/complexity.py --crossover).
REGION_SIDE_FROM = 6.0


class ProximityProduct(Protocol):
    """Something that multiplies with the proximity matrix, diagonal included."""

    def left(self, stacked: Floats, out: Floats) -> None:
        """Write ``stacked @ phi`` to ``out``, both [k, P]."""
        ...

    def totals(self) -> Floats:
        """Column sums of phi [P]."""
        ...


class ActivitySide:
    """phi as a dense matrix [P, P]."""

    def __init__(self, m: Floats, ubiquity: Floats) -> None:
        self.phi = minimum_conditional(co_presence(m), ubiquity)

    def left(self, stacked: Floats, out: Floats) -> None:
        np.matmul(stacked, self.phi, out=out)

    def totals(self) -> Floats:
        total: Floats = self.phi.sum(axis=0)
        return total


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

    def left(self, stacked: Floats, out: Floats) -> None:
        left = np.asfortranarray(stacked[:, self.order])
        later = np.zeros((len(left), len(self.m)))
        for a, b, u in self.groups:
            later += left[:, a:b] @ self.m[:, a:b].T / u
        earlier = np.zeros_like(later)
        product = np.zeros(left.shape, order="F")
        for a, b, u in self.groups:
            block = left[:, a:b] @ self.m[:, a:b].T
            earlier += block
            later -= block / u
            product[:, a:b] = (earlier / u + later) @ self.m[:, a:b]
        out[:, self.order] = product

    def totals(self) -> Floats:
        total: Floats = np.ones((1, len(self.order)))
        self.left(total.copy(), total)
        return total.ravel()


def proximity_product(m: Floats, ubiquity: Floats) -> ProximityProduct:
    """The cheaper of the two sides for this shape."""
    regions, activities = m.shape
    if activities >= REGION_SIDE_FROM * regions:
        return RegionSide(m, ubiquity)
    return ActivitySide(m, ubiquity)


def co_presence(m: Floats) -> Floats:
    """``C = M'M`` [P, P]: regions that have both. Exact in float32, as counts stay below 2^24."""
    single = m.astype(np.float32)
    counts: Floats = (single.T @ single).astype(np.float64)
    return counts


def minimum_conditional(counts: Floats, ubiquity: Floats) -> Floats:
    """``C_pq / max(u_p, u_q)``, 0 where both are zero."""
    larger = np.maximum(ubiquity, ubiquity[:, None])
    larger[larger == 0] = 1.0
    counts /= larger
    return counts
