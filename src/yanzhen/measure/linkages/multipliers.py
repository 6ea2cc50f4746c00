"""Multipliers and footprints: what one unit of final demand sets in motion, and who it is made for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import UsageError
from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.linkages.leontief import Leontief
from yanzhen.measure.linkages.result import ratio, sector_frame

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Multipliers:
    """Effects of one unit of final demand for each sector's product.

    Attributes:
        kind: ``output``, ``value_added``, ``employment`` or the satellite's name.
        direct: coefficient v_j = row_j / x_j (1 for output), n.
        total: simple multiplier (v'L)_j, n; NaN where output is zero.
        type_one: total over direct, n (Type I multiplier).
        table: the table they were computed on.
    """

    kind: str
    direct: Array
    total: Array
    type_one: Array
    table: IOTable

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the numbers rest on."""
        return self.table.assumptions

    def to_frame(self) -> pl.DataFrame:
        """sector, direct, total, type_one."""
        parts = {"direct": self.direct, "total": self.total, "type_one": self.type_one}
        return sector_frame(self.table, parts)


def multipliers(table: IOTable | Leontief, kind: str = "output") -> Multipliers:
    """Output, value-added, employment or any satellite multipliers.

    ``m = 1'L`` for output, ``v'L`` with ``v = row / x`` otherwise; Type I is ``m_j / v_j``.

    Args:
        table: n sectors (or its factorised system).
        kind: ``"output"``, ``"value_added"`` or the name of an extension (``"employment"``); the unit is that
            of the row per unit of the table's currency.

    Raises:
        UsageError: no such row. NotProductiveError: see :class:`Leontief`.

    Source: Miller & Blair (2009) chapter 6.
    """
    system = Leontief.of(table)
    x = system.table.output
    if kind == "output":
        direct, total = np.ones_like(x), system.output_multipliers
    else:
        direct = ratio(system.table.extension(kind), x)
        total = system.solve_left(np.nan_to_num(direct))
    total = np.where(x == 0, np.nan, total)
    direct = np.where(x == 0, np.nan, direct)
    return Multipliers(kind, direct, total, ratio(total, direct), system.table)


@dataclass(frozen=True, slots=True, eq=False)
class Footprint:
    """A satellite row traced to final demand.

    Attributes:
        kind: name of the row traced.
        by: ``demand`` (kinds of final demand), ``product`` (finally bought) or ``origin`` (who makes it).
        labels: names along that axis.
        values: amounts in the row's unit; they add up to the part of the row that final demand calls for.
        table: the table they were computed on.
    """

    kind: str
    by: str
    labels: tuple[str, ...]
    values: Array
    table: IOTable

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the numbers rest on."""
        return self.table.assumptions

    def to_frame(self) -> pl.DataFrame:
        """label and value."""
        return pl.DataFrame({self.by: self.labels, self.kind: self.values})


def footprint(
    table: IOTable | Leontief,
    kind: str = "value_added",
    *,
    by: Literal["demand", "product", "origin"] = "demand",
) -> Footprint:
    """Trace a row (value added, employment, energy ...) to the final demand that calls for it.

    ``s'L y`` per kind of demand (exports and the discrepancy are kinds of their own, imports inside the flows
    are subtracted as a kind), ``(s'L)_j y_j`` per product finally bought, ``s_i (L y)_i`` per origin.

    Args:
        table: n sectors.
        kind: ``"output"``, ``"value_added"`` or the name of an extension.
        by: the axis of the answer.

    Source: Miller & Blair (2009) chapters 6 and 13.
    """
    system = Leontief.of(table)
    base = system.table
    intensity = (
        np.ones(base.size) if kind == "output" else np.nan_to_num(ratio(base.extension(kind), base.output))
    )
    if by == "origin":
        values = intensity * system.solve(base.net_final_demand)
        return Footprint(kind, by, base.labels, values, base)
    carried = system.solve_left(intensity)
    if by == "product":
        return Footprint(kind, by, base.labels, carried * base.net_final_demand, base)
    if by != "demand":
        raise UsageError(f"by must be 'demand', 'product' or 'origin'; got {by!r}.")
    names, columns = _demand_kinds(base)
    return Footprint(kind, by, names, carried @ columns, base)


def _demand_kinds(table: IOTable) -> tuple[tuple[str, ...], Array]:
    """Kinds of final demand, exports, minus imports (if inside) and the rest, as columns that sum to y."""
    names = list(table.demand_names)
    columns = [table.final_demand]
    left = table.net_final_demand - table.final_demand.sum(axis=1)
    for name, column in (("exports", table.exports), ("imports (-)", -table.imports)):
        if column.any() and not (name.startswith("imports") and table.imports_basis != "inside"):
            names.append(name)
            columns.append(column[:, None])
            left = left - column
    if np.abs(left).max() > 1e-9 * table.output.max():
        names.append("discrepancy")
        columns.append(left[:, None])
    return tuple(names), np.hstack(columns)
