"""Tables from sheets: Chinese official layouts, multi-regional ones (CEADs style) and plain squares."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from yanzhen.errors import InputError
from yanzhen.measure.io_table.assumption import Assumption
from yanzhen.measure.io_table.basis import ImportsBasis
from yanzhen.measure.io_table.doubles import doubled_lines, doubles_note
from yanzhen.measure.io_table.grid import Grid, LabelledGrid, label_grid
from yanzhen.measure.io_table.table import Array, IOTable
from yanzhen.measure.io_table.vocabulary import Role, column_role, row_role


def table_from_grid(
    grid: Grid,
    *,
    imports_basis: ImportsBasis | str | None = None,
    unit: str | None = None,
    period: str | int | None = None,
    title: str | None = None,
    tolerance: float = 0.005,
    on_imbalance: str = "raise",
) -> IOTable:
    """Read a sheet that holds one flow table.

    Understood: the layout of the national and provincial offices (codes TIU, FU101 ... GO, or only the
    Chinese headings), the multi-regional layout of CEADs (region and sector headings, final demand by
    region), and a plain square with optional final demand, exports, imports, output, value added and
    employment around it.

    Args:
        grid: cells as a spreadsheet reader gives them, row by row.
        imports_basis: needed unless the sheet itself shows it: a column of imports means inside, a row of
            imports means removed. What was concluded is noted.
        unit, period, title: override what the head of the sheet says (单位：万元, 2017年).
        tolerance, on_imbalance: as in :meth:`IOTable.from_arrays`.

    Raises:
        InputError: not such a sheet: no numbers, sectors that differ between rows and columns (named), a cell
            that is not a number (named).
        UsageError: the imports basis is neither given nor visible.
        MeasureError: the table does not balance, or has sectors twice.
    """
    sheet = label_grid(grid)
    n = _sector_count(sheet)
    regions = _regions(sheet, n)
    columns = _columns(sheet, n)
    rows = _rows(sheet, n)
    imports = columns.sum_of(Role.IMPORTS)
    basis, note = _basis(imports_basis, columns.has(Role.IMPORTS), rows.has(Role.IMPORTED_INPUTS))
    output = rows.first(Role.OUTPUT)
    if output is None:
        output = columns.first(Role.OUTPUT)
    flows = sheet.values[:n, :n]
    imported = -imports if imports.sum() < 0 else imports
    across = columns.sum_of(Role.EXPORTS) + columns.sum_of(Role.DISCREPANCY)
    if ImportsBasis.parse(basis) is ImportsBasis.INSIDE:
        across = across - imported
    taxes = rows.sum_of(Role.PRODUCT_TAXES)
    inputs = flows.sum(axis=0) + rows.sum_of(Role.IMPORTED_INPUTS) + taxes
    final, twice_used = _once(columns, Role.FINAL_DEMAND, flows.sum(axis=1) + across, output, tolerance)
    added, twice_added = _once(rows, Role.VALUE_ADDED, inputs, output, tolerance)
    extensions = dict(zip(*rows.pick(Role.EXTENSION), strict=True)) | dict(zip(*twice_added, strict=True))
    table = IOTable.from_arrays(
        flows,
        imports_basis=basis,
        sectors=sheet.row_labels[:n],
        regions=regions,
        output=output,
        final_demand=final[1].T if len(final[0]) else None,
        exports=columns.sum_of(Role.EXPORTS),
        imports=imported,
        discrepancy=columns.sum_of(Role.DISCREPANCY),
        imported_inputs=rows.sum_of(Role.IMPORTED_INPUTS),
        product_taxes=taxes,
        value_added=added[1] if len(added[0]) else None,
        demand_names=final[0] or None,
        value_added_names=added[0] or None,
        extensions=extensions,
        unit=unit or _search(r"单位[:：]?\(?([^\s()（）]+)", sheet.head_text),
        period=period or _search(r"((?:19|20)\d\d)", sheet.head_text),
        title=title if title is not None else sheet.title.split(" ")[0][:60],
        tolerance=tolerance,
        on_imbalance="keep" if on_imbalance == "keep" else "raise",
    )
    twice = [*twice_used[0], *twice_added[0]]
    return table.noting(*([note] if note else []), *([doubles_note(twice)] if twice else []))


Lines = tuple[list[str], Array]


def _once(
    margins: _Margins, role: Role, rest: Array, output: Array | None, tolerance: float
) -> tuple[Lines, Lines]:
    """Lines of a role, and those among them that are totals or parts of the others."""
    names, lines = margins.pick(role)
    if output is None:
        return (names, lines), ([], lines[:0])
    twice = doubled_lines(lines, rest + lines.sum(axis=0) - output, output, tolerance)
    kept = [k for k in range(len(names)) if k not in twice]
    return ([names[k] for k in kept], lines[kept]), ([names[k] for k in twice], lines[list(twice)])


class _Margins:
    """Rows below or columns right of the flows, by role."""

    def __init__(self, roles: Sequence[Role], names: Sequence[str], values: Array) -> None:
        self.roles, self.names, self.values = roles, names, values

    def has(self, role: Role) -> bool:
        return role in self.roles

    def pick(self, role: Role) -> tuple[list[str], Array]:
        keep = [k for k, r in enumerate(self.roles) if r is role]
        return [self.names[k] for k in keep], self.values[keep]

    def first(self, role: Role) -> Array | None:
        return self.pick(role)[1][0] if self.has(role) else None

    def sum_of(self, role: Role) -> Array:
        return np.asarray(self.pick(role)[1].sum(axis=0))


def _columns(sheet: LabelledGrid, n: int) -> _Margins:
    labels, codes = sheet.column_labels[n:], sheet.column_codes[n:]
    roles = [column_role(code, label) for code, label in zip(codes, labels, strict=True)]
    if any(label.startswith("固定资本形成") for label in labels):
        # Some offices print the sum of fixed capital and stocks without calling it 合计.
        roles = [Role.SUBTOTAL if x == "资本形成总额" else r for x, r in zip(labels, roles, strict=True)]
    for role, words in ((Role.EXPORTS, "出口|exports"), (Role.IMPORTS, "进口|imports")):
        if role not in roles:
            # Only the total is given: it then is the trade, not a subtotal of it.
            roles = [
                role if r is Role.SUBTOTAL and re.search(words, x, re.I) else r
                for x, r in zip(labels, roles, strict=True)
            ]
    outer = sheet.column_regions[n:]
    # Final demand of several regions repeats its names; the region makes them unique.
    names = [
        f"{region} / {label}" if labels.count(label) > 1 and region else (label or code)
        for region, label, code in zip(outer, labels, codes, strict=True)
    ]
    return _Margins(roles, names, sheet.values[:n, n:].T)


def _rows(sheet: LabelledGrid, n: int) -> _Margins:
    labels, codes = sheet.row_labels[n:], sheet.row_codes[n:]
    keys = _keys(sheet)[0]
    # A second block of the same sectors holds what is imported of each (the official non-competitive layout).
    roles = [
        Role.IMPORTED_INPUTS if key in keys[:n] else row_role(code, label)
        for key, code, label in zip(keys[n:], codes, labels, strict=True)
    ]
    if Role.OUTPUT in roles:
        # What stands below total input is no part of it: persons, energy, emissions.
        last = roles.index(Role.OUTPUT)
        roles[last:] = [Role.EXTENSION if role is Role.VALUE_ADDED else role for role in roles[last:]]
    if Role.VALUE_ADDED not in roles:
        # Only the total is given: 增加值合计 then is the value added, not a subtotal.
        roles = [
            Role.VALUE_ADDED if code == "TVA" or re.search("增加值|value added", label, re.I) else role
            for role, code, label in zip(roles, codes, labels, strict=True)
        ]
    return _Margins(
        roles, [label or code for label, code in zip(labels, codes, strict=True)], sheet.values[n:, :n]
    )


def _keys(sheet: LabelledGrid) -> tuple[list[str], list[str]]:
    """What rows and columns are matched by: codes when both sides have them, else labels."""
    if any(sheet.row_codes) and any(sheet.column_codes):
        return list(sheet.row_codes), list(sheet.column_codes)
    return list(sheet.row_labels), list(sheet.column_labels)


def _sector_count(sheet: LabelledGrid) -> int:
    """Length of the run of equal row and column keys; every sector must be in it."""
    rows, columns = _keys(sheet)
    n = 0
    while n < min(len(rows), len(columns)) and rows[n] and rows[n] == columns[n]:
        if n and column_role(rows[n], rows[n]) is Role.SUBTOTAL:
            break  # a sum over the sectors on both sides
        n += 1
    strays = set(rows[n:]) & set(columns[n:]) - {"", *_shared_margin_words(rows[n:] + columns[n:])}
    if n == 0 or strays:
        row, column = [*rows, ""][n], [*columns, ""][n]
        raise InputError(
            "Rows and columns do not list the same sectors in the same order. 行列部门不一致。",
            where=f"sector {n + 1}: the row says {row!r}, the column says {column!r}",
            expected="the same sectors down the left and across the top",
        )
    return n


def _shared_margin_words(keys: Sequence[str]) -> set[str]:
    """Margins that rightly appear on both sides (合计, 进口, 其他)."""
    return {key for key in keys if column_role(key, key) is not Role.FINAL_DEMAND}


def _regions(sheet: LabelledGrid, n: int) -> tuple[str, ...] | None:
    """Region of each sector, when sector names repeat and an outer heading tells them apart."""
    if len(set(sheet.row_labels[:n])) == n:
        return None
    regions = sheet.row_regions[:n]
    if regions != sheet.column_regions[:n]:
        k = next(k for k in range(n) if regions[k] != sheet.column_regions[k])
        raise InputError(
            "Rows and columns do not list the same regions in the same order. 行列地区不一致。",
            where=f"sector {k + 1}: the row says {regions[k]!r}, the column says {sheet.column_regions[k]!r}",
        )
    return regions


def _basis(
    given: ImportsBasis | str | None, column: bool, row: bool
) -> tuple[ImportsBasis | str, Assumption | None]:
    if given is not None or column == row:
        return ImportsBasis.parse(given), None
    basis = ImportsBasis.INSIDE if column else ImportsBasis.REMOVED
    where_zh, where_en = ("一列进口", "column") if column else ("一行进口", "row")
    note = Assumption(
        "basis-from-layout",
        f"进口口径由表式判断：表中有{where_zh}。",
        f"The imports basis was concluded from the layout: the sheet has a {where_en} of imports.",
    )
    return basis, note


def _search(pattern: str, text: str) -> str | None:
    found = re.search(pattern, text)
    return found.group(1) if found else None


def matrix_from_grid(grid: Grid) -> tuple[tuple[str, ...], npt.NDArray[np.float64]]:
    """A published coefficient matrix (直接消耗系数, 完全消耗系数): sector names and the n x n numbers.

    Raises:
        InputError: as :func:`table_from_grid`.
    """
    sheet = label_grid(grid)
    n = _sector_count(sheet)
    return sheet.row_labels[:n], sheet.values[:n, :n]
