"""Tables given beside the data (a reference, parents, proximities, neighbours) must fit them, or say why not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import duckdb
import polars as pl
import pytest

import yanzhen.measure as ym
from yanzhen.errors import MeasureError, UsageError

DATA = pl.DataFrame(
    {
        "region": ["a", "a", "b", "b"],
        "activity": ["31", "36", "31", "36"],
        "value": [1.0, 2, 3, 4],
        "period": [1, 2, 1, 2],
    }
)
NATION = pl.DataFrame({"activity": ["31", "36"] * 2, "value": [5.0, 6, 7, 8], "period": [1, 1, 2, 2]})
NUMBERED = NATION.with_columns(pl.col("activity").cast(pl.Int64))


@pytest.mark.parametrize(
    "measure",
    [
        lambda beside: ym.location_quotient(DATA, period="period", reference=beside),
        lambda beside: ym.shift_share(DATA, reference=beside),
        lambda beside: ym.roll_up(DATA, parents=beside.rename({"period": "parent"})),
    ],
)
def test_codes_as_text_and_as_numbers_do_not_meet(measure: Callable[[pl.DataFrame], Any]) -> None:
    with pytest.raises(MeasureError, match="'activity' is Int64 in the table given beside the data"):
        measure(NUMBERED)


def test_proximities_of_other_codes() -> None:
    pairs = pl.DataFrame({"activity_1": [31], "activity_2": [36], "proximity": [0.5]})
    with pytest.raises(MeasureError, match="'activity_1' is Int64"):
        ym.relatedness_density(DATA, proximities=pairs)
    with pytest.raises(MeasureError, match="No pair") as refused:
        ym.relatedness_density(
            DATA, proximities=pairs.with_columns(activity_1=pl.lit("x"), activity_2=pl.lit("y"))
        )
    assert "'31'" in str(refused.value)


def test_reference_on_another_database() -> None:
    nation = NATION  # noqa: F841 - read by DuckDB
    relation = duckdb.sql("select * from nation")
    with pytest.raises(UsageError, match="beside them is one of duckdb"):
        ym.location_quotient(DATA, period="period", reference=relation)


@pytest.mark.parametrize("kind", ["pandas", "categorical", "lazy"])
def test_reference_of_another_kind_of_frame_or_label(kind: str) -> None:
    expected = ym.location_quotient(DATA, period="period", reference=NATION).to_frame()["lq"].to_list()
    beside = {
        "pandas": NATION.to_pandas(),
        "categorical": NATION.with_columns(pl.col("activity").cast(pl.Categorical)),
        "lazy": NATION.lazy(),
    }[kind]
    assert (
        ym.location_quotient(DATA, period="period", reference=beside).to_frame()["lq"].to_list() == expected
    )


def test_an_activity_with_two_parents_is_not_counted_twice() -> None:
    parents = pl.DataFrame({"activity": ["31", "31", "36"], "parent": ["x", "y", "y"]})
    with pytest.raises(MeasureError, match="1 activities have more than one parent"):
        ym.roll_up(DATA, parents=parents)
    same = pl.DataFrame({"activity": ["31", "31", "36"], "parent": ["x", "x", "y"]})
    assert ym.roll_up(DATA, parents=same).to_frame()["value"].to_list() == [1, 2, 3, 4]
