"""Base units, the multipliers in front of them and their names."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from yanzhen.errors import FigureError

# Longest first, so that 万亿 is not read as 万.
MULTIPLIERS: dict[str, Decimal] = {
    "万亿": Decimal(10) ** 12,
    "千亿": Decimal(10) ** 11,
    "百亿": Decimal(10) ** 10,
    "十亿": Decimal(10) ** 9,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(10) ** 3,
    "百": Decimal(10) ** 2,
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit.

    Attributes:
        code: how it is stored, e.g. ``CNY``, ``吨``, ``%``, ``pp``, ``家``.
        zh: how it is written in Chinese, e.g. ``元``, ``个百分点``.
        en: how it is written in English.
        kind: money, count, ratio, mass, area, energy, time, rank or other; only like kinds compare.
    """

    code: str
    zh: str
    en: str
    kind: str


_UNITS = [
    Unit("CNY", "元", "yuan", "money"),
    Unit("USD", "美元", "US dollars", "money"),
    Unit("%", "%", "%", "ratio"),
    Unit("pp", "个百分点", "percentage points", "points"),
    Unit("‰", "‰", "‰", "ratio"),
    Unit("倍", "倍", "times", "multiple"),
    Unit("rank", "位", "place", "rank"),
    Unit("位", "位", "places", "count"),
    Unit("家", "家", "firms", "count"),
    Unit("个", "个", "", "count"),
    Unit("条", "条", "chains", "count"),
    Unit("项", "项", "items", "count"),
    Unit("件", "件", "pieces", "count"),
    Unit("辆", "辆", "vehicles", "count"),
    Unit("台", "台", "units", "count"),
    Unit("套", "套", "sets", "count"),
    Unit("台套", "台套", "sets", "count"),
    Unit("只", "只", "head", "count"),
    Unit("头", "头", "head", "count"),
    Unit("人", "人", "people", "count"),
    Unit("名", "名", "people", "count"),
    Unit("户", "户", "firms", "count"),
    Unit("年", "年", "years", "time"),
    Unit("个月", "个月", "months", "time"),
    Unit("天", "天", "days", "time"),
    Unit("吨", "吨", "tonnes", "mass"),
    Unit("千克", "千克", "kg", "mass"),
    Unit("亩", "亩", "mu", "area"),
    Unit("公顷", "公顷", "hectares", "area"),
    Unit("平方米", "平方米", "square metres", "area"),
    Unit("平方公里", "平方公里", "square kilometres", "area"),
    Unit("米", "米", "metres", "length"),
    Unit("公里", "公里", "kilometres", "length"),
    Unit("立方米", "立方米", "cubic metres", "volume"),
    Unit("千瓦", "千瓦", "kW", "power"),
    Unit("千瓦时", "千瓦时", "kWh", "energy"),
    Unit("吨标准煤", "吨标准煤", "tonnes of coal equivalent", "energy"),
    Unit("微克", "微克", "µg", "mass"),
    Unit("毫克", "毫克", "mg", "mass"),
    Unit("克", "克", "g", "mass"),
    Unit("升", "升", "litres", "volume"),
    Unit("分", "分", "points", "score"),
    Unit("次", "次", "times", "count"),
    Unit("种", "种", "kinds", "count"),
    Unit("类", "类", "kinds", "count"),
    Unit("批", "批", "batches", "count"),
    Unit("所", "所", "institutions", "count"),
    Unit("处", "处", "sites", "count"),
    Unit("座", "座", "sites", "count"),
    Unit("艘", "艘", "ships", "count"),
    Unit("架", "架", "aircraft", "count"),
    Unit("对", "对", "pairs", "count"),
    Unit("双", "双", "pairs", "count"),
]
UNITS: dict[str, Unit] = {unit.code: unit for unit in _UNITS}

# Written form -> (factor, base unit); what is not here is its own base unit.
ALIASES: dict[str, tuple[Decimal, str]] = {
    "元": (Decimal(1), "CNY"),
    "元人民币": (Decimal(1), "CNY"),
    "人民币": (Decimal(1), "CNY"),
    "美元": (Decimal(1), "USD"),
    "个百分点": (Decimal(1), "pp"),
    "百分点": (Decimal(1), "pp"),
    "%": (Decimal(1), "%"),
    "％": (Decimal(1), "%"),
    "成": (Decimal(10), "%"),
    "个位次": (Decimal(1), "位"),
    "位次": (Decimal(1), "位"),
    "台(套)": (Decimal(1), "台套"),
    "平方千米": (Decimal(1), "平方公里"),
    "万千瓦": (Decimal(10) ** 4, "千瓦"),
    "兆瓦": (Decimal(10) ** 3, "千瓦"),
    "MW": (Decimal(10) ** 3, "千瓦"),
    "吉瓦": (Decimal(10) ** 6, "千瓦"),
    "GW": (Decimal(10) ** 6, "千瓦"),
    "KW": (Decimal(1), "千瓦"),
    "kW": (Decimal(1), "千瓦"),
    "度": (Decimal(1), "千瓦时"),
    "kWh": (Decimal(1), "千瓦时"),
    "公斤": (Decimal(1), "千克"),
    "斤": (Decimal("0.5"), "千克"),
    "个月": (Decimal(1), "个月"),
}


def unit_of(code: str) -> Unit:
    """The unit stored as ``code``; rates such as ``辆/年`` and unlisted units are units of their own."""
    if code in UNITS:
        return UNITS[code]
    base, slash, per = code.partition("/")
    known = UNITS.get(base)
    kind = known.kind if known else "other"
    english = f"{known.en if known else base}{slash}{_per_en(per)}"
    if slash and known and not known.en:
        english = f"per {_per_en(per)}"
    return Unit(code, (known.zh if known else base) + slash + per, english, kind)


# What something is counted by, one of it.
_ONE: dict[str, str] = {
    "年": "year",
    "月": "month",
    "日": "day",
    "天": "day",
    "小时": "hour",
    "人": "person",
    "吨": "tonne",
    "亩": "mu",
    "公顷": "hectare",
    "平方米": "square metre",
    "平方公里": "square kilometre",
    "立方米": "cubic metre",
    "升": "litre",
    "辆": "vehicle",
    "台": "unit",
    "家": "firm",
}


def _per_en(per: str) -> str:
    """年 -> year, 万人 -> 10,000 people; what is not known stays as it is written."""
    if per in _ONE:
        return _ONE[per]
    multiplier = next((m for m in MULTIPLIERS if per.startswith(m)), "")
    unit = UNITS.get(ALIASES.get(per.removeprefix(multiplier), (0, per.removeprefix(multiplier)))[1])
    return f"{int(MULTIPLIERS[multiplier]):,} {unit.en}" if multiplier and unit else per


def parse_unit(written: str) -> tuple[Decimal, str]:
    """``亿元`` -> (10**8, ``CNY``); ``万辆/年`` -> (10**4, ``辆/年``).

    Raises:
        FigureError: nothing but a multiplier, or nothing at all.
    """
    text = written.strip()
    factor = Decimal(1)
    while text not in ALIASES and text not in UNITS:
        multiplier = next((m for m in MULTIPLIERS if text.startswith(m)), None)
        if multiplier is None:
            break
        factor *= MULTIPLIERS[multiplier]
        text = text[len(multiplier) :]
    base, slash, per = text.partition("/")
    if not base:
        raise FigureError(f"{written!r} is not a unit", expected="a unit such as 亿元, 万吨, %, 家")
    extra, code = ALIASES.get(base, (Decimal(1), base))
    return factor * extra, f"{code}{slash}{per}"
