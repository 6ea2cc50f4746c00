"""Adding sectors up, or moving a table to another classification."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from yanzhen.errors import MeasureError
from yanzhen.measure.io_table.assumption import Assumption, named
from yanzhen.measure.io_table.table import Array, IOTable

Concordance = Mapping[str, str | Mapping[str, float]]


def aggregate(table: IOTable, concordance: Concordance) -> IOTable:
    """Map the table's sectors to groups: ``Z' = C' Z C`` with C n x g, rows summing to 1.

    Args:
        table: n sectors.
        concordance: sector (label, or bare sector name in a multi-regional table) -> group, or -> shares
            over several groups that sum to 1 (a split, which assumes that parts buy and sell alike). Groups
            come in order of first appearance. In a multi-regional table each region keeps its own groups.

    Raises:
        MeasureError: sectors without a group, or shares that do not sum to 1 (each named).
    """
    weights, groups = _bridge(table, concordance)
    regions = None
    names = groups
    if table.regions is not None:
        names = [group.split("\0")[1] for group in groups]
        regions = tuple(group.split("\0")[0] for group in groups)
    split = bool(((weights > 0) & (weights < 1)).any())
    parts = ", some split by shares." if split else "."
    note = Assumption(
        "aggregated",
        f"由{table.size}个部门归并为{len(groups)}个" + ("（含按份额拆分）。" if split else "。"),
        f"Aggregated from {table.size} sectors to {len(groups)}" + parts,
    )
    return replace(
        table,
        flows=weights.T @ table.flows @ weights,
        output=table.output @ weights,
        final_demand=weights.T @ table.final_demand,
        exports=table.exports @ weights,
        imports=table.imports @ weights,
        discrepancy=table.discrepancy @ weights,
        imported_inputs=table.imported_inputs @ weights,
        product_taxes=table.product_taxes @ weights,
        value_added=table.value_added @ weights,
        extensions={name: row @ weights for name, row in table.extensions.items()},
        sectors=tuple(names),
        regions=regions,
        notes=(*table.notes, note),
    )


def _bridge(table: IOTable, concordance: Concordance) -> tuple[Array, list[str]]:
    """The n x g weights and the group keys (region NUL group in a multi-regional table)."""
    missing: list[str] = []
    wrong: list[str] = []
    cells: list[tuple[int, str, float]] = []
    for i, (label, sector) in enumerate(zip(table.labels, table.sectors, strict=True)):
        target = concordance.get(label, concordance.get(sector))
        if target is None:
            missing.append(label)
            continue
        shares = {target: 1.0} if isinstance(target, str) else target
        if abs(sum(shares.values()) - 1.0) > 1e-9 or min(shares.values(), default=-1.0) < 0:
            wrong.append(label)
        prefix = f"{table.regions[i]}\0" if table.regions is not None else ""
        cells.extend((i, prefix + group, share) for group, share in shares.items())
    if missing:
        raise MeasureError(
            f"The concordance has no group for: {named(missing)}. 对照表缺少部门。",
            expected="a group for every sector of the table",
        )
    if wrong:
        raise MeasureError(f"Shares do not sum to 1 (or are negative) for: {named(wrong)}. 份额之和不为1。")
    groups = list(dict.fromkeys(group for _, group, _ in cells))
    weights = np.zeros((table.size, len(groups)))
    position = {group: k for k, group in enumerate(groups)}
    for i, group, share in cells:
        weights[i, position[group]] += share
    return weights, groups
