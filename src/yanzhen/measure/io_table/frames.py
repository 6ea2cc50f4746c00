"""Tables from data frames in long form, and from pymrio objects."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import narwhals as nw
import numpy as np
from narwhals.typing import IntoFrame

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table.assumption import Assumption, named
from yanzhen.measure.io_table.basis import ImportsBasis
from yanzhen.measure.io_table.table import Array, IOTable
from yanzhen.measure.io_table.vocabulary import Role, column_role, row_role


def table_from_long(
    frame: IntoFrame,
    *,
    imports_basis: ImportsBasis | str,
    seller: str = "seller",
    buyer: str = "buyer",
    value: str = "value",
    **parts: Any,
) -> IOTable:
    """A table from a long frame (one row per flow) of any engine narwhals takes.

    Names that both sell and buy are sectors. Buyers that never sell are final demand, exports, imports,
    output or discrepancy by their name (出口, exports ...); sellers that never buy are value added, imported
    inputs or output likewise. Rows for the same cell add up.

    Args:
        frame: columns ``seller``, ``buyer``, ``value``.
        imports_basis: asked, as everywhere.
        **parts: passed to :meth:`IOTable.from_arrays` (unit, period, output, tolerance ...).

    Raises:
        UsageError: a column is missing. MeasureError: null or not finite values, or no sectors.
    """
    sellers, buyers, values = _columns(frame, seller, buyer, value)
    names = [name for name in dict.fromkeys(sellers) if name in set(buyers)]
    if not names:
        raise MeasureError("No name both sells and buys, so the frame holds no sectors. 没有既卖又买的部门。")
    position = {name: k for k, name in enumerate(names)}
    flows = np.zeros((len(names), len(names)))
    demand: dict[str, Array] = {}
    primary: dict[str, Array] = {}
    for s, b, v in zip(sellers, buyers, values, strict=True):
        if s in position and b in position:
            flows[position[s], position[b]] += v
        elif s in position:
            demand.setdefault(b, np.zeros(len(names)))[position[s]] += v
        elif b in position:
            primary.setdefault(s, np.zeros(len(names)))[position[b]] += v
    arguments = {**_demand_parts(demand), **_primary_parts(primary), **parts}
    return IOTable.from_arrays(flows, imports_basis=imports_basis, sectors=names, **arguments)


def _columns(
    frame: IntoFrame, seller: str, buyer: str, value: str
) -> tuple[list[str], list[str], list[float]]:
    lazy = nw.from_native(frame).lazy()
    missing = [c for c in (seller, buyer, value) if c not in lazy.collect_schema().names()]
    if missing:
        raise UsageError(
            f"The frame has no column {', '.join(missing)}. 缺少列。", expected="seller, buyer, value"
        )
    data = lazy.select(seller, buyer, nw.col(value).cast(nw.Float64)).collect("polars").to_polars()
    values = data[value].to_numpy()
    if data.null_count().sum_horizontal().item() or not np.isfinite(values).all():
        raise MeasureError("The frame has empty or not finite cells. 存在空值。", todo="drop or fill them")
    return [str(s) for s in data[seller]], [str(b) for b in data[buyer]], values.tolist()


def _demand_parts(demand: dict[str, Array]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    kinds: dict[str, Array] = {}
    keys = {
        Role.EXPORTS: "exports",
        Role.IMPORTS: "imports",
        Role.DISCREPANCY: "discrepancy",
        Role.OUTPUT: "output",
    }
    for name, column in demand.items():
        role = column_role(name, name)
        if role in keys:
            parts[keys[role]] = parts.get(keys[role], 0.0) + column
        elif role is Role.FINAL_DEMAND:
            kinds[name] = column
    if kinds:
        parts |= {"final_demand": np.column_stack(list(kinds.values())), "demand_names": list(kinds)}
    return parts


def _primary_parts(primary: dict[str, Array]) -> dict[str, Any]:
    parts: dict[str, Any] = {}
    kinds: dict[str, Array] = {}
    extensions: dict[str, Array] = {}
    for name, row in primary.items():
        role = row_role(name, name)
        if role is Role.OUTPUT:
            parts["output"] = row
        elif role is Role.IMPORTED_INPUTS:
            parts["imported_inputs"] = parts.get("imported_inputs", 0.0) + row
        elif role is Role.PRODUCT_TAXES:
            parts["product_taxes"] = parts.get("product_taxes", 0.0) + row
        elif role is Role.EXTENSION:
            extensions[name] = row
        elif role is Role.VALUE_ADDED:
            kinds[name] = row
    if kinds:
        parts |= {"value_added": np.vstack(list(kinds.values())), "value_added_names": list(kinds)}
    return {**parts, "extensions": extensions}


def table_from_pymrio(system: Any, *, imports_basis: ImportsBasis | str = "none", **parts: Any) -> IOTable:
    """A table from a ``pymrio.IOSystem`` that has Z and Y (any of pymrio's parsers gives one).

    Value added is the residual of each column; satellite rows of all extensions come along by name.

    Args:
        system: the object; pymrio itself is not imported here.
        imports_basis: ``"none"`` for a world table (the usual case).
        **parts: passed to :meth:`IOTable.from_arrays`.

    Raises:
        UsageError: the object has no Z or Y.
    """
    if getattr(system, "Z", None) is None or getattr(system, "Y", None) is None:
        raise UsageError(
            "The pymrio system has no Z or Y.",
            todo="call system.calc_system() first, or load it with its flows",
        )
    regions, sectors = (list(map(str, level)) for level in zip(*system.Z.index, strict=True))
    extensions, skipped = _satellites(system, len(sectors))
    notes = [] if not skipped else [_skipped_note(skipped)]
    table = IOTable.from_arrays(
        np.asarray(system.Z, dtype=np.float64),
        imports_basis=imports_basis,
        sectors=sectors,
        regions=regions,
        final_demand=np.asarray(system.Y, dtype=np.float64),
        demand_names=[" / ".join(map(str, column)) for column in system.Y.columns],
        extensions=extensions,
        **parts,
    )
    return table.noting(*notes)


def _satellites(system: Any, n: int) -> tuple[dict[str, Array], list[str]]:
    """Every row of every extension, named ``extension / row``; rows of another length are skipped by name."""
    rows: dict[str, Array] = {}
    skipped: Sequence[str] = []
    for extension in system.get_extensions(data=True):
        flows = getattr(extension, "F", None)
        if flows is None or flows.shape[1] != n:
            skipped = [*skipped, str(extension.name)]
            continue
        for name, row in zip(flows.index, np.asarray(flows, dtype=np.float64), strict=True):
            text = name if isinstance(name, str) else " / ".join(map(str, name))
            rows[f"{extension.name} / {text}"] = row
    return rows, list(skipped)


def _skipped_note(skipped: list[str]) -> Assumption:
    return Assumption(
        "extensions-skipped",
        f"未读入的卫星账户：{named(skipped)}。",
        f"Extensions without flows were not read: {named(skipped)}.",
    )
