"""What the pages, the terminal and the briefing show of a ledger: the overview, one entity, one source.

These are pure functions of statements and sources. Nothing here adds knowledge: a view only groups claims,
and says what the sources leave open.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from yanzhen.terms import FLAGS, EntityKind, Figure, Metric, Modality, Source, Statement, Tier

TITLE_PREDICATES = {"入选", "称号", "获评", "认定为", "通过复评", "上榜"}
FIELD_PREDICATES = {"布局领域", "取得成果领域", "产业基础", "涵盖领域"}


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement beside the source that makes it."""

    statement: Statement
    source: Source

    @property
    def figure(self) -> Figure | None:
        return self.statement.figure

    @property
    def text(self) -> str:
        """What is claimed, without the subject: 年营收 突破1000亿元; 入选 “头雁”企业."""
        s = self.statement
        if s.figure:
            return f"{Metric.parse(s.predicate).zh} {s.figure.zh()}"
        return f"{s.predicate} {s.object}"

    @property
    def open_questions(self) -> tuple[tuple[str, str], ...]:
        """What the source leaves open about this claim, (Chinese, English)."""
        asked = [FLAGS.get(flag, (flag, flag)) for flag in self.statement.flags]
        if self.figure and self.figure.period is None and "period-unknown" not in self.statement.flags:
            asked.append(FLAGS["period-unknown"])
        return tuple(asked)


@dataclass(frozen=True, slots=True)
class Member:
    """An entity as it appears in a list, with the claims that put it there."""

    name: str
    kind: EntityKind
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class TierView:
    """One tier: who stands in it and what is said of it."""

    tier: Tier
    clusters: tuple[Member, ...]
    industries: tuple[Member, ...]
    firms: tuple[Member, ...]
    fields: tuple[Member, ...]
    figures: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """A place at a glance.

    ``unclear`` are claims whose sources leave something open; ``targets`` are kept apart from actual figures.
    ``shown`` has the names that people joined and the one each is shown under.
    """

    place: str | None
    as_of: str | None
    sources: tuple[Source, ...]
    statement_count: int
    figure_count: int
    tiers: tuple[TierView, ...]
    clusters: tuple[Member, ...]
    titles: tuple[Member, ...]
    capacity: tuple[Claim, ...]
    regional: tuple[Claim, ...]
    targets: tuple[Claim, ...]
    unclear: tuple[Claim, ...]
    shown: Mapping[str, str] = field(default_factory=dict, repr=False)

    def name_of(self, written: str) -> str:
        """The name that what is ``written`` in a source is shown under."""
        return self.shown.get(written, written)

    @property
    def synthetic(self) -> bool:
        """Whether anything shown rests on made-up demonstration data."""
        return any(source.synthetic for source in self.sources)


