"""Both languages are complete."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from yanzhen.web.language import catalogue
from yanzhen.web.pages.catalogue import PAGES
from yanzhen.web.phrasebook import said

ROOT = Path(__file__).parents[2]
CHINESE = re.compile(r"[一-鿿]")


def test_the_english_catalogue_is_complete() -> None:
    spec = importlib.util.spec_from_file_location("update_catalogue", ROOT / "scripts/update_catalogue.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    with script.FILE.open("rb") as file:
        known = script.read_po(file, locale="en")
    assert script.problems(known, script.extracted()) == []


def test_placeholders_survive_translation() -> None:
    table = catalogue("en")._catalog  # type: ignore[attr-defined]
    for chinese, english in table.items():
        if chinese:
            for pattern in (r"%\(\w+\)s", r"\{\w+\}"):
                assert sorted(re.findall(pattern, chinese)) == sorted(re.findall(pattern, english)), chinese


def test_no_translation_is_left_in_chinese() -> None:
    table = catalogue("en")._catalog  # type: ignore[attr-defined]
    quoted = ("近", "约", "亿元", "等", "突破")  # words of the sources that the English text speaks about
    left = [e for c, e in table.items() if c and CHINESE.search(e) and not any(q in e for q in quoted)]
    assert left == []


@pytest.mark.parametrize("page", [p for p in PAGES if p.group], ids=lambda p: p.key)
def test_english_pages_speak_english(client: TestClient, page) -> None:
    text = client.get(page.path, params={"lang": "en"}).text
    heads = re.findall(r"<h[12][^>]*>(.*?)</h[12]>", text, re.S)
    assert "Project-Id-Version" not in text
    words = [re.sub(r"<[^>]+>", "", head) for head in heads]
    assert words and not [w for w in words if CHINESE.search(w) and "聊城" not in w], words


@pytest.mark.parametrize(
    ("chinese", "english"),
    [
        ("轴承产业链", "Bearings"),
        ("轴承产业链 · 滚动体", "Bearings · Rolling elements"),
        (
            "营收1023.9万元，不足滚动体（138127.7万元）的 10%",
            "revenue 10.239 million yuan: less than 10% of Rolling elements (1381.277 million yuan)",
        ),
    ],
)
def test_names_and_amounts_inside_a_reason_are_said_in_english(chinese: str, english: str) -> None:
    assert said(chinese, "en") == english and said(chinese, "zh") == chinese
