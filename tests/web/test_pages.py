"""Every page answers, in both languages, with its twins; numbers keep their bounds and lead to their words."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from yanzhen.web.pages.catalogue import PAGES
from yanzhen.workbench.keeping import About, add

# The working of a number needs to be told which number.
PLAIN = [page for page in PAGES if "{" not in page.path and page.key != "working"]


def first_id(client: TestClient, subject: str) -> str:
    claims = client.get("/search.json", params={"q": subject}).json()["view"]["quotes"]
    return str(claims[0]["hit"]["statement"]["id"])


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("page", PLAIN, ids=lambda page: page.key)
def test_every_page_answers(client: TestClient, page, language: str) -> None:
    answer = client.get(page.path, params={"lang": language})
    assert answer.status_code == 200, answer.text[:500]
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}"' in answer.text


@pytest.mark.parametrize("page", PLAIN, ids=lambda page: page.key)
def test_every_page_has_its_twins(client: TestClient, page) -> None:
    base = "/overview" if page.path == "/" else page.path
    for suffix in page.twins:
        answer = client.get(f"{base}.{suffix}")
        assert answer.status_code == 200, (suffix, answer.text[:300])
        if suffix == "json":
            assert answer.json()["page"] == page.key
        else:
            assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None


def test_no_page_has_inline_script_or_style(client: TestClient) -> None:
    for page in PLAIN:
        text = client.get(page.path).text
        assert not re.search(r"<script(?![^>]*(src=|application/json))", text), page.key
        assert not re.search(r"\sstyle=|<style|\son\w+=|javascript:", text), page.key


def test_no_page_asks_for_anything_from_elsewhere(client: TestClient) -> None:
    for page in PLAIN:
        text = client.get(page.path).text
        assert not re.search(r'(src|href|action)="(https?:)?//', text), page.key


def test_a_bound_stays_a_bound_and_links_to_its_words(client: TestClient) -> None:
    text = client.get("/clusters").text
    number = re.search(
        r'<a class="num" data-evidence data-kind="at-least"[^>]*href="([^"]+)"[^>]*>(.*?)</a>', text
    )
    assert number and "突破1000亿元" in number[2] and "下限" in number[2]
    source = client.get(number[1]).text
    assert "突破1000亿元</mark>" in source or "年营收突破1000亿元" in source
    assert "聊城日报" in source


def test_overlapping_bounds_are_not_ranked(client: TestClient) -> None:
    assert "不能排名" in client.get("/clusters").text


def test_no_evidence_is_not_zero(client: TestClient) -> None:
    assert "这不等于零" in client.get("/entity/远航航空").text


def test_the_spreadsheet_has_low_and_high_as_numbers(client: TestClient) -> None:
    import openpyxl

    book = openpyxl.load_workbook(io.BytesIO(client.get("/clusters.xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    low = rows[0].index("下限")
    bounds = {row[0]: (row[low], row[low + 1]) for row in rows[1:]}
    assert bounds["有色金属产业集群"] == (1e11, None)
    assert "台账版本" in [row[0] for row in book["说明"].iter_rows(values_only=True)]


def test_source_page_marks_the_words_of_each_claim(client: TestClient) -> None:
    source = client.get("/sources.json").json()["view"]["rows"][-1]["source"]["id"]
    view = client.get(f"/source/{source}.json").json()["view"]
    text = "".join(part["text"] for part in view["text"])
    for each in view["claims"]:
        start, end = each["claim"]["span"]
        assert text[start:end] == each["claim"]["quote"]
        marked = "".join(part["text"] for part in view["text"] if each["claim"]["id"] in part["claims"])
        assert each["claim"]["quote"] in marked or marked in each["claim"]["quote"]


def test_what_is_only_mentioned_says_so(place: Path, tmp_path: Path, client: TestClient) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("聊城市2025年计划\n全市大力发展氢能、类脑智能等未来产业。", encoding="utf-8")
    add(place, [file], About(place="聊城市", published="2025-01-08"))
    source = client.get("/sources.json").json()["view"]["rows"]
    plan = next(row["source"]["id"] for row in source if row["source"]["name"] == "plan.txt")
    assert client.get(f"/source/{plan}").text.count(">顺带提及<") == 2


def test_panel_is_a_part_of_the_page(client: TestClient) -> None:
    part = client.get(f"/statement/{first_id(client, '突破1000')}", params={"part": "panel"}).text
    assert "<mark>" in part and "<html" not in part


def test_every_panel_link_has_a_panel(client: TestClient) -> None:
    for page in PLAIN:
        text = client.get(page.path).text
        links = set(re.findall(r"<a[^>]*data-evidence[^>]*href=\"([^\"]+)\"", text))
        for link in sorted(links)[:3]:
            address = link.replace("&amp;", "&")
            part = client.get(address + ("&" if "?" in address else "?") + "part=panel")
            assert part.status_code == 200 and "<html" not in part.text, link


def test_the_lens_is_kept_in_links(client: TestClient) -> None:
    text = client.get("/", params={"period": "2024", "as_of": "2024-12-31"}).text
    assert "/clusters?place=" in text and "period=2024" in text and "as_of=2024-12-31" in text


def test_as_of_hides_what_was_published_later(client: TestClient) -> None:
    assert len(client.get("/sources.json", params={"as_of": "2023-01-01"}).json()["view"]["rows"]) == 1


def test_drift_between_sources_is_listed(client: TestClient) -> None:
    drifts = client.get("/conflicts.json").json()["view"]["drifts"]
    assert [[c["low"] for c in d["claims"]] for d in drifts] == [[20.0, 12.0]]


def test_empty_ledger_teaches(tmp_path) -> None:
    from yanzhen.ledger import Ledger
    from yanzhen.web.app import build
    from yanzhen.workbench.serving import Served

    Ledger.create(tmp_path / "new.yz").close()
    client = TestClient(build(Served(ledger=str(tmp_path / "new.yz"))))
    for page in PLAIN:
        assert client.get(page.path).status_code == 200, page.key
    assert "导入第一份材料" in client.get("/", headers={"accept-language": "zh"}).text


def test_review_and_settings_say_in_words_what_an_office_asks(client: TestClient) -> None:
    queue = client.get("/review").text
    assert "按语法读出" in queue and not re.search(r">[^<]*grammar/1[^<]*<", queue)
    assert "yanzhen export city.yz backup.zip" in client.get("/settings").text


def test_a_streak_of_years_is_no_level_to_set_large() -> None:
    from yanzhen.read import read_text
    from yanzhen.workbench.pages.bands import leading
    from yanzhen.workbench.viewing import overview

    words = "在产业升级方面，聊城市建成3个示例园区，连续三年上榜“全国示例百强市”。"
    reading = read_text(f"聊城市消息\n\n  {words}\n")
    seen = overview(reading.statements, [reading.source])
    assert len(seen.regional) == 2
    assert [shown.claim.figure.unit for shown in leading(seen)] == ["个"]
