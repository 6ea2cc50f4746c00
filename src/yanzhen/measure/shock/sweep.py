"""Whole steps of the cascade with numba, several shocks side by side. Needs numba.

Every firm gathers from its suppliers and buyers. The losses of ``LANES`` shocks lie next to one another, so that
one visit of a link serves all of them with one cache line. A lane is written as a tuple of eight numbers, and the
few operations on tuples are spelt out: only so does the compiler keep a row of lanes in vector registers.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from yanzhen.measure.shock.stepwise import GONE

LANES = 8
_NONE = (0.0,) * LANES
# Without NaN rules the compiler may use vector instructions; no loss is ever NaN or infinite.
_FLAGS = {"nnan", "ninf", "nsz", "reassoc", "contract"}


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def sweep_down(slots: Any, markets: Any, down: Any, passed: Any, alive: Any, change: Any) -> None:
    """One step along supply in every lane; lanes of zeros stay zero.

    Args:
        slots: first slot of each buyer, then the slots as compressed rows (start, supplier, weight).
        markets: sales, market number, sales of each market.
        down: losses, n x LANES, raised in place.
        passed, alive: work arrays, n x LANES and k x LANES.
        change: largest growth of each lane, set.
    """
    _passed_down(markets, down, alive, passed)
    _gather_down(slots, passed, down, change)


@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def sweep_up(demand: Any, before: Any, after: Any, change: Any) -> None:
    """One step along demand in every lane.

    Args:
        demand: buyers of each supplier as compressed rows (start, buyer, share of sales).
        before, after: losses, n x LANES; the second is overwritten.
        change: largest growth of each lane, set.
    """
    start, buyer, weight = demand
    largest = _NONE
    for i in range(before.shape[0]):
        short = _NONE
        for e in range(start[i], start[i + 1]):
            short = _plus(short, weight[e], before, buyer[e])
        largest = _raise(short, before, after, i, largest)
    _put(change, largest)


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def close_lanes(size: Any, down: Any, up: Any, settled: Any, owner: Any, out: Any) -> None:
    """Add up the losses (both, down, up) of the lanes that settled and leave those lanes empty."""
    total = np.zeros((3, LANES))
    for f in range(size.size):
        for lane in range(LANES):
            if settled[lane]:
                total[0, lane] += size[f] * max(down[f, lane], up[f, lane])
                total[1, lane] += size[f] * down[f, lane]
                total[2, lane] += size[f] * up[f, lane]
                down[f, lane] = 0.0
                up[f, lane] = 0.0
    for lane in range(LANES):
        if settled[lane]:
            out[:3, owner[lane]] = total[:, lane]


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _passed_down(markets: Any, down: Any, alive: Any, passed: Any) -> None:
    """sigma q of every firm in every lane."""
    sold, sector, market_sold = markets
    for m in range(market_sold.size):
        alive[m, :] = market_sold[m]
    for f in range(sold.size):
        for lane in range(LANES):
            alive[sector[f], lane] -= sold[f] * down[f, lane]
    for m in range(market_sold.size):
        for lane in range(LANES):
            # From here on the inverse; in a market that is gone nobody stands in (sigma 1).
            left = alive[m, lane]
            alive[m, lane] = 1.0 / left if left > GONE * market_sold[m] else np.inf
    for f in range(sold.size):
        if sold[f] == 0.0:
            passed[f, :] = 0.0
            continue
        for lane in range(LANES):
            passed[f, lane] = min(1.0, sold[f] * alive[sector[f], lane]) * down[f, lane]


@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _gather_down(slots: Any, passed: Any, down: Any, change: Any) -> None:
    """Raise each buyer's loss to its largest slot."""
    slot_start, start, supplier, weight = slots
    largest = _NONE
    for b in range(down.shape[0]):
        worst = _NONE
        for slot in range(slot_start[b], slot_start[b + 1]):
            short = _NONE
            for e in range(start[slot], start[slot + 1]):
                short = _plus(short, weight[e], passed, supplier[e])
            worst = _larger(worst, short)
        largest = _raise(worst, down, down, b, largest)
    _put(change, largest)


@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _raise(reached: Any, before: Any, after: Any, f: int, largest: Any) -> Any:
    """Write the loss of firm f, raised to what reached it (at most 1); the largest growth so far."""
    old = (
        before[f, 0], before[f, 1], before[f, 2], before[f, 3],
        before[f, 4], before[f, 5], before[f, 6], before[f, 7],
    )  # fmt: skip
    new = _larger(
        old,
        (
            min(1.0, reached[0]), min(1.0, reached[1]), min(1.0, reached[2]), min(1.0, reached[3]),
            min(1.0, reached[4]), min(1.0, reached[5]), min(1.0, reached[6]), min(1.0, reached[7]),
        ),
    )  # fmt: skip
    _put(after[f], new)
    grown = (
        new[0] - old[0], new[1] - old[1], new[2] - old[2], new[3] - old[3],
        new[4] - old[4], new[5] - old[5], new[6] - old[6], new[7] - old[7],
    )  # fmt: skip
    return _larger(largest, grown)


@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _plus(a: Any, w: float, rows: Any, j: int) -> Any:
    """a + w rows[j], lane by lane."""
    return (
        a[0] + w * rows[j, 0], a[1] + w * rows[j, 1], a[2] + w * rows[j, 2], a[3] + w * rows[j, 3],
        a[4] + w * rows[j, 4], a[5] + w * rows[j, 5], a[6] + w * rows[j, 6], a[7] + w * rows[j, 7],
    )  # fmt: skip


@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _larger(a: Any, b: Any) -> Any:
    """The larger of two, lane by lane."""
    return (
        max(a[0], b[0]), max(a[1], b[1]), max(a[2], b[2]), max(a[3], b[3]),
        max(a[4], b[4]), max(a[5], b[5]), max(a[6], b[6]), max(a[7], b[7]),
    )  # fmt: skip


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _put(row: Any, a: Any) -> None:
    """Write a tuple of lanes into a row."""
    row[0], row[1], row[2], row[3] = a[0], a[1], a[2], a[3]
    row[4], row[5], row[6], row[7] = a[4], a[5], a[6], a[7]
