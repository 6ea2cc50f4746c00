"""Reading the edges of charts; an edge must end somewhere, a circle of edges is fine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from yanzhen.atlas.chart.fields import Fields
from yanzhen.atlas.chart.model import Feed, FeedKind

FEED_KEYS = ("from", "to", "type", "coefficient", "note", "source")


def read_feeds(chart: Fields, chain: str, segments: Mapping[str, set[str]]) -> tuple[Feed, ...]:
    """Edges of one chart: ``[from, to, type]`` or ``{from, to, type, coefficient, note}``.

    Args:
        chart: the chart as written; ``feeds`` (or ``edges``) lists its edges.
        chain: the chart's id, put before ends that name no chart.
        segments: chart id -> segment ids, for all charts known.
    """
    return tuple(_unique(chart, "edges" if "edges" in chart.values else "feeds", chain, segments))


def read_cross_feeds(top: Fields, segments: Mapping[str, set[str]]) -> tuple[Feed, ...]:
    """The list ``cross_chain`` of a file: both ends name their chart."""
    return tuple(_unique(top, "cross_chain", "", segments))


def _unique(fields: Fields, name: str, chain: str, segments: Mapping[str, set[str]]) -> Iterator[Feed]:
    seen: set[tuple[str, str, FeedKind]] = set()
    for i, item in fields.items(name):
        feed = _feed(fields, name, i, item, chain)
        if feed is None or not _lands(fields, (name, i), feed, segments):
            continue
        if (key := (feed.start, feed.end, feed.kind)) in seen:
            fields.problems.warning(
                fields.where(name, i), f"连线 {feed.start} → {feed.end} 重复", "只保留一条"
            )
            continue
        seen.add(key)
        yield feed


def _feed(fields: Fields, name: str, i: int, item: Any, chain: str) -> Feed | None:
    if isinstance(item, list):
        if len(item) not in (2, 3):
            fields.problems.error(fields.where(name, i), f"连线 {item} 写法不对", "[起点, 终点, 类型]")
            return None
        item = dict(zip(("from", "to", "type"), item, strict=False))
        below = Fields(fields.document, (*fields.key, name, i), item, fields.problems)
    else:
        found = fields.below(name, i)
        if found is None:
            return None
        below = found
        below.warn_unknown(FEED_KEYS)
    start, end = (_key(below.text(side), chain) for side in ("from", "to"))
    if not start or not end:
        fields.problems.error(fields.where(name, i), "连线缺少起点或终点", "from: …, to: …")
        return None
    kind = below.choice("type", FeedKind, FeedKind.MATERIAL) or FeedKind.MATERIAL
    return Feed(start, end, kind, below.share("coefficient"), below.text("note"))


def _key(written: str, chain: str) -> str:
    return written if "." in written or not (chain and written) else f"{chain}.{written}"


def _lands(fields: Fields, key: tuple[str, int], feed: Feed, segments: Mapping[str, set[str]]) -> bool:
    """Both ends exist; an end in a chart that is not loaded cannot be checked and is kept."""
    for end in (feed.start, feed.end):
        chain, _, segment = end.partition(".")
        if chain not in segments:
            fields.problems.warning(
                fields.where(*key),
                f"连线 {feed.start} → {feed.end}：产业链 {chain} 未载入，无法核对",
                "一并检查该链的文件",
            )
        elif segment not in segments[chain]:
            near = "、".join(sorted(segments[chain]))
            fields.problems.error(
                fields.where(*key),
                f"连线 {feed.start} → {feed.end}：环节 {end} 不存在",
                f"{chain} 的环节：{near}",
            )
            return False
    return True
