"""Decisions on statements and names, sent by the forms of the evidence and entity pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import RedirectResponse, Response

from yanzhen.errors import LedgerError
from yanzhen.web.context import VERBS, Visit
from yanzhen.web.pages.entrance import local
from yanzhen.web.parameters import whole
from yanzhen.web.problems import NotFound, Refused
from yanzhen.web.registry import Page
from yanzhen.web.safety.access import needs
from yanzhen.web.safety.tokens import check_token
from yanzhen.workbench.pages.correcting import Correction, corrected
from yanzhen.workbench.pages.deciding import check_in_sight
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.names import names_page
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.pages.waiting import review_page
from yanzhen.workbench.people import Person, Role

REVIEW = Page(
    key="review",
    path="/review",
    title=N_("待审"),
    template="review.html",
    build=lambda desk, visit, path: review_page(desk, visit.lens),
    parameters={},
    group="证",
    role=Role.EDITOR,
    header=("as_of",),
)
NAMES = Page(
    key="names",
    path="/names",
    title=N_("名称核对"),
    template="names.html",
    build=lambda desk, visit, path: names_page(desk, visit.lens, whole(visit.params, "page", 1)),
    parameters={"page": N_("第几页")},
    group="证",
    role=Role.EDITOR,
    header=("place", "as_of"),
)
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
    """Accept, withdraw, internal, public, prefer, settle, same, not-same, unsure, undo."""
    check_token(request, form_token)
    if verb not in VERBS or verb == "correct":
        raise NotFound("没有这种审阅操作", todo="、".join(VERBS))
    with _within_sight(request, verb, target, other) as desk:
        desk.ledger.decide(verb, target, other or None, who=person.display, reason=reason or None)
    return _done(request, person, verb, target, next)


@router.post("/correct")
def correct(
    request: Request,
    person: Annotated[Person, Depends(editor)],
    correction: Annotated[Correction, Form()],
) -> Response:
    """Replace a statement by the reviewer's version."""
    check_token(request, correction.form_token)
    with _within_sight(request, "correct", correction.target) as desk:
        old = desk.ledger.record(correction.target).statement
        desk.ledger.decide(
            "correct",
            correction.target,
            who=person.display,
            reason=correction.reason or None,
            replacement=corrected(old, correction),
        )
    return _done(request, person, "correct", correction.target, correction.next)


@contextmanager
def _within_sight(request: Request, verb: str, target: str, other: str = "") -> Iterator[Desk]:
    """Decide only on what this person may see; what the ledger answers tells no more than that.

    Raises:
        NotFound: there is no such thing within sight.
        Refused: 403, only those who see internal statements mark them; 409, the ledger refuses.
    """
    desk: Desk = request.app.state.desk
    lens = Visit.of(request).lens
    if verb in ("internal", "public") and not lens.internal:
        raise Refused(N_("只有可以查看内部材料的人才能改公开范围"), status=403)
    try:
        check_in_sight(desk, lens, verb, filter(None, (target, other)))
    except LedgerError as error:
        raise NotFound(N_("这里没有这条陈述、材料、名称或裁决"), todo=error.todo) from error
    try:
        yield desk
    except LedgerError as error:
        shown = error if lens.internal else None
        raise Refused(
            error.what if shown else N_("这项裁决与台账中的另一项冲突"),
            status=409,
            expected=shown.expected if shown else None,
            todo=shown.todo if shown else None,
        ) from error
    finally:
        desk.touch()


def _done(request: Request, person: Person, verb: str, target: str, back: str) -> Response:
    address = request.client.host if request.client else ""
    request.app.state.people.record(person.name, verb, target, address)
    return RedirectResponse(local(back), status_code=303)
