"""Units as official writing uses them, and what each measures."""

from __future__ import annotations

from enum import StrEnum

from yanzhen.read.lexicon import alternation
from yanzhen.terms import MULTIPLIERS


class Dimension(StrEnum):
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
_COUNT = tuple("家个户条项所座处张艘架床册部篇种类宗起名位人件套台辆只头羽株枚艘列对批款组支孔口席双副根樘")
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
    "片",
    "块",
    "立方",
    "标准箱",
    "标箱",
    "重量箱",
    "箱",
    "瓶",
    "平米",
    "㎡",
    "m2",
    "米2",
    "人次",
    "场次",
    "场",
    "笔",
    "批次",
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
    "穗",
    "棒",
    "袋",
    "盒",
    "桶",
    "匹",
    "锭",
    "芯公里",
    "芯千米",
    "皮长公里",
    "车位",
    "床位",
    "学时",
    "PFLOPS",
    "EFLOPS",
]
DIMENSIONS = {
    **dict.fromkeys(_COUNT, Dimension.COUNT),
    **dict.fromkeys(_AMOUNT, Dimension.AMOUNT),
    **dict.fromkeys(_MONEY, Dimension.MONEY),
    **dict.fromkeys(_PERCENT, Dimension.PERCENT),
    **dict.fromkeys(_POINTS, Dimension.POINTS),
    **dict.fromkeys(_MULTIPLE, Dimension.MULTIPLE),
    **dict.fromkeys(_PLACES, Dimension.PLACES),
}
# Written unit -> power of ten and code; all others are stored as written, multiplied out (万辆 -> 10000 辆).
CODES: dict[str, tuple[int, str]] = {
    "元": (0, "CNY"),
    "元人民币": (0, "CNY"),
    "美元": (0, "USD"),
    "个百分点": (0, "pp"),
    "百分点": (0, "pp"),
    "个点": (0, "pp"),
    "个千分点": (-1, "pp"),
    "千分点": (-1, "pp"),
    "成": (1, "%"),
    "个位次": (0, "位"),
    "位次": (0, "位"),
    "台(套)": (0, "台套"),
    "台/套": (0, "台套"),
    "平米": (0, "平方米"),
    "㎡": (0, "平方米"),
    "平方千米": (0, "平方公里"),
    "kW": (0, "千瓦"),
    "KW": (0, "千瓦"),
}
# Multipliers in front of a unit -> power of ten.
SCALES: dict[str, int] = {word: len(str(int(factor))) - 1 for word, factor in MULTIPLIERS.items()}


# A unit that a noun begins with is none: 百亿项目, 5人均, 3种植.
_NOUNS = {
    "项": "目", "人": "均才口大民", "名": "单牌优", "种": "植子养业", "条": "件", "位": "居列于", "部": "分门", "座": "谈",
    "批": "准发", "株": "洲", "只": "有", "组": "织成", "支": "持出柱撑", "口": "径岸", "对": "外接", "款": "项", "处": "理于",
    "所": "有得", "户": "均籍外", "家": "庭电具用居畜禽", "头": "部雁", "架": "构", "个": "体人", "度": "假", "件": "均", "台": "阶湾",
    "张": "家", "元": "素", "米": "粉", "升": "级至", "天": "然津", "页": "岩", "席": "位卷", "片": "区面", "块": "状", "立方": "米体",
    "场": "所景地馆镇均面站址内外", "笔": "记试者电架",
}  # fmt: skip
UNIT = alternation(DIMENSIONS, unless=_NOUNS)
SCALE = alternation(MULTIPLIERS)
