"""One cell as a figure, as a gap with its meaning, or as a problem that a person must see."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import StrEnum

from yanzhen.read.grammar.quantities import quantities
from yanzhen.read.tables.columns import Column
from yanzhen.read.tables.grid import Cell
from yanzhen.read.tables.headers import BOUNDED_NUMBER, is_blank
from yanzhen.terms import Bound, Interval, Metric, interval_for, parse_numeral

_NOT_APPLICABLE = {"-", "--", "—", "——", "－", "–", "/", "\\", "…", "无", "不适用", "n/a", "na"}
_WITHHELD = {"*", "**", "***", "#", "x", "×", "保密", "不公开", "不宜公开", "d", "(d)"}
_BOUNDS = {
    "超过": ">", "超": ">", "突破": ">", ">": ">", "余": ">", "多": ">",
    "不低于": ">=", "不少于": ">=", "至少": ">=", ">=": ">=", "≥": ">=", "以上": ">=",
    "不足": "<", "不到": "<", "低于": "<", "<": "<",
    "不超过": "<=", "<=": "<=", "≤": "<=", "以下": "<=",
    "近": "<~", "接近": "<~", "约": "~", "大约": "~", "左右": "~",
}  # fmt: skip


class Gap(StrEnum):
    """Why a cell holds no number. None of these is zero."""

    NO_EVIDENCE = "no-evidence"
    NOT_APPLICABLE = "not-applicable"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in the base unit of its column, with its bound."""

    interval: Interval
    bound: Bound
    value: float | None
    unit: str
    words: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a cell could not be taken, and what to do."""

    why: str
    todo: str


def shown(cell: Cell) -> str:
    """The cell as a text line shows it."""
    if cell is None:
        return ""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, str):
        return re.sub(r"\s+", " ", cell).strip()
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def read_amount(cell: Cell, column: Column) -> Amount | Gap | Refusal:
    """A cell of a figure column."""
    if is_blank(cell):
        return Gap.NO_EVIDENCE
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return _scaled(float(cell), Bound.EXACT, column, shown(cell))
    text = shown(cell)
    if text.lower() in _NOT_APPLICABLE:
        return Gap.NOT_APPLICABLE
    if text.lower() in _WITHHELD:
        return Gap.WITHHELD
    if found := BOUNDED_NUMBER.match(text):
        number = parse_numeral(found[2])
        if number is not None:
            bound = Bound(_BOUNDS.get(found[1] or found[3] or "", "="))
            return _scaled(float(number), bound, column, text)
    return _worded(text, column) or Refusal(
        f"“{text}”不是数",
        f"填写{Metric.parse(column.name or column.heading).zh}的数值"
        + (f"（单位：{column.written_unit}）" if column.written_unit else ""),
    )


def _scaled(value: float, bound: Bound, column: Column, words: str) -> Amount | Refusal:
    if not math.isfinite(value):
        return Refusal("数值无效", "重新填写")
    base = float(f"{value * column.factor:.15g}") if column.factor != 1 else value
    return Amount(interval_for(base, bound, column.unit or "个"), bound, base, column.unit, words)


def _worded(text: str, column: Column) -> Amount | Refusal | None:
    """A cell that carries its own unit: 超5亿元, 3万至5万吨."""
    found = list(quantities(text))
    if len(found) != 1 or found[0].end - found[0].left < len(text) - 2:
        return None
    quantity = found[0]
    if column.unit and quantity.unit != column.unit:
        return Refusal(
            f"“{text}”的单位与表头的“{column.written_unit}”不是一类", "改正单位，或在映射中修改这一列的单位"
        )
    bound = Bound(quantity.op)
    if bound is Bound.BETWEEN and quantity.low is not None:
        return Amount(Interval(quantity.low, quantity.value), bound, None, quantity.unit, text)
    return Amount(
        interval_for(quantity.value, bound, quantity.unit), bound, quantity.value, quantity.unit, text
    )
