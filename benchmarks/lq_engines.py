"""Location quotients from a firm x month panel: yanzhen beside the same engine's hand-written query.

    python benchmarks/lq_engines.py                 # 10^7 rows
    python benchmarks/lq_engines.py --rows 1e8      # 10^8 rows (a few GB on disk, some minutes)
    python benchmarks/lq_engines.py --write         # also put the table into docs/benchmarks.md

The panel is a Parquet file (firm, month, city, industry code, revenue). Each run reads it and works out every cell of month x
city x industry: revenue, its share, the reference share and LQ. The hand-written queries are good ones for their
engine; for DuckDB there are two, with windows (as yanzhen asks for) and with joins on materialised cells. Runs take
turns, so that a busy moment hits all alike. The engines' answers are compared.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from sections import put_section, table_text

from yanzhen.measure import location_quotient

DOCS = Path(__file__).parents[1] / "docs"
CITIES, INDUSTRIES, MONTHS = 300, 97, 24
BATCH = 10_000_000
ROLES = {"region": "city", "activity": "gb4754", "value": "revenue", "period": "month"}

CELLS = "select month, city, gb4754, sum(revenue) as revenue from panel group by month, city, gb4754"
WINDOWS = f"""
with cells as ({CELLS}), totals as (
  select *, sum(revenue) over (partition by month, city) as r, sum(revenue) over (partition by month, gb4754) as a,
         sum(revenue) over (partition by month) as n from cells)
select month, city, gb4754, revenue, revenue / r as share, a / n as reference_share, (revenue / r) / (a / n) as lq
from totals
"""
JOINS = f"""
with cells as materialized ({CELLS}),
  r as (select month, city, sum(revenue) as r from cells group by all),
  a as (select month, gb4754, sum(revenue) as a from cells group by all),
  n as (select month, sum(revenue) as n from cells group by all)
