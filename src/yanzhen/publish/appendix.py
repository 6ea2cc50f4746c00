"""The appendix: every figure and claim of a document with its bounds, quote and place, and the sources."""

from __future__ import annotations

import math
from collections.abc import Sequence

from yanzhen.publish.blocks import subjects_of, when
from yanzhen.publish.clause import around, clause
from yanzhen.publish.evidence import STATUS_NAMES, Evidence, shown_ids, sources_of
from yanzhen.publish.outline import Block, Column, Heading, Lookup, Outline, Paragraph, Runs, Table
from yanzhen.publish.qr import statements_address
from yanzhen.publish.slot import stated
from yanzhen.terms import Figure, Source
from yanzhen.terms.wording import amounts_en, amounts_zh

_BOUNDS = (
    "“超”“突破”“不低于”只给出下限，“约”“近”只给出大概，均照来源原样引用；未作推算的不相加。",
    "Over and at least give a lower bound only, about and nearly an approximation; all stand as in the source.",
)
_ID_WIDTH = {"zh": 2.1, "en": 2.5}  # "not reviewed" in one line
_WORDS = {
    "appendix": ("附录 数字、说法与来源", "Appendix: figures, claims and sources"),
    "all figures": ("文中全部数字及其依据", "All figures in this document and their evidence"),
    "all claims": ("文中其他说法及其依据", "Other claims in this document and their evidence"),
    "list": ("来源清单", "List of sources"),
    "id": ("编号与审核", "Id and review"),
    "figure": ("数字、界限与时期", "Figure, bounds and period"),
    "claim": ("说法", "Claim"),
    "quote": ("原文与出处", "Quote and place"),
    "number": ("序号", "No."),
    "publisher": ("发布单位", "Publisher"),
    "title": ("标题", "Title"),
    "date": ("日期", "Date"),
    "source id": ("编号", "Id"),
    "scan statements": (
        "扫码查看本文所据{count}条陈述的原文；也可打开 {base}/statement/ 并在后面加上编号，逐条查看。",
        "Scan for the {count} statements behind this document, or open {base}/statement/ followed by an id.",
    ),
    "scan sources": (
        "扫码查看所据材料；打开 {base}/statement/ 并在后面加上编号，可逐条查看原文。",
        "Scan for the sources, or open {base}/statement/ followed by an id for each statement.",
    ),
    "unknown": ("未说明", "not stated"),
    "no period": ("时期未说明", "period not stated"),
}


def word(key: str, language: str) -> str:
    """A heading in the language of the document."""
    return _WORDS[key][0 if language == "zh" else 1]


def appendices(outline: Outline) -> tuple[Block, ...]:
    """The appendix of an outline; nothing for an outline without evidence."""
    evidence, language = outline.evidence(), outline.language
    if not evidence:
        return ()
    sources = sources_of(evidence)
    numbers = {source.id: i for i, source in enumerate(sources, 1)}
    figures = [each for each in evidence if each.statement.figure]
    claims = [each for each in evidence if not each.statement.figure]
    return (
        Heading(word("appendix", language), numbered=False),
        Paragraph((_BOUNDS[0 if language == "zh" else 1],), "note"),
        *_lookup(outline),
        *([_figures(figures, numbers, language)] if figures else []),
        *([_claims(claims, numbers, language)] if claims else []),
        _sources(sources, language),
    )


def _lookup(outline: Outline) -> tuple[Block, ...]:
    """A code that leads to the statements, where the address of a workbench is known."""
    base = outline.imprint.base_url
    if not base:
        return ()
    address, shown = statements_address(base, outline.evidence())
    key = "scan statements" if shown else "scan sources"
    return (Lookup(address, word(key, outline.language).format(count=shown, base=base.rstrip("/"))),)


def _figures(figures: list[Evidence], numbers: dict[str, int], language: str) -> Table:
    columns = _columns({"id": _ID_WIDTH[language], "figure": 6.4, "quote": 7}, language)
    rows = tuple(
        _row(bundle, numbers, language, _bounds_and_period(bundle[0], language))
        for bundle in _bundled(figures)
    )
    return Table(word("all figures", language), columns, rows, noted=False, appendix=True)


def _claims(claims: list[Evidence], numbers: dict[str, int], language: str) -> Table:
    columns = _columns({"id": _ID_WIDTH[language], "claim": 5.5, "quote": 7.9}, language)
    rows = tuple(_row(bundle, numbers, language, "") for bundle in _bundled(claims))
    return Table(word("all claims", language), columns, rows, noted=False, appendix=True)


def _bounds_and_period(each: Evidence, language: str) -> str:
    """What the source leaves possible, unless it is the one number said, and when."""
    figure = each.statement.figure
    assert figure is not None
    words = [] if figure.interval.is_exact else [bounds(figure, language)]
    words.append(word("no period", language) if each.lacks_period else when(figure, language))
    return ("，" if language == "zh" else ", ").join(words)


def _columns(widths: dict[str, float], language: str) -> tuple[Column, ...]:
    return tuple(
        Column(word(key, language), width, verbatim=key in ("id", "quote")) for key, width in widths.items()
    )


def _bundled(evidence: list[Evidence]) -> list[list[Evidence]]:
    """Statements of one quote that say the same of several subjects share a row."""
    bundles: dict[tuple[object, ...], list[Evidence]] = {}
    for each in evidence:
        said = each.statement
        figure = (said.figure.zh(), said.figure.period) if said.figure else None
        key = (each.source.id, said.quote, said.predicate, figure, each.status)
        bundles.setdefault(key, []).append(each)
    return list(bundles.values())


def _row(bundle: list[Evidence], numbers: dict[str, int], language: str, more: str) -> tuple[Runs, ...]:
    first = bundle[0]
    subjects = subjects_of(bundle, language)
    standing = STATUS_NAMES[first.status][0 if language == "zh" else 1]
    return (
        (f"{shown_ids(bundle, chr(10))}\n{standing}",),
        ("\n".join(filter(None, (subjects, _label(bundle, language), more))),),
        (f"{first.statement.quote}\n[{numbers[first.source.id]}] {first.place(language)}",),
    )


def _label(bundle: list[Evidence], language: str) -> str:
    said = bundle[0].statement
    if said.figure is None:
        return clause(bundle, language).strip()
    before, after = around(bundle, language)
    return f"{before}{stated(bundle[0]).text(language)}{after}".strip()


def bounds(figure: Figure, language: str = "zh") -> str:
    """What the source leaves possible: 12条; 1000亿元以上（不含）; 270亿元至330亿元."""
    zh, interval = language == "zh", figure.interval
    low, high = amounts_zh(figure) if zh else amounts_en(figure)
    if interval.is_unbounded:
        return word("unknown", language)
    if interval.is_exact:
        return low
    if math.isinf(interval.high):
        return (
            f"{low}以上" + ("（不含）" if interval.low_open else "")
            if zh
            else f"{'>' if interval.low_open else '≥'} {low}"
        )
    if math.isinf(interval.low):
        return (
            f"{high}以下" + ("（不含）" if interval.high_open else "")
            if zh
            else f"{'<' if interval.high_open else '≤'} {high}"
        )
    return f"{low}至{high}" if zh else f"{low} – {high}"


def _sources(sources: Sequence[Source], language: str) -> Table:
    widths = {"number": 1.0, "publisher": 2.4, "title": 6.0, "date": 2.0, "source id": 3.3}
    columns = tuple(Column(word(key, language), width) for key, width in widths.items())
    mark = "（合成数据）" if language == "zh" else " (synthetic data)"
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
    return Table(word("list", language), columns, rows, noted=False, appendix=True)
