"""Gini, Theil, Dagum: definitions by brute force, properties, and edge cases."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.errors import MeasureError
from yanzhen.measure.inequality import (
    atkinson,
    coefficient_of_variation,
    dagum,
    gini,
    inequality_series,
    theil,
)

VALUES = st.lists(st.integers(1, 1000).map(float), min_size=6, max_size=25)


def brute_gini(y: np.ndarray, w: np.ndarray) -> float:
    w = w / w.sum()
    return float((w[:, None] * w * np.abs(y[:, None] - y)).sum() / (2 * (w @ y)))


@settings(max_examples=50, deadline=None)
@given(values=VALUES, data=st.data())
def test_gini_is_its_definition(values: list[float], data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    y, w = np.array(values), np.array(weights, dtype=float)
    assert gini(y, w) == pytest.approx(brute_gini(y, w), abs=1e-12)
    assert gini(y * 7) == pytest.approx(gini(y))
    assert gini(y[::-1]) == pytest.approx(gini(y))
    # A unit of weight 3 is three units.
    assert gini(np.repeat(y, weights)) == pytest.approx(gini(y, w))


@settings(max_examples=50, deadline=None)
@given(values=VALUES)
def test_dagum_parts_add_up_to_the_gini(values: list[float]) -> None:
    labels = [("a", "b", "c")[i % 3] for i in range(len(values))]
    got = dagum(values, labels)
    assert got.within + got.net_between + got.transvariation == pytest.approx(got.gini)
    assert got.gini == pytest.approx(gini(values))
    assert min(got.within, got.net_between, got.transvariation) >= 0
    assert all(0 <= pair.affluence <= 1 for pair in got.pairs)
    by_mapping = dagum({g: [v for v, k in zip(values, labels, strict=True) if k == g] for g in "abc"})
    assert by_mapping.gini == pytest.approx(got.gini)


def test_dagum_pair_by_definition() -> None:
    a, b = np.array([5.0, 9, 1]), np.array([2.0, 4])
    pair = dagum([a, b]).pairs[0]
    gaps = a[:, None] - b
    d, p = np.maximum(gaps, 0).mean(), np.maximum(-gaps, 0).mean()
    assert pair.gini == pytest.approx(np.abs(gaps).mean() / (a.mean() + b.mean()))
    assert pair.affluence == pytest.approx((d - p) / (d + p))


def test_a_group_of_one_has_no_inequality_inside() -> None:
    got = dagum({"big": [1, 2, 3], "one": [9]})
    assert got.groups["one"] == 0
    assert got.sizes["one"] == 1
    assert set(got.shares) == {"within", "net_between", "transvariation"}
    assert sum(got.shares.values()) == pytest.approx(1)


@settings(max_examples=50, deadline=None)
@given(values=VALUES, index=st.sampled_from(["T", "L"]))
def test_theil_nested_parts_add_up(values: list[float], index: str) -> None:
    n = len(values)
    outer = ["east" if i % 2 else "west" for i in range(n)]
    inner = [i % 3 for i in range(n)]
    got = theil(values, [outer, inner], index=index)  # type: ignore[arg-type]
    assert sum(got.between) + got.within == pytest.approx(got.total, abs=1e-12)
    assert min(*got.between, got.within) >= -1e-12
    flat = theil(values, outer, index=index)  # type: ignore[arg-type]
    assert flat.total == pytest.approx(got.total)
    assert flat.between[0] == pytest.approx(got.between[0])
    assert flat.within == pytest.approx(got.between[1] + got.within, abs=1e-12)


def test_theil_by_hand() -> None:
    assert theil([1, 3]).total == pytest.approx(0.25 * np.log(0.5) + 0.75 * np.log(1.5))
    assert theil([1, 3], index="L").total == pytest.approx(-(np.log(0.5) + np.log(1.5)) / 2)
    assert theil([0, 2]).total == pytest.approx(np.log(2))
    named = theil([1, 2, 3, 4], {"地带": list("aabb"), "省": list("xyxy")})
    assert named.levels == ("地带", "省")
    assert named.groups_frame()["group"].to_list() == ["a / x", "a / y", "b / x", "b / y"]
    with pytest.raises(MeasureError, match="infinite"):
        theil([0, 2], index="L")


def test_variation_and_atkinson() -> None:
    assert coefficient_of_variation([1, 2, 3]) == pytest.approx(np.sqrt(2 / 3) / 2)
    assert coefficient_of_variation([1, 2, 3], ddof=1) == pytest.approx(0.5)
    williamson = np.sqrt(0.25 * 0.75**2 + 0.75 * 0.25**2) / 2.75
    assert coefficient_of_variation([2, 3], [1, 3]) == pytest.approx(williamson)
    assert atkinson([1, 4], epsilon=1) == pytest.approx(1 - 2 / 2.5)
    assert atkinson([1, 4], epsilon=0.5) == pytest.approx(1 - 1.5**2 / 2.5)


@pytest.mark.parametrize("values", [[-1, 2], [0, 0], [1, float("nan")], []])
def test_what_has_no_inequality(values: list[float]) -> None:
    for measure in (gini, theil, dagum):
        with pytest.raises(MeasureError):
            measure(values if measure is not dagum else [values])  # type: ignore[operator]


def test_series_leaves_out_what_is_missing_and_says_how_many_remain() -> None:
    frame = pl.DataFrame({"y": [1, 1, 1, 2, 2, 2], "v": [1.0, 2, 3, 4, 5, None], "g": list("aabaab")})
    got = inequality_series(frame, value="v", period="y", group="g").to_frame()
    assert got["n"].to_list() == [3, 2]
    assert got["gini"].to_list() == pytest.approx([gini([1, 2, 3]), gini([4, 5])])
    parts = got["dagum_within"] + got["dagum_net_between"] + got["dagum_transvariation"]
    assert parts.to_list() == pytest.approx(got["gini"].to_list())
