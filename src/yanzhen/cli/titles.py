"""``yanzhen titles``: the register of titles: awarded, valid, expiring, and claims the register does not bear out."""

from __future__ import annotations

import json
import sys
from datetime import date

import click
from rich.console import Console
from rich.table import Table

from yanzhen.workbench.judging import Rulebook
from yanzhen.workbench.opening import open_view
from yanzhen.workbench.titling import Register, register_of
from yanzhen.workbench.view_json import view_json


@click.command(name="titles")
@click.argument("ledger")
@click.option("--on", "day", type=click.DateTime(["%Y-%m-%d"]), help="Day asked; today if left out.")
@click.option(
    "--expiring", "months", default=6, show_default=True, help="Months to look ahead for titles that end."
)
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def command(ledger: str, day: object, months: int, json_out: bool) -> None:
    """Show the titles in LEDGER: cumulative and valid counts, those that end soon, and conflicts."""
    asked = day.date() if hasattr(day, "date") else date.today()
    with open_view(ledger) as view:
        register = register_of(view, Rulebook(), asked, months)
    if json_out or not sys.stdout.isatty():
        click.echo(json.dumps(view_json(register), ensure_ascii=False, indent=1))
    else:
        _print(register)


def _print(register: Register) -> None:
    console = Console()
    counts = Table(title=f"称号（{register.day}）", title_justify="left")
    for heading in ("称号", "累计", "有效", "已过期", "期限不明"):
        counts.add_column(heading, justify="left" if heading == "称号" else "right")
    for each in register.counts:
        counts.add_row(
            each.title, *(str(n) for n in (each.cumulative, each.valid, each.expired, each.undated))
        )
    console.print(counts)
    if register.expiring:
        console.print(f"{register.months} 个月内到期")
    for record in register.expiring:
        console.print(f"  {record.expires}  {record.holder}  {record.title}", highlight=False)
    if register.conflicts:
        console.print("与发文名单不一致", style="yellow")
    for conflict in register.conflicts:
        quote = conflict.claim.evidence.quote if conflict.claim.evidence else ""
        console.print(
            f"  {conflict.claim.holder}  {conflict.claim.title}：{conflict.why}  “{quote}”", highlight=False
        )
