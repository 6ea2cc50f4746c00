"""Revealed comparative advantage and presence of one region x activity matrix."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanzhen.errors import UsageError
from yanzhen.measure.frames import check_choice
from yanzhen.measure.matrix import Flags, Floats

BLOCK = 2**16  # cells at a time: what stays in the cache


def check_presence(threshold: float, presence: str) -> None:
    """Refuse options by which everything would be present, or that do not exist."""
    check_choice("presence", presence, ("rca", "value"))
    if not threshold > 0:
        raise UsageError(f"threshold={threshold} would make everything present.", expected="a number above 0")


def rca_matrix(values: Floats, out: Floats | None = None) -> Floats:
    """RCA of a matrix [R, P]: ``(x_rp / x_r) / (x_p / x)``; rows and columns must not sum to zero.

    The order of the divisions is the one of py-ecomplexity and economic-complexity, so that a value on the
    threshold falls on the same side.

    Args:
        out: where to write the result.
    """
    return _quotients(values, values.sum(axis=1), values.sum(axis=0), out)


def _quotients(values: Floats, by_region: Floats, by_activity: Floats, out: Floats | None) -> Floats:
    result = np.empty_like(values) if out is None else out
    share = by_activity / values.sum()
    height = max(1, BLOCK // max(1, values.shape[1]))
    for start in range(0, len(values), height):
        rows = slice(start, start + height)
        np.divide(values[rows], by_region[rows, None], out=result[rows])
        result[rows] /= share
    return result


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is present in what, among the regions and activities that have anything at all.

    Attributes:
        rows, columns: which of the panel's regions [R] and activities [P] have a positive total.
        rca: RCA [r, p] of those, or None if presence was given.
        flags: presence [r, p].
        diversity, ubiquity: its row and column sums.
    """

    rows: Flags
    columns: Flags
    rca: Floats | None
    flags: Flags
    diversity: Floats
    ubiquity: Floats

    @property
    def m(self) -> Floats:
        """Presence as 0.0 or 1.0 [r, p], made anew each time."""
        return self.flags.astype(np.float64)


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
    by_region, by_activity = values.sum(axis=1), values.sum(axis=0)
    rows, columns = by_region > 0, by_activity > 0
    if not (rows.all() and columns.all()):
        values, room = values[np.ix_(rows, columns)], (None, None)
        by_region, by_activity = values.sum(axis=1), values.sum(axis=0)
    rca = None if given else _quotients(values, by_region, by_activity, room[0])
    flags: Flags = np.greater_equal(values if rca is None else rca, threshold, out=room[1])
    counted = flags.view(np.int8)
    diversity, ubiquity = (counted.sum(axis=axis, dtype=np.int32).astype(np.float64) for axis in (1, 0))
    return Presence(rows, columns, rca, flags, diversity, ubiquity)
