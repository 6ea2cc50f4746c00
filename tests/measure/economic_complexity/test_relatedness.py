from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym
from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.economic_complexity.entry import area_under_curve
from yanzhen.measure.economic_complexity.fitness import fitness_complexity
from yanzhen.measure.economic_complexity.relatedness import METHODS, density_of, proximity_matrix
from yanzhen.measure.economic_complexity.space import spanning_tree

M = np.array([[1, 1, 0, 0], [1, 1, 1, 0], [0, 1, 1, 0], [1, 0, 0, 1]], dtype=float)


def test_proximities_of_a_small_matrix_by_hand() -> None:
    """u = 3, 3, 2, 1; both 0 and 1 in two regions, 1 and 2 in two, 0 and 2 in one, 0 and 3 in one."""
    assert proximity_matrix(M)[0] == pytest.approx([1, 2 / 3, 1 / 3, 1 / 3])
    assert proximity_matrix(M, "cosine")[0, 2] == pytest.approx(1 / np.sqrt(6))
    assert proximity_matrix(M, "jaccard")[0, 1] == pytest.approx(2 / 4)
    assert proximity_matrix(M, "conditional")[0, 3] == pytest.approx(1.0)
    assert proximity_matrix(M, "lift")[0, 1] == pytest.approx(4 * 2 / 9)
    # co-occurrences without the diagonal: sums 4, 4, 3, 1; all 12
    assert proximity_matrix(M, "association")[0, 1] == pytest.approx(12 * 2 / 16)
    assert proximity_matrix(M, "cosine", "econgeo")[0, 1] == pytest.approx(2 / 4)


@pytest.mark.parametrize("method", METHODS)
def test_proximity_is_symmetric_and_diagonal_follows_the_convention(method: str) -> None:
    matrix = proximity_matrix(M, method)
    if method != "conditional":
        assert matrix == pytest.approx(matrix.T)
    assert (np.diag(proximity_matrix(M, method, "oec")) == 0).all()
    assert np.isfinite(proximity_matrix(np.zeros((3, 2)), method)).all()


def test_density_is_a_weighted_share() -> None:
    phi = proximity_matrix(M)
    density = density_of(M, phi)
    assert density[0, 2] == pytest.approx((phi[0, 2] + phi[1, 2]) / phi[:, 2].sum())
    assert (density >= 0).all() and (density <= 1 + 1e-12).all()
    nearest = density_of(M, phi, neighbours=1)
    assert nearest[0, 2] == 1.0  # the nearest of activity 2 is activity 1, which region 0 has
    with pytest.raises(UsageError):
        density_of(M, phi, neighbours=4)


def test_given_proximities(panel: pl.DataFrame) -> None:
    table = panel.filter(pl.col("period") == 2020)
    own = ym.relatedness_density(table).to_frame()
    given = ym.relatedness_density(table, proximities=ym.proximity(table).to_frame()).to_frame()
    assert given["density"].to_numpy() == pytest.approx(own["density"].to_numpy(), abs=1e-12)
    strange = pl.DataFrame({"activity_1": ["q"], "activity_2": ["w"], "proximity": [1.0]})
    with pytest.raises(MeasureError, match="No pair"):
        ym.relatedness_density(table, proximities=strange)


def test_entry_and_exit(panel: pl.DataFrame) -> None:
    result = ym.entry_exit(panel).to_frame()
    assert result["period"].unique().sort().to_list() == [2021, 2022]
    moves = result.select(
        ((pl.col("entry") == 1) == ((pl.col("before") == 0) & (pl.col("after") == 1)).fill_null(False))
        .all()
        .alias("e"),
        (pl.col("entry").is_null() == (pl.col("before") == 1)).all().alias("at_risk"),
        (pl.col("exit").is_null() == (pl.col("before") == 0)).all().alias("had"),
    )
    assert moves.select("at_risk", "had").row(0) == (True, True)
    with pytest.raises(MeasureError, match="apart"):
        ym.entry_exit(panel, lag=9)


