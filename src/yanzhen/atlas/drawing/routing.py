"""Edges as wires: horizontal and vertical runs in the gutters between cards, never across a card.

All edges that leave a segment share one vertical run per gutter, so that a reader can follow "all that
this feeds" as one wire that branches. Edges to the next column take the gutter between; those that skip
columns pass through a gap between rows; those that go back (recycling), and those to and from the support
band, take the channel under the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yanzhen.atlas.chart import Feed
from yanzhen.atlas.drawing.layout import Grid

Point = tuple[float, float]
CARD_WIDTH, CARD_HEIGHT = 188.0, 54.0
ROW_GAP = 20.0
TRACK = 6.0
GUTTER = 30.0
RADIUS = 5.0
BAND_HEADING = 34.0
# Offsets of parallel runs in the gap between two rows; with more runs than these, some coincide.
GAP_TRACKS = (0.0, -4.0, 4.0, -7.0, 7.0)


@dataclass(frozen=True, slots=True)
class Box:
    """A card: its left and upper edge, and how tall it is."""

    x: float
    y: float
    height: float = CARD_HEIGHT

    @property
    def right(self) -> float:
        return self.x + CARD_WIDTH

    @property
    def bottom(self) -> float:
        return self.y + self.height

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Wire:
    """One edge as drawn."""

    feed: Feed
    points: tuple[Point, ...]

    def path(self) -> str:
        """SVG path with rounded corners."""
        return _rounded(self.points)


@dataclass
class _Tracks:
    """Parallel runs in one gutter, row gap or channel: one per source."""

    owners: list[str] = field(default_factory=list)

    def of(self, owner: str) -> int:
        if owner not in self.owners:
            self.owners.append(owner)
        return self.owners.index(owner)


@dataclass(frozen=True)
class Plan:
    """Boxes of all cards, wires of all edges, and the extent of the whole."""

    boxes: Mapping[str, Box]
    wires: tuple[Wire, ...]
    columns: tuple[float, ...]
    band_top: float
    width: float
    height: float


def plan(
    grid: Grid, feeds: Iterable[Feed], left: float, top: float, card_height: float = CARD_HEIGHT
) -> Plan:
    """Place cards and wires. ``left`` and ``top`` are where the first column begins."""
    places = grid.places()
    band = [segment.key for _, segments in grid.band for segment in segments]
    inside = [f for f in feeds if not f.crosses and f.start != f.end]
    routes = [(feed, _route(feed, places, set(band))) for feed in inside]
    gutters, channel = _claim(routes, places, len(grid.columns))
    gaps = [_Tracks() for _ in range(grid.rows + 1)]
    xs = _column_edges(gutters, len(grid.columns), left)
    row = card_height + ROW_GAP
    channel_top = top + grid.rows * row - ROW_GAP / 2 + TRACK
    band_top = channel_top + TRACK * (len(channel.owners) + 1)
    boxes = {key: Box(xs[c], top + r * row, card_height) for key, (c, r) in places.items()}
    boxes |= _band_boxes(grid, xs, left, band_top + BAND_HEADING, card_height)
    ports = _Ports(inside, boxes, routes)
    wires = tuple(
        Wire(f, _points(f, kind, places, boxes, gutters, channel, gaps, ports, xs, top, channel_top))
        for f, kind in routes
    )
    width = max([left, *(box.right for box in boxes.values())]) + GUTTER + TRACK * len(gutters[-1].owners)
    height = max([band_top, *(box.bottom for box in boxes.values())])
    return Plan(boxes, wires, tuple(xs), band_top, width, height)


def _route(feed: Feed, places: Mapping[str, tuple[int, int]], band: set[str]) -> str:
    if feed.start in band or feed.end in band:
        return "band"
    start, end = places[feed.start][0], places[feed.end][0]
    if end == start + 1:
        return "next"
    return "skip" if end > start else "back"


def _claim(
    routes: list[tuple[Feed, str]], places: Mapping[str, tuple[int, int]], columns: int
) -> tuple[list[_Tracks], _Tracks]:
    """Which source runs in which gutter (gutter i lies left of column i), and in the channel."""
    gutters = [_Tracks() for _ in range(columns + 1)]
    channel = _Tracks()
    for feed, kind in routes:
        if feed.start in places:
            gutters[places[feed.start][0] + 1].of(feed.start)
        if feed.end in places and kind != "next":
            gutters[places[feed.end][0]].of(feed.start)
        if kind in ("band", "back"):
            channel.of(feed.start)
    return gutters, channel


def _column_edges(gutters: list[_Tracks], columns: int, left: float) -> list[float]:
    xs, x = [], left
    for i in range(columns):
        tracks = len(gutters[i].owners)
        x += GUTTER + TRACK * tracks if i else TRACK * tracks
        xs.append(x)
        x += CARD_WIDTH
    return xs


def _band_boxes(grid: Grid, xs: list[float], left: float, top: float, height: float) -> dict[str, Box]:
    """The support band: cards in rows as wide as the columns above."""
    right = (xs[-1] if xs else left) + CARD_WIDTH
    step = CARD_WIDTH + GUTTER
    per_row = max(1, int((right - left + GUTTER) // step))
    boxes: dict[str, Box] = {}
    y = top
    for _, segments in grid.band:
        for i, segment in enumerate(segments):
            boxes[segment.key] = Box(
                left + (i % per_row) * step, y + (i // per_row) * (height + ROW_GAP), height
            )
        y += -(-len(segments) // per_row) * (height + ROW_GAP) + BAND_HEADING
    return boxes


class _Ports:
    """Where wires end on a card: spread over its left side, in the order of their sources' height."""

    def __init__(self, feeds: list[Feed], boxes: Mapping[str, Box], routes: list[tuple[Feed, str]]) -> None:
        low = {id(feed) for feed, kind in routes if kind in ("band", "back")}
        incoming: dict[str, list[Feed]] = {}
        for feed in feeds:
            incoming.setdefault(feed.end, []).append(feed)
        self._share: dict[tuple[str, str, str], float] = {}
        for end, arriving in incoming.items():
            # What comes through the channel arrives from below.
            arriving.sort(key=lambda f: (id(f) in low, boxes[f.start].y))
            for i, feed in enumerate(arriving, start=1):
                self._share[feed.start, end, feed.kind] = i / (len(arriving) + 1)

    def y(self, feed: Feed, box: Box) -> float:
        return box.y + box.height * self._share[feed.start, feed.end, feed.kind]

    def x(self, feed: Feed, box: Box) -> float:
        return box.x + CARD_WIDTH * self._share[feed.start, feed.end, feed.kind]


