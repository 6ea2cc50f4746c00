"""Convergence, densities, Markov chains, space: by hand and against giddy and SciPy."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.errors import MeasureError
from yanzhen.measure.dynamics import (
    beta_convergence,
    centre_of_gravity,
    density_ridges,
    deviation_ellipse,
    gravity_path,
    inverse_distance,
    kernel_density,
    local_moran,
    markov,
    moran,
    nearest_neighbours,
    sigma_convergence,
    silverman,
    spatial_markov,
    weight_matrix,
)

LINE = {0: [1], 1: [0, 2], 2: [1, 3], 3: [2]}


def walks(n: int = 30, years: int = 10) -> np.ndarray:
    return np.abs(np.cumsum(np.random.default_rng(0).normal(1, 1, (n, years)), axis=1) + 5)


class TestMarkov:
    def test_frames_and_arrays_agree(self) -> None:
        values = walks(8, 4)
        long = pl.DataFrame(
            {"r": np.repeat(np.arange(8), 4), "y": np.tile([2020, 2021, 2022, 2023], 8), "v": values.ravel()}
        ).sample(fraction=1, shuffle=True, seed=3)
        by_frame = markov(long, classes=3, region="r", period="y", value="v")
        assert by_frame.counts.tolist() == markov(values, classes=3).counts.tolist()
        assert by_frame.counts.sum() == 8 * 3

    def test_a_class_that_nobody_leaves_has_no_probabilities(self) -> None:
        got = markov([[1, 2], [1, 3]])
        assert np.isnan(got.P[1]).all()
        assert got.to_frame()["probability"].to_list()[3:] == [None] * 6
        assert np.isnan(got.steady_state).all()

    def test_steady_state_and_mobility(self) -> None:
        got = markov([[1, 1, 2, 1, 1, 2, 2, 1]])
        np.testing.assert_allclose(got.steady_state @ got.P, got.steady_state)
        assert got.mobility == pytest.approx(2 - np.trace(got.P))

    def test_closed_classes_have_no_single_long_run(self) -> None:
        assert np.isnan(markov([[1, 1], [2, 2]]).steady_state).all()

    def test_limits_belong_to_the_lower_class(self) -> None:
        got = markov([[1.0, 2.0], [2.0, 3.0]], classes=[2.0])
        assert got.counts.tolist() == [[1, 1], [0, 0]]

    def test_missing_rows_are_refused(self) -> None:
        long = pl.DataFrame({"r": ["a", "a", "b"], "y": [1, 2, 1], "v": [1, 2, 1]})
        with pytest.raises(MeasureError, match="b has no value in 2"):
            markov(long, region="r", period="y", value="v")

    def test_against_giddy(self) -> None:
        giddy = pytest.importorskip("giddy.markov", reason="giddy is not installed")
        from libpysal.weights import full2W

        values = walks()
        random = np.random.default_rng(1)
        W = nearest_neighbours(random.random(30), random.random(30), 4)
        ours = spatial_markov(values, W, classes=4)
        cuts = np.array(ours.overall.cuts)
        weights = full2W(W)
        weights.transform = "r"
        theirs = giddy.Spatial_Markov(values, weights, k=4, m=4, fixed=True, cutoffs=cuts, lag_cutoffs=cuts)
        np.testing.assert_array_equal(ours.counts, theirs.T)
        np.testing.assert_allclose(np.nan_to_num(ours.P), theirs.P)
        assert ours.chi2 == pytest.approx(theirs.Q)
        assert ours.dof == theirs.dof_hom
        assert ours.p_value == pytest.approx(theirs.Q_p_value)
        np.testing.assert_allclose(ours.counts.sum(axis=0), ours.overall.counts)


class TestConvergence:
    def test_sigma(self) -> None:
        start = np.array([1.0, 2, 4, 8])
        panel = np.column_stack([start ** (1 - 0.1 * t) for t in range(5)])
        got = sigma_convergence(panel, statistic="sd-log")
        np.testing.assert_allclose(got.dispersion, np.log(start).std(ddof=1) * (1 - 0.1 * np.arange(5)))
        assert got.converging is True
        assert sigma_convergence(panel[:, :2]).converging is None

    def test_beta_recovers_the_speed(self) -> None:
        pytest.importorskip("statsmodels", reason="needs the extra 'spatial'")
        start = np.log(np.array([1.0, 2, 4, 8, 16]))
        speed, years = 0.03, 12
        end = start * np.exp(-speed * years) + 1
        long = pl.DataFrame(
            {
                "r": list("abcde") * 2,
                "y": [2010] * 5 + [2022] * 5,
                "v": np.exp(np.concatenate([start, end])),
            }
        )
        got = beta_convergence(long, region="r", period="y", value="v")
        assert got.years == years
        assert got.speed == pytest.approx(speed)
        assert got.half_life == pytest.approx(np.log(2) / speed)
        assert got.beta == pytest.approx(-(1 - np.exp(-speed * years)) / years)
        with_control = beta_convergence(
            long, region="r", period="y", value="v", controls={"open": [1, 0, 2, 5, 3]}
        )
        assert with_control.conditional
        assert with_control.coefficients["open"] == pytest.approx(0, abs=1e-9)

    def test_divergence_has_no_speed(self) -> None:
        pytest.importorskip("statsmodels", reason="needs the extra 'spatial'")
        got = beta_convergence([[1.0, 1.0], [2, 3], [4, 9], [8, 30]])
        assert got.beta > 0
        assert np.isnan(got.speed)


class TestDensity:
    def test_silverman_by_hand(self) -> None:
        x = np.arange(10.0)
        want = 0.9 * min(x.std(ddof=1), 4.5 / 1.34) * 10**-0.2
        assert silverman(x) == pytest.approx(want)

    def test_density_integrates_to_one_and_finds_two_peaks(self) -> None:
        random = np.random.default_rng(0)
        got = kernel_density(np.concatenate([random.normal(0, 1, 200), random.normal(10, 1, 200)]))
        assert np.trapezoid(got.density, got.x) == pytest.approx(1, abs=0.01)
        assert got.peaks == pytest.approx((0, 10), abs=0.6)
        explicit = np.exp(-0.5 * (0.3 / 0.5) ** 2) / (0.5 * np.sqrt(2 * np.pi))
        two = kernel_density([0.0, 100.0], bandwidth=0.5, grid=[0.3])
        assert two.density[0] == pytest.approx(explicit / 2)

    def test_ridges_share_a_grid(self) -> None:
        got = density_ridges([1.0, 2, 3, 2, 3, 5], [2020] * 3 + [2021] * 3, points=50)
        assert got.periods == (2020, 2021)
        assert got.to_frame().height == 100
        with pytest.raises(MeasureError):
            density_ridges([1.0, 1, 2, 3], [1, 1, 2, 2])


class TestSpace:
    def test_every_form_of_neighbours(self) -> None:
        pytest.importorskip("esda", reason="needs the extra 'spatial'")
        from libpysal.graph import Graph
        from libpysal.weights import W

        forms = [weight_matrix(LINE, 4), LINE, W(LINE, silence_warnings=True), Graph.from_dicts(LINE)]
        for form in forms:
            assert pytest.approx(0.4) == moran([1, 2, 3, 4], form).I
        named = {"甲": ["乙"], "乙": ["甲", "丙"], "丙": ["乙"]}
        assert moran([1, 2, 3], named, units=["甲", "乙", "丙"]).n == 3

    def test_moran_is_repeatable_and_leaves_numpy_alone(self) -> None:
        pytest.importorskip("esda", reason="needs the extra 'spatial'")
        np.random.seed(1)
        want = np.random.random()
        np.random.seed(1)
        first = moran([1, 2, 3, 4], LINE, seed=5)
        assert np.random.random() == want
        assert first == moran([1, 2, 3, 4], LINE, seed=5)

    def test_lisa_finds_the_cluster(self) -> None:
        pytest.importorskip("esda", reason="needs the extra 'spatial'")
        n = 40
        values = np.where(np.arange(n) < 8, 10.0, 1.0) + np.random.default_rng(0).normal(0, 0.1, n)
        W = nearest_neighbours(np.arange(n), np.zeros(n), 2)
        frame = local_moran(values, W).to_frame()
        assert frame["cluster"][2:6].to_list() == ["HH"] * 4
        assert local_moran(values, W, fdr=True).limit < 0.05

    def test_constant_values_and_islands(self) -> None:
        pytest.importorskip("esda", reason="needs the extra 'spatial'")
        with pytest.raises(MeasureError, match="same"):
            moran([1, 1, 1, 1], LINE)
        with pytest.raises(MeasureError, match="Without neighbours"):
            spatial_markov(walks(4, 3), {0: [1], 1: [0], 2: [1]}, classes=2)
        with pytest.raises(MeasureError, match="Unknown unit"):
            weight_matrix({0: [9]}, 4)

    def test_distances(self) -> None:
        W = nearest_neighbours([0, 1, 5], [0, 0, 0], 1)
        assert W.argmax(axis=1).tolist() == [1, 0, 1]
        assert inverse_distance([0, 2], [0, 0])[0, 1] == 0.5
        with pytest.raises(MeasureError, match="one place"):
            inverse_distance([0, 0], [0, 0])


class TestCentrography:
    @settings(max_examples=30, deadline=None)
    @given(angle=st.floats(0, 179), size=st.floats(0.1, 10))
    def test_ellipse_turns_with_the_points(self, angle: float, size: float) -> None:
        along, across = np.array([3.0, -3, 0, 0]) * size, np.array([0.0, 0, 1, -1]) * size
        a = np.radians(angle)
        x, y = along * np.sin(a) + across * np.cos(a), along * np.cos(a) - across * np.sin(a)
        got = deviation_ellipse(x + 5, y - 2)
        assert got.major == pytest.approx(np.sqrt(18 / 4) * size)
        assert got.minor == pytest.approx(np.sqrt(2 / 4) * size)
        turn = (got.angle - angle + 90) % 180 - 90
        assert turn == pytest.approx(0, abs=1e-6)
        assert (got.x, got.y) == pytest.approx((5, -2))

    def test_outline_lies_on_the_ellipse(self) -> None:
        random = np.random.default_rng(0)
        got = deviation_ellipse(random.normal(size=50) * 4, random.normal(size=50))
        reach = np.hypot(*(got.outline(200) - [got.x, got.y]).T)
        assert reach.max() == pytest.approx(got.major, rel=1e-3)
        assert reach.min() == pytest.approx(got.minor, rel=1e-3)

    def test_conventions_differ_in_how_weights_count(self) -> None:
        x, y, w = [0.0, 1, 4, 6], [0.0, 2, 1, 5], [1.0, 2, 3, 9]
        mass = deviation_ellipse(x, y, w)
        other = deviation_ellipse(x, y, w, convention="weighted-coordinates")
        assert mass.major != pytest.approx(other.major)
        assert deviation_ellipse(x, y).major == pytest.approx(
            deviation_ellipse(x, y, convention="weighted-coordinates").major
        )

    def test_path_in_kilometres(self) -> None:
        assert centre_of_gravity([0, 10], [0, 0], [1, 3]) == (7.5, 0)
        x, y = [116.0, 117, 116.5] * 2, [36.0, 36, 37] * 2
        got = gravity_path(
            x, [*y[:3], *(v + 1 for v in y[3:])], [1] * 6, [2020] * 3 + [2021] * 3, geographic=True
        )
        assert np.isnan(got.step[0])
        assert got.step[1] == pytest.approx(111.19, abs=0.05)  # one degree of latitude
        assert got.bearing[1] == pytest.approx(0, abs=1e-9)
        assert got.to_frame().height == 2
