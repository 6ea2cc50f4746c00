"""The plain reading verbs: sources, documents, statements, decisions, entities."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, func, or_, select

from yanzhen.errors import LedgerError
from yanzhen.ledger import tables
from yanzhen.ledger.decisions import CURRENT, Decision, State, Verb, visibility_of
from yanzhen.ledger.entities import (
    list_entities,
    names_of,
    one_entity,
    within_sight,
)
from yanzhen.ledger.folding import decision_of, decisions_about, decisions_query
from yanzhen.ledger.horizon import Horizon, marked_internal
from yanzhen.ledger.journal import EMPTY_VERSION
from yanzhen.ledger.redaction import redaction_of
from yanzhen.ledger.rows import metric_key, source_of, statement_of
from yanzhen.ledger.store import Store
from yanzhen.terms import Document, Entity, EntityKind, Source, Statement, Tier

# Decisions after which the same statements count, for the same readers.
_HARMLESS = (Verb.ACCEPT, Verb.SETTLE, Verb.SAME, Verb.NOT_SAME, Verb.UNSURE)


@dataclass(frozen=True, slots=True)
class Record:
    """A statement with what became of it.

    Attributes:
        statement: the machine's version, as read.
        state: where it stands.
        current: the version that counts now: the statement, the reviewer's version, or None.
        visibility: ``internal`` where the statement itself is kept from the public, whatever its source.
        decisions: everything decided on it, undone or not, oldest first.
        source: the document it comes from.
    """

    statement: Statement
    state: State
    current: Statement | None
    decisions: tuple[Decision, ...]
    source: Source
    visibility: str = "public"


class Records:
    """What a ledger holds, seen through a horizon."""

    def __init__(self, store: Store, horizon: Horizon | None = None) -> None:
        self._store = store
        self._horizon = horizon or Horizon()

    @property
    def version(self) -> str:
        """12 hexadecimal digits that name this state of the ledger, for citations."""
        j = tables.journal.c
        query = select(j.version).order_by(j.seq.desc()).limit(1)
        if self._horizon.seq is not None:
            query = query.where(j.seq <= self._horizon.seq)
        with self._store.reading() as connection:
            return connection.execute(query).scalar() or EMPTY_VERSION

    @property
    def rewritten(self) -> int:
        """Journal number of the last decision that changed which statements count or who sees them; 0 for none."""
        d = tables.decisions.c
        query = select(d.seq).where(d.verb.not_in(_HARMLESS)).order_by(d.seq.desc()).limit(1)
        if self._horizon.seq is not None:
            query = query.where(d.seq <= self._horizon.seq)
        with self._store.reading() as connection:
            return connection.execute(query).scalar() or 0

    def sources(self) -> list[Source]:
        """All sources in the order they were added."""
        query = _sources(self._horizon).order_by(tables.sources.c.added)
        with self._store.reading() as connection:
            redact = redaction_of(connection, self._horizon)
            return [redact.source(source_of(row)) for row in connection.execute(query).mappings()]

    def whole_sources(self) -> list[Source]:
        """The sources of which nothing is kept from this reader: only their originals can be had."""
        with self._store.reading() as connection:
            kept = redaction_of(connection, self._horizon).kept
        return [source for source in self.sources() if source.id not in kept]

    def internal_statements(self, source_id: str) -> list[Statement]:
        """The statements of a source that are marked internal themselves; none for the public."""
        s = tables.statements.c
        query = self._horizon.statements("all").where(
            s.source_id == source_id, func.coalesce(s.replaces, s.row).in_(marked_internal())
        )
        with self._store.reading() as connection:
            return [statement_of(row) for row in connection.execute(query.order_by(s.row)).mappings()]

    def source(self, source_id: str) -> Source:
        """One source by its id.

        Raises:
            LedgerError: no such source within sight.
        """
        with self._store.reading() as connection:
            redact = redaction_of(connection, self._horizon, [source_id])
            return redact.source(source_of(self._source_row(connection, source_id)))

    def notes(self, source_id: str) -> list[str]:
        """What reading the source left for people to know."""
        with self._store.reading() as connection:
            redact = redaction_of(connection, self._horizon, [source_id])
            notes: list[str] = json.loads(self._source_row(connection, source_id)["notes"])
            return [redact.words(source_id, note) for note in notes]

    def document(self, source_id: str) -> Document:
        """The text of a source, cleaned and as found; the words kept from this reader are blacked out."""
        d = tables.documents.c
        with self._store.reading() as connection:
            source = source_of(self._source_row(connection, source_id))
            text, raw = connection.execute(select(d.text, d.raw).where(d.source_id == source_id)).one()
            redact = redaction_of(connection, self._horizon, [source_id])
        return redact.document(Document(source, text, text if raw is None else raw))

    def passage(self, source_id: str, start: int, end: int) -> str:
        """The cleaned text of a source from ``start`` to before ``end``, as :meth:`document` has it.

        Raises:
            LedgerError: no such source within sight.
        """
        asked = {"source": source_id, "first": start + 1, "length": max(0, end - start)}
        with self._store.reading() as connection:
            text = connection.execute(_passages(self._horizon), asked).scalar()
            redact = redaction_of(connection, self._horizon, [source_id])
        if text is None:
            raise _no_source(source_id)
        return redact.passage(source_id, text, start)

    def content(self, source_id: str) -> bytes:
        """The original bytes of a source.

        Raises:
            LedgerError: no such source within sight, or a part of it is kept from this reader.
        """
        d = tables.documents.c
        with self._store.reading() as connection:
            self._source_row(connection, source_id)
            if source_id in redaction_of(connection, self._horizon, [source_id]).kept:
                raise LedgerError(
                    f"The original of {source_id} is not for everybody: a part of it is internal",
                    todo="ask someone who may see internal sources",
                )
            return bytes(connection.execute(select(d.content).where(d.source_id == source_id)).scalar_one())

    def statements(
        self,
        *,
        subject: str | None = None,
        entity: str | None = None,
        source: str | None = None,
        kind: str | None = None,
        metric: str | None = None,
        tier: Tier | str | None = None,
        state: str = "current",
        limit: int | None = None,
        offset: int = 0,
    ) -> list[Statement]:
        """Statements that meet all conditions given, in the order they were added.

        Args:
            subject: the name exactly as the statement has it.
            entity: a name or entity id: any of its names, as subject or as object.
            source: id of the document.
            kind: ``figure`` or ``relation``.
            metric: a metric or relation; the ways of writing one metric count as one.
            tier: traditional, emerging or future.
            state: ``current`` (one version of each: the reviewer's where there is one), ``all``, or one of
                :class:`State`.
            limit: at most so many.
            offset: leave out so many first.
        """
        s = tables.statements.c
        given = (
            (s.subject, subject),
            (s.source_id, source),
            (s.kind, kind),
            (s.tier, tier),
            (s.metric_key, metric_key(metric) if metric else None),
        )
        query = self._horizon.statements(state).where(*(c == str(v) for c, v in given if v is not None))
        with self._store.reading() as connection:
            if entity is not None:
                names = names_of(connection, self._horizon, entity)
                query = query.where(or_(s.subject.in_(names), s.object.in_(names)))
            found = connection.execute(query.order_by(s.row).limit(limit).offset(offset)).mappings()
            rows = [statement_of(row) for row in found]
            redact = redaction_of(connection, self._horizon, (each.source_id for each in rows))
            return [redact.statement(each) for each in rows]

    def statement(self, statement_id: str) -> Statement:
        """One statement by its id, as read, whatever its state."""
        return self.record(statement_id).statement

    def record(self, statement_id: str) -> Record:
        """A statement with its state, its human version, its decisions and its source.

        The id of a reviewer's version leads to the same record.
        """
        s, limit = tables.statements.c, self._horizon.seq
        with self._store.reading() as connection:
            row = self._horizon.original(connection, statement_id)
            decisions = decisions_about(connection, [row["id"]])
            # Where the machine's version counts, no reviewer's does.
            current: RowMapping | None = row
            if State(row["state"]) not in CURRENT:
                versions = self._horizon.statements().where(s.replaces == row["row"])
                current = connection.execute(versions).mappings().first()
            source = source_of(self._source_row(connection, row["source_id"]))
            redact = redaction_of(connection, self._horizon, [row["source_id"]])
        return Record(
            statement=redact.statement(statement_of(row)),
            state=State(row["state"]),
            current=redact.statement(statement_of(current)) if current else None,
            decisions=tuple(redact.decision(d) for d in decisions if limit is None or d.seq <= limit),
            source=redact.source(source),
            visibility=visibility_of(row["id"], decisions) or "public",
        )

    def decisions(self) -> list[Decision]:
        """All decisions, undone or not, oldest first; for the public, those on what it may see."""
        with self._store.reading() as connection:
            redact = redaction_of(connection, self._horizon)
            seen = within_sight(connection, self._horizon, self._all_decisions(connection))
            return [redact.decision(decision) for decision in seen]

    def states(self) -> dict[str, State]:
        """Statement id -> state, for the machine's statements whose state a decision has changed."""
        s, t = tables.statements.c, tables.standings
        query = self._horizon.statements("all", s.id, t.c.state).where(
            t.c.row.is_not(None), s.replaces.is_(None)
        )
        with self._store.reading() as connection:
            return {key: State(state) for key, state in connection.execute(query)}

    def entities(self, kind: EntityKind | str | None = None) -> list[Entity]:
        """Everything that current statements speak of, or what they call a ``kind``; in order of mention."""
        with self._store.reading() as connection:
            return list_entities(connection, self._horizon, EntityKind(kind) if kind else None)

    def entity(self, name_or_id: str) -> Entity:
        """The entity that a name or id leads to, through the decisions on names.

        Raises:
            LedgerError: nothing within sight has that name; names like it are given.
        """
        with self._store.reading() as connection:
            return one_entity(connection, self._horizon, name_or_id)

    def _all_decisions(self, connection: Connection) -> list[Decision]:
        query = decisions_query()
        if self._horizon.seq is not None:
            query = query.where(tables.decisions.c.seq <= self._horizon.seq)
        return [decision_of(row) for row in connection.execute(query).mappings()]

    def _source_row(self, connection: Connection, source_id: str) -> RowMapping:
        row = connection.execute(_source_by_id(self._horizon), {"source": source_id}).mappings().first()
        if row is None:
            raise _no_source(source_id)
        return row


@lru_cache(maxsize=64)
def _sources(horizon: Horizon) -> Select[Any]:
    """Sources within sight, with the visibility that the last decision gave them, else the one they came with."""
    s, v = tables.sources, tables.visibilities.c
    own = [column for column in s.c if column.name != "visibility"]
    visibility = func.coalesce(v.visibility, s.c.visibility).label("visibility")
    return select(*own, visibility).outerjoin(tables.visibilities, v.ref == s.c.id).where(*horizon.sources)


@lru_cache(maxsize=64)
def _source_by_id(horizon: Horizon) -> Select[Any]:
    return _sources(horizon).where(tables.sources.c.id == bindparam("source"))


@lru_cache(maxsize=64)
def _passages(horizon: Horizon) -> Select[Any]:
    d = tables.documents.c
    words = func.substr(d.text, bindparam("first"), bindparam("length"))
    within = select(words).join(tables.sources, tables.sources.c.id == d.source_id)
    return within.where(d.source_id == bindparam("source"), *horizon.sources)


def _no_source(source_id: str) -> LedgerError:
    return LedgerError(f"There is no source {source_id} here", todo="list the sources of this ledger")
