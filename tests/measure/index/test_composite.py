"""composite_index: bounds, missing cells, coverage, ranks, and what is said beside them."""

from __future__ import annotations

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index import (
    composite_index,
    contributions_frame,
    methods_text,
    missing_effect,
    robustness,
)
from yanzhen.terms import Figure, Interval


def exact(n: int = 8, years: int = 3, seed: int = 0) -> pl.DataFrame:
    random = np.random.default_rng(seed)
    rows = n * years
    return pl.DataFrame(
        {
            "city": [f"c{i}" for i in range(n)] * years,
            "year": np.repeat(np.arange(2020, 2020 + years), n),
            "rd": random.gamma(2.0, size=rows),
            "patents": random.gamma(3.0, size=rows),
            "energy": random.uniform(0.2, 1.0, size=rows),
        }
    )


def test_same_scores_from_every_kind_of_frame() -> None:
    frame = exact()
    options = {"region": "city", "period": "year", "reverse": ["energy"]}
    want = composite_index(frame, **options).score
    pandas = frame.to_pandas()
    assert isinstance(pandas, pd.DataFrame)
    arrow = frame.to_arrow()
    assert isinstance(arrow, pa.Table)
    for other in (pandas, arrow, frame.lazy(), frame.to_dict(as_series=False)):
        np.testing.assert_allclose(composite_index(other, **options).score, want)


def test_scores_ignore_units_and_row_order() -> None:
    frame = exact()
    options = {"region": "city", "period": "year", "reverse": ["energy"]}
    want = composite_index(frame, **options).to_frame().sort("year", "city")
    scaled = frame.with_columns(pl.col("rd") * 1e4, pl.col("energy") / 7).sample(
        fraction=1, shuffle=True, seed=1
    )
    got = composite_index(scaled, **options).to_frame().sort("year", "city")
    np.testing.assert_allclose(got["score"], want["score"], atol=1e-12)
    assert got["rank"].to_list() == want["rank"].to_list()


def test_contributions_add_up_to_the_score() -> None:
    result = composite_index(exact(), region="city", period="year", reverse=["energy"])
    parts = contributions_frame(result).select(result.names).to_numpy().sum(axis=1)
    np.testing.assert_allclose(parts, result.score)
    other = composite_index(exact(), region="city", period="year", aggregation="geometric")
    with pytest.raises(MeasureError, match="no sum of parts"):
        contributions_frame(other)


def bounded() -> pl.DataFrame:
    return pl.DataFrame(
        {
            "region": ["A", "B", "C", "D"],
            "output": ["500", "超800", "900", "1000"],
            "firms": ["10", "20", "25", "30-40"],
        }
    )


def test_bounds_give_intervals_and_cannot_rank() -> None:
    result = composite_index(bounded(), weights="equal")
    frame = result.to_frame()
    assert frame["status"].to_list() == ["exact", "interval", "exact", "interval"]
    # B: output 800 to (open end) the largest known value, 1000; firms 20 of 10..40.
    assert result.low[1] == pytest.approx((300 / 500 + 10 / 30) / 2)
    assert result.high[1] == pytest.approx((1 + 10 / 30) / 2)
    assert result.score[0] == 0
    assert frame["score"].to_list()[1] is None
    assert frame["rank"].to_list() == [4, None, None, 1]
    assert frame.select("rank_best", "rank_worst").rows()[1:3] == [(2, 3), (2, 3)]
    assert "无法排名" in (frame["reason"][1] or "")
    assert any("只知道范围" in text for text in result.notes)


@pytest.mark.parametrize(
    "cell",
    [Figure.of(800, "CNY", ">"), Interval(800, low_open=True), (800, None), "超800", ">800", "突破８００"],
)
def test_every_way_of_writing_a_bound(cell: object) -> None:
    frame = {"region": ["A", "B", "C"], "x": [500, cell, 1000]}
    result = composite_index(pd.DataFrame(frame), weights="equal", aggregation="linear")
    assert result.low[1] == pytest.approx(0.6)
    assert result.high[1] == pytest.approx(1.0)


def test_pairs_of_bound_columns() -> None:
    frame = pl.DataFrame({"region": ["A", "B", "C"], "x_low": [5.0, 6.0, None], "x_high": [5.0, None, 10.0]})
    system = {"id": "s", "dimensions": [{"id": "d", "indicators": [{"id": "x", "direction": "positive"}]}]}
    result = composite_index(frame, system=system, weights="equal")
    np.testing.assert_allclose(result.low, [0, 0.2, 0])
    np.testing.assert_allclose(result.high, [0, 1, 1])


