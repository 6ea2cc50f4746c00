"""Adding a reading: the source, its bytes, its statements and their names, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import Connection, func, insert, select

from yanzhen.errors import LedgerError
from yanzhen.ledger import search, tables
from yanzhen.ledger.folding import know_names
from yanzhen.ledger.journal import Clock, append
from yanzhen.ledger.rows import source_row, statement_row
from yanzhen.ledger.store import insert_many
from yanzhen.terms import Reading, Statement

_BATCH = 10_000
Numbered = tuple[str, Statement]


@dataclass(frozen=True, slots=True)
class AddReport:
    """What adding a reading did.

    Attributes:
        source_id: the source.
        added: statements that are new.
        known: statements that were there already.
        was_known: the ledger already had this document, byte for byte.
    """

    source_id: str
    added: int
    known: int
    was_known: bool


def add(connection: Connection, reading: Reading, clock: Clock, *, reread: bool = False) -> AddReport:
    """Write a reading; a document already there is left alone unless it is to be read again."""
    source_id = reading.source.id
    for statement in reading.statements:
        if statement.source_id != source_id:
            raise LedgerError(
                f"Statement {statement.id} comes from another document",
                where=f"{statement.source_id}, in a reading of {source_id}",
            )
    known = _known_ids(connection, source_id)
    if known is not None and not reread:
        return AddReport(source_id, 0, len(known), True)
    new = {key: s for key, s in ((s.id, s) for s in reading.statements) if key not in (known or ())}
    if known is not None and not new:
        return AddReport(source_id, 0, len(known), True)
    entry = append(connection, "reread" if known is not None else "add", source_id, clock)
    if known is None:
        _insert_source(connection, reading, entry.seq, entry.at[:10])
    know_names(connection, _names(new.values()))
    insert_statements(connection, new, entry.seq)
    return AddReport(source_id, len(new), len(known or ()), known is not None)


def _known_ids(connection: Connection, source_id: str) -> set[str] | None:
    if (
        connection.execute(select(tables.sources.c.id).where(tables.sources.c.id == source_id)).first()
        is None
    ):
        return None
    s = tables.statements.c
    query = select(s.id).where(s.source_id == source_id, s.replaces.is_(None))
    return set(connection.execute(query).scalars())


def _insert_source(connection: Connection, reading: Reading, added: int, day: str) -> None:
    connection.execute(insert(tables.sources), source_row(reading, added, day))
    document = {
        "source_id": reading.source.id,
        "text": reading.text,
        "raw": None if reading.raw == reading.text else reading.raw,
        "content": reading.content or reading.raw.encode(),
    }
    connection.execute(insert(tables.documents), document)
    search.index_source(connection, added, reading.source, reading.text)


def insert_statements(
    connection: Connection, statements: Mapping[str, Statement], added: int, replaces: int | None = None
) -> None:
    """Append statements (id -> statement) under the next row numbers, in batches, and index their quotes."""
    s = tables.statements
    row = (connection.execute(select(func.max(s.c.row))).scalar() or 0) + 1
    for batch in _batches(statements.items()):
        rows = [statement_row(key, each, row + i, added, replaces) for i, (key, each) in enumerate(batch)]
        insert_many(connection, s, rows)
        search.index_quotes(connection, ((row + i, each.quote) for i, (_, each) in enumerate(batch)))
        row += len(batch)


def _names(statements: Iterable[Statement]) -> Iterator[str]:
    for statement in statements:
        yield statement.subject
        if statement.object:
            yield statement.object


def _batches(statements: Iterable[Numbered]) -> Iterator[list[Numbered]]:
    remaining = iter(statements)
    while batch := list(islice(remaining, _BATCH)):
        yield batch
