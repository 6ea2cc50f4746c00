"""From a document to its statements: paragraphs, sentences, grammar, spans."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry, Claim
from yanzhen.read.grammar.clauses import introduce
from yanzhen.read.grammar.figures import figures
from yanzhen.read.grammar.kinds import kind_of, scope_of, tier_of
from yanzhen.read.grammar.periods import Calendar
from yanzhen.read.grammar.relations import Link, links
from yanzhen.read.grammar.view import sentences, view
from yanzhen.read.lexicon import pattern
from yanzhen.read.metadata import year_of
from yanzhen.read.region import holders
from yanzhen.terms import Bound, Document, Figure, Interval, Modality, Span, Statement, Tier
from yanzhen.terms.figure import interval_for

EXTRACTOR = "grammar/1"
# Words without which a sentence holds no relation; most sentences of most documents have none of them.
_RELATING = re.compile(
    rf"等|{pattern('award')}|[为是]|覆盖|涵盖|包括|领域|位于|坐落|地处|集中在|分布在|阶段|通过|功能|胜出|迈进|个|家|[两三四五六七八九]大"
)
_HEADLINE = 60  # a figure that begins this early in the text may be the headline's
_NUMERIC = re.compile(r"\d|[一二三四五六七八九十百千万亿两](?:成|倍|番|亿|万|余|家)|第|首位|前列")


def statements(document: Document) -> Iterator[Statement]:
    """Every statement the grammar finds, in the order of the text."""
    yield from Extractor(document).read(document.text)


class Extractor:
    """Reads the paragraphs of one document in order; holds what one hands on to the next."""

    def __init__(self, document: Document) -> None:
        region, places = holders(document.text, document.source)
        year = year_of(document.text, document.source)
        self.document = document
        self.calendar = Calendar(document.source.as_of or (str(year) if year else None))
        self.carry = Carry(region, places)
        self.seen: set[tuple[str, ...]] = set()
        self.headline: list[Claim] = []

    def read(self, text: str, base: int = 0) -> Iterator[Statement]:
        """Statements of ``text``, which begins at ``base`` of the cleaned document."""
        at = 0
        for line in text.split("\n"):
            if len(line) > 1:
                yield from self._paragraph(line, base + at)
            at += len(line) + 1

    def _paragraph(self, line: str, base: int) -> Iterator[Statement]:
        seen = view(line)
        self.carry.begin_paragraph()
        ranges = list(sentences(seen))
        tier = tier_of(seen[slice(*ranges[0])]) if ranges else None
        for start, end in ranges:
            sentence = seen[start:end]
            self.carry.begin_sentence()
            if _NUMERIC.search(sentence):
                for claim in figures(sentence, self.carry, self.calendar):
                    made = self._figure(claim, base + start, tier)
                    if made:
                        yield made
            else:
                introduce(sentence[:80], self.carry, self.calendar, at_start=True)
            if _RELATING.search(sentence):
                for link in links(sentence, self.carry):
                    stated = self._relation(link, base + start, tier)
                    if stated:
                        yield stated

    def _relation(self, link: Link, base: int, tier: Tier | None) -> Statement | None:
        key = (link.subject, link.predicate, link.object)
        if key in self.seen or not link.subject or not link.object:
            return None
        self.seen.add(key)
        span = self.document.span(base + link.start, base + link.end)
        return Statement(
            source_id=self.document.source.id,
            kind="relation",
            subject=link.subject,
            predicate=link.predicate,
            quote=self.document.quote(span),
            spans=(span,),
            object=link.object,
            subject_kind=kind_of(link.subject),
            object_kind=kind_of(link.object),
            tier=tier,
            flags=link.flags,
            as_of=self.document.source.as_of,
            extractor=EXTRACTOR,
            rule=link.rule,
        )

    def _figure(self, claim: Claim, base: int, tier: Tier | None) -> Statement | None:
        quantity = claim.quantity
        key = (claim.subject, claim.key, quantity.op, repr(quantity.value), quantity.unit)
        if key in self.seen or any(_repeats(claim, told) for told in self.headline):
            return None
        self.seen.add(key)
        if base < _HEADLINE:
            self.headline.append(claim)
        span = self.document.span(base + claim.start, base + claim.end)
        figure = Figure(
            interval=_interval(claim),
            unit=quantity.unit,
            metric=claim.key,
            bound=Bound(quantity.op),
            value=None if quantity.op == "in" else quantity.value,
            modality=claim.modality or Modality.ACTUAL,
            scope=scope_of(claim.metric),
            period=claim.period,
            as_of=self.document.source.as_of,
            words=quantity.words,
        )
        return self._statement(span, claim, figure, tier)

    def _statement(self, span: Span, claim: Claim, figure: Figure, tier: Tier | None) -> Statement:
        return Statement(
            source_id=self.document.source.id,
            kind="figure",
            subject=claim.subject,
            predicate=claim.key,
            quote=self.document.quote(span),
            spans=(span,),
            figure=figure,
            subject_kind=kind_of(claim.subject),
            tier=tier,
            flags=claim.flags,
            extractor=EXTRACTOR,
            rule=claim.rule,
        )


def _repeats(claim: Claim, told: Claim) -> bool:
    """A claim of the headline told again in the body, its measure named more or less fully."""
    a, b = claim.quantity, told.quantity
    same = (a.value, a.unit, a.op, claim.facet) == (b.value, b.unit, b.op, told.facet)
    return same and (claim.metric in told.metric or told.metric in claim.metric)


def _interval(claim: Claim) -> Interval:
    quantity = claim.quantity
    if quantity.op == "in" and quantity.low is not None:
        return Interval(*sorted((quantity.low, quantity.value)))
    return interval_for(quantity.value, Bound(quantity.op), quantity.unit)
