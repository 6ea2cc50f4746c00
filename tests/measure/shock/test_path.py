"""One shock step by step, its drawing, and reconstruction as rank ranges."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any

import numpy as np
import polars as pl
import pytest

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table import IOTable
from yanzhen.measure.shock import FirmNetwork, esri, esri_ranges, reconstruct, run_shock, shock_svg


def test_course_of_a_chain(chain: FirmNetwork) -> None:
    result = run_shock(chain, "a")
    assert result.total == pytest.approx(1.0) and result.own == pytest.approx(1 / 3)
    assert result.first_effects == pytest.approx(2 / 3) and result.later_effects == pytest.approx(0.0)
    rows = result.to_frame().sort("firm").rows(named=True)
    assert [(r["firm"], r["first_step"], r["direction"], r["via"]) for r in rows] == [
        ("a", 0, "shock", None),
        ("b", 1, "supply", "a"),
        ("c", 2, "supply", "b"),
    ]
    assert result.path()["firms_hit"].to_list()[:3] == [1, 2, 3]
    back = run_shock(chain, {"c": 0.5}).to_frame().sort("firm").rows(named=True)
    assert [(r["loss"], r["direction"], r["via"]) for r in back] == [
        (0.5, "demand", "b"),
        (0.5, "demand", "c"),
        (0.5, "shock", None),
    ]


def test_course_ends_at_the_index(make_network: Any) -> None:
    network, _ = make_network(2, n=40, k=6, density=0.08)
    index = esri(network, essential=["K1"])
    for name, value, down in zip(index.names, index.esri, index.downstream, strict=True):
        result = run_shock(network, name, essential=["K1"])
        assert result.total == pytest.approx(value, abs=1e-12)
        assert result.step_down[-1] == pytest.approx(down, abs=1e-12)
        assert (np.diff(result.step_total) >= -1e-15).all()
        assert result.own + result.first_effects + result.later_effects == pytest.approx(result.total)


def test_directions_are_the_columns_of_the_index(make_network: Any) -> None:
    """One direction alone ends where the index says; a firm hit from the other side only is spared."""
    network, _ = make_network(5, n=40, k=6, density=0.08)
    index = esri(network, essential=["K1"])
    for name, down, up in zip(index.names, index.downstream, index.upstream, strict=True):
        for direction, value in (("downstream", down), ("upstream", up)):
            result = run_shock(network, name, essential=["K1"], direction=direction)  # type: ignore[arg-type]
            assert result.total == pytest.approx(value, abs=1e-12) and result.direction == direction
            assert set(result.to_frame()["direction"]) <= {
                "shock",
                "supply" if direction == "downstream" else "demand",
            }
            assert f"{direction}-only" in [note.code for note in result.assumptions]


def test_directions_of_a_chain(chain: FirmNetwork) -> None:
    assert run_shock(chain, "b", direction="downstream").to_frame()["firm"].to_list() == ["b", "c"]
    upstream = run_shock(chain, "b", direction="upstream")
    assert sorted(upstream.to_frame()["firm"]) == ["a", "b"]
    assert upstream.to_frame().filter(pl.col("firm") == "a")["via"].item() == "b"
    with pytest.raises(UsageError, match="direction"):
        run_shock(chain, "b", direction="sideways")  # type: ignore[arg-type]


def test_sums_by_sector_and_group(chain: FirmNetwork) -> None:
    result = run_shock(chain, ["a"])
    by_sector = dict(result.by_sector().select("sector", "amount").rows())
    assert by_sector == {"钢": 20.0, "矿": 10.0, "车": 0.0}
    groups = result.by_group({"上游": ["a", "b"], "下游": ["c"]})
    assert groups.row(0, named=True)["share"] == pytest.approx(1.0)
    assert groups.filter(pl.col("group") == "下游")["share"].item() is None, "no size, so no share"


def test_json_and_assumptions(chain: FirmNetwork) -> None:
    data = run_shock(chain, "a").to_json(limit=2)
    assert data["firms_hit"] == 3 and len(data["hit"]) == 2
    codes = [note["code"] for note in data["assumptions"]]
    assert codes[:4] == ["esri-model", "no-adjustment", "network-only", "essential-inputs"]
    assert all(note["zh"] and note["en"] for note in data["assumptions"])


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_drawing_is_well_formed_and_escapes_names(lang: str) -> None:
    edges = pl.DataFrame({"supplier": ["<b>&", "b"], "buyer": ["b", "c"], "value": [10.0, 20.0]})
    svg = shock_svg(run_shock(FirmNetwork.from_edges(edges), "<b>&"), lang=lang)  # type: ignore[arg-type]
    root = ET.fromstring(svg)
    texts = [node.text for node in root.iter("{http://www.w3.org/2000/svg}text")]
    assert any("<b>&" in (text or "") for text in texts)
    assert "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_faults(chain: FirmNetwork) -> None:
    for shocks in ([], {"a": 0.0}, {"a": 1.1}, ["nobody"]):
        with pytest.raises(UsageError):
            run_shock(chain, shocks)
    with pytest.raises(MeasureError, match="settle"):
        run_shock(chain, "a", max_steps=1)


def sector_table() -> IOTable:
    a = np.array([[0.1, 0.3, 0.0], [0.2, 0.1, 0.3], [0.0, 0.1, 0.1]])
    return IOTable.from_coefficients(
        a, [100.0, 100.0, 100.0], imports_basis="removed", sectors=["矿", "钢", "车"]
    )


def some_firms() -> pl.DataFrame:
    random = np.random.default_rng(0)
    return pl.DataFrame(
        {
            "firm": [f"f{i:02d}" for i in range(45)],
            "sector": ["矿", "钢", "车"] * 15,
            "size": random.pareto(1.5, 45) + 1.0,
        }
    )


def test_reconstructed_networks_meet_every_need() -> None:
    firms, table = some_firms(), sector_table()
    for network in reconstruct(firms, table, samples=3, mean_degree=5, seed=1):
        needs = table.coefficients
        bought = np.zeros((45, 3))
        sector = network.sector[network.supplier]
        np.add.at(bought, (network.buyer, sector), network.value)
        order = [network.sectors.index(name) for name in table.sectors]
        position = network.index(firms["firm"].to_list())
        bought, size = bought[position], firms["size"].to_numpy()
        kinds = [table.sectors.index(s) for s in firms["sector"]]
        assert np.allclose(bought[:, order], needs[:, kinds].T * size[:, None])
        assert 3 < network.value.size / 45 < 8


def test_rank_ranges_line_firms_up_by_name() -> None:
    """With one draw the range is the index itself."""
    one = esri_ranges(some_firms(), sector_table(), samples=1, mean_degree=5, seed=3)
    network = next(reconstruct(some_firms(), sector_table(), samples=1, mean_degree=5, seed=3))
    exact = esri(network)
    assert dict(zip(one.firms, one.esri_median, strict=True)) == dict(
        zip(exact.names, exact.esri, strict=True)
    )
    sectors = dict(zip(exact.names, exact.sector or (), strict=True))
    assert dict(zip(one.firms, one.sector, strict=True)) == sectors


def test_rank_ranges() -> None:
    ranges = esri_ranges(some_firms(), sector_table(), samples=8, mean_degree=5)
    assert (ranges.rank_low <= ranges.rank_high).all() and (ranges.rank_low < ranges.rank_high).any()
    assert (ranges.esri_low <= ranges.esri_high).all()
    assert ranges.assumptions[0].code == "reconstructed" and ranges.assumptions[0].warning
    again = esri_ranges(some_firms(), sector_table(), samples=8, mean_degree=5)
    assert (again.esri_low == ranges.esri_low).all(), "repeatable by seed"
    with pytest.raises(MeasureError, match="船"):
        esri_ranges(some_firms().with_columns(sector=pl.lit("船")), sector_table())
    with pytest.raises(MeasureError, match="size"):
        esri_ranges(some_firms().with_columns(size=pl.lit(0.0)), sector_table())
    with pytest.raises(UsageError):
        esri_ranges(some_firms(), sector_table(), coverage=1.0)
