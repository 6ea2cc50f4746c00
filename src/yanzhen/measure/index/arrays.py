"""Arrays and frames in, float matrices and labels out: the border of the index methods."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw
import numpy as np
from numpy.typing import NDArray

from yanzhen.errors import MeasureError

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A matrix of rows (units) by columns (indicators) with the names of the columns."""

    values: Floats
    names: tuple[str, ...]


def eager(data: object) -> nw.DataFrame[Any] | None:
    """The narwhals frame behind ``data`` (lazy ones are collected), or None where it is no frame."""
    frame = nw.from_native(data, pass_through=True)
    if isinstance(frame, nw.LazyFrame):
        return frame.collect()
    return frame if isinstance(frame, nw.DataFrame) else None


def as_table(data: object, *, names: Sequence[str] | None = None, missing: bool = False) -> Table:
    """A matrix out of an array, nested lists, a mapping of columns, or a frame of numeric columns.

    Args:
        data: n rows x m columns; one dimension is read as one row.
        names: names of the columns; by default those of the frame, else x1..xm.
        missing: whether not-a-number cells are allowed through.

    Raises:
        MeasureError: a cell is not a number, is infinite, or is missing without leave.
    """
    frame = eager(data)
    if frame is not None:
        found: Sequence[str] = frame.columns
        values = (
            np.column_stack([_numbers(frame[c].to_list(), c) for c in found]) if found else np.empty((0, 0))
        )
    elif isinstance(data, Mapping):
        found = [str(key) for key in data]
        values = np.column_stack([_numbers(data[key], str(key)) for key in data])
    else:
        values = np.atleast_2d(_numbers(data, "X"))
        found = [f"x{j + 1}" for j in range(values.shape[1])]
    table = Table(values, tuple(names if names is not None else found))
    _check(table, missing)
    return table


def _check(table: Table, missing: bool) -> None:
    values, names = table.values, table.names
    if values.ndim != 2 or not values.size:
        raise MeasureError("The matrix is empty", expected="n rows x m columns of numbers")
    if len(names) != values.shape[1]:
        raise MeasureError(f"{len(names)} names for {values.shape[1]} columns", where="names")
    bad = np.isinf(values) if missing else ~np.isfinite(values)
    if bad.any():
        row, column = map(int, np.argwhere(bad)[0])
        raise MeasureError(
            f"The cell is {values[row, column]}",
            where=f"row {row}, column {names[column]!r} ({int(bad.sum())} such cells in all)",
            expected="a finite number",
            todo="decide what a missing cell means: composite_index(..., missing=...) offers the choices",
        )


def _numbers(data: Any, name: str) -> Floats:
    try:
        return np.array(data, dtype=float)
    except (TypeError, ValueError) as error:
        raise MeasureError("Not all of the cells are numbers", where=name, expected="numbers") from error


def as_vector(data: object, name: str = "values") -> Floats:
    """A one-dimensional array of finite numbers from any sequence or series.

    Raises:
        MeasureError: empty, more than one dimension, or a cell that is no finite number.
    """
    vector = np.atleast_1d(_numbers(data, name))
    if vector.ndim != 1 or not vector.size:
        raise MeasureError("Not one list of numbers", where=name, expected="n numbers")
    if not np.isfinite(vector).all():
        at = int(np.flatnonzero(~np.isfinite(vector))[0])
        raise MeasureError(f"The cell is {vector[at]}", where=f"{name}[{at}]", expected="a finite number")
    return vector


def column_mask(chosen: object, names: Sequence[str]) -> Mask:
    """Which columns are meant: by name, by a mask of one truth value (or 0/1) per column, or by position.

    ``None`` means none of them. A list of 0 and 1 as long as the columns is a mask, not positions.

    Raises:
        MeasureError: a name or position that is not there.
    """
    m = len(names)
    if chosen is None:
        return np.zeros(m, dtype=bool)
    items = [chosen] if isinstance(chosen, str) else list(chosen)  # type: ignore[call-overload]
    if items and all(isinstance(item, str) for item in items):
        unknown = [item for item in items if item not in names]
        if unknown:
            raise MeasureError(f"No such columns: {unknown}", expected=f"some of {list(names)}")
        return np.isin(np.array(names, dtype=object), items)
    if len(items) == m and all(item in (0, 1) for item in items):
        return np.array(items, dtype=bool)
    positions = [int(item) for item in items]
    if any(not 0 <= p < m for p in positions):
        raise MeasureError(f"{items} are not columns of {m}", expected=f"{m} truth values, or names")
    return np.isin(np.arange(m), positions)


def normalized_weights(weights: object, m: int, names: Sequence[str] | None = None) -> Floats:
    """Weights as m non-negative numbers that sum to one; a mapping is read by ``names``; None is equal.

    Raises:
        MeasureError: wrong number of weights, a negative one, or all zero.
    """
    if weights is None:
        return np.full(m, 1.0 / m)
    if isinstance(weights, Mapping):
        keys = list(names or [])
        if set(weights) != set(keys):
            raise MeasureError(
                f"Weights for {sorted(map(str, weights))} do not fit", expected=f"one weight each for {keys}"
            )
        weights = [weights[key] for key in keys]
    vector = as_vector(weights, "weights")
    if vector.size != m or (vector < 0).any() or vector.sum() <= 0:
        raise MeasureError(
            f"{vector.tolist()} cannot serve as weights",
            where="weights",
            expected=f"{m} numbers >= 0, not all 0",
        )
    total: float = vector.sum()
    return vector / total


def codes_of(labels: Iterable[object], n: int, name: str) -> tuple[NDArray[np.intp], tuple[object, ...]]:
    """Labels as codes 0..k-1 and the distinct labels in order (sorted where they can be compared).

    Raises:
        MeasureError: the number of labels is not the number of rows.
    """
    items = list(labels)
    if len(items) != n:
        raise MeasureError(f"{len(items)} labels for {n} rows", where=name)
    distinct: list[Any] = list(dict.fromkeys(items))
    with contextlib.suppress(TypeError):  # labels of mixed kinds keep their order of appearance
        distinct.sort()
    place = {label: code for code, label in enumerate(distinct)}
    return np.array([place[item] for item in items], dtype=np.intp), tuple(distinct)
