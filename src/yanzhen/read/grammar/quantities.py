"""Quantities: a number with a unit, and the words that bound it. 超过1.2万亿元, 1700余家, 近三成, 3万至5万辆."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum

from yanzhen.terms import MULTIPLIERS, parse_numeral


class Dimension(Enum):
    """What a unit measures, as far as the grammar cares."""

    MONEY = "money"
    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    POINTS = "points"
    MULTIPLE = "multiple"
    PLACES = "places"


_MONEY = ("元人民币", "美元", "欧元", "港元", "元")
_PERCENT = ("%", "‰", "成")
_POINTS = ("个百分点", "百分点", "个点", "个千分点", "千分点")
_MULTIPLE = ("倍", "番")
_PLACES = ("个位次", "位次")
_COUNT = tuple("家个户条项所座处张艘架床册部篇种类宗起名位人件套台辆只头羽株枚艘列对批款组支孔口")
_AMOUNT = [
    "平方公里",
    "平方千米",
    "平方米",
    "立方米",
    "公里",
    "千米",
    "米",
    "公顷",
    "亩",
    "万亩",
    "吨标准煤",
    "载重吨",
    "吨公里",
    "人公里",
    "吨",
    "公斤",
    "千克",
    "克",
    "斤",
    "毫克/升",
    "升",
    "千瓦时",
    "千瓦",
    "兆瓦时",
    "兆瓦",
    "吉瓦时",
    "吉瓦",
    "MWh",
    "GWh",
    "MW",
    "GW",
    "kWh",
    "kW",
    "KW",
    "度",
    "伏安",
    "千伏",
    "标准箱",
    "标箱",
    "重量箱",
    "箱",
    "瓶",
    "平米",
    "m2",
    "米2",
    "人次",
    "架次",
    "车次",
    "件套",
    "台套",
    "台(套)",
    "台/套",
    "套件",
    "天",
    "个月",
    "小时",
    "分钟",
    "岁",
    "折",
    "页",
    "微克/立方米",
    "微克",
    "卷",
    "匹",
    "锭",
    "芯公里",
    "皮长公里",
    "车位",
    "床位",
    "学时",
    "PFLOPS",
    "EFLOPS",
]
_DIMENSIONS = {
    **dict.fromkeys(_COUNT, Dimension.COUNT),
    **dict.fromkeys(_AMOUNT, Dimension.AMOUNT),
    **dict.fromkeys(_MONEY, Dimension.MONEY),
    **dict.fromkeys(_PERCENT, Dimension.PERCENT),
    **dict.fromkeys(_POINTS, Dimension.POINTS),
    **dict.fromkeys(_MULTIPLE, Dimension.MULTIPLE),
    **dict.fromkeys(_PLACES, Dimension.PLACES),
}
# Written unit -> factor and code; all others are stored as written, multiplied out (万辆 -> 10000 辆).
_CODES: dict[str, tuple[Decimal, str]] = {
    "元": (Decimal(1), "CNY"),
    "元人民币": (Decimal(1), "CNY"),
    "美元": (Decimal(1), "USD"),
    "个百分点": (Decimal(1), "pp"),
    "百分点": (Decimal(1), "pp"),
    "个点": (Decimal(1), "pp"),
    "个千分点": (Decimal("0.1"), "pp"),
    "千分点": (Decimal("0.1"), "pp"),
    "成": (Decimal(10), "%"),
    "个位次": (Decimal(1), "位"),
    "位次": (Decimal(1), "位"),
    "台(套)": (Decimal(1), "台套"),
    "台/套": (Decimal(1), "台套"),
    "平米": (Decimal(1), "平方米"),
    "平方千米": (Decimal(1), "平方公里"),
    "kW": (Decimal(1), "千瓦"),
    "KW": (Decimal(1), "千瓦"),
}


def _alternation(words: object) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))  # type: ignore[call-overload]


# Longer units stand before shorter ones: 个百分点 before 个, 吨标准煤 before 吨.
# A unit that a noun begins with is none: 百亿项目, 5人均, 3种植.
_NOUNS = {
    "项": "目", "人": "均才口大民", "名": "单牌优", "种": "植子养业", "条": "件", "位": "居列于", "部": "分门", "座": "谈",
    "批": "准发", "株": "洲", "只": "有", "组": "织成", "支": "持出柱撑", "口": "径岸", "对": "外接", "款": "项", "处": "理于",
    "所": "有得", "户": "均籍外", "家": "庭电具用居畜禽", "头": "部雁", "架": "构", "个": "体人", "度": "假", "件": "均", "台": "阶湾",
    "张": "家", "元": "素", "米": "粉", "升": "级至", "天": "然津", "页": "岩",
}  # fmt: skip
_UNIT = "|".join(
    re.escape(unit) + (f"(?![{_NOUNS[unit]}])" if unit in _NOUNS else "")
    for unit in sorted(_DIMENSIONS, key=len, reverse=True)
)
_SCALE = _alternation(MULTIPLIERS)
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_NUMERAL = "[零〇一二三四五六七八九十百千万亿两]"

# Words right before the number -> bound. What says nothing about the bound (达到, 为) is left to the clause.
BEFORE: dict[str, str] = {
    **dict.fromkeys(
        ["超过", "超出", "超", "突破", "跨过", "跨越", "越过", "冲破", "逾", "高于", "大于", "多于", "破"],
        ">",
    ),
    **dict.fromkeys(
        ["不低于", "不少于", "不小于", "至少", "迈上", "跃上", "站上", "登上", "迈过", "跨上", "跃升至"], ">="
    ),
    **dict.fromkeys(["不足", "不到", "未达", "不满", "低于", "少于", "小于"], "<"),
    **dict.fromkeys(["不超过", "不高于", "不多于", "至多", "最多", "控制在"], "<="),
    **dict.fromkeys(["接近", "将近", "近"], "<~"),
    **dict.fromkeys(["大约", "约为", "约", "大概", "左右"], "~"),
}
AFTER: dict[str, str] = {
    **dict.fromkeys(("以上", "及以上"), ">="),
    **dict.fromkeys(("以下", "以内", "之内", "及以下"), "<="),
    **dict.fromkeys(("左右", "上下"), "~"),
}
_BEFORE = _alternation(BEFORE)
_AFTER = _alternation(AFTER)
_RANGE = r"(?:至|到|~|-{1,2})"

_QUANTITY = re.compile(
    rf"""
    (?:(?P<bound>{_BEFORE}|(?<=[入值额收模资])过)(?:了|达到|达|至|到|为)?\s?)?
    (?:
      (?<![\d.第])(?P<low>{_NUMBER})(?P<lowscale>{_SCALE})?(?:{_UNIT})?{_RANGE}(?=\d)
    )?
    (?:
      (?<![\d.第〔\[])(?P<minus>(?<=[为是、,到至达和由从率度数值幅额])-)?(?P<number>{_NUMBER})\s?(?P<odd1>[余多])?(?P<scale>{_SCALE})?(?P<odd2>[余多])?
      | (?<![第零〇一二三四五六七八九十百千万亿两几数])(?P<numeral>{_NUMERAL}+)(?P<odd3>[余多])?(?P<scale3>[万亿]+)?
    )
    (?P<unit>{_UNIT}|(?<=亿)(?=$|[,;:、)。]))(?P<per>/[年月日天亩人]|每[年月日天])?
    (?P<odd4>[余多](?![年种个元方样地层]))?(?P<after>{_AFTER})?
    """,
    re.VERBOSE,
)
_ENDS = frozenset(["", ",", ";", ":", "、", ")", "。"])
# Bare numbers that share the unit of a later one: 分别回落2.16和1.66个百分点.
_SHARED = re.compile(
    rf"(?P<number>(?<![\d.第])(?:(?<=[为、])-)?{_NUMBER})(?P<scale>{_SCALE})?(?=\s?[、和与及]\s?-?{_NUMBER})"
)
# 连续三年上榜: how long something has gone on is stated of the words that follow.
_STREAK = re.compile(
    rf"连续(?P<n>\d{{1,2}}|{_NUMERAL}{{1,2}})(?P<unit>年|个月|个季度|届|次)(?=[\u4e00-\u9fff“])"
)
_RATIO = re.compile(
    r"(?<![\d.:])(\d{1,3}(?:\.\d+)?)\s?:\s?(\d{1,3}(?:\.\d+)?)\s?:\s?(\d{1,3}(?:\.\d+)?)(?![\d.:])"
)


@dataclass(slots=True)
class Quantity:
    """A number with its unit at ``[start, end)`` of the view; the bound words begin at ``left``."""

    start: int
    end: int
    left: int
    value: float
    unit: str
    dimension: Dimension
    op: str
    low: float | None = None
    scale: float = 1.0
    from_numeral: bool = False
    words: str = ""


def quantities(text: str) -> Iterator[Quantity]:
    """Every quantity of ``text`` from left to right."""
    for found in _QUANTITY.finditer(text):
        quantity = _read(found, text)
        if quantity is not None:
            yield quantity


def _read(found: re.Match[str], text: str) -> Quantity | None:
    unit = found["unit"] or "元"
    dimension = _DIMENSIONS[unit]
    number, numeral = found["number"], found["numeral"]
    value = _value(found)
    if value is None or (numeral and not _is_quantity(numeral, found, dimension)):
        return None
    start = found.start("number") if number else found.start("numeral")
    left = found.start() if found["bound"] else start
    if found["low"]:
        start = found.start("low")
    per = found["per"] or ""
    factor, code = _CODES.get(unit, (Decimal(1), unit))
    if found["minus"]:
        value = -value
    if unit == "番":
        value, code = Decimal(2) ** int(value), "倍"
    scaled = float(value * factor)
    low = None
    if found["low"]:
        low = float(
            Decimal(found["low"].replace(",", ""))
            * MULTIPLIERS.get(found["lowscale"] or found["scale"] or "", Decimal(1))
            * factor
        )
        if low >= scaled:
            low = None
    return Quantity(
        start=start,
        end=found.end(),
        left=left,
        value=scaled,
        unit=code + per.replace("每", "/"),
        dimension=dimension,
        op="in" if low is not None else _op(found),
        low=low,
        scale=float(MULTIPLIERS.get(found["scale"] or "", Decimal(1)) * factor),
        from_numeral=bool(numeral),
        words=text[found.start() : found.end()],
    )


def _value(found: re.Match[str]) -> Decimal | None:
    if number := found["number"]:
        scale = MULTIPLIERS.get(found["scale"] or "", Decimal(1))
        return Decimal(number.replace(",", "")) * scale
    numeral, scale3 = found["numeral"], found["scale3"]
    value = MULTIPLIERS.get(numeral) or parse_numeral(numeral)
    if value is not None and scale3:
        value *= MULTIPLIERS.get(scale3, Decimal(1))
    return value


def _is_quantity(numeral: str, found: re.Match[str], dimension: Dimension) -> bool:
    """Chinese numerals are mostly words (一批, 三个, 百年); these are numbers."""
    if dimension in (Dimension.COUNT, Dimension.AMOUNT):
        alone = numeral in "一两三四五六七八九十" and found.string[found.end() : found.end() + 1] in _ENDS
        large = alone or (any(c in numeral for c in "百千万亿") and not numeral.startswith("万"))
        return large or (bool(found["bound"]) and len(numeral) > 1)
    if dimension is Dimension.MONEY:
        # 万元 and 亿元 alone are units (万元产值能耗); 千亿元 and 百万元 are amounts.
        return any(c in numeral for c in "百千万亿") and numeral not in ("万", "亿")
    if not found["unit"]:
        return False
    if found["unit"] in ("成", "倍", "番"):
        return len(numeral) == 1 and numeral in "一二三四五六七八九两十"
    return True


def _op(found: re.Match[str]) -> str:
    if found["after"]:
        return AFTER[found["after"]]
    if found["bound"]:
        return BEFORE.get(found["bound"], ">")
    if found["odd1"] or found["odd2"] or found["odd3"] or found["odd4"]:
        return ">"
    return "="


def bare_numbers(text: str, quantity: Quantity) -> list[Quantity]:
    """Numbers before ``quantity`` in ``text`` that share its unit, each a quantity of its own."""
    factor, _ = _CODES.get(quantity.unit, (Decimal(1), quantity.unit))
    out = []
    for found in _SHARED.finditer(text):
        value = float(found["number"].replace(",", ""))
        own = found["scale"]
        value *= float(MULTIPLIERS[own] * factor) if own else quantity.scale
        out.append(
            Quantity(
                found.start(),
                found.end(),
                found.start(),
                value,
                quantity.unit,
                quantity.dimension,
                "=",
                words=found[0],
            )
        )
    return out


def ratios(text: str) -> Iterator[tuple[int, int, tuple[float, float, float]]]:
    """Structures such as 25.7:26.8:47.5."""
    for found in _RATIO.finditer(text):
        yield found.start(), found.end(), (float(found[1]), float(found[2]), float(found[3]))


def streaks(text: str) -> Iterator[Quantity]:
    """How long something has gone on: 连续三年, 连续4个月."""
    if "连续" not in text:
        return
    for found in _STREAK.finditer(text):
        number = parse_numeral(found["n"])
        if number:
            yield Quantity(
                found.start(),
                found.end(),
                found.start(),
                float(number),
                found["unit"],
                Dimension.AMOUNT,
                "=",
                words=found[0],
            )
