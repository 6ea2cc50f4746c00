"""When only sector tables and firm sizes are known: networks that fit them, and ranks as ranges."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.io_table.assumption import named
from yanzhen.measure.shock.cascade import CascadeSystem
from yanzhen.measure.shock.network import FirmNetwork, Floats, Ints, frame_of
from yanzhen.measure.shock.systemic_risk import Engine, esri

_CELLS = 50_000_000


@dataclass(frozen=True, slots=True, eq=False)
class EsriRanges:
    """Index and rank of each firm over many reconstructed networks: ranges, not values.

    Attributes:
        firms, sector: n.
        esri_low, esri_median, esri_high: quantiles over the networks, n.
        rank_low, rank_high: best and worst rank within the band, n.
        samples: number of networks. coverage: the band, such as 0.9.
        assumptions: what the numbers rest on.
    """

    firms: tuple[str, ...]
    sector: tuple[str, ...]
    esri_low: Floats
    esri_median: Floats
    esri_high: Floats
    rank_low: Ints
    rank_high: Ints
    samples: int
    coverage: float
    assumptions: tuple[Assumption, ...]

    def to_frame(self) -> pl.DataFrame:
        """One row per firm, best possible rank first."""
        return pl.DataFrame(
            {
                "firm": self.firms,
                "sector": self.sector,
                "rank_low": self.rank_low,
                "rank_high": self.rank_high,
                "esri_low": self.esri_low,
                "esri_median": self.esri_median,
                "esri_high": self.esri_high,
            }
        ).sort("rank_low", "rank_high")


def reconstruct(
    firms: Any,
    table: IOTable,
    *,
    firm: str = "firm",
    sector: str = "sector",
    size: str = "size",
    mean_degree: float = 8.0,
    samples: int = 20,
    seed: int = 0,
) -> Iterator[FirmNetwork]:
    """Draw firm networks that match firm sizes and each firm's purchases by sector.

    Firm j of sector q needs ``a_kq size_j`` from sector k (stripe); supplier i of k serves it with probability
    ``p_ij = z w_ij / (1 + z w_ij)``, ``w_ij = need_j size_i``, z set so that firms have ``mean_degree`` links on
    average, and at least one supplier is drawn for each need. Values are shared out by supplier size so that
    every need is met in full (suppliers' sales match in expectation only).

    Args:
        firms: a table with columns ``firm``, ``sector`` (names of the table's sectors), ``size`` (output).
        table: flows inside the area the firms stand for; imports removed if the firms do not include abroad.
        mean_degree: suppliers per firm, on average.
        samples: networks to draw. seed: makes them repeatable.

    Raises:
        UsageError: options out of range. MeasureError: firms in sectors the table lacks, no positive size, or
            so many firms that the pairs do not fit in memory.

    Source: the stripe-corrected gravity model of Ialongo et al. (2022), and Fessina et al. (2024), who find that
    input shares by sector are what systemic risk depends on.
    """
    if samples < 1 or mean_degree <= 0:
        raise UsageError("samples must be at least 1 and mean_degree above 0.")
    members = _members(firms, table, firm, sector, size)
    stripes = _stripes(members, table)
    scale = _degree_scale(stripes, mean_degree * members.height)
    random = np.random.default_rng(seed)
    for _ in range(samples):
        links = [_draw(stripe, scale, random) for stripe in stripes]
        edges = pl.DataFrame(
            {
                "supplier": members["firm"].gather(np.concatenate([part[0] for part in links])),
                "buyer": members["firm"].gather(np.concatenate([part[1] for part in links])),
                "value": np.concatenate([part[2] for part in links]),
            }
        )
        yield FirmNetwork.from_edges(edges, firms=members, size="size")


def esri_ranges(
    firms: Any,
    table: IOTable,
    *,
    essential: Any = "all",
    samples: int = 20,
    coverage: float = 0.9,
    mean_degree: float = 8.0,
    seed: int = 0,
    firm: str = "firm",
    sector: str = "sector",
    size: str = "size",
    engine: Engine = "auto",
) -> EsriRanges:
    """Index of every firm over reconstructed networks, reported as ranges of rank.

    Args:
        firms, table, samples, mean_degree, seed: see :func:`reconstruct`.
        essential: see :meth:`EssentialInputs.parse`.
        coverage: share of the networks the band holds (0.9: from the 5th to the 95th percentile).

    Raises:
        UsageError: coverage not between 0 and 1; and see :func:`reconstruct`.
    """
    if not 0 < coverage < 1:
        raise UsageError(f"coverage must lie between 0 and 1; got {coverage}.")
    draws = reconstruct(
        firms, table, firm=firm, sector=sector, size=size, mean_degree=mean_degree, samples=samples, seed=seed
    )
    scores: list[Floats] = []
    for network in draws:
        system = CascadeSystem.of(network, essential)
        names = network.firms.sort().to_list()  # networks number their firms by links: the names line them up
        scores.append(esri(system, firms=names, engine=engine).esri)
    values = np.array(scores)
    ranks = _ranks(values)
    low, high = (1 - coverage) / 2, (1 + coverage) / 2
    return EsriRanges(
        firms=tuple(names),
        sector=tuple(network.sectors[k] for k in network.sector[network.index(names)]),
        esri_low=np.quantile(values, low, axis=0),
        esri_median=np.median(values, axis=0),
        esri_high=np.quantile(values, high, axis=0),
        rank_low=np.floor(np.quantile(ranks, low, axis=0)).astype(np.int64),
        rank_high=np.ceil(np.quantile(ranks, high, axis=0)).astype(np.int64),
        samples=samples,
        coverage=coverage,
        assumptions=(
            _note(samples, coverage, mean_degree),
            table.imports_basis.assumption,
            *system.assumptions,
        ),
    )


def _note(samples: int, coverage: float, mean_degree: float) -> Assumption:
    return Assumption(
        "reconstructed",
        f"企业间关系系按投入产出表与企业规模重构（{samples}个网络，平均{mean_degree:g}家供应商），"
        f"仅给出{coverage:.0%}区间的名次范围，不是实际交易。",
        f"Links are reconstructed from the input-output table and firm sizes ({samples} networks, {mean_degree:g} "
        f"suppliers on average); ranks are {coverage:.0%} ranges, not observed trade.",
        warning=True,
    )


def _ranks(values: Floats) -> npt.NDArray[np.float64]:
    """Rank of each firm in each network from 1, ties sharing the smallest; samples x firms."""
    ascending = np.sort(values, axis=1)
    return np.array(
        [
            row.size + 1 - np.searchsorted(order, row, side="right")
            for row, order in zip(values, ascending, strict=True)
        ]
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Stripe:
    """Suppliers of one sector and the needs of all buyers for it."""

    suppliers: Ints
    supplier_size: Floats
    buyers: Ints
    need: Floats


def _members(firms: Any, table: IOTable, firm: str, sector: str, size: str) -> pl.DataFrame:
    members = frame_of(firms, {firm: pl.String, sector: pl.String, size: pl.Float64})
    members.columns = ["firm", "sector", "size"]
    unknown = sorted(set(members["sector"].to_list()) - set(table.labels))
    if unknown:
        raise MeasureError(
            f"The table has no sector {named(list(map(str, unknown)))}. 投入产出表没有该部门。"
        )
    if not (members["size"].fill_null(-1.0) > 0).all():
        raise MeasureError("Every firm needs a size above zero. 企业规模须大于零。")
    return members.sort("firm")


def _stripes(members: pl.DataFrame, table: IOTable) -> list[_Stripe]:
    """One per supplying sector that has firms."""
    position = {label: k for k, label in enumerate(table.labels)}
    of = np.array([position[name] for name in members["sector"]])
    size = members["size"].to_numpy()
    needs = table.coefficients[:, of] * size
    stripes = []
    pairs = 0
    for k in np.unique(of):
        suppliers = np.flatnonzero(of == k)
        buyers = np.flatnonzero(needs[k] > 0)
        pairs += suppliers.size * buyers.size
        stripes.append(_Stripe(suppliers, size[suppliers], buyers, needs[k][buyers]))
    if pairs > _CELLS:
        raise MeasureError(
            f"{members.height} firms make {pairs:,} pairs, more than the {_CELLS:,} that reconstruction holds.",
            todo="take the largest firms of each sector, or observed links",
        )
    return stripes


def _degree_scale(stripes: list[_Stripe], links: float) -> float:
    """z for which the expected number of links is as asked, by bisection on its logarithm."""

    def expected(z: float) -> float:
        return sum(float(_chance(s, z).sum()) for s in stripes)

    most = sum(s.suppliers.size * s.buyers.size for s in stripes)
    target = min(links, 0.99 * most)
    low, high = -80.0, 80.0
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if expected(np.exp(middle)) < target else (low, middle)
    return float(np.exp((low + high) / 2))


def _chance(stripe: _Stripe, z: float) -> Floats:
    """Link probabilities, suppliers x buyers."""
    pull = z * np.outer(stripe.supplier_size, stripe.need)
    return np.asarray(pull / (1.0 + pull))


def _draw(stripe: _Stripe, z: float, random: np.random.Generator) -> tuple[Ints, Ints, Floats]:
    """Links of one network: who supplies, who buys, for how much; nobody supplies himself."""
    chance = _chance(stripe, z)
    own = stripe.suppliers[:, None] == stripe.buyers[None, :]
    linked = (random.random(chance.shape) < chance) & ~own
    share = np.where(own, 0.0, stripe.supplier_size[:, None])
    # A need nobody was drawn for gets one supplier, by size.
    for j in np.flatnonzero(~linked.any(axis=0)):
        if share[:, j].any():
            linked[random.choice(share.shape[0], p=share[:, j] / share[:, j].sum()), j] = True
    value = np.where(linked, share, 0.0)
    total = value.sum(axis=0)
    value = value * np.divide(stripe.need, total, out=np.zeros_like(total), where=total > 0)
    rows, columns = np.nonzero(value)
    return stripe.suppliers[rows], stripe.buyers[columns], value[rows, columns]
