"""Opening a ledger to look at it."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from yanzhen.ledger import Ledger, View
from yanzhen.terms import EntityKind, Statement
from yanzhen.workbench.viewing import is_among


@contextmanager
def open_view(
    place: str | os.PathLike[str], *, as_of: str | None = None, internal: bool = True
) -> Iterator[View]:
    """A view of a ledger, closed at the end of the block.

    Args:
        place: path or PostgreSQL URL.
        as_of: ISO day; what was published later is left out.
        internal: whether internal sources are seen.

    Raises:
        LedgerError: no such ledger, or it cannot be opened.
    """
    with Ledger.open(place, readonly=True) as ledger:
        view: View = ledger if internal else ledger.visible_to("public")
        yield view.at(as_of) if as_of else view


def group_statements(view: View, names: Sequence[str]) -> list[Statement]:
    """Statements about groups of which an entity of these names is a member."""
    groups = [g for g in view.entities(EntityKind.GROUP) if any(name in g.name for name in names)]
    return [s for group in groups for s in view.statements(subject=group.name) if is_among(names, s)]
