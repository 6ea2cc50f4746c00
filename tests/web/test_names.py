"""Names that may mean one thing: proposed where somebody looks, joined by a decision, seen together, and undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import token

from yanzhen.ledger import Ledger
from yanzhen.workbench.keeping import About, add
from yanzhen.workbench.pages import names
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens

NOTICE = """山东省公布首批支柱型示例集群名单

来源:山东省工业和信息化厅  2024-07-01

  聊城市有色金属产业集群入选山东省首批支柱型示例集群。北山轴承股份有限公司2024年营业收入达到8亿元。
"""
CITY = """聊城市产业集群建设进展

来源:聊城日报  2024-08-01

  有色金属产业集群、农副产品加工产业集群入选省首批支柱型示例集群。
"""
FIRM, FULL = "北山轴承", "北山轴承股份有限公司"
BARE, NAMED = "省首批支柱型示例集群", "山东省首批支柱型示例集群"


@pytest.fixture
def place(place: Path, tmp_path: Path) -> Path:
    """The city's ledger with two notices that write one title in two ways, and one firm."""
    for name, text in (("notice.txt", NOTICE), ("city.txt", CITY)):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        add(place, [file], About())
    return place


def pairs(client: TestClient) -> set[frozenset[str]]:
    found = client.get("/names.json").json()["view"]["pairs"]
    return {frozenset((pair["a"]["name"], pair["b"]["name"])) for pair in found}


def decide(client: TestClient, verb: str, target: str, other: str = "") -> None:
    form = {"target": target, "other": other, "form_token": token(client, "/names"), "next": "/names"}
    assert client.post(f"/decide/{verb}", data=form, follow_redirects=False).status_code == 303


def test_pairs_are_proposed_on_their_page_and_where_one_of_them_is_shown(client: TestClient) -> None:
    assert {frozenset((FIRM, FULL)), frozenset((BARE, NAMED))} <= pairs(client)
    page = client.get("/names").text
    assert "只写级别的一个未写是哪里" in page and "可能" in page
    assert '可能与这个是同一个：<a href="/entity/' in client.get(f"/entity/{NAMED}").text
    assert 'href="/names' in client.get("/review").text


def test_a_title_written_in_two_ways_is_one_after_the_decision_and_two_after_its_undoing(
    client: TestClient,
) -> None:
    def titles() -> list[str]:
        return [row["title"] for row in client.get("/titles.json?place=all").json()["view"]["titles"]]

    assert {BARE, NAMED} <= set(titles())
    decide(client, "same", BARE, NAMED)
    assert len({BARE, NAMED} & set(titles())) == 1
    assert frozenset((BARE, NAMED)) not in pairs(client)
    decision = client.get("/names.json").json()["view"]["decided"][0]
    decide(client, "undo", decision["id"])
    assert {BARE, NAMED} <= set(titles()) and frozenset((BARE, NAMED)) in pairs(client)


def test_clusters_that_are_one_stand_once_on_the_overview(client: TestClient) -> None:
    short, full = "有色金属产业集群", "聊城市有色金属产业集群"

    def shown() -> list[str]:
        view = client.get("/overview.json?place=all").json()["view"]["overview"]
        return [member["name"] for member in view["clusters"]]

    assert {short, full} <= set(shown())
    decide(client, "same", short, full)
    assert shown().count(short) == 1 and full not in shown()


def test_not_the_same_is_not_asked_again(client: TestClient) -> None:
    decide(client, "not-same", FIRM, FULL)
    assert frozenset((FIRM, FULL)) not in pairs(client)
    assert "可能与这个是同一个" not in client.get(f"/entity/{FULL}").text


def test_an_upload_tells_which_names_it_may_know_and_leads_there(client: TestClient) -> None:
    table = "企业名称,营业收入(万元)\n东河铜业有限公司,5000\n".encode()
    form = {"form_token": token(client, "/import")}
    answer = client.post("/import", files={"files": ("表.csv", table)}, data=form, follow_redirects=False)
    job = answer.headers["location"]
    wait_for(client, job)
    preview = client.get(job).text
    assert "可能是台账里已有的" in preview and "东河铜业</a>" in preview
    client.post(f"{job}/commit", data=form)
    wait_for(client, job)
    done = client.get(job).text
    assert (
        "1 对名称可能是同一个" in done
        and "src-" not in done.split("<tbody>")[1].split("</a>")[0].split(">")[-1]
    )


def wait_for(client: TestClient, job: str) -> None:
    while not client.get(f"{job}/state").json()["ended"]:
        pass


def test_reviewing_a_statement_does_not_look_for_all_pairs_again(place: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    desk = Desk(Ledger.open(place))
    asked: list[int] = []
    monkeypatch.setattr(names, "_pairs", lambda view: asked.append(1) or [])
    names.alike(desk, Lens(), {FIRM})
    desk.ledger.decide("accept", desk.ledger.statements()[0].id, who="李")
    desk.touch()
    names.alike(desk, Lens(), {FIRM})
    assert len(asked) == 1
    desk.ledger.decide("not-same", FIRM, FULL, who="李")
    desk.touch()
    names.alike(desk, Lens(), {FIRM})
    assert len(asked) == 2
    desk.close()
