"""Inequality between regions: Gini, Theil (nested), Dagum's decomposition, variation, Atkinson."""

from yanzhen.measure.inequality.dagum import Dagum, DagumPair, dagum
from yanzhen.measure.inequality.gini import atkinson, coefficient_of_variation, gini
from yanzhen.measure.inequality.series import inequality_series
from yanzhen.measure.inequality.theil import Theil, TheilGroup, theil

__all__ = [
    "Dagum",
    "DagumPair",
    "Theil",
    "TheilGroup",
    "atkinson",
    "coefficient_of_variation",
    "dagum",
    "gini",
    "inequality_series",
    "theil",
]
