"""The row-level report on a table: an Excel file in which every refused or doubtful cell is marked and explained."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yanzhen.errors import MissingExtraError
from yanzhen.read.tables import Problem, Sheet, TableReading, read_grids
from yanzhen.read.tables.cells import shown
from yanzhen.read.tables.grid import column_letter

# Excel holds a little over a million rows; a report is for reading, so large sheets are cut to the marked rows.
MOST_ROWS = 20_000
_ROLES = {
    "subject": "主体",
    "code": "代码",
    "region": "地区",
    "industry": "行业",
    "period": "时期",
    "figure": "数值",
    "relation": "关系",
    "ignore": "不读取",
}


def write_report(table: TableReading, content: bytes, name: str, path: Path) -> None:
    """Write the report: a list of problems, how columns were understood, and the sheets with the cells marked.

    Args:
        table: the table as read from ``content``, whose file name is ``name``.
        path: where to write; written completely or not at all.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    unfinished = path.with_name(path.name + ".part")
    # Cells of others may look like formulas: they stay text.
    book = xlsxwriter.Workbook(
        str(unfinished), {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    )
    styles = {
        "head": book.add_format(
            {"bold": True, "bg_color": "#EEF1F4", "bottom": 1, "text_wrap": True, "valign": "top"}
        ),
        "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        "refused": book.add_format(
            {"bg_color": "#F8D7DA", "font_color": "#7A1C22", "border": 1, "border_color": "#B3261E"}
        ),
        "doubtful": book.add_format(
            {"bg_color": "#FFF3CD", "font_color": "#6B4E00", "border": 1, "border_color": "#C99700"}
        ),
    }
    _problems(book, table, styles)
    _columns(book, table, styles)
    by_name = {grid.name: grid for grid in read_grids(content, name)}
    for sheet in table.sheets:
        _marked(book, sheet, by_name[sheet.name].rows, styles)
    book.close()
    unfinished.replace(path)


def _problems(book: Any, table: TableReading, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("问题清单")
    headings = ["工作表", "单元格", "内容", "处理", "原因", "怎么办"]
    sheet.write_row(0, 0, headings, styles["head"])
    for i, problem in enumerate(table.problems, 1):
        row = [
            problem.sheet,
            problem.cell,
            problem.value,
            "拒收" if problem.refused else "已读取，请核对",
            problem.why,
            problem.todo,
        ]
        for column, text in enumerate(row):
            sheet.write_string(i, column, text, styles["wrap"])
        sheet.write_url(i, 1, f"internal:'{_sheet_name(problem.sheet)}'!{problem.cell}", string=problem.cell)
    if not table.problems:
        sheet.write_string(1, 0, "没有问题：所有单元格都已读取。")
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.problems)), len(headings) - 1)
    for column, width in enumerate((18, 10, 24, 14, 48, 48)):
        sheet.set_column(column, column, width)


def _columns(book: Any, table: TableReading, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet("列的理解")
    sheet.write_row(0, 0, ["工作表", "列", "表头", "用途", "指标或关系", "单位", "时期"], styles["head"])
    line = 1
    for each in table.sheets:
        for column in each.columns:
            row = [
                each.name,
                column.letter,
                column.heading,
                _ROLES[column.role.value],
                column.name,
                column.written_unit,
                column.period or "",
            ]
            for at, text in enumerate(row):
                sheet.write_string(line, at, text)
            line += 1
        for number, why in each.skipped:
            sheet.write_string(line, 0, each.name)
            sheet.write_string(line, 2, f"第{number}行：{why}")
            line += 1
    sheet.freeze_panes(1, 0)
    for at, width in enumerate((18, 6, 40, 10, 28, 10, 12)):
        sheet.set_column(at, at, width)


def _marked(book: Any, sheet: Sheet, rows: Any, styles: dict[str, Any]) -> None:
    page = book.add_worksheet(_sheet_name(sheet.name))
    marks: dict[str, Problem] = {p.cell: p for p in sheet.problems}
    wanted = {int("".join(c for c in cell if c.isdigit())) - 1 for cell in marks}
    for index, row in enumerate(rows):
        if index >= MOST_ROWS and index not in wanted:
            continue
        for column, cell in enumerate(row):
            problem = marks.get(f"{column_letter(column)}{index + 1}")
            style = styles["refused" if problem.refused else "doubtful"] if problem else None
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                page.write_number(index, column, cell, style)
            else:
                page.write_string(index, column, shown(cell), style)
            if problem:
                page.write_comment(
                    index, column, f"{problem.why}\n{problem.todo}", {"x_scale": 2, "y_scale": 1.2}
                )
    page.freeze_panes(sheet.layout.header[1] + 1, 0)


def _sheet_name(name: str) -> str:
    """Excel allows 31 characters; the prefix keeps it apart from the report's own sheets."""
    return f"原表 {name}"[:31]
