"""Whole steps of the cascade with numba, several shocks side by side. Needs numba.

Every firm gathers from its suppliers and buyers. The losses of ``LANES`` shocks lie next to one another, so that
one visit of a link serves all of them with one cache line.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from yanzhen.measure.shock.stepwise import GONE

LANES = 8
_FLAGS = {"nnan", "ninf", "nsz", "reassoc", "contract"}


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def sweep_once(
    pull: Any, markets: Any, down: Any, up: Any, spare: Any, alive: Any, active: Any, change: Any
) -> None:
    """One step in every active lane.

    Args:
        pull: slots and demand as compressed rows (start, index, weight each), and the first slot of each buyer.
        markets: sales, market number, sales of each market.
        down, up: losses, n x LANES, changed in place.
        spare, alive: work arrays, n x LANES and k x LANES.
        active: lanes in use; the others hold zeros.
        change: largest growth of each lane, set.
    """
    change[:] = 0.0
    _passed_down(markets, down, alive, spare)
    _gather_down(pull, spare, down, active, change)
    spare[:] = up
    _gather_up(pull, spare, up, active, change)


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def close_lane(size: Any, down: Any, up: Any, out: Any) -> None:
    """Add up a lane's losses (both, down, up) and leave it empty."""
    for f in range(size.size):
        out[0] += size[f] * max(down[f], up[f])
        out[1] += size[f] * down[f]
        out[2] += size[f] * up[f]
        down[f] = 0.0
        up[f] = 0.0


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


# Without NaN rules the compiler may keep lanes in vector registers; no loss is ever NaN or infinite.
@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _gather_down(pull: Any, passed: Any, down: Any, active: Any, change: Any) -> None:
    """Raise each buyer's loss to its largest slot."""
    start, supplier, weight, slot_start = pull[0], pull[1], pull[2], pull[6]
    short, worst = np.empty(LANES), np.empty(LANES)
    for b in range(down.shape[0]):
        if slot_start[b] == slot_start[b + 1]:
            continue
        worst[:] = 0.0
        for slot in range(slot_start[b], slot_start[b + 1]):
            s, w = supplier[start[slot]], weight[start[slot]]
            for lane in range(LANES):
                short[lane] = w * passed[s, lane]
            for e in range(start[slot] + 1, start[slot + 1]):
                s, w = supplier[e], weight[e]
                for lane in range(LANES):
                    short[lane] += w * passed[s, lane]
            for lane in range(LANES):
                worst[lane] = short[lane] if short[lane] > worst[lane] else worst[lane]
        _raise(worst, down[b], active, change)


@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _gather_up(pull: Any, before: Any, up: Any, active: Any, change: Any) -> None:
    """Raise each supplier's loss to the share its buyers no longer take."""
    start, buyer, weight = pull[3], pull[4], pull[5]
    short = np.empty(LANES)
    for i in range(up.shape[0]):
        if start[i] == start[i + 1]:
            continue
        short[:] = 0.0
        for e in range(start[i], start[i + 1]):
            j, w = buyer[e], weight[e]
            for lane in range(LANES):
                short[lane] += w * before[j, lane]
        _raise(short, up[i], active, change)


@njit(nogil=True, cache=True, fastmath=_FLAGS)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _raise(reached: Any, loss: Any, active: Any, change: Any) -> None:
    for lane in range(LANES):
        growth = min(1.0, reached[lane]) - loss[lane]
        if growth > 0.0 and active[lane]:
            loss[lane] += growth
            change[lane] = growth if growth > change[lane] else change[lane]
