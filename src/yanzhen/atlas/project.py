"""Projects: a light table with monthly snapshots, what is overdue, and what changed since last month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from yanzhen.atlas.amount import amount
from yanzhen.atlas.problem import Problem, Problems
from yanzhen.errors import FigureError
from yanzhen.terms import Figure, Modality

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("项目名称", "名称", "name"),
    "segment": ("所属环节", "环节", "segment"),
    "owner": ("建设单位", "责任单位", "业主", "owner"),
    "investment": ("总投资", "计划总投资", "投资额", "investment"),
    "stage": ("阶段", "进展阶段", "状态", "stage"),
    "signed": ("签约日期", "签约时间", "signed"),
    "start": ("开工日期", "计划开工日期", "开工时间", "start"),
    "due": ("计划投产日期", "竣工日期", "投产日期", "计划竣工日期", "due"),
    "month": ("统计月份", "快照月份", "月份", "month"),
}
_UNIT = re.compile(r"[(（](?P<unit>[^)）]+)[)）]\s*$")
_MONTH = re.compile(r"^(\d{4})\s*[-年./]\s*(\d{1,2})\s*月?$")
_DAY = re.compile(r"^(\d{4})\s*[-年./]\s*(\d{1,2})\s*[-月./]\s*(\d{1,2})\s*日?$")


class ProjectStage(StrEnum):
    """How far a project has come."""

    SIGNED = "签约"
    STARTED = "开工"
    BUILDING = "在建"
    PRODUCING = "投产"

    @property
    def step(self) -> int:
        """0 for 签约 up to 3 for 投产."""
        return list(ProjectStage).index(self)


@dataclass(frozen=True, slots=True)
class Project:
    """One row of one monthly snapshot. ``month`` is ``2024-11``; dates not given are None."""

    name: str
    segment: str = ""
    owner: str = ""
    investment: Figure | None = None
    stage: ProjectStage | None = None
    signed: date | None = None
    start: date | None = None
    due: date | None = None
    month: str = ""


@dataclass(frozen=True, slots=True)
class Overdue:
    """A project that is late: for what, since when, by how many days."""

    project: Project
    what: str
    since: date
    days: int


@dataclass(frozen=True, slots=True)
class Change:
    """A difference between two snapshots, in words."""

    name: str
    kind: str
    before: str
    after: str


def read_projects(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[Project, ...], tuple[Problem, ...]]:
    """Projects from table rows (heading -> cell).

    A cell that cannot be read is left empty and reported; a row without a name is reported and left out.
    """
    problems = Problems()
    projects = []
    seen: dict[tuple[str, str], int] = {}
    for number, row in enumerate(rows, start=2):
        project = _project(row, f"第 {number} 行", problems)
        if project is None:
            continue
        if (key := (project.name, project.month)) in seen:
            problems.error(
                f"第 {number} 行", f"项目 {project.name} 与第 {seen[key]} 行重复", "每月一个项目一行"
            )
            continue
        seen[key] = number
        projects.append(project)
    return tuple(projects), tuple(problems)


def _project(row: Mapping[str, Any], where: str, problems: Problems) -> Project | None:
    cells = {_column(str(heading)): (str(heading), cell) for heading, cell in row.items()}
    text = {key: str(cell).strip() if cell is not None else "" for key, (_, cell) in cells.items()}
    if not text.get("name"):
        problems.error(where, "没有项目名称，未读入", "项目名称")
        return None
    days = {key: _day(cells.get(key, ("", None))[1], where, problems) for key in ("signed", "start", "due")}
    return Project(
        name=text["name"],
        segment=text.get("segment", ""),
        owner=text.get("owner", ""),
        investment=_investment(*cells.get("investment", ("", None)), where, problems),
        stage=_stage(text.get("stage", ""), where, problems),
        month=_month(text.get("month", ""), where, problems),
        **days,
    )


def _column(heading: str) -> str:
    plain = _UNIT.sub("", heading.strip()).strip().lower()
    return next((column for column, names in COLUMNS.items() if plain in names), heading)


def _investment(heading: str, cell: Any, where: str, problems: Problems) -> Figure | None:
    unit = found["unit"] if (found := _UNIT.search(heading)) else "元"
    try:
        return amount(cell, unit, metric="总投资", modality=Modality.PLAN)
    except FigureError:
        problems.error(where, f"总投资 {cell} 不是数", "数字，或“超10亿元”这样的写法；留空")
        return None


def _stage(written: str, where: str, problems: Problems) -> ProjectStage | None:
    if not written:
        return None
    for stage in reversed(ProjectStage):
        if stage.value in written:
            return stage
    problems.error(where, f"阶段 {written} 不认识", "、".join(ProjectStage))
    return None


def _month(written: str, where: str, problems: Problems) -> str:
    if not written:
        return ""
    found = _MONTH.match(written) or _DAY.match(written.split(maxsplit=1)[0])
    if found and 1 <= int(found[2]) <= 12:
        return f"{found[1]}-{int(found[2]):02d}"
    problems.error(where, f"月份 {written} 不认识", "2024-11")
    return ""


def _day(cell: Any, where: str, problems: Problems) -> date | None:
    """A day; a month alone means its last day, so that nothing is called late too early."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date) or cell is None:
        return cell
    text = str(cell).strip()
    if not text:
        return None
    try:
        if found := _DAY.match(text.split(maxsplit=1)[0]):
            return date(int(found[1]), int(found[2]), int(found[3]))
        if found := _MONTH.match(text):
            return _last_day(int(found[1]), int(found[2]))
    except ValueError:
        pass
    problems.error(where, f"日期 {text} 不认识", "2024-11-30 或 2024-11")
    return None


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return date.fromordinal(following.toordinal() - 1)


