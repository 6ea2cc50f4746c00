"""How claims are worded after their subject: 入选…, 年营收…, 同比增长…; the patterns are data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from yanzhen import packs
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.glossary import is_plural, of_value, plural, translated
from yanzhen.publish.phrase import listed
from yanzhen.terms import FACET_NAMES, FAMILIES, Bound, EntityKind, Figure, Metric, Modality, Statement

# What holds members: of these 链主 names a member, of a firm the chain it leads.
_HOLDERS = {EntityKind.CHAIN, EntityKind.CLUSTER, EntityKind.INDUSTRY, EntityKind.PARK, EntityKind.REGION}
# Verbs agree with their subject: {was} is was or were, {s} is s or nothing.
_AGREEING = {False: {"is": "is", "was": "was", "has": "has", "s": "s"}, True: {"is": "are", "was": "were", "has": "have", "s": ""}}  # fmt: skip
_NOT_YET_ZH = {Modality.TARGET: "的目标是", Modality.PLAN: "的计划数是", Modality.FORECAST: "的预计数是"}
_NOT_YET_EN = {Modality.TARGET: "aim{s} at", Modality.PLAN: "plan{s}", Modality.FORECAST: "expect{s}"}


@cache
def _phrases() -> dict[str, Any]:
    return dict(packs.read_yaml(packs.path("templates", "phrases.yaml")).data)


@cache
def _patterns(section: str) -> dict[str, str]:
    return dict(_phrases()[section])


@cache
def _awarding() -> frozenset[str]:
    return frozenset(_phrases()["verbs of award"].split())


def clause(members: Sequence[Evidence], language: str = "zh") -> str:
    """A relation in words, without its subject: 入选山东省首批支柱型雁阵集群; " was selected as …"."""
    said = members[0].statement
    objects = distinct([e.statement.object or "" for e in members])
    metric = Metric.parse(said.predicate)
    several = speaks_of_several(members)
    if metric.facet == "rank":
        return metric.name + _patterns(language)[":rank"].format(
            base=metric.base, object="、".join(objects), **_AGREEING[several]
        )
    pattern = _pattern(said, language)
    if pattern is None:
        return (
            f"的{metric.zh}为{listed(objects)}"
            if language == "zh"
            else f": {metric.zh}, {', '.join(objects)}"
        )
    # A pattern that goes on with 等 takes an open list.
    joined = "、".join(objects) if "{object}等" in pattern else listed(objects, language=language)
    return pattern.format(object=joined, relation=said.predicate, **_AGREEING[several])


def speaks_of_several(members: Sequence[Evidence]) -> bool:
    """Whether an English verb takes the plural."""
    first = members[0].statement
    return (
        len({e.statement.subject for e in members}) > 1
        or first.subject_kind is EntityKind.GROUP
        or is_plural(first.subject)
    )


def _pattern(said: Statement, language: str) -> str | None:
    held = _patterns(f"{language} of a whole") if said.subject_kind in _HOLDERS else {}
    usual = ":award" if said.predicate in _awarding() else said.predicate
    return held.get(said.predicate, _patterns(language).get(usual))


_REGION_LEFT_OFF = re.compile(r"[省市区县州]")


def distinct(objects: Sequence[str]) -> list[str]:
    """Names once each: 省首批雁阵集群 beside 山东省首批雁阵集群 is the same with its region left off."""
    found = list(dict.fromkeys(objects))
    return [
        name
        for name in found
        if not (_REGION_LEFT_OFF.match(name) and any(each != name and each.endswith(name) for each in found))
    ]


def around(members: Sequence[Evidence], language: str = "zh") -> tuple[str, str]:
    """The words before and after the figure of a sentence; a target never reads like a result.

    年营收 突破1000亿元; " reports revenue (年营收) of " over 100 billion yuan.
    """
    said = members[0].statement
    figure = said.figure
    if figure is None:
        return "", ""
    if language == "zh":
        return metric_label(said), ""
    lead, tail = _english(said, figure)
    return f" {lead.format(**_AGREEING[speaks_of_several(members)])} ", tail


def _english(said: Statement, figure: Figure) -> tuple[str, str]:
    metric, scope = Metric.parse(said.predicate), f" ({figure.scope})"
    if not figure.scope or figure.scope in metric.name:
        scope = ""
    if verb := _NOT_YET_EN.get(figure.modality):
        return f"{verb} {of_value(metric_name(said, 'en'))} of", ""
    match metric.facet:
        case "count":
            verb, name = "had" if figure.period else "{has}", plural(translated(metric.name) or metric.name)
            return verb, f" {name}{scope}" if figure.unit == "个" else f" ({name}){scope}"
        case "capacity":
            return "{has} a capacity of", f" ({metric.name}){scope}"
        case "rank" if figure.bound is Bound.UNKNOWN:  # its words name the base: 居全国前列
            return "{is}", f" by {metric.name}{scope}"
        case "rank":
            return "hold{s}", f" in {metric.base or 'the list'} by {metric.name}{scope}"
        case "yoy":
            return f"report{{s}} year-on-year growth in {_family_name(metric)}{scope} of", ""
        case _:
            return f"report{{s}} {of_value(metric_name(said, 'en'))} of", ""


def metric_label(statement: Statement) -> str:
    """The Chinese words between subject and figure: 年营收, 规上工业增加值同比增长; the scope is always said."""
    figure = statement.figure
    if figure is None:
        return ""
    metric = Metric.parse(statement.predicate)
    if words := _NOT_YET_ZH.get(figure.modality):
        return _scoped(metric.zh, figure) + words
    estimated = "（初步核算）" if figure.modality is Modality.ESTIMATE else ""
    return _scoped(_facet_words(metric, figure), figure) + estimated


def metric_name(statement: Statement, language: str = "zh") -> str:
    """The metric with its scope as a table heading or cell: 规上工业增加值同比增速.

    In English the family of the metric is translated, and the name stays beside it as the source has it.
    """
    metric = Metric.parse(statement.predicate)
    if language == "zh":
        return _scoped(metric.zh, statement.figure)
    facet = FACET_NAMES.get(metric.facet, ("", metric.facet))[1]
    # A count says so by its unit, and what is a capacity by its family need not be called one twice.
    spoken = "" if metric.facet == "count" or facet == _family(metric) else facet
    name = metric.name if metric.facet == "rank" else _family_name(metric)
    joint = " by " if metric.facet == "rank" else " of "
    words = joint.join(filter(None, (spoken, name)))
    figure = statement.figure
    named = figure and figure.scope and figure.scope in metric.name
    return words if named else _scoped(words, figure, language)


def _family(metric: Metric) -> str:
    return FAMILIES[metric.family][2] if metric.family in FAMILIES else ""


def _family_name(metric: Metric) -> str:
    if english := translated(metric.name):
        return english
    family = _family(metric)
    return f"{family} ({metric.name})" if family else metric.name


def _scoped(words: str, figure: Figure | None, language: str = "zh") -> str:
    scope = figure.scope if figure else None
    if not scope or scope in words:
        return words
    return f"{words}（{scope}）" if language == "zh" else f"{words} ({scope})"


def _facet_words(metric: Metric, figure: Figure) -> str:
    match metric.facet:
        case "yoy" if figure.interval.low >= 0:
            return f"{metric.name}同比增长"
        case "count":
            return f"有{metric.name}"
        case "capacity" if figure.unit.endswith("/年"):
            return f"可年产{metric.name}"
        case "rank":
            return metric.name
        case _:
            return metric.zh
