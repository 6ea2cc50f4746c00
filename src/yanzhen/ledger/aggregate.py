"""Sums over members: with bounds, with coverage, and refused with a reason where adding would mislead."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from yanzhen.errors import FigureError
from yanzhen.ledger import tables
from yanzhen.ledger.disputes import clashes
from yanzhen.ledger.entities import names_of
from yanzhen.ledger.horizon import Horizon
from yanzhen.ledger.overlap import why_overlapping
from yanzhen.ledger.redaction import redaction_of
from yanzhen.ledger.rows import statement_of
from yanzhen.terms import FLAGS, Figure, Metric, Period, Statement, sum_figures

# Numbers under these flags are not the member's own.
_NOT_OWN = ("each-or-total", "joint", "pairing-unknown", "subject-uncertain")


@dataclass(frozen=True, slots=True)
class Aggregate:
    """A sum over members, or the reason why there is none.

    Attributes:
        metric: what was to be added.
        figure: the sum over the members that have a figure; None where refused.
        reason: why it was refused (Chinese); None where there is a sum.
        members: all members asked for.
        used: the statements added, one per member.
        left_out: members without a usable figure, each with why (Chinese).
    """

    metric: str
    figure: Figure | None
    reason: str | None
    members: tuple[str, ...]
    used: tuple[Statement, ...] = ()
    left_out: tuple[tuple[str, str], ...] = ()

    @property
    def coverage(self) -> tuple[int, int]:
        """Members with a usable figure, members in all."""
        return len(self.members) - len(self.left_out), len(self.members)

    @property
    def coverage_zh(self) -> str:
        """The coverage in Chinese: 12个中有3个有数据."""
        have, total = self.coverage
        return f"{total}个中有{have}个有数据"

    @property
    def coverage_en(self) -> str:
        """The coverage in English: 3 of 12 have a figure."""
        have, total = self.coverage
        return f"{have} of {total} have a figure"


@dataclass(frozen=True, slots=True)
class Question:
    """What to add up. None for period or scope means whichever the members share; "" a scope not stated."""

    metric: str
    period: Period | None = None
    scope: str | None = None
    modality: str = "actual"

    def takes(self, figure: Figure) -> bool:
        """Whether a figure answers the question."""
        return (
            figure.modality == self.modality
            and (self.period is None or figure.period == self.period)
            and (self.scope is None or (figure.scope or "") == self.scope)
        )


def aggregate(
    connection: Connection, horizon: Horizon, members: Sequence[str], question: Question
) -> Aggregate:
    """Add up one figure per member."""
    named = {member: names_of(connection, horizon, member) for member in members}
    shown = tuple(members)
    if reason := why_overlapping(connection, horizon, named):
        return Aggregate(question.metric, None, reason, shown)
    chosen: list[Statement] = []
    left_out: list[tuple[str, str]] = []
    for member, names in named.items():
        found = _figures(connection, horizon, names, question)
        usable = [s for s in found if not set(s.flags) & set(_NOT_OWN)]
        if reason := _why_unusable(found, usable):
            left_out.append((member, reason))
        else:
            chosen.extend(usable)
    return _added(question.metric, shown, chosen, named, tuple(left_out))


def _figures(
    connection: Connection, horizon: Horizon, names: list[str], question: Question
) -> list[Statement]:
    s = tables.statements.c
    key = Metric.parse(question.metric).key
    query = horizon.statements().where(s.subject.in_(names), s.metric_key == key, s.bound.is_not(None))
    redact = redaction_of(connection, horizon)
    rows = connection.execute(query.order_by(s.row)).mappings()
    found = (redact.statement(statement_of(row)) for row in rows)
    return [each for each in found if each.figure and question.takes(each.figure)]


def _why_unusable(found: Sequence[Statement], usable: Sequence[Statement]) -> str | None:
    if not found:
        return "没有数据"
    if usable:
        return None
    return FLAGS[next(flag for s in found for flag in s.flags if flag in _NOT_OWN)][0]


def _added(
    metric: str,
    members: tuple[str, ...],
    chosen: list[Statement],
    named: dict[str, list[str]],
    left_out: tuple[tuple[str, str], ...],
) -> Aggregate:
    reason = "没有一个成员有这项数据" if not chosen else _why_mixed(chosen)
    if reason:
        return Aggregate(metric, None, reason, members, (), left_out)
    used, disputed = [], []
    for member, names in named.items():
        own = [s for s in chosen if s.subject in names]
        if clashes(own):
            disputed.append((member, "各来源数值矛盾，尚未裁决"))
        elif own:
            used.append(min(own, key=_width))
    left_out += tuple(disputed)
    if not used:
        return Aggregate(metric, None, disputed[0][1], members, (), left_out)
    try:
        figure = sum_figures([s.figure for s in used if s.figure])
    except FigureError as error:
        return Aggregate(metric, None, error.what, members, tuple(used), left_out)
    return Aggregate(metric, figure, None, members, tuple(used), left_out)


def _why_mixed(chosen: Sequence[Statement]) -> str | None:
    """Why figures of several members are not of one kind (Chinese)."""
    figures = [s.figure for s in chosen if s.figure]
    periods = {f.period for f in figures}
    for label, values in (
        ("单位", {f.unit for f in figures}),
        ("统计范围", {f.scope or "未说明" for f in figures}),
        ("时期", {p.zh if p else "未说明" for p in periods}),
    ):
        if len(values) > 1:
            return f"{label}不同({_listed(values)}),不能相加；请指定其一"
    years = {f.as_of[:4] for f in figures if f.as_of}
    if periods == {None} and len(years) > 1:
        return f"原文未说明时期，发布年份又不同({_listed(years)}),不能相加"
    return None


def _listed(values: Iterable[str]) -> str:
    return "、".join(sorted(values))


def _width(statement: Statement) -> tuple[float, bool]:
    """Narrowest first: of statements that agree, the one that says most."""
    assert statement.figure is not None
    interval = statement.figure.interval
    return interval.high - interval.low, interval.low_open
