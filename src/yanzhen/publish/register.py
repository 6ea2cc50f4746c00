"""The register of figures: one row for each figure a document uses, numbers as numbers; for workbooks and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass

from yanzhen.publish.clause import clause, metric_name
from yanzhen.publish.evidence import STATUS_NAMES, Evidence
from yanzhen.publish.outline import Outline
from yanzhen.terms import KIND_NAMES, MODALITY_ZH, Figure, unit_of

Cell = str | float | None
FIGURE_HEADS = (
    "编号", "主体", "主体类别", "指标", "数值（原文）", "下限", "上限", "单位", "性质", "统计范围", "时期", "截至",
    "原文未说明之处", "原文", "位置", "来源编号", "来源", "发布单位", "发布日期", "审核", "合成数据",
)  # fmt: skip
CLAIM_HEADS = (
    "编号", "主体", "主体类别", "关系", "对象", "说法", "原文未说明之处", "原文", "位置", "来源编号", "来源", "发布单位",
    "发布日期", "审核", "合成数据",
)  # fmt: skip
_SCALES = ((1e8, "亿"), (1e4, "万"), (1.0, ""))


@dataclass(frozen=True, slots=True)
class Scale:
    """The unit numbers of one column are given in: a base unit and a multiplier."""

    size: float
    unit: str

    def of(self, x: float | None) -> float | None:
        """A number of the base unit in this unit; unknown stays empty."""
        return None if x is None else round(x / self.size, 10)


def scale_for(figures: Iterable[Figure]) -> Scale:
    """One unit for all figures of a column that share a base unit: 亿元 as soon as one reaches 亿."""
    listed = list(figures)
    unit = unit_of(listed[0].unit)
    if unit.kind not in {"money", "count", "mass", "energy"}:
        return Scale(1.0, unit.zh)
    top = max((abs(x) for f in listed for x in (f.low, f.high) if x is not None), default=1.0)
    size, name = next(((s, n) for s, n in _SCALES if top >= s), _SCALES[-1])
    return Scale(size, name + unit.zh)


def figure_rows(outline: Outline) -> list[tuple[Cell, ...]]:
    """One row for each figure statement, in reading order; an unknown end is empty, never zero."""
    return [_figure_row(each, each.statement.figure) for each in outline.evidence() if each.statement.figure]


def _figure_row(each: Evidence, figure: Figure) -> tuple[Cell, ...]:
    said = each.statement
    scale = scale_for([figure])
    return (
        said.id, said.subject, KIND_NAMES[said.subject_kind][0], metric_name(said), figure.zh(),
        scale.of(figure.low), scale.of(figure.high), scale.unit, MODALITY_ZH[figure.modality], figure.scope,
        figure.period.zh if figure.period else "未说明", figure.as_of, "；".join(each.caveats()), *_witness(each),
    )  # fmt: skip


def claim_rows(outline: Outline) -> list[tuple[Cell, ...]]:
    """One row for each statement in words."""
    return [
        (
            e.statement.id, e.statement.subject, KIND_NAMES[e.statement.subject_kind][0], e.statement.predicate,
            e.statement.object, clause([e]), "；".join(e.caveats()), *_witness(e),
        )
        for e in outline.evidence()
        if not e.statement.figure
    ]  # fmt: skip


def _witness(each: Evidence) -> tuple[Cell, ...]:
    source = each.source
    return (
        each.statement.quote, each.place, source.id, source.title or source.name, source.publisher or "未说明",
        source.published or source.event_date or "未说明", STATUS_NAMES[each.status][0], "是" if source.synthetic else "",
    )  # fmt: skip


def to_csv(outline: Outline) -> bytes:
    """The figures as CSV in UTF-8 with a byte order mark, so that Excel opens the Chinese rightly."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    imprint = outline.imprint
    writer.writerow((*FIGURE_HEADS, "文稿截至", "台账", "范围"))
    writer.writerows((*row, imprint.as_of, imprint.ledger, imprint.filters) for row in figure_rows(outline))
    return b"\xef\xbb\xbf" + out.getvalue().encode()
