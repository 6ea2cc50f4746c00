"""The desk behind the pages: an open ledger, and what follows from its present state, kept until it changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from yanzhen.ledger import Ledger, View
from yanzhen.read.tables import Grid
from yanzhen.terms import Entity
from yanzhen.workbench.pages.facts import Facts, Stock, facts_of, stocked
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.shelf import Shelf

Made = TypeVar("Made")
KEPT = 128
# Cells of opened tables that are kept: some 50 MB.
KEPT_CELLS = 500_000
# Of a busy writer's time, rebuilding what pages show may take about this share.
REBUILDING = 0.03
# How long an answer to "which version is it?" is believed.
GLANCE = 0.05


@dataclass(frozen=True, slots=True)
class Choices:
    """What the header offers: (value, text) pairs, and what every page says of the ledger."""

    places: tuple[tuple[str, str], ...]
    periods: tuple[tuple[str, str], ...]
    peers: tuple[tuple[str, str], ...]
    version: str
    synthetic: bool
    has_synthetic: bool
    table_places: tuple[tuple[str, str], ...] = ()
    table_periods: tuple[tuple[str, str], ...] = ()

    def offering(self, places: Iterable[str], periods: Iterable[str]) -> Choices:
        """These and what a page's own table has beyond them."""
        known, when = {value for value, _ in self.places}, {value for value, _ in self.periods}
        return replace(
            self,
            table_places=tuple((p, p) for p in places if p not in known),
            table_periods=tuple((p, p) for p in reversed(tuple(periods)) if p not in when),
        )


@dataclass(frozen=True, slots=True)
class _State:
    """A state of the ledger: its version, and the last decision that took something back or hid it."""

    version: str
    rewritten: int


NO_STATE = _State("", 0)


@dataclass(slots=True)
class _Kept:
    state: _State
    good_until: float
    made: Any


