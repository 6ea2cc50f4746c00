"""Rank ranges against plain loops; other methods; waterfalls."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from scipy.stats import rankdata

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index import (
    composite_index,
    gap,
    heatmap,
    profile,
    rank_intervals,
    rank_ranges,
    ranked,
    robustness,
    waterfall,
)
from yanzhen.measure.index.aggregate import AGGREGATIONS
from yanzhen.measure.index.robustness import drawn_weights


def brute(Z: np.ndarray, W: np.ndarray, aggregation: str) -> np.ndarray:
    scores = [AGGREGATIONS[aggregation](Z, w) for w in W]
    return np.array([rankdata(-np.round(s, 12), method="min") for s in scores]).T


@pytest.mark.parametrize("aggregation", list(AGGREGATIONS))
@pytest.mark.parametrize("scheme", ["uniform", "dirichlet"])
def test_ranges_equal_plain_loops(aggregation: str, scheme: str) -> None:
    random = np.random.default_rng(1)
    Z, w = random.random((25, 6)), random.dirichlet(np.ones(6))
    Z[7] = Z[3]  # twins share a rank in every draw
    Z[2, 1] = 0.0
    got = rank_ranges(Z, w, draws=700, aggregation=aggregation, scheme=scheme, seed=4)  # type: ignore[arg-type]
    ranks = brute(Z, drawn_weights(w, 700, 0.25, scheme, 4), aggregation)
    given = brute(Z, w[None], aggregation)[:, 0]
    assert got.rank.tolist() == given.tolist()
    assert got.best.tolist() == ranks.min(axis=1).tolist()
    assert got.worst.tolist() == ranks.max(axis=1).tolist()
    np.testing.assert_allclose(got.mean, ranks.mean(axis=1))
    np.testing.assert_allclose(got.stability, (ranks == given[:, None]).mean(axis=1))
    for q, column in ((0.05, got.low), (0.5, got.median), (0.95, got.high)):
        assert column.tolist() == np.quantile(ranks, q, axis=1, method="inverted_cdf").tolist()


def test_groups_are_ranked_apart_and_workers_change_nothing() -> None:
    random = np.random.default_rng(2)
    Z, years = random.random((30, 4)), np.tile([1, 2, 3], 10)
    one = rank_ranges(Z, groups=years, draws=300, workers=1)
    two = rank_ranges(Z, groups=years, draws=300, workers=2)
    assert one.to_frame().equals(two.to_frame())
    assert one.worst.max() <= 10
    alone = rank_ranges(Z[years == 2], draws=300)
    assert one.best[years == 2].tolist() == alone.best.tolist()


def test_missing_cells_scale_the_other_weights_up() -> None:
    Z = np.array([[0.5, np.nan], [0.4, 0.4], [0.6, 0.6]])
    got = rank_ranges(Z, draws=100)
    assert got.best.tolist() == got.worst.tolist() == [2, 3, 1]
    with pytest.raises(MeasureError, match="no value"):
        rank_ranges([[np.nan, np.nan], [1, 0]])
    with pytest.raises(UsageError):
        rank_ranges(Z, spread=0.0)
    with pytest.raises(MeasureError, match=r"0\.\.1"):
        rank_ranges(Z * 9)


def test_rank_intervals_by_hand() -> None:
    low = np.array([0.9, 0.5, 0.4, 0.1, np.nan, 0.1])
    high = np.array([0.9, 0.7, 0.6, 0.1, np.nan, 0.1])
    ranks = rank_intervals(low, high, np.zeros(6, dtype=np.intp))
    assert ranks.best.tolist() == [1, 2, 2, 4, 0, 4]
    assert ranks.worst.tolist() == [1, 3, 3, 4, 0, 4]
    assert ranks.certain.tolist() == [True, False, False, True, False, True]


def panel() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "r": list("ABC") * 2,
            "y": [1, 1, 1, 2, 2, 2],
            "a": [1.0, 2, 3, 6, 3, 4],
            "b": [10.0, 30, 20, 40, 50, 20],
        }
    )


@pytest.mark.parametrize("aggregation", list(AGGREGATIONS))
def test_waterfall_adds_up_and_says_who_was_passed(aggregation: str) -> None:
    result = composite_index(panel(), region="r", period="y", aggregation=aggregation)
    found = waterfall(result, "A")
    assert sum(step.part for step in found.steps) == pytest.approx(found.change)
    assert found.rank_start == (3, 3)
    assert found.rank_end == (1, 1)
    assert set(found.passed) == {"B", "C"}
    assert found.passed_by == ()
    between = gap(result, "A", "B")
    assert sum(step.part for step in between.steps) == pytest.approx(between.change)


def test_yearwise_scores_have_no_waterfall() -> None:
    result = composite_index(panel(), region="r", period="y", normalization="yearwise")
    with pytest.raises(MeasureError, match="common scale"):
        waterfall(result, "A")
    assert robustness(result, draws=50).to_frame().height == 6


def test_pictures_leave_out_what_has_no_score() -> None:
    frame = panel().with_columns(b=pl.when(pl.col("r") == "C").then(None).otherwise(pl.col("b")))
    result = composite_index(frame, region="r", period="y", floor=0.9)
    picture = ranked(result)
    assert [bar.region for bar in picture.bars] == ["A", "B"]
    assert picture.withheld[0][0] == "C"
    assert heatmap(result).regions == ("A", "B")
    assert profile(result, ["A"]).values.shape == (1, 0)  # own columns have no dimensions


def test_dropping_and_swapping() -> None:
    random = np.random.default_rng(0)
    frame = {"region": [str(i) for i in range(12)], **{k: random.random(12) for k in "abcd"}}
    robust = robustness(composite_index(frame), draws=200)
    assert robust.dropped.ranks.shape == (12, 4)
    assert len(robust.swapped.labels) == 12
    assert robust.swapped.agreement[robust.swapped.labels.index("entropy + linear")] == pytest.approx(1)
    weights = {k: w for k, w in composite_index(frame).weights.to_dict().items() if k != "b"}
    dropped = composite_index({k: v for k, v in frame.items() if k != "b"}, weights=weights)
    assert robust.dropped.ranks[:, 1].tolist() == dropped.ranks.best.tolist()
    columns = robust.to_frame().columns
    assert {"region", "rank", "low", "high", "drop_worst", "swap_best"} <= set(columns)
