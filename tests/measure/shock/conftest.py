"""Small networks, and the shock equations written out cell by cell for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from yanzhen.measure.shock import FirmNetwork


def build(
    seed: int, n: int = 12, k: int = 4, density: float = 0.25, loops: bool = False
) -> tuple[FirmNetwork, np.ndarray]:
    """A random network and its matrix; the firms are f00, f01 ... so that order is kept."""
    random = np.random.default_rng(seed)
    w = random.lognormal(0, 1, (n, n)) * (random.random((n, n)) < density)
    if not loops:
        np.fill_diagonal(w, 0.0)
    w[0, 1] = 1.0
    names = [f"f{i:02d}" for i in range(n)]
    sectors = [f"K{random.integers(k)}" for _ in names]
    return FirmNetwork.from_matrix(w, sectors, firms=names), w


@pytest.fixture(scope="session")
def make_network() -> Callable[..., tuple[FirmNetwork, np.ndarray]]:
    """Factory of random networks."""
    return build


@pytest.fixture(scope="session")
def losses() -> Callable[..., tuple[Any, ...]]:
    """The equations written out."""
    return equations


@pytest.fixture
def chain() -> FirmNetwork:
    """a -> b -> c with one firm to a market."""
    edges = pl.DataFrame({"supplier": ["a", "b"], "buyer": ["b", "c"], "value": [10.0, 20.0]})
    return FirmNetwork.from_edges(edges, sectors={"a": "矿", "b": "钢", "c": "车"})


def equations(
    w: np.ndarray, sector: list[int], kinds: np.ndarray, psi: np.ndarray, eps: float
) -> tuple[np.ndarray, ...]:
    """Down and up losses and steps; w[i, j] is what i sells to j, kinds[p, q] 2 essential, 1 not, 0 ignored."""
    n = len(w)
    s_out, s_in = w.sum(axis=1), w.sum(axis=0)
    down, up = psi.copy(), psi.copy()
    for step in range(1, 10_000):
        sigma = np.ones(n)
        for i in range(n):
            left = sum(s_out[x] * (1 - down[x]) for x in range(n) if sector[x] == sector[i])
            if left > 1e-12 * s_out.sum():
                sigma[i] = min(1.0, s_out[i] / left)
        new_down, new_up = psi.copy(), psi.copy()
        for j in range(n):
            slots: dict[object, float] = {}
            for i in range(n):
                kind = kinds[sector[i], sector[j]]
                if w[i, j] == 0 or kind == 0:
                    continue
                if kind == 2:
                    whole = sum(w[x, j] for x in range(n) if sector[x] == sector[i])
                    key: object = sector[i]
                else:
                    whole, key = s_in[j], "other"
                slots[key] = slots.get(key, 0.0) + sigma[i] * w[i, j] / whole * down[i]
            new_down[j] = max(psi[j], min(1.0, max(slots.values(), default=0.0)))
            if s_out[j] > 0:
                new_up[j] = max(psi[j], min(1.0, sum(w[j, x] / s_out[j] * up[x] for x in range(n))))
        change = max((new_down - down).max(), (new_up - up).max())
        down, up = new_down, new_up
        if change <= eps:
            return down, up, np.array(step)
    raise AssertionError("did not settle")
