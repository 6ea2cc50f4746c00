"""What could come next: activities a region does not have, by how related and how complex they are."""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import median
from typing import Any

import polars as pl

from yanzhen.measure import find
from yanzhen.workbench.pages import charts
from yanzhen.workbench.pages.confidential import WITHHELD, small_cells
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.panels import Choice, Offered, Panel, at_period, choose, frame, offered, panels
from yanzhen.workbench.pages.tables import N_, PageTable


@dataclass(frozen=True, slots=True)
class Entrant:
    """An activity: how much of what is related to it is here, how complex it is, what entering would open.

    ``peer`` is its location quotient in the region compared with.
    """

    activity: str
    density: float
    complexity: float
    gain: float | None
    quotient: float | None
    quadrant: str
    peer: float | None = None


@dataclass(frozen=True, slots=True)
class OpportunitiesPage:
    """Possible entrants above both thresholds first; the thresholds are the medians unless chosen.

    ``withheld`` are activities of too few firms: neither list says which of the two they belong to.
    """

    panels: tuple[Panel, ...]
    choice: Choice | None
    density: float
    complexity: float
    entrants: tuple[Entrant, ...]
    present: tuple[Entrant, ...]
    chart: dict[str, Any] | None
    warning: str | None
    withheld: tuple[str, ...] = ()
    offered: Offered | None = None

    @property
    def synthetic(self) -> bool:
        return self.choice is not None and self.choice.panel.source.synthetic

    @property
    def best(self) -> tuple[Entrant, ...]:
        """Related and complex."""
        return tuple(e for e in self.entrants if e.quadrant == "both")

    def tables(self) -> tuple[PageTable, ...]:
        """Possible entrants, then what is there."""
        head = (
            N_("行业"), N_("关联密度"), N_("复杂度"), N_("机会增益"), N_("区位商"), N_("象限"),
            N_("对比地区的区位商"),
        )  # fmt: skip

        def rows(listed: tuple[Entrant, ...]) -> tuple[tuple[str | float | None, ...], ...]:
            return tuple(
                (e.activity, e.density, e.complexity, e.gain, e.quotient, e.quadrant, e.peer) for e in listed
            )

        tables = [
            PageTable(N_("可能进入"), head, rows(self.entrants)),
            PageTable(N_("已有"), head, rows(self.present)),
        ]
        if self.withheld:
            tables.append(PageTable(WITHHELD, (N_("行业"),), tuple((name,) for name in self.withheld)))
        return tuple(tables)


def opportunities_page(
    desk: Desk, lens: Lens, query: dict[str, str], density: float | None, complexity: float | None
) -> OpportunitiesPage:
    """Possible entrants of one region of a panel.

    Raises:
        UsageError: a panel, region or period that is not there.
        MeasureError: a table that complexity cannot be computed from.
    """
    found = panels(desk, lens)
    choice = choose(found, query, lens)
    if choice is None:
        return OpportunitiesPage(found, None, 0.0, 0.0, (), (), None, None)
    key = ("complexity", choice.panel.key, choice.value, choice.period)
    whole, warning = desk.keep(key, lambda: _measured(frame(desk, lens, choice.panel), choice))
    own = whole.filter(pl.col(choice.panel.region) == choice.region)
    known = own.filter(pl.col("density").is_not_null() & pl.col("pci").is_not_null())
    absent = known.filter(pl.col("mcp") == 0)
    density = density if density is not None else _median(absent["density"])
    complexity = complexity if complexity is not None else _median(absent["pci"])
    there = whole.filter(pl.col(choice.panel.region) == (choice.peer or ""))
    peer = dict(zip(there[choice.panel.activity], there["rca"], strict=True))
    few = small_cells(desk, lens, choice.panel, frame(desk, lens, choice.panel), choice.period)
    withheld = tuple(a for a in known[choice.panel.activity] if few.bars_quotient(choice.region, a))
    for activity in choice.panel.activities:
        if choice.peer is None or few.bars_quotient(choice.peer, activity):
            peer.pop(activity, None)
    listed = tuple(
        replace(_entrant(row, choice, density, complexity), peer=peer.get(row[choice.panel.activity]))
        for row in known.iter_rows(named=True)
        if row[choice.panel.activity] not in withheld
    )
    here = set(known.filter(pl.col("mcp") == 1)[choice.panel.activity])
    entrants = tuple(sorted((e for e in listed if e.activity not in here), key=_order))
    present = tuple(sorted((e for e in listed if e.activity in here), key=lambda e: -e.complexity))
    chart = charts.quadrants(entrants, present, density, complexity)
    return OpportunitiesPage(
        found, choice, density, complexity, entrants, present, chart, warning, withheld, offered(choice, lens)
    )


def _measured(whole: pl.DataFrame, choice: Choice) -> tuple[pl.DataFrame, str | None]:
    panel = choice.panel
    result = find("complexity").load()(
        at_period(whole, choice), region=panel.region, activity=panel.activity, value=choice.value
    )
    warnings = [w for w in result.diagnostics()["warning"] if w]
    return result.to_frame(), "；".join(warnings) or None


def _median(values: pl.Series) -> float:
    listed = [float(v) for v in values]
    return round(median(listed), 4) if listed else 0.0


def _entrant(row: dict[str, Any], choice: Choice, density: float, complexity: float) -> Entrant:
    near, hard = row["density"] >= density, row["pci"] >= complexity
    quadrant = "both" if near and hard else "near" if near else "complex" if hard else "neither"
    return Entrant(row[choice.panel.activity], row["density"], row["pci"], row["cog"], row["rca"], quadrant)


_RANK = {"both": 0, "near": 1, "complex": 2, "neither": 3}


def _order(entrant: Entrant) -> tuple[int, float]:
    return (_RANK[entrant.quadrant], -entrant.density)
