from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yanzhen.measure as ym

amounts = st.floats(min_value=0.5, max_value=1e4)


@settings(max_examples=40, deadline=None)
@given(st.lists(amounts, min_size=18, max_size=18))
def test_parts_add_up_to_the_change_and_the_ends_are_the_quotients(values: list[float]) -> None:
    keys = [(r, a, t) for r in "abc" for a in "xyz" for t in (1, 2)]
    rows = [(*key, value) for key, value in zip(keys, values, strict=True)]
    table = pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")
    result = ym.lq_change(table).to_frame()
    parts = result.select(pl.sum_horizontal("own", "region_rest", "activity_rest", "elsewhere"))
    assert parts.to_series().to_list() == pytest.approx(result["change"].to_list(), abs=1e-9, rel=1e-9)
    quotients = ym.location_quotient(table, period="period").to_frame()
    for period, name in ((1, "lq_start"), (2, "lq_end")):
        expected = quotients.filter(pl.col("period") == period)["lq"].to_list()
        assert result[name].to_list() == pytest.approx(expected)


def test_only_what_changed_has_a_part() -> None:
    before = [("a", "x", 1, 4.0), ("a", "y", 1, 6.0), ("b", "x", 1, 5.0), ("b", "y", 1, 5.0)]
    after = [(r, a, 2, v * (3 if (r, a) == ("b", "x") else 1)) for r, a, _, v in before]
    table = pl.DataFrame(before + after, schema=["region", "activity", "period", "value"], orient="row")
    row = ym.lq_change(table).to_frame().filter(region="a", activity="x").row(0, named=True)
    assert row["own"] == row["region_rest"] == row["elsewhere"] == pytest.approx(0.0, abs=1e-15)
    assert row["activity_rest"] == pytest.approx(row["change"])


def test_unknown_cells_are_null() -> None:
    rows = [("a", "x", 1, None), ("a", "x", 2, 1.0), ("a", "y", 1, 2.0), ("a", "y", 2, 2.0)]
    table = pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")
    result = ym.lq_change(table).to_frame()
    assert result["change"].to_list() == [None, 0.0]
