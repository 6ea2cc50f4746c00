"""Totals and "of which" lines in the margins of a sheet that their names do not give away: the balance does."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt

from yanzhen.measure.io_table.assumption import Assumption, named

Array = npt.NDArray[np.float64]
MOST_LINES, MOST_DOUBLES = 24, 3


def doubled_lines(lines: Array, excess: Array, output: Array, tolerance: float) -> tuple[int, ...]:
    """Numbers of the lines that count something twice.

    A table whose sums exceed output in every sector by just what some of its lines hold counts those lines twice:
    they are totals of others, or parts of them. The fewest lines that explain the whole excess are taken.

    Args:
        lines: margins, k x n.
        excess: sum of the flows and all margins less output, n.
        output: n. tolerance: gap that passes, as a share of output.

    Returns:
        Nothing if the sums do not exceed output, or if no few lines explain it: the table is then unbalanced.
    """
    allowed = tolerance * np.abs(output) + 1e-9 * max(float(np.abs(output).max(initial=0.0)), 1e-300)
    if (np.abs(excess) <= allowed).all():
        return ()
    filled = [k for k in range(len(lines)) if lines[k].any()]
    if len(filled) > MOST_LINES:
        return ()
    for count in range(1, MOST_DOUBLES + 1):
        for some in combinations(filled, count):
            if (np.abs(excess - lines[list(some)].sum(axis=0)) <= allowed).all():
                return some
    return ()


def doubles_note(names: list[str]) -> Assumption:
    """Which lines were left out of the balance."""
    text = named(names)
    return Assumption(
        "doubled-lines",
        f"以下行列是其他行列的合计或其中项，不重复计入：{text}。",
        f"Lines that hold totals or parts of others were not counted twice: {text}.",
    )
