"""Names that may mean one thing: pairs for a person to decide on, with what speaks for it. Nothing is joined by itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace

from yanzhen.ledger import Candidate, Decision, Verb, View
from yanzhen.ledger.decisions import effective
from yanzhen.terms import EntityKind
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, Pager, PageTable, paged
from yanzhen.workbench.viewing import Claim

# Kinds of things that sources write in several ways; the names of places and trades are lists of their own.
NAMED_KINDS = (
    EntityKind.FIRM,
    EntityKind.CLUSTER,
    EntityKind.CHAIN,
    EntityKind.PARK,
    EntityKind.PROJECT,
    EntityKind.TITLE,
)
JUST_DECIDED = 20


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name as sources write it: in how many statements, one of them, and the ids of the sources."""

    name: str
    claims: int
    example: Claim
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two spellings that may mean one thing, and what speaks for it (Chinese)."""

    a: Spelling
    b: Spelling
    kind: EntityKind
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamesPage:
    """The pairs that nobody has decided on, likeliest first, and the decisions taken last."""

    pairs: tuple[Pair, ...]
    decided: tuple[Decision, ...]
    pager: Pager

    def tables(self) -> tuple[PageTable, ...]:
        """The pairs as rows."""
        head = (N_("名称"), N_("另一个名称"), N_("类型"), N_("理由"), N_("原文"), N_("另一处原文"))
        rows = tuple(
            (
                p.a.name,
                p.b.name,
                p.kind.value,
                "；".join(p.reasons),
                p.a.example.statement.quote,
                p.b.example.statement.quote,
            )
            for p in self.pairs
        )
        return (PageTable(N_("名称核对"), head, rows),)


def names_page(desk: Desk, lens: Lens, page: int = 1) -> NamesPage:
    """The pairs of which at least one name is in a source about the lens's place."""
    pairs = proposals(desk, lens)
    pager = paged(len(pairs), page)
    decisions = [d for d in effective(desk.facts(lens).decisions) if d.verb.about_names]
    return NamesPage(pager.cut(pairs), tuple(reversed(decisions[-JUST_DECIDED:])), pager)


def proposals(desk: Desk, lens: Lens) -> tuple[Pair, ...]:
    """All pairs that touch a lens and that nobody has decided on; kept until the ledger changes."""
    own = replace(lens, compare=None, period=None)
    return desk.remember(("proposals", own), lens, lambda: _find(desk, own))


def alike(desk: Desk, lens: Lens, names: Collection[str]) -> tuple[Candidate, ...]:
    """The pairs of which one is among ``names``, it coming first, and the other in a source that the lens shows."""
    view, everywhere = desk.view(lens), replace(lens, place=None, everywhere=True)
    shown = {s.id for s in desk.stock(lens).sources if everywhere.shows_source(s)}
    turned = (
        each if each.a in names else replace(each, a=each.b, b=each.a)
        for each, _ in _undecided(desk, lens)
        if each.a in names or each.b in names
    )
    return tuple(each for each in turned if any(s.source_id in shown for s in view.statements(entity=each.b)))


def _find(desk: Desk, lens: Lens) -> tuple[Pair, ...]:
    here, written = desk.facts(lens).by_id, _spellings(desk, replace(lens, place=None, everywhere=True))
    return tuple(
        Pair(written[c.a], written[c.b], kind, c.reasons)
        for c, kind in _undecided(desk, lens)
        if c.a in written
        and c.b in written
        and any(source in here for source in (*written[c.a].sources, *written[c.b].sources))
    )


def _undecided(desk: Desk, lens: Lens) -> list[tuple[Candidate, EntityKind]]:
    """Pairs in the whole ledger, likeliest first; 50,000 names take seconds, so they are looked for again only where
    documents were added or names decided on, not after each statement reviewed."""
    key = ("names alike", lens.as_of, lens.internal)

    def make() -> list[tuple[Candidate, EntityKind]]:
        stock = desk.stock(lens)
        decided = sum(d.verb.about_names or d.verb is Verb.UNDO for d in stock.decisions)
        return desk.keep((*key, len(stock.sources), decided), lambda: _pairs(desk.view(lens)))

    return desk.remember(key, lens, make)


def _pairs(view: View) -> list[tuple[Candidate, EntityKind]]:
    """Each pair once: a name of no known kind is asked for with every kind."""
    best: dict[frozenset[str], tuple[Candidate, EntityKind]] = {}
    for kind in NAMED_KINDS:
        for each in view.names_like(kind=kind):
            best.setdefault(frozenset((each.a, each.b)), (each, kind))
    return sorted(best.values(), key=lambda found: (-found[0].score, found[0].a, found[0].b))


def _spellings(desk: Desk, lens: Lens) -> dict[str, Spelling]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in desk.facts(lens).claims:
        for name in filter(None, (claim.statement.subject, claim.statement.object)):
            found[name].append(claim)
    return {
        name: Spelling(name, len(claims), claims[0], tuple(dict.fromkeys(c.source.id for c in claims)))
        for name, claims in found.items()
    }
