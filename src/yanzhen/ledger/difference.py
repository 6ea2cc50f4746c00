"""What changed between two views: two days, two versions, or two ledgers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, func

from yanzhen.ledger import tables
from yanzhen.ledger.horizon import Horizon
from yanzhen.ledger.redaction import redaction_of
from yanzhen.ledger.rows import statement_of
from yanzhen.terms import Source, Statement


@dataclass(frozen=True, slots=True)
class Difference:
    """What the second view knows and the first does not, and the other way round.

    Attributes:
        sources_added, sources_removed: documents.
        added, removed: statements that count in one view only.
        changed: pairs (before, after) of versions of one statement.
        joined, parted: pairs of names that are one entity in the second view only, or in the first only.
    """

    sources_added: tuple[Source, ...]
    sources_removed: tuple[Source, ...]
    added: tuple[Statement, ...]
    removed: tuple[Statement, ...]
    changed: tuple[tuple[Statement, Statement], ...]
    joined: tuple[tuple[str, str], ...]
    parted: tuple[tuple[str, str], ...]

    @property
    def is_empty(self) -> bool:
        """Both views know the same."""
        return not any(getattr(self, name) for name in self.__slots__)


def current_versions(connection: Connection, horizon: Horizon) -> dict[str, Statement]:
    """Id of the machine's statement -> the version of it that counts."""
    s = tables.statements
    machine = s.alias("machine")
    root = func.coalesce(machine.c.id, s.c.id).label("root")
    query = horizon.statements("current", s, root).outerjoin(machine, machine.c.row == s.c.replaces)
    rows = connection.execute(query.order_by(s.c.row)).mappings()
    redact = redaction_of(connection, horizon)
    return {row["root"]: redact.statement(statement_of(row)) for row in rows}


def compared(
    sources: tuple[Mapping[str, Source], Mapping[str, Source]],
    versions: tuple[Mapping[str, Statement], Mapping[str, Statement]],
    together: tuple[set[tuple[str, str]], set[tuple[str, str]]],
) -> Difference:
    """The difference of two views, each given as (first, second)."""
    before, after = versions
    return Difference(
        sources_added=tuple(s for key, s in sources[1].items() if key not in sources[0]),
        sources_removed=tuple(s for key, s in sources[0].items() if key not in sources[1]),
        added=tuple(s for key, s in after.items() if key not in before),
        removed=tuple(s for key, s in before.items() if key not in after),
        changed=tuple((s, after[key]) for key, s in before.items() if key in after and after[key] != s),
        joined=tuple(sorted(together[1] - together[0])),
        parted=tuple(sorted(together[0] - together[1])),
    )
