"""The workbook of an index: live formulas from the data to the rank, and the parts that cannot be live as values."""

from __future__ import annotations

import io
import os
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from yanzhen.errors import MissingExtraError
from yanzhen.workbench.indexing import formulas as fx
from yanzhen.workbench.indexing.book_charts import add_charts
from yanzhen.workbench.indexing.plan import FIRST_ROW, KEYS, Plan
from yanzhen.workbench.indexing.run import IndexRun
from yanzhen.workbench.indexing.writer import Writer

_STATUS = {
    "exact": "确定",
    "partial": "部分指标",
    "filled": "含填补",
    "interval": "区间",
    "withheld": "不给分",
}
# XlsxWriter takes a quarter of a millisecond for a formula: beyond this many cells the sheets of parts,
# which nothing else depends on, hold values.
_MOST_LIVE_PARTS = 30_000
_DIRECTION = {"positive": "正向", "negative": "逆向", "target": "适度（到目标的距离，逆向）"}


def workbook_bytes(run: IndexRun) -> bytes:
    """The workbook as bytes.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        _Book(book, run).write()
    return out.getvalue()


def write_workbook(run: IndexRun, path: str | Path) -> Path:
    """Write the workbook; an interrupted write leaves the old file as it was."""
    target = Path(path)
    content = workbook_bytes(run)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(target.name + ".part")
    part.write_bytes(content)
    os.replace(part, target)
    return target


class _Book(Writer):
    """Knows the plan of the sheets."""

    def __init__(self, book: Any, run: IndexRun) -> None:
        super().__init__(book)
        self.run, self.result = run, run.result
        self.plan = Plan.of(run.result)

    def write(self) -> None:
        self._about()
        self.scores = self.sheet("得分", "得分和名次由右侧各表的公式算出；改动“数据”即重算", first=FIRST_ROW)
        self.chart = self.book.add_worksheet("图表")
        self._weights()
        for name, ends in self.plan.data_sheets.items():
            self._data(name, ends)
        for name, (source, ends) in self.plan.scaled_sheets.items():
            self._scaled(name, source, ends)
        if self.plan.correlates:
            self._correlations()
        self._fill_scores()
        self._parts()
        add_charts(self, self.chart, self.result, self.plan)
        self._values()

    # ---- sheets of text and values

    def _about(self) -> None:
        sheet, result, system = self.book.add_worksheet("说明"), self.result, self.result.system
        sheet.set_column(0, 0, 18)
        sheet.set_column(1, 1, 100)
        sheet.write_string(0, 0, f"{system.zh}:测算结果", self.title)
        options = result.settings
        rows = [
            ("数据来源", self.run.source),
            ("指标体系", f"{system.id}(版本 {system.version})"),
            ("出处", system.citation),
            ("清单可信度", f"{system.confidence} {system.confidence_note}"),
            ("赋权 / 合成", f"{options.weights} / {options.aggregation}"),
            ("标准化 / 缺失", f"{options.normalization} / {options.missing}"),
            ("覆盖率下限", f"{options.floor:.0%}"),
            *(("注意", warning) for warning in result.notes),
            *(("未读的行", f"第 {row} 行：{why}") for row, why in self.run.skipped),
            ("颜色", "橙色单元格为填补值；空单元格为缺失，不等于零。"),
            (
                "公式",
                "得分、权重、标准化、贡献、障碍度为公式；稳健性、方法互换、缺失影响由程序计算，为数值。",
            ),
            *(("方法", line) for line in self.run.methods().split("\n\n")),
        ]
        for y, (name, text) in enumerate(rows, 2):
            sheet.write_string(y, 0, name, self.head)
            sheet.write_string(y, 1, text, self.text)

    def _values(self) -> None:
        robust, labels = self.run.robust, {"draws": self.run.robust.ranges.draws}
        note = f"权重随机扰动 {labels['draws']:,} 次的名次:low、high 为 {robust.ranges.level:.0%} 区间；由程序计算"
        self._frame("稳健性", note, robust.to_frame())
        keys = pl.DataFrame(self.result.keys, strict=False)
        swapped = pl.concat([keys, robust.swapped.to_frame()], how="horizontal")
        self._frame("方法互换", "换用其他赋权与合成方法的名次(0 为无)", swapped)
        dropped = pl.concat([keys, robust.dropped.to_frame()], how="horizontal")
        self._frame("去掉指标", "逐一去掉指标后的名次(0 为无)", dropped)
        if self.run.effect.height:
            self._frame("缺失影响", "有缺失的行在各种处理下的得分和名次", self.run.effect)
        self._frame("指标", "指标体系与列的对应", self.result.crosswalk.to_frame(self.result.system))

    def _frame(self, name: str, note: str, frame: pl.DataFrame) -> None:
        sheet = self.sheet(name, note, first=2, heads=frame.columns)
        for x, column in enumerate(frame.columns):
            for y, value in enumerate(frame[column].to_list(), 2):
                self.put(sheet, y, x, value)

    # ---- live sheets

    def _weights(self) -> None:
        plan, result = self.plan, self.result
        sheet = self.sheet(
            "权重",
            "每列一个指标；下限、上限、信息熵和权重为公式",
            first=2,
            heads=["参数组", "参数", *plan.titles],
        )
        for number, weights in enumerate(result.weight_sets):
            rows = plan.parameter_rows(number)
            label = "全部" if len(result.weight_sets) == 1 else str(result.period_labels[number])
            for name, row in rows.items():
                sheet.write_string(row, 0, label)
                sheet.write_string(row, 1, name)
            for j, indicator in enumerate(result.indicators):
                x = KEYS + j
                sheet.write_string(rows["方向"], x, _DIRECTION[indicator.direction])
                for name, value in (
                    ("下限", result.posts[0][number, j]),
                    ("上限", result.posts[1][number, j]),
                ):
                    self.live(sheet, rows[name], x, plan.post_formula(number, j, name), value, self.raw)
                for name, values in weights.parts().items():
                    formula = plan.part_formula(number, j, name)
                    self.live(sheet, rows[plan.PART_ZH[name]], x, formula, values[j], self.number)
                self.live(
                    sheet, rows["权重"], x, plan.weight_formula(number, j), weights.weights[j], self.number
                )

    def _data(self, name: str, ends: str) -> None:
        plan = self.plan
        sheet = self.sheet(name, plan.data_note(ends), first=FIRST_ROW, heads=[*plan.key_heads, *plan.titles])
        values = plan.values[ends]
        for row in plan.order:
            y = plan.at[row]
            self._keys(sheet, y, row)
            for j in range(values.shape[1]):
                formula = plan.data_formula(row, j) if ends == "known" else plan.mirror(row, j)
                style = self.filled if plan.filled[row, j] else self.raw
                if np.isfinite(values[row, j]):
                    self.live(sheet, y, KEYS + j, formula, values[row, j], style)
        if plan.withheld:
            sheet.write_string(plan.at[plan.withheld[0]] - 1, 0, "以下各行不给分，不参与计算", self.muted)

    def _scaled(self, name: str, source: str, ends: str) -> None:
        plan = self.plan
        sheet = self.sheet(
            name, f"“{source}”的极差标准化", first=FIRST_ROW, heads=[*plan.key_heads, *plan.titles]
        )
        values = getattr(self.result.scaled, ends)
        for row in plan.scored:
            self._keys(sheet, plan.at[row], row)
            for j in range(values.shape[1]):
                if not np.isnan(values[row, j]):
                    formula = plan.scaled_formula(row, j, ends)
                    self.live(sheet, plan.at[row], KEYS + j, formula, values[row, j], self.number)

    def _correlations(self) -> None:
        plan = self.plan
        sheet = self.sheet("相关系数", "标准化值的相关系数(CRITIC 用)", first=2, heads=["", "", *plan.titles])
        values = plan.correlations()
        for i, title in enumerate(plan.titles):
            sheet.write_string(2 + i, 0, title)
            for j in range(len(plan.titles)):
                a, b = plan.column("标准化", i, 0), plan.column("标准化", j, 0)
                formula = "=1" if i == j else f"=IFERROR(CORREL({a},{b}),0)"
                self.live(sheet, 2 + i, KEYS + j, formula, values[i, j], self.number)

    def _fill_scores(self) -> None:
        plan, result, sheet = self.plan, self.result, self.scores
        dimensions = result.dimensions
        heads = [
            *plan.key_heads,
            "得分",
            "下限",
            "上限",
            "名次",
            "最好名次",
            "最差名次",
            "覆盖率",
            "状态",
            "说明",
        ]
        for x, text in enumerate([*heads, *(d.zh for d in dimensions)]):
            sheet.write_string(FIRST_ROW - 1, x, text, self.head)
        status, parts = result.status, result.dimension_scores()
        for row in plan.order:
            y = plan.at[row]
            self._keys(sheet, y, row)
            self._coverage(sheet, y, row)
            sheet.write_string(y, KEYS + 7, _STATUS[status[row]])
            sheet.write_string(y, KEYS + 8, result.reasons[row] or "")
        for row in plan.scored:
            self._score_row(sheet, row)
            for k in range(len(dimensions)):
                formula = plan.dimension_formula(row, k)
                self.live(sheet, plan.at[row], KEYS + 9 + k, formula, parts[row, k], self.number)

    def _score_row(self, sheet: Any, row: int) -> None:
        plan, result, y = self.plan, self.result, self.plan.at[row]
        low, high = fx.cell("得分", y, KEYS + 1), fx.cell("得分", y, KEYS + 2)
        best, worst = int(result.ranks.best[row]), int(result.ranks.worst[row])
        exact = not result.is_interval[row]
        self.live(sheet, y, KEYS + 1, plan.score_formula(row, "low"), result.low[row], self.number)
        self.live(sheet, y, KEYS + 2, plan.score_formula(row, "high"), result.high[row], self.number)
        shown = f'=IF(ROUND({high}-{low},12)=0,{low},"")'
        self.live(sheet, y, KEYS, shown, result.low[row] if exact else "", self.number)
        lows, highs = plan.rivals(row, 1), plan.rivals(row, 2)
        self.live(sheet, y, KEYS + 4, fx.best_rank(lows, high), best, self.raw)
        self.live(sheet, y, KEYS + 5, fx.worst_rank(highs, low, high), worst, self.raw)
        first, last = fx.cell("得分", y, KEYS + 4), fx.cell("得分", y, KEYS + 5)
        span = f'=IF({first}={last},{first},{first}&"–"&{last})'
        self.live(sheet, y, KEYS + 3, span, best if best == worst else f"{best}–{worst}", self.raw)

    def _coverage(self, sheet: Any, y: int, row: int) -> None:
        total = len(self.result.system.indicators)
        line = fx.Area("数据", y, KEYS, y, KEYS + len(self.plan.titles) - 1)
        formula = None if self.plan.filled[row].any() else f"=COUNT({line})/{total}"
        self.live(sheet, y, KEYS + 6, formula, self.result.coverage[row], self.share)

    def _parts(self) -> None:
        plan = self.plan
        obstacle = self.result.obstacle().select(self.result.names).to_numpy()
        sheets = [("障碍度", "各指标占本行差距的份额；越大越拖后腿", fx.obstacle, obstacle)]
        if self.result.settings.aggregation == "linear":
            parts = plan.contributions()
            sheets.append(("贡献", "各指标在得分中的部分，合计等于得分", fx.contribution, parts))
        live = len(plan.scored) * len(plan.titles) <= _MOST_LIVE_PARTS
        for name, note, formula, values in sheets:
            note = note if live else note + ";表格过大，此表为数值"
            sheet = self.sheet(name, note, first=FIRST_ROW, heads=[*plan.key_heads, *plan.titles])
            for row in plan.scored:
                self._keys(sheet, plan.at[row], row)
                z_row, w_row = plan.scaled_row(row, "known"), plan.weight_row(row)
                for j in np.flatnonzero(~np.isnan(self.result.scaled.known[row])).tolist():
                    z, w = plan.one_of(z_row, j), plan.one_of(w_row, j)
                    text = formula(z, w, z_row, w_row) if live else None
                    self.live(sheet, plan.at[row], KEYS + j, text, values[row, j], self.share)

    def _keys(self, sheet: Any, y: int, row: int) -> None:
        self.put(sheet, y, 0, self.result.panel.regions[row])
        if self.result.period is not None:
            self.put(sheet, y, 1, self.result.panel.periods[row])
