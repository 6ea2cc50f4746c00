"""Side by side with economic-complexity (OEC, PyPI economic-complexity 0.3.0) and econcomplex 1.0.1.

economic-complexity writes into a frame that pandas 3 hands out read-only; the test lifts that flag for it.
On unstructured panels its 20 reflections leave hardly more than rounding errors; the oec convention keeps the
order of its operations, so that even these are equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

import yanzhen.measure as ym

TOLERANCE = 1e-8


def structured_table(seed: int = 7, regions: int = 30, activities: int = 45) -> pl.DataFrame:
    """A triangular world: able regions make nearly everything, and what few make only they make."""
    rng = np.random.default_rng(seed)
    ability, need = np.linspace(0, 1, regions), np.linspace(0, 1, activities)
    chance = 1 / (1 + np.exp(-14 * (ability[:, None] - need + 0.15)))
    values = np.where(rng.random(chance.shape) < chance, rng.lognormal(0, 0.4, chance.shape), 0.0)
    values[:, 0], values[-1] = np.maximum(values[:, 0], 0.5), np.maximum(values[-1], 0.5)
    r, a = np.meshgrid(range(regions), range(activities), indexing="ij")
    names = {"region": [f"R{i:02}" for i in r.ravel()], "activity": [f"A{j:02}" for j in a.ravel()]}
    return pl.DataFrame({**names, "value": values.ravel()})


def wide(table: pl.DataFrame, name: str) -> pd.DataFrame:
    return table.to_pandas().pivot(index="region", columns="activity", values=name)


@pytest.fixture
def oec(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    library = pytest.importorskip("economic_complexity", reason="economic-complexity is not installed")

    class Writable:
        def __getattr__(self, name: str) -> Any:
            return getattr(np, name)

        def fill_diagonal(self, matrix: Any, value: float) -> None:
            matrix.flags.writeable = True
            np.fill_diagonal(matrix, value)

    monkeypatch.setattr("economic_complexity.product_space.np", Writable())
    yield library


def test_oec_convention_equals_economic_complexity(oec: Any) -> None:
    table = structured_table()
    rca = oec.rca(wide(table, "value"))
    eci, pci = oec.complexity(rca)
    ours = ym.complexity(table, convention="oec")
    frame = ours.to_frame()
    assert np.abs(wide(frame, "rca") - rca).max().max() < TOLERANCE
    assert np.abs(wide(frame, "density") - oec.relatedness(rca)).max().max() < TOLERANCE
    assert ours.regions()["eci"].to_numpy() == pytest.approx(eci.to_numpy(), abs=TOLERANCE)
    assert ours.activities()["pci"].to_numpy() == pytest.approx(pci.to_numpy(), abs=TOLERANCE)
    assert np.abs(wide(frame, "cog") - oec.opportunity_gain(rca, pci=pci)).max().max() < TOLERANCE


# The widest one is measured on the region side.
@pytest.mark.parametrize("shape", [(10, 20), (16, 41), (60, 100), (80, 30), (30, 600)])
def test_equal_on_unstructured_random_panels_too(oec: Any, shape: tuple[int, int]) -> None:
    rng = np.random.default_rng(sum(shape))
    values = rng.lognormal(0, 2, shape) * (rng.random(shape) < 0.7)
    rows = [(f"R{i:02}", f"A{j:02}", float(values[i, j])) for i in range(shape[0]) for j in range(shape[1])]
    table = pl.DataFrame(rows, schema=["region", "activity", "value"], orient="row")
    eci, pci = oec.complexity(oec.rca(wide(table, "value")))
    ours = ym.complexity(table, convention="oec")
    assert ours.regions()["eci"].to_numpy() == pytest.approx(eci.to_numpy(), abs=TOLERANCE)
    assert ours.activities()["pci"].to_numpy() == pytest.approx(pci.to_numpy(), abs=TOLERANCE)


def test_oec_proximities(oec: Any) -> None:
    table = structured_table()
    rca = oec.rca(wide(table, "value"))
    for method, procedure in (("min_conditional", "max"), ("cosine", "sqrt")):
        ours = ym.proximity(table, method=method, convention="oec").matrices[0]
        assert ours == pytest.approx(oec.proximity(rca, procedure=procedure).to_numpy(), abs=TOLERANCE)


def test_export_similarity(oec: Any) -> None:
    table = structured_table()
    theirs = oec.similarity(oec.rca(wide(table, "value")))
    ours = ym.peers(table, method="correlation", n=None).to_frame()
    for row in ours.iter_rows(named=True):
        assert row["similarity"] == pytest.approx(theirs.loc[row["region"], row["peer"]], abs=TOLERANCE)


def test_eci_and_indices_equal_econcomplex() -> None:
    econcomplex = pytest.importorskip("econcomplex", reason="econcomplex is not installed")
    table = structured_table()
    matrix = wide(table, "value")
    eci, pci = econcomplex.eci_pci(matrix)
    ours = ym.complexity(table)
    theirs = (eci - eci.mean()) / eci.std(ddof=0)
    assert ours.regions()["eci"].to_numpy() == pytest.approx(theirs.to_numpy(), abs=TOLERANCE)
    mine = ours.activities()["pci"].to_numpy()
    assert np.corrcoef(mine, pci.to_numpy())[0, 1] == pytest.approx(1.0, abs=1e-9)
    hachman = ym.hachman(table).to_frame()["hachman"].to_numpy()
    assert hachman == pytest.approx(np.asarray(econcomplex.hachman_index(matrix)), abs=TOLERANCE)
    # econcomplex gives the normalised index over all 45 activities
    herfindahl = ym.herfindahl(table).to_frame()["herfindahl"].to_numpy()
    normalised = (herfindahl - 1 / 45) / (1 - 1 / 45)
    assert normalised == pytest.approx(np.asarray(econcomplex.herfindahl(matrix)), abs=TOLERANCE)
