"""The reading verbs: what a ledger knows, now or as of a day, for a reader who may see it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Literal

from sqlalchemy import Connection, RowMapping, or_, select

from yanzhen.errors import LedgerError, UsageError
from yanzhen.ledger import search, tables
from yanzhen.ledger.aggregate import Aggregate, Question, aggregate
from yanzhen.ledger.candidates import Candidate, candidates, undecided
from yanzhen.ledger.decisions import Decision, State
from yanzhen.ledger.difference import Difference, compared, current_versions
from yanzhen.ledger.disputes import Contradiction, Drift, contradictions, drift
from yanzhen.ledger.entities import credit_codes, entity_groups, list_entities, mentions, names_of, one_entity
from yanzhen.ledger.folding import decision_of, decisions_about, decisions_query
from yanzhen.ledger.ftm import FtmStatement, ftm_statements
from yanzhen.ledger.horizon import Horizon, Visibility
from yanzhen.ledger.journal import EMPTY_VERSION, cutoff_at, end_of
from yanzhen.ledger.likeness import PROPOSED
from yanzhen.ledger.queue import Review, queue
from yanzhen.ledger.rows import metric_key, source_of, statement_of
from yanzhen.ledger.search import Hit
from yanzhen.ledger.store import Store
from yanzhen.terms import Document, Entity, EntityKind, Modality, Period, Source, Statement, Tier

By = Literal["published", "added", "version"]


@dataclass(frozen=True, slots=True)
class Record:
    """A statement with what became of it.

    Attributes:
        statement: the machine's version, as read.
        state: where it stands.
        current: the version that counts now: the statement, the reviewer's version, or None.
        decisions: everything decided on it, undone or not, oldest first.
        source: the document it comes from.
    """

    statement: Statement
    state: State
    current: Statement | None
    decisions: tuple[Decision, ...]
    source: Source


class View:
    """What is known, seen through a horizon; ``Ledger`` is the view without one that can also be written."""

    def __init__(self, store: Store, horizon: Horizon | None = None) -> None:
        self._store = store
        self._horizon = horizon or Horizon()

    def at(self, moment: str, by: By = "published") -> View:
        """What was known then.

        Args:
            moment: an ISO day (its end) or time; for ``by="version"`` a version of this ledger.
            by: ``published``: sources published by that day (where they bear no date, added by then), read as
                corrected today. ``added``: the ledger as it stood then, decisions included.
                ``version``: the ledger as it stood at a version cited somewhere.

        Raises:
            UsageError: not a date, or a version this ledger never had.
        """
        if by == "published":
            return View(self._store, replace(self._horizon, published=end_of(moment).date().isoformat()))
        with self._store.reading() as connection:
            seq = cutoff_at(connection, moment) if by == "added" else _seq_of_version(connection, moment)
        return View(self._store, replace(self._horizon, seq=seq))

    def visible_to(self, reader: Visibility) -> View:
        """The same for a reader who may see only public sources, or everything (``internal``)."""
        if reader not in ("public", "internal"):
            raise UsageError(f"{reader!r} is no kind of reader", expected="public or internal")
        return View(self._store, replace(self._horizon, visible_to=reader))

    @property
    def version(self) -> str:
        """12 hexadecimal digits that name this state of the ledger, for citations."""
        j = tables.journal.c
        query = select(j.version).order_by(j.seq.desc()).limit(1)
        if self._horizon.seq is not None:
            query = query.where(j.seq <= self._horizon.seq)
        with self._store.reading() as connection:
            return connection.execute(query).scalar() or EMPTY_VERSION

    def sources(self) -> list[Source]:
        """All sources in the order they were added."""
        query = select(tables.sources).where(*self._horizon.sources).order_by(tables.sources.c.added)
        with self._store.reading() as connection:
            return [source_of(row) for row in connection.execute(query).mappings()]

    def source(self, source_id: str) -> Source:
        """One source by its id.

        Raises:
            LedgerError: no such source within sight.
        """
        with self._store.reading() as connection:
            return source_of(self._source_row(connection, source_id))

    def notes(self, source_id: str) -> list[str]:
        """What reading the source left for people to know."""
        with self._store.reading() as connection:
            notes: list[str] = json.loads(self._source_row(connection, source_id)["notes"])
            return notes

    def document(self, source_id: str) -> Document:
        """The text of a source, cleaned and as found."""
        d = tables.documents.c
        with self._store.reading() as connection:
            source = source_of(self._source_row(connection, source_id))
            text, raw = connection.execute(select(d.text, d.raw).where(d.source_id == source_id)).one()
        return Document(source, text, text if raw is None else raw)

    def content(self, source_id: str) -> bytes:
        """The original bytes of a source."""
        d = tables.documents.c
        with self._store.reading() as connection:
            self._source_row(connection, source_id)
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
            rows = connection.execute(query.order_by(s.row).limit(limit).offset(offset)).mappings()
            return [statement_of(row) for row in rows]

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
            versions = self._horizon.statements().where(or_(s.row == row["row"], s.replaces == row["row"]))
            current = connection.execute(versions).mappings().first()
            source = source_of(self._source_row(connection, row["source_id"]))
        return Record(
            statement=statement_of(row),
            state=State(row["state"]),
            current=statement_of(current) if current else None,
            decisions=tuple(d for d in decisions if limit is None or d.seq <= limit),
            source=source,
        )

    def decisions(self) -> list[Decision]:
        """All decisions, undone or not, oldest first."""
        query = decisions_query()
        if self._horizon.seq is not None:
            query = query.where(tables.decisions.c.seq <= self._horizon.seq)
        with self._store.reading() as connection:
            return [decision_of(row) for row in connection.execute(query).mappings()]

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

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Names, quotes and documents that hold all words of ``text``, from one character upwards.

        At most ``limit`` names and quotes and a fifth as many documents, newest first.
        """
        with self._store.reading() as connection:
            return search.search(connection, self._horizon, text, limit)

    def names_like(
        self,
        name: str | None = None,
        *,
        kind: EntityKind | str = EntityKind.FIRM,
        at_least: float = PROPOSED,
    ) -> list[Candidate]:
        """Pairs of names that may mean one entity and on which nobody has decided; best first, with reasons.

        Nothing is merged: ``decide("same", a, b)`` does that.

        Args:
            name: only pairs with this name; by default all pairs.
            kind: names that some statement calls this kind of thing, or whose kind nothing tells.
            at_least: lowest score; names merely spelt alike appear from 0.7 downwards.
        """
        wanted = {EntityKind(kind), EntityKind.OTHER}
        with self._store.reading() as connection:
            met = mentions(connection, self._horizon)
            codes = credit_codes(connection, self._horizon)
        names = [text for text, mention in met.items() if wanted & mention.kinds.keys()]
        left, right = (names, None) if name is None else ([name], names)
        return undecided(candidates(left, right, codes=codes, at_least=at_least), self.decisions())

    def contradictions(self) -> list[Contradiction]:
        """Pairs of current statements that cannot both be true and that nobody has settled; certain ones first."""
        decisions = self.decisions()
        with self._store.reading() as connection:
            return contradictions(connection, self._horizon, decisions)

    def drift(self) -> list[Drift]:
        """Sets that change their stated size from one source to the next (20 chains, then 12)."""
        decisions = self.decisions()
        with self._store.reading() as connection:
            return drift(connection, self._horizon, decisions)

    def review_queue(self, limit: int = 50, cited: Mapping[str, int] | None = None) -> list[Review]:
        """Statements that nobody has reviewed, in the order in which they matter.

        First those that another source contradicts; then by the number of pages they show on; then those with a
        flag; then in the order they were read.

        Args:
            limit: at most so many.
            cited: statement id -> number of places in published documents that cite it.
        """
        disputes = self.contradictions()
        with self._store.reading() as connection:
            return queue(connection, self._horizon, disputes, cited or {}, limit)

    def difference(self, later: View) -> Difference:
        """What ``later`` knows that this view does not, and the other way round.

        ``later`` may be this ledger at another time, or another ledger.
        """
        sides = [each._known() for each in (self, later)]
        (a, b, c), (x, y, z) = sides
        return compared((a, x), (b, y), (c, z))

    def _known(self) -> tuple[dict[str, Source], dict[str, Statement], set[tuple[str, str]]]:
        """Sources, versions that count, and pairs of names that are one entity."""
        with self._store.reading() as connection:
            versions = current_versions(connection, self._horizon)
            groups = entity_groups(connection, self._horizon)
        pairs = {(a, b) for names in groups for a, b in combinations(sorted(names), 2)}
        return {source.id: source for source in self.sources()}, versions, pairs

    def ftm_statements(self) -> Iterator[FtmStatement]:
        """The entities in the statement format of FollowTheMoney."""
        known = {source.id: source for source in self.sources()}
        return ftm_statements(self.entities(), self.statements(), known)

    def aggregate(
        self,
        metric: str,
        members: Sequence[str] | EntityKind,
        *,
        period: str | None = None,
        scope: str | None = None,
        modality: Modality = Modality.ACTUAL,
    ) -> Aggregate:
        """Sum of a metric over members, with its coverage, or the reason why it would mislead.

        Per member the narrowest of the statements that agree is added, bounds kept. Refused: rates and ranks;
        units, scopes or periods that differ; members that are one entity, or of which current statements say
        that one is part of another or that they share a part.

        Args:
            metric: what to add, e.g. ``年营收``.
            members: names or entity ids, or a kind: all entities of that kind.
            period: code of the period; None takes the one that all figures share.
            scope: statistical scope; "" for figures that state none; None takes the one that all share.
            modality: actual, target, capacity … ; never mixed.
        """
        if isinstance(members, EntityKind):
            members = [entity.name for entity in self.entities(members)]
        question = Question(metric, Period.parse(period) if period else None, scope, modality)
        with self._store.reading() as connection:
            return aggregate(connection, self._horizon, members, question)

    def _source_row(self, connection: Connection, source_id: str) -> RowMapping:
        query = select(tables.sources).where(tables.sources.c.id == source_id, *self._horizon.sources)
        row = connection.execute(query).mappings().first()
        if row is None:
            raise LedgerError(f"There is no source {source_id} here", todo="list the sources of this ledger")
        return row


def _seq_of_version(connection: Connection, version: str) -> int:
    j = tables.journal.c
    seq: int | None = connection.execute(select(j.seq).where(j.version == version)).scalar()
    if seq is None:
        raise UsageError(f"This ledger never was at version {version!r}", expected="12 hexadecimal digits")
    return seq
