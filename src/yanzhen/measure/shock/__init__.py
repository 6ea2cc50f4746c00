"""Shocks in a network of firms: the systemic risk index, one shock step by step, groups, reconstruction.

::

    network = FirmNetwork.from_edges(links, firms=firms)        # supplier, buyer, value; firm, sector
    system = CascadeSystem.of(network, essential="all")         # prepared once
    esri(system, top=100).to_frame()
    run_shock(system, "firm-7").to_frame()
"""

from __future__ import annotations

from yanzhen.measure.shock.cascade import CascadeSystem
from yanzhen.measure.shock.essential import EssentialInputs
from yanzhen.measure.shock.groups import group_esri, group_impacts, members_of
from yanzhen.measure.shock.network import FirmNetwork
from yanzhen.measure.shock.path import Direction, ShockResult, run_shock
from yanzhen.measure.shock.picture import shock_svg
from yanzhen.measure.shock.reconstruct import EsriRanges, esri_ranges, reconstruct
from yanzhen.measure.shock.screen import screen
from yanzhen.measure.shock.systemic_risk import EsriResult, esri

__all__ = [
    "CascadeSystem",
    "Direction",
    "EsriRanges",
    "EsriResult",
    "EssentialInputs",
    "FirmNetwork",
    "ShockResult",
    "esri",
    "esri_ranges",
    "group_esri",
    "group_impacts",
    "members_of",
    "reconstruct",
    "run_shock",
    "screen",
    "shock_svg",
]
