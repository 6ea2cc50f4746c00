"""Keeping a ledger: files in, and everything that is done with a ledger from the command line and the web."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yanzhen.ledger import AddReport, Ledger
from yanzhen.terms import Reading, Source
from yanzhen.workbench.reading import read_file

Place = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class About:
    """What a person knows of a document and the document does not say; None leaves what was read."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    licence: str | None = None
    visibility: str | None = None
    synthetic: bool | None = None

    def completed(self, source: Source) -> Source:
        """The source with what the person said."""
        said = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return dataclasses.replace(
            source, **{name: value for name, value in said.items() if value is not None}
        )


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one file: the ledger's report, and what reading it left for people to know."""

    file: str
    report: AddReport
    notes: tuple[str, ...]


def init(place: Place) -> None:
    """Make an empty ledger.

    Raises:
        LedgerError: something is there already, or it cannot be written.
    """
    Ledger.create(place).close()


def add(
    place: Place, files: Sequence[str | Path], about: About | None = None, *, reread: bool = False
) -> list[Added]:
    """Read files and add them to a ledger: all of them or, if one cannot be read, none.

    Raises:
        InputError: a file cannot be read as what it is.
        LedgerError: the ledger cannot be opened or written.
    """
    with Ledger.open(place) as ledger:
        readings = [_read(file, about or About()) for file in files]
        reports = ledger.add_all(readings, reread=reread)
    return [
        Added(str(file), report, reading.notes)
        for file, report, reading in zip(files, reports, readings, strict=True)
    ]


def _read(file: str | Path, about: About) -> Reading:
    reading = read_file(file)
    return dataclasses.replace(reading, source=about.completed(reading.source))
