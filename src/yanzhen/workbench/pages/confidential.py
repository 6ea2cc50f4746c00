"""What of computed pages a reader does not see: small cells of tables, and sums over fewer than three firms."""

from __future__ import annotations

from dataclasses import dataclass, replace

import polars as pl

from yanzhen.atlas.drawing import ChainView
from yanzhen.atlas.state import SegmentState
from yanzhen.workbench.charting import Atlas
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.panels import Panel
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.small_cells import TOTAL, Cell, cells_of, is_small

WITHHELD = N_("不足3家，不公布")
COMPARED = N_("与相邻环节的营收相比（数字不公布）")


@dataclass(frozen=True, slots=True)
class SmallCells:
    """The cells of one period of a panel that a reader does not see; none for those who may see them."""

    cells: frozenset[Cell] = frozenset()

    def holds(self, region: str, activity: str = TOTAL) -> bool:
        """Whether a cell, or the total of a region, is withheld."""
        return (region, activity) in self.cells

    def bars_quotient(self, region: str, activity: str) -> bool:
        """Whether a location quotient would give a withheld number away: its cell, or a total it divides by."""
        return any(c in self.cells for c in ((region, activity), (region, TOTAL), (TOTAL, activity)))


def small_cells(desk: Desk, lens: Lens, panel: Panel, whole: pl.DataFrame, period: str | None) -> SmallCells:
    """What of a panel is withheld: small cells, those marked internal, and what these could be computed from."""
    if lens.internal:
        return SmallCells()

    def make() -> SmallCells:
        rows = whole if panel.period is None else whole.filter(pl.col(panel.period) == period)
        marked = {
            s.subject
            for s in desk.ledger.internal_statements(panel.source.id)
            if s.figure is None or s.figure.period is None or s.figure.period.code == period
        }
        regions, activities = panel.regions, panel.activities
        also = {(r, a) for r in regions for a in activities if r + a in marked} if marked else set()
        return SmallCells(cells_of(rows, panel.region, panel.activity, also))

    return desk.remember(("small", panel.key, period), lens, make)


def without_small_sums(atlas: Atlas) -> Atlas:
    """An atlas in which sums over fewer than three firms, and reasons that quote them, are withheld."""
    return replace(atlas, views=tuple(map(_without_small_sums, atlas.views)))


def _without_small_sums(view: ChainView) -> ChainView:
    """Reasons quote the revenue of neighbours too, so none of a chain with a withheld sum keeps its numbers."""
    if not any(is_small(state.revenue_firms) for state in view.states):
        return view
    return replace(view, states=tuple(map(_without_small_sum, view.states)))


def _without_small_sum(state: SegmentState) -> SegmentState:
    told = tuple(COMPARED if "营收" in reason else reason for reason in state.reasons)
    if not is_small(state.revenue_firms):
        return replace(state, reasons=told)
    return replace(state, revenue=None, withheld=True, reasons=told)
