"""``composite_index``: from a table of indicators to scores that are no sharper than the table."""

from __future__ import annotations

from collections.abc import Mapping
from numbers import Real
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, Mask, codes_of, column_mask, eager
from yanzhen.measure.index.caveats import caveats, row_labels, row_reasons
from yanzhen.measure.index.crosswalk import Crosswalk, match_columns
from yanzhen.measure.index.diagnostics import Dominance, Redundancy, dominated_columns, redundancy
from yanzhen.measure.index.fitting import PARTS, assembled, fit, row_sets
from yanzhen.measure.index.missing import treat
from yanzhen.measure.index.panel import Panel, build_panel, transformed
from yanzhen.measure.index.ranking import rank_intervals
from yanzhen.measure.index.result import IndexResult, Settings
from yanzhen.measure.index.scoring import Scaled
from yanzhen.measure.index.system import IndicatorSystem, load_system
from yanzhen.measure.index.weights import Weights

NORMALIZATIONS = ("pooled", "yearwise", "goalposts")


def composite_index(
    frame: Any,
    *,
    system: str | Path | Mapping[str, Any] | IndicatorSystem | None = None,
    region: str = "region",
    period: str | None = None,
    reverse: object = None,
    columns: Mapping[str, object] | None = None,
    weights: object = None,
    aggregation: str | None = None,
    normalization: str | None = None,
    missing: str = "available",
    floor: float | None = None,
) -> IndexResult:
    """Score regions (and periods) by an indicator system.

    Cells may be numbers or bounds (``超1000``, ``3000-3200``, Figures, paired columns ``x_low``/``x_high``).
    Range and weights are fixed first, from the known values; the score interval is then the score of all
    lower and of all upper ends. A row that knows fewer than ``floor`` of the system's indicators gets no
    score, and takes no part in range and weights. Where intervals overlap there is no rank.

    Args:
        frame: any data frame, or a mapping of columns; one row per region and period.
        system: packaged name, YAML file, mapping, or :class:`IndicatorSystem`. None takes all other columns
            of the frame as indicators, with ``reverse`` naming those where less is better.
        region: column of regions.
        period: column of periods; None for a cross-section.
        reverse: only without ``system``: columns where less is better.
        columns: indicator id -> column, where the names do not say it; see :func:`match_columns`.
        weights: ``entropy``, ``critic``, ``pca``, ``deviation``, ``equal``, ``equal-nested``, ``published``,
            ``entropy+critic``, or your own (mapping by indicator, or array). Default: that of the system.
        aggregation: ``linear``, ``geometric``, ``topsis`` or ``improved-topsis``; default as for weights.
        normalization: ``pooled`` one range and one set of weights for all periods, scores comparable over
            time; ``yearwise`` a range and weights of its own for every period; ``goalposts`` the fixed
            ranges of the system. By default what the system says, else pooled.
        missing: ``available``, ``interval``, ``complete``, ``interpolate``, ``carry`` or ``median``; every
            filled cell is marked, and :func:`missing_effect` shows what the choice does.
        floor: replaces the coverage floor of the system.

    Returns:
        The scores with all parts.

    Raises:
        PackError: the system is not valid.
        MeasureError: a cell or key is wrong, or no row reaches the floor (the message says what is missing).
        UsageError: an unknown option.
    """
    table = _eager(frame)
    chosen = _system(system, table, region, period, reverse)
    walk = match_columns(chosen, [c for c in table.columns if c not in (region, period)], columns)
    panel = build_panel(table, chosen, walk, region, period)
    settings = Settings(
        weights=_default(weights, chosen.weighting) if isinstance(weights, str | None) else "given",
        aggregation=_default(aggregation, chosen.aggregation),
        normalization=_default(normalization, chosen.normalization),
        missing=missing,
        floor=chosen.coverage_floor if floor is None else floor,
    )
    return score_panel(panel, chosen, walk, settings, given=weights, keys=(region, period))


def _default(value: Any, fallback: str) -> str:
    return fallback if value is None else str(value)


def _eager(frame: Any) -> nw.DataFrame[Any]:
    table = eager(pl.DataFrame(_columns(frame)) if isinstance(frame, Mapping) else frame)
    if table is None:
        raise UsageError(
            f"{type(frame).__name__} is not a data frame",
            expected="pandas, polars, pyarrow, DuckDB or Spark, or a mapping of columns",
        )
    return table


def _columns(columns: Mapping[str, Any]) -> list[pl.Series]:
    """Columns of a mapping: numbers as numbers, anything else as the objects they are.

    Left to itself polars would pick a type from the first cells and turn 超800 into null.
    """
    made = []
    for name, values in columns.items():
        cells = list(values)
        numeric = all(
            cell is None or (isinstance(cell, Real) and not isinstance(cell, bool)) for cell in cells
        )
        numbers = [None if cell is None else float(cell) for cell in cells] if numeric else cells
        made.append(pl.Series(name, numbers, dtype=pl.Float64 if numeric else pl.Object))
    return made


