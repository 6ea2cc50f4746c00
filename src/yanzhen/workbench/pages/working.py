"""How a computed number comes about, with the numbers that went into it."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from yanzhen.errors import UsageError
from yanzhen.terms import Figure, Source
from yanzhen.workbench.pages.confidential import WITHHELD, small_cells
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.panels import at_period, choose, computed, frame, panels
from yanzhen.workbench.pages.tables import N_, PageTable


@dataclass(frozen=True, slots=True)
class Step:
    """A number that goes in, and what it is."""

    name: str
    figure: Figure | None


@dataclass(frozen=True, slots=True)
class WorkingPage:
    """A location quotient, step by step."""

    title: str
    formula: str
    steps: tuple[Step, ...]
    result: Figure | None
    method: str
    source: Source

    def tables(self) -> tuple[PageTable, ...]:
        """The steps as rows."""
        rows = tuple((s.name, s.figure) for s in self.steps)
        return (PageTable(N_("计算过程"), (N_("项"), N_("数值")), (*rows, (N_("区位商"), self.result))),)


def working_page(desk: Desk, lens: Lens, query: dict[str, str]) -> WorkingPage:
    """The location quotient of one cell of a panel.

    Raises:
        UsageError: no such panel, region or activity.
    """
    choice = choose(panels(desk, lens), query, lens)
    activity = query.get("activity", "")
    if choice is None or activity not in choice.panel.activities:
        raise UsageError("没有这一格", where=activity[:60])
    panel, value = choice.panel, choice.value
    whole_table = frame(desk, lens, panel)
    if small_cells(desk, lens, panel, whole_table, choice.period).bars_quotient(choice.region, activity):
        raise UsageError(WITHHELD, where=activity)
    rows = at_period(whole_table, choice)
    here, there = pl.col(panel.region) == choice.region, pl.col(panel.activity) == activity

    def total(*conditions: pl.Expr) -> float:
        return float(rows.filter(*conditions)[value].sum())

    cell, region, industry, whole = total(here, there), total(here), total(there), total()
    unit = panel.unit(value)
    quotient = (cell / region) / (industry / whole) if region and industry else None
    return WorkingPage(
        title=f"{choice.region} · {activity}",
        formula="(a ÷ b) ÷ (c ÷ d)",
        steps=(
            Step(f"a {choice.region}{activity}{value}", computed(cell, unit, value, choice.period)),
            Step(f"b {choice.region}{value}合计", computed(region, unit, value, choice.period)),
            Step(f"c 全表{activity}{value}", computed(industry, unit, value, choice.period)),
            Step(f"d 全表{value}合计", computed(whole, unit, value, choice.period)),
        ),
        result=computed(quotient, "", f"{value}区位商"),
        method="lq",
        source=panel.source,
    )
