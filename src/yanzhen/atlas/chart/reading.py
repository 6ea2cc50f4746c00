"""From written data to charts: everything sound goes in, everything else is named at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from yanzhen.atlas.chart.feeds import read_cross_feeds, read_feeds
from yanzhen.atlas.chart.fields import Fields, Written
from yanzhen.atlas.chart.model import Chart, Feed
from yanzhen.atlas.chart.segments import read_segments, read_stages, sound_id
from yanzhen.atlas.industry import SHIPPED, Classification, shipped
from yanzhen.atlas.problem import Problem, Problems, require_sound

CHART_KEYS = (
    "id", "name", "name_en", "version", "source", "confidence", "classification", "stages", "segments",
    "feeds", "edges", "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ChartReading:
    """What a file gave: the charts that stand, and every problem."""

    charts: tuple[Chart, ...]
    problems: tuple[Problem, ...]

    @property
    def is_sound(self) -> bool:
        """No problem is an error (warnings do not count)."""
        return not any(p.severity == "error" for p in self.problems)

    def require(self, name: str) -> tuple[Chart, ...]:
        """The charts of a file that must be without error.

        Raises:
            PackError: with all errors, each with its file and line.
        """
        require_sound(self.problems, name)
        return self.charts


def read_charts(
    documents: Sequence[Written],
    *,
    known: Sequence[Chart] = (),
    classifications: Mapping[str, Classification] | None = None,
) -> ChartReading:
    """Charts from YAML files (``yanzhen.packs.read_yaml``) or workbooks (:func:`charts_from_sheets`).

    A file is one chart, or a list ``chains`` of them with a list ``cross_chain`` of edges between them.
    Files read together may refer to one another.

    Args:
        documents: the data as written, one per file.
        known: further charts that edges across chains may end in.
        classifications: the user's own classifications, besides those that come with Yanzhen.
    """
    problems = Problems()
    tops = [top for document in documents if (top := _top(document, problems))]
    drafts = _drafts([chart for top in tops for chart in _written_charts(top)], classifications or {})
    segments = {c.id: {s.id for s in c.segments} for c in (*known, *(chart for chart, _ in drafts))}
    inside = {chart.id: read_feeds(fields, chart.id, segments) for chart, fields in drafts}
    crossing = [feed for feeds in inside.values() for feed in feeds if feed.crosses]
    crossing += [feed for top in tops for feed in read_cross_feeds(top, segments)]
    charts = [replace(chart, feeds=_feeds_of(chart.id, inside[chart.id], crossing)) for chart, _ in drafts]
    return ChartReading(tuple(charts), tuple(problems))


def _top(document: Written, problems: Problems) -> Fields | None:
    if isinstance(document.data, Mapping):
        return Fields(document, (), document.data, problems)
    problems.error(document.where(), "文件里没有产业链", "id: …, name: …, segments: …")
    return None


def _written_charts(top: Fields) -> list[Fields]:
    if "chains" not in top.values:
        return [top] if "cross_chain" not in top.values else []
    found = [below for i, _ in top.items("chains") if (below := top.below("chains", i))]
    if not found:
        top.problems.error(top.where("chains"), "文件里没有产业链", "产业链表或 chains 里至少一条")
    return found


def _feeds_of(chart: str, inside: Sequence[Feed], crossing: Sequence[Feed]) -> tuple[Feed, ...]:
    """Each edge across chains belongs to every chart it touches."""
    touching = [f for f in crossing if chart in (f.start.split(".")[0], f.end.split(".")[0])]
    return tuple(dict.fromkeys((*inside, *touching)))


def _drafts(
    written: Iterable[Fields], classifications: Mapping[str, Classification]
) -> list[tuple[Chart, Fields]]:
    """Charts without their edges, which may end in one another."""
    drafts: dict[str, tuple[Chart, Fields]] = {}
    for fields in written:
        if not (id := sound_id(fields, drafts, "产业链")):
            continue
        fields.warn_unknown(CHART_KEYS)
        label = fields.label()
        if not (label.zh or label.en):
            fields.problems.error(fields.where("name"), f"产业链 {id} 没有名称", "name: 轴承产业链")
            continue
        if missing := [key for key in ("version", "source", "confidence") if not fields.text(key)]:
            fields.problems.warning(
                fields.where(), f"产业链 {id} 没有写明 {'、'.join(missing)}", "版本、依据与可信度"
            )
        drafts[id] = (_draft(fields, id, classifications), fields)
    return list(drafts.values())


def _draft(fields: Fields, id: str, classifications: Mapping[str, Classification]) -> Chart:
    stages = read_stages(fields)
    classification = _classification(fields, classifications)
    segments = read_segments(fields, id, stages, classification)
    if not segments:
        fields.problems.error(fields.where("segments"), f"产业链 {id} 没有可用的环节", "至少一个环节")
    return Chart(
        id=id,
        label=fields.label(),
        stages=stages,
        segments=segments,
        version=fields.text("version"),
        source=fields.text("source"),
        confidence=fields.text("confidence"),
        classification=classification.id,
    )


def _classification(fields: Fields, own: Mapping[str, Classification]) -> Classification:
    name = fields.text("classification") or SHIPPED[0]
    if name in own:
        return own[name]
    if name not in SHIPPED:
        fields.problems.error(
            fields.where("classification"),
            f"分类 {name} 不存在，按 {SHIPPED[0]} 核对",
            "、".join([*SHIPPED, *own]),
        )
        name = SHIPPED[0]
    return shipped(name)
