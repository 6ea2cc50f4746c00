"""What the first reader of each page would wait for, made in the background when a server starts."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from fastapi import FastAPI

from yanzhen.web.direct import Direct
from yanzhen.web.registry import Page
from yanzhen.workbench.people import LOCAL, PUBLIC


class Warming:
    """Asks once for every page of the navigation, so that templates are compiled and tables read.

    With accounts twice: for those who see internal statements, and for those who do not.
    """

    def __init__(self, app: FastAPI, pages: Sequence[Page]) -> None:
        people = (PUBLIC, LOCAL) if app.state.settings.accounts else (None,)
        self._asking = [Direct(app, pages, person) for person in people]
        self._addresses = [page.path for page in pages if page.group]
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, name="warming")

    def start(self) -> None:
        """Begin; readers are served meanwhile."""
        self._thread.start()

    def wait(self) -> None:
        """Until every page was asked for."""
        self._thread.join()

    def end(self) -> None:
        """Stop after the page that is being made."""
        self._stop.set()
        self.wait()

    def _run(self) -> None:
        for direct in self._asking:
            for address in self._addresses:
                if self._stop.is_set():
                    return
                direct.answer(address)
