"""One matrix: every measure on every engine gives the same numbers, and the same kind of frame back."""

from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import yanzhen.measure as ym
from yanzhen.errors import MeasureError

KEYS = ("period", "peer_period", "region", "activity", "activity_1", "activity_2", "peer")


def panel() -> pl.DataFrame:
    """Six regions, five activities, three periods; with zeros, a null, a repeated key and an absent cell."""
    rng = np.random.default_rng(11)
    rows = [
        (2020 + t, f"市{r}", f"C{a}", float(np.round(rng.gamma(1.2, 20), 1)), f"F{r % 2}{a}", 10.0 * (r + 1))
        for t in range(3)
        for r in range(6)
        for a in range(5)
    ]
    names = ["period", "region", "activity", "value", "firm", "population"]
    table = pl.DataFrame(rows, schema=names, orient="row")
    table = table.with_columns(
        value=pl.when((pl.col("region") == "市1") & (pl.col("activity") == "C2")).then(0.0).otherwise("value")
    )
    hole = (pl.col("region") == "市2") & (pl.col("activity") == "C3") & (pl.col("period") == 2021)
    table = table.with_columns(value=pl.when(~hole).then("value"))
    absent = (pl.col("region") == "市3") & (pl.col("activity") == "C0")
    again = table.filter((pl.col("region") == "市4") & (pl.col("activity") == "C1"))
    return pl.concat([table.filter(~absent), again]).with_columns(
        group=pl.col("activity").replace_strict({f"C{a}": "甲" if a < 2 else "乙" for a in range(5)}),
        income=pl.col("population") + 100,
        low=pl.col("value").fill_null(0.0),
        high=pl.col("value") * 1.2,
    )


MEASURES: dict[str, Callable[[Any], Any]] = {
    "shares": lambda f: ym.shares(f, period="period"),
    "lq": lambda f: ym.location_quotient(f, period="period"),
    "lq-pooled": lambda f: ym.location_quotient(f),
    "lq_change": lambda f: ym.lq_change(f),
    "symmetric_rca": lambda f: ym.symmetric_rca(f, period="period"),
    "standardised_lq": lambda f: ym.standardised_lq(f, period="period", log=True),
    "additive_lq": lambda f: ym.additive_lq(f),
    "per_head": lambda f: ym.per_head_quotient(f, period="period"),
    "herfindahl": lambda f: ym.herfindahl(f, period="period"),
    "entropy": lambda f: ym.entropy(f, of="activity"),
    "related_variety": lambda f: ym.related_variety(f, period="period"),
    "krugman": lambda f: ym.krugman(f, period="period", against="rest"),
    "specialisation": lambda f: ym.specialisation_coefficient(f),
    "hachman": lambda f: ym.hachman(f, period="period"),
    "hoover": lambda f: ym.hoover(f, period="period", population="population"),
    "gini": lambda f: ym.locational_gini(f, period="period"),
    "cr": lambda f: ym.concentration_ratio(f, n=2, period="period"),
    "lead_firm": lambda f: ym.lead_firm_share(f, period="period"),
    "theil": lambda f: ym.theil(f, period="period", population="population"),
    "eg": lambda f: ym.ellison_glaeser(f, period="period"),
    "ms": lambda f: ym.maurel_sedillot(f, plant="firm"),
    "growth": lambda f: ym.growth_rate(f),
    "cagr": lambda f: ym.cagr(f),
    "contribution": lambda f: ym.contribution(f),
    "shift_share": lambda f: ym.shift_share(f),
    "shift_share-em": lambda f: ym.shift_share(f, method="esteban_marquillas"),
    "shift_share-dynamic": lambda f: ym.shift_share(f, method="dynamic"),
    "complexity": lambda f: ym.complexity(f, period="period"),
    "fitness": lambda f: ym.fitness(f, period="period"),
    "proximity": lambda f: ym.proximity(f),
    "density": lambda f: ym.relatedness_density(f, neighbours=2),
    "entry_exit": lambda f: ym.entry_exit(f),
    "peers": lambda f: ym.peers(f, period="period", lag=1),
    "roll_up": lambda f: ym.roll_up(f, period="period", digits=1),
    "lq_bounds": lambda f: ym.lq_bounds(f, period="period"),
    "coagglomeration": lambda f: ym.coagglomeration(f),
    "prody": lambda f: ym.prody(f),
}
ON_SPARK = (
    "lq",
    "herfindahl",
    "gini",
    "lead_firm",
    "theil",
    "contribution",
    "shift_share",
    "complexity",
)


def ordered(table: pl.DataFrame) -> pl.DataFrame:
    keys = [key for key in KEYS if key in table.columns]
    return table.sort(keys) if keys else table


def assert_same(result: pl.DataFrame, expected: pl.DataFrame) -> None:
    assert_frame_equal(ordered(result), ordered(expected), check_dtypes=False, rel_tol=1e-10, abs_tol=1e-12)


@pytest.mark.parametrize("name", MEASURES)
def test_same_numbers_and_same_kind_of_frame(name: str, engine: Any) -> None:
    give, take = engine
    frame = give(panel())
    with warnings.catch_warnings():
        # narwhals warns where pandas would silently compute something else.
        warnings.simplefilter("error", UserWarning)
        result = MEASURES[name](frame).to_frame()
    assert type(result) is type(frame)
    assert_same(take(result), MEASURES[name](panel()).to_frame())


