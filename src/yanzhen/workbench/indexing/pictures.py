"""The pictures of an index for a page: ECharts options, each with the rows of its table twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.dynamics import density_ridges, markov
from yanzhen.measure.index import IndexResult, heatmap, profile, ranked, waterfall
from yanzhen.publish import charts_index as charts
from yanzhen.workbench.indexing.run import IndexRun

MOST_PEERS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A chart with its table: neither goes without the other.

    Attributes:
        name: for addresses (``ranked``, ``ranges``, ``waterfall``, ``heat``, ``radar``, ``ridges``, ``transitions``).
        title: heading in Chinese.
        option: ECharts option.
        rows: the table twin.
        note: what to know when looking at it.
    """

    name: str
    title: str
    option: dict[str, Any]
    rows: list[dict[str, Any]]
    note: str = ""


def index_pictures(
    run: IndexRun, *, region: str | None = None, period: str | None = None, peers: Sequence[str] = ()
) -> list[Picture]:
    """Every picture that the index allows.

    Args:
        run: a computed index.
        region: the place looked at: highlighted, with its waterfall and radar.
        period: the period looked at, the last by default.
        peers: places beside it in the radar; at most four.

    Raises:
        UsageError: no such region or period.
    """
    result = run.result
    pictures = [_ranked(run, region, period), _ranges(run, period), _heat(result, period)]
    if region is not None and _scored(result, region, period):
        pictures += [*_moves(result, region, period), *_radar(result, [region, *peers[:MOST_PEERS]], period)]
    return [*pictures, *_distribution(result)]


def _scored(result: IndexResult, region: str, period: str | None) -> bool:
    return not np.isnan(result.low[result.row(region, period)])


def _ranked(run: IndexRun, region: str | None, period: str | None) -> Picture:
    picture = ranked(run.result, period)
    frame = run.result.to_frame()[run.result.rows_of(period).tolist()].sort("rank_best", nulls_last=True)
    left_out = ";".join(f"{name}:{why}" for name, why in picture.withheld)
    note = "浅色为得分区间；名次为区间时不能排名。" + (f"未画出：{left_out}" if left_out else "")
    return Picture(
        "ranked", "得分与名次", charts.ranked_bars(picture, highlight=region), frame.to_dicts(), note
    )


def _ranges(run: IndexRun, period: str | None) -> Picture:
    result, ranges = run.result, run.robust.ranges
    frame = run.robust.to_frame()
    if result.period is not None:
        wanted = str(result.panel.periods[result.rows_of(period)[0]])
        frame = frame.filter(pl.col(result.period).cast(pl.String) == wanted)
    frame = frame.sort("rank")
    names = [str(name) for name in frame[result.region]]
    columns = (frame[name].to_list() for name in ("low", "rank", "high"))
    note = f"权重在 ±{ranges.spread:.0%} 内随机变动 {ranges.draws:,} 次，条为 {ranges.level:.0%} 名次区间，点为名次。"
    return Picture("ranges", "名次稳健性", charts.rank_range_bars(names, *columns), frame.to_dicts(), note)


def _heat(result: IndexResult, period: str | None) -> Picture:
    picture = heatmap(result, period)
    rows = [
        {result.region: region}
        | {name: None if np.isnan(v) else float(v) for name, v in zip(picture.indicators, line, strict=True)}
        for region, line in zip(picture.regions, picture.values, strict=True)
    ]
    return Picture(
        "heat", "指标热力图", charts.heat_map(picture), rows, "标准化值 0–1；空格为缺失，加框为填补。"
    )


def _moves(result: IndexResult, region: str, period: str | None) -> list[Picture]:
    """Why the place moved since the first period in which it has a score."""
    end = result.row(region, period)
    mine = [
        row
        for row, name in enumerate(result.panel.regions)
        if str(name) == region and not np.isnan(result.low[row])
    ]
    start = min(mine, key=lambda row: result.period_labels.index(result.panel.periods[row]))
    if start == end or len(result.weight_sets) > 1:
        return []
    picture = waterfall(result, region, result.panel.periods[start], result.panel.periods[end])
    passed = f"超过：{'、'.join(picture.passed) or '无'}；被超过：{'、'.join(picture.passed_by) or '无'}。"
    return [
        Picture(
            "waterfall", "得分变动的来源", charts.waterfall(picture), picture.to_frame().to_dicts(), passed
        )
    ]


def _radar(result: IndexResult, regions: Sequence[str], period: str | None) -> list[Picture]:
    if len(result.dimensions) < 3:
        return []
    picture = profile(result, regions, period)
    table = charts.radar_table(picture)
    return [
        Picture("radar", "各维度得分", charts.radar(picture), list(table), "雷达图面积没有意义，请看表。")
    ]


def _distribution(result: IndexResult) -> list[Picture]:
    """Ridges and transitions of a panel; left out where there are too few places or years for them."""
    scored = ~np.isnan(result.low)
    if len(result.period_labels) < 2 or len(set(result.panel.regions)) < 8:
        return []
    periods = [p for p, has in zip(result.panel.periods, scored, strict=True) if has]
    pictures = []
    try:
        ridges = density_ridges(result.estimate[scored], periods)
        note = "高斯核,Silverman 带宽；地区数少时第二个峰不可靠。"
        pictures.append(
            Picture("ridges", "得分分布的演进", charts.ridges(ridges), ridges.to_frame().to_dicts(), note)
        )
        frame = pl.DataFrame({**result.keys, "score": result.estimate}, strict=False)
        chain = markov(frame, classes=4, region=result.region, period=result.period, value="score")
        note = "按全部年份的四分位分档；括号内为次数。"
        pictures.append(
            Picture(
                "transitions", "等级转移", charts.transition_matrix(chain), chain.to_frame().to_dicts(), note
            )
        )
    except MeasureError:
        return pictures
    return pictures
