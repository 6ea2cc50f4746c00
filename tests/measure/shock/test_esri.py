"""The index against equations written out, by both engines; identities; analytic cases; faults."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.errors import MeasureError, MissingExtraError, UsageError
from yanzhen.measure.shock import (
    CascadeSystem,
    EssentialInputs,
    FirmNetwork,
    esri,
    group_esri,
    group_impacts,
    run_shock,
    screen,
)

ENGINES = [
    "scipy",
    pytest.param("numba", marks=pytest.mark.skipif(find_spec("numba") is None, reason="no numba")),
]


def kinds_of(network: FirmNetwork, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 3, (len(network.sectors), len(network.sectors)))


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_index_equals_the_equations(make_network: Any, losses: Any, engine: str, seed: int) -> None:
    network, w = make_network(seed, loops=seed % 2 == 0)
    kinds = kinds_of(network, seed)
    result = esri(network, essential=(kinds, network.sectors), engine=engine)  # type: ignore[arg-type]
    share = w.sum(axis=1) / w.sum()
    for i in range(len(w)):
        psi = np.zeros(len(w))
        psi[i] = 1.0
        down, up, steps = losses(w, network.sector.tolist(), kinds, psi, 0.01)
        assert abs(result.esri[i] - share @ np.maximum(down, up)) < 1e-12
        assert abs(result.downstream[i] - share @ down) < 1e-12
        assert abs(result.upstream[i] - share @ up) < 1e-12
        assert result.steps[i] == steps


@pytest.mark.parametrize("engine", ENGINES)
@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_sets_and_partial_shocks_equal_the_equations(
    make_network: Any, losses: Any, engine: str, seed: int
) -> None:
    network, w = make_network(seed)
    kinds = kinds_of(network, seed)
    sets = {"both": ["f00", "f01"], "partly": {"f02": 0.4, "f03": 1.0}}
    result = esri(network, essential=(kinds, network.sectors), firms=sets, engine=engine)  # type: ignore[arg-type]
    share = w.sum(axis=1) / w.sum()
    for k, part in enumerate(({0: 1.0, 1: 1.0}, {2: 0.4, 3: 1.0})):
        psi = np.zeros(len(w))
        psi[list(part)] = list(part.values())
        down, up, _ = losses(w, network.sector.tolist(), kinds, psi, 0.01)
        assert abs(result.esri[k] - share @ np.maximum(down, up)) < 1e-12
        assert abs(result.own[k] - share @ psi) < 1e-12


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_identity_and_ranks(make_network: Any, seed: int) -> None:
    network, _ = make_network(seed, n=20, k=5)
    result = esri(network, essential=["K0", "K1"])
    assert (np.maximum(result.downstream, result.upstream) <= result.esri + 1e-15).all()
    assert (result.esri <= result.downstream + result.upstream + 1e-15).all()
    frame = result.to_frame()
    assert frame["esri"].is_sorted(descending=True) and frame["rank"][0] == 1


def test_chain(chain: FirmNetwork) -> None:
    """a and b sell 10 and 20 of 30. Whoever stops, everyone below starves and everyone above loses its sales."""
    frame = esri(chain).to_frame().sort("firm")
    assert frame["esri"].to_list() == [1.0, 1.0, 1.0]
    assert np.allclose(frame["downstream"], [1.0, 2 / 3, 0.0])
    assert np.allclose(frame["upstream"], [1 / 3, 1.0, 1.0])


def test_non_essential_inputs_cost_their_share() -> None:
    edges = pl.DataFrame({"supplier": ["a", "b", "c"], "buyer": ["c", "c", "d"], "value": [1.0, 3.0, 4.0]})
    network = FirmNetwork.from_edges(edges, sectors={"a": "A", "b": "B", "c": "C", "d": "D"})
    loss = {
        kind: esri(network, essential=kind, firms=["a"], tolerance=1e-9).downstream[0]
        for kind in ("all", "none")
    }
    assert loss["all"] == pytest.approx((1 + 4) / 8)
    assert loss["none"] == pytest.approx((1 + 0.25 * 4) / 8)
    ignored = esri(network, essential={("A", "C"): "ignored"}, firms=["a"]).downstream[0]
    assert ignored == pytest.approx(1 / 8)


def test_other_suppliers_of_the_market_stand_in() -> None:
    """a and b share a market equally and c buys from a: what is left of the market makes up for half of a's share."""
    edges = pl.DataFrame({"supplier": ["a", "b", "c"], "buyer": ["c", "d", "e"], "value": [1.0, 1.0, 2.0]})
    alone = FirmNetwork.from_edges(edges, sectors={f: f for f in "abcde"})
    shared = FirmNetwork.from_edges(edges, sectors={"a": "M", "b": "M", "c": "C", "d": "D", "e": "E"})
    assert esri(alone, firms=["a"]).downstream[0] == pytest.approx((1 + 2) / 4)
    # sigma = 1 / (1 left) = 1: a market that lost half replaces nothing, since b is fully used.
    assert esri(shared, firms=["a"]).downstream[0] == pytest.approx((1 + 2) / 4)
    big = edges.with_columns(value=pl.Series([1.0, 9.0, 2.0]))
    wide = FirmNetwork.from_edges(big, sectors={"a": "M", "b": "M", "c": "C", "d": "D", "e": "E"})
    assert esri(wide, firms=["a"]).downstream[0] == pytest.approx((1 + 2 * 1 / 9) / 12)


