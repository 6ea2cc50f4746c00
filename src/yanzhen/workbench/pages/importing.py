"""Bringing documents in: read, show what would change, then write everything or nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from yanzhen.errors import InputError, YanzhenError
from yanzhen.ledger import AddReport
from yanzhen.read.files import read_bytes
from yanzhen.read.formats import expand_zip
from yanzhen.read.tables import Problem, Role, TableReading
from yanzhen.terms import Reading
from yanzhen.workbench.keeping import About, mark_small_cells
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.table_report import write_report


class Progress(Protocol):
    """Told how far a piece of long work is; raises to stop it when somebody cancelled."""

    def __call__(self, done: int, total: int, message: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Incoming:
    """One uploaded file."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FileReading:
    """What one file became: a reading, or the reason why there is none.

    ``table`` is set for spreadsheets: its sheets, column roles and refused cells.
    """

    file: Incoming
    reading: Reading | None
    table: TableReading | None
    error: YanzhenError | None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Cells refused or doubtful."""
        return self.table.problems if self.table else ()


def unpacked(uploads: Sequence[Incoming]) -> Iterator[Incoming]:
    """The uploads, with ZIP archives replaced by the files in them.

    Raises:
        InputError: an archive that cannot be unpacked safely.
    """
    for upload in uploads:
        if upload.name.lower().endswith(".zip"):
            for name, content in expand_zip(upload.content, upload.name):
                yield Incoming(name, content)
        else:
            yield upload


def read_uploads(
    uploads: Sequence[Incoming], about: About, mappings: Mapping[str, Mapping[str, Any]], progress: Progress
) -> tuple[FileReading, ...]:
    """Read every file; one that cannot be read keeps its reason and does not stop the others."""
    files = list(unpacked(uploads))
    readings = []
    for done, file in enumerate(files):
        progress(done, len(files), file.name)
        readings.append(_read(file, about, mappings.get(file.name)))
    progress(len(files), len(files), "")
    return tuple(readings)


def _read(file: Incoming, about: About, mapping: Mapping[str, Any] | None) -> FileReading:
    try:
        found = read_bytes(file.content, file.name, mapping)
    except YanzhenError as error:
        return FileReading(file, None, None, error)
    table = found if isinstance(found, TableReading) else None
    reading = found.reading if isinstance(found, TableReading) else found
    completed = dataclasses.replace(reading, source=about.filled_in(reading.source))
    return FileReading(file, completed, table, None)


def marked_report(each: FileReading) -> bytes:
    """A table with its refused and doubtful cells marked and explained, as a workbook."""
    assert each.table is not None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "report.xlsx"
        write_report(each.table, each.file.content, each.file.name, path)
        return path.read_bytes()


ROLES = tuple(role.value for role in Role)


def mapping_from_form(fields: Mapping[str, str]) -> dict[str, Any]:
    """A mapping from form fields named ``sheet|letter|role``, ``…|name``, ``…|unit`` and ``…|period``.

    Raises:
        InputError: a role that does not exist.
    """
    sheets: dict[str, dict[str, dict[str, Any]]] = {}
    for key, value in fields.items():
        sheet, _, rest = key.rpartition("|")
        sheet, _, letter = sheet.rpartition("|")
        if not sheet or rest not in ("role", "name", "unit", "period"):
            continue
        if rest == "role" and value not in ROLES:
            raise InputError("没有这种列", where=value[:40], expected="、".join(ROLES))
        sheets.setdefault(sheet, {}).setdefault(letter, {})[rest] = value.strip() or None
    return {"sheets": {sheet: {"columns": columns} for sheet, columns in sheets.items()}}


def commit(desk: Desk, readings: Sequence[FileReading], progress: Progress) -> tuple[AddReport, ...]:
    """Write all readable files in one transaction; cancelling in between leaves the ledger as it was.

    Raises:
        LedgerError: the ledger cannot be written.
    """
    good = [each.reading for each in readings if each.reading]

    def watched() -> Iterator[Reading]:
        for done, reading in enumerate(good):
            progress(done, len(good), reading.source.name)
            yield reading
        progress(len(good), len(good), "")

    reports = tuple(desk.ledger.add_all(watched()))
    for each, report in zip((r for r in readings if r.reading), reports, strict=True):
        if each.table and (report.added or not report.was_known):
            mark_small_cells(desk.ledger, each.table)
    desk.touch()
    return reports
