from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym
from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure import at_levels


def long(matrix: list[list[float]], period: int = 1) -> pl.DataFrame:
    rows = [(f"R{i}", f"A{j}", period, float(x)) for i, row in enumerate(matrix) for j, x in enumerate(row)]
    return pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")


STRUCTURES = long([[8, 2, 0], [40, 10, 0], [0, 1, 9], [0, 2, 8]])


@pytest.mark.parametrize("method", ["cosine", "overlap", "correlation"])
def test_nearest_in_structure(method: str) -> None:
    result = ym.peers(STRUCTURES, n=1, method=method).to_frame()
    assert result["peer"].to_list() == ["R1", "R0", "R3", "R2"]
    assert result["rank"].to_list() == [1] * 4


def test_overlap_is_one_for_the_same_structure_and_zero_for_none() -> None:
    result = ym.peers(STRUCTURES, method="overlap", of="R0").to_frame()
    likeness = dict(zip(result["peer"], result["similarity"], strict=True))
    assert likeness["R1"] == pytest.approx(1.0)
    assert likeness["R2"] == pytest.approx(0.1)


def test_by_size_and_within_a_size_band() -> None:
    result = ym.peers(STRUCTURES, by="size", n=1).to_frame()
    assert result["similarity"].to_list() == pytest.approx([1.0, 0.2, 1.0, 1.0])
    near = ym.peers(STRUCTURES, size_within=2, of="R0").to_frame()
    assert near["peer"].to_list() == ["R3", "R2"] or near["peer"].to_list() == ["R2", "R3"]
    assert near["size_ratio"].is_between(0.5, 2).all()


def test_who_looked_like_us_some_periods_ago() -> None:
    """R2 was in period 1 what R0 is in period 6: it has gone the way before us."""
    then = long([[9, 1, 0], [5, 5, 5], [1, 9, 0]], 1)
    now = long([[1, 9, 0], [5, 5, 5], [0, 1, 9]], 6)
    ahead = ym.peers(pl.concat([then, now]), period="period", lag=5, of="R0", n=1).to_frame()
    assert ahead.row(0, named=True)["peer"] == "R2"
    assert (ahead["period"][0], ahead["peer_period"][0]) == (6, 1)
    behind = ym.peers(pl.concat([then, now]), period="period", lag=-5, of="R2", n=1).to_frame()
    assert behind.row(0, named=True)["peer"] == "R0"
    assert (behind["period"][0], behind["peer_period"][0]) == (1, 6)


def test_region_without_anything_has_no_peers_and_is_nobodys() -> None:
    result = ym.peers(pl.concat([STRUCTURES, long([[0, 0, 0]]).with_columns(region=pl.lit("R9"))])).to_frame()
    assert "R9" not in result["region"].to_list() + result["peer"].to_list()


def test_wrong_calls() -> None:
    with pytest.raises(MeasureError, match="no region"):
        ym.peers(STRUCTURES, of="nowhere")
    with pytest.raises(UsageError, match="period"):
        ym.peers(STRUCTURES, lag=5)
    with pytest.raises(MeasureError, match="apart"):
        ym.peers(STRUCTURES, period="period", lag=5)


CODES = pl.DataFrame(
    {"region": ["a"] * 4, "activity": ["3911", "3912", "3920", "4011"], "value": [1.0, None, 3.0, 4.0]}
)


def test_roll_up_by_digits_and_by_table() -> None:
    two = ym.roll_up(CODES, digits=2).to_frame()
    assert two["activity"].to_list() == ["39", "40"]
    assert two["value"].to_list() == [4.0, 4.0]
    assert two["missing"].to_list() == [1, 0]
    parents = pl.DataFrame({"activity": ["3911", "3912", "3920", "4011"], "parent": ["甲", "乙", "甲", "甲"]})
    named = ym.roll_up(CODES, parents=parents).to_frame()
    assert dict(zip(named["activity"], named["value"], strict=True)) == {"甲": 8.0, "乙": None}
    with pytest.raises(UsageError, match="exactly one"):
        ym.roll_up(CODES)


def test_a_measure_at_several_levels() -> None:
    both = at_levels(ym.shares, CODES, (2, 4)).to_frame()
    assert both["level"].to_list() == [2, 2, 4, 4, 4, 4]
    sums = both.group_by("level").agg(pl.col("share_of_region").sum()).sort("level")
    assert sums["share_of_region"].to_list() == pytest.approx([1.0, 1.0])


def test_moran_of_a_gradient_and_its_clusters() -> None:
    pytest.importorskip("esda")
    n = 30
    table = pl.DataFrame({"region": [f"R{i:02}" for i in range(n)], "value": np.arange(n, dtype=float)})
    links = [(f"R{i:02}", f"R{j:02}") for i in range(n) for j in (i - 1, i + 1) if 0 <= j < n]
    neighbours = pl.DataFrame(links, schema=["region", "neighbour"], orient="row")
    result = ym.moran(table, neighbours=neighbours, permutations=99).to_frame()
    assert result["moran_i"][0] > 0.8 and result["p_permutation"][0] <= 0.05
    local = ym.lisa(table, neighbours=neighbours, permutations=199).to_frame()
    named = local["cluster"].drop_nulls().to_list()
    assert named == ["low-low"] * named.count("low-low") + ["high-high"] * named.count("high-high")
    assert {"low-low", "high-high"} == set(named)
    alone = pl.DataFrame({"region": ["x"], "neighbour": ["y"]})
    with pytest.raises(MeasureError, match="neighbours"):
        ym.moran(table, neighbours=alone)
