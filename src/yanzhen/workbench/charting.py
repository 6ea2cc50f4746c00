"""The atlas of a ledger: who fills each segment, on what evidence; clusters, tiers, future fields."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import polars as pl

from yanzhen.atlas.amount import amount
from yanzhen.atlas.chart import Chart, Label, shipped_charts
from yanzhen.atlas.drawing import ChainView, chain_svg, formations_svg, tiers_svg
from yanzhen.atlas.drawing.chain import own_address
from yanzhen.atlas.drawing.frame import Href, Language, Theme
from yanzhen.atlas.formation import Formation, formations
from yanzhen.atlas.future import FieldView, future_fields
from yanzhen.atlas.gaps import Candidate, Gap, candidates, gaps
from yanzhen.atlas.marks import flow_problems, marks_from_statements
from yanzhen.atlas.occupancy import Basis, Occupancy, Occupant
from yanzhen.atlas.placing import FirmList, Placements, PlacingOptions, place_firms
from yanzhen.atlas.state import Thresholds, segment_states
from yanzhen.atlas.tiers import TierView, activities_from_statements, tier_view
from yanzhen.atlas.witness import occupancy_from_statements
from yanzhen.errors import FigureError, UsageError
from yanzhen.terms import Document, Entity, EntityKind, Figure, Source, Statement

# Statements about these are figures of a statistical table; the atlas has no use for them.
_STATISTICAL = (EntityKind.INDUSTRY,)


@dataclass(frozen=True)
class Atlas:
    """Everything that pages and lists show of chains.

    Attributes:
        charts: the charts used.
        occupancy: who stands where.
        views: one per chart, with states and gaps.
        clusters: formations in order of mention.
        tiers: firms and activities by tier.
        fields: future fields with their footholds.
        statements: id -> statement, for the evidence behind each.
        sources: id -> source.
    """

    charts: tuple[Chart, ...]
    occupancy: Occupancy
    views: tuple[ChainView, ...]
    clusters: tuple[Formation, ...]
    tiers: TierView
    fields: tuple[FieldView, ...]
    statements: dict[str, Statement]
    sources: dict[str, Source]

    def view(self, chart: str) -> ChainView:
        """The view of a chart by id or name.

        Raises:
            UsageError: there is no such chart.
        """
        for view in self.views:
            if chart in (view.chart.id, view.chart.label.zh, view.chart.label.en):
                return view
        raise UsageError(f"没有产业链 {chart}", expected="、".join(v.chart.id for v in self.views))

    def segment(self, key: str) -> ChainView:
        """The view of the chart that a segment key belongs to."""
        return self.view(key.split(".", 1)[0])

    @cached_property
    def chains(self) -> dict[str, Label]:
        """Chart id -> name."""
        return {chart.id: chart.label for chart in self.charts}

    @property
    def synthetic(self) -> bool:
        """Something here is made up and has to be called so."""
        return any(o.basis is Basis.SYNTHETIC for o in self.occupancy.occupants)

    def evidence(self, occupant: Occupant) -> tuple[tuple[Statement, Source], ...]:
        """The statements behind a placement, with their sources."""
        found = [self.statements[i] for i in occupant.statements if i in self.statements]
        return tuple((s, self.sources[s.source_id]) for s in found)


class Readable(Protocol):
    """What an atlas is read from: a view of a ledger, or what somebody already holds of it."""

    def sources(self) -> Sequence[Source]: ...
    def statements(self) -> Sequence[Statement]: ...
    def entities(self) -> Iterable[Entity]: ...
    def document(self, source_id: str) -> Document: ...


def atlas_of(
    view: Readable,
    *,
    charts: Sequence[Chart] | None = None,
    firms: FirmList | None = None,
    covered: Collection[str] = (),
    thresholds: Thresholds | None = None,
    place: str | None = None,
    synthetic: bool = True,
    relatedness: Mapping[str, float] | None = None,
) -> Atlas:
    """Read a ledger as an atlas.

    Args:
        view: a ledger, now or as of a day, or what is held of one.
        charts: charts to use; those that come with Yanzhen if not given.
        firms: a firm list beside the ledger; its firms are placed and marked as listed.
        covered: charts or segment keys that the list or a survey covers whole: an empty segment there is
            empty, not unknown. Statements with the predicate 名录覆盖 say the same inside a ledger.
        thresholds: the numbers behind the states.
        place: name for the titles; the place most sources speak of if not given.
        synthetic: False leaves made-up sources out.
        relatedness: segment key -> relatedness density (:mod:`yanzhen.measure`), for the gaps.
    """
    charts = tuple(charts) if charts is not None else shipped_charts()
    sources = {source.id: source for source in view.sources() if synthetic or not source.synthetic}
    current = (s for s in view.statements() if s.source_id in sources)
    statements = [s for s in current if s.subject_kind not in _STATISTICAL]
    names = {name: e.name for e in view.entities() if len(e.names) > 1 for name in e.names}
    occupancy = _occupancy(view, statements, sources, charts).renamed(names)
    if firms is not None:
        occupancy = occupancy.merged(listed(firms, charts))
    return _assembled(
        charts,
        occupancy.covering(covered_keys(charts, covered)),
        statements,
        sources,
        thresholds or Thresholds(),
        place if place is not None else _place(sources),
        relatedness,
        names,
    )


def bare_atlas(
    charts: Sequence[Chart],
    firms: FirmList | None = None,
    covered: Collection[str] = (),
    thresholds: Thresholds | None = None,
) -> Atlas:
    """An atlas without a ledger: the charts, and the firms of a list if one is given."""
    occupancy = listed(firms, charts) if firms is not None else Occupancy(())
    covering = occupancy.covering(covered_keys(charts, covered))
    return _assembled(charts, covering, [], {}, thresholds or Thresholds())


def _assembled(
    charts: Sequence[Chart],
    occupancy: Occupancy,
    statements: Sequence[Statement],
    sources: dict[str, Source],
    thresholds: Thresholds,
    place: str = "",
    relatedness: Mapping[str, float] | None = None,
    names: Mapping[str, str] | None = None,
) -> Atlas:
    real = [s for s in statements if not sources[s.source_id].synthetic]
    as_of = max((s.as_of for s in sources.values() if s.as_of and not s.synthetic), default="")

    def chain_view(chart: Chart) -> ChainView:
        flow, marks = flow_problems(real, chart), marks_from_statements(real, chart)
        states = segment_states(chart, occupancy, marks=marks, flow=flow, thresholds=thresholds)
        others = tuple(c for c in charts if c is not chart)
        found = gaps(chart, occupancy, states, relatedness=relatedness)
        return ChainView(chart, occupancy, states, found, thresholds, place, as_of, others)

    return Atlas(
        charts=tuple(charts),
        occupancy=occupancy,
        views=tuple(map(chain_view, charts)),
        clusters=formations(real, charts, occupancy, names=names),
        tiers=tier_view(activities_from_statements(real, names)),
        fields=future_fields(real, names=names),
        statements={s.id: s for s in statements},
        sources=sources,
    )


def _occupancy(
    view: Readable, statements: Sequence[Statement], sources: dict[str, Source], charts: Sequence[Chart]
) -> Occupancy:
    # Texts are needed only where clusters and lead firms may share a sentence.
    naming = {s.source_id for s in statements if s.subject_kind is EntityKind.CLUSTER and not s.spans[0].cell}
    return occupancy_from_statements(
        statements,
        charts,
        texts={id: view.document(id).text for id in naming},
        synthetic={id for id, source in sources.items() if source.synthetic},
    )


def _place(sources: dict[str, Source]) -> str:
    named = [s.place for s in sources.values() if s.place and not s.synthetic]
    return max(set(named), key=lambda name: (named.count(name), -named.index(name)), default="")


def covered_keys(charts: Sequence[Chart], covered: Collection[str]) -> frozenset[str]:
    """Segment keys that chart ids, chart names or segment keys stand for.

    Raises:
        UsageError: a name that is neither.
    """
    keys: set[str] = set()
    for name in covered:
        found = {s.key for c in charts for s in c.segments if name in (c.id, c.label.zh, c.label.en, s.key)}
        if not found:
            raise UsageError(f"没有产业链或环节 {name}", expected="、".join(c.id for c in charts))
        keys |= found
    return frozenset(keys)


def listed(firms: FirmList, charts: Sequence[Chart], options: PlacingOptions | None = None) -> Occupancy:
    """Firms of a list in their segments, with revenue where the list gives one."""
    placed = place_firms(firms, charts, options=options)
    return Occupancy(tuple(_from_list(firms, placed)))


def _from_list(firms: FirmList, placed: Placements) -> list[Occupant]:
    rows = placed.frame.join(firms.frame.select("row", "revenue", pl.col("region").fill_null("")), on="row")
    return [
        Occupant(
            firm=row["name"],
            segment=row["segment"],
            basis=Basis.SYNTHETIC if firms.synthetic else Basis.LIST,
            reasons=tuple(row["words"]),
            revenue=_revenue(row["revenue"], firms.revenue_unit),
            region=row["region"],
        )
        for row in rows.iter_rows(named=True)
    ]


def _revenue(cell: str | None, unit: str) -> Figure | None:
    try:
        return amount(cell, unit or "元", metric="营业收入")
    except FigureError:
        return None


def courted(
    atlas: Atlas, firms: FirmList, *, here: str = "", limit: int = 20
) -> tuple[tuple[Gap, Candidate], ...]:
    """For each gap the firms of a list that could fill it, the surest first; ``here`` are not asked.

    Args:
        atlas: with its gaps.
        firms: the list to look in, e.g. of another province.
        here: firms whose region holds this name are left out; the atlas's place if not given.
        limit: at most so many per gap.
    """
    placed = place_firms(firms, atlas.charts)
    return tuple(
        (gap, candidate)
        for view in atlas.views
        for gap in view.gaps
        for candidate in candidates(gap, placed, firms.frame, here=here or view.place, limit=limit)
    )


def draw(
    atlas: Atlas,
    what: str,
    *,
    href: Callable[[str, str], str] = own_address,
    language: Language = "zh",
    phone: bool = False,
    theme: Theme = "page",
    paper: str | None = None,
) -> str:
    """Draw a chart (by id or name), ``formations`` or ``tiers`` as SVG.

    Raises:
        UsageError: nothing of that name, or no such paper.
    """
    first = atlas.views[0]
    address: Href = href
    if what == "formations":
        return formations_svg(
            atlas.clusters, href=address, language=language, place=first.place, as_of=first.as_of,
            chains=atlas.chains, theme=theme, paper=paper,
        )  # fmt: skip
    if what == "tiers":
        return tiers_svg(
            atlas.tiers, href=address, language=language, place=first.place, as_of=first.as_of,
            theme=theme, paper=paper,
        )  # fmt: skip
    return chain_svg(
        atlas.view(what),
        href=address,
        language=language,
        layout="phone" if phone else "wide",
        theme=theme,
        paper=paper,
    )
