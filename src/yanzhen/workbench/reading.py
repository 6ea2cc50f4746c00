"""Reading for the command line and the web: one file in, its reading as JSON pieces or as rows."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator
from pathlib import Path

from yanzhen.read import read_document
from yanzhen.terms import Reading, Statement


def read_file(where: str | Path | bytes, *, name: str | None = None) -> Reading:
    """Read a document with the grammar.

    Raises:
        InputError: the file is missing, empty, not readable as what it is, or holds undecodable bytes.
    """
    return read_document(where, name=name)


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
