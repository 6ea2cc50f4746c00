"""Review: statements in the order in which they matter, decisions on them, and on which names mean one firm."""

from __future__ import annotations

import dataclasses
import os
from dataclasses import dataclass
from typing import Any

from yanzhen.errors import UsageError
from yanzhen.ledger import Candidate, Decision, Ledger, Record, Review, Verb
from yanzhen.terms import Bound, EntityKind, Figure, Modality, Period, Statement, parse_numeral, parse_unit

Place = str | os.PathLike[str]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a reviewer changes of a statement; None leaves it as the machine read it.

    Attributes:
        bound: ``=``, ``>``, ``>=``, ``<``, ``<=``, ``~``, ``<~``.
        number: as written: 1000, 3.2, 一百二十.
        unit: as written, with its multiplier: 亿元, 万辆/年, %.
        period: code of the period; "" for a period not stated.
        scope: statistical scope; "" for none stated.
        modality: actual, target, plan …
        metric, subject, object, as_of: as in :class:`Statement`.
    """

    bound: str | None = None
    number: str | None = None
    unit: str | None = None
    period: str | None = None
    scope: str | None = None
    modality: str | None = None
    metric: str | None = None
    subject: str | None = None
    object: str | None = None
    as_of: str | None = None

    def applied(self, statement: Statement) -> Statement:
        """The reviewer's version of a statement.

        Raises:
            UsageError: nothing is changed, or a number for a statement that has none.
        """
        changes: dict[str, Any] = {
            name: value
            for name, value in (
                ("subject", self.subject),
                ("object", self.object),
                ("predicate", self.metric),
            )
            if value is not None
        }
        if statement.figure:
            changes["figure"] = self._figure(statement.figure)
        elif self.bound or self.number or self.unit:
            raise UsageError("This statement is a relation and has no number", where=statement.id)
        else:
            changes |= self._time(statement)
        corrected = dataclasses.replace(statement, **changes)
        if corrected == statement:
            raise UsageError("This correction changes nothing", where=statement.id)
        return corrected

    def _figure(self, old: Figure) -> Figure:
        changes: dict[str, Any] = self._time(old)
        if self.metric is not None:
            changes["metric"] = self.metric
        if self.scope is not None:
            changes["scope"] = self.scope or None
        if self.modality is not None:
            changes["modality"] = Modality(self.modality)
        value, unit = self._amount(old)
        bound = Bound(self.bound) if self.bound else old.bound
        if (value, unit, bound) != (old.value, old.unit, old.bound):
            if value is None:
                raise UsageError(
                    "Give the number with its unit, as written", expected="--number 1000 --unit 亿元"
                )
            number = Figure.of(value, unit, bound)
            # The words of the source belong to the number it wrote, not to this one.
            changes |= {
                "interval": number.interval,
                "value": value,
                "unit": unit,
                "bound": bound,
                "words": None,
            }
        return dataclasses.replace(old, **changes)

    def _amount(self, old: Figure) -> tuple[float | None, str]:
        """The number in its base unit."""
        if self.number is None and self.unit is None:
            return old.value, old.unit
        number = parse_numeral(self.number) if self.number else None
        if number is None or self.unit is None:
            raise UsageError(
                "Give the number with its unit, as written",
                expected="--number 1000 --unit 亿元, not one alone",
            )
        factor, unit = parse_unit(self.unit)
        return float(number * factor), unit

    def _time(self, old: Figure | Statement) -> dict[str, Any]:
        changes: dict[str, Any] = {}
        if self.period is not None:
            changes["period"] = Period.parse(self.period) if self.period else None
        if self.as_of is not None:
            changes["as_of"] = self.as_of or None
        return changes


def review_queue(place: Place, limit: int = 50) -> list[Review]:
    """What to review first."""
    with Ledger.open(place, readonly=True) as ledger:
        return ledger.review_queue(limit)


def record(place: Place, statement_id: str) -> Record:
    """A statement as the machine read it and as a person left it, with all decisions."""
    with Ledger.open(place, readonly=True) as ledger:
        return ledger.record(statement_id)


def decide(
    place: Place, verb: str, targets: list[str], *, who: str, reason: str | None = None
) -> list[Decision]:
    """Take one decision on each target, or on two of them where the verb needs two."""
    with Ledger.open(place) as ledger:
        if Verb(verb).takes_two:
            return [ledger.decide(verb, *targets, who=who, reason=reason)]
        return [ledger.decide(verb, target, who=who, reason=reason) for target in targets]


def correct(
    place: Place, statement_id: str, correction: Correction, *, who: str, reason: str | None = None
) -> Record:
    """Put a reviewer's version beside the machine's.

    Raises:
        FigureError: it is sharper than the words it corrects, and no reason is given.
    """
    with Ledger.open(place) as ledger:
        machine = ledger.statement(statement_id)
        replacement = correction.applied(machine)
        ledger.decide("correct", machine.id, who=who, reason=reason, replacement=replacement)
        return ledger.record(machine.id)


def names_like(
    place: Place, name: str | None = None, *, kind: str = "firm", at_least: float | None = None
) -> list[Candidate]:
    """Pairs of names that may mean one entity and wait for a decision."""
    options = {} if at_least is None else {"at_least": at_least}
    with Ledger.open(place, readonly=True) as ledger:
        return ledger.names_like(name, kind=EntityKind(kind), **options)


def history(place: Place) -> list[Decision]:
    """All decisions, oldest first."""
    with Ledger.open(place, readonly=True) as ledger:
        return ledger.decisions()
