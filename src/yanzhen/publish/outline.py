"""Outline: one document, before it becomes HTML, DOCX, PDF or XLSX.

A document is a title, an imprint and a list of blocks. Text is made of runs; a run is a string, a
:class:`Slot` (a figure with its evidence) or a :class:`Mention` (words with their evidence). Renderers add
nothing: whatever all four forms show is in the outline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from yanzhen.publish import phrase
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.slot import Mention, Slot

Cited = Slot | Mention
Run = str | Cited
Runs = tuple[Run, ...]
Form = Literal["official", "brief"]
Style = Literal["body", "salutation", "item", "note", "quote"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 3; ``numbered`` headings get 一、（一）1. in official documents."""

    text: str
    level: int = 1
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences."""

    runs: Runs
    style: Style = "body"


@dataclass(frozen=True, slots=True)
class Column:
    """A table column: heading, relative width, whether it holds numbers (set right) or quotes (left as found)."""

    head: str
    width: float = 1.0
    numeric: bool = False
    verbatim: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with a caption; a cell is a tuple of runs.

    ``noted`` tables mark their figures with notes; tables of many figures give short ids in a column instead.
    An ``appendix`` is set smaller, and workbooks have registers in its place.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    note: str = ""
    noted: bool = True
    appendix: bool = False

    @property
    def short(self) -> bool:
        """So short that no page break should part it."""
        longest = (max(len(plain(cell)) for cell in row) for row in self.rows)
        return len(self.rows) <= 4 and sum(longest) <= 150


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: ECharts option as on screen, words for those who cannot see it, and its data as a table."""

    caption: str
    option: Mapping[str, Any]
    alt: str
    data: Table
    height: int = 360


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows starts on a new page (appendices)."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """A QR code with the words beside it: scanned, it shows the evidence in a workbench."""

    address: str
    words: str


Block = Heading | Paragraph | Table | Chart | PageBreak | Lookup


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every export says of itself.

    Attributes:
        place: region the document is about.
        as_of: ISO date of the state of knowledge.
        ledger: name and version of the ledger.
        filters: what was left out or selected, in words.
        issuer: office that issues the document; empty where none is named.
        base_url: address of a workbench where short ids can be looked up; empty for none.
    """

    place: str
    as_of: str
    ledger: str = ""
    filters: str = ""
    issuer: str = ""
    base_url: str = ""

    @property
    def moment(self) -> datetime:
        """The as-of date as a moment for files' own dates; of a month or year known only so far, its first day."""
        return datetime.fromisoformat(
            f"{self.as_of}-01-01"[:10] if len(self.as_of) < 7 else f"{self.as_of}-01"[:10]
        )


@dataclass(frozen=True, slots=True)
class Note:
    """A numbered note: the evidence behind one or more slots."""

    number: int
    evidence: tuple[Evidence, ...]
    method: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document.

    Attributes:
        name: template name, also the stem of file names.
        form: ``official`` (GB/T 9704 layout) or ``brief`` (plain information brief).
        contents: whether a table of contents goes in front.
    """

    name: str
    title: str
    imprint: Imprint
    blocks: tuple[Block, ...]
    language: str = "zh"
    form: Form = "official"
    subtitle: str = ""
    contents: bool = False

    def groups(self) -> Iterator[tuple[Runs, ...]]:
        """Runs that are read together, in reading order: each paragraph, each table row."""
        for block in self.blocks:
            if isinstance(block, Paragraph):
                yield (block.runs,)
            elif isinstance(block, Table) and block.noted:
                yield from block.rows

    def notes(self) -> Notes:
        """The numbered notes, in reading order."""
        notes = Notes()
        for group in self.groups():
            for cited in marked(group):
                notes.add(cited)
        return notes

    def cited(self) -> Iterator[Cited]:
        """Every figure and claim shown, charts included, in reading order."""
        for block in self.blocks:
            for table in (
                (block,) if isinstance(block, Table) else (block.data,) if isinstance(block, Chart) else ()
            ):
                yield from (
                    run for row in table.rows for cell in row for run in cell if not isinstance(run, str)
                )
            if isinstance(block, Paragraph):
                yield from (run for run in block.runs if not isinstance(run, str))

    def evidence(self) -> tuple[Evidence, ...]:
        """Every statement used, once, in reading order."""
        return tuple({e.statement.id: e for cited in self.cited() for e in cited.evidence}.values())

    @property
    def synthetic(self) -> bool:
        """Whether anything shown was made up for demonstration."""
        return any(cited.synthetic for cited in self.cited())


def labels(outline: Outline) -> list[str]:
    """What stands before each block: 一、（一）1. before headings, 表1 and 图1 before captions."""
    zh, counts, tables, charts, found = outline.language == "zh", [0, 0, 0], 0, 0, []
    for block in outline.blocks:
        label = ""
        if isinstance(block, Heading) and block.numbered:
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            label = _heading_label(counts[: block.level], zh)
        elif isinstance(block, Table):
            tables += 1
            label = f"表{tables} " if zh else f"Table {tables}. "
        elif isinstance(block, Chart):
            charts += 1
            label = f"图{charts} " if zh else f"Figure {charts}. "
        found.append(label)
    return found


def _heading_label(counts: list[int], zh: bool) -> str:
    number = counts[-1]
    if not zh:
        return ".".join(map(str, counts)) + " "
    return [f"{_chinese(number)}、", f"（{_chinese(number)}）", f"{number}."][len(counts) - 1]


def _chinese(number: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return ("" if tens == 0 else "十" if tens == 1 else digits[tens] + "十") + (
        digits[ones] if ones or not tens else ""
    )


def sequence(outline: Outline) -> Iterator[tuple[Block, str, bool]]:
    """Each block with its label, and whether it must stay with the next: a sentence that announces a table."""
    following = (*outline.blocks[1:], None)
    for block, label, after in zip(outline.blocks, labels(outline), following, strict=True):
        most = _ANNOUNCEMENT[isinstance(block, Paragraph) and block.style == "note"]
        announces = isinstance(block, Paragraph) and len(plain(block.runs)) <= most
        yield block, label, announces and isinstance(after, Table | Chart | Lookup)


# Longer paragraphs (and notes, which are set small) may part from what follows: keeping them together would leave half
# a page empty.
_ANNOUNCEMENT = {False: 60, True: 160}


class Notes:
    """Numbered notes: one for each distinct set of evidence."""

    def __init__(self) -> None:
        self._notes: dict[tuple[str, ...], Note] = {}

    def add(self, cited: Cited) -> Note:
        """The note of a run, made if it is the first of its kind."""
        fresh = Note(len(self._notes) + 1, cited.evidence, cited.method)
        return self._notes.setdefault(cited.note_key, fresh)

    def number(self, cited: Cited) -> int:
        """The number of a run's note."""
        return self._notes[cited.note_key].number

    def __iter__(self) -> Iterator[Note]:
        return iter(self._notes.values())

    def __len__(self) -> int:
        return len(self._notes)


