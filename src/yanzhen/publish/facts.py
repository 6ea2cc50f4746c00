"""Facts: the statements a template may draw on, and the few questions it asks of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import combinations

from yanzhen.errors import FigureError
from yanzhen.publish.clause import clause, metric_label
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.slot import Mention, Slot, counted, stated
from yanzhen.terms import EntityKind, Figure, Metric, Modality, Tier

Chosen = tuple[Evidence, ...]
_COUNTED_IN = {EntityKind.FIRM: "家", EntityKind.CHAIN: "条"}
NOT_YET = (Modality.TARGET, Modality.PLAN, Modality.FORECAST)


@dataclass(frozen=True, slots=True)
class Group:
    """Subjects of which the sources say the same, so that one sentence can say it of all.

    Attributes:
        subjects: their names in the order of the sources.
        evidence: the statements, one or more for each subject.
        slot: the figure, or the words (``入选`` and what follows) for relations.
    """

    subjects: tuple[str, ...]
    evidence: Chosen
    slot: Slot | Mention
    language: str = "zh"

    @property
    def kind(self) -> EntityKind:
        """What the subjects are: what more than half of them show themselves to be, else ``OTHER``."""
        kinds = [each.statement.subject_kind for each in self.evidence]
        usual = max(kinds, key=kinds.count)
        return usual if 2 * kinds.count(usual) > len(kinds) else EntityKind.OTHER

    @property
    def count(self) -> Slot:
        """How many subjects the group names."""
        return counted(self.evidence, _COUNTED_IN.get(self.kind, "个"))

    @property
    def metric(self) -> str:
        """The metric with its scope, in words; empty for relations, whose words are in the mention."""
        return metric_label(self.evidence[0].statement, self.language)

    @property
    def open(self) -> bool:
        """The source closes its list with 等 and leaves others unnamed."""
        return any("open-list" in each.statement.flags for each in self.evidence)

    @property
    def caveats(self) -> tuple[str, ...]:
        """What the sources leave open about this, once each."""
        return tuple(dict.fromkeys(words for each in self.evidence for words in each.caveats(self.language)))


@dataclass(frozen=True, slots=True)
class Facts:
    """Statements to write from. Asking for a part gives Facts again, so that questions chain."""

    evidence: Chosen
    place: str
    as_of: str
    language: str = "zh"

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
        wanted = {EntityKind(kind) for kind in kinds}
        return self._only(lambda e: e.statement.subject_kind in wanted)

    def in_tier(self, tier: str) -> Facts:
        """Claims that belong to a tier."""
        return self._only(lambda e: e.statement.tier is Tier(tier))

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
        """Claims whose subject or object is one of these names."""
        return self._only(lambda e: e.statement.subject in names or e.statement.object in names)

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
        return _slot_of(self.evidence[:1], self.language)

    @property
    def groups(self) -> tuple[Group, ...]:
        """The claims put together by what they say; figures of one metric by their lower bounds.

        Relations are merged twice: subjects of one object, then objects of the same subjects, so that four
        firms and four fields that the source does not pair stay one claim.
        """
        groups = [_group(members, self.language) for members in _bundled(self.evidence, _saying)]
        figures = [g for g in groups if isinstance(g.slot, Slot)]
        if len({Metric.parse(g.evidence[0].statement.predicate).key for g in figures}) == 1:
            figures.sort(key=lambda g: -g.slot.figure.interval.low if isinstance(g.slot, Slot) else 0.0)
        worded = [g for g in groups if isinstance(g.slot, Mention)]
        merged = _bundled((e for g in worded for e in g.evidence), _holder(worded))
        return (*figures, *(_group(members, self.language) for members in merged))

    @property
    def conflicts(self) -> tuple[tuple[Evidence, Evidence], ...]:
        """Pairs of figures of one subject, metric, scope and period that cannot both be true."""
        by_claim: dict[tuple[object, ...], list[tuple[Evidence, Figure]]] = {}
        for each in self.evidence:
            if figure := each.statement.figure:
                key = (each.statement.subject, Metric.parse(each.statement.predicate).key, figure.unit)
                more = (figure.scope, figure.modality, figure.period)
                by_claim.setdefault((*key, *more), []).append((each, figure))
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
        return self._only(lambda e: _moment(e) == newest[_series(e)])

    @property
    def unclear(self) -> Facts:
        """Claims whose sources leave something open."""
        return self._only(lambda e: bool(e.caveats()))


def _series(each: Evidence) -> tuple[object, ...]:
    statement, figure = each.statement, each.statement.figure
    if figure is None:
        return (statement.id,)
    return (statement.subject, Metric.parse(statement.predicate).key, figure.scope, figure.modality)


def _moment(each: Evidence) -> str:
    """End of the period, or else the day on which the source says so."""
    figure = each.statement.figure
    if figure is None:
        return ""
    return figure.period.end.isoformat() if figure.period else figure.as_of or each.source.as_of or ""


def _bundled(evidence: Iterable[Evidence], key: Callable[[Evidence], tuple[object, ...]]) -> list[Chosen]:
    """Members of one key together, in order of first appearance."""
    found: dict[tuple[object, ...], list[Evidence]] = {}
    for each in evidence:
        found.setdefault(key(each), []).append(each)
    return [tuple(members) for members in found.values()]


def _saying(each: Evidence) -> tuple[object, ...]:
    statement, figure = each.statement, each.statement.figure
    if figure is None:
        return (statement.predicate, statement.object)
    key = Metric.parse(statement.predicate).key
    return (key, figure.zh(), figure.scope, figure.modality, figure.period, statement.subject_kind)


def _holder(groups: Iterable[Group]) -> Callable[[Evidence], tuple[object, ...]]:
    subjects = {each: frozenset(group.subjects) for group in groups for each in group.evidence}
    return lambda each: (each.statement.predicate, subjects[each], each.statement.flags)


def _group(members: Chosen, language: str) -> Group:
    subjects = tuple(dict.fromkeys(e.statement.subject for e in members))
    return Group(subjects, members, _slot_of(members, language), language)


def _slot_of(members: Chosen, language: str) -> Slot | Mention:
    if members[0].statement.figure:
        return stated(*members)
    return Mention(clause(members, language), members)


def facts_of(evidence: Iterable[Evidence], place: str, as_of: str) -> Facts:
    """Facts from evidence: sources by date, inside a source in reading order."""

    def order(each: Evidence) -> tuple[str, str, int, int, int, str]:
        said = each.statement
        # Statements of one span follow its words; names are found by their beginning (endings are implied).
        words = (said.quote.find(said.subject[:3]), said.quote.find((said.object or "")[:3]))
        return (each.source.published or "", each.source.id, said.spans[0].start, *words, said.id)

    return Facts(tuple(sorted(evidence, key=order)), place, as_of)
