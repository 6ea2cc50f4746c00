"""PDF by typst: PDF/A-2b, tagged, and the same bytes for the same outline."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from yanzhen.errors import MissingExtraError, PublishError
from yanzhen.publish import draw, qr
from yanzhen.publish.assets import font_folder
from yanzhen.publish.imprint import imprint_lines, note_text, synthetic_line
from yanzhen.publish.layout import layout_of, title_lines
from yanzhen.publish.outline import (
    Block,
    Chart,
    Cited,
    Heading,
    Lookup,
    Outline,
    PageBreak,
    Paragraph,
    Runs,
    Table,
    indented,
    marked,
    plain,
    sequence,
    unparted,
)
from yanzhen.publish.typst_child import End, fonts_of, set_pages

_ID = re.compile(r"(\bst-[0-9a-f]{8})\b")
# One thread and one heap: what several would hold ready comes to a tenth of the memory of a long report.
_SPARING = {"RAYON_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "65536"}
_WRAPPERS = {
    "body": "#para[{}]",
    "salutation": "#salutation[{}]",
    "item": "#item[{}]",
    "note": "#note[{}]",
    "quote": "#note[{}]",
}


def to_pdf(outline: Outline) -> bytes:
    """The document as tagged PDF/A-2b.

    Raises:
        MissingExtraError: typst is not installed.
        InputError: the fonts are not installed.
        PublishError: typst refuses the document (a defect of Yanzhen; the message says where).
    """
    return _set(outline)[0]


def heading_pages(outline: Outline) -> tuple[int, ...]:
    """The page each heading stands on in the PDF; the DOCX, of the same layout, shows these until Word counts.

    Raises:
        MissingExtraError, InputError, PublishError: as :func:`to_pdf`.
    """
    return _set(outline)[1]


def _set(outline: Outline) -> tuple[bytes, tuple[int, ...]]:
    made, pages, end = _compiled_of(outline)
    if _spills_over(end):
        tight = _compiled_of(outline, tight=True)
        if tight[2].page < end.page:
            made, pages, _ = tight
    return made, pages


def _compiled_of(outline: Outline, *, tight: bool = False) -> tuple[bytes, tuple[int, ...], End]:
    writer = _Source(outline)
    source = writer.text(tight=tight)
    return _compiled(source, tuple(writer.charts), outline.imprint.moment)


def _spills_over(end: End) -> bool:
    """Whether the last page holds a few lines only, of a document short enough to be set a second time."""
    return 1 < end.page <= _SHORT and end.down < _SPILL


# Pages that are set again to save the last one, and how much of it at most is filled then.
_SHORT = 40
_SPILL = 0.36


# Sources longer than this give some fifty pages and more: typst holds 1.5 MB for each, in a process of its own.
_LARGE = 100_000


# A report asked for as DOCX and PDF is set once.
@lru_cache(maxsize=2)
def _compiled(source: str, charts: tuple[str, ...], moment: datetime) -> tuple[bytes, tuple[int, ...], End]:
    typst = _typst()
    stamp = moment.replace(tzinfo=UTC)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for number, chart in enumerate(charts, 1):
            (folder / _chart_name(number)).write_text(chart, encoding="utf-8")
        (folder / "main.typ").write_text(source, encoding="utf-8")
        if len(source) > _LARGE:
            return _set_apart(folder, stamp)
        try:
            made, pages, end = set_pages(folder / "main.typ", _fonts(), stamp)
        except typst.TypstError as error:
            raise _refused(error.diagnostic or str(error)) from error
    return made, tuple(pages), end


def _set_apart(folder: Path, stamp: datetime) -> tuple[bytes, tuple[int, ...], End]:
    """The same in a process of its own."""
    job = {"fonts": str(font_folder()), "stamp": stamp.isoformat()}
    (folder / "job.json").write_text(json.dumps(job), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("typst_child.py")), str(folder)],
        capture_output=True,
        check=False,
        env=os.environ | _SPARING,
    )
    if done.returncode:
        refused = folder / "error.txt"
        raise _refused(
            refused.read_text(encoding="utf-8") if refused.exists() else done.stderr.decode(errors="replace")
        )
    pages, end = json.loads((folder / "pages.json").read_text(encoding="utf-8"))
    return (folder / "out.pdf").read_bytes(), tuple(pages), End(*end)


def _refused(why: str) -> PublishError:
    return PublishError("typst cannot set this document", where=why)


def _chart_name(number: int) -> str:
    return f"chart{number}.svg"


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingExtraError("office", "typst") from error
    return typst


@cache
def _fonts() -> Any:
    return fonts_of(str(font_folder()))


def _string(text: str) -> str:
    """A typst string literal: nothing in the text can be markup."""
    return json.dumps(text, ensure_ascii=False)


def _words(text: str) -> str:
    return f"#{_string(text)};" if text else ""


# A chart that does not fit moves to the top of the next page and text fills the gap. Each such move sets pages
# anew, which in a report of 60 charts costs 250 MB.
_FLOATING = 12


# What is asked of the finished layout: the page of each heading, and where the text ends.
_LAYOUT = """#context [#metadata((
  query(heading).map(h => counter(page).at(h.location()).first()),
  (here().page(), here().position().y / page.height),
))<layout>]"""


class _Source:
    """Writes the typst source of one document; ``charts`` are the drawings it refers to."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.notes = outline.notes()
        self.layout = layout_of(outline.form)
        self._seen: set[int] = set()
        self.charts: list[str] = []
        few = sum(isinstance(block, Chart) for block in outline.blocks) <= _FLOATING
        self._floats = "true" if few else "false"

    def text(self, *, tight: bool = False) -> str:
        """The source; ``tight`` tables leave less air between their rows."""
        outline = self.outline
        given = {
            "form": outline.form,
            "doc-title": outline.title,
            "doc-author": outline.imprint.issuer or "Yanzhen",
            "doc-lang": outline.language,
            "doc-mark": synthetic_line(outline),
        }
        day = outline.imprint.moment
        lines = [f"#let {name} = {_string(value)}" for name, value in given.items()]
        lines.append(f"#let tight = {str(tight).lower()}")
        lines.append(f"#let doc-date = datetime(year: {day.year}, month: {day.month}, day: {day.day})")
        lines.append((Path(__file__).parent / "document.typ").read_text(encoding="utf-8"))
        title = "\n".join(title_lines(outline))
        front = ", ".join(map(_string, (title, outline.subtitle, "\n".join(imprint_lines(outline)))))
        lines.append(f"#doc-title-block({front})")
        if outline.contents:
            lines.append(f"#doc-contents({_string('目录' if outline.language == 'zh' else 'Contents')})")
        for block, label, leads_in in sequence(outline):
            written = self._block(block, label)
            lines.append(f"#lead-in[{written}]" if leads_in else written)
        lines.append(_LAYOUT)
        return "\n\n".join(lines)

    def _block(self, block: Block, label: str) -> str:
        match block:
            case Heading():
                return f"{'=' * block.level} {_words(label + block.text)}"
            case Paragraph():
                return _WRAPPERS[block.style].format(self._runs(block.runs, marked((block.runs,))))
            case Table():
                return self._table(block, label)
            case Chart():
                return self._chart(block, label)
            case Lookup(address=address, words=words):
                code, side = qr.svg(address), f"{qr.width(address):g}mm"
                return f"#doc-lookup({_string(code)}, {side}, {_string(address)}, {_string(words)})"
            case PageBreak():
                return "#pagebreak(weak: true)"

    def _runs(self, runs: Runs, with_marks: list[Cited]) -> str:
        pieces, texts = [], [run if isinstance(run, str) else run.text(self.outline.language) for run in runs]
        for i, run in enumerate(runs):
            if isinstance(run, str):
                pieces.append(_words(texts[i]))
                continue
            if not any(run is m for m in with_marks):
                cut = unparted(texts[i])
                pieces += [_words(texts[i][:cut]), f"#box({_string(texts[i][cut:])})"]
                continue
            cut = unparted(texts[i])
            pieces += [_words(texts[i][:cut]), f"#marked({_string(texts[i][cut:])}, [{self._mark(run)}])"]
        return "".join(pieces)

    def _mark(self, run: Cited) -> str:
        number = self.notes.number(run)
        if number in self._seen:
            return f"#footnote(<note-{number}>)"
        self._seen.add(number)
        note = next(n for n in self.notes if n.number == number)
        words = note_text(note, self.outline.language)
        # An id is looked up as one word: it is not parted at its hyphen.
        pieces = [
            f"#box({_string(part)})" if _ID.fullmatch(part) else _words(part) for part in _ID.split(words)
        ]
        return f"#noted[{''.join(pieces)}]<note-{number}>"

    def _table(self, table: Table, label: str) -> str:
        points = self.layout.appendix_size if table.appendix else self.layout.table_size
        widths = ", ".join(f"{column.width}fr" for column in table.columns)
        heads = ", ".join(_string(column.head) for column in table.columns)
        rights = ", ".join(str(column.numeric).lower() for column in table.columns)
        rows = []
        for row in table.rows:
            marks = marked(row) if table.noted else []
            rows.append("  " + ", ".join(self._cell(cell, marks) for cell in row))
        cells = ",\n".join(rows)
        return (
            f"#doc-table({points}pt, ({widths},), ({heads},), ({rights},), "
            f"{_string(label + table.caption)}, {_string(table.note)}, {str(table.short).lower()},\n{cells})"
        )

    def _cell(self, cell: Runs, marks: list[Cited]) -> str:
        """A cell without marks is a plain string: in long tables that takes half the memory."""
        depth, runs = indented(cell)
        if any(any(run is m for m in marks) for run in runs):
            written = f"[{self._runs(runs, marks)}]"
        else:
            written = _string(plain(runs, self.outline.language))
        return f"pad(left: {depth}em, {written})" if depth else written

    def _chart(self, chart: Chart, label: str) -> str:
        self.charts.append(draw.svg(chart.option, chart.height))
        name = _chart_name(len(self.charts))
        return f"#doc-chart({_string(name)}, {_string(chart.alt)}, {_string(label + chart.caption)}, {self._floats})"
