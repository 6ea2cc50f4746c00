"""The methods section of a paper or an annex, written from what was actually done."""

from __future__ import annotations

import re
from typing import Literal

import numpy as np

from yanzhen.errors import UsageError
from yanzhen.measure.index.alternatives import Robustness
from yanzhen.measure.index.caveats import CONFIDENCE_ZH
from yanzhen.measure.index.missing import MISSING_ZH
from yanzhen.measure.index.result import IndexResult

_WEIGHTS = {
    "entropy": (
        "采用熵权法:p_ij = z_ij / Σ_i z_ij,e_j = −(1/ln n) Σ_i p_ij ln p_ij(0·ln 0 = 0，不做平移;"
        "n = {n} 为参与计算的行数),w_j = (1 − e_j) / Σ_j (1 − e_j)[1,2]。",
        "Entropy weights: p_ij = z_ij / sum_i z_ij, e_j = -(1/ln n) sum_i p_ij ln p_ij with 0 ln 0 = 0, no "
        "shift, and n = {n} rows; w_j = (1 - e_j) / sum_j (1 - e_j) [1,2].",
    ),
    "critic": (
        "采用 CRITIC 法:C_j = σ_j Σ_k (1 − r_jk),w_j = C_j / Σ_j C_j[3]。",
        "CRITIC weights: C_j = sd_j * sum_k (1 - r_jk), w_j = C_j / sum_j C_j [3].",
    ),
    "pca": (
        "采用主成分分析赋权：保留特征值大于 1 的主成分,w_j ∝ Σ_k λ_k |v_jk| / Σ_k λ_k[4]。",
        "PCA weights from components with eigenvalues above 1: w_j ∝ sum_k l_k |v_jk| / sum_k l_k [4].",
    ),
    "deviation": ("采用标准差赋权:w_j ∝ σ_j。", "Weights proportional to the standard deviation."),
    "equal": ("各指标等权。", "All indicators weigh the same."),
    "equal-nested": (
        "维度之间等权，维度之内等权[4]。",
        "Equal weights among dimensions and within each [4].",
    ),
    "published": ("采用原文献公布的权重。", "Weights as published by the source."),
    "entropy+critic": (
        "熵权与 CRITIC 权重乘法组合后归一。",
        "Product of entropy and CRITIC weights, scaled to sum to one.",
    ),
    "given": ("采用给定权重。", "Weights as given by the user."),
}
_AGGREGATION = {
    "linear": ("线性加权:S_i = Σ_j w_j z_ij。", "Linear aggregation: S_i = sum_j w_j z_ij."),
    "geometric": ("加权几何平均:S_i = ∏_j z_ij^(w_j)。", "Geometric aggregation: S_i = prod_j z_ij ^ w_j."),
    "topsis": (
        "TOPSIS:D⁺ = √Σ(w_j(1−z_ij))²,D⁻ = √Σ(w_j z_ij)²,S = D⁻/(D⁺+D⁻)(权重在平方之内)[5]。",
        "TOPSIS with D+ = sqrt(sum (w_j (1 - z_ij))^2), D- = sqrt(sum (w_j z_ij)^2), S = D-/(D+ + D-), weights "
        "inside the square [5].",
    ),
    "improved-topsis": (
        "改进 TOPSIS:D⁺ = √Σ w_j(1−z_ij)²,D⁻ = √Σ w_j z_ij²,S = D⁻/(D⁺+D⁻)(权重在平方之外，理想点固定为 1 和 0)[5]。",
        "Improved TOPSIS with D+ = sqrt(sum w_j (1 - z_ij)^2), D- = sqrt(sum w_j z_ij^2), S = D-/(D+ + D-), "
        "weights outside the square and fixed ideals 1 and 0 [5].",
    ),
}
_NORMALIZATION = {
    "pooled": (
        "极差标准化，量程取全部年份、全部地区的最小值和最大值，各年得分可比。",
        "Min-max scaling over all regions and periods pooled, so that scores are comparable over time.",
    ),
    "yearwise": (
        "逐年极差标准化，权重逐年计算，得分只在同一年内可比。",
        "Min-max scaling and weights year by year; scores are comparable within a year only.",
    ),
    "goalposts": (
        "按指标体系给定的上下限标准化，越限取 0 或 1。",
        "Min-max scaling between the fixed goalposts of the system, cut to 0..1.",
    ),
}
REFERENCES = (
    "[1] Shannon C E. A mathematical theory of communication. Bell System Technical Journal, 1948, 27.",
    "[2] Zeleny M. Multiple Criteria Decision Making. New York: McGraw-Hill, 1982.",
    "[3] Diakoulaki D, Mavrotas G, Papayannakis L. Determining objective weights in multiple criteria problems: "
    "the CRITIC method. Computers & Operations Research, 1995, 22(7): 763-770.",
    "[4] OECD, JRC. Handbook on Constructing Composite Indicators. Paris: OECD Publishing, 2008.",
    "[5] Hwang C L, Yoon K. Multiple Attribute Decision Making. Berlin: Springer, 1981.",
    "[6] Saisana M, Saltelli A, Tarantola S. Uncertainty and sensitivity analysis techniques as tools for the "
    "quality assessment of composite indicators. JRSS A, 2005, 168(2): 307-323.",
)


