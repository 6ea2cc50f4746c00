"""The linkages of clusters: each cluster as one set of sectors in a table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.linkages.extraction import SectorNames, extraction
from yanzhen.measure.linkages.leontief import Leontief
from yanzhen.measure.linkages.linkage import linkages
from yanzhen.measure.linkages.multipliers import multipliers
from yanzhen.measure.linkages.position import position

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class ClusterLinkages:
    """What each cluster pulls and carries; one value per cluster.

    Attributes:
        names: clusters. members: their sectors.
        output_share: share of the table's output.
        loss_share: share of all output lost if the cluster were taken out (hypothetical extraction).
        pull: output lost elsewhere per unit of the cluster's own output.
        multiplier: output called for in all sectors by one unit of final demand for the cluster's mix.
        value_added_multiplier: value added likewise.
        influence: 影响力系数, mean over its sectors weighted by output.
        sensitivity: 感应度系数 (Ghosh), likewise.
        upstreamness: likewise; 1 sells to final use only.
        table: the table they were computed on.
        assumptions: what the numbers rest on.
    """

    names: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    output_share: Array
    loss_share: Array
    pull: Array
    multiplier: Array
    value_added_multiplier: Array
    influence: Array
    sensitivity: Array
    upstreamness: Array
    table: IOTable
    assumptions: tuple[Assumption, ...]

    def to_frame(self) -> pl.DataFrame:
        """One row per cluster, the strongest pull first."""
        return (
            pl.DataFrame(
                {
                    "cluster": self.names,
                    "sectors": ["、".join(group) for group in self.members],
                    "output_share": self.output_share,
                    "loss_share": self.loss_share,
                    "pull": self.pull,
                    "multiplier": self.multiplier,
                    "value_added_multiplier": self.value_added_multiplier,
                    "influence": self.influence,
                    "sensitivity": self.sensitivity,
                    "upstreamness": self.upstreamness,
                }
            )
            .with_columns(pl.selectors.float().fill_nan(None))
            .sort("pull", descending=True, nulls_last=True)
        )


def cluster_linkages(table: IOTable | Leontief, clusters: Mapping[str, SectorNames]) -> ClusterLinkages:
    """Extraction, linkages and position of clusters that are sets of whole sectors.

    Args:
        table: n sectors (or its factorised system); remove imports first for local effects.
        clusters: name -> sectors of the table. A cluster smaller than its sectors is overstated: a sector
            counts whole, and the result says so.

    Raises:
        UsageError: a sector that is not in the table, or a cluster without sectors.
    """
    system = Leontief.of(table)
    base = system.table
    taken = extraction(system, clusters)
    each, place = linkages(system), position(system)
    sets = [base.index(group) for group in clusters.values()]

    def weighted(values: Array) -> Array:
        return np.array([_mean(values[k], base.output[k]) for k in sets])

    whole = Assumption(
        "whole-sectors",
        "集群按其所含部门整体计算；部门内不属于该集群的企业也计入。",
        "A cluster counts as all of its sectors, firms of those sectors outside it included.",
    )
    return ClusterLinkages(
        names=taken.names,
        members=taken.members,
        output_share=taken.own / base.output.sum(),
        loss_share=taken.share,
        pull=np.divide(taken.outside, taken.own, out=np.full(len(sets), np.nan), where=taken.own > 0),
        multiplier=weighted(each.total_backward),
        value_added_multiplier=weighted(multipliers(system, "value_added").total),
        influence=weighted(each.influence),
        sensitivity=weighted(each.sensitivity_ghosh),
        upstreamness=weighted(place.upstreamness),
        table=base,
        assumptions=(whole, *taken.assumptions),
    )


def _mean(values: Array, weights: Array) -> float:
    known = ~np.isnan(values)
    return float(np.average(values[known], weights=weights[known])) if known.any() else float("nan")
