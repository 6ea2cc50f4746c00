"""Revealed comparative advantage and presence of one region x activity matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanzhen.measure.matrix import Flags, Floats


def rca_matrix(values: Floats) -> Floats:
    """RCA of a matrix [R, P]: ``(x_rp / x_r) / (x_p / x)``; rows and columns must not sum to zero.

    The order of the divisions is the one of py-ecomplexity and economic-complexity, so that a value on the
    threshold falls on the same side.
    """
    result: Floats = values / values.sum(axis=1, keepdims=True)
    result /= values.sum(axis=0) / values.sum()
    return result


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is present in what, among the regions and activities that have anything at all.

    Attributes:
        rows, columns: which of the panel's regions [R] and activities [P] have a positive total.
        rca: RCA [r, p] of those, or None if presence was given.
        flags, m: presence [r, p], as booleans and as 0.0 or 1.0.
        diversity, ubiquity: row and column sums of m.
    """

    rows: Flags
    columns: Flags
    rca: Floats | None
    flags: Flags
    m: Floats
    diversity: Floats
    ubiquity: Floats


def present(values: Floats, threshold: float = 1.0, given: bool = False) -> Presence:
    """Presence by RCA at or above the threshold; with ``given`` by a value at or above it."""
    rows, columns = values.sum(axis=1) > 0, values.sum(axis=0) > 0
    inner = values if rows.all() and columns.all() else values[np.ix_(rows, columns)]
    rca = None if given else rca_matrix(inner)
    flags = (inner if rca is None else rca) >= threshold
    m = flags.astype(np.float64)
    return Presence(rows, columns, rca, flags, m, m.sum(axis=1), m.sum(axis=0))
