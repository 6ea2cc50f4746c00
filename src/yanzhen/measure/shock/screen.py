"""A linear screen of all firms at once: which few deserve the exact index."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
from scipy.sparse import csr_array

from yanzhen.measure.shock.cascade import CascadeSystem, Floats
from yanzhen.measure.shock.network import FirmNetwork

HOPS = 6


def screen(network: FirmNetwork | CascadeSystem, *, essential: Any = "all", hops: int = HOPS) -> pl.DataFrame:
    """Estimate every firm's index from sparse matrix-vector products (2 per hop for the whole network).

    The equations are taken as linear: a loss passes on in proportion for ``hops`` steps, each firm's reach capped
    at the whole network. Use it to choose firms for :func:`esri`, not as the index.

    Returns:
        firm, sector, score, highest first.
    """
    system = CascadeSystem.of(network, essential)
    base = system.network
    scores = screen_scores(system, hops)
    sector = pl.Series("sector", base.sectors).gather(base.sector)
    frame = pl.DataFrame({"firm": base.firms, "sector": sector, "score": scores})
    return frame.sort("score", descending=True, maintain_order=True)


def screen_scores(system: CascadeSystem, hops: int = HOPS) -> Floats:
    """Down score plus up score less the firm's own share, n.

    Down: ``d = v + sigma W d`` repeated, v the size shares, W the slot weights of a supplier's buyers, sigma the
    market share (for the failing firm itself: of a market that lost it). Up: ``u = v + U' u``.
    """
    n = len(system.network.firms)
    share = system.network.size / system.total_size()
    shape = (n, n)
    buyers = system.slot_buyer[system.down_slot]
    down = csr_array((system.down_weight, buyers, system.down_start), shape=shape)
    up = csr_array((system.up_weight, system.up_supplier, system.up_start), shape=shape)
    rest = system.market_sold[system.network.sector] - system.sold
    whole = system.sold + rest
    sigma = np.divide(system.sold, whole, out=np.zeros(n), where=whole > 0)
    alone = np.divide(system.sold, rest, out=np.ones(n), where=rest > 0)
    below, above = share, share
    for _ in range(hops - 1):
        below = np.minimum(1.0, share + sigma * (down @ below))
        above = np.minimum(1.0, share + up @ above)
    below = share + np.minimum(1.0, alone) * (down @ below)
    above = share + up @ above
    return np.asarray(below + above - share)
