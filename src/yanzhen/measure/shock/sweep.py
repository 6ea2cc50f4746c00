"""Whole steps of the cascade with numba: every firm gathers from its suppliers and buyers. Needs numba."""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from yanzhen.measure.shock.stepwise import GONE


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def sweep(
    pull: Any, markets: Any, loss: Any, passed: Any, tolerance: float, step: int, max_steps: int
) -> int:
    """Go on from the losses so far (2 x n: down, up) until no loss grows by more than the tolerance.

    Args:
        pull: slots and demand as compressed rows (start, index, weight each), and the first slot of each buyer.
        markets: sales, market number, sales of each market.
        loss: changed in place.
        passed: work array, n.
        tolerance, step, max_steps: as in the cascade; ``step`` steps were taken before.

    Returns:
        Steps taken in all.
    """
    n = loss.shape[1]
    alive = np.empty(markets[2].size)
    before = np.empty(n)
    change = 1.0
    while change > tolerance and step < max_steps:
        step += 1
        _passed_down(markets, loss[0], alive, passed)
        before[:] = loss[1]
        change = max(_gather_down(pull, passed, loss[0]), _gather_up(pull, before, loss[1]))
    return step


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _passed_down(markets: Any, down: Any, alive: Any, passed: Any) -> None:
    """sigma q of every firm."""
    sold, sector, market_sold = markets
    alive[:] = market_sold
    for f in range(down.size):
        alive[sector[f]] -= sold[f] * down[f]
    for m in range(alive.size):
        # From here on the inverse; a market that is gone has nobody to stand in (sigma 1).
        alive[m] = 1.0 / alive[m] if alive[m] > GONE * market_sold[m] else np.inf
    for f in range(down.size):
        passed[f] = min(1.0, sold[f] * alive[sector[f]]) * down[f] if down[f] > 0.0 else 0.0


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _gather_down(pull: Any, passed: Any, down: Any) -> float:
    """Raise each buyer's loss to its largest slot; returns the largest growth."""
    start, supplier, weight, slot_start = pull[0], pull[1], pull[2], pull[6]
    largest = 0.0
    for b in range(down.size):
        worst = 0.0
        for slot in range(slot_start[b], slot_start[b + 1]):
            short = 0.0
            for e in range(start[slot], start[slot + 1]):
                short += weight[e] * passed[supplier[e]]
            worst = max(worst, short)
        new = min(1.0, worst)
        if new > down[b]:
            largest = max(largest, new - down[b])
            down[b] = new
    return largest


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _gather_up(pull: Any, before: Any, up: Any) -> float:
    """Raise each supplier's loss to the share its buyers no longer take; returns the largest growth."""
    start, buyer, weight = pull[3], pull[4], pull[5]
    largest = 0.0
    for i in range(up.size):
        short = 0.0
        for e in range(start[i], start[i + 1]):
            short += weight[e] * before[buyer[e]]
        new = min(1.0, short)
        if new > up[i]:
            largest = max(largest, new - up[i])
            up[i] = new
    return largest
