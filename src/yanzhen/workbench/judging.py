"""Judging from a ledger or a firm table: facts are gathered from statements, programmes from packs and folders."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from yanzhen.errors import UsageError
from yanzhen.judge import (
    BulkVerdict,
    Evidence,
    Fact,
    Facts,
    FactTable,
    Field,
    Intervals,
    Programme,
    TitleRecord,
    Verdict,
    expiry,
    fact_of,
    judge,
    judge_many,
    load_fields,
    load_programmes,
)
from yanzhen.ledger import View
from yanzhen.read.files import read_bytes
from yanzhen.read.tables import TableReading
from yanzhen.terms import (
    Interval,
    Metric,
    Modality,
    Source,
    Statement,
    Truth,
    any_of,
    hull_of,
    parse_unit,
    unit_of,
)
from yanzhen.workbench.viewing import TITLE_PREDICATES

if TYPE_CHECKING:
    import polars as pl

# Figures with these flags are not known of the single subject, so they can prove nothing about it.
_NOT_OF_ONE = {"each-or-total", "joint", "total"}
_USABLE = {Modality.ACTUAL, Modality.ESTIMATE, Modality.CUMULATIVE}


@dataclass(frozen=True)
class Rulebook:
    """Programmes and the vocabulary they speak; ``folders`` are the user's own."""

    folders: tuple[Path, ...] = ()

    @cached_property
    def fields(self) -> dict[str, Field]:
        """Field id -> field."""
        return load_fields()

    @cached_property
    def programmes(self) -> dict[str, Programme]:
        """Programme id -> programme."""
        return load_programmes(*self.folders, fields=self.fields)

    def programme(self, name: str) -> Programme:
        """A programme by id, name or English name.

        Raises:
            UsageError: there is none; the message lists those there are.
        """
        for each in self.programmes.values():
            if name in (each.id, each.name, each.name_en) or name == each.id.split(".", 1)[-1]:
                return each
        raise UsageError(
            f"没有叫“{name}”的政策或称号",
            expected="、".join(f"{p.id}（{p.name}）" for p in self.programmes.values()),
        )

    @cached_property
    def by_name(self) -> Mapping[str, tuple[Field, ...]]:
        """Metric key or heading -> the fields it answers."""
        found: dict[str, list[Field]] = defaultdict(list)
        for each in self.fields.values():
            for name in {*(Metric.parse(m).key for m in each.metrics), *each.headers}:
                found[name].append(each)
        return {name: tuple(fields) for name, fields in found.items()}


@dataclass(frozen=True, slots=True)
class Matrix:
    """Entities by programmes, with the verdict of each pair."""

    programmes: tuple[Programme, ...]
    rows: tuple[tuple[str, tuple[Verdict, ...]], ...]
    day: date


def judge_entity(view: View, book: Rulebook, programme: str, entity: str, day: date) -> Verdict:
    """Judge one entity by what the ledger knows of it.

    Raises:
        LedgerError: nobody of that name in the ledger.
        UsageError: no such programme, or none in force on that day.
    """
    asked = book.programme(programme)
    known = view.entity(entity)
    sources = {s.id: s for s in view.sources()}
    statements = [s for s in view.statements(entity=entity) if s.subject in known.names]
    facts = facts_of(known.name, statements, sources, book, day)
    return judge(asked, facts, book.fields, day)


def judge_all(view: View, book: Rulebook, day: date, *, programme: str | None = None) -> Matrix:
    """Judge every firm and cluster of the ledger by every programme that applies to its kind."""
    chosen = [book.programme(programme)] if programme else [p for p in book.programmes.values() if p.judged]
    sources = {s.id: s for s in view.sources()}
    by_subject: dict[str, list[Statement]] = defaultdict(list)
    for statement in view.statements():
        by_subject[statement.subject].append(statement)
    rows = []
    for entity in view.entities():
        own = [s for name in dict.fromkeys((entity.name, *entity.names)) for s in by_subject.get(name, ())]
        applying = [p for p in chosen if p.applies_to == entity.kind.value]
        if own and applying:
            facts = facts_of(entity.name, own, sources, book, day)
            verdicts = tuple(judge(p, facts, book.fields, day, seek_deciding=False) for p in applying)
            rows.append((entity.name, verdicts))
    return Matrix(tuple(chosen), tuple(rows), day)


