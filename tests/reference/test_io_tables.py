"""Input-output numbers from outside: official tables of China, a manual of Eurostat, and what they must give."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from yanzhen.measure.io_table import (
    IOTable,
    check_balance,
    matrix_from_grid,
    remove_imports,
    table_from_grid,
)
from yanzhen.measure.linkages import Leontief, linkages, multipliers

TABLES = Path(__file__).parents[3] / "shared" / "reference" / "io-tables"
official = pytest.mark.skipif(
    not TABLES.is_dir(), reason="the official tables of China are not on this machine"
)


def sheet(name: str) -> list[list[object]]:
    calamine = pytest.importorskip("python_calamine", reason="the office extra is not installed")
    return calamine.CalamineWorkbook.from_path(str(TABLES / name)).get_sheet_by_index(0).to_python()  # type: ignore[no-any-return]


@official
@pytest.mark.parametrize(
    ("name", "sectors", "output"),
    [
        ("1997年40部门投入产出表.xls", 40, 1998442319.82),
        ("2002年42部门投入产出表.xls", 42, 3134305016.86),
        ("2005年42部门投入产出流量表.xls", 42, 5427620564.78),
        ("china-2007-0101.xls", 42, 8188589619.71),
    ],
)
def test_official_layouts(name: str, sectors: int, output: float) -> None:
    """Totals as printed in the last row of each sheet, 万元."""
    table = table_from_grid(sheet(name))
    assert table.size == sectors and table.unit == "万元" and table.imports_basis == "inside"
    assert table.output.sum() == pytest.approx(output, rel=1e-9)
    assert len(table.demand_names) == 5 and len(table.value_added_names) == 4
    assert check_balance(table, tolerance=1e-6).balanced
    assert check_balance(remove_imports(table), tolerance=1e-6).balanced


@official
def test_china_2007_direct_coefficients() -> None:
    """直接消耗系数 as published (full precision) from the flows."""
    names, published = matrix_from_grid(sheet("china-2007-0102.xls"))
    table = table_from_grid(sheet("china-2007-0101.xls"))
    assert len(names) == 42
    assert np.abs(table.coefficients - published).max() < 1e-15


@official
def test_china_2007_total_coefficients() -> None:
    """完全消耗系数 B = L - I, published to five significant digits.

    The office inverted coefficients rounded to six decimals; with these every published cell is met to half a
    unit of its last digit. From unrounded coefficients the largest difference is 2.2e-5.
    """
    table = table_from_grid(sheet("china-2007-0101.xls"))
    _, published = matrix_from_grid(sheet("china-2007-0103.xls"))
    rounded = IOTable.from_coefficients(np.round(table.coefficients, 6), table.output, imports_basis="inside")
    found = Leontief.of(rounded).inverse() - np.eye(42)
    half_unit = 0.5 * 10.0 ** (np.floor(np.log10(published)) - 4)
    assert (np.abs(found - published) <= half_unit * 1.000001).all()
    exact = Leontief.of(table).inverse() - np.eye(42)
    assert np.abs(exact - published).max() < 2.5e-5


@official
def test_china_2007_electronics_depend_on_the_basis() -> None:
    """Electronics pull most of 42 sectors with imports inside, and are 20th once imports are removed."""
    table = table_from_grid(sheet("china-2007-0101.xls"))
    for basis, rank, mean in ((table, 1, 2.93), (remove_imports(table), 20, 2.37)):
        result = linkages(basis)
        frame = result.to_frame()
        found = frame.filter(frame["sector"].str.starts_with("通信设备"))["influence_rank"].item()
        assert found == rank
        assert round(float(result.total_backward.mean()), 2) == mean


GERMANY_1995 = IOTable.from_arrays(
    [
        [1131, 25480, 1, 607, 710, 762],
        [7930, 304584, 64167, 41082, 11981, 30360],
        [426, 7334, 3875, 5296, 23457, 9155],
        [3559, 72717, 14190, 74399, 10835, 21008],
        [3637, 96115, 31027, 65755, 193176, 34223],
        [1552, 14986, 1747, 11225, 15058, 22070],
    ],
    imports_basis="removed",
    sectors=["agriculture", "manufacturing", "construction", "trade", "business services", "other services"],
    output=[43910, 1079446, 245606, 540063, 692487, 508918],
    imported_inputs=[
        2927 + 1084,
        156703 + 6505,
        13427 + 1548,
        21943 + 8349,
        13371 + 8473,
        13772 + 12551,
    ],
    value_added=[21664, 395022, 115624, 311407, 415426, 365017],
    extensions={"employment": [1096, 8381, 3236, 9251, 4258, 10206]},
    unit="million EUR",
    period=1995,
)
"""Eurostat Manual of Supply, Use and Input-Output Tables (2008), chapter 15 (J. Beutel): Germany, domestic flows."""


def test_germany_1995_published_linkages() -> None:
    """Backward and forward linkages as printed; the manual rounds coefficients to four digits first."""
    result = linkages(GERMANY_1995)
    assert np.abs(result.total_backward - [1.7048, 1.8413, 1.8136, 1.6035, 1.5951, 1.3782]).max() < 1e-3
    forward = [2.1126, 1.6910, 1.3558, 1.5848, 2.1037, 1.2106]
    assert np.abs(result.total_forward_ghosh - forward).max() < 1e-3


def test_germany_1995_published_multipliers() -> None:
    added = multipliers(GERMANY_1995, "value_added").total
    assert np.abs(added - [0.8450, 0.7647, 0.8615, 0.9019, 0.9393, 0.9199]).max() < 1e-3
    jobs = multipliers(GERMANY_1995, "employment").total
    assert np.abs(jobs - [0.0326, 0.0162, 0.0207, 0.0237, 0.0112, 0.0242]).max() < 1e-4
