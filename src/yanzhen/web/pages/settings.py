"""Settings, accounts and the trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from yanzhen.errors import UsageError
from yanzhen.web.context import Visit
from yanzhen.web.parameters import whole
from yanzhen.web.registry import Page
from yanzhen.web.safety.access import needs
from yanzhen.web.safety.tokens import check_token
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.settings import SettingsPage, settings_page, trail_page
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.people import PeopleStore, Person, Role

router = APIRouter(include_in_schema=False)
Admin = Annotated[Person, Depends(needs(Role.ADMIN))]
Name = Annotated[str, Form(max_length=64)]
Token = Annotated[str, Form()]


def _settings(desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> SettingsPage:
    state = visit.request.app.state
    return settings_page(desk, visit.lens, state.settings, state.people, admin=visit.may("admin"))


SETTINGS = Page(
    key="settings",
    path="/settings",
    title=N_("设置"),
    template="settings.html",
    build=_settings,
    parameters={},
    group="用",
    twins=(),
    header=(),
)
TRAIL = Page(
    key="trail",
    path="/trail",
    title=N_("操作记录"),
    template="trail.html",
    build=lambda desk, visit, path: trail_page(
        visit.request.app.state.people, whole(visit.params, "page", 1)
    ),
    parameters={"page": N_("第几页")},
    within="settings",
    role=Role.ADMIN,
    twins=("json", "xlsx"),
    header=(),
)


@router.post("/settings/accounts/add")
def add(
    request: Request,
    person: Admin,
    name: Name,
    password: Annotated[str, Form(max_length=256)],
    role: Annotated[str, Form(max_length=20)] = "viewer",
    display: Annotated[str, Form(max_length=60)] = "",
    form_token: Token = "",
) -> Response:
    """Make an account."""
    people = _checked(request, form_token)
    people.add(name, password, Role.named(role), display=display)
    return _done(request, person, f"account add {role}", name)


@router.post("/settings/accounts/role")
def role(
    request: Request,
    person: Admin,
    name: Name,
    role: Annotated[str, Form(max_length=20)],
    form_token: Token = "",
) -> Response:
    """Change a role."""
    people = _checked(request, form_token)
    _not_oneself(person, name)
    people.set_role(name, Role.named(role))
    return _done(request, person, f"account role {role}", name)


@router.post("/settings/accounts/password")
def password(
    request: Request,
    person: Admin,
    name: Name,
    password: Annotated[str, Form(max_length=256)],
    form_token: Token = "",
) -> Response:
    """Set a new password; the account's sessions end."""
    _checked(request, form_token).set_password(name, password)
    return _done(request, person, "account password", name)


@router.post("/settings/accounts/disable")
def disable(request: Request, person: Admin, name: Name, form_token: Token = "") -> Response:
    """Let nobody in with an account any more."""
    people = _checked(request, form_token)
    _not_oneself(person, name)
    people.disable(name)
    return _done(request, person, "account disable", name)


def _checked(request: Request, token: str) -> PeopleStore:
    check_token(request, token)
    if not request.app.state.settings.accounts:
        raise UsageError("没有启用账号", todo="以 --accounts 启动后再管理账号")
    people: PeopleStore = request.app.state.people
    return people


def _not_oneself(person: Person, name: str) -> None:
    if person.name == name:
        raise UsageError("不能改自己的权限或停用自己", todo="请另一位管理员来做")


def _done(request: Request, person: Person, action: str, subject: str) -> Response:
    address = request.client.host if request.client else ""
    request.app.state.people.record(person.name, action, subject, address)
    return RedirectResponse("/settings", status_code=303)
