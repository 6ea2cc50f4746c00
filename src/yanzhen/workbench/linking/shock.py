"""Questions put to a network of firms: who matters most, and what happens if this one stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from yanzhen.errors import UsageError
from yanzhen.measure.io_table import IOTable
from yanzhen.measure.io_table.assumption import named
from yanzhen.measure.shock import (
    CascadeSystem,
    Direction,
    FirmNetwork,
    ShockResult,
    esri,
    esri_ranges,
    group_esri,
    group_impacts,
    run_shock,
    shock_svg,
)
from yanzhen.workbench.linking.answer import Answer

ALL_FIRMS = 20_000  # up to here every firm is computed exactly unless told otherwise


def esri_answer(
    network: FirmNetwork | CascadeSystem,
    *,
    essential: Any = "all",
    top: int | None = None,
    groups: Mapping[str, Sequence[str]] | None = None,
    threads: int = 1,
) -> Answer:
    """The systemic risk index of every firm, or of the top ones of a large network, and of groups."""
    system = CascadeSystem.of(network, essential)
    count = len(system.network.firms)
    if top is None and count > ALL_FIRMS:
        top = 100
    result = esri(system, top=top, threads=threads)
    tables = {"企业 firms": result.to_frame()}
    if groups:
        tables["集群 groups"] = group_esri(system, groups)
        tables["相互影响 impacts"] = group_impacts(system, groups)
    return Answer(
        "esri",
        "企业停产的系统性影响（经济系统性风险指数）",
        "Economic systemic risk index of firms",
        tables,
        result.assumptions,
        {"firms": count, "links": int(system.network.value.size), "screened_only": result.screened},
    )


def esri_ranges_answer(
    firms: Any, table: IOTable, *, essential: Any = "all", samples: int = 20, mean_degree: float = 8.0, seed: int = 0,
    firm: str = "firm", sector: str = "sector", size: str = "size",
) -> Answer:  # fmt: skip
    """Rank ranges of the index where only sector tables and firm sizes are known."""
    result = esri_ranges(
        firms, table, essential=essential, samples=samples, mean_degree=mean_degree, seed=seed,
        firm=firm, sector=sector, size=size,
    )  # fmt: skip
    return Answer(
        "esri-ranges",
        "重构网络下的名次区间",
        "Rank ranges over reconstructed networks",
        {"名次区间 ranges": result.to_frame()},
        result.assumptions,
        {
            "firms": len(result.firms),
            "samples": samples,
            "coverage": result.coverage,
            "mean_degree": mean_degree,
        },
    )


def shock_answer(
    network: FirmNetwork | CascadeSystem,
    shocks: Mapping[str, float] | Sequence[str] | str,
    *,
    essential: Any = "all",
    direction: Direction = "both",
    groups: Mapping[str, Sequence[str]] | None = None,
    language: Literal["zh", "en"] = "zh",
) -> Answer:
    """One shock: first and later effects, who is hit and through whom, course by step, drawing.

    Args:
        network: firms and links.
        shocks: a firm, firms, or firm -> share of output lost; for a segment see :func:`segment_losses`.
        essential: see :meth:`yanzhen.measure.shock.EssentialInputs.parse`.
        direction: ``downstream`` (customers lack inputs), ``upstream`` (suppliers lose sales) or ``both``.
        groups: clusters or chains to add losses up by.
        language: of the drawing.
    """
    result = run_shock(network, shocks, essential=essential, direction=direction)
    tables = {
        "受影响企业 hit": result.to_frame(),
        "过程 path": result.path(),
        "行业 sectors": result.by_sector(),
    }
    if groups:
        tables["集群 groups"] = result.by_group(groups)
    return Answer(
        "shock",
        "冲击传导：首轮与后续影响",
        "Course of a shock: first and later effects",
        tables,
        result.assumptions,
        shock_facts(result),
        shock_svg(result, lang=language),
    )


def shock_facts(result: ShockResult) -> dict[str, Any]:
    """The single figures of a shock, as shares of the network's size."""
    return {
        "shocked": dict(result.shocked),
        "direction": result.direction,
        "total": result.total,
        "own": result.own,
        "first_effects": result.first_effects,
        "later_effects": result.later_effects,
        "steps": int(result.step_total.size - 1),
        "firms_hit": int((result.loss > 0).sum()),
    }


def segments_of(network: FirmNetwork, groups: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Names :func:`segment_losses` knows: the groups, then the network's sectors."""
    return list(dict.fromkeys([*(groups or {}), *network.sectors]))


def segment_losses(
    network: FirmNetwork,
    segment: str,
    share: float = 1.0,
    groups: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, float]:
    """Every firm of a segment losing one share of its output, as shocks for :func:`shock_answer`.

    Args:
        network: firms and links.
        segment: a name in ``groups`` (cluster, chain, segment), otherwise a sector of the network.
        share: of output lost, above 0 and at most 1.
        groups: name -> firms; members outside the network trade nothing in it and are left out.

    Raises:
        UsageError: no such segment, or none of its firms is in the network.
    """
    if groups and segment in groups:
        known = set(network.firms)
        members = [firm for firm in map(str, groups[segment]) if firm in known]
    elif segment in network.sectors:
        members = network.firms_in(segment)
    else:
        names = named(segments_of(network, groups), 12)
        raise UsageError(f"There is no segment {segment!r}. 没有环节{segment!r}。", expected=names)
    if not members:
        raise UsageError(f"No firm of {segment!r} is in the network. 该环节没有企业在供应网络中。")
    return dict.fromkeys(members, share)


def parse_losses(words: Sequence[str]) -> dict[str, float]:
    """``firm`` or ``firm=0.4`` (share lost) as firm -> share.

    Raises:
        UsageError: a share that is not a number.
    """
    losses = {}
    for word in words:
        firm, found, share = word.rpartition("=")
        try:
            losses[firm if found else word] = float(share) if found else 1.0
        except ValueError as error:
            raise UsageError(
                f"{word!r} is not FIRM or FIRM=SHARE.", expected="a share such as 0.4"
            ) from error
    return losses
