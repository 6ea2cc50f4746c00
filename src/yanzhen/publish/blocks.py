"""Blocks built from facts: the tables and charts that templates ask for by name."""

from __future__ import annotations

from yanzhen.publish import phrase
from yanzhen.publish.caution import cautions
from yanzhen.publish.charts import bound_bars
from yanzhen.publish.clause import metric_name
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.facts import Facts
from yanzhen.publish.outline import Chart, Column, Runs, Table
from yanzhen.publish.phrase import day
from yanzhen.publish.slot import Slot, stated
from yanzhen.terms import Figure

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
    return figure.period.zh if language == "zh" else figure.period.code


def when(figure: Figure, language: str = "zh") -> str:
    """The period, or for figures without one the day on which the source says so."""
    if figure.period or not figure.as_of:
        return period_of(figure, language)
    said = day(figure.as_of, language)
    return f"截至{said}" if language == "zh" else f"as of {said}"


def figures_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """One row for each figure: subject, metric, figure, period (or the day it was said), short id."""
    heads = [word(k, language) for k in ("subject", "metric", "figure", "period", "id")]
    rows = tuple(_figure_row(each, language) for each in facts.evidence if each.statement.figure)
    widths = (3.2, 3.1, 2.5, 3.6, 2.45)
    columns = tuple(Column(head, width, head == heads[2]) for head, width in zip(heads, widths, strict=True))
    return Table(caption, columns, rows, noted=False)


def _figure_row(each: Evidence, language: str) -> tuple[Runs, ...]:
    statement, slot = each.statement, stated(each)
    return (
        (statement.subject,),
        (metric_name(statement, language),),
        (slot,),
        (when(slot.figure, language),),
        (each.short_id,),
    )


def unclear_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """What the sources leave open, claim by claim."""
    columns = (
        Column(word("subject", language), 2.6),
        Column(word("said", language), 3),
        Column(word("open", language), 4),
    )
    joint = "；" if language == "zh" else "; "
    rows = tuple(
        (
            (phrase.names(g.subjects, language),),
            (f"{g.metric} " if isinstance(g.slot, Slot) else "", g.slot),
            (joint.join(g.caveats),),
        )
        for g in facts.unclear.groups
    )
    return Table(caption, columns, rows)


def wording_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """For each claim: what may be said (with its note), and what must not be made of it."""
    heads = (
        ("可以这样说", "不可以这样说") if language == "zh" else ("What may be said", "What must not be said")
    )
    rows = []
    for group in facts.groups:
        if language == "zh":
            names = phrase.names(group.subjects, language) + ("等" if group.open else "")
            said = f"{names}{group.metric}"
        else:
            said = phrase.listed(group.subjects, more=group.open, language=language)
            said += f": {group.metric} " if group.metric else ""
        joint = "；" if language == "zh" else ". "
        allowed: Runs = (said, group.slot)
        rows.append((allowed, (joint.join(cautions(group, language)) or "—",)))
    return Table(caption, (Column(heads[0], 4), Column(heads[1], 5)), tuple(rows))


def conflicts_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """Figures of one thing that cannot both be true, side by side."""
    heads = (
        ("主体与指标", "一说", "另一说")
        if language == "zh"
        else ("Subject and metric", "One source", "Another")
    )
    rows = tuple(
        ((a.statement.subject + metric_name(a.statement, language),), (stated(a),), (stated(b),))
        for a, b in facts.conflicts
    )
    return Table(caption, (Column(heads[0], 3), Column(heads[1], 3), Column(heads[2], 3)), rows)


def bounds_chart(facts: Facts, caption: str, language: str = "zh") -> Chart:
    """Bars of figures of one metric, with what is only a bound drawn as a bound."""
    evidence = [each for each in facts.evidence if each.statement.figure]
    data = figures_table(facts, caption, language)
    bars = [(each.statement.subject, stated(each).figure) for each in evidence]
    words = "; ".join(f"{name} {figure.zh() if language == 'zh' else figure.en()}" for name, figure in bars)
    height = 70 + 44 * len(bars)
    return Chart(caption, bound_bars(bars, language), f"{caption}: {words}", data, height)