CELLS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(sorted)


@settings(max_examples=40, deadline=None)
@given(cells=st.lists(st.tuples(CELLS, CELLS), min_size=3, max_size=6), at=st.floats(0, 1), data=st.data())
def test_no_score_inside_the_bounds_leaves_the_interval(cells: list, at: float, data: st.DataObject) -> None:  # type: ignore[type-arg]
    system = {
        "id": "s",
        "dimensions": [
            {
                "id": "d",
                "indicators": [
                    {"id": "x", "direction": "positive", "goalposts": [0, 20]},
                    {"id": "y", "direction": "negative", "goalposts": [0, 20]},
                ],
            }
        ],
    }
    how = data.draw(st.sampled_from(["linear", "geometric", "topsis", "improved-topsis"]))
    options = {"system": system, "weights": [0.3, 0.7], "normalization": "goalposts", "aggregation": how}
    regions = [str(i) for i in range(len(cells))]
    held = composite_index(
        pd.DataFrame(
            {"region": regions, "x": [tuple(x) for x, _ in cells], "y": [tuple(y) for _, y in cells]}
        ),
        **options,  # type: ignore[arg-type]
    )
    inside = composite_index(
        {
            "region": regions,
            "x": [x[0] + at * (x[1] - x[0]) for x, _ in cells],
            "y": [y[0] + at * (y[1] - y[0]) for _, y in cells],
        },
        **options,  # type: ignore[arg-type]
    )
    assert (inside.score >= held.low - 1e-9).all()
    assert (inside.score <= held.high + 1e-9).all()
    assert (inside.ranks.best >= held.ranks.best).all()
    assert (inside.ranks.worst <= held.ranks.worst).all()


def holes() -> pl.DataFrame:
    return exact().with_columns(
        rd=pl.when((pl.col("city") == "c1") & (pl.col("year") == 2021)).then(None).otherwise(pl.col("rd"))
    )


def test_missing_cells_are_never_filled_silently() -> None:
    result = composite_index(holes(), region="city", period="year")
    row = result.row("c1", 2021)
    assert result.status[row] == "partial"
    assert not result.treated.filled.any()
    assert any("缺失" in text for text in result.notes)
    filled = composite_index(holes(), region="city", period="year", missing="interpolate")
    assert filled.status[row] == "filled"
    assert filled.treated.filled.sum() == 1
    before, after = (exact().filter(city="c1", year=y)["rd"][0] for y in (2020, 2022))
    assert filled.treated.known[row, 0] == pytest.approx((before + after) / 2)
    held = composite_index(holes(), region="city", period="year", missing="interval")
    assert held.status[row] == "interval"
    none = composite_index(holes(), region="city", period="year", missing="complete")
    assert none.status[row] == "withheld"
    assert np.isnan(none.score[row])


def test_interpolation_does_not_reach_beyond_the_known_years() -> None:
    frame = exact().with_columns(
        rd=pl.when((pl.col("city") == "c1") & (pl.col("year") == 2022)).then(None).otherwise(pl.col("rd"))
    )
    assert not composite_index(
        frame, region="city", period="year", missing="interpolate"
    ).treated.filled.any()
    assert composite_index(frame, region="city", period="year", missing="carry").treated.filled.sum() == 1


def test_effect_of_the_treatment_is_shown() -> None:
    effect = missing_effect(composite_index(holes(), region="city", period="year"))
    assert effect.height == 1
    assert effect["missing"][0] == "rd"
    row = effect.row(0, named=True)
    assert row["score_low_interval"] < row["score_interpolate"] < row["score_high_interval"]
    assert row["score_complete"] is None


def test_below_the_floor_there_is_no_score() -> None:
    frame = pl.DataFrame(
        {"region": list("ABCD"), "x": [1, 2, 3, None], "y": [3, 1, 2, None], "z": [1.0, 2, 3, 4]}
    )
    result = composite_index(frame, floor=0.5)
    assert result.to_frame()["status"].to_list() == ["exact"] * 3 + ["withheld"]
    assert result.to_frame()["score"][3] is None
    assert "33%(1/3)" in (result.reasons[3] or "")
    # Its value of z (4, the largest) takes no part in the range.
    assert result.posts[1][0][2] == 3


