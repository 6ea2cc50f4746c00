"""Judging one entity: a tree of reasons whose answers are yes, no or cannot tell.

Branches follow Kleene's logic. Bands and classes are judged over every row that the evidence leaves
possible: if all of them say yes, the answer is yes even though the row is not known. Narrowing an interval
can therefore only turn "cannot tell" into an answer, never one answer into the other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from yanzhen.judge.facts import Evidence, Fact, Facts
from yanzhen.judge.industry import code_among
from yanzhen.judge.rules import (
    Among,
    AtLeast,
    Band,
    Document,
    Field,
    Holds,
    Item,
    Node,
    Programme,
    Score,
    Step,
    Test,
)
from yanzhen.terms import Interval, Truth, all_of, at_least_n_of


@dataclass(frozen=True, slots=True)
class Reason:
    """One criterion with its answer and why.

    Attributes:
        interval: what is known of the number asked for, in the field's unit; of the points for a score.
        threshold: ``(op, value, unit)`` for tests and scores.
        distance: how far the known bound is from the threshold, in the field's unit: what is missing
            for certain when the answer is no, what remains to be shown when it is unknown.
        near: evidence that looks like an answer but measures something else.
    """

    node: Node | Item
    answer: Truth
    parts: tuple[Reason, ...] = ()
    interval: Interval | None = None
    threshold: tuple[str, float, str] | None = None
    distance: float | None = None
    evidence: tuple[Evidence, ...] = ()
    near: tuple[Evidence, ...] = ()
    computed_from: tuple[str, ...] = ()

    def carrying(self, answer: Truth) -> Iterator[Reason]:
        """The criteria below (or this one) that carry the answer, not the branches above them."""
        if self.answer is not answer:
            return
        inner = [part for part in self.parts if part.answer is answer]
        if isinstance(self.node, Score) or not inner:
            yield self
            return
        for part in inner:
            yield from part.carrying(answer)


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer for one entity and programme, with its reasons.

    ``possible`` lists the classes that remain possible for a classification, best first.
    ``decides_yes`` and ``decides_no`` are the ids of open criteria of which a single one, once shown to hold
    (not to hold), would settle the answer.
    """

    programme: Programme
    entity: str
    day: date
    answer: Truth
    reason: Reason | None
    possible: tuple[str, ...] = ()
    decides_yes: tuple[str, ...] = ()
    decides_no: tuple[str, ...] = ()


Answerer = Callable[[Node], Reason]


def judge(
    programme: Programme, facts: Facts, fields: Mapping[str, Field], day: date, *, seek_deciding: bool = True
) -> Verdict:
    """Judge one entity by the version in force on ``day``.

    Programmes without public criteria give UNKNOWN with no reason tree: they are recorded, not judged.
    ``seek_deciding=False`` leaves ``decides_yes`` and ``decides_no`` empty, which saves most of the time.
    """
    version = programme.on(day)
    if version.classes:
        return _classify(programme, facts, fields, day)
    if version.criteria is None:
        return Verdict(programme, facts.entity, day, Truth.UNKNOWN, None)
    reason = reason_for(version.criteria, facts, fields)
    yes, no = deciding(version.criteria, facts, fields) if seek_deciding else ((), ())
    return Verdict(programme, facts.entity, day, reason.answer, reason, decides_yes=yes, decides_no=no)


def _classify(programme: Programme, facts: Facts, fields: Mapping[str, Field], day: date) -> Verdict:
    possible: list[str] = []
    first: Reason | None = None
    for each in programme.on(day).classes:
        reason = reason_for(each.criteria, facts, fields) if each.criteria else None
        if reason is not None and reason.answer is Truth.NO:
            first = reason
            continue
        possible.append(each.name)
        first = reason or first
        if reason is None or reason.answer is Truth.YES:
            break
    answer = Truth.YES if len(possible) == 1 else (Truth.UNKNOWN if possible else Truth.NO)
    return Verdict(programme, facts.entity, day, answer, first, possible=tuple(possible))


def reason_for(
    node: Node, facts: Facts, fields: Mapping[str, Field], fixed: Mapping[str, Truth] | None = None
) -> Reason:
    """The reason tree of one node; ``fixed`` answers override those of the criteria with these ids."""
    if fixed and node.id in fixed:
        return Reason(node, fixed[node.id])

    def answer(child: Node) -> Reason:
        return reason_for(child, facts, fields, fixed)

    match node:
        case Test():
            return _test(node, facts, fields)
        case Document():
            fact = facts.values.get(node.field) if node.field else None
            known = fact.truth if fact and fact.truth is not None else Truth.UNKNOWN
            return Reason(node, known, evidence=fact.evidence if fact else ())
        case Among():
            return _among(node, facts, fields)
        case Holds():
            return Reason(node, facts.titles.get(node.title, Truth.UNKNOWN))
        case AtLeast():
            parts = tuple(answer(part) for part in node.parts)
            return Reason(node, at_least_n_of(node.n, (p.answer for p in parts)), parts)
        case Band():
            return _band(node, answer)
        case Score():
            return _score(node, facts, fields, answer)


def _test(node: Test, facts: Facts, fields: Mapping[str, Field]) -> Reason:
    fact = facts.number(node.field, fields) or Fact(interval=None)
    known = fact.interval or Interval()
    return Reason(
        node,
        compare(known, node.op, node.value),
        interval=fact.interval,
        threshold=(node.op, node.value, fields[node.field].unit),
        distance=_distance(known, node.op, node.value),
        evidence=fact.evidence,
        near=facts.near.get(node.field, ()) if fact.interval is None else (),
        computed_from=fact.computed_from,
    )


