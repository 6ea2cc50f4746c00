"""What is known of a segment besides its firms: measured marks, stated states, flow problems."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yanzhen.atlas.chart import Chart
from yanzhen.atlas.local import STATE_WORDS, Local
from yanzhen.atlas.supply import Supply
from yanzhen.terms import Metric, Statement

LOCAL_PREDICATE, SUPPLY_PREDICATE = "本地状态", "供应状态"
FLOW_PREDICATES = ("堵点", "痛点")


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks of one segment; None is "not known"."""

    location_quotient: float | None = None
    national_share: float | None = None
    margin: float | None = None
    stated: Local | None = None
    supply: Supply | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FlowProblem:
    """A 堵点 or 痛点: supply exists but does not flow, or hurts. Always a statement of somebody."""

    segment: str
    kind: str
    words: str
    statement: str


def segment_names(chart: Chart) -> dict[str, str]:
    """Every way to name a segment of a chart -> its key."""
    return {name: s.key for s in chart.segments for name in (s.key, s.label.zh, s.label.en) if name}


def flow_problems(statements: Iterable[Statement], chart: Chart) -> tuple[FlowProblem, ...]:
    """Statements ``segment 堵点 …`` and ``segment 痛点 …``."""
    names = segment_names(chart)
    return tuple(
        FlowProblem(names[s.subject], s.predicate, s.object or "", s.id)
        for s in statements
        if s.predicate in FLOW_PREDICATES and s.subject in names
    )


def marks_from_statements(statements: Iterable[Statement], chart: Chart) -> dict[str, Marks]:
    """Marks of the segments that statements speak of.

    Read are the relations 本地状态 (断链, 弱链 …) and 供应状态 (卡点 …), and the exact figures 区位商, 全国份额
    or 全国市场占有率, and 利润率. Bounded figures are left alone: a mark must be sure.

    Args:
        statements: current statements; a later one takes the place of an earlier one.
        chart: whose segments are meant, by name or key.
    """
    names = segment_names(chart)
    found: dict[str, Marks] = {}
    for statement in statements:
        key = names.get(statement.subject)
        if key is None or not (known := _mark(statement)):
            continue
        before = found.get(key, Marks())
        found[key] = replace(before, statements=(*before.statements, statement.id), **known)  # type: ignore[arg-type]
    return found


_SUPPLY = {supply.zh: supply for supply in Supply} | {"充足": Supply.AMPLE, "集中": Supply.CONCENTRATED}
_FIGURES = {
    "区位商": "location_quotient",
    "全国份额": "national_share",
    "全国市场占有率": "national_share",
    "利润率": "margin",
}


def _mark(statement: Statement) -> dict[str, object]:
    said = statement.object or ""
    if statement.predicate == LOCAL_PREDICATE and said in STATE_WORDS:
        return {"stated": STATE_WORDS[said]}
    if statement.predicate == SUPPLY_PREDICATE and said in _SUPPLY:
        return {"supply": _SUPPLY[said]}
    field = _FIGURES.get(Metric.parse(statement.predicate).name)
    if field and statement.figure is not None and statement.figure.is_exact:
        return {field: statement.figure.interval.low}
    return {}
