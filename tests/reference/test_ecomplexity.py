"""Side by side with py-ecomplexity (Harvard Growth Lab, PyPI ecomplexity 0.5.3) on random panels."""

from __future__ import annotations

import warnings

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym

COLUMNS = ("rca", "mcp", "diversity", "ubiquity", "eci", "pci", "density", "coi", "cog")


def random_panel(seed: int, regions: int, activities: int, periods: int) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    rows = [
        (2000 + t, f"R{r:03}", f"A{a:03}", float(rng.lognormal(0, 2)) if rng.random() < 0.7 else 0.0)
        for t in range(periods)
        for r in range(regions)
        for a in range(activities)
    ]
    return pl.DataFrame(rows, schema=["period", "region", "activity", "value"], orient="row")


# The widest one is measured on the region side.
@pytest.mark.parametrize(("seed", "shape"), [(1, (12, 30, 2)), (2, (40, 25, 1)), (3, (20, 600, 1))])
def test_growthlab_convention_equals_ecomplexity(seed: int, shape: tuple[int, int, int]) -> None:
    ecomplexity = pytest.importorskip("ecomplexity", reason="py-ecomplexity is not installed")
    table = random_panel(seed, *shape)
    roles = {"time": "period", "loc": "region", "prod": "activity", "val": "value"}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = ecomplexity.ecomplexity(
            table.to_pandas(), roles, verbose=False, check_logsupermodularity=False
        )
    both = (
        ym.complexity(table, period="period")
        .to_frame()
        .join(pl.from_pandas(theirs), on=["period", "region", "activity"], suffix="_theirs")
    )
    assert both.height == table.height
    for name in COLUMNS:
        gap = (both[name] - both[f"{name}_theirs"]).abs().max()
        assert gap <= 1e-8 * (1 + both[name].abs().max()), name


def test_proximity_equals_ecomplexity() -> None:
    ecomplexity = pytest.importorskip("ecomplexity", reason="py-ecomplexity is not installed")
    table = random_panel(4, 15, 20, 1)
    roles = {"time": "period", "loc": "region", "prod": "activity", "val": "value"}
    theirs = pl.from_pandas(ecomplexity.proximity(table.to_pandas(), roles))
    both = (
        ym.proximity(table, period="period")
        .to_frame()
        .join(theirs, on=["period", "activity_1", "activity_2"], suffix="_theirs")
    )
    assert both.height == 400
    assert (both["proximity"] - both["proximity_theirs"]).abs().max() < 1e-12
