"""A programme as data: dated versions of criteria that are tests, branches, bands, points or documents."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from yanzhen.errors import UsageError

COMPARISONS = {">=", ">", "<=", "<", "=="}


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a rule asks for; the same vocabulary serves all programmes (packs/programmes/fields.yaml).

    Attributes:
        id: name used by rules, e.g. ``revenue``.
        label, label_en: what a person calls it.
        unit: unit in which rules and firm tables write it (``万元``); empty for yes/no and choices.
        kind: ``number``, ``yes-no``, ``choice`` or ``code``.
        metrics: metric keys of figures in the ledger that answer it.
        headers: column headings of firm tables that answer it.
        ratio, total, largest: how it can be computed from other fields when not given itself.
    """

    id: str
    label: str
    label_en: str
    unit: str = ""
    kind: str = "number"
    metrics: tuple[str, ...] = ()
    headers: tuple[str, ...] = ()
    ratio: tuple[str, str] | None = None
    total: tuple[str, ...] = ()
    largest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """What all criteria share: id, the words shown, the article it stands in, and doubts about it."""

    id: str
    label: str
    article: str = ""
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Test(Rule):
    """``field op value``, in the unit of the field."""

    __test__ = False  # pytest takes the name for a test class

    field: str = ""
    op: str = ">="
    value: float = 0.0


@dataclass(frozen=True, slots=True)
class Document(Rule):
    """Needs a document or an expert: a yes-no field, or nothing that data could answer."""

    field: str | None = None


@dataclass(frozen=True, slots=True)
class Among(Rule):
    """A code or choice is one of a list; codes match by section letter, range or prefix.

    ``partial`` codes cover more than is meant: a match there leaves the answer open.
    """

    field: str = ""
    values: tuple[str, ...] = ()
    partial: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holds(Rule):
    """Holds a title of another programme that is valid on the day asked."""

    title: str = ""


@dataclass(frozen=True, slots=True)
class AtLeast(Rule):
    """At least ``n`` of the parts; all of them for ``n = len(parts)``, any for ``n = 1``."""

    n: int = 1
    parts: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """One row of a :class:`Band`: applies where all conditions hold."""

    when: tuple[Node, ...]
    then: Node


@dataclass(frozen=True, slots=True)
class Band(Rule):
    """The requirement depends on another field; rows exclude each other, where none applies it is a no."""

    cases: tuple[Case, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """``points`` where the condition holds and no earlier step did."""

    when: Node | None
    points: float


@dataclass(frozen=True, slots=True)
class Item:
    """One line of a points table; without steps, the field itself holds the points given."""

    id: str
    label: str
    most: float
    steps: tuple[Step, ...] = ()
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Score(Rule):
    """A points table: the sum of the items ``op`` the pass mark."""

    items: tuple[Item, ...] = ()
    op: str = ">="
    value: float = 0.0


Node = Test | Document | Among | Holds | AtLeast | Band | Score


@dataclass(frozen=True, slots=True)
class SizeClass:
    """One class of a classification, best first; the last one may have no criteria (all the rest)."""

    name: str
    name_en: str
    criteria: Node | None


@dataclass(frozen=True, slots=True)
class Version:
    """The rule in force from ``valid_from`` to ``valid_to`` (both included; None: open)."""

    valid_from: date
    valid_to: date | None
    document: str
    confidence: str
    criteria: Node | None = None
    classes: tuple[SizeClass, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Programme:
    """A programme or title; without criteria it is recorded, never judged.

    Attributes:
        applies_to: ``firm`` or ``cluster``.
        validity_years: how long a title lasts, None where the rule does not say.
        title_words: wordings in documents that name this title.
    """

    id: str
    name: str
    name_en: str
    issuer: str
    level: str
    applies_to: str
    versions: tuple[Version, ...]
    validity_years: int | None = None
    title_words: tuple[str, ...] = ()
    why_not_judged: str = ""

    @property
    def judged(self) -> bool:
        """Whether there are public criteria to judge by."""
        return any(v.criteria or v.classes for v in self.versions)

    def in_force(self, day: date) -> Version | None:
        """The version in force on a day, if there was one."""
        return next(
            (v for v in self.versions if v.valid_from <= day and (v.valid_to is None or day <= v.valid_to)),
            None,
        )

    def on(self, day: date) -> Version:
        """The version in force on a day.

        Raises:
            UsageError: none was; the message lists the versions.
        """
        if version := self.in_force(day):
            return version
        spans = "; ".join(f"{v.valid_from} – {v.valid_to or '…'}" for v in self.versions)
        raise UsageError(f"{self.name} 在 {day} 没有生效的版本", where=self.id, expected=spans)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it, in order."""
    yield node
    for child in children(node):
        yield from walk(child)


def children(node: Node) -> tuple[Node, ...]:
    """The nodes directly below."""
    match node:
        case AtLeast():
            return node.parts
        case Band():
            return tuple(n for case in node.cases for n in (*case.when, case.then))
        case Score():
            return tuple(s.when for item in node.items for s in item.steps if s.when is not None)
        case _:
            return ()
