"""Many shocks with numba: each by itself while it is small, side by side once it is large. Needs numba.

A direction of a shock (down or up the chain) that has reached a good part of the network moves from ``frontier``
to a lane of ``sweep``, which computes whole steps for several shocks at once; the other direction goes on by
itself until it is large too. Results are those of ``stepwise`` up to the order of additions and to losses below
1e-15 that wait a step (tested to 1e-12).

numba's cache looks at the time of this file only: touch it after a change to ``frontier`` or ``sweep``.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any

import numpy as np
import numpy.typing as npt
from numba import njit

from yanzhen.measure.shock import frontier
from yanzhen.measure.shock.cascade import CascadeSystem, Floats, Ints
from yanzhen.measure.shock.frontier import DOWN, UP, add_up, begin, clean, move, of_lane, step_down, step_up
from yanzhen.measure.shock.stepwise import Stepper
from yanzhen.measure.shock.sweep import LANES, close_lanes, sweep_down, sweep_up

# Share of the firms hit, down and up, from which a lane of the sweep is cheaper (measured on 10^4 and 10^5 firms).
REACHED = (0.12, 0.04)


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
    links = _links(system)
    markets = (system.sold, system.network.sector.astype(np.int32), system.market_sold)
    size = system.network.size / system.total_size()

    rooms: SimpleQueue[Any] = SimpleQueue()
    for _ in range(threads):
        rooms.put(_room(links, markets))

    def chunk(part: Ints) -> None:
        room = rooms.get()
        _scenarios(part, (starts, firms, lost), links, markets, size, tolerance, max_steps, room, out)
        rooms.put(room)

    # A few pieces a thread, so that one heavy piece does not leave the others idle.
    pieces = 1 if threads == 1 else max(1, min(4 * threads, count // LANES))
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(chunk, np.array_split(np.arange(count), pieces)))
    return out


def _links(system: CascadeSystem) -> tuple[Any, ...]:
    """Links in short integers: pushed down and up from a firm, gathered by slot and by supplier."""
    stepper = Stepper.of(system)
    slots, demand = stepper.slots, stepper.demand
    slot_start = np.searchsorted(system.slot_buyer, np.arange(system.sold.size + 1))

    def short(values: npt.NDArray[Any]) -> npt.NDArray[np.int32]:
        return values.astype(np.int32)

    push = (system.down_start, short(system.down_slot), system.down_weight, short(system.slot_buyer))
    back = (system.up_start, short(system.up_supplier), system.up_weight)
    pull_down = (short(slot_start), short(slots.indptr), short(slots.indices), slots.data)
    pull_up = (short(demand.indptr), short(demand.indices), demand.data)
    return push, back, pull_down, pull_up


def _room(links: Any, markets: Any) -> tuple[Any, ...]:
    """Work arrays of one thread: of each lane by itself, shared between lanes, and the lanes side by side."""
    n, k = markets[0].size, markets[2].size
    work = frontier.workspace(LANES, n, links[0][3].size, markets[2])
    scratch = (np.empty(n, np.int32), np.zeros(n, np.bool_), np.empty(k, np.int32), np.zeros(k, np.bool_))
    down, passed, alive = np.zeros((n, LANES)), np.empty((n, LANES)), np.empty((k, LANES))
    return work, scratch, (down, passed, alive), (np.zeros((n, LANES)), np.empty((n, LANES)))


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _scenarios(
    part: Any, shocks: Any, links: Any, markets: Any, size: Any, tolerance: float, max_steps: int, room: Any,
    out: Any,
) -> None:  # fmt: skip
    """Run scenarios; a lane takes the next one as soon as it is free."""
    push, back, slots, demand = links
    work, scratch, (down, passed, alive), (up, spare) = room
    n = size.size
    up[:] = 0.0  # an earlier piece may have left it as the spare one
    wide, change = np.zeros((2, LANES), np.bool_), np.zeros((2, LANES))
    owner, settled = np.full(LANES, -1), np.zeros(LANES, np.bool_)
    waiting = 0
    while True:
        for lane in range(LANES):
            while owner[lane] < 0 and waiting < part.size:
                s = part[waiting]
                waiting += 1
                if _runs_small(s, shocks, of_lane(work, lane), push, back, markets, size, tolerance, max_steps,
                               scratch, out[:, s]):  # fmt: skip
                    owner[lane] = s
                    _widen(of_lane(work, lane), wide[:, lane], down[:, lane], up[:, lane], markets, n)
        if owner.max() < 0:
            return
        if wide[DOWN].any():
            sweep_down(slots, markets, down, passed, alive, change[DOWN])
        if wide[UP].any():
            sweep_up(demand, up, spare, change[UP])
            up, spare = spare, up
        for lane in range(LANES):
            s = owner[lane]
            if s < 0:
                continue
            shock = of_lane(work, lane)
            if not wide[DOWN, lane]:
                change[DOWN, lane] = step_down(shock, push, markets, scratch)
            if not wide[UP, lane]:
                change[UP, lane] = step_up(shock, back, scratch)
            out[3, s] += 1
            settled[lane] = change[:, lane].max() <= tolerance or out[3, s] >= max_steps
            _widen(shock, wide[:, lane], down[:, lane], up[:, lane], markets, 0 if settled[lane] else n)
        if settled.any():
            close_lanes(size, down, up, settled, owner, out)
            wide[:, settled] = False
            owner[settled] = -1
            settled[:] = False


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _runs_small(
    s: int, shocks: Any, shock: Any, push: Any, back: Any, markets: Any, size: Any, tolerance: float,
    max_steps: int, scratch: Any, out: Any,
) -> bool:  # fmt: skip
    """Run a scenario until it settles, added up into ``out``; or until a direction is large: then true."""
    starts, firms, lost = shocks
    begin(shock, firms[starts[s] : starts[s + 1]], lost[starts[s] : starts[s + 1]])
    sizes, change = shock[2], 1.0
    while change > tolerance and out[3] < max_steps:
        if sizes[DOWN, 0] >= REACHED[DOWN] * size.size or sizes[UP, 0] >= REACHED[UP] * size.size:
            return True
        change = max(step_down(shock, push, markets, scratch), step_up(shock, back, scratch))
        out[3] += 1
    add_up(shock, size, out)
    clean(shock, DOWN, markets)
    clean(shock, UP, markets)
    return False


@njit(nogil=True, cache=True)  # type: ignore[misc,untyped-decorator,unused-ignore]
def _widen(shock: Any, wide: Any, down: Any, up: Any, markets: Any, n: int) -> None:
    """Move directions that have hit a good part of n firms into their lane."""
    hit = shock[2][:, 0]
    if not wide[DOWN] and hit[DOWN] >= REACHED[DOWN] * n:
        move(shock, DOWN, down, markets)
        wide[DOWN] = True
    if not wide[UP] and hit[UP] >= REACHED[UP] * n:
        move(shock, UP, up, markets)
        wide[UP] = True
