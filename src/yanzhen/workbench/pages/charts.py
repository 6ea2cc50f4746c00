"""ECharts options of the pages. Colours and fonts come from the page's own style; every chart has a table twin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yanzhen.workbench.pages.compare import ActivityRow, Shift
    from yanzhen.workbench.pages.opportunities import Entrant
    from yanzhen.workbench.pages.panels import Choice

HUNDRED_MILLION = 1e8


def quotients(rows: Sequence[ActivityRow], region: str, peer: str | None) -> dict[str, Any]:
    """Bars that diverge from 1: relative concentration by activity, on a logarithmic axis."""
    shown = [r for r in rows if r.quotient and (r.quotient.low or 0) > 0][:24][::-1]

    def bars(name: str, pick: str) -> dict[str, Any]:
        values = [getattr(r, pick) for r in shown]
        data = [round(f.low, 3) if f and f.low and f.low > 0 else None for f in values]
        return {"type": "bar", "name": name, "data": data, "barMaxWidth": 10}

    series = [bars(region, "quotient")]
    if peer:
        series.append(bars(peer, "peer_quotient"))
    series[0]["markLine"] = {
        "symbol": "none",
        "silent": True,
        "data": [{"xAxis": 1}],
        "label": {"formatter": "1"},
    }
    return {
        "grid": {"left": 8, "right": 24, "top": 32, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "log", "logBase": 2},
        "yAxis": {"type": "category", "data": [r.activity for r in shown], "axisTick": {"show": False}},
        "series": series,
    }


def waterfall(shift: Shift, choice: Choice) -> dict[str, Any]:
    """From the first to the last value, part by part."""
    scale, unit = (HUNDRED_MILLION, "亿元") if choice.panel.unit(choice.value) == "CNY" else (1.0, "")
    start = (shift.start.low or 0) / scale
    parts = [(f.low or 0) / scale for f in (shift.national, shift.mix, shift.competitive)]
    names = [choice.base or "", "总体增长", "结构", "竞争力", choice.period or ""]
    base, up, down = [0.0], [0.0], [0.0]
    level = start
    for part in parts:
        base.append(min(level, level + part))
        up.append(max(part, 0.0))
        down.append(max(-part, 0.0))
        level += part
    ends = [round(start, 2), None, None, None, round(level, 2)]
    hidden = {"color": "transparent", "borderColor": "transparent"}
    stack = {"type": "bar", "stack": "w", "barMaxWidth": 48}
    return {
        "grid": {"left": 8, "right": 16, "top": 56, "bottom": 8, "containLabel": True},
        "legend": {"top": 0, "left": 0, "data": ["水平", "增加", "减少"]},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "category", "data": names, "axisTick": {"show": False}},
        "yAxis": {"type": "value", "name": unit},
        "series": [
            {
                **stack,
                "name": "",
                "data": [round(b, 3) for b in base] + [0],
                "itemStyle": hidden,
                "silent": True,
            },
            {**stack, "name": "水平", "data": ends},
            {**stack, "name": "增加", "data": [None] + [round(u, 3) for u in up[1:]] + [None]},
            {**stack, "name": "减少", "data": [None] + [round(d, 3) for d in down[1:]] + [None]},
        ],
    }


def quadrants(
    entrants: Sequence[Entrant], present: Sequence[Entrant], density: float, pci: float
) -> dict[str, Any]:
    """Relatedness against complexity: what is there, and what could come."""

    def points(name: str, shown: Sequence[Entrant], symbol: str) -> dict[str, Any]:
        data = [{"name": e.activity, "value": [round(e.density, 4), round(e.complexity, 3)]} for e in shown]
        label = {
            "show": len(shown) < 40,
            "formatter": "{b}",
            "position": "right",
            "fontSize": 11,
            "textBorderWidth": 0,
        }
        return {
            "type": "scatter",
            "name": name,
            "data": data,
            "symbol": symbol,
            "symbolSize": 10,
            "label": label,
            # Names that would cover each other are moved apart; what has no room is in the table below.
            "labelLayout": {"moveOverlap": "shiftY", "hideOverlap": True},
        }

    series = [points("可能进入", entrants, "circle"), points("已有", present, "diamond")]
    series[0]["markLine"] = {
        "symbol": "none",
        "silent": True,
        "lineStyle": {"type": "dashed"},
        "label": {"show": False},
        "data": [{"xAxis": density}, {"yAxis": pci}],
    }
    return {
        "grid": {"left": 8, "right": 48, "top": 56, "bottom": 28, "containLabel": True},
        "legend": {"top": 0, "left": 0, "itemWidth": 12, "itemHeight": 10},
        "tooltip": {"trigger": "item"},
        "xAxis": {
            "type": "value",
            "name": "关联密度",
            "scale": True,
            "nameLocation": "middle",
            "nameGap": 26,
        },
        "yAxis": {"type": "value", "name": "复杂度", "scale": True},
        "series": series,
    }
