"""Worked examples small enough to follow with a pencil, with their sources."""

from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest

import yanzhen.measure as ym


def test_shift_share_by_hand() -> None:
    """Dunn (1960) as in any textbook: nation 1000 -> 1200, one region, two industries.

    Industry x grows 30 % in the nation (500 -> 650), y 10 % (500 -> 550), everything 20 %. The region has x 100 -> 140
    and y 200 -> 210: national 20 and 40; mix 100 (.3 - .2) = 10 and 200 (.1 - .2) = -20; competitive
    100 (.4 - .3) = 10 and 200 (.05 - .1) = -10.
    """
    cell = [
        ("r", "x", 100.0, 140.0),
        ("r", "y", 200.0, 210.0),
        ("rest", "x", 400.0, 510.0),
        ("rest", "y", 300.0, 340.0),
    ]
    rows = [(r, a, t, (v0, v1)[t]) for r, a, v0, v1 in cell for t in (0, 1)]
    table = pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")
    result = ym.shift_share(table).to_frame().filter(pl.col("region") == "r")
    assert result["national"].to_list() == pytest.approx([20.0, 40.0])
    assert result["industry_mix"].to_list() == pytest.approx([10.0, -20.0])
    assert result["competitive"].to_list() == pytest.approx([10.0, -10.0])
    # Esteban-Marquillas (1972): homothetic employment 300 * 0.5 = 150 in both industries
    em = ym.shift_share(table, method="esteban_marquillas").to_frame().filter(pl.col("region") == "r")
    assert em["competitive"].to_list() == pytest.approx([150 * 0.1, 150 * -0.05])
    assert em["allocation"].to_list() == pytest.approx([-50 * 0.1, 50 * -0.05])


def test_dynamic_shift_share_adds_the_years() -> None:
    """Barff and Knight (1988): the parts of each year added up, with the base moving on."""
    rng = np.random.default_rng(1)
    rows = [(r, a, t, float(rng.integers(50, 150))) for r in "pq" for a in "xy" for t in (1, 2, 3)]
    table = pl.DataFrame(rows, schema=["region", "activity", "period", "value"], orient="row")
    whole = ym.shift_share(table, method="dynamic").to_frame()
    steps = [ym.shift_share(table, start=a, end=b).to_frame() for a, b in ((1, 2), (2, 3))]
    for name in ("national", "industry_mix", "competitive"):
        assert whole[name].to_list() == pytest.approx((steps[0][name] + steps[1][name]).to_list())


def test_ellison_glaeser_by_hand() -> None:
    """Two regions with half of everything each; one industry of four equal plants, three in the first region.

    s = (3/4, 1/4), x = (1/2, 1/2): G = 1/8, X = 1/2, H = 1/4: gamma = (1/8 - 1/8) / (1/2 * 3/4) = 0.
    With all four in one region G = 1/2: gamma = (1/2 - 1/8) / (3/8) = 1.
    Maurel-Sedillot (1999): ((s^2 sum - x^2 sum) / X - H) / (1 - H) = ((10/16 - 8/16) / (1/2) - 1/4) / (3/4) = 0.
    """
    everything = pl.DataFrame({"region": ["a", "b"], "value": [1.0, 1.0]})
    three = pl.DataFrame({"region": ["a", "a", "a", "b"], "activity": ["x"] * 4, "value": [1.0] * 4})
    four = three.with_columns(region=pl.lit("a"))
    assert ym.ellison_glaeser(three, reference=everything).to_frame()["ellison_glaeser"][0] == pytest.approx(
        0.0
    )
    assert ym.ellison_glaeser(four, reference=everything).to_frame()["ellison_glaeser"][0] == pytest.approx(
        1.0
    )
    assert ym.maurel_sedillot(three, reference=everything).to_frame()["maurel_sedillot"][0] == pytest.approx(
        0.0
    )
    assert ym.maurel_sedillot(four, reference=everything).to_frame()["maurel_sedillot"][0] == pytest.approx(
        1.0
    )


def test_theil_by_hand() -> None:
    """Theil (1967): two groups of two people with incomes 1, 3 and 2, 2."""
    table = pl.DataFrame(
        {"region": list("abcd"), "value": [1.0, 3.0, 2.0, 2.0], "group": ["g", "g", "h", "h"]}
    )
    result = ym.theil(table, group="group").to_frame()
    whole = (1 * math.log(4 / 8) + 3 * math.log(12 / 8)) / 8
    assert result["theil"][0] == pytest.approx(whole)
    assert result["between"][0] == pytest.approx(0.0)
    assert result["within"][0] == pytest.approx(whole)


def test_fitness_first_steps_by_hand() -> None:
    """Tacchella et al. (2012) on M = [[1, 1], [1, 0]]: F1 = (2, 1) / 1.5, Q1 = (1/2, 1) / 0.75."""
    table = pl.DataFrame({"region": ["a", "a", "b"], "activity": ["x", "y", "x"], "value": [1.0, 1.0, 1.0]})
    one = ym.fitness(table, presence="value", iterations=1).to_frame()["fitness"]
    assert one.to_list() == pytest.approx([4 / 3, 2 / 3])
    quality = ym.fitness(table, presence="value", iterations=1, of="activity").to_frame()["complexity"]
    assert quality.to_list() == pytest.approx([2 / 3, 4 / 3])
