"""A clause with the names it holds, and the relation it may state."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.names import NameList
from yanzhen.read.grammar.nouns import entity_prefix, place_prefix, strip_lead, strip_trail
from yanzhen.read.lexicon import pattern
from yanzhen.terms import Period

QUALITY = re.compile(pattern("rank_words"))
FIRMS = re.compile(r"企业|公司|集团")
TIER_CLASS = re.compile(r"^(?:战略性)?新兴产业$|^未来产业$|^传统(?:优势)?产业$")
_HOLDS = re.compile(r"(?:形成|构建|建成|打造|拥有|聚集|集聚)(?:了|起|出)?$")
_PRONOUNS = frozenset(["该集群", "该产业集群", "该产业链", "该园区", "该企业", "该公司", "这里", "其", ""])


@dataclass(slots=True)
class Link:
    """A relation before it becomes a statement; offsets are those of the sentence."""

    subject: str
    predicate: str
    object: str
    start: int
    end: int
    rule: str
    flags: tuple[str, ...] = ()
    period: Period | None = None


@dataclass(slots=True)
class Part:
    """A clause of a sentence.

    Attributes:
        names: the list of names it holds.
        field: the field it is about (未来能源领域, …).
        before: whom the clause before spoke of.
    """

    text: str
    start: int
    names: NameList | None
    field: str | None
    before: str | None

    @property
    def plain(self) -> str:
        """The clause without what leads in."""
        return strip_lead(self.text.strip())

    def link(self, subject: str, predicate: str, object_: str, rule: str, *flags: str) -> Link:
        """A relation whose quote is the clause."""
        lead = len(self.text) - len(self.text.lstrip(" "))
        start, end = self.start + lead, self.start + len(self.text)
        return Link(subject.strip(), predicate, object_.strip(), start, end, rule, flags)

    def subject(self, who: str, carry: Carry) -> str:
        """The name in ``who``, or whom the clause before spoke of."""
        name = _HOLDS.sub("", strip_trail(strip_lead(who.strip())))
        if name in _PRONOUNS:
            return self.before or carry.opening or carry.place or carry.region
        place = place_prefix(name)
        if place and name[0] in "全我本" and place_prefix(place[1]):
            return place[1]  # 我市来安县…产业集群
        return carry.named(place[0]) if place and not place[1] else name

    def about(self) -> str | None:
        """The name that opens the clause, or whom the clause before spoke of."""
        return entity_prefix(self.plain) or self.before

    def spoken_of(self) -> str | None:
        """Whom the next clause goes on about."""
        names = self.names
        if names and (TIER_CLASS.match(names.title) or QUALITY.search(names.quality)):
            led = strip_lead(self.text.strip()[: names.start])
            if not led or place_prefix(led):
                return (
                    "、".join(names.items) + ("等" if names.open else "")
                    if FIRMS.search(names.kind)
                    else names.title
                )
        return entity_prefix(self.plain)
