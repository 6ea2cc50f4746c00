"""The cascade with SciPy: every firm at every step. Serves without numba, and records the path of one shock."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array

from yanzhen.measure.shock.cascade import CascadeSystem, Floats, Ints
from yanzhen.measure.shock.network import added_up

# A market is taken as gone when less than this share of its sales is left: sums in another order differ in dust.
GONE = 1e-12


@dataclass(frozen=True, slots=True, eq=False)
class Stepper:
    """Sparse matrices of a system.

    Attributes:
        system: where they come from.
        slots: slots x firms, weights of suppliers in slots.
        demand: firms x firms, shares of i's sales bought by j.
        heads: first slot of each buyer that has slots; owners: those buyers.
    """

    system: CascadeSystem
    slots: csr_array
    demand: csr_array
    heads: npt.NDArray[np.intp]
    owners: Ints

    @classmethod
    def of(cls, system: CascadeSystem) -> Stepper:
        """Assemble the matrices."""
        n = len(system.network.firms)
        suppliers = np.repeat(np.arange(n), np.diff(system.down_start))
        buyers = np.repeat(np.arange(n), np.diff(system.up_start))
        slots = csr_array(
            (system.down_weight, (system.down_slot, suppliers)), shape=(system.slot_buyer.size, n)
        )
        demand = csr_array((system.up_weight, (system.up_supplier, buyers)), shape=(n, n))
        heads = np.flatnonzero(np.diff(system.slot_buyer, prepend=-1))
        return cls(system, slots, demand, heads, system.slot_buyer[heads])

    def replaceability(self, down: Floats) -> Floats:
        """sigma, n: how much of a firm's missing deliveries its market cannot make up."""
        system = self.system
        market = system.network.sector
        alive = system.market_sold - added_up(market, system.sold * down, system.market_sold.size)
        alive = np.where(alive > GONE * system.market_sold, alive, 0.0)[market]
        share = np.divide(system.sold, alive, out=np.ones_like(alive), where=alive > 0)
        return np.minimum(1.0, share)

    def steps(
        self, firms: Ints, lost: Floats, tolerance: float, max_steps: int
    ) -> Iterator[tuple[Floats, Floats]]:
        """(down, up) losses after each step, the shock itself first, until nothing grows by more than tolerance."""
        down = np.zeros(len(self.system.network.firms))
        down[firms] = lost
        up = down.copy()
        yield down, up
        for _ in range(max_steps):
            next_down = down.copy()
            if self.heads.size:
                shortage = self.slots @ (self.replaceability(down) * down)
                worst = np.maximum.reduceat(shortage, self.heads)
                next_down[self.owners] = np.maximum(down[self.owners], np.minimum(1.0, worst))
            next_up = np.maximum(up, np.minimum(1.0, self.demand @ up))
            change = max(float((next_down - down).max()), float((next_up - up).max()))
            down, up = next_down, next_up
            yield down, up
            if change <= tolerance:
                return


def run_all(
    system: CascadeSystem, starts: Ints, firms: Ints, lost: Floats, tolerance: float, max_steps: int
) -> npt.NDArray[np.float64]:
    """Shares lost (both, down, up) and steps of each scenario, 4 x scenarios; see ``lanes.run_all``."""
    stepper = Stepper.of(system)
    size, total = system.network.size, system.total_size()
    out = np.empty((4, starts.size - 1))
    for k in range(starts.size - 1):
        part = slice(starts[k], starts[k + 1])
        for step, (down, up) in enumerate(stepper.steps(firms[part], lost[part], tolerance, max_steps)):
            out[3, k], last = step, (down, up)
        both = np.maximum(*last)
        out[:3, k] = np.array([size @ both, size @ last[0], size @ last[1]]) / total
    return out
