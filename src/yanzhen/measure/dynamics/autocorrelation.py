"""Spatial autocorrelation: Moran's I and its local form, computed by esda (PySAL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.sparse import csr_array

from yanzhen.errors import MeasureError, MissingExtraError
from yanzhen.measure.dynamics.neighbours import weight_matrix
from yanzhen.measure.index.arrays import Floats, as_vector

QUADRANTS = ("HH", "LH", "LL", "HL")


@dataclass(frozen=True, slots=True)
class Moran:
    """Moran's I.

    Attributes:
        I: the statistic.
        expected: -1/(n - 1), without autocorrelation.
        z: (I - expected)/sd under randomisation.
        p_value: two-sided, normal approximation under randomisation.
        p_permutation: share of permutations at least as extreme (one tail, the nearer one); NaN without any.
        permutations: how many.
        n: units.
    """

    I: float  # noqa: E741
    expected: float
    z: float
    p_value: float
    p_permutation: float
    permutations: int
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class LocalMoran:
    """Local Moran statistics of every unit.

    Attributes:
        units: labels.
        I: local statistic.
        quadrant: ``HH``, ``LL`` (clusters), ``HL``, ``LH`` (outliers).
        p_value: by conditional permutation.
        significant: p below the limit, which under ``fdr`` allows for the many tests.
        limit: that limit.
    """

    units: tuple[object, ...]
    I: Floats  # noqa: E741
    quadrant: tuple[str, ...]
    p_value: Floats
    significant: NDArray[np.bool_]
    limit: float

    def to_frame(self) -> pl.DataFrame:
        """One row per unit; ``cluster`` is the quadrant where significant."""
        frame = pl.DataFrame(
            {
                "unit": [str(unit) for unit in self.units],
                "I": self.I,
                "quadrant": self.quadrant,
                "p_value": self.p_value,
                "significant": self.significant,
            }
        )
        return frame.with_columns(cluster=pl.when(pl.col("significant")).then(pl.col("quadrant")))


def moran(
    values: object,
    neighbours: Any,
    *,
    units: Sequence[object] | None = None,
    transformation: Literal["r", "b", "o"] = "r",
    permutations: int = 999,
    seed: int = 0,
) -> Moran:
    """Global Moran's I = (n / S0) sum_ij w_ij dz_i dz_j / sum_i dz_i^2.

    Args:
        values: n values.
        neighbours: n x n weights: array, mapping of neighbours, sparse matrix, PySAL W or Graph.
        units: labels of the values, where ``neighbours`` names them.
        transformation: ``r`` rows sum to one, ``b`` binary, ``o`` as given.
        permutations: of the values over the places.
        seed: of the permutations.

    Raises:
        MeasureError: constant values, or weights that do not fit.
        MissingExtraError: esda is not installed.

    Source: Moran, Biometrika 37, 1950; Cliff & Ord, Spatial Processes (1981).
    """
    esda, graph, x = _prepared(values, neighbours, units)
    with _seeded(seed):
        found = esda.Moran(x, graph, transformation=transformation, permutations=permutations)
    return Moran(
        I=float(found.I),
        expected=float(found.EI),
        z=float(found.z_rand),
        p_value=float(found.p_rand),
        p_permutation=float(found.p_sim) if permutations else float("nan"),
        permutations=permutations,
        n=x.size,
    )


def local_moran(
    values: object,
    neighbours: Any,
    *,
    units: Sequence[object] | None = None,
    permutations: int = 999,
    level: float = 0.05,
    fdr: bool = False,
    seed: int = 0,
) -> LocalMoran:
    """Local Moran statistics (LISA) with row-standardised weights.

    Args:
        values: n values.
        neighbours: as in :func:`moran`.
        units: labels of the values.
        permutations: conditional permutations per unit.
        level: significance level.
        fdr: control the false discovery rate over the n tests (Benjamini & Hochberg 1995).
        seed: of the permutations.

    Source: Anselin, Geographical Analysis 27(2), 1995.
    """
    esda, graph, x = _prepared(values, neighbours, units)
    found = esda.Moran_Local(x, graph, transformation="r", permutations=permutations, seed=seed, n_jobs=1)
    p = np.asarray(found.p_sim, dtype=float)
    limit = float(esda.fdr(p, level)) if fdr else level
    labels = tuple(units) if units is not None else tuple(range(x.size))
    quadrants = tuple(QUADRANTS[int(q) - 1] for q in found.q)
    return LocalMoran(labels, np.asarray(found.Is, dtype=float), quadrants, p, p <= limit, limit)


def _prepared(values: object, neighbours: Any, units: Sequence[object] | None) -> tuple[Any, Any, Floats]:
    try:
        import esda  # type: ignore[import-untyped]
        from libpysal.graph import Graph  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("spatial", "esda") from error
    x = as_vector(values)
    if x.std() == 0:
        raise MeasureError("All values are the same: there is nothing to correlate", where="values")
    W = weight_matrix(neighbours, list(units) if units is not None else x.size, standardize=False)
    if not W.any():
        raise MeasureError("No unit has a neighbour", where="neighbours")
    return esda, Graph.from_sparse(csr_array(W)), x


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    # esda.Moran takes no seed: it draws from NumPy's global generator, which is put back afterwards.
    before = np.random.get_state()
    np.random.seed(seed)
    try:
        yield
    finally:
        np.random.set_state(before)
