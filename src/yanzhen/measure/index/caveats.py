"""What must be said beside the scores, in words an analyst reads: reasons per row, warnings per index."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from yanzhen.measure.index.arrays import Floats, Mask
from yanzhen.measure.index.crosswalk import Crosswalk
from yanzhen.measure.index.diagnostics import Dominance, Redundancy
from yanzhen.measure.index.missing import MISSING_ZH
from yanzhen.measure.index.panel import Panel
from yanzhen.measure.index.ranking import Ranks
from yanzhen.measure.index.result import Settings
from yanzhen.measure.index.system import IndicatorSystem
from yanzhen.measure.index.weights import Weights

CONFIDENCE_ZH = {
    "high": "高",
    "medium-high": "中高",
    "medium": "中",
    "low": "低",
    "own": "自编，无出处",
}


def row_labels(panel: Panel) -> list[str]:
    """``region`` or ``region period`` for every row."""
    return [
        str(region) if period is None else f"{region} {period}"
        for region, period in zip(panel.regions, panel.periods, strict=True)
    ]


def row_reasons(
    system: IndicatorSystem, panel: Panel, coverage: Floats, scored: Mask, ranks: Ranks, settings: Settings
) -> tuple[str | None, ...]:
    """Why a row has no score or no rank; None where it has both."""
    total = len(system.indicators)
    reasons: list[str | None] = []
    for row, share in enumerate(coverage):
        best, worst = int(ranks.best[row]), int(ranks.worst[row])
        if not scored[row]:
            have = round(share * total)
            limit = (
                "按所选处理，有缺失的行不给分" if share >= settings.floor else f"低于下限{settings.floor:.0%}"
            )
            reasons.append(f"指标覆盖率{share:.0%}({have}/{total}),{limit}，不给出得分{_kinds(panel, row)}")
        elif best != worst:
            reasons.append(f"得分为区间，与其他地区重叠，无法排名(可能为第{best}至{worst}名)")
        else:
            reasons.append(None)
    return tuple(reasons)


def _kinds(panel: Panel, row: int) -> str:
    found: dict[str, int] = {}
    for column in np.flatnonzero(panel.missing[row]):
        kind = panel.kind_of(row, int(column))
        if kind is not None:
            found[kind.value] = found.get(kind.value, 0) + 1
    return "" if not found else ";缺失:" + "、".join(f"{kind}{count}项" for kind, count in found.items())


def caveats(
    system: IndicatorSystem,
    walk: Crosswalk,
    panel: Panel,
    treated: Panel,
    scored: Mask,
    weight_sets: Sequence[Weights],
    dominated: Sequence[Dominance],
    repeated: Redundancy | None,
    settings: Settings,
) -> tuple[str, ...]:
    """Everything that applies to the index as a whole."""
    zh = {indicator.id: indicator.zh for indicator in system.indicators}
    found = [*walk.warnings, *_coverage(system, panel), *_cells(panel, treated, scored, settings)]
    for weights in weight_sets:
        found += [_in_chinese(text, zh) for text in weights.warnings]
    found += _flat(treated, scored, weight_sets, zh)
    for column in dominated:
        found.append(str(column).replace(f"“{column.name}”", f"“{zh[column.name]}”"))
    found += _repetition(repeated, zh)
    if settings.normalization == "yearwise":
        found.append("逐年标准化：各年量程和权重不同，得分和名次只在同一年内可比，不能说明进退。")
    if settings.weights in ("entropy", "critic", "deviation", "entropy+critic") and scored.sum() < 2 * len(
        zh
    ):
        found.append(
            f"仅 {int(scored.sum())} 行对 {len(panel.names)} 个指标：客观权重很不稳定，请看名次区间。"
        )
    return tuple(dict.fromkeys(found))


def _coverage(system: IndicatorSystem, panel: Panel) -> list[str]:
    found = []
    if system.confidence != "own":
        found.append(
            f"指标体系“{system.zh}”的指标清单据{system.citation}整理，可信度：{CONFIDENCE_ZH[system.confidence]}。"
            + system.confidence_note
        )
    absent = [indicator.zh for indicator in system.indicators if indicator.id not in panel.names]
    if absent:
        found.append(
            f"体系共 {len(system.indicators)} 个指标，表中没有其中 {len(absent)} 个：{'、'.join(absent)}。"
            "得分是已有指标的得分，不等于原体系的得分。"
        )
    return found


def _cells(panel: Panel, treated: Panel, scored: Mask, settings: Settings) -> list[str]:
    found = []
    holes = int(panel.missing[scored].sum())
    if holes:
        filled = int(treated.filled[scored].sum())
        found.append(f"有 {holes} 个单元格缺失，处理：{MISSING_ZH[settings.missing]}(填补 {filled} 个)。")
    withheld = int((~scored).sum())
    if withheld:
        found.append(f"有 {withheld} 行覆盖率不足，不给出得分，也不参与量程和权重。")
    bounded = ~panel.missing & (panel.low != panel.high)
    if bounded[scored].any():
        open_ended = bounded & (np.isinf(panel.low) | np.isinf(panel.high))
        found.append(
            f"有 {int(bounded[scored].sum())} 个单元格只知道范围(超、约、区间等),其中 "
            f"{int(open_ended[scored].sum())} 个有一端未知，按量程端点计；"
            "权重和量程先按已知数值定下，再算得分区间。"
        )
    return found


def _flat(treated: Panel, scored: Mask, weight_sets: Sequence[Weights], zh: dict[str, str]) -> list[str]:
    """Columns that were given a weight though they do not vary."""
    low, high = treated.low[scored], treated.high[scored]
    same = np.nanmin(low, axis=0) == np.nanmax(high, axis=0)
    weighted = np.any([weights.weights > 0 for weights in weight_sets], axis=0)
    names = [zh[treated.names[j]] for j in np.flatnonzero(same & weighted)]
    return [f"指标没有变化，标准化后全为 0，只压低得分、不影响名次：{'、'.join(names)}"] if names else []


def _repetition(repeated: Redundancy | None, zh: dict[str, str]) -> list[str]:
    if repeated is None or repeated.effective_number > 0.5 * len(repeated.names):
        return []
    pairs = repeated.pairs(0.9).head(3)
    text = ";".join(f"{zh[a]}与{zh[b]} r={r:.2f}" for a, b, r in pairs.iter_rows())
    return [
        f"指标重复：{len(repeated.names)} 个指标只相当于 {repeated.effective_number:.1f} 个独立指标"
        + (f"({text})。" if text else "。")
    ]


def _in_chinese(text: str, zh: dict[str, str]) -> str:
    head, colon, names = text.partition(":")
    return head + colon + "、".join(zh.get(name, name) for name in names.split("、"))
