"""``yanzhen atlas``: check charts, draw them, place firms, write the office's lists."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from yanzhen.errors import UsageError
from yanzhen.workbench import atlas_tasks

PATH = click.Path(path_type=Path)
_CHARTS = click.option(
    "--charts", "chart_files", multiple=True, type=PATH, help="Charts of your own (YAML or Excel)."
)
_FIRMS = click.option("--firms", "firm_file", type=PATH, help="A firm list beside the ledger.")
_COVERED = click.option(
    "--covered", multiple=True, help="Chain or segment that the firm list covers whole: empty means absent."
)
_SET = click.option(
    "--set", "settings", multiple=True, help="A threshold of the states, e.g. strong_quotient=1.2."
)
_JSON = click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when piped).")


@click.group(name="atlas")
def command() -> None:
    """Chains, clusters and what is missing."""


@command.command()
@click.argument("files", nargs=-1, required=True, type=PATH)
@click.option(
    "--classification", "classifications", multiple=True, type=PATH, help="Industry codes of your own (CSV)."
)
@_JSON
def check(files: tuple[Path, ...], classifications: tuple[Path, ...], json_out: bool) -> None:
    """Check chart FILES (YAML or Excel): every problem with file and line, all at once."""
    found = atlas_tasks.check(files, classifications)
    if _piped(json_out):
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=1))
    else:
        for problem in found.problems:
            click.echo(str(problem))
        for line in found.summary():
            click.echo(line)
    if not found.is_sound:
        sys.exit(1)


@command.command()
@click.argument("ledger", required=False)
@click.option("--what", default="", help="Chart id or name, formations or tiers; all charts if not given.")
@click.option("-o", "--out", type=PATH, default=Path(), help="File (.svg) or folder.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh")
@click.option("--paper", type=click.Choice(["A4", "A3", "A0"]), help="Fit a landscape sheet for print.")
@click.option("--phone", is_flag=True, help="One column, for a narrow screen.")
@_CHARTS
@_FIRMS
@_COVERED
@_SET
def draw(
    ledger: str | None,
    what: str,
    out: Path,
    language: str,
    paper: str | None,
    phone: bool,
    chart_files: tuple[Path, ...],
    firm_file: Path | None,
    covered: tuple[str, ...],
    settings: tuple[str, ...],
) -> None:
    """Draw the chains of LEDGER as SVG; without a ledger, the charts themselves."""
    question = atlas_tasks.Question(ledger, chart_files, firm_file, covered, settings)
    for file in atlas_tasks.draw(question, what, out, language=language, paper=paper, phone=phone):
        click.echo(file)


@command.command()
@click.argument("firms", type=PATH)
@click.option("-o", "--out", type=PATH, help="Write to .xlsx or .csv instead of printing.")
@click.option("--threshold", type=click.FloatRange(0, 1), help="Least score of a placement.")
@click.option("--classification", type=PATH, help="What the firms' codes belong to, if not GB/T 4754 (CSV).")
@_CHARTS
@_JSON
def place(
    firms: Path,
    out: Path | None,
    threshold: float | None,
    classification: Path | None,
    chart_files: tuple[Path, ...],
    json_out: bool,
) -> None:
    """Find the segments of the firms in a list, with the words that decided."""
    placed = atlas_tasks.place(firms, chart_files, threshold, classification)
    if out:
        click.echo(placed.write(out))
    elif _piped(json_out):
        click.echo(json.dumps(placed.to_json(), ensure_ascii=False, indent=1))
        return
    else:
        _show(f"{len(placed.placed)} 处落位", placed.headings, placed.placed)
        _show(f"{len(placed.unplaced)} 家未落位", placed.unplaced_headings, placed.unplaced)
    for problem in placed.problems:
        click.echo(str(problem), err=True)


@command.command()
@click.argument("ledger")
@click.option("-o", "--out", type=PATH, required=True, help="The workbook (.xlsx).")
@click.option("--projects", "project_file", type=PATH, help="Project table with monthly rows.")
@click.option("--court", "court_file", type=PATH, help="A list of firms elsewhere: who could fill a gap.")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day by which projects are late.")
@_CHARTS
@_FIRMS
@_COVERED
@_SET
def lists(
    ledger: str,
    out: Path,
    project_file: Path | None,
    court_file: Path | None,
    day: Any,
    chart_files: tuple[Path, ...],
    firm_file: Path | None,
    covered: tuple[str, ...],
    settings: tuple[str, ...],
) -> None:
    """Write 图 and 清单 of LEDGER: one workbook with a sheet for each list."""
    question = atlas_tasks.Question(ledger, chart_files, firm_file, covered, settings)
    on = day.date() if day else date.today()
    written, problems = atlas_tasks.lists(question, out, project_file, on, court_file)
    for problem in problems:
        click.echo(str(problem), err=True)
    click.echo(written)


@command.command()
@click.argument("table", type=PATH)
@click.argument("crosswalk", type=PATH)
@click.option("--into", default="sei2018", help="Classification wanted: sei2018, or a CSV of your own.")
@click.option("--level", type=click.IntRange(1), help="Roll the result up to this level.")
@_JSON
def convert(table: Path, crosswalk: Path, into: str, level: int | None, json_out: bool) -> None:
    """Amounts by GB/T class in TABLE to another classification, by CROSSWALK; partial codes give bounds."""
    rows, unlinked, problems = atlas_tasks.convert(table, crosswalk, into, level)
    for problem in problems:
        click.echo(str(problem), err=True)
    if _piped(json_out):
        click.echo(json.dumps({"rows": rows, "unlinked": list(unlinked)}, ensure_ascii=False, indent=1))
        return
    cells = [(r["code"], r["name"], f"{r['low']:g}", f"{r['high']:g}", "、".join(r["partial"])) for r in rows]
    _show("换算结果", ("代码", "名称", "下限", "上限", "只覆盖一部分的代码"), cells)
    click.echo("没有对应的代码：" + ("、".join(unlinked) or "无"))


@command.command()
@click.argument("out", type=PATH)
def template(out: Path) -> None:
    """Write the charts that come with Yanzhen as a workbook to edit, to OUT (.xlsx)."""
    if out.suffix.lower() != ".xlsx":
        raise UsageError(f"{out} 不是工作簿的名字", expected="以 .xlsx 结尾")
    click.echo(atlas_tasks.template(out))


def _piped(json_out: bool) -> bool:
    return json_out or not sys.stdout.isatty()


def _show(title: str, headings: Iterable[str], rows: Iterable[tuple[str, ...]]) -> None:
    table = Table(title=title, title_justify="left")
    for heading in headings:
        table.add_column(heading, overflow="fold")
    for row in rows:
        table.add_row(*row)
    Console().print(table)
