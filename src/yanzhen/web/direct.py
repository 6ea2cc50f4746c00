"""Pages asked for inside this process: without a server, and under one address where several show the same."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import unquote

from fastapi import FastAPI, Request
from starlette.routing import compile_path

from yanzhen.errors import YanzhenError
from yanzhen.web.context import Visit, address
from yanzhen.web.problems import status_of
from yanzhen.web.registry import Build, Page, given
from yanzhen.web.safety.access import needs
from yanzhen.workbench.people import Person
from yanzhen.workbench.static_site import Answer

log = logging.getLogger(__name__)
# What every page depends on: whose statements, of which day, with made-up ones or not, in which language.
_ALWAYS = {"place", "as_of", "synthetic", "lang"}


@dataclass(frozen=True, slots=True)
class _Route:
    pattern: re.Pattern[str]
    page: Page
    suffix: str


class Direct:
    """The pages of an application, and their twins, for whoever copies them.

    Pages come as the application would give them, a hundred routes and five layers of middleware left out. A view
    is made once for a page and its twins, when these are asked for one after the other.

    Args:
        person: who is asking, where the application has accounts.
    """

    def __init__(self, app: FastAPI, pages: Sequence[Page], person: Person | None = None) -> None:
        self._app, self._person = app, person
        self._routes: dict[str, list[_Route]] = {}
        for route in _routes(pages):
            self._routes.setdefault(_head(route.page.base), []).append(route)
        self._last: tuple[tuple[Build, tuple[tuple[str, Any], ...], str] | None, Any] = None, None

    def answer(self, asked: str) -> Answer | None:
        """The page or twin at an address; None for what is neither: files, forms, embed views."""
        path, _, query = asked.partition("?")
        found = self._find(path)
        if found is None:
            return None
        route, parts = found
        request = self._request(path, query, parts)
        try:
            needs(route.page.role)(request)
            visit = Visit.of(request)
            response = given(visit, route.page, route.suffix, self._view(route, visit, query, parts))
        except YanzhenError as error:
            return Answer(status_of(error), "", b"")
        except Exception:
            log.exception("unexpected error on %s", asked)
            return Answer(500, "", b"")
        return Answer(
            response.status_code, (response.media_type or "").partition(";")[0], bytes(response.body)
        )

    def _view(self, route: _Route, visit: Visit, query: str, parts: dict[str, Any]) -> Any:
        """The view of a page: the last one made, where this is a twin of the same page."""
        build = route.page.builder(route.suffix)
        key = (build, tuple(parts.items()), query)
        if self._last[0] != key:
            self._last = key, build(self._app.state.desk, visit, parts)
        return self._last[1]

    def same(self, asked: str) -> str:
        """The plainest address of what ``asked`` shows: choices that change nothing on that page are left out."""
        path, _, query = asked.partition("?")
        found = self._find(path) if query else None
        if found is None:
            return asked
        page, request = found[0].page, self._request(path, query, found[1])
        read = _ALWAYS.union(page.header, page.parameters)
        kept = {name: request.query_params.getlist(name) for name in request.query_params if name in read}
        if kept.get("page") == ["1"]:
            del kept["page"]
        if page.plainly and kept.keys() & page.parameters.keys():
            try:
                kept = page.plainly(self._app.state.desk, Visit.of(request), found[1], kept)
            except YanzhenError:
                return asked
        return address(path, kept)

    def _find(self, path: str) -> tuple[_Route, dict[str, Any]] | None:
        decoded = unquote(path)
        for route in self._routes.get(_head(decoded), ()):
            if match := route.pattern.match(decoded):
                return route, match.groupdict()
        return None

    def _request(self, path: str, query: str, parts: dict[str, Any]) -> Request:
        return Request(
            {
                "type": "http",
                "method": "GET",
                "scheme": "http",
                "path": unquote(path),
                "query_string": query.encode(),
                "root_path": "",
                "headers": [(b"host", b"localhost")],
                "server": ("localhost", 80),
                "client": None,
                "app": self._app,
                "path_params": parts,
                "state": {"person": self._person} if self._person else {},
            }
        )


def _head(path: str) -> str:
    """The first part of a path, without the suffix of a twin: most pages are told apart by it."""
    return path[1:].partition("/")[0].partition(".")[0] or "overview"


def _routes(pages: Sequence[Page]) -> Iterator[_Route]:
    """In the order of the application: of each page first its twins."""
    for page in pages:
        for suffix in page.twins:
            yield _Route(compile_path(f"{page.base}.{suffix}")[0], page, suffix)
        yield _Route(compile_path(page.path)[0], page, "")
