"""Quantities: a number with a unit, and the words that bound it. 超过1.2万亿元, 1700余家, 近三成, 3万至5万辆."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass

from yanzhen.read.grammar.units import CODES, DIMENSIONS, SCALE, SCALES, UNIT, Dimension
from yanzhen.read.lexicon import alternation
from yanzhen.terms import parse_numeral

_NUMBER = r"(?>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)"
_UNITS = {unit: (dimension, *CODES.get(unit, (0, unit))) for unit, dimension in DIMENSIONS.items()}
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
_BEFORE = alternation(BEFORE)
_AFTER = f"(?:{alternation(AFTER)})(?!游)"  # 80家上下游企业
_RANGE = r"(?:至|到|~|-{1,2})"
# A cheap look ahead: most numbers begin no range, and need not be read as the lower end of one.
_MAY_RANGE = r"[\d.,]++[^至到~-]{0,12}+[至到~-]{1,2}\d"

# What a quantity begins with: seen first, so that most characters are passed over at once.
_BEGINS = "".join(sorted({word[0] for word in BEFORE})) + "上过零一二三四五六七八九十百千万亿两-"
_QUANTITY = re.compile(
    rf"""
    (?=[0-9〇{_BEGINS}])
    (?:(?!\d)(?P<bound>(?<![签节履违附])(?:{_BEFORE})|(?<=[入值额收模资])过|上(?=[百千万]))(?:了|达到|达|至|到|为)?\s?)?
    (?:
      (?<![\d.第从由])(?={_MAY_RANGE})(?P<low>{_NUMBER})(?P<lowscale>{SCALE})?(?:{UNIT})?{_RANGE}(?=\d)
    )?
    (?:
      (?<![\d.第〔\[])(?P<minus>(?<=[(为是高降升落、,到至达和由从率度数值幅额])-)?(?P<number>{_NUMBER})\s?(?P<odd1>[余多])?(?P<scale>{SCALE})?(?P<odd2>[余多])?
      | (?<![第零〇一二三四五六七八九十百千万亿两几数])(?P<numeral>{_NUMERAL}+)(?P<odd3>[余多])?(?P<scale3>[万亿]+)?
    )
    (?P<unit>{UNIT}|(?<=亿)(?=$|[,;:、)。]|的[\u4e00-\u9fff]|级?(?:大关|台阶)|级(?:$|[,;:、)。]))|(?<=万)(?=$|[,;:、)。]|[\u4e00-\u9fff]{{0,6}}?(?:人员|人口|职工|员工|群众|工人|用户)))(?P<per>/每?小时|/平方公里|/公顷|/[年月日天亩人吨]|每[年月日天])?
    (?P<odd4>[余多](?![年种个元方样地层晶功媒式用肽糖孔维热]))?(?P<after>{_AFTER})?
    """,
    re.VERBOSE,
)
_FRACTION = re.compile(
    rf"(?:(?P<bound>{_BEFORE})|(?<=占)|(?<=[占的][比总数量])|(?<=的)|(?={_NUMERAL}{{1,2}}分之))(?:了|达到|达|到|为)?(?:全[国省市县球]|总数|总量|总额)?的?"
    rf"(?:(?P<half>一半|半数)|(?P<whole>{_NUMERAL}{{1,2}})分之(?P<part>{_NUMERAL}{{1,3}}))"
    rf"(?P<odd1>[多强])?(?P<after>{_AFTER})?"
)
# 从业人员40多万: people are counted without their unit.
_PEOPLE = re.compile(
    r"(?:人口|人员|人数|职工|员工|工人|就业|用工|游客|农民|群众|居民|学生)[\u4e00-\u9fff]{0,5}$"
)
_PEOPLE_AFTER = re.compile(r"[\u4e00-\u9fff]{0,6}?(?:人员|人口|职工|员工|群众|工人|用户)")
_PEOPLE_UNIT = "人"
# 两个开发区, 四条生产线: single numerals count what is named; 三个方面 counts nothing.
_THINGS = re.compile(
    r"[\u4e00-\u9fff“”\d]{0,12}?(?:集群|产业链|园区|开发区|高新区|经开区|企业|项目|生产线|基地|平台|工厂|公司|专业镇|实验室)"
)
_NOT_TENTHS = frozenset("绩立果效就功员本品为长熟份套型都")
_ENDS = frozenset(["", ",", ";", ":", "、", ")", "。"])
# Bare numbers that share the unit of a later one: 分别回落2.16和1.66个百分点.
_SHARED = re.compile(
    rf"(?P<number>(?<![\d.第])(?:(?<=[为、高降长升落少])-)?{_NUMBER})(?P<scale>{SCALE})?(?=\s?[、和与及]\s?-?{_NUMBER})"
)
# 连续三年上榜: how long something has gone on is stated of the words that follow.
_STREAK = re.compile(
    rf"连续(?P<n>\d{{1,2}}|{_NUMERAL}{{1,2}})(?P<odd>[余多])?(?P<unit>年|个月|个季度|届|次)(?=[\u4e00-\u9fff“])"
)
_RATIO = re.compile(
    r"(?<![\d.:])(\d{1,3}(?:\.\d+)?)%?\s?:\s?(\d{1,3}(?:\.\d+)?)%?\s?:\s?(\d{1,3}(?:\.\d+)?)%?(?![\d.:])"
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
    power: int = 0
    from_numeral: bool = False
    words: str = ""


def quantities(text: str) -> list[Quantity]:
    """Every quantity of ``text`` from left to right; fractions in words come last."""
    found = [quantity for each in _QUANTITY.finditer(text) if (quantity := _read(each, text))]
    if "半" in text or "分之" in text:
        found += _fractions(text)
    if "/" in text:
        found += _slashed(text)
    return found


def _fractions(text: str) -> Iterator[Quantity]:
    """占比接近一半, 超过三分之一的企业: parts of a whole, where a bound or a verb says that they are meant so."""
    for found in _FRACTION.finditer(text):
        whole, part = parse_numeral(found["whole"] or "二"), parse_numeral(found["part"] or "一")
        if not whole or not part or part >= whole:
            continue
        start = found.start("half" if found["half"] else "whole")
        yield Quantity(
            start=start,
            end=found.end(),
            left=found.start() if found["bound"] else start,
            value=100.0 * float(part) / float(whole),
            unit="%",
            dimension=Dimension.PERCENT,
            op=_op(found["bound"], found["after"], found["odd1"]),
            from_numeral=True,
            words=found[0],
        )


# 占全国的1/7
_SLASHED = re.compile(
    rf"(?:(?P<bound>{_BEFORE})|(?<=[占的达为了球国省市])|(?<=、))(?P<part>\d{{1,2}})/(?P<whole>\d{{1,2}})(?![\d/.%])(?P<after>{_AFTER})?"
)


def _slashed(text: str) -> Iterator[Quantity]:
    for found in _SLASHED.finditer(text):
        part, whole = int(found["part"]), int(found["whole"])
        if 0 < part < whole:
            yield Quantity(
                *(found.start("part"), found.end(), found.start(), 100.0 * part / whole, "%"),
                dimension=Dimension.PERCENT,
                op=_op(found["bound"], found["after"], None),
                words=found[0],
            )


def _read(found: re.Match[str], text: str) -> Quantity | None:
    bound, low, low_scale, minus, number, odd, scale, odd2, numeral, odd3, scale3, unit, per, odd4, after = (
        found.groups()
    )
    unit = unit or _unwritten(found, text)
    if unit is None:
        return None
    dimension, power, code = _UNITS[unit]
    if numeral and not _is_quantity(numeral, found, dimension):
        return None
    power += SCALES.get(scale, 0)
    value = _scaled(number, power) if number else _spelled(numeral, scale3, power)
    if value is None or math.isinf(value):
        return None  # a row of digits too long for any number
    if unit == "番":
        value, code = 2.0 ** min(value, 64) - 1, "倍"  # 翻一番: as much again
    left, end = found.span()
    start = found.start("low" if low else "number" if number else "numeral")
    lowest = _scaled(low, SCALES.get(low_scale or scale, 0) + power - SCALES.get(scale, 0)) if low else None
    if lowest is not None and lowest >= value:
        lowest = None
    op = "in" if lowest is not None else _op(bound, after, odd or odd2 or odd3 or odd4)
    if per:
        code += per.replace("/每", "/").replace("每", "/")
    if minus:
        value = -value
    left = left if bound or minus else start
    # By position, here and for statements: names cost as much as all the fields.
    return Quantity(start, end, left, value, code, dimension, op, lowest, power, bool(numeral), found[0])


def _unwritten(found: re.Match[str], text: str) -> str | None:
    """The unit of a number without one: people after 从业人员, money after 亿; 12万, of what nobody says."""
    start, end = found.span()
    if _PEOPLE.search(text, max(0, start - 14), start) or _PEOPLE_AFTER.match(text, end):
        return _PEOPLE_UNIT
    return None if text[end - 1 : end] == "万" else "元"


def _scaled(number: str, power: int) -> float:
    """The float nearest to the decimal number times a power of ten: 1.593亿 is 159300000.0 exactly."""
    plain = number.replace(",", "")
    return float(f"{plain}e{power}") if power else float(plain)


def _spelled(numeral: str, scale: str | None, power: int) -> float | None:
    if numeral in SCALES:
        return float(10 ** (SCALES[numeral] + SCALES.get(scale or "", 0) + power))
    value = parse_numeral(numeral)
    return None if value is None else float(value) * 10.0 ** (SCALES.get(scale or "", 0) + power)


def _is_quantity(numeral: str, found: re.Match[str], dimension: Dimension) -> bool:
    """Chinese numerals are mostly words (一批, 三个, 百年); these are numbers."""
    if dimension in (Dimension.COUNT, Dimension.AMOUNT):
        alone = numeral in "两三四五六七八九十" and found.string[found.end() : found.end() + 1] in _ENDS
        things = numeral in "两三四五六七八九十" and found["unit"] in ("个", "家", "条", "座", "项")
        alone = alone or (things and bool(_THINGS.match(found.string, found.end())))
        alone = alone or (bool(found["bound"]) and numeral in "百千万")  # 近万家, 上百家
        large = alone or (any(c in numeral for c in "百千万亿") and not numeral.startswith("万"))
        return large or (bool(found["bound"]) and len(numeral) > 1)
    if dimension is Dimension.MONEY:
        # 万元 and 亿元 alone are units (万元产值能耗); 千亿元 and 百万元 are amounts.
        return any(c in numeral for c in "百千万亿") and numeral not in ("万", "亿")
    if not found["unit"]:
        return False
    if found["unit"] in ("成", "倍", "番"):
        if found["unit"] == "成" and found.string[found.end() : found.end() + 1] in _NOT_TENTHS:
            return False  # 一成绩, 三成立
        return len(numeral) == 1 and numeral in "一二三四五六七八九两十"
    return True


def _op(bound: str | None, after: str | None, odd: str | None) -> str:
    if after:
        return AFTER[after]
    if bound == "上":
        return ">="  # 上百家
    if bound:
        return BEFORE.get(bound, ">")
    return ">" if odd else "="


def bare_numbers(text: str, quantity: Quantity) -> list[Quantity]:
    """Numbers before ``quantity`` in ``text`` that share its unit, and its multiplier where they have none."""
    unit_power = quantity.power - SCALES.get(quantity.words.partition(quantity.unit)[0][-1:], 0)
    out = []
    for found in _SHARED.finditer(text):
        own = found["scale"]
        value = _scaled(found["number"], SCALES[own] + unit_power if own else quantity.power)
        start, end = found.span()
        if math.isinf(value):
            continue
        out.append(Quantity(start, end, start, value, quantity.unit, quantity.dimension, "=", words=found[0]))
    return out


def ratios(text: str) -> Iterator[tuple[int, int, tuple[float, float, float]]]:
    """Structures such as 25.7:26.8:47.5."""
    for found in _RATIO.finditer(text):
        yield found.start(), found.end(), (float(found[1]), float(found[2]), float(found[3]))


def streaks(text: str) -> Iterator[Quantity]:
    """How long something has gone on: 连续三年, 连续4个月."""
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
                _op(None, None, found["odd"]),
                words=found[0],
            )
