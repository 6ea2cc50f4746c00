"""Linkages in an input-output table: multipliers, key sectors, extraction, position, influence, import gaps.

Every function takes an :class:`~yanzhen.measure.io_table.IOTable`, or a :class:`Leontief` system made from it
once, so that one LU factorisation serves all of them::

    system = Leontief.of(table)
    linkages(system).to_frame(); extraction(system, ["通用设备", "专用设备"]); position(system)
"""

from __future__ import annotations

from yanzhen.measure.io_table import IOTable, remove_imports
from yanzhen.measure.linkages.clusters import ClusterLinkages, cluster_linkages
from yanzhen.measure.linkages.extraction import Extraction, extraction
from yanzhen.measure.linkages.influence import FieldOfInfluence, coefficient_change, field_of_influence
from yanzhen.measure.linkages.leontief import Leontief, NotProductiveError
from yanzhen.measure.linkages.linkage import Linkages, linkages
from yanzhen.measure.linkages.multipliers import Footprint, Multipliers, footprint, multipliers
from yanzhen.measure.linkages.position import Position, position
from yanzhen.measure.linkages.substitution import SubstitutionGaps, substitution_gaps

__all__ = [
    "ClusterLinkages",
    "Extraction",
    "FieldOfInfluence",
    "Footprint",
    "IOTable",
    "Leontief",
    "Linkages",
    "Multipliers",
    "NotProductiveError",
    "Position",
    "SubstitutionGaps",
    "cluster_linkages",
    "coefficient_change",
    "extraction",
    "field_of_influence",
    "footprint",
    "linkages",
    "multipliers",
    "position",
    "remove_imports",
    "substitution_gaps",
]
