"""The version of a ledger's tables: creating them, checking them, bringing older ones up to date."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, insert, inspect, select, text, update

from yanzhen.errors import LedgerError
from yanzhen.ledger import search, tables
from yanzhen.ledger.store import APPLICATION_ID, Store

VERSION = 2
# Version -> the step that leads from it to the next one.
STEPS: dict[int, Callable[[Connection], None]] = {1: tables.visibilities.create}


def create_file(path: Path, fill: Callable[[Connection], None]) -> None:
    """Make a ledger file; what is there when it fails is what was there before."""
    if path.exists():
        raise LedgerError("There is something here already", where=str(path), todo="choose another name")
    draft = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        connection = sqlite3.connect(draft)
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        connection.close()
        store = Store(draft)
        create(store, fill)
        store.close()
        draft.rename(path)
    except (OSError, sqlite3.Error) as error:
        raise LedgerError(
            f"A ledger cannot be made here: {error}", where=str(path), todo="check the folder and its rights"
        ) from error
    finally:
        for left in (draft, draft.with_name(f"{draft.name}-wal"), draft.with_name(f"{draft.name}-shm")):
            with suppress(OSError):
                left.unlink()


def create(store: Store, fill: Callable[[Connection], None]) -> None:
    """Make the tables of a ledger and ``fill`` them, in one transaction.

    Raises:
        LedgerError: the database already holds a ledger.
    """
    with store.writing() as connection:
        if inspect(connection).has_table("meta"):
            raise LedgerError("This database already holds a ledger", where=store.shown, todo="open it")
        tables.metadata.create_all(connection)
        search.create_indexes(connection)
        connection.execute(
            insert(tables.meta),
            [{"key": "format", "value": "yanzhen-ledger"}, {"key": "version", "value": str(VERSION)}],
        )
        fill(connection)


def bring_up_to_date(store: Store) -> None:
    """Check the version of a ledger and run the steps it lacks, after making a backup.

    Raises:
        LedgerError: no ledger in this database, or one from a newer version of Yanzhen.
    """
    version = version_of(store)
    if version > VERSION:
        raise LedgerError(
            f"This ledger is of format {version}; this Yanzhen knows formats up to {VERSION}",
            where=store.shown,
            todo="install a newer Yanzhen: pip install --upgrade yanzhen",
        )
    if version == VERSION:
        return
    if store.readonly:
        raise LedgerError(
            f"This ledger is of the earlier format {version} and must be brought up to date first",
            where=store.shown,
            todo="open it once for writing; a backup is made",
        )
    back_up(store, f"v{version}")
    with store.writing() as connection:
        for step in range(version, VERSION):
            STEPS[step](connection)
        m = tables.meta
        connection.execute(update(m).where(m.c.key == "version").values(value=str(VERSION)))


def version_of(store: Store) -> int:
    """The version of the tables of an existing ledger."""
    with store.reading() as connection:
        if not inspect(connection).has_table("meta"):
            raise LedgerError("There is no ledger in this database", where=store.shown, todo="yanzhen init")
        m = tables.meta.c
        found = connection.execute(select(m.value).where(m.key == "version")).scalar()
    return int(found or 0)


def back_up(store: Store, label: str) -> Path | None:
    """Copy the file as it stands to ``NAME.LABEL.bak`` beside it; PostgreSQL has its own backups."""
    if store.is_postgres:
        return None
    target = Path(f"{store.place}.{label}.bak")
    if not target.exists():
        with store.reading() as connection:
            connection.execute(text("SELECT 1"))
            copy = sqlite3.connect(target)
            raw = connection.connection.driver_connection
            assert isinstance(raw, sqlite3.Connection)
            raw.backup(copy)
            copy.close()
    return target
