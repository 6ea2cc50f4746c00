"""What each column of a table holds: guessed from its heading and its cells, shown, and fixed by a mapping."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from yanzhen.errors import FigureError, InputError
from yanzhen.read.tables.grid import Cell, column_letter
from yanzhen.read.tables.headers import Layout, is_blank, looks_numeric
from yanzhen.terms import Period, looks_like_credit_code, parse_unit


class Role(StrEnum):
    """What a column is for."""

    SUBJECT = "subject"
    CODE = "code"
    REGION = "region"
    INDUSTRY = "industry"
    PERIOD = "period"
    FIGURE = "figure"
    RELATION = "relation"
    IGNORE = "ignore"


_NUMBERING = re.compile(r"^(序号|编号|No\.?|行次|排名)$", re.IGNORECASE)
_SUBJECT = re.compile(
    r"(企业|单位|公司|集群|项目|园区|产业链|平台|法人单位|纳税人|供应商|产品|指标)(详细)?(名称|全称)?$|^(名称|全称|单位|指标)$"
)
_CODE = re.compile(r"信用代码|组织机构代码|机构代码")
_REGION = re.compile(
    r"^(所属|所在)?(地区|区域|县市区|县\(市、区\)|县（市、区）|县区|区县|属地|镇街|乡镇|市|省份?|市州|行政区划?)(名称)?$"
)
_INDUSTRY = re.compile(r"^(所属|国民经济)?行业(门类|大类|中类|小类|类别|名称)?$|^产业$")
_PERIOD = re.compile(r"^(年份|年度|时期|月份|报告期|统计期|期别|时间)$")
# Headings whose cells are relations of the subject; the name given is the predicate.
_RELATIONS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"行业代码"), "行业代码"),
    (re.compile(r"(主导|主要|主营)?产品$|主要产品|主导产品"), "主要产品"),
    (re.compile(r"经营范围|主营业务$"), "经营范围"),
    (re.compile(r"产业链"), "所属产业链"),
    (re.compile(r"环节"), "所属环节"),
    (re.compile(r"集群"), "所属集群"),
    (re.compile(r"园区|开发区"), "所在园区"),
    (re.compile(r"称号|资质|荣誉|认定"), "称号"),
    (re.compile(r"角色|类型|地位"), "角色"),
    (re.compile(r"简称|曾用名|别名"), "简称"),
    (re.compile(r"进展|阶段|状态"), "进展"),
)
_PRIVATE = re.compile(r"联系人|联系电话|电话|手机|邮箱|地址|身份证|法定代表人|法人代表")
_UNIT_IN = re.compile(
    r"[(（]\s*(?:单位\s*[:：])?\s*([^()（）]+?)\s*[)）]|[/:：]\s*([万亿千百]*(?:元|吨|家|人|%|户|件|个|亩|辆|台套?))\s*$|[(（](%|％)[)）]"
)
_RATE = re.compile(r"增速|增长|占比|比重|比率|率$|同比")
_YEAR_IN = re.compile(r"((?:19|20)\d{2})\s*年?(?:\s*[-—~至]\s*((?:19|20)?\d{2,4})\s*年)?")
_MONTHS_IN = re.compile(r"((?:19|20)\d{2})年(\d{1,2})(?:[-—~至](\d{1,2}))?月")


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place, heading, role, and for figures metric, unit, factor and period."""

    index: int
    heading: str
    role: Role
    name: str = ""
    unit: str = ""
    written_unit: str = ""
    factor: float = 1.0
    period: str | None = None

    @property
    def letter(self) -> str:
        """A, B, … as Excel shows it."""
        return column_letter(self.index)


def guess_columns(layout: Layout, rows: Sequence[Sequence[Cell]]) -> tuple[Column, ...]:
    """The role of every column, from its heading first and a sample of its cells second."""
    sample = rows[layout.body[0] : layout.body[0] + 200]
    columns = []
    for index, heading in enumerate(layout.headings):
        cells = [row[index] for row in sample if index < len(row) and not is_blank(row[index])]
        columns.append(_guess(index, heading, cells, layout.unit))
    return _one_subject(columns)


def _guess(index: int, heading: str, cells: Sequence[Cell], table_unit: str | None) -> Column:
    level = _levels(heading)[-1]
    plain = _UNIT_IN.sub("", level)
    blank = Column(index, heading, Role.IGNORE)
    if not heading or not cells or _NUMBERING.match(plain) or _PRIVATE.search(heading):
        return blank
    codes = sum(isinstance(c, str) and looks_like_credit_code(c) for c in cells)
    if _CODE.search(heading) or codes > 0.6 * len(cells):
        return replace(blank, role=Role.CODE)
    if _PERIOD.match(plain):
        return replace(blank, role=Role.PERIOD)
    if _REGION.match(level) or _REGION.match(plain):  # 县（市、区）: the bracket is no unit
        return replace(blank, role=Role.REGION)
    if _INDUSTRY.match(plain):
        return replace(blank, role=Role.INDUSTRY)
    numeric = sum(looks_numeric(c) for c in cells)
    named = next((name for pattern, name in _RELATIONS if pattern.search(plain)), None)
    if numeric < 0.5 * len(cells) and _SUBJECT.search(plain) and not plain.startswith("所属"):
        return replace(blank, role=Role.SUBJECT)
    if named and (numeric < 0.5 * len(cells) or named == "行业代码"):
        return replace(blank, role=Role.RELATION, name=named)
    if numeric >= 0.5 * len(cells):
        return _figure_column(index, heading, table_unit)
    return replace(blank, role=Role.RELATION, name=plain)


