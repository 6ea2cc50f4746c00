"""The tables among the sources of a ledger, for the pages that compute from them."""

from __future__ import annotations

from yanzhen.errors import YanzhenError
from yanzhen.read.tables import Grid, is_table_name, read_grids
from yanzhen.terms import Source
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens


def tables_in_sight(desk: Desk, lens: Lens) -> tuple[Source, ...]:
    """Tables that may be computed from here; only whole ones, as it is their originals that are read."""
    return tuple(s for s in desk.view(lens).whole_sources() if is_table_name(s.name) and lens.covers(s))


def opened(desk: Desk, lens: Lens, source: Source) -> list[Grid]:
    """The sheets of a table as they are; several pages ask one table several questions, so it is kept a while.

    A source is its content: what is kept under its id cannot go stale, and who may have it is asked by the callers.

    Raises:
        YanzhenError: the file cannot be read.
    """
    return desk.grids.get(
        (source.id, source.name, lens.internal),
        lambda: read_grids(desk.view(lens).content(source.id), source.name),
    )


def grids_of(desk: Desk, lens: Lens, source: Source) -> list[Grid]:
    """The sheets of a table; none where the file cannot be read."""
    try:
        return opened(desk, lens, source)
    except YanzhenError:
        return []
