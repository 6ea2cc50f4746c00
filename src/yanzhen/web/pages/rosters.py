"""Clusters, firms, titles, contradictions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from yanzhen.terms import EntityKind, Tier
from yanzhen.web.context import Visit
from yanzhen.web.parameters import one_of, whole
from yanzhen.web.registry import Build, Page
from yanzhen.workbench.pages.conflicts import conflicts_page
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.linkage import linkage_part
from yanzhen.workbench.pages.roster import SORTS, RosterPage, RosterQuery, roster_page
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.pages.titles import titles_page

LIST = {
    "metric": N_("按哪个指标列数"),
    "tier": N_("traditional、emerging 或 future"),
    "words": N_("名称里的字"),
    "titled": N_("1:只看有称号的"),
    "sort": N_("排序的列，前加 - 为从大到小"),
    "page": N_("第几页"),
}


def _roster(kind: EntityKind) -> Build:
    def build(desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> RosterPage:
        q = visit.params
        query = RosterQuery(
            metric=q.get("metric", "")[:80],
            tier=one_of(q, "tier", ("", *Tier), ""),
            words=q.get("words", "").strip()[:80],
            titled=q.get("titled") == "1",
            sort=one_of(q, "sort", SORTS, "-figure"),
            page=whole(q, "page", 1),
        )
        return roster_page(desk, visit.lens, kind, query)

    return build


def _clusters(desk: Desk, visit: Visit, path: Mapping[str, Any]) -> RosterPage:
    """The list, and what the clusters pull and carry."""
    listed: RosterPage = _roster(EntityKind.CLUSTER)(desk, visit, path)
    return replace(listed, linkage=linkage_part(desk, visit.lens, visit.params))


CLUSTERS = Page(
    key="clusters",
    path="/clusters",
    title=N_("产业集群"),
    template="roster.html",
    build=_clusters,
    parameters={
        **LIST,
        "io": N_("投入产出表：材料编号"),
        "imports": N_("remove：剔除进口品；keep：保留"),
        "basis": N_("表中流量的进口口径：inside、removed 或 none"),
    },
    group="看",
    header=("place", "period", "as_of"),
)
FIRMS = Page(
    key="firms",
    path="/firms",
    title=N_("企业"),
    template="roster.html",
    build=_roster(EntityKind.FIRM),
    parameters=LIST,
    group="看",
    header=("place", "period", "as_of"),
)
TITLES = Page(
    key="titles",
    path="/titles",
    title=N_("称号与政策"),
    template="titles.html",
    build=lambda desk, visit, path: titles_page(desk, visit.lens),
    parameters={},
    group="用",
    header=("place", "period", "as_of"),
)
CONFLICTS = Page(
    key="conflicts",
    path="/conflicts",
    title=N_("矛盾与变动"),
    template="conflicts.html",
    build=lambda desk, visit, path: conflicts_page(desk, visit.lens, whole(visit.params, "page", 1)),
    parameters={"page": N_("第几页")},
    group="证",
    header=("place", "period", "as_of"),
)
