"""Groups: claims put together by what they say, so that one sentence can say it of all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from yanzhen.publish.clause import around, clause, metric_name
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.phrase import stem
from yanzhen.publish.slot import Mention, Slot, counted, stated
from yanzhen.terms import EntityKind, Metric, Period

Chosen = tuple[Evidence, ...]
_COUNTED_IN = {EntityKind.FIRM: "家", EntityKind.CHAIN: "条"}
# 甲、乙、丙等企业 leaves others unnamed; 等3个产业集群 closes the list by its count, and 等级 is another word.
_LEFT_OPEN = re.compile(
    r"(?:产业集群|集群|产业链|产业|企业)?等(?![级于待候]|\s*(?:\d+|[一二两三四五六七八九十百]+)[家个条户项大])"
)
# Titles in words that say how one came to hold them; "称号" of the same title says no more.
_AWARDED = {"入选", "获评", "认定为", "通过复评", "上榜"}


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
        """The metric with its scope, for a caption; empty for relations, whose words are in the mention."""
        first = self.evidence[0].statement
        return metric_name(first, self.language) if first.figure else ""

    @property
    def around(self) -> tuple[str, str]:
        """The words before and after the figure; both empty for relations."""
        return around(self.evidence, self.language)

    @property
    def period(self) -> Period | None:
        """The period of the figure, where its source states one."""
        figure = self.evidence[0].statement.figure
        return figure.period if figure else None

    @property
    def open(self) -> bool:
        """The source names several, closes its list with 等 and leaves others unnamed."""
        return len(self.subjects) > 1 and any(
            "open-list" in each.statement.flags or _leaves_open(each) for each in self.evidence
        )

    @property
    def caveats(self) -> tuple[str, ...]:
        """What the sources leave open about this, once each."""
        return tuple(dict.fromkeys(words for each in self.evidence for words in each.caveats(self.language)))


def _leaves_open(each: Evidence) -> bool:
    """Whether the source goes on with 等 right after this subject."""
    quote, bare = each.statement.quote, stem(each.statement.subject)
    at = quote.find(bare)
    return at >= 0 and _LEFT_OPEN.match(quote, at + len(bare)) is not None


def groups_of(evidence: Chosen, language: str) -> tuple[Group, ...]:
    """The claims put together by what they say; figures of one metric by their lower bounds.

    Relations are merged twice: subjects of one object, then objects of the same subjects, so that four firms and
    four fields that the source does not pair stay one claim.
    """
    saying = _Saying(evidence)
    groups = [_group(members, language) for members in bundled(evidence, saying.of)]
    figures = [g for g in groups if isinstance(g.slot, Slot)]
    if len({Metric.parse(g.evidence[0].statement.predicate).key for g in figures}) == 1:
        figures.sort(key=lambda g: -g.slot.figure.interval.low if isinstance(g.slot, Slot) else 0.0)
    worded = [g for g in groups if isinstance(g.slot, Mention)]
    merged = bundled((e for g in worded for e in g.evidence), _holder(worded, saying))
    return (*figures, *(_group(members, language) for members in merged))


def claims_of(evidence: Iterable[Evidence]) -> list[Chosen]:
    """Each figure by itself, but what a source says of several together (各? 合计?) as one claim."""
    return bundled(evidence, lambda each: each.passage if each.shared else (each.statement.id,))


def bundled(evidence: Iterable[Evidence], key: Callable[[Evidence], tuple[object, ...]]) -> list[Chosen]:
    """Members of one key together, in order of first appearance."""
    found: dict[tuple[object, ...], list[Evidence]] = {}
    for each in evidence:
        found.setdefault(key(each), []).append(each)
    return [tuple(members) for members in found.values()]


class _Saying:
    """What a claim says, apart from its subject."""

    def __init__(self, evidence: Chosen) -> None:
        self._awards = {
            (e.statement.subject, e.statement.object): e.statement.predicate
            for e in evidence
            if e.statement.predicate in _AWARDED
        }

    def of(self, each: Evidence) -> tuple[object, ...]:
        statement, figure = each.statement, each.statement.figure
        if figure is None:
            return (self.relation(each), statement.object)
        key = Metric.parse(statement.predicate).key
        return (key, figure.zh(), figure.scope, figure.modality, figure.period, statement.subject_kind)

    def relation(self, each: Evidence) -> str:
        """The relation; holding a title that another source says was won is the same claim."""
        said = each.statement
        won = self._awards.get((said.subject, said.object)) if said.predicate == "称号" else None
        return won or said.predicate


def _holder(groups: Iterable[Group], saying: _Saying) -> Callable[[Evidence], tuple[object, ...]]:
    subjects = {each: frozenset(group.subjects) for group in groups for each in group.evidence}
    return lambda each: (saying.relation(each), subjects[each], each.statement.flags)


def _group(members: Chosen, language: str) -> Group:
    members = tuple(sorted(members, key=lambda e: e.statement.predicate == "称号"))
    subjects = tuple(dict.fromkeys(e.statement.subject for e in members))
    return Group(subjects, members, slot_of(members, language), language)


def slot_of(members: Chosen, language: str) -> Slot | Mention:
    """The figure of some statements, or their words."""
    if members[0].statement.figure:
        return stated(*members)
    return Mention(clause(members, language), members)
