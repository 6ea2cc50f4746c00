"""``yanzhen init``: make an empty ledger."""

from __future__ import annotations

import click

from yanzhen.workbench import keeping


@click.command(name="init")
@click.argument("ledger")
def command(ledger: str) -> None:
    """Make an empty LEDGER: a file such as city.yz, or the tables of a PostgreSQL database.

    For a team: postgresql://user@server/database
    """
    keeping.init(ledger)
    click.echo(f"{ledger}: 已建立空账本 an empty ledger. 下一步 next: yanzhen add {ledger} FILE…", err=True)
