"""The same statement in the many ways it is said: short documents of our own, with what each must state and no more.

A file of ``paraphrases/`` holds cases apart by blank lines. A line ``## kind`` names what follows; the text comes first, then
``+ subject; subject | object; object`` for relations (each with each) and ``= subject | measure | value`` for figures, a
bound before the value (measure:share where the facet is told too), ``~ subject | object`` for what is only mentioned. Cases with none
of them must state no relation. What is stated may name a thing more fully.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from yanzhen.read import read_text
from yanzhen.terms import Statement

HERE = Path(__file__).parent / "paraphrases"
_KINDS = {"+ ": "relation", "~ ": "mention"}
_MARKS = (*_KINDS, "= ")


@dataclass
class Case:
    text: str
    relations: set[tuple[str, str, str]] = field(default_factory=set)
    figures: list[tuple[str, str, str]] = field(default_factory=list)


def cases(path: Path) -> Iterator[Case]:
    for block in path.read_text(encoding="utf-8").split("\n\n"):
        lines = [line for line in block.strip().split("\n") if not line.startswith("## ")]
        case = Case("\n".join(line for line in lines if line[:2] not in _MARKS))
        for line in lines:
            parts = [part.strip() for part in line[2:].split("|")]
            if kind := _KINDS.get(line[:2]):
                subjects, objects = ([one.strip() for one in part.split(";")] for part in parts)
                case.relations |= {(kind, s, o) for s in subjects for o in objects}
            elif line[:2] == "= ":
                case.figures.append((parts[0], parts[1], parts[2]))
        if case.text:
            yield case


def named_alike(one: str, other: str) -> bool:
    one, other = (re.sub("[“”]", "", name) for name in (one, other))
    return bool(one and other) and (one in other or other in one)


def value(statement: Statement) -> str:
    figure = statement.figure
    assert figure is not None
    return f"{figure.bound.value}{figure.value:.15g}".removeprefix("=") if figure.value is not None else "?"


def is_stated(expected: tuple[str, str, str], statement: Statement) -> bool:
    subject, measure, number = expected
    return (
        named_alike(subject, statement.subject)
        and named_alike(measure.partition(":")[0], statement.predicate.partition(":")[0])
        and statement.predicate.partition(":")[2].startswith(measure.partition(":")[2])
        and number == value(statement)
    )


FILES = sorted(HERE.glob("*.txt"))
ALL = [pytest.param(case, id=f"{path.stem}-{n}") for path in FILES for n, case in enumerate(cases(path))]


@pytest.mark.parametrize("case", ALL)
def test_paraphrase(case: Case) -> None:
    stated = read_text(case.text).statements
    if case.relations or not case.figures:
        given = {(str(s.kind), s.subject, s.object or "") for s in stated if s.kind != "figure"}
        missed = {e for e in case.relations if not any(all(map(named_alike, e, g)) for g in given)}
        extra = {g for g in given if not any(all(map(named_alike, e, g)) for e in case.relations)}
        assert (missed, extra) == (set(), set()), case.text
    if case.figures:
        figures = [s for s in stated if s.kind == "figure"]
        lost = [e for e in case.figures if not any(is_stated(e, s) for s in figures)]
        more = [
            (s.subject, s.predicate, value(s))
            for s in figures
            if not any(is_stated(e, s) for e in case.figures)
        ]
        assert (lost, more) == ([], []), case.text
