"""Reading stages and segments of a chart."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from yanzhen.atlas.chart.fields import Fields
from yanzhen.atlas.chart.model import CANDIDATE_DEFAULT, CodeCandidate, Label, Product, Segment, Stage
from yanzhen.atlas.industry import Classification
from yanzhen.atlas.supply import Supply
from yanzhen.terms import Tier

SEGMENT_KEYS = (
    "id", "stage", "name", "name_en", "products", "terms", "excludes", "codes", "gbt", "part",
    "supply", "technology", "tech", "tier", "note",
)  # fmt: skip
STAGE_KEYS = ("id", "name", "name_en", "support")
# The stages of a chart that names none of its own.
USUAL_STAGES = (
    Stage("upstream", Label("上游", "Upstream")),
    Stage("midstream", Label("中游", "Midstream")),
    Stage("downstream", Label("下游", "Downstream")),
    Stage("support", Label("配套支撑", "Support"), support=True),
)
ID = re.compile(r"^[A-Za-z0-9_\-]+$")


def read_stages(chart: Fields) -> tuple[Stage, ...]:
    """The chart's own stages, or the usual four."""
    if chart.values.get("stages") is None:
        return USUAL_STAGES
    stages: dict[str, Stage] = {}
    for i, _ in chart.items("stages"):
        fields = chart.below("stages", i)
        if fields is None or not (id := sound_id(fields, stages, "阶段")):
            continue
        fields.warn_unknown(STAGE_KEYS)
        label = fields.label()
        support = fields.values.get("support") in (True, "是", "true", "True")
        stages[id] = Stage(id, label if label.zh or label.en else Label(id), support)
    return tuple(stages.values())


def read_segments(
    chart: Fields, chain: str, stages: tuple[Stage, ...], classification: Classification
) -> tuple[Segment, ...]:
    """The segments; one whose id, stage or name cannot stand is left out and named."""
    segments: dict[str, Segment] = {}
    known_stages = {stage.id for stage in stages}
    for i, _ in chart.items("segments"):
        fields = chart.below("segments", i)
        if fields is None or not (id := sound_id(fields, segments, "环节")):
            continue
        fields.warn_unknown(SEGMENT_KEYS)
        segment = _segment(fields, id, chain, known_stages, classification)
        if segment:
            segments[id] = segment
    return tuple(segments.values())


def sound_id(fields: Fields, taken: Collection[str], what: str) -> str:
    """The id of an entry, or "" where it is missing, misshapen or taken."""
    id = fields.text("id")
    if not id:
        fields.problems.error(fields.where(), f"{what}没有 id", "id: 字母、数字、- 或 _")
    elif not ID.match(id):
        fields.problems.error(fields.where("id"), f"{what} id {id} 含有不能用的字符", "字母、数字、- 或 _")
    elif id in taken:
        fields.problems.error(fields.where("id"), f"{what} id {id} 重复", "每个 id 只用一次；后一个未读入")
    else:
        return id
    return ""


def _segment(
    fields: Fields, id: str, chain: str, stages: set[str], classification: Classification
) -> Segment | None:
    stage, label = fields.text("stage"), fields.label()
    if stage not in stages:
        fields.problems.error(
            fields.where("stage"), f"环节 {id} 的阶段 {stage or '(空)'} 不存在", "、".join(stages)
        )
        return None
    if not (label.zh or label.en):
        fields.problems.error(fields.where("name"), f"环节 {id} 没有名称", "name: 滚动体")
        return None
    products = tuple(_products(fields))
    if not products:
        fields.problems.error(
            fields.where("products"), f"环节 {id}（{label.get('zh')}）没有产品", "至少一种产品"
        )
    return Segment(
        id=id,
        chain=chain,
        stage=stage,
        label=label,
        products=products,
        terms=fields.texts("terms"),
        excludes=fields.texts("excludes"),
        codes=tuple(_codes(fields, classification)),
        supply=fields.choice("supply", Supply, Supply.UNKNOWN) or Supply.UNKNOWN,
        technology=fields.text("technology") or fields.text("tech"),
        tier=fields.choice("tier", Tier, None),
        note=fields.text("note"),
    )


def _products(fields: Fields) -> Iterator[Product]:
    for i, item in fields.items("products"):
        if isinstance(item, Mapping):
            below = fields.below("products", i)
            if below and (name := below.text("name")):
                yield Product(name, below.texts("aliases"))
            else:
                fields.problems.error(fields.where("products", i), "产品没有名称", "name: 钢球")
        elif item is not None and str(item).strip():
            yield Product(str(item).strip())


def _codes(fields: Fields, classification: Classification) -> Iterator[CodeCandidate]:
    """``codes: ["3451*:0.3"]``, the same spelt out (code, weight, partial), or ``gbt`` with ``part``."""
    part = fields.values.get("part") is True
    for name in ("codes", "gbt"):
        for i, item in fields.items(name):
            values = item if isinstance(item, Mapping) else _spelt_out(str(item), part)
            below = Fields(fields.document, (*fields.key, name, i), values, fields.problems)
            candidate = _candidate(below)
            if candidate.code in classification:
                yield candidate
            else:
                fields.problems.error(
                    below.where(), f"行业代码 {candidate.code} 不存在", f"{classification.id} 的代码"
                )


def _spelt_out(written: str, part: bool) -> dict[str, Any]:
    """``3451``: the whole class; ``3451*``: part of it; ``3451*:0.3``: that share of its firms."""
    code, _, weight = written.replace("：", ":").partition(":")
    starred = code.strip().endswith("*")
    values = {"code": code.strip().removesuffix("*"), "partial": part or starred}
    return values | ({"weight": weight.strip()} if weight.strip() else {})


def _candidate(fields: Fields) -> CodeCandidate:
    partial = fields.values.get("partial") is not False
    weight = fields.share("weight")
    default = CANDIDATE_DEFAULT if partial else 1.0
    return CodeCandidate(fields.text("code"), default if weight is None else weight, partial)
