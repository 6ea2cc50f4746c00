"""From firms to clusters and chains: what a whole group's failure does, and which groups hang on which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import UsageError
from yanzhen.measure.shock.cascade import CascadeSystem
from yanzhen.measure.shock.network import FirmNetwork
from yanzhen.measure.shock.path import Direction, run_shock
from yanzhen.measure.shock.systemic_risk import Engine, esri

Groups = Mapping[str, Sequence[Any]]


def group_esri(
    network: FirmNetwork | CascadeSystem, groups: Groups, *, essential: Any = "all", engine: Engine = "auto"
) -> pl.DataFrame:
    """Index of clusters or chains: all members at once, and the member that matters most.

    Args:
        groups: name -> firms; a firm may be in several.

    Returns:
        group, firms, own (share of the group's own size), esri (all members fail together), top_firm and
        top_esri (the member of highest index alone), concentration = top_esri / esri; highest first.

    Raises:
        UsageError: a group without firms.
    """
    system = CascadeSystem.of(network, essential)
    empty = [name for name, members in groups.items() if not len(members)]
    if empty or not groups:
        raise UsageError(f"Groups without firms: {', '.join(empty) or 'no groups at all'}. 集群没有企业。")
    together = esri(system, firms={name: list(members) for name, members in groups.items()}, engine=engine)
    everyone = sorted({str(firm) for members in groups.values() for firm in members})
    alone = dict(zip(everyone, esri(system, firms=everyone, engine=engine).esri.tolist(), strict=True))
    rows = []
    for k, (name, members) in enumerate(groups.items()):
        best = max(map(str, members), key=lambda firm: alone[firm])
        whole = float(together.esri[k])
        rows.append(
            (name, len(members), float(together.own[k]), whole, best, alone[best], alone[best] / whole)
        )
    names = ["group", "firms", "own", "esri", "top_firm", "top_esri", "concentration"]
    return pl.DataFrame(rows, schema=names, orient="row").sort("esri", descending=True)


def group_impacts(
    network: FirmNetwork | CascadeSystem,
    groups: Groups,
    *,
    essential: Any = "all",
    direction: Direction = "both",
) -> pl.DataFrame:
    """Which groups hang on which: share of each group's size lost when another fails.

    Args:
        groups: name -> firms; a firm may be in several.
        direction: as in :func:`run_shock`: ``"downstream"`` says who needs the failing group's goods,
            ``"upstream"`` who lives by its orders.

    Returns:
        failing, hit, share: one row per ordered pair of groups, the group itself included.
    """
    system = CascadeSystem.of(network, essential)
    frames = []
    for name, members in groups.items():
        hit = run_shock(system, list(members), direction=direction).by_group(groups)
        frames.append(hit.select(pl.lit(name).alias("failing"), pl.col("group").alias("hit"), "share"))
    return pl.concat(frames)


def members_of(frame: Any, *, firm: str = "firm", group: str = "group") -> dict[str, list[str]]:
    """Groups from a table with one row per firm and group."""
    import narwhals as nw

    data = nw.from_native(frame).lazy().select(firm, group).collect("polars").to_polars()
    keep = data.filter(pl.col(group).is_not_null()).cast(pl.String)
    grouped = keep.group_by(group, maintain_order=True).agg(pl.col(firm))
    return {str(name): list(map(str, np.unique(firms))) for name, firms in grouped.rows()}
