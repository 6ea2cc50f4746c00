"""The complexity suite as a result: arrays and labels, turned into frames on demand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl

from yanzhen.measure.economic_complexity.chunks import Chunks, numbers
from yanzhen.measure.economic_complexity.labels import (
    activity_columns,
    cell_columns,
    number_column,
    region_columns,
)
from yanzhen.measure.economic_complexity.period import Period, Planes, Settings
from yanzhen.measure.frames import FrameKind, check_choice, from_columns
from yanzhen.measure.matrix import Floats, Panel

CELL = ("value", "rca", "mcp", "diversity", "ubiquity", "eci", "pci", "density", "coi", "cog")
OF_REGION = {"diversity", "eci", "coi"}
WHOLE = {"diversity", "ubiquity"}


@dataclass(frozen=True, slots=True)
class Complexity:
    """The complexity suite of a panel.

    Attributes:
        panel: labels of regions, activities and periods.
        planes: cells [T, R, P].
        periods: regions and activities of each period.
        names: column names of period (or None), region, activity, value.
        kind: what kind of frame to give back.
        settings: threshold, presence, convention, method.
        notes: what was left out, and warnings (led by their period).
    """

    panel: Panel
    planes: Planes
    periods: tuple[Period, ...]
    names: tuple[str | None, str, str, str]
    kind: FrameKind
    settings: Settings
    notes: tuple[str, ...]

    def __repr__(self) -> str:
        """What it covers and what can be had from it; the arrays themselves would fill a screen."""
        periods = "" if self.panel.periods is None else f", {len(self.panel.periods)} periods"
        size = f"{len(self.panel.regions)} regions, {len(self.panel.activities)} activities{periods}"
        return f"Complexity({size}; to_frame(), regions(), activities())"

    @property
    def convention(self) -> str:
        """Whose normalisation was followed."""
        return self.settings.convention

    def to_frame(self, columns: Sequence[str] | None = None) -> Any:
        """One row per period, region and activity, as the kind of frame that was given.

        Args:
            columns: some of ``value, rca, mcp, diversity, ubiquity, eci, pci, density, coi, cog`` (default
                all; ``rca`` only if it was computed). Units with nothing in a period are null.
        """
        names = [name for name in columns or CELL if not (name == "rca" and self.settings.given)]
        for name in names:
            check_choice("column", name, CELL)
        period, region, activity, value = self.names
        keys = cell_columns(self.panel, region, activity, period)
        cells = {value if name == "value" else name: self._cells(name) for name in names}
        return from_columns({**keys, **cells}, self.kind)

    def regions(self) -> Any:
        """Diversity, ECI and COI of each region (and period); ``reason`` says why one is null."""
        keys = region_columns(self.panel, self.names[1], self.names[0])
        series = {name: self._units(name) for name in ("diversity", "eci", "coi")}
        reasons = _reasons([p.measured[0] for p in self.periods], [p.eci for p in self.periods])
        return from_columns({**keys, **series, "reason": reasons}, self.kind)

    def activities(self) -> Any:
        """Ubiquity and PCI of each activity (and period); ``reason`` says why one is null."""
        keys = activity_columns(self.panel, self.names[2], self.names[0])
        series = {name: self._units(name) for name in ("ubiquity", "pci")}
        reasons = _reasons([p.measured[1] for p in self.periods], [p.pci for p in self.periods])
        return from_columns({**keys, **series, "reason": reasons}, self.kind)

    def diagnostics(self) -> Any:
        """Second and third eigenvalue, their gap and warnings, per period."""
        second = pl.Series("second", [p.scaled.second for p in self.periods], nan_to_null=True)
        third = pl.Series("third", [p.scaled.third for p in self.periods], nan_to_null=True)
        warnings = ["; ".join(p.scaled.warnings) or None for p in self.periods]
        shown = {"second": second, "third": third, "gap": second - third}
        shown["warning"] = pl.Series(warnings, dtype=pl.String)
        period = self.names[0]
        keys = {} if period is None or self.panel.periods is None else {period: self.panel.periods}
        return from_columns({**keys, **shown}, self.kind)

    def _units(self, name: str) -> pl.Series:
        series = number_column(name, [getattr(period, name) for period in self.periods])
        return series.cast(pl.Int32) if name in WHOLE else series

    def _cells(self, name: str) -> pl.Series:
        """A long column: planes as they are, regions' and activities' numbers repeated over the cells."""
        chunks = Chunks.of(self.panel)
        if name in ("value", "rca", "density", "cog"):
            if name == "value":
                return chunks.plane(name, self.planes.values, [False] * len(self.periods))
            return chunks.plane(name, getattr(self.planes, name), [period.gaps for period in self.periods])
        if name == "mcp":
            return chunks.column(name, self._presence)
        units = [getattr(period, name) for period in self.periods]
        if name in WHOLE and not any(np.isnan(unit).any() for unit in units):
            units = [unit.astype(np.int32) for unit in units]
        if name in OF_REGION:
            series = chunks.numbers_per_region(name, units)
        else:
            series = chunks.per_activity(name, [numbers(unit) for unit in units])
        return series.cast(pl.Int32) if name in WHOLE else series

    def _presence(self, t: int, rows: slice) -> pl.Series:
        """Presence 0 or 1 of one chunk, null where there is nothing to measure."""
        series = pl.Series(self.planes.flags[t, rows].reshape(-1).view(np.int8))
        regions, activities = self.periods[t].measured
        if regions[rows].all() and activities.all():
            return series
        measured = np.logical_and.outer(regions[rows], activities).reshape(-1)
        return series.zip_with(pl.Series(measured), pl.Series([None], dtype=pl.Int8))


def _reasons(measured: Iterable[Any], vectors: Iterable[Floats]) -> pl.Series:
    reasons: list[str | None] = []
    for flags, vector in zip(measured, vectors, strict=True):
        for there, number in zip(flags, vector, strict=True):
            absent = (
                None if not np.isnan(number) else "not defined: present nowhere, or no structure to compare"
            )
            reasons.append(absent if there else "no value above zero in this period")
    return pl.Series(reasons, dtype=pl.String)
