"""ECharts options for indices: ranked bars, rank ranges, waterfall, heat map, radar, ridges, transitions, tiles.

Pure functions from the result types of ``yanzhen.measure`` to dictionaries that go to JSON as they are.
Intervals are drawn as intervals, missing cells stay empty, and every picture has a table twin
(:func:`radar_table` for the radar; the frames of the results for the others).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from yanzhen.errors import UsageError
from yanzhen.measure.dynamics import Markov, Ridges
from yanzhen.measure.index import Heatmap, Profile, Ranked, Waterfall
from yanzhen.measure.index.tiles import Tile
from yanzhen.publish.charts import FONT, GRID, INK, KNOWN, MUTED, OPEN

Option = dict[str, Any]
GAIN, LOSS = "#2f7d4f", "#b4532a"
SHADES = ["#f3f6f9", "#a9c1d9", "#2f5d8a", "#16324f"]


def ranked_bars(picture: Ranked, *, highlight: str | None = None) -> Option:
    """Scores from first to last: solid to the low end, pale to the high end; the label gives the rank.

    A rank that is not certain is written as a range (2–3). Regions without a score are not drawn:
    ``picture.withheld`` has them with the reason, for the line below the chart.
    """
    bars = picture.bars
    solid = [
        {"value": _round(bar.low), "itemStyle": {"color": INK if bar.region == highlight else KNOWN}}
        for bar in bars
    ]
    pale = [
        {
            "value": _round(bar.high - bar.low),
            "label": {"formatter": _span(bar.rank_best, bar.rank_worst)},
        }
        for bar in bars
    ]
    label = {"show": True, "position": "right", "color": MUTED}
    return _base() | {
        "xAxis": _values(0, 1),
        "yAxis": _names([bar.region for bar in bars]),
        "series": [
            {"type": "bar", "name": "得分(下限)", "stack": "score", "barWidth": "60%", "data": solid},
            {"type": "bar", "name": "至上限", "stack": "score", "color": OPEN, "label": label, "data": pale},
        ],
        "tooltip": {"trigger": "axis"},
    }


def rank_range_bars(
    regions: Sequence[str], low: Sequence[int], rank: Sequence[int], high: Sequence[int]
) -> Option:
    """Central range of ranks over random weights as a bar, the rank itself as a dot; first place on the left."""
    edge = 0.1  # so that a rank that always holds is still seen as a bar
    return _base() | {
        "xAxis": _values(1, int(max(high, default=1))) | {"name": "名次", "minInterval": 1},
        "yAxis": _names(regions),
        "series": [
            {
                "type": "bar",
                "stack": "r",
                "silent": True,
                "color": "transparent",
                "data": [int(x) - edge for x in low],
            },
            {
                "type": "bar",
                "stack": "r",
                "name": "名次区间",
                "color": OPEN,
                "barWidth": 8,
                "data": [int(b) - int(a) + 2 * edge for a, b in zip(low, high, strict=True)],
            },
            {
                "type": "scatter",
                "name": "名次",
                "color": KNOWN,
                "symbolSize": 10,
                "data": [[int(x), y] for y, x in enumerate(rank)],
            },
        ],
        "tooltip": {"trigger": "axis"},
    }


def waterfall(picture: Waterfall, *, most: int = 12) -> Option:
    """From the score at the start to the score at the end, indicator by indicator.

    The ``most`` largest parts are drawn; the rest is one bar, so that the bars still add up.
    """
    steps = [(step.zh, step.part) for step in picture.steps[:most]]
    rest = sum(step.part for step in picture.steps[most:])
    if len(picture.steps) > most:
        steps.append((f"其余 {len(picture.steps) - most} 项", rest))
    level, floor = picture.score_start, [0.0]
    rise: list[float | None] = [None]
    fall: list[float | None] = [None]
    for _, part in steps:
        floor.append(_round(min(level, level + part)))
        rise.append(_round(part) if part >= 0 else None)
        fall.append(_round(-part) if part < 0 else None)
        level += part
    ends = [_round(picture.score_start), *[None] * len(steps), _round(picture.score_end)]
    floor.append(0.0)
    series: list[Option] = [
        {"type": "bar", "stack": "w", "silent": True, "color": "transparent", "data": floor},
        {"type": "bar", "stack": "w", "name": "得分", "color": KNOWN, "data": ends},
        {"type": "bar", "stack": "w", "name": "上升", "color": GAIN, "data": [*rise, None]},
        {"type": "bar", "stack": "w", "name": "下降", "color": LOSS, "data": [*fall, None]},
    ]
    start, end = (
        f"{name}(第{_span(*rank)}名)"
        for name, rank in ((picture.start, picture.rank_start), (picture.end, picture.rank_end))
    )
    return _base() | {
        "legend": {"data": ["上升", "下降"], "top": 0},
        "xAxis": _names([start, *(name for name, _ in steps), end], turned=False),
        "yAxis": _values(None, None),
        "series": series,
        "tooltip": {"trigger": "axis"},
    }


def heat_map(picture: Heatmap) -> Option:
    """Regions by indicators; missing cells are not drawn, imputed ones carry a mark."""
    filled = set(picture.filled)
    data: list[Option] = []
    for i, row in enumerate(picture.values.tolist()):
        for j, value in enumerate(row):
            if not math.isnan(value):
                item: Option = {"value": [j, i, _round(value)]}
                if (i, j) in filled:
                    item["itemStyle"] = {"borderColor": LOSS, "borderWidth": 2}
                data.append(item)
    return _base() | {
        "xAxis": _names(picture.indicators, turned=False) | {"splitArea": {"show": True}},
        "yAxis": _names(picture.regions),
        "visualMap": _shades(0.0, 1.0),
        "series": [{"type": "heatmap", "name": "标准化值", "data": data}],
        "tooltip": {},
    }


def radar(picture: Profile) -> Option:
    """Dimension scores of a few regions; to stand beside :func:`radar_table`, never alone.

    Raises:
        UsageError: fewer than three dimensions, which a radar cannot show.
    """
    if len(picture.dimensions) < 3:
        raise UsageError("雷达图至少要三个维度", expected="用表格或条形图")
    lines: list[Option] = [
        {"name": region, "value": [_number(x) for x in row]}
        for region, row in zip(picture.regions, picture.values.tolist(), strict=True)
    ]
    median = [_number(x) for x in picture.median.tolist()]
    lines.append({"name": "中位数", "value": median, "lineStyle": {"type": "dashed"}})
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT, "color": INK},
        "legend": {"bottom": 0},
        "radar": {"indicator": [{"name": name, "max": 1, "min": 0} for name in picture.dimensions]},
        "series": [{"type": "radar", "data": lines}],
        "tooltip": {},
    }


def radar_table(picture: Profile) -> list[dict[str, str | float | None]]:
    """The numbers of the radar, one row per dimension."""
    return [
        {"维度": dimension}
        | {region: _number(picture.values[i, k]) for i, region in enumerate(picture.regions)}
        | {"中位数": _number(picture.median[k])}
        for k, dimension in enumerate(picture.dimensions)
    ]


def ridges(picture: Ridges, *, overlap: float = 1.6) -> Option:
    """Densities of successive periods, one above the other; the oldest on top."""
    top = max(float(each.density.max()) for each in picture.densities)
    count = len(picture.periods)
    series: list[Option] = []
    for k, each in enumerate(picture.densities):
        base = float(count - 1 - k)
        line = [
            [_round(x), _round(base + overlap * d / top)]
            for x, d in zip(picture.x.tolist(), each.density.tolist(), strict=True)
        ]
        series.append(
            {
                "type": "line",
                "name": str(picture.periods[k]),
                "showSymbol": False,
                "endLabel": {
                    "show": True,
                    "formatter": f"{picture.periods[k]}(n={each.n})",
                    "color": MUTED,
                    "offset": [2, -7],
                },
                "color": KNOWN,
                "lineStyle": {"width": 1.5},
                "areaStyle": {"origin": base, "color": OPEN, "opacity": 0.6},
                "z": k,
                "data": line,
            }
        )
    return _base() | {
        "xAxis": _values(None, None),
        "yAxis": {
            "type": "value",
            "min": 0,
            "max": count - 1 + overlap,
            "show": False,
        },
        "grid": {"left": 8, "right": 96, "top": 28, "bottom": 40, "containLabel": True},
        "series": series,
        "tooltip": {"trigger": "item"},
    }


def transition_matrix(picture: Markov) -> Option:
    """Probabilities from row to column; a class that nobody started from has an empty row."""
    names = [str(label) for label in picture.classes]
    data = [
        {"value": [j, i, _round(p)], "label": {"formatter": f"{p:.2f}\n({picture.counts[i, j]})"}}
        for i, row in enumerate(picture.P.tolist())
        for j, p in enumerate(row)
        if not math.isnan(p)
    ]
    return _base() | {
        "xAxis": _names(names, turned=False) | {"name": "下一期", "nameLocation": "middle", "nameGap": 28},
        "yAxis": _names(names) | {"name": "本期", "nameLocation": "middle", "nameGap": 28},
        "visualMap": _shades(0.0, 1.0),
        "series": [{"type": "heatmap", "name": "转移概率", "label": {"show": True}, "data": data}],
        "tooltip": {},
    }


def tile_map(tiles: Sequence[Tile], values: Mapping[str, float | None], *, name: str = "得分") -> Option:
    """A schematic map, one square per region; a region without a value is drawn hollow."""
    known = {region: v for region, v in values.items() if v is not None and not math.isnan(v)}
    data: list[Option] = []
    hollow: list[Option] = []
    for tile in tiles:
        label = {"formatter": tile.region}
        if tile.region in known:
            data.append({"value": [tile.column, tile.row, _round(known[tile.region])], "label": label})
        else:
            hollow.append({"value": [tile.column, tile.row], "label": label})
    columns, rows = max(t.column for t in tiles) + 1, max(t.row for t in tiles) + 1
    hidden = {"type": "category", "show": False}
    return _base() | {
        "xAxis": hidden | {"data": list(range(columns))},
        "yAxis": hidden | {"data": list(range(rows)), "inverse": True},
        "visualMap": _shades(min(known.values(), default=0.0), max(known.values(), default=1.0))
        | {"seriesIndex": 0},
        "series": [
            {
                "type": "heatmap",
                "name": name,
                "label": {"show": True, "fontSize": 11},
                "itemStyle": {"borderColor": "#fff", "borderWidth": 2},
                "data": data,
            },
            {
                "type": "scatter",
                "name": "没有得分",
                "symbol": "rect",
                "symbolSize": 44,
                "label": {"show": True, "fontSize": 11, "color": MUTED},
                "itemStyle": {"color": "transparent", "borderColor": MUTED, "borderType": "dashed"},
                "data": hollow,
            },
        ],
        "tooltip": {},
    }


def _base() -> Option:
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT, "color": INK},
        # Room on the left for names that are turned, and on the right for labels behind the bars.
        "grid": {"left": 36, "right": 40, "top": 28, "bottom": 40, "containLabel": True},
    }


def _values(low: float | None, high: float | None) -> Option:
    ends = {key: end for key, end in (("min", low), ("max", high)) if end is not None}
    return {
        "type": "value",
        "splitLine": {"lineStyle": {"color": GRID}},
        "axisLabel": {"color": MUTED},
    } | ends


def _names(names: Sequence[str], *, turned: bool = True) -> Option:
    """A category axis; ``turned`` for the vertical one, first name on top."""
    label: Option = {"color": INK, "interval": 0}
    axis: Option = {"type": "category", "data": list(names), "axisTick": {"show": False}, "axisLabel": label}
    if turned:
        return axis | {"inverse": True}
    label["rotate"] = 35 if len(names) > 6 else 0
    return axis


def _shades(low: float, high: float) -> Option:
    return {
        "min": _round(low),
        "max": _round(high),
        "orient": "horizontal",
        "left": "center",
        "bottom": 0,
        "inRange": {"color": SHADES},
        "dimension": 2,
        "text": ["高", "低"],
    }


def _span(best: int, worst: int) -> str:
    return str(best) if best == worst else f"{best}–{worst}"


def _round(value: float) -> float:
    return round(float(value), 6)


def _number(value: float) -> float | None:
    return None if math.isnan(value) else _round(value)
