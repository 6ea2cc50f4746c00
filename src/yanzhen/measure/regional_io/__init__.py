"""From a national table to a region: location quotients over a band, CHARM, RAS and GRAS."""

from __future__ import annotations

from yanzhen.measure.regional_io.balancing import BalancedMatrix, gras, ras
from yanzhen.measure.regional_io.charm import CharmResult, charm
from yanzhen.measure.regional_io.quotients import RegionalCoefficients, aflq, cilq, flq, slq

__all__ = [
    "BalancedMatrix",
    "CharmResult",
    "RegionalCoefficients",
    "aflq",
    "charm",
    "cilq",
    "flq",
    "gras",
    "ras",
    "slq",
]
