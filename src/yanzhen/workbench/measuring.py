"""Measure a table file: read it, run a measure of the catalogue on its columns, write the result."""

from __future__ import annotations

import inspect
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from yanzhen.errors import MissingExtraError, UsageError
from yanzhen.measure.catalogue import MeasureInfo, find, measures
from yanzhen.workbench.table_files import read_table

__all__ = ["Measured", "explain", "list_measures", "measure_file", "read_table", "write_table"]

SEQUENCE = re.compile(r"Sequence\[(\w+)\]")
FLAGS = ("region", "activity", "value", "period")  # roles with an option of their own on the command line
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
            "options": {key: _plain(option) for key, option in self.options.items()},
            "columns": dict(self.columns),
            "notes": list(self.notes),
            "rows": json.loads(self.table.write_json()),
        }


def _plain(option: Any) -> Any:
    """An option as JSON has it."""
    if option is None or isinstance(option, bool | int | float | str):
        return option
    return [_plain(part) for part in option] if isinstance(option, list | tuple) else str(option)


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
    """What a measure says, how to call it, its arguments, formula and source."""
    info = find(name)
    function = info.load()
    usage = _usage(info, function) if info.takes_frame() else str(inspect.signature(function))
    return f"{info.name}: {info.zh}\n{info.en}\n\n{usage}\n\n{inspect.getdoc(function)}\n"


def _usage(info: MeasureInfo, function: Callable[..., Any]) -> str:
    """The command line of a measure, what may be left out in brackets."""
    words = ["yanzhen measure", info.name, "TABLE", *map(_flag, info.columns)]
    words += [f"[{_flag(role)}]" for role in info.optional]
    for name, parameter in _settable(info, function).items():
        setting = f"--set {name}={_shown(parameter)}"
        words.append(setting if parameter.default is parameter.empty else f"[{setting}]")
    return " ".join(words)


def _shown(parameter: inspect.Parameter) -> str:
    """The default of an option as it would be typed."""
    if "IntoFrame" in str(parameter.annotation):
        return "FILE"
    default = parameter.default
    return ",".join(map(str, default)) if isinstance(default, tuple) else str(default)


def _flag(role: str) -> str:
    return f"--{role} COLUMN" if role in FLAGS else f"--column {role}=COLUMN"


def _settable(info: MeasureInfo, function: Callable[..., Any]) -> dict[str, inspect.Parameter]:
    """Options of a measure; roles of columns are none."""
    roles = (*info.columns, *info.optional)
    return {
        name: parameter
        for name, parameter in inspect.signature(function).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY and name not in roles
    }


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
    arguments = {**_roles(info, columns, table), **_options(info, function, settings or {})}
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
                    todo=f"add {_flag(role)}",
                )
            roles[role] = role
    return roles


def _keys(table: pl.DataFrame, arguments: Mapping[str, Any]) -> list[str]:
    roles = ("period", "region", "activity")
    return [column for role in roles if (column := arguments.get(role)) in table.columns and column]


def _options(info: MeasureInfo, function: Callable[..., Any], settings: Mapping[str, str]) -> dict[str, Any]:
    parameters = _settable(info, function)
    for name in settings:
        if name not in parameters:
            raise UsageError(
                f"{info.name} has no option {name!r}.",
                expected="one of " + (", ".join(parameters) or "(none)"),
            )
    for name, parameter in parameters.items():
        if parameter.default is parameter.empty and name not in settings:
            raise UsageError(
                f"{info.name} needs the table of {name}.",
                todo=f"add --set {name}=FILE; yanzhen measure {info.name} says which columns it has",
            )
    return {name: _converted(name, text, str(parameters[name].annotation)) for name, text in settings.items()}


def _converted(name: str, text: str, annotation: str) -> Any:
    if "IntoFrame" in annotation:
        return read_table(text)
    if text.lower() in ("none", "null") and "None" in annotation:
        return None
    try:
        several = SEQUENCE.search(annotation)
        if several and ("," in text or annotation.startswith("Sequence")):
            return [_single(part.strip(), several[1]) for part in text.split(",")]
        return _single(text, annotation)
    except (KeyError, ValueError) as error:
        raise UsageError(f"{name}={text!r} does not fit.", expected=annotation) from error


def _single(text: str, annotation: str) -> Any:
    if "bool" in annotation:
        return {"true": True, "false": False, "1": True, "0": False}[text.lower()]
    if "int" in annotation:
        return int(text)
    if "float" in annotation:
        return float(text)
    # Periods and region names may be numbers or words: 2024 is a number.
    return int(text) if annotation == "Any" and text.lstrip("-").isdigit() else text


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
    # Labels that look like formulas or links stay text.
    with Workbook(str(draft), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
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
