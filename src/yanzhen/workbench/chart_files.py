"""Files of the atlas: charts in YAML or Excel, firm lists, project tables."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from yanzhen.atlas.chart import (
    Chart,
    ChartReading,
    charts_from_sheets,
    read_charts,
    sheets_of,
    shipped_charts,
)
from yanzhen.atlas.chart.fields import Written
from yanzhen.atlas.industry import Classification, Crosswalk, read_classification, read_crosswalk
from yanzhen.atlas.placing import COLUMNS, FirmList, read_firms
from yanzhen.atlas.problem import Problem, Problems, require_sound
from yanzhen.atlas.project import COLUMNS as PROJECT_COLUMNS
from yanzhen.atlas.project import Project, read_projects
from yanzhen.errors import InputError, MissingExtraError, UsageError
from yanzhen.packs import read_yaml

WORKBOOKS = (".xlsx", ".xls", ".xlsm", ".ods")
# A heading row is looked for this far down: offices put a title and a unit line above it.
HEADING_WITHIN = 20
REMARKS = ("合计", "总计", "小计", "注:", "注：", "备注", "说明", "填表", "制表")
SYNTHETIC = "合成数据"
CODE_HEADINGS = ("code", "行业代码", "代码")
AMOUNT_HEADINGS = ("amount", "数值", "金额", "营业收入", "产值", "value")


def check_chart_files(files: Sequence[Path], classifications: Sequence[Path] = ()) -> ChartReading:
    """Read charts from files; those that come with Yanzhen are known, so that edges may end in them.

    ``classifications`` are the user's own (:func:`classification_of`), named in charts by their file name.
    """
    documents = [_document(file) for file in files]
    own = {found.id: found for found in map(classification_of, classifications)}
    return read_charts(documents, known=shipped_charts(), classifications=own)


def charts_of(files: Sequence[Path], classifications: Sequence[Path] = ()) -> tuple[Chart, ...]:
    """The charts of the user's files, or those that come with Yanzhen.

    Raises:
        PackError: a file has errors; the message lists all of them.
    """
    if not files:
        return shipped_charts()
    return check_chart_files(files, classifications).require("、".join(file.name for file in files))


def classification_of(file: Path) -> Classification:
    """A classification from CSV (``code, parent, name``), e.g. ISIC or NACE; its id is the file's name.

    Raises:
        PackError: codes given twice, unknown parents …; all of them listed with their lines.
    """
    found, problems = read_classification(_text(file), id=file.stem, name=file.stem, file=str(file))
    require_sound(problems, file.name)
    return found


def crosswalk_of(file: Path, source: Classification, target: Classification) -> Crosswalk:
    """A crosswalk from CSV (``source, target, weight``; ``*`` after a target for a part of it).

    Raises:
        PackError: unknown codes, weights outside 0 to 1, links given twice; all of them listed.
    """
    found, problems = read_crosswalk(_text(file), id=file.stem, file=str(file), source=source, target=target)
    require_sound(problems, file.name)
    return found


def amounts_of(file: Path, classification: Classification) -> tuple[dict[str, float], tuple[Problem, ...]]:
    """Amounts by class from a table with the headings ``code`` and ``amount`` (or 行业代码, 数值).

    Rows with an unknown code or no number are reported and left out; rows of one code are added up.
    """
    rows = _table_rows(file)
    at = _heading_row(rows, CODE_HEADINGS, file)
    heads = [str(cell or "").strip().lower() for cell in rows[at]]
    code_at = next(i for i, head in enumerate(heads) if head in CODE_HEADINGS)
    amount_at = next((i for i, head in enumerate(heads) if head in AMOUNT_HEADINGS), None)
    if amount_at is None:
        raise InputError(f"{file.name} 没有数值一列", where=str(file), expected="、".join(AMOUNT_HEADINGS))
    found: dict[str, float] = {}
    problems = Problems()
    for number, row in enumerate(rows[at + 1 :], start=at + 2):
        if not any(map(_filled, row)) or _is_remark(row):
            continue
        code, value = classification.normalise(_written(row[code_at])), _number(row[amount_at])
        if code is None or value is None:
            problems.error(
                f"第 {number} 行", f"{row[code_at]}、{row[amount_at]} 不是代码和数", classification.name
            )
        else:
            found[code] = found.get(code, 0.0) + value
    return found, tuple(problems)


def _number(cell: Any) -> float | None:
    try:
        return float(str(cell).replace(",", ""))
    except ValueError:
        return None


def _document(file: Path) -> Written:
    suffix = file.suffix.lower()
    if suffix in (".yaml", ".yml"):
        return read_yaml(file)
    if suffix in WORKBOOKS:
        return charts_from_sheets(workbook_rows(file), str(file))
    raise UsageError(f"{file.name} 不是产业链文件", expected=".yaml、.yml 或 " + "、".join(WORKBOOKS))


def write_chart_workbook(charts: Sequence[Chart], out: Path) -> Path:
    """Write charts as a workbook to edit in Excel and check again."""
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    with xlsxwriter.Workbook(str(out), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        for name, rows in sheets_of(charts).items():
            page = book.add_worksheet(name)
            page.freeze_panes(1, 0)
            for r, row in enumerate(rows):
                for c, cell in enumerate(row):
                    page.write(r, c, cell, head if r == 0 else None)
            page.autofit()
    return out


def read_firm_file(file: Path, classification: Classification | None = None) -> FirmList:
    """A firm list from XLSX, XLS, ODS, CSV (UTF-8 or GB18030) or Parquet.

    Raises:
        InputError: the file is not readable, or no row in it holds the heading 企业名称.
    """
    if file.suffix.lower() == ".parquet":
        return read_firms(pl.read_parquet(file), classification=classification)
    rows = _table_rows(file)
    at = _heading_row(rows, COLUMNS["name"], file)
    numbered = [(n, row) for n, row in enumerate(rows[at + 1 :], start=at + 2) if any(map(_filled, row))]
    remarks = [(n, row) for n, row in numbered if _is_remark(row)]
    firms = [(n, row) for n, row in numbered if not _is_remark(row)]
    found = read_firms(
        _frame(rows[at], [row for _, row in firms]), classification=classification, rows=[n for n, _ in firms]
    )
    left_out = [Problem(f"第 {n} 行", "合计或说明行，未作为企业读入", severity="warning") for n, _ in remarks]
    telling = [*rows[: at + 1], *(row for _, row in remarks), *(row for _, row in firms[:1])]
    synthetic = any(SYNTHETIC in str(cell) for row in telling for cell in row)
    return replace(found, problems=(*found.problems, *left_out), synthetic=synthetic)


def read_project_file(file: Path) -> tuple[tuple[Project, ...], tuple[Problem, ...]]:
    """A project table from the same kinds of files; rows are numbered as in the sheet."""
    rows = _table_rows(file)
    at = _heading_row(rows, PROJECT_COLUMNS["name"], file)
    heads = [str(cell or "").strip() for cell in rows[at]]
    records: list[Mapping[str, Any]] = [
        {head: _cell(cell) for head, cell in zip(heads, row, strict=False) if head} for row in rows[at + 1 :]
    ]
    filled = [(i, record) for i, record in enumerate(records) if any(v is not None for v in record.values())]
    projects, problems = read_projects([record for _, record in filled])
    places = {f"第 {n} 行": f"第 {at + 2 + i} 行" for n, (i, _) in enumerate(filled, start=2)}
    return projects, tuple(
        Problem(places.get(p.where, p.where), p.what, p.expected, p.severity) for p in problems
    )


def workbook_rows(file: Path) -> dict[str, list[list[Any]]]:
    """Every sheet of a workbook as rows; row 1 is row 1, empty or not."""
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtraError("office", "python-calamine") from error
    try:
        book = CalamineWorkbook.from_path(str(file))
        return {
            name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names
        }
    except (CalamineError, OSError) as error:
        raise InputError(f"{file.name} 不能作为工作簿读取：{error}", where=str(file)) from error


def _table_rows(file: Path) -> list[list[Any]]:
    if file.suffix.lower() in WORKBOOKS:
        sheets = workbook_rows(file)
        return next(iter(sheets.values()), [])
    if file.suffix.lower() in (".csv", ".tsv", ".txt"):
        separator = "\t" if file.suffix.lower() == ".tsv" else ","
        return [list(row) for row in csv.reader(io.StringIO(_text(file)), delimiter=separator)]
    raise UsageError(f"{file.name} 不是表格", expected="XLSX、XLS、ODS、CSV、TSV 或 Parquet")


def _text(file: Path) -> str:
    try:
        raw = file.read_bytes()
    except OSError as error:
        raise InputError(f"{file.name} 不能读取：{error.strerror}", where=str(file)) from error
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InputError(f"{file.name} 既不是 UTF-8 也不是 GB18030 文本", where=str(file), todo="另存为 UTF-8")


def _is_remark(row: Sequence[Any]) -> bool:
    """A total or a note: its first filled cell says so."""
    first = next((str(cell).strip() for cell in row if _filled(cell)), "")
    return first.startswith(REMARKS)


def _filled(cell: Any) -> bool:
    return _cell(cell) is not None


def _heading_row(rows: Sequence[Sequence[Any]], names: Sequence[str], file: Path) -> int:
    for at, row in enumerate(rows[:HEADING_WITHIN]):
        if any(str(cell or "").strip().lower() in names for cell in row):
            return at
    raise InputError(
        f"{file.name} 里找不到表头", where=str(file), expected="前 20 行内有一格是" + "、".join(names[:3])
    )


def _frame(heads: Sequence[Any], rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """A table of text; of two columns of one heading the first counts."""
    columns: dict[str, list[str | None]] = {}
    for i, head in enumerate(heads):
        name = str(head or "").strip()
        if name and name not in columns:
            columns[name] = [_written(row[i]) if i < len(row) else None for row in rows]
    return pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))


def _cell(cell: Any) -> Any:
    return None if cell is None or (isinstance(cell, str) and not cell.strip()) else cell


def _written(cell: Any) -> str | None:
    """A cell as text; Excel keeps whole numbers as 3451.0."""
    if _cell(cell) is None:
        return None
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
