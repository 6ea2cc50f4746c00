"""Single measures of the suite, for when the rest is not wanted: diversity, ubiquity, ECI, PCI."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import polars as pl

from yanzhen.measure.economic_complexity.conventions import CONVENTIONS, METHODS, Scaled, scaled_complexity
from yanzhen.measure.economic_complexity.eigen import reflections
from yanzhen.measure.economic_complexity.labels import (
    activity_columns,
    led_by_period,
    number_column,
    region_columns,
)
from yanzhen.measure.economic_complexity.presence import Presence, check_presence, present
from yanzhen.measure.economic_complexity.threads import over_periods
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, check_choice, from_columns
from yanzhen.measure.matrix import Flags, Floats, Panel, read_panel


def diversity(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    threshold: float = 1.0,
    presence: str = "rca",
) -> FrameResult:
    """Diversity of each region: the number of activities it is present in.

    Formula: ``k_r = sum_p M_rp``, M = 1 where RCA >= threshold (or, with ``presence="value"``, the value is).

    Returns:
        Column ``diversity``; null for a region without any value in the period.

    Source: Hidalgo and Hausmann (2009).
    """
    panel, founds = _presences(frame, region, activity, value, period, threshold, presence)
    numbers = number_column("diversity", [_full(f.diversity, f.rows) for f in founds]).cast(pl.Int32)
    keys = region_columns(panel, region, period)
    return _result("diversity", panel, keys, {"diversity": numbers}, frame, {"threshold": threshold})


def ubiquity(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    threshold: float = 1.0,
    presence: str = "rca",
) -> FrameResult:
    """Ubiquity of each activity: the number of regions present in it.

    Formula: ``k_p = sum_r M_rp``; presence as in ``diversity``.  Source: Hidalgo and Hausmann (2009).

    Returns:
        Column ``ubiquity``; null for an activity without any value in the period.
    """
    panel, founds = _presences(frame, region, activity, value, period, threshold, presence)
    numbers = number_column("ubiquity", [_full(f.ubiquity, f.columns) for f in founds]).cast(pl.Int32)
    keys = activity_columns(panel, activity, period)
    return _result("ubiquity", panel, keys, {"ubiquity": numbers}, frame, {"threshold": threshold})


def eci(
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
) -> FrameResult:
    """Economic complexity index of regions (KCI in EconGeo's words).

    Formula: second eigenvector of ``D^-1 M U^-1 M'``; sign such that it correlates with diversity; scale by
    convention (growthlab: mean 0, sd 1 over regions, ddof 0). Options as in ``complexity``.

    Returns:
        Column ``eci`` per region (and period); null for regions without presence. Warnings (separate parts,
        tiny eigenvalue gap) are in ``notes``.

    Source: Hidalgo and Hausmann (2009), PNAS 106(26); Hausmann et al. (2014).
    """
    panel, scaled = _scaled(frame, region, activity, value, period, threshold, presence, convention, method)
    numbers = number_column("eci", [_full(s.eci, f.rows) for f, s in scaled])
    keys = region_columns(panel, region, period)
    options = {"threshold": threshold, "method": method}
    notes = led_by_period(panel, [s.warnings for _, s in scaled])
    return _result("eci", panel, keys, {"eci": numbers}, frame, options, convention, notes)


def pci(
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
) -> FrameResult:
    """Product (activity) complexity index (TCI in EconGeo's words).

    Formula: second eigenvector of ``U^-1 M' D^-1 M``; growthlab scales it by the mean and sd of ECI, so that a
    region's ECI is the mean PCI of what it has. Options as in ``complexity``.

    Returns:
        Column ``pci`` per activity (and period); null for activities nobody is present in.

    Source: Hidalgo and Hausmann (2009); Hausmann et al. (2014).
    """
    panel, scaled = _scaled(frame, region, activity, value, period, threshold, presence, convention, method)
    numbers = number_column("pci", [_full(s.pci, f.columns) for f, s in scaled])
    keys = activity_columns(panel, activity, period)
    options = {"threshold": threshold, "method": method}
    notes = led_by_period(panel, [s.warnings for _, s in scaled])
    return _result("pci", panel, keys, {"pci": numbers}, frame, options, convention, notes)


def method_of_reflections(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    of: str = "region",
    steps: int = 20,
    threshold: float = 1.0,
    presence: str = "rca",
) -> FrameResult:
    """Method of reflections after ``steps`` steps, unscaled (MORc, MORt in EconGeo's words, which rescales).

    Formula: ``k_r,n = (1/k_r,0) sum_p M_rp k_p,n-1`` and likewise for activities.

    Args:
        of: ``"region"`` or ``"activity"``.
        steps: even steps of regions (odd steps of activities) rise with complexity as diversity does.

    Returns:
        Column ``reflection``.

    Source: Hidalgo and Hausmann (2009), PNAS 106(26).
    """
    check_choice("of", of, ("region", "activity"))
    panel, founds = _presences(frame, region, activity, value, period, threshold, presence)
    numbers = []
    for found in founds:
        rows, columns = found.diversity > 0, found.ubiquity > 0
        inner = found.m[np.ix_(rows, columns)]
        kr, kp = reflections(inner, found.diversity[rows], found.ubiquity[columns], steps)
        values, keep, outer = (kr, rows, found.rows) if of == "region" else (kp, columns, found.columns)
        numbers.append(_full(_full(values, keep), outer))
    keys = (
        region_columns(panel, region, period) if of == "region" else activity_columns(panel, activity, period)
    )
    reflected = {"reflection": number_column("reflection", numbers)}
    return _result("reflections", panel, keys, reflected, frame, {"steps": steps, "of": of})


def _presences(
    frame: IntoFrame,
    region: str,
    activity: str,
    value: str,
    period: str | None,
    threshold: float,
    presence: str,
) -> tuple[Panel, list[Presence]]:
    check_presence(threshold, presence)
    panel = read_panel(frame, region, activity, value, period)
    return panel, over_periods(panel, lambda _, values: present(values, threshold, presence == "value"))


def _scaled(
    frame: IntoFrame,
    region: str,
    activity: str,
    value: str,
    period: str | None,
    threshold: float,
    presence: str,
    convention: str,
    method: str,
) -> tuple[Panel, list[tuple[Presence, Scaled]]]:
    check_choice("convention", convention, CONVENTIONS)
    check_choice("method", method, METHODS)
    check_presence(threshold, presence)
    panel = read_panel(frame, region, activity, value, period)

    def work(_: int, values: Floats) -> tuple[Presence, Scaled]:
        found = present(values, threshold, presence == "value")
        return found, scaled_complexity(found.m, found.diversity, found.ubiquity, convention, method)

    return panel, over_periods(panel, work)


def _full(inner: Floats, keep: Flags) -> Floats:
    if keep.all():
        return inner
    full = np.full(len(keep), np.nan)
    full[keep] = inner
    return full


def _result(
    name: str,
    panel: Panel,
    keys: Mapping[str, Any],
    columns: Mapping[str, Any],
    like: IntoFrame,
    options: Mapping[str, Any],
    convention: str | None = None,
    notes: tuple[str, ...] = (),
) -> FrameResult:
    native = from_columns({**keys, **columns}, FrameKind.of(like))
    described = dict.fromkeys(columns, name)
    return FrameResult(name, native, described, convention, options, (*panel.notes, *notes))
