"""The shock equations on a network, in the form both engines read: links, input slots, markets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from yanzhen.errors import MeasureError
from yanzhen.measure.io_table.assumption import Assumption
from yanzhen.measure.shock.essential import ESSENTIAL, IGNORED, EssentialInputs
from yanzhen.measure.shock.network import FirmNetwork, added_up

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class CascadeSystem:
    """Who passes how much of a loss to whom (Diem et al. 2022), prepared once for any number of shocks.

    With losses q = 1 - h in [0, 1], step by step until no loss grows by more than a tolerance:

    * supply side (down the chain): a buyer has one slot per essential input sector and one for all its
      non-essential inputs; ``loss of slot = sum over suppliers of sigma_i w_i q_i``; the buyer loses the largest
      of its slots. ``w_i`` is i's share of the essential sector's deliveries, or of all inputs.
    * replaceability: ``sigma_i = min(1, s_i / sum of s_l (1 - q_l) over i's market)``.
    * demand side (up the chain): ``q_i = sum over buyers of share of i's sales x q_j``.

    Attributes:
        network: the firms.
        down_start, down_slot, down_weight: links of each supplier into the buyers' slots (n + 1, m', m').
        slot_buyer: whose slot it is; the slots of a buyer follow one another.
        up_start, up_supplier, up_weight: links of each buyer back to its suppliers (n + 1, m, m).
        sold: sales of each firm, n.
        market_sold: sales of each market, k.
        essential: the kinds of inputs used.
    """

    network: FirmNetwork
    down_start: Ints
    down_slot: Ints
    down_weight: Floats
    slot_buyer: Ints
    up_start: Ints
    up_supplier: Ints
    up_weight: Floats
    sold: Floats
    market_sold: Floats
    essential: EssentialInputs

    @classmethod
    def of(cls, network: FirmNetwork | CascadeSystem, essential: Any = "all") -> CascadeSystem:
        """Prepare a network; a system given is returned as it is (it has its essential inputs already).

        Args:
            network: firms and links.
            essential: see :meth:`EssentialInputs.parse`.
        """
        if isinstance(network, CascadeSystem):
            return network
        inputs = EssentialInputs.parse(essential)
        n, k = len(network.firms), len(network.sectors)
        sold = network.sold
        down_start, slot, weight, slot_buyer = _slots(network, inputs)
        by_buyer = np.argsort(network.buyer, kind="stable")
        return cls(
            network=network,
            down_start=down_start,
            down_slot=slot,
            down_weight=weight,
            slot_buyer=slot_buyer,
            up_start=_starts(network.buyer, n),
            up_supplier=network.supplier[by_buyer],
            up_weight=(network.value / sold[network.supplier])[by_buyer],
            sold=sold,
            market_sold=added_up(network.sector, sold, k),
            essential=inputs,
        )

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What every result of this system rests on."""
        return (*_MODEL, self.essential.assumption, *self.network.notes)

    def total_size(self) -> float:
        """Sum of the firms' sizes, what losses are shares of."""
        total = float(self.network.size.sum())
        if total <= 0:
            raise MeasureError("The firms' sizes add up to zero. 企业规模合计为零。")
        return total


_MODEL = (
    Assumption(
        "esri-model",
        "按Diem等（2022）的经济系统性风险指数：需求与供给两个方向逐步传导，取较大者。",
        "Economic systemic risk index after Diem et al. (2022): losses pass on step by step along demand and "
        "supply; a firm keeps the larger.",
    ),
    Assumption(
        "no-adjustment",
        "不考虑库存、价格、产能扩张和寻找新伙伴；同一行业的其他供应商按其市场份额替代。",
        "No stocks, prices, extra capacity or new partners; suppliers of the same sector stand in by market share.",
    ),
    Assumption(
        "network-only",
        "损失只在所给企业网络内计算，网络外的供应与销售视为不变。",
        "Losses count inside the network given; trade outside it is taken as unchanged.",
    ),
)


def _slots(network: FirmNetwork, inputs: EssentialInputs) -> tuple[Ints, Ints, Floats, Ints]:
    """Links into slots: start of each supplier, slot, weight, and the buyer of each slot."""
    k = len(network.sectors)
    from_sector = network.sector[network.supplier]
    kinds = _kinds(network, inputs, from_sector)
    used = kinds != IGNORED
    supplier, buyer, value = network.supplier[used], network.buyer[used], network.value[used]
    essential = kinds[used] == ESSENTIAL
    # Slot k of a buyer takes its non-essential inputs, slots 0 ... k - 1 its essential ones by sector.
    key = buyer * (k + 1) + np.where(essential, from_sector[used], k)
    keys, slot = np.unique(key, return_inverse=True)
    delivered = added_up(slot, value, keys.size)
    whole = np.where(essential, delivered[slot], network.bought[buyer])
    return _starts(supplier, len(network.firms)), slot.astype(np.int64), value / whole, keys // (k + 1)


def _kinds(network: FirmNetwork, inputs: EssentialInputs, from_sector: Ints) -> npt.NDArray[np.int8]:
    if not inputs.pairs:
        return np.full(network.value.size, inputs.otherwise, dtype=np.int8)
    return inputs.matrix(network.sectors)[from_sector, network.sector[network.buyer]]


def _starts(owner: Ints, n: int) -> Ints:
    """Where each owner's links begin in a list sorted by owner, n + 1."""
    return np.concatenate([[0], np.cumsum(np.bincount(owner, minlength=n))]).astype(np.int64)
