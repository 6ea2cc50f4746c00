"""Whose normalisation: what py-ecomplexity, economic-complexity and EconGeo do after the same first steps.

======================  ======================  =======================  ======================
\\                       growthlab               oec                      econgeo
======================  ======================  =======================  ======================
ECI                     second eigenvector      18 reflections           rounded eigenvector
PCI                     second eigenvector      19 reflections           rounded eigenvector
scale of ECI            z-score, ddof 0         z-score, ddof 1          divided by its sum
scale of PCI            mean and sd of ECI      z-score, ddof 1          divided by its sum
proximity diagonal      1                       0                        0
density                 0-1                     0-1                      0-100, two decimals
COI                     z-score, ddof 0         sum                      sum
COG                     absent only, sd of ECI  gain minus present part  absent only
======================  ======================  =======================  ======================

EconGeo has no COI and COG and economic-complexity no COI: there the Growth Lab's sums are taken with that
convention's own density and PCI, unscaled.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanzhen.measure.economic_complexity.eigen import (
    Eigen,
    complexity_vectors,
    econgeo_vectors,
    reflected,
)
from yanzhen.measure.matrix import Floats

CONVENTIONS = ("growthlab", "oec", "econgeo")
METHODS = ("eigenvector", "reflections")
ALIKE = "all regions have the same ECI: it cannot be standardised"


@dataclass(frozen=True, slots=True)
class Scaled:
    """ECI [R] and PCI [P] on a convention's scale, and what COI and COG need.

    Attributes:
        raw_pci: PCI before scaling (COI and COG of the Growth Lab use it).
        sd: standard deviation of the raw ECI.
        second, third: eigenvalues (NaN if the convention does not compute them).
        warnings: why to be careful.
    """

    eci: Floats
    pci: Floats
    raw_pci: Floats
    sd: float
    second: float = np.nan
    third: float = np.nan
    warnings: tuple[str, ...] = ()


def scaled_complexity(m: Floats, diversity: Floats, ubiquity: Floats, convention: str, method: str) -> Scaled:
    """ECI and PCI of a presence matrix in a convention."""
    if convention == "growthlab" and method == "eigenvector":
        return growthlab(complexity_vectors(m, diversity, ubiquity))
    rows, columns = diversity > 0, ubiquity > 0
    eci, pci = np.full(len(diversity), np.nan), np.full(len(ubiquity), np.nan)
    inner, d, u = m[np.ix_(rows, columns)], diversity[rows], ubiquity[columns]
    if min(inner.shape, default=0) < 2:
        return Scaled(eci, pci, pci, np.nan, warnings=("fewer than two regions or activities are present",))
    if convention == "econgeo":
        kr, kp = econgeo_vectors(inner, d, u)
    elif convention == "oec":
        kr, kp = (_standardised(k, 1) for k in oec_reflections(inner, d, u))
    else:
        (_, regions), _ = reflected(inner, d, u, 18)
        _, (_, activities) = reflected(inner, d, u, 19)
        kr, kp = _standardised(regions, 0), _standardised(activities, 0)
    eci[rows], pci[columns] = kr, kp
    if np.isnan(kr).all():
        return Scaled(eci, pci, pci, np.nan, warnings=(ALIKE,))
    return Scaled(eci, pci, pci, 1.0)


def _standardised(k: Floats, ddof: int) -> Floats:
    """z-scores; NaN where all are alike."""
    sd = k.std(ddof=ddof)
    return (k - k.mean()) / sd if sd > 0 else np.full_like(k, np.nan)


def oec_reflections(m: Floats, diversity: Floats, ubiquity: Floats) -> tuple[Floats, Floats]:
    """18 reflections of regions and 19 of activities in the order of operations of economic-complexity.

    Where the second eigenvalue is small, little but rounding is left after so many steps. Columns in memory
    order and sums in the same order make even that equal to the last digit.
    """
    by_column = np.asfortranarray(m)
    kr, kp = diversity, ubiquity
    for step in range(1, 20):
        before_r, before_p = kr, kp
        kp = by_column.T.dot(before_r) / ubiquity
        if step < 19:
            kr = by_column.dot(before_p) / diversity
    return kr, kp


def growthlab(found: Eigen) -> Scaled:
    """ECI with mean 0 and sd 1, PCI on its scale: ECI is the mean PCI of what is present."""
    if np.isnan(found.eci).all():
        return Scaled(found.eci, found.pci, found.pci, np.nan, warnings=found.warnings)
    mean, sd = float(np.nanmean(found.eci)), float(np.nanstd(found.eci))
    if sd <= 1e-12 * np.nanmax(np.abs(found.eci)):
        nothing = np.full_like(found.eci, np.nan), np.full_like(found.pci, np.nan)
        return Scaled(*nothing, found.pci, np.nan, found.second, found.third, (*found.warnings, ALIKE))
    eci, pci = (found.eci - mean) / sd, (found.pci - mean) / sd
    return Scaled(eci, pci, found.pci, sd, found.second, found.third, found.warnings)


def scaled_outlook(sums: Floats, convention: str) -> Floats:
    """Complexity outlook index [R] from ``sum_p density_rp (1 - M_rp) PCI_p``; a z-score for the Growth Lab."""
    if convention == "econgeo":  # its density goes to 100
        return sums / 100
    if convention != "growthlab":
        return sums
    deviations = sums - sums.mean()
    sd = deviations.std()
    return deviations / sd if sd > 0 else np.full_like(sums, np.nan)
