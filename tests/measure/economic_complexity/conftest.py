from __future__ import annotations

import numpy as np
import polars as pl
import pytest


def structured(regions: int, activities: int, periods: int = 1, seed: int = 5) -> pl.DataFrame:
    """A panel with real structure: capabilities of regions times needs of activities, noise, gaps."""
    rng = np.random.default_rng(seed)
    size, demand = rng.lognormal(size=(regions, 1)), rng.lognormal(size=(1, activities))
    skill, need = rng.normal(size=(regions, 4)), rng.normal(size=(activities, 4))
    layers = []
    for _ in range(periods):
        level = size * demand * np.exp(0.6 * skill @ need.T + rng.normal(0, 0.7, (regions, activities)))
        layers.append(level * (rng.random((regions, activities)) > 0.3))
    t, r, p = np.meshgrid(range(periods), range(regions), range(activities), indexing="ij")
    table = pl.DataFrame(
        {
            "period": t.ravel() + 2020,
            "region": r.ravel(),
            "activity": p.ravel(),
            "value": np.stack(layers).ravel(),
        }
    )
    return table.with_columns(
        region=pl.format("R{}", pl.col("region").cast(pl.String).str.zfill(3)),
        activity=pl.format("A{}", pl.col("activity").cast(pl.String).str.zfill(3)),
    )


@pytest.fixture(scope="module")
def panel() -> pl.DataFrame:
    return structured(25, 60, 3)
