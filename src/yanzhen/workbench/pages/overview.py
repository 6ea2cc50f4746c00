"""The overview: a place on one page, in sentences, in tiers, and with what is not known."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from yanzhen.terms import Figure, Metric, Source
from yanzhen.workbench.pages.bands import Leading, Picture, Titled, leading, picture, titled
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.facts import Facts
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.meetings import Meeting, meetings_of
from yanzhen.workbench.pages.sentences import Sentence, overview_sentences
from yanzhen.workbench.pages.tables import N_, Cell, PageTable
from yanzhen.workbench.viewing import Claim, Member, Overview, overview


@dataclass(frozen=True, slots=True)
class Quality:
    """How good the evidence is, in counts of figures."""

    sources: int
    statements: int
    figures: int
    reviewed: int
    with_period: int
    open_questions: int
    older_than_a_year: int


@dataclass(frozen=True, slots=True)
class ClusterBar:
    """One bar of the overview: a cluster and one figure about it."""

    name: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class BarGroup:
    """Bars of one metric and unit; only these share an axis, and only these are put in an order."""

    metric: str
    bars: tuple[ClusterBar, ...]
    can_rank: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(bar.claim.figure for bar in self.bars if bar.claim.figure)


@dataclass(frozen=True, slots=True)
class Question:
    """What one passage leaves open; several claims may rest on it."""

    quote: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class OverviewPage:
    """What the first page shows."""

    lens: Lens
    overview: Overview
    sentences: tuple[Sentence, ...]
    quality: Quality
    bars: tuple[BarGroup, ...]
    questions: tuple[Question, ...]
    leading: tuple[Leading, ...] = ()
    picture: Picture | None = None
    titled: tuple[Titled, ...] = ()
    meetings: tuple[Meeting, ...] = ()

    def tables(self) -> tuple[PageTable, ...]:
        """Clusters, tiers and open questions as rows."""
        o = self.overview
        claims = PageTable(
            N_("集群"),
            (N_("集群"), N_("指标"), N_("数值"), N_("时期")),
            tuple(_figure_row(c) for member in o.clusters for c in member.claims if c.figure),
        )
        standing = PageTable(
            N_("三类产业"),
            (N_("类别"), N_("名称"), N_("内容"), N_("出处")),
            tuple(_tier_rows(o)),
        )
        unclear = PageTable(
            N_("原文留下的疑问"),
            (N_("主体"), N_("内容"), N_("疑问"), N_("原文")),
            tuple(
                (c.statement.subject, c.text, "；".join(q for q, _ in c.open_questions), c.statement.quote)
                for c in o.unclear
            ),
        )
        return claims, standing, unclear


def overview_page(desk: Desk, lens: Lens) -> OverviewPage:
    """Build the overview; remembered until the ledger changes."""
    own = replace(lens, compare=None)
    page = desk.remember(("overview", own), lens, lambda: _build(desk.facts(own), desk.shown_names(own), own))
    return replace(page, lens=lens, meetings=meetings_of(desk, lens)) if lens.compare else page


def _build(facts: Facts, shown: Mapping[str, str], lens: Lens) -> OverviewPage:
    seen = replace(
        overview(facts.telling, facts.sources, shown=shown, include_synthetic=True),
        statement_count=len(facts.statements),
        figure_count=facts.tally.figures,
    )
    groups = bar_groups(seen.clusters)
    drawn = ((bar.name, bar.claim) for bar in groups[0].bars) if groups else ()
    return OverviewPage(
        lens=lens,
        overview=seen,
        sentences=overview_sentences(seen, facts),
        quality=_quality(facts),
        bars=groups,
        questions=_questions(seen.unclear),
        leading=leading(seen),
        titled=titled(seen),
        picture=picture(seen, groups[0].metric if groups else "", drawn, not groups or groups[0].can_rank),
    )


def _questions(unclear: tuple[Claim, ...]) -> tuple[Question, ...]:
    """Passages that leave open more than the period, which stands beside every number anyway."""
    passages: dict[tuple[str, str], list[Claim]] = {}
    for claim in unclear:
        if set(claim.statement.flags) - {"period-unknown"}:
            passages.setdefault((claim.source.id, claim.statement.quote), []).append(claim)
    return tuple(Question(quote, tuple(claims)) for (_, quote), claims in passages.items())


def _quality(facts: Facts) -> Quality:
    today = lens_day(facts)
    old = {source.id for source in facts.sources if _is_old(source, today)}
    tally = facts.tally
    return Quality(
        sources=len(facts.sources),
        statements=len(facts.statements),
        figures=tally.figures,
        reviewed=_reviewed(facts),
        with_period=tally.with_period,
        open_questions=tally.open_questions,
        older_than_a_year=sum(s.figure is not None and s.source_id in old for s in facts.statements)
        if old
        else 0,
    )


def _reviewed(facts: Facts) -> int:
    """Figures that somebody has accepted or corrected."""
    if not facts.reviewed:
        return 0
    decided = facts.reviewed
    return sum(
        s.figure is not None and (s.id in decided or s.extractor.startswith("human/"))
        for s in facts.statements
    )


def lens_day(facts: Facts) -> date:
    """The day that "older than a year" counts from: the newest source, so that a page does not age by itself."""
    days = [s.as_of for s in facts.sources if s.as_of]
    newest = max(days, default="")
    return date.fromisoformat(newest) if len(newest) == 10 else date.today()


def _is_old(source: Source, today: date) -> bool:
    day = source.as_of or ""
    return len(day) == 10 and (today - date.fromisoformat(day)).days > 365


def bar_groups(members: tuple[Member, ...]) -> tuple[BarGroup, ...]:
    """Figures of clusters by metric and unit, largest group first; levels only."""
    groups: dict[tuple[str, str], list[ClusterBar]] = {}
    for member in members:
        for claim in member.claims:
            figure = claim.figure
            if figure and figure.unit == "CNY" and Metric.parse(claim.statement.predicate).is_level:
                key = (Metric.parse(claim.statement.predicate).key, figure.unit)
                groups.setdefault(key, []).append(ClusterBar(member.name, claim))
    found = [_group(metric, bars) for (metric, _), bars in groups.items()]
    return tuple(sorted(found, key=lambda group: -len(group.bars)))


def _group(metric: str, bars: list[ClusterBar]) -> BarGroup:
    ordered = sorted(bars, key=lambda bar: _order(bar.claim), reverse=True)
    pairs = itertools.pairwise(ordered)
    return BarGroup(metric, tuple(ordered), all(_beats(a.claim, b.claim) for a, b in pairs))


def _order(claim: Claim) -> tuple[float, float]:
    assert claim.figure is not None
    return claim.figure.interval.low, claim.figure.interval.high


def _beats(a: Claim, b: Claim) -> bool:
    assert a.figure is not None and b.figure is not None
    return a.figure.interval.exceeds(b.figure.interval).value == "yes"


def _figure_row(claim: Claim) -> tuple[Cell, ...]:
    figure = claim.figure
    period = figure.period.code if figure and figure.period else ""
    return (claim.statement.subject, claim.statement.predicate, claim, period)


def _tier_rows(seen: Overview) -> list[tuple[Cell, ...]]:
    rows: list[tuple[Cell, ...]] = []
    for tier in seen.tiers:
        for member in (*tier.clusters, *tier.industries, *tier.firms, *tier.fields):
            for claim in member.claims:
                value: Cell = claim if claim.figure else claim.text
                rows.append((tier.tier.value, member.name, value, claim.source.title or claim.source.name))
    return rows