def facts_of(
    entity: str, statements: Sequence[Statement], sources: Mapping[str, Source], book: Rulebook, day: date
) -> Facts:
    """What the statements prove of an entity, in the vocabulary of the rules.

    Of several periods the latest up to ``day`` counts. Sources that agree narrow the interval; where they
    contradict each other everything between them stays possible.
    """
    found: dict[str, list[tuple[str, Fact]]] = defaultdict(list)
    near: list[tuple[str, Evidence]] = []
    for statement in statements:
        evidence = Evidence(statement.quote, _cited(sources[statement.source_id]), statement.id)
        if statement.figure is not None:
            if not _usable(statement, day):
                near.append((unit_of(statement.figure.unit).kind, evidence))
                continue
            answered = list(_answers(statement, evidence, book))
            if not answered:
                near.append((unit_of(statement.figure.unit).kind, evidence))
            for name, fact in answered:
                found[name].append((_period_key(statement), fact))
        elif statement.predicate == "行业代码" and statement.object:
            found["industry_code"].append(("", Fact(text=statement.object, evidence=(evidence,))))
    values = {name: _latest(facts) for name, facts in found.items()}
    records = list(title_records(statements, sources, book))
    titles = {
        programme.id: any_of(r.valid_on(day) for r in records if r.title == programme.name)
        for programme in book.programmes.values()
        if any(r.title == programme.name for r in records)
    }
    return Facts(entity, values, titles, _near_by_field(near, values, book))


def _usable(statement: Statement, day: date) -> bool:
    figure = statement.figure
    assert figure is not None
    if _NOT_OF_ONE & set(statement.flags) or figure.modality not in _USABLE:
        return False
    return figure.period is None or figure.period.start <= day


def _answers(statement: Statement, evidence: Evidence, book: Rulebook) -> Iterator[tuple[str, Fact]]:
    assert statement.figure is not None
    metric = Metric.parse(statement.predicate)
    names = dict.fromkeys((metric.key, str(metric), metric.name if metric.is_level else metric.key))
    for field in dict.fromkeys(f for name in names for f in book.by_name.get(name, ())):
        if field.unit and (fact := fact_of(statement.figure, field.unit, (evidence,))) is not None:
            yield field.id, fact


def _period_key(statement: Statement) -> str:
    period = statement.figure.period if statement.figure else None
    return period.end.isoformat() if period else ""


def _latest(facts: list[tuple[str, Fact]]) -> Fact:
    last = max(key for key, _ in facts)
    current = [fact for key, fact in facts if key == last]
    if len(current) == 1 or current[0].interval is None:
        return current[-1]
    known = [fact.interval for fact in current if fact.interval is not None]
    agreed: Interval | None = known[0]
    for each in known[1:]:
        agreed = agreed.intersection(each) if agreed else None
    return Fact(interval=agreed or hull_of(known), evidence=tuple(e for f in current for e in f.evidence))


def _near_by_field(
    near: Sequence[tuple[str, Evidence]], values: Mapping[str, Fact], book: Rulebook
) -> dict[str, tuple[Evidence, ...]]:
    """Figures of the same kind of unit that do not answer the field itself."""
    by_kind: dict[str, list[Evidence]] = defaultdict(list)
    for kind, evidence in near:
        by_kind[kind].append(evidence)
    return {
        name: tuple(by_kind[kind])
        for name, field in book.fields.items()
        if name not in values
        and field.unit
        and (kind := unit_of(parse_unit(field.unit)[1]).kind) == "money"
        and kind in by_kind
    }


def _cited(source: Source) -> str:
    parts = [source.publisher or source.name, (source.published or "")[:10]]
    return "，".join(p for p in parts if p) + ("（合成数据）" if source.synthetic else "")


