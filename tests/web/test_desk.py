"""What the desk keeps equals what would be read anew, whatever was added or decided in between."""

from __future__ import annotations

import pytest

from yanzhen.ledger import Ledger
from yanzhen.read import read_text
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.evidence import sources_page
from yanzhen.workbench.pages.facts import facts_of, stocked
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.overview import overview_page

LENSES = [
    Lens(),
    Lens(place="聊城市"),
    Lens(internal=False),
    Lens(as_of="2023-01-01"),
    Lens(everywhere=True, synthetic=True),
]


@pytest.fixture
def ledger(place):
    with Ledger.open(place) as opened:
        yield opened


def anew(desk: Desk, lens: Lens):
    return facts_of(stocked(desk.view(lens), None), lens, None)


def same(desk: Desk, lens: Lens) -> None:
    desk.touch()
    kept, fresh = desk.facts(lens), anew(desk, lens)
    assert kept.version == fresh.version
    for name in ("sources", "statements", "telling", "groups", "periods", "tally"):
        assert getattr(kept, name) == getattr(fresh, name), name


@pytest.mark.parametrize("lens", LENSES, ids=range(len(LENSES)))
def test_kept_facts_follow_the_ledger(ledger: Ledger, lens: Lens) -> None:
    desk = Desk(ledger)
    same(desk, lens)
    ledger.add(read_text("聊城市消息\n\n  南河化工产业集群年营收超300亿元。\n"))
    same(desk, lens)
    first = ledger.statements()[0]
    ledger.decide("accept", first.id, who="李")
    same(desk, lens)
    withdrawn = ledger.decide("withdraw", ledger.statements()[1].id, who="李")
    same(desk, lens)
    ledger.add(read_text("聊城市消息\n\n  北河建材产业集群年营收超200亿元。\n"))
    same(desk, lens)
    ledger.undo(withdrawn.id, who="李")
    same(desk, lens)


def test_only_what_was_added_is_read(ledger: Ledger, monkeypatch) -> None:
    desk = Desk(ledger)
    before = desk.stock(Lens())
    ledger.add(read_text("聊城市消息\n\n  南河化工产业集群年营收超300亿元。\n"))
    desk.touch()
    after = desk.stock(Lens())
    assert after.epoch == before.epoch and len(after.statements) > len(before.statements)
    assert all(a is b for a, b in zip(after.statements, before.statements, strict=False))


def test_a_decision_made_here_shows_on_the_next_page(ledger: Ledger) -> None:
    desk = Desk(ledger)
    assert overview_page(desk, Lens()).quality.reviewed == 0
    figure = next(s for s in ledger.statements() if s.figure)
    ledger.decide("accept", figure.id, who="李")
    desk.touch()
    assert overview_page(desk, Lens()).quality.reviewed == 1


def test_an_internal_source_counts_for_nobody_who_may_not_see_it(ledger: Ledger) -> None:
    desk = Desk(ledger)
    everything, public = desk.facts(Lens(everywhere=True)), desk.facts(Lens(everywhere=True, internal=False))
    assert len(everything.statements) > len(public.statements)
    assert "internal" not in {s.visibility for s in public.sources}


def test_the_list_of_sources_counts_statements_and_what_somebody_has_looked_at(ledger: Ledger) -> None:
    desk = Desk(ledger)
    first = ledger.statements()[0]

    def counts() -> tuple[int, int]:
        desk.touch()
        row = next(r for r in sources_page(desk, Lens()).rows if r.source.id == first.source_id)
        return row.statements, row.reviewed

    every = len(ledger.statements(source=first.source_id))
    assert counts() == (every, 0)
    decision = ledger.decide("accept", first.id, who="甲")
    assert counts() == (every, 1)
    ledger.decide("undo", decision.id, who="甲")
    assert counts() == (every, 0)
