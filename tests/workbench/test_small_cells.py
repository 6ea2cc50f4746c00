"""Which figures of an uploaded table nobody without the right may see: found by row, however the table gives its period."""

from __future__ import annotations

import pytest

from yanzhen.read.tables import TableReading, read_table
from yanzhen.workbench.small_cells import confidential_parts

ROWS = (
    "甲县,纺织业,2,480",
    "甲县,食品业,40,9100",
    "乙县,纺织业,35,7700",
    "乙县,食品业,31,6900",
    "丙县,纺织业,52,8800",
    "丙县,食品业,61,9900",
)


def table(head: str, *above: str, stamp: str = "") -> TableReading:
    rows = (stamp + row for row in ROWS)
    return read_table("\n".join([*above, head, *rows, ""]).encode(), "面板.csv")


@pytest.mark.parametrize(
    "found",
    [
        pytest.param(table("县区,行业,企业数(家),营业收入(万元)"), id="no period"),
        pytest.param(
            table("县区,行业,企业数(家),营业收入(万元)", "2023年示例市分行业情况表,,,"), id="in the title"
        ),
        pytest.param(table("县区,行业,企业数(家),2023年营业收入(万元)"), id="in a heading"),
        pytest.param(table("年份,县区,行业,企业数(家),营业收入(万元)", stamp="2023,"), id="in a column"),
    ],
)
def test_the_row_over_two_firms_is_withheld_wherever_the_period_stands(found: TableReading) -> None:
    hidden = set(confidential_parts(found))
    figures = [s for s in found.reading.statements if s.figure]
    withheld = {s.subject for s in figures if s.id in hidden}
    assert "甲县纺织业" in withheld
    # What would give it by subtraction is withheld with it; most of the table is not.
    assert {"甲县食品业", "乙县纺织业"} & withheld and len(withheld) < len(ROWS)
    assert all((s.id in hidden) == (s.subject in withheld) for s in figures)


def test_a_table_without_small_rows_stays_whole() -> None:
    text = "县区,行业,企业数(家),营业收入(万元)\n甲县,纺织业,12,480\n乙县,纺织业,40,9100\n"
    assert confidential_parts(read_table(text.encode(), "面板.csv")) == []