def test_entry_probability_finds_the_slope_it_was_made_with() -> None:
    """Entries drawn from a known logit on density: the fitted slope is near, and AUC is above chance."""
    rng = np.random.default_rng(3)
    regions, activities = 60, 80
    skill, need = rng.normal(size=(regions, 3)), rng.normal(size=(activities, 3))
    before = (skill @ need.T + rng.normal(0, 1, (regions, activities)) > 1.5).astype(float)
    density = density_of(before, proximity_matrix(before))
    z = (density - density[before == 0].mean()) / density[before == 0].std()
    chance = 1 / (1 + np.exp(-(-2.0 + 0.8 * z)))
    after = np.where(before == 1, 1.0, rng.random(before.shape) < chance)
    rows = [
        (f"R{r:02}", f"A{a:02}", t, float(m[r, a]))
        for t, m in enumerate((before, after))
        for r in range(regions)
        for a in range(activities)
    ]
    table = pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")
    result = ym.entry_probability(table, presence="value")
    slope, error = result.coefficients[1], result.standard_errors[1]
    assert abs(slope - 0.8) < 4 * error
    assert result.auc is not None and result.auc > 0.6
    assert not result.backtested
    frame = result.to_frame()
    assert frame["period"].unique().to_list() == [1]
    assert frame["entry_probability"].is_between(0, 1).all()


def test_nothing_entered_is_nothing_to_learn_from() -> None:
    rows = [(r, a, t, 1.0) for r in "abc" for a in "xyz" for t in (1, 2) if r != "a" or a != "x"]
    table = pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")
    with pytest.raises(MeasureError, match="nothing to learn"):
        ym.entry_probability(table, presence="value")


def test_area_under_curve() -> None:
    truth = np.array([0.0, 0, 1, 1])
    assert area_under_curve(np.array([0.1, 0.2, 0.3, 0.4]), truth) == 1.0
    assert area_under_curve(np.array([0.5, 0.5, 0.5, 0.5]), truth) == 0.5
    assert area_under_curve(np.array([1.0]), np.array([1.0])) is None


def test_fitness_of_a_nested_matrix_falls_with_diversity() -> None:
    nested = np.tril(np.ones((6, 6)))
    found = fitness_complexity(nested, iterations=100)
    assert (np.diff(found.fitness) > 0).all()
    assert (np.diff(found.complexity) > 0).all()
    assert found.fitness.mean() == pytest.approx(1.0)


def test_fitness_is_a_fixed_point_and_skips_empty_units() -> None:
    rng = np.random.default_rng(8)
    m = (rng.random((10, 14)) < 0.6).astype(float)
    m[3], m[:, 5] = 0, 0
    found = fitness_complexity(m, iterations=5000)
    assert found.settled and np.isnan(found.fitness[3]) and np.isnan(found.complexity[5])
    again = np.nan_to_num(m @ np.nan_to_num(found.complexity))
    again[3] = np.nan
    assert again / np.nanmean(again) == pytest.approx(found.fitness, nan_ok=True, rel=1e-6)


def test_unsettled_fitness_is_noted(panel: pl.DataFrame) -> None:
    assert "not settled" in ym.fitness(panel, iterations=2).notes[-1]


def test_spanning_tree_is_the_strongest() -> None:
    phi = np.array([[0, 0.9, 0.5, 0], [0.9, 0, 0.6, 0], [0.5, 0.6, 0, 0], [0, 0, 0, 0.0]])
    tree = spanning_tree(phi)
    assert {tuple(edge) for edge in np.argwhere(np.triu(tree))} == {(0, 1), (1, 2)}


def test_product_space_is_the_same_every_time(panel: pl.DataFrame) -> None:
    one, two = ym.product_space(panel), ym.product_space(panel.sample(fraction=1.0, shuffle=True, seed=2))
    assert one.nodes()["x"].to_numpy() == pytest.approx(two.nodes()["x"].to_numpy(), abs=1e-9)
    nodes, edges = one.nodes(), one.to_frame()
    assert nodes.select(pl.col("x", "y").abs().max()).row(0) <= (1.0 + 1e-9, 1.0 + 1e-9)
    assert edges["backbone"].sum() == nodes.height - nodes["component"].n_unique()
    assert edges.filter(~pl.col("backbone"))["proximity"].min() >= 0.55
    with pytest.raises(UsageError):
        ym.product_space(panel, method="conditional")


def test_prody_and_expy() -> None:
    table = pl.DataFrame(
        {
            "region": ["a", "a", "b"],
            "activity": ["x", "y", "y"],
            "value": [1.0, 1.0, 4.0],
            "income": [10.0, 10.0, 40.0],
        }
    )
    # shares of y: 0.5 in a, 1 in b: PRODY_y = (0.5 * 10 + 1 * 40) / 1.5 = 30; x only in a: 10
    assert ym.prody(table).to_frame()["prody"].to_list() == pytest.approx([10.0, 30.0])
    assert ym.prody(table, of="region").to_frame()["expy"].to_list() == pytest.approx([20.0, 30.0])
    with pytest.raises(MeasureError, match="no income"):
        ym.prody(table.with_columns(income=pl.when(pl.col("region") == "b").then("income")))
