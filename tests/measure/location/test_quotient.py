from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

import yanzhen.measure as ym
from yanzhen.errors import MeasureError, UsageError


def frame(**columns: list[object]) -> pl.DataFrame:
    return pl.DataFrame(columns)


amounts = st.one_of(st.just(0.0), st.floats(min_value=0.01, max_value=1e6))


@st.composite
def tables(draw: st.DrawFn) -> pl.DataFrame:
    regions, activities = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    rows = [(f"R{r}", f"A{a}", draw(amounts)) for r in range(regions) for a in range(activities)]
    return pl.DataFrame(rows, schema=["region", "activity", "value"], orient="row")


@settings(max_examples=60, deadline=None)
@given(tables())
def test_weighted_mean_of_lq_is_one(table: pl.DataFrame) -> None:
    """Over regions, weighted by their size, every activity that exists has a mean LQ of 1."""
    result = ym.location_quotient(table).to_frame()
    sizes = table.group_by("region").agg(size=pl.col("value").sum())
    joined = result.join(sizes, on="region").filter(pl.col("lq").is_not_null())
    means = joined.group_by("activity").agg(m=(pl.col("lq") * pl.col("size")).sum() / pl.col("size").sum())
    assert all(math.isclose(mean, 1.0, rel_tol=1e-9) for mean in means["m"])


@settings(max_examples=40, deadline=None)
@given(tables(), st.floats(min_value=1e-3, max_value=1e3))
def test_scale_and_labels_do_not_matter(table: pl.DataFrame, factor: float) -> None:
    plain = ym.location_quotient(table).to_frame()
    scaled = ym.location_quotient(table.with_columns(value=pl.col("value") * factor)).to_frame()
    assert_frame_equal(plain.drop("value"), scaled.drop("value"), rel_tol=1e-9)
    renamed = table.with_columns(region="Z" + pl.col("region")).reverse()
    again = ym.location_quotient(renamed).to_frame().with_columns(region=pl.col("region").str.slice(1))
    assert_frame_equal(plain, again, rel_tol=1e-9)


def test_repeated_keys_are_added_up() -> None:
    firms = frame(region=["a", "a", "b"], activity=["x", "x", "x"], value=[1, 2, 3])
    assert ym.location_quotient(firms).to_frame()["value"].to_list() == [3.0, 3.0]


def test_no_evidence_is_not_zero() -> None:
    table = frame(region=["a", "a", "b", "b"], activity=["x", "y", "x", "y"], value=[None, 4.0, 0.0, 6.0])
    result = ym.location_quotient(table).to_frame()
    assert result["value"].to_list() == [None, 4.0, 0.0, 6.0]
    # x is zero wherever it is known: there is no reference share to compare with.
    assert result["lq"].to_list() == [None, 1.0, None, 1.0]


def test_nan_is_no_evidence() -> None:
    table = frame(region=["a", "a", "b"], activity=["x", "y", "x"], value=[float("nan"), 4.0, 2.0])
    result = ym.location_quotient(table).to_frame()
    assert result["share"].to_list() == [None, 1.0, 1.0]


def test_partly_known_cell_is_the_sum_of_what_is_known() -> None:
    table = frame(region=["a", "a"], activity=["x", "x"], value=[None, 4.0])
    assert ym.shares(table).to_frame()["value"].to_list() == [4.0]


def test_negative_values_are_shown_but_have_no_share_and_enter_no_total() -> None:
    table = frame(region=["a", "a", "b"], activity=["x", "y", "x"], value=[-1.0, 4.0, 2.0])
    result = ym.shares(table).to_frame()
    assert result["value"].to_list() == [-1.0, 4.0, 2.0]
    assert result["share_of_region"].to_list() == [None, 1.0, 1.0]


def test_rows_without_a_key_belong_to_nothing() -> None:
    table = frame(region=["a", None], activity=["x", "x"], value=[1.0, 5.0])
    result = ym.shares(table).to_frame()
    assert result.height == 1
    assert result["share_of_total"].to_list() == [1.0]