def _one_subject(columns: Sequence[Column]) -> tuple[Column, ...]:
    """Of several subject columns the first counts; the others become relations of it."""
    first = next((c.index for c in columns if c.role is Role.SUBJECT), None)
    return tuple(
        replace(c, role=Role.RELATION, name=c.heading.split("/")[-1])
        if c.role is Role.SUBJECT and c.index != first
        else c
        for c in columns
    )


def _figure_column(index: int, heading: str, table_unit: str | None) -> Column:
    written = _unit_written(heading, table_unit)
    try:
        factor, unit = parse_unit(written) if written else (1, "")
    except FigureError:
        factor, unit = 1, written
    period = _period_in(heading)
    name = _metric_name(_UNIT_IN.sub("", heading))
    return Column(index, heading, Role.FIGURE, name, unit, written, float(factor), period)


def _unit_written(heading: str, table_unit: str | None) -> str:
    """The unit as the table gives it, the nearest to the cells first.

    Under 营业收入（万元） stand 2024年, which takes its unit, and 同比增长（%）, which has its own.
    """
    *groups, own = _levels(heading)
    if found := _unit_in(own):
        return found
    if _RATE.search(own):
        return "%"
    return next(filter(None, map(_unit_in, reversed(groups))), "") or _default_unit(heading, table_unit)


def _levels(heading: str) -> list[str]:
    """The levels of a joined heading, outermost first; a stroke inside a unit (元/吨) divides nothing."""
    return re.split(r"/(?![^()（）]*[)）])", heading)


def _unit_in(level: str) -> str:
    found = _UNIT_IN.search(level)
    return next((g for g in (found.groups() if found else ()) if g), "")


def _default_unit(heading: str, table_unit: str | None) -> str:
    return "%" if _RATE.search(heading) else table_unit or ""


def _period_in(heading: str) -> str | None:
    if m := _MONTHS_IN.search(heading):
        first, last = int(m[2]), int(m[3] or m[2])
        return Period.parse(f"{m[1]}-{first:02d}/{m[1]}-{last:02d}").code if first <= last <= 12 else None
    if m := _YEAR_IN.search(heading):
        if m[2]:
            end = m[2] if len(m[2]) == 4 else m[1][: 4 - len(m[2])] + m[2]
            return f"{m[1]}/{end}"
        return m[1]
    return None


def _metric_name(heading: str) -> str:
    name = _MONTHS_IN.sub("", heading)
    name = _YEAR_IN.sub("", name).replace("/", "").strip("：: ")
    grown = re.match(r"^(.*?)(?:同比)?(?:增长|增速|增幅)(?:率|速度)?$", name)
    if grown and grown[1]:
        return f"{grown[1].removesuffix('同比')}:yoy"
    share = re.match(r"^(.*?)(?:占比|比重)$", name)
    return f"{share[1]}:share" if share and share[1] else name


def to_mapping(columns: Sequence[Column], layout: Layout) -> dict[str, Any]:
    """The guess as a small mapping that a person can edit: rows and columns as Excel shows them."""
    described: dict[str, Any] = {}
    for column in columns:
        entry: dict[str, Any] = {"heading": column.heading, "role": column.role.value}
        if column.name:
            entry["name"] = column.name
        if column.role is Role.FIGURE:
            entry |= {"unit": column.written_unit, "period": column.period}
        if column.heading:
            described[column.letter] = entry
    return {"header_rows": [layout.header[0] + 1, layout.header[1] + 1], "columns": described}


def from_mapping(mapping: Mapping[str, Any], columns: Sequence[Column], where: str) -> tuple[Column, ...]:
    """The columns with what a mapping says of them.

    Raises:
        InputError: a column that is not there, or a role that does not exist.
    """
    known = {c.letter: c for c in columns}
    for letter, entry in mapping.get("columns", {}).items():
        if letter not in known:
            raise InputError(f"映射里的 {letter} 列不存在", where=where, expected="、".join(known))
        known[letter] = _mapped(known[letter], entry, f"{where}: {letter}")
    return tuple(known.values())


def _mapped(column: Column, entry: Mapping[str, Any], where: str) -> Column:
    try:
        role = Role(entry.get("role", column.role.value))
        written = str(entry.get("unit") or (column.written_unit if "unit" not in entry else ""))
        factor, unit = parse_unit(written) if written else (1, "")
    except (ValueError, FigureError) as error:
        raise InputError(
            f"映射不对：{error}", where=where, expected="role 取 " + "、".join(r.value for r in Role)
        ) from error
    period = entry.get("period", column.period)
    name = str(entry.get("name") or column.name or column.heading)
    return Column(
        column.index,
        column.heading,
        role,
        name,
        unit,
        written,
        float(factor),
        str(period) if period else None,
    )
