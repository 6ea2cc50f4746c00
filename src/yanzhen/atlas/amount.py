"""Amounts in table cells: numbers with a unit in the heading, or words with a bound (超10亿元)."""

from __future__ import annotations

import re

from yanzhen.errors import FigureError
from yanzhen.terms import Bound, Figure, Modality, Period, parse_numeral, parse_unit

_BEFORE = {
    "不低于": Bound.AT_LEAST, "不少于": Bound.AT_LEAST, "至少": Bound.AT_LEAST, "达到": Bound.AT_LEAST,
    "突破": Bound.ABOVE, "超过": Bound.ABOVE, "超": Bound.ABOVE, ">": Bound.ABOVE, "≥": Bound.AT_LEAST,
    "不超过": Bound.AT_MOST, "不足": Bound.BELOW, "<": Bound.BELOW, "≤": Bound.AT_MOST,
    "约": Bound.ABOUT, "近": Bound.NEARLY,
}  # fmt: skip
_AFTER = {
    "以上": Bound.AT_LEAST,
    "以下": Bound.AT_MOST,
    "左右": Bound.ABOUT,
    "余": Bound.ABOVE,
    "多": Bound.ABOVE,
}
_MULTIPLIERS = "十百千万亿"
_AMOUNT = re.compile(
    rf"^(?P<before>{'|'.join(sorted(_BEFORE, key=len, reverse=True))})?\s*"
    r"(?P<number>[0-9.,,]+|[零一二两三四五六七八九十百千]+)"
    r"(?:\s*[-—–~至到]\s*(?P<second>[0-9.,,]+))?"
    rf"\s*(?P<few>[余多])?\s*(?P<unit>[^0-9\s余多以左]*?)(?P<after>{'|'.join(_AFTER)})?$"
)


def amount(
    cell: object,
    unit: str,
    *,
    metric: str | None = None,
    modality: Modality = Modality.ACTUAL,
    period: Period | None = None,
) -> Figure | None:
    """The figure in a cell; None for an empty one.

    Args:
        cell: a number, or words such as ``超10亿元``, ``约3.5``, ``5-8亿元``.
        unit: unit of the column, for cells that name none, e.g. ``万元``.
        metric, modality, period: what the column holds.

    Raises:
        FigureError: the cell holds something else.
    """
    text = "" if cell is None else str(cell).strip()
    if not text:
        return None
    found = _AMOUNT.match(text)
    if not found:
        raise FigureError(f"{text!r} is not an amount", expected="a number, or words such as 超10亿元")
    factor, code = parse_unit(_unit_of(found["unit"], unit))
    number = parse_numeral(found["number"])
    if number is None:
        raise FigureError(f"{found['number']!r} is not a number")
    words = text if found["unit"] or not unit or found["before"] or found["after"] else None
    if words and not found["unit"]:
        words = f"{text}{unit}"
    more = {"metric": metric, "modality": modality, "period": period, "words": words}
    if found["second"]:
        second = parse_numeral(found["second"])
        if second is None:
            raise FigureError(f"{found['second']!r} is not a number")
        return Figure.between(float(number * factor), float(second * factor), code, **more)
    bound = _BEFORE.get(found["before"] or "") or _AFTER.get(
        found["few"] or found["after"] or "", Bound.EXACT
    )
    return Figure.of(float(number * factor), code, bound, **more)


def _unit_of(written: str, column: str) -> str:
    """近20亿 in a column of 万元 is 亿元: a bare multiplier takes the column's base unit."""
    if written and not written.strip(_MULTIPLIERS):
        return written + column.lstrip(_MULTIPLIERS)
    return written or column
