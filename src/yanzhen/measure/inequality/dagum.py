"""Dagum's decomposition of the Gini coefficient: within groups, net between them, and transvariation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from yanzhen.errors import MeasureError
from yanzhen.measure.index.arrays import Floats, as_vector, codes_of


@dataclass(frozen=True, slots=True)
class DagumPair:
    """Two groups: ``gini`` G_jh between them and relative affluence ``affluence`` D_jh in 0..1."""

    a: str
    b: str
    gini: float
    affluence: float


@dataclass(frozen=True, slots=True)
class Dagum:
    """G = within + net_between + transvariation.

    Attributes:
        gini: overall Gini coefficient G.
        within: Gw, inequality inside the groups.
        net_between: Gnb, between groups, net of overlap.
        transvariation: Gt, overlap: poor members of rich groups against rich members of poor ones.
        groups: Gini coefficient G_jj inside each group.
        sizes: members of each group; one member alone has G_jj = 0 by construction.
        pairs: every pair of groups.
    """

    gini: float
    within: float
    net_between: float
    transvariation: float
    groups: dict[str, float]
    sizes: dict[str, int]
    pairs: tuple[DagumPair, ...]

    @property
    def shares(self) -> dict[str, float]:
        """Contribution of each part to G; NaN where there is no inequality at all."""
        parts = {
            "within": self.within,
            "net_between": self.net_between,
            "transvariation": self.transvariation,
        }
        return {name: part / self.gini if self.gini > 0 else float("nan") for name, part in parts.items()}

    def pair(self, a: str, b: str) -> DagumPair:
        """The pair of two groups, in either order.

        Raises:
            MeasureError: no such pair.
        """
        for each in self.pairs:
            if {each.a, each.b} == {a, b}:
                return each
        raise MeasureError(f"No pair {a!r} and {b!r}", expected=f"two of {list(self.groups)}")

    def to_frame(self) -> pl.DataFrame:
        """One row per part."""
        shares = self.shares
        values = (self.within, self.net_between, self.transvariation, self.gini)
        return pl.DataFrame(
            {
                "part": [*shares, "gini"],
                "value": values,
                "share": [*shares.values(), 1.0 if self.gini > 0 else float("nan")],
            }
        )

    def groups_frame(self) -> pl.DataFrame:
        """One row per group."""
        return pl.DataFrame(
            {
                "group": list(self.groups),
                "size": list(self.sizes.values()),
                "gini": list(self.groups.values()),
            }
        )

    def pairs_frame(self) -> pl.DataFrame:
        """One row per pair of groups."""
        rows = [(p.a, p.b, p.gini, p.affluence) for p in self.pairs]
        return pl.DataFrame(
            rows, schema=["a", "b", "gini", "affluence"], orient="row", infer_schema_length=None
        )


def dagum(values: object, groups: Iterable[object] | None = None) -> Dagum:
    """Decompose the Gini coefficient by groups.

    G = sum_j sum_h sum_i sum_r |y_ji - y_hr| / (2 n^2 mean); G_jh = mean |y_ji - y_hr| / (m_j + m_h);
    D_jh = (m_j - m_h) / mean |y_ji - y_hr| for m_j >= m_h, which equals (d - p)/(d + p);
    Gw = sum_j G_jj p_j s_j; Gnb = sum_{j>h} G_jh (p_j s_h + p_h s_j) D_jh; Gt likewise with 1 - D_jh;
    p is the share of members, s the share of the total.

    Args:
        values: a mapping (or list) of groups, each with its values; or n values with ``groups``.
        groups: label of each value.

    Raises:
        MeasureError: an empty group, a negative value, or a mean of zero.

    Source: Dagum, Empirical Economics 22(4), 1997.
    """
    members = _members(values, groups)
    names = list(members)
    everything = np.concatenate(list(members.values()))
    if (everything < 0).any() or everything.mean() <= 0:
        raise MeasureError("Values must be non-negative with a positive mean", where="values")
    ordered = [np.sort(member) for member in members.values()]
    means = np.array([member.mean() for member in ordered])
    p = np.array([member.size for member in ordered]) / everything.size
    s = p * means / everything.mean()
    inside = np.array(
        [_mean_gap(y, y) / (2.0 * m) if m > 0 else 0.0 for y, m in zip(ordered, means, strict=True)]
    )
    pairs, net, overlap = [], 0.0, 0.0
    for j in range(len(names)):
        for h in range(j):
            gap = _mean_gap(ordered[j], ordered[h])
            both = means[j] + means[h]
            between = gap / both if both > 0 else 0.0
            affluence = min(abs(means[j] - means[h]) / gap, 1.0) if gap > 0 else 0.0
            part = between * (p[j] * s[h] + p[h] * s[j])
            net += part * affluence
            overlap += part * (1.0 - affluence)
            pairs.append(DagumPair(names[h], names[j], float(between), float(affluence)))
    within = float(inside @ (p * s))
    return Dagum(
        gini=within + net + overlap,
        within=within,
        net_between=float(net),
        transvariation=float(overlap),
        groups=dict(zip(names, inside.tolist(), strict=True)),
        sizes={name: member.size for name, member in members.items()},
        pairs=tuple(pairs),
    )


def _members(values: object, groups: Iterable[object] | None) -> dict[str, Floats]:
    if groups is not None:
        y = as_vector(values)
        codes, labels = codes_of(groups, y.size, "groups")
        return {str(label): y[codes == code] for code, label in enumerate(labels)}
    if isinstance(values, Mapping):
        return {str(name): as_vector(member, str(name)) for name, member in values.items()}
    return {f"g{k + 1}": as_vector(member, f"group {k + 1}") for k, member in enumerate(list(values))}  # type: ignore[call-overload]


def _mean_gap(a: Floats, b: Floats) -> float:
    """Mean of |x - y| over all pairs of two sorted arrays, in n log n."""
    place = np.searchsorted(b, a, side="right")
    sums = np.concatenate([[0.0], np.cumsum(b)])
    below = a * place - sums[place]
    above = (sums[-1] - sums[place]) - a * (b.size - place)
    return float((below + above).sum() / (a.size * b.size))
