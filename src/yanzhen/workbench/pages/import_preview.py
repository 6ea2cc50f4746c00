"""What an upload would change: new claims and names, contradictions with the ledger, cells refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yanzhen.ledger import Candidate, View, candidates
from yanzhen.read.tables import Problem, Sheet, shown
from yanzhen.terms import EntityKind, Metric, Source, Statement
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.importing import FileReading, Progress
from yanzhen.workbench.pages.names import NAMED_KINDS
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.viewing import Claim

MOST_COMPARED = 2000
SHOWN = 40
MOST_NAMES = 200


@dataclass(frozen=True, slots=True)
class Change:
    """A figure in the ledger that a new one contradicts."""

    new: Claim
    old: Claim

    @property
    def certain(self) -> bool:
        """Whether both say of what period they speak; where neither does, they may speak of different ones."""
        return self.new.figure is not None and self.new.figure.period is not None


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
    alike: tuple[Candidate, ...]
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
class ImportPreview:
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

    @property
    def alike(self) -> tuple[Candidate, ...]:
        """New names that may mean something the ledger knows by another."""
        return tuple(each for f in self.files for each in f.alike)

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
                    f.error["error"]["what"] if f.error else "；".join(f.notes),
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


def preview(desk: Desk, readings: Sequence[FileReading], progress: Progress) -> ImportPreview:
    """What adding these readings would change; nothing is written."""
    found = []
    known = {name: entity.kind for entity in desk.ledger.entities() for name in entity.names}
    for done, each in enumerate(readings):
        progress(done, len(readings), each.file.name)
        found.append(_preview(desk.ledger, known, each))
    return ImportPreview(tuple(found))


def _preview(view: View, names: Mapping[str, EntityKind], each: FileReading) -> FilePreview:
    reading = each.reading
    if reading is None:
        error = each.error.to_json() if each.error else None
        return FilePreview(each.file.name, None, error, (), 0, 0, False, (), (), (), (), (), (), 0)
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
        new_names=tuple(dict.fromkeys(s.subject for s in fresh if s.subject not in names))[:MOST_NAMES],
        alike=_alike(names, fresh),
        sample=tuple(Claim(s, reading.source) for s in fresh[:SHOWN]),
        changes=() if was_known else _changes(view, fresh, reading.source),
        sheets=tuple(_sheet(sheet) for sheet in each.table.sheets) if each.table else (),
        problems=each.problems,
        refused=sum(p.refused for p in each.problems),
    )


def _alike(names: Mapping[str, EntityKind], fresh: Sequence[Statement]) -> tuple[Candidate, ...]:
    """New names of firms, clusters … beside the known ones they are spelt like."""
    new = [s.subject for s in fresh if s.subject not in names and s.subject_kind in NAMED_KINDS]
    known = [name for name, kind in names.items() if kind in (*NAMED_KINDS, EntityKind.OTHER)]
    return tuple(candidates(list(dict.fromkeys(new)), known))[:MOST_NAMES]


def _changes(view: View, fresh: Sequence[Statement], source: Source) -> tuple[Change, ...]:
    """Figures in the ledger that the new ones contradict: same subject, metric, scope, modality and period.

    Two counts without a period are drift rather than a contradiction.
    """
    sources = {s.id: s for s in view.sources()}
    old: dict[str, list[Statement]] = {}
    changes = []
    for new in [s for s in fresh if s.figure and (s.figure.period or not _is_count(s))][:MOST_COMPARED]:
        if new.subject not in old:
            old[new.subject] = view.statements(entity=new.subject, kind="figure")
        changes += [
            Change(Claim(new, source), Claim(each, sources[each.source_id]))
            for each in old[new.subject]
            if _contradicts(new, each)
        ]
    return tuple(changes)


def _is_count(statement: Statement) -> bool:
    return Metric.parse(statement.predicate).facet == "count"


def _contradicts(a: Statement, b: Statement) -> bool:
    x, y = a.figure, b.figure
    return (
        x is not None
        and y is not None
        and Metric.parse(a.predicate).key == Metric.parse(b.predicate).key
        and (x.period, x.scope, x.modality) == (y.period, y.scope, y.modality)
        and x.contradicts(y)
    )


def _sheet(sheet: Sheet) -> SheetPreview:
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
        tuple(shown(row[i])[:40] if i < len(row) else "" for i in kept) for _, row in sheet.rows[:5]
    )
    return SheetPreview(sheet.name, len(sheet.rows), columns, first)
