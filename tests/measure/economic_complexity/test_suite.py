from __future__ import annotations

import itertools

import numpy as np
import polars as pl
import pytest
from polars.testing import assert_frame_equal

import yanzhen.measure as ym
from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.economic_complexity import chunks
from yanzhen.measure.economic_complexity.conventions import growthlab
from yanzhen.measure.economic_complexity.eigen import complexity_vectors
from yanzhen.measure.economic_complexity.proximity import ActivitySide, RegionSide
from yanzhen.measure.matrix import factorised

COLUMNS = ["rca", "mcp", "diversity", "ubiquity", "eci", "pci", "density", "coi", "cog"]


def test_region_side_and_activity_side_agree() -> None:
    rng = np.random.default_rng(0)
    for shape in ((6, 40), (40, 6), (15, 15), (1, 9), (9, 1)):
        flags = rng.random(shape) < 0.3
        flags[:, 2:3] = False  # an activity nobody has
        m, u = flags.astype(float), flags.sum(axis=0).astype(float)
        activities, regions = ActivitySide(flags, u), RegionSide(flags, u)
        one, two = np.empty(shape), np.empty(shape)
        for weights in (None, rng.random(shape[1])):
            row = activities.present(one, weights)
            assert regions.present(two, weights) == pytest.approx(row, abs=1e-12)
            assert two == pytest.approx(one, abs=1e-12)
        found, expected = (growthlab(side.vectors(m.sum(axis=1), u)) for side in (regions, activities))
        assert found.second == pytest.approx(expected.second, nan_ok=True)
        if expected.second - expected.third > 1e-6:
            assert found.eci == pytest.approx(expected.eci, abs=1e-9, nan_ok=True)
            assert found.pci == pytest.approx(expected.pci, abs=1e-9, nan_ok=True)


def test_region_side_where_nobody_has_anything_is_zero() -> None:
    side, out = RegionSide(np.zeros((2, 30), dtype=bool), np.zeros(30)), np.full((2, 30), np.nan)
    assert not side.present(out).any() and not out.any()
    assert np.isnan(side.vectors(np.zeros(2), np.zeros(30)).eci).all()


@pytest.mark.parametrize("spoilt", [None, 0, 3, 15_000, 29_999])
@pytest.mark.parametrize("kind", [pl.String, pl.Int64, pl.Float64])
def test_labels_in_cycles_runs_and_disorder_are_coded_alike(
    kind: type[pl.DataType], spoilt: int | None
) -> None:
    cycle, runs = np.tile(np.arange(300)[::-1], 100), np.repeat(np.arange(30), 1000)
    for numbers in (cycle, runs, cycle[:-7]):
        if spoilt is not None:
            numbers[min(spoilt, len(numbers) - 1)] = 999
        series = pl.Series("label", numbers).cast(kind)
        labels, codes = factorised(series.to_frame())["label"]
        assert labels.to_list() == sorted(set(series.to_list()))
        assert (labels.gather(codes) == series).all()


def test_long_columns_of_a_panel_in_several_chunks_are_in_line() -> None:
    rng = np.random.default_rng(6)
    shape = 3, 40, 21
    value = rng.lognormal(size=shape) * (rng.random(shape) < 0.7)
    value[1, 17] = 0  # a region with nothing in one period
    cells = list(itertools.product(range(3), range(40), range(21)))
    keys = pl.DataFrame(cells, schema=["period", "region", "activity"], orient="row")
    table = keys.with_columns(value=pl.Series(value.reshape(-1)))
    whole = ym.complexity(table, period="period").to_frame()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chunks, "CELLS", 150)  # seven regions
        cut = ym.complexity(table, period="period").to_frame()
    assert {column.n_chunks() for column in cut} == {18} and {column.n_chunks() for column in whole} == {1}
    assert_frame_equal(cut, whole)
    assert_frame_equal(cut.select("period", "region", "activity", "value"), table)


def test_eigenvectors_solve_their_equation() -> None:
    rng = np.random.default_rng(1)
    for shape in ((12, 30), (90, 70), (70, 200)):
        m = (rng.random(shape) < 0.35).astype(float)
        d, u = m.sum(axis=1), m.sum(axis=0)
        found = complexity_vectors(m, d, u)
        transition = (m / d[:, None]) @ (m / u).T
        values = np.sort(np.linalg.eigvals(transition).real)[::-1]
        assert found.second == pytest.approx(values[1], abs=1e-10)
        assert found.third == pytest.approx(values[2], abs=1e-10)
        assert transition @ found.eci == pytest.approx(found.second * found.eci, abs=1e-10)
        assert found.eci == pytest.approx(m @ found.pci / d, abs=1e-12)


def test_eci_is_the_mean_pci_of_what_is_present(panel: pl.DataFrame) -> None:
    result = ym.complexity(panel, period="period").to_frame()
    means = (
        result.filter(pl.col("mcp") == 1)
        .group_by("period", "region")
        .agg(pl.col("pci").mean(), pl.col("eci").first())
    )
    assert (means["pci"] - means["eci"]).abs().max() < 1e-10


