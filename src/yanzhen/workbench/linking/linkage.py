"""Questions put to an input-output table: who pulls, what if a cluster went, where in the chain, what to make here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from yanzhen.errors import UsageError
from yanzhen.measure.io_table import Assumption, ImportsBasis, IOTable, remove_imports
from yanzhen.measure.linkages import (
    Leontief,
    cluster_linkages,
    extraction,
    field_of_influence,
    linkages,
    position,
)
from yanzhen.measure.regional_io import RegionalCoefficients, aflq, cilq, flq, slq
from yanzhen.workbench.linking.answer import Answer
from yanzhen.workbench.linking.sectors import SectorMatch, industry_sizes

Imports = Literal["keep", "remove"]


def with_imports(table: IOTable, imports: Imports) -> IOTable:
    """The table as it is, or with imports taken out where it has them inside and says how many."""
    if imports == "remove" and table.imports_basis is ImportsBasis.INSIDE and table.imports.any():
        return remove_imports(table)
    return table


def table_facts(table: IOTable) -> dict[str, Any]:
    return {
        "table": table.title,
        "period": table.period,
        "unit": table.unit,
        "imports_basis": table.imports_basis.value,
        "sectors": table.size,
    }


def linkages_answer(
    table: IOTable,
    *,
    imports: Imports = "keep",
    forward: Literal["ghosh", "row_sum"] = "ghosh",
    spread: bool = False,
) -> Answer:
    """Linkages, key sectors and the strongest links of a table."""
    system = Leontief.of(with_imports(table, imports))
    result = linkages(system, forward=forward, spread=spread)
    return Answer(
        "linkages",
        "影响力系数、感应度系数与关键部门",
        "Backward and forward linkages and key sectors",
        {"部门 sectors": result.to_frame(), "关键联系 links": field_of_influence(system).top(50)},
        result.assumptions,
        {**table_facts(system.table), "forward": forward, "key_sectors": list(result.key_sectors)},
    )


def extraction_answer(
    table: IOTable,
    sets: Mapping[str, Sequence[str]] | SectorMatch | None = None,
    *,
    imports: Imports = "remove",
    weight: str = "output",
) -> Answer:
    """Losses when each sector, or each named cluster of sectors, is taken out; sets as :func:`clusters_answer`."""
    system = Leontief.of(with_imports(table, imports))
    named, notes, facts = _sets(sets or {})
    result = extraction(system, named or None, weight=weight)
    frame = result.to_frame().sort("whole", descending=True)
    return Answer(
        "extraction",
        "假设抽取：部门或集群整体退出造成的损失",
        "Hypothetical extraction of sectors or clusters",
        {"损失 losses": frame},
        (*result.assumptions, *notes),
        {**table_facts(system.table), "weight": weight, **facts},
    )


def clusters_answer(
    table: IOTable,
    clusters: Mapping[str, Sequence[str]] | SectorMatch,
    *,
    imports: Imports = "remove",
) -> Answer:
    """Linkages of the place's clusters, each a set of sectors of the table.

    Args:
        table: the input-output table.
        clusters: name -> sectors; or what :func:`sectors_of_industries` found for sets of industry codes.
        imports: taken out by default: what a cluster pulls is meant to be local.

    Raises:
        UsageError: no cluster has a sector of the table.
    """
    named, notes, facts = _sets(clusters)
    if not named:
        raise UsageError("No cluster has a sector of the table. 没有集群能对应到表中部门。")
    result = cluster_linkages(with_imports(table, imports), named)
    return Answer(
        "clusters",
        "集群的带动与支撑",
        "What each cluster pulls and carries",
        {"集群 clusters": result.to_frame()},
        (*result.assumptions, *notes),
        {**table_facts(result.table), **facts},
    )


def _sets(
    sets: Mapping[str, Sequence[str]] | SectorMatch,
) -> tuple[dict[str, Sequence[str]], tuple[Assumption, ...], dict[str, Any]]:
    """Sets of sectors, and what is to be said of them where they were found by industry code."""
    if isinstance(sets, SectorMatch):
        return dict(sets.clusters), sets.assumptions, {"industries_without_sector": dict(sets.unknown)}
    return dict(sets), (), {}


def position_answer(table: IOTable, *, imports: Imports = "keep", open_economy: bool | None = None) -> Answer:
    """Upstreamness and downstreamness of each sector."""
    result = position(with_imports(table, imports), open_economy=open_economy)
    frame = result.to_frame().sort("upstreamness", descending=True, nulls_last=True)
    return Answer(
        "position",
        "上游度与下游度",
        "Upstreamness and downstreamness",
        {"位置 position": frame},
        result.assumptions,
        {**table_facts(result.table), "open_economy": result.open_economy},
    )


def flq_answer(
    national: IOTable,
    regional_output: Mapping[str, float],
    *,
    delta: tuple[float, float] = (0.1, 0.3),
    method: Literal["slq", "cilq", "flq", "aflq"] = "flq",
    imports: Imports = "remove",
    by_industry: bool = False,
) -> Answer:
    """Regional multipliers as a band, from a national table and the region's sizes.

    Args:
        national: the national table.
        regional_output: sector of the table -> output of the region, in the table's unit.
        delta: both ends of the band of FLQ and AFLQ.
        method: the quotient.
        imports: taken out by default, as the quotients want.
        by_industry: ``regional_output`` is by GB/T 4754-2017 code or name; see :func:`industry_sizes`.
    """
    base = with_imports(national, imports)
    notes: tuple[Assumption, ...] = ()
    if by_industry:
        regional_output, notes = industry_sizes(base, regional_output)
    result: RegionalCoefficients
    if method in ("flq", "aflq"):
        result = (flq if method == "flq" else aflq)(base, regional_output, delta=delta)
    elif method in ("slq", "cilq"):
        result = (slq if method == "slq" else cilq)(base, regional_output)
    else:
        raise UsageError(f"There is no quotient {method!r}.", expected="slq, cilq, flq or aflq")
    return Answer(
        method,
        "由全国表推算地区投入系数与乘数（区间）",
        "Regional multipliers from the national table, as a band",
        {"乘数 multipliers": result.to_frame()},
        (*result.assumptions, *notes),
        {**table_facts(base), "delta": list(result.delta) if result.delta else None},
    )
