"""Table in, index out, with its robustness and the effect of missing cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl

from yanzhen.errors import PackError, UsageError
from yanzhen.measure.index import (
    IndexResult,
    IndicatorSystem,
    Robustness,
    composite_index,
    load_system,
    methods_text,
    missing_effect,
    robustness,
)
from yanzhen.packs import read_yaml
from yanzhen.workbench.indexing.tables import (
    PERIOD_NAMES,
    REGION_NAMES,
    PanelTable,
    find_column,
    read_panel,
)


@dataclass(frozen=True, slots=True)
class IndexChoices:
    """How an index is to be computed; see :func:`yanzhen.measure.index.composite_index`.

    Attributes:
        system: packaged name or YAML file.
        region: column of regions; None finds the usual names.
        period: column of periods; None finds the usual names, and takes a cross-section if there is none.
        sheet: sheet of a workbook.
        weights: name of the weighting, None for the one of the system.
        aggregation: likewise.
        normalization: likewise.
        missing: treatment of missing cells.
        floor: coverage floor, None for the one of the system.
        mapping: indicator -> column, or a YAML file that says so.
        draws: random weight vectors for the rank ranges.
        seed: of those.
    """

    system: str
    region: str | None = None
    period: str | None = None
    sheet: str | None = None
    weights: str | None = None
    aggregation: str | None = None
    normalization: str | None = None
    missing: str = "available"
    floor: float | None = None
    mapping: Mapping[str, object] | str | Path | None = None
    draws: int = 10_000
    seed: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class IndexRun:
    """A computed index and what belongs beside it.

    Attributes:
        source: file and sheet it came from.
        result: the index.
        robust: rank ranges.
        effect: scores under every treatment of missing cells; no rows where nothing is missing.
        skipped: rows of the table left out, with the reason.
        choices: how it was asked for.
    """

    source: str
    result: IndexResult
    robust: Robustness
    effect: pl.DataFrame
    skipped: tuple[tuple[int, str], ...]
    choices: IndexChoices

    def methods(self, language: str = "zh") -> str:
        """The methods section, Markdown."""
        return methods_text(self.result, language, self.robust)  # type: ignore[arg-type]

    def to_json(self) -> dict[str, Any]:
        """Scores, weights, rank ranges and caveats as plain data."""
        result = self.result
        return {
            "source": self.source,
            "system": {
                "id": result.system.id,
                "name": result.system.zh,
                "citation": result.system.citation,
                "confidence": result.system.confidence,
            },
            "settings": {name: getattr(result.settings, name) for name in result.settings.__slots__},
            "columns": {name: source.column for name, source in result.crosswalk.matched.items()},
            "weights": result.weights_frame().to_dicts(),
            "scores": result.to_frame().to_dicts(),
            "rank_ranges": self.robust.to_frame().to_dicts(),
            "missing_effect": self.effect.to_dicts(),
            "notes": list(result.notes),
            "skipped_rows": [{"row": row, "why": why} for row, why in self.skipped],
        }


def run_index(
    source: str | Path | bytes | PanelTable, choices: IndexChoices, *, name: str | None = None
) -> IndexRun:
    """Compute an index from a table file, the content of one, or a table already read.

    Raises:
        InputError: the file is no table.
        PackError: the indicator system or the mapping is not valid.
        UsageError: no such column, sheet or option.
        MeasureError: a cell is wrong, or no row knows enough.
    """
    table = source if isinstance(source, PanelTable) else read_panel(source, name, sheet=choices.sheet)
    headings = list(table.columns)
    region = find_column(headings, choices.region, REGION_NAMES)
    if region is None:
        raise UsageError("没有找到地区列", expected="、".join(headings), todo="用 --region 指明地区所在的列")
    result = composite_index(
        table.columns,
        system=choices.system,
        region=region,
        period=find_column(headings, choices.period, PERIOD_NAMES),
        columns=read_mapping(choices.mapping),
        weights=choices.weights,
        aggregation=choices.aggregation,
        normalization=choices.normalization,
        missing=choices.missing,
        floor=choices.floor,
    )
    robust = robustness(result, draws=choices.draws, seed=choices.seed)
    return IndexRun(table.name, result, robust, missing_effect(result), table.skipped, choices)


def read_mapping(mapping: Mapping[str, object] | str | Path | None) -> Mapping[str, object] | None:
    """The columns of indicators from a YAML file ``indicator: column``, or as given.

    Raises:
        PackError: the file cannot be read or is no mapping.
    """
    if mapping is None or isinstance(mapping, Mapping):
        return mapping
    document = read_yaml(mapping)
    if not isinstance(document.data, dict):
        raise PackError("不是对应表", where=document.where(), expected="每行一条 指标: 列名")
    return document.data


def template_columns(system: str | Path | IndicatorSystem) -> list[str]:
    """Headings of an empty table for a system: region, year, and one column per indicator with its unit."""
    loaded = load_system(system)
    return ["地区", "年份", *(f"{i.zh}({i.unit})" if i.unit else i.zh for i in loaded.indicators)]
