"""Networks from tables of links: what is merged, dropped, refused."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest
from scipy.sparse import csr_array

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.shock import FirmNetwork, esri

EDGES = {"supplier": ["a", "a", "b", "c"], "buyer": ["b", "b", "c", "c"], "value": [1.0, 2.0, 4.0, 9.0]}


def by_name(network: FirmNetwork, values: np.ndarray) -> dict[str, float]:
    return dict(zip(network.firms, values.tolist(), strict=True))


@pytest.mark.parametrize("make", [pl.DataFrame, pl.LazyFrame, pd.DataFrame])
def test_links_of_any_engine_are_merged_and_self_loops_dropped(make: Any) -> None:
    sectors = {"a": "x", "b": "y", "c": "z"}
    network = FirmNetwork.from_edges(make(EDGES), sectors=sectors, self_loops="drop")
    assert network.firms.to_list() == ["b", "c", "a"], "most links first, then by name"
    assert by_name(network, network.sold) == {"a": 3.0, "b": 4.0, "c": 0.0}
    assert by_name(network, network.bought) == {"a": 0.0, "b": 3.0, "c": 4.0}
    assert [note.code for note in network.notes] == ["self-loops", "repeated"]
    kept = FirmNetwork.from_edges(make(EDGES), sectors=sectors)
    assert by_name(kept, kept.sold) == {"a": 3.0, "b": 4.0, "c": 9.0}
    assert "kept" in kept.notes[0].en and kept.notes[0].warning
    with pytest.raises(UsageError, match="self_loops"):
        FirmNetwork.from_edges(make(EDGES), sectors=sectors, self_loops="maybe")  # type: ignore[arg-type]


def test_numbers_serve_as_names_and_columns_can_be_named() -> None:
    edges = pl.DataFrame({"卖方": [1, 2], "买方": [2, 3], "金额": [5, 6]})
    network = FirmNetwork.from_edges(edges, supplier="卖方", buyer="买方", value="金额")
    assert network.firms.to_list() == ["2", "1", "3"] and network.index([3, "1"]).tolist() == [2, 1]
    assert [note.code for note in network.notes if note.warning] == ["own-markets"]


def test_firms_without_suppliers_customers_or_links() -> None:
    """a has no suppliers, c sells to nobody in the network, d has no links at all: all defined."""
    firms = pl.DataFrame(
        {"firm": ["a", "b", "c", "d"], "sector": ["x", "y", "z", "x"], "size": [1.0, 1.0, 1.0, 7.0]}
    )
    network = FirmNetwork.from_edges(pl.DataFrame(EDGES), firms=firms, size="size", self_loops="drop")
    result = dict(zip(network.firms, esri(network).esri, strict=True))
    assert result["d"] == pytest.approx(0.7), "a firm without links takes only itself down"
    assert result["a"] == pytest.approx(0.3)


def test_firms_of_a_sector() -> None:
    network = FirmNetwork.from_edges(pl.DataFrame(EDGES), sectors={"a": "x", "b": "x", "c": "z"})
    assert network.firms_in("x") == ["b", "a"]
    with pytest.raises(UsageError, match="q"):
        network.firms_in("q")


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"value": [1.0, 2.0, -4.0, 9.0]}, "negative"),
        ({"value": [1.0, 2.0, None, 9.0]}, "not a number"),
        ({"value": [1.0, 2.0, float("nan"), 9.0]}, "not a number"),
        ({"supplier": ["a", None, "b", "c"]}, "empty end"),
        ({"value": [0.0, 0.0, 0.0, 0.0]}, "positive value"),
    ],
)
def test_bad_links(change: dict[str, Any], match: str) -> None:
    with pytest.raises(MeasureError, match=match):
        FirmNetwork.from_edges(pl.DataFrame({**EDGES, **change}))


def test_other_faults() -> None:
    with pytest.raises(UsageError, match="value"):
        FirmNetwork.from_edges(pl.DataFrame({"supplier": ["a"], "buyer": ["b"]}))
    with pytest.raises(MeasureError, match="no links"):
        FirmNetwork.from_edges(pl.DataFrame(EDGES).clear())
    with pytest.raises(MeasureError, match="c"):
        FirmNetwork.from_edges(pl.DataFrame(EDGES), sectors={"a": "x", "b": "y"})
    twice = pl.DataFrame({"firm": ["a", "a", "b", "c"], "sector": ["x"] * 4})
    with pytest.raises(MeasureError, match="more than once"):
        FirmNetwork.from_edges(pl.DataFrame(EDGES), firms=twice)
    sizeless = pl.DataFrame({"firm": ["a", "b", "c"], "sector": ["x"] * 3, "size": [1.0, None, 1.0]})
    with pytest.raises(MeasureError, match="size"):
        FirmNetwork.from_edges(pl.DataFrame(EDGES), firms=sizeless, size="size")


def test_matrices_keep_their_order_dense_or_sparse() -> None:
    w = np.array([[1.0, 2.0, 0.0], [0.0, 0.0, 4.0], [0.0, 0.0, 0.0]])
    for matrix in (w, csr_array(w)):
        network = FirmNetwork.from_matrix(matrix, ["z", "a", "a"], firms=["c", "b", "a"])
        assert network.firms.to_list() == ["c", "b", "a"] and network.sectors == ("a", "z")
        assert network.sold.tolist() == [3.0, 4.0, 0.0]
        assert esri(network).names == ("c", "b", "a")
        assert network.index("a").tolist() == [2]
    numbered = FirmNetwork.from_matrix(w, [1, 2, 3], self_loops="drop")
    assert numbered.firms.to_list() == ["0", "1", "2"] and numbered.sold.tolist() == [2.0, 4.0, 0.0]
    for bad in ((w[:2], [1, 2]), (w, [1, 2]), (-w, [1, 2, 3])):
        with pytest.raises(MeasureError):
            FirmNetwork.from_matrix(*bad)
    with pytest.raises(MeasureError):
        FirmNetwork.from_matrix(w, [1, 2, 3], size=[1.0, 2.0])
