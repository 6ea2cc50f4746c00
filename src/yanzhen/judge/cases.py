"""Readable cases beside a programme's rules: they are its tests.

``cases.yaml``: ``base`` gives facts that satisfy the rule; each case changes some of them and states the answer.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from yanzhen.errors import PackError
from yanzhen.judge.evaluate import Verdict, judge
from yanzhen.judge.facts import Fact, Facts
from yanzhen.judge.rules import Field, Programme
from yanzhen.packs import read_yaml
from yanzhen.terms import Interval, Truth, bound_of

_BOUND = re.compile(r"^(>=|<=|>|<)\s*(-?[\d.]+)$")
_RANGE = re.compile(r"^(-?[\d.]+)\s*(?:\.\.|~|至)\s*(-?[\d.]+)$")


@dataclass(frozen=True, slots=True)
class RuleCase:
    """One case: facts, the day asked, and the answer (or class) expected."""

    name: str
    facts: Facts
    day: date
    expect: str
    where: str


def parse_interval(value: Any) -> Interval | None:
    """A number, ``> 500``, ``30..50``; None for anything else."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return Interval.exact(float(value))
    text = str(value).strip()
    if found := _BOUND.match(text):
        op, number = found[1], float(found[2])
        if op in (">", ">="):
            return Interval(low=number, low_open=op == ">")
        return Interval(high=number, high_open=op == "<")
    if found := _RANGE.match(text):
        return Interval(float(found[1]), float(found[2]))
    return None


def fact_from(value: Any, field: Field) -> Fact | None:
    """A value as YAML or a form gives it, for a field; None means unknown."""
    if value is None:
        return None
    if field.kind == "yes-no":
        answers = {
            True: Truth.YES,
            False: Truth.NO,
            "yes": Truth.YES,
            "no": Truth.NO,
            "是": Truth.YES,
            "否": Truth.NO,
        }
        return Fact(truth=answers.get(value, Truth.UNKNOWN))
    if field.kind in ("code", "choice"):
        return Fact(text=str(value))
    interval = parse_interval(value)
    if interval is None:
        raise PackError(f"{value!r} 不是数", where=field.label, expected="数、“> 500”或“30..50”")
    return Fact(interval=interval, bound=bound_of(interval))


def facts_from(entity: str, values: Mapping[str, Any], fields: Mapping[str, Field]) -> Facts:
    """Facts from plain values; ``titles`` holds programme id -> yes/no."""
    titles = {
        k: {True: Truth.YES, False: Truth.NO}.get(v, Truth.UNKNOWN)
        for k, v in values.get("titles", {}).items()
    }
    found = {}
    for name, value in values.items():
        if name == "titles":
            continue
        if name not in fields:
            raise PackError(
                f"没有字段 {name}", where=entity, expected="packs/programmes/fields.yaml 中的字段"
            )
        if (fact := fact_from(value, fields[name])) is not None:
            found[name] = fact
    return Facts(entity, found, titles)


def load_cases(folder: Path, fields: Mapping[str, Field]) -> list[RuleCase]:
    """The cases beside a programme; an empty list where there is no ``cases.yaml``."""
    file = folder / "cases.yaml"
    if not file.exists():
        return []
    document = read_yaml(file)
    base, cases = document.data.get("base", {}), []
    for i, each in enumerate(document.data.get("cases", [])):
        where = document.where("cases", i)
        if "expect" not in each or "name" not in each:
            raise PackError("每个例子要写 name 和 expect", where=where)
        values = base | each.get("change", {})
        day = date.fromisoformat(str(each.get("on", document.data.get("on", date.today().isoformat()))))
        facts = facts_from(each["name"], values, fields)
        cases.append(RuleCase(each["name"], facts, day, str(each["expect"]), where))
    return cases


def run_case(case: RuleCase, programme: Programme, fields: Mapping[str, Field]) -> tuple[bool, Verdict]:
    """Whether the rule gives the expected answer; classifications expect a class name or "unknown"."""
    verdict = judge(programme, case.facts, fields, case.day)
    if programme.on(case.day).classes:
        given = verdict.possible[0] if len(verdict.possible) == 1 else verdict.answer.value
    else:
        given = verdict.answer.value
    return given == case.expect, verdict
