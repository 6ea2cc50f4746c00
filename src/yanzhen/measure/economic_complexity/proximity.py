"""Proximity of activities, and products with it: on the activity side or, where cheaper, on the region side.

With ``C = M'M`` (co-presence) and ``u`` the ubiquities, the proximity of Hidalgo et al. (2007) is
``phi_pq = C_pq / max(u_p, u_q)``. Density and opportunity gain only need the products ``(M w) phi``, and there are
two ways to get one: with phi [P, P], or from running sums of region x region products (``region_side``), which wins
where P is far above R.
"""

from __future__ import annotations

from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from yanzhen.measure.economic_complexity.eigen import Eigen, complexity_vectors
from yanzhen.measure.economic_complexity.region_side import RegionSide
from yanzhen.measure.matrix import Flags, Floats

# Region side pays when P is at least this many times R (benchmarks/complexity.py --sides), and not in small panels,
# where phi is quick and its counts are exact.
REGION_SIDE_FROM = 6
SMALL = 500


class ProximityProduct(Protocol):
    """Something that multiplies presences with their proximity matrix, diagonal included."""

    def present(self, out: Floats, weights: Floats | None = None) -> Floats:
        """Write ``(M * weights) @ phi`` [R, P], return ``weights @ phi`` [P]; weights of zero or more, 1 by default."""
        ...

    def vectors(self, diversity: Floats, ubiquity: Floats) -> Eigen:
        """ECI and PCI; after ``present`` without weights."""
        ...


class ActivitySide:
    """phi as a dense matrix [P, P]; a ``ProximityProduct``."""

    def __init__(self, flags: Flags, ubiquity: Floats) -> None:
        self.m = flags.astype(np.float64)
        self.phi = minimum_conditional(exact_counts(self.m), ubiquity)

    def present(self, out: Floats, weights: Floats | None = None) -> Floats:
        phi = self.phi if weights is None else self.phi * weights[:, None]
        np.matmul(self.m, phi, out=out)
        row: Floats = phi.sum(axis=0)
        return row

    def vectors(self, diversity: Floats, ubiquity: Floats) -> Eigen:
        return complexity_vectors(self.m, diversity, ubiquity)


def proximity_product(flags: Flags, ubiquity: Floats) -> ProximityProduct:
    """The cheaper of the two sides for this shape."""
    regions, activities = flags.shape
    if activities >= max(REGION_SIDE_FROM * regions, SMALL):
        return RegionSide(flags, ubiquity)
    return ActivitySide(flags, ubiquity)


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
