"""The engine layer: any data frame in, narwhals expressions inside, the same kind of frame out.

Rules that hold for every measure of this package:

* a null, NaN or infinite value is *no evidence*: it enters no sum, and what needs it is null;
* a row whose key (region, activity, period) is null belongs to nothing and is left out;
* rows with the same keys are added up (firm rows become cells);
* a ratio with a zero denominator is null, never infinite.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

import narwhals as nw
from narwhals.typing import IntoFrame

from yanzhen.errors import MeasureError, UsageError

__all__ = [
    "FrameKind",
    "FrameResult",
    "IntoFrame",
    "added_up",
    "cells",
    "check_choice",
    "check_free",
    "check_joinable",
    "close",
    "fields",
    "from_columns",
    "opened",
    "ratio",
    "reference_for",
]


@dataclass(frozen=True, slots=True)
class FrameResult:
    """A measured table and how it was made.

    Attributes:
        measure: the name in the catalogue.
        frame: the table, of the same kind as the input (lazy stays lazy).
        columns: measure columns -> what they hold.
        convention: whose normalisation was followed, where conventions differ.
        options: the options in force, defaults included.
        notes: what was left out or should be known before use.
    """

    measure: str
    frame: Any
    columns: Mapping[str, str]
    convention: str | None = None
    options: Mapping[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    def to_frame(self) -> Any:
        """The table, as the kind of frame that was given (pandas, polars, Arrow, DuckDB, Spark)."""
        return self.frame


def opened(
    frame: IntoFrame, keys: Sequence[str], numbers: Sequence[str] = (), *, keep_nan: bool = False
) -> nw.LazyFrame[Any]:
    """A lazy narwhals view of the needed columns, with NaN and infinity turned to null, numbers as Float64.

    Args:
        frame: anything narwhals takes.
        keys: columns that must exist (any type).
        numbers: columns that must exist and be numeric.
        keep_nan: leave NaN and infinity as they are; for callers that look for it themselves.

    Raises:
        UsageError: not a data frame.
        MeasureError: a column is missing or a number column is not numeric.
    """
    table = _checked(frame, keys, numbers)
    schema = table.collect_schema()
    wanted = [nw.col(name) for name in dict.fromkeys(keys) if name not in numbers]
    numeric = [_number(name, schema[name], keep_nan) for name in dict.fromkeys(numbers)]
    selected: nw.LazyFrame[Any] = _queryable(table).lazy().select(*wanted, *numeric)
    return selected


def _checked(frame: IntoFrame, keys: Sequence[str], numbers: Sequence[str]) -> Any:
    """The needed columns of the frame, still on its engine."""
    try:
        table = nw.from_native(frame)
    except TypeError as error:
        raise UsageError(
            f"{type(frame).__name__} is not a data frame.",
            expected="a pandas, polars, pyarrow, DuckDB or PySpark frame",
        ) from error
    schema = table.collect_schema()
    for name in (*keys, *numbers):
        if name not in schema:
            near = get_close_matches(name, schema.names(), n=3, cutoff=0.5)  # one of two characters
            raise MeasureError(
                f"There is no column {name!r}.",
                where="the data frame",
                expected="one of " + ", ".join(map(repr, schema.names())),
                todo=f"did you mean {near[0]!r}?"
                if near
                else "name the column with region=, activity=, value= (in commands --region, --activity, --value)",
            )
    for name in numbers:
        if not schema[name].is_numeric():
            raise MeasureError(
                f"The column {name!r} is not numeric but {schema[name]}.",
                expected="integers or floats",
                todo="convert it first; 超/约 amounts belong in two columns, low and high",
            )
    return table.select(*dict.fromkeys((*keys, *numbers)))


def _queryable(table: Any) -> Any:
    """Arrow tables and pandas frames are queried by polars: on all cores, and with windows.

    A pandas frame with keys of a kind of its own (objects, periods) stays where it is.
    """
    import polars as pl

    if table.implementation.is_pyarrow():
        return nw.from_native(pl.from_arrow(table.to_native()))
    own = (nw.Object, nw.Unknown)
    if table.implementation.is_pandas() and not any(dtype in own for dtype in table.schema.values()):
        return nw.from_native(pl.from_pandas(table.to_native()))
    return table


def _number(name: str, dtype: Any, keep_nan: bool) -> nw.Expr:
    column = nw.col(name) if dtype == nw.Float64 else nw.col(name).cast(nw.Float64)
    if keep_nan or dtype not in (nw.Float64, nw.Float32):
        return column
    return nw.when(column.is_finite()).then(column).alias(name)


def check_joinable(key: str, data: Any, other: Any) -> None:
    """Refuse a key that is text in the data and a number in the other table, or the other way round."""
    if data.is_numeric() != other.is_numeric():
        raise MeasureError(
            f"The column {key!r} is {other} in the table given beside the data, where it is {data}.",
            expected="the same type in both",
            todo="convert one of them; codes are best kept as text",
        )


def reference_for(frame: IntoFrame, reference: IntoFrame, keys: Sequence[str]) -> IntoFrame:
    """The reference (or another table beside ``frame``) with keys that can be joined to those of ``frame``.

    Raises:
        UsageError: the two are on different databases.
        MeasureError: a key is text in one and a number in the other (codes read from a CSV file often are).
    """
    own, other = nw.from_native(frame), nw.from_native(reference)
    engines = own.implementation, other.implementation
    if engines[0] != engines[1] and any(e.is_duckdb() or e.is_spark_like() for e in engines):
        raise UsageError(
            f"The data are a frame of {engines[0].value}, the table given beside them is one of {engines[1].value}.",
            expected="both on the same engine",
        )
    wanted, found = own.collect_schema(), other.collect_schema()
    casts = []
    for key in keys:
        if key not in wanted or key not in found or wanted[key] == found[key]:
            continue
        check_joinable(key, wanted[key], found[key])
        if not wanted[key].is_numeric():
            casts.append(nw.col(key).cast(wanted[key]))
    converted: IntoFrame = other.with_columns(*casts).to_native() if casts else reference
    return converted


def cells(frame: IntoFrame, keys: Sequence[str], value: str) -> nw.LazyFrame[Any]:
    """One row per key combination, values added up; a cell without any evidence is null, not zero.

    Raises:
        UsageError, MeasureError: as ``opened``.
    """
    table = _checked(frame, keys, [value])
    if table.implementation.is_pandas():
        from yanzhen.measure.counting import counted_cells

        counted = counted_cells(table.to_native(), keys, value)
        if counted is not None:
            return opened(counted, keys, [value])
    return added_up(opened(frame, keys, [value]), keys, value)


def added_up(table: nw.LazyFrame[Any], keys: Sequence[str], value: str) -> nw.LazyFrame[Any]:
    """``cells`` of a frame that was opened already."""
    summed = table.group_by(*keys).agg(nw.col(value).sum(), nw.col(value).count().alias("_known"))
    known = nw.when(nw.col("_known") > 0).then(nw.col(value)).alias(value)
    complete = nw.all_horizontal(*(~nw.col(key).is_null() for key in keys), ignore_nulls=False)
    return summed.filter(complete).select(*keys, known)


def ratio(top: nw.Expr, bottom: nw.Expr) -> nw.Expr:
    """``top / bottom``, null where the bottom is not positive."""
    return nw.when(bottom > 0).then(top / bottom)


def close(table: nw.LazyFrame[Any], like: IntoFrame, order: Sequence[str] = ()) -> Any:
    """The native frame: lazy if the given frame was lazy, else collected and sorted by ``order``."""
    given = nw.from_native(like)
    if isinstance(given, nw.LazyFrame):
        return table.to_native()
    collected = table.collect()
    ordered = collected.sort(*order) if order else collected
    if given.implementation.is_pandas() and ordered.implementation.is_polars():
        types = {name: given[name].to_native().dtype for name in order if name in given.columns}
        return _pandas(ordered.to_native().to_dict(), types)
    return ordered.to_arrow() if given.implementation.is_pyarrow() else ordered.to_native()


def fields(*names: str | None) -> list[str]:
    """Column names that were given, in order, without repeats."""
    return list(dict.fromkeys(name for name in names if name is not None))


@dataclass(frozen=True, slots=True)
class FrameKind:
    """What kind of frame was given, without holding on to it."""

    backend: nw.Implementation
    lazy: bool
    session: Any = None

    @classmethod
    def of(cls, frame: IntoFrame) -> FrameKind:
        """The kind of a frame."""
        given = nw.from_native(frame)
        native: Any = given.to_native()
        session = native.sparkSession if given.implementation.is_spark_like() else None
        return cls(given.implementation, isinstance(given, nw.LazyFrame), session)


def from_columns(columns: Mapping[str, Any], kind: FrameKind) -> Any:
    """A frame of the given kind from polars Series or arrays.

    DuckDB relations are made on the default connection; Spark frames on the session of the given frame.
    """
    import polars as pl

    backend = kind.backend
    if backend.is_pandas():
        return _pandas({name: pl.Series(name, column) for name, column in columns.items()})
    table = pl.DataFrame(dict(columns))
    if backend.is_polars():
        return table.lazy() if kind.lazy else table
    if backend.is_pyarrow():
        return table.to_arrow()
    if backend.is_duckdb():
        return nw.from_native(table).lazy(backend="duckdb").to_native()
    if backend.is_spark_like():
        return kind.session.createDataFrame(table.to_arrow())
    raise UsageError(
        f"Results cannot be given back as {backend}.",
        expected="pandas, polars, pyarrow, DuckDB or PySpark",
        todo="convert the frame first",
    )


def _pandas(columns: Mapping[str, Any], types: Mapping[str, Any] | None = None) -> Any:
    """Column by column: a whole table would be copied twice on the way.

    Args:
        types: columns that get a pandas type back (categories, text as objects).
    """
    import pandas as pd

    plain = {
        name: series.to_numpy(writable=True)
        if series.dtype.is_numeric() and not (series.dtype.is_integer() and series.null_count())
        else series.to_frame().to_pandas()[name]
        for name, series in columns.items()
    }
    return pd.DataFrame(plain, copy=False).astype(types or {})


def check_free(given: Iterable[str], made: Iterable[str]) -> None:
    """Refuse a frame whose columns in use are called like columns of the result."""
    for name in set(given) & set(made):
        raise MeasureError(
            f"The column {name!r} is called like a column of the result.",
            where="the data frame",
            expected="other names than " + ", ".join(map(repr, made)),
            todo="rename the column before measuring",
        )


def check_choice(name: str, value: str, choices: Iterable[str]) -> None:
    """Refuse an option that is not one of the choices."""
    known = tuple(choices)
    if value not in known:
        raise UsageError(f"{name}={value!r} is not known.", expected="one of " + ", ".join(known))
