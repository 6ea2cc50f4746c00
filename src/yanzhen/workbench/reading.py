"""Reading for the command line and the web: one file in, its reading as JSON pieces or as rows."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

from yanzhen.errors import InputError
from yanzhen.read.files import read_bytes, read_path
from yanzhen.read.tables import TableReading
from yanzhen.terms import Reading, Statement


def read_file(where: str | Path | bytes, *, name: str | None = None) -> Reading:
    """Read one document or table.

    Raises:
        InputError: the file is missing, empty, not readable as what it is, or holds undecodable bytes.
    """
    if isinstance(where, bytes):
        read = read_bytes(where, name or "-")
        return read.reading if isinstance(read, TableReading) else read
    [(_, found)] = read_path(Path(where))
    if isinstance(found, InputError):
        raise found
    return found.reading if isinstance(found, TableReading) else found


def as_json(reading: Reading) -> Iterator[str]:
    """The reading as the JSON of ``yanzhen read --json``, in pieces."""
    head = {"source": dataclasses.asdict(reading.source), "notes": list(reading.notes), "text": reading.text}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "statements": ['
    for index, statement in enumerate(reading.statements):
        yield (",\n" if index else "\n") + json.dumps(statement.to_json(), ensure_ascii=False)
    yield "\n]}\n"


def row(statement: Statement) -> tuple[str, str, str, str, str]:
    """Subject, measure or relation, value, flags, quote: one line of the table on a terminal."""
    value = statement.figure.zh() if statement.figure else statement.object or ""
    return (statement.subject, statement.predicate, value, " ".join(statement.flags), statement.quote)
