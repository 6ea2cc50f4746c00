"""One entity: its names, its figures over time, its roles, titles and history of merges."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby

from yanzhen.ledger import Candidate, Decision
from yanzhen.terms import Entity, Figure, Metric
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.names import alike
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.viewing import Claim, EntityView, entity_view


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one metric, oldest first; those of unknown period come last."""

    metric: str
    claims: tuple[Claim, ...]
    contradictions: tuple[tuple[Claim, Claim], ...]

    @property
    def figures(self) -> tuple[Figure, ...]:
        return tuple(c.figure for c in self.claims if c.figure)


@dataclass(frozen=True, slots=True)
class NameDecision:
    """A decision on names that touches this entity, and whether it still stands."""

    decision: Decision
    undone: bool


@dataclass(frozen=True, slots=True)
class EntityPage:
    """What the page of an entity shows; ``alike`` are names that may mean it too, for those who decide on that."""

    entity: Entity
    view: EntityView
    series: tuple[Series, ...]
    joint: tuple[Claim, ...]
    history: tuple[NameDecision, ...]
    alike: tuple[Candidate, ...] = ()

    @property
    def synthetic(self) -> bool:
        claims = (*self.view.figures, *self.view.titles, *self.view.relations)
        return any(c.source.synthetic for c in claims)

    def tables(self) -> tuple[PageTable, ...]:
        """Figures and relations as rows."""
        figures = PageTable(
            N_("数字"),
            (N_("指标"), N_("数值"), N_("时期"), N_("性质"), N_("疑问"), N_("出处")),
            tuple(_figure_row(c) for s in self.series for c in s.claims),
        )
        said = (*self.view.titles, *self.view.relations)
        relations = PageTable(
            N_("称号与关系"),
            (N_("关系"), N_("对象"), N_("原文"), N_("出处")),
            tuple(
                (c.statement.predicate, c.statement.object or "", c.statement.quote, _cited(c)) for c in said
            ),
        )
        return figures, relations


def entity_page(desk: Desk, lens: Lens, name: str, *, decides: bool = False) -> EntityPage:
    """Everything about the entity that a name or id leads to; for who ``decides``, what may be the same too.

    Raises:
        LedgerError: nothing within sight has that name.
    """
    view = desk.view(lens)
    entity = view.entity(name)
    known = desk.facts(replace(lens, place=None, everywhere=True, period=None)).by_id
    statements = [s for s in view.statements(entity=name) if lens.shows(s) and s.source_id in known]
    seen = entity_view(
        entity.name,
        entity.names,
        entity.kind,
        statements,
        [known[id] for id in {s.source_id for s in statements}],
    )
    return EntityPage(
        entity=entity,
        view=seen,
        series=series_of(seen.figures),
        joint=_joint(desk, lens, entity),
        history=_history(desk, lens, entity),
        alike=alike(desk, lens, entity.names) if decides else (),
    )


_LIST_MARKS = re.compile(r"[、,,和及与等]")


def _joint(desk: Desk, lens: Lens, entity: Entity) -> tuple[Claim, ...]:
    """What is said of several together, this one among them: shown, never split among them."""
    facts = desk.facts(lens)
    names = set(entity.names)
    return facts.beside(s for s in facts.groups if names & set(_LIST_MARKS.split(s.subject)))


def series_of(claims: tuple[Claim, ...]) -> tuple[Series, ...]:
    """Figures grouped by metric, in time order."""
    keyed = sorted(claims, key=lambda c: (_key(c), _when(c)))
    found = []
    for metric, group in groupby(keyed, key=_key):
        listed = tuple(group)
        found.append(Series(metric, listed, contradictions(listed)))
    return tuple(found)


def contradictions(claims: tuple[Claim, ...]) -> tuple[tuple[Claim, Claim], ...]:
    """Pairs about one period, scope and modality that no number could satisfy at once."""
    pairs = []
    for i, a in enumerate(claims):
        for b in claims[i + 1 :]:
            if (
                a.figure
                and b.figure
                and _same_question(a.figure, b.figure)
                and a.figure.contradicts(b.figure)
            ):
                pairs.append((a, b))
    return tuple(pairs)


def _same_question(a: Figure, b: Figure) -> bool:
    """Both name the same period: an unknown period may be another one, so it contradicts nothing."""
    return a.period is not None and a.period == b.period and a.scope == b.scope and a.modality == b.modality


def _key(claim: Claim) -> str:
    return Metric.parse(claim.statement.predicate).key


def _when(claim: Claim) -> tuple[str, str]:
    period = claim.figure.period if claim.figure else None
    return (period.start.isoformat() if period else "9999", claim.source.as_of or "")


def _history(desk: Desk, lens: Lens, entity: Entity) -> tuple[NameDecision, ...]:
    decisions = desk.facts(lens).decisions
    undone = {d.target for d in decisions if d.verb == "undo"}
    names = set(entity.names)
    about = [d for d in decisions if d.verb.about_names and ({d.target, d.other} & names)]
    return tuple(NameDecision(d, d.id in undone) for d in about)


def _figure_row(claim: Claim) -> tuple[str | Claim | None, ...]:
    figure = claim.figure
    assert figure is not None
    return (
        Metric.parse(claim.statement.predicate).zh,
        claim,
        figure.period.zh if figure.period else "",
        figure.modality.value,
        "；".join(q for q, _ in claim.open_questions),
        _cited(claim),
    )


def _cited(claim: Claim) -> str:
    source = claim.source
    return f"{source.publisher or ''}《{source.title or source.name}》{(source.published or '')[:10]}"
