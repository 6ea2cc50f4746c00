"""The cascade with numba: only firms whose loss grew pass anything on. Import this module only with numba.

Losses never fall, and everything passed on is a sum, so a step may add the growth of the last step instead of
computing all sums again: a shock that reaches few firms costs little however large the network is. Once a shock
has reached a good part of the network, ``sweep`` computes whole steps, which is then cheaper. Results are those
of ``stepwise`` up to the order of additions (tested to 1e-12).
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from yanzhen.measure.shock.cascade import CascadeSystem, Floats, Ints
from yanzhen.measure.shock.stepwise import GONE, Stepper
from yanzhen.measure.shock.sweep import sweep

# Share of the firms reached from which whole sweeps are cheaper than passing on growth (measured: 0.05-0.3 alike).
REACHED = 0.12

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
    out = np.empty((4, count))
    push = (system.down_start, system.down_slot, system.down_weight, system.slot_buyer)
    back = (system.up_start, system.up_supplier, system.up_weight)
    stepper = Stepper.of(system)
    slots, demand = stepper.slots, stepper.demand
    pull = (slots.indptr, slots.indices, slots.data, demand.indptr, demand.indices, demand.data)
    slot_start = np.searchsorted(system.slot_buyer, np.arange(system.sold.size + 1))
    markets = (system.sold, system.network.sector, system.market_sold)
    size = system.network.size / system.total_size()

    def chunk(part: Ints) -> None:
        _scenarios(
            part,
            starts,
            firms,
            lost,
            push,
            back,
            (*pull, slot_start),
            markets,
            size,
            tolerance,
            max_steps,
            out,
        )

    # Small pieces, so that one heavy shock does not leave the other threads idle.
    parts = np.array_split(np.arange(count), max(1, min(count, 16 * threads if threads > 1 else 1)))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(chunk, parts))
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
    """Run scenarios one after another in one set of work arrays, cleaned where they were touched."""
    n, slots, k = size.size, push[3].size, markets[2].size
    loss = np.zeros((2, n))  # down, up
    grown = np.zeros((2, n))  # growth in the last step
    passed = np.zeros(n)  # sigma q already passed down
    worst = np.zeros((2, n))  # largest slot; sum over buyers
    shortage = np.zeros(slots)
    alive = markets[2].copy()
    head = np.full(k, -1)
    follower = np.full(n, NOT_LISTED)
    queue = np.empty(n, np.int64)
    queued = np.zeros(n, np.bool_)
    touched = np.empty(n, np.int64)
    known = np.zeros(n, np.bool_)
    used_slots = np.empty(slots, np.int64)
    dirty = np.empty(k, np.int64)
    stamp = np.zeros(k, np.int64)
    front = np.empty((2, n), np.int64)
    width = np.zeros(2, np.int64)
    clock = 0
    for s in part:
        count, count_slots, step, change = 0, 0, 0, 1.0
        for e in range(starts[s], starts[s + 1]):
            f = firms[e]
            if lost[e] <= loss[0, f]:
                continue
            if not known[f]:
                known[f] = True
                touched[count] = f
                front[:, count] = f
                count += 1
            loss[:, f] = lost[e]
            grown[:, f] = lost[e]
        width[:] = count
        while change > tolerance and step < max_steps and count < REACHED * n:
            step += 1
            clock += 1
            waiting, count_slots = _pass_down(
                front[0, : width[0]], push, markets, loss[0], grown[0], passed, worst[0], shortage,
                alive, head, follower, queue, queued, used_slots, count_slots, dirty, stamp, clock,
            )  # fmt: skip
            width[0], count, change = _settle(
                queue[:waiting], queued, loss[0], grown[0], worst[0], front[0], touched, count, known
            )
            waiting = _pass_up(front[1, : width[1]], back, grown[1], worst[1], queue, queued)
            width[1], count, change_up = _settle(
                queue[:waiting], queued, loss[1], grown[1], worst[1], front[1], touched, count, known
            )
            change = max(change, change_up)
        for i in range(count_slots):
            shortage[used_slots[i]] = 0.0
        if change > tolerance and step < max_steps:
            step = sweep(pull, markets, loss, passed, tolerance, step, max_steps)
            out[0, s] = np.sum(size * np.maximum(loss[0], loss[1]))
            out[1, s] = np.sum(size * loss[0])
            out[2, s] = np.sum(size * loss[1])
            loss[:] = 0.0
            passed[:] = 0.0
        else:
            out[:3, s] = 0.0
        for i in range(count):
            f = touched[i]
            out[0, s] += size[f] * max(loss[0, f], loss[1, f])
            out[1, s] += size[f] * loss[0, f]
            out[2, s] += size[f] * loss[1, f]
            known[f] = False
            loss[:, f] = 0.0
            worst[:, f] = 0.0
            passed[f] = 0.0
            market = markets[1][f]
            alive[market] = markets[2][market]
            head[market] = -1
            follower[f] = NOT_LISTED
        out[3, s] = step


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _pass_down(
    front: Any, push: Any, markets: Any, loss: Any, grown: Any, passed: Any, worst: Any, shortage: Any,
    alive: Any, head: Any, follower: Any, queue: Any, queued: Any, used_slots: Any, count_slots: int,
    dirty: Any, stamp: Any, clock: int,
) -> Any:  # fmt: skip
    """Pass growth to buyers' slots; in a market that shrank, everyone already hit passes on a little more."""
    down_start, down_slot, down_weight, slot_buyer = push
    sold, sector, market_sold = markets
    count_dirty, waiting = 0, 0
    for f in front:
        market = sector[f]
        alive[market] -= sold[f] * grown[f]
        if follower[f] == NOT_LISTED:  # its first loss: join the list of its market's hit firms
            follower[f] = head[market]
            head[market] = f
        if stamp[market] != clock:
            stamp[market] = clock
            dirty[count_dirty] = market
            count_dirty += 1
    for d in range(count_dirty):
        market = dirty[d]
        left = alive[market] if alive[market] > GONE * market_sold[market] else 0.0
        f = head[market]
        while f >= 0:
            sigma = min(1.0, sold[f] / left) if left > 0.0 else 1.0
            more = sigma * loss[f] - passed[f]
            if more > 0.0:
                passed[f] += more
                for e in range(down_start[f], down_start[f + 1]):
                    slot = down_slot[e]
                    short = down_weight[e] * more
                    if short == 0.0:  # underflow
                        continue
                    if shortage[slot] == 0.0:
                        used_slots[count_slots] = slot
                        count_slots += 1
                    shortage[slot] += short
                    buyer = slot_buyer[slot]
                    if shortage[slot] > worst[buyer]:
                        worst[buyer] = shortage[slot]
                        if not queued[buyer]:
                            queued[buyer] = True
                            queue[waiting] = buyer
                            waiting += 1
            f = follower[f]
    return waiting, count_slots


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _pass_up(front: Any, back: Any, grown: Any, worst: Any, queue: Any, queued: Any) -> Any:
    """Pass growth of buyers' losses to their suppliers, by share of the supplier's sales."""
    up_start, up_supplier, up_weight = back
    waiting = 0
    for j in front:
        for e in range(up_start[j], up_start[j + 1]):
            i = up_supplier[e]
            worst[i] += up_weight[e] * grown[j]
            if not queued[i]:
                queued[i] = True
                queue[waiting] = i
                waiting += 1
    return waiting


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _settle(
    queue: Any,
    queued: Any,
    loss: Any,
    grown: Any,
    worst: Any,
    front: Any,
    touched: Any,
    count: int,
    known: Any,
) -> Any:
    """Raise the losses of the firms reached; they are the next front. Returns its size and the largest growth."""
    size, largest = 0, 0.0
    for f in queue:
        queued[f] = False
        new = min(1.0, worst[f])
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
