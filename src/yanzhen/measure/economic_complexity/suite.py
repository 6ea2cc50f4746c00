"""The complexity suite over a panel: one call, long frame in, long frame out."""

from __future__ import annotations

from yanzhen.measure.economic_complexity.conventions import CONVENTIONS, METHODS
from yanzhen.measure.economic_complexity.labels import led_by_period
from yanzhen.measure.economic_complexity.period import Planes, Settings, measure_period
from yanzhen.measure.economic_complexity.presence import check_presence
from yanzhen.measure.economic_complexity.result import CELL, Complexity
from yanzhen.measure.economic_complexity.threads import over_matrices
from yanzhen.measure.frames import FrameKind, IntoFrame, check_choice, check_free, fields
from yanzhen.measure.matrix import read_panel

__all__ = ["Complexity", "complexity"]


def complexity(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    threshold: float = 1.0,
    presence: str = "rca",
    convention: str = "growthlab",
    method: str = "eigenvector",
) -> Complexity:
    """The whole suite: RCA, presence, diversity, ubiquity, ECI, PCI, density, COI and COG.

    Args:
        frame: long frame; repeated keys are added up, absent cells are zero, null values left out and noted.
        region, activity, value, period: column names; each period is measured by itself, all in one call.
        threshold: present where RCA (or the value) is at least this.
        presence: ``"rca"``, or ``"value"`` if the values themselves say presence.
        convention: ``"growthlab"`` (py-ecomplexity, default), ``"oec"`` (economic-complexity) or
            ``"econgeo"``; see ``yanzhen.measure.economic_complexity.conventions`` for what differs.
        method: ``"eigenvector"`` or ``"reflections"`` (growthlab scale on 18 and 19 reflections).

    Returns:
        ``Complexity``: ``.to_frame()`` long, ``.regions()``, ``.activities()``, ``.diagnostics()``.
        A region or activity without any value in a period is null with a reason and touches no other.

    Raises:
        MeasureError: negative values, nothing to measure, or a column called like one of the result.

    Sources: Hidalgo and Hausmann (2009); Hidalgo et al. (2007); Hausmann et al. (2014).
    """
    check_choice("convention", convention, CONVENTIONS)
    check_choice("method", method, METHODS)
    check_presence(threshold, presence)
    check_free(fields(period, region, activity, value), set(CELL) - {"value"})
    panel = read_panel(frame, region, activity, value, period)
    settings = Settings(threshold, presence == "value", convention, method)
    cube = panel.cube()
    panel = panel.without_cells()
    planes = Planes.around(cube)
    periods = over_matrices(panel.n_periods, lambda t: measure_period(settings, planes.at(t)))
    notes = (*panel.notes, *led_by_period(panel, [period.scaled.warnings for period in periods]))
    names = (period, region, activity, value)
    return Complexity(
        panel.without_cells(), planes, tuple(periods), names, FrameKind.of(frame), settings, notes
    )
