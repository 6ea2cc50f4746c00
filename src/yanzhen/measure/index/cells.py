"""Cells of an analyst's table: exact numbers, bounds in words, ranges, and the kinds of nothing."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from yanzhen.errors import MeasureError
from yanzhen.terms import Bound, Figure, Interval, interval_for, parse_numeral


class Nothing(StrEnum):
    """Why a cell holds no number. Zero is none of these."""

    NO_EVIDENCE = "没有数据"
    WITHHELD = "不公开"
    NOT_APPLICABLE = "不适用"


@dataclass(frozen=True, slots=True)
class Cell:
    """What a cell leaves possible: an interval, or a kind of nothing."""

    interval: Interval | None
    nothing: Nothing | None = None


_NO_EVIDENCE = "- — —— – … ... .. 缺 缺失 无数据 未公布 na nan null none"
_NOTHING = {
    "": Nothing.NO_EVIDENCE,
    **dict.fromkeys(_NO_EVIDENCE.split(), Nothing.NO_EVIDENCE),
    **dict.fromkeys(["#", "*", "**", "保密", "不公开", "不予公布", "不对外公布"], Nothing.WITHHELD),
    **dict.fromkeys(["n/a", "不适用", "/"], Nothing.NOT_APPLICABLE),
}
_BEFORE = {
    Bound.EXACT: ("达到", "达", "="),
    Bound.AT_LEAST: (">=", "≥", "不低于", "不少于", "不小于", "至少"),
    Bound.ABOVE: (">", "超过", "超", "突破", "逾", "大于", "高于"),
    Bound.AT_MOST: ("<=", "≤", "不超过", "不高于", "不多于", "至多"),
    Bound.BELOW: ("<", "不足", "不到", "低于", "小于", "未满"),
    Bound.ABOUT: ("~", "≈", "约", "大约", "接近于", "左右"),
    Bound.NEARLY: ("近", "接近", "将近"),
}
_AFTER = {
    Bound.AT_LEAST: ("及以上", "以上", "+"),
    Bound.ABOVE: ("多", "余"),
    Bound.AT_MOST: ("及以下", "以下", "以内"),
    Bound.ABOUT: ("左右", "上下"),
}
# Longest first: 不超过 before 超过, >= before >.
_PREFIXES = sorted(((word, b) for b, words in _BEFORE.items() for word in words), key=lambda p: -len(p[0]))
_SUFFIXES = sorted(((word, b) for b, words in _AFTER.items() for word in words), key=lambda p: -len(p[0]))
_RANGE = re.compile(r"^[\[(]?(-?[\d.,]+)(?:~|-|–|—|至|到|,\s+|;)(-?[\d.,]+)[\])]?$")


def read_cell(cell: object) -> Cell:
    """The interval a cell leaves possible, in the unit of its column.

    Takes numbers, ``超1000``, ``>=1000``, ``1000以上``, ``约3.2``, ``近500``, ``3000-3200``, a pair
    (low, high) with None for an unknown end, an :class:`Interval` or a :class:`Figure`. About (约) and
    nearly (近) have the width that figures have everywhere in Yanzhen. A per cent sign is dropped.

    Raises:
        MeasureError: text that is none of these.
    """
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return Cell(None, Nothing.NO_EVIDENCE)
    if isinstance(cell, Figure):
        return _of(cell.interval)
    if isinstance(cell, Interval):
        return _of(cell)
    if isinstance(cell, tuple | list) and len(cell) == 2:
        low, high = cell
        return _of(
            Interval(-math.inf if low is None else float(low), math.inf if high is None else float(high))
        )
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return Cell(Interval.exact(float(cell)))
    return _text(str(cell))


def _of(interval: Interval) -> Cell:
    return Cell(None, Nothing.NO_EVIDENCE) if interval.is_unbounded else Cell(interval)


def _text(raw: str) -> Cell:
    text = unicodedata.normalize("NFKC", raw).strip().removesuffix("%").strip()
    if (nothing := _NOTHING.get(text.lower())) is not None:
        return Cell(None, nothing)
    if found := _RANGE.match(text):
        low, high = (parse_numeral(part) for part in found.groups())
        if low is not None and high is not None and low <= high:
            return Cell(Interval(float(low), float(high)))
    number, bound = _bounded(text)
    value = parse_numeral(number) if number else None
    if value is None:
        raise MeasureError(
            f"{raw!r} is not a number",
            expected="a number, 超1000, >=1000, 1000以上, 约3.2, 3000-3200, or an empty cell",
            todo="correct the cell, or leave it empty where there is no evidence",
        )
    return Cell(interval_for(float(value), bound, "%"))


def _bounded(text: str) -> tuple[str, Bound]:
    for word, bound in _PREFIXES:
        if text.startswith(word):
            return text.removeprefix(word).strip(), bound
    for word, bound in _SUFFIXES:
        if text.endswith(word):
            return text.removesuffix(word).strip(), bound
    return text, Bound.EXACT
