"""Blocks built from facts: the tables, charts and appendices that templates ask for by name."""

from __future__ import annotations

from collections.abc import Sequence

from yanzhen.publish.caution import cautions
from yanzhen.publish.charts import bound_bars
from yanzhen.publish.clause import clause, metric_label, metric_name
from yanzhen.publish.evidence import STATUS_NAMES, Evidence, shown_ids, sources_of
from yanzhen.publish.facts import Facts
from yanzhen.publish.outline import Block, Chart, Column, Heading, Runs, Table
from yanzhen.publish.phrase import day
from yanzhen.publish.slot import Slot, stated
from yanzhen.terms import Figure, Source
from yanzhen.terms.wording import amounts_zh

_WORDS = {
    "subject": ("主体", "Subject"),
    "metric": ("指标", "Metric"),
    "figure": ("数值", "Figure"),
    "period": ("时期", "Period"),
    "as_of": ("截至", "As of"),
    "source": ("来源", "Source"),
    "open": ("原文未说明之处", "What the source leaves open"),
    "said": ("说法", "Claim"),
    "unknown": ("未说明", "not stated"),
    "appendix": ("附录 数字、说法与来源", "Appendix: figures, claims and sources"),
    "all figures": ("文中全部数字及其依据", "All figures in this document and their evidence"),
    "all claims": ("文中其他说法及其依据", "Other claims in this document and their evidence"),
    "list": ("来源清单", "List of sources"),
    "low": ("下限", "Low"),
    "high": ("上限", "High"),
    "quote": ("原文", "Quote"),
    "id": ("编号", "Id"),
    "standing": ("审核", "Review"),
    "place": ("出处", "Place"),
    "number": ("序号", "No."),
    "publisher": ("发布单位", "Publisher"),
    "title": ("标题", "Title"),
    "date": ("日期", "Date"),
}


def word(key: str, language: str) -> str:
    """A table heading in the language of the document."""
    return _WORDS[key][0 if language == "zh" else 1]


def period_of(figure: Figure, language: str = "zh") -> str:
    """The period in words; unknown stays unknown."""
    if figure.period is None:
        return word("unknown", language)
    return figure.period.zh if language == "zh" else figure.period.code


def figures_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """One row for each figure: subject, metric, figure (with its note), period, as-of date."""
    heads = [word(k, language) for k in ("subject", "metric", "figure", "period", "as_of")]
    rows = tuple(_figure_row(each, language) for each in facts.evidence if each.statement.figure)
    columns = tuple(
        Column(h, w, n)
        for h, w, n in zip(heads, (3.2, 2.4, 2.4, 1.6, 2), (False, False, True, False, False), strict=True)
    )
    return Table(caption, columns, rows)


def _figure_row(each: Evidence, language: str) -> tuple[Runs, ...]:
    statement, slot = each.statement, stated(each)
    return (
        (statement.subject,),
        (metric_name(statement, language),),
        (slot,),
        (period_of(slot.figure, language),),
        (day(slot.figure.as_of, language),),
    )


def unclear_table(facts: Facts, caption: str, language: str = "zh") -> Table:
    """What the sources leave open, claim by claim."""
    columns = (
        Column(word("subject", language), 2.6),
        Column(word("said", language), 3),
        Column(word("open", language), 4),
    )
    rows = tuple(
        (
            ("、".join(g.subjects),),
            (f"{g.metric} " if isinstance(g.slot, Slot) else "", g.slot),
            (";".join(g.caveats),),
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
        names = "、".join(group.subjects) + ("等" if group.open else "")
        allowed: Runs = (f"{names}{group.metric}", group.slot)
        rows.append((allowed, ("；".join(cautions(group, language)) or "—",)))
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


def appendices(evidence: Sequence[Evidence], language: str = "zh") -> tuple[Block, ...]:
    """The appendix of every figure and claim with bounds, quote and place, and the list of sources."""
    sources = sources_of(evidence)
    numbers = {source.id: i for i, source in enumerate(sources, 1)}
    figures = [each for each in evidence if each.statement.figure]
    claims = [each for each in evidence if not each.statement.figure]
    tables = [
        _evidence_table(word(caption, language), heads, members, numbers, language)
        for caption, heads, members in (
            ("all figures", _FIGURE_HEADS, figures),
            ("all claims", _CLAIM_HEADS, claims),
        )
        if members
    ]
    return (
        Heading(word("appendix", language), numbered=False),
        *tables,
        _sources_table(sources, language),
    )


_FIGURE_HEADS = {
    "id": 2.05,
    "subject": 1.95,
    "figure": 2,
    "low": 1.55,
    "high": 1.55,
    "period": 1.3,
    "quote": 3,
}
_CLAIM_HEADS = {"id": 2.05, "subject": 2.6, "said": 3.1, "quote": 5.3}
_ENDING_HEADS = {"place": 1.75, "standing": 1}


def _evidence_table(
    caption: str, heads: dict[str, float], members: list[Evidence], numbers: dict[str, int], language: str
) -> Table:
    widths = heads | _ENDING_HEADS
    columns = tuple(
        Column(word(h, language), w, numeric=h in ("low", "high"), verbatim=h in ("quote", "id"))
        for h, w in widths.items()
    )
    bundles: dict[tuple[object, ...], list[Evidence]] = {}
    for each in members:
        bundles.setdefault(
            (each.source.id, each.statement.quote, each.statement.predicate, each.status), []
        ).append(each)
    rows = []
    for bundle in bundles.values():
        cells = _evidence_cells(bundle, numbers[bundle[0].source.id], language)
        rows.append(tuple((cells[head],) for head in widths))
    return Table(caption, columns, tuple(rows), noted=False)


def _evidence_cells(bundle: list[Evidence], number: int, language: str) -> dict[str, str]:
    first = bundle[0]
    figure = first.statement.figure
    low, high = amounts_zh(figure) if figure else ("", "")
    label = _label(bundle, language)
    return {
        "id": shown_ids(bundle, "\n"),
        "subject": "、".join(dict.fromkeys(each.statement.subject for each in bundle)),
        "figure": label,
        "said": label,
        "low": low,
        "high": high,
        "period": period_of(figure, language) if figure else "",
        "quote": first.statement.quote,
        "place": f"[{number}] {first.place}",
        "standing": STATUS_NAMES[first.status][0 if language == "zh" else 1],
    }


def _label(bundle: list[Evidence], language: str) -> str:
    figure = bundle[0].statement.figure
    if figure is None:
        return clause(bundle, language).strip()
    label = metric_label(bundle[0].statement, language)
    return label + figure.zh() if language == "zh" else f"{label} {figure.en()}"


def _sources_table(sources: Sequence[Source], language: str) -> Table:
    heads = ("number", "publisher", "title", "date", "id")
    columns = tuple(Column(word(h, language), w) for h, w in zip(heads, (1, 2.4, 6, 2, 3), strict=True))
    mark = "(合成数据)" if language == "zh" else " (synthetic data)"
    rows = tuple(
        (
            (f"[{i}]",),
            (s.publisher or word("unknown", language),),
            ((s.title or s.name) + (mark if s.synthetic else ""),),
            ((s.published or s.event_date or word("unknown", language))[:10],),
            (s.id,),
        )
        for i, s in enumerate(sources, 1)
    )
    return Table(word("list", language), columns, rows, noted=False)
