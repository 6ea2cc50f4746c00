"""``yanzhen doctor``: is the ledger whole?"""

from __future__ import annotations

import sys

import click

from yanzhen.cli.answering import JSON, answer
from yanzhen.workbench import exchanging


@click.command(name="doctor")
@click.argument("ledger")
@JSON
def command(ledger: str, json_out: bool) -> None:
    """Examine LEDGER without changing it: pages, journal, originals, statements, decisions.

    Exit code 1 when something is wrong; each problem comes with what to do.
    """
    found = exchanging.doctor(ledger)
    rows = ((f.check, "正常 ok" if f.problem is None else f.problem, f.todo or "") for f in found)
    answer(found, ("检查", "结果", "怎么办"), rows, json_out)
    if any(f.problem for f in found):
        sys.exit(1)
