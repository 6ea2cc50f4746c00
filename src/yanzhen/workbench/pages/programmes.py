"""Entities by programmes: yes, no or cannot tell; and the reasons of one answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from yanzhen.errors import LedgerError, UsageError
from yanzhen.judge import Facts, Line, Programme, Verdict, explain, judge, summary_zh
from yanzhen.publish.prechecking import english_reasons, summary
from yanzhen.terms import EntityKind, Statement
from yanzhen.workbench.judged import MARKS, cell
from yanzhen.workbench.judging import Rulebook, facts_of
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, Pager, PageTable, paged

SIZE = 25


@dataclass(frozen=True, slots=True)
class Answer:
    """One cell: the programme asked, the answer, and the word shown (a class, or yes/no/cannot tell)."""

    programme: str
    answer: str
    text: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One entity; None where a programme does not apply to its kind."""

    name: str
    kind: EntityKind
    answers: tuple[Answer | None, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A programme as the head of a column."""

    id: str
    name: str
    name_en: str
    issuer: str


@dataclass(frozen=True, slots=True)
class MatrixPage:
    """The matrix, one page of entities at a time: only these are judged."""

    kind: EntityKind
    day: date
    columns: tuple[Column, ...]
    rows: tuple[MatrixRow, ...]
    recorded_only: tuple[tuple[str, str], ...]
    pager: Pager

    def tables(self) -> tuple[PageTable, ...]:
        """The matrix as rows."""
        head = (N_("主体"), *(c.name for c in self.columns))
        rows = tuple((r.name, *(a.text if a else "—" for a in r.answers)) for r in self.rows)
        return (PageTable(N_("资格"), head, rows, N_("“?”为无法判断：不等于不符合。")),)


@dataclass(frozen=True, slots=True)
class VerdictPage:
    """One answer with its reasons, line by line, and what would decide it."""

    entity: str
    programme: Column
    document: str
    answer: str
    summary: str
    lines: tuple[Line, ...]
    decides_yes: tuple[str, ...]
    decides_no: tuple[str, ...]
    day: date

    def tables(self) -> tuple[PageTable, ...]:
        """The reasons as rows."""
        head = (N_("条件"), N_("结论"), N_("说明"), N_("条款"), N_("依据"))
        rows = tuple(
            ("　" * line.depth + line.label, line.answer.zh, line.text, line.article, "；".join(line.quotes))
            for line in self.lines
        )
        return (PageTable(N_("理由"), head, rows, self.summary),)


@cache
def rulebook() -> Rulebook:
    """The packaged programmes; read once."""
    return Rulebook()


def matrix_page(
    desk: Desk, lens: Lens, kind: EntityKind, words: str = "", page: int = 1, language: str = "zh"
) -> MatrixPage:
    """Judge the entities of a kind by every programme that applies to it."""
    book, day = rulebook(), _day(lens)
    known = _known(desk, lens, kind)
    names = [name for name in known if words in name]
    judged = [p for p in book.programmes.values() if p.judged and p.applies_to == kind.value]
    pager = paged(len(names), page, SIZE)
    rows = tuple(
        _row(desk, lens, name, known[name], kind, judged, day, language) for name in pager.cut(names)
    )
    return MatrixPage(
        kind=kind,
        day=day,
        columns=tuple(_column(p) for p in judged),
        rows=rows,
        recorded_only=tuple(
            (p.name if language == "zh" else p.name_en, p.why_not_judged)
            for p in book.programmes.values()
            if not p.judged
        ),
        pager=pager,
    )


def verdict_page(desk: Desk, lens: Lens, entity: str, programme: str, language: str = "zh") -> VerdictPage:
    """Why one entity does or does not qualify.

    Raises:
        LedgerError: nobody of that name within the lens.
        UsageError: no such programme.
    """
    book, day = rulebook(), _day(lens)
    chosen = book.programme(programme)
    found = _statements_of(desk, lens, entity)
    if found is None:
        raise LedgerError(f"这个范围内没有“{entity}”的陈述", todo="放宽地区、时期或截至日期")
    verdict = judge(chosen, _facts(desk, lens, entity, found, day), book.fields, day)
    lines = _lines(verdict, language)
    return VerdictPage(
        entity=entity,
        programme=_column(chosen),
        document=chosen.on(day).document,
        answer=verdict.answer.value,
        summary=summary_zh(verdict) if language == "zh" else summary(verdict, language),
        lines=lines,
        decides_yes=_labels(lines, verdict.decides_yes),
        decides_no=_labels(lines, verdict.decides_no),
        day=day,
    )


def _lines(verdict: Verdict, language: str) -> tuple[Line, ...]:
    """The reasons in a language; what a rule says in words only stays in its words."""
    lines = tuple(explain(verdict))
    if language == "zh":
        return lines
    english = english_reasons(verdict)
    return tuple(
        replace(line, label=label, text=text) for line, (label, text) in zip(lines, english, strict=True)
    )


def _statements_of(desk: Desk, lens: Lens, entity: str) -> tuple[Statement, ...] | None:
    for kind in (EntityKind.FIRM, EntityKind.CLUSTER):
        known = _known(desk, lens, kind)
        if entity in known:
            return known[entity]
    return None


def _known(desk: Desk, lens: Lens, kind: EntityKind) -> dict[str, tuple[Statement, ...]]:
    return desk.remember(("subjects", lens, kind), lens, lambda: _subjects(desk, lens, kind))


def _day(lens: Lens) -> date:
    return date.fromisoformat(lens.as_of) if lens.as_of else date.today()


def _subjects(desk: Desk, lens: Lens, kind: EntityKind) -> dict[str, tuple[Statement, ...]]:
    """Statements by entity; every period counts, since rules ask for the latest one themselves."""
    known = desk.entities(lens)
    groups: dict[str, list[Statement]] = {}
    for statement in desk.facts(replace(lens, period=None)).statements:
        entity = known.get(statement.subject)
        if entity and entity.kind is kind:
            groups.setdefault(entity.name, []).append(statement)
    ordered = sorted(groups.items(), key=lambda item: -len(item[1]))
    return {name: tuple(found) for name, found in ordered}


def _row(
    desk: Desk,
    lens: Lens,
    name: str,
    statements: tuple[Statement, ...],
    kind: EntityKind,
    programmes: list[Programme],
    day: date,
    language: str,
) -> MatrixRow:
    answers: list[Answer | None] = []
    facts, fields = _facts(desk, lens, name, statements, day), rulebook().fields
    for programme in programmes:
        try:
            verdict = judge(programme, facts, fields, day, seek_deciding=False)
        except UsageError:
            answers.append(None)  # no version in force on that day
            continue
        answers.append(Answer(programme.id, verdict.answer.value, _told(verdict, language)))
    return MatrixRow(name, kind, tuple(answers))


def _facts(desk: Desk, lens: Lens, name: str, statements: tuple[Statement, ...], day: date) -> Facts:
    sources = desk.facts(replace(lens, period=None)).by_id
    return facts_of(name, statements, sources, rulebook(), day)


def _told(verdict: Verdict, language: str) -> str:
    """The class, or the answer with its mark; the page writes the latter in its language itself."""
    text = cell(verdict)[0]
    if language == "zh" or text[0] in MARKS.values():
        return text
    english = {each.name: each.name_en for each in verdict.programme.on(verdict.day).classes}
    return " or ".join(english[name] for name in verdict.possible) or "not applicable"


def _labels(lines: tuple[Line, ...], ids: tuple[str, ...]) -> tuple[str, ...]:
    labels = {line.id: line.label for line in lines}
    return tuple(labels.get(each, each) for each in ids)


def _column(programme: Programme) -> Column:
    return Column(programme.id, programme.name, programme.name_en, programme.issuer)
