"""Chains as a place fills them: the list, and one chain with its drawing, its segments and its gaps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from yanzhen.atlas.chart import Label, shipped_charts
from yanzhen.atlas.drawing import chain_table
from yanzhen.atlas.gaps import Gap
from yanzhen.atlas.occupancy import Basis, Occupant
from yanzhen.atlas.state import SegmentState
from yanzhen.terms import Document, Entity, Figure, Source, Statement
from yanzhen.workbench.charting import Atlas, atlas_of, draw
from yanzhen.workbench.pages.confidential import without_small_sums
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, PageTable

Href = Callable[[str, str], str]


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A chain in the list: how many of its segments stand in which state; ``peer`` has firms in the place compared."""

    id: str
    zh: str
    en: str
    segments: int
    present: int
    absent: int
    unknown: int
    firms: int
    peer: int | None = None


@dataclass(frozen=True, slots=True)
class ChainsPage:
    """All chains."""

    chains: tuple[ChainRow, ...]
    synthetic: bool

    def tables(self) -> tuple[PageTable, ...]:
        """The chains as rows."""
        head = (
            N_("产业链"), N_("环节"), N_("有企业"), N_("缺失"), N_("尚无证据"), N_("企业"), N_("对比地区有企业"),
        )  # fmt: skip
        rows = tuple(
            (c.zh, c.segments, c.present, c.absent, c.unknown, c.firms, "" if c.peer is None else c.peer)
            for c in self.chains
        )
        return (PageTable(N_("产业链"), head, rows),)


@dataclass(frozen=True, slots=True)
class Firm:
    """A firm in a segment: on what grounds, and the first statement it rests on."""

    name: str
    basis: str
    certain: bool
    statement: str | None


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """A segment: state here, state of supply, reasons, firms, their revenue."""

    key: str
    stage_zh: str
    stage_en: str
    zh: str
    en: str
    products: tuple[str, ...]
    state: str
    mark: str
    state_zh: str
    state_en: str
    supply_zh: str
    supply_en: str
    reasons: tuple[str, ...]
    firms: tuple[Firm, ...]
    revenue: Figure | None
    withheld: bool
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GapRow:
    """A missing segment with the factors of its score."""

    zh: str
    en: str
    kind: str
    need: float
    scarcity: float | None
    fit: float | None
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ChainPage:
    """One chain. The drawings depend on the reader's language and links, so they are made when shown."""

    id: str
    zh: str
    en: str
    segments: tuple[SegmentRow, ...]
    gaps: tuple[GapRow, ...]
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    synthetic: bool

    def tables(self) -> tuple[PageTable, ...]:
        """The table twin of the drawing, and the gaps."""
        head = (N_("环节"), N_("类型"), N_("需要"), N_("稀缺"), N_("契合"), N_("得分下限"), N_("得分上限"))
        gaps = tuple((g.zh, g.kind, g.need, g.scarcity, g.fit, g.low, g.high) for g in self.gaps)
        return PageTable(self.zh, self.heads, self.rows), PageTable(N_("缺口"), head, gaps)


def atlas(desk: Desk, lens: Lens) -> Atlas:
    """The atlas within a lens; remembered until the ledger changes."""

    def make() -> Atlas:
        found = atlas_of(_Held(desk, lens), place=lens.place or "", synthetic=lens.synthetic)
        return found if lens.internal else without_small_sums(found)

    # Periods are told apart inside an atlas, and what is compared with has one of its own.
    return desk.remember(("atlas", replace(lens, period=None, compare=None)), lens, make)


@dataclass(frozen=True, slots=True)
class _Held:
    """What the desk holds of the ledger already; an atlas needs all of its statements."""

    desk: Desk
    lens: Lens

    def sources(self) -> tuple[Source, ...]:
        return self.desk.stock(self.lens).sources

    def statements(self) -> tuple[Statement, ...]:
        return self.desk.stock(self.lens).statements

    def entities(self) -> Iterable[Entity]:
        return dict.fromkeys(self.desk.entities(self.lens).values())

    def document(self, source_id: str) -> Document:
        return self.desk.view(self.lens).document(source_id)


