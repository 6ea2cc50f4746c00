"""``yanzhen ledger``: ask a ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import click

from yanzhen.cli.answering import JSON, answer, said
from yanzhen.terms import EntityKind
from yanzhen.workbench import exchanging
from yanzhen.workbench.opening import open_view

By = Literal["published", "added", "version"]


@dataclass(frozen=True, slots=True)
class Asked:
    """Which ledger, as of when, for whom."""

    place: str
    as_of: str | None
    internal: bool


@click.group(name="ledger")
@click.argument("ledger")
@click.option("--as-of", help="What had been published by that day: 2024-12-31.")
@click.option("--public", is_flag=True, help="Public sources only.")
@click.pass_context
def command(context: click.Context, ledger: str, as_of: str | None, public: bool) -> None:
    """Ask LEDGER: search, contradictions, drift, sums, sources, differences."""
    context.obj = Asked(ledger, as_of, not public)


@command.command()
@JSON
@click.pass_obj
def sources(asked: Asked, json_out: bool) -> None:
    """All documents."""
    with open_view(asked.place, as_of=asked.as_of, internal=asked.internal) as view:
        found = view.sources()
    rows = ((s.id, s.title or s.name, s.publisher or "", s.published or "", s.visibility) for s in found)
    answer(found, ("编号", "标题", "发布者", "发布日期", "可见范围"), rows, json_out)


@command.command()
@click.argument("text")
@click.option("--limit", default=20, show_default=True)
@JSON
@click.pass_obj
def search(asked: Asked, text: str, limit: int, json_out: bool) -> None:
    """Names, quotes and documents that hold all words of TEXT, from one character upwards."""
    with open_view(asked.place, as_of=asked.as_of, internal=asked.internal) as view:
        found = view.search(text, limit)
    rows = ((h.kind, h.text, h.source_id or "") for h in found)
    answer(found, ("类别", "文字", "来源"), rows, json_out)


@command.command()
@JSON
@click.pass_obj
def contradictions(asked: Asked, json_out: bool) -> None:
    """Statements that cannot both be true, with both quotes; certain ones first."""
    with open_view(asked.place, as_of=asked.as_of, internal=asked.internal) as view:
        found = view.contradictions()
    rows = (
        (
            f"{said(c.first)}\n{c.first.id}\n“{c.first.quote}”",
            f"{said(c.second)}\n{c.second.id}\n“{c.second.quote}”",
            "\n".join(c.doubts) or "矛盾",
        )
        for c in found
    )
    answer(found, ("一说", "另一说", "疑点"), rows, json_out)


@command.command()
@JSON
@click.pass_obj
def drift(asked: Asked, json_out: bool) -> None:
    """Sets that sources count differently over time (20 chains, then 12)."""
    with open_view(asked.place, as_of=asked.as_of, internal=asked.internal) as view:
        found = view.drift()
    rows = ((d.subject, d.metric, "\n".join(f"{said(s)} “{s.quote}”" for s in d.statements)) for d in found)
    answer(found, ("主体", "数的是什么", "各来源"), rows, json_out)


@command.command(name="sum")
@click.argument("metric")
@click.argument("members", nargs=-1)
@click.option(
    "--kind", type=click.Choice([kind.value for kind in EntityKind]), help="All entities of a kind."
)
@click.option("--period", help="2024, 2024-Q1 …")
@click.option("--scope", help="规上, 全市 …")
@JSON
@click.pass_obj
def sum_(
    asked: Asked,
    metric: str,
    members: tuple[str, ...],
    kind: str | None,
    period: str | None,
    scope: str | None,
    json_out: bool,
) -> None:
    """Sum of METRIC over MEMBERS with its bounds and coverage, or why there is none."""
    if bool(members) == bool(kind):
        raise click.UsageError("Name the members, or give --kind.")
    with open_view(asked.place, as_of=asked.as_of, internal=asked.internal) as view:
        whom = EntityKind(kind) if kind else list(members)
        found = view.aggregate(metric, whom, period=period, scope=scope)
    rows = [
        ("合计", found.figure.zh() if found.figure else "—"),
        ("覆盖", found.coverage_zh),
        *([("未相加", found.reason)] if found.reason else []),
        *((f"采用：{s.subject}", f"{said(s)} “{s.quote}”") for s in found.used),
        *((f"未计入：{name}", why) for name, why in found.left_out),
    ]
    answer(found, ("", metric), rows, json_out)


@command.command()
@click.option("--from", "earlier", help="Earlier moment.")
@click.option("--to", "later", help="Later moment (default: now).")
@click.option(
    "--by",
    type=click.Choice(get_args(By)),
    default="published",
    show_default=True,
    help="What the moments date.",
)
@click.option("--other", help="Another ledger instead of a later moment.")
@JSON
@click.pass_obj
def diff(
    asked: Asked, earlier: str | None, later: str | None, by: By, other: str | None, json_out: bool
) -> None:
    """What changed between two moments, or between this ledger and another."""
    if earlier is None and other is None:
        raise click.UsageError("Give --from, or --other.")
    found = exchanging.difference(asked.place, earlier, later, other, by)
    rows = [
        *(("+ 来源", s.title or s.name) for s in found.sources_added),
        *(("- 来源", s.title or s.name) for s in found.sources_removed),
        *(("+ 陈述", said(s)) for s in found.added),
        *(("- 陈述", said(s)) for s in found.removed),
        *(("~ 陈述", f"{said(a)} → {said(b)}") for a, b in found.changed),
        *(("+ 同一主体", " = ".join(pair)) for pair in found.joined),
        *(("- 同一主体", " ≠ ".join(pair)) for pair in found.parted),
    ]
    answer(found, ("变化", "内容"), rows, json_out)
