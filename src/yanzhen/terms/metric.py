"""What a figure measures: its name, the facet taken of it, and the family that says what it may meet.

A metric is written ``name[:facet[(base)]]``: ``年营收``, ``规上工业增加值:yoy``, ``增加值:share(规上工业)``,
``节能与新能源客车:capacity``, ``制造业重点产业链:count``, ``pull(规上工业)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_WRITTEN = re.compile(r"^(?P<name>.*?)(?::(?P<facet>[a-z_]+)(?:\((?P<base>.*)\))?)?$", re.DOTALL)
_BARE = re.compile(r"^(?P<facet>pull|contrib)(?:\((?P<base>.*)\))?$", re.DOTALL)

# Facets whose figures are levels of the thing itself; all others are rates, ranks, shares or differences.
LEVEL_FACETS = {"", "count", "capacity"}
FACET_NAMES: dict[str, tuple[str, str]] = {
    "": ("", ""),
    "count": ("数量", "number"),
    "capacity": ("产能", "capacity"),
    "yoy": ("同比增速", "year-on-year growth"),
    "mom": ("环比增速", "growth on the previous period"),
    "cagr": ("年均增速", "average annual growth"),
    "since": ("累计增长", "growth since the base year"),
    "growth": ("增长", "growth on a base"),
    "times": ("倍数", "times the base"),
    "share": ("占比", "share"),
    "rank": ("位次", "rank"),
    "pull": ("拉动", "pull"),
    "contrib": ("贡献率", "contribution"),
    "yoy_vs": ("增速差", "growth difference"),
    "share_vs": ("占比差", "share difference"),
    "diff": ("增减", "difference"),
    "share_diff": ("占比变化", "change of the share"),
    "yoy_diff": ("增速变化", "change of the growth rate"),
    "rank_diff": ("位次变化", "change of the rank"),
    "progress": ("完成进度", "progress against target"),
}

# Family -> (words that show it, Chinese, English). Different families are never added or ranked together.
# Order matters: the first family whose word occurs is taken, so the longer words come first.
FAMILIES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "value_added": (("增加值", "生产总值", "GDP"), "增加值", "value added"),
    "output": (("总产值", "产值"), "产值", "output value"),
    "revenue": (
        ("营业收入", "主营业务收入", "营收", "销售收入", "销售额", "主营收入"),
        "营业收入",
        "revenue",
    ),
    "fiscal": (("预算收入", "财政收入"), "财政收入", "fiscal revenue"),
    "profit": (("利润", "利税"), "利润", "profit"),
    "tax": (("税收", "纳税", "税金"), "税收", "tax"),
    "investment": (("投资", "固投"), "投资", "investment"),
    "trade": (("进出口", "出口", "进口"), "进出口", "trade"),
    "capacity": (("产能", "年产能", "生产能力"), "产能", "capacity"),
    "volume": (("产量",), "产量", "volume of output"),
}


@dataclass(frozen=True, slots=True)
class Metric:
    """A metric taken apart: name, facet (empty for the level itself) and the base of the facet."""

    name: str
    facet: str = ""
    base: str = ""

    @classmethod
    def parse(cls, written: str) -> Metric:
        """Take ``name:facet(base)`` apart; what has no facet is all name."""
        found = _BARE.match(written) or _WRITTEN.match(written)
        assert found is not None
        parts = found.groupdict()
        return cls(parts.get("name") or "", parts.get("facet") or "", parts.get("base") or "")

    def __str__(self) -> str:
        base = f"({self.base})" if self.base else ""
        return (
            f"{self.name}:{self.facet}{base}"
            if self.name and self.facet
            else (self.name or self.facet + base)
        )

    @property
    def family(self) -> str | None:
        """Revenue, output, value added …; None where the name shows none of them."""
        if self.facet in {"count", "capacity"}:
            return self.facet
        return next(
            (key for key, (words, _, _) in FAMILIES.items() if any(w in self.name for w in words)), None
        )

    @property
    def is_level(self) -> bool:
        """Whether figures of this metric are amounts that could be added at all."""
        return self.facet in LEVEL_FACETS

    @property
    def key(self) -> str:
        """One spelling for the ways a metric is written: 年营收, 实现营收 and 营业收入 are one."""
        name = re.sub(r"^(全年|年|实现|完成)", "", self.name).replace("规模以上", "规上")
        name = re.sub(r"营收(?!入)", "营业收入", name)
        return str(Metric(name, self.facet, self.base))

    @property
    def zh(self) -> str:
        """The metric in Chinese for a label: 规上工业增加值同比增速."""
        facet = FACET_NAMES.get(self.facet, (self.facet, self.facet))[0]
        return f"{self.name}{facet}" + (f"({self.base})" if self.base else "")


def why_not_together(a: str | None, b: str | None) -> str | None:
    """Why figures of two metrics must not be added or ranked together (Chinese), or None if they may."""
    if a is None or b is None:
        return None if a == b else "其中一个数没有指标名称，无法判断口径"
    first, second = Metric.parse(a), Metric.parse(b)
    if first.key == second.key:
        return None
    if first.family != second.family and first.family and second.family:
        names = [FAMILIES[m.family][1] if m.family in FAMILIES else m.zh for m in (first, second) if m.family]
        return f"指标不同：{names[0]}与{names[1]}不能相加或直接比较"
    return f"指标不同：“{first.zh}”与“{second.zh}”不能相加或直接比较"
