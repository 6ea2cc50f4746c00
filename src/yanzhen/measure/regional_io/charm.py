"""CHARM: a regional table with cross-hauling, from the national table with imports inside."""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.io_table import Assumption, BasisWarning, ImportsBasis, IOTable
from yanzhen.measure.regional_io.quotients import Sizes, by_sector, regional_sizes

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class CharmResult:
    """A regional table of the competitive kind and what crosses its border; n sectors.

    Attributes:
        heterogeneity: h, national cross-hauling per unit of output and use, n.
        balance: b, exports less imports of the region by product, n.
        cross_hauling: q, product traded in both directions, n.
        exports, imports: of the region (to and from everywhere), n.
        table: the regional table, imports inside the flows.
        assumptions: what the numbers rest on.
    """

    heterogeneity: Array
    balance: Array
    cross_hauling: Array
    exports: Array
    imports: Array
    table: IOTable
    assumptions: tuple[Assumption, ...]

    def to_frame(self) -> pl.DataFrame:
        """One row per product."""
        return pl.DataFrame(
            {
                "sector": self.table.labels,
                "output": self.table.output,
                "exports": self.exports,
                "imports": self.imports,
                "balance": self.balance,
                "cross_hauling": self.cross_hauling,
                "heterogeneity": self.heterogeneity,
            }
        )


def charm(national: IOTable, regional_output: Sizes, regional_final_demand: Sizes) -> CharmResult:
    """Cross-hauling adjusted regionalisation.

    National heterogeneity ``h_i = (v_i - |b_i|) / (x_i + z_i + d_i)`` with trade volume ``v = E + M`` and balance
    ``b = E - M``; region ``q = h (x + z + d)``, ``b = x - z - d``, exports ``(|b| + q + b) / 2``, imports
    ``(|b| + q - b) / 2``, where z are the intermediate uses that national coefficients imply and d home final use.

    Args:
        national: imports inside the flows (otherwise a warning: heterogeneity then misses traded goods).
        regional_output: x, n, in the table's unit; or sector -> x.
        regional_final_demand: d, home final use of each product, n (no exports); or sector -> d.

    Raises:
        MeasureError: sizes that do not fit, or the nation trades but gives neither exports nor imports.

    Source: Kronenberg (2009); Flegg & Tohmo (2013) for the basis.
    """
    x = regional_sizes(national, regional_output, national.output)
    d = np.asarray(by_sector(national, regional_final_demand), dtype=np.float64)
    if d.shape != x.shape or not np.isfinite(d).all():
        raise MeasureError(f"Regional final demand must be {x.size} finite numbers; got shape {d.shape}.")
    if not national.imports.any() and not national.exports.any():
        raise MeasureError("CHARM needs the nation's exports and imports by product. 缺少进出口。")
    h = _heterogeneity(national)
    flows = national.coefficients * x
    z = flows.sum(axis=1)
    balance = x - z - d
    cross = h * (x + z + d)
    exports = (np.abs(balance) + cross + balance) / 2.0
    imports = (np.abs(balance) + cross - balance) / 2.0
    notes = _notes(national)
    table = IOTable.from_arrays(
        flows,
        imports_basis=ImportsBasis.INSIDE,
        sectors=national.sectors,
        regions=national.regions,
        output=x,
        final_demand=d,
        exports=exports,
        imports=imports,
        unit=national.unit,
        period=national.period,
        title=f"CHARM: {national.title}",
    ).noting(*notes)
    return CharmResult(h, balance, cross, exports, imports, table, table.assumptions)


def _heterogeneity(national: IOTable) -> Array:
    volume = national.exports + national.imports
    balance = np.abs(national.exports - national.imports)
    uses = national.output + national.flows.sum(axis=1) + national.final_demand.sum(axis=1)
    share = np.divide(volume - balance, uses, out=np.zeros(national.size), where=uses > 0)
    return np.asarray(np.clip(share, 0.0, None))


def _notes(national: IOTable) -> list[Assumption]:
    notes = [
        Assumption(
            "charm",
            "CHARM法：本地技术与产品差异度取全国水平，调入调出含省外与国外。",
            "CHARM: technique and product heterogeneity are the nation's; trade is with everywhere outside.",
        )
    ]
    if national.imports_basis is not ImportsBasis.INSIDE:
        note = Assumption(
            "charm-needs-inside",
            "CHARM应使用含进口的全国表；当前表已剔除进口，用途偏小。",
            "CHARM wants a national table with imports inside; this one has them removed, so uses are too small.",
            warning=True,
        )
        warnings.warn(note.en, BasisWarning, stacklevel=3)
        notes.append(note)
    return notes
