"""Whether a string may be a name is told by the words it is cut into."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text
from yanzhen.read.grammar.speech import acts, bare, ended


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("进而", ""),
        ("集团也因此", "集团"),
        ("青禾重工旗下企业接连", "青禾重工旗下企业"),
        ("海诺科技有限公司也", "海诺科技有限公司"),
        ("也门客商", "也门客商"),
        ("正大集团", "正大集团"),
        ("并购基金", "并购基金"),
        ("朝阳区", "朝阳区"),
    ],
)
def test_words_that_belong_to_no_name_are_taken_off(phrase: str, name: str) -> None:
    assert bare(phrase) == name


@pytest.mark.parametrize(
    "clause", ["引领更多的企业", "充分放大开放示范区", "更新产业链", "主动加强与青禾协会"]
)
def test_a_clause_is_no_name(clause: str) -> None:
    assert acts(clause)


@pytest.mark.parametrize("name", ["创新药产业", "节能环保产业", "联合光电", "休闲食品", "再制造产业"])
def test_names_may_begin_like_verbs(name: str) -> None:
    assert not acts(name)


def test_an_adverb_is_not_who_is_awarded() -> None:
    stated = read_text(
        "海诺集团深耕轴承二十年。集团也因此被评为“省级绿色工厂”，进而入选国家级单项冠军企业名单。"
    )
    named = {(s.subject, s.object) for s in stated.statements if s.kind != "figure"}
    assert ("海诺集团", "“省级绿色工厂”") in named
    assert all("因此" not in subject and "进而" not in subject for subject, _ in named)


def test_what_is_done_to_a_place_is_not_the_subject() -> None:
    stated = read_text("聊城市充分放大开放示范区政策效应，形成12条重点产业链。")
    assert [s.subject for s in stated.statements if s.figure] == ["聊城市"]


@pytest.mark.parametrize(
    ("phrase", "noun"),
    [
        ("弯头管件不但", "弯头管件"),
        ("经济总量接连", "经济总量"),
        ("青禾、海诺等", "青禾、海诺等"),
        ("更", ""),
    ],
)
def test_a_measure_does_not_end_in_an_adverb(phrase: str, noun: str) -> None:
    assert ended(phrase) == noun


def test_the_measure_before_goes_on_behind_an_adverb() -> None:
    stated = read_text("聊城市工业对经济的贡献率去年为40.1%，今年前三季度更是达到46.4%。").statements
    assert [(s.predicate, s.figure.value) for s in stated if s.figure][-1][1] == 46.4
    assert "更" not in stated[-1].predicate


@pytest.mark.parametrize(
    "text",
    [
        "每月实现工业增加值均在380亿元以上。",
        "市委市政府高度重视县域特色产业，以107个省级产业集群为重点。",
    ],
)
def test_neither_time_nor_attention_is_a_subject(text: str) -> None:
    stated = read_text(text, name="聊城市.txt").statements
    assert stated and all(s.subject in ("全市", "聊城市") for s in stated if s.figure)
