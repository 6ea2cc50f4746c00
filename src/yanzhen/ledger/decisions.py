"""Decisions people take, append-only, and the state of each statement that follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from yanzhen.terms import Figure, Statement


class Verb(StrEnum):
    """What a decision does. A human NOT_SAME survives everything but its own undoing."""

    ACCEPT = "accept"
    CORRECT = "correct"
    WITHDRAW = "withdraw"
    PREFER = "prefer"
    SETTLE = "settle"
    INTERNAL = "internal"
    PUBLIC = "public"
    SAME = "same"
    NOT_SAME = "not-same"
    UNSURE = "unsure"
    UNDO = "undo"

    @property
    def about_names(self) -> bool:
        """Whether it is about two names rather than statements."""
        return self in (Verb.SAME, Verb.NOT_SAME, Verb.UNSURE)

    @property
    def about_visibility(self) -> bool:
        """Whether it says who may see a statement or a source."""
        return self in (Verb.INTERNAL, Verb.PUBLIC)

    @property
    def takes_two(self) -> bool:
        """Whether it needs a second target."""
        return self.about_names or self in (Verb.PREFER, Verb.SETTLE)


class State(StrEnum):
    """Where a statement stands."""

    READ = "read"
    ACCEPTED = "accepted"
    HUMAN = "human"  # a reviewer's version
    CORRECTED = "corrected"  # the machine's version that it replaces
    WITHDRAWN = "withdrawn"
    OUTWEIGHED = "outweighed"  # another statement was preferred


CURRENT = frozenset({State.READ, State.ACCEPTED, State.HUMAN})


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        id: ``dec-`` and hexadecimal digits.
        seq: journal number.
        at: when, ISO 8601 in UTC.
        verb: what was decided.
        target: a statement, a name, a source (``internal``, ``public``), or the decision undone.
        other: for prefer (the one outweighed), settle and the verbs about names.
        who: who took it.
        reason: why, in the person's words.
        replacement: the reviewer's version, for ``correct``.
    """

    id: str
    seq: int
    at: str
    verb: Verb
    target: str
    other: str | None
    who: str
    reason: str | None = None
    replacement: Statement | None = None


def effective(decisions: Iterable[Decision]) -> Iterator[Decision]:
    """Those decisions that are not undone, oldest first; an undo can itself be undone."""
    undone: set[str] = set()
    standing: list[Decision] = []
    for decision in sorted(decisions, key=lambda d: d.seq, reverse=True):
        if decision.id in undone:
            continue
        if decision.verb is Verb.UNDO:
            undone.add(decision.target)
        else:
            standing.append(decision)
    return reversed(standing)


def state_of(statement_id: str, decisions: Iterable[Decision]) -> tuple[State, Decision | None]:
    """The state of a machine's statement and the decision that gave it: the last effective one rules."""
    state: tuple[State, Decision | None] = (State.READ, None)
    for decision in effective(decisions):
        if decision.verb in _STATES and decision.target == statement_id:
            state = (_STATES[decision.verb], decision)
        elif decision.verb is Verb.PREFER and decision.other == statement_id:
            state = (State.OUTWEIGHED, decision)
    return state


_STATES = {
    Verb.ACCEPT: State.ACCEPTED,
    Verb.CORRECT: State.CORRECTED,
    Verb.WITHDRAW: State.WITHDRAWN,
}


def visibility_of(ref: str, decisions: Iterable[Decision]) -> str | None:
    """Who may see a statement or source after the last effective decision on that; None where there is none."""
    said = [d.verb.value for d in effective(decisions) if d.verb.about_visibility and d.target == ref]
    return said[-1] if said else None


def is_sharper(new: Figure, old: Figure) -> bool:
    """Whether ``new`` claims to know more than ``old``: an end that was open, or a narrower interval.

    Another number of the same kind (1000 read for 100) is not sharper: a misreading is simply mended.
    """
    a, b = new.interval, old.interval
    known = [sum(end is not None for end in (f.low, f.high)) for f in (new, old)]
    if known[0] != known[1]:
        return known[0] > known[1]
    ends_differ = (a.low, a.high) != (
        b.low,
        b.high,
    )  # whether 1000 itself is meant is not what sharpness is about
    return (b.encloses(a) and ends_differ) or (known[0] == 2 and a.high - a.low < b.high - b.low)
