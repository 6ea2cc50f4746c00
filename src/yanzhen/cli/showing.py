"""Views on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.table import Table

from yanzhen.cli.wrapping import Wrapped
from yanzhen.terms import TIER_NAMES, Tier
from yanzhen.workbench.viewing import Claim, EntityView, Member, Overview, TierView


def print_overview(console: Console, seen: Overview) -> None:
    """Three tiers, clusters with their bounds, titles, future fields, and what is ambiguous or unknown."""
    title = f"{seen.place or '（地区未说明）'}现代化产业体系　截至 {seen.as_of or '日期未知'}"
    sources = f"{len(seen.sources)} 个来源，{seen.statement_count} 条陈述，其中 {seen.figure_count} 个数"
    console.print(Panel(sources, title=title, title_align="left", expand=False))
    tiers = Table(expand=True, show_lines=False)
    for tier in seen.tiers:
        tiers.add_column(TIER_NAMES[tier.tier][0], ratio=1, overflow="fold")
    tiers.add_row(*(Wrapped(_tier_text(tier)) for tier in seen.tiers))
    console.print(tiers)
    console.print(_members_table("产业集群", seen.clusters))
    if seen.capacity:
        console.print(_claims_table("产能", seen.capacity))
    if seen.targets:
        console.print(_claims_table("目标与计划（不与实际数相加）", seen.targets))
    _print_unclear(console, seen)


def _tier_text(tier: TierView) -> str:
    parts = []
    for label, members in (
        ("集群", tier.clusters),
        ("产业", tier.industries),
        ("企业", tier.firms),
        ("领域", tier.fields),
    ):
        if members:
            parts.append(f"[bold]{label}[/bold] " + "、".join(escape(m.name) for m in members))
    return "\n".join(parts) or "[dim]没有依据[/dim]"


def _members_table(title: str, members: Sequence[Member]) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    table.add_column("名称", overflow="fold", ratio=2)
    table.add_column("数值与称号", overflow="fold", ratio=3)
    table.add_column("未说明的", style="yellow", overflow="fold", ratio=3)
    for member in members:
        said = "\n".join(dict.fromkeys(c.text for c in member.claims))
        asked = "；".join(dict.fromkeys(q[0] for c in member.claims for q in c.open_questions))
        table.add_row(*(Wrapped(escape(cell)) for cell in (member.name, said, asked)))
    return table


def _claims_table(title: str, claims: Sequence[Claim]) -> Table:
    table = Table(title=title, title_justify="left", expand=True)
    for heading, ratio in (("主体", 2), ("内容", 2), ("未说明的", 2), ("来源", 1)):
        table.add_column(
            heading, overflow="fold", ratio=ratio, style="yellow" if heading == "未说明的" else ""
        )
    for claim in claims:
        asked = "；".join(q[0] for q in claim.open_questions)
        mark = "（合成数据）" if claim.source.synthetic else ""
        source = (claim.source.publisher or claim.source.name) + mark
        table.add_row(
            *(Wrapped(escape(cell)) for cell in (claim.statement.subject, claim.text, asked, source))
        )
    return table


def _print_unclear(console: Console, seen: Overview) -> None:
    counted: dict[str, int] = {}
    for claim in seen.unclear:
        for question, _ in claim.open_questions:
            counted[question] = counted.get(question, 0) + 1
    if counted:
        console.print("[bold yellow]不能下结论的[/bold yellow]")
    for question, count in sorted(counted.items(), key=lambda item: -item[1]):
        console.print(f"  {count:>3} 处  {question}", highlight=False)


def print_entity(console: Console, view: EntityView) -> None:
    """One entity: tiers, figures, titles, relations, each with its quote and source."""
    tiers = "、".join(TIER_NAMES[t][0] for t in Tier if t in view.tiers) or "未涉及"
    names = f"　又名 {'、'.join(n for n in view.names if n != view.name)}" if len(view.names) > 1 else ""
    console.print(Panel(f"三类产业：{tiers}", title=f"{view.name}{names}", title_align="left", expand=False))
    table = Table(expand=True)
    for heading, ratio in (("内容", 2), ("原文", 3), ("来源", 2), ("未说明的", 2)):
        table.add_column(heading, overflow="fold", ratio=ratio)
    for claim in (*view.figures, *view.titles, *view.relations, *view.joint, *view.mentioned_in):
        who = "" if claim.statement.subject in view.names else f"{claim.statement.subject} "
        source = f"{claim.source.publisher or claim.source.name} {(claim.source.published or '')[:10]}"
        asked = "；".join(q[0] for q in claim.open_questions)
        source += "（合成数据）" if claim.source.synthetic else ""
        cells = (who + claim.text, f"“{claim.statement.quote}”", source, asked)
        table.add_row(*(Wrapped(escape(cell)) for cell in cells))
    console.print(table)
