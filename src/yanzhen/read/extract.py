"""From a document to its statements: paragraphs, sentences, grammar, spans."""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Iterator

from yanzhen.read.actor import called, cluster_of, firm_of
from yanzhen.read.clean.damage import is_garbled
from yanzhen.read.clean.offsets import offset_map
from yanzhen.read.grammar.carry import Carry, Claim
from yanzhen.read.grammar.clauses import introduce
from yanzhen.read.grammar.figures import figures
from yanzhen.read.grammar.kinds import kind_of, kind_of_object, scope_of, tier_of
from yanzhen.read.grammar.lists import whole_quotes
from yanzhen.read.grammar.parts import Link
from yanzhen.read.grammar.periods import Calendar
from yanzhen.read.grammar.relations import links, may_relate
from yanzhen.read.grammar.rosters import (
    announces_lines,
    entry_of,
    goes_on,
    keyed,
    roster_items,
    roster_title,
    titled_line,
)
from yanzhen.read.grammar.sections import Entry, place_heading, section_of
from yanzhen.read.grammar.view import sentences, view, without_brackets
from yanzhen.read.metadata import year_of
from yanzhen.read.region import holders, short_names
from yanzhen.read.zones import only_zone
from yanzhen.terms import (
    Bound,
    Document,
    Figure,
    Interval,
    Modality,
    OffsetMap,
    Source,
    Span,
    Statement,
    Tier,
)
from yanzhen.terms.figure import interval_for

EXTRACTOR = "grammar/1"
_ACTUAL = Modality.ACTUAL
_SO_FAR = (Modality.ACTUAL, Modality.CUMULATIVE)
_BOUNDS = {bound.value: bound for bound in Bound}
HEAD = 6000  # characters that tell the region and the year of a document
# 甲镇 甲镇目前拥有…: the heading of an entry, run into its text.
_RUN_IN = re.compile(r"\s*(\S{2,6})\s+(?=\1)")
# 图为甲项目开工现场 张三 摄: what a picture shows, run into the text.
_CAPTION = re.compile(
    r"(?:图为[^。;]{2,60}?\s|\([^()]{0,8}图[^()]{0,4}\)\s?|记者\s)[\u4e00-\u9fff·]{2,4}\s+摄|图为(?=[^,。;]{2,40}[,。;])"
)
_RECENT = 20_000
_HEADLINE = 120  # characters that a headline has at most
_NUMERIC = re.compile(
    r"\d|[一二三四五六七八九十百千万亿两](?:成|倍|番|亿|万|余|家)|[两三四五六七八九十][个条座项]|第|首位|之首|前列|一半|半数|分之"
)


def statements(document: Document) -> Iterator[Statement]:
    """Every statement the grammar finds, in the order of the text."""
    offsets = document.offsets or offset_map(len(document.text), [])
    yield from Extractor(document.source, document.text[:HEAD]).read(document.text, offsets)


