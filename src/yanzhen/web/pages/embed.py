"""Embed views: one chart or table of a page, with its citation, for other sites and documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import Response

from yanzhen.web.context import EMBEDDED, Visit
from yanzhen.web.pages import chains, measured, rosters
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import Page
from yanzhen.web.respond import html_page
from yanzhen.web.safety.access import needs
from yanzhen.workbench.people import Person, Role

router = APIRouter(include_in_schema=False)
# Page -> how it is shown when embedded; the same view, less around it.
SHOWN: dict[str, Page] = {
    page.key: page
    for page in (rosters.CLUSTERS, measured.COMPARE, measured.OPPORTUNITIES, measured.INDEX, chains.CHAIN)
}
assert set(SHOWN) == set(EMBEDDED)


@router.get("/embed/{key}")
def embed(request: Request, key: str, person: Annotated[Person, Depends(needs(Role.VIEWER))]) -> Response:
    """The main chart or table of a page; ``?chain=`` names a chain."""
    page = SHOWN.get(key)
    if page is None:
        raise NotFound("这一页不能嵌入", todo="、".join(SHOWN))
    visit = Visit.of(request)
    view = page.build(request.app.state.desk, visit, {"chain": request.query_params.get("chain", "")})
    return html_page(visit, page, view, template="embed.html")
