"""Who is asking, and whether they may."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import Request

from yanzhen.web.problems import LoginNeeded, Refused
from yanzhen.web.safety.tokens import SESSION_COOKIE
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.people import LOCAL, PUBLIC, PeopleStore, Person, Role

ROLE_TITLES = {
    Role.VIEWER: N_("查看者"),
    Role.EDITOR: N_("编辑"),
    Role.REVIEWER: N_("审核"),
    Role.ADMIN: N_("管理员"),
}


def person_of(request: Request) -> Person | None:
    """The person behind a request: the public of a static copy, the local user without accounts, else the session's owner."""
    if request.app.state.settings.public:
        return PUBLIC
    if not request.app.state.settings.accounts:
        return LOCAL
    if not hasattr(request.state, "person"):
        token = request.cookies.get(SESSION_COOKIE)
        store: PeopleStore = request.app.state.people
        request.state.person = store.whose(token) if token else None
    person: Person | None = request.state.person
    return person


def needs(role: Role) -> Callable[[Request], Person]:
    """A FastAPI dependency that lets through people with at least ``role``.

    Raises (when called):
        LoginNeeded: nobody is logged in.
        Refused: 403, the role is not enough.
    """

    def check(request: Request) -> Person:
        person = person_of(request)
        if person is None:
            raise LoginNeeded
        if person.role < role:
            raise Refused(
                f"这一步需要“{ROLE_TITLES[role]}”权限，您的账号是“{ROLE_TITLES[person.role]}”",
                status=403,
                todo="请管理员调整账号权限",
            )
        return person

    check.role = role  # type: ignore[attr-defined]
    return check
