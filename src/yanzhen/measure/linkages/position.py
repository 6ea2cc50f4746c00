"""Position in the chain: how far a sector's output is from final use, and from primary inputs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.measure.io_table import Assumption, ImportsBasis, IOTable
from yanzhen.measure.io_table.assumption import named
from yanzhen.measure.linkages.leontief import Leontief
from yanzhen.measure.linkages.result import ranks, ratio, sector_frame

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Position:
    """Upstreamness and downstreamness of n sectors (1 = sells only to final use / buys only primary inputs).

    Attributes:
        upstreamness: U, average number of steps from a sector's output to final use, at least 1.
        downstreamness: D, average number of steps from primary inputs to a sector's output, at least 1.
        open_economy: whether flows were corrected for net exports and stocks.
        table: the table they were computed on.
    """

    upstreamness: Array
    downstreamness: Array
    open_economy: bool
    table: IOTable
    notes: tuple[Assumption, ...] = ()

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the numbers rest on."""
        basis, *notes = self.table.assumptions
        return (basis, *self.notes, *notes)

    def to_frame(self) -> pl.DataFrame:
        """sector, upstreamness, downstreamness and the rank from upstream (1 = furthest from final use)."""
        frame = sector_frame(
            self.table,
            {
                "upstreamness": self.upstreamness,
                "downstreamness": self.downstreamness,
                "upstream_rank": ranks(self.upstreamness),
            },
        )
        return frame.with_columns(pl.col("upstream_rank").cast(pl.Int64))


def position(table: IOTable | Leontief, *, open_economy: bool | None = None) -> Position:
    """Upstreamness ``U = (I - B)^-1 1`` and downstreamness ``D = 1'(I - A)^-1``.

    With ``open_economy`` the share of i's output bought by j is ``z_ij / (x_i - E_i + M_i - N_i)`` (exports,
    imports, change in stocks), which assumes that traded and stored goods are used like those at home.

    Args:
        table: n sectors (or its factorised system).
        open_economy: correct for trade and stocks; by default where imports are inside the flows. Stocks are
            the kinds of final demand whose name says so (存货, inventories, stocks).

    Raises:
        NotProductiveError: see :class:`Leontief`; with the correction also when a sector's home supply does
            not exceed its sales to producers round a loop.

    Source: Antras, Chor, Fally & Hillberry (2012); Antras & Chor (2013, 2018); Miller & Temurshoev (2017).
    """
    system = Leontief.of(table)
    base = system.table
    corrected = base.imports_basis is ImportsBasis.INSIDE if open_economy is None else open_economy
    down = np.where(base.output == 0, np.nan, system.output_multipliers)
    if not corrected:
        return Position(system.ghosh_sums, down, False, base, (_CLOSED,))
    up, notes = _open_upstreamness(base)
    return Position(up, down, True, base, (_OPEN, *notes))


_CLOSED = Assumption(
    "position-closed",
    "上游度按产出分配系数计算，未做进出口和存货修正。",
    "Upstreamness uses allocation coefficients of output, without correction for trade and stocks.",
)
_OPEN = Assumption(
    "position-open",
    "上游度按开放经济修正：分母为产出减出口加进口减存货增加（Antràs等，2012）。",
    "Upstreamness is corrected for an open economy: output less exports plus imports less stocks "
    "(Antras et al. 2012).",
)


def _open_upstreamness(table: IOTable) -> tuple[Array, list[Assumption]]:
    """U from corrected shares; they have their own matrix, so their own factorisation."""
    stocks = [k for k, name in enumerate(table.demand_names) if _is_stocks(name)]
    imports = table.imports if table.imports_basis is ImportsBasis.INSIDE else np.zeros(table.size)
    supply = table.output - table.exports + imports - table.final_demand[:, stocks].sum(axis=1)
    # A sector that only exports what it takes from stock has no home supply: all its home sales count.
    none = supply <= 0
    shares = ratio(table.flows.T, np.where(none, table.flows.sum(axis=1), supply))
    corrected = IOTable.from_coefficients(
        np.nan_to_num(shares), np.ones(table.size), imports_basis=ImportsBasis.NONE, sectors=table.labels
    )
    up = np.where(table.output == 0, np.nan, Leontief.of(corrected).output_multipliers)
    names = [table.labels[i] for i in np.flatnonzero(none & (table.output > 0))]
    if not names:
        return up, []
    note = Assumption(
        "position-no-supply",
        f"修正后的本地供给不为正，改按中间使用计：{named(names)}。",
        f"Corrected home supply is not positive; sales to producers were used for {named(names)}.",
        warning=True,
    )
    return up, [note]


def _is_stocks(name: str) -> bool:
    return any(word in name.lower() for word in ("存货", "库存", "inventor", "stock"))
