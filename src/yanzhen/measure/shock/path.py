"""One shock, step by step: first and later effects, who is hit, through whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table.assumption import Assumption
from yanzhen.measure.shock.cascade import CascadeSystem, Floats, Ints
from yanzhen.measure.shock.network import FirmNetwork
from yanzhen.measure.shock.stepwise import Stepper
from yanzhen.measure.shock.systemic_risk import Shocks, parse_shocks

Direction = Literal["both", "downstream", "upstream"]


@dataclass(frozen=True, slots=True, eq=False)
class ShockResult:
    """What a shock does, from the first step to the last.

    Attributes:
        shocked: firm -> share of its output lost at the start.
        step_total, step_down, step_up: share of total size lost after each step (both, supply, demand);
            step 0 is the shock itself.
        step_hit: firms with a loss after each step.
        first_loss: loss of each firm after the first step, 0-1, n.
        loss, down, up: losses at the end: larger of both, along supply, along demand, n. A direction that was
            not asked for holds the shock alone.
        first_step: step in which a firm was first hit; 0 for shocked firms, -1 for those never hit, n.
        via: number of the firm that passed on the largest part of its loss, -1 if none, n.
        direction: which losses count, as asked for.
        network: the firms.
        assumptions: what the numbers rest on.
    """

    shocked: Mapping[str, float]
    step_total: Floats
    step_down: Floats
    step_up: Floats
    step_hit: Ints
    first_loss: Floats
    loss: Floats
    down: Floats
    up: Floats
    first_step: Ints
    via: Ints
    direction: Direction
    network: FirmNetwork
    assumptions: tuple[Assumption, ...]

    @property
    def total(self) -> float:
        """Share of the network's size lost in the end (the index of this set of firms)."""
        return float(self.step_total[-1])

    @property
    def own(self) -> float:
        """Share lost by the shocked firms at the start."""
        return float(self.step_total[0])

    @property
    def first_effects(self) -> float:
        """Share lost by direct customers and suppliers in the first step."""
        return float(self.step_total[min(1, len(self.step_total) - 1)] - self.step_total[0])

    @property
    def later_effects(self) -> float:
        """Share lost after the first step."""
        return self.total - self.own - self.first_effects

    def to_frame(self) -> pl.DataFrame:
        """Who is hit: one row per firm with a loss, largest amount first."""
        base = self.network
        hit = np.flatnonzero(self.loss > 0)
        amount = base.size * self.loss
        hit = hit[np.argsort(-amount[hit], kind="stable")]
        via = pl.Series("via", np.where(self.via[hit] >= 0, self.via[hit], 0))
        names = base.firms.gather(via).zip_with(
            pl.Series(self.via[hit] >= 0), pl.Series([None] * len(hit), dtype=pl.String)
        )
        return pl.DataFrame(
            {
                "firm": base.firms.gather(hit),
                "sector": pl.Series(base.sectors).gather(base.sector[hit]),
                "first_step": self.first_step[hit],
                "direction": self._directions(hit),
                "via": names,
                "first_loss": self.first_loss[hit],
                "loss": self.loss[hit],
                "loss_supply": self.down[hit],
                "loss_demand": self.up[hit],
                "size": base.size[hit],
                "amount": amount[hit],
            }
        )

    def path(self) -> pl.DataFrame:
        """The course: step, share lost (both, supply, demand), growth in the step, firms hit."""
        return pl.DataFrame(
            {
                "step": np.arange(self.step_total.size),
                "total": self.step_total,
                "supply": self.step_down,
                "demand": self.step_up,
                "growth": np.diff(self.step_total, prepend=0.0),
                "firms_hit": self.step_hit,
            }
        )

    def by_sector(self) -> pl.DataFrame:
        """Losses added up by market."""
        names = pl.Series(self.network.sectors).gather(self.network.sector)
        return self._grouped(pl.DataFrame({"group": names, "number": np.arange(len(names))}), "sector")

    def by_group(self, groups: Mapping[str, Any]) -> pl.DataFrame:
        """Losses added up by cluster or chain: name -> firms. A firm may be in several."""
        parts = [
            pl.DataFrame({"group": [name] * len(members), "number": self.network.index(list(members))})
            for name, members in groups.items()
        ]
        return self._grouped(pl.concat(parts), "group")

    def to_json(self, limit: int = 50) -> dict[str, Any]:
        """Plain values for pages and the command line: summary, path, the ``limit`` firms hit hardest."""
        hit = self.to_frame()
        return {
            "shocked": dict(self.shocked),
            "direction": self.direction,
            "total": self.total,
            "own": self.own,
            "first_effects": self.first_effects,
            "later_effects": self.later_effects,
            "steps": int(self.step_total.size - 1),
            "firms_hit": hit.height,
            "path": self.path().to_dicts(),
            "hit": hit.head(limit).to_dicts(),
            "by_sector": self.by_sector().to_dicts(),
            "assumptions": [assumption.to_json() for assumption in self.assumptions],
        }

    def _directions(self, hit: npt.NDArray[np.intp]) -> list[str]:
        down, up = self.down[hit], self.up[hit]
        kinds = np.select(
            [self.first_step[hit] == 0, down > up, up > down], ["shock", "supply", "demand"], "both"
        )
        return [str(kind) for kind in kinds]

    def _grouped(self, groups: pl.DataFrame, label: str) -> pl.DataFrame:
        size, loss = self.network.size, self.loss
        rows = groups.with_columns(
            size=pl.Series(size[groups["number"]]),
            amount=pl.Series((size * loss)[groups["number"]]),
            hit=pl.Series(loss[groups["number"]] > 0),
        )
        table = rows.group_by("group", maintain_order=True).agg(
            firms=pl.len(),
            firms_hit=pl.col("hit").sum(),
            size=pl.col("size").sum(),
            amount=pl.col("amount").sum(),
        )
        ratio = pl.when(pl.col("size") > 0).then(pl.col("amount") / pl.col("size"))
        return table.with_columns(share=ratio).rename({"group": label}).sort("amount", descending=True)


