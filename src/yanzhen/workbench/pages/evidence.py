"""One source beside its claims, the list of sources, and one statement with all that happened to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from yanzhen.ledger import Decision, Record, State, View
from yanzhen.read.tables import is_table_name
from yanzhen.terms import Source, Statement
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, Pager, PageTable, paged
from yanzhen.workbench.viewing import Claim

HEAD = (N_("主体"), N_("指标"), N_("内容"), N_("审阅"), N_("原文"), N_("位置"))


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of text in which the same claims have their words; ``claims`` is empty between them."""

    text: str
    claims: tuple[str, ...]
    start: int


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A claim as read, the version that counts now, where it stands, and whether it is kept from the public."""

    claim: Claim
    current: Claim | None
    state: State
    decisions: tuple[Decision, ...]
    internal: bool = False

    @property
    def shown(self) -> Claim:
        """What to show: the reviewer's version where there is one."""
        return self.current or self.claim

    @property
    def last_decision(self) -> Decision | None:
        """The decision that can be undone: the newest that is neither an undo nor undone."""
        undone = {d.target for d in self.decisions if d.verb == "undo"}
        return next((d for d in reversed(self.decisions) if d.verb != "undo" and d.id not in undone), None)


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """A source: its text in stretches, its claims in reading order, and what reading it left to check.

    Of a long source one page of claims is shown, with the text they stand in; ``cut_before`` and ``cut_after``
    say that the text goes on.
    """

    source: Source
    text: tuple[Stretch, ...]
    claims: tuple[Reviewed, ...]
    notes: tuple[str, ...]
    done: int
    pager: Pager
    cut_before: bool
    cut_after: bool

    @property
    def is_table(self) -> bool:
        """Whether the text has the lines of a table, cells parted by tabs."""
        return is_table_name(self.source.name)

    def tables(self) -> tuple[PageTable, ...]:
        """The claims as rows."""
        return (PageTable(N_("陈述"), HEAD, tuple(row_of(each) for each in self.claims)),)


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the list."""

    source: Source
    statements: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """All sources within the lens."""

    rows: tuple[SourceRow, ...]
    pager: Pager

    def tables(self) -> tuple[PageTable, ...]:
        """The sources as rows."""
        head = (
            N_("标题"),
            N_("发布单位"),
            N_("发布日期"),
            N_("地区"),
            N_("陈述"),
            N_("已审"),
            N_("公开范围"),
        )
        rows = tuple(
            (
                r.source.title or r.source.name,
                r.source.publisher or "",
                r.source.published or "",
                r.source.place or "",
                r.statements,
                r.reviewed,
                r.source.visibility,
            )
            for r in self.rows
        )
        return (PageTable(N_("材料"), head, rows),)


@dataclass(frozen=True, slots=True)
class StatementPage:
    """Where one number comes from: its words in their surroundings, its source, its decisions."""

    reviewed: Reviewed
    before: str
    words: str
    after: str

    def tables(self) -> tuple[PageTable, ...]:
        """The statement as a row."""
        return (PageTable(N_("陈述"), HEAD, (row_of(self.reviewed),)),)


@dataclass(frozen=True, slots=True)
class BasisPage:
    """The statements behind one computed number."""

    reviewed: tuple[Reviewed, ...]

    def tables(self) -> tuple[PageTable, ...]:
        """The statements as rows."""
        return (PageTable(N_("依据"), HEAD, tuple(row_of(each) for each in self.reviewed)),)


@dataclass(frozen=True, slots=True)
class AsRead:
    """What was read from a source, in reading order, and the place of each statement in it."""

    statements: tuple[Statement, ...]
    places: dict[str, int]


AROUND = 90
CLAIMS = 150
# A text up to this length is shown whole; of a longer one, what the shown claims stand in.
LONG_TEXT = 30_000


def evidence_page(
    desk: Desk, lens: Lens, source_id: str, page: int = 1, claim: str = "", size: int = CLAIMS
) -> EvidencePage:
    """One source with a page of its claims: the one asked for, or the one that ``claim`` is on.

    Raises:
        LedgerError: no such source within sight.
    """
    view = desk.view(lens)
    document = view.document(source_id)
    read = _as_read(desk, lens, source_id)
    pager = paged(len(read.statements), page_of_claim(desk, lens, source_id, claim, size) or page, size)
    shown = list(pager.cut(read.statements))
    start, end = _window(document.text, shown)
    states = view.states()
    touched = {end for d in desk.facts(lens).decisions for end in (d.target, d.other) if end}
    return EvidencePage(
        source=document.source,
        text=tuple(stretches(document.text, shown, start, end)),
        claims=_reviews(view, document.source, shown, touched),
        notes=tuple(view.notes(source_id)),
        done=sum(state is not State.READ for id, state in states.items() if id in read.places),
        pager=pager,
        cut_before=start > 0,
        cut_after=end < len(document.text),
    )


def page_of_claim(desk: Desk, lens: Lens, source_id: str, claim: str, size: int = CLAIMS) -> int | None:
    """The number of the page of a source that a claim is on; None for what is no claim of it."""
    place = _as_read(desk, lens, source_id).places.get(claim) if claim else None
    return None if place is None else place // size + 1


def _as_read(desk: Desk, lens: Lens, source_id: str) -> AsRead:
    """The machine's statements of a source; a long one has thousands of them and dozens of pages."""

    def make() -> AsRead:
        everything = desk.view(lens).statements(source=source_id, state="all")
        originals = sorted(
            (s for s in everything if not s.extractor.startswith("human/")),
            key=lambda s: (s.spans[0].start, s.spans[0].end, s.predicate, s.subject),
        )
        return AsRead(tuple(originals), {s.id: place for place, s in enumerate(originals)})

    return desk.remember(("as read", lens.as_of, lens.internal, source_id), lens, make)


