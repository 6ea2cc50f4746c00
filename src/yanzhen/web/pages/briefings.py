"""Briefings: compose, word, sign, publish, read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from yanzhen.errors import UsageError
from yanzhen.web.context import Visit
from yanzhen.web.jobs import Job, JobBoard
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import MEDIA as OFFICE
from yanzhen.web.registry import Page
from yanzhen.web.respond import html_page
from yanzhen.web.safety.access import needs
from yanzhen.web.safety.tokens import check_token
from yanzhen.workbench.briefings import BriefingStore
from yanzhen.workbench.pages import briefings as work
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.people import LOCAL, Person, Role

router = APIRouter(include_in_schema=False)
Editor = Annotated[Person, Depends(needs(Role.EDITOR))]
Reviewer = Annotated[Person, Depends(needs(Role.REVIEWER))]
Token = Annotated[str, Form()]
MEDIA = {**OFFICE, "html": "text/html", "pdf": "application/pdf"}


def _store(visit: Visit) -> BriefingStore:
    store: BriefingStore = visit.request.app.state.briefings
    return store


def _list(_desk: Desk, visit: Visit, _path: Mapping[str, Any]) -> work.BriefingsPage:
    return work.briefings_page(_store(visit), visit.language)


def _one(desk: Desk, visit: Visit, path: Mapping[str, Any]) -> work.BriefingPage:
    try:
        found = work.briefing_page(desk, _store(visit), path["briefing_id"])
    except UsageError as error:
        raise NotFound(error.what) from error
    if found.briefing.choice.get("internal") and not visit.lens.internal:
        raise NotFound("没有这份简报")
    return found


LIST = Page(
    key="briefings",
    path="/briefings",
    title=N_("简报"),
    template="briefings.html",
    build=_list,
    parameters={"template": N_("要写的模板"), "entity": N_("写谁")},
    group="用",
    header=("place", "compare", "as_of"),
)
ONE = Page(
    key="briefing",
    path="/briefings/{briefing_id}",
    title=N_("简报"),
    template="briefing.html",
    build=_one,
    parameters={},
    within="briefings",
    header=(),
)
EDIT = Page(
    "briefing-edit",
    "/briefings/{briefing_id}/edit",
    N_("改稿"),
    "briefing_edit.html",
    _one,
    {},
    within="briefings",
    role=Role.EDITOR,
    twins=(),
    header=(),
)


@router.post("/briefings")
def compose(
    request: Request,
    person: Editor,
    template: Annotated[str, Form(max_length=60)],
    form_token: Token = "",
    entity: Annotated[str, Form(max_length=120)] = "",
) -> Response:
    """Write a briefing from the present state of the ledger."""
    check_token(request, form_token)
    visit = Visit.of(request)
    made = work.compose(
        request.app.state.desk,
        _store(visit),
        template,
        visit.lens,
        visit.language,
        person.display,
        entity.strip(),
    )
    _record(request, person, "compose", made)
    return RedirectResponse(f"/briefings/{made}", status_code=303)


@router.post("/briefings/{briefing_id}/edit")
async def edit(request: Request, person: Editor, briefing_id: str) -> Response:
    """Keep a wording; a number typed by hand is refused."""
    form = await request.form()
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    check_token(request, fields.get("form_token"))
    texts = {
        int(key[6:]): value for key, value in fields.items() if key.startswith("block-") and key[6:].isdigit()
    }
    store: BriefingStore = request.app.state.briefings
    work.edit(
        request.app.state.desk, store, briefing_id, fields.get("title", "")[:200], texts, person.display
    )
    _record(request, person, "edit", briefing_id)
    return RedirectResponse(f"/briefings/{briefing_id}", status_code=303)


@router.post("/briefings/{briefing_id}/sign/editor")
def sign_as_editor(
    request: Request,
    person: Editor,
    briefing_id: str,
    form_token: Token = "",
    name: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """The editor stands for the wording."""
    return _sign(request, person, briefing_id, "editor", form_token, name)


@router.post("/briefings/{briefing_id}/sign/reviewer")
def sign_as_reviewer(
    request: Request,
    person: Reviewer,
    briefing_id: str,
    form_token: Token = "",
    name: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """A second person stands for the wording."""
    return _sign(request, person, briefing_id, "reviewer", form_token, name)


def _sign(request: Request, person: Person, briefing_id: str, part: str, token: str, name: str) -> Response:
    check_token(request, token)
    # Without accounts the names are typed; with accounts nobody signs for somebody else.
    who = name if person is LOCAL else person.display
    request.app.state.briefings.sign(briefing_id, part, who)
    _record(request, person, f"sign as {part}", briefing_id)
    return RedirectResponse(f"/briefings/{briefing_id}", status_code=303)


@router.post("/briefings/{briefing_id}/publish")
def publish(request: Request, person: Reviewer, briefing_id: str, form_token: Token = "") -> Response:
    """Make the files in the background and keep them."""
    check_token(request, form_token)
    board: JobBoard = request.app.state.jobs
    desk: Desk = request.app.state.desk
    store: BriefingStore = request.app.state.briefings
    store.briefing(briefing_id)
    job = board.open(person.name, f"publish {briefing_id}")
    board.run(job, lambda job: work.publish(desk, store, briefing_id, person.display, job.progress))
    _record(request, person, "publish", briefing_id)
    return RedirectResponse(f"/briefings/{briefing_id}/progress/{job.id}", status_code=303)


@router.get("/briefings/{briefing_id}/progress/{job_id}")
def progress(request: Request, person: Reviewer, briefing_id: str, job_id: str) -> Response:
    """How far publishing is; when it is done, the briefing."""
    job = _job(request, person, job_id).snapshot()
    if job.ended and not job.error and not job.cancelled:
        return RedirectResponse(f"/briefings/{briefing_id}", status_code=303)
    page = Page(
        "publishing",
        "",
        N_("发布"),
        "publishing.html",
        lambda d, v, p: None,
        {},
        within="briefings",
        header=(),
    )
    return html_page(Visit.of(request), page, None, job=job, briefing_id=briefing_id)


@router.get("/briefings/{briefing_id}/progress/{job_id}/state")
def state(request: Request, person: Reviewer, briefing_id: str, job_id: str) -> Response:
    """How far publishing is, as data."""
    return JSONResponse(_job(request, person, job_id).to_json())


@router.post("/briefings/{briefing_id}/progress/{job_id}/cancel")
def cancel(
    request: Request, person: Reviewer, briefing_id: str, job_id: str, form_token: Token = ""
) -> Response:
    """Stop publishing; nothing is kept."""
    check_token(request, form_token)
    _job(request, person, job_id).cancelled = True
    return RedirectResponse(f"/briefings/{briefing_id}/progress/{job_id}", status_code=303)


@router.get("/briefings/{briefing_id}/issues/{number}/{form}")
def download(
    request: Request,
    briefing_id: str,
    number: int,
    form: str,
    person: Annotated[Person, Depends(needs(Role.VIEWER))],
) -> Response:
    """A published file as it went out."""
    store: BriefingStore = request.app.state.briefings
    issue = next((i for i in store.briefing(briefing_id).issues if i.number == number), None)
    if issue is None or form not in MEDIA or form not in issue.forms:
        raise NotFound("没有这份文件")
    visit = Visit.of(request)
    if work.is_withheld(request.app.state.desk, visit.lens, store, number):
        raise NotFound(N_("这份文件里有后来标为内部的内容"), todo=N_("请可以查看内部材料的同事重新发布"))
    _record(request, person, "download", f"{briefing_id}/{number}.{form}")
    headers = {"Content-Disposition": f'attachment; filename="briefing-{number}.{form}"'}
    return Response(store.file(number, form), media_type=MEDIA[form], headers=headers)


def _job(request: Request, person: Person, job_id: str) -> Job:
    job: Job | None = request.app.state.jobs.find(job_id, person.name, sees_all=person.role >= Role.ADMIN)
    if job is None:
        raise NotFound("没有这个任务", todo="任务保留一小时")
    return job


def _record(request: Request, person: Person, action: str, subject: str) -> None:
    address = request.client.host if request.client else ""
    request.app.state.people.record(person.name, action, subject, address)
