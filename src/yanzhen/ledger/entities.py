"""Entities as seen through a horizon: grouped names, with the kind most statements give them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from rapidfuzz import process
from sqlalchemy import Connection, func, or_, select, union_all

from yanzhen.errors import LedgerError
from yanzhen.ledger import tables
from yanzhen.ledger.decisions import Decision
from yanzhen.ledger.horizon import MOST_ASKED_FOR, Horizon
from yanzhen.terms import Entity, EntityKind

CODE_PREDICATES = ("统一社会信用代码", "社会信用代码", "信用代码")


@dataclass(slots=True)
class Mention:
    """How the statements within sight use a name."""

    name: str
    first_row: int
    kinds: Counter[EntityKind] = field(default_factory=Counter)


def mentions(connection: Connection, horizon: Horizon, names: list[str] | None = None) -> dict[str, Mention]:
    """Every name that is a subject, or an object of a known kind (all objects for given ``names``)."""
    s = tables.statements.c
    subjects = horizon.statements("current", s.subject, s.subject_kind, s.row.label("row"))
    objects = horizon.statements("current", s.object, s.object_kind, s.row.label("row"))
    if names is None:
        objects = objects.where(s.object.is_not(None), s.object_kind != EntityKind.OTHER.value)
    else:
        subjects, objects = subjects.where(s.subject.in_(names)), objects.where(s.object.in_(names))
    both = union_all(subjects, objects).subquery()
    name, kind, row = both.c
    query = select(name, kind, func.count(), func.min(row)).group_by(name, kind)
    found: dict[str, Mention] = {}
    for text, kind_value, count, first in connection.execute(query):
        mention = found.setdefault(text, Mention(text, first))
        mention.first_row = min(mention.first_row, first)
        mention.kinds[EntityKind(kind_value)] += count
    return dict(sorted(found.items(), key=lambda item: item[1].first_row))


def list_entities(connection: Connection, horizon: Horizon, kind: EntityKind | None) -> list[Entity]:
    """All entities, or those that some statement calls a ``kind``, in order of first mention."""
    groups: dict[str, list[Mention]] = {}
    own = entity_ids(connection, horizon)
    for mention in mentions(connection, horizon).values():
        groups.setdefault(own[mention.name], []).append(mention)
    codes = credit_codes(connection, horizon)
    joined = {own[min(names)]: sorted(names) for names in entity_groups(connection, horizon)}
    found = []
    for entity_id, group in groups.items():
        if kind is None or any(kind in mention.kinds for mention in group):
            entity = _entity(entity_id, group, joined.get(entity_id, ()), codes)
            found.append(replace(entity, kind=kind or entity.kind))
    return found


def shown_names(connection: Connection, horizon: Horizon) -> dict[str, str]:
    """Name -> the name its entity is shown under, for all names that decisions joined."""
    groups = entity_groups(connection, horizon)
    joined = [name for names in groups for name in names]
    few = len(joined) <= MOST_ASKED_FOR
    met = mentions(connection, horizon, joined if few else None) if joined else {}
    found: dict[str, str] = {}
    for names in groups:
        if used := [met[name] for name in names if name in met]:
            found |= dict.fromkeys(names, _shown(used).name)
    return found


def one_entity(connection: Connection, horizon: Horizon, name_or_id: str) -> Entity:
    """The entity that a name or id leads to.

    Raises:
        LedgerError: nothing within sight has that name; names like it are given.
    """
    names = names_of(connection, horizon, name_or_id)
    group = list(mentions(connection, horizon, names).values())
    if not group:
        raise _unknown(connection, horizon, name_or_id)
    own = entity_ids(connection, horizon, names)
    return _entity(own[group[0].name], group, names, credit_codes(connection, horizon, names))


def names_of(connection: Connection, horizon: Horizon, name_or_id: str) -> list[str]:
    """All names of the entity that a name or id leads to; a name nobody decided on stands alone.

    For the public, a name that only internal sources use leads nowhere and is not given.
    """
    n, i = tables.names.c, tables.identities.c
    name = connection.execute(
        select(n.name).where(or_(n.name == name_or_id, n.entity_id == name_or_id)).order_by(n.row)
    ).scalar()
    entity_id = connection.execute(select(i.entity_id).where(i.name == name, horizon.identity)).scalar()
    if entity_id is None:
        return [name or name_or_id]
    together = select(i.name).where(i.entity_id == entity_id, horizon.identity)
    in_order = together.join(tables.names, n.name == i.name).order_by(n.row)
    found = list(connection.execute(in_order).scalars())
    if horizon.visible_to == "internal":
        return found
    seen = mentions(connection, horizon, found)
    return [each for each in found if each in seen] if name in seen or name != name_or_id else [name_or_id]


def within_sight(connection: Connection, horizon: Horizon, decisions: list[Decision]) -> list[Decision]:
    """The decisions whose statements or names a reader may see."""
    if horizon.visible_to == "internal":
        return decisions
    s = tables.statements.c
    seen = set(mentions(connection, horizon)) | set(
        connection.execute(horizon.statements("all", s.id)).scalars()
    )
    for decision in decisions:
        if {decision.target, decision.other or decision.target} <= seen:
            seen.add(decision.id)
    return [decision for decision in decisions if decision.id in seen]


def entity_groups(connection: Connection, horizon: Horizon) -> list[set[str]]:
    """The sets of names that decisions make one entity."""
    i = tables.identities.c
    groups: dict[str, set[str]] = {}
    for name, entity_id in connection.execute(select(i.name, i.entity_id).where(horizon.identity)):
        groups.setdefault(entity_id, set()).add(name)
    if horizon.visible_to == "public":
        seen = set(mentions(connection, horizon))
        groups = {entity_id: names & seen for entity_id, names in groups.items()}
    return [names for names in groups.values() if len(names) > 1]


def entity_ids(connection: Connection, horizon: Horizon, names: list[str] | None = None) -> dict[str, str]:
    """Name -> id of its entity within the horizon."""
    n, i = tables.names, tables.identities
    query = select(n.c.name, func.coalesce(i.c.entity_id, n.c.entity_id)).select_from(
        n.outerjoin(i, (i.c.name == n.c.name) & horizon.identity)
    )
    if names is not None:
        query = query.where(n.c.name.in_(names))
    return dict(connection.execute(query).all())


def credit_codes(connection: Connection, horizon: Horizon, names: list[str] | None = None) -> dict[str, str]:
    """Name -> credit code, where a current statement gives one."""
    s = tables.statements.c
    query = horizon.statements("current", s.subject, s.object).where(s.predicate.in_(CODE_PREDICATES))
    if names is not None:
        query = query.where(s.subject.in_(names))
    return {name: code for name, code in connection.execute(query) if code}


def _entity(entity_id: str, group: list[Mention], names: Iterable[str], codes: dict[str, str]) -> Entity:
    """Shown under the name most statements use; of a kind that OTHER never outvotes.

    ``names`` may hold more than the statements do: names that people have given by a decision.
    """
    votes = sum((mention.kinds for mention in group), Counter[EntityKind]())
    known = Counter({kind: n for kind, n in votes.items() if kind is not EntityKind.OTHER})
    shown = _shown(group)
    every = dict.fromkeys([shown.name, *(mention.name for mention in group), *names])
    code = next((codes[mention.name] for mention in group if mention.name in codes), None)
    kind = (known or votes).most_common(1)[0][0]
    return Entity(entity_id, kind, shown.name, tuple(every), code)


def _shown(group: Iterable[Mention]) -> Mention:
    return max(group, key=lambda mention: (mention.kinds.total(), -mention.first_row))


def _unknown(connection: Connection, horizon: Horizon, name: str) -> LedgerError:
    near = process.extract(name, list(mentions(connection, horizon)), limit=3, score_cutoff=50)
    return LedgerError(
        f"账本中没有“{name}” Nothing in this ledger is called {name!r}",
        expected=("one of " + ", ".join(each for each, _, _ in near)) if near else None,
        todo="search the ledger for part of the name",
    )
