"""The complexity suite over a panel: one call, long frame in, long frame out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.errors import UsageError
from yanzhen.measure.complexity.conventions import CONVENTIONS, METHODS
from yanzhen.measure.complexity.period import Period, Planes, Settings, measure_period
from yanzhen.measure.frames import IntoFrame, check_choice, from_columns
from yanzhen.measure.matrix import Floats, Panel, read_panel

Result = TypeVar("Result")

CELL = ("value", "rca", "mcp", "diversity", "ubiquity", "eci", "pci", "density", "coi", "cog")
OF_REGION = {"diversity", "eci", "coi"}
OF_ACTIVITY = {"ubiquity", "pci"}
WHOLE = {"diversity": pl.Int32, "ubiquity": pl.Int32}


@dataclass(frozen=True, slots=True)
class Complexity:
    """The complexity suite: arrays and labels, turned into frames on demand.

    Attributes:
        panel: labels of regions, activities and periods.
        planes: cells [T, R, P].
        periods: regions and activities of each period.
        names: column names of period (or None), region, activity, value.
        convention, settings: how it was made.
        notes: what was left out, and warnings (period: text).
    """

    panel: Panel
    planes: Planes
    periods: tuple[Period, ...]
    names: tuple[str | None, str, str, str]
    like: IntoFrame
    settings: Settings
    notes: tuple[str, ...]

    @property
    def convention(self) -> str:
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
        shape = len(self.panel.regions), len(self.panel.activities)
        keys = self._keys(np.repeat(np.arange(shape[0]), shape[1]), np.tile(np.arange(shape[1]), shape[0]))
        value = self.names[3]
        cells = {value if name == "value" else name: self._cells(name, shape) for name in names}
        return from_columns({**keys, **cells}, self.like)

    def regions(self) -> Any:
        """Diversity, ECI and COI of each region (and period); ``reason`` says why one is null."""
        rows = np.arange(len(self.panel.regions))
        series = {name: self._units(name) for name in ("diversity", "eci", "coi")}
        reasons = self._reasons([p.measured[0] for p in self.periods], [p.eci for p in self.periods])
        return from_columns({**self._keys(rows, None), **series, "reason": reasons}, self.like)

    def activities(self) -> Any:
        """Ubiquity and PCI of each activity (and period); ``reason`` says why one is null."""
        columns = np.arange(len(self.panel.activities))
        series = {name: self._units(name) for name in ("ubiquity", "pci")}
        reasons = self._reasons([p.measured[1] for p in self.periods], [p.pci for p in self.periods])
        return from_columns({**self._keys(None, columns), **series, "reason": reasons}, self.like)

    def diagnostics(self) -> Any:
        """Second and third eigenvalue, their gap and warnings, per period."""
        second = pl.Series("second", [p.scaled.second for p in self.periods], nan_to_null=True)
        third = pl.Series("third", [p.scaled.third for p in self.periods], nan_to_null=True)
        warnings = ["; ".join(p.scaled.warnings) or None for p in self.periods]
        shown = {"second": second, "third": third, "gap": second - third}
        return from_columns(
            {**self._keys(), **shown, "warning": pl.Series(warnings, dtype=pl.String)}, self.like
        )

    def _keys(self, rows: Any = None, columns: Any = None) -> dict[str, pl.Series]:
        """Label columns of period, region (if rows) and activity (if columns), repeated for all periods."""
        period, region, activity, _ = self.names
        each = next((len(codes) for codes in (rows, columns) if codes is not None), 1)
        keys: dict[str, pl.Series] = {}
        if period is not None and self.panel.periods is not None:
            keys[period] = self.panel.periods.gather(np.repeat(np.arange(len(self.periods)), each))
        for name, labels, codes in (
            (region, self.panel.regions, rows),
            (activity, self.panel.activities, columns),
        ):
            if codes is not None:
                once = labels.gather(codes)
                keys[name] = once if len(self.periods) == 1 else pl.concat([once] * len(self.periods))
        return keys

    def _units(self, name: str) -> pl.Series:
        return _series(name, np.concatenate([getattr(period, name) for period in self.periods]))

    def _cells(self, name: str, shape: tuple[int, int]) -> pl.Series:
        """A long column: planes as they are, regions' and activities' numbers repeated over the cells."""
        if name in ("value", "rca", "density", "cog"):
            plane = getattr(self.planes, "values" if name == "value" else name)
            return _series(name, plane.reshape(-1))
        if name == "mcp":
            series = pl.Series(name, self.planes.flags.reshape(-1).view(np.int8))
            empty = self._unmeasured()
            blank = pl.when(~empty).then(pl.col(name)) if empty is not None else pl.col(name)
            return series.to_frame().select(blank).to_series()
        units = [getattr(period, name) for period in self.periods]
        whole = name in WHOLE and not any(np.isnan(unit).any() for unit in units)
        out = np.empty((len(units), *shape), dtype=np.int32 if whole else np.float64)
        for t, unit in enumerate(units):
            out[t] = unit[:, None] if name in OF_REGION else unit
        return _series(name, out.reshape(-1))

    def _unmeasured(self) -> pl.Series | None:
        if all(rows.all() and columns.all() for rows, columns in (p.measured for p in self.periods)):
            return None
        flags = [~np.logical_and.outer(*period.measured).reshape(-1) for period in self.periods]
        return pl.Series(np.concatenate(flags))

    def _reasons(self, measured: Iterable[Any], vectors: Iterable[Floats]) -> pl.Series:
        reasons: list[str | None] = []
        for flags, vector in zip(measured, vectors, strict=True):
            for there, number in zip(flags, vector, strict=True):
                absent = None if not np.isnan(number) else "present nowhere at this threshold"
                reasons.append(absent if there else "no value above zero in this period")
        return pl.Series(reasons, dtype=pl.String)


def _series(name: str, values: NDArray[Any]) -> pl.Series:
    series = pl.Series(name, values)
    if series.dtype != pl.Float64:
        return series
    if np.isnan(values).any():
        series = series.fill_nan(None)
    return series.cast(WHOLE[name]) if name in WHOLE else series


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
            ``"econgeo"``; see ``yanzhen.measure.complexity.conventions`` for what differs.
        method: ``"eigenvector"`` or ``"reflections"`` (growthlab scale on 18 and 19 reflections).

    Returns:
        ``Complexity``: ``.to_frame()`` long, ``.regions()``, ``.activities()``, ``.diagnostics()``.
        A region or activity without any value in a period is null with a reason and touches no other.

    Raises:
        MeasureError: negative values or nothing to measure.

    Sources: Hidalgo and Hausmann (2009); Hidalgo et al. (2007); Hausmann et al. (2014).
    """
    check_choice("convention", convention, CONVENTIONS)
    check_choice("method", method, METHODS)
    check_choice("presence", presence, ("rca", "value"))
    if not threshold > 0:
        raise UsageError(f"threshold={threshold} would make everything present.", expected="a number above 0")
    panel = read_panel(frame, region, activity, value, period)
    settings = Settings(threshold, presence == "value", convention, method)
    planes = Planes.of_shape(panel.n_periods, len(panel.regions), len(panel.activities))
    periods = over_periods(panel, lambda t, values: measure_period(values, settings, planes.at(t)))
    notes = (*panel.notes, *warnings_of(panel, periods))
    return Complexity(
        panel, planes, tuple(periods), (period, region, activity, value), frame, settings, notes
    )


def warnings_of(panel: Panel, periods: Sequence[Period]) -> Iterable[str]:
    """Each period's warnings, led by its label."""
    for t, period in enumerate(periods):
        lead = "" if panel.periods is None else f"{panel.periods[t]}: "
        yield from (lead + text for text in period.scaled.warnings)


@cache
def _blas() -> Any:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


def over_periods(panel: Panel, work: Callable[[int, Floats], Result]) -> list[Result]:
    """Run ``work(t, values)`` on each period's matrix: threads over periods, one BLAS thread each.

    Two BLAS threads on a busy two-core machine were many times slower than one.
    """
    threads = min(panel.n_periods, os.cpu_count() or 1)
    with _blas().limit(limits=1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
        return list(pool.map(lambda t: work(t, panel.matrix(t)), range(panel.n_periods)))
