"""Catalogue fragment: peers, roll-up, bounds, space."""

from __future__ import annotations

from yanzhen.measure.catalogue import MeasureInfo

_LONG = ("region", "activity", "value")
_INTERVAL = ("region", "activity", "low", "high")


def _entry(
    name: str,
    zh: str,
    en: str,
    group: str,
    function: str,
    paper: str,
    page: str,
    columns: tuple[str, ...] = _LONG,
    optional: tuple[str, ...] = ("period",),
    aliases: tuple[str, ...] = (),
) -> MeasureInfo:
    target = f"{page}#{name.replace('_', '-')}"
    return MeasureInfo(
        name, zh, en, group, f"yanzhen.measure.{function}", columns, paper, target, optional, {}, aliases
    )


ENTRIES = (
    _entry(
        "peers",
        "同类地区：结构相似、规模相近的地区，及谁像五年前的我们",
        "Peer regions by structure, by size, and across time",
        "neighbours",
        "neighbours:peers",
        "Finger & Kreinin 1979; Bahar et al. 2014",
        "neighbours.md",
        optional=("period",),
        aliases=("similarity", "neighbours", "peer_regions", "similar_regions"),
    ),
    _entry(
        "roll_up",
        "上卷：按分类代码前缀或对照表汇总到上级",
        "Roll up to broader classes by code prefix or table",
        "panel",
        "rollup:roll_up",
        "-",
        "panel.md",
        aliases=("rollup",),
    ),
    _entry(
        "share_bounds",
        "占比区间：输入为“超/约”时占比的上下界",
        "Bounds of shares when the inputs are bounds",
        "bounds",
        "bounds.shares:share_bounds",
        "interval analysis",
        "bounds.md",
        _INTERVAL,
    ),
    _entry(
        "lq_bounds",
        "区位商区间：输入为“超/约”时区位商的精确上下界",
        "Exact bounds of LQ when the inputs are bounds",
        "bounds",
        "bounds.shares:lq_bounds",
        "interval analysis",
        "bounds.md",
        _INTERVAL,
    ),
    _entry(
        "herfindahl_bounds",
        "赫芬达尔区间：份额有上下界时的上下界",
        "Bounds of the Herfindahl index when the inputs are bounds",
        "bounds",
        "bounds.herfindahl:herfindahl_bounds",
        "interval analysis",
        "bounds.md",
        _INTERVAL,
    ),
    _entry(
        "shift_share_bounds",
        "偏离份额区间：输入有上下界时各部分的上下界",
        "Bounds of shift-share parts when the inputs are bounds",
        "bounds",
        "bounds.shift_share:shift_share_bounds",
        "Dunn 1960; interval analysis",
        "bounds.md",
        (*_INTERVAL, "period"),
        (),
    ),
    _entry(
        "moran",
        "莫兰指数：邻近地区是否相似（全局）",
        "Moran's I: are neighbouring regions alike? (global)",
        "space",
        "spatial:moran",
        "Moran 1950; esda",
        "spatial.md",
        ("region", "value"),
        ("period",),
    ),
    _entry(
        "lisa",
        "局部莫兰：热点、冷点与异常地区",
        "Local Moran (LISA): hot spots, cold spots, outliers",
        "space",
        "spatial:lisa",
        "Anselin 1995; esda",
        "spatial.md",
        ("region", "value"),
        ("period",),
    ),
)

EXPORTS = (*(entry.function for entry in ENTRIES), "yanzhen.measure.rollup:at_levels")