SPARSE = {(f"K{k}", "*"): "ignored" for k in range(2, 20)}


@pytest.mark.skipif(find_spec("numba") is None, reason="no numba")
@pytest.mark.parametrize(
    "essential", [["K1", "K2", "K3", "K4", "K5"], SPARSE], ids=["both wide", "down narrow"]
)
@pytest.mark.parametrize("tolerance", [0.01, 0.002])
def test_large_shocks_in_lanes_equal_scipy(make_network: Any, essential: Any, tolerance: float) -> None:
    """Enough firms and links that a direction or both leave the narrow phase and share lanes; two threads."""
    network, _ = make_network(7, n=300, k=20, density=0.02)
    system = CascadeSystem.of(network, essential)
    fast = esri(system, engine="numba", tolerance=tolerance)
    slow = esri(system, engine="scipy", tolerance=tolerance)
    threads = esri(system, engine="numba", tolerance=tolerance, threads=2)
    for part in ("esri", "downstream", "upstream"):
        assert np.abs(getattr(fast, part) - getattr(slow, part)).max() < 1e-12
    assert (fast.steps == slow.steps).all() and (fast.steps > 3).any()
    assert np.abs(threads.esri - fast.esri).max() < 1e-15
    reach = [
        np.count_nonzero(run_shock(system, name, direction="downstream").loss) for name in fast.names[:40]
    ]
    assert bool(max(reach) > 0.3 * 300) == isinstance(essential, list), "the case is the one it is named for"


def test_without_numba_scipy_serves(monkeypatch: pytest.MonkeyPatch, chain: FirmNetwork) -> None:
    monkeypatch.setattr("yanzhen.measure.shock.systemic_risk.find_spec", lambda name: None)
    assert esri(chain).esri.tolist() == [1.0, 1.0, 1.0]
    with pytest.raises(MissingExtraError, match="numba"):
        esri(chain, engine="numba")


def test_top_is_exact_for_those_it_returns(make_network: Any) -> None:
    network, _ = make_network(3, n=200, k=10, density=0.03)
    everyone = esri(network).to_frame().head(10)
    best = esri(network, top=10)
    assert best.to_frame()["firm"].to_list() == everyone["firm"].to_list()
    assert np.allclose(best.to_frame()["esri"], everyone["esri"])
    assert best.screened == 200 - 70
    assert "screened" in [note.code for note in best.assumptions]


def test_screen_of_a_linear_network_is_near_the_index(make_network: Any) -> None:
    network, _ = make_network(5, n=150, k=150, density=0.02)
    exact = esri(network, essential="none").to_frame()
    scores = screen(network, essential="none")
    both = exact.join(scores, on="firm")
    ranks = both.select(pl.corr("esri", "score", method="spearman")).item()
    assert ranks > 0.9


def test_groups(make_network: Any) -> None:
    network, _ = make_network(11, n=30, k=6, density=0.1)
    groups = {"链甲": ["f00", "f01", "f02"], "链乙": ["f03"]}
    frame = group_esri(network, groups)
    together = esri(network, firms=groups)
    assert dict(frame.select("group", "esri").rows()) == dict(zip(together.names, together.esri, strict=True))
    one = frame.filter(pl.col("group") == "链乙").row(0, named=True)
    assert one["top_firm"] == "f03" and one["concentration"] == pytest.approx(1.0)
    impacts = group_impacts(network, groups)
    own = impacts.filter((pl.col("failing") == "链甲") & (pl.col("hit") == "链甲"))["share"].item()
    assert own == pytest.approx(1.0) and impacts.height == 4
    with pytest.raises(UsageError, match="空"):
        group_esri(network, {"空": []})


