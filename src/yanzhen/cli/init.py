"""``yanzhen init``: make a ledger, empty or from an export."""

from __future__ import annotations

from pathlib import Path

import click

from yanzhen.workbench import exchanging, keeping


@click.command(name="init")
@click.argument("ledger")
@click.option(
    "--from", "archive", type=click.Path(dir_okay=False, path_type=Path), help="An export to fill it with."
)
def command(ledger: str, archive: Path | None) -> None:
    """Make LEDGER: a file such as city.yz, or the tables of an empty PostgreSQL database.

    For a team: postgresql://user@server/database
    """
    if archive is not None:
        version = exchanging.restore(archive, ledger)
        click.echo(f"{ledger}: 已从 {archive} 恢复 restored, version {version}", err=True)
        return
    keeping.init(ledger)
    click.echo(f"{ledger}: 已建立空账本 an empty ledger. 下一步 next: yanzhen add {ledger} FILE…", err=True)
