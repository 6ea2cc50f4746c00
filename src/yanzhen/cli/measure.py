"""``yanzhen measure``: run a measure on a table file."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from yanzhen.cli.index import MeasureCommand
from yanzhen.errors import UsageError
from yanzhen.workbench.measuring import Measured, explain, list_measures, measure_file, write_table

SHOWN = 30


@click.command(name="measure", cls=MeasureCommand)
@click.argument("name", required=False)
@click.argument("data", required=False, type=click.Path())
@click.option("--region", help="Column with the region.")
@click.option("--activity", help="Column with the activity (industry, product).")
@click.option("--value", help="Column with the value.")
@click.option("--period", help="Column with the period; without it everything is pooled.")
@click.option(
    "--column", "columns", multiple=True, metavar="ROLE=NAME", help="A further column, firm=企业 ..."
)
@click.option("--set", "settings", multiple=True, metavar="OPTION=VALUE", help="An option, threshold=1.5 ...")
@click.option("-o", "--output", type=click.Path(), help="Write xlsx, csv, parquet or json.")
@click.option("--list", "listing", is_flag=True, help="List every measure in Chinese and English.")
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def command(
    name: str | None,
    data: str | None,
    region: str | None,
    activity: str | None,
    value: str | None,
    period: str | None,
    columns: tuple[str, ...],
    settings: tuple[str, ...],
    output: str | None,
    listing: bool,
    json_out: bool,
) -> None:
    """Run the measure NAME on the table DATA; NAME alone explains the measure.

    yanzhen measure lq data.parquet --region city --activity gb4754 --value revenue --period year -o lq.xlsx
    """
    as_json = json_out or not sys.stdout.isatty()
    if listing:
        _list(as_json)
        return
    if name is None:
        raise UsageError("Which measure?", todo="yanzhen measure --list shows them all")
    if data is None:
        click.echo(explain(name))
        return
    roles = {"region": region, "activity": activity, "value": value, "period": period}
    given = {role: column for role, column in roles.items() if column} | _pairs(columns)
    measured = measure_file(name, data, given, _pairs(settings))
    for note in measured.notes:
        click.echo(f"note 注意: {note}", err=True)
    if output:
        write_table(measured, output)
        click.echo(f"{measured.table.height} rows -> {output}", err=True)
    elif as_json:
        click.echo(json.dumps(measured.to_json(), ensure_ascii=False))
    else:
        _show(measured)


def _pairs(texts: tuple[str, ...]) -> dict[str, str]:
    pairs = {}
    for text in texts:
        key, found, word = text.partition("=")
        if not found or not key or not word:
            raise UsageError(f"{text!r} is not of the form name=value.")
        pairs[key] = word
    return pairs


def _list(as_json: bool) -> None:
    rows = list_measures()
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    table = Table(title="测度 measures")
    for heading in ("name", "含义", "meaning", "columns"):
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(row["name"], row["zh"], row["en"], row["columns"])
    Console().print(table)


def _show(measured: Measured) -> None:
    console = Console()
    console.print(f"{measured.info.zh} | {measured.info.en}", style="bold")
    table = Table()
    for heading in measured.table.columns:
        table.add_column(heading)
    for row in measured.table.head(SHOWN).iter_rows():
        table.add_row(*(_text(cell) for cell in row))
    console.print(table)
    if measured.table.height > SHOWN:
        console.print(f"{SHOWN} of {measured.table.height} rows; -o FILE writes all")


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:,.4g}" if isinstance(cell, float) else str(cell)
