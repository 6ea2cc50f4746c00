"""Reading for the command line and the web: one file in, its reading as JSON pieces or as rows."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from yanzhen.errors import InputError
from yanzhen.read import TextFile
from yanzhen.read.files import read_bytes, read_path
from yanzhen.read.tables import TableReading
from yanzhen.terms import Reading, Source, Statement

# Larger plain texts are read piece by piece; the result is the same.
STREAMED_FROM = 4 << 20
_TEXTS = {".txt", ".text", ".md"}


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


def file_as_json(path: Path) -> Iterator[str]:
    """The JSON of ``yanzhen read --json`` in pieces; a long text is never held as a whole.

    Raises:
        InputError: as :func:`read_file`.
    """
    if path.suffix.lower() in _TEXTS and path.is_file() and path.stat().st_size > STREAMED_FROM:
        text = TextFile(path)
        pieces = (done.text for done, _ in text.cleaned())
        return _json(text.source, text.damage.notes(), pieces, text.statements())
    return as_json(read_file(path))


def as_json(reading: Reading) -> Iterator[str]:
    """A reading as the JSON of ``yanzhen read --json``, in pieces."""
    return _json(reading.source, reading.notes, [reading.text], reading.statements)


def _json(
    source: Source, notes: Iterable[str], text: Iterable[str], statements: Iterable[Statement]
) -> Iterator[str]:
    head = {"source": dataclasses.asdict(source), "notes": list(notes)}
    yield json.dumps(head, ensure_ascii=False)[:-1] + ', "text": "'
    for piece in text:
        yield json.dumps(piece, ensure_ascii=False)[1:-1]
    yield '", "statements": ['
    for before, statement in zip(itertools.chain(["\n"], itertools.repeat(",\n")), statements, strict=False):
        yield before + json.dumps(statement.to_json(), ensure_ascii=False)
    yield "\n]}\n"


def row(statement: Statement) -> tuple[str, str, str, str, str]:
    """Subject, measure or relation, value, flags, quote: one line of the table on a terminal."""
    value = statement.figure.zh() if statement.figure else statement.object or ""
    return (statement.subject, statement.predicate, value, " ".join(statement.flags), statement.quote)
