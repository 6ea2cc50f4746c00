"""HTML: one self-contained file, readable without scripts, on paper and in the dark."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from yanzhen.publish import draw, qr
from yanzhen.publish.imprint import imprint_lines, note_text, synthetic_line
from yanzhen.publish.outline import (
    Block,
    Chart,
    Cited,
    Heading,
    Lookup,
    Notes,
    Outline,
    PageBreak,
    Paragraph,
    Runs,
    Table,
    indented,
    labels,
    marked,
    plain,
    unparted,
)
from yanzhen.publish.slot import Slot

_LEVELS = {1: "h2", 2: "h3", 3: "h4"}


@cache
def _style() -> str:
    return (Path(__file__).parent / "document.css").read_text(encoding="utf-8")


def to_html(outline: Outline) -> str:
    """The document as one HTML file: styles and charts inside, nothing loaded from elsewhere."""
    page = _Page(outline)
    body = "\n".join(
        page.block(block, label) for block, label in zip(outline.blocks, labels(outline), strict=True)
    )
    head, notes = page.header(), page.footer()
    return f"""<!doctype html>
<html lang="{"zh-CN" if outline.language == "zh" else "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(outline.title)}</title>
<style>
{_style()}</style>
</head>
<body class="{outline.form}">
<main>
{head}
{body}
{notes}
</main>
</body>
</html>
"""


class _Page:
    """Carries what the blocks of one document share: its notes, and which of them have been referred to."""

    def __init__(self, outline: Outline) -> None:
        self.outline, self.language = outline, outline.language
        self.notes: Notes = outline.notes()
        self._seen: set[int] = set()
        self._word = "注" if self.language == "zh" else "note"

    def header(self) -> str:
        mark = synthetic_line(self.outline)
        banner = f'<p class="synthetic" role="note">{mark}</p>\n' if mark else ""
        subtitle = (
            f'<p class="subtitle">{escape(self.outline.subtitle)}</p>\n' if self.outline.subtitle else ""
        )
        contents = self._contents() if self.outline.contents else ""
        return (
            f"{banner}<h1>{escape(self.outline.title)}</h1>\n{subtitle}"
            f'<p class="imprint">{"<br>".join(map(escape, imprint_lines(self.outline)))}</p>\n{contents}'
        )

    def _contents(self) -> str:
        pairs = zip(self.outline.blocks, labels(self.outline), strict=True)
        items = [
            f'<li class="level{b.level}"><a href="#{_anchor(b, label)}">{escape(label + b.text)}</a></li>'
            for b, label in pairs
            if isinstance(b, Heading) and b.level < 3
        ]
        name = "目录" if self.language == "zh" else "Contents"
        return f'<nav aria-label="{name}"><h2>{name}</h2><ol class="contents">{"".join(items)}</ol></nav>\n'

    def footer(self) -> str:
        if not len(self.notes):
            return ""
        items = "\n".join(
            f'<li id="note-{n.number}">{escape(note_text(n, self.language))} '
            f'<a href="#mark-{n.number}" aria-label="↩ {n.number}">↩</a></li>'
            for n in self.notes
        )
        name = "注释" if self.language == "zh" else "Notes"
        return f'<section class="notes"><h2>{name}</h2>\n<ol>\n{items}\n</ol></section>'

    def block(self, block: Block, label: str) -> str:
        match block:
            case Heading():
                tag = _LEVELS[block.level]
                return f'<{tag} id="{_anchor(block, label)}">{escape(label + block.text)}</{tag}>'
            case Paragraph():
                return f'<p class="{block.style}">{self._runs(block.runs, marked((block.runs,)))}</p>'
            case Table():
                return self._table(block, label)
            case Chart():
                return self._chart(block, label)
            case Lookup():
                return _lookup(block)
            case PageBreak():
                return '<hr class="page">'

    def _runs(self, runs: Runs, with_marks: list[Cited]) -> str:
        return "".join(
            escape(run).replace("\n", "<br>")
            if isinstance(run, str)
            else self._cited(run, any(run is m for m in with_marks))
            for run in runs
        )

    def _cited(self, run: Cited, with_mark: bool) -> str:
        kind = run.figure.kind if isinstance(run, Slot) else "words"
        ids = " ".join(each.statement.id for each in run.evidence)
        words = "\n".join(dict.fromkeys(each.statement.quote for each in run.evidence))
        shown, base = run.text(self.language), self.outline.imprint.base_url.rstrip("/")
        tag, link = (
            ("a", f' href="{escape(base)}/statement/{run.evidence[0].statement.id}"')
            if base
            else ("span", "")
        )
        attributes = f'class="cited {kind}" data-statements="{ids}" title="{escape(words)}"{link}'
        if not with_mark:
            return f"<{tag} {attributes}>{escape(shown)}</{tag}>"
        # The mark stays on the line of its number, or of its word's last character.
        cut = unparted(shown)
        start, end = escape(shown[:cut]), escape(shown[cut:])
        mark = self._mark(self.notes.number(run))
        cited = f"<{tag} {attributes}>{start}</{tag}>" if start else ""
        return f'{cited}<span class="nobr"><{tag} {attributes}>{end}</{tag}>{mark}</span>'

    def _mark(self, number: int) -> str:
        anchor = "" if number in self._seen else f' id="mark-{number}"'
        self._seen.add(number)
        return f'<sup class="mark"><a{anchor} href="#note-{number}" data-number="{number}" aria-label="{self._word} {number}"></a></sup>'

    def _table(self, table: Table, label: str) -> str:
        total = sum(column.width for column in table.columns)
        widths = "".join(f'<col style="width:{100 * c.width / total:.1f}%">' for c in table.columns)
        head = "".join(f'<th scope="col"{_numeric(c.numeric)}>{escape(c.head)}</th>' for c in table.columns)
        body = "\n".join(f"<tr>{self._row(table, row)}</tr>" for row in table.rows)
        note = f'<p class="note">{escape(table.note)}</p>' if table.note else ""
        kind = ' class="appendix"' if table.appendix else ""
        return (
            f"<figure{kind}><table><caption>{escape(label + table.caption)}</caption>"
            f"<colgroup>{widths}</colgroup>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody></table>{note}</figure>"
        )

    def _row(self, table: Table, row: tuple[Runs, ...]) -> str:
        marks = marked(row) if table.noted else []
        return "".join(
            f"<td{_numeric(column.numeric)}{_depth(depth)}>{self._runs(runs, marks)}</td>"
            for column, (depth, runs) in zip(table.columns, map(indented, row), strict=True)
        )

    def _chart(self, chart: Chart, label: str) -> str:
        drawing = draw.svg(chart.option, chart.height).replace(
            "<svg ", f'<svg role="img" aria-label="{escape(chart.alt)}" ', 1
        )
        data = "数据表" if self.language == "zh" else "Data"
        rows = "".join(
            "<tr>" + "".join(f"<td>{escape(plain(cell, self.language))}</td>" for cell in row) + "</tr>"
            for row in chart.data.rows
        )
        head = "".join(f'<th scope="col">{escape(c.head)}</th>' for c in chart.data.columns)
        return (
            f'<figure class="chart">{drawing}<figcaption>{escape(label + chart.caption)}</figcaption>'
            f"<details><summary>{data}</summary><table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></details></figure>"
        )


def _lookup(block: Lookup) -> str:
    address, size = escape(block.address), f"{qr.width(block.address):g}mm"
    code = qr.svg(block.address, size).replace("<svg ", f'<svg role="img" aria-label="{address}" ', 1)
    return f'<p class="lookup"><a href="{address}">{code}</a><span>{escape(block.words)}</span></p>'


def _numeric(numeric: bool) -> str:
    return ' class="number"' if numeric else ""


def _depth(depth: int) -> str:
    return f' style="padding-left:{depth + 0.5}em"' if depth else ""


def _anchor(heading: Heading, label: str) -> str:
    return escape(f"{label}{heading.text}".replace(" ", "-"), quote=True)
