"""What must not be said of a claim: the cautions of the 口径 sheet; their wording is data."""

from __future__ import annotations

from functools import cache

from yanzhen import packs
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.facts import Group
from yanzhen.terms import Metric


@cache
def _wordings(language: str) -> dict[str, str]:
    data = packs.read_yaml(packs.path("templates", "phrases.yaml")).data
    return dict(data["cautions"][language])


def cautions(group: Group, language: str = "zh") -> tuple[str, ...]:
    """Everything that must not be made of a claim, once each, the most dangerous first."""
    wordings = _wordings(language)
    keys = [key for each in group.evidence for key in _keys(each)]
    return tuple(wordings[key] for key in wordings if key in keys)


def _keys(each: Evidence) -> list[str]:
    statement, figure = each.statement, each.statement.figure
    keys = [*statement.flags]
    keys += ["disputed"] if each.status == "disputed" else []
    keys += ["synthetic"] if each.source.synthetic else []
    if figure is None:
        return keys
    metric = Metric.parse(statement.predicate)
    keys += [figure.bound.value, figure.modality.value, metric.facet]
    keys += [metric.family] if metric.family and metric.is_level else []
    keys += ["period-unknown"] if each.lacks_period else []
    return keys
