"""The cascade with numba while few firms are hit: only growth is passed on, one shock at a time. Needs numba.

Losses never fall, and everything passed on is a sum, so a step may add the growth of the last step instead of
computing all sums again: a shock that reaches few firms costs little however large the network is. Both
directions have work arrays of their own (axis 2: down, up), since one may grow large long before the other.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit

from yanzhen.measure.shock.stepwise import GONE

DOWN, UP = 0, 1
# A market's hit firms form a linked list that ends in -1; firms outside it carry this mark.
NOT_LISTED = -2
# Less than this waits until there is more of it. Most firms of a hit market would pass on less at every step; a
# loss is off by at most about this much a step.
DUST = 1e-15


def workspace(lanes: int, n: int, slots: int, market_sold: Any) -> Any:
    """Work arrays of some shocks; each is left as it was found when its shock is cleaned away.

    Made here and not inside a kernel: NumPy asks for large memory pages, which halves the cost of random visits.
    """
    k = market_sold.size
    shape = (lanes, 2, n)
    losses = (np.zeros(shape), np.zeros(shape), np.zeros(shape))  # loss, growth in the last step, reached
    lists = (
        np.empty(shape, np.int32),
        np.zeros(shape, np.bool_),
        np.empty(shape, np.int32),
    )  # hit, is hit, front
    sizes = np.zeros((lanes, 2, 2), np.int64)  # firms hit, firms in the front
    supply = (
        np.zeros((lanes, n)),
        np.zeros((lanes, slots)),
        np.empty((lanes, slots), np.int32),
    )  # passed, short, used
    alive = np.tile(market_sold, (lanes, 1))
    members = (
        np.full((lanes, k), -1, np.int32),
        np.full((lanes, n), NOT_LISTED, np.int32),
    )  # first hit firm, next
    return losses, lists, sizes, supply, np.zeros(lanes, np.int64), alive, members


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def of_lane(work: Any, lane: int) -> Any:
    """The work arrays of one shock."""
    losses, lists, sizes, supply, used, alive, members = work
    return (
        (losses[0][lane], losses[1][lane], losses[2][lane]),
        (lists[0][lane], lists[1][lane], lists[2][lane]),
        sizes[lane],
        (supply[0][lane], supply[1][lane], supply[2][lane]),
        used[lane : lane + 1],
        alive[lane],
        (members[0][lane], members[1][lane]),
    )


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def begin(shock: Any, firms: Any, lost: Any) -> None:
    """Put the firms' first losses into both directions."""
    (loss, grown, _), (hit, is_hit, front), sizes = shock[0], shock[1], shock[2]
    for e in range(firms.size):
        f = firms[e]
        for side in range(2):
            if lost[e] > loss[side, f]:
                if not is_hit[side, f]:
                    is_hit[side, f] = True
                    hit[side, sizes[side, 0]] = f
                    front[side, sizes[side, 0]] = f
                    sizes[side, :] += 1
                loss[side, f] = lost[e]
                grown[side, f] = lost[e]


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def step_down(shock: Any, push: Any, markets: Any, scratch: Any) -> float:
    """One step along supply; the largest growth."""
    losses, lists, sizes, supply, used, alive, members = shock
    queue, queued, dirty, is_dirty = scratch
    front = lists[2][DOWN, : sizes[DOWN, 1]]
    waiting = _pass_down(
        front, push, markets, losses[0][DOWN], losses[1][DOWN], losses[2][DOWN], supply, used, alive, members,
        queue, queued, dirty, is_dirty,
    )  # fmt: skip
    return _settle(DOWN, queue[:waiting], queued, losses, lists, sizes)


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def step_up(shock: Any, back: Any, scratch: Any) -> float:
    """One step along demand; the largest growth."""
    losses, lists, sizes = shock[0], shock[1], shock[2]
    queue, queued = scratch[0], scratch[1]
    up_start, up_supplier, up_weight = back
    grown, reached = losses[1][UP], losses[2][UP]
    waiting = 0
    for j in lists[2][UP, : sizes[UP, 1]]:
        for e in range(up_start[j], up_start[j + 1]):
            i = up_supplier[e]
            reached[i] += up_weight[e] * grown[j]
            if not queued[i]:
                queued[i] = True
                queue[waiting] = i
                waiting += 1
    return _settle(UP, queue[:waiting], queued, losses, lists, sizes)


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def add_up(shock: Any, size: Any, out: Any) -> None:
    """Add the losses (both, down, up) to ``out``."""
    loss, (hit, is_hit, _), sizes = shock[0][0], shock[1], shock[2]
    for f in hit[DOWN, : sizes[DOWN, 0]]:
        out[0] += size[f] * max(loss[DOWN, f], loss[UP, f])
        out[1] += size[f] * loss[DOWN, f]
    for f in hit[UP, : sizes[UP, 0]]:
        out[2] += size[f] * loss[UP, f]
        if not is_hit[DOWN, f]:
            out[0] += size[f] * loss[UP, f]


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def move(shock: Any, side: int, column: Any, markets: Any) -> None:
    """Write one direction's losses into a column of zeros and clean its work arrays."""
    loss, hit, sizes = shock[0][0], shock[1][0], shock[2]
    for f in hit[side, : sizes[side, 0]]:
        column[f] = loss[side, f]
    clean(shock, side, markets)


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def clean(shock: Any, side: int, markets: Any) -> None:
    """Put one direction's work arrays back, only where they were touched."""
    (loss, _, reached), (hit, is_hit, _), sizes, supply, used, alive, members = shock
    passed, shortage, used_slots = supply
    head, follower = members
    for f in hit[side, : sizes[side, 0]]:
        is_hit[side, f] = False
        loss[side, f] = 0.0
        reached[side, f] = 0.0
        if side == DOWN:
            market = markets[1][f]
            passed[f] = 0.0
            alive[market] = markets[2][market]
            head[market] = -1
            follower[f] = NOT_LISTED
    sizes[side, :] = 0
    if side == DOWN:
        for slot in used_slots[: used[0]]:
            shortage[slot] = 0.0
        used[0] = 0


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _pass_down(
    front: Any, push: Any, markets: Any, loss: Any, grown: Any, reached: Any, supply: Any, used: Any, alive: Any,
    members: Any, queue: Any, queued: Any, dirty: Any, is_dirty: Any,
) -> int:  # fmt: skip
    """Pass growth to buyers' slots; in a market that shrank, everyone already hit passes on a little more."""
    down_start, down_slot, down_weight, slot_buyer = push
    sold, sector, market_sold = markets
    passed, shortage, used_slots = supply
    head, follower = members
    count_dirty, waiting = 0, 0
    for f in front:
        market = sector[f]
        alive[market] -= sold[f] * grown[f]
        if follower[f] == NOT_LISTED:  # its first loss: join the list of its market's hit firms
            follower[f] = head[market]
            head[market] = f
        if not is_dirty[market]:
            is_dirty[market] = True
            dirty[count_dirty] = market
            count_dirty += 1
    for d in range(count_dirty):
        market = dirty[d]
        is_dirty[market] = False
        left = alive[market] if alive[market] > GONE * market_sold[market] else 0.0
        f = head[market]
        while f >= 0:
            sigma = min(1.0, sold[f] / left) if left > 0.0 else 1.0
            more = sigma * loss[f] - passed[f]
            if more > DUST:
                passed[f] += more
                for e in range(down_start[f], down_start[f + 1]):
                    slot, short = down_slot[e], down_weight[e] * more
                    if short == 0.0:  # underflow
                        continue
                    if shortage[slot] == 0.0:
                        used_slots[used[0]] = slot
                        used[0] += 1
                    shortage[slot] += short
                    buyer = slot_buyer[slot]
                    if shortage[slot] > reached[buyer]:
                        reached[buyer] = shortage[slot]
                        if not queued[buyer]:
                            queued[buyer] = True
                            queue[waiting] = buyer
                            waiting += 1
            f = follower[f]
    return waiting


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _settle(side: int, queue: Any, queued: Any, losses: Any, lists: Any, sizes: Any) -> float:
    """Raise the losses of the firms reached; they are the next front. The largest growth."""
    loss, grown, reached = losses[0][side], losses[1][side], losses[2][side]
    hit, is_hit, front = lists[0][side], lists[1][side], lists[2][side]
    count, width, largest = sizes[side, 0], 0, 0.0
    for f in queue:
        queued[f] = False
        new = min(1.0, reached[f])
        if new > loss[f] + DUST:
            grown[f] = new - loss[f]
            largest = max(largest, grown[f])
            loss[f] = new
            front[width] = f
            width += 1
            if not is_hit[f]:
                is_hit[f] = True
                hit[count] = f
                count += 1
    sizes[side, 0], sizes[side, 1] = count, width
    return largest