def labels_in_english() -> dict[str, str]:
    """The names of the chains, stages and segments that come with Yanzhen, where they have one in English."""
    charts = shipped_charts()
    labels = (
        label
        for chart in charts
        for label in (chart.label, *(s.label for s in chart.stages), *(s.label for s in chart.segments))
    )
    return {label.zh: label.en for label in labels if label.en}


def chains_page(desk: Desk, lens: Lens) -> ChainsPage:
    """The chains there are charts of."""
    found = atlas(desk, lens)
    other = atlas(desk, replace(lens, place=lens.compare, compare=None)) if lens.compare else None
    rows = []
    for view in found.views:
        states = Counter(_group(s) for s in view.states)
        firms = {firm for s in view.states for firm in s.firms}
        rows.append(
            ChainRow(
                view.chart.id,
                view.chart.label.zh,
                view.chart.label.en,
                len(view.states),
                states["present"],
                states["absent"],
                states["unknown"],
                len(firms),
                _present(other, view.chart.id) if other else None,
            )
        )
    return ChainsPage(tuple(sorted(rows, key=lambda r: -r.present)), found.synthetic)


def _present(found: Atlas, chart: str) -> int:
    return sum(_group(state) == "present" for state in found.view(chart).states)


def _group(state: SegmentState) -> str:
    return "absent" if state.local.is_absent else "unknown" if state.local.value == "unknown" else "present"


def chain_page(desk: Desk, lens: Lens, chart: str) -> ChainPage:
    """One chain.

    Raises:
        UsageError: there is no such chain.
    """
    found = atlas(desk, lens)
    view = found.view(chart)
    stages = {s.id: view.chart.stage(s.id).label for s in view.chart.stages}
    table = chain_table(view)
    segments = tuple(
        _segment(state, stages[state.segment.stage], view.occupancy.of(state.segment.key))
        for state in view.states
    )
    return ChainPage(
        id=view.chart.id,
        zh=view.chart.label.zh,
        en=view.chart.label.en,
        segments=segments,
        gaps=tuple(_gap(g) for g in view.gaps),
        heads=table.headings,
        rows=table.rows,
        synthetic=any(f.basis == Basis.SYNTHETIC.value for s in segments for f in s.firms),
    )


def chain_drawing(
    desk: Desk, lens: Lens, chart: str, href: Href, language: str, *, phone: bool = False
) -> str:
    """The map of a chain as SVG; every segment and firm is a link."""
    return draw(atlas(desk, lens), chart, href=href, language="en" if language == "en" else "zh", phone=phone)


def _segment(state: SegmentState, stage: Label, occupants: tuple[Occupant, ...]) -> SegmentRow:
    segment = state.segment
    return SegmentRow(
        key=segment.key,
        stage_zh=stage.zh,
        stage_en=stage.en,
        zh=segment.label.zh,
        en=segment.label.en,
        products=tuple(p.name for p in segment.products),
        state=_group(state),
        mark=state.local.mark,
        state_zh=state.local.name_in("zh"),
        state_en=state.local.name_in("en"),
        supply_zh=state.supply.name_in("zh"),
        supply_en=state.supply.name_in("en"),
        reasons=state.reasons,
        firms=tuple(
            Firm(o.firm, o.basis.value, o.certain, o.statements[0] if o.statements else None)
            for o in occupants
        ),
        revenue=state.revenue,
        withheld=state.withheld,
        basis=state.statements,
    )


def _gap(gap: Gap) -> GapRow:
    return GapRow(
        gap.segment.label.zh,
        gap.segment.label.en,
        gap.kind,
        gap.need,
        gap.scarcity,
        gap.fit,
        gap.score.low,
        gap.score.high,
    )
