"""The three tiers as a view over (firm, activity): a firm can be in all three, and counts in each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from yanzhen.atlas.witness import is_about_a_firm
from yanzhen.errors import FigureError
from yanzhen.terms import (
    Figure,
    Interval,
    Statement,
    Tier,
    bound_of,
    sum_figures,
    why_not_combined,
)


@dataclass(frozen=True, slots=True)
class Activity:
    """One thing a firm does.

    Attributes:
        firm: who.
        activity: what, e.g. a segment's name or the object of a statement.
        tier: the tier of this activity; None where nobody says.
        revenue: revenue of this activity (not of the firm), where known.
        statements: the evidence.
    """

    firm: str
    activity: str
    tier: Tier | None
    revenue: Figure | None = None
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TierShare:
    """One tier.

    Attributes:
        firms: distinct firms with an activity in it; the tiers' numbers do not add up to all firms.
        activities: number of activities.
        revenue: sum of the known revenues, None where there is none or they do not add up.
        revenue_known: activities with a revenue figure.
        share: per cent of all known revenue that is told apart by tier, with bounds, or None.
        reason: why there is no revenue or share.
    """

    tier: Tier
    firms: tuple[str, ...]
    activities: int
    revenue: Figure | None
    revenue_known: int
    share: Figure | None
    reason: str


@dataclass(frozen=True, slots=True)
class TierView:
    """All tiers, and how much of the picture they cover.

    Attributes:
        shares: one entry per tier.
        firms: all distinct firms.
        several: firms with activities in more than one tier.
        untold: activities whose tier nobody says.
        coverage: share of activities (0 to 1) whose tier is known, None without activities.
        revenue_coverage: share of tiered activities with a revenue figure, None without any.
    """

    shares: tuple[TierShare, ...]
    firms: int
    several: tuple[str, ...]
    untold: tuple[Activity, ...]
    coverage: float | None
    revenue_coverage: float | None


# Predicates that class industries and products, not what a firm does.
CLASSING = frozenset({"属于", "类别", "涵盖产品"})


def activities_from_statements(
    statements: Iterable[Statement], names: Mapping[str, str] | None = None
) -> tuple[Activity, ...]:
    """Each (firm, activity) that a statement puts into a tier; the evidence is gathered, not repeated.

    ``names`` brings the names of one firm under one.
    """
    names = names or {}
    found: dict[tuple[str, str, Tier | None], list[str]] = {}
    for s in statements:
        if is_about_a_firm(s) and s.predicate not in CLASSING and s.tier is not None and s.object:
            found.setdefault((names.get(s.subject, s.subject), s.object, s.tier), []).append(s.id)
    return tuple(
        Activity(firm, what, tier, statements=tuple(ids)) for (firm, what, tier), ids in found.items()
    )


def tier_view(activities: Sequence[Activity]) -> TierView:
    """Count and weigh activities by tier. What has no tier is listed, never spread over the tiers."""
    told = [a for a in activities if a.tier is not None]
    totals = {tier: _total([a for a in told if a.tier is tier]) for tier in Tier}
    known = {tier: figure for tier, (figure, _) in totals.items() if figure is not None}
    shares = tuple(_share(tier, told, *totals[tier], known) for tier in Tier)
    tiers: dict[str, set[Tier]] = {}
    for a in told:
        if a.tier is not None:
            tiers.setdefault(a.firm, set()).add(a.tier)
    return TierView(
        shares=shares,
        firms=len({a.firm for a in activities}),
        several=tuple(sorted(firm for firm, held in tiers.items() if len(held) > 1)),
        untold=tuple(a for a in activities if a.tier is None),
        coverage=len(told) / len(activities) if activities else None,
        revenue_coverage=sum(a.revenue is not None for a in told) / len(told) if told else None,
    )


def _share(
    tier: Tier, told: Sequence[Activity], total: Figure | None, reason: str, known: Mapping[Tier, Figure]
) -> TierShare:
    own = [a for a in told if a.tier is tier]
    share = None
    if total is not None:
        share = _share_beside(total, [figure for other, figure in known.items() if other is not tier])
        reason = "" if share else "各层次的营收口径不同，不能相比"
    return TierShare(
        tier=tier,
        firms=tuple(dict.fromkeys(a.firm for a in own)),
        activities=len(own),
        revenue=total,
        revenue_known=sum(a.revenue is not None for a in own),
        share=share,
        reason=reason,
    )


def _share_beside(part: Figure, others: Sequence[Figure]) -> Figure | None:
    """100 part / (part + others), or None where they do not compare.

    The part stands above and below the line, so the bounds are taken at the ends (the share grows with
    the part and falls with the others), not by dividing the interval of the part by that of the sum.
    """
    if any(why_not_combined(part, other, same_period=True) for other in others):
        return None
    rest = Interval.exact(0.0)
    for other in others:
        rest = rest + other.interval
    low = _ratio(max(part.interval.low, 0.0), rest.high)
    high = _ratio(part.interval.high, max(rest.low, 0.0))
    interval = Interval(low, high)
    return replace(
        part,
        interval=interval,
        unit="%",
        metric=f"{part.metric or ''}:share",
        bound=bound_of(interval),
        value=low if low == high else None,
        words=None,
        computed=True,
    )


def _ratio(part: float, rest: float) -> float:
    if math.isinf(part):
        return 100.0
    return 100.0 * part / (part + rest) if part else 0.0


def _total(activities: Sequence[Activity]) -> tuple[Figure | None, str]:
    figures = [a.revenue for a in activities if a.revenue is not None]
    if not figures:
        return None, "没有营收数字"
    total = _sum(figures)
    return (total, "") if total else (None, "营收口径不同，不能相加")


def _sum(figures: Sequence[Figure]) -> Figure | None:
    try:
        return sum_figures(figures) if figures else None
    except FigureError:
        return None
