"""What a province's notice says of a city's things belongs to the city's picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.ledger import Ledger
from yanzhen.read import read_text
from yanzhen.terms import Source
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.publishing import Choice, facts_from
from yanzhen.workbench.whereabouts import lies_in

NOTICE = "确定莘县绿色食品加工产业集群、诸城市汽车制造产业集群为省级特色产业集群。聊城市工业投资增长8.5%。"
REPORT = "聊城市轴承产业集群年营收突破300亿元。"


def _desk(tmp_path: Path) -> Desk:
    ledger = Ledger.create(tmp_path / "all.yz")
    for name, text, place in (("notice.txt", NOTICE, "山东省"), ("report.txt", REPORT, "聊城市")):
        source = Source(Source.id_for(text.encode()), name, place=place, published="2024-05-06")
        ledger.add(read_text(text, name=name, source=source))
    return Desk(ledger)


def test_a_city_sees_what_its_province_says_of_it(tmp_path: Path) -> None:
    facts = _desk(tmp_path).facts(Lens(place="聊城市"))
    assert {s.subject for s in facts.statements} == {
        "莘县绿色食品加工产业集群",
        "聊城市",
        "聊城市轴承产业集群",
    }
    assert {s.name for s in facts.sources} == {"notice.txt", "report.txt"}


def test_another_city_sees_its_own_part_only(tmp_path: Path) -> None:
    facts = _desk(tmp_path).facts(Lens(place="潍坊市"))
    assert {s.subject for s in facts.statements} == {"诸城市汽车制造产业集群"}
    assert {s.name for s in facts.sources} == {"notice.txt"}


def test_a_city_elsewhere_sees_nothing_of_it(tmp_path: Path) -> None:
    facts = _desk(tmp_path).facts(Lens(place="株洲市"))
    assert not facts.statements and not facts.sources


def test_a_briefing_draws_on_the_same(tmp_path: Path) -> None:
    facts = facts_from(_desk(tmp_path).ledger, Choice(place="聊城市"))
    assert {e.statement.subject for e in facts.evidence} == {
        "莘县绿色食品加工产业集群",
        "聊城市",
        "聊城市轴承产业集群",
    }


@pytest.mark.parametrize(
    ("subject", "place", "within"),
    [
        ("山东省聊城市莘县产业园", "聊城市", True),
        ("聊城高新区", "聊城市", True),
        ("鼓楼区软件产业集群", "南京市", False),  # several cities have one
        ("莘县绿色食品加工产业集群", "山东省", True),
        ("莘县绿色食品加工产业集群", "潍坊市", False),
        ("金帝股份", "聊城市", False),
    ],
)
def test_where_a_thing_lies_is_told_by_its_name(subject: str, place: str, within: bool) -> None:
    assert lies_in(subject, place) is within
