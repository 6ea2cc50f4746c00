"""Native charts of the index workbook, drawn from its live cells."""

from __future__ import annotations

from typing import Any

from yanzhen.measure.index import IndexResult, ranked
from yanzhen.workbench.indexing import formulas as fx
from yanzhen.workbench.indexing.plan import KEYS, Plan
from yanzhen.workbench.indexing.writer import Writer

_SOLID, _PALE = "#2f5d8a", "#a9c1d9"


def add_charts(writer: Writer, sheet: Any, result: IndexResult, plan: Plan) -> None:
    """Ranked bars of the last period, solid to the low end and pale to the high end; and the weights."""
    picture = ranked(result)
    for x, head in enumerate(("地区", "得分下限", "上限与下限之差")):
        sheet.write_string(0, x, head, writer.head)
    for y, bar in enumerate(picture.bars, 1):
        at = plan.at[result.row(bar.region, picture.period)]
        low, high = fx.cell("得分", at, KEYS + 1), fx.cell("得分", at, KEYS + 2)
        sheet.write_string(y, 0, bar.region)
        writer.live(sheet, y, 1, f"={low}", bar.low, writer.number)
        writer.live(sheet, y, 2, f"={high}-{low}", bar.high - bar.low, writer.number)
    if not picture.bars:
        return
    count = len(picture.bars)
    bars = writer.book.add_chart({"type": "bar", "subtype": "stacked"})
    for x, colour in ((1, _SOLID), (2, _PALE)):
        bars.add_series(
            {
                "name": ["图表", 0, x],
                "categories": ["图表", 1, 0, count, 0],
                "values": ["图表", 1, x, count, x],
                "fill": {"color": colour},
                "gap": 40,
            }
        )
    _place(sheet, "E2", bars, f"得分 {'' if picture.period is None else picture.period}", count)
    row, right = plan.parameter_rows(len(result.weight_sets) - 1)["权重"], KEYS + len(plan.titles) - 1
    weights = writer.book.add_chart({"type": "bar"})
    weights.add_series(
        {
            "name": "权重",
            "categories": ["权重", 1, KEYS, 1, right],
            "values": ["权重", row, KEYS, row, right],
            "fill": {"color": _SOLID},
        }
    )
    weights.set_legend({"none": True})
    _place(sheet, "P2", weights, "指标权重", len(plan.titles))


def _place(sheet: Any, at: str, chart: Any, title: str, bars: int) -> None:
    chart.set_title({"name": title})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 640, "height": 120 + 22 * min(bars, 60)})
    sheet.insert_chart(at, chart)
