"""Facts: the statements a template may draw on, and the few questions it asks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from yanzhen.errors import FigureError, PackError
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.grouping import Chosen, Group, claims_of, groups_of, slot_of
from yanzhen.publish.slot import Mention, Slot
from yanzhen.terms import EntityKind, Figure, Metric, Modality, Tier

__all__ = ["Facts", "Group", "facts_of"]

NOT_YET = (Modality.TARGET, Modality.PLAN, Modality.FORECAST)


@dataclass(frozen=True, slots=True)
class Facts:
    """Statements to write from. Asking for a part gives Facts again, so that questions chain.

    ``english`` are the English names that the ledger's own entities have among their other names.
    """

    evidence: Chosen
    place: str
    as_of: str
    language: str = "zh"
    english: Mapping[str, str] = field(default_factory=dict)

    def in_language(self, language: str) -> Facts:
        """The same facts, worded in another language."""
        return replace(self, language=language)

    def figures(self, metric: str | None = None, *, family: str | None = None) -> Facts:
        """Actual figures of a metric (any spelling of it) or family; targets are asked for apart."""
        key = Metric.parse(metric).key if metric else None

        def wanted(e: Evidence) -> bool:
            figure, written = e.statement.figure, Metric.parse(e.statement.predicate)
            return (
                figure is not None
                and figure.modality not in NOT_YET
                and (key is None or written.key == key)
                and (family is None or written.family == family)
            )

        return self._only(wanted)

    def targets(self) -> Facts:
        """Targets, plans and forecasts."""
        return self._only(lambda e: e.statement.figure is not None and e.statement.figure.modality in NOT_YET)

    def relations(self, *predicates: str) -> Facts:
        """Claims without a figure, of any of these relations (all where none is named)."""
        return self._only(
            lambda e: e.statement.figure is None and (not predicates or e.statement.predicate in predicates)
        )

    def of_kind(self, *kinds: str) -> Facts:
        """Claims whose subject is of one of these kinds (``cluster``, ``firm``, ``chain`` …)."""
        wanted = {_one_of(EntityKind, kind, "主体类别") for kind in kinds}
        return self._only(lambda e: e.statement.subject_kind in wanted)

    def in_tier(self, tier: str) -> Facts:
        """Claims that belong to a tier."""
        wanted = _one_of(Tier, tier, "层次")
        return self._only(lambda e: e.statement.tier is wanted)

    @property
    def spoken(self) -> Facts:
        """Claims that a source makes in a sentence; cells of tables are left to tables."""
        return self._only(lambda e: e.statement.spans[0].cell is None)

    @property
    def together(self) -> bool:
        """Whether a source gives one figure for several here, be it of each or of all."""
        return any(len(claim) > 1 for claim in claims_of(self.evidence))

    @property
    def untiered(self) -> Facts:
        """Claims that no tier's discussion holds."""
        return self._only(lambda e: e.statement.tier is None)

    def facet(self, facet: str) -> Facts:
        """Figures of one facet: ``yoy``, ``share``, ``rank``, ``count``, ``capacity`` …"""
        return self._only(
            lambda e: e.statement.figure is not None and Metric.parse(e.statement.predicate).facet == facet
        )

    @property
    def levels(self) -> Facts:
        """Figures that are amounts, not rates, ranks or shares."""
        return self._only(
            lambda e: e.statement.figure is not None and Metric.parse(e.statement.predicate).is_level
        )

    def about(self, *names: str) -> Facts:
        """Claims whose subject or object is one of these names, with or without the place in front.

        What a source says of several together comes whole: of one of them alone it would say too much.
        """
        fronts = ("", self.place, f"全{self.place[-1:]}")
        wanted = {front + name for name in names for front in fronts}
        return self.whole(self._only(lambda e: e.statement.subject in wanted or e.statement.object in wanted))

    def whole(self, part: Facts) -> Facts:
        """A part of these facts, with the companions of what a source says of several together."""
        shared = {e.passage for e in part.evidence if e.shared}
        ids = {e.statement.id for e in part.evidence}
        return self._only(lambda e: e.statement.id in ids or (e.shared and e.passage in shared))

    def like(self, other: Facts) -> Facts:
        """Figures of the subjects and metrics that the other holds figures of."""
        wanted = {_claim(e) for e in other.evidence if e.statement.figure}
        return self._only(lambda e: e.statement.figure is not None and _claim(e) in wanted)

    def without(self, other: Facts) -> Facts:
        """What the other does not hold."""
        known = {e.statement.id for e in other.evidence}
        return self._only(lambda e: e.statement.id not in known)

    def _only(self, wanted: Callable[[Evidence], bool]) -> Facts:
        return replace(self, evidence=tuple(filter(wanted, self.evidence)))

    def __bool__(self) -> bool:
        return bool(self.evidence)

    def __len__(self) -> int:
        return len(self.evidence)

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects named, once each."""
        return tuple(dict.fromkeys(e.statement.subject for e in self.evidence))

    @property
    def objects(self) -> tuple[str, ...]:
        """The objects named, once each."""
        return tuple(dict.fromkeys(e.statement.object for e in self.evidence if e.statement.object))

    @property
    def first(self) -> Slot | Mention:
        """The first claim as a slot or mention.

        Raises:
            FigureError: there is none; templates test with ``{% if facts %}`` before.
        """
        if not self.evidence:
            raise FigureError("台账中没有这一数据，不能写入文稿", todo="模板中先用 {% if … %} 判断")
        return slot_of(self.evidence[:1], self.language)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The claims put together by what they say; figures of one metric by their lower bounds."""
        return groups_of(self.evidence, self.language)

    @property
    def conflicts(self) -> tuple[tuple[Evidence, Evidence], ...]:
        """Pairs of figures of one subject, metric, scope and period that cannot both be true."""
        by_claim: dict[tuple[object, ...], list[tuple[Evidence, Figure]]] = {}
        for each in self.evidence:
            if figure := each.statement.figure:
                more = (figure.unit, figure.scope, figure.modality, figure.period)
                by_claim.setdefault((*_claim(each), *more), []).append((each, figure))
        return tuple(
            (a, b)
            for claims in by_claim.values()
            for (a, x), (b, y) in combinations(claims, 2)
            if x.contradicts(y)
        )

    @property
    def latest(self) -> Facts:
        """Of each subject, metric, scope and modality only the figures of the latest period."""
        newest: dict[tuple[object, ...], str] = {}
        for each in self.evidence:
            newest[_series(each)] = max(newest.get(_series(each), ""), _moment(each))
        return self.whole(self._only(lambda e: _moment(e) == newest[_series(e)]))

    @property
    def unclear(self) -> Facts:
        """Claims whose sources leave something open."""
        return self._only(lambda e: bool(e.caveats()))


