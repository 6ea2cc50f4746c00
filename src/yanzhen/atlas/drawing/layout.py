"""Where the segments of a chain stand: columns by stage and by what feeds what inside a stage.

Inside a stage a segment stands right of those that feed it (longest path over the edges left after circles
are cut), at most three columns deep, two where the whole would be wider than :data:`WIDEST` columns; a column
longer than :data:`TALLEST` is split. Rows are put in
order by the mean row of their neighbours (barycentre rule of Sugiyama, Tagawa & Toda, IEEE Transactions on
Systems, Man and Cybernetics 11, 1981), which keeps crossings few. Support stages form a band below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from yanzhen.atlas.chart import Chart, Feed, Segment

WIDEST = 6
TALLEST = 12
SWEEPS = 6


@dataclass(frozen=True, slots=True)
class Column:
    """Segments under one another, from row ``top`` of the grid on."""

    stage: str
    segments: tuple[Segment, ...]
    top: int


@dataclass(frozen=True)
class Grid:
    """Columns left to right, and the segments of the support band in order."""

    columns: tuple[Column, ...]
    band: tuple[tuple[str, tuple[Segment, ...]], ...]
    rows: int

    def places(self) -> dict[str, tuple[int, int]]:
        """Segment key -> (column, row)."""
        return {
            segment.key: (i, column.top + j)
            for i, column in enumerate(self.columns)
            for j, segment in enumerate(column.segments)
        }


def grid_of(chart: Chart) -> Grid:
    """Lay out a chart."""
    inside = [f for f in chart.feeds if not f.crosses]
    split = _split(chart, inside, 3)
    if len(split) > WIDEST:
        split = _split(chart, inside, 2)
    band = tuple((s.id, chart.of_stage(s.id)) for s in chart.stages if s.support and chart.of_stage(s.id))
    rows = max((len(segments) for _, segments in split), default=0)
    _untangle([segments for _, segments in split], inside)
    columns = tuple(Column(stage, tuple(segments), (rows - len(segments)) // 2) for stage, segments in split)
    return Grid(columns, band, rows)


def _split(chart: Chart, feeds: Sequence[Feed], deepest: int) -> list[tuple[str, list[Segment]]]:
    """The columns of all stages but the support ones, with their stage."""
    return [
        (stage.id, column)
        for stage in chart.stages
        if not stage.support
        for column in _columns(chart.of_stage(stage.id), feeds, deepest)
    ]


def _columns(segments: Sequence[Segment], feeds: Sequence[Feed], deepest: int) -> list[list[Segment]]:
    """The columns of one stage, left to right."""
    depth = _depths([s.key for s in segments], feeds)
    columns: list[list[Segment]] = []
    for level in range(deepest):
        level_segments = [s for s in segments if min(depth[s.key], deepest - 1) == level]
        parts = -(-len(level_segments) // TALLEST)
        for part in range(parts):
            size = -(-len(level_segments) // parts)
            columns.append(level_segments[part * size : (part + 1) * size])
    return columns


def _depths(keys: Sequence[str], feeds: Sequence[Feed]) -> dict[str, int]:
    """Longest way to each segment along edges among ``keys``; the edge that closes a circle is left out."""
    sources: dict[str, list[str]] = {key: [] for key in keys}
    for feed in feeds:
        if feed.start in sources and feed.end in sources and feed.start != feed.end:
            sources[feed.end].append(feed.start)
    depth: dict[str, int] = {}

    def visit(key: str, above: frozenset[str]) -> int:
        if key not in depth:
            open_sources = [s for s in sources[key] if s not in above]
            depth[key] = max((visit(s, above | {key}) + 1 for s in open_sources), default=0)
        return depth[key]

    for key in keys:
        visit(key, frozenset({key}))
    return depth


def _untangle(columns: Sequence[list[Segment]], feeds: Sequence[Feed]) -> None:
    """Sort each column by the mean relative row of its neighbours, to and fro."""
    near: dict[str, list[str]] = {}
    for feed in feeds:
        near.setdefault(feed.start, []).append(feed.end)
        near.setdefault(feed.end, []).append(feed.start)
    for sweep in range(SWEEPS):
        for column in columns if sweep % 2 == 0 else reversed(columns):
            height = {s.key: (i + 0.5) / len(c) for c in columns for i, s in enumerate(c)}
            own = {s.key for s in column}
            column.sort(key=lambda s: _mean(s.key, near, height, own))


def _mean(key: str, near: Mapping[str, Sequence[str]], height: Mapping[str, float], own: set[str]) -> float:
    rows = [height[n] for n in near.get(key, ()) if n in height and n not in own]
    return sum(rows) / len(rows) if rows else height[key]
