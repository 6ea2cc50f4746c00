"""Sources, one source with its claims, one statement."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yanzhen.errors import LedgerError
from yanzhen.web.context import MOST_IN_ADDRESS, Visit
from yanzhen.web.parameters import whole
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import Given, Page
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.evidence import (
    CLAIMS,
    BasisPage,
    EvidencePage,
    StatementPage,
    basis_page,
    evidence_page,
    page_of_claim,
    sources_page,
    statement_page,
)
from yanzhen.workbench.pages.tables import N_


def _source(desk: Desk, visit: Visit, path: Mapping[str, Any], size: int = CLAIMS) -> EvidencePage:
    q = visit.params
    try:
        return evidence_page(
            desk, visit.lens, path["source_id"], whole(q, "page", 1), q.get("claim", ""), size
        )
    except LedgerError as error:
        raise NotFound(N_("这里没有这份材料"), todo=error.todo) from error


def _whole_source(desk: Desk, visit: Visit, path: Mapping[str, Any]) -> EvidencePage:
    """All claims of a source, for a spreadsheet or document; a page holds one page of them."""
    return _source(desk, visit, path, 1_000_000)


def _source_plainly(desk: Desk, visit: Visit, path: Mapping[str, Any], given: Given) -> Given:
    """A claim by the number of the page that it is on; what holds all claims has one page."""
    q = visit.params
    page = 1
    if not visit.path.endswith((".xlsx", ".docx")):
        page = page_of_claim(desk, visit.lens, path["source_id"], q.get("claim", "")) or whole(q, "page", 1)
    rest = {name: values for name, values in given.items() if name not in ("claim", "page")}
    return rest | ({"page": [str(page)]} if page > 1 else {})


def _statement(desk: Desk, visit: Visit, path: Mapping[str, Any]) -> StatementPage:
    try:
        return statement_page(desk, visit.lens, path["statement_id"])
    except LedgerError as error:
        raise NotFound(N_("这里没有这条陈述"), todo=error.todo) from error


def _basis(desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> BasisPage:
    ids = [each for each in visit.params.get("ids", "").split(",") if each][:MOST_IN_ADDRESS]
    try:
        return basis_page(desk, visit.lens, ids)
    except LedgerError as error:
        raise NotFound(N_("这里没有这条陈述"), todo=error.todo) from error


BASIS = Page(
    key="basis",
    path="/basis",
    title=N_("依据"),
    template="basis.html",
    build=_basis,
    parameters={"ids": N_("陈述编号，用逗号隔开")},
    within="sources",
    header=("as_of",),
)
SOURCES = Page(
    key="sources",
    path="/sources",
    title=N_("证据"),
    template="sources.html",
    build=lambda desk, visit, path: sources_page(desk, visit.lens, whole(visit.params, "page", 1)),
    parameters={"page": N_("第几页")},
    group="证",
    header=("place", "as_of"),
)
SOURCE = Page(
    key="source",
    path="/source/{source_id}",
    title=N_("材料"),
    template="source.html",
    build=_source,
    parameters={"claim": N_("要选中的陈述"), "page": N_("第几页")},
    within="sources",
    header=("as_of",),
    plainly=_source_plainly,
    whole=_whole_source,
)
STATEMENT = Page(
    key="statement",
    path="/statement/{statement_id}",
    title=N_("出处"),
    template="statement.html",
    build=_statement,
    parameters={},
    within="sources",
    header=("as_of",),
)
