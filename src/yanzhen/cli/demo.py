"""``yanzhen demo``: the main job on the example city."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from yanzhen.cli.showing import print_overview
from yanzhen.workbench import demo


@click.command(name="demo")
@click.option(
    "-o", "--out", default="out/demo", show_default=True, type=click.Path(file_okay=False), help="Folder."
)
@click.option("--serve/--no-serve", default=True, show_default=True, help="Serve the workbench afterwards.")
@click.option("--port", default=8750, show_default=True, help="Port of the workbench.")
def command(out: str, serve: bool, port: int) -> None:
    """Read the evidence of the example city (聊城市), show its industrial system, write a briefing, serve the pages."""
    console = Console()
    made = demo.build(Path(out), lambda text: console.print(f"[dim]·[/dim] {text}", highlight=False))
    console.print()
    print_overview(console, made.overview)
    console.print()
    for file in made.files:
        console.print(f"  {file}", highlight=False)
    console.print(f"  {made.ledger}", highlight=False)
    if serve:
        from yanzhen.cli.serve import command as serve_command

        serve_command.main(args=[str(made.ledger), "--port", str(port)], standalone_mode=False)
    else:
        console.print(f"\n查看页面：yanzhen serve {made.ledger}", highlight=False)