def title_records(
    statements: Iterable[Statement],
    sources: Mapping[str, Source],
    book: Rulebook,
    names: Mapping[str, str] | None = None,
) -> Iterator[TitleRecord]:
    """Awards as statements tell them; an issuer's own notice makes a record, anything else is a claim.

    ``names`` leads from every name of a holder to the one it is shown under.
    """
    words = sorted(
        ((word, p) for p in book.programmes.values() for word in p.title_words),
        key=lambda item: -len(item[0]),
    )
    for statement in statements:
        if statement.predicate not in TITLE_PREDICATES or not statement.object:
            continue
        programme = next((p for word, p in words if word in statement.object), None)
        if programme is None:
            continue
        source = sources[statement.source_id]
        recorded = bool(
            source.publisher
            and (programme.issuer in source.publisher or source.publisher in programme.issuer)
        )
        awarded = _award_day(statement, source) if recorded else None
        yield TitleRecord(
            holder=(names or {}).get(statement.subject, statement.subject),
            title=programme.name,
            issuer=programme.issuer if recorded else None,
            document=source.title,
            batch="首批" if "首批" in statement.object else None,
            level=programme.level,
            awarded=awarded,
            expires=expiry(awarded, programme.validity_years)
            if awarded and programme.validity_years
            else None,
            recorded=recorded,
            evidence=Evidence(statement.quote, _cited(source), statement.id),
        )


def _award_day(statement: Statement, source: Source) -> date | None:
    told = statement.period.start.isoformat() if statement.period else source.as_of
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None


def judge_table(file: Path, book: Rulebook, programmes: Sequence[str], day: date) -> list[BulkVerdict]:
    """Judge every row of a firm table (XLSX, CSV …) by several programmes at once.

    Raises:
        InputError: the file is no table.
        UsageError: a programme does not exist or has no public criteria.
    """
    table = read_bytes(file.read_bytes(), str(file))
    if not isinstance(table, TableReading):
        raise UsageError("这不是表格", where=str(file), expected="XLSX、XLS、ODS 或 CSV")
    chosen = [book.programme(p) for p in programmes] or [
        p for p in book.programmes.values() if p.judged and p.applies_to == "firm"
    ]
    facts = fact_table(table.frame(), book)
    return [judge_many(p, facts, book.fields, day) for p in chosen]


def fact_table(frame: pl.DataFrame, book: Rulebook) -> FactTable:
    """A firm table as columns of facts: headings are matched to fields; amounts are in base units."""
    import polars as pl

    numbers: dict[str, Intervals] = {}
    texts: dict[str, list[str | None]] = {}
    truths: dict[str, np.ndarray] = {}
    for column in frame.columns:
        stem = column.split(" ")[0]
        for field in book.by_name.get(stem, ()) + book.by_name.get(Metric.parse(stem).key, ()):
            series = frame[column]
            if field.kind == "number" and series.dtype.is_numeric():
                numbers[field.id] = _column(frame, column, field)
            elif field.kind in ("code", "choice"):
                texts[field.id] = series.cast(pl.String).to_list()
            elif field.kind == "yes-no":
                told = {"是": 1, "否": -1, "有": 1, "无": -1, "√": 1, "×": -1, "yes": 1, "no": -1}
                truths[field.id] = np.array([told.get(str(v).strip().lower(), 0) for v in series], np.int8)
    names = next((c for c in frame.columns if frame[c].dtype == pl.String and "名称" in c), frame.columns[0])
    return FactTable(frame[names].cast(pl.String).to_list(), numbers, truths, texts)


def _column(frame: pl.DataFrame, column: str, field: Field) -> Intervals:
    factor = float(parse_unit(field.unit)[0])
    value = frame[column].cast(float).to_numpy() / factor
    if f"{column}.low" not in frame.columns:
        return Intervals.of(value, value)
    low, high = (frame[f"{column}.{end}"].cast(float).to_numpy() / factor for end in ("low", "high"))
    known = ~np.isnan(value)
    return Intervals.of(np.where(known, value, low), np.where(known, value, high))


def answers_of(matrix: Matrix) -> dict[Truth, int]:
    """How many of each answer a matrix holds."""
    counted = dict.fromkeys(Truth, 0)
    for _, verdicts in matrix.rows:
        for verdict in verdicts:
            counted[verdict.answer] += 1
    return counted
