"""Economic fitness and complexity: the non-linear fixed point of Tacchella et al."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from yanzhen.measure.economic_complexity.labels import (
    activity_columns,
    led_by_period,
    number_column,
    region_columns,
)
from yanzhen.measure.economic_complexity.presence import check_presence, present
from yanzhen.measure.economic_complexity.threads import over_periods
from yanzhen.measure.frames import FrameKind, FrameResult, IntoFrame, check_choice, from_columns
from yanzhen.measure.matrix import Floats, read_panel


@dataclass(frozen=True, slots=True)
class FitnessComplexity:
    """Fixed point: fitness [R], complexity [P]; NaN for empty units; iterations used and whether it settled."""

    fitness: Floats
    complexity: Floats
    iterations: int
    settled: bool


def fitness_complexity(m: Floats, iterations: int = 200, tolerance: float = 1e-10) -> FitnessComplexity:
    """Iterate ``F = M Q``, ``Q = 1 / (M' (1 / F))``, each divided by its mean, from ones.

    Args:
        m: presence [R, P].
        iterations: at most so many.
        tolerance: stop when no fitness moves by more, relative to the largest.

    Regions or activities that are empty are NaN. In some matrices the least fit regions go to zero and never
    settle (Pugliese et al. 2016): ``settled`` is then False, ranks are still usable.
    """
    rows, columns = m.sum(axis=1) > 0, m.sum(axis=0) > 0
    inner = m[np.ix_(rows, columns)]
    f, q = np.ones(inner.shape[0]), np.ones(inner.shape[1])
    settled, steps = not inner.size, 0
    while steps < iterations and not settled:
        new_f = inner @ q
        # A fitness that has gone to zero would divide by zero: its activities are then worth nothing.
        new_q = 1.0 / (inner.T @ (1.0 / np.maximum(f, np.finfo(float).tiny)))
        new_f, new_q = new_f / new_f.mean(), new_q / new_q.mean()
        settled = bool(np.max(np.abs(new_f - f)) <= tolerance * np.max(new_f))
        f, q, steps = new_f, new_q, steps + 1
    fitness, complexity = np.full(len(rows), np.nan), np.full(len(columns), np.nan)
    fitness[rows], complexity[columns] = f, q
    return FitnessComplexity(fitness, complexity, steps, settled)


def fitness(
    frame: IntoFrame,
    region: str = "region",
    activity: str = "activity",
    value: str = "value",
    period: str | None = None,
    *,
    of: str = "region",
    threshold: float = 1.0,
    presence: str = "rca",
    iterations: int = 200,
    tolerance: float = 1e-10,
) -> FrameResult:
    """Economic fitness of regions (or complexity of activities).

    Formula: ``F_r = sum_p M_rp Q_p``, ``Q_p = 1 / sum_r (M_rp / F_r)``, both divided by their mean after each step.

    Args:
        of: ``"region"`` for fitness, ``"activity"`` for complexity.
        threshold, presence: as in ``complexity``.
        iterations, tolerance: when to stop; 20 steps are common in the literature, the fixed point needs more.

    Returns:
        Column ``fitness`` (or ``complexity``), mean 1, per period; null for a unit without presence.

    Source: Tacchella et al. (2012), Scientific Reports 2, 723.
    """
    check_choice("of", of, ("region", "activity"))
    check_presence(threshold, presence)
    panel = read_panel(frame, region, activity, value, period)

    def work(_: int, values: Floats) -> FitnessComplexity:
        found = present(values, threshold, presence == "value")
        full = np.zeros(values.shape)
        full[np.ix_(found.rows, found.columns)] = found.m
        return fitness_complexity(full, iterations, tolerance)

    results = over_periods(panel, work)
    if of == "region":
        name, keys = "fitness", region_columns(panel, region, period)
        numbers = number_column(name, [result.fitness for result in results])
    else:
        name, keys = "complexity", activity_columns(panel, activity, period)
        numbers = number_column(name, [result.complexity for result in results])
    late = (f"not settled after {iterations} steps",)
    notes = led_by_period(panel, [() if result.settled else late for result in results])
    native = from_columns({**keys, name: numbers}, FrameKind.of(frame))
    options = {"of": of, "threshold": threshold, "presence": presence, "iterations": iterations}
    described = {name: "mean 1; higher is fitter" if of == "region" else "mean 1; higher is more complex"}
    return FrameResult("fitness", native, described, options=options, notes=(*panel.notes, *notes))
