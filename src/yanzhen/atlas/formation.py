"""Clusters as formations (雁阵): lead firms, followers, revenue with bounds, titles; overlaps shown.

Clusters overlap in firms and in what they count, so their figures are never added up. What can be said of
several together is :func:`union_revenue`: at least the largest, at most the sum.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from yanzhen.atlas.chart import Chart, Label
from yanzhen.atlas.occupancy import Basis, Occupancy, firms_of
from yanzhen.atlas.witness import SHARED_FLAGS, TITLE_PREDICATES, charts_named_by, latest_revenues
from yanzhen.errors import FigureError
from yanzhen.terms import EntityKind, Figure, Interval, Metric, Statement, Truth, bound_of, why_not_combined

YI = 1e8
# Rungs that offices speak of, in yuan of yearly revenue.
LADDER: tuple[tuple[Label, float], ...] = (
    (Label("百亿级", "10 billion"), 100 * YI),
    (Label("五百亿级", "50 billion"), 500 * YI),
    (Label("千亿级", "100 billion"), 1000 * YI),
)
LEAD_WORDS = ("头雁", "链主", "龙头", "领航")


@dataclass(frozen=True, slots=True)
class Rung:
    """One rung of the ladder, and whether the cluster stands on it or above."""

    label: Label
    threshold: float
    reached: Truth
    reason: str


@dataclass(frozen=True, slots=True)
class Lead:
    """A lead firm; ``certain`` is False where the source does not say which cluster it leads."""

    firm: str
    certain: bool
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Formation:
    """A cluster.

    Attributes:
        name: as the sources call it.
        revenues: every revenue statement; they may differ.
        titles: statements that give it a title.
        leads: lead firms.
        followers: firms that a statement calls its members (``所属集群``, ``成员企业``).
        chain_firms: further firms that stand in its charts by their own words; not known to be members.
        charts: ids of the charts whose keyword its name shows.
        ladder: membership of each rung.
        lead_share: revenue of the certain lead firms in the cluster's, in per cent, or None.
        lead_share_reason: why there is none.
    """

    name: str
    revenues: tuple[Statement, ...]
    titles: tuple[Statement, ...]
    leads: tuple[Lead, ...]
    followers: tuple[str, ...]
    chain_firms: tuple[str, ...]
    charts: tuple[str, ...]
    ladder: tuple[Rung, ...]
    lead_share: Figure | None
    lead_share_reason: str

    @property
    def revenue(self) -> Statement | None:
        """The revenue statement of the latest day, or None."""
        return max(self.revenues, key=lambda s: (s.figure and s.figure.as_of) or "", default=None)

    @property
    def firms(self) -> frozenset[str]:
        """Firms that certainly belong to it."""
        return frozenset(lead.firm for lead in self.leads if lead.certain) | frozenset(self.followers)


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two clusters share: reasons not to add their figures."""

    first: str
    second: str
    firms: tuple[str, ...]
    charts: tuple[str, ...]


def formations(
    statements: Sequence[Statement],
    charts: Sequence[Chart] = (),
    occupancy: Occupancy | None = None,
    *,
    ladder: Sequence[tuple[Label, float]] = LADDER,
    names: Mapping[str, str] | None = None,
) -> tuple[Formation, ...]:
    """Every cluster that statements speak of, in order of mention.

    Args:
        statements: current statements.
        charts: to see which chains a cluster belongs to.
        occupancy: firms by evidence (:func:`yanzhen.atlas.witness.occupancy_from_statements`). A firm
            with a lead title that a source tells beside a cluster is its lead: certainly if it stands in
            one of the cluster's charts, not at all if it stands in a chart of another cluster told there.
        ladder: rungs, the lowest first.
        names: name -> the name that stands for all names of an entity, as people have decided.
    """
    names = names or {}
    about: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.subject_kind is EntityKind.CLUSTER:
            about.setdefault(names.get(statement.subject, statement.subject), []).append(statement)
    occupancy = occupancy or Occupancy(())
    revenues = {names.get(firm, firm): figure for firm, figure in latest_revenues(statements).items()}
    leading = {names.get(firm, firm) for firm in _leading(statements)}
    members = _members(statements, names)
    return tuple(
        _formation(name, said, charts, occupancy, leading, members, revenues, ladder)
        for name, said in about.items()
    )


def _leads(
    cluster: str,
    own: Sequence[str],
    charts: Sequence[Chart],
    occupancy: Occupancy,
    leading: Collection[str],
) -> tuple[Lead, ...]:
    beside: dict[str, set[str]] = {}
    for pair in occupancy.alongside:
        beside.setdefault(pair.firm, set()).update(charts_named_by(pair.cluster, charts))
    found = []
    for pair in occupancy.alongside:
        if pair.cluster != cluster or pair.firm not in leading:
            continue
        stands = occupancy.charts_of(pair.firm)
        if stands & set(own):
            found.append(Lead(pair.firm, True, pair.statements))
        elif not stands & beside[pair.firm]:
            found.append(Lead(pair.firm, False, pair.statements))
    return tuple(sorted(found, key=lambda lead: not lead.certain))


