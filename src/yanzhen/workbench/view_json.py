"""Views as JSON: the data twin of every page and of the terminal."""

from __future__ import annotations

import dataclasses
from datetime import date
from enum import Enum
from typing import Any

from yanzhen.terms import Figure, Period, Statement
from yanzhen.workbench.viewing import Claim


def view_json(value: Any) -> Any:
    """Any view as plain JSON values: claims carry statement, source and what is left open."""
    match value:
        case Claim():
            return {
                "statement": value.statement.to_json(),
                "source": view_json(value.source),
                "text": value.text,
                "open_questions": [list(q) for q in value.open_questions],
            }
        case Statement():
            return value.to_json()
        case Figure():
            return {
                "low": value.low,
                "high": value.high,
                "unit": value.unit,
                "zh": value.zh(),
                "en": value.en(),
            }
        case Period():
            return value.code
        case Enum():
            return value.value
        case date():
            return value.isoformat()
        case list() | tuple() | set() | frozenset():
            return [view_json(each) for each in value]
        case dict():
            return {str(key): view_json(each) for key, each in value.items()}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: view_json(getattr(value, f.name)) for f in dataclasses.fields(value)}
    return value
