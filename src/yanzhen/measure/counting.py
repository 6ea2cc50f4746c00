"""Cells of a pandas frame by counting: each key is coded once, and the codes say where a value belongs.

pandas groups by several text columns by hashing each of them again and on one core; positions in a dense
array and ``bincount`` do the same sums in about half the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

LARGEST = 2**27  # cells; beyond it the arrays would be larger than most frames


def counted_cells(table: Any, keys: Sequence[str], value: str) -> Any:
    """One row per combination of keys that occurs, values added up, NaN where none is known.

    Returns:
        A pandas frame, or None if so few of the possible combinations occur that grouping is the better way.
        Rows with a null key are left out.
    """
    import pandas as pd

    labels, position, keyed = [], np.zeros(len(table), dtype=np.int64), np.ones(len(table), dtype=np.bool_)
    for key in keys:
        codes, found = pd.factorize(table[key])
        if codes.min(initial=0) < 0:
            keyed &= codes >= 0
        position *= len(found)
        position += codes
        labels.append(found)
    shape = tuple(map(len, labels))
    size = int(np.prod(shape, dtype=np.float64))
    if size > min(max(2 * len(table), 10_000), LARGEST):
        return None
    numbers = table[value].to_numpy(dtype=np.float64, na_value=np.nan)
    if not keyed.all():
        position, numbers = position[keyed], numbers[keyed]
    there, sums = _sums(position, numbers, size)
    columns = {
        key: found.take(code)
        for key, found, code in zip(keys, labels, np.unravel_index(there, shape), strict=True)
    }
    return pd.DataFrame({**columns, value: sums})


def _sums(position: Any, numbers: Any, size: int) -> tuple[Any, Any]:
    """The positions that occur and the sum of what is known at each, NaN where nothing is."""
    there = np.flatnonzero(np.bincount(position, minlength=size))
    known = np.isfinite(numbers)
    if known.all():
        return there, np.bincount(position, weights=numbers, minlength=size)[there]
    position = position[known]
    sums = np.bincount(position, weights=numbers[known], minlength=size).astype(np.float64, copy=False)
    sums[np.bincount(position, minlength=size) == 0] = np.nan
    return there, sums[there]
