"""What a stranger, a forger and a careless file can not do."""

from __future__ import annotations

import io
import time
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

    hidden_bomb = b"%PDF-1.4 " + bomb.getvalue()
    with pytest.raises(InputError, match="展开后"):
        check_archive("bomb.xlsx", hidden_bomb)
    with pytest.raises(InputError, match="损坏"):
        check_archive("cut.xlsx", bomb.getvalue()[:-40])


def test_every_error_has_one_shape(client: TestClient) -> None:
    """For programs the same JSON whatever went wrong, for people a page; never a trace."""
    own = token(client, "/entity/北山轴承")
    large = {"target": "x" * 2_000_000}

    def broken() -> None:
        raise RuntimeError("secret detail")

    client.app.add_api_route("/broken", broken)  # type: ignore[attr-defined]
    cases = (
        (404, "GET", "/nowhere", None),
        (404, "GET", "/static/nothing.css", None),
        (405, "DELETE", "/firms", None),
        (405, "POST", "/clusters", None),
        (413, "POST", "/decide/accept", large),
        (422, "POST", "/decide/accept", {"form_token": own}),
        (400, "GET", "/?period=yesterday", None),
        (403, "POST", "/decide/accept", {"target": "st-1"}),
        (404, "POST", "/decide/accept", {"target": "st-00000000", "form_token": own}),
        (500, "GET", "/broken", None),
    )
    for status, method, path, data in cases:
        told = client.request(method, path, data=data, headers={"accept": "application/json"})
        assert told.status_code == status, (path, told.status_code)
        assert set(told.json()["error"]) == {"type", "what", "where", "expected", "todo"}, path
        shown = client.request(method, path, data=data, headers={"accept": "text/html"})
        assert shown.status_code == status and "<h1" in shown.text, path
        assert "secret detail" not in told.text + shown.text and "Traceback" not in told.text + shown.text
        assert "content-security-policy" in shown.headers, path


class TestImport:
    def _uploaded(self, client: TestClient, name: str, content: bytes) -> str:
        files = {"files": (name, content)}
        answer = client.post(
            "/import", files=files, data={"form_token": token(client, "/import")}, follow_redirects=False
        )
        assert answer.status_code == 303, answer.text
        job = answer.headers["location"]
        self._ended(client, job)
        return job

    @staticmethod
    def _ended(client: TestClient, job: str) -> None:
        end = time.monotonic() + 60
        while not client.get(f"{job}/state").json()["ended"]:
            assert time.monotonic() < end
            time.sleep(0.02)

    def test_pressing_twice_writes_once_and_going_back_undoes_nothing(self, client: TestClient) -> None:
        table = "企业名称,营业收入(万元)\n东山公司,5000\n".encode()
        job = self._uploaded(client, "=cmd.csv", table)
        form = {"form_token": token(client, "/import")}
        answers = [client.post(f"{job}/commit", data=form, follow_redirects=False) for _ in range(3)]
        assert [a.status_code for a in answers] == [303] * 3
        self._ended(client, job)
        client.post(f"{job}/cancel", data=form)
        page = client.get(job).text
        assert "已写入台账" in page and "台账没有改动" not in page
        assert len(client.get("/sources.json?place=all").json()["view"]["rows"]) == 4
        again = client.post(f"{job}/columns", data=form | {"file": "=cmd.csv"})
        assert again.status_code == 400

    def test_files_that_are_not_what_they_say(self, client: TestClient) -> None:
        for name, content in (
            ("图片.xlsx", b"\x89PNG\r\n\x1a\n" + b"\x00" * 500),
            ("空.docx", b""),
            ("假.pdf", b"%PDF-1.4 nothing"),
            ("程序.exe", b"MZ" + b"\x00" * 200),
            ("../../etc/passwd.csv", b"\xff\xfe\x00"),
        ):
            job = self._uploaded(client, name, content)
            page = client.get(job)
            assert page.status_code == 200 and "写入台账</button>" not in page.text, name
            assert "etc/" not in page.text
        assert len(client.get("/sources.json?place=all").json()["view"]["rows"]) == 3

    def test_a_huge_upload_is_refused_before_it_is_read(self, place) -> None:
        from yanzhen.web.app import build

        client = TestClient(build(Served(ledger=str(place), upload_limit=2_000_000)))
        form = {"form_token": token(client, "/import")}
        answer = client.post("/import", files={"files": ("大.csv", b"1," * 2_000_000)}, data=form)
        assert answer.status_code == 413 and "上传的内容太大" in answer.text

    def test_reports_hold_no_formula(self, client: TestClient) -> None:
        import openpyxl

        nasty = ("=HYPERLINK(1)", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "\r=1+1")
        rows = "".join(f'"{name}",待定\n' for name in nasty)
        job = self._uploaded(client, "名单.csv", f"企业名称,营业收入(万元)\n{rows}".encode())
        for address in (f"{job}/report.xlsx", f"{job}/report.xlsx?file=名单.csv"):
            book = openpyxl.load_workbook(io.BytesIO(client.get(address).content))
            for sheet in book.worksheets:
                kinds = {cell.data_type for row in sheet.iter_rows() for cell in row}
                assert "f" not in kinds, (address, sheet.title)


