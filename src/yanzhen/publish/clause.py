"""How claims are worded after their subject: 入选…, 年营收…, 同比增长…; the patterns are data."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from yanzhen import packs
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.phrase import listed
from yanzhen.terms import FACET_NAMES, FAMILIES, Figure, Metric, Statement


@cache
def _patterns(language: str) -> dict[str, str]:
    data = packs.read_yaml(packs.path("templates", "phrases.yaml")).data
    return dict(data[language])


def clause(members: Sequence[Evidence], language: str = "zh") -> str:
    """A relation in words, without its subject: 入选山东省首批支柱型雁阵集群."""
    predicate = members[0].statement.predicate
    objects = list(dict.fromkeys(e.statement.object or "" for e in members))
    metric = Metric.parse(predicate)
    if metric.facet == "rank":
        return metric.name + _patterns(language)[":rank"].format(base=metric.base, object="、".join(objects))
    pattern = _patterns(language).get(predicate)
    if pattern is None:
        return (
            f"{metric.zh}：{'、'.join(objects)}"
            if language == "zh"
            else f": {metric.zh}, {', '.join(objects)}"
        )
    # A pattern that goes on with 等 takes an open list.
    joined = "、".join(objects) if "{object}等" in pattern else listed(objects, language=language)
    return pattern.format(object=joined)


def metric_label(statement: Statement, language: str = "zh") -> str:
    """The words between subject and figure: 年营收, 规上工业增加值同比增长; the scope is always said."""
    figure = statement.figure
    if figure is None:
        return ""
    if language != "zh":
        return metric_name(statement, language)
    return _scoped(_facet_words(Metric.parse(statement.predicate), figure), figure)


def metric_name(statement: Statement, language: str = "zh") -> str:
    """The metric with its scope as a table heading or cell: 规上工业增加值同比增速.

    In English the family of the metric is translated, and the name stays beside it as the source has it.
    """
    metric = Metric.parse(statement.predicate)
    if language == "zh":
        return _scoped(metric.zh, statement.figure)
    family = FAMILIES[metric.family][2] if metric.family in FAMILIES else ""
    facet = FACET_NAMES.get(metric.facet, ("", metric.facet))[1]
    name = f"{family} ({metric.name})" if family else metric.name
    # A count says so by its unit, and what is a capacity by its family need not be called one twice.
    spoken = "" if facet == family or metric.facet == "count" else facet
    return _scoped(" ".join(filter(None, (name, spoken))), statement.figure, language)


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