def compare(known: Interval, op: str, value: float) -> Truth:
    """Three-valued comparison of an interval with a threshold."""
    match op:
        case ">=":
            return known.at_least(value)
        case ">":
            return known.above(value)
        case "<=":
            return known.at_most(value)
        case "<":
            return known.below(value)
        case _:
            return known.equals(Interval.exact(value))


def _distance(known: Interval, op: str, value: float) -> float | None:
    """How far the end that counts is from the threshold; None where that end is not known or suffices."""
    end = known.low if op in (">=", ">") else known.high
    if compare(known, op, value) is Truth.NO:
        end = known.high if op in (">=", ">") else known.low
    gap = value - end if op in (">=", ">") else end - value
    return gap if gap > 0 and gap != float("inf") else None


def _among(node: Among, facts: Facts, fields: Mapping[str, Field]) -> Reason:
    fact = facts.values.get(node.field)
    if fact is None or not fact.text:
        return Reason(node, Truth.UNKNOWN)
    if fields[node.field].kind == "code":
        return Reason(node, code_among(fact.text, node.values, node.partial), evidence=fact.evidence)
    return Reason(node, Truth.YES if fact.text in node.values else Truth.NO, evidence=fact.evidence)


def _band(node: Band, answer: Answerer) -> Reason:
    rows = []
    for case in node.cases:
        applies = all_of(answer(condition).answer for condition in case.when)
        rows.append((applies, answer(case.then)))
    possible = [reason for applies, reason in rows if applies is not Truth.NO]
    answers = {reason.answer for reason in possible}
    # Unless one row surely applies, the entity may lie outside all of them, where the answer is no.
    if not any(applies is Truth.YES for applies, _ in rows) and not is_exhaustive(node):
        answers.add(Truth.NO)
    verdict = answers.pop() if len(answers) == 1 else Truth.UNKNOWN
    return Reason(node, verdict, tuple(possible))


def is_exhaustive(node: Band) -> bool:
    """Whether the rows cover every value of one numeric field: some row applies, whichever it is."""
    edges = [c for case in node.cases for c in case.when]
    tests = [c for c in edges if isinstance(c, Test)]
    if len(tests) != len(edges) or len({t.field for t in tests}) != 1:
        return False
    covered = [_range_of([c for c in case.when if isinstance(c, Test)]) for case in node.cases]
    covered.sort(key=lambda i: (i.low, i.low_open))
    reach = covered[0]
    if reach.low != -float("inf"):
        return False
    for each in covered[1:]:
        if each.low > reach.high or (each.low == reach.high and each.low_open and reach.high_open):
            return False
        reach = reach.hull(each)
    return reach.high == float("inf")


def _range_of(tests: list[Test]) -> Interval:
    result = Interval()
    for test in tests:
        edge = {
            ">=": Interval(low=test.value),
            ">": Interval(low=test.value, low_open=True),
            "<=": Interval(high=test.value),
            "<": Interval(high=test.value, high_open=True),
        }.get(test.op, Interval.exact(test.value))
        result = result.intersection(edge) or Interval.exact(test.value)
    return result


def _score(node: Score, facts: Facts, fields: Mapping[str, Field], answer: Answerer) -> Reason:
    total = Interval.exact(0.0)
    parts = []
    for item in node.items:
        points, reasons = _points(item, facts, fields, answer)
        total = total + points
        parts.append(
            Reason(
                item,
                Truth.YES if points.low == points.high else Truth.UNKNOWN,
                reasons,
                interval=points,
            )
        )
    return Reason(
        node,
        compare(total, node.op, node.value),
        tuple(parts),
        interval=total,
        threshold=(node.op, node.value, "分"),
        distance=_distance(total, node.op, node.value),
    )


def _points(
    item: Item, facts: Facts, fields: Mapping[str, Field], answer: Answerer
) -> tuple[Interval, tuple[Reason, ...]]:
    """The interval of points: every step that is possible while no earlier step surely holds."""
    most = Interval(0.0, item.most)
    if not item.steps:
        fact = facts.number(item.field, fields) if item.field else None
        known = fact.interval if fact and fact.interval else most
        return known.intersection(most) or most, ()
    reached: list[float] = []
    reasons = []
    for step in item.steps:
        outcome = _step(step, answer)
        if outcome is not None:
            reasons.append(outcome)
        held = outcome.answer if outcome else Truth.YES
        if held is not Truth.NO:
            reached.append(step.points)
        if held is Truth.YES:
            return Interval(min(reached), max(reached)), tuple(reasons)
    return Interval(min([*reached, 0.0]), max([*reached, 0.0])), tuple(reasons)


def _step(step: Step, answer: Answerer) -> Reason | None:
    return answer(step.when) if step.when is not None else None


def deciding(
    criteria: Node, facts: Facts, fields: Mapping[str, Field]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Open criteria that alone would settle an open verdict: by holding, and by not holding."""
    reason = reason_for(criteria, facts, fields)
    if reason.answer is not Truth.UNKNOWN:
        return (), ()
    leaves = dict.fromkeys(_open_leaves(reason))

    def settling(answer: Truth) -> tuple[str, ...]:
        outcomes = {leaf: reason_for(criteria, facts, fields, {leaf: answer}).answer for leaf in leaves}
        return tuple(leaf for leaf, outcome in outcomes.items() if outcome is not Truth.UNKNOWN)

    return settling(Truth.YES), settling(Truth.NO)


def _open_leaves(reason: Reason) -> list[str]:
    if reason.answer is not Truth.UNKNOWN:
        return []
    if not reason.parts or isinstance(reason.node, Score):
        return [reason.node.id]
    return [leaf for part in reason.parts for leaf in _open_leaves(part)]
