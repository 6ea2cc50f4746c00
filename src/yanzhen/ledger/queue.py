"""The review queue: statements nobody has looked at, those first that change most of what is published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, Integer, case, cast, or_

from yanzhen.ledger import tables
from yanzhen.ledger.decisions import State
from yanzhen.ledger.disputes import Contradiction
from yanzhen.ledger.horizon import Horizon
from yanzhen.ledger.redaction import redaction_of
from yanzhen.ledger.rows import statement_of
from yanzhen.terms import FLAGS, EntityKind, Statement

# Kinds whose figures stand on the overview and in comparisons.
_ON_OVERVIEW = (EntityKind.REGION, EntityKind.CLUSTER, EntityKind.CHAIN)


@dataclass(frozen=True, slots=True)
class Review:
    """A statement waiting for a reviewer.

    Attributes:
        statement: as read.
        pages: on how many pages it shows: the evidence, its subject, its object, the overview, and those cited.
        reasons: where it shows and what is doubtful about it (Chinese).
    """

    statement: Statement
    pages: int
    reasons: tuple[str, ...]


def queue(
    connection: Connection,
    horizon: Horizon,
    disputes: Iterable[Contradiction],
    cited: Mapping[str, int],
    limit: int,
) -> list[Review]:
    """The ``limit`` statements to review first: disputed, then by pages, then flagged, then oldest."""
    s = tables.statements.c
    disputed = {statement.id for each in disputes for statement in (each.first, each.second)}
    overview = or_(s.tier.is_not(None), s.subject_kind.in_([kind.value for kind in _ON_OVERVIEW]))
    pages = cast(overview, Integer) + case((s.object_kind != EntityKind.OTHER.value, 1), else_=0)
    flagged = case((s.flags.is_not(None), 1), else_=0)
    base = horizon.statements(State.READ.value)
    first = base.where(s.id.in_(sorted({*disputed, *cited}))).order_by(s.row)
    rest = base.order_by(pages.desc(), flagged.desc(), s.row).limit(limit)
    rows = [row for query in (first, rest) for row in connection.execute(query).mappings()]
    redact = redaction_of(connection, horizon, (row["source_id"] for row in rows))
    found = {each.id: each for each in (redact.statement(statement_of(row)) for row in rows)}
    reviews = [_review(each, each.id in disputed, cited.get(each.id, 0)) for each in found.values()]
    # Python's sort is stable: what was read first stays first among equals.
    reviews.sort(key=lambda r: (r.statement.id not in disputed, -r.pages, not r.statement.flags))
    return reviews[:limit]


def _review(statement: Statement, is_disputed: bool, cited: int) -> Review:
    reasons = ["原文页", f"主体页：{statement.subject}"]
    if statement.object_kind is not EntityKind.OTHER and statement.object:
        reasons.append(f"对象页：{statement.object}")
    if statement.tier or statement.subject_kind in _ON_OVERVIEW:
        reasons.append("总览")
    pages = len(reasons) + cited
    if cited:
        reasons.append(f"已发布页面引用{cited}处")
    doubts = (["与其他来源矛盾"] if is_disputed else []) + [
        FLAGS[f][0] for f in statement.flags if f in FLAGS
    ]
    return Review(statement, pages, (*reasons, *doubts))
