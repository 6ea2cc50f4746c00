"""``yanzhen show``: a ledger at a glance, or one entity with every claim and its words."""

from __future__ import annotations

import json
import sys

import click
from rich.console import Console

from yanzhen.cli.showing import print_entity, print_overview
from yanzhen.workbench.opening import group_statements, open_view
from yanzhen.workbench.view_json import view_json
from yanzhen.workbench.viewing import entity_view, overview


@click.command(name="show")
@click.argument("ledger")
@click.argument("entity", required=False)
@click.option("--as-of", help="Day of the state of knowledge: 2024-12-31.")
@click.option("--synthetic", is_flag=True, help="Take made-up demonstration data in.")
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def command(ledger: str, entity: str | None, as_of: str | None, synthetic: bool, json_out: bool) -> None:
    """Show the three tiers of LEDGER, or all that is said of ENTITY."""
    piped = json_out or not sys.stdout.isatty()
    console = Console()
    with open_view(ledger, as_of=as_of) as view:
        if entity is None:
            seen = overview(
                view.statements(),
                view.sources(),
                shown=view.shown_names(),
                include_synthetic=synthetic,
            )
            if piped:
                click.echo(json.dumps(view_json(seen), ensure_ascii=False, indent=1))
            else:
                print_overview(console, seen)
            return
        known = view.entity(entity)
        about = view.statements(entity=entity) + group_statements(view, known.names)
        one = entity_view(known.name, known.names, known.kind, about, view.sources())
        if piped:
            click.echo(json.dumps(view_json(one), ensure_ascii=False, indent=1))
        else:
            print_entity(console, one)
