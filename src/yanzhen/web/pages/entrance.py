"""Coming in and going out, and how pages look."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import APIRouter, Form, Request
from starlette.responses import RedirectResponse, Response

from yanzhen.errors import UsageError
from yanzhen.web.context import SIZES, THEMES
from yanzhen.web.language import COOKIE, LANGUAGES
from yanzhen.web.pages.plain import LOGIN
from yanzhen.web.respond import bare_page, plain_visit
from yanzhen.web.safety.tokens import SESSION_COOKIE, check_token
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.people import PeopleStore
from yanzhen.workbench.people.store import SESSION_SECONDS

router = APIRouter(include_in_schema=False)
YEAR = 365 * 24 * 3600


def local(target: str) -> str:
    """A way back within this server: nothing that leads elsewhere."""
    parts = urlsplit(target)
    plain = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if plain and not parts.netloc and "\n" not in target and "\r" not in target else "/"


@router.get("/preferences")
def preferences(
    request: Request, next: str = "/", lang: str = "", theme: str = "", size: str = ""
) -> Response:
    """Keep language, theme and text size in cookies; changes nothing else."""
    response = RedirectResponse(local(next), status_code=303)
    https = request.app.state.settings.https
    for name, value, allowed in (
        (COOKIE, lang, tuple(LANGUAGES)),
        ("yz_theme", theme, THEMES),
        ("yz_size", size, SIZES),
    ):
        if value in allowed:
            response.set_cookie(name, value, max_age=YEAR, httponly=True, samesite="lax", secure=https)
    return response


@router.get("/login")
def login_form(request: Request, next: str = "/") -> Response:
    """The form."""
    return bare_page(plain_visit(request), LOGIN, next=local(next), problem="")


@router.post("/login")
def login(
    request: Request,
    name: Annotated[str, Form()] = "",
    password: Annotated[str, Form()] = "",
    form_token: Annotated[str, Form()] = "",
    next: Annotated[str, Form()] = "/",
) -> Response:
    """Check name and password; a session in an HttpOnly cookie."""
    check_token(request, form_token)
    people: PeopleStore = request.app.state.people
    address = request.client.host if request.client else ""
    problem, status = N_("账号或密码不对"), 401
    try:
        token = people.login(name[:64], password[:256], address)
    except UsageError as error:
        token, problem, status = None, f"{error.what}。{error.todo or ''}", 429
    if token is None:
        people.record(name[:64], "login refused", "", address)
        return bare_page(plain_visit(request), LOGIN, status, next=local(next), problem=problem)
    people.record(name, "login", "", address)
    response = RedirectResponse(local(next), status_code=303)
    https = request.app.state.settings.https
    response.set_cookie(
        SESSION_COOKIE, token, max_age=SESSION_SECONDS, httponly=True, samesite="lax", secure=https
    )
    return response


@router.post("/logout")
def logout(request: Request, form_token: Annotated[str, Form()] = "") -> Response:
    """End the session."""
    check_token(request, form_token)
    token = request.cookies.get(SESSION_COOKIE)
    if token:
        request.app.state.people.logout(token)
    response = RedirectResponse("/login", status_code=303)
    response.delete_cookie(SESSION_COOKIE)
    return response
