"""Finding, among the sources of a ledger, the input-output tables and which sectors its clusters are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from yanzhen.errors import YanzhenError
from yanzhen.measure.io_table import IOTable, table_from_grid
from yanzhen.terms import Source
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.table_sources import grids_of, tables_in_sight

_CLUSTER = re.compile(r"^(产业)?集群(名称)?$|^cluster$", re.I)
_SECTOR = re.compile(r"部门|^sectors?$", re.I)
_CODE = re.compile(r"行业代码|国标代码|^(industry[ _])?codes?$", re.I)


def input_output_tables(
    desk: Desk, lens: Lens, basis: str
) -> dict[str, tuple[Source, IOTable | YanzhenError]]:
    """Input-output tables within sight, made-up ones too; with the reason where one cannot be used."""
    found = {}
    for source in tables_in_sight(desk, lens):
        table = desk.keep(("io", source.id, basis), lambda s=source: _opened(desk, lens, s, basis))  # type: ignore[misc]
        if table is not None:
            found[source.id] = (source, table)
    return found


def _opened(desk: Desk, lens: Lens, source: Source, basis: str) -> IOTable | YanzhenError | None:
    """The first sheet that is an input-output table; None where no sheet lists the same names down and across."""
    for grid in grids_of(desk, lens, source):
        if not _is_square(grid.rows):
            continue
        try:
            return table_from_grid(grid.rows, imports_basis=basis or None, title=source.title or source.name)
        except YanzhenError as error:
            return error
    return None


def _is_square(rows: Sequence[Sequence[Any]]) -> bool:
    """Whether names go down the left as they go across the top, three of them one after the other at least."""
    for number, row in enumerate(rows[:12]):
        across = {cell.strip(): place for place, cell in enumerate(row) if isinstance(cell, str) and cell}
        down = [_place(r, across) for r in rows[number + 1 : number + 10]]
        runs = zip(down, down[1:], down[2:], strict=False)
        if any(a is not None and b == a + 1 and c == a + 2 for a, b, c in runs):
            return True
    return False


def _place(row: Sequence[Any], across: dict[str, int]) -> int | None:
    """Where the name of a row stands across the top."""
    named = (across.get(cell.strip()) for cell in row[:3] if isinstance(cell, str))
    return next((place for place in named if place is not None), None)


def correspondence_of(desk: Desk, lens: Lens) -> tuple[Source | None, dict[str, tuple[list[str], list[str]]]]:
    """The table that says which sectors, or which industries, a cluster is: cluster -> (sectors, codes)."""
    for source in tables_in_sight(desk, lens):
        groups = desk.keep(("groups", source.id), lambda s=source: _groups(desk, lens, s))  # type: ignore[misc]
        if groups:
            return source, groups
    return None, {}


def _groups(desk: Desk, lens: Lens, source: Source) -> dict[str, tuple[list[str], list[str]]]:
    for grid in grids_of(desk, lens, source):
        for number, row in enumerate(grid.rows[:10]):
            heads = [str(cell or "").strip() for cell in row]
            cluster, sector, code = (
                next((i for i, head in enumerate(heads) if p.search(head)), None)
                for p in (_CLUSTER, _SECTOR, _CODE)
            )
            if cluster is None or (sector is None and code is None):
                continue
            groups: dict[str, tuple[list[str], list[str]]] = {}
            for line in grid.rows[number + 1 :]:
                cells = [str(cell or "").strip() for cell in line] + [""] * len(heads)
                names, codes = groups.setdefault(cells[cluster], ([], []))
                names += [cells[sector]] if sector is not None and cells[sector] else []
                codes += [cells[code]] if code is not None and cells[code] else []
            groups.pop("", None)
            return groups
    return {}
