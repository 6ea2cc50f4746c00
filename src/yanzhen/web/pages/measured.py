"""Pages computed from tables: compare, opportunities, methods, and how a number comes about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from yanzhen.errors import UsageError
from yanzhen.web.context import Visit
from yanzhen.web.parameters import number, one_of
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import Page
from yanzhen.workbench.pages.compare import compare_page
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.index import IndexPage, index_page
from yanzhen.workbench.pages.methods import MethodPage, method_page, methods_page
from yanzhen.workbench.pages.opportunities import OpportunitiesPage, opportunities_page
from yanzhen.workbench.pages.shock import DIRECTIONS, Asked, Direction, ShockPage, shock_page
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.pages.working import working_page

MOST_FIRMS = 50
PANEL = {
    "panel": N_("面板表：材料编号"),
    "value": N_("数值列"),
    "region": N_("地区"),
    "year": N_("时期"),
}


def _opportunities(desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> OpportunitiesPage:
    q = visit.params
    density = number(q, "density", 0, least=0, most=1) if q.get("density") else None
    complexity = number(q, "complexity", 0, least=-20, most=20) if q.get("complexity") else None
    return opportunities_page(desk, visit.lens, dict(q), density, complexity)


def _method(_desk: Desk, _visit: Visit, path: Mapping[str, Any]) -> MethodPage:
    try:
        return method_page(path["name"])
    except UsageError as error:
        raise NotFound(error.what) from error


def _index(desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> IndexPage:
    q = visit.params
    asked = (q.get(name, "") for name in ("system", "table", "year", "region"))
    return index_page(desk, visit.lens, *asked, language=visit.language)


def _shock(desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> ShockPage:
    q = visit.params
    firms = (name.strip() for name in visit.request.query_params.getlist("firm"))
    asked = Asked(
        table=q.get("table", ""),
        firms=tuple(dict.fromkeys(name for name in firms if name))[:MOST_FIRMS],
        segment=q.get("segment", ""),
        share=number(q, "share", 100, least=0, most=100) / 100,
        direction=cast(Direction, one_of(q, "direction", tuple(DIRECTIONS), "both")),
    )
    return shock_page(desk, visit.lens, asked)


INDEX = Page(
    key="index",
    path="/index",
    title=N_("综合指数"),
    template="index.html",
    build=_index,
    parameters={
        "system": N_("指标体系"),
        "table": N_("指标表：材料编号"),
        "year": N_("时期"),
        "region": N_("看哪里"),
    },
    group="看",
)
SHOCK = Page(
    key="shock",
    path="/shock",
    title=N_("冲击"),
    template="shock.html",
    build=_shock,
    parameters={
        "table": N_("供应关系表：材料编号"),
        "firm": N_("停产的企业；可以重复给出几家"),
        "segment": N_("整体停产的产业链或环节"),
        "share": N_("停产比例，0 到 100"),
        "direction": N_("both、downstream 或 upstream"),
    },
    group="看",
    header=("place", "as_of"),
)
COMPARE = Page(
    key="compare",
    path="/compare",
    title=N_("比较"),
    template="compare.html",
    build=lambda desk, visit, path: compare_page(desk, visit.lens, dict(visit.params)),
    parameters={**PANEL, "peer": N_("对比地区"), "base": N_("基期"), "activity": N_("行业")},
    group="看",
)
OPPORTUNITIES = Page(
    key="opportunities",
    path="/opportunities",
    title=N_("机会"),
    template="opportunities.html",
    build=_opportunities,
    parameters={**PANEL, "density": N_("关联密度门槛"), "complexity": N_("复杂度门槛")},
    group="看",
)
WORKING = Page(
    key="working",
    path="/working",
    title=N_("计算过程"),
    template="working.html",
    build=lambda desk, visit, path: working_page(desk, visit.lens, dict(visit.params)),
    parameters={**PANEL, "activity": N_("行业")},
    within="compare",
    header=(),
)
METHODS = Page(
    key="methods",
    path="/methods",
    title=N_("口径"),
    template="methods.html",
    build=lambda desk, visit, path: methods_page(),
    parameters={},
    group="用",
    header=(),
)
METHOD = Page(
    key="method",
    path="/methods/{name}",
    title=N_("口径"),
    template="method.html",
    build=_method,
    parameters={},
    within="methods",
    header=(),
)
