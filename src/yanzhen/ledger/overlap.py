"""Which sets share members: what is part of what, as far as current statements say."""

from __future__ import annotations

from sqlalchemy import Connection, and_, or_

from yanzhen.ledger import tables
from yanzhen.ledger.entities import entity_ids
from yanzhen.ledger.horizon import Horizon

# subject PART_OF object; subject HAS_PART object.
PART_OF = (
    "属于",
    "隶属于",
    "属于产业链",
    "所属集群",
    "所属产业链",
    "所属园区",
    "位于",
    "所在地",
    "链主",
    "龙头企业",
)
HAS_PART = ("包括", "包含", "下辖", "涵盖", "由…组成", "成员", "成员企业", "链上企业")
_DEPTH = 8


def why_overlapping(connection: Connection, horizon: Horizon, members: dict[str, list[str]]) -> str | None:
    """Why the members (shown name -> all names) must not be added up (Chinese), or None if nothing says so."""
    owner: dict[str, str] = {}
    for shown, names in members.items():
        for name in names:
            if owner.setdefault(name, shown) != shown:
                return f"“{shown}”与“{owner[name]}”是同一主体，不能相加"
    reached = {shown: _parts(connection, horizon, names) for shown, names in members.items()}
    for shown, parts in reached.items():
        inside = next((owner[name] for name in parts if owner.get(name, shown) != shown), None)
        if inside:
            return f"“{inside}”是“{shown}”的一部分，范围重叠，不能相加"
    return _shared(connection, horizon, reached)


def _shared(connection: Connection, horizon: Horizon, reached: dict[str, set[str]]) -> str | None:
    everything = sorted(set().union(*reached.values())) if reached else []
    ids = entity_ids(connection, horizon, everything) if everything else {}
    seen: dict[str, str] = {}
    for shown, parts in reached.items():
        for part in sorted(parts):
            first = seen.setdefault(ids.get(part, part), shown)
            if first != shown:
                return f"“{part}”同时在“{first}”和“{shown}”之中，范围重叠，不能相加"
    return None


def _parts(connection: Connection, horizon: Horizon, names: list[str]) -> set[str]:
    """Names of everything that statements place inside, directly or through others."""
    s = tables.statements.c
    reached: set[str] = set()
    frontier = set(names)
    for _ in range(_DEPTH):
        here = sorted(frontier)
        below = horizon.statements("current", s.subject, s.object).where(
            or_(
                and_(s.object.in_(here), s.predicate.in_(PART_OF)),
                and_(s.subject.in_(here), s.predicate.in_(HAS_PART)),
            )
        )
        pairs = connection.execute(below).all()
        found = {end for pair in pairs for end in pair if end} - frontier - reached - set(names)
        if not found:
            break
        reached |= found
        frontier = found
    return reached
