"""Relatedness density, opportunity gain (COG) and outlook (COI) of one period, by blocks that stay in the cache."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanzhen.measure.economic_complexity.conventions import Scaled
from yanzhen.measure.economic_complexity.presence import Presence
from yanzhen.measure.economic_complexity.proximity import ProximityProduct
from yanzhen.measure.matrix import Flags, Floats

BLOCK = 2**16  # cells


@dataclass(frozen=True, slots=True)
class Pull:
    """What belongs to the activities [P] in density and gain.

    Attributes:
        totals: sum of proximities on the convention's diagonal; 1 where an activity is related to nothing.
        weights, lowest: of COG; ``lowest`` (0 or below) makes ``weights - lowest`` fit for ``ProximityProduct``.
        reach: ``weights @ phi``.
        pci: raw PCI, 0 where there is none.
    """

    totals: Floats
    weights: Floats
    lowest: float
    reach: Floats
    pci: Floats


def density_and_outlook(
    found: Presence,
    product: ProximityProduct,
    related: Floats,
    scaled: Scaled,
    convention: str,
    density: Floats,
    gain: Floats,
) -> Floats:
    """Relatedness density and opportunity gain [r, p]; returns COI's sums [r].

    ``density_rp = sum_q M_rq phi_qp / sum_q phi_qp``;
    growthlab: ``COG_rp = (1 - M_rp) sum_q (1 - M_rq) phi_qp PCI_q / sum_p' phi_qp'``, over the sd of ECI;
    ``COI_r = sum_p density_rp (1 - M_rp) PCI_p``, unscaled.

    Args:
        related: sums of proximities [p], as the product gives them.
        density: ``M @ phi``, becomes density.
        gain: where to write the gain.

    Sources: Hidalgo et al. (2007), Science 317; Hausmann et al. (2014), The Atlas of Economic Complexity.
    """
    totals = related if convention == "growthlab" else related - (found.ubiquity > 0)
    # A proximity above zero is at least 1 / R: less is rounding.
    unrelated = totals < 0.5 / len(found.flags)
    totals = np.where(unrelated, 1.0, totals)
    pci = np.nan_to_num(scaled.raw_pci)
    weights = pci if convention == "oec" else np.where(unrelated, 0.0, pci / totals) / scaled.sd
    lowest = min(float(weights.min()), 0.0)
    reach = product.present(gain, weights - lowest) + lowest * related
    pull = Pull(totals, weights, lowest, reach, pci)
    outlook = np.empty(len(density))
    height = max(1, BLOCK // density.shape[1])
    for start in range(0, len(density), height):
        rows = slice(start, start + height)
        outlook[rows] = _finish(pull, convention, found.flags[rows], density[rows], gain[rows])
    density[:, unrelated] = np.nan
    if convention == "oec":
        gain[:, unrelated] = np.nan
    elif np.isnan(scaled.sd):  # without ECI; but what is there has nothing to gain
        gain[found.flags] = 0.0
    return outlook


def _finish(pull: Pull, convention: str, flags: Flags, density: Floats, gain: Floats) -> Floats:
    """From ``M @ phi`` and ``(M (weights - lowest)) @ phi`` to density and gain, in place; COI's sums."""
    gain += pull.lowest * density
    np.subtract(pull.reach, gain, out=gain)  # ((1 - M) weights) @ phi
    absent = (~flags).astype(np.float64)
    if convention != "growthlab":  # without the diagonal
        gain -= absent * pull.weights
        density -= flags
    density /= pull.totals
    if convention == "oec":
        gain /= pull.totals
        gain -= density * pull.pci
    else:
        gain *= absent
        gain += 0.0  # no negative zeros
    if convention == "econgeo":
        np.round(100 * density, 2, out=density)
    outlook: Floats = np.einsum("rp,rp,p->r", density, absent, pull.pci)
    return outlook