def test_region_with_nothing_is_null_and_touches_no_other() -> None:
    table = frame(region=["a", "b", "b"], activity=["x", "x", "y"], value=[0.0, 1.0, 1.0])
    result = ym.location_quotient(table).to_frame()
    assert result["lq"].to_list() == [None, 1.0, 1.0]


def test_single_region_is_its_own_reference() -> None:
    table = frame(region=["a", "a"], activity=["x", "y"], value=[1.0, 3.0])
    assert ym.location_quotient(table).to_frame()["lq"].to_list() == [1.0, 1.0]
    assert ym.standardised_lq(table).to_frame()["standardised_lq"].to_list() == [None, None]


def test_empty_frame_gives_an_empty_frame() -> None:
    table = pl.DataFrame(schema={"region": pl.String, "activity": pl.String, "value": pl.Float64})
    assert ym.location_quotient(table).to_frame().height == 0


def test_periods_stand_alone() -> None:
    one = frame(region=["a", "a", "b"], activity=["x", "y", "x"], value=[1.0, 2.0, 3.0])
    two = pl.concat([one.with_columns(period=1), (one.with_columns(value=pl.col("value") ** 2, period=2))])
    both = ym.location_quotient(two, period="period").to_frame()
    alone = ym.location_quotient(one).to_frame()
    assert_frame_equal(both.filter(pl.col("period") == 1).drop("period"), alone)


def test_reference_economy() -> None:
    city = frame(region=["a", "a"], activity=["x", "y"], value=[3.0, 1.0])
    nation = frame(activity=["x", "y", "z"], value=[25.0, 25.0, 50.0])
    result = ym.location_quotient(city, reference=nation).to_frame()
    assert result["lq"].to_list() == [3.0, 1.0]


def test_symmetric_rca_is_odd_around_one() -> None:
    table = frame(region=["a", "a", "b", "b"], activity=["x", "y", "x", "y"], value=[3.0, 1.0, 1.0, 3.0])
    result = ym.symmetric_rca(table).to_frame()
    assert result["symmetric_rca"].to_list() == pytest.approx([0.2, -1 / 3, -1 / 3, 0.2])


def test_normalised_rca_adds_up_to_zero() -> None:
    table = frame(region=["a", "a", "b", "b"], activity=["x", "y", "x", "y"], value=[3.0, 1.0, 5.0, 3.0])
    assert ym.additive_lq(table).to_frame()["normalised_rca"].sum() == pytest.approx(0.0)


def test_wrong_calls_say_what_to_do() -> None:
    table = frame(region=["a"], activity=["x"], revenue=[1.0])
    with pytest.raises(MeasureError, match="no column 'value'"):
        ym.location_quotient(table)
    with pytest.raises(MeasureError, match="not numeric"):
        ym.location_quotient(table, value="activity", activity="revenue")
    with pytest.raises(MeasureError, match="different columns"):
        ym.location_quotient(table, region="activity", value="revenue")
    with pytest.raises(UsageError, match="not a data frame"):
        ym.location_quotient([1, 2, 3])  # type: ignore[arg-type]


def test_probability_index_counts_whole_units_only() -> None:
    table = frame(region=["a", "a", "b", "b"], activity=["x", "y", "x", "y"], value=[5.0, 0.0, 0.0, 5.0])
    result = ym.probability_index(table).to_frame()
    # P(X = 5) of 5 x-units among 5 places out of 10 is 1 / C(10, 5).
    assert result["probability_index"][0] == pytest.approx(1 - 1 / 252 / 2)
    assert result["expected"].to_list() == [2.5] * 4
    with pytest.raises(MeasureError, match="whole numbers"):
        ym.probability_index(table.with_columns(value=pl.col("value") + 0.5))


@pytest.mark.parametrize("measure", [ym.location_quotient, ym.complexity])
def test_a_column_called_like_one_of_the_result_is_refused(measure: Callable[..., Any]) -> None:
    name = "lq" if measure is ym.location_quotient else "rca"
    table = pl.DataFrame({"region": ["a", "b"], "activity": ["x", "y"], name: [1.0, 2.0]})
    with pytest.raises(MeasureError, match=name):
        measure(table, value=name)
