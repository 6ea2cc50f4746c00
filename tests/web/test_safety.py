"""What a stranger, a forger and a careless file can not do."""

from __future__ import annotations

import io
import zipfile

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.web.conftest import PASSWORDS, login, token

from yanzhen.errors import InputError, UsageError
from yanzhen.web.pages.entrance import local
from yanzhen.web.safety.uploads import check_archive, safe_name
from yanzhen.workbench.people import PeopleStore, Role
from yanzhen.workbench.serving import Served


def test_refuses_other_addresses_without_accounts() -> None:
    for host in ("0.0.0.0", "192.168.1.5", "::", "example.org"):
        with pytest.raises(UsageError, match="没有设置账号"):
            Served(ledger="city.yz", host=host)
    for host in ("127.0.0.1", "localhost", "::1", "127.0.0.5"):
        assert Served(ledger="city.yz", host=host).host == host
    assert Served(ledger="city.yz", host="0.0.0.0", accounts=True).accounts


def test_foreign_host_names_are_refused(client: TestClient) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400


def test_every_answer_carries_the_headers(client: TestClient) -> None:
    for path in ("/", "/nope", "/overview.json", "/static/mark.svg", "/login"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "script-src 'self'" in policy and "unsafe" not in policy, path
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"


def test_a_change_needs_the_token_of_the_same_browser(client: TestClient, app: FastAPI) -> None:
    statement = client.get("/search.json", params={"q": "突破1000"}).json()["view"]["quotes"][0]["hit"]
    form = {"target": statement["statement"]["id"], "next": "/"}
    assert client.post("/decide/accept", data=form).status_code == 403
    other = TestClient(app, raise_server_exceptions=False)
    stolen = token(other, "/entity/北山轴承")
    assert client.post("/decide/accept", data=form | {"form_token": stolen}).status_code == 403
    own = token(client, "/entity/北山轴承")
    foreign = client.post(
        "/decide/accept", data=form | {"form_token": own}, headers={"origin": "http://evil.example"}
    )
    assert foreign.status_code == 403
    assert client.post("/decide/accept", data=form | {"form_token": own}).status_code == 200


def test_names_and_texts_are_shown_as_text(place, tmp_path) -> None:
    from yanzhen.web.app import build
    from yanzhen.workbench.keeping import add

    evil = tmp_path / "evil.txt"
    evil.write_text(
        "<script>alert(1)</script>集群年营收超500亿元。北山<img src=x onerror=alert(1)>轴承入选“头雁”企业。"
    )
    add(place, [evil])
    client = TestClient(build(Served(ledger=str(place))))
    for path in (
        "/?place=all",
        "/sources?place=all",
        "/clusters?place=all",
        "/search?q=<script>alert(1)</script>",
    ):
        text = client.get(path).text
        assert "<script>alert" not in text and "<img src=x" not in text, path


def test_data_blocks_cannot_be_closed_early() -> None:
    from yanzhen.web.templating import as_data

    assert "</script>" not in as_data({"name": "</script><script>alert(1)</script>"})


def test_exports_hold_no_formula(client: TestClient, place) -> None:
    import openpyxl

    from yanzhen.workbench.pages.lens import Lens
    from yanzhen.workbench.pages.office import Sheet, as_workbook
    from yanzhen.workbench.pages.tables import PageTable

    nasty = ('=HYPERLINK("http://evil")', "+1+1", "-1+1", "@SUM(A1)")
    table = PageTable("名单", ("名称",), tuple((name,) for name in nasty))
    sheet = Sheet("名单", (table,), Lens(), "v", False, "zh", str)
    cells = openpyxl.load_workbook(io.BytesIO(as_workbook(sheet))).worksheets[0]
    assert [cells.cell(row, 1).data_type for row in range(2, 6)] == ["s"] * 4


def test_ways_back_stay_here() -> None:
    assert local("/sources?page=2") == "/sources?page=2"
    for target in ("http://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""):
        assert local(target) == "/"


def test_upload_names_and_archives() -> None:
    assert safe_name("../../etc/passwd") == "passwd"
    assert safe_name("C:\\temp\\企业名单.xlsx") == "企业名单.xlsx"
    assert safe_name("\x00..") == "upload"
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sheet1.xml", b"0" * 30_000_000)
    with pytest.raises(InputError, match="展开后"):
        check_archive("bomb.xlsx", bomb.getvalue())
    slip = io.BytesIO()
    with zipfile.ZipFile(slip, "w") as archive:
        archive.writestr("../../evil.txt", b"x")
    with pytest.raises(InputError, match="指向外部"):
        check_archive("slip.zip", slip.getvalue())


def test_large_forms_are_refused(client: TestClient) -> None:
    answer = client.post("/decide/accept", data={"target": "x" * 2_000_000})
    assert answer.status_code == 413 and answer.json()["error"]["what"]


class TestAccounts:
    def test_nobody_sees_anything_without_logging_in(self, guarded: FastAPI) -> None:
        client = TestClient(guarded, raise_server_exceptions=False)
        page = client.get("/clusters?period=2024", follow_redirects=False)
        assert page.status_code == 303 and page.headers["location"].startswith("/login?next=/clusters")
        assert client.get("/clusters.json").status_code == 401

    def test_wrong_passwords_make_one_wait(self, guarded: FastAPI) -> None:
        client = TestClient(guarded, raise_server_exceptions=False)
        form = {"name": "editor", "password": "wrong-password", "form_token": token(client, "/login")}
        for _ in range(5):
            assert client.post("/login", data=form).status_code == 401
        right = form | {"password": PASSWORDS["editor"]}
        assert client.post("/login", data=right).status_code == 429

    def test_session_cookie(self, guarded: FastAPI) -> None:
        client = TestClient(guarded)
        form = {"name": "viewer", "password": PASSWORDS["viewer"], "form_token": token(client, "/login")}
        cookie = client.post("/login", data=form, follow_redirects=False).headers["set-cookie"]
        assert "HttpOnly" in cookie and "SameSite=lax" in cookie
        client.post("/logout", data={"form_token": token(client, "/")})
        assert client.get("/", follow_redirects=False).status_code == 303

    def test_a_viewer_cannot_decide(self, guarded: FastAPI) -> None:
        client = login(guarded, "viewer")
        form = {"target": "st-0", "form_token": token(client, "/")}
        assert client.post("/decide/accept", data=form).status_code == 403

    def test_internal_sources_are_invisible_to_viewers(self, guarded: FastAPI) -> None:
        viewer, editor = login(guarded, "viewer"), login(guarded, "editor")
        assert "7.31亿元" in editor.get("/entity/北山轴承集团").text
        assert "7.31亿元" not in viewer.get("/entity/北山轴承集团").text
        hidden = next(
            row["source"]["id"]
            for row in editor.get("/sources.json?place=all").json()["view"]["rows"]
            if row["source"]["visibility"] == "internal"
        )
        for path in (f"/source/{hidden}", f"/source/{hidden}.json", f"/source/{hidden}.xlsx"):
            assert viewer.get(path).status_code == 404
        assert not viewer.get("/search.json?q=7.31&place=all").json()["view"]["quotes"]
        assert editor.get("/search.json?q=7.31&place=all").json()["view"]["quotes"]

    def test_changes_and_exports_leave_a_trail(self, guarded: FastAPI) -> None:
        login(guarded, "editor").get("/clusters.xlsx")
        entries = guarded.state.people.trail()
        assert ("editor", "export") in [(e.who, e.action) for e in entries]
        assert ("editor", "login") in [(e.who, e.action) for e in entries]


def test_accounts_store(tmp_path) -> None:
    people = PeopleStore(tmp_path / "people.db")
    people.add("li", "long-enough-1", Role.EDITOR)
    with pytest.raises(UsageError):
        people.add("li", "long-enough-1", Role.EDITOR)
    with pytest.raises(UsageError):
        people.add("wang", "short", Role.EDITOR)
    session = people.login("li", "long-enough-1", "::1")
    assert session and people.whose(session).role is Role.EDITOR
    people.set_password("li", "long-enough-2")
    assert people.whose(session) is None
    people.disable("li")
    assert people.login("li", "long-enough-2", "::1") is None
    assert b"long-enough" not in (tmp_path / "people.db").read_bytes()


def test_sums_over_fewer_than_three_firms_are_withheld(place, tmp_path) -> None:
    from yanzhen.workbench.keeping import About, add
    from yanzhen.workbench.pages.chains import chain_page
    from yanzhen.workbench.pages.compare import compare_page
    from yanzhen.workbench.pages.desk import open_desk
    from yanzhen.workbench.pages.lens import Lens

    table = tmp_path / "面板.csv"
    lines = ["年份,地区,行业,营业收入(万元),企业数(家)"]
    for region in ("甲县", "乙县"):
        for n, activity in enumerate(("纺织业", "造纸业", "汽车制造业")):
            lines.append(f"2024,{region},{activity},{100 + 10 * n},{1 + 4 * n}")
    table.write_text("\n".join(lines), encoding="utf-8")
    firms = tmp_path / "企业.csv"
    firms.write_text("企业名称,主要产品,营业收入(万元)\n北山轴承公司,轴承保持架,5000\n", encoding="utf-8")
    add(place, [table, firms], About())
    desk = open_desk(str(place))
    public, trusted = Lens(everywhere=True, internal=False), Lens(everywhere=True)
    hidden = {r.activity: r.withheld for r in compare_page(desk, public, {}).rows}
    # 造纸业 with it: otherwise the total of the region less the others would give 纺织业 away.
    assert hidden == {"纺织业": True, "造纸业": True, "汽车制造业": False}
    assert not any(r.withheld for r in compare_page(desk, trusted, {}).rows)
    seen = {s.key: s for s in chain_page(desk, trusted, "bearing").segments}
    told = {s.key: s for s in chain_page(desk, public, "bearing").segments}
    with_sum = [key for key, s in seen.items() if s.revenue]
    assert with_sum and all(told[key].withheld and told[key].revenue is None for key in with_sum)
    desk.close()
