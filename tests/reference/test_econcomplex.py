"""Side by side with econcomplex 1.0.1 (PyPI, MIT), which follows EconGeo for measures of location, on a random matrix."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym

REGIONS, ACTIVITIES = 14, 22


@pytest.fixture(scope="module")
def theirs() -> Any:
    return pytest.importorskip("econcomplex", reason="econcomplex is not installed")


@pytest.fixture(scope="module")
def matrix() -> Any:
    rng = np.random.default_rng(3)
    values = rng.lognormal(1, 1.4, (REGIONS, ACTIVITIES)) * (rng.random((REGIONS, ACTIVITIES)) > 0.35)
    values[0] += 1
    values[:, 0] += 1
    return values


@pytest.fixture(scope="module")
def population() -> Any:
    return np.random.default_rng(4).lognormal(3, 1, REGIONS)


@pytest.fixture(scope="module")
def table(matrix: Any, population: Any) -> pl.DataFrame:
    region, activity = (index.reshape(-1) for index in np.indices(matrix.shape))
    columns = {"region": region, "activity": activity, "value": matrix.reshape(-1)}
    return pl.DataFrame({**columns, "population": population[region], "income": 100 * population[region]})


LOCATION = {
    "herfindahl": (lambda t: ym.herfindahl(t), lambda e, x: e.herfindahl(x, normalize=False)),
    "entropy": (lambda t: ym.entropy(t), lambda e, x: e.shannon_entropy(x)),
    "krugman": (lambda t: ym.krugman(t), lambda e, x: e.krugman_index(x)),
    "specialisation_coefficient": (
        lambda t: ym.specialisation_coefficient(t),
        lambda e, x: e.spec_coefficient(x),
    ),
    "hachman": (lambda t: ym.hachman(t), lambda e, x: e.hachman_index(x)),
    "average_lq": (lambda t: ym.hachman(t), lambda e, x: e.location_quotient_avg(x)),
    "hoover": (lambda t: ym.hoover(t), lambda e, x: e.hoover_index(x) / 100),
    "locational_gini": (
        lambda t: ym.locational_gini(t, convention="krugman"),
        lambda e, x: e.locational_gini(x),
    ),
}


@pytest.mark.parametrize("name", LOCATION)
def test_location_measures(name: str, theirs: Any, matrix: Any, table: pl.DataFrame) -> None:
    ours, other = LOCATION[name]
    assert ours(table).to_frame()[name].to_numpy() == pytest.approx(other(theirs, matrix), abs=1e-10)


def test_measures_against_population(theirs: Any, matrix: Any, table: pl.DataFrame, population: Any) -> None:
    gini = ym.locational_gini(table, population="population").to_frame()["locational_gini"]
    assert gini.to_numpy() == pytest.approx(theirs.hoover_gini(matrix, population), abs=1e-10)
    hoover = ym.hoover(table, population="population").to_frame()["hoover"]
    assert 100 * hoover.to_numpy() == pytest.approx(theirs.hoover_index(matrix, population), abs=1e-10)
    per_head = ym.per_head_quotient(table).to_frame()["per_head_quotient"].to_numpy()
    assert per_head.reshape(matrix.shape) == pytest.approx(theirs.rpop(matrix, population), abs=1e-10)


def test_fitness_and_income_content(theirs: Any, matrix: Any, table: pl.DataFrame, population: Any) -> None:
    fitness, complexity = theirs.fitness_complexity(matrix, iterations=500)
    assert ym.fitness(table, iterations=500).to_frame()["fitness"].to_numpy() == pytest.approx(
        fitness, abs=1e-8
    )
    ours = ym.fitness(table, iterations=500, of="activity").to_frame()["complexity"].to_numpy()
    assert ours == pytest.approx(complexity, abs=1e-8)
    prody = ym.prody(table).to_frame()["prody"].to_numpy()
    assert prody == pytest.approx(theirs.prody(matrix, 100 * population), rel=1e-10)
    expy = ym.prody(table, of="region").to_frame()["expy"].to_numpy()
    assert expy == pytest.approx(theirs.expy(matrix, 100 * population), rel=1e-10)


def test_complexity_and_density(theirs: Any, matrix: Any, table: pl.DataFrame) -> None:
    eci, _ = theirs.eci_pci_eigenvector(matrix)
    assert ym.eci(table).to_frame()["eci"].to_numpy() == pytest.approx(eci, abs=1e-8)
    density = ym.relatedness_density(table, convention="econgeo").to_frame()["density"].to_numpy()
    # EconGeo rounds to two decimals, econcomplex does not.
    assert density.reshape(matrix.shape) == pytest.approx(theirs.relatedness_density(matrix), abs=0.005001)


def test_export_similarity(theirs: Any, matrix: Any, table: pl.DataFrame) -> None:
    ours = ym.peers(table, method="correlation", n=None).to_frame()
    other = np.asarray(theirs.export_similarity(matrix))
    expected = [other[a, b] for a, b in ours.select("region", "peer").iter_rows()]
    assert ours["similarity"].to_list() == pytest.approx(expected, abs=1e-10)