select month, city, gb4754, revenue, revenue / r as share, a / n as reference_share, (revenue / r) / (a / n) as lq
from cells join r using (month, city) join a using (month, gb4754) join n using (month)
"""


def write_panel(folder: Path, rows: int) -> str:
    """The panel in files of at most 10^7 rows; gives the glob."""
    rng = np.random.default_rng(0)
    cities = pl.Series([f"市{i:03}" for i in range(CITIES)])
    codes = pl.Series([f"C{i:04}" for i in range(INDUSTRIES)])
    firms = max(rows // MONTHS, 1)
    city, code = rng.integers(0, CITIES, firms), rng.zipf(1.3, firms) % INDUSTRIES
    for part, start in enumerate(range(0, rows, BATCH)):
        row = np.arange(start, min(start + BATCH, rows))
        firm, month = row % firms, row // firms % MONTHS
        table = pl.DataFrame(
            {
                "firm": firm,
                "month": (202301 + month % 12 + 100 * (month // 12)).astype(np.int32),
                "city": cities.gather(city[firm]),
                "gb4754": codes.gather(code[firm]),
                "revenue": rng.lognormal(3, 2, len(row)),
            }
        )
        table.write_parquet(folder / f"part{part}.parquet")
    return str(folder / "*.parquet")


def polars_by_hand(files: str) -> pl.DataFrame:
    revenue = pl.col("revenue")
    cells = pl.scan_parquet(files).group_by("month", "city", "gb4754").agg(revenue.sum())
    share = revenue / revenue.sum().over("month", "city")
    reference = revenue.sum().over("month", "gb4754") / revenue.sum().over("month")
    return cells.with_columns(share=share, reference_share=reference, lq=share / reference).collect()


def polars_by_yanzhen(files: str) -> pl.DataFrame:
    result: pl.LazyFrame = location_quotient(pl.scan_parquet(files), **ROLES).to_frame()
    return result.collect()


def duckdb_by_hand(query: str) -> Callable[[str], Any]:
    def run(files: str) -> Any:
        import duckdb

        panel = duckdb.read_parquet(files)  # noqa: F841 - the query names it
        answer = duckdb.sql(query)
        assert answer is not None
        return answer.to_arrow_table()

    return run


def duckdb_by_yanzhen(files: str) -> Any:
    import duckdb

    return location_quotient(duckdb.read_parquet(files), **ROLES).to_frame().to_arrow_table()


def pandas_by_hand(files: str) -> Any:
    import pandas as pd

    keys = ["month", "city", "gb4754"]
    table = pd.read_parquet(Path(files).parent, columns=[*keys, "revenue"])
    cells = table.groupby(keys, as_index=False)["revenue"].sum()
    total = cells.groupby(["month", "city"])["revenue"].transform("sum")
    activity = cells.groupby(["month", "gb4754"])["revenue"].transform("sum")
    cells["share"] = cells["revenue"] / total
    cells["reference_share"] = activity / cells.groupby("month")["revenue"].transform("sum")
    cells["lq"] = cells["share"] / cells["reference_share"]
    return cells


def pandas_by_yanzhen(files: str) -> Any:
    import pandas as pd

    table = pd.read_parquet(Path(files).parent, columns=["month", "city", "gb4754", "revenue"])
    return location_quotient(table, **ROLES).to_frame()


def spark_runs() -> dict[str, Callable[[str], Any]]:
    """Both Spark queries, written to nowhere, as a platform would write them to its lake."""
    from pyspark.sql import SparkSession

    settings = {"spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "8", "spark.driver.memory": "4g"}
    builder = SparkSession.builder.master("local[2]")
    for key, value in settings.items():
        builder = builder.config(key, value)
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")

    def nowhere(frame: Any) -> Any:
        frame.write.format("noop").mode("overwrite").save()
        return frame

    def by_hand(files: str) -> Any:
        session.read.parquet(str(Path(files).parent)).createOrReplaceTempView("panel")
        return nowhere(session.sql(WINDOWS))

    def by_yanzhen(files: str) -> Any:
        return nowhere(location_quotient(session.read.parquet(str(Path(files).parent)), **ROLES).to_frame())

    return {"hand": by_hand, "yanzhen": by_yanzhen}


@dataclass(slots=True)
class Best:
    """Shortest elapsed and processor time (all threads of this process) of a run, and its last result."""

    seconds: float = float("inf")
    processor: float = float("inf")
    result: Any = None


def in_turns(runs: list[Callable[[str], Any]], files: str, repeats: int) -> list[Best]:
    """Each run ``repeats`` times, by turns."""
    best = [Best() for _ in runs]
    for _ in range(repeats):
        for found, run in zip(best, runs, strict=True):
            start, used = time.perf_counter(), time.process_time()
            found.result = run(files)
            found.seconds = min(found.seconds, time.perf_counter() - start)
            found.processor = min(found.processor, time.process_time() - used)
    return best


def compared(form: str, hand: Best, ours: Best) -> list[str]:
    """A row of the table; Spark works in a process of its own, whose processor time is not seen here."""
    pairs = [(hand.seconds, ours.seconds)]
    if form != "spark":
        pairs.append((hand.processor, ours.processor))
    cells = [text for a, b in pairs for text in (f"{a:.2f}", f"{b:.2f}", f"{b / a:.2f}")]
    return [form, *cells, *["-"] * (6 - len(cells))]


def checksum(result: Any) -> float:
    """Mean LQ over all cells, whatever holds them."""
    if isinstance(result, pl.DataFrame):
        return float(result["lq"].mean())  # type: ignore[arg-type]
    if hasattr(result, "sparkSession"):
        return float(result.agg({"lq": "avg"}).first()[0])
    return float(np.mean(np.asarray(result["lq"])))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=float, default=1e7)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--engines", default="polars,duckdb,pandas,spark")
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    windows, joins = duckdb_by_hand(WINDOWS), duckdb_by_hand(JOINS)
    engines: dict[str, tuple[dict[str, Callable[[str], Any]], Callable[[str], Any]]] = {
        "polars": ({"polars": polars_by_hand}, polars_by_yanzhen),
        "duckdb": ({"duckdb, windows": windows, "duckdb, joins": joins}, duckdb_by_yanzhen),
        "pandas": ({"pandas": pandas_by_hand}, pandas_by_yanzhen),
    }
    wanted = options.engines.split(",")
    if "spark" in wanted:
        runs = spark_runs()
        engines["spark"] = ({"spark": runs["hand"]}, runs["yanzhen"])
    rows, sums = [], {}
    with tempfile.TemporaryDirectory() as folder:
        files = write_panel(Path(folder), int(options.rows))
        for name in wanted:
            by_hand, by_yanzhen = engines[name]
            *hands, ours = in_turns([*by_hand.values(), by_yanzhen], files, options.repeats)
            sums[name] = checksum(ours.result)
            for form, hand in zip(by_hand, hands, strict=True):
                assert abs(sums[name] - checksum(hand.result)) < 1e-9 * abs(sums[name]), form
                rows.append(compared(form, hand, ours))
                print(rows[-1], flush=True)
    assert max(sums.values()) - min(sums.values()) < 1e-9, sums
    heads = ["engine", "hand-written (s)", "yanzhen (s)", "ratio"]
    heads += ["hand-written (processor s)", "yanzhen (processor s)", "ratio"]
    text = f"{int(options.rows):,} rows of a firm x month panel in Parquet, {CITIES} cities, {INDUSTRIES} industries.\n\n"
    text += table_text(heads, rows)
    print(text)
    if options.write:
        section = "lq-engines" if options.rows < 5e7 else "lq-engines-large"
        put_section(DOCS / "benchmarks.md", section, text)


if __name__ == "__main__":
    main()
