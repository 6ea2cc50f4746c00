"""Questions put to an input-output table: who pulls, what if a cluster went, where in the chain, what to make here."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from yanzhen.atlas.gaps import Gap
from yanzhen.errors import UsageError
from yanzhen.measure.io_table import ImportsBasis, IOTable, remove_imports
from yanzhen.measure.linkages import (
    Leontief,
    cluster_linkages,
    extraction,
    field_of_influence,
    linkages,
    position,
    substitution_gaps,
)
from yanzhen.measure.regional_io import RegionalCoefficients, aflq, cilq, flq, slq
from yanzhen.workbench.linking.answer import Answer
from yanzhen.workbench.linking.files import aligned

Imports = Literal["keep", "remove"]


def with_imports(table: IOTable, imports: Imports) -> IOTable:
    """The table as it is, or with imports taken out where it has them inside and says how many."""
    if imports == "remove" and table.imports_basis is ImportsBasis.INSIDE and table.imports.any():
        return remove_imports(table)
    return table


def _facts(table: IOTable) -> dict[str, Any]:
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
        {**_facts(system.table), "forward": forward, "key_sectors": list(result.key_sectors)},
    )


def extraction_answer(
    table: IOTable,
    sets: Mapping[str, Sequence[str]] | None = None,
    *,
    imports: Imports = "remove",
    weight: str = "output",
) -> Answer:
    """Losses when each sector, or each named cluster of sectors, is taken out."""
    system = Leontief.of(with_imports(table, imports))
    result = extraction(system, dict(sets) if sets else None, weight=weight)
    frame = result.to_frame().sort("whole", descending=True)
    return Answer(
        "extraction",
        "假设抽取：部门或集群整体退出造成的损失",
        "Hypothetical extraction of sectors or clusters",
        {"损失 losses": frame},
        result.assumptions,
        {**_facts(system.table), "weight": weight},
    )


def clusters_answer(
    table: IOTable, clusters: Mapping[str, Sequence[str]], *, imports: Imports = "remove"
) -> Answer:
    """Linkages of the place's clusters, each a set of sectors of the table."""
    result = cluster_linkages(with_imports(table, imports), dict(clusters))
    return Answer(
        "clusters",
        "集群的带动与支撑",
        "What each cluster pulls and carries",
        {"集群 clusters": result.to_frame()},
        result.assumptions,
        _facts(result.table),
    )


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
        {**_facts(result.table), "open_economy": result.open_economy},
    )


def flq_answer(
    national: IOTable,
    regional_output: Mapping[str, float],
    *,
    delta: tuple[float, float] = (0.1, 0.3),
    method: Literal["slq", "cilq", "flq", "aflq"] = "flq",
    imports: Imports = "remove",
) -> Answer:
    """Regional multipliers as a band, from a national table and the region's sizes by sector."""
    base = with_imports(national, imports)
    sizes = aligned(base, regional_output)
    result: RegionalCoefficients
    if method in ("flq", "aflq"):
        result = (flq if method == "flq" else aflq)(base, sizes, delta=delta)
    elif method in ("slq", "cilq"):
        result = (slq if method == "slq" else cilq)(base, sizes)
    else:
        raise UsageError(f"There is no quotient {method!r}.", expected="slq, cilq, flq or aflq")
    return Answer(
        method,
        "由全国表推算地区投入系数与乘数（区间）",
        "Regional multipliers from the national table, as a band",
        {"乘数 multipliers": result.to_frame()},
        result.assumptions,
        {**_facts(base), "delta": list(result.delta) if result.delta else None},
    )


def import_gaps_answer(
    table: IOTable,
    *,
    share: float = 1.0,
    local_fit: Mapping[str, float] | None = None,
    gaps: Sequence[Gap] = (),
    sector_of: Mapping[str, str] | None = None,
) -> Answer:
    """What is brought in that could be made here, joined with the gaps of a chain.

    Args:
        table: imports inside the flows.
        share: part of the imports to be replaced.
        local_fit: sector -> 0-1; where missing, the largest known fit among the sector's gaps is taken.
        gaps: missing segments of a chain (:func:`yanzhen.atlas.gaps.gaps`).
        sector_of: segment key -> sector of the table. Gaps without a sector are counted in the facts, not guessed.
    """
    fits: dict[str, float] = {}
    segments: dict[str, list[str]] = {}
    unmapped = []
    for gap in gaps:
        sector = (sector_of or {}).get(gap.segment.key)
        if sector is None:
            unmapped.append(gap.segment.key)
            continue
        segments.setdefault(sector, []).append(gap.segment.label.zh)
        if gap.fit is not None:
            fits[sector] = max(fits.get(sector, 0.0), gap.fit)
    known = {**fits, **(local_fit or {})}
    result = substitution_gaps(table, share=share, local_fit=known or None, segments=segments)
    return Answer(
        "import-gaps",
        "进口替代缺口：价值、带动与本地适配",
        "Import-substitution gaps: value, effect and local fit",
        {"缺口 gaps": result.to_frame()},
        result.assumptions,
        {**_facts(table), "share": share, "gaps_without_sector": unmapped},
    )
