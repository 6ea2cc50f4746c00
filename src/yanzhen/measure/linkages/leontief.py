"""One LU factorisation of I - A that answers every question about a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
import numpy.typing as npt
import scipy.linalg as la
from scipy.sparse.linalg import eigs

from yanzhen.errors import MeasureError
from yanzhen.measure.io_table import IOTable
from yanzhen.measure.io_table.assumption import named

Array = npt.NDArray[np.float64]


class NotProductiveError(MeasureError):
    """The system needs more than it makes: the spectral radius of A is not below 1."""


@dataclass(frozen=True, eq=False)
class Leontief:
    """The factorised Leontief system of a table: ``L = (I - A)^-1`` without forming it.

    Build it once with :meth:`of` and pass it wherever a table is asked for, to share the factorisation.

    Attributes:
        table: the table it belongs to.
        factor, pivots: LU of the transposed matrix (I - A)' as LAPACK keeps it.
    """

    table: IOTable
    factor: Array
    pivots: npt.NDArray[np.int32]

    @classmethod
    def of(cls, table: IOTable | Leontief) -> Leontief:
        """Factorise I - A (2/3 n^3 operations, one n x n buffer); a system given is returned as it is.

        Raises:
            NotProductiveError: the spectral radius of A is 1 or more; the sectors whose inputs reach their
                output are named.
        """
        if isinstance(table, Leontief):
            return table
        # (I - A) in C order is (I - A)' in Fortran order: LAPACK factorises it in place, without a copy.
        matrix = table.coefficients
        np.negative(matrix, out=matrix)
        matrix.flat[:: table.size + 1] += 1.0
        factor, pivots, info = la.lapack.dgetrf(matrix.T, overwrite_a=True)
        if info > 0:
            raise not_productive(table.coefficients, table.labels)
        system = cls(table, factor, pivots)
        system._require_productive()
        return system

    def solve(self, right: npt.ArrayLike) -> Array:
        """L @ right, for n or n x k numbers: outputs that a final demand calls for."""
        return self._solve(right, transposed=True)

    def solve_left(self, left: npt.ArrayLike) -> Array:
        """left @ L (equally L' @ left), for n or n x k numbers: a coefficient carried through the chain."""
        return self._solve(left, transposed=False)

    def columns(self, positions: npt.NDArray[np.intp]) -> Array:
        """L[:, positions] by one solve each, n x k."""
        unit = np.zeros((self.table.size, len(positions)))
        unit[positions, np.arange(len(positions))] = 1.0
        return self.solve(unit)

    def inverse(self) -> Array:
        """The full Leontief inverse L, n x n (needed only for display and for the spread of its columns)."""
        return self.solve(np.eye(self.table.size))

    def diagonal(self) -> Array:
        """The diagonal of L, n, from the inverses of the two triangles: half the work of the full inverse."""
        lower, _ = la.lapack.dtrtri(self.factor, lower=1, unitdiag=1)
        upper, _ = la.lapack.dtrtri(self.factor, lower=0)
        lower = np.tril(lower, -1)
        lower.flat[:: self.table.size + 1] = 1.0
        rows = self._row_order()
        diagonal = np.empty(self.table.size)
        diagonal[rows] = np.einsum("ik,ki->i", np.triu(upper)[rows], lower)
        return diagonal

    def _row_order(self) -> npt.NDArray[np.intp]:
        """Row of the matrix that stands in each row of the factor, after LAPACK's successive exchanges."""
        rows = np.arange(self.table.size)
        for i, j in enumerate(self.pivots):
            rows[i], rows[j] = rows[j], rows[i]
        return rows

    @cached_property
    def output_multipliers(self) -> Array:
        """m = 1'L, n: output called for in all sectors by one unit of final demand for j."""
        return self.solve_left(np.ones(self.table.size))

    @cached_property
    def row_sums(self) -> Array:
        """r = L 1, n: output of i when every sector's final demand is one unit."""
        return self.solve(np.ones(self.table.size))

    @cached_property
    def ghosh_sums(self) -> Array:
        """g = G 1 with G = (I - B)^-1 = diag(x)^-1 L diag(x), n; NaN where output is zero."""
        x = self.table.output
        pulled = self.solve(x)
        return np.asarray(np.divide(pulled, x, out=np.full(x.shape, np.nan), where=x != 0))

    def _solve(self, right: npt.ArrayLike, *, transposed: bool) -> Array:
        b = np.asarray(right, dtype=np.float64)
        trans: Literal[0, 1] = 1 if transposed else 0
        solution, info = la.lapack.dgetrs(self.factor, self.pivots, b, trans=trans)
        assert info == 0, f"LAPACK getrs refused argument {-info}"
        return np.asarray(solution)

    def _require_productive(self) -> None:
        """For A >= 0 the multipliers are a proof: (I - A)'m = 1 with m > 0 (Hawkins & Simon 1949)."""
        table = self.table
        if table.flows.min() >= 0:
            if not (self.output_multipliers >= 1.0 - 1e-9).all():
                raise not_productive(table.coefficients, table.labels)
        elif spectral_radius(table.coefficients) >= 1.0:
            raise not_productive(table.coefficients, table.labels)


def spectral_radius(matrix: Array) -> float:
    """Largest modulus of the eigenvalues of a square matrix; by Arnoldi iteration above 500 rows."""
    if matrix.shape[0] <= 500:
        return float(np.abs(la.eigvals(matrix, check_finite=False)).max())
    start = np.ones(matrix.shape[0])  # a start of its own would make the last digits vary from run to run
    return float(np.abs(eigs(matrix, k=1, which="LM", v0=start, return_eigenvectors=False)).max())


def not_productive(coefficients: Array, labels: tuple[str, ...]) -> NotProductiveError:
    """The error for a system that uses up all it makes, naming columns whose inputs reach their output."""
    sums = coefficients.sum(axis=0)
    heavy = [f"{labels[j]} ({sums[j]:.3f})" for j in np.argsort(-sums)[:5] if sums[j] >= 1.0]
    where = "inputs per unit of output: " + named(heavy) if heavy else "no single column; a loop of sectors"
    return NotProductiveError(
        f"The Leontief matrix is not productive: spectral radius {spectral_radius(coefficients):.4f} is not "
        "below 1. 列昂惕夫矩阵不具生产性（谱半径不小于1）。",
        where=where,
        expected="every loop of inputs needs less than one unit per unit made",
        todo="check output against inputs in the sectors named, or remove imports first",
    )