def _points(
    feed: Feed,
    kind: str,
    places: Mapping[str, tuple[int, int]],
    boxes: Mapping[str, Box],
    gutters: list[_Tracks],
    channel: _Tracks,
    gaps: list[_Tracks],
    ports: _Ports,
    xs: list[float],
    top: float,
    channel_top: float,
) -> tuple[Point, ...]:
    start, end = boxes[feed.start], boxes[feed.end]
    channel_y = channel_top + TRACK * (channel.of(feed.start) if kind in ("band", "back") else 0)
    if feed.start in places:
        out = _track_x(gutters, places[feed.start][0] + 1, feed.start, xs)
        first: list[Point] = [(start.right, start.middle), (out, start.middle)]
    else:
        out = start.x + CARD_WIDTH / 2
        first = [(out, start.y)]
    if feed.end not in places:
        x = ports.x(feed, end)
        return (*first, (out, channel_y), (x, channel_y), (x, end.y))
    y = ports.y(feed, end)
    if kind == "next":
        return (*first, (out, y), (end.x, y))
    into = _track_x(gutters, places[feed.end][0], feed.start, xs)
    level = channel_y if kind in ("band", "back") else _gap_y(feed, places, gaps, top, start.height)
    return (*first, (out, level), (into, level), (into, y), (end.x, y))


def _track_x(gutters: list[_Tracks], gutter: int, owner: str, xs: list[float]) -> float:
    left = xs[gutter - 1] + CARD_WIDTH if gutter else xs[0] - TRACK * len(gutters[0].owners) - GUTTER / 2
    return left + GUTTER / 2 + TRACK * gutters[gutter].of(owner)


def _gap_y(
    feed: Feed, places: Mapping[str, tuple[int, int]], gaps: list[_Tracks], top: float, height: float
) -> float:
    """A run in the gap between rows beside the source, on the side where the target lies."""
    row, target = places[feed.start][1], places[feed.end][1]
    gap = row + 1 if target > row else row
    spread = GAP_TRACKS[gaps[gap].of(feed.start) % len(GAP_TRACKS)]
    return top + gap * (height + ROW_GAP) - ROW_GAP / 2 + spread


def _rounded(points: tuple[Point, ...]) -> str:
    """A path through the points with the corners rounded off."""
    kept = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
    path = f"M{kept[0][0]:.1f} {kept[0][1]:.1f}"
    for before, at, after in zip(kept, kept[1:], kept[2:], strict=False):
        a, b = _toward(at, before), _toward(at, after)
        path += f"L{a[0]:.1f} {a[1]:.1f}Q{at[0]:.1f} {at[1]:.1f} {b[0]:.1f} {b[1]:.1f}"
    return path + f"L{kept[-1][0]:.1f} {kept[-1][1]:.1f}"


def _toward(at: Point, other: Point) -> Point:
    """A point a corner's radius from ``at``, at most half way to ``other``."""
    dx, dy = other[0] - at[0], other[1] - at[1]
    length = (dx * dx + dy * dy) ** 0.5
    step = min(RADIUS, length / 2) / length if length else 0.0
    return at[0] + dx * step, at[1] + dy * step
