"""Two places in the ledger: what sources say of each about the same thing, and whether one can be put before the other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from yanzhen.terms import EntityKind, Figure, Metric, Truth, why_not_combined
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.viewing import Claim

MOST = 30
COMPARED = (EntityKind.REGION, EntityKind.CLUSTER, EntityKind.INDUSTRY)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What sources say of both places about one thing; ``order`` is the place that is ahead, None where unknown.

    ``subject`` is empty for the places as a whole, otherwise a cluster or industry that both have.
    """

    subject: str
    metric: str
    here: Claim
    there: Claim
    order: str | None
    why_not: str | None

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Both figures, for a common axis."""
        return tuple(c.figure for c in (self.here, self.there) if c.figure)


def meetings_of(desk: Desk, lens: Lens) -> tuple[Meeting, ...]:
    """Figures about the place and about the place compared with, thing by thing; the places themselves first."""
    if not (lens.place and lens.compare) or lens.place == lens.compare:
        return ()
    here = _latest(desk, lens, lens.place)
    there = _latest(desk, replace(lens, place=lens.compare), lens.compare)
    shared = sorted((key for key in here if key in there), key=lambda key: bool(key[0]))[:MOST]
    return tuple(_meeting(key, here[key], there[key], lens) for key in shared)


def _latest(desk: Desk, lens: Lens, place: str) -> dict[tuple[str, str], Claim]:
    """The newest figure by subject and metric; a subject is named without its place in front."""
    found: dict[tuple[str, str], Claim] = {}
    for claim in sorted(desk.facts(lens).claims, key=lambda c: c.source.as_of or ""):
        s = claim.statement
        if not claim.figure or s.subject_kind not in COMPARED or claim.source.place != place:
            continue
        if s.subject_kind is EntityKind.REGION and s.subject != place:
            continue
        name = next(
            (s.subject.removeprefix(p) for p in _prefixes(place) if s.subject.startswith(p)), s.subject
        )
        found[name, Metric.parse(s.predicate).key] = claim
    return found


def _prefixes(place: str) -> Iterable[str]:
    """A place as it stands before a name: with its rank and without."""
    yield place
    if len(place) > 2 and place[-1] in "省市县区":
        yield place[:-1]


def _meeting(key: tuple[str, str], here: Claim, there: Claim, lens: Lens) -> Meeting:
    assert here.figure is not None and there.figure is not None
    name, metric = key[0], here.statement.predicate
    if reason := why_not_combined(here.figure, there.figure, same_period=True):
        return Meeting(name, metric, here, there, None, reason)
    if here.figure.interval.exceeds(there.figure.interval) is Truth.YES:
        return Meeting(name, metric, here, there, lens.place, None)
    if there.figure.interval.exceeds(here.figure.interval) is Truth.YES:
        return Meeting(name, metric, here, there, lens.compare, None)
    return Meeting(name, metric, here, there, None, N_("不能排名：区间重叠"))
