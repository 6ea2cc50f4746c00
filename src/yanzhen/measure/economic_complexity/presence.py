"""Revealed comparative advantage and presence of one region x activity matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanzhen.measure.matrix import Flags, Floats


def rca_matrix(values: Floats, out: Floats | None = None) -> Floats:
    """RCA of a matrix [R, P]: ``(x_rp / x_r) / (x_p / x)``; rows and columns must not sum to zero.

    The order of the divisions is the one of py-ecomplexity and economic-complexity, so that a value on the
    threshold falls on the same side.

    Args:
        out: where to write the result.
    """
    result: Floats = np.divide(values, values.sum(axis=1, keepdims=True), out=out)
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


def present(
    values: Floats,
    threshold: float = 1.0,
    given: bool = False,
    room: tuple[Floats, Flags] | tuple[None, None] = (None, None),
) -> Presence:
    """Presence by RCA at or above the threshold; with ``given`` by a value at or above it.

    Args:
        room: where RCA and flags may be written, if all regions and activities have something.
    """
    rows, columns = values.sum(axis=1) > 0, values.sum(axis=0) > 0
    if not (rows.all() and columns.all()):
        values, room = values[np.ix_(rows, columns)], (None, None)
    rca = None if given else rca_matrix(values, room[0])
    flags: Flags = np.greater_equal(values if rca is None else rca, threshold, out=room[1])
    m = flags.astype(np.float64)
    return Presence(rows, columns, rca, flags, m, m.sum(axis=1), m.sum(axis=0))
