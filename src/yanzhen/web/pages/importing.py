"""Import: upload, see what will change, fix columns, commit or cancel."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request, UploadFile
from starlette.responses import JSONResponse, RedirectResponse, Response

from yanzhen.errors import UsageError
from yanzhen.terms import Period
from yanzhen.web.context import Visit
from yanzhen.web.jobs import Job, JobBoard
from yanzhen.web.problems import NotFound
from yanzhen.web.registry import MEDIA, Page
from yanzhen.web.respond import html_page
from yanzhen.web.safety.access import needs
from yanzhen.web.safety.tokens import check_token
from yanzhen.web.safety.uploads import check_archive, safe_name
from yanzhen.workbench.keeping import About
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.import_preview import ImportPreview, preview
from yanzhen.workbench.pages.importing import (
    ROLES,
    FileReading,
    Incoming,
    commit,
    mapping_from_form,
    marked_report,
    read_uploads,
)
from yanzhen.workbench.pages.office import Sheet, as_workbook
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.people import Person, Role

router = APIRouter(include_in_schema=False)
editor = needs(Role.EDITOR)
Editor = Annotated[Person, Depends(editor)]
MOST_FILES = 200


def _nothing(_desk: Desk, _visit: Visit, _path: Mapping[str, Any]) -> None:
    """The upload form shows nothing of the ledger."""


IMPORT = Page(
    key="import",
    path="/import",
    title=N_("导入"),
    template="import.html",
    build=_nothing,
    parameters={},
    group="证",
    role=Role.EDITOR,
    twins=(),
    header=(),
)
JOB = Page(
    key="import-job",
    path="/import/{job}",
    title=N_("导入预览"),
    template="import_job.html",
    build=_nothing,
    parameters={},
    within="import",
    header=(),
)


@router.post("/import")
def upload(
    request: Request,
    person: Editor,
    files: list[UploadFile],
    form_token: Annotated[str, Form()] = "",
    visibility: Annotated[str, Form(max_length=20)] = "public",
    publisher: Annotated[str, Form(max_length=100)] = "",
    published: Annotated[str, Form(max_length=40)] = "",
    place: Annotated[str, Form(max_length=40)] = "",
    synthetic: Annotated[str, Form(max_length=1)] = "",
) -> Response:
    """Take the files and begin to read them."""
    check_token(request, form_token)
    uploads = [_incoming(file) for file in files[:MOST_FILES] if file.filename]
    if not uploads:
        raise UsageError("没有选择文件", todo="选择一个或几个文件再上传")
    about = About(
        publisher=publisher.strip() or None,
        published=Period.parse(published).start.isoformat() if published.strip() else None,
        place=place.strip() or None,
        visibility="internal" if visibility == "internal" else "public",
        synthetic=True if synthetic == "1" else None,
    )
    board: JobBoard = request.app.state.jobs
    desk: Desk = request.app.state.desk
    job = board.open(person.name, "、".join(u.name for u in uploads)[:200])
    job.data.update(uploads=uploads, about=about, mappings={}, step="read")
    board.run(job, lambda job: _read(job, desk))
    return RedirectResponse(f"/import/{job.id}", status_code=303)


def _incoming(file: UploadFile) -> Incoming:
    content = file.file.read()
    name = safe_name(file.filename)
    check_archive(name, content)
    return Incoming(name, content)


def _read(job: Job, desk: Desk) -> ImportPreview:
    data = job.data
    readings = read_uploads(data["uploads"], data["about"], data["mappings"], job.progress)
    data["readings"] = readings
    found = preview(desk, readings, job.progress)
    data["step"] = "preview"
    return found


@router.get("/import/{job_id}")
def show(request: Request, person: Editor, job_id: str) -> Response:
    """Progress, preview or result."""
    job = _job(request, person, job_id).snapshot()
    visit = Visit.of(request)
    return html_page(visit, JOB, job.result, job=job, step=job.data.get("step", "read"), roles=ROLES)


@router.get("/import/{job_id}/state")
def state(request: Request, person: Editor, job_id: str) -> Response:
    """How far the job is."""
    return JSONResponse(_job(request, person, job_id).to_json())


@router.get("/import/{job_id}/report.xlsx")
def report(request: Request, person: Editor, job_id: str, file: str = "") -> Response:
    """The row-level report: of one table with its cells marked, or of the whole upload."""
    job = _job(request, person, job_id)
    if file:
        return _download(marked_report(_table(job, file)), "report.xlsx")
    if not isinstance(job.data.get("preview", job.result), ImportPreview):
        raise NotFound("还没有预览")
    found: ImportPreview = job.data.get("preview", job.result)
    visit = Visit.of(request)
    sheet = Sheet(
        visit.text(N_("导入报告")),
        found.tables(),
        visit.lens,
        request.app.state.desk.ledger.version,
        False,
        visit.language,
        visit.text,
    )
    return _download(as_workbook(sheet), "import-report.xlsx")


def _download(content: bytes, name: str) -> Response:
    return Response(
        content,
        media_type=MEDIA["xlsx"],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _table(job: Job, file: str) -> FileReading:
    readings: tuple[FileReading, ...] = job.data.get("readings", ())
    found = next((r for r in readings if r.file.name == file and r.table), None)
    if found is None:
        raise NotFound("这个上传里没有这张表")
    return found


@router.get("/import/{job_id}/mapping.json")
def mapping(request: Request, person: Editor, job_id: str, file: str = "") -> Response:
    """The column mapping of one file, to be kept and used again."""
    job = _job(request, person, job_id)
    table = _table(job, file).table
    assert table is not None
    text = json.dumps(table.mapping(), ensure_ascii=False, indent=2)
    return Response(text, media_type="application/json")


@router.post("/import/{job_id}/columns")
async def columns(request: Request, person: Editor, job_id: str) -> Response:
    """Read one file again with the columns as the person says."""
    form = await request.form()
    fields = {key: value for key, value in form.items() if isinstance(value, str)}
    check_token(request, fields.get("form_token"))
    job = _job(request, person, job_id)
    _must_be_at(job, "preview")
    job.data["mappings"][fields.get("file", "")] = mapping_from_form(fields)
    desk: Desk = request.app.state.desk
    request.app.state.jobs.run(job, lambda job: _read(job, desk))
    return RedirectResponse(f"/import/{job.id}", status_code=303)


@router.post("/import/{job_id}/commit")
def write(request: Request, person: Editor, job_id: str, form_token: Annotated[str, Form()] = "") -> Response:
    """Write what the preview showed."""
    check_token(request, form_token)
    job = _job(request, person, job_id)
    if not job.claim("preview", "commit"):
        if job.data.get("step") in ("commit", "done"):  # pressed twice: the first press does it
            return RedirectResponse(f"/import/{job.id}", status_code=303)
        _must_be_at(job, "preview")
    desk: Desk = request.app.state.desk
    job.data["preview"] = job.result
    readings: tuple[FileReading, ...] = job.data["readings"]

    def work(job: Job) -> Any:
        reports = commit(desk, readings, job.progress)
        # From here on it is in the ledger, whatever somebody pressed meanwhile.
        job.data["step"], job.cancelled = "done", False
        return reports

    request.app.state.jobs.run(job, work)
    address = request.client.host if request.client else ""
    request.app.state.people.record(person.name, "import", job.title, address)
    return RedirectResponse(f"/import/{job.id}", status_code=303)


@router.post("/import/{job_id}/cancel")
def cancel(
    request: Request, person: Editor, job_id: str, form_token: Annotated[str, Form()] = ""
) -> Response:
    """Stop; what was begun is rolled back."""
    check_token(request, form_token)
    job = _job(request, person, job_id)
    if job.data.get("step") == "done":  # pressed on a page from before: what is written stays written
        return RedirectResponse(f"/import/{job.id}", status_code=303)
    job.cancelled = True
    if job.ended:
        job.data["step"] = "cancelled"
    return RedirectResponse(f"/import/{job.id}", status_code=303)


def _job(request: Request, person: Person, job_id: str) -> Job:
    board: JobBoard = request.app.state.jobs
    job = board.find(job_id, person.name, sees_all=person.role >= Role.ADMIN)
    if job is None:
        raise NotFound("没有这个导入任务", todo="任务保留一小时；请重新上传")
    return job


def _must_be_at(job: Job, step: str) -> None:
    if not job.ended or job.data.get("step") != step:
        raise UsageError("这个任务不在这一步", todo="刷新页面，看它进行到哪里")
