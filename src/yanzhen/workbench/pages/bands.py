"""The picture at the head of the overview: a few leading figures, and who stands in each of the three tiers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yanzhen.terms import EntityKind, Figure, Metric, Tier, unit_of
from yanzhen.workbench.pages.sentences import Names
from yanzhen.workbench.viewing import Claim, Member, Overview

MOST_LEADING = 4
MOST_ROWS = 8


@dataclass(frozen=True, slots=True)
class Leading:
    """A figure set large: of whom, of what, and what its source leaves open."""

    names: Names
    metric: str
    claim: Claim


@dataclass(frozen=True, slots=True)
class Band:
    """One tier.

    Attributes:
        rows: clusters with a figure of the metric drawn; they share one axis with the other bands.
        others: clusters in the tier without such a figure.
        totals: what is said of the tier, or an industry in it, as a whole.
        firms: with whether a title of theirs is on record.
    """

    tier: Tier
    rows: tuple[tuple[str, Claim], ...]
    others: tuple[str, ...]
    totals: tuple[Claim, ...]
    industries: tuple[Member, ...]
    fields: tuple[Member, ...]
    firms: tuple[tuple[str, bool], ...]

    @property
    def is_empty(self) -> bool:
        """Whether the ledger says nothing of this tier: which is not the same as nothing being there."""
        return not (self.rows or self.others or self.totals or self.industries or self.fields or self.firms)


@dataclass(frozen=True, slots=True)
class Picture:
    """Three bands on one axis; ``untiered`` are clusters whose sources put them into no tier."""

    metric: str
    bands: tuple[Band, ...]
    untiered: tuple[tuple[str, Claim], ...]
    can_rank: bool

    @property
    def figures(self) -> tuple[Figure, ...]:
        """All figures drawn, for the common axis."""
        claims = [c for band in self.bands for _, c in band.rows] + [c for _, c in self.untiered]
        return tuple(c.figure for c in claims if c.figure)


@dataclass(frozen=True, slots=True)
class Titled:
    """A title, who holds it, and a claim that says so."""

    title: str
    names: Names
    claim: Claim


def titled(seen: Overview) -> tuple[Titled, ...]:
    """Titles with their holders, those most held first."""
    held: dict[str, list[Claim]] = {}
    for member in seen.titles:
        for claim in member.claims:
            held.setdefault(seen.name_of(claim.statement.object or ""), []).append(claim)
    rows = (
        Titled(t, Names.of(seen.name_of(c.statement.subject) for c in found), found[0])
        for t, found in held.items()
    )
    return tuple(sorted(rows, key=lambda row: -len(row.names.shown) - row.names.more))


def leading(seen: Overview) -> tuple[Leading, ...]:
    """Levels that say most: of the place, of tiers and industries as a whole, and the highest of clusters."""
    regional = [c for c in seen.regional if _is_level(c)]
    newest = {c.statement.predicate: c for c in sorted(regional, key=lambda c: c.source.as_of or "")}
    whole = [
        c
        for tier in seen.tiers
        for c in tier.figures
        if c.statement.subject_kind is EntityKind.INDUSTRY and _is_level(c)
    ]
    found = [*map(_alone, [*newest.values()][-2:]), *_highest(seen), *map(_alone, whole)]
    return tuple(found[:MOST_LEADING])


def picture(seen: Overview, metric: str, drawn: Iterable[tuple[str, Claim]], can_rank: bool) -> Picture:
    """The tiers with their clusters; ``drawn`` are the clusters' figures of one metric, largest first."""
    rows = list(drawn)
    holders = {member.name for member in seen.titles}
    bands = tuple(_band(seen, tier, rows, holders) for tier in Tier)
    placed = {name for band in bands for name, _ in band.rows}
    return Picture(metric, bands, tuple(row for row in rows if row[0] not in placed), can_rank)


def _band(seen: Overview, tier: Tier, drawn: Sequence[tuple[str, Claim]], holders: set[str]) -> Band:
    view = next(each for each in seen.tiers if each.tier is tier)
    rows = tuple(row for row in drawn if row[1].statement.tier is tier)[:MOST_ROWS]
    shown = {name for name, _ in rows}
    aside = (EntityKind.FIRM, EntityKind.CLUSTER, EntityKind.GROUP)
    return Band(
        tier=tier,
        rows=rows,
        others=tuple(m.name for m in view.clusters if m.name not in shown),
        totals=tuple(c for c in view.figures if c.statement.subject_kind not in aside and _is_level(c))[:3],
        industries=view.industries,
        fields=view.fields,
        firms=tuple((m.name, m.name in holders) for m in view.firms),
    )


def _highest(seen: Overview) -> Iterable[Leading]:
    """The highest level that a source gives, with all clusters said to reach it."""
    said = (c for member in seen.clusters for c in member.claims)
    claims = [c for c in said if c.figure and c.figure.unit == "CNY" and _is_level(c)]
    if not claims:
        return
    top = max(claims, key=lambda c: (c.figure.interval.low, c.figure.interval.high) if c.figure else (0, 0))
    same = [
        c
        for c in claims
        if (c.figure, c.statement.predicate) == (top.figure, top.statement.predicate) or c is top
    ]
    yield Leading(Names.of(seen.name_of(c.statement.subject) for c in same), top.statement.predicate, top)


def _alone(claim: Claim) -> Leading:
    return Leading(Names.of([claim.statement.subject]), claim.statement.predicate, claim)


def _is_level(claim: Claim) -> bool:
    figure = claim.figure
    # For how many years in a row is a level of nothing, though it is a number.
    if figure is None or figure.kind == "unknown" or unit_of(figure.unit).kind == "time":
        return False
    return Metric.parse(claim.statement.predicate).is_level
