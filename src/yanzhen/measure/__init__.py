"""Measures of a region's industrial system: a data frame in, a frozen result out, on the caller's engine.

Any frame that narwhals takes will do (pandas, polars eager and lazy, pyarrow, DuckDB relation, PySpark);
``result.to_frame()`` gives back the same kind. Names are imported on first use, so ``import yanzhen.measure``
is quick. What there is: ``yanzhen.measure.catalogue.measures()`` or ``yanzhen measure --list``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from yanzhen.measure.catalogue import MeasureInfo, exports, find, measures, other_names

__all__ = ["MeasureInfo", "find", "measures"]


def __getattr__(name: str) -> Any:
    """Import a public measure or result type on first use (PEP 562)."""
    target = exports().get(name) or other_names().get(name)
    if target is None:
        raise AttributeError(f"module 'yanzhen.measure' has no attribute {name!r}")
    module, _, attribute = target.partition(":")
    value = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*__all__, *exports()})
