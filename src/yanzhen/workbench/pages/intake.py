"""Bringing documents in: read, show what would change, then write everything or nothing."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol

from yanzhen.errors import InputError, YanzhenError
from yanzhen.ledger import AddReport, View
from yanzhen.read.files import read_bytes
from yanzhen.read.formats import expand_zip
from yanzhen.read.tables import Problem, Role, TableReading
from yanzhen.terms import Metric, Reading, Source, Statement
from yanzhen.workbench.keeping import About
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.table_report import write_report
from yanzhen.workbench.viewing import Claim

MOST_COMPARED = 2000
SHOWN = 40


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


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in the ledger that a new one contradicts."""

    new: Claim
    old: Claim


@dataclass(frozen=True, slots=True)
class FilePreview:
    """What adding one file would do."""

    name: str
    source: Source | None
    error: dict[str, Any] | None
    notes: tuple[str, ...]
    new: int
    known: int
    was_known: bool
    new_names: tuple[str, ...]
    sample: tuple[Claim, ...]
    changes: tuple[Change, ...]
    sheets: tuple[SheetPreview, ...]
    problems: tuple[Problem, ...]
    refused: int


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """A sheet's columns as guessed or fixed, with the first rows."""

    name: str
    rows: int
    columns: tuple[dict[str, Any], ...]
    first: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class IntakePreview:
    """What a whole upload would change."""

    files: tuple[FilePreview, ...]

    @property
    def readable(self) -> int:
        return sum(f.error is None for f in self.files)

    @property
    def new(self) -> int:
        return sum(f.new for f in self.files)

    @property
    def changes(self) -> tuple[Change, ...]:
        return tuple(change for f in self.files for change in f.changes)

    def tables(self) -> tuple[PageTable, ...]:
        """The files, and every refused or doubtful cell."""
        files = PageTable(
            N_("文件"),
            (N_("文件"), N_("新陈述"), N_("已有"), N_("拒收的格"), N_("说明")),
            tuple(
                (
                    f.name,
                    f.new,
                    f.known,
                    f.refused,
                    f.error["error"]["what"] if f.error else ";".join(f.notes),
                )
                for f in self.files
            ),
        )
        cells = PageTable(
            N_("逐格报告"),
            (N_("文件"), N_("工作表"), N_("单元格"), N_("原值"), N_("原因"), N_("怎么办"), N_("拒收")),
            tuple(
                (f.name, p.sheet, p.cell, p.value, p.why, p.todo, "是" if p.refused else "")
                for f in self.files
                for p in f.problems
            ),
        )
        return files, cells


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
    completed = dataclasses.replace(reading, source=about.completed(reading.source))
    return FileReading(file, completed, table, None)


def preview(desk: Desk, readings: Sequence[FileReading], progress: Progress) -> IntakePreview:
    """What adding these readings would change; nothing is written."""
    found = []
    for done, each in enumerate(readings):
        progress(done, len(readings), each.file.name)
        found.append(_preview(desk.ledger, each))
    return IntakePreview(tuple(found))


def _preview(view: View, each: FileReading) -> FilePreview:
    reading = each.reading
    if reading is None:
        error = each.error.to_json() if each.error else None
        return FilePreview(each.file.name, None, error, (), 0, 0, False, (), (), (), (), (), 0)
    known = {s.id for s in view.statements(source=reading.source.id, state="all")}
    fresh = [s for s in reading.statements if s.id not in known]
    was_known = any(s.id == reading.source.id for s in view.sources())
    return FilePreview(
        name=each.file.name,
        source=reading.source,
        error=None,
        notes=reading.notes,
        new=0 if was_known else len(fresh),
        known=len(known),
        was_known=was_known,
        new_names=_new_names(view, fresh),
        sample=tuple(Claim(s, reading.source) for s in fresh[:SHOWN]),
        changes=() if was_known else _changes(view, fresh, reading.source),
        sheets=tuple(_sheet(sheet) for sheet in each.table.sheets) if each.table else (),
        problems=each.problems,
        refused=sum(p.refused for p in each.problems),
    )


def _new_names(view: View, fresh: Sequence[Statement]) -> tuple[str, ...]:
    known = {name for entity in view.entities() for name in entity.names}
    return tuple(dict.fromkeys(s.subject for s in fresh if s.subject not in known))[:200]


def _changes(view: View, fresh: Sequence[Statement], source: Source) -> tuple[Change, ...]:
    """Figures in the ledger that the new ones contradict: same subject, metric, scope, modality and period."""
    sources = {s.id: s for s in view.sources()}
    old: dict[str, list[Statement]] = {}
    changes = []
    for new in [s for s in fresh if s.figure and s.figure.period][:MOST_COMPARED]:
        if new.subject not in old:
            old[new.subject] = view.statements(entity=new.subject, kind="figure")
        changes += [
            Change(Claim(new, source), Claim(each, sources[each.source_id]))
            for each in old[new.subject]
            if _contradicts(new, each)
        ]
    return tuple(changes)


def _contradicts(a: Statement, b: Statement) -> bool:
    x, y = a.figure, b.figure
    return (
        x is not None
        and y is not None
        and Metric.parse(a.predicate).key == Metric.parse(b.predicate).key
        and (x.period, x.scope, x.modality) == (y.period, y.scope, y.modality)
        and x.contradicts(y)
    )


def _sheet(sheet: Any) -> SheetPreview:
    columns = tuple(
        {
            "letter": column.letter,
            "heading": column.heading,
            "role": column.role.value,
            "name": column.name,
            "unit": column.written_unit,
            "period": column.period or "",
        }
        for column in sheet.columns
        if column.heading
    )
    kept = [column.index for column in sheet.columns if column.heading]
    first = tuple(
        tuple("" if i >= len(row) or row[i] is None else str(row[i])[:40] for i in kept)
        for _, row in sheet.rows[:5]
    )
    return SheetPreview(sheet.name, len(sheet.rows), columns, first)


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
    desk.touch()
    return reports
