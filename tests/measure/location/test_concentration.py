from __future__ import annotations

import math

import numpy as np
import polars as pl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import yanzhen.measure as ym
from yanzhen.errors import UsageError


def long(matrix: list[list[float | None]]) -> pl.DataFrame:
    rows = [(f"R{i}", f"A{j}", x) for i, row in enumerate(matrix) for j, x in enumerate(row)]
    return pl.DataFrame(
        rows, schema={"region": pl.String, "activity": pl.String, "value": pl.Float64}, orient="row"
    )


EVEN = long([[1, 1], [1, 1]])
APART = long([[4, 0], [0, 4]])


def column(result: ym.FrameResult, name: str) -> list[float | None]:
    return result.to_frame()[name].to_list()


def test_herfindahl_of_equal_and_single_parts() -> None:
    assert column(ym.herfindahl(EVEN), "herfindahl") == [0.5, 0.5]
    assert column(ym.herfindahl(EVEN), "herfindahl_normalised") == [0.0, 0.0]
    assert column(ym.herfindahl(APART), "herfindahl") == [1.0, 1.0]
    assert column(ym.herfindahl(APART), "herfindahl_normalised") == [None, None]
    assert column(ym.herfindahl(EVEN, of="activity"), "equivalent_number") == [2.0, 2.0]


def test_entropy_and_its_base() -> None:
    assert column(ym.entropy(EVEN), "entropy") == [1.0, 1.0]
    assert column(ym.entropy(EVEN, base=math.e), "entropy") == pytest.approx([math.log(2)] * 2)
    assert column(ym.entropy(APART), "entropy") == [0.0, 0.0]
    with pytest.raises(UsageError):
        ym.entropy(EVEN, base=1)


def test_absent_rows_are_zeros() -> None:
    """The same data with and without rows for zero cells give the same indices."""
    full = long([[4, 0, 1], [0, 4, 2], [3, 3, 0]])
    sparse = full.filter(pl.col("value") > 0)
    for measure in (ym.krugman, ym.specialisation_coefficient, ym.hoover, ym.locational_gini, ym.hachman):
        left, right = measure(full).to_frame(), measure(sparse).to_frame()
        assert left.drop("missing").to_numpy()[:, 1:].astype(float) == pytest.approx(
            right.drop("missing").to_numpy()[:, 1:].astype(float)
        ), measure.__name__


def test_krugman_against_rest_is_null_where_there_is_no_rest() -> None:
    alone = pl.DataFrame({"region": ["济南", "济南"], "activity": ["A", "B"], "value": [1.0, 2.0]})
    assert column(ym.krugman(alone, against="rest"), "krugman") == [None]
    assert column(ym.krugman(alone), "krugman") == [0.0]


def test_krugman_against_rest_and_half_of_it() -> None:
    assert column(ym.krugman(APART), "krugman") == [1.0, 1.0]
    assert column(ym.krugman(APART, against="rest"), "krugman") == [2.0, 2.0]
    assert column(ym.specialisation_coefficient(APART), "specialisation_coefficient") == [0.5, 0.5]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.floats(0, 100), min_size=3, max_size=3), min_size=2, max_size=5))
def test_locational_gini_equals_the_lorenz_area(matrix: list[list[float]]) -> None:
    values = np.round(np.array(matrix), 2)
    assume((values.sum(axis=0) > 0).all() and (values.sum(axis=1) > 0).all())
    result = ym.locational_gini(long(values.tolist())).to_frame()
    p = values.sum(axis=1) / values.sum()
    for j, gini in enumerate(result["locational_gini"]):
        s = values[:, j] / values[:, j].sum()
        order = np.argsort(s / p)
        curve = np.concatenate([[0], np.cumsum(s[order])])
        area = 1 - (p[order] * (curve[1:] + curve[:-1])).sum()
        assert gini == pytest.approx(area, abs=1e-9)
        assert -1e-12 <= gini <= 1


def test_unknown_parts_are_left_out_and_counted() -> None:
    result = ym.herfindahl(long([[1.0, 1.0, None], [1.0, 1.0, 1.0]])).to_frame()
    assert result["missing"].to_list() == [1, 0]
    assert result["herfindahl"].to_list() == pytest.approx([0.5, 1 / 3])


def test_unit_without_anything_is_null() -> None:
    table = long([[0.0, 0.0], [1.0, 2.0]])
    for measure, name in ((ym.herfindahl, "herfindahl"), (ym.entropy, "entropy"), (ym.krugman, "krugman")):
        assert measure(table).to_frame()[name][0] is None
        assert measure(table).to_frame()[name][1] is not None


def test_concentration_ratio_takes_the_largest() -> None:
    table = long([[5, 1], [3, 1], [2, 1], [0, 1]])
    assert column(ym.concentration_ratio(table, n=2), "concentration_ratio") == pytest.approx([0.8, 0.5])
    assert column(ym.concentration_ratio(table, n=9), "concentration_ratio") == pytest.approx([1.0, 1.0])
    with pytest.raises(UsageError):
        ym.concentration_ratio(table, n=0)


def test_lead_firm_share() -> None:
    firms = pl.DataFrame(
        {
            "region": ["a"] * 4 + ["b"],
            "activity": ["x"] * 5,
            "firm": ["f", "g", "g", "h", "k"],
            "value": [5.0, 2.0, 2.0, None, 0.0],
        }
    )
    result = ym.lead_firm_share(firms).to_frame()
    assert result["lead_firm"].to_list() == ["f", "k"]
    assert result["lead_firm_share"].to_list() == [pytest.approx(5 / 9), None]
    assert result["firms"].to_list() == [2, 1]
    assert result["missing"].to_list() == [1, 0]
    assert ym.lead_firm_share(firms, n=2).to_frame()["lead_firm_share"][0] == 1.0


def test_related_and_unrelated_variety_add_up() -> None:
    table = long([[4, 2, 1, 1], [1, 0, 0, 3]]).with_columns(
        group=pl.col("activity").replace_strict({"A0": "g", "A1": "g", "A2": "h", "A3": "h"})
    )
    result = ym.related_variety(table).to_frame()
    both = result["related_variety"] + result["unrelated_variety"]
    assert both.to_list() == pytest.approx(result["entropy"].to_list())
    assert result["unrelated_variety"][0] == pytest.approx(-(0.75 * math.log2(0.75) + 0.25 * math.log2(0.25)))


def test_coagglomeration_of_identical_and_of_opposed_activities() -> None:
    result = ym.coagglomeration(long([[3, 3, 0], [0, 0, 3]])).to_frame()
    pairs = dict(
        zip(
            zip(result["activity_1"], result["activity_2"], strict=True),
            result["coagglomeration"],
            strict=True,
        )
    )
    assert pairs["A0", "A1"] > 0 > pairs["A0", "A2"]
