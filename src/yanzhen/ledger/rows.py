"""Statements and sources as rows of the tables, and back."""

from __future__ import annotations

import calendar
import hashlib
import json
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import RowMapping

from yanzhen.terms import (
    Bound,
    EntityKind,
    Figure,
    Interval,
    Metric,
    Modality,
    Period,
    Reading,
    Source,
    Span,
    Statement,
    Tier,
)
from yanzhen.terms.interval import INF

SOURCE_FIELDS = tuple(field.name for field in fields(Source))


def source_row(reading: Reading, added: int, day: str) -> dict[str, Any]:
    """The row of ``sources`` for a reading added on ``day`` under journal number ``added``."""
    source = reading.source
    row = {name: getattr(source, name) for name in SOURCE_FIELDS}
    row["added"] = added
    row["content_hash"] = hashlib.sha256(reading.content or reading.raw.encode()).hexdigest()
    row["known_by"] = last_day(source.published) or day
    row["notes"] = json.dumps(reading.notes, ensure_ascii=False)
    return row


def source_of(row: RowMapping) -> Source:
    """The source of a row."""
    return Source(**{name: row[name] for name in SOURCE_FIELDS})


def last_day(published: str | None) -> str | None:
    """The last day a date as sharp as written can mean: 2024 -> 2024-12-31, 2024-02 -> 2024-02-29."""
    if not published:
        return None
    parts = published[:10].split("-")
    try:
        year, month = int(parts[0]), int(parts[1]) if len(parts) > 1 else 12
        day = int(parts[2]) if len(parts) > 2 else calendar.monthrange(year, month)[1]
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def statement_row(
    statement_id: str, statement: Statement, row: int, added: int, replaces: int | None = None
) -> dict[str, Any]:
    """The row of ``statements``; an infinite end is NULL."""
    figure = statement.figure
    period = figure.period if figure else statement.period
    values: dict[str, Any] = {
        "row": row,
        "id": statement_id,
        "added": added,
        "replaces": replaces,
        "source_id": statement.source_id,
        "kind": statement.kind,
        "subject": statement.subject,
        "subject_kind": statement.subject_kind.value,
        "predicate": statement.predicate,
        "metric_key": metric_key((figure.metric or statement.predicate) if figure else statement.predicate),
        "object": statement.object,
        "object_kind": statement.object_kind.value,
        "tier": statement.tier.value if statement.tier else None,
        "period_start": period.start.isoformat() if period else None,
        "period_end": period.end.isoformat() if period else None,
        "as_of": figure.as_of if figure else statement.as_of,
        "quote": statement.quote,
        "spans": json.dumps([[s.start, s.end, s.raw_start, s.raw_end, s.cell] for s in statement.spans]),
        "flags": json.dumps(statement.flags, ensure_ascii=False) if statement.flags else None,
        "extractor": statement.extractor,
        "rule": statement.rule,
    }
    return values | _figure_row(figure, statement.predicate)


@lru_cache(maxsize=4096)
def metric_key(written: str) -> str:
    """One spelling for the ways a metric is written; relations go through it unchanged or alike."""
    return Metric.parse(written).key


_NUMBER_COLUMNS = ("bound", "low", "high", "low_open", "high_open", "value", "unit")
_NO_FIGURE = dict.fromkeys((*_NUMBER_COLUMNS, "metric", "modality", "scope", "words", "computed"))


def _figure_row(figure: Figure | None, predicate: str) -> dict[str, Any]:
    if figure is None:
        return _NO_FIGURE
    return {
        "metric": None if figure.metric == predicate else figure.metric or "",
        "bound": figure.bound.value,
        "low": figure.low,
        "high": figure.high,
        "low_open": figure.interval.low_open,
        "high_open": figure.interval.high_open,
        "value": figure.value,
        "unit": figure.unit,
        "modality": figure.modality.value,
        "scope": figure.scope,
        "words": figure.words,
        "computed": figure.computed,
    }


def statement_of(row: RowMapping) -> Statement:
    """The statement of a row, equal to the one stored."""
    period = None
    if row["period_start"]:
        period = Period(date.fromisoformat(row["period_start"]), date.fromisoformat(row["period_end"]))
    figure = _figure_of(row, period) if row["bound"] else None
    return Statement(
        source_id=row["source_id"],
        kind=row["kind"],
        subject=row["subject"],
        predicate=row["predicate"],
        quote=row["quote"],
        spans=tuple(Span(*each) for each in json.loads(row["spans"])),
        figure=figure,
        object=row["object"],
        subject_kind=EntityKind(row["subject_kind"]),
        object_kind=EntityKind(row["object_kind"]),
        tier=Tier(row["tier"]) if row["tier"] else None,
        flags=tuple(json.loads(row["flags"])) if row["flags"] else (),
        period=None if figure else period,
        as_of=None if figure else row["as_of"],
        extractor=row["extractor"],
        rule=row["rule"],
    )


def _figure_of(row: RowMapping, period: Period | None) -> Figure:
    low = -INF if row["low"] is None else row["low"]
    high = INF if row["high"] is None else row["high"]
    return Figure(
        interval=Interval(low, high, bool(row["low_open"]), bool(row["high_open"])),
        unit=row["unit"],
        metric=row["predicate"] if row["metric"] is None else row["metric"] or None,
        bound=Bound(row["bound"]),
        value=row["value"],
        modality=Modality(row["modality"]),
        scope=row["scope"],
        period=period,
        as_of=row["as_of"],
        words=row["words"],
        computed=bool(row["computed"]),
    )
