"""Taking imports out of a competitive table, proportionally."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from yanzhen.errors import MeasureError
from yanzhen.measure.io_table.assumption import Assumption, named
from yanzhen.measure.io_table.basis import ImportsBasis
from yanzhen.measure.io_table.table import Array, IOTable


def import_shares(table: IOTable) -> Array:
    """Share of imports in home use of each product, ``m = M / (x + M - E)``, n values.

    Re-exports can push the share above 1 in a trading place; it is then cut to 1. Zero where nothing is used.
    """
    home_use = table.output + table.imports - table.exports
    share = np.divide(table.imports, home_use, out=np.zeros(table.size), where=home_use > 0)
    return np.asarray(np.clip(share, 0.0, 1.0))


def remove_imports(table: IOTable) -> IOTable:
    """The non-competitive table of a competitive one: every home use of product i has the same import share.

    ``Z_d = (I - diag(m)) Z`` and ``f_d = (I - diag(m)) f`` with :func:`import_shares`; exports are taken to
    be home-made. Imported inputs become a row of primary inputs, so columns still balance. What a row is
    then short of stays in ``discrepancy``.

    Args:
        table: imports inside the flows.

    Returns:
        A table with ``imports_basis`` removed; ``imports`` by product stay for reference.

    Raises:
        MeasureError: imports are not inside the flows, or no imports are given.

    Source: Miller & Blair (2009) section 4.2; the assumption is the import proportionality of United Nations
    Handbook of Input-Output Table Compilation (1999).
    """
    if table.imports_basis is not ImportsBasis.INSIDE:
        raise MeasureError(
            f"Imports can only be removed from a table that has them inside; this one says "
            f"{table.imports_basis.value!r}. 该表的流量不含进口品。"
        )
    if not table.imports.any():
        raise MeasureError("The table says imports are inside but gives no imports by product. 缺少进口列。")
    share = import_shares(table)
    home = (1.0 - share)[:, None]
    flows = table.flows * home
    demand = table.final_demand * home
    removed = Assumption(
        "imports-proportional",
        "进口按比例从各项用途中剔除（同一产品各用途进口比例相同）。",
        "Imports were removed in proportion: each product has one import share in all home uses.",
    )
    notes = [*table.notes, removed]
    cut = [table.labels[i] for i in np.flatnonzero(share >= 1.0)]
    if cut:
        text = named(cut)
        notes.append(
            Assumption(
                "imports-all",
                f"进口不小于本地使用、视为全部进口：{text}。",
                f"Imports reach or exceed home use and are taken as all of it: {text}.",
                warning=True,
            )
        )
    return replace(
        table,
        flows=flows,
        final_demand=demand,
        discrepancy=table.output - flows.sum(axis=1) - demand.sum(axis=1) - table.exports,
        imported_inputs=table.imported_inputs + (table.flows * share[:, None]).sum(axis=0),
        imports_basis=ImportsBasis.REMOVED,
        notes=tuple(notes),
    )
