"""Statements and sources marked internal: what somebody who may not see them must not learn from anything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.ledger.conftest import Calendar, figure, reading, relation

from yanzhen.errors import LedgerError
from yanzhen.ledger import Ledger, View, examine
from yanzhen.ledger.redaction import _kept, redaction_of
from yanzhen.terms import EntityKind, Reading

TEXT = "甲钢管去年营收7.31亿元，员工420人。乙钢管去年营收5亿元。丙钢管入选名单。"
SECRET, STAFF, SECOND = "甲钢管去年营收7.31亿元", "去年营收7.31亿元，员工420人", "乙钢管去年营收5亿元"


def firm(name: str, metric: str, value: float, quote: str, **more: object) -> Callable[..., object]:
    at = TEXT.index(quote)
    return figure(
        name, metric, value, quote=quote, at=at, subject_kind=EntityKind.FIRM, period="2024", **more
    )


PAPER: Reading = reading(
    TEXT,
    firm("甲钢管", "营收", 7.31e8, SECRET),
    firm("甲钢管", "员工:count", 420, STAFF, unit="人"),
    firm("乙钢管", "营收", 5e8, SECOND),
    relation("丙钢管", "入选", "名单", at=TEXT.index("丙钢管入选名单")),
    title=f"快报：{SECRET}",
    published="2025-01-10",
)
OTHER = reading(
    "甲钢管去年营收9亿元。",
    figure("甲钢管", "营收", 9e8, subject_kind=EntityKind.FIRM, period="2024"),
    published="2025-02-01",
    visibility="internal",
)
REVENUE, STAFFING, SECOND_REVENUE, TITLE = (statement.id for statement in PAPER.statements)


@pytest.fixture
def marked(ledger: Ledger, calendar: Calendar) -> Ledger:
    calendar.go_to("2025-03-01")
    ledger.add(replace(PAPER, notes=(f"请核对：{SECRET}",)))
    ledger.add(OTHER)
    calendar.go_to("2025-06-01")
    ledger.decide("internal", REVENUE, who="李", reason="企业要求")
    return ledger


def everything(view: View) -> str:
    """All that a reader can get out of a view, as one text."""
    parts: list[object] = [
        view.sources(),
        view.statements(state="all"),
        view.decisions(),
        view.states(),
        view.entities(),
        view.contradictions(),
        view.drift(),
        view.review_queue(),
        view.ftm_statements(),
        view.difference(view),
        view.search("7.31"),
        view.search("甲钢管"),
        view.search("钢"),
    ]
    for source in view.sources():
        parts += [view.document(source.id), view.notes(source.id)]
    parts += [view.record(statement.id) for statement in view.statements(state="all")]
    return repr(parts)


def test_the_public_sees_nothing_of_it_anywhere(marked: Ledger) -> None:
    public = marked.visible_to("public")
    assert "7.31" in everything(marked)
    said = everything(public)
    assert "7.31" not in said and "企业要求" not in said and "731000000" not in said
    assert [s.id for s in public.statements()] == [STAFFING, SECOND_REVENUE, TITLE]
    with pytest.raises(LedgerError):
        public.record(REVENUE)
    with pytest.raises(LedgerError):
        public.record(REVENUE[:12])
    assert public.search("7.31") == [] and marked.search("7.31")
    assert marked.record(REVENUE).visibility == "internal"


def test_no_earlier_day_or_version_shows_it(marked: Ledger) -> None:
    for view in (
        marked.at("2025-02-01"),
        marked.at("2025-04-01", by="added"),
        marked.at(marked.version, by="version"),
    ):
        assert REVENUE in {s.id for s in view.statements()}
        assert "7.31" not in everything(view.visible_to("public"))
        assert "7.31" not in everything(marked.visible_to("public").at("2025-04-01", by="added"))


def test_its_words_are_black_and_nothing_moves(marked: Ledger) -> None:
    public = marked.visible_to("public")
    document = public.document(PAPER.source.id)
    assert document.text == document.raw == TEXT.replace(SECRET, "█" * len(SECRET))
    start = TEXT.index(SECRET) + 2
    assert public.passage(PAPER.source.id, start, start + 3) == "███"
    assert marked.passage(PAPER.source.id, start, start + 3) == SECRET[2:5]
    assert public.source(PAPER.source.id).title == "快报：" + "█" * len(SECRET)
    shared = public.statement(STAFFING)
    assert shared.quote == "█" * 10 + "，员工420人" and shared.id == STAFFING
    assert shared.figure is not None and shared.figure.low == 420
    assert public.statement(SECOND_REVENUE).quote == SECOND
    with pytest.raises(LedgerError, match="internal"):
        public.content(PAPER.source.id)
    assert marked.content(PAPER.source.id) == TEXT.encode()
    assert public.whole_sources() == [] and len(marked.whole_sources()) == 2


def test_sums_neither_hold_it_nor_say_what_is_missing(marked: Ledger) -> None:
    members = ["甲钢管", "乙钢管"]
    told = marked.visible_to("public").aggregate("营收", members)
    assert told.figure is not None and told.figure.low == 5e8
    assert told.left_out == (("甲钢管", "没有数据"),)


def test_a_correction_of_it_stays_hidden_and_a_name_only_it_uses_is_unknown(marked: Ledger) -> None:
    machine = marked.statement(REVENUE)
    assert machine.figure is not None
    marked.decide(
        "correct", REVENUE, who="王", reason="全称", replacement=replace(machine, subject="甲钢管有限公司")
    )
    public = marked.visible_to("public")
    assert "甲钢管有限公司" not in everything(public)
    with pytest.raises(LedgerError) as caught:
        public.entity("甲钢管有限公")
    assert "甲钢管有限公司" not in str(caught.value).replace("“甲钢管有限公”", "")
    assert marked.entity("甲钢管有限公司").name == "甲钢管有限公司"


def test_marking_can_be_undone_and_taken_back(marked: Ledger) -> None:
    public = marked.visible_to("public")
    before = public.rewritten
    mark = next(d for d in marked.decisions() if d.verb == "internal")
    marked.undo(mark.id, who="王")
    assert REVENUE in {s.id for s in public.statements()} and public.rewritten > before
    marked.decide("internal", REVENUE, who="王")
    assert REVENUE not in {s.id for s in public.statements()}
    marked.decide("public", REVENUE, who="王")
    assert public.document(PAPER.source.id).text == TEXT
    assert marked.record(REVENUE).state == "read"


def test_the_visibility_of_a_source_can_be_changed_later(marked: Ledger) -> None:
    public = marked.visible_to("public")
    assert [s.id for s in public.sources()] == [PAPER.source.id]
    marked.decide("public", OTHER.source.id, who="李")
    assert [s.visibility for s in public.sources()] == ["public", "public"]
    hide = marked.decide("internal", PAPER.source.id, who="李")
    assert [s.id for s in public.sources()] == [OTHER.source.id]
    assert {s.source_id for s in public.statements()} == {OTHER.source.id}
    assert marked.source(PAPER.source.id).visibility == "internal"
    marked.undo(hide.id, who="李")
    assert len(public.sources()) == 2
    with pytest.raises(LedgerError):
        marked.decide("internal", "src-0000000000000000", who="李")


def test_marks_travel_with_an_export(
    marked: Ledger, new_place: Callable[[], str], tmp_path: Path, place: str
) -> None:
    marked.decide("public", OTHER.source.id, who="李")
    marked.export(tmp_path / "city.zip")
    with Ledger.restore(tmp_path / "city.zip", new_place()) as again:
        assert again.version == marked.version
        assert "7.31" not in everything(again.visible_to("public"))
        assert len(again.visible_to("public").sources()) == 2
    assert [f.problem for f in examine(place) if f.problem] == []


def test_contradictions_with_what_is_hidden_are_not_told(marked: Ledger) -> None:
    marked.decide("public", OTHER.source.id, who="李")
    assert len(marked.contradictions()) == 1
    assert marked.visible_to("public").contradictions() == []


def test_only_what_is_kept_of_the_sources_shown_is_loaded(marked: Ledger) -> None:
    """A page of one source does not pay for the marks on all others."""
    marked.decide("internal", OTHER.statements[0].id, who="李")
    paper, other = PAPER.source.id, OTHER.source.id
    horizon = marked.visible_to("public")._horizon
    with marked._store.reading() as connection:
        assert set(redaction_of(connection, horizon).kept) == {paper, other}
        assert set(redaction_of(connection, horizon, [paper]).kept) == {paper}
        assert not redaction_of(connection, horizon, ["src-none"]).kept
        if connection.dialect.name == "sqlite":
            asked = str(_kept().compile(connection.engine, compile_kwargs={"literal_binds": True}))
            plan = [row[-1] for row in connection.execute(text(f"EXPLAIN QUERY PLAN {asked}"))]
            assert "SCAN statements" not in plan
