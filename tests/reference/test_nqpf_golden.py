"""Golden numbers for composite indices, computed outside this package, to 1e-9."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from yanzhen.measure.dynamics import markov, moran
from yanzhen.measure.index import (
    composite_index,
    coupling_coordination,
    dominated_columns,
    entropy_weights,
    improved_topsis,
    linear_score,
    normalize,
    obstacle_degree,
    topsis,
)
from yanzhen.measure.inequality import dagum, gini

GOLD: dict[str, Any] = json.loads((Path(__file__).parent / "nqpf_golden.json").read_text(encoding="utf-8"))


def close(got: object, want: object) -> None:
    np.testing.assert_allclose(np.asarray(got, dtype=float), np.asarray(want, dtype=float), rtol=0, atol=1e-9)


def test_entropy_weights_and_score() -> None:
    case = GOLD["entropy_basic"]
    weights = entropy_weights(case["X"], case["reverse"])
    close(weights.entropy, case["e"])
    close(weights, case["w"])
    close(linear_score(normalize(case["X"], case["reverse"]), weights), case["score"])


@pytest.mark.parametrize("shift", ["1e-10", "0.0001", "0.001", "0.01", "0.1", "1"])
def test_shifted_zeros_can_be_replicated_but_are_warned_about(shift: str) -> None:
    case = GOLD["entropy_basic"]
    weights = entropy_weights(case["X"], case["reverse"], shift=float(shift))
    close(weights, GOLD["zero_shift_sensitivity"][shift])
    assert any("平移" in text for text in weights.warnings)


def panel_frame() -> pl.DataFrame:
    P = np.array(GOLD["panel"]["P"], dtype=float)
    return pl.DataFrame({"r": ["r1", "r2", "r3"] * 2, "y": [1, 1, 1, 2, 2, 2], "a": P[:, 0], "b": P[:, 1]})


def test_pooled_panel_divides_by_the_logarithm_of_all_rows() -> None:
    case = GOLD["panel"]["pooled"]
    result = composite_index(panel_frame(), region="r", period="y")
    close(result.weights.entropy, case["e"])  # type: ignore[attr-defined]
    close(result.weights, case["w"])
    close(result.score, case["score"])
    assert (np.array(GOLD["panel"]["bug_lnT"]["e"]) > 1).all()
    assert (result.weights.entropy <= 1).all()  # type: ignore[attr-defined]


def test_yearwise_panel() -> None:
    case = GOLD["panel"]["yearwise"]
    result = composite_index(panel_frame(), region="r", period="y", normalization="yearwise")
    close(result.weight_sets[0], case["w_y1"])
    close(result.weight_sets[1], case["w_y2"])
    close(result.score, case["score_y1"] + case["score_y2"])
    assert any("逐年" in text for text in result.notes)


def test_an_outlier_takes_over_the_weights_and_is_reported() -> None:
    case = GOLD["outlier"]
    weights = entropy_weights(case["X"])
    close(weights.entropy, case["e"])
    close(weights, case["w"])
    found = dominated_columns(normalize(case["X"]), weights)
    assert [each.name for each in found] == ["x1"]
    assert found[0].top_row == "第5行"


def test_topsis_variants() -> None:
    X, reverse = GOLD["entropy_basic"]["X"], GOLD["entropy_basic"]["reverse"]
    case = GOLD["topsis"]
    close(topsis(X, case["w"], reverse=reverse).closeness, case["weights_squared_inside"])
    close(improved_topsis(X, case["w"], reverse=reverse).closeness, case["weights_outside"])


@pytest.mark.parametrize("case", GOLD["coupling"], ids=lambda case: str(case["u"]))
def test_coupling_coordination(case: dict[str, Any]) -> None:
    classic = coupling_coordination(case["u"])
    modified = coupling_coordination(case["u"], method="modified")
    close(classic.T[0], case["T"])
    close(classic.C[0], case["C_standard"])
    close(classic.D[0], case["D_standard"])
    close(modified.C[0], case["C_modified"])
    close(modified.D[0], case["D_modified"])


def test_coupling_has_the_factor_that_half_the_papers_forget() -> None:
    wrong = GOLD["coupling_wrong_variants"]
    got = coupling_coordination(wrong["u"])
    assert got.C[0] == pytest.approx(2 * wrong["missing_coefficient_2"])
    assert "系数" in got.note


def test_dagum_parts() -> None:
    case = GOLD["dagum"]
    got = dagum(case["groups"])
    close(
        [got.gini, got.within, got.net_between, got.transvariation],
        [case["G"], case["Gw"], case["Gnb"], case["Gt"]],
    )
    close(list(got.groups.values()), list(case["within"].values()))
    for names, want in case["between"].items():
        pair = got.pair(*names.split("-"))
        close([pair.gini, pair.affluence], [want["G"], want["D"]])
    close(gini([y for group in case["groups"].values() for y in group]), case["G"])


def test_dagum_without_overlap_is_all_between() -> None:
    case = GOLD["dagum_no_overlap"]
    got = dagum({"A": [3, 3], "B": [1, 1]})
    close([got.gini, got.within, got.net_between, got.transvariation], [case["G"], 0, case["Gnb"], 0])


def test_obstacle_degree() -> None:
    case = GOLD["obstacle"]
    close(obstacle_degree(case["x"], case["w"]), case["O"])


def test_moran() -> None:
    pytest.importorskip("esda", reason="needs the extra 'spatial'")
    case = GOLD["moran"]
    got = moran(case["v"], {0: [1], 1: [0, 2], 2: [1, 3], 3: [2]})
    close([got.I, got.expected], [case["I"], case["E"]])


def test_markov() -> None:
    case = GOLD["markov"]
    got = markov(case["seq"])
    assert got.counts.tolist() == case["counts"]
    close(got.P, case["P"])