def run_shock(
    network: FirmNetwork | CascadeSystem,
    shocks: Shocks,
    *,
    essential: Any = "all",
    direction: Direction = "both",
    tolerance: float = 0.01,
    max_steps: int = 1000,
) -> ShockResult:
    """Follow one shock through the network: a firm, a set of firms, or partial losses.

    Args:
        network: firms and links (or a prepared system).
        shocks: a firm, a list of firms (all of their output is lost), or firm -> share lost. For a whole chain
            segment or market, ``network.firms_in(sector)``.
        essential: see :meth:`EssentialInputs.parse`.
        direction: ``"downstream"`` counts losses along supply only (customers lack inputs), ``"upstream"``
            along demand only (suppliers lose sales), ``"both"`` the larger of the two firm by firm. The two run
            side by side without feeding each other, so totals equal the columns of :func:`esri`.
        tolerance, max_steps: as in :func:`esri`.

    Raises:
        UsageError: unknown firms, shares outside 0-1 or no such direction. MeasureError: it does not settle.
    """
    if direction not in _DIRECTIONS:
        raise UsageError(f"direction must be one of {', '.join(_DIRECTIONS)}; got {direction!r}.")
    system = CascadeSystem.of(network, essential)
    base = system.network
    members, lost = parse_shocks(base, shocks)
    stepper = Stepper.of(system)
    first_step = np.full(len(base.firms), -1, dtype=np.int64)
    rows: list[tuple[float, ...]] = []
    shock = first = np.zeros(0)
    for step, (down, up) in enumerate(stepper.steps(members, lost, tolerance, max_steps)):
        shock = down if step == 0 else shock
        down, up = (shock if direction == "upstream" else down), (shock if direction == "downstream" else up)
        both = np.maximum(down, up)
        first_step[(both > 0) & (first_step < 0)] = step
        rows.append((*(float(base.size @ q) for q in (both, down, up)), float((both > 0).sum())))
        first = both if step <= 1 else first
    if len(rows) > max_steps:
        raise MeasureError(f"The shock did not settle within {max_steps} steps.", todo="raise max_steps")
    totals = np.array(rows)
    shares = totals[:, :3] / system.total_size()
    return ShockResult(
        shocked=dict(zip(base.firms.gather(members).to_list(), lost.tolist(), strict=True)),
        step_total=shares[:, 0],
        step_down=shares[:, 1],
        step_up=shares[:, 2],
        step_hit=totals[:, 3].astype(np.int64),
        first_loss=first,
        loss=both,
        down=down,
        up=up,
        first_step=first_step,
        via=_main_partner(stepper, down, up, members),
        direction=direction,
        network=base,
        assumptions=(*system.assumptions, *_DIRECTIONS[direction]),
    )


_DIRECTIONS: Mapping[str, tuple[Assumption, ...]] = {
    "both": (),
    "downstream": (
        Assumption(
            "downstream-only",
            "只计供给方向：客户因缺少投入而减产，不计供应商因失去订单的损失。",
            "Supply direction only: customers that lack inputs; suppliers that lose sales are left out.",
        ),
    ),
    "upstream": (
        Assumption(
            "upstream-only",
            "只计需求方向：供应商因失去订单而减产，不计客户因缺少投入的损失。",
            "Demand direction only: suppliers that lose sales; customers that lack inputs are left out.",
        ),
    ),
}


def _main_partner(stepper: Stepper, down: Floats, up: Floats, shocked: Ints) -> Ints:
    """The supplier or buyer that passed on most of each firm's loss, in the direction that decides it."""
    system = stepper.system
    n = down.size
    suppliers = np.repeat(np.arange(n), np.diff(system.down_start))
    buyers = np.repeat(np.arange(n), np.diff(system.up_start))
    passed_down = (stepper.replaceability(down) * down)[suppliers] * system.down_weight
    by_supply = _largest(system.slot_buyer[system.down_slot], suppliers, passed_down, n)
    by_demand = _largest(system.up_supplier, buyers, up[buyers] * system.up_weight, n)
    via = np.where(down >= up, by_supply, by_demand)
    via[np.maximum(down, up) == 0] = -1
    via[shocked] = -1
    return via


def _largest(target: Ints, source: Ints, amount: Floats, n: int) -> Ints:
    """For each target the source of its largest amount; -1 where all are zero."""
    chosen = np.full(n, -1, dtype=np.int64)
    order = np.argsort(amount, kind="stable")
    order = order[amount[order] > 0]
    chosen[target[order]] = source[order]  # later (larger) ones overwrite
    return chosen
