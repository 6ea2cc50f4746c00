"""Three-valued truth: yes, no, cannot tell (Kleene's strong logic)."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """Answer to a question put to evidence that may not settle it.

    The logic is Kleene's strong three-valued logic (Introduction to Metamathematics, 1952, section 64).
    There is deliberately no ``bool()`` of a Truth: write ``is Truth.YES``.
    """

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __bool__(self) -> bool:
        raise TypeError("A Truth is not a bool: compare with `is Truth.YES` (unknown is neither)")

    def __and__(self, other: Truth) -> Truth:
        return all_of((self, other))

    def __or__(self, other: Truth) -> Truth:
        return any_of((self, other))

    def __invert__(self) -> Truth:
        return {Truth.YES: Truth.NO, Truth.NO: Truth.YES}.get(self, Truth.UNKNOWN)

    @property
    def zh(self) -> str:
        """The answer in Chinese: 是, 否, 无法判断."""
        return {"yes": "是", "no": "否", "unknown": "无法判断"}[self.value]


def all_of(answers: Iterable[Truth]) -> Truth:
    """Conjunction: one NO decides, otherwise one UNKNOWN leaves it open; empty is YES."""
    seen = set(answers)
    if Truth.NO in seen:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.YES


def any_of(answers: Iterable[Truth]) -> Truth:
    """Disjunction: one YES decides, otherwise one UNKNOWN leaves it open; empty is NO."""
    seen = set(answers)
    if Truth.YES in seen:
        return Truth.YES
    return Truth.UNKNOWN if Truth.UNKNOWN in seen else Truth.NO


def at_least_n_of(n: int, answers: Iterable[Truth]) -> Truth:
    """At least ``n`` answers are YES: decided only when the open ones cannot change it."""
    listed = list(answers)
    sure = sum(a is Truth.YES for a in listed)
    possible = sure + sum(a is Truth.UNKNOWN for a in listed)
    if sure >= n:
        return Truth.YES
    return Truth.UNKNOWN if possible >= n else Truth.NO
