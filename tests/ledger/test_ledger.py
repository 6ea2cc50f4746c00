"""Adding, reading back, and decisions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tests.ledger.conftest import Calendar, figure, reading, relation

from yanzhen.errors import FigureError, LedgerError, UsageError
from yanzhen.ledger import Ledger, State
from yanzhen.ledger.decisions import is_sharper
from yanzhen.terms import Bound, EntityKind, Figure

ARTICLE = reading(
    "高端化工集群年营收突破1000亿元。中通客车入选单项冠军。",
    figure("高端化工", "年营收", 1e11, ">=", quote="年营收突破1000亿元", at=6, words="突破1000亿元"),
    relation("中通客车", "入选", "单项冠军", at=19, object_kind=EntityKind.TITLE),
    title="一篇报道",
    publisher="某日报",
    published="2024-12-25T09:35:26",
    event_date="2024-12-20",
)
SECOND = reading(
    "高端化工集群年营收950亿元。",
    figure("高端化工", "年营收", 9.5e10, at=6, quote="年营收950亿元"),
    published="2025-03",
)


def test_what_is_added_comes_back_equal(ledger: Ledger) -> None:
    report = ledger.add(ARTICLE)
    assert (report.added, report.known, report.was_known) == (2, 0, False)
    assert ledger.sources() == [ARTICLE.source]
    assert ledger.statements() == list(ARTICLE.statements)
    document = ledger.document(ARTICLE.source.id)
    assert (document.text, document.raw) == (ARTICLE.text, ARTICLE.raw)
    passages = [ledger.passage(ARTICLE.source.id, *place) for place in ((0, 4), (3, 9), (5, 10_000), (4, 4))]
    assert passages == [ARTICLE.text[:4], ARTICLE.text[3:9], ARTICLE.text[5:], ""]
    assert ledger.content(ARTICLE.source.id) == ARTICLE.content


def test_the_same_bytes_twice_change_nothing(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    before = ledger.version
    report = ledger.add(ARTICLE)
    assert report.was_known and report.added == 0 and report.known == 2
    assert ledger.version == before


def test_a_second_reading_adds_what_a_better_extractor_finds(ledger: Ledger) -> None:
    ledger.add(replace(ARTICLE, statements=ARTICLE.statements[:1]))
    assert ledger.add(ARTICLE).added == 0
    assert ledger.add(ARTICLE, reread=True).added == 1
    assert ledger.statements() == list(ARTICLE.statements)


def test_statements_of_another_document_are_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="another document"):
        ledger.add(replace(ARTICLE, statements=SECOND.statements))
    assert ledger.sources() == []


def test_filters(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    ledger.add(SECOND)
    assert len(ledger.statements(metric="营业收入")) == 2  # one metric, written in two ways
    assert len(ledger.statements(entity="单项冠军")) == 1  # as object
    assert ledger.statements(subject="单项冠军") == []
    assert ledger.statements(source=SECOND.source.id) == list(SECOND.statements)
    assert [s.kind for s in ledger.statements(kind="relation")] == ["relation"]
    assert len(ledger.statements(limit=1, offset=1)) == 1
    with pytest.raises(UsageError, match="not a state"):
        ledger.statements(state="good")


def test_entities_come_from_statements(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    assert [(e.name, e.kind.value) for e in ledger.entities()] == [
        ("高端化工", "cluster"),
        ("中通客车", "firm"),
        ("单项冠军", "title"),
    ]
    assert [e.name for e in ledger.entities("firm")] == ["中通客车"]
    firm = ledger.entity("中通客车")
    assert ledger.entity(firm.id) == firm
    with pytest.raises(LedgerError, match="中通客车"):
        ledger.entity("中通客")


def test_correct_keeps_both_versions(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    machine = ARTICLE.statements[0]
    human = replace(machine, figure=Figure.of(1e11, "CNY", Bound.ABOVE, metric="年营收"))
    decision = ledger.decide("correct", machine.id, replacement=human, who="李")
    record = ledger.record(machine.id)
    assert record.statement == machine
    assert record.state is State.CORRECTED
    assert record.current == replace(human, extractor="human/1")
    assert ledger.record(human.id).statement == machine
    assert record.current in ledger.statements() and machine not in ledger.statements()
    assert len(ledger.statements(state="all")) == 3
    ledger.undo(decision.id, who="李")
    assert ledger.statements() == list(ARTICLE.statements)
    assert ledger.record(machine.id).state is State.READ


def test_a_correction_of_period_alone_has_the_same_id_and_still_counts(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    machine = ARTICLE.statements[1]
    human = replace(machine, as_of="2024-12-20")
    assert human.id == machine.id
    ledger.decide("correct", machine.id, replacement=human, who="李")
    assert ledger.record(machine.id).current == replace(human, extractor="human/1")
    assert ledger.statement(machine.id) == machine


def test_a_correction_sharper_than_the_quote_needs_a_reason(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    machine = ARTICLE.statements[0]
    human = replace(machine, figure=Figure.of(1.023e11, "CNY", metric="年营收"))
    with pytest.raises(FigureError, match="more than the words"):
        ledger.decide("correct", machine.id, replacement=human, who="李")
    assert ledger.record(machine.id).decisions == ()
    ledger.decide("correct", machine.id, replacement=human, who="李", reason="统计局核定数")
    assert ledger.statements(metric="年营收")[0].figure == human.figure


@pytest.mark.parametrize(
    ("old", "new", "sharper"),
    [
        ((">=", 1000), (">", 1000), False),
        ((">=", 1000), (">=", 2000), True),
        ((">=", 1000), (">=", 900), False),
        ((">=", 1000), ("=", 1000), True),
        (("~", 1000), ("=", 1000), True),
        (("=", 1000), ("=", 100), False),
        (("=", 1000), (">=", 1000), False),
        ((">=", 1000), ("<", 1000), False),
    ],
)
def test_what_is_sharper(old: tuple[str, float], new: tuple[str, float], sharper: bool) -> None:
    a, b = (Figure.of(value, "CNY", bound) for bound, value in (old, new))
    assert is_sharper(b, a) is sharper


def test_undo_takes_back_one_decision_and_can_be_undone(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    statement = ARTICLE.statements[0].id
    ledger.decide("accept", statement, who="甲")
    withdrawn = ledger.decide("withdraw", statement, who="乙", reason="重复")
    assert ledger.record(statement).state is State.WITHDRAWN
    undo = ledger.undo(withdrawn.id, who="甲")
    assert ledger.record(statement).state is State.ACCEPTED
    ledger.undo(undo.id, who="乙")
    assert ledger.record(statement).state is State.WITHDRAWN
    assert len(ledger.decisions()) == 4


def test_prefer_outweighs_the_other_and_leaves_the_first_as_it_is(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    ledger.add(SECOND)
    a, b = ARTICLE.statements[0], SECOND.statements[0]
    ledger.decide("prefer", a.id, b.id, who="李")
    assert ledger.record(b.id).state is State.OUTWEIGHED
    assert ledger.statements(metric="年营收") == [a]


@pytest.mark.parametrize(
    ("verb", "other", "why"),
    [("prefer", None, "two things"), ("accept", "st-x", "one thing"), ("settle", "st-x", "Say why")],
)
def test_a_decision_lacking_a_part_is_refused(ledger: Ledger, verb: str, other: str | None, why: str) -> None:
    ledger.add(ARTICLE)
    with pytest.raises(UsageError, match=why):
        ledger.decide(verb, ARTICLE.statements[0].id, other, who="李")
    with pytest.raises(UsageError, match="who"):
        ledger.decide("accept", ARTICLE.statements[0].id, who=" ")
    with pytest.raises(LedgerError, match="no statement"):
        ledger.decide("accept", "st-nothing", who="李")


def test_as_of_views(ledger: Ledger, calendar: Calendar) -> None:
    calendar.go_to("2025-01-10")
    ledger.add(ARTICLE)
    calendar.go_to("2025-06-01")
    ledger.add(SECOND)
    first = ARTICLE.statements[0]
    cited = ledger.version
    calendar.go_to("2025-07-01")
    ledger.decide("withdraw", first.id, who="李")
    assert len(ledger.statements()) == 2
    assert ledger.at("2025-01-10", by="added").statements() == list(ARTICLE.statements)
    assert ledger.at("2025-06-30", by="added").record(first.id).state is State.READ
    assert ledger.at("2025-06-30", by="added").record(first.id).decisions == ()
    assert ledger.at(cited, by="version").statements(metric="年营收") == [first, SECOND.statements[0]]
    assert ledger.at(cited, by="version").version == cited
    # A month is known to be out only when it is over; corrections of today apply to what was published then.
    assert ledger.at(date(2025, 3, 15)).sources() == [ARTICLE.source]
    assert ledger.at("2025-03-31").statements(metric="年营收") == [SECOND.statements[0]]
    assert ledger.at("2024-12-24").statements() == []
    with pytest.raises(UsageError, match="not a date"):
        ledger.at("去年")


def test_internal_sources_stay_out_of_public_sight(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    secret = reading("某厂营收3亿元", figure("某厂", "营收", 3e8), visibility="internal")
    ledger.add(secret)
    public = ledger.visible_to("public")
    assert public.sources() == [ARTICLE.source]
    assert public.statements() == list(ARTICLE.statements)
    assert "某厂" not in [e.name for e in public.entities()]
    assert public.search("某厂") == [] and len(ledger.search("某厂")) == 3
    for look in (lambda: public.entity("某厂"), lambda: public.statement(secret.statements[0].id)):
        with pytest.raises(LedgerError):
            look()
    with pytest.raises(LedgerError):
        public.content(secret.source.id)


def test_decisions_on_internal_things_stay_out_of_public_sight(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    secret = reading("中通暗语营收3亿元", figure("中通暗语", "营收", 3e8), visibility="internal")
    ledger.add(secret)
    ledger.decide("accept", ARTICLE.statements[0].id, who="李")
    ledger.decide("withdraw", secret.statements[0].id, who="李", reason="机密")
    undone = ledger.decide("same", "中通客车", "中通暗语", who="李")
    ledger.undo(undone.id, who="李")
    ledger.decide("same", "中通客车", "中通暗语", who="李")
    public = ledger.visible_to("public")
    assert [d.verb for d in public.decisions()] == ["accept"]
    assert public.states() == {ARTICLE.statements[0].id: State.ACCEPTED}
    assert public.entity("中通客车").names == ("中通客车",)
    assert public.statements(entity="中通暗语") == []
    assert public.at("2020-01-01").difference(public).joined == ()
    with pytest.raises(LedgerError):
        public.entity("中通暗语")
    assert len(ledger.decisions()) == 5 and len(ledger.states()) == 2


@pytest.mark.parametrize(
    "query", ["化", "化工", "高端化工", "营收突破", "单项冠军。", "亿元。", "元", "报道"]
)
def test_search_finds_any_run_of_characters(ledger: Ledger, query: str) -> None:
    ledger.add(ARTICLE)
    found = ledger.search(query)
    assert found and all(query in hit.text for hit in found if hit.kind != "source")
    if query in ARTICLE.text:
        assert found[-1].kind == "source" and found[-1].start == ARTICLE.text.find(query)


def test_search_needs_all_words(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    assert [hit.kind for hit in ledger.search("营收 突破1000")] == ["quote", "source"]
    assert ledger.search("营收 没有") == []
    assert ledger.search("  ") == []
    assert ledger.search('"; DROP') == []


def test_the_short_id_printed_in_documents_finds_the_statement(ledger: Ledger) -> None:
    ledger.add(ARTICLE)
    statement = ledger.statements()[0]
    assert ledger.record(statement.id[:11]).statement == statement
    with pytest.raises(LedgerError, match="no statement"):
        ledger.record("st-00000000")
