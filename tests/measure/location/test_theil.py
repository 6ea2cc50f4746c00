from __future__ import annotations

import math

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yanzhen.measure as ym


def table(values: list[float], people: list[float], groups: list[str]) -> pl.DataFrame:
    names = [f"R{i}" for i in range(len(values))]
    return pl.DataFrame({"region": names, "value": values, "population": people, "group": groups})


def test_equal_regions_have_no_inequality() -> None:
    result = ym.theil(
        table([2.0, 4.0], [1.0, 2.0], ["g", "h"]), population="population", group="group"
    ).to_frame()
    assert result["theil"][0] == pytest.approx(0.0)
    assert result["between"][0] == pytest.approx(0.0)


def test_everything_in_one_region() -> None:
    result = ym.theil(table([1.0, 0.0, 0.0, 0.0], [1.0] * 4, ["g"] * 4)).to_frame()
    assert result["theil"][0] == pytest.approx(math.log(4))


def test_theil_l_needs_positive_values() -> None:
    zeros = table([1.0, 0.0], [1.0, 1.0], ["g", "g"])
    assert ym.theil(zeros, kind="L").to_frame()["theil"].to_list() == [None]


positive = st.floats(min_value=0.1, max_value=100)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(positive, positive, st.sampled_from("gh")), min_size=2, max_size=8),
    st.sampled_from("TL"),
)
def test_between_and_within_add_up(rows: list[tuple[float, float, str]], kind: str) -> None:
    values, people, groups = map(list, zip(*rows, strict=True))
    result = ym.theil(table(values, people, groups), population="population", group="group", kind=kind)
    whole, parts = result.to_frame(), result.by_group()
    assert whole["between"][0] >= -1e-12
    assert whole["within"][0] >= -1e-12
    assert (parts["weight"] * parts["theil"]).sum() == pytest.approx(whole["within"][0], abs=1e-10)
    assert parts["between"].sum() == pytest.approx(whole["between"][0], abs=1e-10)


def test_regions_without_evidence_are_left_out() -> None:
    rows = table([2.0, 2.0], [1.0, 1.0], ["g", "g"])
    hole = rows.with_columns(value=pl.Series([2.0, None]))
    assert ym.theil(hole).to_frame()["regions"].to_list() == [1]
