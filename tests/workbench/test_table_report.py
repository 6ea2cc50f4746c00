"""The report on a table marks the refused cells, explains them in Chinese, and never lets a cell become a formula."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from yanzhen.read.tables import read_table
from yanzhen.workbench.table_report import write_report


def test_report_marks_and_explains(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["企业名称", "营业收入(万元)"],
        ["示例一厂", 100],
        ["=HYPERLINK(1)", "待核实"],
        ["示例三厂", "约200"],
    ):
        book.active.append(row)
    book.active["A3"].data_type = "s"
    book.save(tmp_path / "list.xlsx")
    content = (tmp_path / "list.xlsx").read_bytes()
    table = read_table(content, "list.xlsx")
    write_report(table, content, "list.xlsx", tmp_path / "report.xlsx")
    report = openpyxl.load_workbook(tmp_path / "report.xlsx")
    assert report.sheetnames == ["问题清单", "列的理解", "原表 Sheet"]
    listed = [c.value for c in report["问题清单"][2]]
    assert listed[:4] == ["Sheet", "B3", "待核实", "拒收"] and "不是数" in listed[4]
    page = report["原表 Sheet"]
    assert page["B3"].fill.start_color.rgb == "FFF8D7DA" and "不是数" in page["B3"].comment.text
    assert page["B2"].value == 100 and page["B2"].comment is None
    assert page["A3"].data_type == "s"
    assert not list(tmp_path.glob("*.part"))
