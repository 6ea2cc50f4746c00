"""Names of metrics in the reader's language."""

from __future__ import annotations

from yanzhen.terms import Metric
from yanzhen.terms.metric import FACET_NAMES, FAMILIES


def metric_name(written: str, language: str) -> str:
    """年营收 in Chinese, "annual revenue" in English; a name that belongs to no family stays as sources write it."""
    metric = Metric.parse(written)
    if language == "zh":
        return metric.zh
    name = _name(metric.name)
    facet = FACET_NAMES[metric.facet][1] if metric.facet in FACET_NAMES else metric.facet
    base = f" in {_name(metric.base)}" if metric.base else ""
    return f"{name}, {facet}{base}" if name and facet else name or f"{facet}{base}"


_BASES = {"全国": "the country", "全省": "the province", "全市": "the city", "行业": "the industry"}


def _name(name: str) -> str:
    if name in _BASES:
        return _BASES[name]
    yearly = name.startswith("年")
    for words, _, english in FAMILIES.values():
        if name.removeprefix("年") in words:
            return f"annual {english}" if yearly else english
    return name