class Extractor:
    """Reads the paragraphs of one document in order, in one piece or several.

    Args:
        source: the document's source.
        head: the beginning of its cleaned text, which tells the region and the year.
    """

    def __init__(self, source: Source, head: str) -> None:
        region, places = holders(head, source)
        year = year_of(head, source)
        self.source, self.as_of = source, source.as_of
        self.calendar = Calendar(source.as_of or (str(year) if year else None))
        self.carry = Carry(region, places, actor=firm_of(head), called=called(head))
        self.carry.shorts.update(short_names(head))
        if cluster := cluster_of(head):
            self.carry.themes["cluster"] = cluster
        if "该园区" in head and (zone := only_zone(view(head))):
            self.carry.themes["park"] = zone
        self.seen = _Recent()
        self.heading = True  # no sentence has ended yet: these lines are the headline
        self.headline: dict[tuple[float, str, str, str], list[tuple[int, str, str]]] = {}
        self.place: str | None = None  # that the last heading of its kind named
        self.garbled: tuple[str, ...] = ()
        self.shifted = False  # somewhere in this piece bytes were read in the wrong encoding
        self.roster = self.entry = ""
        self.told = Entry()
        self.above = ""  # the line above, of which a heading may be the second half
        self.text, self.base, self.offsets = "", 0, offset_map(0, [])

    def read(self, text: str, offsets: OffsetMap, base: int = 0) -> Iterator[Statement]:
        """Statements of ``text``, which begins at ``base`` of the cleaned document; ``offsets`` maps it back."""
        self.text, self.base, self.offsets = text, base, offsets
        self.shifted = is_garbled(text)
        at = base
        for line in view(text).split("\n"):
            if len(line) > 1:
                yield from self._paragraph(line, at)
            at += len(line) + 1

    def _span(self, start: int, end: int) -> Span:
        return Span(start, end, *self.offsets.raw(start, end))

    def _quote(self, span: Span) -> str:
        return self.text[span.start - self.base : span.end - self.base]

    def _listed(self, seen: str, base: int) -> list[Statement]:
        """The names on a line of their own under the heading of a list."""
        title = roster_title(seen, self.above, self.carry.titled)
        self.above = seen
        if title is not None:
            self.roster = title
        if not self.roster or title is not None:
            return []
        own = titled_line(seen)
        places = [own] if own else [(*place, self.roster) for place in roster_items(seen, self.roster)]
        if not places and not goes_on(seen):
            self.roster = ""
        links = (
            Link(self._quote(self._span(base + start, base + end)), "入选", title, start, end, "roster-line")
            for start, end, title in places
        )
        return [stated for link in links if (stated := self._relation(link, base, None))]

    def _of_entry(self, seen: str) -> tuple[str, tuple[str, ...]] | None:
        """What a line says of the entry that it stands in."""
        entry = entry_of(seen)
        self.entry = self.entry if entry is None else entry
        return keyed(seen) if self.entry else None

    def _paragraph(self, seen: str, base: int) -> Iterator[Statement]:
        self.place = place_heading(seen) or self.place
        self.carry.begin_paragraph(self.place, self.told.told(seen))
        if (" " in seen or "\t" in seen) and (doubled := _RUN_IN.match(seen)):
            seen = " " * doubled.end() + seen[doubled.end() :]
        if "图" in seen or " 摄" in seen:
            seen = _CAPTION.sub(lambda caption: " " * len(caption[0]), seen)
        self.heading = self.heading and "。" not in seen
        of_entry = self._of_entry(seen)
        if not of_entry and (listed := self._listed(seen, base)):
            yield from listed
            return
        if of_entry:
            for name in of_entry[1]:
                link = Link(self.entry, of_entry[0], name, 0, len(seen.rstrip()), "entry-line")
                if name in seen and (stated := self._relation(link, base, None)):
                    yield stated
            return
        if section := section_of(seen, self.carry.period_year):
            self.carry.section = section
        ranges = list(sentences(seen))
        tier = tier_of(seen[slice(*ranges[0])]) if ranges else None
        for start, end in ranges:
            sentence = seen[start:end]
            self.carry.begin_sentence()
            self.garbled = ("garbled",) if self.shifted and is_garbled(sentence) else ()
            if _NUMERIC.search(sentence):
                for claim in figures(sentence, self.carry, self.calendar):
                    if "“" in sentence or "”" in sentence:
                        claim.metric = whole_quotes(claim.metric, sentence)
                    if made := self._figure(claim, base + start, tier):
                        yield made
            else:
                introduce(without_brackets(sentence[:80]), self.carry, self.calendar, at_start=True)
            if "“" in sentence or "”" in sentence:
                self.carry.end_sentence(sentence)
            if may_relate(sentence, self.carry):
                for link in links(sentence, self.carry):
                    if stated := self._relation(link, base + start, tier):
                        yield stated
        if announces_lines(seen) and roster_title(seen) is None:
            self.roster = self.carry.roster or self.carry.titled or self.roster

    def _relation(self, link: Link, base: int, tier: Tier | None) -> Statement | None:
        key = (link.subject, link.predicate, link.object)
        if not link.subject or not link.object or not self.seen.is_new(key):
            return None
        span = self._span(base + link.start, base + link.end)
        return Statement(
            source_id=self.source.id,
            kind="mention" if link.passing else "relation",
            subject=link.subject,
            predicate=link.predicate,
            quote=self._quote(span),
            spans=(span,),
            object=link.object,
            subject_kind=link.subject_kind or kind_of(link.subject),
            object_kind=kind_of_object(link.predicate, link.object),
            tier=tier,
            flags=link.flags + self.garbled,
            period=link.period,
            as_of=self.as_of,
            extractor=EXTRACTOR,
            rule=link.rule,
        )

    def _figure(self, claim: Claim, base: int, tier: Tier | None) -> Statement | None:
        quantity, subject, metric, period = claim.quantity, claim.subject, claim.key, claim.period
        key = (subject, metric, quantity.op, quantity.value, quantity.unit, period, claim.flags)
        if ((self.heading or self.headline) and self._is_told(claim, base)) or not self.seen.is_new(key):
            return None
        span = self._span(base + claim.start, base + claim.end)
        value = None if quantity.op in ("in", "?") else quantity.value
        interval, bound, modality, scope = (
            _interval(claim),
            _BOUNDS[quantity.op],
            self._modality(claim),
            scope_of(claim.metric),
        )
        figure = Figure(
            interval, quantity.unit, metric, bound, value, modality, scope, period, self.as_of, quantity.words
        )
        return Statement(
            self.source.id,
            "rank_vague" if quantity.op == "?" else "figure",
            subject,
            metric,
            self._quote(span),
            (span,),
            figure,
            subject_kind=kind_of(subject),
            tier=tier,
            flags=claim.flags + self.garbled,
            extractor=EXTRACTOR,
            rule=claim.rule,
        )

    def _modality(self, claim: Claim) -> Modality:
        """What begins after the day of the document has not happened yet."""
        modality, as_of, period = claim.modality or _ACTUAL, self.as_of, claim.period
        if not as_of or not period or modality not in _SO_FAR:
            return modality
        return Modality.TARGET if period.start.isoformat()[: len(as_of)] > as_of else modality

    def _is_told(self, claim: Claim, base: int) -> bool:
        """Whether the headline has told the claim, its measure named more or less fully, of the same subject."""
        quantity = claim.quantity
        heads = self.heading and base < _HEADLINE
        key = (quantity.value, quantity.unit, quantity.op, claim.facet)
        if heads:
            self.headline.setdefault(key, []).append((base, claim.subject, claim.metric))
        told = self.headline.get(key)
        return told is not None and any(at < base and self._is_same(claim, *named) for at, *named in told)

    def _is_same(self, claim: Claim, subject: str, metric: str) -> bool:
        if not (claim.metric in metric or metric in claim.metric):
            return False
        return claim.subject == subject or self.carry.region in (claim.subject, subject)


class _Recent:
    """What has been stated lately; bounded, so that a document of any length takes the same memory."""

    def __init__(self) -> None:
        # A plain dict would pass over all the keys deleted at its beginning to find its first one.
        self.keys: OrderedDict[tuple[object, ...], None] = OrderedDict()

    def is_new(self, key: tuple[object, ...]) -> bool:
        """Whether ``key`` has not been stated lately; from now on it has."""
        if key in self.keys:
            return False
        if len(self.keys) >= _RECENT:
            self.keys.popitem(last=False)
        self.keys[key] = None
        return True


def _interval(claim: Claim) -> Interval:
    quantity = claim.quantity
    if quantity.op == "=":
        return Interval.exact(quantity.value)
    if quantity.op == "in" and quantity.low is not None:
        return Interval(min(quantity.low, quantity.value), max(quantity.low, quantity.value))
    if quantity.op == "?":
        return Interval()
    return interval_for(quantity.value, _BOUNDS[quantity.op], quantity.unit)
