"""Proposals of a model, checked word by word: a quote that is not in the text is refused, a number is read again."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.quantities import Quantity, quantities
from yanzhen.read.llm.client import Endpoint
from yanzhen.terms import Bound, Document, Figure, Interval, Modality, Statement, interval_for

CHUNK = 3_000
_MOST_PER_CHUNK = 300

SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["statements"],
    "properties": {
        "statements": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["kind", "subject", "predicate", "object", "quote", "modality"],
                "properties": {
                    "kind": {"enum": ["figure", "relation"]},
                    "subject": {"type": "string"},
                    "predicate": {"type": "string"},
                    "object": {"type": ["string", "null"]},
                    "quote": {"type": "string"},
                    "modality": {"enum": [m.value for m in Modality]},
                },
            },
        }
    },
}
_SYSTEM = (
    "从中文产业材料中抽取陈述。只抽取文中写明的内容，不推断。figure：一个数，predicate 为指标名；"
    "relation：一个关系，object 为另一端。quote 必须是原文中连续的一段，逐字照抄，包含该数或该关系。只输出 JSON。"
)


@dataclass(frozen=True, slots=True)
class Proposals:
    """What became of a model's proposals.

    Attributes:
        statements: the new ones that passed every check, flagged ``proposed``.
        proposed: how many the model made.
        known: how many the grammar had found too.
        refused: reason -> how many.
    """

    statements: tuple[Statement, ...]
    proposed: int
    known: int
    refused: dict[str, int]

    def note(self) -> str:
        """One line for people."""
        why = "，".join(f"{reason}{count}条" for reason, count in self.refused.items())
        return f"第二抽取器提出{self.proposed}条：新增{len(self.statements)}条，与语法一致{self.known}条" + (
            f"；拒绝：{why}" if why else ""
        )


def second_reading(document: Document, found: Sequence[Statement], endpoint: Endpoint) -> Proposals:
    """Ask a model for statements and keep those that the text bears out and the grammar has not.

    Raises:
        InputError: the endpoint fails for good; statements of the grammar are not touched by that.
    """
    kept: dict[str, Statement] = {}
    refused: dict[str, int] = {}
    proposed = known = 0
    for start, chunk in chunks(document.text):
        for item in _answers(endpoint.complete(_SYSTEM, chunk, SCHEMA), refused):
            proposed += 1
            made = _checked(item, document, start, chunk, f"llm/{endpoint.model}")
            if isinstance(made, str):
                refused[made] = refused.get(made, 0) + 1
            elif any(_same(made, other) for other in (*found, *kept.values())):
                known += 1
            else:
                kept[made.id] = made
    return Proposals(tuple(kept.values()), proposed, known, refused)


def chunks(text: str, size: int = CHUNK) -> Iterator[tuple[int, str]]:
    """Pieces of whole paragraphs, of about ``size`` characters, with their offsets; long paragraphs are cut."""
    start = 0
    while start < len(text):
        end = min(start + size, len(text))
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind("。", start, end)) + 1
            end = cut if cut > start else end
        if text[start:end].strip():
            yield start, text[start:end]
        start = end


def _answers(answer: str, refused: dict[str, int]) -> list[dict[str, Any]]:
    """The proposals in an answer; what is not of the schema is counted, never guessed at."""
    try:
        items = json.loads(answer)["statements"]
        assert isinstance(items, list)
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError):
        refused["回答不是约定的 JSON"] = refused.get("回答不是约定的 JSON", 0) + 1
        return []
    good = [i for i in items[:_MOST_PER_CHUNK] if isinstance(i, dict) and _strings(i)]
    if len(good) < len(items):
        refused["条目不合格式"] = refused.get("条目不合格式", 0) + len(items) - len(good)
    return good


def _strings(item: dict[str, Any]) -> bool:
    wanted = all(
        isinstance(item.get(k), str) and item[k].strip() for k in ("kind", "subject", "predicate", "quote")
    )
    return wanted and item["kind"] in ("figure", "relation") and isinstance(item.get("object"), str | None)


def _checked(
    item: dict[str, Any], document: Document, start: int, chunk: str, extractor: str
) -> Statement | str:
    """The statement of a proposal, or why it is refused."""
    at = chunk.find(item["quote"])
    if at < 0:
        return "引文不在原文中"
    if item["subject"] not in document.text[max(0, start + at - 600) : start + at + len(item["quote"]) + 60]:
        return "主体不在引文附近"
    span = document.span(start + at, start + at + len(item["quote"]))
    statement = Statement(
        source_id=document.source.id,
        kind=item["kind"],
        subject=item["subject"],
        predicate=item["predicate"],
        quote=item["quote"],
        spans=(span,),
        subject_kind=kind_of(item["subject"]),
        flags=("proposed",),
        as_of=document.source.as_of,
        extractor=extractor,
        rule="proposal",
    )
    if item["kind"] == "relation":
        if not item["object"] or item["object"] not in item["quote"]:
            return "关系的另一端不在引文中"
        return replace(statement, object=item["object"], object_kind=kind_of(item["object"]))
    found = list(quantities(item["quote"]))
    if len(found) != 1:
        return "引文中没有唯一的数"
    return replace(statement, figure=_figure(found[0], item, document), as_of=None)


def _figure(quantity: Quantity, item: dict[str, Any], document: Document) -> Figure:
    """The figure as read again from the quote: the model's own idea of the number is never used."""
    between = quantity.op == "in" and quantity.low is not None
    try:
        modality = Modality(item.get("modality", "actual"))
    except ValueError:
        modality = Modality.ACTUAL
    return Figure(
        interval=Interval(quantity.low or 0.0, quantity.value)
        if between
        else interval_for(quantity.value, Bound(quantity.op), quantity.unit),
        unit=quantity.unit,
        metric=item["predicate"],
        bound=Bound(quantity.op),
        value=None if between else quantity.value,
        modality=modality,
        as_of=document.source.as_of,
        words=quantity.words,
    )


def _same(a: Statement, b: Statement) -> bool:
    """The same claim: overlapping words, and the same number or the same two ends."""
    if a.kind != b.kind or a.spans[0].start >= b.spans[0].end or b.spans[0].start >= a.spans[0].end:
        return False
    if a.figure and b.figure:
        return a.figure.interval == b.figure.interval and a.figure.unit == b.figure.unit
    return (a.subject in b.subject or b.subject in a.subject) and (a.object or "") in (b.object or "")
