"""Edges as wires: horizontal and vertical runs in the gutters between cards, never across a card.

All edges that leave a segment share one vertical run per gutter, so that a reader can follow "all that
this feeds" as one wire that branches. Edges to the next column take the gutter between; those that skip
columns pass through a gap between rows; those that go back (recycling), and those to and from the support
band, take the channel under the columns.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from yanzhen.atlas.chart import Feed, FeedKind
from yanzhen.atlas.drawing.layout import Grid

Point = tuple[float, float]
CARD_WIDTH, CARD_HEIGHT = 188.0, 54.0
ROW_GAP = 20.0
TRACK = 5.0
GUTTER = 28.0
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


def wire_kind(feed: Feed) -> str:
    """The three ways a wire is drawn."""
    if feed.kind is FeedKind.BYPRODUCT:
        return "byproduct"
    return "material" if feed.kind in (FeedKind.MATERIAL, FeedKind.COMPONENT) else "equipment"


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
    inside = [f for f in feeds if not f.crosses and f.start != f.end]
    router = _Router(grid, inside, left, top, card_height)
    wires = tuple(Wire(feed, tuple(router.points(feed))) for feed in inside)
    boxes = router.boxes.values()
    width = max([left, *(box.right for box in boxes)]) + GUTTER + TRACK * len(router.gutters[-1].owners)
    height = max([router.band_top, *(box.bottom for box in boxes)])
    return Plan(router.boxes, wires, tuple(router.xs), router.band_top, width, height)


class _Router:
    """Knows where everything is, and which source runs where."""

    def __init__(self, grid: Grid, feeds: list[Feed], left: float, top: float, height: float) -> None:
        self.places = grid.places()
        self.top, self.row = top, height + ROW_GAP
        self.gutters = [_Tracks() for _ in range(len(grid.columns) + 1)]  # gutter i lies left of column i
        self.gaps = [_Tracks() for _ in range(grid.rows + 1)]  # gap i lies above row i
        self.channel = _Tracks()
        for feed in feeds:
            self._claim(feed)
        self.xs = self._column_edges(left)
        self.channel_top = top + grid.rows * self.row - ROW_GAP / 2 + TRACK
        self.band_top = self.channel_top + TRACK * (len(self.channel.owners) + 1)
        self.boxes = {key: Box(self.xs[c], top + r * self.row, height) for key, (c, r) in self.places.items()}
        self.boxes |= self._band_boxes(grid, left, height)
        self._shares = self._port_shares(feeds)

    def way(self, feed: Feed) -> str:
        """``next`` column, ``skip`` columns, ``same`` column, ``back``, or to or from the support ``band``."""
        if feed.start not in self.places or feed.end not in self.places:
            return "band"
        step = self.places[feed.end][0] - self.places[feed.start][0]
        if step <= 0:
            return "same" if step == 0 else "back"
        return "next" if step == 1 else "skip"

    def points(self, feed: Feed) -> list[Point]:
        """The corners of a wire from its source to its target."""
        way = self.way(feed)
        out, points = self._out(feed)
        end = self.boxes[feed.end]
        share = self._shares[feed.start, feed.end, feed.kind]
        level = self._channel_y(feed) if way in ("band", "back") else self._gap_y(feed, way)
        if feed.end not in self.places:
            return [*points, (out, level), *self._into_band(end, level, share)]
        y = end.y + end.height * share
        if way == "next":
            return [*points, (out, y), (end.x, y)]
        into = self._track_x(self.places[feed.end][0], feed.start)
        return [*points, (out, level), (into, level), (into, y), (end.x, y)]

    def _claim(self, feed: Feed) -> None:
        """Take a track in each gutter, gap and channel that the wire runs through."""
        way = self.way(feed)
        if feed.start in self.places:
            self.gutters[self.places[feed.start][0] + 1].of(feed.start)
        if feed.end in self.places and way != "next":
            self.gutters[self.places[feed.end][0]].of(feed.start)
        if way in ("band", "back"):
            self.channel.of(feed.start)
        elif way != "next":
            self.gaps[self._gap(feed, way)].of(feed.start)

    def _out(self, feed: Feed) -> tuple[float, list[Point]]:
        """Where the wire leaves its source, and the x on which it then runs up or down."""
        start = self.boxes[feed.start]
        if feed.start in self.places:
            x = self._track_x(self.places[feed.start][0] + 1, feed.start)
            return x, [(start.right, start.middle), (x, start.middle)]
        if self._is_behind(start):
            x = start.x - GUTTER / 2
            return x, [(start.x, start.middle), (x, start.middle)]
        x = start.x + CARD_WIDTH / 2
        return x, [(x, start.y)]

    def _into_band(self, end: Box, level: float, share: float) -> list[Point]:
        """From the channel into a support card: from above, or past the cards above it from the left."""
        if not self._is_behind(end):
            x = end.x + CARD_WIDTH * share
            return [(x, level), (x, end.y)]
        x, y = end.x - GUTTER / 2, end.y + end.height * share
        return [(x, level), (x, y), (end.x, y)]

    def _is_behind(self, box: Box) -> bool:
        """Other support cards lie between this one and the channel."""
        return box.y > self.band_top + BAND_HEADING

    def _channel_y(self, feed: Feed) -> float:
        return self.channel_top + TRACK * self.channel.of(feed.start)

    def _gap(self, feed: Feed, way: str) -> int:
        """The gap between rows that a wire takes: beside its source, or beside its target in one column."""
        row, target = self.places[feed.start][1], self.places[feed.end][1]
        if way == "same":
            return target if target > row else target + 1
        return row + 1 if target > row else row

    def _gap_y(self, feed: Feed, way: str) -> float:
        if way == "next":
            return 0.0
        gap = self._gap(feed, way)
        spread = GAP_TRACKS[self.gaps[gap].of(feed.start) % len(GAP_TRACKS)]
        return self.top + gap * self.row - ROW_GAP / 2 + spread

    def _track_x(self, gutter: int, owner: str) -> float:
        tracks = self.gutters[gutter]
        left = (
            self.xs[gutter - 1] + CARD_WIDTH
            if gutter
            else self.xs[0] - TRACK * len(tracks.owners) - GUTTER / 2
        )
        return left + GUTTER / 2 + TRACK * tracks.of(owner)

    def _column_edges(self, left: float) -> list[float]:
        xs, x = [], left
        for i, tracks in enumerate(self.gutters[:-1]):
            x += (GUTTER if i else 0.0) + TRACK * len(tracks.owners)
            xs.append(x)
            x += CARD_WIDTH
        return xs

    def _band_boxes(self, grid: Grid, left: float, height: float) -> dict[str, Box]:
        """The support band: cards in rows as wide as the columns above."""
        right = (self.xs[-1] if self.xs else left) + CARD_WIDTH
        step = CARD_WIDTH + GUTTER
        per_row = max(1, int((right - left + GUTTER) // step))
        boxes: dict[str, Box] = {}
        y = self.band_top + BAND_HEADING
        for _, segments in grid.band:
            for i, segment in enumerate(segments):
                boxes[segment.key] = Box(left + (i % per_row) * step, y + (i // per_row) * self.row, height)
            y += -(-len(segments) // per_row) * self.row + BAND_HEADING
        return boxes

    def _port_shares(self, feeds: list[Feed]) -> dict[tuple[str, str, str], float]:
        """Where wires end: spread over the side of the card in the order of their sources' height."""
        incoming: dict[str, list[Feed]] = {}
        for feed in feeds:
            incoming.setdefault(feed.end, []).append(feed)
        shares: dict[tuple[str, str, str], float] = {}
        for end, arriving in incoming.items():
            # What comes through the channel arrives from below.
            arriving.sort(key=lambda f: (self.way(f) in ("band", "back"), self.boxes[f.start].y))
            for i, feed in enumerate(arriving, start=1):
                shares[feed.start, end, feed.kind] = i / (len(arriving) + 1)
        return shares


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
