"""Keeps what follows from the decisions equal to their fold, in the transaction of each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from functools import cache
from typing import Any

from sqlalchemy import (
    BindParameter,
    Connection,
    RowMapping,
    Select,
    bindparam,
    delete,
    insert,
    or_,
    select,
    update,
)

from yanzhen.ledger import search, tables
from yanzhen.ledger.decisions import Decision, State, Verb, state_of, visibility_of
from yanzhen.ledger.identity import entities_of, entity_id_for
from yanzhen.terms import from_json

DERIVED = (tables.standings, tables.identities, tables.visibilities)
_CHUNK = 500


def decision_of(row: RowMapping) -> Decision:
    """The decision of a row of ``decisions`` joined with ``journal``."""
    return Decision(
        id=row["id"],
        seq=row["seq"],
        at=row["at"],
        verb=Verb(row["verb"]),
        target=row["target"],
        other=row["other"],
        who=row["who"],
        reason=row["reason"],
        replacement=from_json(json.loads(row["replacement"])) if row["replacement"] else None,
    )


@cache
def decisions_query() -> Select[Any]:
    """All decisions with their time, oldest first."""
    d, j = tables.decisions, tables.journal
    return select(d, j.c.at).join(j, j.c.seq == d.c.seq).order_by(d.c.seq)


@cache
def _decisions_on_ends() -> Select[Any]:
    d = tables.decisions.c
    ends: BindParameter[Any] = bindparam("ends", expanding=True)
    return decisions_query().where(or_(d.target.in_(ends), d.other.in_(ends)))


def decisions_about(
    connection: Connection, targets: Collection[str], seq: int | None = None
) -> list[Decision]:
    """Decisions on these statements or names, with the undos of those and the undos of undos, up to ``seq``."""
    found: dict[str, Decision] = {}
    wanted = list(targets)
    query = _decisions_on_ends()
    if seq is not None:
        query = query.where(tables.decisions.c.seq <= seq)
    while wanted:
        batch, wanted = wanted[:_CHUNK], wanted[_CHUNK:]
        new = [decision_of(row) for row in connection.execute(query, {"ends": batch}).mappings()]
        wanted += [decision.id for decision in new if decision.id not in found]
        found |= {decision.id: decision for decision in new}
    return sorted(found.values(), key=lambda decision: decision.seq)


def refold(connection: Connection, decision: Decision) -> None:
    """Bring what follows from decisions up to one that is already written."""
    seq, subject = decision.seq, decision
    while subject.verb is Verb.UNDO:
        query = decisions_query().where(tables.decisions.c.id == subject.target)
        subject = decision_of(connection.execute(query).mappings().one())
    ends = [end for end in (subject.target, subject.other) if end is not None]
    if subject.verb.about_names:
        refresh_names(connection, ends, seq)
    elif subject.verb.about_visibility:
        refresh_visibility(connection, subject.target, seq)
    else:
        for statement_id in ends:
            refresh_statement(connection, statement_id, seq)


def rebuild(connection: Connection) -> None:
    """Empty these tables and fold all decisions again, one after the other."""
    for table in DERIVED:
        connection.execute(delete(table))
    for decision in [decision_of(row) for row in connection.execute(decisions_query()).mappings()]:
        refold(connection, decision)


def refresh_statement(connection: Connection, statement_id: str, seq: int) -> None:
    """Fold the decisions on one statement again and write what changed as of journal number ``seq``."""
    s = tables.statements.c
    original = connection.execute(
        select(s.row).where(s.id == statement_id, s.replaces.is_(None))
    ).scalar_one()
    state, decision = state_of(statement_id, decisions_about(connection, [statement_id], seq))
    wanted = {original: state}
    versions = connection.execute(select(s.row, s.added).where(s.replaces == original, s.added <= seq)).all()
    for row, added in versions:
        rules = decision is not None and state is State.CORRECTED and added == decision.seq
        wanted[row] = State.HUMAN if rules else State.WITHDRAWN
    for row, each in wanted.items():
        _stand(connection, row, each, seq)


def _stand(connection: Connection, row: int, state: State, seq: int) -> None:
    t = tables.standings
    is_open = (t.c.row == row) & t.c.until.is_(None)
    now = connection.execute(select(t.c.state).where(is_open)).scalar()
    if now == state or (now is None and state is State.READ):
        return
    connection.execute(update(t).where(is_open).values(until=seq))
    connection.execute(insert(t), {"row": row, "since": seq, "state": state.value})


def refresh_visibility(connection: Connection, ref: str, seq: int) -> None:
    """Fold the decisions on who may see a statement or source again."""
    t, s = tables.visibilities, tables.statements.c
    connection.execute(delete(t).where(t.c.ref == ref))
    visibility = visibility_of(ref, decisions_about(connection, [ref], seq))
    if visibility is not None:
        row = connection.execute(select(s.row).where(s.id == ref, s.replaces.is_(None))).scalar()
        connection.execute(insert(t), {"ref": ref, "row": row, "visibility": visibility})


def know_names(connection: Connection, wanted: Iterable[str]) -> None:
    """Give every name not met before its number and the id of the entity it is while it stands alone."""
    t = tables.names
    new = dict.fromkeys(wanted)
    for batch in _batches(list(new)):
        for name in connection.execute(select(t.c.name).where(t.c.name.in_(batch))).scalars():
            del new[name]
    last = connection.execute(select(t.c.row).order_by(t.c.row.desc()).limit(1)).scalar() or 0
    numbered = list(enumerate(new, last + 1))
    if numbered:
        rows = [{"row": row, "name": name, "entity_id": entity_id_for(name)} for row, name in numbered]
        connection.execute(insert(t), rows)
        search.index_names(connection, numbered)


def refresh_names(connection: Connection, changed: Iterable[str], seq: int) -> None:
    """Fold the identity decisions that can reach the changed names again and write what changed."""
    reach, decisions = _closure(connection, set(changed), seq)
    t = tables.names.c
    query = select(t.name, t.row, t.entity_id).where(t.name.in_(sorted(reach)))
    known = {name: (row, entity_id) for name, row, entity_id in connection.execute(query)}
    wanted = entities_of(decisions, known)
    i = tables.identities
    is_open = i.c.until.is_(None) & i.c.name.in_(sorted(reach))
    now = dict(connection.execute(select(i.c.name, i.c.entity_id).where(is_open)).all())
    for name, entity_id in wanted.items():
        if now.get(name) == entity_id:
            continue
        connection.execute(update(i).where(i.c.until.is_(None), i.c.name == name).values(until=seq))
        connection.execute(insert(i), {"name": name, "since": seq, "entity_id": entity_id})


def _closure(connection: Connection, names: set[str], seq: int) -> tuple[set[str], list[Decision]]:
    """The names that any "same", undone or not, ties to these, and all decisions about them."""
    reach: set[str] = set()
    found: dict[str, Decision] = {}
    while names - reach:
        new = names - reach
        reach |= new
        for decision in decisions_about(connection, sorted(new), seq):
            found[decision.id] = decision
            if decision.verb is Verb.SAME and decision.other:
                names = names | {decision.target, decision.other}
    return reach, sorted(found.values(), key=lambda decision: decision.seq)


def _batches(items: list[str]) -> Iterable[list[str]]:
    return (items[i : i + _CHUNK] for i in range(0, len(items), _CHUNK))
