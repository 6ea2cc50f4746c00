"""Hypothetical extraction: what the economy loses when a sector, or a cluster of sectors, is taken out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import UsageError
from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.linkages.leontief import Leontief
from yanzhen.measure.linkages.result import ratio, sector_frame

Array = npt.NDArray[np.float64]
SectorNames = Sequence[str | int] | str | int


@dataclass(frozen=True, slots=True, eq=False)
class Extraction:
    """Losses when each of some sets of sectors is taken out, in units of the weight (output by default).

    Attributes:
        names: one per set (a sector, or a cluster's name).
        members: labels of the sectors in each set.
        whole: loss when the set neither buys, sells nor produces (its own output is in the loss).
        buying: loss when it stops buying from domestic producers, in the Leontief model.
        selling: loss when it stops selling to producers, in the Ghosh model (Dietzenbacher & van der Linden).
        selling_leontief: the same side in the Leontief model (rows of A set to zero).
        own: weight of the set itself (its output).
        share: ``whole`` over the economy's total.
        weight: ``output``, ``value_added`` or an extension.
        table: the table they were computed on.
    """

    names: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    whole: Array
    buying: Array
    selling: Array
    selling_leontief: Array
    own: Array
    share: Array
    weight: str
    table: IOTable

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the numbers rest on."""
        basis, *notes = self.table.assumptions
        return (basis, _METHOD, *notes)

    @property
    def outside(self) -> Array:
        """Loss beyond the set's own weight: what the others lose."""
        return self.whole - self.own

    def to_frame(self) -> pl.DataFrame:
        """One row per set; losses in the unit of the weight."""
        columns: dict[str, Array | list[str]] = {
            "whole": self.whole,
            "own": self.own,
            "outside": self.outside,
            "buying": self.buying,
            "selling": self.selling,
            "selling_leontief": self.selling_leontief,
            "share": self.share,
        }
        if self.names == self.table.labels:
            return sector_frame(self.table, columns)
        members = ["、".join(group) for group in self.members]
        frame = pl.DataFrame({"name": self.names, "members": members, **columns})
        return frame.with_columns(pl.selectors.float().fill_nan(None))


_METHOD = Assumption(
    "extraction",
    "假设抽取法：抽取后不寻找替代供应商或客户，系数不变。",
    "Hypothetical extraction: nobody finds another supplier or customer, and coefficients stay.",
)


def extraction(
    table: IOTable | Leontief,
    sectors: SectorNames | Mapping[str, SectorNames] | None = None,
    *,
    weight: str = "output",
) -> Extraction:
    """Take out each sector in turn, or a cluster of sectors at once, in closed form.

    For a set K with weights v (``1`` for output): whole ``v'L[:,K] L[K,K]^-1 x_K``; buying
    ``(v'L - v')_K L[K,K]^-1 x_K``; selling in the Ghosh model ``1' L[K,K]^-1 (L row - row)_K`` with
    ``row = v x``; selling in the Leontief model ``v'L[:,K] L[K,K]^-1 (x_K - y_K)``. For one sector and output
    they reduce to ``x_j m_j / l_jj``, ``x_j (m_j - 1) / l_jj`` and ``x_j (g_j - 1) / l_jj``.

    Args:
        table: n sectors (or its factorised system).
        sectors: ``None`` for every sector in turn (needs the diagonal of L); a name or
            list of names for one set; a mapping name -> list for several clusters (one solve per member).
        weight: ``"output"``, ``"value_added"`` or an extension: what is lost.

    Raises:
        UsageError: a sector or weight that is not in the table, or an empty set.
        NotProductiveError: see :class:`Leontief`.

    Source: Dietzenbacher & van der Linden (1997); Temurshoev (2010) for the closed form and for sets.
    """
    system = Leontief.of(table)
    base = system.table
    row = base.output if weight == "output" else base.extension(weight)
    if sectors is None:
        names, members = base.labels, tuple((label,) for label in base.labels)
        whole, buying, selling, selling_leontief = _every_sector(system, row)
        own = row
    else:
        groups = sectors if isinstance(sectors, Mapping) else {_set_name(base, sectors): sectors}
        positions = {name: _positions(base, name, group) for name, group in groups.items()}
        losses = [_one_set(system, row, k) for k in positions.values()]
        whole, buying, selling, selling_leontief = (np.array(part) for part in zip(*losses, strict=True))
        names = tuple(positions)
        members = tuple(tuple(base.labels[i] for i in k) for k in positions.values())
        own = np.array([row[k].sum() for k in positions.values()])
    return Extraction(
        names=names,
        members=members,
        whole=whole,
        buying=buying,
        selling=selling,
        selling_leontief=selling_leontief,
        own=own,
        share=whole / row.sum(),
        weight=weight,
        table=base,
    )


def _set_name(table: IOTable, sectors: SectorNames) -> str:
    return "+".join(table.labels[i] for i in table.index(sectors))


def _positions(table: IOTable, name: str, group: SectorNames) -> npt.NDArray[np.intp]:
    positions = table.index(group)
    if not positions.size:
        raise UsageError(f"The set {name!r} holds no sectors. 集群{name!r}没有部门。")
    return positions


def _every_sector(system: Leontief, row: Array) -> tuple[Array, ...]:
    """whole, buying, selling, selling (Leontief) for each sector alone: only the diagonal of L is needed."""
    base = system.table
    weights, carried, pulled = _weighted(system, row)
    diagonal = system.diagonal()
    scale = base.output / diagonal
    sold = base.output - base.net_final_demand
    return carried * scale, (carried - weights) * scale, (pulled - row) / diagonal, carried * sold / diagonal


def _one_set(system: Leontief, row: Array, k: npt.NDArray[np.intp]) -> tuple[float, ...]:
    """The same four losses for one set of sectors, from |K| columns of L."""
    base = system.table
    weights, carried, pulled = _weighted(system, row)
    block = system.columns(k)[k]
    x, sold = base.output[k], (base.output - base.net_final_demand)[k]
    freed, forgone, unsold = np.linalg.solve(block, np.column_stack([x, sold, (pulled - row)[k]])).T
    return (
        float(carried[k] @ freed),
        float((carried - weights)[k] @ freed),
        float(unsold.sum()),
        float(carried[k] @ forgone),
    )


def _weighted(system: Leontief, row: Array) -> tuple[Array, Array, Array]:
    """v = row / x (0 without output), v'L, and L row."""
    weights = np.nan_to_num(ratio(row, system.table.output))
    return weights, system.solve_left(weights), system.solve(row)
