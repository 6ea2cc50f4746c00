"""The vocabulary of Yanzhen: figures, periods, spans, statements, entities. No input or output."""

from yanzhen.terms.credit_code import (
    credit_code_check,
    credit_code_fault,
    looks_like_credit_code,
    organisation_check,
)
from yanzhen.terms.entity import KIND_NAMES, TIER_NAMES, Entity, EntityKind, Tier
from yanzhen.terms.figure import (
    ABOUT_TOLERANCE,
    MODALITY_ZH,
    Bound,
    Figure,
    Modality,
    bound_of,
    interval_for,
    sum_figures,
    why_not_combined,
)
from yanzhen.terms.flags import FLAGS
from yanzhen.terms.interval import Interval, hull_of
from yanzhen.terms.metric import FACET_NAMES, FAMILIES, Metric, why_not_together
from yanzhen.terms.numeral import parse_numeral
from yanzhen.terms.period import Period
from yanzhen.terms.source import Document, OffsetMap, Source, Span
from yanzhen.terms.statement import Reading, Statement, from_json
from yanzhen.terms.truth import Truth, all_of, any_of, at_least_n_of
from yanzhen.terms.unit import MULTIPLIERS, UNITS, Unit, parse_unit, unit_of

__all__ = [
    "ABOUT_TOLERANCE",
    "FACET_NAMES",
    "FAMILIES",
    "FLAGS",
    "KIND_NAMES",
    "MODALITY_ZH",
    "MULTIPLIERS",
    "TIER_NAMES",
    "UNITS",
    "Bound",
    "Document",
    "Entity",
    "EntityKind",
    "Figure",
    "Interval",
    "Metric",
    "Modality",
    "OffsetMap",
    "Period",
    "Reading",
    "Source",
    "Span",
    "Statement",
    "Tier",
    "Truth",
    "Unit",
    "all_of",
    "any_of",
    "at_least_n_of",
    "bound_of",
    "credit_code_check",
    "credit_code_fault",
    "from_json",
    "hull_of",
    "interval_for",
    "looks_like_credit_code",
    "organisation_check",
    "parse_numeral",
    "parse_unit",
    "sum_figures",
    "unit_of",
    "why_not_combined",
    "why_not_together",
]
