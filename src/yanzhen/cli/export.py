"""``yanzhen export``: a whole ledger as one portable file."""

from __future__ import annotations

from pathlib import Path

import click

from yanzhen.workbench import exchanging


@click.command(name="export")
@click.argument("ledger")
@click.argument("target", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["zip", "ftm"]), default="zip", show_default=True)
@click.option("--public", is_flag=True, help="ftm: public sources only.")
def command(ledger: str, target: Path, form: str, public: bool) -> None:
    """Write LEDGER to TARGET.

    zip: everything, as JSON lines with a Frictionless descriptor; `yanzhen init NEW --from TARGET` reads it back.
    ftm: entities, names, codes and claims as a CSV of FollowTheMoney statements.
    """
    if form == "ftm":
        count = exchanging.export_ftm(ledger, target, internal=not public)
        click.echo(f"{target}: {count} FollowTheMoney statements", err=True)
    else:
        exchanging.export(ledger, target)
        click.echo(f"{target}: 已导出整个账本 the whole ledger", err=True)
