"""Chains: the list, and one with its map."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from markupsafe import Markup, escape
from starlette.responses import Response

from yanzhen.errors import UsageError
from yanzhen.web.context import Visit
from yanzhen.web.drawings import place_drawing
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import MEDIA, Page
from yanzhen.web.safety.access import needs
from yanzhen.workbench.pages.chains import ChainPage, chain_drawing, chain_page, chains_page
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.office_lists import office_workbook
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.people import Person, Role

_TITLE = re.compile(r"<title>([^<]*)</title>")
router = APIRouter(include_in_schema=False)


@router.get("/office-lists.xlsx")
def lists(request: Request, person: Annotated[Person, Depends(needs(Role.EDITOR))]) -> Response:
    """The office's maps and lists as one workbook; they name single firms, so not everybody gets them."""
    visit = Visit.of(request)
    state = request.app.state
    address = request.client.host if request.client else ""
    state.people.record(person.name, "export", visit.here(), address)
    name = quote(f"{visit.lens.place or ''}六图六清单.xlsx")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(office_workbook(state.desk, visit.lens), media_type=MEDIA["xlsx"], headers=headers)


def _chain(desk: Desk, visit: Visit, path: Mapping[str, Any]) -> ChainPage:
    try:
        return chain_page(desk, visit.lens, path["chain"])
    except UsageError as error:
        raise NotFound(error.what, todo=error.expected) from error


def map_of(visit: Visit, chain: str, *, phone: bool) -> Markup:
    """The map of a chain with links into the workbench."""

    def href(kind: str, name: str) -> str:
        if kind == "segment":
            return f"#{name}"
        if kind == "chain":
            return visit.link(f"/chains/{quote(name)}")
        return visit.entity(name)

    desk: Desk = visit.request.app.state.desk
    svg = chain_drawing(desk, visit.lens, chain, href, visit.language, phone=phone)
    return place_drawing(visit.request, _TITLE.sub(lambda found: _told(visit, found[1]), svg))


def _told(visit: Visit, text: str) -> str:
    """What pointing at a part of the drawing tells: a name, and reasons in brackets behind it."""
    name, _, reasons = unescape(text).partition("（")
    if visit.language == "zh" or not reasons:
        return f"<title>{escape(visit.said(unescape(text)))}</title>"
    return f"<title>{escape(name)} ({escape(visit.said(reasons.removesuffix('）')))})</title>"


CHAINS = Page(
    key="chains",
    path="/chains",
    title=N_("产业链"),
    template="chains.html",
    build=lambda desk, visit, path: chains_page(desk, visit.lens),
    parameters={},
    group="看",
    header=("place", "compare", "as_of"),
)
CHAIN = Page(
    key="chain",
    path="/chains/{chain}",
    title=N_("产业链"),
    template="chain.html",
    build=_chain,
    parameters={},
    within="chains",
    header=("place", "as_of"),
)
