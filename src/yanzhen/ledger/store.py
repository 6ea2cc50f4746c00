"""Where a ledger lives: one SQLite file, or a PostgreSQL database. Connections, transactions, errors."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event, insert, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, OperationalError

from yanzhen.errors import LedgerError, MissingExtraError

APPLICATION_ID = 0x59414E5A  # "YANZ" in the header of the file
_HEADER = b"SQLite format 3\x00"
_WAIT_SECONDS = 60
_WRITER_LOCK = 0x59414E5A  # PostgreSQL advisory lock that lets one writer in at a time


class Store:
    """An open database; ``reading()`` and ``writing()`` give a connection inside one transaction.

    Writers wait for each other (SQLite: ``BEGIN IMMEDIATE``; PostgreSQL: an advisory lock), so that journal
    numbers have no gaps and every decision is folded onto the one before it. Readers never wait.
    """

    def __init__(self, place: str | os.PathLike[str], *, readonly: bool = False) -> None:
        self.place, self.readonly = str(place), readonly
        self.is_postgres = is_url(self.place)
        if not readonly and not self.is_postgres and not is_writable(Path(self.place)):
            raise LedgerError(
                "This ledger cannot be written to",
                where=self.place,
                expected="the right to write to the file and its folder",
                todo="check the rights, copy the file elsewhere, or open it for reading only",
            )
        self.engine = _postgres(self.place) if self.is_postgres else _sqlite(Path(self.place), readonly)
        self._turn = threading.Lock()
        self._writer = self.engine.execution_options(yanzhen_writes=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees one state of the ledger throughout."""
        with self._said_clearly(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is kept whole or, on any error or interruption, leaves nothing behind."""
        if self.readonly:
            raise LedgerError(
                "This ledger was opened for reading only", where=self.shown, todo="open it without readonly"
            )
        # Threads of one process take turns here: SQLite itself makes those who wait sleep and try again.
        with self._turn, self._said_clearly(), self._writer.begin() as connection:
            if self.is_postgres:
                connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _WRITER_LOCK})
            yield connection

    @contextmanager
    def _said_clearly(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise explain(error, self.shown) from error
        except UnicodeEncodeError as error:
            raise LedgerError(
                f"This text holds a character that cannot be kept: {error.object[error.start]!r}",
                where=f"{self.shown}, character {error.start}",
                expected="text without halves of surrogate pairs",
                todo="decode the document again",
            ) from error

    @property
    def shown(self) -> str:
        """The place as it may be shown: without a password."""
        return _without_password(self.place)

    def close(self) -> None:
        """Give the file back; the last one to close folds the write-ahead log into it."""
        self.engine.dispose()


def insert_many(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows that give every column; leaves out what SQLAlchemy does per value, a fifth of the time."""
    compiled = insert(table).compile(dialect=connection.dialect)
    order = compiled.positiontup
    values = [tuple(row[name] for name in order) for row in rows] if order else rows
    connection.exec_driver_sql(compiled.string, values)


def is_url(place: str) -> bool:
    """Whether ``place`` is a PostgreSQL URL rather than a path."""
    return place.startswith(("postgresql://", "postgres://", "postgresql+psycopg://"))


def is_writable(path: Path) -> bool:
    """Whether the file and its folder, where SQLite keeps its log, can be written to."""
    return os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)


def check_is_ledger(path: Path) -> None:
    """Refuse a path that is not a ledger before SQLite gets to touch it.

    Raises:
        LedgerError: nothing there, a directory, unreadable, or some other kind of file.
    """
    if not path.exists():
        raise LedgerError("There is no ledger here", where=str(path), todo=f"yanzhen init {path}")
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as error:
        raise LedgerError(
            f"This ledger cannot be read: {error.strerror}", where=str(path), todo="check path and rights"
        ) from error
    if header[:16] != _HEADER or int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        kind = "an empty file" if not header else "an SQLite file, but not"
        raise LedgerError(
            "This file is not a Yanzhen ledger",
            where=str(path),
            expected="a file made by `yanzhen init`"
            + ("" if header[:16] == _HEADER or not header else ", which is an SQLite file"),
            todo="check the path" if header else f"this is {kind}: delete it and run `yanzhen init`",
        )


def _sqlite(path: Path, readonly: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        mode = "rw"
        if readonly and not is_writable(path):
            # Without a log beside it, a file on a read-only disk opens only as one that never changes.
            mode = "ro" if Path(f"{path}-wal").exists() else "ro&immutable=1"
        uri = f"{path.resolve().as_uri()}?mode={mode}"
        return sqlite3.connect(uri, uri=True, timeout=_WAIT_SECONDS, check_same_thread=False)

    engine = create_engine("sqlite://", creator=connect, poolclass=_file_pool())

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: Any) -> None:
        connection.isolation_level = None  # transactions begin where we say, see below
        # FULL: an acknowledged decision survives a power cut, not only the end of the process.
        for pragma in ("foreign_keys=ON", "synchronous=FULL", "cache_size=-65536", "mmap_size=268435456"):
            connection.execute(f"PRAGMA {pragma}")
        if (
            readonly
        ):  # not mode=ro where it can be helped: such a reader leaves its log files lying beside the ledger
            connection.execute("PRAGMA query_only=ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("yanzhen_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _file_pool() -> Any:
    from sqlalchemy.pool import QueuePool

    return QueuePool


def _postgres(url: str) -> Engine:
    try:
        import psycopg  # noqa: F401
    except ImportError as error:
        raise MissingExtraError("postgres", "psycopg") from error
    parsed = make_url(url).set(drivername="postgresql+psycopg")
    return create_engine(parsed, isolation_level="READ COMMITTED", pool_pre_ping=True)


def explain(error: DBAPIError, place: str) -> LedgerError:
    """What a database error means for the person at the keyboard."""
    words = str(error.orig).strip().splitlines()[0] if error.orig else str(error)
    lowered = words.lower()
    for sign, what, todo in _EXPLANATIONS:
        if sign in lowered:
            return LedgerError(what, where=place, expected=f"(the database says: {words})", todo=todo)
    if isinstance(error, OperationalError) and is_url(place):
        what, todo = "The PostgreSQL server cannot be used", "check the URL, the server and your rights"
        return LedgerError(what, where=place, expected=f"({words})", todo=todo)
    return LedgerError(f"The ledger's database refused: {words}", where=place)


def _without_password(place: str) -> str:
    return make_url(place).render_as_string(hide_password=True) if is_url(place) else place


_EXPLANATIONS = (
    (
        "disk is full",
        "The disk is full: nothing was written, the ledger is as before",
        "free some space and repeat",
    ),
    ("i/o error", "The disk failed while the ledger was being used", "check the disk, then `yanzhen doctor`"),
    ("readonly", "This ledger cannot be written to", "check the rights of the file and its folder"),
    ("read-only", "This ledger cannot be written to", "check the rights of the file and its folder"),
    ("locked", "Another program is writing to this ledger and did not finish in time", "try again"),
    ("malformed", "This ledger is damaged", "run `yanzhen doctor`; restore a backup or an export"),
    ("not a database", "This file is not a Yanzhen ledger, or its first page is damaged", "`yanzhen doctor`"),
    ("unable to open", "The ledger's file cannot be opened", "check the path and the rights of its folder"),
    (
        "no space",
        "The disk is full: nothing was written, the ledger is as before",
        "free some space and repeat",
    ),
)
