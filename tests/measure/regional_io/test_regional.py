"""Quotients, CHARM and balancing against plain loops, identities and an independent optimiser."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import minimize

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import BasisWarning, IOTable, check_balance
from yanzhen.measure.regional_io import aflq, charm, cilq, flq, gras, ras, slq

A = np.array([[0.1, 0.3, 0.2], [0.2, 0.1, 0.1], [0.1, 0.2, 0.2]])
NATION = np.array([100.0, 200.0, 300.0])
CITY = np.array([20.0, 10.0, 30.0])


def nation(basis: str = "removed") -> IOTable:
    return IOTable.from_coefficients(A, NATION, imports_basis=basis, sectors=["a", "b", "c"])


def by_hand(method: str, delta: float) -> np.ndarray:
    """One cell at a time, as the papers write it."""
    q = [(CITY[i] / CITY.sum()) / (NATION[i] / NATION.sum()) for i in range(3)]
    scale = math.log2(1 + CITY.sum() / NATION.sum()) ** delta
    out = np.zeros((3, 3))
    for i in range(3):
        for j in range(3):
            share = q[i] if method == "slq" or i == j else q[i] / q[j]
            if method in ("flq", "aflq"):
                share *= scale
            out[i, j] = A[i, j] * min(1.0, share)
            if method == "aflq" and q[j] > 1:
                out[i, j] *= math.log2(1 + q[j])
    return out


def test_quotients_against_the_formulae() -> None:
    assert np.allclose(slq(nation(), CITY).lower, by_hand("slq", 0))
    assert np.allclose(cilq(nation(), CITY).lower, by_hand("cilq", 0))
    for function, name in ((flq, "flq"), (aflq, "aflq")):
        band = function(nation(), CITY, delta=(0.15, 0.3))
        assert np.allclose(band.lower, by_hand(name, 0.3)), "a larger delta means fewer local inputs"
        assert np.allclose(band.upper, by_hand(name, 0.15))


def test_sizes_by_name_in_any_order() -> None:
    nation = IOTable.from_coefficients(
        [[0.1, 0.3], [0.2, 0.1]], [100, 200], imports_basis="removed", sectors=["农业", "工业"]
    )
    expected = flq(nation, [20, 10]).upper
    for sizes in ({"工业": 10, "农业": 20}, pd.Series([10.0, 20.0], index=["工业", "农业"])):
        assert np.array_equal(flq(nation, sizes).upper, expected)
    assert flq(nation, {"工业": 10}).regional_output.tolist() == [0, 10]
    with pytest.raises(UsageError, match="服务业"):
        flq(nation, {"服务业": 10})


def test_totals_that_cannot_be_met_end_early() -> None:
    with pytest.raises(MeasureError, match="row 2"):
        ras([[1, 0], [0, 1]], [1, 3], [2, 2])


def test_band_of_multipliers() -> None:
    band = flq(nation(), CITY, delta=(0.1, 0.4))
    assert (band.multipliers_lower <= band.multipliers_upper).all()
    middle = flq(nation(), CITY, delta=(0.2, 0.3))
    assert (band.multipliers_lower <= middle.multipliers_lower).all()
    assert (band.multipliers_upper >= middle.multipliers_upper).all()
    expected = np.linalg.inv(np.eye(3) - by_hand("flq", 0.4)).sum(axis=0)
    assert np.allclose(band.multipliers_lower, expected)
    assert "delta-band" in [note.code for note in band.assumptions]


@pytest.mark.parametrize("delta", [0.3, (0.3,), (0.3, 0.1), (0.2, 0.2), (-0.1, 0.3), (0.1, 1.2)])
def test_one_delta_is_not_accepted(delta: object) -> None:
    with pytest.raises(UsageError, match="band"):
        flq(nation(), CITY, delta=delta)  # type: ignore[arg-type]


def test_the_whole_nation_is_itself() -> None:
    assert np.allclose(flq(nation(), NATION).upper, A)


def test_sizes_by_another_measure() -> None:
    """Employment of both sides gives the quotients; a scale of its own does not matter."""
    jobs, nation_jobs = CITY * 7, NATION * 7
    assert np.allclose(flq(nation(), jobs, national_output=nation_jobs).lower, flq(nation(), CITY).lower)
    with pytest.raises(MeasureError, match="National output"):
        flq(nation(), CITY, national_output=[1.0])


def test_absent_sector_is_null_and_named() -> None:
    band = flq(nation(), [20.0, 0.0, 30.0])
    assert band.upper[1].tolist() == [0, 0, 0] and band.upper[:, 1].tolist() == [0, 0, 0]
    assert band.to_frame()["multiplier_lower"].to_list()[1] is None
    assert any("b" in note.en for note in band.assumptions if note.code == "absent-sectors")


def test_warnings_about_the_basis() -> None:
    with pytest.warns(BasisWarning, match="without imports"):
        result = flq(nation("inside"), CITY)
    assert [note.code for note in result.assumptions if note.warning] == ["quotient-needs-removed"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        flq(nation(), CITY)


@pytest.mark.parametrize(
    "city", [[20.0, 10.0], [20.0, -1.0, 3.0], [0, 0, 0], [20.0, 300.0, 1.0], [np.nan, 1, 1]]
)
def test_sizes_that_cannot_be(city: list[float]) -> None:
    with pytest.raises(MeasureError):
        flq(nation(), city)


def trading_nation(basis: str = "inside") -> IOTable:
    return IOTable.from_arrays(
        [[20.0, 30.0], [40.0, 10.0]],
        imports_basis=basis,
        sectors=["a", "b"],
        final_demand=[70.0, 80.0],
        exports=[10.0, 20.0],
        imports=[30.0, 50.0],
        output=[100.0, 100.0],
    )


def test_charm() -> None:
    """Kronenberg (2009): national volume 40 and 70, balance -20 and -30, uses 100+50+70 and 100+50+80."""
    result = charm(trading_nation(), [30.0, 20.0], [15.0, 30.0])
    h = np.array([(40 - 20) / 220, (70 - 30) / 230])
    z = np.array([[0.2, 0.3], [0.4, 0.1]]) @ [30, 20]
    b = np.array([30, 20]) - z - [15, 30]
    q = h * (np.array([30, 20]) + z + [15, 30])
    assert np.allclose(result.heterogeneity, h) and np.allclose(result.cross_hauling, q)
    assert np.allclose(result.exports - result.imports, b)
    assert np.allclose(result.exports + result.imports, np.abs(b) + q)
    assert check_balance(result.table, tolerance=1e-12).balanced
    nation_itself = charm(trading_nation(), [100.0, 100.0], [70.0, 80.0])
    assert np.allclose(nation_itself.exports, [10, 20]) and np.allclose(nation_itself.imports, [30, 50])


def test_charm_faults() -> None:
    with pytest.raises(MeasureError, match="进出口"):
        charm(nation(), CITY, CITY)
    with pytest.raises(MeasureError, match="final demand"):
        charm(trading_nation(), [30.0, 20.0], [1.0])
    removed = IOTable.from_arrays(
        [[20.0, 30.0], [40.0, 10.0]],
        imports_basis="removed",
        output=[100.0, 100.0],
        exports=[10.0, 20.0],
        imports=[30.0, 50.0],
    )
    with pytest.warns(BasisWarning, match="imports inside"):
        charm(removed, [30.0, 20.0], [15.0, 30.0])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000))
def test_ras_meets_totals_and_keeps_cross_products(seed: int) -> None:
    random = np.random.default_rng(seed)
    old = random.random((4, 3)) + 0.1
    target = (
        old * np.outer(random.random(4) + 0.5, random.random(3) + 0.5) * (1 + 0.2 * random.random((4, 3)))
    )
    result = ras(old, target.sum(axis=1), target.sum(axis=0))
    assert np.allclose(result.matrix.sum(axis=1), target.sum(axis=1))
    assert np.allclose(result.matrix.sum(axis=0), target.sum(axis=0))
    assert np.allclose(result.matrix, old * np.outer(result.row_factors, result.column_factors))


def test_gras_is_the_nearest_matrix() -> None:
    """The example of Junius & Oosterhaven (2003), checked against a general optimiser of the same objective."""
    a = np.array([[7, 3, 5, -3], [2, 9, 8, 1], [-2, 0, 2, 1]], dtype=float)
    u, v = np.array([15.0, 26, -1]), np.array([9.0, 16, 17, -2])
    result = gras(a, u, v)
    assert np.allclose(result.matrix.sum(axis=1), u) and np.allclose(result.matrix.sum(axis=0), v)
    assert (np.sign(result.matrix) == np.sign(a)).all()
    cells = a != 0

    def information(ratio: np.ndarray) -> float:
        return float((np.abs(a[cells]) * (ratio * np.log(ratio / np.e) + 1)).sum())

    def full(ratio: np.ndarray) -> np.ndarray:
        matrix = a.copy()
        matrix[cells] = a[cells] * ratio
        return matrix

    rules = [
        {"type": "eq", "fun": lambda z: full(z).sum(axis=1) - u},
        {"type": "eq", "fun": lambda z: (full(z).sum(axis=0) - v)[:-1]},
    ]
    ratio = minimize(
        information, np.ones(cells.sum()), constraints=rules, bounds=[(1e-6, None)] * int(cells.sum()),
        method="SLSQP", options={"ftol": 1e-12, "maxiter": 500},
    )  # fmt: skip
    assert ratio.success and np.allclose(full(ratio.x), result.matrix, atol=1e-3)


def test_gras_without_negatives_is_ras_and_zero_totals_empty_a_line() -> None:
    old = np.array([[1.0, 2.0], [3.0, 4.0]])
    assert np.allclose(gras(old, [4, 6], [5, 5]).matrix, ras(old, [4, 6], [5, 5]).matrix)
    emptied = ras(old, [0, 10], [4, 6]).matrix
    assert emptied[0].tolist() == [0, 0] and np.allclose(emptied[1], [4, 6])


def test_balancing_faults_name_the_line() -> None:
    with pytest.raises(MeasureError, match="gras"):
        ras([[1.0, -1.0]], [0.0], [1.0, -1.0])
    with pytest.raises(MeasureError, match="add up"):
        ras([[1.0, 1.0]], [3.0], [1.0, 1.0])
    with pytest.raises(MeasureError, match="钢铁"):
        ras([[0.0, 0.0], [1.0, 1.0]], [2.0, 2.0], [2.0, 2.0], rows=["钢铁", "电力"])
    with pytest.raises(MeasureError, match="converge"):
        ras([[1.0, 0.0], [0.0, 1.0]], [1.0, 3.0], [3.0, 1.0], max_iterations=50)
