"""``yanzhen read``: show what a document says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from yanzhen.terms import Reading
from yanzhen.workbench.reading import as_json, file_as_json, read_file, row

ROWS = 500  # more than anyone reads on a terminal; the rest is in the JSON


@click.command(name="read")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
@click.option("--explain", is_flag=True, help="Show which rule made each statement.")
def command(file: str, json_out: bool, explain: bool) -> None:
    """Read FILE and print the statements it makes, each with the words it came from.

    FILE is a text in UTF-8 or GB18030; - reads standard input.
    """
    if json_out or not (sys.stdout.isatty() or explain):
        for piece in _pieces(file):
            sys.stdout.write(piece)
    else:
        _table(_reading(file), explain)


def _pieces(file: str) -> Iterator[str]:
    return as_json(_reading(file)) if file == "-" else file_as_json(Path(file))


def _reading(file: str) -> Reading:
    return read_file(sys.stdin.buffer.read(), name="stdin") if file == "-" else read_file(file)


def _table(reading: Reading, explain: bool) -> None:
    console = Console()
    source = reading.source
    event = f"事件日期 {source.event_date}" if source.event_date else None
    facts = (source.title, source.publisher, source.published, event)
    console.print(" | ".join(filter(None, facts)) or source.name, style="bold", highlight=False)
    for note in reading.notes:
        console.print(f"注意: {note}", style="yellow", highlight=False)
    table = Table()
    for heading in ("主体", "指标/关系", "数值/对象", "标记", "原文", *(["规则"] if explain else [])):
        table.add_column(heading, overflow="fold")
    for statement in reading.statements[:ROWS]:
        table.add_row(*row(statement), *([statement.rule] if explain else []))
    console.print(table, highlight=False)
    shown = "" if len(reading.statements) <= ROWS else f",只列出前 {ROWS} 条,全部见 --json"
    console.print(f"{len(reading.statements)} 条陈述{shown}", highlight=False)
