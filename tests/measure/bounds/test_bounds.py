"""Bounds hold for every possible truth, are attained where they say so, and collapse to the number when exact."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

import yanzhen.measure as ym
from yanzhen.errors import MeasureError

cells = arrays(np.float64, (3, 3), elements=st.sampled_from([0.0, 0.5, 1.0, 2.0, 7.0, 30.0]))
widths = arrays(np.float64, (3, 3), elements=st.sampled_from([0.0, 0.0, 0.5, 3.0, 20.0]))
inside = arrays(np.float64, (8, 3, 3), elements=st.sampled_from([0.0, 0.3, 0.7, 1.0]))


def box(low: np.ndarray, high: np.ndarray, **extra: object) -> pl.DataFrame:
    shape = range(low.shape[0]), range(low.shape[1])
    rows = [
        (f"R{i}", f"A{j}", float(low[i, j]), None if np.isinf(high[i, j]) else float(high[i, j]))
        for i in shape[0]
        for j in shape[1]
    ]
    schema = {"region": pl.String, "activity": pl.String, "low": pl.Float64, "high": pl.Float64}
    return pl.DataFrame(rows, schema=schema, orient="row").with_columns(
        **{k: pl.lit(v) for k, v in extra.items()}
    )


def ends(table: pl.DataFrame, name: str, shape: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    low = table[f"{name}_low"].fill_null(np.nan).to_numpy().reshape(shape)
    return low, table[f"{name}_high"].fill_null(np.inf).to_numpy().reshape(shape)


def lq(x: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        return (x / x.sum(axis=1, keepdims=True)) / (x.sum(axis=0) / x.sum())


@settings(max_examples=80, deadline=None)
@given(cells, widths, inside)
def test_every_possible_truth_is_within(low: np.ndarray, width: np.ndarray, where: np.ndarray) -> None:
    table = box(low, low + width)
    lq_low, lq_high = ends(ym.lq_bounds(table).to_frame(), "lq", (3, 3))
    share_low, share_high = ends(ym.share_bounds(table).to_frame(), "share", (3, 3))
    h_low, h_high = ends(ym.herfindahl_bounds(table).to_frame(), "herfindahl", (3,))
    for position in where:
        truth = low + position * width
        with np.errstate(all="ignore"):
            share = truth / truth.sum(axis=1, keepdims=True)
        for number, least, most in (
            (lq(truth), lq_low, lq_high),
            (share, share_low, share_high),
            ((share**2).sum(axis=1), h_low, h_high),
        ):
            known = ~np.isnan(number)
            assert (number[known] >= least[known] - 1e-9 * (1 + number[known])).all()
            assert (number[known] <= most[known] + 1e-9 * (1 + number[known])).all()


@settings(max_examples=40, deadline=None)
@given(cells, widths, cells, widths, inside)
def test_shift_share_parts_are_within(
    a: np.ndarray, wa: np.ndarray, b: np.ndarray, wb: np.ndarray, where: np.ndarray
) -> None:
    a = a + 0.25  # a start above zero
    table = pl.concat([box(a, a + wa, period=1), box(b, b + wb, period=2)])
    result = ym.shift_share_bounds(table).to_frame()
    for position in where:
        x0, x1 = a + position * wa, b + position[::-1] * wb
        g, ga = x1.sum() / x0.sum(), x1.sum(axis=0) / x0.sum(axis=0)
        truths = {"national": x0 * (g - 1), "industry_mix": x0 * (ga - g), "competitive": x1 - x0 * ga}
        for name, truth in truths.items():
            least, most = ends(result, name, (3, 3))
            assert (truth >= least - 1e-7).all()
            assert (truth <= most + 1e-7).all()


def test_exact_inputs_give_the_exact_numbers() -> None:
    x = np.array([[3.0, 1.0, 0.0], [1.0, 5.0, 2.0]])
    least, most = ends(ym.lq_bounds(box(x, x)).to_frame(), "lq", (2, 3))
    assert least == pytest.approx(lq(x), rel=1e-14)
    assert most == pytest.approx(lq(x), rel=1e-14)


def test_lq_bounds_are_attained() -> None:
    """The greatest LQ inside the interval of x: not at an end, because LQ falls again to 1 for large x."""
    low, high = np.array([[1.0, 2.0], [2.0, 50.0]]), np.array([[100.0, 2.0], [2.0, 50.0]])
    tries = np.linspace(1, 100, 20_001)
    truth = np.array([lq(np.array([[x, 2.0], [2.0, 50.0]]))[0, 0] for x in tries])
    least, most = ends(ym.lq_bounds(box(low, high)).to_frame(), "lq", (2, 2))
    assert least[0, 0] == pytest.approx(truth.min(), rel=1e-9)
    assert most[0, 0] == pytest.approx(truth.max(), rel=1e-6)
    assert truth.argmax() not in (0, len(truth) - 1)


def test_more_than_stays_more_than() -> None:
    """超1000亿元 has no upper end: its share may be nearly all, the others' nearly nothing."""
    low, high = np.array([[1000.0, 500.0]]), np.array([[np.inf, 500.0]])
    table = ym.share_bounds(box(low, high)).to_frame()
    assert table["share_low"].to_list() == pytest.approx([2 / 3, 0.0])
    assert table["share_high"].to_list() == pytest.approx([1.0, 1 / 3])
    assert ym.herfindahl_bounds(box(low, high)).to_frame()["herfindahl_high"].to_list() == [1.0]


def test_specialisation_is_three_valued() -> None:
    low = np.array([[80.0, 20.0], [20.0, 80.0]])
    sure = ym.lq_bounds(box(low, low * 1.1)).to_frame()["specialised"].to_list()
    assert sure == [True, False, False, True]
    vague = ym.lq_bounds(box(low * 0.1, low * 5)).to_frame()["specialised"].to_list()
    assert vague == [None] * 4


def test_herfindahl_least_is_the_levelled_one() -> None:
    low, high = np.array([[1.0, 2.0, 10.0]]), np.array([[8.0, 9.0, 12.0]])
    least, most = ends(ym.herfindahl_bounds(box(low, high)).to_frame(), "herfindahl", (1,))
    grid = np.stack(
        np.meshgrid(*(np.linspace(a, b, 41) for a, b in zip(low[0], high[0], strict=True))), -1
    ).reshape(-1, 3)
    index = (grid**2).sum(axis=1) / grid.sum(axis=1) ** 2
    assert least[0] == pytest.approx(index.min(), abs=1e-12)
    assert index.max() <= most[0] <= index.max() * 1.02


def test_intervals_must_be_intervals() -> None:
    with pytest.raises(MeasureError, match="not intervals"):
        ym.lq_bounds(box(np.array([[2.0]]), np.array([[1.0]])))
    with pytest.raises(MeasureError, match="not intervals"):
        ym.lq_bounds(box(np.array([[-1.0]]), np.array([[1.0]])))


def test_unit_that_can_only_be_zero_is_null() -> None:
    low, high = np.array([[0.0, 0.0], [1.0, 1.0]]), np.array([[0.0, 0.0], [2.0, 2.0]])
    table = ym.lq_bounds(box(low, high)).to_frame()
    assert table["lq_low"].to_list()[:2] == [None, None]
    assert ym.herfindahl_bounds(box(low, high)).to_frame()["herfindahl_low"][0] is None
