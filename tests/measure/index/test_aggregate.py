"""Aggregation, coupling, obstacles, redundancy."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from yanzhen.errors import MeasureError
from yanzhen.measure.index import (
    coupling_coordination,
    geometric_score,
    linear_score,
    normalize,
    obstacle_degree,
    redundancy,
    topsis,
)
from yanzhen.measure.index.aggregate import AGGREGATIONS

UNIT = arrays(float, (5, 3), elements=st.floats(0, 1))


@settings(max_examples=40, deadline=None)
@given(Z=UNIT, rise=arrays(float, (5, 3), elements=st.floats(0, 1)))
def test_every_aggregation_is_monotone_so_ends_give_the_interval(Z: np.ndarray, rise: np.ndarray) -> None:
    w = np.array([0.2, 0.5, 0.3])
    higher = Z + (1 - Z) * rise
    for aggregate in AGGREGATIONS.values():
        low, high = aggregate(Z, w), aggregate(higher, w)
        assert (high >= low - 1e-12).all()
        assert ((low >= -1e-12) & (high <= 1 + 1e-12)).all()


def test_topsis_agrees_with_pymcdm() -> None:
    methods = pytest.importorskip("pymcdm.methods", reason="pymcdm is not installed")
    random = np.random.default_rng(5)
    X, w = random.gamma(2.0, size=(30, 5)), random.dirichlet(np.ones(5))
    types = np.array([1, 1, -1, 1, -1])
    ours = topsis(X, w, reverse=types < 0).closeness
    np.testing.assert_allclose(ours, methods.TOPSIS()(X, w, types), atol=1e-12)


def test_topsis_vector_normalization_by_hand() -> None:
    """Two rows, so every column has its best in one row and its worst in the other."""
    X = np.array([[3.0, 4.0], [4.0, 3.0]])
    got = topsis(X, [0.5, 0.5], normalization="vector", reverse=[False, True])
    np.testing.assert_allclose(got.closeness, [0, 1])
    assert got.rank.tolist() == [2, 1]
    assert "vector" in got.variant


def test_absolute_ideal_does_not_move_when_a_row_comes() -> None:
    Z = np.array([[0.2, 0.9], [0.6, 0.4], [0.5, 0.5]])
    options = {"normalization": "none", "ideal": "absolute"}
    few = topsis(Z[:2], **options).closeness  # type: ignore[arg-type]
    np.testing.assert_allclose(topsis(Z, **options).closeness[:2], few)  # type: ignore[arg-type]
    assert not np.allclose(topsis(Z[:2], normalization="none").closeness, few)


def test_projection_is_linear_in_squared_weights() -> None:
    Z, w = np.array([[0.0, 0.0], [1.0, 0.5], [1.0, 1.0]]), np.array([0.6, 0.4])
    got = topsis(Z, w, normalization="none", distance="projection").closeness
    np.testing.assert_allclose(got, Z @ w**2 / (w**2).sum())


def test_identical_rows_have_no_best() -> None:
    with pytest.raises(MeasureError, match="same"):
        topsis([[1, 2], [1, 2]])


def test_geometric_cannot_be_made_up_for() -> None:
    assert geometric_score([[1.0, 0.0]], [0.9, 0.1])[0] == 0
    assert geometric_score([[1.0, 0.0]], [1.0, 0.0])[0] == 1
    assert linear_score([[1.0, 0.0]], [0.9, 0.1])[0] == pytest.approx(0.9)
    assert geometric_score([[0.25, 1.0]])[0] == pytest.approx(0.5)


def test_normalize_pooled_and_by_year() -> None:
    X = [[1.0, 5.0], [3.0, 1.0], [2.0, 5.0], [9.0, 1.0]]
    by_year = normalize(X, [False, True], period=[1, 1, 2, 2])
    np.testing.assert_allclose(by_year, [[0, 0], [1, 1], [0, 0], [1, 1]])
    pooled = normalize(X, [False, True])
    assert pooled[2, 0] == pytest.approx(1 / 8)
    fixed = normalize([[5.0], [-1.0], [20.0]], low=[0], high=[10])
    np.testing.assert_allclose(fixed.ravel(), [0.5, 0, 1])


@settings(max_examples=40, deadline=None)
@given(U=arrays(float, (4, 3), elements=st.floats(0.01, 1)))
def test_coupling_is_bounded_and_one_for_equal_systems(U: np.ndarray) -> None:
    for method in ("classic", "modified"):
        got = coupling_coordination(U, method=method)  # type: ignore[arg-type]
        assert ((got.C >= 0) & (got.C <= 1)).all()
        assert (got.D <= 1 + 1e-12).all()
        equal = coupling_coordination(np.repeat(U[:, :1], 3, axis=1), method=method)  # type: ignore[arg-type]
        np.testing.assert_allclose(equal.C, 1, atol=1e-6)


def test_coupling_of_nothing_is_missing_not_zero() -> None:
    got = coupling_coordination([[0, 0], [0, 0.5]])
    assert np.isnan(got.C[0])
    assert got.C[1] == 0
    assert got.grade == (None, "极度失调")
    assert got.to_frame()["C"].to_list() == [None, 0.0]


def test_coupling_outside_the_unit_interval() -> None:
    with pytest.raises(MeasureError, match=r"0\.\.1"):
        coupling_coordination([0.5, 1.5])


def test_obstacles_of_a_perfect_row_are_missing() -> None:
    got = obstacle_degree([[1, 1], [0.5, 1.0], [np.nan, 0.0]], [0.4, 0.6])
    assert np.isnan(got[0]).all()
    np.testing.assert_allclose(got[1], [1, 0])
    assert np.isnan(got[2, 0])
    assert got[2, 1] == 1


def test_copies_do_not_count() -> None:
    random = np.random.default_rng(0)
    x = random.normal(size=(4000, 1))
    assert redundancy(np.hstack([x, 2 * x, -x])).effective_number == pytest.approx(1)
    assert redundancy(random.normal(size=(4000, 3))).effective_number == pytest.approx(3, abs=0.05)
    frame = redundancy(np.hstack([x, 2 * x]), names=["a", "b"]).pairs()
    assert frame.row(0) == ("a", "b", pytest.approx(1.0))


def test_correlation_uses_the_rows_both_know() -> None:
    random = np.random.default_rng(2)
    X = random.normal(size=(60, 2)) + 1000
    X[5:20, 0] = np.nan
    both = ~np.isnan(X[:, 0])
    want = np.corrcoef(X[both], rowvar=False)[0, 1]
    assert redundancy(X).correlation[0, 1] == pytest.approx(want)
