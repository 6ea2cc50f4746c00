"""The journal: one numbered line per thing that happened, each with the version of the ledger after it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, select

from yanzhen.errors import UsageError
from yanzhen.ledger import tables

Clock = Callable[[], datetime]
EMPTY_VERSION = hashlib.sha256(b"yanzhen ledger").hexdigest()[:12]


def now() -> datetime:
    """The time in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the journal.

    Attributes:
        seq: its number, from 1 without gaps.
        at: when, ISO 8601 in UTC; never earlier than the line before.
        verb: ``add``, ``reread`` or ``decide``.
        ref: the source or decision.
        version: 12 hexadecimal digits over this line and all before it.
    """

    seq: int
    at: str
    verb: str
    ref: str
    version: str


def last_entry(connection: Connection) -> Entry | None:
    """The newest line, or None in an empty ledger."""
    query = select(tables.journal).order_by(tables.journal.c.seq.desc()).limit(1)
    row = connection.execute(query).first()
    return Entry(*row) if row else None


def append(connection: Connection, verb: str, ref: str, clock: Clock) -> Entry:
    """Write the next line; the caller holds the write transaction."""
    before = last_entry(connection)
    at = clock().astimezone(UTC).isoformat(timespec="microseconds")
    entry = next_entry(before, max(at, before.at) if before else at, verb, ref)
    connection.execute(insert(tables.journal), entry_row(entry))
    return entry


def next_entry(before: Entry | None, at: str, verb: str, ref: str) -> Entry:
    """The line that follows ``before``; its version is a hash chain, so that history cannot change unseen."""
    chain = before.version if before else EMPTY_VERSION
    version = hashlib.sha256(f"{chain}|{at}|{verb}|{ref}".encode()).hexdigest()[:12]
    return Entry(before.seq + 1 if before else 1, at, verb, ref, version)


def entry_row(entry: Entry) -> dict[str, object]:
    """The entry as a row."""
    return {"seq": entry.seq, "at": entry.at, "verb": entry.verb, "ref": entry.ref, "version": entry.version}


def cutoff_at(connection: Connection, moment: str) -> int:
    """The number of the last line written by ``moment``: a day (its end, local time) or a time."""
    latest = end_of(moment).astimezone(UTC).isoformat(timespec="microseconds")
    query = select(func.max(tables.journal.c.seq)).where(tables.journal.c.at <= latest)
    return connection.execute(query).scalar() or 0


def end_of(moment: str) -> datetime:
    """The last instant an ISO date or time can mean.

    Raises:
        UsageError: not an ISO date or time.
    """
    try:
        when = datetime.fromisoformat(moment)
    except ValueError as error:
        raise UsageError(
            f"{moment!r} is not a date", expected="2024-12-31 or 2024-12-31T10:00", todo="write it so"
        ) from error
    return when if len(moment) > 10 else when.replace(hour=23, minute=59, second=59, microsecond=999999)
