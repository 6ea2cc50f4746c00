"""The words of programme rules in a draft: what a condition demands is no claim about the region."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from yanzhen.judge import Programme
from yanzhen.judge.rules import Score, walk
from yanzhen.terms import Truth

_Span = tuple[int, int]


def condition_spans(text: str, programmes: Iterable[Programme]) -> list[_Span]:
    """Where a draft has a condition of a programme word for word: its words; in a table, the whole row.

    So is the row of a table that answers for a programme as a whole.
    """
    known = list(programmes)
    # The longest first: 营业收入不低于400万元 before 营业收入.
    labels = sorted({label for each in known for label in _labels(each)}, key=len, reverse=True)
    rows = re.compile(rf"^(?:\|\s*)?\u3000*(?:{_either(labels)})\s*[\t|].*$", re.MULTILINE)
    words = re.compile(_either([label for label in labels if any(map(str.isdigit, label))]))
    answers = _either([answer.zh for answer in Truth])
    answered = re.compile(
        rf"^(?:\|\s*)?(?:{_either(each.name for each in known)})\s*[\t|]\s*(?:{answers})\s*[\t|].*$",
        re.MULTILINE,
    )
    return [found.span() for pattern in (rows, words, answered) for found in pattern.finditer(text)]


def _either(labels: Iterable[str]) -> str:
    """A pattern of any of these words; of none, one that matches nothing."""
    return "|".join(map(re.escape, labels)) or r"(?!)"


def _labels(programme: Programme) -> Iterator[str]:
    for version in programme.versions:
        for criteria in (version.criteria, *(each.criteria for each in version.classes)):
            for node in walk(criteria) if criteria else ():
                yield node.label
                if isinstance(node, Score):
                    yield from (item.label for item in node.items)
