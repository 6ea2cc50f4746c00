"""What the treatment of missing cells does to scores and ranks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.index.composite import score_panel
from yanzhen.measure.index.missing import MISSING_ZH
from yanzhen.measure.index.result import IndexResult


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
