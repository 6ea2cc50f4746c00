"""Overview, one entity, search."""

from __future__ import annotations

from yanzhen.errors import LedgerError
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import Page
from yanzhen.workbench.pages.entity import EntityPage, entity_page
from yanzhen.workbench.pages.overview import overview_page
from yanzhen.workbench.pages.search import search_page
from yanzhen.workbench.pages.tables import N_


def _entity(desk, visit, path) -> EntityPage:  # type: ignore[no-untyped-def]
    try:
        return entity_page(desk, visit.lens, path["name"], decides=visit.may("editor"))
    except LedgerError as error:
        raise NotFound(error.what, todo=error.expected or error.todo) from error


OVERVIEW = Page(
    key="overview",
    path="/",
    title=N_("概览"),
    template="overview.html",
    build=lambda desk, visit, path: overview_page(desk, visit.lens),
    parameters={},
    group="看",
)
ENTITY = Page(
    key="entity",
    path="/entity/{name}",
    title=N_("条目"),
    template="entity.html",
    build=_entity,
    parameters={},
    header=("period", "as_of"),
)
SEARCH = Page(
    key="search",
    path="/search",
    title=N_("搜索"),
    template="search.html",
    build=lambda desk, visit, path: search_page(desk, visit.lens, visit.params.get("q", "")),
    parameters={"q": N_("要找的字词")},
    twins=("json",),
    header=("as_of",),
)
