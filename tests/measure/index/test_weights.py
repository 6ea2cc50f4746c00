"""Weights: properties that hold for any data, and agreement with pymcdm."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from yanzhen.errors import MeasureError
from yanzhen.measure.index import (
    ahp_weights,
    combined_weights,
    critic_weights,
    deviation_weights,
    entropy_weights,
    equal_weights,
    pca_weights,
)

METHODS = [entropy_weights, critic_weights, pca_weights, deviation_weights]
MATRICES = arrays(float, (7, 4), elements=st.integers(0, 50).map(float)).filter(
    lambda X: bool((np.ptp(X, axis=0) > 0).all())
)


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=25, deadline=None)
@given(X=MATRICES)
def test_weights_sum_to_one_and_ignore_scale_shift_and_order(method, X) -> None:  # type: ignore[no-untyped-def]
    weights = np.asarray(method(X))
    assert weights.sum() == pytest.approx(1)
    assert (weights >= 0).all()
    # Min-max and correlations are blind to the unit of a column.
    np.testing.assert_allclose(method(X * [1, 10, 0.5, 3] + [0, 5, 1, 2]), weights, atol=1e-9)
    np.testing.assert_allclose(method(X[::-1]), weights, atol=1e-9)
    if method is not pca_weights:  # equal eigenvalues leave the eigenvectors free to turn
        np.testing.assert_allclose(method(X[:, ::-1]), weights[::-1], atol=1e-9)


def test_agreement_with_pymcdm() -> None:
    mcdm = pytest.importorskip("pymcdm.weights", reason="pymcdm is not installed")
    helpers = pytest.importorskip("pymcdm.normalizations", reason="pymcdm is not installed")
    X = np.random.default_rng(3).gamma(2.0, size=(40, 6))
    Z = np.column_stack([helpers.minmax_normalization(column) for column in X.T])
    np.testing.assert_allclose(critic_weights(X), mcdm.critic_weights(Z), atol=1e-12)
    np.testing.assert_allclose(deviation_weights(X), mcdm.standard_deviation_weights(Z), atol=1e-12)
    # pymcdm takes shares of the raw values: the same as no scaling.
    np.testing.assert_allclose(entropy_weights(X, normalization="none"), mcdm.entropy_weights(X), atol=1e-12)


def test_a_constant_column_has_no_weight_and_a_warning() -> None:
    X = [[1, 7, 2], [2, 7, 4], [5, 7, 3]]
    for method in METHODS:
        weights = method(X)
        assert weights[1] == 0
        assert not np.isnan(np.asarray(weights)).any()
        assert any("x2" in text for text in weights.warnings)


def test_nothing_varies() -> None:
    with pytest.raises(MeasureError, match="varies"):
        entropy_weights([[1, 2], [1, 2]])


def test_missing_cells_are_named_not_filled() -> None:
    X = [[1, 2], [3, np.nan], [4, 5], [0, 1]]
    with pytest.raises(MeasureError, match="row 1, column 'x2'"):
        entropy_weights(X)
    weights = entropy_weights(X, missing="skip")
    rest = entropy_weights([[2, 1], [5, 2], [1, 5]])
    assert weights.entropy[1] == pytest.approx(rest.entropy[0])


def test_frames_and_names() -> None:
    frame = pl.DataFrame({"rd": [1.0, 2.0, 4.0], "so2": [9.0, 3.0, 5.0]})
    by_name = entropy_weights(frame, reverse=["so2"])
    assert by_name.names == ("rd", "so2")
    np.testing.assert_allclose(by_name, entropy_weights(frame.to_numpy(), reverse=[0, 1]))
    np.testing.assert_allclose(by_name, entropy_weights(frame.to_pandas(), reverse=[False, True]))
    assert by_name["rd"] == by_name.to_dict()["rd"]
    assert by_name.to_frame().columns == ["indicator", "weight", "entropy", "divergence"]
    with pytest.raises(MeasureError, match="No such columns"):
        entropy_weights(frame, reverse=["nox"])


def test_critic_correlation_conventions_differ_where_columns_oppose() -> None:
    X = [[1, 9, 3], [2, 7, 1], [4, 2, 5], [6, 1, 2]]
    assert critic_weights(X)[0] != pytest.approx(critic_weights(X, correlation="absolute")[0])


def test_pca_keeps_what_is_asked_for() -> None:
    X = np.random.default_rng(0).normal(size=(50, 5))
    X[:, 1] = X[:, 0] + 0.1 * X[:, 1]
    assert pca_weights(X, components=5, method="squared").components == 5
    np.testing.assert_allclose(pca_weights(X, components=5, method="squared"), 0.2)
    few = pca_weights(X, variance=0.85)
    assert few.explained[: few.components].sum() >= 0.85 > few.explained[: few.components - 1].sum()


class TestAhp:
    def test_saaty_example_by_hand(self) -> None:
        """A consistent matrix of 4 : 2 : 1."""
        got = ahp_weights([[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]])
        np.testing.assert_allclose(got, [4 / 7, 2 / 7, 1 / 7], atol=1e-12)
        assert got.lambda_max == pytest.approx(3)
        assert got.consistency_ratio == pytest.approx(0, abs=1e-12)
        for method in ("geometric", "arithmetic"):
            np.testing.assert_allclose(
                ahp_weights(np.array(got)[:, None] / np.array(got), method=method), got
            )

    def test_contradicting_judgements_are_warned_about(self) -> None:
        got = ahp_weights([[1, 5, 1 / 5], [1 / 5, 1, 5], [5, 1 / 5, 1]])
        assert not got.consistent
        assert any("CR" in text for text in got.warnings)

    @pytest.mark.parametrize("matrix", [[[1, 2], [1, 1]], [[1, 2, 3], [1 / 2, 1, 2]], [[1, -2], [-0.5, 1]]])
    def test_what_is_not_a_judgement_matrix(self, matrix: list[list[float]]) -> None:
        with pytest.raises(MeasureError):
            ahp_weights(matrix)


def test_combinations() -> None:
    a, b = [0.5, 0.3, 0.2], [0.2, 0.2, 0.6]
    np.testing.assert_allclose(combined_weights(a, b), np.array([10, 6, 12]) / 28)
    np.testing.assert_allclose(combined_weights(a, b, method="mean"), [0.35, 0.25, 0.4])
    np.testing.assert_allclose(combined_weights(a, a, method="game"), a)
    game = combined_weights(a, b, method="game")
    gram = np.array([[np.dot(a, a), np.dot(a, b)], [np.dot(a, b), np.dot(b, b)]])
    shares = np.linalg.solve(gram, np.diag(gram))
    np.testing.assert_allclose(game, np.array([a, b]).T @ (shares / shares.sum()))


def test_equal_weights_by_dimension() -> None:
    np.testing.assert_allclose(equal_weights(["a", "b", "c"], ["p", "p", "q"]), [0.25, 0.25, 0.5])
