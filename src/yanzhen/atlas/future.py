"""Future fields and their footholds here: which firm, which part, which evidence, how far along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from yanzhen.atlas.chart import Label
from yanzhen.atlas.witness import members_of
from yanzhen.packs import path, read_yaml
from yanzhen.terms import EntityKind, Statement, Tier

# A region, an industry or a chain does not hold anything; what sources say of them is the field's base.
BEARERS = (EntityKind.REGION, EntityKind.INDUSTRY, EntityKind.CHAIN, EntityKind.CLUSTER)


@dataclass(frozen=True, slots=True)
class Named:
    """A part of a field or a stage of development, and the words that show it."""

    id: str
    label: Label
    terms: tuple[str, ...]
    segments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FutureField:
    """A field of future industry with its parts."""

    id: str
    label: Label
    terms: tuple[str, ...]
    parts: tuple[Named, ...]

    def concerns(self, text: str) -> bool:
        """A word of the field occurs."""
        return any(term in text for term in self.terms)


@dataclass(frozen=True, slots=True)
class Foothold:
    """One holder in one field.

    Attributes:
        holder, kind: firm, park, project … as named by the source.
        field: the field.
        parts: parts its evidence speaks of; empty where it names none.
        paired: False where the source lists firms and parts without saying who does what.
        stage: how far along by the words of the evidence, None where they do not say.
        statements: the evidence.
    """

    holder: str
    kind: EntityKind
    field: FutureField
    parts: tuple[Named, ...]
    paired: bool
    stage: Named | None
    statements: tuple[Statement, ...]


@cache
def shipped_fields() -> tuple[FutureField, ...]:
    """The fields that come with Yanzhen."""
    return tuple(_field(entry) for entry in _pack()["fields"])


@cache
def shipped_stages() -> tuple[Named, ...]:
    """Stages of development, the furthest first."""
    return tuple(_named(entry) for entry in _pack()["stages"])


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field here: what is said of it in general, and its footholds; both may be empty."""

    field: FutureField
    base: tuple[Statement, ...]
    footholds: tuple[Foothold, ...]


def future_fields(
    statements: Iterable[Statement],
    fields: Sequence[FutureField] | None = None,
    names: Mapping[str, str] | None = None,
) -> tuple[FieldView, ...]:
    """Every field with the footholds that statements speak of.

    A statement counts when its predicate or object names a field (for statements of the future tier, its
    quote too). Parts and stage are read from the words quoted; where a quote lists several holders and
    several parts, or is flagged so, who does what stays open. ``names`` brings the names of one holder under one.
    """
    names = names or {}
    fields = shipped_fields() if fields is None else fields
    found: dict[tuple[str, str], list[Statement]] = {}
    bases: dict[str, list[Statement]] = {}
    for statement in statements:
        bearer = statement.subject_kind in BEARERS
        for field in fields:
            if not field.concerns(_words(statement, quoted=not bearer)):
                continue
            if bearer:
                bases.setdefault(field.id, []).append(statement)
            for holder in () if bearer else _subjects(statement):
                found.setdefault((field.id, names.get(holder, holder)), []).append(statement)
    holders = _holders_by_quote(found)
    return tuple(
        FieldView(
            field,
            tuple(bases.get(field.id, ())),
            tuple(_foothold(h, field, s, holders) for (id, h), s in found.items() if id == field.id),
        )
        for field in fields
    )


def _words(statement: Statement, *, quoted: bool) -> str:
    said = f"{statement.predicate} {statement.object or ''}"
    return said + statement.quote if quoted and statement.tier is Tier.FUTURE else said


def _subjects(statement: Statement) -> tuple[str, ...]:
    group = statement.subject_kind is EntityKind.GROUP
    return members_of(statement.subject) if group else (statement.subject,)


def _holders_by_quote(found: Mapping[tuple[str, str], list[Statement]]) -> dict[str, set[str]]:
    holders: dict[str, set[str]] = {}
    for (_, holder), evidence in found.items():
        for statement in evidence:
            holders.setdefault(statement.quote, set()).add(holder)
    return holders


def _foothold(
    holder: str, field: FutureField, evidence: Sequence[Statement], holders: Mapping[str, set[str]]
) -> Foothold:
    text = " ".join(f"{s.object or ''} {s.quote}" for s in evidence)
    parts = tuple(part for part in field.parts if any(term in text for term in part.terms))
    shared = any(len(holders[s.quote]) > 1 or "pairing-unknown" in s.flags for s in evidence)
    return Foothold(
        holder=holder,
        kind=next((s.subject_kind for s in evidence if s.subject == holder), EntityKind.FIRM),
        field=field,
        parts=parts,
        paired=not (shared and len(parts) > 1),
        stage=next((s for s in shipped_stages() if any(term in text for term in s.terms)), None),
        statements=tuple(evidence),
    )


@cache
def _pack() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(path("industries", "future_fields")).data
    return data


def _named(entry: Mapping[str, Any]) -> Named:
    label = Label(entry["name"], entry.get("name_en", ""))
    return Named(entry["id"], label, tuple(entry["terms"]), tuple(entry.get("segments", ())))


def _field(entry: Mapping[str, Any]) -> FutureField:
    label = Label(entry["name"], entry.get("name_en", ""))
    return FutureField(entry["id"], label, tuple(entry["terms"]), tuple(map(_named, entry["parts"])))
