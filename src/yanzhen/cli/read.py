"""``yanzhen read``: show what a document says."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from yanzhen.terms import Reading
from yanzhen.workbench.reading import as_json, file_as_json, read_file, row

ROWS = 500  # more than anyone reads on a terminal; the rest is in the JSON


@click.command(name="read")
@click.argument("file", type=click.Path(allow_dash=True))
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
@click.option("--explain", is_flag=True, help="Show which rule made each statement.")
@click.option(
    "--save-mapping", is_flag=True, help="For a table: write the column roles beside it, to edit and keep."
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    help="For a table: write a workbook with the refused cells marked.",
)
@click.option(
    "--extractor",
    type=click.Choice(["grammar", "llm"]),
    default="grammar",
    show_default=True,
    help="llm also asks a model; its proposals must stand in the text.",
)
@click.option(
    "--endpoint", help="OpenAI-compatible API, e.g. http://127.0.0.1:8000/v1 (with --extractor llm)."
)
@click.option("--model", help="Model name at the endpoint.")
def command(
    file: str,
    json_out: bool,
    explain: bool,
    save_mapping: bool,
    report: Path | None,
    extractor: str,
    endpoint: str | None,
    model: str | None,
) -> None:
    """Read FILE and print the statements it makes, each with the words it came from.

    FILE is a text (UTF-8 or GB18030), a saved web page, DOCX, PDF, XLSX, XLS, ODS or CSV; - reads standard input.
    Nothing leaves this machine unless --extractor llm is given. The key of an endpoint is taken from YANZHEN_API_KEY.
    """
    if save_mapping or report:
        _table_work(file, save_mapping, report)
        return
    if extractor == "llm":
        from yanzhen.workbench.second_reading import with_second_extractor

        _show(with_second_extractor(_reading(file), endpoint, model), json_out, explain)
        return
    if json_out or not (sys.stdout.isatty() or explain):
        for piece in _pieces(file):
            sys.stdout.write(piece)
    else:
        _table(_reading(file), explain)


def _show(reading: Reading, json_out: bool, explain: bool) -> None:
    if json_out or not (sys.stdout.isatty() or explain):
        for piece in as_json(reading):
            sys.stdout.write(piece)
    else:
        _table(reading, explain)


def _table_work(file: str, mapping: bool, report: Path | None) -> None:
    from yanzhen.workbench.tabling import report_on, save_mapping

    if mapping:
        click.echo(save_mapping(Path(file)))
    if report:
        click.echo(report_on(Path(file), report))


def _pieces(file: str) -> Iterator[str]:
    return as_json(_reading(file)) if file == "-" else file_as_json(Path(file))


def _reading(file: str) -> Reading:
    return read_file(sys.stdin.buffer.read(), name="stdin") if file == "-" else read_file(file)


def _table(reading: Reading, explain: bool) -> None:
    from rich.console import Console
    from rich.table import Table

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
    shown = "" if len(reading.statements) <= ROWS else f"，只列出前 {ROWS} 条，全部见 --json"
    console.print(f"{len(reading.statements)} 条陈述{shown}", highlight=False)
