"""Keeping a ledger: files in, and everything that is done with a ledger from the command line and the web."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yanzhen.errors import InputError
from yanzhen.ledger import AddReport, Decision, Ledger
from yanzhen.ledger.store import is_url
from yanzhen.read.tables import TableReading
from yanzhen.terms import Reading, Source
from yanzhen.workbench import microdata
from yanzhen.workbench.intake import Intake, take_in
from yanzhen.workbench.small_cells import confidential_parts

Place = str | os.PathLike[str]


_OF_THE_DOCUMENT = ("title", "publisher", "published", "licence", "place")


@dataclass(frozen=True, slots=True)
class About:
    """What a person knows of a document and the document does not say; None leaves what was read."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    licence: str | None = None
    visibility: str | None = None
    synthetic: bool | None = None
    place: str | None = None

    def completed(self, source: Source) -> Source:
        """The source with what the person said."""
        said = {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
        return dataclasses.replace(
            source, **{name: value for name, value in said.items() if value is not None}
        )

    def filled_in(self, source: Source) -> Source:
        """The source with what the person said where the document says nothing; who may see it, and whether it is made
        up, are the person's to say."""
        unsaid = {name: None for name in _OF_THE_DOCUMENT if getattr(source, name) is not None}
        return dataclasses.replace(self, **unsaid).completed(source)


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
    place: Place,
    files: Sequence[str | Path],
    about: About | None = None,
    *,
    reread: bool = False,
    mapping: Path | None = None,
    skip_unreadable: bool = False,
) -> list[Added]:
    """Read files, folders and archives and add them to a ledger: all of them or, if one cannot be read, none.

    Args:
        mapping: column mapping for tables.
        skip_unreadable: leave out what cannot be read instead; it is reported with zero statements.

    Raises:
        InputError: a file cannot be read as what it is; the message names every such file.
        LedgerError: the ledger cannot be opened or written.
    """
    with Ledger.open(place) as ledger:
        intake = take_in(files, mapping)
        if intake.unreadable and not skip_unreadable:
            raise _unreadable(intake)
        readings = [_completed(each.reading, about or About()) for each in intake.taken]
        reports = ledger.add_all(readings, reread=reread)
        for each, report in zip(intake.taken, reports, strict=True):
            if each.table and (report.added or not report.was_known):
                mark_small_cells(ledger, each.table)
    for each in intake.taken:
        if each.table is not None and each.table.is_micro_data and not is_url(str(place)):
            microdata.keep(str(place), each.table)
    done = [
        Added(each.name, report, reading.notes)
        for each, report, reading in zip(intake.taken, reports, readings, strict=True)
    ]
    left = [
        Added(name, AddReport("", 0, 0, False), (f"未读取：{error.what}",))
        for name, error in intake.unreadable
    ]
    return done + left


def mark_small_cells(ledger: Ledger, table: TableReading) -> list[Decision]:
    """Mark as internal the figures of a table over fewer than three firms, and what would give them away (统计法).

    These are decisions like any other: they can be looked up, and undone one by one. Of micro-data the whole source
    is marked.
    """
    found = confidential_parts(table)
    return ledger.decide_each("internal", found, who="雁阵", reason="不足3家企业，按统计法不公布")


def _unreadable(intake: Intake) -> InputError:
    if len(intake.unreadable) == 1:
        return intake.unreadable[0][1]
    return InputError(
        f"{len(intake.unreadable)} 个文件无法读取，账本未作改动",
        where="\n    ".join(f"{name}：{error.what}" for name, error in intake.unreadable),
        todo="修复这些文件，或加 --skip-unreadable 只读入其余文件",
    )


def _completed(reading: Reading, about: About) -> Reading:
    return dataclasses.replace(reading, source=about.completed(reading.source))
