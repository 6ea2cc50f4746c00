"""Slot and Mention: the only ways a number or a claim in words enters a document.

Both carry the statements they rest on. A slot prints no sharper than its source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from yanzhen.errors import FigureError
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.glossary import translated
from yanzhen.terms import Bound, Figure, sum_figures

_PER = re.compile(r"/(year|month|day)\b")


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure in a sentence or table cell, bound to the statements it rests on.

    Attributes:
        figure: what is printed, as sharp as its source.
        evidence: the statements; at least one.
        method: how Yanzhen computed the figure (Chinese); empty where a source states it.

    Raises:
        FigureError: no evidence, or a figure presented as stated that none of the statements states.
    """

    figure: Figure
    evidence: tuple[Evidence, ...]
    method: str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise FigureError(
                f"没有依据的数字不能写入文稿：{self.figure.zh()}",
                expected="每个数字至少有一条陈述作依据",
                todo="先把载有这个数字的材料加入台账，再发布",
            )
        stated = [each.statement.figure for each in self.evidence]
        if not self.method and not any(
            known is not None
            and known.unit == self.figure.unit
            and self.figure.interval.encloses(known.interval)
            for known in stated
        ):
            raise FigureError(
                f"{self.figure.zh()} 比来源更精确，或来源并未这样说",
                where=self.evidence[0].statement.quote,
                expected="照来源写，或者写得更宽",
            )

    def text(self, language: str = "zh") -> str:
        """The figure in words: 突破1000亿元; over 100 billion yuan."""
        if language == "zh":
            return self.figure.zh()
        if self.figure.bound is Bound.UNKNOWN and self.figure.words:
            # Words without a number: where they are not common ones, the source's own.
            return translated(self.figure.words) or f"“{self.figure.zh()}”"
        return _PER.sub(r" a \1", self.figure.en())

    @property
    def synthetic(self) -> bool:
        """Whether any of the evidence is made up for demonstration."""
        return any(each.source.synthetic for each in self.evidence)

    @property
    def note_key(self) -> tuple[str, ...]:
        """Slots with the same key share one note."""
        return (*sorted(each.statement.id for each in self.evidence), self.method)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that statements without a figure support: 入选省首批支柱型雁阵集群.

    Raises:
        FigureError: no evidence.
    """

    words: str
    evidence: tuple[Evidence, ...]
    method: str = ""

    def __post_init__(self) -> None:
        if not self.evidence:
            raise FigureError(
                f"没有依据的说法不能写入文稿：{self.words}", todo="先把载有这一说法的材料加入台账"
            )

    def text(self, language: str = "zh") -> str:
        """The words."""
        return self.words

    @property
    def synthetic(self) -> bool:
        """Whether any of the evidence is made up for demonstration."""
        return any(each.source.synthetic for each in self.evidence)

    @property
    def note_key(self) -> tuple[str, ...]:
        """Runs with the same key share one note."""
        return (*sorted(each.statement.id for each in self.evidence), self.method)


def stated(*evidence: Evidence) -> Slot:
    """The figure that the first statement gives; further statements must say the same.

    Raises:
        FigureError: a relation instead of a figure, or statements that differ.
    """
    figures = [_figure(each) for each in evidence]
    if len({(f.interval, f.unit, f.modality) for f in figures}) > 1:
        raise FigureError(
            "这些陈述的数字不同，不能写成一个数：" + "、".join(f.zh() for f in figures),
            todo="分别写出，或先在台账中裁定",
        )
    if not figures:
        raise FigureError("没有依据的数字不能写入文稿", expected="至少一条陈述")
    return Slot(figures[0], tuple(evidence))


def summed(evidence: Sequence[Evidence]) -> Slot:
    """Sum over different subjects of one measure.

    Raises:
        FigureError: with the reason (Chinese), where the figures must not be added: other metrics, units,
            scopes or periods; one subject twice; joint or each-or-total figures, whose parts are not known.
    """
    names = [each.statement.subject for each in evidence]
    if repeated := {name for name in names if names.count(name) > 1}:
        raise FigureError(
            f"不能相加：“{'、'.join(sorted(repeated))}”出现不止一次，会重复计算", todo="每个主体只取一条陈述"
        )
    for each in evidence:
        if blocking := {"each-or-total", "joint"} & set(each.statement.flags):
            reason = "、".join(each.caveats()) or "、".join(sorted(blocking))
            raise FigureError(
                f"不能相加：{each.statement.subject}的数字{reason}",
                where=each.statement.quote,
                todo="照来源分别写出，不写合计",
            )
    total = sum_figures([_figure(each) for each in evidence])
    return Slot(total, tuple(evidence), method="相加：" + "、".join(names))


def counted(evidence: Sequence[Evidence], unit: str = "个", subjects: int | None = None) -> Slot:
    """How many different subjects the statements name: a count of what is on record, not of what exists."""
    number = len({each.statement.subject for each in evidence}) if subjects is None else subjects
    figure = Figure.of(number, unit, metric="台账所载:count", computed=True)
    return Slot(figure, tuple(evidence), method="计数：台账所载条目")


def grown(now: Evidence, base: Evidence) -> Slot:
    """Growth in per cent; 同比 may only be written where the base is the same period of the year before.

    Raises:
        FigureError: no periods, periods that are not one year apart, or figures that must not be compared.
    """
    new, old = _figure(now), _figure(base)
    if new.period is None or old.period is None or not _one_year_apart(new, old):
        raise FigureError(
            "没有上年同期数，不能写“同比”",
            where=f"{now.statement.quote} / {base.statement.quote}",
            expected="上年同期的数作基数",
        )
    return Slot(new.growth_on(old), (now, base), method="同比：本期与上年同期之比减一")


def _one_year_apart(new: Figure, old: Figure) -> bool:
    assert new.period is not None and old.period is not None
    a, b = new.period, old.period
    return (a.start.year - b.start.year, a.end.year - b.end.year) == (1, 1) and (
        (a.start.month, a.start.day, a.end.month) == (b.start.month, b.start.day, b.end.month)
    )


def _figure(evidence: Evidence) -> Figure:
    if evidence.statement.figure is None:
        raise FigureError(f"这条陈述没有数字：{evidence.statement.quote}", expected="有数字的陈述")
    return evidence.statement.figure
