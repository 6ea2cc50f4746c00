"""What if: change one fact and see which answers change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from yanzhen.judge.evaluate import Verdict, judge
from yanzhen.judge.facts import Fact, Facts
from yanzhen.judge.rules import Field, Programme


@dataclass(frozen=True, slots=True)
class Change:
    """One programme before and after."""

    before: Verdict
    after: Verdict

    @property
    def changed(self) -> bool:
        """Whether the answer or the class differs."""
        return (self.before.answer, self.before.possible) != (self.after.answer, self.after.possible)


def what_if(
    programmes: Iterable[Programme],
    facts: Facts,
    field: str,
    fact: Fact | None,
    fields: Mapping[str, Field],
    day: date,
) -> list[Change]:
    """Verdicts of all judged programmes with one fact changed (None: taken away)."""
    other = facts.with_fact(field, fact)
    return [
        Change(judge(p, facts, fields, day), judge(p, other, fields, day)) for p in programmes if p.judged
    ]