def test_scale_order_and_labels_do_not_matter(panel: pl.DataFrame) -> None:
    plain = ym.complexity(panel, period="period").to_frame()
    moved = panel.sample(fraction=1.0, shuffle=True, seed=1).with_columns(
        region="X" + pl.col("region"), value=pl.col("value") * 1024
    )
    other = (
        ym.complexity(moved, period="period").to_frame().with_columns(region=pl.col("region").str.slice(1))
    )
    assert_frame_equal(plain.select(COLUMNS), other.select(COLUMNS), rel_tol=1e-9, abs_tol=1e-10)


def test_every_period_is_measured_by_itself(panel: pl.DataFrame) -> None:
    whole = ym.complexity(panel, period="period").to_frame()
    one = ym.complexity(panel.filter(pl.col("period") == 2021)).to_frame()
    assert_frame_equal(whole.filter(pl.col("period") == 2021).drop("period"), one, rel_tol=1e-12)


def test_empty_region_is_null_with_a_reason_and_touches_no_other(panel: pl.DataFrame) -> None:
    table = panel.filter(pl.col("period") == 2020)
    nothing = pl.DataFrame({"period": [2020], "region": ["R999"], "activity": ["A000"], "value": [0.0]})
    plain, more = ym.complexity(table), ym.complexity(pl.concat([table, nothing]))
    assert_frame_equal(
        plain.to_frame().select("region", *COLUMNS),
        more.to_frame().filter(pl.col("region") != "R999").select("region", *COLUMNS),
        rel_tol=1e-10,
    )
    last = more.regions().row(-1, named=True)
    assert last["eci"] is None and last["diversity"] is None
    assert "no value above zero" in last["reason"]
    assert plain.regions()["reason"].null_count() == 25
    cells = more.to_frame().filter(pl.col("region") == "R999")
    assert cells["mcp"].null_count() == cells.height


def test_missing_period_of_one_region(panel: pl.DataFrame) -> None:
    table = panel.filter(~((pl.col("region") == "R003") & (pl.col("period") == 2021)))
    regions = ym.complexity(table, period="period").regions().filter(pl.col("region") == "R003")
    assert regions["eci"].is_null().to_list() == [False, True, False]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("convention", ["growthlab", "oec", "econgeo"])
@pytest.mark.parametrize("method", ["eigenvector", "reflections"])
def test_a_period_of_zeros_is_null_and_touches_no_other(
    panel: pl.DataFrame, convention: str, method: str
) -> None:
    zeros = panel.with_columns(year=pl.lit(2030), value=pl.lit(0.0))
    both = pl.concat([panel.with_columns(year=pl.lit(2029)), zeros])
    result = ym.complexity(both, period="year", convention=convention, method=method)
    frame = result.to_frame()
    assert frame.filter(pl.col("year") == 2030).select(COLUMNS).null_count().sum_horizontal().item() == (
        len(COLUMNS) * panel.select("region", "activity").unique().height
    )
    alone = ym.complexity(panel, convention=convention, method=method).to_frame()
    assert_frame_equal(frame.filter(pl.col("year") == 2029).drop("year"), alone)
    for measure in (ym.fitness, ym.method_of_reflections, ym.coagglomeration, ym.rank_robustness):
        measure(both, period="year")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("convention", ["growthlab", "oec", "econgeo"])
@pytest.mark.parametrize("method", ["eigenvector", "reflections"])
def test_where_all_regions_are_alike_nothing_is_ranked(convention: str, method: str) -> None:
    cells = list(itertools.product("abcd", "pqrst"))
    alike = pl.DataFrame(cells, schema=["region", "activity"], orient="row").with_columns(value=pl.lit(1.0))
    result = ym.complexity(alike, convention=convention, method=method)
    assert result.regions()["eci"].null_count() == 4
    assert "all regions have the same ECI: it cannot be standardised" in result.notes
    assert result.to_frame()["density"].is_not_null().all()


def test_notes_of_single_measures_name_their_period() -> None:
    own = pl.DataFrame(
        {"region": ["a", "b", "c"] * 2, "activity": ["x", "y", "z"] * 2, "year": [1, 1, 1, 2, 2, 2]}
    )
    notes = ym.eci(own.with_columns(value=pl.lit(1.0)), period="year").notes
    assert [note[:3] for note in notes] == ["1: ", "2: "]


def test_many_separate_parts_of_one_region_each() -> None:
    own = pl.DataFrame({"region": [f"r{i % 40:02}" for i in range(120)], "activity": range(120)})
    result = ym.complexity(own.with_columns(value=pl.lit(1.0)))
    assert result.diagnostics()["second"].item() == pytest.approx(1.0)
    assert any("separate parts" in note for note in result.notes)


def test_region_present_nowhere_at_a_high_threshold(panel: pl.DataFrame) -> None:
    result = ym.complexity(panel.filter(pl.col("period") == 2020), threshold=6.0)
    frame = result.regions()
    nowhere = frame.filter(pl.col("diversity") == 0)
    assert nowhere.height > 0
    assert nowhere["eci"].null_count() == nowhere.height
    assert "present nowhere" in nowhere["reason"][0]
    assert frame["eci"].drop_nulls().std(ddof=0) == pytest.approx(1.0)


