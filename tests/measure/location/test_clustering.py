from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym


def plants(seed: int = 4, n: int = 400) -> pl.DataFrame:
    rng = np.random.default_rng(seed)
    return pl.DataFrame(
        {
            "region": rng.choice(list("ABCDEFGH"), n),
            "activity": rng.choice(["x", "y"], n, p=[0.5, 0.5]),
            "value": rng.lognormal(size=n),
        }
    )


def test_random_location_is_near_zero_and_clusters_are_not() -> None:
    random = ym.ellison_glaeser(plants()).to_frame()["ellison_glaeser"].to_list()
    assert all(abs(index) < 0.05 for index in random)
    packed = plants().with_columns(
        region=pl.when((pl.col("activity") == "x") & (pl.col("value") > 0.7))
        .then(pl.lit("A"))
        .otherwise("region")
    )
    assert ym.ellison_glaeser(packed).to_frame()["ellison_glaeser"][0] > 0.05
    assert ym.maurel_sedillot(packed).to_frame()["maurel_sedillot"][0] > 0.05


def test_single_plant_and_single_region_are_null() -> None:
    one = pl.DataFrame({"region": ["a", "b", "b"], "activity": ["x", "y", "y"], "value": [1.0, 2.0, 3.0]})
    result = ym.ellison_glaeser(one).to_frame()
    assert result["ellison_glaeser"][0] is None
    alone = pl.DataFrame({"region": ["a"] * 3, "activity": ["x"] * 3, "value": [1.0, 2.0, 3.0]})
    assert ym.ellison_glaeser(alone).to_frame()["ellison_glaeser"].to_list() == [None]


def test_rows_of_one_plant_are_added_up() -> None:
    table = plants(n=30).with_row_index("plant")
    halves = pl.concat([table.with_columns(value=pl.col("value") / 2)] * 2)
    whole = ym.ellison_glaeser(table).to_frame()["ellison_glaeser"]
    assert ym.ellison_glaeser(halves, plant="plant").to_frame()["ellison_glaeser"].to_list() == pytest.approx(
        whole.to_list()
    )
    assert ym.ellison_glaeser(halves).to_frame()["ellison_glaeser"].to_list() != pytest.approx(
        whole.to_list()
    )


def test_reference_distribution_can_be_given() -> None:
    everything = plants().group_by("region").agg(pl.col("value").sum())
    own = ym.ellison_glaeser(plants()).to_frame()["ellison_glaeser"].to_list()
    given = ym.ellison_glaeser(plants(), reference=everything).to_frame()["ellison_glaeser"].to_list()
    assert given == pytest.approx(own)
