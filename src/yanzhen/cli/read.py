"""``yanzhen read``: show what a document says."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.table import Table

from yanzhen.terms import Reading
from yanzhen.workbench.reading import as_json, read_file, row


@click.command(name="read")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
@click.option("--explain", is_flag=True, help="Show which rule made each statement.")
def command(file: str, json_out: bool, explain: bool) -> None:
    """Read FILE and print the statements it makes, each with the words it came from.

    FILE is a text in UTF-8 or GB18030; - reads standard input.
    """
    where = sys.stdin.buffer.read() if file == "-" else file
    reading = read_file(where, name="stdin" if file == "-" else None)
    if json_out or not sys.stdout.isatty():
        for piece in as_json(reading):
            sys.stdout.write(piece)
    else:
        _table(reading, explain)


def _table(reading: Reading, explain: bool) -> None:
    console = Console()
    source = reading.source
    facts = [
        source.title,
        source.publisher,
        source.published,
        source.event_date and f"事件日期 {source.event_date}",
    ]
    console.print(" | ".join(filter(None, facts)) or source.name, style="bold")
    for note in reading.notes:
        console.print(f"注意: {note}", style="yellow")
    table = Table(show_lines=False)
    for heading in ("主体", "指标/关系", "数值/对象", "标记", "原文", *(["规则"] if explain else [])):
        table.add_column(heading, overflow="fold")
    for statement in reading.statements:
        table.add_row(*row(statement), *([statement.rule] if explain else []))
    console.print(table)
    console.print(f"{len(reading.statements)} 条陈述")
