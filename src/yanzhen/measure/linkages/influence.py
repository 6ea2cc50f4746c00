"""Field of influence: which single coefficient moves the whole system most."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.linkages.leontief import Leontief

Array = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class FieldOfInfluence:
    """First-order intensity of every coefficient, without forming n x n fields.

    The field of a_ij is the matrix ``L[:, i] L[j, :]``; its intensity, the sum of its cells, is ``m_i r_j``.

    Attributes:
        row_part: m, n (column sums of L, at i the supplier).
        column_part: r, n (row sums of L, at j the buyer).
        table: the table they were computed on.
    """

    row_part: Array
    column_part: Array
    table: IOTable

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """What the numbers rest on."""
        return self.table.assumptions

    @property
    def intensity(self) -> Array:
        """n x n matrix S with ``S[i, j] = m_i r_j``: change of the sum of L for a small change of a_ij."""
        return np.outer(self.row_part, self.column_part)

    def top(self, count: int = 20) -> pl.DataFrame:
        """The links (nonzero coefficients) of greatest intensity; ``relative`` is over the mean of all."""
        coefficients = self.table.coefficients
        intensity = np.where(coefficients != 0, self.intensity, -np.inf)
        order = np.argsort(intensity, axis=None)[::-1][: min(count, int((coefficients != 0).sum()))]
        rows, columns = np.unravel_index(order, intensity.shape)
        mean = self.row_part.mean() * self.column_part.mean()
        labels = self.table.labels
        return pl.DataFrame(
            {
                "seller": [labels[i] for i in rows],
                "buyer": [labels[j] for j in columns],
                "coefficient": coefficients[rows, columns],
                "intensity": intensity[rows, columns],
                "relative": intensity[rows, columns] / mean,
            }
        )


def field_of_influence(table: IOTable | Leontief) -> FieldOfInfluence:
    """Intensity of the first-order field of influence of every coefficient, from two solves.

    Source: Sonis & Hewings (1992).
    """
    system = Leontief.of(table)
    return FieldOfInfluence(system.output_multipliers, system.row_sums, system.table)


def coefficient_change(
    table: IOTable | Leontief, seller: str | int, buyer: str | int, change: float
) -> Array:
    """Exact change of L when one coefficient grows by ``change`` (Sherman & Morrison 1950).

    Returns:
        n x n: ``change * L[:, i] L[j, :] / (1 - change * l_ji)``.

    Raises:
        MeasureError: the change would make the system unproductive.
    """
    system = Leontief.of(table)
    i, j = system.table.index([seller])[:1], system.table.index([buyer])[:1]
    column = system.columns(i)[:, 0]
    unit = np.zeros(system.table.size)
    unit[j] = 1.0
    row = system.solve_left(unit)
    denominator = 1.0 - change * column[j[0]]
    if denominator <= 0:
        raise MeasureError(
            f"A change of {change} in this coefficient would make the system unproductive.",
            expected=f"less than {1.0 / column[j[0]]:.4f}",
        )
    return np.asarray(np.outer(column, row) * (change / denominator))
