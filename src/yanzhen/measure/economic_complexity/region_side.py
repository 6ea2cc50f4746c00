"""Products with the proximity matrix from region x region sums, without any activity x activity matrix.

With ``m_q`` [R] the regions that have activity q, ``u_q`` their number and weights w, the column of activity p in
``(M w) phi`` is ``S_u m_p``, where u is p's own ubiquity and

    S_u = A_u / u + sum over u_q > u of w_q m_q m_q' / u_q,    A_u = sum over u_q <= u of w_q m_q m_q'    [R, R]

S is the same for all activities of one ubiquity, and from one ubiquity, v, down to the next it only takes

    S_u = S_v + (1/u - 1/v) A_u,    beginning with S = 0 and 1/v = 0.

The diagonal of S gives ``w phi``. A product costs about ``4 R^2 P`` operations, against
``2 R P^2`` with phi at hand.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg.blas import daxpy, dsymm, dsyrk, ssyrk

from yanzhen.measure.economic_complexity.eigen import Eigen, leading_vector, oriented, without_second
from yanzhen.measure.matrix import Flags, Floats

# Activities at a time, so that what is made for them stays in the cache.
TURNED, SUMMED = 128, 512


class RegionSide:
    """Products with phi [P, P] of presences [R, P]; a ``ProximityProduct``."""

    def __init__(self, flags: Flags, ubiquity: Floats) -> None:
        order = np.argsort(ubiquity, kind="stable")
        nobody = int(np.searchsorted(ubiquity[order], 0.0, side="right"))
        # Activities that nobody has are not proximate to anything.
        self.nobody, self.order = order[:nobody], order[nobody:]
        # An activity in each row. Flags become numbers where they are used: making numbers is quicker than reading them.
        self.flags = np.ascontiguousarray(flags.T)[self.order]
        u = ubiquity[self.order]
        starts = np.flatnonzero(np.diff(u, prepend=0.0))
        steps = -np.diff(1.0 / u[starts], append=0.0)
        bands = map(slice, starts, [*starts[1:], len(u)])
        self.downwards = list(zip(bands, steps, strict=True))[::-1]
        self.product = np.empty(self.flags.shape)
        self.last = np.zeros((len(flags), len(flags)))

    def present(self, out: Floats, weights: Floats | None = None) -> Floats:
        """Write ``(M * weights) @ phi`` [R, P], return ``weights @ phi`` [P]; weights of zero or more, 1 by default."""
        row = np.zeros(out.shape[1])
        place = np.zeros(out.shape[1], dtype=np.intp)
        if self.downwards:
            row[self.order] = self._sweep(weights)
            place[self.order] = np.arange(len(self.order))
            for some in _parts(len(place), TURNED):
                out[:, some] = self.product[place[some]].T
        out[:, self.nobody] = 0.0
        return row

    def vectors(self, diversity: Floats, ubiquity: Floats) -> Eigen:
        """ECI and PCI, with ``M U^-1 M'`` [R, R]: what S is after the lowest ubiquity without weights."""
        rows = diversity > 0
        if min(int(rows.sum()), len(self.order)) < 2:
            return without_second(len(diversity), len(ubiquity))
        upper = np.triu(self.last)
        shared = (upper + np.triu(upper, 1).T)[np.ix_(rows, rows)]
        second, third, vector = leading_vector(shared, diversity[rows])
        kr, kc, kp = np.zeros(len(rows)), np.zeros(len(rows)), np.zeros(len(ubiquity))
        kr[rows] = vector
        for some in _parts(len(self.order), SUMMED):
            m, activities = self.flags[some].astype(np.float64), self.order[some]
            kp[activities] = m @ kr / ubiquity[activities]
            kc += kp[activities] @ m
        kc = kc[rows] / diversity[rows]
        return oriented(kc, kp[ubiquity > 0], diversity, ubiquity, (second, third))

    def _sweep(self, weights: Floats | None) -> Floats:
        """``(M * weights) @ phi`` to ``product``, ``weights @ phi`` returned, both sorted by ubiquity."""
        root = None if weights is None else np.sqrt(weights[self.order, None])
        within = self._outer_products(root)
        sums, row = np.zeros_like(within), np.empty(len(self.order))
        flat_sums, flat_within = sums.ravel("K"), within.ravel("K")
        # BLAS writes in place only what it gets in Fortran order: hence the transposed views. Sums are symmetric;
        # their upper triangles are enough.
        for band, step in self.downwards:
            m = self.flags[band].astype(np.float64)
            daxpy(flat_within, flat_sums, a=step)
            dsymm(1.0, sums, m.T, c=self.product[band].T, overwrite_c=True)
            np.dot(m, sums.diagonal(), out=row[band])  # as m_q m_q' has m_q on its diagonal
            if root is not None:
                m *= root[band]
            dsyrk(-1.0, m.T, beta=1.0, c=within, overwrite_c=True)
        if weights is None:
            self.last = sums
        return row

    def _outer_products(self, root: Floats | None) -> Floats:
        """The sum of ``w_q m_q m_q'`` [R, R] over all activities, its upper triangle."""
        # Counts are exact in single precision (below 2^24).
        kind, syrk = (np.float32, ssyrk) if root is None else (np.float64, dsyrk)
        total = np.zeros((self.flags.shape[1],) * 2, dtype=kind, order="F")
        for some in _parts(len(self.flags), SUMMED):
            m: NDArray[Any] = self.flags[some].astype(kind)
            if root is not None:
                m *= root[some]
            syrk(1.0, m.T, beta=1.0, c=total, overwrite_c=True)
        return total.astype(np.float64, copy=False)


def _parts(count: int, size: int) -> Iterator[slice]:
    for start in range(0, count, size):
        yield slice(start, min(start + size, count))