class Desk:
    """An open ledger for many readers at once. Views are remembered per state of the ledger and lens.

    While somebody else adds, a page may lag behind: it shows one earlier state whole, never half of a newer
    one, and prints its version. What anybody withdraws, corrects or hides is gone at once, and what this desk's own
    people do is seen at once (:meth:`touch`).
    """

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self._kept: OrderedDict[tuple[Any, ...], _Kept] = OrderedDict()
        self._lock = threading.Lock()
        self._making: dict[tuple[Any, ...], threading.RLock] = {}
        self._glances: dict[tuple[Any, ...], tuple[float, _State]] = {}
        self.grids: Shelf[list[Grid]] = Shelf(KEPT_CELLS, _cells)

    def view(self, lens: Lens) -> View:
        """The ledger through the lens: as of a day, and without internal sources for those who may not see them."""
        view: View = self.ledger if lens.internal else self.ledger.visible_to("public")
        return view.at(lens.as_of) if lens.as_of else view

    def stock(self, lens: Lens) -> Stock:
        """All current statements that this reader may see as of the lens's day."""
        key = ("stock", lens.as_of, lens.internal)
        return self.remember(key, lens, lambda: stocked(self.view(lens), self._last(key)))

    def facts(self, lens: Lens) -> Facts:
        """The statements and sources within a lens."""
        wanted = replace(lens, compare=None)
        key = ("facts", wanted)
        return self.remember(key, lens, lambda: facts_of(self.stock(lens), wanted, self._last(key)))

    def at_home(self, lens: Lens) -> Lens:
        """A lens that names no place looks at the one that most sources are about."""
        if lens.place or lens.everywhere:
            return lens

        def most_common() -> str | None:
            places = [s.place for s in self.stock(lens).sources if s.place]
            return max(sorted(set(places)), key=places.count, default=None)

        return replace(lens, place=self.remember(("home", lens.as_of, lens.internal), lens, most_common))

    def choices(self, lens: Lens) -> Choices:
        """What the header offers."""
        return self.remember(("choices", lens), lens, lambda: self._choices(lens))

    def entities(self, lens: Lens) -> dict[str, Entity]:
        """Every name -> its entity."""
        key = ("entities", lens.as_of, lens.internal)

        def make() -> dict[str, Entity]:
            return {name: entity for entity in self.view(lens).entities() for name in entity.names}

        return self.remember(key, lens, make)

    def shown_names(self, lens: Lens) -> dict[str, str]:
        """Every name that people joined with another -> the one it is shown under."""
        return self.remember(
            ("shown", lens.as_of, lens.internal), lens, lambda: self.view(lens).shown_names()
        )

    def keep(self, key: tuple[Any, ...], make: Callable[[], Made]) -> Made:
        """What ``make`` gives, kept whatever becomes of the ledger: for what depends on one state of it only."""
        with self._lock:
            found = self._kept.get(key)
        return found.made if found else self._make(key, NO_STATE, make)

    def remember(self, key: tuple[Any, ...], lens: Lens, make: Callable[[], Made]) -> Made:
        """What ``make`` gives, kept until the ledger changes; while one thread makes it, others get the last one."""
        state = self._state(lens)
        with self._lock:
            found = self._kept.get(key)
            making = self._making.setdefault(key, threading.RLock())
        may_lag = found is not None and found.state.rewritten == state.rewritten and found.good_until >= 0
        if found and (found.state == state or (may_lag and time.monotonic() < found.good_until)):
            return found.made  # type: ignore[no-any-return]
        if not making.acquire(blocking=not may_lag):
            assert found is not None
            return found.made  # type: ignore[no-any-return]
        try:
            with self._lock:
                again = self._kept.get(key)
            fresh = again is not None and again is not found and again.good_until >= 0
            if again is not None and fresh and again.state.rewritten == state.rewritten:
                return again.made  # type: ignore[no-any-return]
            return self._make(key, state, make)
        finally:
            making.release()

    def touch(self) -> None:
        """Somebody here has changed the ledger: what is kept is not good enough for the next page."""
        with self._lock:
            self._glances.clear()
            for kept in self._kept.values():
                if kept.state != NO_STATE:
                    kept.state, kept.good_until = replace(kept.state, version="?"), -1.0

    def close(self) -> None:
        """Let go of the ledger."""
        self.ledger.close()

    def _state(self, lens: Lens) -> _State:
        key = (lens.as_of, lens.internal)
        seen = self._glances.get(key)
        now = time.monotonic()
        if seen and now - seen[0] < GLANCE:
            return seen[1]
        view = self.view(lens)
        state = _State(view.version, view.rewritten)
        self._glances[key] = (now, state)
        return state

    def _last(self, key: tuple[Any, ...]) -> Any:
        """What was made before, however old; to be brought up to date rather than made anew."""
        with self._lock:
            found = self._kept.get(key)
        return found.made if found else None

    def _make(self, key: tuple[Any, ...], state: _State, make: Callable[[], Made]) -> Made:
        started = time.monotonic()
        made = make()
        now = time.monotonic()
        with self._lock:
            self._kept[key] = _Kept(state, now + (now - started) / REBUILDING, made)
            self._kept.move_to_end(key)
            while len(self._kept) > KEPT:
                old, _ = self._kept.popitem(last=False)
                self._making.pop(old, None)
        return made

    def _choices(self, lens: Lens) -> Choices:
        whole = self.facts(replace(lens, place=None, period=None, everywhere=True, synthetic=True))
        pairs = tuple((place, place) for place in sorted({s.place for s in whole.sources if s.place}))
        return Choices(
            places=pairs,
            periods=tuple((p.code, p.zh) for p in sorted(whole.periods, reverse=True)[:60]),
            peers=tuple(pair for pair in pairs if pair[0] != lens.place),
            version=whole.version,
            synthetic=self.facts(lens).synthetic,
            has_synthetic=whole.synthetic,
        )


def _cells(grids: Iterable[Grid]) -> int:
    return sum(len(row) for grid in grids for row in grid.rows)


def open_desk(place: str) -> Desk:
    """The desk over the ledger at a path or URL.

    Raises:
        LedgerError: there is none, or it cannot be used.
    """
    return Desk(Ledger.open(place))
