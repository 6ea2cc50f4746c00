"""Verdicts in words: what an office needs to read to act on an answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from yanzhen.judge.evaluate import Reason, Verdict
from yanzhen.judge.rules import AtLeast, Band, Document, Holds, Item, Score, Test
from yanzhen.terms import Bound, Interval, Truth, bound_of

MARKS = {Truth.YES: "✓", Truth.NO: "✗", Truth.UNKNOWN: "?"}
_OPS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "="}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of an explanation: its depth in the tree, its mark and its words.

    ``quotes`` are the words it rests on, with their source; ``statements`` the ids of the claims they are of, beside
    them, None where a fact was not read from a document.
    """

    depth: int
    answer: Truth
    label: str
    text: str
    article: str
    doubt: str
    quotes: tuple[str, ...]
    statements: tuple[str | None, ...]
    id: str


def number_zh(interval: Interval | None, unit: str) -> str:
    """An interval in words: 4000万元, 超500亿元, 30至50%, 未知."""
    if interval is None or interval.is_unbounded:
        return "未知"
    low, high = (
        f"{x:,.6g}".replace(",", "") if abs(x) < 1e6 else f"{x:.0f}" for x in (interval.low, interval.high)
    )
    match bound_of(interval):
        case Bound.EXACT:
            return f"{low}{unit}"
        case Bound.ABOVE:
            return f"超{low}{unit}"
        case Bound.AT_LEAST:
            return f"不低于{low}{unit}"
        case Bound.BELOW:
            return f"不足{high}{unit}"
        case Bound.AT_MOST:
            return f"不超过{high}{unit}"
        case _:
            return f"{low}至{high}{unit}"


def summary_zh(verdict: Verdict) -> str:
    """One sentence that answers the question."""
    name, programme = verdict.entity, verdict.programme
    if verdict.reason is None and not verdict.possible:
        why = programme.why_not_judged or "没有公开的量化条件"
        return f"“{programme.name}”只登记、不评判：{why}。"
    if programme.on(verdict.day).classes:
        return _class_summary(verdict)
    unmet, open_ = (
        list(verdict.reason.carrying(a)) if verdict.reason else [] for a in (Truth.NO, Truth.UNKNOWN)
    )
    if verdict.answer is Truth.YES:
        return f"{name}符合“{programme.name}”的全部公开条件。"
    if verdict.answer is Truth.NO:
        return f"{name}不符合“{programme.name}”：" + "；".join(_explain(r) for r in unmet[:3]) + "。"
    missing = "、".join(r.node.label for r in open_[:4]) + ("等" if len(open_) > 4 else "")
    return f"{name}是否符合“{programme.name}”无法判断：还缺{len(open_)}项依据（{missing}）。"


def _class_summary(verdict: Verdict) -> str:
    name, programme = verdict.entity, verdict.programme
    if len(verdict.possible) == 1:
        return f"{name}按“{programme.name}”为{verdict.possible[0]}企业。"
    if not verdict.possible:
        return f"{name}的行业不在“{programme.name}”的范围内。"
    return f"{name}按“{programme.name}”可能为{'、'.join(verdict.possible)}，依据不足，无法判断。"


def explain(verdict: Verdict) -> list[Line]:
    """The reason tree as lines, outermost first."""
    return list(_lines(verdict.reason, 0)) if verdict.reason else []


def _lines(reason: Reason, depth: int) -> Iterator[Line]:
    node = reason.node
    told: dict[str, str | None] = {}
    for e in reason.evidence:
        told.setdefault(f"“{e.quote}”——{e.source}", e.statement_id)
    yield Line(
        depth,
        reason.answer,
        node.label,
        _explain(reason),
        "" if isinstance(node, Item) else node.article,
        "" if isinstance(node, Item) else node.doubt,
        tuple(told),
        tuple(told.values()),
        node.id,
    )
    for part in reason.parts:
        yield from _lines(part, depth + 1)


def _explain(reason: Reason) -> str:
    match reason.node:
        case Test():
            return _explain_number(reason)
        case Score():
            return f"可得{number_zh(reason.interval, '分')}，{reason.node.label}" + _gap(reason)
        case Item():
            return f"可得{number_zh(reason.interval, '分')}，满分{reason.node.most:g}分"
        case Document():
            return {Truth.YES: "已有证明材料", Truth.NO: "材料显示不满足"}.get(
                reason.answer, "需要证明材料或人工认定"
            )
        case Holds():
            return {Truth.YES: "称号在有效期内", Truth.NO: "没有有效称号"}.get(
                reason.answer, "台账中没有该称号的记录"
            )
        case AtLeast(parts=parts):
            held = sum(p.answer is Truth.YES for p in reason.parts)
            return (
                f"{len(parts)}项中{held}项满足，{sum(p.answer is Truth.UNKNOWN for p in reason.parts)}项待定"
            )
        case Band():
            return "适用档次未定" if len(reason.parts) > 1 else "按适用的档次"
        case _:
            return {Truth.YES: "属于", Truth.NO: "不属于"}.get(reason.answer, "没有依据")


def _explain_number(reason: Reason) -> str:
    op, value, unit = reason.threshold or (">=", 0.0, "")
    if reason.interval is None:
        near = f"；现有“{reason.near[0].quote}”，但不是同一指标，不能代替" if reason.near else ""
        return f"要求{_OPS[op]}{value:g}{unit}，没有依据{near}"
    how = "（由其他数据计算）" if reason.computed_from else ""
    verb = {Truth.YES: "达到", Truth.NO: "未达到"}.get(reason.answer, "不足以判断")
    return f"{number_zh(reason.interval, unit)}{how}，{verb}{_OPS[op]}{value:g}{unit}" + _gap(reason)


def _gap(reason: Reason) -> str:
    if reason.distance is None or reason.threshold is None:
        return ""
    op, _, unit = reason.threshold
    word = "差" if op in (">=", ">") else "超出"
    amount = f"{reason.distance:.6g}{unit}"
    if reason.answer is Truth.NO:
        return f"，{word}{'至少' if reason.interval and not reason.interval.is_exact else ''}{amount}"
    return f"，已证明的下限距门槛还{word}{amount}" if op in (">=", ">") else f"，已知上限{word}门槛{amount}"
