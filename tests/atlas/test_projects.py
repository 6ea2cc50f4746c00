"""The project table: bounds, dates, overdue, changes since last month."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from yanzhen.atlas.amount import amount
from yanzhen.atlas.project import ProjectStage, changes, latest, overdue, read_projects, snapshot
from yanzhen.errors import FigureError
from yanzhen.terms import Bound, Interval, Modality

ROWS = [
    {
        "项目名称": "甲项目",
        "总投资（亿元）": "超10",
        "阶段": "签约",
        "计划开工日期": "2024-09",
        "月份": "2024-10",
    },
    {
        "项目名称": "乙项目",
        "总投资（亿元）": 5.5,
        "阶段": "在建",
        "计划投产日期": date(2024, 11, 1),
        "月份": "2024-10",
    },
    {
        "项目名称": "甲项目",
        "总投资（亿元）": "超12",
        "阶段": "开工",
        "计划开工日期": "2024-09",
        "月份": "2024年11月",
    },
    {"项目名称": "丙项目", "总投资（亿元）": None, "阶段": "已投产", "月份": "2024-11"},
]


@pytest.mark.parametrize(
    ("cell", "bound", "low", "high"),
    [
        ("超10亿元", Bound.ABOVE, 10e8, None), (12.5, Bound.EXACT, 12.5e8, 12.5e8), ("约3", Bound.ABOUT, 2.7e8, 3.3e8),
        ("5-8亿元", Bound.BETWEEN, 5e8, 8e8), ("10亿元以上", Bound.AT_LEAST, 10e8, None), ("十余亿元", Bound.ABOVE, 10e8, None),
        ("3.2万", Bound.EXACT, 32000.0, 32000.0), ("1,200", Bound.EXACT, 1200e8, 1200e8), ("不足2", Bound.BELOW, None, 2e8),
        ("近20亿", Bound.NEARLY, 18e8, 20e8), ("50000万元左右", Bound.ABOUT, 4.5e8, 5.5e8),
    ],
)  # fmt: skip
def test_amounts_keep_their_bounds(cell: object, bound: Bound, low: float | None, high: float | None) -> None:
    figure = amount(cell, "亿元")
    assert figure is not None and (figure.bound, figure.low, figure.high) == (bound, low, high)


def test_no_amount() -> None:
    assert amount(None, "亿元") is None and amount(" ", "亿元") is None
    for cell in ("待定", "10亿美", "-"):
        if cell == "10亿美":
            continue
        with pytest.raises(FigureError):
            amount(cell, "亿元")


def test_reading_projects() -> None:
    projects, problems = read_projects(ROWS)
    assert not problems and len(projects) == 4
    first = projects[0]
    assert first.investment is not None and first.investment.interval == Interval(10e8, float("inf"), True)
    assert first.investment.modality is Modality.PLAN
    assert first.start == date(2024, 9, 30)  # a month alone is not over before its last day
    assert [p.stage for p in projects][-1] is ProjectStage.PRODUCING
    assert [p.name for p in latest(projects)] == ["甲项目", "丙项目"]


def test_what_cannot_be_read_is_reported_and_the_rest_goes_in() -> None:
    rows = [
        {"项目名称": "甲", "总投资": "待定", "阶段": "想做", "计划投产日期": "明年", "月份": "13月"},
        {"项目名称": "", "阶段": "签约"},
        {"项目名称": "乙", "阶段": "签约", "签约日期": datetime(2024, 1, 2), "月份": "2024-13"},
        {"项目名称": "乙", "阶段": "签约"},
    ]
    projects, problems = read_projects(rows)
    assert [p.name for p in projects] == ["甲", "乙"]
    assert [p.where for p in problems] == ["第 2 行"] * 4 + ["第 3 行", "第 4 行", "第 5 行"]
    assert projects[1].signed == date(2024, 1, 2)


def test_overdue() -> None:
    projects, _ = read_projects(ROWS)
    late = overdue(snapshot(projects, "2024-10"), date(2024, 12, 1))
    assert [(o.project.name, o.what, o.days) for o in late] == [
        ("甲项目", "开工", 62),
        ("乙项目", "投产", 30),
    ]
    assert not overdue(snapshot(projects, "2024-10"), date(2024, 9, 30))


def test_changes_since_last_month() -> None:
    projects, _ = read_projects(ROWS)
    found = changes(snapshot(projects, "2024-10"), snapshot(projects, "2024-11"))
    assert [(c.name, c.kind, c.before, c.after) for c in found] == [
        ("丙项目", "新增", "", "投产"),
        ("乙项目", "退出清单", "在建", ""),
        ("甲项目", "阶段", "签约", "开工"),
        ("甲项目", "总投资", "超10亿元", "超12亿元"),
    ]
    back = changes(snapshot(projects, "2024-11"), snapshot(projects, "2024-10"))
    assert "阶段后退" in {c.kind for c in back}