def marked(group: Iterable[Runs]) -> list[Cited]:
    """Which runs of a paragraph or row get a note mark: those whose evidence no later run repeats.

    "2个产业集群年营收突破1000亿元" needs one mark, after 1000亿元, not another after the count.
    """
    cited = [run for runs in group for run in runs if not isinstance(run, str)]
    ids = [{e.statement.id for e in run.evidence} for run in cited]
    return [run for i, run in enumerate(cited) if not any(ids[i] <= later for later in ids[i + 1 :])]


def unparted(words: str) -> int:
    """Where the end begins that must stay on one line with its note mark.

    A short number with its unit (3万辆), of a longer one the unit (亿元), a Latin word, else one character: longer ends
    would leave gaps in the line before.
    """
    if word := _LATIN_WORD.search(words):
        return word.start()
    number = _NUMBER.search(words)
    if number is None:
        return max(len(words) - 1, 0)
    return number.start() if len(number[0]) <= _SHORT_NUMBER else max(number.start(), len(words) - 2)


_LATIN_WORD = re.compile(r"[A-Za-z][\w’'”-]*$", re.ASCII)
_NUMBER = re.compile(r"\d[\d.,]*[\u4e00-\u9fff%‰]{0,4}$")
_SHORT_NUMBER = 4


def typeset(outline: Outline) -> Outline:
    """The outline with Chinese punctuation in its own words; slots, mentions and quotes stay as they are."""
    if outline.language != "zh":
        return outline
    blocks = tuple(_typeset_block(block) for block in outline.blocks)
    return replace(outline, title=phrase.typeset(outline.title), blocks=blocks)


def _typeset_block(block: Block) -> Block:
    match block:
        case Heading():
            return replace(block, text=phrase.typeset(block.text))
        case Paragraph():
            return replace(block, runs=_typeset_runs(block.runs))
        case Table():
            rows = tuple(
                tuple(
                    cell if column.verbatim else _typeset_runs(cell)
                    for column, cell in zip(block.columns, row, strict=True)
                )
                for row in block.rows
            )
            return replace(
                block, caption=phrase.typeset(block.caption), note=phrase.typeset(block.note), rows=rows
            )
        case Chart():
            return replace(block, caption=phrase.typeset(block.caption), alt=phrase.typeset(block.alt))
        case PageBreak() | Lookup():
            return block


def _typeset_runs(runs: Runs) -> Runs:
    return tuple(phrase.typeset(run) if isinstance(run, str) else run for run in runs)


def indented(runs: Runs) -> tuple[int, Runs]:
    """How many ideographic spaces a cell begins with (its depth in a tree), and the cell without them."""
    first = runs[0] if runs else ""
    if not isinstance(first, str) or not first.startswith("\u3000"):
        return 0, runs
    bare = first.lstrip("\u3000")
    return len(first) - len(bare), (bare, *runs[1:])


def plain(runs: Iterable[Run], language: str = "zh") -> str:
    """The words of some runs, without note marks."""
    return "".join(run if isinstance(run, str) else run.text(language) for run in runs)
