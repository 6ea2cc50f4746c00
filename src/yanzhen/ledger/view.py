"""What a ledger knows, now or as of a day, for a reader who may see it; and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Literal

from sqlalchemy import Connection, select

from yanzhen.errors import UsageError
from yanzhen.ledger import search, tables
from yanzhen.ledger.aggregate import Aggregate, Question, aggregate
from yanzhen.ledger.candidates import Candidate, candidates, undecided
from yanzhen.ledger.difference import Difference, compared, current_versions
from yanzhen.ledger.disputes import Contradiction, Drift, contradictions, drift
from yanzhen.ledger.entities import (
    credit_codes,
    entity_groups,
    mentions,
    shown_names,
)
from yanzhen.ledger.ftm import FtmStatement, ftm_statements
from yanzhen.ledger.horizon import Visibility
from yanzhen.ledger.journal import cutoff_at, end_of
from yanzhen.ledger.likeness import PROPOSED
from yanzhen.ledger.queue import Review, queue
from yanzhen.ledger.records import Records
from yanzhen.ledger.search import Hit
from yanzhen.terms import EntityKind, Modality, Period, Source, Statement

By = Literal["published", "added", "version"]


class View(Records):
    """What is known, seen through a horizon; ``Ledger`` is the view without one that can also be written."""

    def at(self, moment: str | date, by: By = "published") -> View:
        """What was known then.

        Args:
            moment: an ISO day (its end) or time; for ``by="version"`` a version of this ledger.
            by: ``published``: sources published by that day (where they bear no date, added by then), read as
                corrected today. ``added``: the ledger as it stood then, decisions included.
                ``version``: the ledger as it stood at a version cited somewhere.

        Raises:
            UsageError: not a date, or a version this ledger never had.
        """
        moment = moment.isoformat() if isinstance(moment, date) else moment
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

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Names, quotes and documents that hold all words of ``text``, from one character upwards.

        At most ``limit`` names and quotes and a tenth as many documents, newest first.
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
            decisions = self._all_decisions(connection)
        names = [text for text, mention in met.items() if wanted & mention.kinds.keys()]
        left, right = (names, None) if name is None else ([name], names)
        return undecided(candidates(left, right, codes=codes, at_least=at_least), decisions)

    def shown_names(self) -> dict[str, str]:
        """Name -> the name its entity is shown under, for all names that decisions joined; others stand alone."""
        with self._store.reading() as connection:
            return shown_names(connection, self._horizon)

    def contradictions(self) -> list[Contradiction]:
        """Pairs of current statements that cannot both be true and that nobody has settled; certain ones first."""
        with self._store.reading() as connection:
            return contradictions(connection, self._horizon, self._all_decisions(connection))

    def drift(self) -> list[Drift]:
        """Sets that change their stated size from one source to the next (20 chains, then 12)."""
        with self._store.reading() as connection:
            return drift(connection, self._horizon, self._all_decisions(connection))

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

    def ftm_statements(self) -> list[FtmStatement]:
        """The entities in the statement format of FollowTheMoney, one entity after the other."""
        known = {source.id: source for source in self.sources()}
        found = ftm_statements(self.entities(), self.statements(), known)
        return sorted(found, key=lambda statement: statement.entity.id)

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


def _seq_of_version(connection: Connection, version: str) -> int:
    j = tables.journal.c
    seq: int | None = connection.execute(select(j.seq).where(j.version == version)).scalar()
    if seq is None:
        raise UsageError(f"This ledger never was at version {version!r}", expected="12 hexadecimal digits")
    return seq