def test_kinds_of_nothing_are_told_apart() -> None:
    frame = pl.DataFrame(
        {
            "region": list("ABCD"),
            "x": ["1", "0", "保密", "3"],
            "y": ["2", "1", "不适用", "-"],
            "z": [1, 2, 3, 4],
        }
    )
    result = composite_index(frame, floor=0.6, weights="equal")
    assert result.status[1] == "exact"  # zero is a value
    assert "不公开1项" in (result.reasons[2] or "")
    assert "不适用1项" in (result.reasons[2] or "")
    assert result.status[3] == "partial"


def test_a_packaged_system_refuses_a_table_that_knows_too_little() -> None:
    frame = pl.DataFrame({"city": ["甲", "乙"], "研发强度": [1.0, 2.0], "单位GDP能耗": [0.3, 0.5]})
    with pytest.raises(MeasureError) as caught:
        composite_index(frame, system="nqpf-elements", region="city")
    assert "覆盖率" in caught.value.what
    assert "研发经费投入强度(近似列: 研发强度)" in (caught.value.where or "")


def test_target_and_log_indicators() -> None:
    indicators = [
        {"id": "density", "direction": "target", "target": [40, 60]},
        {"id": "size", "direction": "positive", "transform": "log"},
    ]
    system = {"id": "s", "dimensions": [{"id": "d", "indicators": indicators}]}
    frame = pl.DataFrame({"region": list("ABC"), "density": [50.0, 100.0, 30.0], "size": [1.0, 100.0, 10.0]})
    result = composite_index(frame, system=system, weights="equal")
    np.testing.assert_allclose(result.scaled.known[:, 0], [1, 0, 0.75])
    np.testing.assert_allclose(result.scaled.known[:, 1], [0, 1, 0.5])
    with pytest.raises(MeasureError, match="logarithm"):
        composite_index(frame.with_columns(size=pl.lit(0.0)), system=system)


@pytest.mark.parametrize(
    ("frame", "match"),
    [
        ({"region": ["A", "A"], "x": [1, 2]}, "two rows"),
        ({"region": ["A", None], "x": [1, 2]}, "without its key"),
        ({"region": ["A", "B"], "x": ["1", "many"]}, "not a number"),
        ({"place": ["A", "B"], "x": [1, 2]}, "no column 'region'"),
    ],
)
def test_wrong_tables_are_refused_with_the_place(frame: dict[str, list[object]], match: str) -> None:
    with pytest.raises(MeasureError, match=match):
        composite_index(frame)


@pytest.mark.parametrize(
    "options",
    [
        {"weights": "magic"},
        {"aggregation": "magic"},
        {"normalization": "magic"},
        {"missing": "magic"},
        {"floor": 0.0},
        {"normalization": "yearwise"},
        {"weights": "published"},
        {"normalization": "goalposts"},
    ],
)
def test_unknown_options_are_usage_errors(options: dict[str, object]) -> None:
    frame = {"region": ["A", "B", "C"], "x": [1, 2, None], "y": [3, 1, 2]}
    with pytest.raises(UsageError):
        composite_index(frame, **options)  # type: ignore[arg-type]


def test_weights_of_the_user() -> None:
    frame = {"region": ["A", "B", "C"], "x": [1, 2, 3], "y": [3, 1, 2]}
    by_name = composite_index(frame, weights={"x": 3, "y": 1})
    np.testing.assert_allclose(by_name.weights, [0.75, 0.25])
    np.testing.assert_allclose(composite_index(frame, weights=[3, 1]).score, by_name.score)
    assert by_name.settings.weights == "given"


def test_dimension_scores_feed_the_coupling() -> None:
    system = {
        "id": "s",
        "dimensions": [
            {
                "id": "p",
                "indicators": [{"id": "x", "direction": "positive"}, {"id": "y", "direction": "positive"}],
            },
            {"id": "q", "indicators": [{"id": "z", "direction": "negative"}]},
        ],
    }
    frame = {"region": list("ABC"), "x": [1, 2, 3], "y": [3, 1, 2], "z": [1, 2, 3]}
    result = composite_index(frame, system=system, weights="equal-nested")
    np.testing.assert_allclose(result.dimension_scores()[:, 1], [1, 0.5, 0])
    np.testing.assert_allclose(result.dimension_scores().mean(axis=1), result.score)
    assert result.coupling().C[2] == 0
    assert result.coupling("modified").method == "modified"


def test_methods_text_says_what_was_done() -> None:
    result = composite_index(holes(), region="city", period="year", reverse=["energy"])
    text = methods_text(result, robust=robustness(result, draws=200))
    assert "熵权法" in text
    assert "n = 24" in text
    assert "200 次" in text
    assert "Shannon" in text
    assert "pooled" in methods_text(result, "en")
