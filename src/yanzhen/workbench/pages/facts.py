"""What a reader sees of a ledger, kept up to date by what was added instead of read anew each time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from yanzhen.ledger import Decision, View
from yanzhen.ledger.decisions import effective
from yanzhen.ledger.journal import EMPTY_VERSION
from yanzhen.terms import EntityKind, Modality, Period, Source, Statement
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.viewing import TITLE_PREDICATES, Claim
from yanzhen.workbench.whereabouts import tells_of

_AHEAD = {Modality.TARGET, Modality.PLAN, Modality.FORECAST}
_REVIEWS = {"accept", "correct", "withdraw"}


@dataclass(frozen=True, slots=True)
class Stock:
    """The current statements of a ledger at one version, in the order they were added.

    ``rewritten`` is the journal number of the last decision that changed anything but the end of ``statements``;
    ``epoch`` changes with it: what was derived before must be made anew.
    """

    version: str
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    decisions: tuple[Decision, ...]
    rewritten: int
    epoch: int


def stocked(view: View, before: Stock | None) -> Stock:
    """The stock of a view; where only documents were added since ``before``, only these are read."""
    version = view.version
    if before and before.version == version:
        return before
    # One version throughout, whatever is written meanwhile; an empty ledger has no version to go back to.
    pinned = view if version == EMPTY_VERSION else view.at(version, by="version")
    decisions = tuple(pinned.decisions())
    sources = tuple(pinned.sources())
    rewritten = pinned.rewritten
    if before and before.rewritten == rewritten:
        fresh = tuple(pinned.statements(offset=len(before.statements)))
        return Stock(version, sources, before.statements + fresh, decisions, rewritten, before.epoch)
    epoch = before.epoch + 1 if before else 0
    return Stock(version, sources, tuple(pinned.statements()), decisions, rewritten, epoch)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts over statements."""

    figures: int = 0
    with_period: int = 0
    open_questions: int = 0

    def plus(self, claims: Iterable[Claim]) -> Tally:
        """With further claims."""
        figures, with_period, open_questions = self.figures, self.with_period, self.open_questions
        for claim in claims:
            figure = claim.statement.figure
            if figure is not None:
                figures += 1
                with_period += figure.period is not None
            open_questions += bool(claim.statement.flags or (figure is not None and figure.period is None))
        return Tally(figures, with_period, open_questions)


@dataclass(frozen=True)
class Facts:
    """What one reader sees of one state of a ledger.

    Attributes:
        version: the state, for citations.
        sources: those within the lens, in the order they were added; of elsewhere those that tell of the chosen place.
        statements: current statements of these sources that tell of the chosen place and may belong to the chosen period.
        telling: those that the overview speaks of: with a tier, about a region or cluster, titles, targets …
        groups: those about several subjects together.
        periods: all periods that figures name.
        decisions: everything decided.
    """

    version: str
    sources: tuple[Source, ...]
    statements: tuple[Statement, ...]
    telling: tuple[Statement, ...]
    groups: tuple[Statement, ...]
    periods: frozenset[Period]
    tally: Tally
    decisions: tuple[Decision, ...]
    stock: Stock = field(repr=False)

    @cached_property
    def by_id(self) -> dict[str, Source]:
        """Source id -> source."""
        return {source.id: source for source in self.sources}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every statement beside its source."""
        return self.beside(self.statements)

    def beside(self, statements: Iterable[Statement]) -> tuple[Claim, ...]:
        """Statements beside their sources."""
        return tuple(Claim(s, self.by_id[s.source_id]) for s in statements)

    @cached_property
    def reviewed(self) -> frozenset[str]:
        """Statements that a decision still in force accepts, corrects or withdraws."""
        return frozenset(d.target for d in effective(self.decisions) if d.verb in _REVIEWS)

    @cached_property
    def by_source(self) -> Counter[str]:
        """Source id -> how many statements it has here."""
        return Counter(s.source_id for s in self.statements)

    @cached_property
    def reviewed_by_source(self) -> Counter[str]:
        """Source id -> how many of them somebody has looked at."""
        decided = self.reviewed
        return Counter(
            s.source_id
            for s in self.statements
            if s.extractor.startswith("human/") or (decided and s.id in decided)
        )

    @property
    def synthetic(self) -> bool:
        """Whether any source was made up for demonstration."""
        return any(source.synthetic for source in self.sources)


def facts_of(stock: Stock, lens: Lens, before: Facts | None) -> Facts:
    """The facts within a lens; of an earlier state of the same epoch only the end is looked at."""
    shown = {source.id: source for source in stock.sources if lens.may_show(source)}
    start = before
    if before is None or before.stock.epoch != stock.epoch:
        start = Facts(stock.version, (), (), (), (), frozenset(), Tally(), (), replace(stock, statements=()))
    assert start is not None
    new = [
        s
        for s in stock.statements[len(start.stock.statements) :]
        if (source := shown.get(s.source_id)) and lens.shows(s) and tells_of(lens.place, source, s)
    ]
    telling_sources = {s.source_id for s in new} | {source.id for source in start.sources}
    sources = tuple(s for s in shown.values() if lens.shows_source(s) or s.id in telling_sources)
    return Facts(
        version=stock.version,
        sources=sources,
        statements=start.statements + tuple(new),
        telling=start.telling + tuple(s for s in new if _is_telling(s)),
        groups=start.groups + tuple(s for s in new if s.subject_kind is EntityKind.GROUP),
        periods=start.periods | {s.figure.period for s in new if s.figure and s.figure.period},
        tally=start.tally.plus(Claim(s, shown[s.source_id]) for s in new),
        decisions=stock.decisions,
        stock=stock,
    )


def _is_telling(statement: Statement) -> bool:
    if statement.tier or statement.subject_kind in (EntityKind.CLUSTER, EntityKind.REGION):
        return True
    if set(statement.flags) - {"period-unknown"} or statement.predicate in TITLE_PREDICATES:
        return True
    figure = statement.figure
    return figure is not None and (figure.modality in _AHEAD or ":capacity" in statement.predicate)
