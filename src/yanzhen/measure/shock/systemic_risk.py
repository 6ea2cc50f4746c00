"""The economic systemic risk index: what share of the network's output one firm's failure takes down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError, MissingExtraError, UsageError
from yanzhen.measure.io_table.assumption import Assumption
from yanzhen.measure.shock import stepwise
from yanzhen.measure.shock.cascade import CascadeSystem, Floats, Ints
from yanzhen.measure.shock.network import FirmNetwork
from yanzhen.measure.shock.screen import screen_scores

Engine = Literal["auto", "numba", "scipy"]
Shocks = Mapping[Any, float] | Sequence[Any] | str | int


@dataclass(frozen=True, slots=True, eq=False)
class EsriResult:
    """The index of some firms (or sets of firms), each as if it alone failed.

    Attributes:
        names: firms, or names of the sets.
        sector: market of each firm; ``None`` for sets.
        esri: share of the total size lost, larger of both directions firm by firm, 0-1.
        downstream: share lost along supply alone. upstream: share lost along demand alone.
            ``max(downstream, upstream) <= esri <= downstream + upstream``.
        own: share of the failing firms' own size.
        steps: steps until nothing grew by more than the tolerance.
        screened: firms whose index was only estimated by the linear screen, when ``top`` was asked for.
        assumptions: what the numbers rest on.
    """

    names: tuple[str, ...]
    sector: tuple[str, ...] | None
    esri: Floats
    downstream: Floats
    upstream: Floats
    own: Floats
    steps: Ints
    screened: int
    assumptions: tuple[Assumption, ...]

    def to_frame(self) -> pl.DataFrame:
        """One row per firm or set, largest first, with its rank."""
        columns: dict[str, Any] = {"firm": self.names}
        if self.sector is not None:
            columns["sector"] = self.sector
        columns |= {"esri": self.esri, "downstream": self.downstream, "upstream": self.upstream}
        columns |= {"own": self.own, "beyond_own": self.esri - self.own, "steps": self.steps}
        frame = pl.DataFrame(columns).sort("esri", "firm", descending=[True, False])
        return frame.with_columns(pl.col("esri").rank("min", descending=True).cast(pl.Int64).alias("rank"))


def esri(
    edges: FirmNetwork | CascadeSystem | Any,
    *,
    essential: Any = "all",
    firms: Sequence[Any] | Mapping[str, Shocks] | None = None,
    top: int | None = None,
    tolerance: float = 0.01,
    max_steps: int = 1000,
    engine: Engine = "auto",
    threads: int = 1,
    **columns: Any,
) -> EsriResult:
    """Economic systemic risk index (ESRI) of firms, exact for each one.

    Each firm in turn loses all its output; losses pass on as in :class:`CascadeSystem` until no firm's loss grows
    by more than ``tolerance`` in a step; the index is the size-weighted loss over the total size.

    Args:
        edges: a network, a prepared system, or a table of links for :meth:`FirmNetwork.from_edges`, whose
            other arguments then go into ``columns`` (``sectors=``, ``firms`` excepted: build the network).
        essential: see :meth:`EssentialInputs.parse`; ``"all"`` is the Leontief case, ``"none"`` the linear one.
        firms: which firms (default all); or a mapping name -> firms, or name -> {firm: share lost}, for sets
            and partial shocks.
        top: only the firms of highest index: all are screened linearly, the best ``2 top + 50`` computed
            exactly, the first ``top`` returned.
        tolerance: 0.01 in the paper.
        max_steps: refusal when nothing settles by then.
        engine: ``"numba"`` (extra ``fast``), ``"scipy"``, or whichever is there; equal results.
        threads: with numba.

    Raises:
        UsageError: contradictory options or unknown firms. MeasureError: the network has no size, or the
        cascade does not settle.

    Source: Diem, Borsos, Reisch, Kertesz & Thurner (2022), Scientific Reports 12:7719.
    """
    network = (
        edges if isinstance(edges, FirmNetwork | CascadeSystem) else FirmNetwork.from_edges(edges, **columns)
    )
    system = CascadeSystem.of(network, essential)
    if firms is not None and top is not None:
        raise UsageError("Give firms or top, not both.")
    names, sets, exact_of = _scenarios(system, firms, top)
    starts, members, lost = _flat(sets)
    shares = evaluate(system, starts, members, lost, tolerance, max_steps, engine, threads)
    own = np.add.reduceat(system.network.size[members] * lost, starts[:-1]) / system.total_size()
    keep = np.argsort(-shares[0], kind="stable")[:top] if top is not None else np.arange(len(names))
    single = not isinstance(firms, Mapping)
    markets = system.network.sectors
    return EsriResult(
        names=tuple(names[i] for i in keep),
        sector=tuple(markets[system.network.sector[members[i]]] for i in keep) if single else None,
        esri=shares[0][keep],
        downstream=shares[1][keep],
        upstream=shares[2][keep],
        own=own[keep],
        steps=shares[3][keep].astype(np.int64),
        screened=exact_of,
        assumptions=(*system.assumptions, *_screened_note(top, exact_of, len(names))),
    )


def evaluate(
    system: CascadeSystem,
    starts: Ints,
    members: Ints,
    lost: Floats,
    tolerance: float,
    max_steps: int,
    engine: Engine,
    threads: int = 1,
) -> npt.NDArray[np.float64]:
    """Both, downstream and upstream shares lost and steps, 4 x scenarios, by the engine asked for."""
    if not 0 < tolerance < 1:
        raise UsageError(f"tolerance must lie between 0 and 1; got {tolerance}.")
    if engine not in ("auto", "numba", "scipy"):
        raise UsageError(f"engine must be 'auto', 'numba' or 'scipy'; got {engine!r}.")
    fast = find_spec("numba") is not None
    if engine == "numba" and not fast:
        raise MissingExtraError("fast", "numba")
    if fast and engine != "scipy":
        from yanzhen.measure.shock import lanes

        out = lanes.run_all(system, starts, members, lost, tolerance, max_steps, threads)
    else:
        out = stepwise.run_all(system, starts, members, lost, tolerance, max_steps)
    if (out[3] >= max_steps).any():
        raise MeasureError(
            f"The cascade did not settle within {max_steps} steps.", todo="raise max_steps or tolerance"
        )
    return out


def parse_shocks(network: FirmNetwork, shocks: Shocks) -> tuple[Ints, Floats]:
    """Firm numbers and the share each loses: one firm, a list (all lost), or a mapping firm -> share lost.

    Raises:
        UsageError: unknown firms, nothing to shock, or shares outside 0-1.
    """
    if isinstance(shocks, str | int):
        shocks = [shocks]
    members = network.index(list(shocks))
    if isinstance(shocks, Mapping):
        lost = np.array([float(share) for share in shocks.values()])
    else:
        lost = np.ones(len(members))
    if not members.size:
        raise UsageError("No firm to shock. 未指定企业。")
    if not ((lost > 0) & (lost <= 1)).all():
        raise UsageError("The share a firm loses must be above 0 and at most 1. 损失比例须在0到1之间。")
    return members, lost


def _scenarios(
    system: CascadeSystem, firms: Sequence[Any] | Mapping[str, Shocks] | None, top: int | None
) -> tuple[list[str], list[tuple[Ints, Floats]], int]:
    """Names and shocks of the scenarios, and how many firms were only screened."""
    network = system.network
    if isinstance(firms, Mapping):
        return list(map(str, firms)), [parse_shocks(network, part) for part in firms.values()], 0
    if firms is not None:
        members = network.index(firms)
    elif top is None:
        members = np.arange(len(network.firms), dtype=np.int64)
    else:
        if top < 1:
            raise UsageError(f"top must be at least 1; got {top}.")
        order = np.argsort(-screen_scores(system), kind="stable")
        members = order[: 2 * top + 50].astype(np.int64)
    names = network.firms.gather(members).to_list()
    one = np.ones(1)
    left = len(network.firms) - len(members) if top is not None else 0
    return names, [(members[i : i + 1], one) for i in range(len(members))], left


def _flat(sets: list[tuple[Ints, Floats]]) -> tuple[Ints, Ints, Floats]:
    starts = np.cumsum([0, *(len(members) for members, _ in sets)]).astype(np.int64)
    if not sets:
        raise UsageError("No firm to compute. 未指定企业。")
    return starts, np.concatenate([m for m, _ in sets]), np.concatenate([share for _, share in sets])


def _screened_note(top: int | None, screened: int, exact: int) -> tuple[Assumption, ...]:
    if top is None:
        return ()
    return (
        Assumption(
            "screened",
            f"先线性初筛全部企业，再对前{exact}家精确计算；其余{screened}家仅有初筛值。",
            f"All firms were screened linearly, the first {exact} computed exactly; {screened} have only a screen.",
        ),
    )
