"""Sigma and beta convergence: is the gap between places closing?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl
from scipy.stats import linregress

from yanzhen.errors import MeasureError, MissingExtraError, UsageError
from yanzhen.measure.dynamics.wide import Wide, wide
from yanzhen.measure.index.arrays import Floats, as_vector


@dataclass(frozen=True, slots=True, eq=False)
class Sigma:
    """Dispersion per period and its trend.

    Attributes:
        periods: in order.
        dispersion: one number per period.
        statistic: ``cv`` or ``sd-log``.
        slope: change of the dispersion per period (ordinary least squares).
        p_value: of the slope; NaN for fewer than three periods.
    """

    periods: tuple[object, ...]
    dispersion: Floats
    statistic: str
    slope: float
    p_value: float

    @property
    def converging(self) -> bool | None:
        """Whether the dispersion falls, at 5 per cent; None where it cannot be told."""
        if np.isnan(self.p_value) or self.p_value >= 0.05:
            return None
        return self.slope < 0

    def to_frame(self) -> pl.DataFrame:
        """One row per period."""
        return pl.DataFrame({"period": list(self.periods), "dispersion": self.dispersion}, strict=False)


def sigma_convergence(
    data: Any,
    *,
    statistic: Literal["cv", "sd-log"] = "cv",
    region: str | None = None,
    period: str | None = None,
    value: str | None = None,
) -> Sigma:
    """Sigma convergence: the dispersion between units falls over time.

    Args:
        data: n units x T periods, or a long frame with ``region``, ``period`` and ``value``; every unit in
            every period, or the dispersion would change with who is in.
        statistic: coefficient of variation (ddof 0), or standard deviation of logarithms (ddof 1).

    Raises:
        MeasureError: a missing value, or one that is not positive for logarithms.
    """
    panel = wide(data, region=region, period=period, value=value)
    if statistic == "cv":
        dispersion = panel.values.std(axis=0) / panel.values.mean(axis=0)
    elif statistic == "sd-log":
        dispersion = _logs(panel).std(axis=0, ddof=1)
    else:
        raise UsageError(f"No statistic {statistic!r}", expected="'cv' or 'sd-log'")
    clock = _clock(panel.periods)
    if dispersion.size < 3:
        slope = float(np.diff(dispersion)[0] / np.diff(clock)[0]) if dispersion.size == 2 else float("nan")
        return Sigma(panel.periods, dispersion, statistic, slope, float("nan"))
    fit = linregress(clock, dispersion)
    return Sigma(panel.periods, dispersion, statistic, float(fit.slope), float(fit.pvalue))


@dataclass(frozen=True, slots=True, eq=False)
class Beta:
    """A growth regression, growth = a + b ln(initial) + controls.

    Attributes:
        beta: b; negative means that poorer units grow faster.
        p_value: of b.
        standard_error: of b.
        speed: annual speed of convergence, -ln(1 + b T)/T; NaN where 1 + b T <= 0 or b >= 0.
        half_life: years to close half of the gap, ln 2 / speed; NaN likewise.
        r_squared: of the regression.
        n: units.
        years: T.
        coefficients: all coefficients by name.
        conditional: whether there are controls.
    """

    beta: float
    p_value: float
    standard_error: float
    speed: float
    half_life: float
    r_squared: float
    n: int
    years: float
    coefficients: Mapping[str, float]
    conditional: bool

    def to_frame(self) -> pl.DataFrame:
        """One row per coefficient."""
        return pl.DataFrame({"term": list(self.coefficients), "value": list(self.coefficients.values())})


def beta_convergence(
    data: Any,
    *,
    years: float | None = None,
    controls: Mapping[str, object] | None = None,
    robust: bool = False,
    region: str | None = None,
    period: str | None = None,
    value: str | None = None,
) -> Beta:
    """Beta convergence: (1/T) ln(y_T / y_0) = a + b ln y_0 (+ controls), by least squares (statsmodels).

    Args:
        data: n units x periods (the first and the last column are used), or a long frame.
        years: T; by default last minus first period where these are numbers, else periods minus one.
        controls: name -> n values, in the order of the units: conditional convergence.
        robust: standard errors robust to heteroskedasticity (HC1).

    Raises:
        MeasureError: a value that is not positive, or too few units.
        MissingExtraError: statsmodels is not installed.

    Source: Barro & Sala-i-Martin, Journal of Political Economy 100(2), 1992.
    """
    try:
        import statsmodels.api as sm  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("spatial", "statsmodels") from error
    panel = wide(data, region=region, period=period, value=value)
    logs = _logs(panel)
    clock = _clock(panel.periods)
    span = float(clock[-1] - clock[0]) if years is None else float(years)
    if span <= 0:
        raise UsageError(f"years={span}", expected="a positive number of years")
    named = {"ln_initial": logs[:, 0]} | {k: as_vector(v, k) for k, v in (controls or {}).items()}
    if len(logs) <= len(named) + 1:
        raise MeasureError(f"{len(logs)} units cannot carry {len(named) + 1} coefficients")
    X = sm.add_constant(np.column_stack(list(named.values())), has_constant="add")
    fit = sm.OLS((logs[:, -1] - logs[:, 0]) / span, X).fit(cov_type="HC1" if robust else "nonrobust")
    b = float(fit.params[1])
    decay = 1.0 + b * span
    speed = -float(np.log(decay)) / span if b < 0 < decay else float("nan")
    return Beta(
        beta=b,
        p_value=float(fit.pvalues[1]),
        standard_error=float(fit.bse[1]),
        speed=speed,
        half_life=float(np.log(2.0)) / speed,
        r_squared=float(fit.rsquared),
        n=len(logs),
        years=span,
        coefficients=dict(zip(["const", *named], map(float, fit.params), strict=True)),
        conditional=bool(controls),
    )


def _logs(panel: Wide) -> Floats:
    if (panel.values <= 0).any():
        row, column = np.argwhere(panel.values <= 0)[0]
        raise MeasureError(
            f"There is no logarithm of {panel.values[row, column]:g}",
            where=f"{panel.units[row]}, {panel.periods[column]}",
        )
    return np.log(panel.values)


def _clock(periods: tuple[object, ...]) -> Floats:
    """Years where the labels are numbers, else 0, 1, 2, ..."""
    try:
        return np.array([float(str(label)) for label in periods])
    except ValueError:
        return np.arange(len(periods), dtype=float)
