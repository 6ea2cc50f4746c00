"""Relatedness of activities (six normalisations of co-presence) and relatedness density of regions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.economic_complexity.labels import cell_columns, label_columns, number_column
from yanzhen.measure.economic_complexity.presence import check_presence, present
from yanzhen.measure.economic_complexity.proximity import co_presence, minimum_conditional
from yanzhen.measure.economic_complexity.threads import over_periods
from yanzhen.measure.frames import (
    FrameKind,
    FrameResult,
    IntoFrame,
    check_choice,
    check_joinable,
    from_columns,
    opened,
)
from yanzhen.measure.matrix import Floats, Panel, read_panel


def _cosine(counts: Floats, u: Floats) -> Floats:
    return _over(counts, np.sqrt(np.multiply.outer(u, u)))


def _jaccard(counts: Floats, u: Floats) -> Floats:
    return _over(counts, np.add.outer(u, u) - counts)


def _conditional(counts: Floats, u: Floats) -> Floats:
    """P(row | column): share of the regions with the column's activity that also have the row's."""
    return _over(counts, np.broadcast_to(u, counts.shape))


def _association(counts: Floats, s: Floats) -> Floats:
    return _over(counts * s.sum(), np.multiply.outer(s, s))


def _probability(counts: Floats, s: Floats) -> Floats:
    total = s.sum()
    rest = np.where(total > s, total - s, np.nan)
    outer = np.multiply.outer(s, s)
    expected = (outer / rest[:, None] + outer / rest) / 2
    return np.nan_to_num(_over(counts, expected))


def _over(top: Floats, bottom: Floats) -> Floats:
    result: Floats = np.divide(top, bottom, out=np.zeros_like(top), where=bottom > 0)
    return result


# Normalised by ubiquity, diagonal 1 for what exists.
BY_UBIQUITY: dict[str, Callable[[Floats, Floats], Floats]] = {
    "min_conditional": minimum_conditional,
    "cosine": _cosine,
    "jaccard": _jaccard,
    "conditional": _conditional,
}
# Normalised by co-occurrence totals, without the diagonal (van Eck and Waltman 2009; Steijn 2017).
BY_TOTALS: dict[str, Callable[[Floats, Floats], Floats]] = {
    "association": _association,
    "probability": _probability,
}
METHODS = (*BY_UBIQUITY, "lift", *BY_TOTALS)


def proximity_matrix(m: Floats, method: str = "min_conditional", convention: str = "growthlab") -> Floats:
    """Proximity [P, P] of a presence matrix [R, P]; see ``proximity`` for methods and conventions."""
    counts, u = co_presence(m), m.sum(axis=0)
    if method == "lift":
        matrix = _over(counts * len(m), np.multiply.outer(u, u))
    elif method in BY_TOTALS or (convention == "econgeo" and method in ("cosine", "jaccard")):
        np.fill_diagonal(counts, 0.0)
        totals = counts.sum(axis=0)
        matrix = (BY_TOTALS.get(method) or BY_UBIQUITY[method])(counts, totals)
    else:
        matrix = BY_UBIQUITY[method](counts, u)
    if convention != "growthlab":
        np.fill_diagonal(matrix, 0.0)
    return matrix


def density_of(m: Floats, phi: Floats, neighbours: int | None = None) -> Floats:
    """``sum_q M_rq phi_qp / sum_q phi_qp`` [R, P]; NaN where an activity is related to nothing.

    Args:
        neighbours: use only the k most related other activities of each.
    """
    if neighbours is not None:
        phi = _nearest(phi, neighbours)
    totals = phi.sum(axis=0)
    density: Floats = m @ phi
    density /= np.where(totals > 0, totals, np.nan)
    return density


def _nearest(phi: Floats, k: int) -> Floats:
    if not 1 <= k < len(phi):
        raise UsageError(f"neighbours={k} with {len(phi)} activities.", expected=f"1 to {len(phi) - 1}")
    others = phi.copy()
    np.fill_diagonal(others, -1.0)
    keep = np.argpartition(-others, k - 1, axis=0)[:k]
    nearest = np.zeros_like(phi)
    np.put_along_axis(nearest, keep, np.take_along_axis(others, keep, axis=0), axis=0)
    return nearest


@dataclass(frozen=True, slots=True)
class Proximity:
    """Proximity matrices of a panel: ``matrices[t]`` [P, P] with ``activities`` as labels.

    ``to_frame()`` lists all ordered pairs, both directions and the diagonal, per period.
    """

    panel: Panel
    matrices: tuple[Floats, ...]
    names: tuple[str | None, str]
    kind: FrameKind
    method: str
    convention: str
    notes: tuple[str, ...] = ()

    @property
    def activities(self) -> list[Any]:
        """Labels of rows and columns."""
        return self.panel.activities.to_list()

    def to_frame(self) -> Any:
        """Columns ``<activity>_1``, ``<activity>_2``, ``proximity`` (and the period)."""
        period, activity = self.names
        n = len(self.panel.activities)
        labels = self.panel.activities
        sides = {
            f"{activity}_1": (labels, np.repeat(np.arange(n), n)),
            f"{activity}_2": (labels, np.tile(np.arange(n), n)),
        }
        keys = label_columns(self.panel, sides, period)
        numbers = number_column("proximity", [matrix.reshape(-1) for matrix in self.matrices])
        return from_columns({**keys, "proximity": numbers}, self.kind)


def proximity(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    method: str = "min_conditional",
    convention: str = "growthlab",
    threshold: float = 1.0,
    presence: str = "rca",
) -> Proximity:
    """Proximity of activities from their presence in the same regions.

    With C_pq the regions that have both, u ubiquities, R regions, S_p = sum of C_pq over other q, T = sum of S::

        min_conditional  C_pq / max(u_p, u_q)                        Hidalgo et al. (2007); the default
        cosine           C_pq / sqrt(u_p u_q)
        jaccard          C_pq / (u_p + u_q - C_pq)
        conditional      C_pq / u_q, not symmetric
        lift             R C_pq / (u_p u_q), 1 = independent
        association      T C_pq / (S_p S_q)                          van Eck and Waltman (2009)
        probability      C_pq over its chance value without repetition   Steijn (2017)

    Args:
        method: one of the above.
        convention: diagonal: ``"growthlab"`` 1 (as the formula gives it), ``"oec"`` and ``"econgeo"`` 0;
            ``"econgeo"`` also takes S for u in cosine and jaccard.
        threshold, presence: as in ``complexity``.

    Returns:
        ``Proximity`` with ``.to_frame()`` and ``.matrices``. Activities without presence have proximity 0.
    """
    check_choice("method", method, METHODS)
    check_choice("convention", convention, ("growthlab", "oec", "econgeo"))
    check_presence(threshold, presence)
    panel = read_panel(frame, region, activity, value, period)

    def work(_: int, values: Floats) -> Floats:
        return proximity_matrix(full_presence(values, threshold, presence), method, convention)

    matrices = tuple(over_periods(panel, work))
    kind = FrameKind.of(frame)
    return Proximity(panel, matrices, (period, activity), kind, method, convention, panel.notes)


def relatedness_density(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    method: str = "min_conditional",
    convention: str = "growthlab",
    threshold: float = 1.0,
    presence: str = "rca",
    neighbours: int | None = None,
    proximities: IntoFrame | None = None,
) -> FrameResult:
    """Relatedness density: how much of what is related to an activity the region already has.

    Formula: ``omega_rp = sum_q M_rq phi_qp / sum_q phi_qp``, 0 to 1 (``"econgeo"``: 0 to 100, two decimals).

    Args:
        method, convention, threshold, presence: as in ``proximity``.
        neighbours: use only the k most related activities of each (a weighted share, not a count).
        proximities: frame with columns ``<activity>_1``, ``<activity>_2``, ``proximity`` to use instead of the
            panel's own, for example the nation's; pairs without a row are 0.

    Returns:
        Columns ``mcp`` (presence) and ``density``; null for an activity that is related to nothing.

    Source: Hidalgo et al. (2007), Science 317; Boschma, Balland and Kogler (2015).
    """
    check_choice("method", method, METHODS)
    check_choice("convention", convention, ("growthlab", "oec", "econgeo"))
    check_presence(threshold, presence)
    panel = read_panel(frame, region, activity, value, period)
    given = None if proximities is None else _given(proximities, activity, panel.activities)

    def work(_: int, values: Floats) -> tuple[Floats, Floats]:
        m = full_presence(values, threshold, presence)
        phi = proximity_matrix(m, method, convention) if given is None else given
        density = density_of(m, phi, neighbours)
        return m, np.round(100 * density, 2) if convention == "econgeo" else density

    results = over_periods(panel, work)
    mcp = number_column("mcp", [m.reshape(-1) for m, _ in results]).cast(pl.Int8)
    density = number_column("density", [d.reshape(-1) for _, d in results])
    keys = cell_columns(panel, region, activity, period)
    native = from_columns({**keys, "mcp": mcp, "density": density}, FrameKind.of(frame))
    options = {
        "method": method if given is None else "given",
        "threshold": threshold,
        "neighbours": neighbours,
    }
    columns = {"mcp": "presence", "density": "share of related activities present"}
    return FrameResult("relatedness_density", native, columns, convention, options, panel.notes)


def full_presence(values: Floats, threshold: float, presence: str) -> Floats:
    """Presence on the full shape [R, P]; 0 for units without anything."""
    found = present(values, threshold, presence == "value")
    if found.rows.all() and found.columns.all():
        return found.m
    full = np.zeros(values.shape)
    full[np.ix_(found.rows, found.columns)] = found.m
    return full


def _given(proximities: IntoFrame, activity: str, labels: pl.Series) -> Floats:
    first, second = f"{activity}_1", f"{activity}_2"
    table = opened(proximities, [first, second], ["proximity"]).collect("polars").to_native()
    for side in (first, second):
        check_joinable(side, labels.dtype, table[side].dtype)
    place = {label: i for i, label in enumerate(labels)}
    known = table.filter(pl.all_horizontal(pl.col(first, second).is_in(labels.implode())))
    if known.height == 0:
        raise MeasureError(
            "No pair of the given proximities is about the panel's activities.",
            where=first,
            expected=f"activities such as {labels[0]!r}",
        )
    matrix = np.zeros((len(labels), len(labels)))
    rows = [place[label] for label in known[first]]
    columns = [place[label] for label in known[second]]
    matrix[rows, columns] = known["proximity"].fill_null(0.0).to_numpy()
    return matrix
