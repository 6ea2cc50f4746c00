"""Answers: a page, its JSON, its spreadsheet, its document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from fastapi import Request
from starlette.responses import HTMLResponse, JSONResponse, Response

from yanzhen.errors import YanzhenError
from yanzhen.web.context import Visit
from yanzhen.web.numbers import PANELS
from yanzhen.web.problems import LoginNeeded
from yanzhen.web.safety.tokens import set_visitor_cookie, token_for
from yanzhen.web.templating import environment
from yanzhen.workbench.pages.jsonview import to_json
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.office import Sheet, as_workbook
from yanzhen.workbench.pages.office_document import as_document

if TYPE_CHECKING:
    from yanzhen.web.registry import Page


def html_page(
    visit: Visit, page: Page, view: Any, status: int = 200, template: str = "", **more: Any
) -> Response:
    """The view on its template, or another; ``?part=panel`` gives only what the side panel shows."""
    request = visit.request
    template = template or page.template
    choices = request.app.state.desk.choices(visit.lens)
    if more_choices := getattr(view, "offered", None):
        choices = choices.offering(more_choices.places, more_choices.periods)
    if visit.params.get("part") == "panel" and visit.path.startswith(PANELS):
        template = template.replace(".html", "_panel.html")
    body = (
        environment(visit.language)
        .get_template(template)
        .render(
            visit=visit,
            page=page,
            view=view,
            nav=request.app.state.navigation,
            choices=choices,
            form_token=lambda: token_for(request),
            **more,
        )
    )
    response = HTMLResponse(body, status_code=status)
    set_visitor_cookie(request, response, https=request.app.state.settings.https)
    return response


def bare_page(visit: Visit, page: Page, status: int = 200, **more: Any) -> Response:
    """A page that shows nothing of the ledger: login, errors."""
    request = visit.request
    body = (
        environment(visit.language)
        .get_template(page.template)
        .render(visit=visit, page=page, nav=(), form_token=lambda: token_for(request), **more)
    )
    response = HTMLResponse(body, status_code=status)
    set_visitor_cookie(request, response, https=request.app.state.settings.https)
    return response


def json_twin(visit: Visit, page: Page, view: Any) -> Response:
    """What the page shows, as data."""
    choices = visit.request.app.state.desk.choices(visit.lens)
    return JSONResponse(
        {
            "page": page.key,
            "lens": visit.lens.query,
            "ledger_version": choices.version,
            "synthetic": choices.synthetic,
            "view": to_json(view),
        }
    )


def office_twin(visit: Visit, page: Page, view: Any, suffix: str) -> Response:
    """The page's tables as a spreadsheet or document, or the document that the page shows.

    Exports are noted in the trail, save those of a static copy, which nobody asked for by name.
    """
    from yanzhen.web.registry import MEDIA

    state = visit.request.app.state
    person = visit.person
    if not state.settings.public:
        state.people.record(person.name if person else "", "export", visit.here(), _address(visit.request))
    title = visit.text(page.title)
    content = view.office(suffix) if hasattr(view, "office") else _tables(visit, title, view, suffix)
    name = quote(f"{visit.lens.place or ''}{title}.{suffix}")
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=MEDIA[suffix], headers=headers)


def _tables(visit: Visit, title: str, view: Any, suffix: str) -> bytes:
    choices = visit.request.app.state.desk.choices(visit.lens)
    sheet = Sheet(
        title=title,
        tables=view.tables(),
        lens=visit.lens,
        version=choices.version,
        synthetic=choices.synthetic,
        language=visit.language,
        translate=visit.text,
    )
    return as_workbook(sheet) if suffix == "xlsx" else as_document(sheet)


def error_page(
    request: Request, error: YanzhenError, status: int, headers: dict[str, str] | None = None
) -> Response:
    """An error for people: what, where, expected, what to do."""
    from yanzhen.web.pages.plain import ERROR

    response = bare_page(plain_visit(request), ERROR, status, error=error, code=status)
    response.headers.update(headers or {})
    return response


def plain_visit(request: Request) -> Visit:
    """A visit that takes nothing from the address, for when the address itself is wrong."""
    from yanzhen.web.language import language_of

    try:
        return Visit.of(request)
    except (YanzhenError, LoginNeeded):
        return Visit(request, language_of(request), Lens(), None, "auto", "m")


def _address(request: Request) -> str:
    return request.client.host if request.client else ""
