"""Judging a whole firm table at once: the same answers as one by one, as arrays.

Given numbers are compared exactly. Computed ones (ratios, sums) are rounded by the processor, so rows in
which one of them lies within 1e-9 of a threshold are judged again one by one, in exact arithmetic.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from yanzhen.errors import UsageError
from yanzhen.judge.columns import CODES, NO, UNKNOWN, YES, Answers, Bools, Intervals
from yanzhen.judge.evaluate import is_exhaustive, judge
from yanzhen.judge.facts import Fact, Facts
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
    SizeClass,
    Test,
)
from yanzhen.terms import Interval, Truth, bound_of

_EDGE = 1e-9


@dataclass(frozen=True, slots=True)
class FactTable:
    """Facts of ``n`` entities by column.

    Attributes:
        entities: their names.
        numbers: field id -> intervals in the field's unit.
        truths: field id -> answers (1, 0, -1).
        texts: field id -> codes or choices, None where unknown.
        titles: programme id -> answers: whether a valid title is held.
    """

    entities: Sequence[str]
    numbers: Mapping[str, Intervals] = field(default_factory=dict)
    truths: Mapping[str, Answers] = field(default_factory=dict)
    texts: Mapping[str, Sequence[str | None]] = field(default_factory=dict)
    titles: Mapping[str, Answers] = field(default_factory=dict)

    def row(self, i: int) -> Facts:
        """The facts of one entity, as the one-by-one judge takes them."""
        values: dict[str, Fact] = {}
        for name, column in self.numbers.items():
            if column.is_known()[i]:
                ends = Interval(
                    float(column.low[i]),
                    float(column.high[i]),
                    bool(column.low_open[i]),
                    bool(column.high_open[i]),
                )
                values[name] = Fact(interval=ends, bound=bound_of(ends))
        for name, answers in self.truths.items():
            if answers[i] != UNKNOWN:
                values[name] = Fact(truth=CODES[int(answers[i])])
        for name, texts in self.texts.items():
            if text := texts[i]:
                values[name] = Fact(text=text)
        titles = {name: CODES[int(answers[i])] for name, answers in self.titles.items()}
        return Facts(self.entities[i], values, titles)


@dataclass(frozen=True, slots=True)
class BulkVerdict:
    """Answers for all entities; ``classes`` holds the class where exactly one is possible."""

    programme: Programme
    entities: Sequence[str]
    answers: Answers
    classes: tuple[str | None, ...] = ()

    def truth(self, i: int) -> Truth:
        """The answer for entity ``i``."""
        return CODES[int(self.answers[i])]


def judge_many(programme: Programme, table: FactTable, fields: Mapping[str, Field], day: date) -> BulkVerdict:
    """Judge every row by the version in force on ``day``; each answer equals that of ``judge`` for the row.

    Raises:
        UsageError: the programme has no public criteria.
    """
    version = programme.on(day)
    bench = _Bench(table, fields)
    if version.classes:
        answers, classes = bench.classify(version.classes)
        for i in np.flatnonzero(bench.doubtful):
            verdict = judge(programme, table.row(int(i)), fields, day, seek_deciding=False)
            answers[i] = _code(verdict.answer)
            classes[i] = verdict.possible[0] if len(verdict.possible) == 1 else None
        return BulkVerdict(programme, table.entities, answers, tuple(classes))
    if version.criteria is None:
        raise UsageError(f"{programme.name} 没有公开的量化条件，只登记、不评判", where=programme.id)
    answers = bench.answer(version.criteria)
    for i in np.flatnonzero(bench.doubtful):
        answers[i] = _code(judge(programme, table.row(int(i)), fields, day, seek_deciding=False).answer)
    return BulkVerdict(programme, table.entities, answers)


def _code(answer: Truth) -> np.int8:
    return {Truth.YES: YES, Truth.NO: NO}.get(answer, UNKNOWN)


class _Bench:
    """One pass over a table: remembers computed columns and which rows lie on an edge."""

    def __init__(self, table: FactTable, fields: Mapping[str, Field]) -> None:
        self.table, self.fields, self.n = table, fields, len(table.entities)
        self.doubtful: Bools = np.zeros(self.n, bool)
        self._computed: dict[str, tuple[Intervals, Bools]] = {}

    def answer(self, node: Node) -> Answers:
        match node:
            case Test():
                return self._test(node)
            case Document():
                return self.table.truths.get(node.field or "", np.zeros(self.n, np.int8)).copy()
            case Among():
                return self._among(node)
            case Holds():
                return self.table.titles.get(node.title, np.zeros(self.n, np.int8)).copy()
            case AtLeast():
                return self._at_least(node)
            case Band():
                return self._band(node)
            case Score():
                return self._score(node)

    def classify(self, classes: Sequence[SizeClass]) -> tuple[Answers, list[str | None]]:
        """Answers and classes: YES where one class remains possible."""
        count = np.zeros(self.n, int)
        settled = np.zeros(self.n, bool)
        found: list[str | None] = [None] * self.n
        for each in classes:
            held = self.answer(each.criteria) if each.criteria else np.ones(self.n, np.int8)
            possible = ~settled & (held != NO)
            count += possible
            for i in np.flatnonzero(possible & (count == 1)):
                found[i] = each.name
            settled |= held == YES
        answers = np.select([count == 1, count > 1], [YES, UNKNOWN], NO).astype(np.int8)
        return answers, [name if count[i] == 1 else None for i, name in enumerate(found)]

    def _number(self, name: str) -> tuple[Intervals, Bools]:
        """A column with the rows in which it was computed."""
        if name not in self._computed:
            given = self.table.numbers.get(name)
            derived = self._derived(self.fields[name]) if name in self.fields else None
            if derived is None:
                known = given or Intervals.unknown(self.n)
                self._computed[name] = (known, np.zeros(self.n, bool))
            elif given is None:
                self._computed[name] = (derived, np.ones(self.n, bool))
            else:
                use = given.is_known()
                self._computed[name] = (given.where(use, derived), ~use)
        return self._computed[name]

    def _derived(self, asked: Field) -> Intervals | None:
        if asked.ratio:
            over, under = (self._number(each)[0] for each in asked.ratio)
            return over.percent_of(under, 100.0 if asked.unit == "%" else 1.0)
        names = asked.total or asked.largest
        if not names:
            return None
        parts = [self._number(each)[0] for each in names]
        result = parts[0]
        for each in parts[1:]:
            result = result + each if asked.total else result.largest(each)
        return result

    def _test(self, node: Test) -> Answers:
        column, computed = self._number(node.field)
        tolerance = _EDGE * max(1.0, abs(node.value))
        near = (np.abs(column.low - node.value) <= tolerance) | (
            np.abs(column.high - node.value) <= tolerance
        )
        self.doubtful |= near & computed
        return column.compare(node.op, node.value)

    def _among(self, node: Among) -> Answers:
        texts = self.table.texts.get(node.field)
        if texts is None:
            return np.zeros(self.n, np.int8)
        is_code = self.fields[node.field].kind == "code"
        known: dict[str | None, np.int8] = {None: UNKNOWN, "": UNKNOWN}
        for text in set(texts) - {None, ""}:
            assert text is not None
            if is_code:
                known[text] = _code(code_among(text, node.values, node.partial))
            else:
                known[text] = YES if text in node.values else NO
        return np.fromiter((known[text] for text in texts), np.int8, self.n)

    def _at_least(self, node: AtLeast) -> Answers:
        answers = [self.answer(part) for part in node.parts]
        sure = np.sum([a == YES for a in answers], axis=0)
        possible = np.sum([a != NO for a in answers], axis=0)
        return np.select([sure >= node.n, possible >= node.n], [YES, UNKNOWN], NO).astype(np.int8)

    def _all(self, nodes: Sequence[Node]) -> Answers:
        worst: Answers = np.minimum.reduce([self.answer(each) for each in nodes])
        return worst

    def _band(self, node: Band) -> Answers:
        rows = [(self._all(case.when), self.answer(case.then)) for case in node.cases]
        sure = np.any([applies == YES for applies, _ in rows], axis=0)
        outside = ~sure if not is_exhaustive(node) else np.zeros(self.n, bool)
        yes = np.any([(applies != NO) & (held == YES) for applies, held in rows], axis=0)
        no = np.any([(applies != NO) & (held == NO) for applies, held in rows], axis=0) | outside
        open_ = np.any([(applies != NO) & (held == UNKNOWN) for applies, held in rows], axis=0)
        return np.select([yes & ~no & ~open_, no & ~yes & ~open_], [YES, NO], UNKNOWN).astype(np.int8)

    def _score(self, node: Score) -> Answers:
        low, high = np.zeros(self.n), np.zeros(self.n)
        for item in node.items:
            least, most = self._points(item)
            low += least
            high += most
        return Intervals.of(low, high).compare(node.op, node.value)

    def _points(self, item: Item) -> tuple[np.ndarray, np.ndarray]:
        if not item.steps:
            column = self._number(item.field)[0] if item.field else Intervals.unknown(self.n)
            return np.clip(column.low, 0.0, item.most), np.clip(column.high, 0.0, item.most)
        low, high = np.full(self.n, np.inf), np.full(self.n, -np.inf)
        live = np.ones(self.n, bool)
        for step in item.steps:
            held = self.answer(step.when) if step.when is not None else np.ones(self.n, np.int8)
            reached = live & (held != NO)
            low = np.where(reached, np.minimum(low, step.points), low)
            high = np.where(reached, np.maximum(high, step.points), high)
            live = live & (held != YES)
        return np.where(live, np.minimum(low, 0.0), low), np.where(live, np.maximum(high, 0.0), high)
