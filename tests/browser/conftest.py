"""A real server and a real headless Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("fastapi", reason="the web extra is not installed")

import uvicorn  # noqa: E402
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright  # noqa: E402
from tests.web.conftest import make_ledger  # noqa: E402

from yanzhen.web.app import build  # noqa: E402
from yanzhen.web.templating import manifest  # noqa: E402
from yanzhen.workbench import serving  # noqa: E402

ARGUMENTS = [
    "--no-sandbox",
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
CANDIDATES = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")


# How long a state is waited for: a test that passes never waits so long, however slow the machine.
PATIENCE = 15_000
expect.set_options(timeout=PATIENCE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = next((path for name in CANDIDATES if name and (path := shutil.which(name))), None)
    if not found:
        pytest.skip("there is no Chromium on this machine (set CHROMIUM to its path)")
    if not manifest():
        pytest.skip("the frontend is not built: python scripts/build_frontend.py")
    with sync_playwright() as p:
        started = p.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


class Served:
    """An application on a port of its own, in a thread."""

    def __init__(self, settings: serving.Served) -> None:
        self.app = build(settings)
        config = uvicorn.Config(self.app, host="127.0.0.1", port=settings.port, log_level="error")
        self.server = uvicorn.Server(config)
        self.address = f"http://127.0.0.1:{settings.port}"
        self._thread = threading.Thread(target=self.server.run, daemon=True)

    def __enter__(self) -> Served:
        self._thread.start()
        while not self.server.started:
            time.sleep(0.02)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self._thread.join(timeout=10)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    place = make_ledger(tmp_path)
    with Served(serving.Served(ledger=str(place), port=free_port())) as running:
        yield running


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(locale="zh-CN", viewport={"width": 1280, "height": 900})
    made.set_default_timeout(PATIENCE)
    yield made
    made.close()


def is_complaint(message: ConsoleMessage) -> bool:
    return message.type == "error" and "status of 400" not in message.text


@pytest.fixture
def page(context: BrowserContext, served: Served) -> Iterator[Page]:
    """A page that fails its test when the console reports an error or something outside is asked for.

    A refused form (400) is reported by Chromium too; that is what some tests are about.
    """
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda m: complaints.append(m.text) if is_complaint(m) else None)
    opened.on("pageerror", lambda e: complaints.append(str(e)))
    opened.on(
        "request",
        lambda r: (
            complaints.append(r.url) if not r.url.startswith((served.address, "data:", "blob:")) else None
        ),
    )
    opened.goto(served.address)
    yield opened
    assert not complaints, complaints
