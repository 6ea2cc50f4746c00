"""What may be uploaded: a limit on every body, and archives that do not explode."""

from __future__ import annotations

import io
import zipfile
from pathlib import PurePosixPath

from fastapi import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from yanzhen.errors import InputError
from yanzhen.web.problems import Refused, answer
from yanzhen.workbench.pages.tables import N_

FORM_LIMIT = 1_000_000
UPLOAD_PATHS = ("/import",)
# An office file holds some hundred parts; what unpacks to far more than it weighs is an attack or a mistake.
MOST_PARTS = 10_000
MOST_UNPACKED = 500_000_000
MOST_RATIO = 200


class LimitBody:
    """Refuses bodies over the limit while they arrive, whatever Content-Length says."""

    def __init__(self, app: ASGIApp, *, limit: int) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in {"GET", "HEAD", "OPTIONS"}:
            await self._app(scope, receive, send)
            return
        limit = self._limit if scope["path"].startswith(UPLOAD_PATHS) else FORM_LIMIT
        received = 0
        refused = _declared(scope) > limit

        async def counted() -> Message:
            nonlocal received, refused
            message = await receive()
            received += len(message.get("body", b""))
            if received > limit:
                refused = True
                return {"type": "http.disconnect"}
            return message

        async def answered(message: Message) -> None:
            if not refused:
                await send(message)

        if not refused:
            try:
                await self._app(scope, counted, answered)
            except Exception:
                if not refused:
                    raise
        if refused:
            await _too_large(scope, limit)(scope, receive, send)


def _declared(scope: Scope) -> int:
    value = dict(scope["headers"]).get(b"content-length", b"0")
    return int(value) if value.isdigit() else 0


def _too_large(scope: Scope, limit: int) -> Response:
    """413 in the shape of every other error."""
    megabytes = max(1, limit // 1_000_000)
    problem = Refused(
        N_("上传的内容太大"), status=413, expected=f"{megabytes} MB 以内", todo=N_("分成几个文件上传")
    )
    return answer(Request(scope), problem, 413)


def safe_name(name: str | None) -> str:
    """The last part of an uploaded file's name, with nothing in it that a path could use."""
    bare = PurePosixPath((name or "").replace("\\", "/")).name.replace("\x00", "")
    return "".join(c for c in bare if c.isprintable())[:120].strip(". ") or "upload"


def check_archive(name: str, content: bytes) -> None:
    """Look into a ZIP (XLSX and DOCX are ZIPs) before anything unpacks it.

    Raises:
        InputError: more parts or more bytes than an office file has, or a part with a path that leads out.
    """
    # Readers of ZIP look for its end, so an archive may have anything in front of it.
    if not zipfile.is_zipfile(io.BytesIO(content)):
        if content.startswith(b"PK\x03\x04"):
            raise InputError("文件已损坏，打不开", where=name, todo="用 Excel 或 WPS 重新保存后再上传")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile as error:
        raise InputError("文件已损坏，打不开", where=name, todo="用 Excel 或 WPS 重新保存后再上传") from error
    unpacked = sum(part.file_size for part in parts)
    if (
        len(parts) > MOST_PARTS
        or unpacked > MOST_UNPACKED
        or unpacked > MOST_RATIO * max(len(content), 1_000)
    ):
        raise InputError(
            f"这个压缩文件展开后有 {unpacked // 1_000_000} MB，超出正常范围，已拒绝",
            where=name,
            expected=f"展开后不超过 {MOST_UNPACKED // 1_000_000} MB",
            todo="检查文件来源；确实很大的表请先存为 CSV",
        )
    if any(part.filename.startswith("/") or ".." in PurePosixPath(part.filename).parts for part in parts):
        raise InputError("压缩文件里有指向外部的路径，已拒绝", where=name)
