"""Table files into polars frames: Parquet, CSV in UTF-8 or GB18030, workbooks, JSON."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import polars as pl

from yanzhen.errors import InputError, MissingExtraError

READABLE = (".parquet", ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json", ".ndjson")


def read_table(path: str | Path, sheet: str | None = None) -> pl.LazyFrame:
    """A table file as a lazy polars frame; the first sheet of a workbook unless one is named."""
    file = Path(path)
    if not file.is_file():
        raise InputError(f"There is no file {file}. 找不到文件。", todo="check the path")
    suffix = file.suffix.lower()
    try:
        if suffix == ".parquet":
            return pl.scan_parquet(file)
        if suffix in (".csv", ".tsv", ".txt"):
            separator = "\t" if suffix == ".tsv" else ","
            return pl.read_csv(_utf8(file), separator=separator, infer_schema_length=10_000).lazy()
        if suffix in (".xlsx", ".xls", ".ods"):
            return _workbook(file, sheet).lazy()
        if suffix in (".json", ".ndjson"):
            return (pl.read_ndjson(file) if suffix == ".ndjson" else pl.read_json(file)).lazy()
    except pl.exceptions.PolarsError as error:
        raise InputError(f"{file.name} could not be read as a table: {error}", where=str(file)) from error
    raise InputError(f"{file.name} is no table file.", expected="one of " + ", ".join(READABLE))


def _utf8(file: Path) -> io.BytesIO:
    raw = file.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return io.BytesIO(raw.decode(encoding).encode())
        except UnicodeDecodeError:
            continue
    raise InputError(f"{file.name} is neither UTF-8 nor GB18030.", where=str(file), todo="save it as UTF-8")


def _workbook(file: Path, sheet: str | None) -> pl.DataFrame:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtraError("office", "python-calamine") from error
    try:
        book = CalamineWorkbook.from_path(str(file))
        rows = book.get_sheet_by_name(sheet or book.sheet_names[0]).to_python()
    except CalamineError as error:
        raise InputError(f"{file.name} could not be read as a workbook: {error}", where=str(file)) from error
    rows = [row for row in rows if any(cell != "" for cell in row)]
    if len(rows) < 2:
        raise InputError(
            f"{file.name} has no table.", where=str(file), expected="a header row and data below"
        )
    header = [str(cell).strip() or f"column_{i + 1}" for i, cell in enumerate(rows[0])]
    cells = {name: [_cell(row[i]) for row in rows[1:]] for i, name in enumerate(header)}
    return pl.DataFrame({name: _column(name, values) for name, values in cells.items()})


def _cell(cell: Any) -> Any:
    return None if cell == "" else cell


def _column(name: str, values: list[Any]) -> pl.Series:
    """Numbers as numbers (whole ones as integers), everything else as text."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        if all(float(value).is_integer() for value in known):
            return pl.Series(name, [None if v is None else int(v) for v in values], dtype=pl.Int64)
        return pl.Series(name, values, dtype=pl.Float64, strict=False)
    return pl.Series(name, [None if v is None else str(v) for v in values], dtype=pl.String)
