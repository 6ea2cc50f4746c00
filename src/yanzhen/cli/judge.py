"""``yanzhen judge``: who could apply for what, and what is missing."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from yanzhen.terms import Truth
from yanzhen.workbench import judged
from yanzhen.workbench.judging import Matrix, Rulebook, judge_all, judge_entity, judge_table
from yanzhen.workbench.opening import open_view

_STYLE: dict[Truth | None, str] = {None: "", Truth.YES: "green", Truth.NO: "red", Truth.UNKNOWN: "yellow"}


@click.command(name="judge")
@click.argument("ledger", required=False)
@click.argument("programme", required=False)
@click.argument("entity", required=False)
@click.option(
    "--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day asked; the rule in force then is used."
)
@click.option(
    "--table",
    type=click.Path(exists=True, dir_okay=False),
    help="Judge the firms of a table instead of a ledger.",
)
@click.option(
    "--programmes",
    "folders",
    multiple=True,
    type=click.Path(exists=True),
    help="Folder with programmes of your own.",
)
@click.option("--what-if", help="Change one fact and show which answers change: 营业收入=20000.")
@click.option(
    "--check",
    "check_folder",
    type=click.Path(exists=True),
    help="Check a programme folder and run its cases.",
)
@click.option("--list", "list_them", is_flag=True, help="List programmes and titles.")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False), help="Write the answers with their reasons to a workbook."
)
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def command(
    ledger: str | None,
    programme: str | None,
    entity: str | None,
    day: object,
    table: str | None,
    folders: tuple[str, ...],
    what_if: str | None,
    check_folder: str | None,
    list_them: bool,
    out: str | None,
    json_out: bool,
) -> None:
    """Judge by PROGRAMME what LEDGER knows of ENTITY: yes, no or cannot tell, with the reasons.

    Without ENTITY every firm and cluster is judged; without PROGRAMME all programmes are used.
    """
    book = Rulebook(tuple(Path(f) for f in folders))
    asked = day.date() if hasattr(day, "date") else date.today()
    piped = json_out or not sys.stdout.isatty()
    if check_folder:
        _say(judged.check_lines(Path(check_folder)), piped)
    elif list_them or (ledger is None and table is None):
        _say(judged.programme_lines(book), piped)
    elif table:
        verdicts = judge_table(Path(table), book, [programme] if programme else [], asked)
        _say(judged.bulk_lines(verdicts), piped)
    else:
        assert ledger is not None
        with open_view(ledger) as view:
            if entity and programme:
                verdict = judge_entity(view, book, programme, entity, asked)
                _say(judged.verdict_lines(verdict), piped)
                if what_if:
                    _say(judged.what_if_lines(view, book, entity, what_if, asked), piped)
                return
            matrix = judge_all(view, book, asked, programme=programme)
        if out:
            judged.write_workbook(matrix, Path(out))
            click.echo(out)
        elif piped:
            click.echo(json.dumps(judged.matrix_json(matrix), ensure_ascii=False, indent=1))
        else:
            _matrix(matrix)


def _say(lines: judged.Lines, piped: bool) -> None:
    if piped:
        click.echo(json.dumps(lines.data, ensure_ascii=False, indent=1))
        return
    console = Console()
    for depth, answer, text in lines.shown:
        console.print(Text("  " * depth + text, style=_STYLE[answer]))


def _matrix(matrix: Matrix) -> None:
    shown = Table(title=f"{matrix.day}")
    shown.add_column("企业/集群")
    for programme in matrix.programmes:
        shown.add_column(programme.name, justify="center")
    for name, verdicts in matrix.rows:
        by_id = {v.programme.id: v for v in verdicts}
        cells = [judged.cell(by_id.get(p.id)) for p in matrix.programmes]
        shown.add_row(name, *(Text(text, style=_STYLE[a]) for text, a in cells))
    Console().print(shown)
