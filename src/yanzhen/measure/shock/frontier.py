"""The cascade with numba. Import this module only where numba is installed.

Losses never fall, and everything passed on is a sum, so a step may add the growth of the last step instead of
computing all sums again: a shock that reaches few firms costs little however large the network is. A shock that
has reached a good part of the network moves to a lane of ``sweep``, which computes whole steps for several such
shocks at once. Results are those of ``stepwise`` up to the order of additions (tested to 1e-12).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from yanzhen.measure.shock.cascade import CascadeSystem, Floats, Ints
from yanzhen.measure.shock.stepwise import GONE, Stepper
from yanzhen.measure.shock.sweep import LANES, close_lane, sweep_once

# Share of the firms reached from which a lane of the sweep is cheaper (measured on 10^4 and 10^5 firms).
REACHED = 0.06

# A market's hit firms form a linked list that ends in -1; firms outside it carry this mark.
NOT_LISTED = -2


def run_all(
    system: CascadeSystem,
    starts: Ints,
    firms: Ints,
    lost: Floats,
    tolerance: float,
    max_steps: int,
    threads: int = 1,
) -> npt.NDArray[np.float64]:
    """Shares lost (both, down, up) and steps of each scenario, 4 x scenarios.

    Args:
        system: the prepared network.
        starts: where each scenario's firms begin in ``firms`` and ``lost``, scenarios + 1.
        firms, lost: firm numbers and the share each loses at the start.
        tolerance, max_steps: when to stop.
        threads: scenarios run side by side; the kernel holds no lock.
    """
    count = starts.size - 1
    out = np.zeros((4, count))
    push = (system.down_start, system.down_slot, system.down_weight, system.slot_buyer)
    back = (system.up_start, system.up_supplier, system.up_weight)
    stepper = Stepper.of(system)
    slots, demand = stepper.slots, stepper.demand
    slot_start = np.searchsorted(system.slot_buyer, np.arange(system.sold.size + 1)).astype(np.int32)
    pull = (slots.indptr, slots.indices, slots.data, demand.indptr, demand.indices, demand.data, slot_start)
    markets = (system.sold, system.network.sector, system.market_sold)
    size = system.network.size / system.total_size()

    def chunk(part: Ints) -> None:
        _scenarios(part, starts, firms, lost, push, back, pull, markets, size, tolerance, max_steps, out)

    # A few pieces a thread, so that one heavy piece does not leave the others idle.
    pieces = 1 if threads == 1 else max(1, min(4 * threads, count // LANES))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(chunk, np.array_split(np.arange(count), pieces)))
    return out


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _scenarios(
    part: Any,
    starts: Any,
    firms: Any,
    lost: Any,
    push: Any,
    back: Any,
    pull: Any,
    markets: Any,
    size: Any,
    tolerance: float,
    max_steps: int,
    out: Any,
) -> None:
    """Run scenarios: each by itself while it is small, side by side in lanes once it is large."""
    n, k = size.size, markets[2].size
    work = _workspace(n, push[3].size, k, markets[2])
    down, up, spare = np.zeros((n, LANES)), np.zeros((n, LANES)), np.zeros((n, LANES))
    alive, change = np.empty((k, LANES)), np.zeros(LANES)
    active, owner = np.zeros(LANES, np.bool_), np.zeros(LANES, np.int64)
    waiting = 0
    while waiting < part.size or active.any():
        for lane in range(LANES):
            while not active[lane] and waiting < part.size:
                s = part[waiting]
                waiting += 1
                shock = slice(starts[s], starts[s + 1])
                active[lane] = _reach(
                    firms[shock], lost[shock], push, back, markets, size, tolerance, max_steps,
                    work, out[:, s], down[:, lane], up[:, lane],
                )  # fmt: skip
                owner[lane] = s
        if not active.any():
            break
        sweep_once(pull, markets, down, up, spare, alive, active, change)
        for lane in range(LANES):
            if active[lane]:
                s = owner[lane]
                out[3, s] += 1
                if change[lane] <= tolerance or out[3, s] >= max_steps:
                    close_lane(size, down[:, lane], up[:, lane], out[:, s])
                    active[lane] = False


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _workspace(n: int, slots: int, k: int, market_sold: Any) -> Any:
    """Work arrays of :func:`_reach`, which leaves them as it finds them."""
    losses = (np.zeros((2, n)), np.zeros((2, n)), np.zeros((2, n)))  # loss, growth, reached: down and up
    supply = (np.zeros(n), np.zeros(slots), np.empty(slots, np.int64))  # passed on, shortage, slots in use
    members = (np.full(k, -1), np.full(n, NOT_LISTED))  # first hit firm of a market, next one
    state = (market_sold.copy(), np.empty(k, np.int64), np.zeros(k, np.bool_))  # sales left, markets to visit
    lists = (np.empty(n, np.int64), np.zeros(n, np.bool_), np.empty(n, np.int64), np.zeros(n, np.bool_))
    return losses, supply, members, state, lists, np.empty((2, n), np.int64)


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _reach(
    firms: Any, lost: Any, push: Any, back: Any, markets: Any, size: Any, tolerance: float, max_steps: int,
    work: Any, out: Any, lane_down: Any, lane_up: Any,
) -> bool:  # fmt: skip
    """One shock, growth by growth. True if it grew large: its losses are then in the lane, steps in ``out``."""
    losses, supply, members, state, lists, front = work
    loss, grown, reached = losses
    queue, queued, touched, known = lists
    n = size.size
    count, step, change, used = 0, 0, 1.0, 0
    for e in range(firms.size):
        f = firms[e]
        if lost[e] > loss[0, f]:
            if not known[f]:
                known[f] = True
                touched[count] = f
                front[:, count] = f
                count += 1
            loss[:, f] = lost[e]
            grown[:, f] = lost[e]
    width_down, width_up = count, count
    while change > tolerance and step < max_steps and count < REACHED * n:
        step += 1
        waiting, used = _pass_down(front[0, :width_down], push, markets, loss[0], grown[0], reached[0], supply,
                                   members, state, queue, queued, used)  # fmt: skip
        width_down, count, change = _settle(queue[:waiting], queued, loss[0], grown[0], reached[0], front[0],
                                            touched, count, known)  # fmt: skip
        waiting = _pass_up(front[1, :width_up], back, grown[1], reached[1], queue, queued)
        width_up, count, change_up = _settle(queue[:waiting], queued, loss[1], grown[1], reached[1], front[1],
                                             touched, count, known)  # fmt: skip
        change = max(change, change_up)
    large = change > tolerance and step < max_steps
    out[3] = step
    for i in range(count):
        f = touched[i]
        if large:
            lane_down[f], lane_up[f] = loss[0, f], loss[1, f]
        else:
            out[0] += size[f] * max(loss[0, f], loss[1, f])
            out[1] += size[f] * loss[0, f]
            out[2] += size[f] * loss[1, f]
    _clean(touched[:count], known, losses, supply, used, members, state, markets)
    return large


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _clean(
    touched: Any, known: Any, losses: Any, supply: Any, used: int, members: Any, state: Any, markets: Any
) -> None:
    """Put the work arrays back, only where they were touched."""
    loss, _, reached = losses
    passed, shortage, used_slots = supply
    head, follower = members
    for f in touched:
        known[f] = False
        loss[:, f] = 0.0
        reached[:, f] = 0.0
        passed[f] = 0.0
        market = markets[1][f]
        state[0][market] = markets[2][market]
        head[market] = -1
        follower[f] = NOT_LISTED
    for i in range(used):
        shortage[used_slots[i]] = 0.0


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _pass_down(
    front: Any, push: Any, markets: Any, loss: Any, grown: Any, reached: Any, supply: Any,
    members: Any, state: Any, queue: Any, queued: Any, used: int,
) -> Any:  # fmt: skip
    """Pass growth to buyers' slots; in a market that shrank, everyone already hit passes on a little more."""
    down_start, down_slot, down_weight, slot_buyer = push
    sold, sector, market_sold = markets
    passed, shortage, used_slots = supply
    head, follower = members
    alive, dirty, is_dirty = state
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
            if more > 0.0:
                passed[f] += more
                for e in range(down_start[f], down_start[f + 1]):
                    slot, short = down_slot[e], down_weight[e] * more
                    if short == 0.0:  # underflow
                        continue
                    if shortage[slot] == 0.0:
                        used_slots[used] = slot
                        used += 1
                    shortage[slot] += short
                    buyer = slot_buyer[slot]
                    if shortage[slot] > reached[buyer]:
                        reached[buyer] = shortage[slot]
                        if not queued[buyer]:
                            queued[buyer] = True
                            queue[waiting] = buyer
                            waiting += 1
            f = follower[f]
    return waiting, used


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _pass_up(front: Any, back: Any, grown: Any, reached: Any, queue: Any, queued: Any) -> Any:
    """Pass growth of buyers' losses to their suppliers, by share of the supplier's sales."""
    up_start, up_supplier, up_weight = back
    waiting = 0
    for j in front:
        for e in range(up_start[j], up_start[j + 1]):
            i = up_supplier[e]
            reached[i] += up_weight[e] * grown[j]
            if not queued[i]:
                queued[i] = True
                queue[waiting] = i
                waiting += 1
    return waiting


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _settle(
    queue: Any, queued: Any, loss: Any, grown: Any, reached: Any, front: Any, touched: Any, count: int, known: Any
) -> Any:  # fmt: skip
    """Raise the losses of the firms reached; they are the next front. Returns its size and the largest growth."""
    size, largest = 0, 0.0
    for f in queue:
        queued[f] = False
        new = min(1.0, reached[f])
        if new > loss[f]:
            grown[f] = new - loss[f]
            largest = max(largest, grown[f])
            loss[f] = new
            front[size] = f
            size += 1
            if not known[f]:
                known[f] = True
                touched[count] = f
                count += 1
    return size, count, largest
