"""EconGeo (Balland, R, CRAN 2.0): the examples of its documentation that need no random numbers.

The matrices and the remarks beside them are those of the help pages of location_quotient, hoover_index,
hoover_gini and kci; the expected numbers follow from the formulas there by hand. EconGeo itself is not used.
"""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym


def long(matrix: list[list[float]], **columns: list[float]) -> pl.DataFrame:
    rows = [
        (f"R{i + 1}", f"I{j + 1}", float(x), *(column[i] for column in columns.values()))
        for i, row in enumerate(matrix)
        for j, x in enumerate(row)
    ]
    return pl.DataFrame(rows, schema=["region", "activity", "value", *columns], orient="row")


# help(location_quotient), help(locational_gini): all rows and columns sum to 100
MATRIX = [
    [100, 0, 0, 0, 0],
    [0, 15, 5, 70, 10],
    [0, 20, 10, 20, 50],
    [0, 25, 30, 5, 40],
    [0, 40, 55, 5, 0],
]
# help(hoover_index), help(hoover_gini)
INDUSTRIES = [[0, 10, 0, 0], [0, 15, 0, 0], [0, 20, 0, 0], [0, 25, 0, 1], [0, 30, 1, 1]]
POPULATION = [10.0, 15.0, 20.0, 25.0, 30.0]


def test_location_quotient() -> None:
    ours = ym.location_quotient(long(MATRIX)).to_frame()["lq"].to_numpy().reshape(5, 5)
    assert ours == pytest.approx(np.array(MATRIX) / 20)


def test_locational_gini() -> None:
    """With equal regions the Gini of sorted shares s is sum (2 i - n - 1) s_i / n; EconGeo halves it."""
    shares = np.sort(np.array(MATRIX) / 100, axis=0)
    expected = ((2 * np.arange(1, 6) - 6)[:, None] * shares).sum(axis=0) / 5
    ours = ym.locational_gini(long(MATRIX), convention="krugman").to_frame()["locational_gini"]
    assert ours.to_list() == pytest.approx(list(expected / 2))
    assert ours[0] == pytest.approx(0.4)


def test_hoover_index_against_population() -> None:
    """Industry 2 is proportional to population; 3 is all in one region with 30 %; 4 in two with 55 %."""
    table = long(INDUSTRIES, population=POPULATION)
    ours = ym.hoover(table, population="population", convention="econgeo").to_frame()["hoover"]
    assert ours.to_list() == [None, 0.0, 70.0, 45.0]


def test_hoover_gini_against_population() -> None:
    table = long(INDUSTRIES, population=POPULATION)
    ours = ym.locational_gini(table, population="population").to_frame()["locational_gini"]
    assert ours.to_list()[1:] == pytest.approx([0.0, 0.7, 0.475])


def test_hoover_of_the_documented_vectors() -> None:
    table = long([[0], [10], [10], [30], [50]], population=POPULATION)
    assert ym.hoover(table, population="population").to_frame()["hoover"].to_list() == pytest.approx([0.25])
    gini = ym.locational_gini(table, population="population").to_frame()["locational_gini"]
    assert gini.to_list() == pytest.approx([0.31])


# help(kci): the simple network of Hidalgo and Hausmann (2009), figure S4
NETWORK = pl.DataFrame(
    {
        "region": ["C1", "C1", "C1", "C1", "C2", "C3", "C3", "C4"],
        "activity": ["P1", "P2", "P3", "P4", "P2", "P3", "P4", "P4"],
        "value": [1] * 8,
    }
)


def test_reflections_of_the_simple_network() -> None:
    """k_0 is diversity; k_1 the mean ubiquity of a country's products: P1 1, P2 2, P3 2, P4 3."""
    first = ym.method_of_reflections(NETWORK, steps=1, presence="value").to_frame()["reflection"]
    assert first.to_list() == pytest.approx([2.0, 2.0, 2.5, 3.0])
    zero = ym.method_of_reflections(NETWORK, steps=0, presence="value").to_frame()["reflection"]
    assert zero.to_list() == [4, 1, 2, 1]


def test_kci_of_the_simple_network() -> None:
    """v / sum(v) of the second eigenvector of the transition matrix rounded to four decimals."""
    m = np.array([[1, 1, 1, 1], [0, 1, 0, 0], [0, 0, 1, 1], [0, 0, 0, 1]], dtype=float)
    transition = np.round((m / m.sum(axis=1, keepdims=True)) @ (m / m.sum(axis=0)).T, 4)
    values, vectors = np.linalg.eig(transition)
    vector = vectors[:, np.argsort(-np.abs(values))[1]].real
    ours = ym.eci(NETWORK, presence="value", convention="econgeo").to_frame()["eci"].to_numpy()
    assert np.abs(ours) == pytest.approx(np.abs(vector / vector.sum()), abs=1e-12)
    # The sign follows the 20th reflection, here against diversity: the two rules differ on this small network.
    plain = ym.eci(NETWORK, presence="value").to_frame()["eci"].to_numpy()
    assert np.corrcoef(plain, ours)[0, 1] == pytest.approx(-1.0, abs=1e-3)


def test_krugman_is_twice_the_coefficient_of_specialisation() -> None:
    krugman = ym.krugman(long(MATRIX)).to_frame()["krugman"]
    half = ym.specialisation_coefficient(long(MATRIX)).to_frame()["specialisation_coefficient"]
    assert krugman.to_list() == pytest.approx([1.6, 1.0, 0.6, 0.7, 1.1])
    assert half.to_list() == pytest.approx([0.8, 0.5, 0.3, 0.35, 0.55])


def test_relatedness_methods_on_a_given_co_occurrence() -> None:
    """Association, cosine and Jaccard from co-occurrence sums S without the diagonal, by hand for one pair."""
    names = ("association", "cosine", "jaccard")
    options = {"presence": "value", "convention": "econgeo"}
    ours = {name: ym.proximity(NETWORK, method=name, **options).matrices[0] for name in names}
    # P3 and P4 occur together in C1 and C3; S = 3, 3, 4, 4 (P1..P4), T = 14
    assert ours["association"][2, 3] == pytest.approx((2 / 14) / ((4 / 14) * (4 / 14)))
    assert ours["cosine"][2, 3] == pytest.approx(2 / 4)
    assert ours["jaccard"][2, 3] == pytest.approx(2 / (4 + 4 - 2))
