"""The register of figures: one row for each figure a document uses, numbers as numbers; for workbooks and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from yanzhen.publish.clause import clause, metric_name
from yanzhen.publish.evidence import STATUS_NAMES, Evidence, sources_of
from yanzhen.publish.outline import Outline
from yanzhen.publish.slot import stated
from yanzhen.terms import KIND_NAMES, MODALITY_ZH, Figure, Statement, unit_of

Cell = str | float | None
_WITNESS = (
    ("原文", "Quote"), ("位置", "Place"), ("来源编号", "Source id"), ("来源", "Source"), ("发布单位", "Publisher"),
    ("发布日期", "Published"), ("审核", "Review"), ("合成数据", "Synthetic"),
)  # fmt: skip
_OPEN = ("原文未说明之处", "What the source leaves open")
_FIGURE = (
    ("编号", "Id"), ("主体", "Subject"), ("主体类别", "Kind of subject"), ("指标", "Metric"), ("数值（原文）", "Figure as worded"),
    ("下限", "Low"), ("上限", "High"), ("单位", "Unit"), ("性质", "Nature"), ("统计范围", "Scope"), ("时期", "Period"),
    ("截至", "As of"), _OPEN, *_WITNESS,
)  # fmt: skip
_CLAIM = (
    ("编号", "Id"), ("主体", "Subject"), ("主体类别", "Kind of subject"), ("关系", "Relation"), ("对象", "Object"),
    ("说法", "Claim"), _OPEN, *_WITNESS,
)  # fmt: skip
_SOURCE = (
    ("来源编号", "Source id"), ("资料", "Title"), ("发布单位", "Publisher"), ("发布日期", "Published"), ("网址", "Address"),
    ("许可", "Licence"), ("合成数据", "Synthetic"),
)  # fmt: skip
_WORDS = {"unknown": ("未说明", "not stated"), "yes": ("是", "yes")}
_SCALES = {
    "zh": ((1e8, "亿"), (1e4, "万"), (1.0, "")),
    "en": ((1e9, "billion "), (1e6, "million "), (1.0, "")),
}


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit numbers of one column are given in: a base unit and a multiplier."""

    size: float
    unit: str

    def of(self, x: float | None) -> float | None:
        """A number of the base unit in this unit; unknown stays empty."""
        return None if x is None else round(x / self.size, 10)


def scale_for(figures: Iterable[Figure], language: str = "zh") -> Scale:
    """One unit for all figures of a column that share a base unit: 亿元 as soon as one reaches 亿."""
    listed = list(figures)
    unit = unit_of(listed[0].unit)
    name = unit.zh if language == "zh" else unit.en
    if unit.kind not in {"money", "count", "mass", "energy"}:
        return Scale(1.0, name)
    top = max((abs(x) for f in listed for x in (f.low, f.high) if x is not None), default=1.0)
    scales = _SCALES[language]
    size, scale = next(((s, n) for s, n in scales if top >= s), scales[-1])
    return Scale(size, scale + name)


def _of(pairs: Iterable[tuple[str, str]], language: str) -> tuple[str, ...]:
    return tuple(pair[0 if language == "zh" else 1] for pair in pairs)


def figure_heads(language: str = "zh") -> tuple[str, ...]:
    """The headings of :func:`figure_rows`."""
    return _of(_FIGURE, language)


def figure_rows(outline: Outline) -> list[tuple[Cell, ...]]:
    """One row for each figure statement, in reading order; an unknown end is empty, never zero."""
    language = outline.language
    return [_figure_row(e, e.statement.figure, language) for e in outline.evidence() if e.statement.figure]


def _figure_row(each: Evidence, figure: Figure, language: str) -> tuple[Cell, ...]:
    said, zh = each.statement, language == "zh"
    scale = scale_for([figure], language)
    period = (figure.period.zh if zh else figure.period.code) if figure.period else _word("unknown", language)
    return (
        said.id, said.subject, _kind(said, language), metric_name(said, language), stated(each).text(language),
        scale.of(figure.low), scale.of(figure.high), scale.unit,
        MODALITY_ZH[figure.modality] if zh else figure.modality.value, figure.scope, period, figure.as_of,
        _open(each, language), *_witness(each, language),
    )  # fmt: skip


def claim_heads(language: str = "zh") -> tuple[str, ...]:
    """The headings of :func:`claim_rows`."""
    return _of(_CLAIM, language)


def claim_rows(outline: Outline) -> list[tuple[Cell, ...]]:
    """One row for each statement in words."""
    language = outline.language
    return [
        (
            e.statement.id, e.statement.subject, _kind(e.statement, language), e.statement.predicate,
            e.statement.object, clause([e], language).strip(), _open(e, language), *_witness(e, language),
        )
        for e in outline.evidence()
        if not e.statement.figure
    ]  # fmt: skip


def source_heads(language: str = "zh") -> tuple[str, ...]:
    """The headings of :func:`source_rows`."""
    return _of(_SOURCE, language)


def source_rows(outline: Outline) -> list[tuple[Cell, ...]]:
    """One row for each source, in order of first use."""
    yes = _word("yes", outline.language)
    return [
        (
            s.id, s.title or s.name, s.publisher, (s.published or s.event_date or "")[:10], s.url, s.licence,
            yes if s.synthetic else "",
        )
        for s in sources_of(outline.evidence())
    ]  # fmt: skip


def _word(key: str, language: str) -> str:
    return _WORDS[key][0 if language == "zh" else 1]


def _kind(said: Statement, language: str) -> str:
    return KIND_NAMES[said.subject_kind][0 if language == "zh" else 1]


def _open(each: Evidence, language: str) -> str:
    return ("；" if language == "zh" else "; ").join(each.caveats(language))


def _witness(each: Evidence, language: str) -> tuple[Cell, ...]:
    source, unknown = each.source, _word("unknown", language)
    return (
        each.statement.quote, each.place(language), source.id, source.title or source.name, source.publisher or unknown,
        (source.published or source.event_date or unknown)[:10], STATUS_NAMES[each.status][0 if language == "zh" else 1],
        _word("yes", language) if source.synthetic else "",
    )  # fmt: skip


def to_csv(outline: Outline) -> bytes:
    """The figures as CSV in UTF-8 with a byte order mark, so that Excel opens the Chinese rightly."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    imprint = outline.imprint
    more = (
        ("文稿截至", "台账", "范围") if outline.language == "zh" else ("Document as of", "Ledger", "Filters")
    )
    writer.writerow((*figure_heads(outline.language), *more))
    writer.writerows((*row, imprint.as_of, imprint.ledger, imprint.filters) for row in figure_rows(outline))
    return b"\xef\xbb\xbf" + out.getvalue().encode()
