"""Views as JSON: dataclasses become objects, terms keep the shape they have everywhere else."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from typing import Any

from yanzhen.terms import Figure, Interval, Period, Source, Statement
from yanzhen.workbench.viewing import Claim


def to_json(value: Any) -> Any:
    """A view, or any part of one, as JSON values. Infinite ends become null."""
    match value:
        case Enum():
            return value.value
        case None | bool() | int() | str():
            return value
        case float():
            return None if math.isinf(value) or math.isnan(value) else value
        case Statement():
            return value.to_json()
        case Claim():
            return _claim(value)
        case Figure():
            return figure_json(value)
        case Period():
            return value.code
        case date():
            return value.isoformat()
        case Interval():
            return {"low": to_json(value.low), "high": to_json(value.high)}
        case Source():
            return {name.name: getattr(value, name.name) for name in fields(value)}
        case Mapping():
            return {str(to_json(key)): to_json(each) for key, each in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: to_json(getattr(value, each.name)) for each in fields(value)}
    return [to_json(each) for each in value]


def figure_json(figure: Figure) -> dict[str, Any]:
    """A figure: ends, the words, and its kind."""
    return {
        "kind": figure.kind,
        "op": figure.bound.value,
        "low": figure.low,
        "high": figure.high,
        "value": figure.value,
        "unit": figure.unit,
        "metric": figure.metric,
        "modality": figure.modality.value,
        "scope": figure.scope,
        "period": figure.period.code if figure.period else None,
        "as_of": figure.as_of,
        "zh": figure.zh(),
        "en": figure.en(),
        "computed": figure.computed,
    }


def _claim(claim: Claim) -> dict[str, Any]:
    source = claim.source
    return claim.statement.to_json() | {
        "zh": claim.text,
        "open_questions": [zh for zh, _ in claim.open_questions],
        "citation": {
            "publisher": source.publisher,
            "title": source.title or source.name,
            "published": source.published,
        },
        "synthetic": source.synthetic,
    }