def _window(text: str, shown: list[Statement]) -> tuple[int, int]:
    if len(text) <= LONG_TEXT or not shown:
        return 0, min(len(text), LONG_TEXT)
    spans = [span for s in shown for span in s.spans]
    return max(0, min(s.start for s in spans) - 500), min(len(text), max(s.end for s in spans) + 500)


def _reviews(
    view: View, source: Source, originals: list[Statement], touched: set[str]
) -> tuple[Reviewed, ...]:
    """Only statements that decisions touch are looked up one by one; all others stand as read."""
    found = []
    for statement in originals:
        if statement.id in touched:
            found.append(reviewed(view.record(statement.id)))
        else:
            claim = Claim(statement, source)
            found.append(Reviewed(claim, claim, State.READ, ()))
    return tuple(found)


def reviewed(record: Record) -> Reviewed:
    """A statement with what became of it, as pages show it."""
    current = Claim(record.current, record.source) if record.current else None
    machine, internal = Claim(record.statement, record.source), record.visibility == "internal"
    return Reviewed(machine, current, record.state, record.decisions, internal)


def stretches(text: str, statements: list[Statement], start: int, end: int) -> Iterator[Stretch]:
    """Cut ``text[start:end]`` where the words of a claim begin or end; overlapping claims share stretches."""
    spans = [(span.start, span.end, s.id) for s in statements for span in s.spans if span.end > span.start]
    inside = {edge for a, b, _ in spans for edge in (a, b) if start < edge < end}
    opening: dict[int, list[str]] = {}
    closing: dict[int, list[str]] = {}
    for a, b, claim in spans:
        opening.setdefault(max(a, start), []).append(claim)
        closing.setdefault(min(b, end), []).append(claim)
    here: dict[str, int] = {}
    for a, b in pairwise(sorted({start, end} | inside)):
        for claim in closing.get(a, ()):
            here[claim] -= 1
        for claim in opening.get(a, ()):
            here[claim] = here.get(claim, 0) + 1
        yield Stretch(text[a:b], tuple(claim for claim, count in here.items() if count > 0), a)


def sources_page(desk: Desk, lens: Lens, page: int = 1) -> SourcesPage:
    """The sources, newest addition first; made-up ones too, each marked."""
    facts = desk.facts(replace(lens, synthetic=True))
    rows = [
        SourceRow(s, facts.by_source[s.id], facts.reviewed_by_source[s.id]) for s in reversed(facts.sources)
    ]
    pager = paged(len(rows), page)
    return SourcesPage(pager.cut(rows), pager)


def statement_page(desk: Desk, lens: Lens, statement_id: str) -> StatementPage:
    """One statement in its surroundings.

    Raises:
        LedgerError: no such statement within sight.
    """
    view = desk.view(lens)
    record = view.record(statement_id)
    first = record.statement.spans[0]
    start = max(0, first.start - AROUND)
    text = view.passage(record.source.id, start, first.end + AROUND)
    return StatementPage(
        reviewed=reviewed(record),
        before=text[: first.start - start].lstrip(),
        words=text[first.start - start : first.end - start] or record.statement.quote,
        after=text[first.end - start :].rstrip(),
    )


def basis_page(desk: Desk, lens: Lens, ids: Sequence[str]) -> BasisPage:
    """Several statements.

    Raises:
        LedgerError: one of them is not within sight.
    """
    view = desk.view(lens)
    return BasisPage(tuple(reviewed(view.record(each)) for each in ids))


def row_of(each: Reviewed) -> tuple[str | Claim | None, ...]:
    """A statement as a row under :data:`HEAD`."""
    statement = each.shown.statement
    first = statement.spans[0]
    return (
        statement.subject,
        statement.predicate,
        each.shown if each.shown.figure else statement.object or "",
        each.state.value,
        statement.quote,
        first.cell or f"{first.start}–{first.end}",
    )
