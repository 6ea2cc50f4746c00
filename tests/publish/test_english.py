"""English documents: names that have an English form take it, whole or not at all; sources keep their words."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.publish.city import AS_OF, Book

from yanzhen.publish import Facts, Imprint, Outline, Paragraph, Table, compose, facts_of, load_template
from yanzhen.publish.glossary import place_in_english, translated, with_article
from yanzhen.publish.outline import plain
from yanzhen.publish.phrase import period_en
from yanzhen.terms import Period


@pytest.mark.parametrize(
    ("name", "english"),
    [
        ("绿色化工产业集群", "green chemicals cluster"),
        ("山东省首批战略性新兴产业集群", "Shandong first-batch strategic emerging industry cluster"),
        ("制氢、储运和整车制造", "hydrogen production, storage and transport and vehicle making"),
        ("甲乙绿色化工产业集群", None),
        ("", None),
    ],
)
def test_a_name_is_translated_whole_or_not_at_all(name: str, english: str | None) -> None:
    assert translated(name) == english


@pytest.mark.parametrize(
    ("name", "english"),
    [("聊城市", "Liaocheng"), ("莘县", "Shen County"), ("东阿县", "Dong'e County"), ("陕西省", "Shaanxi")],
)
def test_places_go_by_their_sound(name: str, english: str) -> None:
    assert place_in_english(name) == english


def test_an_article_stands_before_what_can_be_counted() -> None:
    assert with_article("绿色化工产业集群") == "the green chemicals cluster"
    assert with_article("新材料") == "new materials" and with_article("甲公司") == "甲公司"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("2024", "2024"),
        ("2021/2025", "2021 to 2025"),
        ("2024-S1", "the first half of 2024"),
        ("2024-Q3", "the third quarter of 2024"),
        ("2024-01/2024-07", "January to July 2024"),
        ("2024-05", "May 2024"),
        ("2024-05-01", "1 May 2024"),
        ("2023-11/2024-02", "November 2023 to February 2024"),
    ],
)
def test_periods_in_words(code: str, words: str) -> None:
    assert period_en(Period.parse(code)) == words


def paragraphs(outline: Outline) -> str:
    return "\n".join(plain(b.runs, "en") for b in outline.blocks if isinstance(b, Paragraph))


def test_a_briefing_is_in_sentences_that_agree(city: Facts, imprint: Imprint) -> None:
    words = paragraphs(compose(load_template("briefing", "en"), city, imprint))
    assert (
        "The non-ferrous metals cluster and the agricultural products processing cluster report annual revenue of over"
        in words
    )
    assert "Liaocheng has 12 chains (key manufacturing chains)." in words
    assert "were selected for the title of" in words and "industries are at " in words


def test_names_put_into_english_are_listed_beside_those_of_the_sources(city: Facts, imprint: Imprint) -> None:
    words = paragraphs(compose(load_template("briefing", "en"), city, imprint))
    assert "Names put into English: " in words and "green chemicals cluster (绿色化工产业集群)" in words


def test_an_english_name_of_the_ledger_is_used(book: Book, imprint: Imprint) -> None:
    book.relation("甲公司", "位于", "聊城市", "甲公司位于聊城市")
    facts = replace(facts_of(book.evidence, "聊城市", AS_OF), english={"甲公司": "Alpha Ltd"})
    outline = compose(load_template("wording", "en"), facts, imprint)
    [table] = [b for b in outline.blocks if isinstance(b, Table) and b.caption == "Other claims"]
    assert plain(table.rows[0][0], "en") == "Alpha Ltd is in Liaocheng"
    assert "甲公司位于聊城市" in str(outline.blocks), "the quote stays"
