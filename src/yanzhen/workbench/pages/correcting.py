"""A reviewer's correction of a statement, as a form sends it."""

from __future__ import annotations

import math
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from pydantic import BaseModel, Field

from yanzhen.errors import UsageError
from yanzhen.terms import Bound, Figure, Modality, Period, Statement, Tier, parse_numeral, parse_unit

Choice = TypeVar("Choice", bound=StrEnum)


class Correction(BaseModel):
    """The fields of the correction form; an empty field leaves things as they are.

    ``number`` is written as in a document, with or without a multiplier (1000, 3万), ``unit`` too (亿元, 万辆).
    """

    target: str = Field(max_length=200)
    form_token: str = ""
    next: str = Field(default="/", max_length=2000)
    subject: str = Field(default="", max_length=200)
    metric: str = Field(default="", max_length=200)
    object: str = Field(default="", max_length=500)
    bound: str = Field(default="", max_length=4)
    number: str = Field(default="", max_length=40)
    unit: str = Field(default="", max_length=40)
    period: str = Field(default="", max_length=40)
    modality: str = Field(default="", max_length=20)
    tier: str = Field(default="", max_length=20)
    reason: str = Field(default="", max_length=2000)


def corrected(old: Statement, wanted: Correction) -> Statement:
    """The statement with the fields of the form.

    Raises:
        UsageError: a number, unit, period or bound that is none.
    """
    metric = wanted.metric.strip() or old.predicate
    new = replace(
        old,
        subject=wanted.subject.strip() or old.subject,
        predicate=metric,
        tier=_member(Tier, wanted.tier, "产业类别") if wanted.tier else old.tier,
        extractor="human/1",
        rule="review",
    )
    if old.figure is None:
        return replace(new, object=wanted.object.strip() or old.object)
    return replace(new, figure=_figure(old.figure, wanted, metric))


def _figure(old: Figure, wanted: Correction, metric: str) -> Figure:
    more = {
        "metric": metric,
        "modality": _member(Modality, wanted.modality, "性质") if wanted.modality else old.modality,
        "scope": old.scope,
        "period": Period.parse(wanted.period) if wanted.period.strip() else old.period,
        "as_of": old.as_of,
    }
    if not wanted.number.strip():
        bound = _member(Bound, wanted.bound, "界") if wanted.bound else old.bound
        if bound is old.bound or old.value is None:
            return replace(old, **more)  # type: ignore[arg-type]
        return Figure.of(old.value, old.unit, bound, **more)
    try:
        factor, unit = parse_unit(wanted.unit.strip())
        number = parse_numeral(wanted.number.strip())
        if number is None:
            raise ValueError(wanted.number)
        value = float(number * factor)
    except (ValueError, TypeError) as error:
        raise UsageError(
            "更正的数字或单位读不懂", where=f"{wanted.number} {wanted.unit}", expected="如 1000 和 亿元"
        ) from error
    if not math.isfinite(value):
        raise UsageError("更正的数字太大", where=wanted.number)
    return Figure.of(value, unit, _member(Bound, wanted.bound or "=", "界"), **more)


def _member(choices: type[Choice], text: str, what: str) -> Choice:
    """One of an enumeration's values.

    Raises:
        UsageError: another word.
    """
    try:
        return choices(text)
    except ValueError:
        raise UsageError(f"没有这种{what}", where=text[:40], expected="、".join(choices)) from None
