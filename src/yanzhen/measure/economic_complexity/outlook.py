"""Relatedness density, opportunity gain (COG) and outlook (COI) of one period, by blocks that stay in the cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanzhen.measure.economic_complexity.conventions import Scaled
from yanzhen.measure.economic_complexity.presence import Presence
from yanzhen.measure.economic_complexity.proximity import proximity_product
from yanzhen.measure.matrix import Flags, Floats

BLOCK = 2**16  # cells


@dataclass(frozen=True, slots=True)
class Pull:
    """What belongs to the activities [P] in density and gain.

    Attributes:
        related: sum of proximities, diagonal as phi has it.
        totals: the same on the convention's diagonal; NaN where an activity is related to nothing.
        weights, lowest: of COG; ``lowest`` (0 or below) makes ``weights - lowest`` fit for ``ProximityProduct``.
        reach: ``(weights - lowest) @ phi``.
        pci: raw PCI, 0 where there is none.
    """

    related: Floats
    totals: Floats
    weights: Floats
    lowest: float
    reach: Floats
    pci: Floats


def density_and_outlook(
    found: Presence, scaled: Scaled, convention: str, density: Floats, gain: Floats
) -> Floats:
    """Relatedness density and opportunity gain, written to ``density`` and ``gain`` [r, p]; returns COI's sums [r].

    ``density_rp = sum_q M_rq phi_qp / sum_q phi_qp``;
    growthlab: ``COG_rp = (1 - M_rp) sum_q (1 - M_rq) phi_qp PCI_q / sum_p' phi_qp'``, over the sd of ECI;
    ``COI_r = sum_p density_rp (1 - M_rp) PCI_p``, unscaled.

    Sources: Hidalgo et al. (2007), Science 317; Hausmann et al. (2014), The Atlas of Economic Complexity.
    """
    product = proximity_product(found.flags, found.m, found.ubiquity)
    related = product.row(np.ones(len(found.ubiquity)))
    # Activities nobody has are related to nothing, whatever the diagonal.
    totals = related if convention == "growthlab" else related - (found.ubiquity > 0)
    totals = np.where(totals > 0, totals, np.nan)
    pci = np.nan_to_num(scaled.raw_pci)
    weights = pci if convention == "oec" else np.nan_to_num(pci / totals) / scaled.sd
    lowest = min(float(weights.min()), 0.0)
    product.present(density)
    product.present(gain, weights - lowest)
    pull = Pull(related, totals, weights, lowest, product.row(weights - lowest), pci)
    outlook = np.empty(len(density))
    height = max(1, BLOCK // density.shape[1])
    for start in range(0, len(density), height):
        rows = slice(start, start + height)
        _finish(pull, convention, found.flags[rows], density[rows], gain[rows])
        outlook[rows] = _outlook(pull, found.flags[rows], density[rows])
    return outlook


def _finish(pull: Pull, convention: str, flags: Flags, density: Floats, gain: Floats) -> None:
    """From ``M @ phi`` and ``(M (weights - lowest)) @ phi`` to density and gain, in place."""
    np.subtract(pull.reach, gain, out=gain)
    if pull.lowest:
        gain += pull.lowest * (pull.related - density)  # now ((1 - M) weights) @ phi
    if convention != "growthlab":  # without the diagonal
        gain -= np.where(flags, 0.0, pull.weights)
        density -= flags
    density /= pull.totals
    if convention == "oec":
        gain /= pull.totals
        gain -= density * pull.pci
        return
    np.putmask(gain, flags, 0.0)
    if convention == "econgeo":
        np.round(100 * density, 2, out=density)


def _outlook(pull: Pull, flags: Flags, density: Floats) -> Floats:
    unrelated = np.isnan(pull.totals)
    outlook: Floats = np.where(flags | unrelated, 0.0, density) @ pull.pci
    return outlook
