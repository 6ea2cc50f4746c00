"""Contradictions between sources, and sets whose stated size drifts from one source to the next."""

from __future__ import annotations

from dataclasses import dataclass

from yanzhen.terms import Metric, Statement
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, Pager, PageTable, paged
from yanzhen.workbench.viewing import Claim


@dataclass(frozen=True, slots=True)
class Clash:
    """Two claims that cannot both be true, if they speak of the same thing."""

    first: Claim
    second: Claim
    doubts: tuple[str, ...]
    certain: bool

    @property
    def subject(self) -> str:
        return self.first.statement.subject

    @property
    def metric(self) -> str:
        return Metric.parse(self.first.statement.predicate).zh


@dataclass(frozen=True, slots=True)
class Drifting:
    """A set that different sources count differently, oldest first."""

    subject: str
    metric: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class ConflictsPage:
    """What needs somebody's judgement."""

    clashes: tuple[Clash, ...]
    drifts: tuple[Drifting, ...]
    certain: int
    pager: Pager

    def tables(self) -> tuple[PageTable, ...]:
        """Both lists as rows."""
        clashes = PageTable(
            N_("矛盾"),
            (N_("主体"), N_("指标"), N_("一说"), N_("出处"), N_("另一说"), N_("出处"), N_("疑点")),
            tuple(
                (
                    c.subject,
                    c.metric,
                    c.first,
                    _cited(c.first),
                    c.second,
                    _cited(c.second),
                    "；".join(c.doubts),
                )
                for c in self.clashes
            ),
        )
        drifts = PageTable(
            N_("口径变动"),
            (N_("主体"), N_("指标"), N_("数值"), N_("截至"), N_("出处")),
            tuple(
                (d.subject, d.metric, claim, claim.source.as_of or "", _cited(claim))
                for d in self.drifts
                for claim in d.claims
            ),
        )
        return clashes, drifts


def conflicts_page(desk: Desk, lens: Lens, page: int = 1) -> ConflictsPage:
    """Contradictions (certain ones first) and drift within a lens."""
    found: tuple[tuple[Clash, ...], tuple[Drifting, ...]] = desk.remember(
        ("conflicts", lens), lens, lambda: _find(desk, lens)
    )
    clashes, drifts = found
    pager = paged(len(clashes), page)
    return ConflictsPage(pager.cut(clashes), drifts, sum(c.certain for c in clashes), pager)


def _find(desk: Desk, lens: Lens) -> tuple[tuple[Clash, ...], tuple[Drifting, ...]]:
    view = desk.view(lens)
    sources = desk.facts(lens).by_id

    def claim(statement: Statement) -> Claim:
        return Claim(statement, sources[statement.source_id])

    def shown(*statements: Statement) -> bool:
        return all(s.source_id in sources and lens.shows(s) for s in statements)

    clashes = tuple(
        Clash(claim(c.first), claim(c.second), c.doubts, c.is_certain)
        for c in view.contradictions()
        if shown(c.first, c.second)
    )
    drifts = tuple(
        Drifting(d.subject, Metric.parse(d.metric).zh, tuple(claim(s) for s in d.statements))
        for d in view.drift()
        if shown(*d.statements)
    )
    return clashes, drifts


def _cited(claim: Claim) -> str:
    return claim.source.title or claim.source.name
