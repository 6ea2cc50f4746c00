"""``yanzhen add``: read files and keep what they say."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from yanzhen.workbench import keeping


@click.command(name="add")
@click.argument("ledger")
@click.argument("files", nargs=-1, required=True, type=click.Path())
@click.option("--title", help="Title, where the document does not give it.")
@click.option("--publisher", help="Who published it.")
@click.option("--published", help="When: 2024-12-25, 2024-12 or 2024.")
@click.option("--place", help="Region it is about: 聊城市. Without one it shows for every region.")
@click.option("--licence", help="Licence of the document.")
@click.option("--internal", is_flag=True, help="Not for the public: shown to insiders only.")
@click.option("--synthetic", is_flag=True, help="Made-up data; marked so wherever it is shown.")
@click.option("--reread", is_flag=True, help="Read a known document again and add what is new in it.")
@click.option(
    "--mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Column roles for tables."
)
@click.option("--skip-unreadable", is_flag=True, help="Leave out files that cannot be read, and say so.")
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def command(
    ledger: str,
    files: tuple[str, ...],
    title: str | None,
    publisher: str | None,
    published: str | None,
    place: str | None,
    licence: str | None,
    internal: bool,
    synthetic: bool,
    reread: bool,
    mapping: Path | None,
    skip_unreadable: bool,
    json_out: bool,
) -> None:
    """Read FILES (texts, pages, Word, PDF, tables, folders, ZIP) and add what they say to LEDGER: all of them or, if one cannot be read, none.

    A file that is there already, byte for byte, changes nothing.
    """
    about = keeping.About(
        title,
        publisher,
        published,
        licence,
        visibility="internal" if internal else None,
        synthetic=True if synthetic else None,
        place=place,
    )
    added = keeping.add(ledger, files, about, reread=reread, mapping=mapping, skip_unreadable=skip_unreadable)
    if json_out or not sys.stdout.isatty():
        click.echo(json.dumps([dataclasses.asdict(each) for each in added], ensure_ascii=False, indent=1))
    else:
        _table(added)


def _table(added: list[keeping.Added]) -> None:
    table = Table()
    for heading in ("文件", "来源", "新增陈述", "已有陈述", "说明"):
        table.add_column(heading, overflow="fold")
    for each in added:
        report = each.report
        known = "账本中已有此文件，未作改动" if report.was_known and not report.added else ""
        notes = "\n".join(filter(None, [known, *each.notes]))
        table.add_row(each.file, report.source_id, str(report.added), str(report.known), notes)
    Console().print(table)
