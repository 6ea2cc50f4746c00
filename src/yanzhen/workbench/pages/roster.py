"""Lists of clusters and firms: who, in which tiers, with which figures and titles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from yanzhen.errors import UsageError
from yanzhen.terms import EntityKind, Figure, Metric, Tier, Truth
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.linkage import LinkagePart
from yanzhen.workbench.pages.tables import N_, Cell, Pager, PageTable, by_lower_end, paged
from yanzhen.workbench.viewing import TITLE_PREDICATES, Claim


@dataclass(frozen=True, slots=True)
class RosterRow:
    """One entity.

    Attributes:
        figure: its latest figure of the chosen metric; None is "no evidence".
        others: how many further figures of that metric there are.
        titles: titles its sources give it.
        claims: number of statements about it; ``sources`` of different documents.
        cannot_rank: its interval overlaps that of the row below in the order shown.
    """

    name: str
    tiers: tuple[Tier, ...]
    figure: Claim | None
    others: int
    growth: Claim | None
    titles: tuple[Claim, ...]
    claims: int
    sources: int
    synthetic: bool
    cannot_rank: bool = False


@dataclass(frozen=True, slots=True)
class RosterQuery:
    """What of a list is asked for."""

    metric: str = ""
    tier: str = ""
    words: str = ""
    titled: bool = False
    sort: str = "-figure"
    page: int = 1


@dataclass(frozen=True, slots=True)
class RosterPage:
    """One page of a list, with what can be chosen."""

    kind: EntityKind
    query: RosterQuery
    metric: str
    metrics: tuple[str, ...]
    rows: tuple[RosterRow, ...]
    every: tuple[RosterRow, ...]
    pager: Pager
    without_figure: int
    linkage: LinkagePart | None = None

    @property
    def synthetic(self) -> bool:
        """Whether what is computed below the list rests on made-up tables."""
        return self.linkage is not None and self.linkage.synthetic

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The figures on this page, for a common axis."""
        return tuple(r.figure.figure for r in self.rows if r.figure and r.figure.figure)

    @property
    def any_growth(self) -> bool:
        """Whether any row has a growth rate: an empty column says nothing."""
        return any(row.growth for row in self.every)

    @property
    def cannot_rank(self) -> bool:
        """Whether any order shown rests on overlapping intervals."""
        return any(row.cannot_rank for row in self.rows)

    def tables(self) -> tuple[PageTable, ...]:
        """All rows, not only those of this page."""
        rows: tuple[tuple[Cell, ...], ...] = tuple(
            (
                row.name,
                "、".join(tier.value for tier in row.tiers),
                row.figure,
                _period(row.figure),
                row.growth,
                "、".join(dict.fromkeys(c.statement.object or "" for c in row.titles)),
                row.claims,
                row.sources,
            )
            for row in self.every
        )
        head = (N_("名称"), N_("类别"), self.metric or N_("数值"), N_("时期"), N_("同比增速"))
        more = (N_("称号"), N_("陈述"), N_("材料"))
        note = N_("按下限排列；区间重叠的不能排名。") if self.cannot_rank else ""
        listed = PageTable(N_("名单"), head + more, rows, note)
        return (listed, *(self.linkage.tables() if self.linkage else ()))


def roster_page(desk: Desk, lens: Lens, kind: EntityKind, query: RosterQuery) -> RosterPage:
    """The clusters or firms within a lens."""
    claims = desk.remember(("roster", lens, kind), lens, lambda: _grouped(desk, lens, kind))
    metrics = _metrics(claims.values())
    metric = query.metric if query.metric in metrics else (metrics[0] if metrics else "")
    shown = desk.shown_names(lens)
    rows = [_row(name, found, metric, shown) for name, found in claims.items()]
    chosen = [row for row in rows if _wanted(row, query)]
    ordered = _ordered(chosen, query.sort)
    pager = paged(len(ordered), query.page)
    return RosterPage(
        kind=kind,
        query=query,
        metric=metric,
        metrics=metrics,
        rows=pager.cut(ordered),
        every=tuple(ordered),
        pager=pager,
        without_figure=sum(row.figure is None for row in chosen),
    )


