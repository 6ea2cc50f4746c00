"""Every engine as a pair of functions: from polars to the engine's frame, and back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import polars as pl
import pytest

Engine = tuple[Callable[[pl.DataFrame], Any], Callable[[Any], pl.DataFrame]]


def _to_duckdb(table: pl.DataFrame) -> Any:
    duckdb = pytest.importorskip("duckdb")
    return duckdb.from_arrow(table.to_arrow())


ENGINES: dict[str, Engine] = {
    "polars": (lambda table: table, lambda result: result),
    "polars-lazy": (lambda table: table.lazy(), lambda result: result.collect()),
    "pandas": (lambda table: table.to_pandas(), pl.from_pandas),
    "pyarrow": (lambda table: table.to_arrow(), lambda result: pl.DataFrame(pl.from_arrow(result))),
    "duckdb": (_to_duckdb, lambda result: result.pl()),
}


@pytest.fixture(params=[name for name in ENGINES if name != "polars"])
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]


@pytest.fixture(scope="session")
def spark_engine() -> Iterator[Engine]:
    sql = pytest.importorskip("pyspark.sql")
    builder = sql.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false")
    settings = {"spark.sql.shuffle.partitions": "2", "spark.driver.host": "127.0.0.1"}
    for key, value in settings.items():
        builder = builder.config(key, value)
    try:
        session = builder.getOrCreate()
    except Exception as error:
        pytest.skip(f"Spark does not start here: {error}")
    session.sparkContext.setLogLevel("ERROR")
    yield (
        lambda table: session.createDataFrame(table.to_arrow()),
        lambda result: pl.DataFrame(pl.from_arrow(result.toArrow())),
    )
    session.stop()