Named = TypeVar("Named", bound=StrEnum)


def _one_of(kinds: type[Named], name: str, what: str) -> Named:
    if name not in list(kinds):
        raise PackError(f"没有“{name}”这种{what}", expected="、".join(kinds))
    return kinds(name)


def _claim(each: Evidence) -> tuple[str, str]:
    return (each.statement.subject, Metric.parse(each.statement.predicate).key)


def _series(each: Evidence) -> tuple[object, ...]:
    statement, figure = each.statement, each.statement.figure
    if figure is None:
        return (statement.id,)
    return (*_claim(each), figure.scope, figure.modality)


def _moment(each: Evidence) -> str:
    """End of the period, or else the day on which the source says so."""
    figure = each.statement.figure
    if figure is None:
        return ""
    return figure.period.end.isoformat() if figure.period else figure.as_of or each.source.as_of or ""


def facts_of(evidence: Iterable[Evidence], place: str, as_of: str) -> Facts:
    """Facts from evidence: sources by date, inside a source in reading order."""

    def order(each: Evidence) -> tuple[str, str, int, int, int, str]:
        said = each.statement
        # Statements of one span follow its words; names are found by their beginning (endings are implied).
        words = (said.quote.find(said.subject[:3]), said.quote.find((said.object or "")[:3]))
        return (each.source.published or "", each.source.id, said.spans[0].start, *words, said.id)

    return Facts(tuple(sorted(evidence, key=order)), place, as_of)
