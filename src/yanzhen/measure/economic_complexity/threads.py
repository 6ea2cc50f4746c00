"""Threads over periods, one BLAS thread each."""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

from yanzhen.measure.matrix import Floats, Panel

Result = TypeVar("Result")


@cache
def _blas() -> Any:
    from threadpoolctl import ThreadpoolController  # type: ignore[import-untyped]

    return ThreadpoolController()


def over_periods(panel: Panel, work: Callable[[int, Floats], Result]) -> list[Result]:
    """Run ``work(t, values)`` on each period's matrix."""
    return over_matrices(panel.n_periods, lambda t: work(t, panel.matrix(t)))


def over_matrices(count: int, work: Callable[[int], Result]) -> list[Result]:
    """Run ``work(t)`` for t below ``count``: threads over periods, one BLAS thread each.

    Two BLAS threads on a busy two-core machine were many times slower than one.
    """
    threads = min(count, os.cpu_count() or 1)
    with _blas().limit(limits=1, user_api="blas"), ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, range(count)))
