"""Catalogue fragment: growth and shift-share."""

from __future__ import annotations

from yanzhen.measure.catalogue import MeasureInfo

_PANEL = ("region", "activity", "value", "period")
_HOME = "yanzhen.measure.growth"


def _entry(
    name: str, zh: str, en: str, function: str, paper: str, aliases: tuple[str, ...] = ()
) -> MeasureInfo:
    page = f"growth.md#{name.replace('_', '-')}"
    return MeasureInfo(name, zh, en, "growth", f"{_HOME}.{function}", _PANEL, paper, page, (), {}, aliases)


ENTRIES = (
    _entry(
        "growth_rate",
        "增速：同比（或隔若干期）增长",
        "Growth over the period lag before",
        "rates:growth_rate",
        "-",
        ("growth", "yoy", "year_on_year"),
    ),
    _entry("cagr", "年均增速：首尾两期的复合增长率", "Compound annual growth rate", "rates:cagr", "-"),
    _entry(
        "contribution",
        "贡献率与拉动：各行业对本地增长的贡献和拉动百分点",
        "Contribution and pull of activities to a region's growth",
        "rates:contribution",
        "NBS practice",
        ("pull",),
    ),
    _entry(
        "shift_share",
        "偏离份额：增长分为全国、结构、竞争三部分",
        "Shift-share: national, industry-mix and competitive parts",
        "shift_share:shift_share",
        "Dunn 1960; Esteban-Marquillas 1972; Barff & Knight 1988",
    ),
)

EXPORTS = (*(entry.function for entry in ENTRIES), f"{_HOME}.shift_share:ShiftShare")
