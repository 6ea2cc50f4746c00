"""Linkages against textbook numbers, analytic chains and naive solutions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import IOTable, remove_imports
from yanzhen.measure.linkages import (
    Leontief,
    NotProductiveError,
    coefficient_change,
    extraction,
    field_of_influence,
    footprint,
    linkages,
    multipliers,
    position,
    substitution_gaps,
)


def random_table(seed: int, n: int = 8, **parts: object) -> IOTable:
    random = np.random.default_rng(seed)
    a = random.random((n, n)) * (random.random((n, n)) < 0.7)
    a *= 0.7 / a.sum(axis=0).max()
    y = random.random(n) + 0.1
    x = np.linalg.solve(np.eye(n) - a, y)
    return IOTable.from_arrays(a * x, imports_basis="none", output=x, final_demand=y, **parts)  # type: ignore[arg-type]


def chain() -> IOTable:
    """1 -> 2 -> 3 -> final use: all of 1 goes to 2, all of 2 to 3."""
    return IOTable.from_arrays(
        [[0, 10, 0], [0, 0, 10], [0, 0, 0]],
        imports_basis="none",
        final_demand=[0, 0, 10],
        sectors=["1", "2", "3"],
    )


def test_miller_blair_two_sectors() -> None:
    """Miller & Blair (2009), section 2.3: L and the multipliers of table 2.3."""
    table = IOTable.from_arrays(
        [[150, 500], [200, 100]], imports_basis="none", final_demand=[350, 1700], sectors=["1", "2"]
    )
    system = Leontief.of(table)
    assert np.round(system.inverse(), 4).tolist() == [[1.2541, 0.3300], [0.2640, 1.1221]]
    assert np.round(multipliers(system).total, 3).tolist() == [1.518, 1.452]
    # The book's example: final demand of 600 and 1500 calls for 1247.5 and 1841.6 of output.
    assert np.round(system.solve([600, 1500]), 1).tolist() == [1247.5, 1841.6]


def test_position_of_a_chain() -> None:
    result = position(chain())
    assert result.upstreamness.tolist() == [3.0, 2.0, 1.0]
    assert result.downstreamness.tolist() == [1.0, 2.0, 3.0]
    assert result.to_frame()["upstream_rank"].to_list() == [1, 2, 3]


def test_extraction_of_a_chain() -> None:
    """Without the middle nothing is left but what final users buy elsewhere: 1 and 2 and 3 stop."""
    frame = extraction(chain()).to_frame()
    assert frame["whole"].to_list() == [10.0, 20.0, 30.0]
    assert frame["buying"].to_list() == [0.0, 10.0, 20.0]
    assert frame["selling"].to_list() == [20.0, 10.0, 0.0]


def test_every_total_form_against_the_inverse() -> None:
    table = random_table(1)
    x, inverse = table.output, np.linalg.inv(np.eye(8) - table.coefficients)
    ghosh = np.linalg.inv(np.eye(8) - table.allocation)
    result = linkages(table, spread=True)
    assert np.allclose(result.total_backward, inverse.sum(axis=0))
    assert np.allclose(result.total_forward_row_sum, inverse.sum(axis=1))
    assert np.allclose(result.total_forward_ghosh, ghosh.sum(axis=1))
    assert np.allclose(result.direct_backward, table.coefficients.sum(axis=0))
    assert np.allclose(result.direct_forward, table.allocation.sum(axis=1))
    assert np.isclose(result.influence.mean(), 1.0) and np.isclose(result.sensitivity_ghosh.mean(), 1.0)
    spread = inverse.std(axis=0, ddof=1) / inverse.mean(axis=0)
    assert result.influence_spread is not None and np.allclose(result.influence_spread, spread)
    assert np.allclose(x, Leontief.of(table).solve(table.net_final_demand))


def test_diagonal_with_row_exchanges() -> None:
    """What the first sector sells outside outweighs 1 - a_11, so LAPACK exchanges rows."""
    a = np.array([[0.1, 0.95, 0.0], [0.1, 0.1, 0.2], [0.3, 0.1, 0.1]])
    system = Leontief.of(IOTable.from_coefficients(a, np.ones(3), imports_basis="none"))
    assert system.pivots.tolist() != [0, 1, 2]
    assert np.allclose(system.diagonal(), np.diagonal(np.linalg.inv(np.eye(3) - a)), rtol=1e-12)
    many = Leontief.of(random_table(9, n=40))
    assert np.allclose(many.diagonal(), np.diagonal(many.inverse()), rtol=1e-12)


def test_key_sectors_depend_on_the_named_forward_form() -> None:
    table = random_table(3)
    for form, ahead in (("ghosh", "sensitivity_ghosh"), ("row_sum", "sensitivity_row_sum")):
        result = linkages(table, forward=form)  # type: ignore[arg-type]
        strong = (result.influence > 1) & (getattr(result, ahead) > 1)
        assert result.key_sectors == tuple(s for s, k in zip(table.labels, strong, strict=True) if k)
        assert result.assumptions[1].code.startswith("forward-")
    with pytest.raises(UsageError):
        linkages(table, forward="other")  # type: ignore[arg-type]


def naive_loss(table: IOTable, k: list[int], side: str, v: np.ndarray) -> float:
    """Take the set out of the matrices themselves and solve again."""
    a, b, x, y = (
        table.coefficients.copy(),
        table.allocation.copy(),
        table.output,
        table.net_final_demand.copy(),
    )
    eye = np.eye(len(x))
    if side == "selling":
        primary = x @ (eye - b)
        b[k, :] = 0.0
        return float(v @ (x - np.linalg.solve((eye - b).T, primary)))
    if side in ("whole", "buying"):
        a[:, k] = 0.0
    if side in ("whole", "selling_leontief"):
        a[k, :] = 0.0
    if side == "whole":
        y[k] = 0.0
    return float(v @ (x - np.linalg.solve(eye - a, y)))


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sets(st.integers(0, 7), min_size=1, max_size=5))
def test_cluster_extraction_equals_the_naive_solution(seed: int, members: set[int]) -> None:
    table = random_table(seed).with_extension("jobs", np.arange(1.0, 9.0))
    k = sorted(members)
    for weight, row in (
        ("output", table.output),
        ("value_added", table.value_added[0]),
        ("jobs", np.arange(1.0, 9.0)),
    ):
        result = extraction(table, k, weight=weight)
        for side in ("whole", "buying", "selling", "selling_leontief"):
            naive = naive_loss(table, k, side, row / table.output)
            assert abs(getattr(result, side)[0] - naive) <= 1e-10 * max(1.0, table.output.sum()), side


def test_all_sectors_at_once_equal_one_by_one() -> None:
    system = Leontief.of(random_table(5))
    every = extraction(system, weight="value_added")
    alone = extraction(system, {label: [label] for label in system.table.labels}, weight="value_added")
    for side in ("whole", "buying", "selling", "selling_leontief", "own", "share"):
        assert np.allclose(getattr(every, side), getattr(alone, side), rtol=1e-12), side


def test_named_clusters() -> None:
    table = random_table(6)
    frame = extraction(table, {"链甲": ["S1", "S2"], "链乙": "S3"}).to_frame()
    assert frame["name"].to_list() == ["链甲", "链乙"]
    assert frame["members"].to_list() == ["S1、S2", "S3"]
    with pytest.raises(UsageError, match="空链"):
        extraction(table, {"空链": []})
    with pytest.raises(UsageError, match="S99"):
        extraction(table, "S99")


def test_footprints_add_up_on_every_axis() -> None:
    table = IOTable.from_arrays(
        [[20, 30], [40, 10]],
        imports_basis="inside",
        final_demand=np.array([[40, 30], [50, 30]]),
        demand_names=["居民", "投资"],
        exports=[10, 20],
        imports=[30, 50],
    )
    totals = [
        footprint(table, "value_added", by=axis).values.sum() for axis in ("demand", "product", "origin")
    ]
    assert np.allclose(totals, table.value_added.sum())
    assert footprint(table).labels == ("居民", "投资", "exports", "imports (-)")
    with pytest.raises(UsageError, match="no row"):
        footprint(table, "steel")


def test_multipliers_of_rows() -> None:
    table = random_table(2).with_extension("employment", np.linspace(1, 2, 8))
    inverse = np.linalg.inv(np.eye(8) - table.coefficients)
    result = multipliers(table, "employment")
    assert np.allclose(result.total, (np.linspace(1, 2, 8) / table.output) @ inverse)
    assert np.allclose(result.type_one, result.total / result.direct)
    # With nothing imported, a unit of final demand is a unit of value added somewhere.
    assert np.allclose(multipliers(table, "value_added").total, 1.0)


def test_influence_is_the_derivative_of_the_inverse() -> None:
    table = random_table(4)
    before = np.linalg.inv(np.eye(8) - table.coefficients)
    changed = table.coefficients
    changed[2, 5] += 0.01
    exact = coefficient_change(table, "S3", "S6", 0.01)
    assert np.allclose(np.linalg.inv(np.eye(8) - changed) - before, exact)
    small = coefficient_change(table, 2, 5, 1e-8).sum() / 1e-8
    assert np.isclose(field_of_influence(table).intensity[2, 5], small, rtol=1e-6)
    assert field_of_influence(table).top(3).height == 3
    with pytest.raises(MeasureError, match="unproductive"):
        coefficient_change(table, "S3", "S6", 1e6)


def test_zero_output_sector_is_null_everywhere() -> None:
    table = IOTable.from_arrays(
        [[2, 3, 0], [4, 1, 0], [0, 0, 0]],
        imports_basis="none",
        output=[10, 10, 0],
        sectors=["a", "b", "idle"],
    )
    frame = linkages(table).to_frame()
    assert frame.row(2)[1:] == (None,) * (frame.width - 1)
    assert np.isclose(np.nanmean(linkages(table).influence), 1.0)
    assert position(table).to_frame()["upstreamness"].to_list()[2] is None
    assert extraction(table).whole[2] == 0.0
    assert multipliers(table, "value_added").to_frame()["total"].to_list()[2] is None


@pytest.mark.parametrize(
    "a",
    [
        [[1.0, 0.0], [0.0, 0.5]],  # singular
        [[0.2, 0.9], [1.1, 0.3]],  # a loop above one
        [[1.5, 0.0], [0.0, 0.2]],
    ],
)
def test_not_productive(a: list[list[float]]) -> None:
    table = IOTable.from_coefficients(a, [10.0, 10.0], imports_basis="none", sectors=["钢", "电"])
    with pytest.raises(NotProductiveError, match="spectral radius") as caught:
        Leontief.of(table)
    assert "钢" in str(caught.value)


def test_spectral_radius_of_large_matrices() -> None:
    a = np.random.default_rng(0).random((600, 600))
    a *= 1.1 / a.sum(axis=0)
    with pytest.raises(NotProductiveError, match=r"1\.1000"):
        Leontief.of(IOTable.from_coefficients(a, np.ones(600), imports_basis="none"))


def test_negative_flows_use_the_spectral_radius() -> None:
    fine = IOTable.from_coefficients([[0.2, -0.1], [0.3, 0.1]], [10.0, 10.0], imports_basis="none")
    assert np.allclose(Leontief.of(fine).inverse(), np.linalg.inv(np.eye(2) - fine.coefficients))
    wild = IOTable.from_coefficients([[0.2, -0.1], [0.3, 1.4]], [10.0, 10.0], imports_basis="none")
    with pytest.raises(NotProductiveError):
        Leontief.of(wild)


def open_table() -> IOTable:
    return IOTable.from_arrays(
        [[20.0, 30.0], [40.0, 10.0]],
        imports_basis="inside",
        sectors=["a", "b"],
        final_demand=[[60.0, 10.0], [85.0, -5.0]],
        demand_names=["消费", "存货增加"],
        exports=[10.0, 20.0],
        imports=[30.0, 50.0],
    )


def test_open_economy_upstreamness() -> None:
    table = open_table()
    supply = table.output - table.exports + table.imports - np.array([10.0, -5.0])
    shares = table.flows / supply[:, None]
    expected = np.linalg.solve(np.eye(2) - shares, np.ones(2))
    assert np.allclose(position(table).upstreamness, expected)
    closed = position(table, open_economy=False)
    assert np.allclose(closed.upstreamness, np.linalg.solve(np.eye(2) - table.allocation, np.ones(2)))
    assert position(table).assumptions[1].code == "position-open"


def test_import_gaps() -> None:
    table = open_table()
    domestic = remove_imports(table)
    inverse = np.linalg.inv(np.eye(2) - domestic.coefficients)
    added = table.value_added.sum(axis=0) / table.output
    gaps = substitution_gaps(
        table, share=0.5, local_fit={"a": 0.2, "b": 0.9}, segments={"b": ["轴承", "电机"]}
    )
    assert np.allclose(gaps.output_effect, 0.5 * table.imports * inverse.sum(axis=0))
    assert np.allclose(gaps.value_added_effect, 0.5 * table.imports * (added @ inverse))
    frame = gaps.to_frame()
    assert frame["sector"].to_list() == ["b", "a"]
    assert frame["segments"].to_list()[0] == "轴承、电机"
    assert "imports-proportional" in [note.code for note in gaps.assumptions]
    unknown = substitution_gaps(table, local_fit={"a": 0.2}).to_frame()
    assert unknown["priority"].to_list()[1] is None, "no evidence of fit is not a fit of zero"
    with pytest.raises(UsageError):
        substitution_gaps(table, share=1.5)
    with pytest.raises(UsageError):
        substitution_gaps(table, local_fit={"a": 2.0})
    with pytest.raises(MeasureError):
        substitution_gaps(domestic)
