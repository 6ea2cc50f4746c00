"""The hand-labelled documents, where this machine has them."""

from __future__ import annotations

import importlib.util
import json
import re
from pathlib import Path
from types import ModuleType

import pytest

from yanzhen.read import read_document
from yanzhen.read.clean import clean_text

SHARED = Path(__file__).parents[3] / "shared"
GOLD = SHARED / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="../shared/gold is not on this machine")


def scorer() -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", GOLD / "score.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_scores() -> None:
    score = scorer()
    totals = {level: [0, 0, 0] for level in score.LEVELS}
    relations = [0, 0, 0, 0]
    for path in sorted(GOLD.glob("*.json")):
        label = json.loads(path.read_text(encoding="utf-8"))
        stated = [s.to_json() for s in read_document(GOLD / label["text_file"]).statements]
        place = re.sub(r"[((].*", "", label["place"]) or "全市"
        gold = [g for g in label["statements"] if g["kind"] == "figure" and g["op"] != "in"]
        given = [p for p in stated if p["kind"] == "figure"]
        for level, test in score.LEVELS.items():
            hits, _, _ = score.match(gold, given, lambda g, p, t=test, w=place: t(g, p, w))
            for i, n in enumerate((hits, len(given), len(gold))):
                totals[level][i] += n
        found, wanted, right, offered = score.relation_match(
            [g for g in label["statements"] if g["kind"] == "relation"],
            [p for p in stated if p["kind"] == "relation"],
        )
        for i, n in enumerate((len(found), len(wanted), len(right), len(offered))):
            relations[i] += n
    f1 = {level: score.f1(hits / given, hits / gold) for level, (hits, given, gold) in totals.items()}
    assert f1["full"] >= 0.92 and f1["quantity+bound"] >= 0.97
    assert score.f1(relations[2] / relations[3], relations[0] / relations[1]) >= 0.80


def test_article_as_found() -> None:
    path = SHARED / "evidence" / "liaocheng-2024-12-25.txt"
    reading = read_document(path)
    clean = (SHARED / "evidence" / "liaocheng-2024-12-25.clean.txt").read_text(encoding="utf-8")
    assert "".join(reading.text.split()) == "".join(clean.split())
    source = reading.source
    assert (source.title, source.publisher) == ("我市加快培育形成新质生产力", "聊城日报")
    assert (source.published, source.event_date) == ("2024-12-25T09:35:26", "2024-12-20")
    assert (source.reporter, source.editor, source.reviewer) == ("赵琦", "李明", "刘飞")
    raw = path.read_text(encoding="utf-8")
    for s in reading.statements:
        span = s.spans[0]
        before = raw[span.raw_start : span.raw_end]
        assert (
            clean_text(before).text.rstrip() == s.quote.rstrip()
            or reading.text[span.start : span.end] == s.quote
        )
    tiers = {s.tier.value for s in reading.statements if s.subject == "中通客车" and s.tier}
    assert tiers == {"traditional", "emerging", "future"}
    capacity = next(s for s in reading.statements if s.predicate.endswith(":capacity"))
    assert "joint" in capacity.flags
    revenue = [s for s in reading.statements if s.predicate == "年营收"]
    assert len(revenue) == 5 and all(s.figure and s.figure.period is None for s in revenue)
    assert all(s.figure and s.figure.as_of == "2024-12-20" for s in revenue)


@pytest.mark.parametrize("path", sorted((GOLD / "raw").glob("*.txt")), ids=lambda p: p.stem)
def test_damaged_originals_clean_to_the_labelled_texts(path: Path) -> None:
    done = clean_text(path.read_text(encoding="utf-8"))
    assert done.text.strip() == (GOLD / path.name).read_text(encoding="utf-8").strip()
