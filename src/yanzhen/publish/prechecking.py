"""Programme pre-check: a verdict of ``judge`` as a table of conditions, answers and what evidence is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from yanzhen.judge import Field, Reason, Verdict, explain, load_fields, summary_zh
from yanzhen.judge.rules import AtLeast, Document, Holds, Item, Score, Test
from yanzhen.publish.facts import Facts
from yanzhen.publish.outline import Column, Run, Runs, Table
from yanzhen.publish.phrase import sentence
from yanzhen.publish.slot import Mention
from yanzhen.terms import Interval, Truth

_HEADS = {
    "zh": ("条件", "结论", "说明", "条款"),
    "en": ("Condition", "Answer", "Explanation", "Article"),
}
_WIDTHS = {"zh": (4.35, 1.6, 4.2, 2.4), "en": (4.5, 1.95, 3.6, 2.3)}
_OVERVIEW = {"zh": ("政策或称号", "结论", "各项条件"), "en": ("Programme or title", "Answer", "Conditions")}
_ANSWERS = {Truth.YES: "yes", Truth.NO: "no", Truth.UNKNOWN: "cannot tell"}
_OPS = {">=": "≥", "<=": "≤", ">": ">", "<": "<", "==": "="}
_UNITS = {
    "万元": ("million yuan", 1e-2), "亿元": ("billion yuan", 1e-1), "人": ("persons", 1.0), "年": ("years", 1.0),
    "项": ("items", 1.0), "件": ("items", 1.0), "分": ("points", 1.0), "%": ("%", 1.0), "平方公里": ("km²", 1.0),
}  # fmt: skip
_SHOWN = 4


def overview_table(verdicts: Sequence[Verdict], caption: str, language: str = "zh") -> Table:
    """One row for each programme: the answer, and how its conditions stand."""
    columns = tuple(map(Column, _OVERVIEW[language], (4.4, 1.6, 4.6)))
    rows = tuple(
        (
            (each.programme.name if language == "zh" else each.programme.name_en,),
            (each.answer.zh if language == "zh" else _answer(each.answer),),
            (_standing(each, language),),
        )
        for each in verdicts
    )
    return Table(caption, columns, rows, noted=False)


def _standing(verdict: Verdict, language: str) -> str:
    if verdict.possible and verdict.programme.on(verdict.day).classes:
        classes = {each.name: each.name_en for each in verdict.programme.on(verdict.day).classes}
        names = [name if language == "zh" else classes.get(name, name) for name in verdict.possible]
        return "、".join(names) if language == "zh" else _capital(", ".join(names))
    if verdict.reason is None:
        return ""
    return explain(verdict)[0].text if language == "zh" else _capital(_explanation(verdict.reason))


def _answer(answer: Truth) -> str:
    return _ANSWERS[answer].capitalize()


def precheck_table(verdict: Verdict, facts: Facts, caption: str, language: str = "zh") -> Table:
    """One row for each condition, indented as in the rule, with article, answer and our evidence (as notes).

    The steps of an item of a points table are left out where no evidence at all decides between them.
    """
    columns = tuple(map(Column, _HEADS[language], _WIDTHS[language]))
    if verdict.reason is None:
        return Table(caption, columns, (((summary(verdict, language),), ("",), ("",), ("",)),))
    idle = set(_idle_steps(verdict.reason))
    rows = [
        (
            ("\u3000" * line.depth + (line.label if language == "zh" else _capital(_condition(reason))),),
            (line.answer.zh if language == "zh" else _answer(line.answer),),
            _explained(line.text if language == "zh" else _capital(_explanation(reason)), reason, facts),
            (line.article,),
        )
        for line, reason in zip(explain(verdict), _preorder(verdict.reason), strict=True)
        if reason not in idle
    ]
    return Table(caption, columns, tuple(rows))


def english_reasons(verdict: Verdict) -> tuple[tuple[str, str], ...]:
    """Condition and explanation of each line of :func:`yanzhen.judge.explain`, in English.

    What is no number or group of conditions stays in the words of the rule.
    """
    if verdict.reason is None:
        return ()
    return tuple((_condition(reason), _explanation(reason)) for reason in _preorder(verdict.reason))


def summary(verdict: Verdict, language: str = "zh") -> str:
    """One or two sentences that answer the question: which conditions decide it."""
    if language != "zh" and (words := _class_summary(verdict)):
        return words
    programme = verdict.programme
    if verdict.answer is Truth.YES or verdict.reason is None or programme.on(verdict.day).classes:
        return summary_zh(verdict) if language == "zh" else f"{verdict.entity} meets every public condition."
    leaves = list(verdict.reason.carrying(verdict.answer))
    deciding = [reason.node.label if language == "zh" else _condition(reason) for reason in leaves]
    joint = "、" if language == "zh" else "; "
    more = "等" if language == "zh" else "; and others"
    shown = joint.join(deciding[:_SHOWN]) + (more if len(deciding) > _SHOWN else "")
    met, missing = verdict.answer is Truth.NO, verdict.answer is Truth.UNKNOWN
    if language == "zh":
        asked = f"{verdict.entity}是否符合“{programme.name}”的条件"
        said = f"现有依据不足以判断{asked}" if missing else asked.replace("是否符合", "不符合")
        return f"{said}。{'尚缺依据' if missing else '未达到'}的条件：{shown}。"
    said = "does not meet" if met else "cannot be shown to meet or to miss"
    return f"{verdict.entity} {said} the conditions. {'Evidence is missing on' if missing else 'Not met'}: {shown}."


def _class_summary(verdict: Verdict) -> str:
    """The English summary of a classification, or of a programme that is only recorded; else nothing."""
    entity, programme = verdict.entity, verdict.programme
    if verdict.reason is None and not verdict.possible:
        return f"{programme.name_en} is recorded only: its conditions are not public."
    classes = {each.name: each.name_en for each in programme.on(verdict.day).classes}
    if not classes:
        return ""
    names = [classes.get(name, name) for name in verdict.possible]
    if not names:
        return f"The industry of {entity} is not covered."
    if len(names) == 1:
        return f"{entity} is {names[0]}."
    return f"{entity} may be {', '.join(names[:-1])} or {names[-1]}: the evidence does not suffice to tell."


@cache
def _fields() -> dict[str, Field]:
    return load_fields()


def _condition(reason: Reason) -> str:
    """A condition in English; what is no number or group stays in the words of the rule."""
    match reason.node:
        case Test(field=field, op=op, value=value) if field in _fields():
            asked = _fields()[field]
            return f"{asked.label_en}: {_OPS[op]} {_amount(value, asked.unit)}"
        case AtLeast(n=n, parts=parts, label=label) if label.startswith("以下"):
            return (
                "all of these" if n == len(parts) else "one of these" if n == 1 else f"at least {n} of these"
            )
        case node:
            return node.label


def _amount(value: float, unit: str) -> str:
    name, factor = _UNITS.get(unit, (unit, 1.0))
    number = f"{round(value * factor, 10):,.10g}"
    return f"{number}{'' if name == '%' else ' '}{name}".strip()


def _explanation(reason: Reason) -> str:
    match reason.node:
        case Test() if reason.threshold:
            return _number_explanation(reason, reason.threshold[2])
        case Score():
            return f"{_range(reason.interval, '分')} can be shown"
        case Item(most=most):
            return f"{_range(reason.interval, '分')} of {most:g}"
        case Document():
            return (
                "document on record"
                if reason.answer is Truth.YES
                else "needs a document or a person's judgement"
            )
        case Holds():
            words = {Truth.YES: "title valid", Truth.NO: "no valid title"}
            return words.get(reason.answer, "no record of this title")
        case AtLeast(parts=parts):
            met = sum(part.answer is Truth.YES for part in reason.parts)
            unknown = sum(part.answer is Truth.UNKNOWN for part in reason.parts)
            return f"of {len(parts)}: {met} met, {unknown} cannot be told"
        case _:
            return "" if reason.answer is not Truth.UNKNOWN else "no evidence"


def _number_explanation(reason: Reason, unit: str) -> str:
    if reason.interval is None:
        near = f"; “{reason.near[0].quote}” measures something else" if reason.near else ""
        return f"no evidence{near}"
    computed = " (computed from other data)" if reason.computed_from else ""
    words = {Truth.YES: "met", Truth.NO: "not met"}.get(reason.answer, "not enough to tell")
    return f"{_range(reason.interval, unit)}{computed}: {words}"


def _range(interval: Interval | None, unit: str) -> str:
    """An interval in words; bounds stay bounds."""
    if interval is None or interval.is_unbounded:
        return "unknown"
    if interval.is_exact:
        return _amount(interval.low, unit)
    if interval.high == float("inf"):
        return f"{'over' if interval.low_open else 'at least'} {_amount(interval.low, unit)}"
    if interval.low == float("-inf"):
        return f"{'under' if interval.high_open else 'at most'} {_amount(interval.high, unit)}"
    return f"{_amount(interval.low, '')} to {_amount(interval.high, unit)}"


def _explained(text: str, reason: Reason, facts: Facts) -> Runs:
    """The words of a condition; where statements decide it, they are its note."""
    ids = {each.statement_id for each in reason.evidence}
    evidence = tuple(e for e in facts.evidence if e.statement.id in ids)
    run: Run = Mention(text, evidence) if evidence and text else text
    return (run,)


def _idle_steps(reason: Reason) -> Iterator[Reason]:
    """What stands below items of a points table without evidence."""
    below = [each for part in reason.parts for each in _preorder(part)]
    if isinstance(reason.node, Item) and not any(each.evidence or each.near for each in below):
        yield from below
        return
    for part in reason.parts:
        yield from _idle_steps(part)


def _capital(words: str) -> str:
    return sentence(words, "en")


def _preorder(reason: Reason) -> Iterator[Reason]:
    """The reasons in the order in which ``judge.explain`` lists them."""
    yield reason
    for part in reason.parts:
        yield from _preorder(part)
