"""Economic and product complexity: the second eigenvector, its sign and its scale.

ECI is the second eigenvector of the row-stochastic matrix ``M~ = D^-1 M U^-1 M'`` (regions), PCI that of
``U^-1 M' D^-1 M`` (activities). Both come from one symmetric problem, ``S = D^-1/2 M U^-1 M' D^-1/2`` on the
smaller side: its leading eigenvector is known (``sqrt(d)``, eigenvalue 1), so it is deflated away and a few
Lanczos steps give the next ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.linalg import eigh
from scipy.sparse.linalg import ArpackError, eigsh

from yanzhen.measure.matrix import Floats

# A gap this small means that ECI is nearly free to turn into the third eigenvector.
SMALL_GAP = 1e-3
# Below this size a full decomposition is as quick as Lanczos.
SMALL = 60


@dataclass(frozen=True, slots=True)
class Eigen:
    """ECI and PCI before any scaling, with ``eci = D^-1 M pci``.

    Attributes:
        eci: [R]; NaN for regions without any activity.
        pci: [P]; NaN for activities without any region.
        second, third: eigenvalues of the transition matrix; NaN where there is none.
        warnings: why the vectors should be used with care.
    """

    eci: Floats
    pci: Floats
    second: float
    third: float
    warnings: tuple[str, ...] = ()

    @property
    def gap(self) -> float:
        """Distance of the second from the third eigenvalue."""
        return self.second - self.third


def complexity_vectors(m: Floats, diversity: Floats, ubiquity: Floats) -> Eigen:
    """ECI and PCI of a presence matrix [R, P]; the sign makes ECI correlate with diversity.

    Regions with diversity 0 and activities with ubiquity 0 get NaN and do not touch the others.
    """
    rows, columns = diversity > 0, ubiquity > 0
    d, u = diversity[rows], ubiquity[columns]
    if min(len(d), len(u)) < 2:
        return without_second(len(rows), len(columns))
    inner = m if rows.all() and columns.all() else m[np.ix_(rows, columns)]
    by_region = len(d) <= len(u)
    shared = _with_itself(inner / np.sqrt(u) if by_region else (inner / np.sqrt(d)[:, None]).T)
    second, third, vector = leading_vector(shared, d if by_region else u)
    kp = vector @ inner / u if by_region else vector
    return oriented(inner @ kp / d, kp, diversity, ubiquity, (second, third))


def oriented(
    kc: Floats, kp: Floats, diversity: Floats, ubiquity: Floats, values: tuple[float, float]
) -> Eigen:
    """Vectors of what is present anywhere, with their sign and in their places."""
    rows, columns = diversity > 0, ubiquity > 0
    eci, pci = np.full(len(rows), np.nan), np.full(len(columns), np.nan)
    sign = _sign(diversity[rows], kc)
    eci[rows], pci[columns] = sign * kc, sign * kp
    return Eigen(eci, pci, *values, _cautions(*values))


def without_second(regions: int, activities: int) -> Eigen:
    """What there is to say where there is no second eigenvector."""
    why = "fewer than two regions or activities are present: there is no second eigenvector"
    return Eigen(np.full(regions, np.nan), np.full(activities, np.nan), np.nan, np.nan, (why,))


def _with_itself(half: Floats) -> Floats:
    """A matrix with its own transpose: NumPy computes one half only."""
    product: Floats = half @ half.T
    return product


def leading_vector(shared: Floats, degree: Floats) -> tuple[float, float, Floats]:
    """Second and third eigenvalue of ``degree^-1 shared`` and the right eigenvector of the second.

    Args:
        shared: ``M U^-1 M'`` [R, R] with the diversities, or ``M' D^-1 M`` [P, P] with the ubiquities; overwritten.
    """
    lead = np.sqrt(degree)
    shared /= lead
    shared /= lead[:, None]
    unit = lead / np.linalg.norm(lead)
    shared -= np.outer(unit, unit)
    second, third, vector = _two_leading(shared)
    return second, third, vector / lead


def _two_leading(symmetric: Floats) -> tuple[float, float, Floats]:
    """Two largest eigenvalues of a symmetric matrix [n, n] and the vector of the first."""
    n = len(symmetric)
    if n > SMALL:
        # A fixed start makes results repeat; any vector with all frequencies in it will do.
        start = 1.0 + np.cos(np.arange(n) * 1.7)
        try:
            values, vectors = eigsh(symmetric, k=2, which="LA", v0=start, tol=1e-13, maxiter=300)
            return float(values[1]), float(values[0]), vectors[:, 1]
        except ArpackError:  # a cluster of eigenvalues: take the long way
            pass
    # All of them: asked for the last two alone, LAPACK may give none where many are equal.
    values, vectors = eigh(symmetric)
    return float(values[-1]), float(values[-2]), vectors[:, -1]


def _sign(diversity: Floats, kc: Floats) -> float:
    """+1 or -1 so that ECI correlates with diversity; by the largest entry if diversity is constant."""
    centred = diversity - diversity.mean()
    covariance = float(centred @ (kc - kc.mean()))
    if abs(covariance) > 1e-12 * np.linalg.norm(centred) * np.linalg.norm(kc):
        return float(np.sign(covariance))
    return 1.0 if kc[np.argmax(np.abs(kc))] >= 0 else -1.0


def _cautions(second: float, third: float) -> tuple[str, ...]:
    found = []
    if second > 1 - 1e-9:
        found.append("the network falls into separate parts: the vector only tells these apart")
    elif second < 1e-12:
        found.append("all regions have the same structure: there is nothing to rank")
    elif second - third < SMALL_GAP:
        found.append(f"second and third eigenvalue differ by only {second - third:.1e}: ranks are unstable")
    return tuple(found)


def reflections(m: Floats, diversity: Floats, ubiquity: Floats, steps: int) -> tuple[Floats, Floats]:
    """Method of reflections: k_r and k_p after ``steps`` steps (step 0 is diversity and ubiquity).

    ``k_r,n = (1/d_r) sum_p M_rp k_p,n-1`` and ``k_p,n = (1/u_p) sum_r M_rp k_r,n-1``.

    Source: Hidalgo and Hausmann (2009), PNAS 106(26).
    """
    (mean_r, kr), (mean_p, kp) = reflected(m, diversity, ubiquity, steps)
    return mean_r + kr, mean_p + kp


def reflected(
    m: Floats, diversity: Floats, ubiquity: Floats, steps: int
) -> tuple[tuple[float, Floats], tuple[float, Floats]]:
    """Reflections as (mean, deviations) for regions and activities.

    After some steps all values are nearly equal; averages of deviations keep the digits that averages of the
    values themselves would lose.
    """
    regions, activities = _centred(0.0, diversity), _centred(0.0, ubiquity)
    for _ in range(steps):
        regions, activities = (
            _centred(activities[0], m @ activities[1] / diversity),
            _centred(regions[0], regions[1] @ m / ubiquity),
        )
    return regions, activities


def _centred(base: float, values: Floats) -> tuple[float, Floats]:
    mean = float(values.mean()) if len(values) else 0.0
    return base + mean, values - mean


def econgeo_vectors(m: Floats, diversity: Floats, ubiquity: Floats) -> tuple[Floats, Floats]:
    """KCI and TCI as EconGeo has them: transition matrices rounded to 4 decimals, ``v / sum(v)``.

    The sign of KCI follows the 20th reflection, that of TCI the rank correlation with ubiquity (negative).
    """
    by_region, by_activity = m / diversity[:, None], m.T / ubiquity[:, None]
    kci = _second_of_rounded(by_region @ by_activity)
    tci = _second_of_rounded(by_activity @ by_region)
    twentieth, _ = reflections(m, diversity, ubiquity, 20)
    if _covariance(kci, twentieth) < 0:
        kci = -kci
    if _covariance(np.argsort(np.argsort(tci)), _average_ranks(ubiquity)) > 0:
        tci = -tci
    return kci, tci


def _covariance(a: NDArray[Any], b: Floats) -> float:
    return float((a - a.mean()) @ (b - b.mean()))


def _second_of_rounded(transition: Floats) -> Floats:
    values, vectors = np.linalg.eig(np.round(transition, 4))
    second = np.argsort(-np.abs(values), kind="stable")[1]
    vector: Floats = np.real(vectors[:, second])
    total = vector.sum()
    # Regions that are all alike leave rounding as the sum.
    return vector / total if abs(total) > 1e-9 * np.abs(vector).sum() else np.full_like(vector, np.nan)


def _average_ranks(x: Floats) -> Floats:
    from scipy.stats import rankdata

    ranks: Floats = rankdata(x)
    return ranks
