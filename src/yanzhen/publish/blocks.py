"""Blocks built from facts: the tables and charts that templates ask for by name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from yanzhen.publish import phrase
from yanzhen.publish.caution import cautions
from yanzhen.publish.charts import bound_bars, height_of
from yanzhen.publish.clause import metric_name
from yanzhen.publish.evidence import Evidence, shown_ids
from yanzhen.publish.facts import Facts
from yanzhen.publish.glossary import spoken, with_article
from yanzhen.publish.grouping import Chosen, Group, claims_of
from yanzhen.publish.outline import Chart, Column, Runs, Table
from yanzhen.publish.phrase import day
from yanzhen.publish.slot import Mention, stated
from yanzhen.terms import Figure, Period, Statement

_WORDS = {
    "subject": ("主体", "Subject"),
    "metric": ("指标", "Metric"),
    "figure": ("数值", "Figure"),
    "period": ("时期", "Period"),
    "open": ("原文未说明之处", "What the source leaves open"),
    "said": ("说法", "Claim"),
    "unknown": ("未说明", "not stated"),
    "id": ("编号", "Id"),
}


def word(key: str, language: str) -> str:
    """A table heading in the language of the document."""
    return _WORDS[key][0 if language == "zh" else 1]


def period_of(figure: Figure, language: str = "zh") -> str:
    """The period in words; unknown stays unknown."""
    if figure.period is None:
        return word("unknown", language)
    return figure.period.zh if language == "zh" else phrase.period_en(figure.period)


def when(figure: Figure, language: str = "zh") -> str:
    """The period, or for figures without one the day on which the source says so."""
    if figure.period or not figure.as_of:
        return period_of(figure, language)
    said = day(figure.as_of, language)
    return f"截至{said}" if language == "zh" else f"as of {said}"


def figures_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """One row for each figure: subject, metric, figure, period (or the day it was said), short id."""
    heads = [word(k, language) for k in ("subject", "metric", "figure", "period", "id")]
    figures = (each for each in facts.evidence if each.statement.figure)
    rows = tuple(_figure_row(claim, language) for claim in claims_of(figures))
    widths = _WIDTHS[language]
    columns = tuple(Column(head, width, head == heads[2]) for head, width in zip(heads, widths, strict=True))
    return Table(caption, columns, rows, noted=False)


def subjects_of(members: Sequence[Evidence], language: str, *, more: bool = False) -> str:
    """The subjects of some statements, for a cell or the label of a bar."""
    names = dict.fromkeys(spoken(each.statement.subject, language) for each in members)
    return phrase.sentence(phrase.named(list(names), language, more=more), language)


_WIDTHS = {"zh": (3.35, 2.95, 2.5, 3.7, 2.35), "en": (3.5, 3.0, 3.0, 3.0, 2.35)}


def _figure_row(claim: Chosen, language: str) -> tuple[Runs, ...]:
    slot = stated(*claim)
    return (
        (subjects_of(claim, language),),
        (metric_name(claim[0].statement, language),),
        (slot,),
        (when(slot.figure, language),),
        (shown_ids(claim, "\n"),),
    )


def unclear_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """What the sources leave open, claim by claim."""
    columns = (
        Column(word("subject", language), 2.95),
        Column(word("said", language), 2.95),
        Column(word("open", language), 3.7),
    )
    joint = "；" if language == "zh" else "; "
    rows = tuple(
        (
            (subjects_of(g.evidence, language, more=g.open),),
            _said(g),
            (phrase.sentence(joint.join(g.caveats), language),),
        )
        for g in facts.unclear.groups
    )
    return Table(caption, columns, rows)


def _said(group: Group) -> Runs:
    """A claim without its subject, for a cell."""
    before, after = group.around
    if isinstance(group.slot, Mention):
        return (replace(group.slot, words=group.slot.words.lstrip()),)
    return tuple(filter(None, (before.lstrip(), group.slot, after)))


def wording_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """For each claim: what may be said (with its note), and what must not be made of it."""
    zh = language == "zh"
    heads = ("可以这样说", "不可以这样说") if zh else ("What may be said", "What must not be said")
    joint = "；" if zh else ". "
    rows = []
    for group in facts.groups:
        before, after = group.around
        names = [name if zh else with_article(name) for name in group.subjects]
        said = during(group.period, language) + phrase.named(names, language, more=group.open)
        allowed: Runs = tuple(filter(None, (phrase.sentence(said + before, language), group.slot, after)))
        rows.append((allowed, (joint.join(cautions(group, language)) or _AS_IT_IS[0 if zh else 1],)))
    return Table(caption, (Column(heads[0], 4), Column(heads[1], 5)), tuple(rows))


# Where nothing in particular is to be feared.
_AS_IT_IS = ("照左栏原话，不作引申", "Say it as it stands here, and no more")


def during(period: Period | None, language: str = "zh") -> str:
    """What a sentence about a period begins with; nothing where the source states none."""
    if period is None:
        return ""
    return f"{period.zh}，" if language == "zh" else f"In {phrase.period_en(period)}, "


def conflicts_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """Figures of one thing that cannot both be true, side by side."""
    heads = (
        ("主体与指标", "一说", "另一说")
        if language == "zh"
        else ("Subject and metric", "One source", "Another")
    )
    rows = tuple(
        (
            (measured(a.statement.subject, a.statement, language),),
            _one_saying(a, language),
            _one_saying(b, language),
        )
        for a, b in facts.conflicts
    )
    return Table(caption, (Column(heads[0], 3), Column(heads[1], 3), Column(heads[2], 3)), rows)


def measured(subject: str, said: Statement, language: str) -> str:
    """Subject and metric in one cell."""
    metric = metric_name(said, language)
    if language == "zh" or not subject:
        return subject + metric
    return phrase.sentence(f"{spoken(subject, language)}: {metric}", language)


def _one_saying(each: Evidence, language: str) -> Runs:
    """What one source says; of a figure for several together, that it is one."""
    around = "（{}）" if language == "zh" else " ({})"
    return (stated(each), around.format(each.caveats(language)[0])) if each.shared else (stated(each),)


def bounds_chart(facts: Facts, caption: str, language: str = "zh") -> Chart:
    """Bars of figures of one metric, with what is only a bound drawn as a bound.

    What a source says of several together is one bar: a bar for each would say that each reaches it.
    """
    claims = claims_of(each for each in facts.evidence if each.statement.figure)
    claims.sort(key=lambda claim: -stated(claim[0]).figure.interval.low)
    bars = [(subjects_of(claim, language), stated(*claim).figure) for claim in claims]
    words = "; ".join(f"{name} {figure.zh() if language == 'zh' else figure.en()}" for name, figure in bars)
    data = figures_table(facts, caption, language)
    return Chart(caption, bound_bars(bars, language), f"{caption}: {words}", data, height_of(bars, language))
