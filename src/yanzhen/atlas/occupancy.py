"""Who fills a segment here, on what grounds, and whether anyone has looked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from yanzhen.terms import Figure


class Basis(StrEnum):
    """On what grounds a firm stands in a segment; drawn so that they are never mistaken for one another."""

    EVIDENCE = "evidence"
    LIST = "list"
    SYNTHETIC = "synthetic"

    @property
    def zh(self) -> str:
        """The word shown."""
        return {"evidence": "有据", "list": "名录", "synthetic": "合成数据"}[self.value]

    @property
    def en(self) -> str:
        """The word shown in English."""
        return {"evidence": "evidence", "list": "firm list", "synthetic": "synthetic data"}[self.value]


@dataclass(frozen=True, slots=True)
class Occupant:
    """A firm in a segment.

    Attributes:
        firm: name.
        segment: segment key.
        basis: a statement of a source, a row of a firm list, or made-up data.
        reasons: words that decided, for people.
        statements: ids of the statements it rests on.
        certain: False where the source leaves open whether the firm belongs here (pairing unknown).
        revenue: what is known of it, bounds kept.
        title_count: valid titles.
        region: where.
    """

    firm: str
    segment: str
    basis: Basis = Basis.LIST
    reasons: tuple[str, ...] = ()
    statements: tuple[str, ...] = ()
    certain: bool = True
    revenue: Figure | None = None
    title_count: int = 0
    region: str = ""


@dataclass(frozen=True, slots=True)
class Alongside:
    """A source gives a firm and a cluster their titles together, without saying that one leads the other."""

    firm: str
    cluster: str
    statements: tuple[str, ...]


@dataclass(frozen=True)
class Occupancy:
    """All firms of some charts here.

    Attributes:
        occupants: firm by segment.
        covered: keys of segments that a firm list or a survey has looked into, so that an empty one is
            empty and not merely unknown.
        pending: firms that may belong to a chart while the segment, or even the chart, is open; their
            ``segment`` is the chart's id.
        alongside: firms and clusters told together.
    """

    occupants: tuple[Occupant, ...]
    covered: frozenset[str] = frozenset()
    pending: tuple[Occupant, ...] = ()
    alongside: tuple[Alongside, ...] = ()
    _by_segment: dict[str, list[Occupant]] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for occupant in self.occupants:
            self._by_segment.setdefault(occupant.segment, []).append(occupant)

    def of(self, segment: str) -> tuple[Occupant, ...]:
        """The firms of a segment, those with evidence first, then by name."""
        order = list(Basis)
        found = self._by_segment.get(segment, [])
        return tuple(sorted(found, key=lambda o: (order.index(o.basis), not o.certain, o.firm)))

    def present(self, segment: str) -> bool:
        """At least one firm certainly stands there."""
        return any(o.certain for o in self._by_segment.get(segment, []))

    def is_made_up(self, segment: str) -> bool:
        """Firms certainly stand there, and all of them are synthetic."""
        certain = [o for o in self._by_segment.get(segment, []) if o.certain]
        return bool(certain) and all(o.basis is Basis.SYNTHETIC for o in certain)

    def absent(self, segment: str) -> bool:
        """Somebody looked and found none; where nobody looked, nothing is known."""
        return segment in self.covered and not self._by_segment.get(segment)

    def covering(self, segments: Collection[str]) -> Occupancy:
        """The same, where somebody has looked into these segments too."""
        return replace(self, covered=self.covered | frozenset(segments))

    def renamed(self, names: Mapping[str, str]) -> Occupancy:
        """The same with names brought under the one that stands for all of an entity's names."""
        together: dict[tuple[str, str, bool], Occupant] = {}
        for each in self.occupants:
            occupant = replace(each, firm=names.get(each.firm, each.firm))
            key = (occupant.firm, occupant.segment, occupant.certain)
            together[key] = _joined(together[key], occupant) if key in together else occupant
        settled = {(firm, segment) for firm, segment, certain in together if certain}
        return replace(
            self,
            occupants=tuple(
                o
                for (firm, segment, certain), o in together.items()
                if certain or (firm, segment) not in settled
            ),
            pending=tuple(replace(o, firm=names.get(o.firm, o.firm)) for o in self.pending),
            alongside=tuple(
                replace(a, firm=names.get(a.firm, a.firm), cluster=names.get(a.cluster, a.cluster))
                for a in self.alongside
            ),
        )

    def merged(self, other: Occupancy) -> Occupancy:
        """Both; a firm that evidence and a list put into one segment counts once, with the evidence."""
        order = list(Basis)
        kept: dict[tuple[str, str], Occupant] = {}
        for occupant in (*self.occupants, *other.occupants):
            key = (occupant.firm, occupant.segment)
            if key not in kept or order.index(occupant.basis) < order.index(kept[key].basis):
                kept[key] = occupant
        return Occupancy(
            tuple(kept.values()),
            self.covered | other.covered,
            (*self.pending, *other.pending),
            (*self.alongside, *other.alongside),
        )

    def charts_of(self, firm: str) -> frozenset[str]:
        """Ids of the charts in which a firm certainly stands."""
        return frozenset(o.segment.split(".")[0] for o in self.occupants if o.firm == firm and o.certain)


def _joined(first: Occupant, second: Occupant) -> Occupant:
    """One firm under two names in one segment: reasons and statements of both."""
    return replace(
        min(first, second, key=lambda o: list(Basis).index(o.basis)),
        reasons=tuple(dict.fromkeys((*first.reasons, *second.reasons))),
        statements=tuple(dict.fromkeys((*first.statements, *second.statements))),
        revenue=first.revenue or second.revenue,
        title_count=max(first.title_count, second.title_count),
    )


def firms_of(occupants: Iterable[Occupant]) -> tuple[str, ...]:
    """Distinct firms in order."""
    return tuple(dict.fromkeys(o.firm for o in occupants))
