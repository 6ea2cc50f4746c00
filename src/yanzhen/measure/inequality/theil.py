"""Theil indices T and L, and their exact decomposition by nested groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.special import xlogy

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.index.arrays import Floats, codes_of
from yanzhen.measure.inequality.gini import _values


@dataclass(frozen=True, slots=True)
class TheilGroup:
    """One innermost group: its own index inside, and what that adds to the total.

    ``group`` holds its labels, outermost first.
    """

    group: tuple[object, ...]
    size: int
    share_of_total: float
    inside: float
    contribution: float


@dataclass(frozen=True, slots=True)
class Theil:
    """A Theil index and its parts: ``total`` = sum of ``between`` + ``within``.

    Attributes:
        total: the index.
        between: part between the groups of each level, outermost first (groups of level 2 inside those of
            level 1, and so on).
        within: part inside the innermost groups.
        levels: names of the levels.
        groups: innermost groups.
        index: ``T`` or ``L``.
    """

    total: float
    between: tuple[float, ...]
    within: float
    levels: tuple[str, ...]
    groups: tuple[TheilGroup, ...]
    index: str

    @property
    def shares(self) -> tuple[float, ...]:
        """Parts as shares of the total, outermost first, within last; NaN where the total is zero."""
        parts = (*self.between, self.within)
        return tuple(part / self.total if self.total > 0 else float("nan") for part in parts)

    def to_frame(self) -> pl.DataFrame:
        """One row per part."""
        names = [f"between {level}" for level in self.levels] + ["within"]
        return pl.DataFrame({"part": names, "value": [*self.between, self.within], "share": self.shares})

    def groups_frame(self) -> pl.DataFrame:
        """One row per innermost group."""
        rows = [
            (" / ".join(map(str, g.group)), g.size, g.share_of_total, g.inside, g.contribution)
            for g in self.groups
        ]
        return pl.DataFrame(rows, schema=["group", "size", "share", "inside", "contribution"], orient="row")


def theil(
    values: object,
    groups: Sequence[object] | Mapping[str, Sequence[object]] | None = None,
    *,
    weights: object = None,
    index: Literal["T", "L"] = "T",
) -> Theil:
    """Theil index with its decomposition by groups, nested as deep as wanted.

    T = sum_i w_i (y_i / mean) ln(y_i / mean), weighted by shares of the total in the decomposition;
    L = -sum_i w_i ln(y_i / mean) (mean log deviation), weighted by shares of the population.
    T = sum of the between parts + within, exactly; likewise L.

    Args:
        values: n values >= 0 (per head, with population as ``weights``; or equal units).
        groups: n labels; or, nested, several such lists, outermost first (region, province), in a list or
            in a mapping by the name of the level.
        weights: population of each unit; equal by default.
        index: which.

    Raises:
        MeasureError: negative values; zero values for L (infinite); labels that do not nest or fit.

    Source: Theil, Economics and Information Theory (1967); nesting: Akita, Annals of Regional Science 37, 2003.
    """
    x, w = _values(values, weights, "values")
    if index not in ("T", "L"):
        raise UsageError(f"No Theil index {index!r}", expected="'T' or 'L'")
    if (w == 0).any():
        raise MeasureError(
            "A unit without people has no value per head", where="weights", todo="leave it out"
        )
    if index == "L" and (x == 0).any():
        raise MeasureError("Theil L of a zero is infinite", where="values", todo="use index='T'")
    mean = float(x @ w)
    levels = _levels(groups, x.size)
    outer = np.zeros(x.size, dtype=np.intp)
    between = []
    for level in levels:
        between.append(_between(x, w, outer, level.codes, index))
        outer = level.codes
    paths = levels[-1].paths if levels else ((),)
    inner = _inside(x, w, mean, outer, paths, index)
    return Theil(
        total=_index(x, w, mean, index),
        between=tuple(between),
        within=sum(group.contribution for group in inner),
        levels=tuple(level.name for level in levels),
        groups=inner,
        index=index,
    )


def _index(x: Floats, w: Floats, mean: float, index: str) -> float:
    ratio = x / mean
    return float(w @ xlogy(ratio, ratio)) if index == "T" else float(-(w @ np.log(ratio)))


@dataclass(frozen=True, slots=True, eq=False)
class _Level:
    """Groups of one level; ``paths`` are their labels from the outermost level inwards."""

    name: str
    codes: NDArray[np.intp]
    paths: tuple[tuple[object, ...], ...]


def _levels(groups: object, n: int) -> list[_Level]:
    """A group of an inner level is told apart from its namesakes by its outer groups."""
    path: list[tuple[object, ...]] = [()] * n
    levels = []
    for name, labels in _named(groups).items():
        if len(labels) != n:
            raise MeasureError(f"{len(labels)} labels for {n} values", where=f"groups, {name}")
        path = [(*outer, label) for outer, label in zip(path, labels, strict=True)]
        codes, distinct = codes_of(path, n, "groups")
        levels.append(_Level(name, codes, distinct))  # type: ignore[arg-type]
    return levels


def _named(groups: Any) -> dict[str, list[object]]:
    if groups is None:
        return {}
    if isinstance(groups, Mapping):
        return {str(name): list(labels) for name, labels in groups.items()}
    items = list(groups)
    if not all(isinstance(item, list | tuple | np.ndarray | pl.Series) for item in items):
        return {"groups": items}
    return {f"level {number}": list(labels) for number, labels in enumerate(items, 1)}


def _sums(values: Floats, codes: NDArray[np.intp]) -> Floats:
    return np.bincount(codes, weights=values).astype(float)


def _between(x: Floats, w: Floats, outer: NDArray[np.intp], inner: NDArray[np.intp], index: str) -> float:
    """Part between the inner groups, inside the outer ones."""
    people, income = _sums(w, inner), _sums(x * w, inner)
    parent = np.zeros(people.size, dtype=np.intp)
    parent[inner] = outer
    mean = income / people
    parent_mean = (_sums(x * w, outer) / _sums(w, outer))[parent]
    overall = float(x @ w)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(parent_mean > 0, mean / parent_mean, 1.0)
    if index == "T":
        return float((income / overall) @ np.where(ratio > 0, np.log(np.where(ratio > 0, ratio, 1.0)), 0.0))
    return float(-(people @ np.log(ratio)))


def _inside(
    x: Floats,
    w: Floats,
    mean: float,
    codes: NDArray[np.intp],
    paths: Sequence[tuple[object, ...]],
    index: str,
) -> tuple[TheilGroup, ...]:
    found = []
    for code, path in enumerate(paths):
        rows = codes == code
        people, income = float(w[rows].sum()), float(x[rows] @ w[rows])
        inside = _index(x[rows], w[rows] / people, income / people, index) if income > 0 else 0.0
        share = income / mean if index == "T" else people
        found.append(TheilGroup(path, int(rows.sum()), share, inside, share * inside))
    return tuple(found)
