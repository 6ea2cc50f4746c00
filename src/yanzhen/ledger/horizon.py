"""How far a view sees, and the query for the statements within its sight."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, bindparam, func, or_, select

from yanzhen.errors import LedgerError, UsageError
from yanzhen.ledger import tables
from yanzhen.ledger.decisions import CURRENT, State

Visibility = Literal["public", "internal"]

# Databases take only so many values in one question.
MOST_ASKED_FOR = 5_000
# What documents print of an id.
_SHORT_ID = re.compile(r"^st-[0-9a-f]{8,19}$")


@dataclass(frozen=True, slots=True)
class Horizon:
    """The limits of a view; None is no limit.

    Attributes:
        seq: last journal number seen.
        published: last day of publication seen.
        visible_to: ``public`` sees public statements of public sources, ``internal`` everything. Who may see
            something is always asked of today: no earlier day shows what has been made internal since.
    """

    seq: int | None = None
    published: str | None = None
    visible_to: Visibility = "internal"

    @property
    def standing(self) -> ColumnElement[bool]:
        """Rows of ``standings`` that hold here."""
        return _holds(tables.standings.c, self.seq)

    @property
    def identity(self) -> ColumnElement[bool]:
        """Rows of ``identities`` that hold here."""
        return _holds(tables.identities.c, self.seq)

    @property
    def sources(self) -> list[ColumnElement[bool]]:
        """Conditions on ``sources``."""
        s = tables.sources.c
        conditions: list[ColumnElement[bool]] = []
        if self.seq is not None:
            conditions.append(s.added <= self.seq)
        if self.published is not None:
            conditions.append(s.known_by <= self.published)
        if self.visible_to == "public":
            conditions.append(
                or_(
                    and_(
                        s.visibility == "public", s.id.not_in(_marked("internal", tables.visibilities.c.ref))
                    ),
                    s.id.in_(_marked("public", tables.visibilities.c.ref)),
                )
            )
        return conditions

    @property
    def open_statements(self) -> list[ColumnElement[bool]]:
        """Conditions on ``statements`` beside those on their sources."""
        if self.visible_to == "internal":
            return []
        s = tables.statements.c
        return [func.coalesce(s.replaces, s.row).not_in(marked_internal())]

    def statements(self, state: str = "current", *columns: Any) -> Select[Any]:
        """The statements within sight that are in ``state``: all columns and ``state``, or those asked for.

        Raises:
            UsageError: no such state.
        """
        return self._selected(state, columns) if columns else _whole(self, state)

    def _selected(self, state: str, columns: tuple[Any, ...]) -> Select[Any]:
        s, t = tables.statements, tables.standings
        stands = func.coalesce(t.c.state, State.READ.value)
        query = select(*(columns or (s, stands.label("state")))).select_from(
            s.outerjoin(t, and_(t.c.row == s.c.row, self.standing))
        )
        if self.sources:
            query = query.join(tables.sources, tables.sources.c.id == s.c.source_id).where(*self.sources)
        query = query.where(*self.open_statements)
        if self.seq is not None:
            query = query.where(s.c.added <= self.seq)
        if state == "all":
            return query
        return query.where(stands.in_([each.value for each in states_named(state)]))

    def original(self, connection: Connection, statement_id: str) -> Any:
        """The machine's row of a statement, or of the statement that a reviewer's version replaces.

        The short id printed in documents (``st-`` and at least eight digits) will do while only one begins so.

        Raises:
            LedgerError: no such statement within sight, or several for a short id.
        """
        s = tables.statements.c
        if _SHORT_ID.match(statement_id):
            named = self.statements("all").where(s.id.startswith(statement_id, autoescape=True))
            found = connection.execute(named).mappings().all()
        else:
            found = connection.execute(_by_id(self), {"id": statement_id}).mappings().all()
        if len({row["id"] for row in found}) > 1:
            raise LedgerError(
                f"Several statements begin with {statement_id}",
                expected=", ".join(sorted({row["id"] for row in found})[:5]),
                todo="give more digits of the id",
            )
        originals = [row for row in found if row["replaces"] is None]
        if not originals and found:
            query = self.statements("all").where(s.row == found[0]["replaces"])
            originals = list(connection.execute(query).mappings())
        if not originals:
            raise LedgerError(
                f"There is no statement {statement_id} here", todo="take an id from the list of statements"
            )
        return originals[0]


# To put such a query together takes longer than to run it, and each page asks several.
@lru_cache(maxsize=256)
def _whole(horizon: Horizon, state: str) -> Select[Any]:
    return horizon._selected(state, ())


@lru_cache(maxsize=64)
def _by_id(horizon: Horizon) -> Select[Any]:
    return horizon.statements("all").where(tables.statements.c.id == bindparam("id"))


def marked_internal() -> Select[Any]:
    """Rows of the machine's statements that are marked internal."""
    v = tables.visibilities.c
    return _marked("internal", v.row).where(v.row.is_not(None))


def _marked(visibility: Visibility, column: ColumnElement[Any]) -> Select[Any]:
    return select(column).where(tables.visibilities.c.visibility == visibility)


def _holds(columns: Any, seq: int | None) -> ColumnElement[bool]:
    if seq is None:
        is_open: ColumnElement[bool] = columns.until.is_(None)
        return is_open
    return and_(columns.since <= seq, or_(columns.until.is_(None), columns.until > seq))


def states_named(state: str) -> frozenset[State]:
    """The states that a filter such as ``current`` or ``withdrawn`` means."""
    if state == "current":
        return CURRENT
    if state not in set(State):
        raise UsageError(
            f"{state!r} is not a state of statements",
            expected=", ".join(["current", "all", *(each.value for each in State)]),
        )
    return frozenset({State(state)})