def test_groups_hang_on_one_another_in_one_direction() -> None:
    sizes = FirmNetwork.from_edges(
        pl.DataFrame({"supplier": ["a", "b"], "buyer": ["b", "c"], "value": [10.0, 20.0]}),
        firms=pl.DataFrame({"firm": ["a", "b", "c"], "sector": ["矿", "钢", "车"], "size": [1.0, 1.0, 1.0]}),
        size="size",
    )
    for direction, expected in (("downstream", 1.0), ("upstream", 0.0)):
        impacts = group_impacts(sizes, {"上游": ["a"], "下游": ["c"]}, direction=direction)  # type: ignore[arg-type]
        below = impacts.filter((pl.col("failing") == "上游") & (pl.col("hit") == "下游"))["share"].item()
        assert below == expected


def test_size_of_its_own(chain: FirmNetwork) -> None:
    firms = pl.DataFrame({"firm": ["a", "b", "c"], "sector": ["矿", "钢", "车"], "sales": [0.0, 0.0, 50.0]})
    edges = pl.DataFrame({"supplier": ["a", "b"], "buyer": ["b", "c"], "value": [10.0, 20.0]})
    network = FirmNetwork.from_edges(edges, firms=firms, size="sales")
    assert esri(network, firms=["a"]).downstream[0] == 1.0
    assert esri(network, firms=["a"]).upstream[0] == 0.0


def test_faults(chain: FirmNetwork) -> None:
    with pytest.raises(UsageError, match="zzz"):
        esri(chain, firms=["zzz"])
    with pytest.raises(UsageError, match="not both"):
        esri(chain, firms=["a"], top=1)
    with pytest.raises(UsageError, match="tolerance"):
        esri(chain, tolerance=0)
    with pytest.raises(UsageError, match="engine"):
        esri(chain, engine="gpu")  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="above 0"):
        esri(chain, firms={"x": {"a": 1.5}})
    with pytest.raises(MeasureError, match="settle"):
        esri(chain, max_steps=1)


def test_essential_inputs_in_every_form() -> None:
    sectors = ("A", "B")
    frame = pl.DataFrame({"supplier_sector": ["A"], "buyer_sector": ["B"], "kind": ["essential"]})
    assert EssentialInputs.parse(frame).matrix(sectors).tolist() == [[1, 2], [1, 1]]
    assert EssentialInputs.parse(["A"]).matrix(sectors).tolist() == [[2, 2], [1, 1]]
    mixed = EssentialInputs.parse({("A", "B"): 0, ("A", "*"): "essential"})
    assert mixed.matrix(sectors).tolist() == [[2, 0], [1, 1]]
    assert EssentialInputs.parse(([[True, False], [False, True]], sectors)).matrix(sectors).tolist() == [
        [2, 1],
        [1, 2],
    ]
    assert EssentialInputs.parse("all").matrix(sectors).tolist() == [[2, 2], [2, 2]]
    with pytest.raises(UsageError, match="C"):
        EssentialInputs.parse(([[2]], ["A"])).matrix(("A", "C"))
    for wrong in ("some", {("A", "B"): "vital"}, ([[0.5]], ["A"]), 3, frame.drop("kind")):
        with pytest.raises(UsageError):
            EssentialInputs.parse(wrong)


def test_a_published_score() -> None:
    """Six firms, three sectors, all three kinds of input: the score and losses that ESRIcascade.jl (MIT) tests
    against the authors' C++ program, to the digits printed there."""
    w = np.array(
        [
            [0, 3, 2, 7, 5, 11],
            [4, 0, 9, 1, 8, 6],
            [10, 2, 0, 4, 3, 7],
            [6, 5, 1, 0, 9, 2],
            [8, 3, 6, 10, 0, 4],
            [2, 7, 5, 3, 11, 0],
        ],
        dtype=np.float64,
    )
    kinds = (np.array([[2, 1, 0], [0, 2, 1], [1, 0, 2]]), ["1", "2", "3"])
    network = FirmNetwork.from_matrix(w, ["1", "2", "3", "1", "2", "3"])
    result = run_shock(network, "0", essential=kinds, direction="downstream", tolerance=1e-12)
    assert result.total == pytest.approx(0.50687988214742541, abs=1e-12)
    left = [0.0, 0.6, 0.7894068197483480, 0.0, 0.6111111111111110, 0.8786670560685980]
    assert np.allclose(1.0 - result.down, left, rtol=0.0, atol=1e-12)
