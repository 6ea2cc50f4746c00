"""A page of the workbench, and how it becomes routes: HTML, and its twins by suffix."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from fastapi import Depends, FastAPI, Request
from starlette.responses import Response

from yanzhen.web.context import Visit
from yanzhen.web.respond import html_page, json_twin, office_twin
from yanzhen.web.safety.access import needs
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.people import Role

TWINS = ("json", "xlsx", "docx")
HEADER = ("place", "period", "compare", "as_of")


class View(Protocol):
    """What a page shows: a frozen dataclass that also knows its tables."""

    def tables(self) -> tuple[PageTable, ...]: ...


Build = Callable[[Desk, Visit, Mapping[str, Any]], Any]
Given = dict[str, list[str]]
Plainly = Callable[[Desk, Visit, Mapping[str, Any], Given], Given]


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        key: its name in code and tests.
        path: its address; ``{name}`` marks a part that is read from the address.
        title: its name for people (Chinese; translated where shown).
        template: file in ``templates/``.
        build: makes the view from the desk, the visit and the parts of the path.
        whole: makes the view of a spreadsheet or document, where these hold more than the page.
        parameters: all that the page reads from the query beside the lens: name -> description. What is neither
            here nor in ``header`` changes nothing for a static copy, and is dropped from its addresses.
        group: heading in the navigation; empty for pages that are reached from others.
        within: key of the page whose entry in the navigation is marked while this one is open.
        role: the least role that may see it.
        twins: suffixes under which the same view can be had.
        header: which choices of the header this page depends on; the others are kept but not offered.
        plainly: says the same with fewer or plainer parameters, where several ways lead to one page.
    """

    key: str
    path: str
    title: str
    template: str
    build: Build
    parameters: Mapping[str, str]
    group: str = ""
    within: str = ""
    role: Role = Role.VIEWER
    twins: tuple[str, ...] = TWINS
    header: tuple[str, ...] = HEADER
    plainly: Plainly | None = None
    whole: Build | None = None

    @property
    def base(self) -> str:
        """The address that the suffixes of the twins follow."""
        return "/overview" if self.path == "/" else self.path

    def builder(self, suffix: str) -> Build:
        """What makes the view of the page (no suffix) or of a twin."""
        return self.whole if self.whole and suffix in ("xlsx", "docx") else self.build


LENS = {
    "place": N_("地区"),
    "period": N_("时期，如 2024 或 2024-Q1"),
    "compare": N_("对比地区"),
    "as_of": N_("截至日期，如 2024-12-31"),
    "synthetic": N_("1:连同合成数据"),
}


def add_page(app: FastAPI, page: Page) -> None:
    """Register a page and its twins; the twins are what OpenAPI describes."""
    for suffix in page.twins:
        app.add_api_route(
            f"{page.base}.{suffix}",
            _answer(page, suffix),
            dependencies=[Depends(needs(page.role))],
            name=f"{page.key}.{suffix}",
            summary=page.title,
            tags=[suffix],
            response_class=Response,
            openapi_extra={"parameters": _described(page)},
            responses=_responses(suffix),
        )
    app.add_api_route(
        page.path,
        _answer(page, ""),
        dependencies=[Depends(needs(page.role))],
        name=page.key,
        include_in_schema=False,
        response_class=Response,
    )


def given(visit: Visit, page: Page, suffix: str, view: Any) -> Response:
    """A view as the page (no suffix) or as a twin."""
    if not suffix:
        return html_page(visit, page, view)
    return json_twin(visit, page, view) if suffix == "json" else office_twin(visit, page, view, suffix)


def _answer(page: Page, suffix: str) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        visit = Visit.of(request)
        view = page.builder(suffix)(request.app.state.desk, visit, request.path_params)
        return given(visit, page, suffix, view)

    answer.__name__ = f"{page.key}_{suffix}" if suffix else page.key
    return answer


def _described(page: Page) -> list[dict[str, Any]]:
    in_path = [part[1:-1] for part in page.path.split("/") if part.startswith("{")]
    required = [
        {"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in in_path
    ]
    query = [
        {"name": name, "in": "query", "description": text, "schema": {"type": "string", "maxLength": 200}}
        for name, text in {**LENS, **page.parameters}.items()
    ]
    return required + query


MEDIA = {
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_TEXT = {"type": "string", "nullable": True}
ERROR_SHAPE = {
    "type": "object",
    "required": ["error"],
    "properties": {
        "error": {
            "type": "object",
            "required": ["type", "what"],
            "properties": dict.fromkeys(("type", "what", "where", "expected", "todo"), _TEXT),
        }
    },
}


def _responses(suffix: str) -> dict[int | str, dict[str, Any]]:
    schema = {"type": "object"} if suffix == "json" else {"type": "string", "format": "binary"}
    problem = {"application/json": {"schema": ERROR_SHAPE}}
    told = {
        400: "a parameter is not valid",
        401: "nobody is logged in",
        403: "the account's role is not enough",
        404: "there is no such thing here",
        422: "the numbers do not allow this",
        503: "the ledger cannot be read now",
    }
    answers: dict[int | str, dict[str, Any]] = {
        200: {"description": "the page", "content": {MEDIA[suffix]: {"schema": schema}}}
    }
    answers.update({code: {"description": text, "content": problem} for code, text in told.items()})
    return answers