def latest(projects: Sequence[Project]) -> tuple[Project, ...]:
    """The projects of the last month there is."""
    return snapshot(projects, max((p.month for p in projects), default=""))


def snapshot(projects: Sequence[Project], month: str) -> tuple[Project, ...]:
    """The projects as listed in a month."""
    return tuple(p for p in projects if p.month == month)


def overdue(projects: Sequence[Project], on: date) -> tuple[Overdue, ...]:
    """Projects that should have started or been producing by ``on`` and are not; the latest first."""
    found = []
    for project in projects:
        step = project.stage.step if project.stage else 0
        if project.due and project.due < on and step < ProjectStage.PRODUCING.step:
            found.append(Overdue(project, "投产", project.due, (on - project.due).days))
        elif project.start and project.start < on and step < ProjectStage.STARTED.step:
            found.append(Overdue(project, "开工", project.start, (on - project.start).days))
    return tuple(sorted(found, key=lambda late: (-late.days, late.project.name)))


def changes(before: Sequence[Project], after: Sequence[Project]) -> tuple[Change, ...]:
    """What changed between two snapshots: new, gone, stage, investment, dates, owner, segment."""
    old, new = {p.name: p for p in before}, {p.name: p for p in after}
    found = [Change(name, "新增", "", _said(p.stage)) for name, p in new.items() if name not in old]
    found += [Change(name, "退出清单", _said(p.stage), "") for name, p in old.items() if name not in new]
    for name in (n for n in new if n in old):
        found += _differences(old[name], new[name])
    return tuple(found)


_COMPARED = {
    "stage": "阶段", "investment": "总投资", "start": "开工日期", "due": "计划投产日期",
    "owner": "建设单位", "segment": "所属环节",
}  # fmt: skip


def _differences(old: Project, new: Project) -> list[Change]:
    found = []
    for field, label in _COMPARED.items():
        before, after = getattr(old, field), getattr(new, field)
        if before == after:
            continue
        if field == "stage" and before and after and after.step < before.step:
            label = "阶段后退"
        found.append(Change(new.name, label, _said(before), _said(after)))
    return found


def _said(value: object) -> str:
    if value is None or value == "":
        return "未填"
    return value.zh() if isinstance(value, Figure) else str(value)
