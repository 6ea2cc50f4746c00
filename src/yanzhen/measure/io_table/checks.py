"""Checks and completion behind ``IOTable.from_arrays``: every refusal names the sector it is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
import numpy.typing as npt

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table.assumption import Assumption, named
from yanzhen.measure.io_table.basis import ImportsBasis

Array = npt.NDArray[np.float64]


def find_positions(
    names: Sequence[str | int] | str | int, labels: tuple[str, ...], sectors: tuple[str, ...]
) -> npt.NDArray[np.intp]:
    """Positions of labels, bare sector names or numbers; see ``IOTable.index``."""
    wanted = [names] if isinstance(names, str | int) else list(names)
    where: dict[str, list[int]] = {}
    for position, (label, sector) in enumerate(zip(labels, sectors, strict=True)):
        where.setdefault(label, []).append(position)
        if sector != label:
            where.setdefault(sector, []).append(position)
    found: list[int] = []
    for name in wanted:
        if isinstance(name, int | np.integer) and 0 <= name < len(labels):
            found.append(int(name))
        elif str(name) in where:
            found.extend(where[str(name)])
        else:
            near = get_close_matches(str(name), where, n=3, cutoff=0.4) or list(labels[:3])
            raise UsageError(
                f"There is no sector {name!r} in the table. 表中没有部门 {name!r}。",
                expected="one of the table's sectors, such as " + "、".join(near),
            )
    return np.array(sorted(set(found)), dtype=np.intp)


def labels_of(flows: Any, regions: Sequence[str] | None) -> tuple[Sequence[str] | None, Sequence[str] | None]:
    """Sectors and regions of a frame with named rows and columns, which must agree; ``None`` without names."""
    index, columns = getattr(flows, "index", None), getattr(flows, "columns", None)
    if index is None or columns is None:
        return None, regions
    rows, across = list(index), list(columns)
    if not all(isinstance(name, str | tuple) for name in rows + across):
        return None, regions
    if rows != across:
        k = next(k for k, (r, c) in enumerate(zip(rows, across, strict=False)) if r != c) if rows else 0
        raise MeasureError(
            "Rows and columns of the frame do not list the same sectors in the same order. 行列部门不一致。",
            where=f"sector {k + 1}: the row says {rows[k]!r}, the column says {across[k]!r}",
        )
    if all(isinstance(name, tuple) and len(name) == 2 for name in rows):
        return [str(sector) for _, sector in rows], [str(region) for region, _ in rows]
    return [str(name) for name in rows], regions


def square(flows: npt.ArrayLike) -> Array:
    """Flows as a square float matrix, without a copy when they are one already."""
    matrix = np.asarray(flows, dtype=np.float64)
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not matrix.size:
        raise MeasureError(
            f"Flows must be a square matrix; got shape {matrix.shape}.", expected="n sectors by n sectors"
        )
    return matrix


def vector(values: npt.ArrayLike | None, n: int, name: str) -> Array:
    vector = np.zeros(n) if values is None else np.asarray(values, dtype=np.float64)
    if vector.shape != (n,):
        raise MeasureError(f"{name} must have one number per sector ({n}); got shape {vector.shape}.")
    if not np.isfinite(vector).all():
        where = f"position {int(np.flatnonzero(~np.isfinite(vector))[0])}"
        raise MeasureError(f"{name} holds cells that are not numbers.", where=where)
    return vector


def kinds(values: npt.ArrayLike | None, n: int, name: str, axis: int) -> Array | None:
    """A 2-D array with n along ``axis`` (0: final demand n x k, 1: value added v x n); 1-D is one kind."""
    if values is None:
        return None
    array = np.asarray(values, dtype=np.float64)
    if array.ndim == 1:
        array = np.expand_dims(array, 1 - axis)
    if array.ndim != 2 or array.shape[axis] != n:
        shape = "n x k" if axis == 0 else "v x n"
        raise MeasureError(f"{name} must be {shape} with n = {n}; got shape {array.shape}.")
    if not np.isfinite(array).all():
        raise MeasureError(f"{name} holds cells that are not numbers.")
    return array


def finite(matrix: Array, name: str, labels: tuple[str, ...]) -> None:
    # A sum is finite only if every cell is: one pass, no n x n mask.
    bad = np.flatnonzero(~np.isfinite(matrix.sum(axis=1)))
    if bad.size:
        row = int(bad[0])
        column = int(np.flatnonzero(~np.isfinite(matrix[row]))[0])
        raise MeasureError(
            f"{name} holds a cell that is not a number.", where=f"row {labels[row]}, column {labels[column]}"
        )


def unique(names: tuple[str, ...], regions: tuple[str, ...] | None, n: int) -> None:
    if len(names) != n or (regions is not None and len(regions) != n):
        raise MeasureError(
            f"{n} sectors need {n} names; got {len(names)} (regions: {regions and len(regions)})."
        )
    keys = list(names) if regions is None else [f"{r} / {s}" for r, s in zip(regions, names, strict=True)]
    twice = [key for key, count in Counter(keys).items() if count > 1]
    if twice:
        raise MeasureError(
            f"Sector names appear more than once: {named(twice)}. 部门名称重复。",
            expected="unique names; in a multi-regional table, give regions=",
            todo="rename the sectors, or add them up with aggregate()",
        )


def complete(
    flows: Array,
    output: Array | None,
    demand: Array | None,
    added: Array | None,
    rest: Mapping[str, Array],
    basis: ImportsBasis,
) -> tuple[Array, Array, Array, list[Assumption]]:
    """Fill in the one part that may be missing on each side, as the residual."""
    across = rest["exports"] + rest["discrepancy"]
    if basis is ImportsBasis.INSIDE:
        across = across - rest["imports"]
    notes: list[Assumption] = []
    if output is None:
        if demand is None:
            raise UsageError("Give output or final_demand (or both): without them nothing can be computed.")
        output = np.asarray(flows.sum(axis=1) + demand.sum(axis=1) + across)
    elif demand is None:
        demand = (output - flows.sum(axis=1) - across)[:, None]
        notes.append(_residual("final-demand", "最终使用", "Final demand"))
    if added is None:
        paid = rest["imported_inputs"] + rest["product_taxes"]
        added = (output - flows.sum(axis=0) - paid)[None, :]
        notes.append(_residual("value-added", "增加值", "Value added"))
    return output, demand, added, notes


def _residual(code: str, zh: str, en: str) -> Assumption:
    return Assumption(f"residual-{code}", f"{zh}按平衡关系倒推。", f"{en} was not given; it is the residual.")


def kind_names(names: Sequence[str] | None, k: int, default: str) -> tuple[str, ...]:
    if names is None:
        return (default,) if k == 1 else tuple(f"{default} {i + 1}" for i in range(k))
    if len(names) != k:
        raise MeasureError(f"{k} kinds of {default} need {k} names; got {len(names)}.")
    return tuple(map(str, names))


def possible(flows: Array, output: Array, names: tuple[str, ...]) -> None:
    """Refuse outputs that no table can have: negative, or zero while the sector buys inputs."""
    negative = [names[i] for i in np.flatnonzero(output < 0)]
    if negative:
        raise MeasureError(f"Output is negative in: {named(negative)}. 总产出为负。")
    idle = np.flatnonzero(output == 0)
    busy = [names[i] for i in idle if flows[:, i].any() or flows[i, :].any()]
    if busy:
        raise MeasureError(
            f"Output is zero but the sector buys or sells: {named(busy)}. 总产出为零却有流量。",
            todo="correct the output, or aggregate the sector into another",
        )


def remarks(flows: Array, output: Array, names: tuple[str, ...]) -> list[Assumption]:
    notes = []
    idle = [names[i] for i in np.flatnonzero(output == 0)]
    if idle:
        notes.append(
            Assumption(
                "zero-output",
                f"总产出为零的部门不计算系数：{named(idle)}。",
                f"Sectors without output have no coefficients (null): {named(idle)}.",
            )
        )
    if flows.min() < 0:
        rows = [names[i] for i in np.flatnonzero((flows < 0).any(axis=1))]
        notes.append(
            Assumption(
                "negative-flows",
                f"中间流量有负值，按原值保留：{named(rows)}。",
                f"Negative intermediate flows are kept as they are, in the rows of {named(rows)}.",
                warning=True,
            )
        )
    return notes
