"""``yanzhen review``: look at statements and names, and decide."""

from __future__ import annotations

import click

from yanzhen.cli.answering import JSON, answer, said, who_option
from yanzhen.workbench import reviewing
from yanzhen.workbench.reviewing import Correction

REASON = click.option("--reason", help="Why.")
_DECIDED = ("编号", "裁决", "对象", "人", "理由")


class QueueUnlessTold(click.Group):
    """``yanzhen review city.yz`` alone shows the queue."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and (len(args) == 1 or args[1].startswith("-")):
            args = [args[0], "queue", *args[1:]] if "--help" not in args and "-h" not in args else ["--help"]
        return super().parse_args(ctx, args)


@click.group(name="review", cls=QueueUnlessTold)
@click.argument("ledger")
@click.pass_context
def command(context: click.Context, ledger: str) -> None:
    """Review LEDGER; without a command: the queue.

    A decision is never lost and can be undone by itself: yanzhen review city.yz undo dec-…
    """
    context.obj = ledger


@command.command()
@click.option("--limit", default=20, show_default=True, help="How many to show.")
@JSON
@click.pass_obj
def queue(ledger: str, limit: int, json_out: bool) -> None:
    """What to look at first, by the pages it shows on."""
    found = reviewing.review_queue(ledger, limit)
    rows = (
        (r.statement.id, said(r.statement), r.statement.quote, str(r.pages), "\n".join(r.reasons))
        for r in found
    )
    answer(found, ("编号", "机器读出", "原文", "页数", "见于与疑点"), rows, json_out)


@command.command()
@click.argument("statement")
@JSON
@click.pass_obj
def show(ledger: str, statement: str, json_out: bool) -> None:
    """One STATEMENT: the machine's version, a person's, the words, and every decision."""
    found = reviewing.record(ledger, statement)
    rows = [
        ("状态", found.state.value),
        ("机器读出", said(found.statement)),
        ("现行", said(found.current)),
        ("原文", found.statement.quote),
        ("来源", found.source.title or found.source.name),
        ("可见范围", "内部" if "internal" in (found.visibility, found.source.visibility) else "公开"),
        *((d.at[:16], f"{d.who}: {d.verb.value} {d.reason or ''}") for d in found.decisions),
    ]
    answer(found, ("", ""), rows, json_out)


@command.command()
@click.argument("statement")
@click.option(
    "--bound", type=click.Choice(["=", ">", ">=", "<", "<=", "~", "<~"]), help="How the number bounds it."
)
@click.option("--number", help="The number as written, with --unit: 1000")
@click.option("--unit", help="The unit as written: 亿元, 万辆/年, %")
@click.option("--period", help='2024, 2024-Q1 …; "" where the source does not say.')
@click.option("--scope", help='规上, 全市 …; "" where the source does not say.')
@click.option("--modality", help="actual, target, plan, estimate, forecast, capacity, cumulative.")
@click.option("--metric", help="The metric or relation.")
@click.option("--subject", help="Whom it is about.")
@click.option("--object", help="Object of a relation.")
@click.option("--as-of", help="Day on which the source said so.")
@REASON
@who_option
@JSON
@click.pass_obj
def correct(
    ledger: str, /, statement: str, reason: str | None, who: str, json_out: bool, **changes: str | None
) -> None:
    """Put your version of STATEMENT beside the machine's.

    What says more than the words it corrects (突破1000亿元 -> 1023亿元) needs --reason.
    """
    found = reviewing.correct(ledger, statement, Correction(**changes), who=who, reason=reason)
    rows = [("机器读出", said(found.statement)), ("现行", said(found.current))]
    answer(found, ("", ""), rows, json_out)


def _deciding(verb: str, help_text: str, count: int) -> None:
    """Add the command for a verb about ``count`` things (-1: one or more, a decision on each)."""

    @command.command(name=verb, help=help_text)
    @click.argument("targets", nargs=count, required=True)
    @REASON
    @who_option
    @JSON
    @click.pass_obj
    def decide(ledger: str, targets: tuple[str, ...], reason: str | None, who: str, json_out: bool) -> None:
        taken = reviewing.decide(ledger, verb, list(targets), who=who, reason=reason)
        rows = (
            (d.id, d.verb.value, " / ".join(filter(None, (d.target, d.other))), d.who, d.reason or "")
            for d in taken
        )
        answer(taken, _DECIDED, rows, json_out)


for _verb, _text, _count in (
    ("accept", "The machine read these statements rightly.", -1),
    ("withdraw", "These statements are not what the document says.", -1),
    ("prefer", "Of two statements that contradict each other, the first counts.", 2),
    ("settle", "Two statements that seem to contradict each other both stand (needs --reason).", 2),
    ("internal", "Hide these statements or sources from everybody who may not see internal ones.", -1),
    ("public", "Show statements or sources to everybody again.", -1),
    ("same", "Two names mean one entity.", 2),
    ("not-same", "Two names do not mean one entity; outlasts everything but its own undoing.", 2),
    ("unsure", "Looked at two names; cannot tell.", 2),
    ("undo", "Take back decisions, each by itself; an undo can be undone.", -1),
):
    _deciding(_verb, _text, _count)


@command.command()
@click.argument("name", required=False)
@click.option("--kind", default="firm", show_default=True, help="Kind of thing: firm, cluster, chain …")
@click.option("--at-least", type=float, help="Lowest score; from 0.7 downwards names merely spelt alike.")
@JSON
@click.pass_obj
def names(ledger: str, name: str | None, kind: str, at_least: float | None, json_out: bool) -> None:
    """Pairs of names that may mean one entity (with NAME: only those with it). Nothing is merged by itself."""
    found = reviewing.names_like(ledger, name, kind=kind, at_least=at_least)
    rows = ((c.a, c.b, f"{c.score:.2f}", "\n".join(c.reasons)) for c in found)
    answer(found, ("名称", "名称", "得分", "理由"), rows, json_out)


@command.command()
@JSON
@click.pass_obj
def history(ledger: str, json_out: bool) -> None:
    """All decisions, oldest first."""
    taken = reviewing.history(ledger)
    rows = (
        (d.id, d.verb.value, " / ".join(filter(None, (d.target, d.other))), d.who, d.reason or "")
        for d in taken
    )
    answer(taken, _DECIDED, rows, json_out)
