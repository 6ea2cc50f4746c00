"""Firm lists as offices keep them: headings in many spellings, a few wrong cells, none of it fatal."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import polars as pl

from yanzhen.atlas.industry import Classification, shipped
from yanzhen.atlas.problem import Problem, Problems
from yanzhen.terms import credit_code_fault

# Column of the list -> headings under which offices keep it. Units in brackets are cut off first.
COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("企业名称", "单位名称", "单位详细名称", "公司名称", "企业", "名称", "name", "legal name"),
    "code": ("统一社会信用代码", "社会信用代码", "信用代码", "credit code", "uscc"),
    "scope": ("经营范围", "业务范围", "business scope", "scope"),
    "products": ("主要产品", "主营产品", "产品", "主要业务活动", "主营业务", "products", "main products"),
    "industry": ("行业代码", "国民经济行业代码", "行业小类", "industry code", "industry"),
    "region": ("所属地区", "所在地区", "县市区", "属地", "地区", "行政区划", "region"),
    "revenue": ("营业收入", "年营业收入", "主营业务收入", "营收", "revenue"),
}
_UNIT = re.compile(r"[(（\[]\s*(?P<unit>[^)）\]]+)[)）\]]\s*$")


@dataclass(frozen=True)
class FirmList:
    """A firm list in one form.

    Attributes:
        frame: columns ``row`` (1-based row of the sheet, heading included), ``name, code, scope, products,
            industry, region, revenue`` as text; missing and refused cells are null.
        problems: refused cells and doubtful rows, each with its row.
        revenue_unit: unit written in the heading of the revenue column, e.g. 万元.
        synthetic: the list says of itself that it is made up.
    """

    frame: pl.DataFrame
    problems: tuple[Problem, ...]
    revenue_unit: str = ""
    synthetic: bool = False


def read_firms(
    table: pl.DataFrame, *, classification: Classification | None = None, rows: Sequence[int] | None = None
) -> FirmList:
    """Bring a table under the usual headings and check its codes; every row stays in.

    A cell with a wrong credit code or industry code is refused (null) and reported; the firm itself goes
    in. A row without a firm name is left out and reported.

    Args:
        table: one row per firm; headings as in :data:`COLUMNS`.
        classification: what industry codes are checked against; GB/T 4754-2017 if not given.
        rows: row number of each firm in the sheet; counted from 2 if not given.
    """
    problems = Problems()
    found, unit = _headings(table.columns)
    if "name" not in found:
        problems.error("第 1 行", "没有企业名称一列", "、".join(COLUMNS["name"][:3]))
        return FirmList(_empty(), tuple(problems))
    frame = table.select(
        pl.Series("row", range(2, table.height + 2) if rows is None else rows, dtype=pl.Int64),
        *(_text(found.get(column)).alias(column) for column in COLUMNS),
    )
    for row in frame.filter(pl.col("name").is_null())["row"]:
        problems.error(f"第 {row} 行", "没有企业名称，未读入", "企业法人全称")
    frame = frame.filter(pl.col("name").is_not_null())
    frame = _checked_codes(frame, problems)
    frame = _checked_industries(frame, classification or shipped(), problems)
    _warn_twice(frame, problems)
    return FirmList(frame, tuple(sorted(problems, key=_row_number)), unit)


def _headings(columns: list[str]) -> tuple[dict[str, str], str]:
    found: dict[str, str] = {}
    unit = ""
    for heading in columns:
        plain = _UNIT.sub("", heading.strip()).strip().lower()
        for column, names in COLUMNS.items():
            if plain in names and column not in found:
                found[column] = heading
                if column == "revenue" and (written := _UNIT.search(heading.strip())):
                    unit = written["unit"]
    return found, unit


def _text(heading: str | None) -> pl.Expr:
    if heading is None:
        return pl.lit(None, dtype=pl.String)
    text = pl.col(heading).cast(pl.String, strict=False).str.strip_chars()
    return pl.when(text != "").then(text)


def _empty() -> pl.DataFrame:
    return pl.DataFrame(schema={"row": pl.Int64} | dict.fromkeys(COLUMNS, pl.String))


def _checked_codes(frame: pl.DataFrame, problems: Problems) -> pl.DataFrame:
    frame = frame.with_columns(pl.col("code").str.to_uppercase().str.replace_all(r"[\s\-]", ""))

    def verdict(code: str) -> tuple[str | None, str]:
        return (None, wrong) if (wrong := credit_code_fault(code)) else (code, "")

    return _refuse(frame, "code", verdict, "统一社会信用代码", problems)


def _checked_industries(
    frame: pl.DataFrame, classification: Classification, problems: Problems
) -> pl.DataFrame:
    def verdict(written: str) -> tuple[str | None, str]:
        code = classification.normalise(written)
        return code, "" if code else f"不在 {classification.name} 中"

    return _refuse(frame, "industry", verdict, "行业代码", problems)


def _refuse(
    frame: pl.DataFrame,
    column: str,
    verdict: Callable[[str], tuple[str | None, str]],
    name: str,
    problems: Problems,
) -> pl.DataFrame:
    """Replace each distinct value by its verdict; null and a report where it is refused."""
    distinct = frame[column].drop_nulls().unique().to_list()
    verdicts = {value: verdict(value) for value in distinct}
    wrong = {value: why for value, (_, why) in verdicts.items() if why}
    for row, value in frame.filter(pl.col(column).is_in(list(wrong))).select("row", column).iter_rows():
        problems.error(
            f"第 {row} 行", f"{name} {value} 有误：{wrong[value]}", "核对原件；该企业仍已读入，代码留空"
        )
    mapping = {value: kept for value, (kept, _) in verdicts.items()}
    return frame.with_columns(pl.col(column).replace_strict(mapping, default=None, return_dtype=pl.String))


def _warn_twice(frame: pl.DataFrame, problems: Problems) -> None:
    for column, name in (("code", "统一社会信用代码"), ("name", "企业名称")):
        repeated = (
            frame.filter(pl.col(column).is_not_null())
            .group_by(column)
            .agg(pl.col("row").sort())
            .filter(pl.col("row").list.len() > 1)
            .sort(pl.col("row").list.first())
        )
        for value, rows in repeated.iter_rows():
            others = "、".join(str(r) for r in rows[1:])
            problems.warning(f"第 {rows[0]} 行", f"{name} {value} 还出现在第 {others} 行", "一家企业一行")


def _row_number(problem: Problem) -> int:
    return int(problem.where.split()[1])
