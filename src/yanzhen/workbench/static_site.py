"""The whole workbench as plain files: every page that a reader can reach, its data twins, and what they load.

The application answers inside this process, without a network. Links become relative, charts become drawings
and forms disappear, so that any file server, or a folder on a stick, shows the pages. What can be had under
several addresses is written once: a choice is in the address of those pages that depend on it.
"""

from __future__ import annotations

import asyncio
import os
from collections import Counter
from collections.abc import Awaitable, Callable, MutableMapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from dataclasses import dataclass, field
from importlib import import_module
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import unquote

from yanzhen.errors import PublishError
from yanzhen.workbench.publishing import write
from yanzhen.workbench.static_pages import Links, file_of, is_twin, static_page

Application = Callable[..., Awaitable[None]]
# An address, its status, its media type, and the links found there.
Saved = tuple[str, int, str, list[str]]
_CHUNK = 24


@dataclass(frozen=True, slots=True)
class Answer:
    """What the application answered: status, media type, content."""

    status: int
    media_type: str
    body: bytes


class Direct(Protocol):
    """What an application has at ``state.direct``: its pages without its network side."""

    def answer(self, asked: str) -> Answer | None:
        """The page at an address; None where only the application itself can answer."""

    def same(self, asked: str) -> str:
        """The plainest address of what ``asked`` shows."""


@dataclass(frozen=True, slots=True)
class Site:
    """What was written: files by media type, and addresses that gave no page (with their status)."""

    folder: Path
    files: dict[str, int]
    missing: tuple[tuple[str, int], ...]


async def ask(application: Application, address: str) -> Answer:
    """One GET request, answered in this process."""
    path, _, query = address.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(path),
        "raw_path": path.encode(),
        "query_string": query.encode(),
        "root_path": "",
        "headers": [(b"host", b"localhost")],
        "client": ("127.0.0.1", 0),
        "server": ("localhost", 80),
    }
    asked: list[dict[str, Any]] = [{"type": "http.request", "body": b"", "more_body": False}]
    answered: dict[str, Any] = {}
    body = bytearray()
    never = asyncio.Event()

    async def receive() -> dict[str, Any]:
        if not asked:
            await never.wait()  # a streamed answer waits here for the reader to leave
        return asked.pop()

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answered.update(status=message["status"], headers=dict(message["headers"]))
        else:
            body.extend(message.get("body", b""))

    await application(scope, receive, send)
    kind = answered["headers"].get(b"content-type", b"").decode().partition(";")[0]
    return Answer(answered["status"], kind, bytes(body))


def write_site(
    factory: str, folder: str | Path, *, processes: int = 0, note: str = "", twins: bool = True
) -> Site:
    """Write every page reachable from ``/`` into a folder.

    Args:
        factory: where the application is made, ``module:function``; each process makes its own.
        processes: how many work at once; 0 takes one for each processor.
        note: a line on top of every page (as-of date, version).
        twins: also write each page as JSON, XLSX and DOCX.

    Raises:
        PublishError: the first page cannot be had, or the folder is not empty.
    """
    target = Path(folder)
    if target.exists() and any(target.iterdir()):
        raise PublishError(f"The folder {target} is not empty", todo="give a new folder")
    target.mkdir(parents=True, exist_ok=True)
    count = processes or os.cpu_count() or 1
    pool = ProcessPoolExecutor(count, get_context("spawn"), _start, (factory, str(target), note, twins))
    with pool:
        files, missing = _crawl(pool)
    if not files["text/html"]:
        raise PublishError("The workbench gives no page", where=str(missing[:1]))
    return Site(target, dict(files), tuple(missing))


def _crawl(pool: ProcessPoolExecutor) -> tuple[Counter[str], list[tuple[str, int]]]:
    """Breadth first: each chunk of addresses gives new ones; an address is known by the file it becomes."""
    seen, queue = {file_of("/")}, ["/"]
    running: set[Future[list[Saved]]] = set()
    files: dict[str, str] = {}
    missing: list[tuple[str, int]] = []
    while queue or running:
        while queue:
            running.add(pool.submit(_save_all, queue[:_CHUNK]))
            del queue[:_CHUNK]
        done, running = wait(running, return_when=FIRST_COMPLETED)
        for address, status, kind, links in (each for future in done for each in future.result()):
            seen.add(file_of(address))
            if status == 200:
                files[file_of(address)] = kind
            else:
                missing.append((address, status))
            fresh = {file_of(link): link for link in links if file_of(link) not in seen}
            seen |= fresh.keys()
            queue += fresh.values()
    return Counter(files.values()), missing


@dataclass(slots=True)
class _Worker:
    application: Application
    direct: Direct
    links: Links
    folder: Path
    note: str
    runner: asyncio.Runner
    reported: set[str] = field(default_factory=set)


# What a process of the pool works with; set once when it starts.
_worker: list[_Worker] = []


def _start(factory: str, folder: str, note: str, twins: bool) -> None:
    module, _, name = factory.partition(":")
    application = getattr(import_module(module), name)()
    direct: Direct = application.state.direct
    links = Links(direct.same, twins=twins)
    _worker[:] = [_Worker(application, direct, links, Path(folder), note, asyncio.Runner())]


def _save_all(addresses: list[str]) -> list[Saved]:
    worker, saved = _worker[0], list[Saved]()
    for address in addresses:
        _, status, kind, links = _save(address, worker)
        # The twins come at once, while the application still has the view of their page.
        twins = [link for link in links if is_twin(link, address)]
        saved.append((address, status, kind, [link for link in links if link not in twins]))
        saved += [_save(twin, worker) for twin in twins]
    return saved


def _save(address: str, worker: _Worker) -> Saved:
    """Have, make static, write; returns the links found that this process has not reported before."""
    answer = worker.direct.answer(address) or worker.runner.run(ask(worker.application, address))
    if answer.status != 200:
        return address, answer.status, answer.media_type, []
    body, links = answer.body, list[str]()
    if answer.media_type == "text/html":
        page, links = static_page(body.decode(), address, worker.note, worker.links)
        body = page.encode()
    elif answer.media_type == "text/css":
        links = worker.links.of_styles(body.decode(), address)
    target = worker.folder / file_of(address)
    target.parent.mkdir(parents=True, exist_ok=True)
    write(target, body)
    fresh = [link for link in links if link not in worker.reported]
    worker.reported.update(fresh)
    return address, 200, answer.media_type, fresh
