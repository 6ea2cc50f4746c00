"""The desk behind the pages: an open ledger, and what follows from its present state, kept until it changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, TypeVar

from yanzhen.ledger import Ledger, View
from yanzhen.terms import Entity, Source, Statement
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.viewing import Claim

Made = TypeVar("Made")
KEPT = 64


@dataclass(frozen=True)
class Facts:
    """What one reader sees of one state of a ledger.

    Attributes:
        version: the state, for citations.
        sources: those within the lens, in the order they were added.
        statements: current statements of these sources that may belong to the chosen period.
    """

    version: str
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]

    @cached_property
    def by_id(self) -> dict[str, Source]:
        """Source id -> source."""
        return {source.id: source for source in self.sources}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement beside its source."""
        return tuple(Claim(s, self.by_id[s.source_id]) for s in self.statements)

    @property
    def synthetic(self) -> bool:
        """Whether any source was made up for demonstration."""
        return any(source.synthetic for source in self.sources)


@dataclass(frozen=True, slots=True)
class Choices:
    """What the header offers: (value, text) pairs, and what every page says of the ledger."""

    places: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    peers: tuple[tuple[str, str], ...]
    version: str
    synthetic: bool
    has_synthetic: bool


class Desk:
    """An open ledger for many readers at once. Views are remembered per state of the ledger and lens.

    A rebuilt view may lag behind a busy writer by ``patience`` seconds: under a running import a page shows one
    earlier state whole, never half of a newer one; its version is printed on the page.
    """

    def __init__(self, ledger: Ledger, *, patience: float = 1.0) -> None:
        self.ledger = ledger
        self._patience = patience
        self._kept: OrderedDict[tuple[Any, ...], tuple[str, float, Any]] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[tuple[Any, ...], threading.Lock] = {}

    def view(self, lens: Lens) -> View:
        """The ledger through the lens: as of a day, and without internal sources for those who may not see them."""
        view: View = self.ledger if lens.internal else self.ledger.visible_to("public")
        return view.at(lens.as_of) if lens.as_of else view

    def facts(self, lens: Lens) -> Facts:
        """The statements and sources within a lens."""
        wanted = replace(lens, compare=None)
        return self.remember(("facts", wanted), lens, lambda: self._facts(wanted))

    def at_home(self, lens: Lens) -> Lens:
        """A lens that names no place looks at the one that most sources are about."""
        if lens.place or lens.everywhere:
            return lens
        everywhere = replace(lens, compare=None, period=None)

        def most_common() -> str | None:
            places = [s.place for s in self.view(lens).sources() if s.place]
            return max(sorted(set(places)), key=places.count, default=None)

        return replace(lens, place=self.remember(("home", everywhere), lens, most_common))

    def choices(self, lens: Lens) -> Choices:
        """What the header offers."""
        return self.remember(("choices", lens), lens, lambda: self._choices(lens))

    def entities(self, lens: Lens) -> dict[str, Entity]:
        """Every name -> its entity."""
        key = ("entities", lens.as_of, lens.internal)

        def make() -> dict[str, Entity]:
            return {name: entity for entity in self.view(lens).entities() for name in entity.names}

        return self.remember(key, lens, make)

    def keep(self, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What ``make`` gives, kept whatever becomes of the ledger: for what depends on one state of it only."""
        with self._lock:
            found = self._kept.get(key)
        return found[2] if found else self._make(key, "", make)

    def remember(self, key: tuple[Any, ...], lens: Lens, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, kept until the ledger changes; while one thread makes it, others get the last one."""
        version = self.view(lens).version
        with self._lock:
            found = self._kept.get(key)
            making = self._making.setdefault(key, threading.Lock())
        if found and (found[0] == version or time.monotonic() - found[1] < self._patience):
            return found[2]  # type: ignore[no-any-return]
        if found and not making.acquire(blocking=False):
            return found[2]  # type: ignore[no-any-return]
        if not found:
            making.acquire()
        try:
            return self._make(key, version, make)
        finally:
            making.release()

    def _make(self, key: tuple[Any, ...], version: str, make: Callable[[], Made]) -> Made:
        with self._lock:
            found = self._kept.get(key)
        if found and found[0] == version:
            return found[2]  # type: ignore[no-any-return]
        started = time.monotonic()
        made = make()
        # A costly view is rebuilt less often: at most about a tenth of the time goes into rebuilding.
        rest = 10 * (time.monotonic() - started) - self._patience
        with self._lock:
            self._kept[key] = (version, time.monotonic() + max(0.0, rest), made)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                old, _ = self._kept.popitem(last=False)
                self._making.pop(old, None)
        return made

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def _facts(self, lens: Lens) -> Facts:
        view = self.view(lens)
        version = view.version
        sources = tuple(s for s in view.sources() if lens.shows_source(s))
        seen = {s.id for s in sources}
        statements = tuple(s for s in view.statements() if s.source_id in seen and lens.shows(s))
        return Facts(version, sources, statements)

    def _choices(self, lens: Lens) -> Choices:
        facts = self.facts(replace(lens, place=None, period=None, everywhere=True, synthetic=True))
        places = sorted({s.place for s in facts.sources if s.place})
        figures = (s.figure for s in facts.statements if s.figure)
        periods = sorted({f.period for f in figures if f.period}, reverse=True)
        pairs = tuple((place, place) for place in places)
        return Choices(
            places=pairs,
            periods=tuple((p.code, p.zh) for p in periods[:60]),
            peers=tuple(pair for pair in pairs if pair[0] != lens.place),
            version=facts.version,
            synthetic=self.facts(lens).synthetic,
            has_synthetic=facts.synthetic,
        )


def open_desk(place: str) -> Desk:
    """The desk over the ledger at a path or URL.

    Raises:
        LedgerError: there is none, or it cannot be used.
    """
    return Desk(Ledger.open(place))
