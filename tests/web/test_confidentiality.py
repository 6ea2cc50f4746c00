"""What somebody without the right must not learn from any page, twin, export or error: marks and small cells."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import combinations
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from tests.web.conftest import login, token
from tests.web.test_authorisation import filled, routes

from yanzhen.ledger import Ledger
from yanzhen.workbench.keeping import About, add
from yanzhen.workbench.small_cells import FEWEST, TOTAL, suppressed

SECRET = "黑色金属产业集群年营收超500亿元"


def text_of(answer) -> str:  # type: ignore[no-untyped-def]
    """An answer as text, office files unpacked; with its headers, which must not tell either."""
    head = repr(dict(answer.headers))
    if not answer.content.startswith(b"PK"):
        return head + answer.text
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        return head + "".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def walk(client: TestClient, addresses: list[str]) -> dict[str, str]:
    """Everything that can be read, by address."""
    return {address: text_of(client.get(address)) for address in addresses}


@pytest.fixture
def hidden(place: Path) -> str:
    """The id of a statement that is marked internal; done before the application opens the ledger."""
    with Ledger.open(place) as ledger:
        found = next(s for s in ledger.statements() if s.subject == "黑色金属产业集群" and s.figure)
        ledger.decide("internal", found.id, who="李", reason="绝密缘由")
    return found.id


def readable(app: FastAPI, hidden: str) -> list[str]:
    """Every GET route of a viewer, with addresses that lead to what is hidden, and embeds."""
    with Ledger.open(app.state.settings.ledger, readonly=True) as ledger:
        source = ledger.record(hidden).source.id
    paths = []
    for method, path in routes(app):
        if method != "GET" or path.startswith(("/login", "/preferences")):
            continue
        full = path.replace("{source_id}", source).replace("{statement_id}", hidden)
        full = filled(full.replace("{name}", "黑色金属产业集群").replace("{chain}", "bearing"))
        paths += [full, f"{full}?place=all", f"{full}?as_of=2025-01-01", f"{full}?period=2024"]
    searches = [f"/search{s}?place=all&q={q}" for s in ("", ".json") for q in ("500", "黑色", "铁 500亿元")]
    embeds = [f"/embed/{key}?place=all&chain=bearing" for key in ("clusters", "compare", "chain", "index")]
    return [*paths, *searches, *embeds, f"/basis?ids={hidden}", f"/statement/{hidden[:12]}"]


class TestStatementsMarkedInternal:
    def test_no_page_twin_search_error_or_header_tells(self, hidden: str, guarded: FastAPI) -> None:
        addresses = readable(guarded, hidden)
        told = walk(login(guarded, "viewer"), addresses)
        for address, text in told.items():
            # What was asked for comes back in links and fields; what was not asked for may not.
            text = re.sub(re.escape(hidden) + "|" + hidden[:12], "", text)
            for word in ("500亿", r"(?<!\d)50000000000(?!\d)", "绝密缘由", SECRET):
                if word not in address:
                    assert not re.search(word, text), (address, word)
        seen = walk(login(guarded, "editor"), [f"/statement/{hidden}"])
        assert any("500亿" in text for text in seen.values())

    def test_everything_but_it_stays(self, hidden: str, guarded: FastAPI) -> None:
        viewer = login(guarded, "viewer")
        page = viewer.get("/?place=all").text
        assert "突破1000亿元" in page and "黑色金属产业集群" not in page
        source = next(
            row["source"]["id"]
            for row in viewer.get("/sources.json?place=all").json()["view"]["rows"]
            if "通报" in (row["source"]["title"] or "")
        )
        text = viewer.get(f"/source/{source}").text
        assert "█" * len(SECRET) in text and "12条制造业重点产业链" in text

    def test_counts_of_viewers_leave_it_out(self, hidden: str, guarded: FastAPI) -> None:
        def count(who: str) -> int:
            rows = login(guarded, who).get("/sources.json?place=all").json()["view"]["rows"]
            return sum(row["statements"] for row in rows if "通报" in (row["source"]["title"] or ""))

        assert count("editor") - count("viewer") == 1

    def test_marked_on_a_page_it_is_gone_for_others_at_once(self, guarded: FastAPI) -> None:
        editor, viewer = login(guarded, "editor"), login(guarded, "viewer")
        assert "黑色金属产业集群" in viewer.get("/?place=all").text
        hit = editor.get("/search.json?q=超500亿元&place=all").json()["view"]["quotes"][0]["hit"]
        target = hit["statement"]["id"]
        form = {"target": target, "form_token": token(editor, f"/statement/{target}"), "next": "/"}
        assert (
            viewer.post("/decide/internal", data=form | {"form_token": token(viewer, "/")}).status_code == 403
        )
        assert editor.post("/decide/internal", data=form, follow_redirects=False).status_code == 303
        assert "黑色金属产业集群" not in viewer.get("/?place=all").text
        assert viewer.get(f"/statement/{target}").status_code == 404
        assert ("editor", "internal", target) in [
            (e.who, e.action, e.subject) for e in guarded.state.people.trail()
        ]
        assert editor.post("/decide/public", data=form, follow_redirects=False).status_code == 303
        assert "黑色金属产业集群" in viewer.get("/?place=all").text

    def test_marked_by_another_process_it_is_gone_at_once_too(self, guarded: FastAPI, place: Path) -> None:
        viewer = login(guarded, "viewer")
        assert "黑色金属产业集群" in viewer.get("/?place=all").text
        with Ledger.open(place) as ledger:
            found = next(s for s in ledger.statements() if s.subject == "黑色金属产业集群")
            ledger.decide("internal", found.source_id, who="李")
        guarded.state.desk._glances.clear()  # the twentieth of a second for which a version is believed
        assert "黑色金属产业集群" not in viewer.get("/?place=all").text

    def test_editors_without_the_right_cannot_decide_on_what_they_do_not_see(
        self, hidden: str, guarded: FastAPI
    ) -> None:
        people = guarded.state.people
        people._change("editor", sees_internal=False)
        editor = login(guarded, "editor")
        own = token(editor, "/entity/北山轴承")
        with Ledger.open(guarded.state.settings.ledger, readonly=True) as ledger:
            mark = next(d for d in ledger.decisions() if d.verb == "internal")
            visible = next(s for s in ledger.statements() if s.subject == "北山轴承")
        for verb, target in (
            ("accept", hidden), ("accept", hidden[:12]), ("undo", mark.id), ("same", "北山轴承集团"),
            ("correct", hidden),
        ):  # fmt: skip
            address = "/correct" if verb == "correct" else f"/decide/{verb}"
            form = {"target": target, "form_token": own, "other": "北山轴承" if verb == "same" else ""}
            answer = editor.post(address, data=form, follow_redirects=False)
            assert answer.status_code == 404, (verb, answer.status_code)
            assert "500亿" not in answer.text and "7.31" not in answer.text
        form = {"target": visible.id, "form_token": own}
        assert editor.post("/decide/internal", data=form).status_code == 403

    def test_briefings_leave_it_out_and_published_files_are_withheld(self, guarded: FastAPI) -> None:
        editor, reviewer, viewer = (login(guarded, who) for who in ("editor", "reviewer", "viewer"))
        made = editor.post(
            "/briefings",
            data={"template": "briefing", "form_token": token(editor, "/briefings")},
            follow_redirects=False,
        ).headers["location"]
        assert "500亿" in viewer.get(made).text
        for client, part in ((editor, "editor"), (reviewer, "reviewer")):
            client.post(f"{made}/sign/{part}", data={"form_token": token(client, made)})
        number = guarded.state.briefings.publish(
            made.rsplit("/", 1)[1], "简报", "聊城市", "王", {"html": html_of(guarded, made)}
        )
        file = f"{made}/issues/{number}/html"
        assert "500亿" in viewer.get(file).text
        hit = editor.get("/search.json?q=超500亿元&place=all").json()["view"]["quotes"][0]["hit"]
        target = hit["statement"]["id"]
        form = {"target": target, "form_token": token(editor, f"/statement/{target}")}
        editor.post("/decide/internal", data=form)
        assert viewer.get(file).status_code == 404
        assert editor.get(file).status_code == 200
        for suffix in ("", ".json", ".docx", ".xlsx"):
            assert "500亿" not in text_of(viewer.get(made + suffix)), suffix


def html_of(app: FastAPI, made: str) -> bytes:
    from yanzhen.publish import render
    from yanzhen.workbench.pages.briefings import briefing_page

    return render(briefing_page(app.state.desk, app.state.briefings, made.rsplit("/", 1)[1]).outline, "html")


COUNTS = {
    "甲县": {"纺织业": 1, "造纸业": 8, "汽车制造业": 12},
    "乙县": {"纺织业": 9, "造纸业": 7, "汽车制造业": 6},
    "丙县": {"纺织业": 5, "造纸业": 4, "汽车制造业": 20},
}
REVENUES = {
    region: {activity: 1000 + 137 * i + 41 * j for j, activity in enumerate(row)}
    for i, (region, row) in enumerate(COUNTS.items())
}


@pytest.fixture
def small(place: Path, tmp_path: Path) -> None:
    """A panel with one cell of a single firm, imported before the application opens the ledger."""
    table = tmp_path / "面板.csv"
    lines = ["年份,地区,行业,营业收入(万元),企业数(家)"]
    lines += [
        f"{year},{region},{activity},{REVENUES[region][activity] + year - 2020},{n}"
        for year in (2020, 2024)
        for region, row in COUNTS.items()
        for activity, n in row.items()
    ]
    table.write_text("\n".join(lines), encoding="utf-8")
    add(place, [table], About())


class TestSmallCells:
    def test_pages_and_exports_withhold_the_cell_and_its_partners(
        self, small: None, guarded: FastAPI
    ) -> None:
        viewer, editor = login(guarded, "viewer"), login(guarded, "editor")
        own = REVENUES["甲县"]["纺织业"] + 4
        rows = viewer.get("/compare.json?place=甲县&region=甲县&year=2024").json()["view"]["rows"]
        marked = [row["activity"] for row in rows if row["withheld"]]
        assert "纺织业" in marked and len(marked) == 2
        for row in rows:
            assert (row["value"] is None) == row["withheld"] == row["quotient_withheld"], row
        addresses = [
            f"{page}{suffix}?place=all&region={region}&year=2024&activity={activity}"
            for page in ("/compare", "/opportunities", "/working", "/search")
            for suffix in ("", ".json", ".xlsx", ".docx")
            for region in COUNTS
            for activity in ("", *COUNTS["甲县"])
        ]
        panel = viewer.get("/compare.json?place=all").json()["view"]["choice"]["panel"]["source"]["id"]
        addresses += [f"/source/{panel}{s}" for s in ("", ".json", ".xlsx", ".docx")]
        addresses += [f"/entity/甲县纺织业{s}?place=all" for s in ("", ".json")] + [
            "/search.json?q=1004&place=all"
        ]
        addresses += ["/embed/compare?place=all&region=甲县", "/?place=all", "/overview.json?place=all"]
        for address, text in walk(viewer, addresses).items():
            for form in (rf"(?<![\d.]){own}(?!\d)", rf"{own}0000(?!\d)", rf"{own / 1e4:.4f}"):
                found = re.search(form, text.replace("q=1004", "").replace('"query":"1004"', ""))
                assert not found, (address, found and text[max(0, found.start() - 160) : found.end() + 90])
        assert "不足3家" in viewer.get("/compare?place=all&region=甲县&year=2024").text
        assert viewer.get("/working.json?place=all&region=甲县&year=2024&activity=纺织业").status_code == 400
        seen = editor.get("/compare.json?place=all&region=甲县&year=2024").json()["view"]["rows"]
        assert not any(row["withheld"] for row in seen) and all(row["value"] for row in seen)

    def test_no_cell_can_be_had_by_subtracting(self, small: None, guarded: FastAPI) -> None:
        """Over all regions and activities with their totals, every line hides nothing or at least two cells."""
        viewer = login(guarded, "viewer")
        known = {}
        for activity in ("", *COUNTS["甲县"]):
            page = viewer.get(f"/compare.json?place=all&year=2024&activity={activity}").json()["view"]
            for row in page["map"]["regions"]:
                known[row["region"], activity or TOTAL] = None if row["withheld"] else row["figure"]["value"]
        for region, row in COUNTS.items():
            line = [known[region, a] for a in (*row, TOTAL)]
            assert line.count(None) != 1
        for activity in COUNTS["甲县"]:
            assert [known[region, activity] for region in COUNTS].count(None) != 1
        assert [cell for cell, value in known.items() if value is None]

    def test_what_is_marked_at_import_can_be_looked_up_and_undone(self, small: None, place: Path) -> None:
        with Ledger.open(place) as ledger:
            marks = [d for d in ledger.decisions() if d.verb == "internal"]
            assert marks and {d.reason for d in marks} == {"不足3家企业，按统计法不公布"}
            subjects = {ledger.statement(d.target).subject for d in marks}
            assert "甲县纺织业" in subjects and len(subjects) == 4


def test_a_large_table_with_small_cells_is_marked_as_a_whole(place: Path, tmp_path: Path) -> None:
    table = tmp_path / "大表.csv"
    lines = ["年份,地区,行业,营业收入(万元),企业数(家)"]
    lines += [f"2024,第{i % 90}县,第{i // 90}业,{i + 100},{1 + i % 9}" for i in range(5_400)]
    table.write_text("\n".join(lines), encoding="utf-8")
    added = add(place, [table], About())[0].report.source_id
    with Ledger.open(place) as ledger:
        assert ledger.source(added).visibility == "internal"
        assert added not in {source.id for source in ledger.visible_to("public").sources()}


def test_suppression_holds_for_any_table() -> None:
    from hypothesis import given, settings
    from hypothesis import strategies as st

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=3, max_size=6))
    def check(table: list[list[int]]) -> None:
        counts = {(f"r{i}", f"c{j}"): float(n) for i, row in enumerate(table) for j, n in enumerate(row)}
        hidden = suppressed(counts)
        firms = {**counts}
        for (r, c), n in counts.items():
            for cell in ((r, TOTAL), (TOTAL, c), (TOTAL, TOTAL)):
                firms[cell] = firms.get(cell, 0) + n
        assert {cell for cell, n in firms.items() if 0 < n < FEWEST} <= hidden
        for side in (0, 1):
            for end in {cell[side] for cell in firms}:
                line = [cell for cell in firms if cell[side] == end]
                inside = [cell for cell in line if cell in hidden]
                rest = [cell for cell in line if cell not in hidden and firms[cell] > 0]
                assert (
                    not inside
                    or not rest
                    or (len(inside) > 1 and sum(firms[cell] for cell in inside) >= FEWEST)
                )
        assert all(a != b for a, b in combinations(sorted(hidden), 2))

    check()
