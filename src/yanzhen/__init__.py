"""Yanzhen 雁阵: a traceable, computable picture of a region's industrial system.

    >>> import yanzhen as yz
    >>> figure = yz.Figure.of(1e11, "CNY", ">", metric="年营收", words="突破1000亿元")
    >>> figure.at_least(4e9), figure.at_least(2e11)
    (<Truth.YES: 'yes'>, <Truth.UNKNOWN: 'unknown'>)

Measures are in :mod:`yanzhen.measure`; names are imported on first use, so importing the package is quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from yanzhen.terms import (
        Figure,
        Interval,
        Metric,
        Period,
        Reading,
        Source,
        Span,
        Statement,
        Tier,
        Truth,
        sum_figures,
    )
    from yanzhen.workbench.judging import Rulebook, judge_all, judge_entity
    from yanzhen.workbench.keeping import add, init
    from yanzhen.workbench.opening import open_view
    from yanzhen.workbench.publishing import publish
    from yanzhen.workbench.reading import read_file
    from yanzhen.workbench.viewing import entity_view, overview

_HOMES = {
    "yanzhen.terms": (
        "Figure", "Interval", "Metric", "Period", "Reading", "Source", "Span", "Statement", "Tier", "Truth", "sum_figures",
    ),
    "yanzhen.workbench.reading": ("read_file",),
    "yanzhen.workbench.keeping": ("init", "add"),
    "yanzhen.workbench.opening": ("open_view",),
    "yanzhen.workbench.viewing": ("overview", "entity_view"),
    "yanzhen.workbench.judging": ("Rulebook", "judge_entity", "judge_all"),
    "yanzhen.workbench.publishing": ("publish",),
}  # fmt: skip
_HOME = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Figure",
    "Interval",
    "Metric",
    "Period",
    "Reading",
    "Rulebook",
    "Source",
    "Span",
    "Statement",
    "Tier",
    "Truth",
    "add",
    "entity_view",
    "init",
    "judge_all",
    "judge_entity",
    "open_view",
    "overview",
    "publish",
    "read_file",
    "sum_figures",
]


def __getattr__(name: str) -> Any:
    """Import a public name on first use (PEP 562)."""
    if name not in _HOME:
        raise AttributeError(f"module 'yanzhen' has no attribute {name!r}")
    value = getattr(import_module(_HOME[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
