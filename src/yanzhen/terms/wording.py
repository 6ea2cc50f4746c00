"""Figures in words: Chinese and English, never sharper than the source."""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_EVEN, Decimal

from yanzhen.terms.figure import Bound, Figure
from yanzhen.terms.unit import unit_of

_ZH_BOUND = {
    Bound.EXACT: ("", ""),
    Bound.ABOVE: ("超", ""),
    Bound.AT_LEAST: ("不低于", ""),
    Bound.BELOW: ("不足", ""),
    Bound.AT_MOST: ("不超过", ""),
    Bound.ABOUT: ("约", ""),
    Bound.NEARLY: ("近", ""),
}
_EN_BOUND = {
    Bound.EXACT: "",
    Bound.ABOVE: "over ",
    Bound.AT_LEAST: "at least ",
    Bound.BELOW: "less than ",
    Bound.AT_MOST: "at most ",
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
}
# Money and large counts are written in the largest of these that leaves at least one before the point.
_ZH_SCALES = (
    (Decimal(10) ** 12, "万亿"),
    (Decimal(10) ** 8, "亿"),
    (Decimal(10) ** 4, "万"),
    (Decimal(1), ""),
)
_EN_SCALES = (
    (Decimal(10) ** 12, " trillion"),
    (Decimal(10) ** 9, " billion"),
    (Decimal(10) ** 6, " million"),
    (Decimal(1), ""),
)
_COMPUTED_PLACES = {"ratio": 1, "points": 1, "multiple": 2}
_NOT_SCALED = {"rank", "ratio", "points", "time", "multiple"}


def figure_zh(figure: Figure) -> str:
    """As written where a source wrote it; otherwise bound, number and unit in the usual official form."""
    if figure.words:
        return figure.words
    unit = unit_of(figure.unit)
    if figure.bound is Bound.UNKNOWN:
        return "未知"
    if unit.kind == "rank" and figure.is_exact:
        return f"第{_plain(Decimal(repr(figure.interval.low)))}位"
    if figure.bound is Bound.BETWEEN or (figure.bound is Bound.ABOUT and figure.value is None):
        low, high = amounts_zh(figure)
        return f"{'约' if figure.bound is Bound.ABOUT else ''}{low}至{high}"
    before, after = _ZH_BOUND[figure.bound]
    return before + _amount(_representative(figure), figure, "zh", _rounding(figure.bound)) + after


def figure_en(figure: Figure) -> str:
    """Bound, number, unit."""
    unit = unit_of(figure.unit)
    if figure.bound is Bound.UNKNOWN:
        return "unknown"
    if unit.kind == "rank" and figure.is_exact:
        return f"rank {_plain(Decimal(repr(figure.interval.low)))}"
    if figure.bound is Bound.BETWEEN or (figure.bound is Bound.ABOUT and figure.value is None):
        low = _amount(figure.interval.low, figure, "en", ROUND_FLOOR)
        high = _amount(figure.interval.high, figure, "en", ROUND_CEILING)
        return f"{'about ' if figure.bound is Bound.ABOUT else ''}{low} to {high}"
    return _EN_BOUND[figure.bound] + _amount(_representative(figure), figure, "en", _rounding(figure.bound))


def amounts_zh(figure: Figure) -> tuple[str, str]:
    """Low and high end with unit, rounded outward; an unknown end is "—"."""
    low, high = figure.interval.low, figure.interval.high
    return (
        "—" if math.isinf(low) else _amount(low, figure, "zh", ROUND_FLOOR),
        "—" if math.isinf(high) else _amount(high, figure, "zh", ROUND_CEILING),
    )


def amounts_en(figure: Figure) -> tuple[str, str]:
    """The same in English."""
    low, high = figure.interval.low, figure.interval.high
    return (
        "—" if math.isinf(low) else _amount(low, figure, "en", ROUND_FLOOR),
        "—" if math.isinf(high) else _amount(high, figure, "en", ROUND_CEILING),
    )


def _representative(figure: Figure) -> float:
    if figure.value is not None:
        return figure.value
    return figure.interval.high if math.isinf(figure.interval.low) else figure.interval.low


def _rounding(bound: Bound) -> str:
    if bound in (Bound.ABOVE, Bound.AT_LEAST):
        return ROUND_FLOOR
    return ROUND_CEILING if bound in (Bound.BELOW, Bound.AT_MOST) else ROUND_HALF_EVEN


def _amount(value: float, figure: Figure, language: str, rounding: str) -> str:
    unit = unit_of(figure.unit)
    number, scale = Decimal(repr(value)), ""
    if unit.kind not in _NOT_SCALED:
        number, scale = _scaled(number, _ZH_SCALES if language == "zh" else _EN_SCALES)
    if figure.computed:
        places = _COMPUTED_PLACES.get(unit.kind, 2)
        number = number.quantize(Decimal(1).scaleb(-places), rounding=rounding)
    if language == "zh":
        return f"{_plain(number)}{scale}{unit.zh}"
    space = "" if unit.code in {"%", "‰"} or not unit.en else " "
    return f"{_plain(number, grouped=not scale)}{scale}{space}{unit.en}"


def _scaled(number: Decimal, scales: tuple[tuple[Decimal, str], ...]) -> tuple[Decimal, str]:
    for size, name in scales:
        if abs(number) >= size:
            scaled = number / size
            # 12345678 元 is 1234.5678万元: more than four decimals read worse than the smaller scale.
            if size == 1 or -_exponent(scaled.normalize()) <= 4:
                return scaled, name
    return number, ""


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _plain(number: Decimal, *, grouped: bool = False) -> str:
    text = f"{number:,f}" if grouped else f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
