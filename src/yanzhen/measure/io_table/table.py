"""An input-output table: flows between sectors with everything needed to balance its rows and columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import checks
from yanzhen.measure.io_table.assumption import Assumption
from yanzhen.measure.io_table.balance import require_balance
from yanzhen.measure.io_table.basis import ImportsBasis

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class IOTable:
    """A symmetric table of n sectors, in one currency unit. Build it with :meth:`from_arrays` or a reader.

    Rows sell, columns buy. With ``s = +1`` when imports are inside the flows and 0 otherwise, the table
    means to satisfy

    * rows: ``flows.sum(1) + final_demand.sum(1) + exports - s * imports + discrepancy = output``
    * columns: ``flows.sum(0) + imported_inputs + product_taxes + value_added.sum(0) = output``

    Attributes:
        flows: intermediate flows Z, n x n; ``flows[i, j]`` is what sector j buys from product i.
        output: gross output x, n.
        final_demand: final uses without exports, n x k (consumption, investment, stocks; may be negative).
        exports: n; everything sold across the border of the table, other provinces included.
        imports: imports by product, n, not negative by convention.
        discrepancy: the official column 其他, n.
        imported_inputs: imported goods used by each sector, n (only when imports are removed).
        product_taxes: taxes less subsidies on the products each sector buys, n (tables at basic prices; no part
            of value added).
        value_added: by kind, v x n.
        sectors: n names; together with ``regions`` they are unique.
        regions: region of each sector in a multi-regional table, else ``None``.
        demand_names, value_added_names: names of the k and v kinds.
        extensions: further rows by name, each n: employment (persons), energy, emissions.
        imports_basis: where imports sit; kept by every result.
        unit: currency unit of the flows, as published (``万元``).
        period: the year or years it describes.
        title: what the table calls itself.
        notes: what was derived, moved or assumed on the way.
    """

    flows: Array
    output: Array
    final_demand: Array
    exports: Array
    imports: Array
    discrepancy: Array
    imported_inputs: Array
    product_taxes: Array
    value_added: Array
    sectors: tuple[str, ...]
    imports_basis: ImportsBasis
    regions: tuple[str, ...] | None = None
    demand_names: tuple[str, ...] = ("final demand",)
    value_added_names: tuple[str, ...] = ("value added",)
    extensions: Mapping[str, Array] = field(default_factory=dict)
    unit: str | None = None
    period: str | None = None
    title: str = ""
    notes: tuple[Assumption, ...] = ()

    @classmethod
    def from_arrays(
        cls,
        flows: npt.ArrayLike,
        *,
        imports_basis: ImportsBasis | str,
        sectors: Sequence[str] | None = None,
        regions: Sequence[str] | None = None,
        final_demand: npt.ArrayLike | None = None,
        output: npt.ArrayLike | None = None,
        exports: npt.ArrayLike | None = None,
        imports: npt.ArrayLike | None = None,
        discrepancy: npt.ArrayLike | None = None,
        imported_inputs: npt.ArrayLike | None = None,
        product_taxes: npt.ArrayLike | None = None,
        value_added: npt.ArrayLike | None = None,
        demand_names: Sequence[str] | None = None,
        value_added_names: Sequence[str] | None = None,
        extensions: Mapping[str, npt.ArrayLike] | None = None,
        unit: str | None = None,
        period: str | int | None = None,
        title: str = "",
        tolerance: float = 0.005,
        on_imbalance: Literal["raise", "keep"] = "raise",
    ) -> IOTable:
        """Check and complete a table from arrays.

        Args:
            flows: Z, n x n; rows sell, columns buy.
            imports_basis: ``"inside"``, ``"removed"`` or ``"none"``; there is no default.
            sectors: n names (those of a labelled pandas frame, else S1, S2, ...); regions: n region names of a
                multi-regional table (the first level of a frame's two).
            final_demand: n or n x k, without exports. output: n. One of the two may be missing: it is then
                the residual of the row, and a note says so.
            exports, imports (by product), discrepancy: n each, else zero.
            imported_inputs, product_taxes: by buying sector, n each, else zero.
            value_added: n or v x n; the residual of the column when missing.
            demand_names, value_added_names: names of the k and v kinds.
            extensions: satellite rows by name, n each (``{"employment": ...}``).
            unit, period, title: kept for display.
            tolerance: largest gap of a row or column, as a share of output.
            on_imbalance: ``"raise"``, or ``"keep"`` to go on with a warning in the notes.

        Raises:
            UsageError: an option that does not exist, or both output and final demand missing.
            MeasureError: wrong shapes, cells that are not numbers, duplicated sectors, negative output, a
                sector without output that trades, rows or columns that do not balance (each named).
        """
        basis = ImportsBasis.parse(imports_basis)
        if sectors is None:
            sectors, regions = checks.labels_of(flows, regions)
        matrix = checks.square(flows)
        n = matrix.shape[0]
        names = tuple(map(str, sectors)) if sectors is not None else tuple(f"S{i + 1}" for i in range(n))
        places = tuple(map(str, regions)) if regions is not None else None
        checks.unique(names, places, n)
        checks.finite(matrix, "flows", names)
        rest = {
            "exports": checks.vector(exports, n, "exports"),
            "imports": checks.vector(imports, n, "imports"),
            "discrepancy": checks.vector(discrepancy, n, "discrepancy"),
            "imported_inputs": checks.vector(imported_inputs, n, "imported_inputs"),
            "product_taxes": checks.vector(product_taxes, n, "product_taxes"),
        }
        x, demand, added, notes = checks.complete(
            matrix,
            None if output is None else checks.vector(output, n, "output"),
            checks.kinds(final_demand, n, "final_demand", axis=0),
            checks.kinds(value_added, n, "value_added", axis=1),
            rest,
            basis,
        )
        checks.possible(matrix, x, names)
        table = cls(
            flows=matrix,
            output=x,
            final_demand=demand,
            value_added=added,
            sectors=names,
            regions=places,
            imports_basis=basis,
            demand_names=checks.kind_names(demand_names, demand.shape[1], "final demand"),
            value_added_names=checks.kind_names(value_added_names, added.shape[0], "value added"),
            extensions={key: checks.vector(row, n, key) for key, row in (extensions or {}).items()},
            unit=unit,
            period=None if period is None else str(period),
            title=title,
            notes=(*notes, *checks.remarks(matrix, x, names)),
            **rest,
        )
        return require_balance(table, tolerance, on_imbalance)

    @classmethod
    def from_coefficients(
        cls,
        coefficients: npt.ArrayLike,
        output: npt.ArrayLike,
        *,
        imports_basis: ImportsBasis | str,
        **parts: Any,
    ) -> IOTable:
        """A table from direct coefficients A (n x n, columns) and output x: ``Z = A diag(x)``."""
        x = np.asarray(output, dtype=np.float64)
        flows = np.asarray(coefficients, dtype=np.float64) * x
        return cls.from_arrays(flows, imports_basis=imports_basis, output=x, **parts)

    @property
    def size(self) -> int:
        """Number of sectors n (regions times sectors in a multi-regional table)."""
        return len(self.sectors)

    @property
    def labels(self) -> tuple[str, ...]:
        """Unique names of the n rows: ``region / sector`` in a multi-regional table."""
        if self.regions is None:
            return self.sectors
        return tuple(f"{r} / {s}" for r, s in zip(self.regions, self.sectors, strict=True))

    @property
    def coefficients(self) -> Array:
        """Direct input coefficients A = Z diag(x)^-1; the column of a sector without output is zero."""
        return self.flows * _inverse(self.output)

    @property
    def allocation(self) -> Array:
        """Direct output (allocation, Ghosh) coefficients B = diag(x)^-1 Z."""
        return self.flows * _inverse(self.output)[:, None]

    @property
    def net_final_demand(self) -> Array:
        """y with ``x = Z 1 + y``: final uses, exports and discrepancy, less imports if they are inside."""
        return np.asarray(self.output - self.flows.sum(axis=1))

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The imports basis first, then everything noted on the way."""
        return (self.imports_basis.assumption, *self.notes)

    def index(self, names: Sequence[str | int] | str | int) -> npt.NDArray[np.intp]:
        """Positions of sectors named by label, by bare sector name (all its regions) or by position.

        Raises:
            UsageError: a name that is not in the table, with the names nearest to it.
        """
        return checks.find_positions(names, self.labels, self.sectors)

    def extension(self, name: str) -> Array:
        """A satellite row by name; ``value_added`` (their total) and any kind of value added count too."""
        if name in self.extensions:
            return self.extensions[name]
        if name == "value_added":
            return np.asarray(self.value_added.sum(axis=0))
        if name in self.value_added_names:
            return np.asarray(self.value_added[self.value_added_names.index(name)])
        known = ["output", "value_added", *self.extensions, *self.value_added_names]
        raise UsageError(f"The table has no row called {name!r}.", expected="one of: " + ", ".join(known))

    def with_extension(self, name: str, values: npt.ArrayLike) -> IOTable:
        """The same table with one more satellite row (for example ``employment``), n values."""
        row = np.asarray(values, dtype=np.float64)
        if row.shape != (self.size,) or not np.isfinite(row).all():
            raise MeasureError(
                f"Extension {name!r} must be {self.size} finite numbers; got shape {row.shape}."
            )
        return replace(self, extensions={**self.extensions, name: row})

    def noting(self, *notes: Assumption) -> IOTable:
        """The same table with more notes."""
        return replace(self, notes=(*self.notes, *notes))

    def to_frame(self) -> pl.DataFrame:
        """The flows as a long frame: seller, buyer, value; only cells that are not zero."""
        rows, columns = np.nonzero(self.flows)
        labels = np.asarray(self.labels, dtype=object)
        return pl.DataFrame(
            {
                "seller": labels[rows].astype(str),
                "buyer": labels[columns].astype(str),
                "value": self.flows[rows, columns],
            }
        )


def _inverse(vector: Array) -> Array:
    """1 / v, and 0 where v is 0: a sector that makes nothing buys nothing per unit."""
    return np.divide(1.0, vector, out=np.zeros_like(vector), where=vector != 0)