def _grouped(desk: Desk, lens: Lens, kind: EntityKind) -> dict[str, tuple[Claim, ...]]:
    """Claims by entity, under the name shown for it."""
    known = desk.entities(lens)
    groups: dict[str, list[Claim]] = {}
    for claim in desk.facts(lens).claims:
        s = claim.statement
        entity = known.get(s.subject)
        if entity and (entity.kind is kind or s.subject_kind is kind):
            groups.setdefault(entity.name, []).append(claim)
    return {name: tuple(found) for name, found in groups.items()}


def _metrics(groups: Iterable[tuple[Claim, ...]]) -> tuple[str, ...]:
    """Metrics that are levels: revenue, output and value added first, then by how many entities have one."""
    found: Counter[str] = Counter()
    for claims in groups:
        found.update({_key(c) for c in claims if c.figure and Metric.parse(c.statement.predicate).is_level})
    return tuple(sorted(found, key=lambda m: (_importance(m), -found[m], m))[:20])


_FIRST = ("revenue", "output", "value_added")


def _importance(metric: str) -> int:
    family = Metric.parse(metric).family
    return _FIRST.index(family) if family in _FIRST else len(_FIRST)


def _key(claim: Claim) -> str:
    return Metric.parse(claim.statement.predicate).key


def _row(name: str, claims: tuple[Claim, ...], metric: str, shown: Mapping[str, str]) -> RosterRow:
    figures = [c for c in claims if c.figure and _key(c) == metric]
    latest = max(figures, key=_when, default=None)
    growth = [c for c in claims if c.figure and _key(c) == f"{metric}:yoy"]
    return RosterRow(
        name=name,
        tiers=tuple(t for t in Tier if any(c.statement.tier is t for c in claims)),
        figure=latest,
        others=max(0, len(figures) - 1),
        growth=max(growth, key=_when, default=None),
        titles=_once((c for c in claims if c.statement.predicate in TITLE_PREDICATES), shown),
        claims=len(claims),
        sources=len({c.source.id for c in claims}),
        synthetic=any(c.source.synthetic for c in claims),
    )


def _once(claims: Iterable[Claim], shown: Mapping[str, str]) -> tuple[Claim, ...]:
    """One claim per title, however it is written; further sources stand on the entity's page."""
    written = ((c.statement.object or "", c) for c in claims)
    return tuple({shown.get(title, title): c for title, c in written}.values())


def _when(claim: Claim) -> tuple[str, str]:
    period = claim.figure.period if claim.figure else None
    return (period.end.isoformat() if period else "", claim.source.as_of or "")


def _period(claim: Claim | None) -> str:
    return claim.figure.period.code if claim and claim.figure and claim.figure.period else ""


def _wanted(row: RosterRow, query: RosterQuery) -> bool:
    return (
        (not query.words or query.words in row.name)
        and (not query.tier or query.tier in row.tiers)
        and (not query.titled or bool(row.titles))
    )


_SORTS: dict[str, Callable[[RosterRow], object]] = {
    "name": lambda row: row.name,
    "figure": by_lower_end(lambda row: row.figure),
    "growth": by_lower_end(lambda row: row.growth),
    "titles": lambda row: len(row.titles),
    "claims": lambda row: row.claims,
}
SORTS = tuple(_SORTS) + tuple(f"-{name}" for name in _SORTS)


def _ordered(rows: list[RosterRow], sort: str) -> list[RosterRow]:
    key = _SORTS.get(sort.lstrip("-"))
    if key is None:
        raise UsageError("不能按这一列排序", where=sort[:40], expected="、".join(_SORTS))
    ordered = sorted(rows, key=key, reverse=sort.startswith("-"))  # type: ignore[arg-type]
    return _marked(ordered) if sort.lstrip("-") == "figure" else ordered


def _marked(rows: list[RosterRow]) -> list[RosterRow]:
    """Say of each row whether its place before the next one is known."""
    unknown = [not _known_order(row, below) for row, below in pairwise(rows)] + [False]
    return [replace(row, cannot_rank=flag) for row, flag in zip(rows, unknown, strict=False)]


def _known_order(a: RosterRow, b: RosterRow) -> bool:
    if not (a.figure and b.figure and a.figure.figure and b.figure.figure):
        return True
    x, y = a.figure.figure.interval, b.figure.figure.interval
    return Truth.YES in (x.exceeds(y), y.exceeds(x)) or (x.is_exact and y.is_exact)
