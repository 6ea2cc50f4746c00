"""Proximity of activities, and products with it: on the activity side or, where cheaper, on the region side.

With ``C = M'M`` (co-presence) and ``u`` the ubiquities, the proximity of Hidalgo et al. (2007) is
``phi_pq = C_pq / max(u_p, u_q)``. Density and opportunity gain only need products ``L @ phi``, and there
are two ways to get one:

* activity side: make phi [P, P], one matrix product per L;
* region side: sort activities by ubiquity; then max(u_p, u_q) is that of the later one, and L @ phi comes from
  running sums of region x region products over bands of activities, without any P x P matrix. About
  ``9 k R P`` operations for L [k, P] against ``2 k P^2``, so it wins where P is far above R.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from yanzhen.measure.matrix import Floats

# Region side pays when P is at least this many times R (benchmarks/complexity.py --sides).
REGION_SIDE_FROM = 6.0
NARROWEST = 64  # activities in a band


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
    """Running region x region sums over bands of activities in order of ubiquity; phi only within a band."""

    def __init__(self, m: Floats, ubiquity: Floats) -> None:
        self.order = np.argsort(ubiquity, kind="stable")
        self.m = np.asfortranarray(m[:, self.order])
        u = ubiquity[self.order]
        self.share = np.divide(1.0, u, out=np.zeros_like(u), where=u > 0)
        # Activities that nobody has (u = 0) have no proximity to anything.
        first, width = int(np.searchsorted(u, 0.0, side="right")), max(len(m) // 3, NARROWEST)
        self.bands = [slice(start, min(start + width, len(u))) for start in range(first, len(u), width)]
        self.phis = [minimum_conditional(exact_counts(self.m[:, band]), u[band]) for band in self.bands]

    def left(self, stacked: Floats, out: Floats, weights: Floats | None = None) -> None:
        left = np.asfortranarray(stacked[:, self.order])
        if weights is not None:
            left *= weights[self.order]
        product = np.zeros(left.shape, order="F")
        sums = np.zeros((len(left), len(self.m)))
        for band, phi in zip(self.bands, self.phis, strict=True):
            m = self.m[:, band]
            product[:, band] = (sums @ m) * self.share[band] + left[:, band] @ phi
            sums += left[:, band] @ m.T
        left *= self.share
        sums[:] = 0.0
        for band in reversed(self.bands):
            m = self.m[:, band]
            product[:, band] += sums @ m
            sums += left[:, band] @ m.T
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
