"""Answers of the ledger commands: a table on a terminal, JSON when piped or asked for."""

from __future__ import annotations

import getpass
import json
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from yanzhen.terms import Statement
from yanzhen.workbench.view_json import view_json

JSON = click.option(
    "--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped)."
)


def who_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """``--who``: by default $YANZHEN_USER, else the name under which one is logged in."""
    return click.option("--who", default=_whoever, help="Who decides (default: you).")(command)


def _whoever() -> str:
    return os.environ.get("YANZHEN_USER") or getpass.getuser()


def answer(value: Any, headings: Sequence[str], rows: Iterable[Sequence[str]], json_out: bool) -> None:
    """Print ``value`` as JSON, or ``rows`` as a table."""
    if json_out or not sys.stdout.isatty():
        click.echo(json.dumps(view_json(value), ensure_ascii=False, indent=1))
        return
    table = Table()
    for heading in headings:
        table.add_column(heading, overflow="fold", no_wrap=heading == "编号")
    for row in rows:
        table.add_row(*row)
    console = Console()
    console.print(table if table.row_count else "没有 none")


def said(statement: Statement | None) -> str:
    """A statement in one line: 化工集群 年营收 超1000亿元(2024年)."""
    if statement is None:
        return "—"
    figure = statement.figure
    if figure is None:
        return f"{statement.subject} {statement.predicate} {statement.object}"
    period = f"({figure.period.zh})" if figure.period else ""
    return f"{statement.subject} {statement.predicate} {figure.zh()}{period}"
