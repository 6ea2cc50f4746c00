"""Backward and forward linkages: who pulls and who supports, and which sectors do both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import UsageError
from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.linkages.leontief import Leontief
from yanzhen.measure.linkages.result import normalised, ranks, ratio, sector_frame

Array = npt.NDArray[np.float64]
Forward = Literal["ghosh", "row_sum"]


@dataclass(frozen=True, slots=True, eq=False)
class Linkages:
    """Linkages of n sectors; every array has n numbers, NaN (null in frames) where output is zero.

    Attributes:
        direct_backward: 1'A, share of intermediate inputs in output.
        direct_forward: B 1, share of output sold to other producers.
        total_backward: m = 1'L, the output multiplier (Rasmussen's power before division).
        total_forward_ghosh: g = G 1 = diag(x)^-1 L x, from the allocation coefficients.
        total_forward_row_sum: r = L 1, the row sums used in Chinese practice.
        influence: 影响力系数, m over its mean (power of dispersion).
        sensitivity_row_sum: 感应度系数（行和法）, r over its mean (sensitivity of dispersion).
        sensitivity_ghosh: 感应度系数（Ghosh法）, g over its mean.
        influence_spread: coefficient of variation of the column of L; high means few sectors are pulled.
            ``None`` unless asked for: it needs the full inverse.
        forward: which forward form decides ``key``.
        key: ``key`` (both above average), ``backward``, ``forward``, ``weak``, or ``None`` without output.
        table: the table they were computed on.
    """

    direct_backward: Array
    direct_forward: Array
    total_backward: Array
    total_forward_ghosh: Array
    total_forward_row_sum: Array
    influence: Array
    sensitivity_row_sum: Array
    sensitivity_ghosh: Array
    influence_spread: Array | None
    forward: Forward
    key: tuple[str | None, ...]
    table: IOTable

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the numbers rest on, the imports basis and the forward form first."""
        basis, *notes = self.table.assumptions
        return (basis, _FORWARD[self.forward], *notes)

    @property
    def key_sectors(self) -> tuple[str, ...]:
        """Labels of the sectors whose backward and forward linkages are both above average."""
        return tuple(label for label, kind in zip(self.table.labels, self.key, strict=True) if kind == "key")

    def to_frame(self) -> pl.DataFrame:
        """One row per sector with all forms, the rank of the influence coefficient and the class."""
        columns: dict[str, Array | list[str | None]] = {
            "direct_backward": self.direct_backward,
            "direct_forward": self.direct_forward,
            "total_backward": self.total_backward,
            "total_forward_ghosh": self.total_forward_ghosh,
            "total_forward_row_sum": self.total_forward_row_sum,
            "influence": self.influence,
            "sensitivity_row_sum": self.sensitivity_row_sum,
            "sensitivity_ghosh": self.sensitivity_ghosh,
        }
        if self.influence_spread is not None:
            columns["influence_spread"] = self.influence_spread
        frame = sector_frame(
            self.table, {**columns, "influence_rank": ranks(self.influence), "key": list(self.key)}
        )
        return frame.with_columns(pl.col("influence_rank").cast(pl.Int64))


_FORWARD = {
    "ghosh": Assumption(
        "forward-ghosh",
        "前向联系用Ghosh（分配系数）法；行和法并列给出。",
        "Forward linkages decide by the Ghosh (allocation) form; the row-sum form is given beside it.",
    ),
    "row_sum": Assumption(
        "forward-row-sum",
        "前向联系用列昂惕夫逆矩阵行和法（国内通行的感应度系数）；Ghosh法并列给出。",
        "Forward linkages decide by the row sums of the Leontief inverse; the Ghosh form is given beside it.",
    ),
}


def linkages(table: IOTable | Leontief, *, forward: Forward = "ghosh", spread: bool = False) -> Linkages:
    """Direct and total backward and forward linkages, and key sectors.

    ``BL = 1'A``, ``FL = B 1``, ``m = 1'L``, ``g = diag(x)^-1 L x``, ``r = L 1``; each total form also
    over its mean. All of them come from one LU factorisation and three solves.

    Args:
        table: n sectors (or its factorised system). With imports inside, the numbers show technique, not
            local pull; ``remove_imports(table)`` first for the latter.
        forward: the form that classifies sectors: ``"ghosh"`` (Miller & Blair 2009, chapter 12; Eurostat) or
            ``"row_sum"`` (Rasmussen 1956; the usual 感应度系数 in China).
        spread: also compute the coefficient of variation of each column (forms the full inverse).

    Raises:
        UsageError: another forward form. NotProductiveError: see :class:`Leontief`.
    """
    if forward not in _FORWARD:
        raise UsageError(f"forward must be 'ghosh' or 'row_sum'; got {forward!r}.")
    system = Leontief.of(table)
    base = system.table
    idle = base.output == 0
    m = np.where(idle, np.nan, system.output_multipliers)
    r = np.where(idle, np.nan, system.row_sums)
    g = system.ghosh_sums
    influence, by_row, by_ghosh = normalised(m), normalised(r), normalised(g)
    ahead = by_ghosh if forward == "ghosh" else by_row
    return Linkages(
        direct_backward=ratio(base.flows.sum(axis=0), base.output),
        direct_forward=ratio(base.flows.sum(axis=1), base.output),
        total_backward=m,
        total_forward_ghosh=g,
        total_forward_row_sum=r,
        influence=influence,
        sensitivity_row_sum=by_row,
        sensitivity_ghosh=by_ghosh,
        influence_spread=_spread(system, idle) if spread else None,
        forward=forward,
        key=tuple(map(_class, influence.tolist(), ahead.tolist())),
        table=base,
    )


def _class(backward: float, forward: float) -> str | None:
    if np.isnan(backward) or np.isnan(forward):
        return None
    if backward > 1 and forward > 1:
        return "key"
    return "backward" if backward > 1 else "forward" if forward > 1 else "weak"


def _spread(system: Leontief, idle: npt.NDArray[np.bool_]) -> Array:
    inverse = system.inverse()
    spread = inverse.std(axis=0, ddof=1) / inverse.mean(axis=0)
    return np.where(idle, np.nan, spread)
