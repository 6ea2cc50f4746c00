"""Form tokens: a change is accepted only from a form this server handed to the same browser."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from fastapi import Request
from starlette.responses import Response

from yanzhen.web.problems import Refused
from yanzhen.workbench.pages.tables import N_

VISITOR_COOKIE = "yz_visitor"
SESSION_COOKIE = "yz_session"
FIELD = "form_token"


def visitor_of(request: Request) -> str:
    """A random name for this browser, kept in a cookie; made on the first visit."""
    known: str | None = request.cookies.get(SESSION_COOKIE) or request.cookies.get(VISITOR_COOKIE)
    if known:
        return known
    if not hasattr(request.state, "visitor"):
        request.state.visitor = secrets.token_urlsafe(24)
    return str(request.state.visitor)


def token_for(request: Request) -> str:
    """The token to put into this page's forms."""
    secret: bytes = request.app.state.secret
    return hmac.new(secret, visitor_of(request).encode(), hashlib.sha256).hexdigest()


def set_visitor_cookie(request: Request, response: Response, *, https: bool) -> None:
    """Send the visitor's cookie along when this answer is the first."""
    if hasattr(request.state, "visitor"):
        response.set_cookie(
            VISITOR_COOKIE, request.state.visitor, httponly=True, samesite="strict", secure=https
        )


def check_token(request: Request, given: str | None) -> None:
    """Refuse a change that does not carry the browser's own token, or comes from another site.

    Raises:
        Refused: 403.
    """
    origin = request.headers.get("origin")
    if origin and origin != "null" and urlsplit(origin).netloc != request.headers.get("host"):
        raise Refused(N_("请求来自另一个网站，已拒绝"), status=403)
    if not given or not hmac.compare_digest(given, token_for(request)):
        raise Refused(
            N_("表单已过期或不是从本系统打开的"), status=403, todo=N_("返回上一页，刷新后再提交一次")
        )
