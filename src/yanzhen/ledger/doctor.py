"""Examining a ledger: is the file whole, do hashes agree, is what is stored what the decisions say?"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select, text

from yanzhen.errors import LedgerError
from yanzhen.ledger import tables
from yanzhen.ledger.folding import DERIVED, rebuild
from yanzhen.ledger.journal import Entry, next_entry
from yanzhen.ledger.migrations import VERSION, version_of
from yanzhen.ledger.rows import statement_of
from yanzhen.ledger.store import Store, check_is_ledger, is_url, is_writable

_RESTORE = "restore a backup (*.bak beside the file) or an export: yanzhen init NEW.yz --from EXPORT.zip"
_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was examined.

    Attributes:
        check: what was examined (Chinese / English).
        problem: what is wrong, None where all is well.
        todo: what to do about it.
    """

    check: str
    problem: str | None = None
    todo: str | None = None


def examine(place: str | os.PathLike[str]) -> list[Finding]:
    """Examine a ledger without changing it; the first check that cannot be carried out ends the list."""
    try:
        if not is_url(str(place)):
            check_is_ledger(Path(place))
        store = Store(place, readonly=not is_url(str(place)) and not is_writable(Path(place)))
    except LedgerError as error:
        return [Finding("是否账本 is a ledger", error.what, error.todo)]
    try:
        return list(_examined(store))
    finally:
        store.close()


def _examined(store: Store) -> Iterator[Finding]:
    for name, check in _CHECKS:
        if check is _fold and store.readonly:
            yield Finding(
                name, todo="not examined: the ledger cannot be written to here; copy it and try again"
            )
            return
        try:
            problem = check(store)
        except LedgerError as error:
            yield Finding(name, f"{error.what} {error.expected or ''}".strip(), _RESTORE)
            return
        except ValueError as error:
            yield Finding(name, f"A row cannot be read: {error}", _RESTORE)
            return
        yield Finding(name, problem, _RESTORE if problem else None)


def _format(store: Store) -> str | None:
    version = version_of(store)
    return (
        None if version <= VERSION else f"format {version} is newer than this Yanzhen, which knows {VERSION}"
    )


def _pages(store: Store) -> str | None:
    """SQLite's own check of every page and index; PostgreSQL looks after its pages itself."""
    if store.is_postgres:
        return None
    with store.reading() as connection:
        found = connection.execute(text("PRAGMA integrity_check(20)")).scalars().all()
        loose = connection.execute(text("PRAGMA foreign_key_check")).all()
    problems = [line for line in found if line != "ok"] + [f"{len(loose)} rows without their parent"] * bool(
        loose
    )
    return _some(problems)


def _journal(store: Store) -> str | None:
    before: Entry | None = None
    with store.reading() as connection:
        for row in connection.execute(select(tables.journal).order_by(tables.journal.c.seq)):
            entry = Entry(*row)
            if entry != next_entry(before, entry.at, entry.verb, entry.ref):
                return f"line {entry.seq} does not follow from the lines before it"
            before = entry
    return None


def _originals(store: Store) -> str | None:
    s, d = tables.sources.c, tables.documents.c
    problems = []
    with store.reading() as connection:
        for source_id, digest in connection.execute(select(s.id, s.content_hash)).all():
            content = connection.execute(select(d.content).where(d.source_id == source_id)).scalar()
            if not isinstance(content, bytes) or hashlib.sha256(content).hexdigest() != digest:
                problems.append(f"the original of {source_id} is missing or changed")
    return _some(problems)


def _statements(store: Store) -> str | None:
    problems = []
    with store.reading() as connection:
        query = select(tables.statements).execution_options(yield_per=5_000)
        for row in connection.execute(query).mappings():
            if statement_of(row).id != row["id"]:
                problems.append(f"statement {row['id']} (row {row['row']}) is not what its id says")
    return _some(problems)


def _fold(store: Store) -> str | None:
    """Folds all decisions again inside a transaction that is then given up."""
    with store.reading() as connection:
        stored = _folded(connection)
        rebuild(connection)
        again = _folded(connection)
        connection.rollback()
    return _some([f"{name} differ from the decisions" for name in stored if stored[name] != again[name]])


def _folded(connection: Connection) -> dict[str, set[tuple[object, ...]]]:
    return {table.name: {tuple(row) for row in connection.execute(select(table))} for table in DERIVED}


def _some(problems: list[str]) -> str | None:
    more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    return "; ".join(problems[:_SHOWN]) + more if problems else None


_CHECKS: tuple[tuple[str, Callable[[Store], str | None]], ...] = (
    ("格式版本 format", _format),
    ("数据页与索引 pages and indexes", _pages),
    ("日志链 journal", _journal),
    ("原件哈希 originals", _originals),
    ("陈述编号 statements", _statements),
    ("裁决折算 decisions", _fold),
)
