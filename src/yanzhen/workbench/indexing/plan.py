"""Where every cell of the index workbook stands, and which formula belongs there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from yanzhen.measure.index import IndexResult, contributions_frame, redundancy
from yanzhen.workbench.indexing import formulas as fx

FIRST_ROW = 2
KEYS = 2  # columns of region and period, before the indicators
_BLOCK = ("方向", "下限", "上限")


def _spans(at: dict[int, int], rows: Sequence[int], groups: Sequence[int]) -> dict[int, tuple[int, int]]:
    """First and last sheet row of every group of neighbouring rows."""
    spans: dict[int, tuple[int, int]] = {}
    for row, group in zip(rows, groups, strict=True):
        spans[group] = (spans.get(group, (at[row], 0))[0], at[row])
    return spans


@dataclass(frozen=True, eq=False)
class Plan:
    """Rows with a score come first, period by period; the others stand below, out of every range.

    Attributes:
        result: the index.
        order: rows of the index in the order of the sheets.
        scored: those with a score.
        withheld: those without.
        at: row of the index -> row of the sheets.
        sets: first and last sheet row of every weight set.
        periods: first and last sheet row of every period.
    """

    result: IndexResult
    order: tuple[int, ...]
    scored: tuple[int, ...]
    withheld: tuple[int, ...]
    at: dict[int, int]
    sets: dict[int, tuple[int, int]]
    periods: dict[int, tuple[int, int]]

    PART_ZH: ClassVar[dict[str, str]] = {
        "entropy": "信息熵",
        "divergence": "差异系数",
        "contrast": "标准差",
        "conflict": "冲突性",
        "information": "信息量",
    }

    @classmethod
    def of(cls, result: IndexResult) -> Plan:
        """Plan the workbook of an index."""
        labels = [str(label) for label in result.period_labels]
        by_period = sorted(
            range(result.low.size), key=lambda row: labels.index(str(result.panel.periods[row]))
        )
        scored = tuple(row for row in by_period if not np.isnan(result.low[row]))
        withheld = tuple(row for row in by_period if np.isnan(result.low[row]))
        at = {row: FIRST_ROW + i for i, row in enumerate(scored)}
        # One line between the two blocks says what the lower one is.
        at |= {row: FIRST_ROW + len(scored) + 1 + i for i, row in enumerate(withheld)}
        sets = _spans(at, scored, [int(result.set_of[row]) for row in scored])
        periods = _spans(at, scored, [labels.index(str(result.panel.periods[row])) for row in scored])
        return cls(result, scored + withheld, scored, withheld, at, sets, periods)

    @cached_property
    def titles(self) -> list[str]:
        """Headings of the indicators."""
        return [f"{i.zh}({i.unit})" if i.unit else i.zh for i in self.result.indicators]

    @cached_property
    def key_heads(self) -> list[str]:
        """Headings of the key columns."""
        return [self.result.region, self.result.period or ""]

    @cached_property
    def filled(self) -> NDArray[np.bool_]:
        """Imputed cells."""
        return self.result.treated.filled

    @cached_property
    def bounded(self) -> bool:
        """Whether any cell that counts is an interval."""
        rows, treated = list(self.scored), self.result.treated
        return bool((treated.low[rows] < treated.high[rows]).any())

    # ---- ranges

    def column(self, sheet: str, j: int, number: int) -> fx.Area:
        """Column ``j`` after the keys, over the rows of a weight set."""
        top, bottom = self.sets[number]
        return fx.Area(sheet, top, KEYS + j, bottom, KEYS + j)

    def rivals(self, row: int, j: int) -> fx.Area:
        """Column ``j`` of the sheet of scores, over the rows of the same period."""
        top, bottom = self.periods[self.period_of(row)]
        return fx.Area("得分", top, KEYS + j, bottom, KEYS + j)

    def period_of(self, row: int) -> int:
        """Number of the period of a row."""
        return self._period_numbers[str(self.result.panel.periods[row])]

    @cached_property
    def _period_numbers(self) -> dict[str, int]:
        return {str(label): number for number, label in enumerate(self.result.period_labels)}

    def scaled_row(self, row: int, ends: str) -> fx.Area:
        """The scaled values of a row."""
        return fx.Area(self._scaled_name(ends), self.at[row], KEYS, self.at[row], KEYS + len(self.titles) - 1)

    def weight_row(self, row: int) -> fx.Area:
        """The weights that belong to a row."""
        at = self.parameter_rows(int(self.result.set_of[row]))["权重"]
        return fx.Area("权重", at, KEYS, at, KEYS + len(self.titles) - 1)

    @staticmethod
    def one_of(line: fx.Area, j: int) -> fx.Area:
        """Cell ``j`` of a row of indicators."""
        return fx.cell(line.sheet, line.top, line.left + j)

    def _scaled_name(self, ends: str) -> str:
        return {"known": "标准化", "low": "标准化下限", "high": "标准化上限"}[
            ends if self.bounded else "known"
        ]

    # ---- sheets

    @cached_property
    def data_sheets(self) -> dict[str, str]:
        """Sheet -> which values it holds."""
        return {"数据": "known"} | ({"数据下限": "low", "数据上限": "high"} if self.bounded else {})

    @cached_property
    def scaled_sheets(self) -> dict[str, tuple[str, str]]:
        """Sheet -> (data sheet, which values)."""
        return {"标准化" + name.removeprefix("数据"): (name, ends) for name, ends in self.data_sheets.items()}

    def data_note(self, ends: str) -> str:
        """The line on top of a data sheet."""
        if ends != "known":
            return "区间数据的一端；空单元格为该端未知或缺失"
        return (
            "参与计算的数值；区间数据取已知端或中点，只用于定量程和权重" if self.bounded else "参与计算的数值"
        )

    @cached_property
    def values(self) -> dict[str, NDArray[np.float64]]:
        """n x m values of the data sheets."""
        treated = self.result.treated
        return {"known": treated.known, "low": treated.low, "high": treated.high}

    def data_formula(self, row: int, j: int) -> str | None:
        """The transformation as a formula on the number that was read; None where there is none."""
        indicator, panel = self.result.indicators[j], self.result.panel
        low, high = panel.low[row, j], panel.high[row, j]
        if self.filled[row, j] or low != high:
            return None
        if indicator.transform == "log":
            return f"=LN({low!r})" if indicator.target is None else None
        if indicator.target is not None:
            near, far = indicator.target
            return f"=MAX(0,{near!r}-({float(low)!r}),{float(low)!r}-({far!r}))"
        return None

    def mirror(self, row: int, j: int) -> str | None:
        """Both ends of an exact cell follow the sheet 数据; None for an interval."""
        if self.values["low"][row, j] != self.values["high"][row, j]:
            return None
        return f"={fx.cell('数据', self.at[row], KEYS + j)}"

    # ---- parameters

    def parameter_rows(self, number: int) -> dict[str, int]:
        """Rows of a block of the sheet 权重."""
        start = 2 + number * (len(self._parameters) + 1)
        return {name: start + i for i, name in enumerate(self._parameters)}

    @cached_property
    def _parameters(self) -> list[str]:
        parts = [self.PART_ZH[name] for name in self.result.weight_sets[0].parts()]
        return [*_BLOCK, *parts, "权重"]

    def post_formula(self, number: int, j: int, name: str) -> str | None:
        """Smallest or largest known end of a column; None where the system fixes it."""
        if self.result.indicators[j].goalposts is not None:
            return None
        sheets = ("数据下限", "数据上限") if self.bounded else ("数据",)
        areas = ",".join(str(self.column(sheet, j, number)) for sheet in sheets)
        return f"={'MIN' if name == '下限' else 'MAX'}({areas})"

    def part_formula(self, number: int, j: int, name: str) -> str | None:
        """Entropy, divergence, contrast, conflict or information of a column."""
        z, rows = self.column("标准化", j, number), self.parameter_rows(number)
        if name == "entropy":
            return fx.entropy(z)
        if name == "divergence":
            return f"=1-{fx.cell('权重', rows['信息熵'], KEYS + j)}"
        if not self.correlates:
            return None
        if name == "contrast":
            return f"=STDEVP({z})"
        if name == "conflict":
            m = len(self.titles)
            return f"={m}-SUM({fx.Area('相关系数', 2 + j, KEYS, 2 + j, KEYS + m - 1)})"
        return f"={fx.cell('权重', rows['标准差'], KEYS + j)}*{fx.cell('权重', rows['冲突性'], KEYS + j)}"

    @cached_property
    def correlates(self) -> bool:
        """Whether CRITIC can be followed in Excel: one set of weights and no missing cell."""
        result = self.result
        whole = not np.isnan(result.scaled.known[list(self.scored)]).any()
        return result.settings.weights == "critic" and len(result.weight_sets) == 1 and whole

    def correlations(self) -> NDArray[np.float64]:
        """Correlations of the scaled columns over the rows with a score."""
        return redundancy(self.result.scaled.known[list(self.scored)]).correlation

    def weight_formula(self, number: int, j: int) -> str | None:
        """Weight of a column; None where it was given or needs an eigenvector."""
        rows, method = self.parameter_rows(number), self.result.settings.weights
        size = {"entropy": "差异系数", "critic": "信息量" if self.correlates else None}.get(method)
        if size is not None:
            line = fx.Area("权重", rows[size], KEYS, rows[size], KEYS + len(self.titles) - 1)
            return f"={self.one_of(line, j)}/SUM({line})"
        dimensions = [indicator.dimension for indicator in self.result.indicators]
        if method == "equal":
            return f"=1/{len(dimensions)}"
        if method == "equal-nested":
            return f"=1/({len(set(dimensions))}*{dimensions.count(dimensions[j])})"
        return None

    # ---- rows

    def scaled_formula(self, row: int, j: int, ends: str) -> str | None:
        """Scaled value; None for an unknown end, which stands at 0 or 1."""
        reverse = self.result.indicators[j].direction != "positive"
        source = {"low": "high", "high": "low"}.get(ends, ends) if reverse else ends
        if not np.isfinite(self.values[source][row, j]):
            return None
        x = fx.cell(self._data_names[source], self.at[row], KEYS + j)
        rows = self.parameter_rows(int(self.result.set_of[row]))
        low, high = (fx.cell("权重", rows[name], KEYS + j) for name in ("下限", "上限"))
        return fx.scaled(str(x), low, high, reverse=reverse)

    @cached_property
    def _data_names(self) -> dict[str, str]:
        return {ends: name for name, ends in self.data_sheets.items()}

    def score_formula(self, row: int, ends: str) -> str:
        """Score of the lower or upper ends of a row."""
        return fx.score(self.scaled_row(row, ends), self.weight_row(row), self.result.settings.aggregation)

    def dimension_formula(self, row: int, k: int) -> str | None:
        """Score of a dimension, where its indicators stand side by side and the aggregation is linear."""
        dimension = self.result.dimensions[k].id
        columns = [j for j, i in enumerate(self.result.indicators) if i.dimension == dimension]
        if self.result.settings.aggregation != "linear" or columns[-1] - columns[0] != len(columns) - 1:
            return None
        z, w = self.scaled_row(row, "known"), self.weight_row(row)
        part = [
            fx.Area(line.sheet, line.top, KEYS + columns[0], line.top, KEYS + columns[-1]) for line in (z, w)
        ]
        return fx.dimension_score(*part)

    def contributions(self) -> NDArray[np.float64]:
        """n x m parts of the linear scores."""
        return contributions_frame(self.result).select(self.result.names).to_numpy()
