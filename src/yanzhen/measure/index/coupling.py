"""Coupling coordination of two or more systems: classic and modified degree, each under its name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, as_table, normalized_weights

# Ten conventional grades of D; labels, not the outcome of a test.
GRADES = (
    "极度失调",
    "严重失调",
    "中度失调",
    "轻度失调",
    "濒临失调",
    "勉强协调",
    "初级协调",
    "中级协调",
    "良好协调",
    "优质协调",
)

NOTES = {
    "classic": (
        "C 必须带系数 n：C = n(∏U)^(1/n)/∑U。漏掉系数时，两系统相等也只有 0.5（n=2），D 和等级全部偏低；"
        "常见文献约半数有此类错误（刘春林 2017）。两系统都很差时 C 也接近 1，须与 T、U 并看。"
    ),
    "modified": (
        "修正模型(王淑佳等 2021，自然资源学报 36(3)):C 在 0–1 间分布更均匀；与传统模型的 C、D 不可混比。"
    ),
}


@dataclass(frozen=True, slots=True, eq=False)
class Coupling:
    """Coupling C, overall level T and coordination D = sqrt(C T); one number per row of U.

    Missing (NaN) where every system is zero: two absent systems are neither coupled nor uncoupled.
    """

    C: Floats
    T: Floats
    D: Floats
    U: Floats
    names: tuple[str, ...]
    method: str

    @property
    def grade(self) -> tuple[str | None, ...]:
        """The conventional label of D in steps of 0.1."""
        return tuple(None if np.isnan(d) else GRADES[min(int(d * 10 + 1e-9), 9)] for d in self.D)

    @property
    def note(self) -> str:
        """What to know about the method, its well-known error included."""
        return NOTES[self.method]

    def to_frame(self) -> pl.DataFrame:
        """Systems, C, T, D and grade, side by side: C means little without T and U."""
        systems = {name: self.U[:, j] for j, name in enumerate(self.names)}
        degrees = {"C": self.C, "T": self.T, "D": self.D}
        return (
            pl.DataFrame({**systems, **degrees})
            .fill_nan(None)
            .with_columns(grade=pl.Series(self.grade, dtype=pl.String), method=pl.lit(self.method))
        )


def coupling_coordination(
    U: object,
    weights: object = None,
    *,
    method: Literal["classic", "modified"] = "classic",
    names: Sequence[str] | None = None,
) -> Coupling:
    """Coupling coordination degree of n systems.

    ``classic``: C = n (prod U)^(1/n) / sum U.
    ``modified``: C = sqrt([1 - mean over pairs |U_i - U_j|] * [prod U_i / max U]^(1/(n-1))).
    Both: T = sum a_k U_k, D = sqrt(C T).

    Args:
        U: rows x n systems, each value in 0..1; one dimension is one row.
        weights: a_k of the systems; equal by default.
        method: which C.
        names: names of the systems.

    Raises:
        MeasureError: fewer than two systems, or a value outside 0..1.

    Source: Wang, Kong, Ren, Zhi & Dai, 自然资源学报 36(3), 2021 (modified); Liu, 2017 (the missing factor).
    """
    table = as_table(U, names=names)
    values, n = table.values, len(table.names)
    if n < 2 or values.min() < 0 or values.max() > 1 + 1e-12:
        raise MeasureError(
            f"{n} systems between {values.min():g} and {values.max():g}",
            where="U",
            expected="two or more systems, each scaled to 0..1",
        )
    T = values @ normalized_weights(weights, n, table.names)
    with np.errstate(divide="ignore", invalid="ignore"):
        if method == "classic":
            C = n * values.prod(axis=1) ** (1.0 / n) / values.sum(axis=1)
        elif method == "modified":
            C = _modified(values)
        else:
            raise UsageError(f"No coupling named {method!r}", expected="'classic' or 'modified'")
    C = np.minimum(C, 1.0)
    return Coupling(C, T, np.sqrt(C * T), values, table.names, method)


def _modified(U: Floats) -> Floats:
    n = U.shape[1]
    i, j = np.triu_indices(n, 1)
    closeness = 1.0 - np.abs(U[:, i] - U[:, j]).mean(axis=1)
    level = (U / U.max(axis=1, keepdims=True)).prod(axis=1) ** (1.0 / (n - 1))
    degree: Floats = np.sqrt(closeness * level)
    return degree
