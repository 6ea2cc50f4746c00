"""The workbench as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from pathlib import Path

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from yanzhen.web import problems
from yanzhen.web.direct import Direct
from yanzhen.web.jobs import JobBoard
from yanzhen.web.pages import catalogue
from yanzhen.web.registry import add_page
from yanzhen.web.safety.headers import SecurityHeaders
from yanzhen.web.safety.uploads import LimitBody
from yanzhen.web.warming import Warming
from yanzhen.workbench.briefings import BriefingStore
from yanzhen.workbench.pages.desk import Desk, open_desk
from yanzhen.workbench.people import PeopleStore
from yanzhen.workbench.serving import Served

STATIC = Path(__file__).parent / "static"


def create() -> FastAPI:
    """The application for the settings in the environment; what ``yanzhen serve`` gives to uvicorn."""
    return build(Served.from_environment(), warm=True)


def build(settings: Served, desk: Desk | None = None, *, warm: bool = False) -> FastAPI:
    """The application over one ledger.

    Args:
        settings: where the ledger is and how it is served.
        desk: an open desk, for tests; opened from the settings otherwise.
        warm: make in the background, once it is served, what the first readers would wait for.
    """
    app = FastAPI(
        title="Yanzhen 雁阵",
        version=version("yanzhen"),
        description="Every page as data. Figures are intervals: `low` and `high` are null where the source gives "
        'no end; errors have one shape, `{"error": {type, what, where, expected, todo}}`.',
        docs_url=None,
        redoc_url=None,
        lifespan=_lifespan,
    )
    app.state.settings = settings
    app.state.desk = desk or open_desk(settings.ledger)
    app.state.people = PeopleStore(settings.people_store)
    app.state.briefings = BriefingStore(settings.people_store)
    app.state.secret = app.state.people.secret()
    app.state.jobs = JobBoard()
    app.state.navigation = catalogue.navigation()
    app.state.direct = Direct(app, catalogue.PAGES)
    app.state.warming = Warming(app, catalogue.PAGES) if warm else None
    problems.install(app)
    for page in catalogue.PAGES:
        add_page(app, page)
    for router in catalogue.routers():
        app.include_router(router)
    app.mount("/static/build", _Immutable(directory=STATIC / "build", check_dir=False))
    app.mount("/static", StaticFiles(directory=STATIC))
    app.add_middleware(LimitBody, limit=settings.upload_limit)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=_hosts(settings))
    app.add_middleware(SecurityHeaders, embed_from=settings.embed_from, https=settings.https)
    return app


class _Immutable(StaticFiles):
    """Files whose names change with their content may be kept by browsers for a year."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
        return response


def _hosts(settings: Served) -> list[str]:
    if settings.host in {"0.0.0.0", "::"} and not settings.hosts:
        return ["*"]
    return list(settings.allowed_hosts)


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    warming: Warming | None = app.state.warming
    if warming:
        warming.start()
    yield
    if warming:
        warming.end()
    app.state.desk.close()
    app.state.people.close()
    app.state.briefings.close()
