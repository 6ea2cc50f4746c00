"""Coagglomeration: do two activities sit in the same regions more than the rest does?"""

from __future__ import annotations

import numpy as np

from yanzhen.measure.economic_complexity.labels import label_columns, number_column
from yanzhen.measure.economic_complexity.threads import over_periods
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, from_columns
from yanzhen.measure.matrix import Floats, read_panel


def coagglomeration(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
) -> FrameResult:
    """Ellison-Glaeser coagglomeration index of each pair of activities.

    Formula: ``gamma_ab = sum_r (s_ra - x_r)(s_rb - x_r) / (1 - sum_r x_r^2)``, s the regions' shares of an
    activity, x_r the mean of the activities' shares in the region. Above 0: together more than chance.

    Returns:
        Columns ``<activity>_1``, ``<activity>_2`` (each pair once), ``coagglomeration``; null if an activity has
        nothing or all is in one region.

    Source: Ellison, Glaeser and Kerr (2010), American Economic Review 100(3), with x_r their mean share.
    """
    panel = read_panel(frame, region, activity, value, period)
    n = len(panel.activities)
    first, second = np.triu_indices(n, 1)
    results = over_periods(panel, lambda _, values: _pairs(values)[first, second])
    labels = panel.activities
    sides = {f"{activity}_1": (labels, first), f"{activity}_2": (labels, second)}
    keys = label_columns(panel, sides, period)
    native = from_columns(
        {**keys, "coagglomeration": number_column("coagglomeration", results)}, FrameKind.of(frame)
    )
    described = {"coagglomeration": "joint concentration beyond the regions' mean shares (0 = none)"}
    return FrameResult("coagglomeration", native, described, notes=panel.notes)


def _pairs(values: Floats) -> Floats:
    totals = values.sum(axis=0)
    shares = np.divide(values, totals, out=np.full_like(values, np.nan), where=totals > 0)
    x = np.nansum(shares, axis=1) / max(np.count_nonzero(totals > 0), 1)
    gap = shares - x[:, None]
    spread = 1.0 - float(x @ x)
    joint: Floats = gap.T @ gap
    return joint / spread if spread > 1e-12 else np.full_like(joint, np.nan)
