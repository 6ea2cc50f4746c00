"""Export and import, FollowTheMoney, differences, and the review queue."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.conftest import Calendar, figure, reading, relation

from yanzhen.errors import LedgerError
from yanzhen.ledger import Ledger
from yanzhen.terms import Bound, EntityKind, Figure, Tier

A, B = "鲁西化工", "鲁西化工集团股份有限公司"
ARTICLE = reading(
    "化工集群年营收突破1000亿元。鲁西化工入选名单。",
    figure(
        "化工集群",
        "年营收",
        1e11,
        ">=",
        quote="年营收突破1000亿元",
        at=4,
        words="突破1000亿元",
        period="2024",
    ),
    relation(A, "入选", "名单", at=16, object_kind=EntityKind.TITLE),
    published="2024-12-25",
)
LIST = reading(
    "鲁西化工集团股份有限公司,91370000614071479T,营业收入254.0亿元",
    relation(B, "统一社会信用代码", "91370000614071479T"),
    figure(B, "营业收入", 2.54e10, at=13, subject_kind=EntityKind.FIRM, period="2023"),
    published="2025-02-01",
    visibility="internal",
)


@pytest.fixture
def lived_in(ledger: Ledger, calendar: Calendar) -> Ledger:
    """A ledger in which something of everything has happened."""
    calendar.go_to("2025-01-01")
    ledger.add(replace(ARTICLE, notes=("正文夹有注音",)))
    calendar.go_to("2025-03-01")
    ledger.add(LIST)
    machine = ARTICLE.statements[0]
    human = replace(machine, figure=Figure.of(1e11, "CNY", Bound.ABOVE, metric="年营收"))
    ledger.decide("correct", machine.id, replacement=human, who="李")
    same = ledger.decide("same", A, B, who="李")
    ledger.decide("withdraw", ARTICLE.statements[1].id, who="王", reason="重复")
    ledger.undo(same.id, who="王")
    ledger.decide("not-same", A, "鲁西集团", who="王")
    ledger.decide("same", A, B, who="李")
    return ledger


def everything(ledger: Ledger) -> list[object]:
    return [
        ledger.version,
        ledger.sources(),
        ledger.statements(),
        ledger.statements(state="all"),
        ledger.decisions(),
        ledger.entities(),
        ledger.notes(ARTICLE.source.id),
        ledger.content(LIST.source.id),
        ledger.document(LIST.source.id),
        ledger.search("鲁西"),
        ledger.at("2025-02-01", by="added").statements(),
    ]


def test_a_round_trip_is_identical(lived_in: Ledger, new_place: Callable[[], str], tmp_path: Path) -> None:
    lived_in.export(tmp_path / "a.zip")
    with Ledger.restore(tmp_path / "a.zip", new_place()) as copy:
        assert everything(copy) == everything(lived_in)
        assert lived_in.difference(copy).is_empty
        copy.export(tmp_path / "b.zip")
        copy.decide("accept", LIST.statements[0].id, who="李")  # and life goes on
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_sqlite_and_postgres_exports_are_the_same(lived_in: Ledger, tmp_path: Path) -> None:
    lived_in.export(tmp_path / "a.zip")
    with Ledger.restore(tmp_path / "a.zip", tmp_path / "copy.yz") as copy:
        copy.export(tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


def test_the_export_describes_itself(lived_in: Ledger, tmp_path: Path) -> None:
    lived_in.export(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        descriptor = json.loads(archive.read("datapackage.json"))
        assert descriptor["profile"] == "data-package"
        for resource in descriptor["resources"]:
            lines = archive.read(resource["path"]).decode().splitlines()
            fields = [field["name"] for field in resource["schema"]["fields"]]
            assert lines and all(list(json.loads(line)) == fields for line in lines)
            assert resource["description"] and resource["hash"].startswith("sha256:")


def repacked(source: Path, target: Path, name: str, change: Callable[[bytes], bytes]) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for each in old.namelist():
            body = old.read(each)
            new.writestr(each, change(body) if each == name else body)
    return target


@pytest.mark.parametrize("name", ["statements.jsonl", "decisions.jsonl", "datapackage.json", "journal.jsonl"])
def test_an_edited_export_is_refused_and_nothing_is_made(
    lived_in: Ledger, new_place: Callable[[], str], tmp_path: Path, name: str
) -> None:
    lived_in.export(tmp_path / "a.zip")
    edited = repacked(tmp_path / "a.zip", tmp_path / "b.zip", name, lambda body: body.replace(b"1", b"2", 1))
    place = new_place()
    with pytest.raises(LedgerError):
        Ledger.restore(edited, place)
    with pytest.raises(LedgerError, match="no ledger"):
        Ledger.open(place)


def test_what_is_no_export_is_refused(tmp_path: Path) -> None:
    for name, body in (("a.zip", b"no zip"), ("b.zip", b"")):
        (tmp_path / name).write_bytes(body)
        with pytest.raises(LedgerError, match="not an export"):
            Ledger.restore(tmp_path / name, tmp_path / "x.yz")
    assert list(tmp_path.glob("*.yz*")) == [] and list(tmp_path.glob(".*")) == []


def test_the_difference_between_two_days(lived_in: Ledger) -> None:
    january = lived_in.at("2025-01-31", by="added")
    found = january.difference(lived_in)
    assert [s.id for s in found.sources_added] == [LIST.source.id]
    assert found.added == LIST.statements
    assert found.removed == (ARTICLE.statements[1],)
    ((before, after),) = found.changed
    assert before == ARTICLE.statements[0] and after.figure is not None and after.figure.bound is Bound.ABOVE
    assert found.joined == ((A, B),) and found.parted == ()
    back = lived_in.difference(january)
    assert back.sources_removed == found.sources_added and back.parted == found.joined


def test_the_difference_between_two_ledgers(lived_in: Ledger, tmp_path: Path) -> None:
    with Ledger.create(tmp_path / "other.yz") as other:
        other.add(LIST)
        found = other.difference(lived_in)
        assert [s.id for s in found.sources_added] == [ARTICLE.source.id]
        assert found.sources_removed == ()


def test_follow_the_money_gets_names_codes_and_words_but_no_bare_numbers(lived_in: Ledger) -> None:
    rows = [statement.row() for statement in lived_in.ftm_statements()]
    assert {row["schema"] for row in rows} == {"Company", "Organization"}
    firm = lived_in.entity(A)
    own = [row for row in rows if row["canonical_id"] == firm.id]
    assert {row["value"] for row in own if row["prop"] == "name"} == set(firm.names)
    assert [row["value"] for row in own if row["prop"] == "registrationNumber"] == [firm.code]
    notes = [row["value"] or "" for row in rows if row["prop"] == "notes"]
    assert any("254亿元(2023年)" in note for note in notes)
    assert len({row["id"] for row in rows}) == len(rows)


def test_the_queue_begins_with_what_is_disputed_and_shown_most(ledger: Ledger) -> None:
    ledger.add(
        reading(
            "甲",
            relation("小厂", "生产", "零件"),
            relation("大厂", "入选", "名单", at=1, object_kind=EntityKind.TITLE),
            figure("某厂", "员工数", 5, unit="人", at=2, flags=("vague",), subject_kind=EntityKind.FIRM),
            figure("化工", "营收", 1e9, at=3, period="2024", tier=Tier.TRADITIONAL),
        )
    )
    ledger.add(reading("乙", figure("某厂", "资产", 5, subject_kind=EntityKind.FIRM, period="2024")))
    other = reading("丙", figure("某厂", "资产", 6, subject_kind=EntityKind.FIRM, period="2024"))
    ledger.add(other)
    order = [(r.statement.subject, r.pages) for r in ledger.review_queue()]
    assert order == [("某厂", 2), ("某厂", 2), ("大厂", 3), ("化工", 3), ("某厂", 2), ("小厂", 2)]
    first = ledger.review_queue(limit=1)[0]
    assert "与其他来源矛盾" in first.reasons
    ledger.decide("accept", first.statement.id, who="李")
    assert first.statement.id not in {r.statement.id for r in ledger.review_queue()}
    cited = ledger.review_queue(cited={ledger.statements(subject="小厂")[0].id: 7})
    assert cited[1].statement.subject == "小厂" and "已发布页面引用7处" in cited[1].reasons