def _system(
    system: Any, table: nw.DataFrame[Any], region: str, period: str | None, reverse: object
) -> IndicatorSystem:
    if system is not None:
        if reverse is not None:
            raise UsageError("'reverse' and 'system' both give directions", expected="one of them")
        return load_system(system)
    names = [c for c in table.columns if c not in (region, period)]
    return IndicatorSystem.from_columns(names, column_mask(reverse, names).tolist())


def score_panel(
    panel: Panel,
    system: IndicatorSystem,
    walk: Crosswalk,
    settings: Settings,
    *,
    given: object = None,
    keys: tuple[str, str | None] = ("region", None),
) -> IndexResult:
    """The index of a panel that is already read; see :func:`composite_index`."""
    _check(settings)
    coverage: Floats = (~panel.missing).sum(axis=1) / len(system.indicators)
    scored = coverage >= settings.floor - 1e-9
    if settings.missing == "complete":
        scored &= ~panel.missing.any(axis=1)
    _refuse_if_none(scored, coverage, system, walk, settings)
    # A column that only rows without a score know has no say.
    panel = panel.only(np.flatnonzero(~panel.missing[scored].all(axis=0)).tolist())
    indicators = system.keep(panel.names)
    treated = transformed(treat(panel, settings.missing), indicators)
    set_of, sets = row_sets(panel, settings)
    fits = [
        fit(treated, np.flatnonzero(scored & (set_of == number)), indicators, settings, given)
        for number in range(sets)
    ]
    scaled = Scaled(
        *(assembled(treated.low.shape, [(each.rows, part(each.scaled)) for each in fits]) for part in PARTS)
    )
    estimate, low, high = (
        assembled(
            scored.shape, [(each.rows, each.scores(part(each.scaled), settings.aggregation)) for each in fits]
        )
        for part in PARTS
    )
    ranks = rank_intervals(low, high, codes_of(panel.periods, len(low), "period")[0])
    weight_sets = tuple(each.weights for each in fits)
    dominated, repeated = _diagnosed(scaled.known, scored, panel, weight_sets)
    return IndexResult(
        system=system,
        crosswalk=walk,
        indicators=indicators,
        panel=panel,
        treated=treated,
        settings=settings,
        weight_sets=weight_sets,
        posts=(np.array([each.bottom for each in fits]), np.array([each.top for each in fits])),
        set_of=set_of,
        scaled=scaled,
        estimate=estimate,
        low=low,
        high=high,
        ranks=ranks,
        coverage=coverage,
        reasons=row_reasons(system, panel, coverage, scored, ranks, settings),
        notes=caveats(system, walk, panel, treated, scored, weight_sets, dominated, repeated, settings),
        dominated=dominated,
        redundancy=repeated,
        region=keys[0],
        period=keys[1],
    )


def _diagnosed(
    Z: Floats, scored: Mask, panel: Panel, weight_sets: tuple[Weights, ...]
) -> tuple[tuple[Dominance, ...], Redundancy | None]:
    """Columns that took over the weights, and how much the indicators repeat one another."""
    labels = [label for label, has in zip(row_labels(panel), scored, strict=True) if has]
    pooled = len(weight_sets) == 1
    found = dominated_columns(Z[scored], weight_sets[0], rows=labels, names=panel.names) if pooled else ()
    return found, redundancy(Z[scored], names=panel.names) if scored.sum() > 2 else None


def _check(settings: Settings) -> None:
    if settings.normalization not in NORMALIZATIONS:
        raise UsageError(
            f"No normalization named {settings.normalization!r}",
            expected="one of " + ", ".join(NORMALIZATIONS),
        )
    if not 0 < settings.floor <= 1:
        raise UsageError(f"The coverage floor is {settings.floor}", expected="above 0, at most 1")


def _refuse_if_none(
    scored: Mask, coverage: Floats, system: IndicatorSystem, walk: Crosswalk, settings: Settings
) -> None:
    if scored.any():
        return
    absent = [
        f"{system[name].zh}" + (f"(近似列: {'、'.join(near)})" if near else "")
        for name, near in walk.unmatched.items()
    ]
    raise MeasureError(
        f"没有一行达到覆盖率下限 {settings.floor:.0%}:最高的一行为 {coverage.max():.0%}，不给出得分。"
        f" No row reaches the coverage floor of {system.id}.",
        where="缺少指标: " + ("、".join(absent) or "无缺列，但单元格缺失过多"),
        expected=f"{len(system.indicators)} 个指标中至少 {settings.floor:.0%} 有数据",
        todo="补充数据，或用 columns= / --map 指明列与指标的对应，或换用较小的指标体系",
    )