@dataclass(frozen=True, slots=True)
class EntityView:
    """One entity: its names, its figures, what it is and what others say of it.

    ``joint`` are claims about several together of which it is one; they cannot be split.
    """

    name: str
    kind: EntityKind
    names: tuple[str, ...]
    figures: tuple[Claim, ...]
    titles: tuple[Claim, ...]
    relations: tuple[Claim, ...]
    mentioned_in: tuple[Claim, ...]
    joint: tuple[Claim, ...]
    tiers: tuple[Tier, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One source: its text, and its claims in the order of their words."""

    source: Source
    text: str
    claims: tuple[Claim, ...]


def claims_of(statements: Iterable[Statement], sources: Mapping[str, Source]) -> list[Claim]:
    """Pair statements with their sources."""
    return [Claim(s, sources[s.source_id]) for s in statements]


def overview(
    statements: Sequence[Statement],
    sources: Sequence[Source],
    *,
    shown: Mapping[str, str] = MappingProxyType({}),
    include_synthetic: bool = False,
) -> Overview:
    """The overview of a ledger's current statements.

    Synthetic sources are left out unless asked for: a picture of a real place is not mixed with made-up data.

    Args:
        statements: the current ones.
        sources: those they are from.
        shown: names that people joined -> the one each is shown under (:meth:`View.shown_names`).
        include_synthetic: with made-up data.
    """
    seen = [s for s in sources if include_synthetic or not s.synthetic]
    claims = claims_of(
        [s for s in statements if s.source_id in {x.id for x in seen}], {s.id: s for s in seen}
    )
    actual = [c for c in claims if not _is_target(c)]
    return Overview(
        place=_most_common([s.place for s in seen if s.place]),
        as_of=max((s.as_of for s in seen if s.as_of), default=None),
        sources=tuple(seen),
        statement_count=len(claims),
        figure_count=sum(c.figure is not None for c in claims),
        tiers=tuple(_tier_view(tier, actual, shown) for tier in Tier),
        clusters=_members(actual, shown, lambda c: c.statement.subject_kind is EntityKind.CLUSTER),
        titles=_members(actual, shown, lambda c: c.statement.predicate in TITLE_PREDICATES),
        capacity=tuple(
            c for c in actual if c.figure and Metric.parse(c.statement.predicate).facet == "capacity"
        ),
        regional=tuple(c for c in actual if c.figure and c.statement.subject_kind is EntityKind.REGION),
        targets=tuple(c for c in claims if _is_target(c)),
        unclear=tuple(c for c in actual if c.open_questions),
        shown=shown,
    )


def entity_view(
    name: str,
    names: Sequence[str],
    kind: EntityKind,
    statements: Sequence[Statement],
    sources: Sequence[Source],
) -> EntityView:
    """Everything the statements say about the entity known under ``names``."""
    known = {s.id: s for s in sources}
    own = claims_of([s for s in statements if s.subject in names], known)
    about = claims_of([s for s in statements if s.object in names and s.subject not in names], known)
    return EntityView(
        name=name,
        kind=kind,
        names=tuple(names),
        figures=tuple(c for c in own if c.figure),
        titles=tuple(c for c in own if c.statement.predicate in TITLE_PREDICATES),
        relations=tuple(c for c in own if not c.figure and c.statement.predicate not in TITLE_PREDICATES),
        mentioned_in=tuple(about),
        joint=tuple(claims_of([s for s in statements if is_among(names, s)], known)),
        tiers=tuple(t for t in Tier if any(c.statement.tier is t for c in own)),
    )


def is_among(names: Sequence[str], statement: Statement) -> bool:
    """Whether a statement is about a group that names one of ``names`` among its members."""
    if statement.subject_kind is not EntityKind.GROUP:
        return False
    members = re.split(r"[、和及与]", re.sub(r"等[^、]*$", "", statement.subject))
    return any(name in members for name in names)


def evidence_view(source: Source, text: str, statements: Sequence[Statement]) -> EvidenceView:
    """One source with its claims in reading order."""
    own = [s for s in statements if s.source_id == source.id]
    own.sort(key=lambda s: (s.spans[0].start, s.spans[0].end, s.predicate, s.subject))
    return EvidenceView(source, text, tuple(claims_of(own, {source.id: source})))


def _is_target(claim: Claim) -> bool:
    return claim.figure is not None and claim.figure.modality in (
        Modality.TARGET,
        Modality.PLAN,
        Modality.FORECAST,
    )


def _tier_view(tier: Tier, claims: Sequence[Claim], shown: Mapping[str, str]) -> TierView:
    inside = [c for c in claims if c.statement.tier is tier]

    def of_kind(kind: EntityKind) -> tuple[Member, ...]:
        return _members(inside, shown, lambda c: c.statement.subject_kind is kind)

    return TierView(
        tier=tier,
        clusters=of_kind(EntityKind.CLUSTER),
        industries=of_kind(EntityKind.INDUSTRY),
        firms=of_kind(EntityKind.FIRM),
        fields=_fields(inside),
        figures=tuple(c for c in inside if c.figure),
    )


def _members(
    claims: Iterable[Claim], shown: Mapping[str, str], wanted: Callable[[Claim], bool]
) -> tuple[Member, ...]:
    """Group the wanted claims by whom they are about, in the order in which the sources name them."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if wanted(claim):
            subject = claim.statement.subject
            groups[shown.get(subject, subject)].append(claim)
    return tuple(
        Member(name, found[0].statement.subject_kind, tuple(found)) for name, found in groups.items()
    )


def _fields(claims: Iterable[Claim]) -> tuple[Member, ...]:
    """Fields laid out, each with the claims that say who has a foothold there."""
    groups: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.statement.predicate in FIELD_PREDICATES and claim.statement.object:
            groups[claim.statement.object].append(claim)
    return tuple(Member(name, EntityKind.INDUSTRY, tuple(found)) for name, found in groups.items())


def _most_common(values: Sequence[str]) -> str | None:
    return max(values, key=values.count) if values else None
