"""ECharts options of the pages. Colours and fonts come from the page's own style; every chart has a table twin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yanzhen.workbench.pages.compare import ActivityRow, Shift
    from yanzhen.workbench.pages.linkage import Row
    from yanzhen.workbench.pages.opportunities import Entrant
    from yanzhen.workbench.pages.panels import Choice
    from yanzhen.workbench.pages.shock import Step

from yanzhen.workbench.pages.tables import N_

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
    names = [choice.base or "", N_("总体增长"), N_("结构"), N_("竞争力"), choice.period or ""]
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
        "legend": {"top": 0, "left": 0, "data": [N_("水平"), N_("增加"), N_("减少")]},
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
            {**stack, "name": N_("水平"), "data": ends},
            {**stack, "name": N_("增加"), "data": [None] + [round(u, 3) for u in up[1:]] + [None]},
            {**stack, "name": N_("减少"), "data": [None] + [round(d, 3) for d in down[1:]] + [None]},
        ],
    }


def _label_sides(shown: Sequence[Entrant]) -> dict[str, str]:
    """On which side of its point each name has room, on a chart of usual size; names without room are left out.

    They stand in the table below, and a pointer shows them.
    """
    wide, high, line = 880.0, 420.0, 15.0
    xs, ys = [e.density for e in shown], [e.complexity for e in shown]
    if not shown or len(shown) > 60:
        return {}
    right = (max(xs) - min(xs)) or 1.0
    up = (max(ys) - min(ys)) or 1.0
    at = {
        e.activity: ((e.density - min(xs)) / right * wide, (max(ys) - e.complexity) / up * high)
        for e in shown
    }
    taken = [(x - 7, y - 7, x + 7, y + 7) for x, y in at.values()]
    sides: dict[str, str] = {}
    for name, (x, y) in at.items():
        width = 11.5 * len(name)
        boxes = {
            "right": (x + 8, y - line / 2, x + 8 + width, y + line / 2),
            "left": (x - 8 - width, y - line / 2, x - 8, y + line / 2),
            "top": (x - width / 2, y - 8 - line, x + width / 2, y - 8),
            "bottom": (x - width / 2, y + 8, x + width / 2, y + 8 + line),
        }
        for side, box in boxes.items():
            if box[0] > -60 and box[2] < wide + 60 and not any(_overlap(box, other) for other in taken):
                sides[name] = side
                taken.append(box)
                break
    return sides


def _overlap(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def quadrants(
    entrants: Sequence[Entrant], present: Sequence[Entrant], density: float, pci: float
) -> dict[str, Any]:
    """Relatedness against complexity: what is there, and what could come."""

    sides = _label_sides([*entrants, *present])

    def points(name: str, shown: Sequence[Entrant], symbol: str) -> dict[str, Any]:
        data = [
            {
                "name": e.activity,
                "value": [round(e.density, 4), round(e.complexity, 3)],
                "label": {"show": e.activity in sides, "position": sides.get(e.activity, "right")},
            }
            for e in shown
        ]
        label = {"show": True, "formatter": "{b}", "fontSize": 11, "textBorderWidth": 0}
        return {
            "type": "scatter",
            "name": name,
            "data": data,
            "symbol": symbol,
            "symbolSize": 10,
            "label": label,
        }

    series = [points(N_("可能进入"), entrants, "circle"), points(N_("已有"), present, "diamond")]
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
            "name": N_("关联密度"),
            "scale": True,
            "nameLocation": "middle",
            "nameGap": 26,
        },
        "yAxis": {"type": "value", "name": N_("复杂度"), "scale": True},
        "series": series,
    }


def pulls(rows: Sequence[Row]) -> dict[str, Any]:
    """What would be lost without each cluster: its own output, and what it pulls along, in per cent of all."""
    shown = rows[::-1]
    own = [r.share.low or 0.0 for r in shown]
    along = [round((r.loss.low or 0.0) - s, 2) for r, s in zip(shown, own, strict=True)]
    stack = {"type": "bar", "stack": "loss", "barMaxWidth": 16}
    return {
        "grid": {"left": 8, "right": 32, "top": 32, "bottom": 28, "containLabel": True},
        "legend": {"top": 0, "left": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {"type": "value", "name": "%", "nameLocation": "middle", "nameGap": 26},
        "yAxis": {"type": "category", "data": [r.cluster for r in shown], "axisTick": {"show": False}},
        "series": [
            {**stack, "name": N_("自身产出占比"), "data": own},
            {**stack, "name": N_("带动的其他部门"), "data": along, "itemStyle": {"color": "--shade-3"}},
        ],
    }


def course(steps: Sequence[Step], own: float) -> dict[str, Any]:
    """How the loss grows from step to step, in per cent of the network's output."""
    itself = round(100 * own, 2)
    after = [round(max(0.0, (s.total.low or 0.0) - itself), 2) for s in steps]
    bars = {"type": "bar", "stack": "loss", "barMaxWidth": 40}
    return {
        "grid": {"left": 8, "right": 16, "top": 56, "bottom": 28, "containLabel": True},
        "legend": {"top": 0, "left": 0},
        "tooltip": {"trigger": "axis"},
        "xAxis": {
            "type": "category",
            "data": [s.step for s in steps],
            "name": N_("步"),
            "nameLocation": "middle",
            "nameGap": 26,
            "axisTick": {"show": False},
        },
        "yAxis": {"type": "value", "name": "%"},
        "series": [
            {**bars, "name": N_("自身"), "data": [itself] * len(steps)},
            {**bars, "name": N_("被牵连的企业"), "data": after, "itemStyle": {"color": "--traditional"}},
        ],
    }
