"""``composite_index``: from a table of indicators to scores that are no sharper than the table."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from numbers import Real
from pathlib import Path
from typing import Any

import narwhals as nw
import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, Mask, codes_of, column_mask, eager
from yanzhen.measure.index.caveats import caveats, row_labels, row_reasons
from yanzhen.measure.index.crosswalk import Crosswalk, match_columns
from yanzhen.measure.index.diagnostics import dominated_columns, redundancy
from yanzhen.measure.index.missing import MISSING_ZH, treat
from yanzhen.measure.index.panel import Panel, build_panel, transformed
from yanzhen.measure.index.ranking import rank_intervals
from yanzhen.measure.index.result import IndexResult, Settings
from yanzhen.measure.index.scoring import Scaled, goalposts, scale, score_rows, weights_for
from yanzhen.measure.index.system import Indicator, IndicatorSystem, load_system
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
        frame: pandas, polars, Arrow, DuckDB or Spark frame (or a mapping of columns), one row per region
            and period.
        system: packaged name, YAML file, mapping, or :class:`IndicatorSystem`. None takes all other columns
            of the frame as indicators, with ``reverse`` naming those where less is better.
        region: column of regions.
        period: column of periods; None for a cross-section.
        reverse: only without ``system``: columns where less is better.
        columns: indicator id -> column, where the names do not say it; see :func:`match_columns`.
        weights: ``entropy``, ``critic``, ``pca``, ``deviation``, ``equal``, ``equal-nested``, ``published``,
            ``entropy+critic``, or weights of your own (mapping by indicator, or array). By default what the
            system's source used.
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
    set_of, sets = _sets(panel, settings)
    fits = [
        _fit(treated, np.flatnonzero(scored & (set_of == number)), indicators, settings, given)
        for number in range(sets)
    ]
    scaled = Scaled(
        *(_assembled(treated.low.shape, [(f.rows, part(f.scaled)) for f in fits]) for part in _PARTS)
    )
    estimate, low, high = (
        _assembled(scored.shape, [(f.rows, f.scores(part(f.scaled), settings.aggregation)) for f in fits])
        for part in _PARTS
    )
    ranks = rank_intervals(low, high, codes_of(panel.periods, len(low), "period")[0])
    weight_sets = tuple(fit.weights for fit in fits)
    Z = scaled.known[scored]
    labels = [label for label, has in zip(row_labels(panel), scored, strict=True) if has]
    dominated = dominated_columns(Z, weight_sets[0], rows=labels, names=panel.names) if sets == 1 else ()
    repeated = redundancy(Z, names=panel.names) if scored.sum() > 2 else None
    return IndexResult(
        system=system,
        crosswalk=walk,
        indicators=indicators,
        panel=panel,
        treated=treated,
        settings=settings,
        weight_sets=weight_sets,
        posts=(np.array([fit.bottom for fit in fits]), np.array([fit.top for fit in fits])),
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


_PARTS: tuple[Callable[[Scaled], Floats], ...] = (lambda s: s.known, lambda s: s.low, lambda s: s.high)


@dataclass(frozen=True, slots=True, eq=False)
class _Fit:
    """Range, weights and scaled cells of the rows that share them."""

    rows: NDArray[np.intp]
    bottom: Floats
    top: Floats
    scaled: Scaled
    weights: Weights

    def scores(self, Z: Floats, aggregation: str) -> Floats:
        return score_rows(Z, self.weights.weights, aggregation)


def _fit(
    treated: Panel,
    rows: NDArray[np.intp],
    indicators: tuple[Indicator, ...],
    settings: Settings,
    given: object,
) -> _Fit:
    if not rows.size:
        raise MeasureError(
            "A period has no row that reaches the coverage floor",
            todo="leave that period out, or use normalization='pooled'",
        )
    low, high, known = treated.low[rows], treated.high[rows], treated.known[rows]
    fixed = settings.normalization == "goalposts"
    if fixed and any(indicator.goalposts is None for indicator in indicators):
        bare = [indicator.id for indicator in indicators if indicator.goalposts is None]
        raise UsageError(
            f"These indicators have no goalposts: {bare}", todo="add goalposts: [low, high] to each"
        )
    bottom, top = goalposts(low, high, indicators)
    flip = np.array([indicator.direction != "positive" for indicator in indicators])
    scaled = scale(known, low, high, bottom, top, flip)
    weights = weights_for(settings.weights if given is None else given, scaled.known, indicators)
    return _Fit(rows, bottom, top, scaled, weights)


def _assembled(shape: tuple[int, ...], parts: list[tuple[NDArray[np.intp], Floats]]) -> Floats:
    whole = np.full(shape, np.nan)
    for rows, values in parts:
        whole[rows] = values
    return whole


def _sets(panel: Panel, settings: Settings) -> tuple[NDArray[np.intp], int]:
    """Which rows share one range: all of them, or those of a period."""
    if settings.normalization != "yearwise":
        return np.zeros(len(panel.regions), dtype=np.intp), 1
    if None in panel.periods:
        raise UsageError("Year-wise scaling needs periods", todo="name the column of periods with period=")
    codes, labels = codes_of(panel.periods, len(panel.periods), "period")
    return codes, len(labels)


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
        f"没有一行达到覆盖率下限 {settings.floor:.0%}:最高的一行为 {coverage.max():.0%},不给出得分。"
        f" No row reaches the coverage floor of {system.id}.",
        where="缺少指标: " + ("、".join(absent) or "无缺列,但单元格缺失过多"),
        expected=f"{len(system.indicators)} 个指标中至少 {settings.floor:.0%} 有数据",
        todo="补充数据,或用 columns= / --map 指明列与指标的对应,或换用较小的指标体系",
    )


def missing_effect(result: IndexResult, methods: Sequence[str] = tuple(MISSING_ZH)) -> pl.DataFrame:
    """What the treatment of missing cells does: score bounds and ranks of every row under each of them.

    Returns:
        keys, ``missing`` (ids of the missing indicators), and ``score_<method>``, ``rank_<method>``; for
        ``interval`` ``score_low_interval`` and ``score_high_interval``. Only rows with a missing cell. A
        treatment that cannot be carried out here is left out.
    """
    panel = result.panel
    holes = panel.missing
    names = np.array(panel.names)
    columns: dict[str, Any] = {**result.keys, "missing": ["、".join(names[row]) for row in holes]}
    given = None if result.settings.weights != "given" else result.weights
    for method in methods:
        if method in ("interpolate", "carry") and result.period is None:
            continue
        settings = replace(result.settings, missing=method)
        try:
            other = score_panel(panel, result.system, result.crosswalk, settings, given=given)
        except MeasureError:
            continue
        if method == "interval":
            columns |= {"score_low_interval": other.low, "score_high_interval": other.high}
        else:
            columns |= {f"score_{method}": other.estimate, f"rank_{method}": other.ranks.best.astype(float)}
    numbers = [c for c in columns if c.startswith(("score_", "rank_"))]
    frame = pl.DataFrame(columns, strict=False).with_columns(pl.col(*numbers).fill_nan(None))
    return frame.filter(pl.Series(holes.any(axis=1)))
