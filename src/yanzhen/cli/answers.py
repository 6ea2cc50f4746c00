"""Giving an answer on the command line: to a file, as JSON, or as tables with their assumptions below."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from yanzhen.workbench.linking import Answer

SHOWN = 30
FILE = click.Path(dir_okay=False)


def output_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """``-o`` and ``--json``."""
    command = click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when piped).")(
        command
    )
    return click.option("-o", "--output", type=FILE, help="Write xlsx, csv, parquet or json.")(command)


def give(answer: Answer, output: str | None, json_out: bool) -> None:
    """Write, print JSON, or show; conditions go with the numbers in each case."""
    if output:
        answer.write(output)
        click.echo(f"{answer.main.height} rows -> {output}", err=True)
    if json_out or (not output and not sys.stdout.isatty()):
        click.echo(json.dumps(answer.to_json(), ensure_ascii=False))
    elif output:
        for note in answer.assumptions:
            click.echo(f"{'注意' if note.warning else '假定'}: {note.zh}", err=True)
    else:
        _show(answer)


def _show(answer: Answer) -> None:
    console = Console()
    console.print(f"{answer.zh} | {answer.en}", style="bold")
    for name, value in answer.facts.items():
        if value not in (None, "", []):
            console.print(f"{name}: {_text(value)}", highlight=False)
    for title, frame in answer.tables.items():
        table = Table(title=title, title_justify="left")
        for heading in frame.columns:
            table.add_column(heading, overflow="fold")
        for row in frame.head(SHOWN).iter_rows():
            table.add_row(*map(_text, row))
        console.print(table)
        if frame.height > SHOWN:
            console.print(f"{SHOWN} of {frame.height} rows; -o FILE writes all")
    for note in answer.assumptions:
        console.print(f"· {note.zh} {note.en}", style="yellow" if note.warning else "dim", highlight=False)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:,.4g}" if isinstance(cell, float) else str(cell)
