"""The table twin of each drawing: the same content as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yanzhen.atlas.chart import Label
from yanzhen.atlas.drawing.frame import Language
from yanzhen.atlas.drawing.view import ChainView
from yanzhen.atlas.formation import Formation
from yanzhen.atlas.occupancy import Basis
from yanzhen.atlas.state import SegmentState
from yanzhen.atlas.tiers import TierView
from yanzhen.terms import TIER_NAMES


@dataclass(frozen=True, slots=True)
class Table:
    """Headings and rows of text; ``keys`` name what each row is about (segment key, cluster, tier)."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    keys: tuple[str, ...]


def chain_table(view: ChainView, language: Language = "zh") -> Table:
    """One row per segment: stage, name, products, local state and why, supply, firms, revenue, neighbours."""
    names = {s.key: s.label.get(language) for c in (view.chart, *view.others) for s in c.segments}
    rows = []
    for state in view.states:
        segment = state.segment
        rows.append(
            (
                view.chart.stage(segment.stage).label.get(language),
                segment.label.get(language),
                "、".join(p.name for p in segment.products),
                state.local.name_in(language),
                "；".join((*state.reasons, *(["所列企业均为合成数据"] if state.synthetic else []))),
                state.supply.name_in(language),
                "、".join(_firm(o.firm, o.basis, o.certain) for o in view.occupancy.of(segment.key)),
                _revenue(state, language),
                "、".join(names.get(f.start, f.start) for f in view.chart.suppliers(segment.key)),
                "、".join(names.get(f.end, f.end) for f in view.chart.consumers(segment.key)),
                "；".join(f"{p.kind}：{p.words}" for p in state.flow),
            )
        )
    return Table(_CHAIN[language], tuple(rows), tuple(s.segment.key for s in view.states))


_CHAIN: dict[Language, tuple[str, ...]] = {
    "zh": (
        "阶段", "环节", "产品", "本地状态", "依据", "供应状态", "企业", "营收（有数字的企业合计）", "来自", "供给", "堵点痛点",
    ),
    "en": (
        "Stage", "Segment", "Products", "Here", "Why", "Supply", "Firms", "Revenue (firms with a figure)", "From", "To",
        "Flow problems",
    ),
}  # fmt: skip


def _revenue(state: SegmentState, language: Language) -> str:
    if state.withheld:
        return "不足3家，不公布" if language == "zh" else "withheld: fewer than 3 firms"
    if state.revenue is None:
        return ""
    return state.revenue.zh() if language == "zh" else state.revenue.en()


def _firm(name: str, basis: Basis, certain: bool) -> str:
    marks = [*([] if certain else ["配对不明"]), *([basis.zh] if basis is Basis.SYNTHETIC else [])]
    return name + (f"（{'，'.join(marks)}）" if marks else "")


def formations_table(
    clusters: Sequence[Formation], language: Language = "zh", chains: Mapping[str, Label] | None = None
) -> Table:
    """One row per cluster: revenue as written, rungs of the ladder, leads, followers, titles, chains.

    ``chains`` gives the names of chains by chart id.
    """
    chains = chains or {}
    headings = _FORMATION[language]
    rungs = [rung.label.get(language) for rung in clusters[0].ladder] if clusters else []
    rows = [
        (
            c.name,
            c.revenue.figure.zh() if c.revenue and c.revenue.figure else "",
            *(f"{rung.reached.zh}（{rung.reason}）" for rung in c.ladder),
            "、".join(_firm(lead.firm, Basis.EVIDENCE, lead.certain) for lead in c.leads),
            c.lead_share.zh() if c.lead_share else c.lead_share_reason,
            "、".join(c.followers),
            "、".join(c.chain_firms),
            "、".join(t.object or "" for t in c.titles),
            "、".join(chains[id].get(language) if id in chains else id for id in c.charts),
        )
        for c in clusters
    ]
    return Table((*headings[:2], *rungs, *headings[2:]), tuple(rows), tuple(c.name for c in clusters))


_FORMATION: dict[Language, tuple[str, ...]] = {
    "zh": (
        "集群",
        "年营收",
        "领军企业",
        "领军企业占比",
        "成员企业",
        "同链企业（未说明是否成员）",
        "称号",
        "所属产业链",
    ),
    "en": (
        "Cluster",
        "Revenue",
        "Lead firms",
        "Share of lead firms",
        "Followers",
        "Firms of its chain (membership not stated)",
        "Titles",
        "Chains",
    ),
}


def tiers_table(view: TierView, language: Language = "zh") -> Table:
    """One row per tier: firms, activities, revenue and share with bounds, coverage, names."""
    rows = [
        (
            TIER_NAMES[s.tier][language == "en"],
            str(len(s.firms)),
            str(s.activities),
            s.revenue.zh() if s.revenue else s.reason,
            s.share.zh() if s.share else "",
            f"{s.revenue_known}/{s.activities}",
            "、".join(s.firms),
        )
        for s in view.shares
    ]
    return Table(_TIERS[language], tuple(rows), tuple(s.tier.value for s in view.shares))


_TIERS: dict[Language, tuple[str, ...]] = {
    "zh": ("层次", "企业数", "活动数", "营收合计", "营收占比", "有营收数字的活动", "企业"),
    "en": ("Tier", "Firms", "Activities", "Revenue", "Share", "Activities with revenue", "Names"),
}
