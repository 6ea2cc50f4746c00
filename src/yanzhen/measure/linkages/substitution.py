"""Import-substitution gaps: what is brought in that could be made here, and what that would set in motion."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import Assumption, ImportsBasis, IOTable, import_shares, remove_imports
from yanzhen.measure.linkages.leontief import Leontief
from yanzhen.measure.linkages.result import ranks, ratio, sector_frame

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class SubstitutionGaps:
    """Imports by product and the effect of making a share of them here; n products.

    Attributes:
        share: part of imports that would be made here, 0-1.
        imports: value brought in, in the table's unit.
        import_share: imports over home use.
        output_effect: output set in motion by making ``share`` of product i's imports here, whole chain.
        value_added_effect: value added likewise.
        local_fit: 0-1, how near the product is to what the place makes; NaN where not given.
        priority: imports x local fit x value added per unit replaced (fit 1 where none is given for any).
        segments: chain segments that lack this product (the atlas' gaps), by product.
        table: the competitive table they were computed on.
    """

    share: float
    imports: Array
    import_share: Array
    output_effect: Array
    value_added_effect: Array
    local_fit: Array
    priority: Array
    segments: tuple[tuple[str, ...], ...]
    table: IOTable

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the numbers rest on."""
        return (_METHOD, *remove_imports(self.table).assumptions)

    def to_frame(self) -> pl.DataFrame:
        """One row per product, highest priority first."""
        frame = sector_frame(
            self.table,
            {
                "imports": self.imports,
                "import_share": self.import_share,
                "output_effect": self.output_effect,
                "value_added_effect": self.value_added_effect,
                "local_fit": self.local_fit,
                "priority": self.priority,
                "rank": ranks(self.priority),
                "segments": ["、".join(group) for group in self.segments],
            },
        )
        return frame.with_columns(pl.col("rank").cast(pl.Int64)).sort("rank", nulls_last=True)


_METHOD = Assumption(
    "substitution",
    "替代部分按本地技术生产，价格不变，不考虑产能与用地约束。",
    "What is replaced is made with local technique at unchanged prices; capacity and land are not limits.",
)


def substitution_gaps(
    table: IOTable,
    *,
    share: float = 1.0,
    local_fit: Mapping[str, float] | None = None,
    segments: Mapping[str, Sequence[str]] | None = None,
) -> SubstitutionGaps:
    """Rank imported products by value, effect on the local chain and local fit.

    Making ``s M_i`` here is new demand for product i: ``dx = L_d e_i s M_i``, so the output effect is
    ``s M_i m_i`` and the value-added effect ``s M_i (v'L_d)_i`` on the table without imports.

    Args:
        table: imports inside the flows, imports by product given.
        share: part of each product's imports that is replaced, 0-1.
        local_fit: sector -> 0-1, for example the relatedness density of the place for that activity.
        segments: sector -> names of the chain segments missing here (gaps from the atlas).

    Raises:
        MeasureError: imports are not inside the table. UsageError: share or fit out of range, unknown sector.
    """
    if not 0.0 < share <= 1.0:
        raise UsageError(f"share must be above 0 and at most 1; got {share}.")
    if table.imports_basis is not ImportsBasis.INSIDE:
        raise MeasureError(
            "Import gaps need a table with imports inside the flows and imports by product. 需要竞争型表。"
        )
    system = Leontief.of(remove_imports(table))
    added = np.nan_to_num(ratio(table.extension("value_added"), table.output))
    brought = np.clip(table.imports, 0.0, None)
    per_unit = system.solve_left(added)
    fit = _by_sector(table, local_fit or {}, "local_fit")
    if ((fit < 0) | (fit > 1)).any():
        raise UsageError("local_fit must lie between 0 and 1.")
    weight = np.ones(table.size) if local_fit is None else fit
    missing = _named_segments(table, segments or {})
    return SubstitutionGaps(
        share=share,
        imports=brought,
        import_share=import_shares(table),
        output_effect=share * brought * system.output_multipliers,
        value_added_effect=share * brought * per_unit,
        local_fit=fit,
        priority=brought * weight * per_unit,
        segments=missing,
        table=table,
    )


def _by_sector(table: IOTable, values: Mapping[str, float], name: str) -> Array:
    row = np.full(table.size, np.nan)
    for sector, value in values.items():
        if not np.isfinite(value):
            raise UsageError(f"{name} of {sector!r} is not a number.")
        row[table.index(sector)] = value
    return row


def _named_segments(table: IOTable, segments: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = [()] * table.size
    for sector, names in segments.items():
        for i in table.index(sector):
            found[int(i)] = tuple(names)
    return tuple(found)
