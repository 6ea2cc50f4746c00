"""Seeded alterations of a text: one digit, unit, bound, subject or period wrong, as slips of the pen are."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from yanzhen.terms import Statement

KINDS = ("digit", "unit", "bound", "subject", "period")
_UNITS = {
    "亿": "万",
    "万": "亿",
    "%": "个百分点",
    "个百分点": "%",
    "吨": "辆",
    "家": "条",
    "个": "家",
    "条": "家",
    "辆": "台",
}
_BOUNDS = {
    "超过": "近",
    "突破": "近",
    "超": "近",
    "约": "超",
    "近": "超",
    "以上": "左右",
    "左右": "以上",
    "余": "",
}


@dataclass(frozen=True, slots=True)
class Alteration:
    """``[start, end)`` of the text replaced by ``new``.

    ``figure`` is where the figure stands that it falsifies; ``reach`` is what else it may falsify: a subject or
    period governs what follows it.
    """

    kind: str
    start: int
    end: int
    new: str
    figure: tuple[int, int]
    reach: tuple[int, int]


def alter(text: str, figures: Sequence[Statement], count: int, seed: int) -> list[Alteration]:
    """Up to ``count`` alterations of different figures, kinds in turn, that do not touch one another."""
    rng = random.Random(seed)
    waiting = list(figures)
    rng.shuffle(waiting)
    made: list[Alteration] = []
    for turn in range(count):
        # The kind whose turn it is; where no figure can be altered so, the next kind.
        kinds = [KINDS[(turn + i) % len(KINDS)] for i in range(len(KINDS))]
        tries = (_MAKERS[kind](text, each, figures, rng) for kind in kinds for each in waiting)
        free = (
            a for a in tries if a and all(a.reach[1] <= b.reach[0] or b.reach[1] <= a.reach[0] for b in made)
        )
        if found := next(free, None):
            made.append(found)
    return made


def apply(text: str, alterations: Sequence[Alteration]) -> tuple[str, list[Alteration]]:
    """The altered text, and the alterations with ``figure`` and ``reach`` as they now stand."""

    def moved(span: tuple[int, int]) -> tuple[int, int]:
        ends = [
            at
            + sum(
                len(b.new) - (b.end - b.start)
                for b in alterations
                if b.start < at or (is_end and b.start == at)
            )
            for at, is_end in ((span[0], False), (span[1], True))
        ]
        return ends[0], ends[1]

    now = [replace(a, figure=moved(a.figure), reach=moved(a.reach)) for a in alterations]
    for a in sorted(alterations, key=lambda a: -a.start):
        text = text[: a.start] + a.new + text[a.end :]
    return text, now


def _words(text: str, statement: Statement) -> tuple[int, int] | None:
    """Where the words of the figure stand in the text, if only once inside its quote."""
    span, words = statement.spans[0], statement.figure.words if statement.figure else None
    quote = text[span.start : span.end]
    if not words or quote.count(words) != 1:
        return None
    start = span.start + quote.index(words)
    return start, start + len(words)


def _digit(text: str, statement: Statement, _: Sequence[Statement], rng: random.Random) -> Alteration | None:
    place = _words(text, statement)
    digits = [i for i in range(*place) if text[i].isdigit()] if place else []
    if not digits:
        return None
    at = rng.choice(digits)
    new = rng.choice([d for d in "123456789" if d != text[at]])
    return _made("digit", statement, at, at + 1, new)


def _unit(text: str, statement: Statement, _: Sequence[Statement], rng: random.Random) -> Alteration | None:
    place = _words(text, statement)
    for old, new in _UNITS.items():
        if place and (at := text.find(old, *place)) >= 0:
            return _made("unit", statement, at, at + len(old), new)
    return None


def _bound(text: str, statement: Statement, _: Sequence[Statement], rng: random.Random) -> Alteration | None:
    place = _words(text, statement)
    if not place or not any(c.isdigit() for c in text[place[0] : place[1]]):
        return None
    for old, new in _BOUNDS.items():
        if (at := text.find(old, *place)) >= 0:
            return _made("bound", statement, at, at + len(old), new)
    number = re.search(r"\d", text[place[0] : place[1]])
    assert number is not None
    at = place[0] + number.start()
    return _made("bound", statement, at, at, "超")


def _subject(
    text: str, statement: Statement, all_of: Sequence[Statement], rng: random.Random
) -> Alteration | None:
    span = statement.spans[0]
    line = max(text.rfind("\n", 0, span.start), text.rfind("。", 0, span.start)) + 1
    at = text.rfind(statement.subject, line, span.end)
    others = sorted({s.subject for s in all_of if s.subject[:2] != statement.subject[:2]})
    if at < 0 or not others:
        return None
    return _made(
        "subject",
        statement,
        at,
        at + len(statement.subject),
        rng.choice(others),
        _end(text, span.end, "。\n"),
    )


def _period(text: str, statement: Statement, _: Sequence[Statement], rng: random.Random) -> Alteration | None:
    if statement.figure is None or statement.figure.period is None:
        return None
    span, period = statement.spans[0], statement.figure.period
    line = text.rfind("\n", 0, span.start) + 1
    years = list(re.finditer(str(period.start.year) + "年", text[line : span.end]))
    if not years:
        return None
    at = line + years[-1].start() + 3
    new = str((int(text[at]) + rng.choice([1, 3])) % 10)
    return _made("period", statement, at, at + 1, new, _end(text, span.end, "\n"))


def _end(text: str, at: int, stops: str) -> int:
    return min((found for stop in stops if (found := text.find(stop, at)) >= 0), default=len(text))


def _made(kind: str, statement: Statement, start: int, end: int, new: str, reach: int = 0) -> Alteration:
    span = statement.spans[0]
    return Alteration(
        kind, start, end, new, (span.start, span.end), (min(start, span.start), max(span.end, reach))
    )


_MAKERS: dict[str, Callable[[str, Statement, Sequence[Statement], random.Random], Alteration | None]] = {
    "digit": _digit,
    "unit": _unit,
    "bound": _bound,
    "subject": _subject,
    "period": _period,
}
