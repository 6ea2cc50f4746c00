from __future__ import annotations

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yanzhen.measure as ym
from yanzhen.errors import MeasureError, UsageError


def series(values: dict[int, float | None], region: str = "a", activity: str = "x") -> pl.DataFrame:
    rows = [(region, activity, period, value) for period, value in values.items()]
    schema = {"region": pl.String, "activity": pl.String, "period": pl.Int64, "value": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def test_growth_looks_exactly_one_period_back() -> None:
    """2022 is missing: 2023 has nothing to be compared with, and is not compared with 2021."""
    result = ym.growth_rate(series({2020: 100, 2021: 110, 2023: 150})).to_frame()
    assert result["period"].to_list() == [2021]
    assert result["growth"].to_list() == pytest.approx([0.1])


def test_growth_from_zero_or_unknown_is_null() -> None:
    table = pl.concat(
        [series({1: 0, 2: 5}), series({1: None, 2: 5}, activity="y"), series({2: 5}, activity="z")]
    )
    result = ym.growth_rate(table).to_frame()
    assert result["growth"].to_list() == [None, None, None]
    assert result["previous"].to_list() == [0.0, None, 0.0]
    assert result["change"].to_list() == [5.0, None, 5.0]


def test_growth_of_labels_that_are_not_numbers_goes_by_their_order() -> None:
    table = series({1: 100, 2: 120}).with_columns(period=pl.Series(["2024Q1", "2024Q2"]))
    assert ym.growth_rate(table).to_frame()["growth"].to_list() == pytest.approx([0.2])


def test_growth_of_region_totals() -> None:
    table = pl.concat([series({1: 50, 2: 60}), series({1: 50, 2: 50}, activity="y")])
    assert ym.growth_rate(table, activity=None).to_frame()["growth"].to_list() == pytest.approx([0.1])


def test_cagr() -> None:
    result = ym.cagr(series({2020: 100, 2021: 90, 2022: 121})).to_frame()
    assert result["cagr"].to_list() == pytest.approx([0.1])
    assert ym.cagr(series({2020: 0, 2022: 5})).to_frame()["cagr"].to_list() == [None]


def test_periods_must_exist_and_be_in_order() -> None:
    table = series({2020: 100, 2021: 90})
    with pytest.raises(MeasureError, match="no period 1999"):
        ym.cagr(table, start=1999)
    with pytest.raises(MeasureError, match="start before its end"):
        ym.cagr(table, start=2021, end=2020)
    with pytest.raises(MeasureError, match="start before its end"):
        ym.shift_share(series({2020: 1}))
    with pytest.raises(UsageError):
        ym.growth_rate(table, lag=0)
    with pytest.raises(MeasureError, match="No two periods"):
        ym.growth_rate(table, lag=7)


def test_pulls_add_up_to_growth() -> None:
    table = pl.concat([series({1: 60, 2: 75}), series({1: 40, 2: 35}, activity="y")])
    result = ym.contribution(table).to_frame()
    assert result["pull"].to_list() == pytest.approx([15.0, -5.0])
    assert result["contribution"].to_list() == pytest.approx([1.5, -0.5])
    assert result["region_growth"].to_list() == pytest.approx([0.1, 0.1])


def test_unknown_cells_leave_both_totals() -> None:
    table = pl.concat([series({1: 60, 2: 75}), series({1: None, 2: 35}, activity="y")])
    result = ym.contribution(table).to_frame()
    assert result["pull"].to_list() == [25.0, None]
    assert result["missing"].to_list() == [1, 1]


def test_no_change_has_no_contributions() -> None:
    table = pl.concat([series({1: 60, 2: 70}), series({1: 40, 2: 30}, activity="y")])
    assert ym.contribution(table).to_frame()["contribution"].to_list() == [None, None]


amount = st.one_of(st.just(0.0), st.floats(min_value=1, max_value=1e5))


@st.composite
def panels(draw: st.DrawFn) -> pl.DataFrame:
    regions, activities = draw(st.integers(1, 4)), draw(st.integers(1, 4))
    rows = [
        (f"R{r}", f"A{a}", t, draw(amount))
        for r in range(regions)
        for a in range(activities)
        for t in (1, 2, 3)
    ]
    rows.append(("R0", "A0", 1, 5.0))  # something to start from
    rows.append(("R0", "A0", 2, 5.0))
    return pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")


@settings(max_examples=60, deadline=None)
@given(panels(), st.sampled_from(["classic", "esteban_marquillas", "dynamic"]))
def test_parts_add_up_to_the_change(table: pl.DataFrame, method: str) -> None:
    result = ym.shift_share(table, method=method).to_frame()
    names = [
        name for name in result.columns if name in ("national", "industry_mix", "competitive", "allocation")
    ]
    total = result.select(
        gap=pl.sum_horizontal(names) - pl.col("change"), size=pl.col("end") + pl.col("start")
    )
    defined = total.filter(result.select(ok=~pl.any_horizontal(pl.col(names).is_null()))["ok"])
    assert (defined["gap"].abs() <= 1e-9 * (1 + defined["size"])).all()
    if method != "esteban_marquillas":
        assert defined.height == result.height or (result["start"] == 0).any()


@settings(max_examples=30, deadline=None)
@given(panels())
def test_competitive_parts_cancel_over_regions(table: pl.DataFrame) -> None:
    """What one region wins in an activity, others lose."""
    result = ym.shift_share(table).to_frame()
    sums = result.group_by("activity").agg(
        pl.col("competitive").sum(), size=pl.col("end").sum(), start=pl.col("start").sum()
    )
    sums = sums.filter(pl.col("start") > 0)
    assert (sums["competitive"].abs() <= 1e-9 * (1 + sums["size"] + sums["start"])).all()


def test_new_activity_is_competitive_as_a_whole() -> None:
    table = pl.concat([series({1: 10, 2: 20}), series({2: 7}, activity="new")])
    result = ym.shift_share(table).to_frame()
    assert result.row(0, named=True)["competitive"] == 7.0
    assert result.row(0, named=True)["industry_mix"] == 0.0


def test_by_region_counts_what_lacks_a_part() -> None:
    table = pl.concat([series({1: 10, 2: 20}), series({1: 5, 2: None}, activity="y")])
    by_region = ym.shift_share(table).by_region()
    assert by_region["missing"].to_list() == [1]
    assert by_region["change"].to_list() == [10.0]


def test_reference_economy() -> None:
    city = pl.concat([series({1: 10, 2: 20}), series({1: 10, 2: 10}, activity="y")])
    nation = pl.DataFrame(
        {"activity": ["x", "x", "y", "y"], "period": [1, 2, 1, 2], "value": [100.0, 150, 100, 110]}
    )
    result = ym.shift_share(city, reference=nation).to_frame()
    assert result["national"].to_list() == pytest.approx([3.0, 3.0])
    assert result["industry_mix"].to_list() == pytest.approx([2.0, -2.0])
    assert result["competitive"].to_list() == pytest.approx([5.0, -1.0])
