"""Totals beside each row: windows, and on DuckDB joins with the rows kept once, which are quicker there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import narwhals as nw

ROWS = "_yanzhen_rows"


def totalled(table: nw.LazyFrame[Any], value: str, groups: Mapping[str, Sequence[str]]) -> nw.LazyFrame[Any]:
    """The table with one column more for each group: the sum of ``value`` over rows with equal keys.

    Args:
        groups: new column -> its keys (none: the sum over everything). Keys must not be null.
    """
    if table.implementation.is_duckdb() and _query_leaves_no_view():
        query = _joined_query(table.collect_schema().names(), value, groups)
        joined: nw.LazyFrame[Any] = nw.from_native(table.to_native().query(ROWS, query))
        return joined
    summed = nw.col(value).sum()
    sums = {name: summed.over(*keys) if keys else summed for name, keys in groups.items()}
    return table.with_columns(**sums)


def _query_leaves_no_view() -> bool:
    """Before version 2 ``query`` made a view, and the next query of that name changed earlier results."""
    import duckdb

    return int(duckdb.__version__.split(".")[0]) >= 2


def _joined_query(columns: Sequence[str], value: str, groups: Mapping[str, Sequence[str]]) -> str:
    """SQL that reads the rows once; a relation joined with its own sums would work them out for each sum."""
    tables, joins = [f"kept as materialized (from {ROWS})"], []
    for name, keys in groups.items():
        by = "".join(f"{_quoted(key)}, " for key in keys)
        tables.append(f"{name} as (select {by}sum({_quoted(value)}) as {name} from kept group by all)")
        joins.append(f"join {name} using ({by.removesuffix(', ')})" if keys else f"cross join {name}")
    shown = ", ".join(
        [*(f"kept.{_quoted(column)}" for column in columns), *(f"{name}.{name}" for name in groups)]
    )
    return f"with {', '.join(tables)} select {shown} from kept {' '.join(joins)}"


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
