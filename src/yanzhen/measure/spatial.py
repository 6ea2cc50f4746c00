"""Spatial autocorrelation by esda and libpysal, frame in, frame out; the extra ``[spatial]``."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, MissingExtraError
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, fields, from_columns, opened

QUADRANTS = {1: "high-high", 2: "low-high", 3: "low-low", 4: "high-low"}


def moran(
    frame: IntoFrame,
    region: str = "region",
    value: str = "value",
    period: str | None = None,
    *,
    neighbours: IntoFrame,
    permutations: int = 999,
    seed: int = 0,
) -> FrameResult:
    """Global Moran's I of a regional value, by esda.

    Formula: ``I = (n / sum w) sum_ij w_ij z_i z_j / sum_i z_i^2`` with row-standardised weights.

    Args:
        frame: one row per region (and period); regions without evidence are left out.
        neighbours: frame with the columns region and ``neighbour`` (and ``weight``, 1 by default).
        permutations, seed: for the permutation p-value.

    Returns:
        Columns ``moran_i``, ``expected``, ``z``, ``p`` (normal), ``p_permutation``, ``regions`` per period.

    Raises:
        MissingExtraError: esda is not installed.

    Source: Moran (1950); esda (Rey et al., PySAL).
    """
    esda = _esda()
    rows = []
    for label, regions, values, weights in _layers(frame, region, value, period, neighbours):
        np.random.seed(seed)  # esda draws from NumPy's global generator
        found = esda.Moran(values, weights, permutations=permutations)
        rows.append((label, found.I, found.EI, found.z_norm, found.p_norm, found.p_sim, len(regions)))
    names = ("_period", "moran_i", "expected", "z", "p", "p_permutation", "regions")
    columns: dict[str, Any] = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    labels = columns.pop("_period")
    keys = {} if period is None else {period: labels}
    native = from_columns({**keys, **columns}, FrameKind.of(frame))
    described = {
        "moran_i": "above expected: like beside like",
        "p_permutation": "share of permutations as extreme",
    }
    options = {"permutations": permutations, "seed": seed}
    return FrameResult("moran", native, described, options=options)


def lisa(
    frame: IntoFrame,
    region: str = "region",
    value: str = "value",
    period: str | None = None,
    *,
    neighbours: IntoFrame,
    permutations: int = 999,
    significance: float = 0.05,
    seed: int = 0,
) -> FrameResult:
    """Local Moran (LISA) of each region, by esda: hot spots, cold spots and outliers.

    Args:
        neighbours, permutations, seed: as in ``moran``.
        significance: p below which ``cluster`` names the quadrant.

    Returns:
        Columns ``local_i``, ``p_permutation``, ``cluster`` (high-high, low-low, low-high, high-low, or null).

    Source: Anselin (1995), Geographical Analysis 27(2); esda.
    """
    esda = _esda()
    blocks = []
    for label, regions, values, weights in _layers(frame, region, value, period, neighbours):
        found = esda.Moran_Local(values, weights, permutations=permutations, seed=seed)
        named = [
            QUADRANTS[q] if p < significance else None for q, p in zip(found.q, found.p_sim, strict=True)
        ]
        keys = {} if period is None else {period: [label] * len(regions)}
        numbers = {"local_i": found.Is, "p_permutation": found.p_sim}
        cluster = pl.Series(named, dtype=pl.String)
        blocks.append(pl.DataFrame({**keys, region: regions, **numbers, "cluster": cluster}))
    native = from_columns(pl.concat(blocks).to_dict(), FrameKind.of(frame))
    described = {"local_i": "local Moran's I", "cluster": f"kind of cluster at p < {significance:g}"}
    return FrameResult("lisa", native, described, options={"permutations": permutations, "seed": seed})


def _esda() -> Any:
    try:
        return import_module("esda")
    except ImportError as error:
        raise MissingExtraError("spatial", "esda") from error


def _layers(
    frame: IntoFrame, region: str, value: str, period: str | None, neighbours: IntoFrame
) -> list[tuple[Any, list[Any], Any, Any]]:
    """(period, regions, values, row-standardised weights) of each period."""
    make_weights = import_module("libpysal.weights").W
    keys = fields(period, region)
    table = opened(frame, keys, [value]).collect("polars").to_native().drop_nulls()
    table = table.group_by(keys).agg(pl.col(value).sum()).sort(keys)
    links = _links(neighbours, region)
    layers = []
    for (label,), part in table.group_by([period] if period else [pl.lit(0)], maintain_order=True):
        regions = part[region].to_list()
        known = set(regions)
        lists = {r: [q for q in links.get(r, {}) if q in known] for r in regions}
        if not any(lists.values()):
            raise MeasureError(
                "No two regions of the data are neighbours.",
                where=f"{period} {label}" if period else region,
                expected=f"neighbours called as in the data, such as {regions[0]!r}",
                todo="check the names in the table of neighbours",
            )
        weights = {r: [links[r][q] for q in lists[r]] for r in regions if lists[r]}
        w = make_weights(
            lists, {r: weights.get(r, []) for r in regions}, id_order=regions, silence_warnings=True
        )
        w.transform = "r"
        layers.append((label, regions, part[value].to_numpy(), w))
    return layers


def _links(neighbours: IntoFrame, region: str) -> dict[Any, dict[Any, float]]:
    import narwhals as nw

    weighted = "weight" in nw.from_native(neighbours).collect_schema().names()
    table = opened(neighbours, [region, "neighbour"], ["weight"] if weighted else [])
    links: dict[Any, dict[Any, float]] = {}
    for row in table.collect("polars").to_native().drop_nulls().iter_rows(named=True):
        links.setdefault(row[region], {})[row["neighbour"]] = row["weight"] if weighted else 1.0
    return links
