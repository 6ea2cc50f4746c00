"""Chart options: the same ECharts dictionaries on screen and on paper, bounds drawn as bounds."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence
from typing import Any

from yanzhen.errors import FigureError
from yanzhen.terms import Figure, unit_of

INK, MUTED, GRID = "#1f2933", "#5b6773", "#d9dee3"
KNOWN, OPEN = "#2f5d8a", "#a9c1d9"
FONT = "Noto Sans SC"
_SCALES = {
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万"), (1.0, "")),
    "en": ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "), (1.0, "")),
}


def bound_bars(bars: Sequence[tuple[str, Figure]], language: str = "zh") -> dict[str, Any]:
    """Horizontal bars for figures of one unit, the words of each at its end.

    The dark part is what the source guarantees (the low end). A pale part reaches to the high end; where
    that is not known, it fades out to the edge of the chart: "at least" never looks like "exactly".

    Raises:
        FigureError: nothing to draw, or several units.
    """
    units = {figure.unit for _, figure in bars}
    if len(units) != 1:
        raise FigureError("一张图只能画一种单位的数字", where="、".join(sorted(units)) or "没有数字")
    ends = [x for _, f in bars for x in (f.interval.low, f.interval.high) if math.isfinite(x)]
    top = max([*map(abs, ends), 0.0]) or 1.0
    size, scale = next(each for each in _SCALES[language] if top >= each[0] or each[0] == 1.0)
    edge = top * 1.35 / size
    unit = unit_of(units.pop())
    names = [_in_lines(name, language) for name, _ in bars]
    return {
        "animation": False,
        "textStyle": {"fontFamily": FONT, "color": INK},
        "grid": {"left": 8, "right": 24, "top": 12, "bottom": 34, "containLabel": True},
        "xAxis": {
            "type": "value",
            "min": 0,
            "max": round(edge, 6),
            "name": scale + (unit.zh if language == "zh" else unit.en),
            "nameLocation": "middle",
            "nameGap": 24,
            "nameTextStyle": {"color": MUTED},
            "splitLine": {"showMaxLine": False, "lineStyle": {"color": GRID}},
            "axisLabel": {"color": MUTED, "showMaxLabel": False},
        },
        "yAxis": {
            "type": "category",
            "inverse": True,
            "data": names,
            "axisTick": {"show": False},
            "axisLine": {"lineStyle": {"color": MUTED}},
            "axisLabel": {"color": INK, "fontSize": 13, "lineHeight": 16, "interval": 0},
        },
        "series": _series([figure for _, figure in bars], size, edge, language),
    }


def height_of(bars: Sequence[tuple[str, Figure]], language: str = "zh") -> int:
    """Room for the bars, their names in lines, and the axis."""
    lines = max((_in_lines(name, language).count("\n") + 1 for name, _ in bars), default=1)
    return 62 + (28 + 16 * lines) * len(bars)


_LINE = {"zh": 13, "en": 28}


def _in_lines(name: str, language: str) -> str:
    """A long name in lines of about the same length; the comma of a Chinese list stays at the end of its line."""
    size = math.ceil(len(name) / math.ceil(len(name) / _LINE[language]))
    if language != "zh":
        return "\n".join(textwrap.wrap(name, size + 4))
    lines = [name[i : i + size] for i in range(0, len(name), size)]
    return re.sub(r"\n([、，])", r"\1\n", "\n".join(lines))


def _series(figures: Sequence[Figure], size: float, edge: float, language: str) -> list[dict[str, Any]]:
    known, rest = [], []
    for figure in figures:
        low = max(0.0, figure.interval.low) / size if math.isfinite(figure.interval.low) else 0.0
        high = figure.interval.high / size if math.isfinite(figure.interval.high) else edge
        words = figure.zh() if language == "zh" else figure.en()
        fade = _fade() if math.isinf(figure.interval.high) else OPEN
        known.append({"value": round(low, 6)})
        rest.append({"value": round(high - low, 6), "itemStyle": {"color": fade}, "name": words})
    label = {"show": True, "position": "insideLeft", "formatter": "{b}", "color": INK, "fontSize": 12}
    for item in rest:
        # Category charts name items by category, so the words go in as the label itself.
        item["label"] = {**label, "formatter": item.pop("name"), "position": "insideLeft"}
    return [
        {"type": "bar", "stack": "bound", "barWidth": "56%", "itemStyle": {"color": KNOWN}, "data": known},
        {"type": "bar", "stack": "bound", "data": rest},
    ]


def _fade() -> dict[str, Any]:
    stops = [{"offset": 0, "color": OPEN}, {"offset": 1, "color": "rgba(169,193,217,0)"}]
    return {"type": "linear", "x": 0, "y": 0, "x2": 1, "y2": 0, "colorStops": stops}
