"""Arrays of a panel back to labelled long columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from yanzhen.measure.economic_complexity.chunks import Chunks, numbers
from yanzhen.measure.matrix import Panel


def label_columns(
    panel: Panel, sides: Mapping[str, tuple[pl.Series, Any]], period: str | None
) -> dict[str, pl.Series]:
    """Columns of labels, the same block repeated for each period.

    Args:
        sides: column name -> (labels, codes of one period's rows).
        period: name of the period column, or None for a pooled panel.
    """
    each = next((len(codes) for _, codes in sides.values()), 1)
    columns: dict[str, pl.Series] = {}
    if period is not None and panel.periods is not None:
        labels = panel.periods
        columns[period] = pl.concat([labels.new_from_index(t, each) for t in range(len(labels))])
    for name, (labels, codes) in sides.items():
        once = labels.gather(codes)
        columns[name] = once if panel.n_periods == 1 else pl.concat([once] * panel.n_periods)
    return columns


def region_columns(panel: Panel, region: str, period: str | None) -> dict[str, pl.Series]:
    """One row per period and region."""
    return label_columns(panel, {region: (panel.regions, np.arange(len(panel.regions)))}, period)


def activity_columns(panel: Panel, activity: str, period: str | None) -> dict[str, pl.Series]:
    """One row per period and activity."""
    return label_columns(panel, {activity: (panel.activities, np.arange(len(panel.activities)))}, period)


def cell_columns(panel: Panel, region: str, activity: str, period: str | None) -> dict[str, pl.Series]:
    """One row per period, region and activity."""
    chunks = Chunks.of(panel)
    columns: dict[str, pl.Series] = {}
    if period is not None and panel.periods is not None:
        columns[period] = chunks.per_period(period, panel.periods)
    columns[region] = chunks.per_region(region, panel.regions)
    columns[activity] = chunks.per_activity(activity, [panel.activities])
    return columns


def number_column(name: str, values: NDArray[Any] | Sequence[NDArray[Any]]) -> pl.Series:
    """Numbers with NaN as null; a list of arrays (one per period) is put end to end."""
    flat = values if isinstance(values, np.ndarray) else np.concatenate(values)
    return numbers(flat.reshape(-1), name)


def led_by_period(panel: Panel, texts: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Notes of each period, led by its label."""
    if panel.periods is None:
        return tuple(note for notes in texts for note in notes)
    return tuple(f"{panel.periods[t]}: {note}" for t, notes in enumerate(texts) for note in notes)
