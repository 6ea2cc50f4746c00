"""The chart of a chain: data only, no drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from yanzhen.atlas.supply import Supply
from yanzhen.terms import Tier

CANDIDATE_DEFAULT = 0.5


@dataclass(frozen=True, slots=True)
class Label:
    """A name in Chinese and, where there is one, in English."""

    zh: str
    en: str = ""

    def get(self, language: str) -> str:
        """The name in ``zh`` or ``en``; the other one where that is missing."""
        return (self.en or self.zh) if language == "en" else (self.zh or self.en)


class FeedKind(StrEnum):
    """What flows along an edge."""

    MATERIAL = "material"
    COMPONENT = "component"
    EQUIPMENT = "equipment"
    ENERGY = "energy"
    SERVICE = "service"
    BYPRODUCT = "byproduct"

    @property
    def label(self) -> Label:
        """The kind in words."""
        return _FEED_LABELS[self]


_FEED_LABELS = {
    FeedKind.MATERIAL: Label("材料", "material"),
    FeedKind.COMPONENT: Label("零部件", "component"),
    FeedKind.EQUIPMENT: Label("装备", "equipment"),
    FeedKind.ENERGY: Label("能源", "energy"),
    FeedKind.SERVICE: Label("服务", "service"),
    FeedKind.BYPRODUCT: Label("副产与回收", "by-product and recycling"),
}


@dataclass(frozen=True, slots=True)
class CodeCandidate:
    """An industry class that firms of a segment are often registered under: a hint, never an identity.

    Attributes:
        code: class of the chart's classification.
        weight: share of the class's firms thought to belong here, 0 to 1.
        partial: the class covers more than this segment.
    """

    code: str
    weight: float = CANDIDATE_DEFAULT
    partial: bool = True


@dataclass(frozen=True, slots=True)
class Product:
    """A product of a segment, with the other words firms use for it."""

    name: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of the chain; ``support`` stages run alongside the others and are drawn below them."""

    id: str
    label: Label
    support: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment (环节): what is made or done there, and how firms that do it can be known.

    Attributes:
        id: id inside the chart.
        chain: id of the chart; ``key`` joins the two.
        stage: id of its stage.
        products: what it makes.
        terms: further words that point to it when they end a firm's product phrase.
        excludes: words that rule it out in a phrase (销售 of the same thing, a look-alike).
        codes: industry classes of its firms.
        supply: how hard the segment's products are to get nationally (background, not about the place).
        technology: the same in words.
        tier: tier of the activity where the chart's author states it.
        note: anything a reader should know.
    """

    id: str
    chain: str
    stage: str
    label: Label
    products: tuple[Product, ...] = ()
    terms: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    codes: tuple[CodeCandidate, ...] = ()
    supply: Supply = Supply.UNKNOWN
    technology: str = ""
    tier: Tier | None = None
    note: str = ""

    @property
    def key(self) -> str:
        """``chain.segment``: unique over all charts."""
        return f"{self.chain}.{self.id}"


@dataclass(frozen=True, slots=True)
class Feed:
    """``start`` supplies ``end`` (both segment keys).

    ``coefficient`` is the share of ``start`` in what ``end`` buys, where a source gives it.
    """

    start: str
    end: str
    kind: FeedKind = FeedKind.MATERIAL
    coefficient: float | None = None
    note: str = ""

    @property
    def crosses(self) -> bool:
        """The two ends belong to different charts."""
        return self.start.split(".", 1)[0] != self.end.split(".", 1)[0]


@dataclass(frozen=True)
class Chart:
    """A chain.

    Attributes:
        id, label: short id and name.
        stages: in drawing order.
        segments: in the author's order.
        feeds: edges inside the chart and across to others; cycles are normal (recycling).
        version, source, confidence: where the chart comes from and how far to trust it.
        classification: id of the classification that ``codes`` belong to.
    """

    id: str
    label: Label
    stages: tuple[Stage, ...]
    segments: tuple[Segment, ...]
    feeds: tuple[Feed, ...] = ()
    version: str = ""
    source: str = ""
    confidence: str = ""
    classification: str = "gbt4754-2017"

    def segment(self, id_or_key: str) -> Segment:
        """The segment of this id (``b3``) or key (``bearing.b3``).

        Raises:
            KeyError: there is none.
        """
        for segment in self.segments:
            if id_or_key in (segment.id, segment.key):
                return segment
        raise KeyError(id_or_key)

    def stage(self, id: str) -> Stage:
        """The stage of this id."""
        return next(stage for stage in self.stages if stage.id == id)

    def of_stage(self, stage: str) -> tuple[Segment, ...]:
        """The segments of a stage, in the author's order."""
        return tuple(s for s in self.segments if s.stage == stage)

    def suppliers(self, key: str) -> tuple[Feed, ...]:
        """Edges into a segment, from other charts too."""
        return tuple(f for f in self.feeds if f.end == key)

    def consumers(self, key: str) -> tuple[Feed, ...]:
        """Edges out of a segment, to other charts too."""
        return tuple(f for f in self.feeds if f.start == key)

    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Groups of segments that feed each other round (strongly connected, two or more, or a self loop)."""
        return _cycles([s.key for s in self.segments], self.feeds)


def _cycles(keys: Iterable[str], feeds: Iterable[Feed]) -> tuple[tuple[str, ...], ...]:
    """Two segments are in one cycle when each can be reached from the other."""
    onward: dict[str, set[str]] = {key: set() for key in keys}
    for feed in feeds:
        if feed.start in onward and feed.end in onward:
            onward[feed.start].add(feed.end)
    reached = {key: _reach(key, onward) for key in onward}
    groups = {frozenset(b for b in reached[a] if a in reached[b]) for a in onward if a in reached[a]}
    return tuple(sorted(tuple(sorted(group)) for group in groups))


def _reach(start: str, onward: dict[str, set[str]]) -> set[str]:
    """All that can be reached from ``start`` in one step or more."""
    seen: set[str] = set()
    waiting = list(onward[start])
    while waiting:
        if (at := waiting.pop()) not in seen:
            seen.add(at)
            waiting.extend(onward[at])
    return seen
