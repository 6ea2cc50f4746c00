"""Opening what linkages and shocks are computed from: input-output tables, links between firms, small lists."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Literal

import polars as pl

from yanzhen.errors import InputError, MissingExtraError, UsageError
from yanzhen.measure.io_table import IOTable, table_from_grid, table_from_long, table_from_pymrio
from yanzhen.measure.shock import FirmNetwork
from yanzhen.workbench.measuring import read_table

SHEETS = (".xls", ".xlsx", ".xlsm", ".ods")
LONG = ("seller", "buyer", "value")


def open_table(
    path: str | Path,
    *,
    sheet: str | None = None,
    imports_basis: str | None = None,
    unit: str | None = None,
    period: str | None = None,
    tolerance: float = 0.005,
    on_imbalance: str = "raise",
) -> IOTable:
    """An input-output table from a file.

    Workbooks hold an official, multi-regional or plain square layout; CSV, Parquet and JSON hold the long form
    with columns seller, buyer, value, CSV also a square; a folder is one that pymrio saved.

    Args:
        path: the file or folder.
        sheet: of a workbook; the first that holds numbers otherwise.
        imports_basis: ``inside``, ``removed`` or ``none``, where the layout does not show it.
        unit, period: override what the sheet says.
        tolerance: largest gap of a row or column, as a share of output; more for tables printed in few digits.
        on_imbalance: ``raise``, or ``keep`` to go on with a warning.

    Raises:
        InputError: the file is missing or not such a table. UsageError: the basis must be said.
        MeasureError: the table does not balance.
    """
    place = Path(path)
    options: dict[str, Any] = {"on_imbalance": on_imbalance, "tolerance": tolerance}
    options |= {"unit": unit, "period": period}
    if place.is_dir():
        return _pymrio(place, imports_basis or "none", options)
    grid = _grid(place, sheet)
    if grid is not None:
        return table_from_grid(grid, imports_basis=imports_basis, **options)
    return table_from_long(read_table(place), imports_basis=imports_basis or "", **options)


def open_network(
    edges: str | Path,
    firms: str | Path | None = None,
    *,
    supplier: str = "supplier",
    buyer: str = "buyer",
    value: str = "value",
    firm: str = "firm",
    sector: str = "sector",
    size: str | None = None,
    self_loops: Literal["keep", "drop"] = "keep",
) -> FirmNetwork:
    """A firm network from a table file of links and, if there is one, a table file of firms; columns by name."""
    return FirmNetwork.from_edges(
        read_table(edges),
        supplier=supplier,
        buyer=buyer,
        value=value,
        firms=None if firms is None else read_table(firms),
        firm=firm,
        sector=sector,
        size=size,
        self_loops=self_loops,
    )


def read_numbers(path: str | Path, key: str | None = None, value: str | None = None) -> dict[str, float]:
    """A two-column table file as name -> number; the first text and the first number column unless named."""
    frame = read_table(path).collect()
    names = key or next((c for c in frame.columns if frame[c].dtype == pl.String), None)
    numbers = value or next((c for c in frame.columns if frame[c].dtype.is_numeric() and c != names), None)
    if names not in frame.columns or numbers not in frame.columns or not names or not numbers:
        raise InputError(f"{Path(path).name} needs a column of names and one of numbers.", where=str(path))
    pairs = zip(frame[names], frame[numbers].cast(pl.Float64), strict=True)
    return {str(name).strip(): float(number) for name, number in pairs if number is not None}


def read_groups(path: str | Path, member: str, group: str) -> dict[str, list[str]]:
    """A table file of group and member as group -> members, in the order they come."""
    frame = read_table(path).collect()
    missing = [c for c in (member, group) if c not in frame.columns]
    if missing:
        raise UsageError(
            f"{Path(path).name} has no column {', '.join(missing)}.", where=", ".join(frame.columns)
        )
    grouped: dict[str, list[str]] = {}
    for name, item in frame.select(group, member).drop_nulls().cast(pl.String).iter_rows():
        grouped.setdefault(name.strip(), []).append(item.strip())
    return grouped


def _grid(place: Path, sheet: str | None) -> list[list[Any]] | None:
    """The cells of a sheet, or ``None`` if the file holds the long form."""
    if not place.is_file():
        raise InputError(f"There is no file {place}. 找不到文件。", todo="check the path")
    suffix = place.suffix.lower()
    if suffix in SHEETS:
        grid = _sheet(place, sheet)
    elif suffix in (".csv", ".tsv", ".txt"):
        text = _text(place)
        grid = list(csv.reader(io.StringIO(text), delimiter=_delimiter(text)))
    else:
        return None
    heading = {str(cell).strip().lower() for cell in (grid[0] if grid else [])}
    return None if set(LONG) <= heading else grid


def _sheet(place: Path, sheet: str | None) -> list[list[Any]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtraError("office", "python-calamine") from error
    try:
        book = CalamineWorkbook.from_path(str(place))
        if sheet is not None and sheet not in book.sheet_names:
            raise UsageError(f"{place.name} has no sheet {sheet!r}.", expected="、".join(book.sheet_names))
        return (
            _first_with_numbers(book, book.sheet_names)
            if sheet is None
            else book.get_sheet_by_name(sheet).to_python()
        )
    except CalamineError as error:
        raise InputError(
            f"{place.name} could not be read as a workbook: {error}", where=str(place)
        ) from error


def _first_with_numbers(book: Any, names: Sequence[str]) -> list[list[Any]]:
    """The first sheet that is more than a cover: it holds a row of numbers. The first one if none does."""
    sheets = [book.get_sheet_by_name(name).to_python() for name in names]
    filled = (grid for grid in sheets if any(sum(isinstance(c, float) for c in row) > 1 for row in grid))
    return next(filled, sheets[0])


def _delimiter(text: str) -> str:
    """The one of comma, semicolon and tab that divides the first line most."""
    first = text.split("\n", 1)[0]
    return max(",;\t", key=first.count)


def _text(place: Path) -> str:
    raw = place.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{place.name} is neither UTF-8 nor GB18030.", where=str(place), todo="save it as UTF-8")


def _pymrio(folder: Path, imports_basis: str, options: dict[str, Any]) -> IOTable:
    """pymrio is not a dependency: whoever has its folders has it."""
    try:
        import pymrio  # type: ignore[import-not-found,import-untyped,unused-ignore]
    except ImportError as error:
        raise InputError(
            f"{folder} is a folder; folders are read with pymrio, which is not installed.",
            todo="pip install pymrio",
        ) from error
    return table_from_pymrio(pymrio.load(folder), imports_basis=imports_basis, **options)