def _formation(
    name: str,
    said: Sequence[Statement],
    charts: Sequence[Chart],
    occupancy: Occupancy,
    leading: Collection[str],
    members: Mapping[str, tuple[str, ...]],
    firm_revenues: Mapping[str, Figure],
    ladder: Sequence[tuple[Label, float]],
) -> Formation:
    own = charts_named_by(name, charts)
    leads = _leads(name, own, charts, occupancy, leading)
    known = {*members.get(name, ()), *(lead.firm for lead in leads)}
    inside = [o for o in occupancy.occupants if o.certain and o.basis is not Basis.SYNTHETIC]
    in_chain = firms_of(o for o in inside if o.segment.split(".")[0] in own)
    revenues = tuple(
        s for s in said if s.figure and Metric.parse(s.predicate).family == "revenue" and _is_level(s)
    )
    latest = max(revenues, key=lambda s: (s.figure and s.figure.as_of) or "", default=None)
    share, reason = _lead_share([lead for lead in leads if lead.certain], latest, firm_revenues)
    return Formation(
        name=name,
        revenues=revenues,
        titles=tuple(s for s in said if s.predicate in TITLE_PREDICATES),
        leads=leads,
        followers=tuple(f for f in members.get(name, ()) if f not in {lead.firm for lead in leads}),
        chain_firms=tuple(f for f in in_chain if f not in known),
        charts=own,
        ladder=tuple(_rung(label, at, latest) for label, at in ladder),
        lead_share=share,
        lead_share_reason=reason,
    )


def _is_level(statement: Statement) -> bool:
    return Metric.parse(statement.predicate).is_level


def _rung(label: Label, threshold: float, statement: Statement | None) -> Rung:
    if statement is None or statement.figure is None:
        return Rung(label, threshold, Truth.UNKNOWN, "没有营收数字")
    figure = statement.figure
    if SHARED_FLAGS & set(statement.flags):
        return Rung(label, threshold, Truth.UNKNOWN, f"{figure.zh()}可能是几个集群的合计")
    if figure.unit != "CNY":
        return Rung(label, threshold, Truth.UNKNOWN, "营收不以元计")
    reached = figure.at_least(threshold)
    words = {Truth.YES: "达到", Truth.NO: "未达到", Truth.UNKNOWN: "不足以判断是否达到"}[reached]
    return Rung(label, threshold, reached, f"{figure.zh()}，{words}")


def _lead_share(
    leads: Sequence[Lead], revenue: Statement | None, firm_revenues: Mapping[str, Figure]
) -> tuple[Figure | None, str]:
    """Share of the certain leads' revenue; every lead must have a figure, or the share would be too small."""
    if revenue is None or revenue.figure is None:
        return None, "没有集群营收数字"
    if SHARED_FLAGS & set(revenue.flags):
        return None, "集群营收可能是几个集群的合计"
    if not leads or any(lead.firm not in firm_revenues for lead in leads):
        return None, "领军企业营收不全"
    try:
        total = firm_revenues[leads[0].firm]
        for lead in leads[1:]:
            total = total + firm_revenues[lead.firm]
        return total.share_of(revenue.figure), ""
    except FigureError as error:
        return None, error.what


def _members(statements: Iterable[Statement], names: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """Cluster -> firms that statements call its members."""
    found: dict[str, list[str]] = {}
    for s in statements:
        if s.predicate not in ("所属集群", "成员企业") or not s.object:
            continue
        subject, object = names.get(s.subject, s.subject), names.get(s.object, s.object)
        cluster, firm = (object, subject) if s.predicate == "所属集群" else (subject, object)
        found.setdefault(cluster, []).append(firm)
    return {cluster: tuple(dict.fromkeys(firms)) for cluster, firms in found.items()}


def _leading(statements: Iterable[Statement]) -> frozenset[str]:
    """Firms with a title that says they lead."""
    return frozenset(
        s.subject
        for s in statements
        if s.predicate in TITLE_PREDICATES and s.object and any(word in s.object for word in LEAD_WORDS)
    )


def overlaps(clusters: Sequence[Formation]) -> tuple[Overlap, ...]:
    """Every pair of clusters that share firms or chains."""
    found = []
    for a, b in combinations(clusters, 2):
        firms, charts = sorted(a.firms & b.firms), sorted(set(a.charts) & set(b.charts))
        if firms or charts:
            found.append(Overlap(a.name, b.name, tuple(firms), tuple(charts)))
    return tuple(found)


def union_revenue(figures: Sequence[Figure]) -> Figure:
    """What may be said of clusters together whose overlap is not known: from the largest to the sum.

    Raises:
        FigureError: no figure, or figures that do not measure the same thing.
    """
    if not figures:
        raise FigureError("There is no figure", expected="revenues of at least one cluster")
    total = figures[0]
    for figure in figures[1:]:
        if reason := why_not_combined(figures[0], figure, same_period=True):
            raise FigureError(f"These revenues do not compare: {reason}")
        total = total + figure
    lows = [(f.interval.low, f.interval.low_open) for f in figures]
    low, low_open = max(lows)
    interval = Interval(low, total.interval.high, low_open, total.interval.high_open)
    return Figure(
        interval, total.unit, total.metric, bound_of(interval), modality=total.modality, scope=total.scope,
        period=total.period, as_of=total.as_of, computed=True,
    )  # fmt: skip
