"""Statement: one immutable claim of one document, with the words it came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from yanzhen.terms.entity import EntityKind, Tier
from yanzhen.terms.figure import Bound, Figure, Modality
from yanzhen.terms.interval import INF, Interval
from yanzhen.terms.period import Period
from yanzhen.terms.source import Source, Span

Kind = Literal["figure", "rank_vague", "relation", "mention"]
_WITH_FIGURE = ("figure", "rank_vague")


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of a subject: a figure, or a relation to an object.

    Attributes:
        source_id: the document; part of the identity, so two documents never share a statement.
        kind: ``figure``; ``rank_vague``, a figure without a number (居全国前列); ``relation``; or ``mention``, a relation that the
            sentence takes for granted while it says or plans something else: that hydrogen is a future industry in
            大力发展氢能等未来产业.
        subject: name as the text gives it or implies it.
        predicate: the metric of a figure (``年营收``), or the relation (``入选``, ``称号``, ``布局领域`` …).
        quote: exactly the cleaned text at the first span.
        spans: where the words stand; at least one.
        figure: set for figures and vague ranks.
        object: set for relations and mentions.
        subject_kind, object_kind: what the two ends are, where the words show it.
        tier: the tier whose discussion the statement belongs to, where the text shows it.
        flags: what is ambiguous or special: ``each-or-total``, ``pairing-unknown``, ``joint`` …
        period, as_of: for relations (figures carry their own).
        extractor: name and version of what made it, e.g. ``grammar/1``.
        rule: the rule inside the extractor.
    """

    source_id: str
    kind: Kind
    subject: str
    predicate: str
    quote: str
    spans: tuple[Span, ...]
    figure: Figure | None = None
    object: str | None = None
    subject_kind: EntityKind = EntityKind.OTHER
    object_kind: EntityKind = EntityKind.OTHER
    tier: Tier | None = None
    flags: tuple[str, ...] = ()
    period: Period | None = None
    as_of: str | None = None
    extractor: str = "manual/1"
    rule: str = ""

    @property
    def id(self) -> str:
        """``st-`` and 20 hexadecimal digits over document, place and claim; the extractor is left out.

        A better extractor that finds the same claim at the same place finds the same statement, so that
        decisions taken on it stay.
        """
        figure = self.figure
        number = (
            [
                figure.bound.value,
                figure.interval.low,
                figure.interval.high,
                figure.unit,
                figure.modality.value,
            ]
            if figure
            else []
        )
        places = [[s.start, s.end, s.cell] for s in self.spans]
        kind = "figure" if figure else "relation"  # whether it is said or taken for granted is no other claim
        content = [self.source_id, kind, self.subject, self.predicate, self.object, number, places]
        digest = hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
        return "st-" + digest[:20]

    def to_json(self) -> dict[str, Any]:
        """The JSON of ``yanzhen read --json``; :func:`from_json` reads it back without loss."""
        first = self.spans[0]
        figure = self.figure
        period = figure.period if figure else self.period
        return {
            "id": self.id,
            "kind": self.kind,
            "subject": self.subject,
            "subject_kind": self.subject_kind.value,
            "metric": self.predicate,
            "op": figure.bound.value if figure else "=",
            "low": figure.low if figure else None,
            "high": figure.high if figure else None,
            "low_open": figure.interval.low_open if figure else None,
            "high_open": figure.interval.high_open if figure else None,
            "value": figure.value if figure else self.object,
            "unit": figure.unit if figure else None,
            "words": figure.words if figure else None,
            "modality": figure.modality.value if figure else None,
            "scope": figure.scope if figure else None,
            "period": period.code if period else None,
            "as_of": figure.as_of if figure else self.as_of,
            "object": self.object,
            "object_kind": self.object_kind.value,
            "tier": self.tier.value if self.tier else None,
            "flags": list(self.flags),
            "quote": self.quote,
            "span": [first.start, first.end],
            "raw_span": [first.raw_start, first.raw_end],
            "spans": [[s.start, s.end, s.raw_start, s.raw_end, s.cell] for s in self.spans],
            "extractor": self.extractor,
            "rule": self.rule,
            "source": self.source_id,
        }


def from_json(data: Mapping[str, Any]) -> Statement:
    """The statement that :meth:`Statement.to_json` wrote."""
    period = Period.parse(data["period"]) if data["period"] else None
    return Statement(
        source_id=data["source"],
        kind=data["kind"],
        subject=data["subject"],
        predicate=data["metric"],
        quote=data["quote"],
        spans=tuple(Span(*each) for each in data["spans"]),
        figure=_figure(data, period) if data["kind"] in _WITH_FIGURE else None,
        object=data["object"],
        subject_kind=EntityKind(data["subject_kind"]),
        object_kind=EntityKind(data["object_kind"]),
        tier=Tier(data["tier"]) if data["tier"] else None,
        flags=tuple(data["flags"]),
        period=None if data["kind"] in _WITH_FIGURE else period,
        as_of=None if data["kind"] in _WITH_FIGURE else data["as_of"],
        extractor=data["extractor"],
        rule=data["rule"],
    )


def _figure(data: Mapping[str, Any], period: Period | None) -> Figure:
    low = -INF if data["low"] is None else float(data["low"])
    high = INF if data["high"] is None else float(data["high"])
    return Figure(
        interval=Interval(low, high, bool(data["low_open"]), bool(data["high_open"])),
        unit=data["unit"],
        metric=data["metric"],
        bound=Bound(data["op"]),
        value=data["value"],
        modality=Modality(data["modality"]),
        scope=data["scope"],
        period=period,
        as_of=data["as_of"],
        words=data["words"],
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What reading one document gave: source, text before and after cleaning, statements, notes.

    ``notes`` are for people: what could not be read, what was mended, what needs review.
    """

    source: Source
    text: str
    raw: str
    statements: tuple[Statement, ...]
    notes: tuple[str, ...] = ()
    content: bytes = b""