def methods_text(
    result: IndexResult, language: Literal["zh", "en"] = "zh", robust: Robustness | None = None
) -> str:
    """Markdown: system, data, scaling, weights, aggregation, missing values, bounds, robustness, references.

    Every number in it comes from ``result``; caveats follow as a list (in Chinese, as shown to analysts).
    """
    if language not in ("zh", "en"):
        raise UsageError(f"No language {language!r}", expected="'zh' or 'en'")
    at = 0 if language == "zh" else 1
    settings = result.settings
    lines = _chinese(result) if language == "zh" else _english(result)
    n = int((~np.isnan(result.low)).sum())
    lines += [_NORMALIZATION[settings.normalization][at], _WEIGHTS[settings.weights][at].format(n=n)]
    lines += [_AGGREGATION[settings.aggregation][at], *_robustness(robust, language)]
    heading = (
        ("## 方法", "### 注意", "### 参考文献") if at == 0 else ("## Method", "### Caveats", "### References")
    )
    cited = [each for each in REFERENCES if each[1] in _marks("".join(lines))]
    references = ([f"[0] {result.system.citation}"] if result.system.citation else []) + cited
    caveats = [f"- {warning}" for warning in result.notes]
    return "\n\n".join(
        [heading[0], *lines, heading[1], "\n".join(caveats) or "-", heading[2], "\n\n".join(references)]
    )


def _marks(text: str) -> set[str]:
    """Numbers of the references a text points to: [1,2] -> 1, 2."""
    return {number for mark in re.findall(r"\[([\d,]+)\]", text) for number in mark.split(",")}


def _chinese(result: IndexResult) -> list[str]:
    system = result.system
    cited = f"(据[0]整理，清单可信度：{CONFIDENCE_ZH[system.confidence]})" if system.citation else ""
    scored, withheld = int((~np.isnan(result.low)).sum()), int(np.isnan(result.low).sum())
    interval = int(result.is_interval.sum())
    return [
        f"指标体系为“{system.zh}”{cited}，共 {len(system.indicators)} 个指标，本表有其中 {len(result.names)} 个。"
        f"共 {len(result.low)} 行，{scored} 行给出得分，{withheld} 行因指标覆盖率不足 {result.settings.floor:.0%} 等原因不给分。",
        f"缺失值处理：{MISSING_ZH[result.settings.missing]}。"
        f"{interval} 行因数据只有范围(超、约、区间)而给出得分区间；区间重叠者不排名。",
    ]


def _english(result: IndexResult) -> list[str]:
    system = result.system
    cited = f" (listed after [0]; confidence of the listing: {system.confidence})" if system.citation else ""
    scored, withheld = int((~np.isnan(result.low)).sum()), int(np.isnan(result.low).sum())
    return [
        f"The index follows the system “{system.en or system.zh}”{cited}: {len(system.indicators)} indicators, "
        f"of which {len(result.names)} are in the table. {scored} of {len(result.low)} rows are scored; {withheld} "
        f"are not, mostly for knowing less than {result.settings.floor:.0%} of the indicators.",
        f"Treatment of missing cells: {result.settings.missing}. {int(result.is_interval.sum())} rows have a score "
        "interval because their data are bounds; overlapping intervals are not ranked.",
    ]


def _robustness(robust: Robustness | None, language: str) -> list[str]:
    if robust is None:
        return []
    ranges, swapped = robust.ranges, robust.swapped
    low, high = float(np.nanmin(swapped.agreement)), float(np.nanmax(swapped.agreement))
    if language == "zh":
        return [
            f"稳健性：权重在 ±{ranges.spread:.0%} 内随机扰动 {ranges.draws:,} 次，给出 {ranges.level:.0%} 名次区间；"
            f"逐一去掉指标；{len(swapped.labels)} 种赋权与合成方法互换，名次相关系数 {low:.2f}–{high:.2f}[6]。"
        ]
    return [
        f"Robustness: {ranges.draws:,} draws of weights within ±{ranges.spread:.0%}, ranges of ranks at "
        f"{ranges.level:.0%}; indicators left out one by one; {len(swapped.labels)} combinations of weighting and "
        f"aggregation, rank correlation {low:.2f} to {high:.2f} [6]."
    ]
