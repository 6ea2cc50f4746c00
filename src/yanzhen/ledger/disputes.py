"""Contradictions between sources, and sets that change their size from one source to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Select, and_, cast, func, or_

from yanzhen.ledger import tables
from yanzhen.ledger.decisions import Decision, Verb, effective
from yanzhen.ledger.horizon import Horizon
from yanzhen.ledger.redaction import redaction_of
from yanzhen.ledger.rows import statement_of
from yanzhen.terms import FLAGS, Figure, Metric, Statement

# With one of these on it, a statement may not mean what the comparison takes it to mean.
DOUBTS = frozenset(
    {"each-or-total", "joint", "pairing-unknown", "subject-uncertain", "garbled", "outlier", "vague"}
)


@dataclass(frozen=True, slots=True)
class Contradiction:
    """Two statements that cannot both be true, if they speak of the same thing.

    Attributes:
        first, second: in the order they were added.
        doubts: why they may not speak of the same thing (Chinese); empty for a certain contradiction.
    """

    first: Statement
    second: Statement
    doubts: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Same subject, metric, stated period and scope, and nothing that casts doubt on it."""
        return not self.doubts


@dataclass(frozen=True, slots=True)
class Drift:
    """A set whose stated size changes between sources.

    Attributes:
        subject, metric: whose set, and what is counted.
        statements: what the sources say, oldest first.
    """

    subject: str
    metric: str
    statements: tuple[Statement, ...]


def contradictions(
    connection: Connection, horizon: Horizon, decisions: Iterable[Decision]
) -> list[Contradiction]:
    """All pairs of current statements whose intervals do not meet and that nobody has settled.

    Only figures of one subject, metric, unit, scope and modality are compared (so a target never contradicts an
    actual), and of one period. Where both leave the period open it is a doubt; two counts from different
    sources without a period are drift instead.
    """
    settled = _settled(decisions)
    found = [
        Contradiction(a, b, _doubts(a, b))
        for group in _groups(connection, horizon, by_period=True)
        for a, b in _clashing(group, settled)
        if not (_is_count(a) and _period(a) is None and a.source_id != b.source_id)
    ]
    return sorted(found, key=lambda each: not each.is_certain)


def drift(connection: Connection, horizon: Horizon, decisions: Iterable[Decision]) -> list[Drift]:
    """All sets that sources count differently at different times, unless someone has settled it."""
    settled = _settled(decisions)
    found = []
    for group in _groups(connection, horizon, by_period=False):
        pairs = [(a, b) for a, b in _clashing(group, settled) if _is_drift(a, b)]
        if pairs:
            involved = {s.id for pair in pairs for s in pair}
            listed = sorted((s for s in group if s.id in involved), key=_time)
            found.append(Drift(listed[0].subject, listed[0].predicate, tuple(listed)))
    return found


def clashes(statements: Sequence[Statement]) -> bool:
    """Whether any two of these figures cannot both be true."""
    return any(
        a.figure.contradicts(b.figure) for a, b in combinations(statements, 2) if a.figure and b.figure
    )


def _groups(connection: Connection, horizon: Horizon, *, by_period: bool) -> Iterator[list[Statement]]:
    """Groups of comparable figures of which two do not meet; counts only where periods may differ."""
    key = _key(by_period)
    s = tables.statements.c
    wanted = [s.bound.is_not(None)] if by_period else [s.metric_key.like("%:count")]
    named = [column.label(f"k{i}") for i, column in enumerate(key)]
    open_end = func.max(cast(s.low_open, Integer) + cast(s.high_open, Integer))
    apart = or_(func.max(s.low) > func.min(s.high), and_(func.max(s.low) == func.min(s.high), open_end > 0))
    suspects = _identified(horizon, *named).where(*wanted).group_by(*key).having(apart).subquery()
    same = and_(*(column == suspects.c[f"k{i}"] for i, column in enumerate(key)))
    query = _identified(horizon, s, *named).join(suspects, same).where(*wanted).order_by(s.row)
    groups: defaultdict[tuple[Any, ...], list[Statement]] = defaultdict(list)
    redact = redaction_of(connection, horizon)
    for row in connection.execute(query).mappings():
        groups[tuple(row[f"k{i}"] for i in range(len(key)))].append(redact.statement(statement_of(row)))
    yield from groups.values()


def _key(by_period: bool) -> list[ColumnElement[Any]]:
    s, i = tables.statements.c, tables.identities.c
    period: list[ColumnElement[Any]] = [func.coalesce(s.period_start, ""), func.coalesce(s.period_end, "")]
    same: list[ColumnElement[Any]] = [func.coalesce(i.entity_id, s.subject), s.metric_key, s.unit, s.modality]
    return [*same, func.coalesce(s.scope, ""), *(period if by_period else [])]


def _identified(horizon: Horizon, *columns: Any) -> Select[Any]:
    """Current statements with the entity that their subject belongs to."""
    i = tables.identities
    query = horizon.statements("current", *columns)
    return query.outerjoin(i, and_(i.c.name == tables.statements.c.subject, horizon.identity))


def _clashing(
    group: Sequence[Statement], settled: set[frozenset[str]]
) -> Iterator[tuple[Statement, Statement]]:
    for a, b in combinations(group, 2):
        if (
            a.figure
            and b.figure
            and a.figure.contradicts(b.figure)
            and frozenset((a.id, b.id)) not in settled
        ):
            yield a, b


def _settled(decisions: Iterable[Decision]) -> set[frozenset[str]]:
    return {frozenset((d.target, d.other or "")) for d in effective(decisions) if d.verb is Verb.SETTLE}


def _doubts(a: Statement, b: Statement) -> tuple[str, ...]:
    flags = [FLAGS[flag][0] for flag in sorted({*a.flags, *b.flags} & DOUBTS)]
    unknown = [FLAGS["period-unknown"][0]] if _period(a) is None else []
    return tuple(flags + unknown)


def _is_drift(a: Statement, b: Statement) -> bool:
    return a.source_id != b.source_id and (_period(a) is None or _period(a) != _period(b))


def _is_count(statement: Statement) -> bool:
    return Metric.parse(statement.predicate).facet == "count"


def _period(statement: Statement) -> Any:
    return _figure(statement).period


def _time(statement: Statement) -> str:
    figure = _figure(statement)
    return figure.as_of or (figure.period.end.isoformat() if figure.period else "")


def _figure(statement: Statement) -> Figure:
    assert statement.figure is not None
    return statement.figure