C01 = (pl.col("region") == "市0") & (pl.col("activity") == "C1")
ODD: dict[str, Callable[[pl.DataFrame], pl.DataFrame]] = {
    "not a number": lambda t: t.with_columns(value=pl.when(~C01).then("value").otherwise(float("nan"))),
    "infinite": lambda t: t.with_columns(value=pl.when(~C01).then("value").otherwise(float("inf"))),
    "a negative row": lambda t: t.with_columns(value=pl.when(~C01).then("value").otherwise(-5.0)),
    "a negative row, positive cell": lambda t: pl.concat([t, t.filter(C01).with_columns(value=pl.lit(-0.1))]),
    "a null key": lambda t: t.with_columns(region=pl.when(pl.col("region") != "市5").then("region")),
    "a region with nothing": lambda t: t.with_columns(value=pl.when(pl.col("region") != "市0").then("value")),
    "a single region": lambda t: t.filter(pl.col("region") == "市4"),
    "no evidence": lambda t: t.with_columns(value=pl.lit(None, pl.Float64)),
    "no rows": lambda t: t.head(0),
}
SAMPLE = ("lq", "herfindahl", "gini", "lead_firm", "theil", "eg", "contribution", "shift_share", "density")


def outcome(name: str, frame: Any, take: Callable[[Any], pl.DataFrame]) -> pl.DataFrame | str:
    """The table, or what was refused."""
    try:
        return take(MEASURES[name](frame).to_frame())
    except MeasureError as refusal:
        return str(refusal).splitlines()[0]


@pytest.mark.parametrize("case", ODD)
def test_odd_input_means_the_same_on_every_engine(case: str, engine: Any) -> None:
    give, take = engine
    table = ODD[case](panel())
    for name in SAMPLE:
        expected, found = outcome(name, table, lambda result: result), outcome(name, give(table), take)
        if isinstance(expected, str) or isinstance(found, str):
            assert found == expected, name
            continue
        assert_same(found, expected)
        numbers = expected.select(pl.selectors.float())
        assert numbers.select(pl.all().is_null() | pl.all().is_finite()).to_numpy().all(), name


@pytest.mark.spark
def test_spark_gives_the_same(spark_engine: Any) -> None:
    give, take = spark_engine
    frame = give(panel())
    for name in ON_SPARK:
        result = MEASURES[name](frame).to_frame()
        assert type(result) is type(frame), name
        assert_same(take(result), MEASURES[name](panel()).to_frame())


def test_lazy_input_is_not_collected_for_frame_measures() -> None:
    result = ym.location_quotient(panel().lazy(), period="period").to_frame()
    assert isinstance(result, pl.LazyFrame)


def test_shift_share_by_region_is_of_the_same_kind(engine: Any) -> None:
    give, take = engine
    result = ym.shift_share(give(panel()))
    expected = ym.shift_share(panel()).by_region()
    assert_same(take(result.by_region()), expected)


def test_results_of_one_duckdb_connection_do_not_disturb_each_other() -> None:
    duckdb = pytest.importorskip("duckdb")
    connection = duckdb.connect()
    tables = [
        pl.DataFrame({"region": ["a", "a", "b"], '活 "动': list("xyx"), "value": v})
        for v in ([1, 2, 3], [5, 1, 1])
    ]
    frames = [connection.from_arrow(table.to_arrow()) for table in tables]
    results = [ym.location_quotient(frame, activity='活 "动').to_frame() for frame in frames]
    for table, result in zip(tables, results, strict=True):
        expected = ym.location_quotient(table, activity='活 "动').to_frame()
        assert_frame_equal(result.pl(), expected, check_row_order=False, rel_tol=1e-12)
    assert not connection.sql("select * from duckdb_views() where view_name like '_yanzhen%'").fetchall()


PANDAS_KEYS: dict[str, list[Any]] = {
    "object": ["甲", "甲", "乙", "乙"],
    "category": ["甲", "甲", "乙", "乙"],
    "string[python]": ["甲", None, "乙", "乙"],
    "int8": [1, 1, 2, 2],
    "Int64": [1, 1, None, 2],
    "float64": [1.0, 1.0, float("nan"), 2.0],
    "bool": [True, True, False, False],
    "datetime64[ns]": ["2020", "2020", "2021", "2021"],
    "datetime64[us, Asia/Shanghai]": ["2020", "2020", "2021", "2021"],
    "period[Y]": ["2020", "2020", "2021", "2021"],
}


@pytest.mark.parametrize("kind", PANDAS_KEYS)
def test_pandas_keys_of_any_type_come_back_as_that_type(kind: str) -> None:
    pd = pytest.importorskip("pandas")
    region = pd.Series(PANDAS_KEYS[kind]).astype(kind)
    frame = pd.DataFrame(
        {"region": region.set_axis([7] * 4), "activity": list("xyxy"), "value": [1, 2, 3, 4]}, index=[7] * 4
    )
    result = ym.location_quotient(frame).to_frame()
    assert result["region"].dtype == frame["region"].dtype
    assert len(result) == region.notna().sum()
    assert list(result.index) == list(range(len(result)))


def test_pandas_cells_are_the_same_counted_or_grouped() -> None:
    pd = pytest.importorskip("pandas")
    rng = np.random.default_rng(1)
    columns = {"region": rng.integers(0, 5_000, 300), "activity": rng.integers(0, 5_000, 300)}
    sparse = pd.DataFrame({**columns, "value": rng.random(300)})  # too few of 5,000 x 5,000: grouped
    expected = ym.location_quotient(pl.from_pandas(sparse)).to_frame()
    assert_same(pl.from_pandas(ym.location_quotient(sparse).to_frame()), expected)
