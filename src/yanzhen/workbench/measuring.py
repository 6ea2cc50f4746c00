"""Measure a table file: read it, run a measure of the catalogue on its columns, write the result."""

from __future__ import annotations

import inspect
import io
import json
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from yanzhen.errors import InputError, MissingExtraError, UsageError
from yanzhen.measure.catalogue import MeasureInfo, find, measures

READABLE = (".parquet", ".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json", ".ndjson")
WRITABLE = (".xlsx", ".csv", ".parquet", ".json")


@dataclass(frozen=True, slots=True)
class Measured:
    """A measured table with what a reader must know beside it."""

    info: MeasureInfo
    table: pl.DataFrame
    columns: Mapping[str, str]
    options: Mapping[str, Any]
    convention: str | None
    notes: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """The table and its conditions as plain data."""
        return {
            "measure": self.info.name,
            "meaning": {"zh": self.info.zh, "en": self.info.en},
            "paper": self.info.paper,
            "convention": self.convention,
            "options": {key: str(option) for key, option in self.options.items()},
            "columns": dict(self.columns),
            "notes": list(self.notes),
            "rows": json.loads(self.table.write_json()),
        }


def list_measures() -> list[dict[str, str]]:
    """Every measure with its one-line meaning in Chinese and English, and its methods page."""
    return [
        {
            "name": info.name,
            "group": info.group,
            "zh": info.zh,
            "en": info.en,
            "columns": ", ".join((*info.columns, *(f"[{name}]" for name in info.optional))),
            "paper": info.paper,
            "page": f"docs/methods/{info.page}",
        }
        for info in measures()
    ]


def explain(name: str) -> str:
    """What a measure says, its arguments, formula and source: the text of its function."""
    info = find(name)
    signature = inspect.signature(info.load())
    return f"{info.name}: {info.zh}\n{info.en}\n\n{signature}\n\n{inspect.getdoc(info.load())}\n"


def measure_file(
    name: str, path: str | Path, columns: Mapping[str, str], settings: Mapping[str, str] | None = None
) -> Measured:
    """Run a measure on a table file.

    Args:
        name: a measure of the catalogue.
        path: Parquet, CSV, Excel or JSON; CSV in UTF-8 or GB18030.
        columns: role -> column of the table; roles not given keep the role's own name if that is a column.
        settings: option -> text, as on the command line; a value that is a file is read as a table where the
            measure takes one.

    Raises:
        UsageError: no such measure or option.
        InputError: the file cannot be read.
        MeasureError: the table does not fit the measure.
    """
    info = find(name)
    function = info.load()
    if not info.takes_frame():
        raise UsageError(
            f"{info.name} is not computed from a table of regions and activities.",
            todo=f"see `yanzhen measure {info.name}` for what it takes and `yanzhen --help` for its command",
        )
    table = read_table(path)
    arguments = {**_roles(info, columns, table), **_options(function, settings or {})}
    result = function(table, **arguments)
    frame = result.to_frame()
    collected = frame.collect() if isinstance(frame, pl.LazyFrame) else frame
    return Measured(
        info,
        collected.sort(_keys(collected, arguments)),
        getattr(result, "columns", {}),
        getattr(result, "options", settings or {}),
        getattr(result, "convention", None),
        getattr(result, "notes", ()),
    )


def _roles(info: MeasureInfo, given: Mapping[str, str], table: pl.LazyFrame) -> dict[str, str]:
    known = (*info.columns, *info.optional)
    for role in given:
        if role not in known:
            raise UsageError(
                f"{info.name} has no column role {role!r}.", expected="one of " + ", ".join(known)
            )
    names = table.collect_schema().names()
    roles = dict(given)
    for role in info.columns:
        if role not in roles:
            if role not in names:
                raise UsageError(
                    f"{info.name} needs to know which column is the {role}.",
                    where=", ".join(names),
                    todo=f"add --{role} COLUMN",
                )
            roles[role] = role
    return roles


def _keys(table: pl.DataFrame, arguments: Mapping[str, Any]) -> list[str]:
    roles = ("period", "region", "activity")
    return [column for role in roles if (column := arguments.get(role)) in table.columns and column]


def _options(function: Callable[..., Any], settings: Mapping[str, str]) -> dict[str, Any]:
    parameters = {
        name: parameter
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    options = {}
    for name, text in settings.items():
        if name not in parameters:
            raise UsageError(
                f"There is no option {name!r}.", expected="one of " + (", ".join(parameters) or "(none)")
            )
        options[name] = _converted(name, text, str(parameters[name].annotation))
    return options


def _converted(name: str, text: str, annotation: str) -> Any:
    if "IntoFrame" in annotation:
        return read_table(text)
    if text.lower() in ("none", "null") and "None" in annotation:
        return None
    try:
        if "bool" in annotation:
            return {"true": True, "false": False, "1": True, "0": False}[text.lower()]
        if "int" in annotation:
            return int(text)
        if "float" in annotation:
            return float(text)
        # Periods and region names may be numbers or words: 2024 is a number.
        return int(text) if annotation == "Any" and text.lstrip("-").isdigit() else text
    except (KeyError, ValueError) as error:
        raise UsageError(f"{name}={text!r} does not fit.", expected=annotation) from error


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


def write_table(measured: Measured, path: str | Path) -> Path:
    """Write a measured table as xlsx, csv (with BOM, for Excel), parquet or json; whole or not at all."""
    file = Path(path)
    suffix = file.suffix.lower()
    if suffix not in WRITABLE:
        raise UsageError(
            f"Results cannot be written as {suffix or file.name!r}.", expected=", ".join(WRITABLE)
        )
    if not file.parent.is_dir():
        raise UsageError(f"There is no folder {file.parent}.", todo="make it first")
    handle, draft = tempfile.mkstemp(suffix=suffix, dir=file.parent)
    os.close(handle)
    try:
        _write(measured, Path(draft), suffix)
        os.replace(draft, file)
    finally:
        Path(draft).unlink(missing_ok=True)
    return file


def _write(measured: Measured, draft: Path, suffix: str) -> None:
    if suffix == ".parquet":
        measured.table.write_parquet(draft)
    elif suffix == ".csv":
        measured.table.write_csv(draft, include_bom=True)
    elif suffix == ".json":
        draft.write_text(json.dumps(measured.to_json(), ensure_ascii=False, indent=1), encoding="utf-8")
    else:
        _write_workbook(measured, draft)


def _write_workbook(measured: Measured, draft: Path) -> None:
    try:
        from xlsxwriter import Workbook  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    if measured.table.height > 1_048_575:
        raise UsageError(
            f"{measured.table.height} rows do not fit on a sheet.",
            expected="1,048,575",
            todo="write parquet or csv",
        )
    with Workbook(str(draft)) as book:
        measured.table.write_excel(book, worksheet="结果", autofit=measured.table.height < 20_000)
        about = book.add_worksheet("说明")
        about.set_column(0, 0, 22)
        about.set_column(1, 1, 90)
        for row, pair in enumerate(_about(measured)):
            about.write_row(row, 0, pair)


def _about(measured: Measured) -> list[tuple[str, str]]:
    info = measured.info
    facts = [("测度 measure", info.name), ("含义", info.zh), ("meaning", info.en), ("文献 paper", info.paper)]
    if measured.convention:
        facts.append(("约定 convention", measured.convention))
    facts += [(f"选项 {name}", str(value)) for name, value in measured.options.items()]
    facts += [(f"列 {name}", meaning) for name, meaning in measured.columns.items()]
    return facts + [("注意 note", note) for note in measured.notes]
