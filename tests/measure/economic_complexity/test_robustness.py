from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym
from yanzhen.errors import UsageError


def nested(noise: float, regions: int = 14, activities: int = 24) -> pl.DataFrame:
    """Able regions make nearly everything; noise blurs the order."""
    rng = np.random.default_rng(3)
    ability, need = np.linspace(0, 1, regions), np.linspace(0, 1, activities)
    made = ability[:, None] + 0.2 + rng.normal(0, noise, (regions, activities)) > need
    amounts = rng.lognormal(0, 0.3, made.shape) * made
    amounts[:, 0] += 0.3
    rows = [(f"R{i:02}", f"A{j:02}", amounts[i, j]) for i in range(regions) for j in range(activities)]
    return pl.DataFrame(rows, schema=["region", "activity", "value"], orient="row")


def test_base_rank_is_within_its_range_and_the_suite_agrees() -> None:
    table = nested(0.1)
    result = ym.rank_robustness(table).to_frame()
    assert (result["best"] <= result["rank"]).all() and (result["rank"] <= result["worst"]).all()
    assert result["holds"].is_between(0, 1).all()
    ranks = ym.eci(table).to_frame()["eci"].rank("min", descending=True).to_list()
    assert result["rank"].to_list() == ranks


def test_one_setting_is_fully_robust() -> None:
    result = ym.rank_robustness(nested(0.1), thresholds=(1.0,), least_ubiquity=(1,)).to_frame()
    assert result["best"].to_list() == result["worst"].to_list() == result["rank"].to_list()
    assert set(result["holds"]) == {1.0} and set(result["settings"]) == {1}


def test_region_without_eci_has_no_rank() -> None:
    nothing = pl.DataFrame({"region": ["R99"], "activity": ["A00"], "value": [0.0]})
    last = ym.rank_robustness(pl.concat([nested(0.1), nothing])).to_frame().row(-1, named=True)
    assert last["rank"] is None and last["holds"] is None


def test_settings_are_needed() -> None:
    with pytest.raises(UsageError):
        ym.rank_robustness(nested(0.1), thresholds=())
