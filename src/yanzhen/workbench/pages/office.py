"""A page's tables as a workbook. Bounds become two number columns; nothing becomes a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from yanzhen.errors import MissingExtraError
from yanzhen.terms import Figure, unit_of
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, Cell, PageTable
from yanzhen.workbench.viewing import Claim

# XML, and so both formats, cannot hold these characters; a damaged source may.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is exported, and what every export says of itself."""

    title: str
    tables: tuple[PageTable, ...]
    lens: Lens
    version: str
    synthetic: bool
    language: str
    translate: Callable[[str], str]

    @property
    def imprint(self) -> tuple[tuple[str, str], ...]:
        """Place, period, as-of, ledger version, time of export; and that data are synthetic."""
        _, lens = self.translate, self.lens
        lines = [
            (_(N_("地区")), lens.place or _(N_("全部地区"))),
            (_(N_("时期")), lens.period.code if lens.period else _(N_("不限时期"))),
            (_(N_("截至")), lens.as_of or datetime.now(UTC).date().isoformat()),
            (_(N_("台账版本")), self.version),
            (_(N_("导出时间")), datetime.now(UTC).astimezone().isoformat(timespec="minutes")),
        ]
        if self.synthetic:
            lines.append((_(N_("合成数据")), _(N_("含演示用的虚构数字，不是真实统计"))))
        return tuple(lines)


def figure_of(cell: Cell) -> Figure | None:
    """The figure in a cell, if it holds one."""
    return cell.figure if isinstance(cell, Claim) else cell if isinstance(cell, Figure) else None


def words(cell: Cell, language: str) -> str:
    """A cell as text."""
    figure = figure_of(cell)
    if figure:
        return figure.zh() if language == "zh" else figure.en()
    return "" if cell is None or isinstance(cell, Claim) else printable(str(cell))


def printable(text: str) -> str:
    """A text without the characters that no office file can hold."""
    return _UNPRINTABLE.sub("", text)


def as_workbook(sheet: Sheet) -> bytes:
    """An XLSX: one worksheet per table, and one that says what it is and what was selected.

    A column that holds figures becomes four: the words, the low end, the high end (both numbers in the base
    unit) and the unit. Texts that begin like a formula stay texts.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
        plain = book.add_format({"text_wrap": True, "valign": "top"})
        taken: set[str] = set()
        for table in sheet.tables:
            page = book.add_worksheet(_tab_name(sheet.translate(table.caption), taken))
            _write_table(page, table, sheet, head, plain)
        about = book.add_worksheet(_tab_name(sheet.translate(N_("说明")), taken))
        about.set_column(0, 0, 16)
        about.set_column(1, 1, 60)
        about.write_string(0, 0, sheet.title, head)
        for row, (name, value) in enumerate(sheet.imprint, start=1):
            about.write_string(row, 0, name)
            about.write_string(row, 1, value)
    return out.getvalue()


def _write_table(page: Any, table: PageTable, sheet: Sheet, head: Any, plain: Any) -> None:
    _ = sheet.translate
    numeric = [any(figure_of(row[i]) for row in table.rows) for i in range(len(table.columns))]
    column = 0
    for i, name in enumerate(table.columns):
        titles = [_(name)]
        if numeric[i]:
            titles += [_(N_("下限")), _(N_("上限")), _(N_("单位"))]
        for title in titles:
            page.write_string(0, column, title, head)
            page.set_column(column, column, 14 if numeric[i] else 22)
            column += 1
    page.freeze_panes(1, 0)
    for r, row in enumerate(table.rows, start=1):
        column = 0
        for i, cell in enumerate(row):
            column = _write_cell(page, r, column, cell, numeric[i], sheet.language, plain)


def _write_cell(page: Any, row: int, column: int, cell: Cell, wide: bool, language: str, plain: Any) -> int:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        page.write_number(row, column, cell)
    else:
        page.write_string(row, column, words(cell, language), plain)
    if not wide:
        return column + 1
    figure = figure_of(cell)
    if figure:
        for offset, end in ((1, figure.low), (2, figure.high)):
            if end is not None:
                page.write_number(row, column + offset, end)
        unit = unit_of(figure.unit)
        page.write_string(row, column + 3, unit.zh if language == "zh" else unit.en or unit.zh)
    return column + 4


def _tab_name(wanted: str, taken: set[str]) -> str:
    """A worksheet name that Excel accepts: 31 characters, none of []:*?/\\, not used before."""
    name = "".join(c for c in wanted if c not in "[]:*?/\\'")[:28] or "Sheet"
    found, n = name, 2
    while found.lower() in taken:
        found, n = f"{name} {n}", n + 1
    taken.add(found.lower())
    return found
