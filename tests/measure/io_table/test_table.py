"""Building tables: what is checked, what is derived, what is refused by name."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import ImportsBasis, IOTable, aggregate, check_balance, remove_imports

FLOWS = [[150.0, 500.0], [200.0, 100.0]]


def miller_blair(**parts: object) -> IOTable:
    """Table 2.3 of Miller & Blair (2009)."""
    arguments: dict[str, object] = {"final_demand": [350.0, 1700.0], "sectors": ["a", "b"], **parts}
    return IOTable.from_arrays(FLOWS, imports_basis="none", **arguments)  # type: ignore[arg-type]


def test_missing_parts_are_residuals_and_say_so() -> None:
    table = miller_blair()
    assert table.output.tolist() == [1000.0, 2000.0]
    assert table.value_added.tolist() == [[650.0, 1400.0]]
    assert [note.code for note in table.assumptions] == ["imports-none", "residual-value-added"]
    given_output = IOTable.from_arrays(FLOWS, imports_basis="none", output=[1000.0, 2000.0])
    assert given_output.final_demand[:, 0].tolist() == [350.0, 1700.0]
    assert "residual-final-demand" in [note.code for note in given_output.notes]


def test_taxes_on_products_are_no_value_added() -> None:
    table = miller_blair(product_taxes=[50.0, 0.0])
    assert table.value_added.tolist() == [[600.0, 1400.0]], "the residual is what is left after them"
    assert aggregate(table, {"a": "all", "b": "all"}).product_taxes.tolist() == [50.0]
    kept = miller_blair(product_taxes=[50.0, 0.0], value_added=[650.0, 1400.0], on_imbalance="keep")
    assert [line.label for line in check_balance(kept).lines] == ["a"]


def test_names_of_a_labelled_frame() -> None:
    frame = pd.DataFrame(FLOWS, index=["农业", "工业"], columns=["农业", "工业"])
    assert IOTable.from_arrays(frame, imports_basis="none", output=[1000, 2000]).sectors == ("农业", "工业")
    regional = pd.MultiIndex.from_tuples([("甲", "农业"), ("乙", "农业")])
    by_region = pd.DataFrame(FLOWS, index=regional, columns=regional)
    table = IOTable.from_arrays(by_region, imports_basis="none", output=[1000, 2000])
    assert table.labels == ("甲 / 农业", "乙 / 农业")
    bare = IOTable.from_arrays(pd.DataFrame(FLOWS), imports_basis="none", output=[1000, 2000])
    assert bare.sectors == ("S1", "S2")
    with pytest.raises(MeasureError, match="工业"):
        IOTable.from_arrays(frame[["工业", "农业"]], imports_basis="none", output=[1000, 2000])


def test_coefficients_round_trip() -> None:
    table = miller_blair()
    again = IOTable.from_coefficients(table.coefficients, table.output, imports_basis="none")
    assert np.allclose(again.flows, table.flows)
    assert np.allclose(table.allocation, [[0.15, 0.5], [0.1, 0.05]])


@pytest.mark.parametrize("basis", [None, "", "maybe"])
def test_the_imports_basis_is_asked(basis: str | None) -> None:
    with pytest.raises(UsageError, match="imports"):
        IOTable.from_arrays(FLOWS, imports_basis=basis, output=[1000, 2000])  # type: ignore[arg-type]


def test_from_arrays_has_no_default_basis() -> None:
    with pytest.raises(TypeError):
        IOTable.from_arrays(FLOWS, output=[1000, 2000])  # type: ignore[call-arg]


def test_unbalanced_rows_and_columns_are_named() -> None:
    with pytest.raises(MeasureError, match=r"row b .*%") as caught:
        miller_blair(output=[1000.0, 2200.0])
    assert "row a" not in str(caught.value)
    kept = miller_blair(output=[1000.0, 2200.0], on_imbalance="keep")
    assert [note.code for note in kept.notes if note.warning] == ["unbalanced"]
    report = check_balance(kept)
    assert [(line.kind, line.label, line.gap) for line in report.lines] == [("row", "b", -200.0)]
    columns = miller_blair(value_added=[600.0, 1400.0], on_imbalance="keep")
    assert check_balance(columns).to_frame().row(0)[:2] == ("column", "a")


def test_rounding_within_tolerance_passes() -> None:
    assert check_balance(miller_blair(output=[1001.0, 1999.0])).balanced


def test_duplicated_sectors_are_named() -> None:
    with pytest.raises(MeasureError, match="农业"):
        IOTable.from_arrays(FLOWS, imports_basis="none", output=[1000, 2000], sectors=["农业", "农业"])
    regional = IOTable.from_arrays(
        FLOWS, imports_basis="none", output=[1000, 2000], sectors=["农业", "农业"], regions=["甲", "乙"]
    )
    assert regional.labels == ("甲 / 农业", "乙 / 农业")
    assert regional.index("农业").tolist() == [0, 1]


def test_zero_output_sector_with_flows_is_refused_and_idle_one_is_noted() -> None:
    with pytest.raises(MeasureError, match="b"):
        IOTable.from_arrays(FLOWS, imports_basis="none", output=[1000, 0], sectors=["a", "b"])
    idle = IOTable.from_arrays(
        [[10.0, 0.0], [0.0, 0.0]], imports_basis="none", output=[20, 0], sectors=["a", "b"]
    )
    assert idle.coefficients[:, 1].tolist() == [0.0, 0.0]
    assert "zero-output" in [note.code for note in idle.notes]


def test_negative_flows_are_kept_and_flagged_negative_output_refused() -> None:
    table = IOTable.from_arrays([[150.0, -5.0], [200.0, 100.0]], imports_basis="none", output=[1000, 2000])
    flagged = [note for note in table.notes if note.code == "negative-flows"]
    assert flagged and flagged[0].warning and "S1" in flagged[0].en
    with pytest.raises(MeasureError, match="negative"):
        IOTable.from_arrays(FLOWS, imports_basis="none", output=[-1000, 2000])


@pytest.mark.parametrize(
    "parts",
    [
        {"output": [1000.0, 2000.0, 1.0]},
        {"output": [1000.0, np.nan]},
        {"final_demand": [[1.0], [2.0], [3.0]]},
        {"output": [1000.0, 2000.0], "value_added": [[1.0, 2.0, 3.0]]},
        {"output": [1000.0, 2000.0], "sectors": ["a"]},
    ],
)
def test_wrong_shapes_and_cells(parts: dict[str, object]) -> None:
    with pytest.raises(MeasureError):
        IOTable.from_arrays(FLOWS, imports_basis="none", **parts)  # type: ignore[arg-type]


def test_a_cell_that_is_not_a_number_is_named() -> None:
    with pytest.raises(MeasureError, match="row b, column a"):
        IOTable.from_arrays(
            [[1.0, 2.0], [np.nan, 3.0]], imports_basis="none", output=[10, 10], sectors=["a", "b"]
        )
    with pytest.raises(MeasureError, match="square"):
        IOTable.from_arrays([[1.0, 2.0]], imports_basis="none", output=[10])


def test_unknown_sector_suggests_near_names() -> None:
    with pytest.raises(UsageError, match="通用设备"):
        IOTable.from_arrays(
            FLOWS, imports_basis="none", output=[1000, 2000], sectors=["通用设备", "金融"]
        ).index("通用装备")


def competitive() -> IOTable:
    return IOTable.from_arrays(
        [[20.0, 30.0], [40.0, 10.0]],
        imports_basis="inside",
        sectors=["a", "b"],
        final_demand=[70.0, 80.0],
        exports=[10.0, 20.0],
        imports=[30.0, 50.0],
        unit="万元",
    )


def test_imports_leave_in_proportion_and_both_sides_still_balance() -> None:
    table = competitive()
    assert table.output.tolist() == [100.0, 100.0]
    domestic = remove_imports(table)
    share = np.array([30 / 120, 50 / 130])
    assert np.allclose(domestic.flows, table.flows * (1 - share)[:, None])
    assert np.allclose(domestic.imported_inputs, share @ table.flows)
    assert domestic.imports_basis is ImportsBasis.REMOVED
    assert check_balance(domestic, tolerance=1e-12).balanced
    assert np.allclose(domestic.discrepancy, 0.0)
    assert "imports-proportional" in [note.code for note in domestic.assumptions]
    with pytest.raises(MeasureError, match="removed"):
        remove_imports(domestic)


def test_import_removal_needs_imports() -> None:
    table = IOTable.from_arrays(FLOWS, imports_basis="inside", output=[1000, 2000])
    with pytest.raises(MeasureError, match="进口"):
        remove_imports(table)


def test_aggregation_adds_up_and_splits_by_share() -> None:
    flows = np.arange(9.0).reshape(3, 3)
    table = IOTable.from_arrays(
        flows,
        imports_basis="none",
        output=[50, 60, 70],
        sectors=["a", "b", "c"],
        extensions={"jobs": [1, 2, 3]},
    )
    merged = aggregate(table, {"a": "x", "b": "x", "c": "y"})
    assert merged.flows.tolist() == [[0 + 1 + 3 + 4, 2 + 5], [6 + 7, 8]]
    assert merged.output.tolist() == [110, 70]
    assert merged.extensions["jobs"].tolist() == [3, 3]
    assert check_balance(merged, tolerance=1e-12).balanced
    split = aggregate(table, {"a": {"x": 0.25, "y": 0.75}, "b": "x", "c": "y"})
    assert split.output.tolist() == [72.5, 107.5]
    assert split.flows.sum() == pytest.approx(flows.sum())
    with pytest.raises(MeasureError, match="c"):
        aggregate(table, {"a": "x", "b": "x"})
    with pytest.raises(MeasureError, match="sum to 1"):
        aggregate(table, {"a": {"x": 0.5}, "b": "x", "c": "y"})


def test_aggregation_keeps_regions_apart() -> None:
    table = IOTable.from_arrays(
        np.ones((4, 4)),
        imports_basis="none",
        output=[9] * 4,
        sectors=["a", "b"] * 2,
        regions=["p", "p", "q", "q"],
    )
    merged = aggregate(table, {"a": "all", "b": "all"})
    assert merged.labels == ("p / all", "q / all")
    assert merged.flows.tolist() == [[4, 4], [4, 4]]
