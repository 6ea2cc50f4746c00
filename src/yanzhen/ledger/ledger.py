"""The ledger: a view that can be written. Every write is one transaction, kept whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection

from yanzhen.ledger import adding, migrations, portable
from yanzhen.ledger.adding import AddReport
from yanzhen.ledger.deciding import decide
from yanzhen.ledger.decisions import Decision, Verb
from yanzhen.ledger.journal import Clock, now
from yanzhen.ledger.store import Store, check_is_ledger, is_url
from yanzhen.ledger.view import View
from yanzhen.terms import Reading, Statement


class Ledger(View):
    """What is known, from where, since when, and who decided.

    Use it as a context manager::

        with Ledger.open("city.yz") as ledger:
            ledger.add(reading)
            ledger.statements(entity="中通客车")
    """

    def __init__(self, store: Store, clock: Clock = now) -> None:
        super().__init__(store)
        self._clock = clock

    @classmethod
    def create(cls, place: str | os.PathLike[str], *, clock: Clock = now) -> Ledger:
        """Make an empty ledger: a file that is not there yet, or the tables of an empty PostgreSQL database.

        Raises:
            LedgerError: something is there already, or the place cannot be written to.
        """
        return cls._made(place, clock, lambda connection: None)

    @classmethod
    def _made(cls, place: str | os.PathLike[str], clock: Clock, fill: Callable[[Connection], None]) -> Ledger:
        if not is_url(str(place)):
            migrations.create_file(Path(place), fill)
            return cls.open(place, clock=clock)
        store = Store(place)
        migrations.create(store, fill)
        return cls(store, clock)

    @classmethod
    def open(cls, place: str | os.PathLike[str], readonly: bool = False, *, clock: Clock = now) -> Ledger:
        """Open a ledger by path or PostgreSQL URL; an earlier format is backed up and brought up to date.

        Raises:
            LedgerError: nothing there, not a ledger, damaged, or from a newer version of Yanzhen.
        """
        if not is_url(str(place)):
            check_is_ledger(Path(place))
        store = Store(place, readonly=readonly)
        try:
            migrations.bring_up_to_date(store)
        except BaseException:
            store.close()
            raise
        return cls(store, clock)

    @classmethod
    def restore(
        cls, export: str | os.PathLike[str], place: str | os.PathLike[str], *, clock: Clock = now
    ) -> Ledger:
        """Make a ledger from an export; it is equal to the one exported, version and all.

        Raises:
            LedgerError: something is at ``place`` already, or the export is damaged or was edited.
        """

        def fill(connection: Connection) -> None:
            portable.read(connection, Path(export))

        return cls._made(place, clock, fill)

    def export(self, path: str | os.PathLike[str]) -> None:
        """Write the whole ledger to one ZIP of JSON lines, texts and originals (docs/how-to/ledger.md)."""
        with self._store.reading() as connection:
            portable.write(connection, Path(path))

    def close(self) -> None:
        """Give the file back."""
        self._store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def add(self, reading: Reading, *, reread: bool = False) -> AddReport:
        """Add a document with all its statements; the same bytes a second time change nothing.

        Args:
            reading: what reading the document gave.
            reread: for a document that is there already, add the statements that this reading has and the
                ledger has not (a better extractor); those there, and all decisions on them, stay.

        Raises:
            LedgerError: the ledger cannot be written; it is then as it was before.
        """
        return self.add_all([reading], reread=reread)[0]

    def add_all(self, readings: Iterable[Reading], *, reread: bool = False) -> list[AddReport]:
        """Add several documents in one transaction: all of them or, if anything fails, none."""
        with self._store.writing() as connection:
            return [adding.add(connection, each, self._clock, reread=reread) for each in readings]

    def decide(
        self,
        verb: Verb | str,
        target: str,
        other: str | None = None,
        *,
        who: str,
        reason: str | None = None,
        replacement: Statement | None = None,
    ) -> Decision:
        """Write down one decision.

        Args:
            verb: ``accept``, ``withdraw`` or ``correct`` the statement ``target`` (``correct`` needs the
                ``replacement``); ``prefer`` the statement ``target`` to ``other``; ``settle`` that two
                statements both stand; ``same``, ``not-same`` or ``unsure`` for two names or entity ids;
                ``internal`` hides the statement or source ``target`` from the public, ``public`` shows it again.
            who: who takes it.
            reason: why; needed by ``settle``, and by a correction sharper than the words it corrects.

        Raises:
            UsageError: the verb lacks what it needs.
            LedgerError: no such statement, or "same" for names that someone has decided are not.
        """
        with self._store.writing() as connection:
            return decide(connection, self._clock, Verb(verb), target, other, who, reason, replacement)

    def decide_each(
        self, verb: Verb | str, targets: Iterable[str], *, who: str, reason: str | None = None
    ) -> list[Decision]:
        """Write down one decision on each target, all of them or, if one fails, none."""
        with self._store.writing() as connection:
            return [
                decide(connection, self._clock, Verb(verb), target, None, who, reason, None)
                for target in targets
            ]

    def undo(self, decision_id: str, *, who: str, reason: str | None = None) -> Decision:
        """Take back exactly one decision; everything else stays. An undo can be undone."""
        return self.decide(Verb.UNDO, decision_id, who=who, reason=reason)