def test_single_region_and_single_activity_have_no_complexity() -> None:
    one = pl.DataFrame({"region": ["a", "a"], "activity": ["x", "y"], "value": [1.0, 2.0]})
    result = ym.complexity(one)
    assert result.regions()["eci"].to_list() == [None]
    assert "fewer than two" in result.notes[0]
    assert result.regions()["diversity"].to_list() == [2]


def test_separate_parts_are_said_to_be_separate() -> None:
    table = pl.DataFrame({"region": ["a", "b", "c"], "activity": ["x", "x", "y"], "value": [1.0, 1.0, 1.0]})
    assert any("separate parts" in note for note in ym.complexity(table).notes)


def test_identical_regions_cannot_be_ranked() -> None:
    table = pl.DataFrame(
        {
            "region": ["a", "a", "b", "b", "c", "c"],
            "activity": ["x", "y"] * 3,
            "value": [1.0, 2.0, 2.0, 4.0, 3.0, 6.0],
        }
    )
    result = ym.complexity(table)
    assert result.notes
    assert result.regions()["eci"].null_count() == 3


def test_negative_values_are_refused_and_nulls_are_noted(panel: pl.DataFrame) -> None:
    table = panel.filter(pl.col("period") == 2020)
    with pytest.raises(MeasureError, match="negative"):
        ym.complexity(table.with_columns(value=-pl.col("value")))
    holes = table.with_columns(value=pl.when(pl.col("region") == "R001").then(None).otherwise("value"))
    result = ym.complexity(holes)
    assert "60 rows without a value" in result.notes[0]
    assert "R001" not in result.regions()["region"].to_list()
    with pytest.raises(MeasureError, match="no row"):
        ym.complexity(table.with_columns(value=pl.lit(None, dtype=pl.Float64)))


def test_repeated_keys_are_added_up(panel: pl.DataFrame) -> None:
    table = panel.filter(pl.col("period") == 2020)
    halves = pl.concat([table.with_columns(value=pl.col("value") / 2)] * 2)
    assert_frame_equal(ym.complexity(table).to_frame(), ym.complexity(halves).to_frame(), rel_tol=1e-10)


def test_presence_may_be_given() -> None:
    rng = np.random.default_rng(2)
    rows = [(f"R{i}", f"A{j:02}", int(rng.random() < 0.5)) for i in range(9) for j in range(12)]
    table = pl.DataFrame(rows, schema=["region", "activity", "value"], orient="row")
    result = ym.complexity(table, presence="value").to_frame()
    assert "rca" not in result.columns
    assert result["mcp"].to_list() == [value for _, _, value in rows]


@pytest.mark.parametrize("labels", ["int", "date", "enum", "categorical"])
def test_labels_of_any_type_come_back_in_their_type(panel: pl.DataFrame, labels: str) -> None:
    table = panel.filter(pl.col("period") == 2020)
    number = pl.col("region").str.slice(1).cast(pl.Int64)
    casts = {
        "int": number,
        "date": pl.date(2000, 1, 1) + pl.duration(days=number),
        "enum": pl.col("region").cast(pl.Enum(table["region"].unique().sort())),
        "categorical": pl.col("region").cast(pl.Categorical),
    }
    changed = table.with_columns(region=casts[labels])
    result = ym.complexity(changed).to_frame()
    assert result["region"].dtype == changed["region"].dtype
    assert_frame_equal(result.select(COLUMNS), ym.complexity(table).to_frame().select(COLUMNS), rel_tol=1e-12)


def test_single_measures_equal_the_suite(panel: pl.DataFrame) -> None:
    suite = ym.complexity(panel, period="period")
    for name in ("diversity", "eci"):
        alone = getattr(ym, name)(panel, period="period").to_frame()
        assert_frame_equal(alone, suite.regions().select("period", "region", name))
    for name in ("ubiquity", "pci"):
        alone = getattr(ym, name)(panel, period="period").to_frame()
        assert_frame_equal(alone, suite.activities().select("period", "activity", name))
    density = ym.relatedness_density(panel, period="period").to_frame()["density"]
    assert density.to_numpy() == pytest.approx(suite.to_frame()["density"].to_numpy(), abs=1e-12)


def test_columns_can_be_chosen(panel: pl.DataFrame) -> None:
    frame = ym.complexity(panel, period="period").to_frame(columns=["eci", "mcp"])
    assert frame.columns == ["period", "region", "activity", "eci", "mcp"]


def test_wrong_options_are_refused(panel: pl.DataFrame) -> None:
    with pytest.raises(UsageError, match="growthlab"):
        ym.complexity(panel, convention="atlas")
    with pytest.raises(UsageError, match="threshold"):
        ym.complexity(panel, threshold=0)
    with pytest.raises(MeasureError, match="no column"):
        ym.complexity(panel, region="city")
