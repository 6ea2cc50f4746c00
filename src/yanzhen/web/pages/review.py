"""Decisions on statements and names, sent by the forms of the evidence and entity pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from yanzhen.web.context import VERBS
from yanzhen.web.pages.entrance import local
from yanzhen.web.problems import NotFound
from yanzhen.web.safety.access import needs
from yanzhen.web.safety.tokens import check_token
from yanzhen.workbench.pages.correcting import Correction, corrected
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.people import Person, Role

router = APIRouter(include_in_schema=False)
editor = needs(Role.EDITOR)
SHORT = 2000


@router.post("/decide/{verb}")
def decide(
    request: Request,
    verb: str,
    person: Annotated[Person, Depends(editor)],
    target: Annotated[str, Form(max_length=200)],
    form_token: Annotated[str, Form()] = "",
    other: Annotated[str, Form(max_length=200)] = "",
    reason: Annotated[str, Form(max_length=SHORT)] = "",
    next: Annotated[str, Form(max_length=SHORT)] = "/",
) -> Response:
    """Accept, withdraw, prefer, settle, same, not-same, unsure, undo."""
    check_token(request, form_token)
    if verb not in VERBS or verb == "correct":
        raise NotFound("没有这种审阅操作", todo="、".join(VERBS))
    desk: Desk = request.app.state.desk
    desk.ledger.decide(verb, target, other or None, who=person.display, reason=reason or None)
    desk.touch()
    return _done(request, person, verb, target, next)


@router.post("/correct")
def correct(
    request: Request,
    person: Annotated[Person, Depends(editor)],
    correction: Annotated[Correction, Form()],
) -> Response:
    """Replace a statement by the reviewer's version."""
    check_token(request, correction.form_token)
    desk: Desk = request.app.state.desk
    old = desk.ledger.record(correction.target).statement
    desk.ledger.decide(
        "correct",
        correction.target,
        who=person.display,
        reason=correction.reason or None,
        replacement=corrected(old, correction),
    )
    desk.touch()
    return _done(request, person, "correct", correction.target, correction.next)


def _done(request: Request, person: Person, verb: str, target: str, back: str) -> Response:
    address = request.client.host if request.client else ""
    request.app.state.people.record(person.name, verb, target, address)
    return RedirectResponse(local(back), status_code=303)