class TestAccounts:
    def test_a_session_is_new_at_every_login_and_ends_with_its_password(self, guarded: FastAPI) -> None:
        """A cookie planted before the login is worth nothing after it."""
        client = TestClient(guarded)
        client.cookies.set("yz_session", "planted")
        form = {"name": "viewer", "password": PASSWORDS["viewer"], "form_token": token(client, "/login")}
        answer = client.post("/login", data=form, follow_redirects=False)
        issued = answer.cookies["yz_session"]
        assert issued != "planted" and len(issued) > 40
        fixed = TestClient(guarded, cookies={"yz_session": "planted"})
        assert fixed.get("/", follow_redirects=False).status_code == 303
        again = login(guarded, "viewer")
        assert again.cookies["yz_session"] != issued
        guarded.state.people.set_password("viewer", "another-password-2")
        assert again.get("/", follow_redirects=False).status_code == 303

    def test_cookies_are_secure_behind_tls(self, place, everybody) -> None:
        import shutil

        from yanzhen.web.app import build

        settings = Served(ledger=str(place), accounts=True, https=True)
        shutil.copy(everybody, settings.people_store)
        client = TestClient(build(settings), base_url="https://localhost")
        form = {"name": "viewer", "password": PASSWORDS["viewer"], "form_token": token(client, "/login")}
        answer = client.post("/login", data=form, follow_redirects=False)
        for cookie in answer.headers.get_list("set-cookie"):
            assert "Secure" in cookie and "HttpOnly" in cookie and "SameSite" in cookie, cookie
        assert "max-age" in answer.headers["strict-transport-security"]

    def test_no_change_goes_through_without_the_form_token(self, guarded: FastAPI) -> None:
        from tests.web.test_authorisation import OPEN, filled, routes

        admin = login(guarded, "admin")
        before = guarded.state.desk.ledger.version, guarded.state.people.people()
        fields = {
            "target": "st-1", "name": "viewer", "role": "admin", "password": "long-enough-9",
            "template": "briefing", "entity": "", "number": "1",
        }  # fmt: skip
        for method, path in routes(guarded):
            if method == "POST" and path not in OPEN:
                for given in ({}, {"form_token": ""}, {"form_token": "0" * 64}):
                    answer = admin.post(filled(path), data=fields | given, follow_redirects=False)
                    # 422: the upload form without a file is not even a form of ours.
                    assert answer.status_code in (403, 422), (path, answer.status_code)
        assert (guarded.state.desk.ledger.version, guarded.state.people.people()) == before

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
