"""What goes wrong, in one shape: a page for people, ``{"error": {…}}`` for programs."""

from __future__ import annotations

import logging
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yanzhen.errors import InputError, LedgerError, MeasureError, UsageError, YanzhenError
from yanzhen.workbench.pages.tables import N_

log = logging.getLogger(__name__)


class Refused(YanzhenError):
    """The server will not do this; ``status`` is the HTTP status."""

    def __init__(
        self, what: str, *, status: int, expected: str | None = None, todo: str | None = None
    ) -> None:
        super().__init__(what, expected=expected, todo=todo)
        self.status = status


class NotFound(Refused):
    """There is no such page, entity, statement or source here."""

    def __init__(self, what: str, *, todo: str | None = None) -> None:
        super().__init__(what, status=404, todo=todo)


class LoginNeeded(Refused):
    """Nobody is logged in."""

    def __init__(self) -> None:
        super().__init__(N_("请先登录"), status=401, todo="/login")


def status_of(error: YanzhenError) -> int:
    """HTTP status of an error: the caller's fault is 4xx, a ledger that cannot be read is 503."""
    if isinstance(error, Refused):
        return error.status
    if isinstance(error, LedgerError):
        return 503
    return (
        400 if isinstance(error, UsageError | InputError) else 422 if isinstance(error, MeasureError) else 400
    )


def install(app: FastAPI) -> None:
    """Answer every error in the one shape."""

    async def told(request: Request, error: Exception) -> Response:
        assert isinstance(error, YanzhenError)
        if isinstance(error, LoginNeeded) and not wants_json(request):
            target = request.url.path + (f"?{request.url.query}" if request.url.query else "")
            return RedirectResponse(f"/login?next={quote(target)}", status_code=303)
        return answer(request, error, status_of(error))

    async def http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        known = {404: N_("没有这个页面"), 405: N_("这个地址不接受这种请求"), 413: N_("上传的文件太大")}
        refused = Refused(known.get(error.status_code, str(error.detail)), status=error.status_code)
        return answer(request, refused, error.status_code, dict(error.headers or {}))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        problem = UsageError(N_("参数不符合要求"), where=place, expected=first["msg"])
        return answer(request, problem, 422)

    app.add_exception_handler(YanzhenError, told)
    app.add_exception_handler(HTTPException, http)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_middleware(Unexpected)


class Unexpected:
    """Answers what nobody foresaw, inside the middleware that sets the headers, which Starlette's own is not."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            if begun or scope["type"] != "http":
                raise
            request = Request(scope)
            log.exception("unexpected error on %s", request.url.path, exc_info=error)
            problem = Refused(
                N_("服务器内部出错，详情已写入日志"), status=500, todo=N_("请把时间和页面地址告诉管理员")
            )
            await answer(request, problem, 500)(scope, receive, send)


def wants_json(request: Request) -> bool:
    """Programs ask for ``.json`` or say so in Accept; everybody else gets a page."""
    path = request.url.path
    return path.endswith((".json", ".xlsx", ".docx")) or "application/json" in request.headers.get(
        "accept", ""
    )


def answer(
    request: Request, error: YanzhenError, status: int, headers: dict[str, str] | None = None
) -> Response:
    """The error as JSON or as a page."""
    if wants_json(request):
        return JSONResponse(error.to_json(), status_code=status, headers=headers)
    from yanzhen.web.respond import error_page

    return error_page(request, error, status, headers)
