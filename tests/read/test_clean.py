"""Cleaning: what is damage goes, what only looks like it stays, and every character leads back."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.read.clean import Damage, clean_text
from yanzhen.read.clean.pinyin import is_reading


def test_injected_pinyin_and_traditional_script() -> None:
    assert clean_text("數(shù)字經(jīng)濟發(fā)展迅速").text == "数字经济发展迅速"
    assert clean_text("該個(gè)個(ge)企業(ye)").text == "该个个企业"


@pytest.mark.parametrize(
    "text",
    [
        "铝(Al)、铜(Cu)价格",
        "产值(2024年)为3亿元",
        "(一)推进ESG(environmental, social and governance)建设",
        "亳(bó)州与泸(lú)州是两座城市,名字常被读错",
        "台(套)数与GDP(国内生产总值)",
    ],
)
def test_legitimate_brackets_stay(text: str) -> None:
    assert clean_text(text).text == text


def test_letters_that_do_not_read_the_character_stay() -> None:
    damaged = "產(chǎn)業(yè)鏈(Al)經(abc)濟"
    assert clean_text(damaged).text == "产业链(Al)经(abc)济"


def test_written_traditional_is_left_alone() -> None:
    text = "他說「產業」很重要,臺灣的讀者都看得懂這一段話。"
    assert clean_text(text).text == text


def test_simplified_names_with_a_traditional_character_stay() -> None:
    text = "记者李昇与王喆报道,全市规模以上工业企业增加值增长百分之六,运行平稳。" * 3
    assert clean_text(text).text == text


def test_doubled_punctuation_only_where_it_is_throughout() -> None:
    damaged = "全市增长,,经济向好,。工业稳定,;农业丰收,,服务业提升,。"
    assert clean_text(damaged).text == "全市增长,经济向好。工业稳定;农业丰收,服务业提升。"
    assert clean_text("只有一处,,重复").text == "只有一处,,重复"


def test_wrap_inside_a_number_is_mended() -> None:
    assert (
        clean_text("全市地区生产总值达到了4779\n1亿元,增长5%").text
        == "全市地区生产总值达到了47791亿元,增长5%"
    )
    assert clean_text("一、2023\n2024年工作").text == "一、2023\n2024年工作"


def test_widths() -> None:
    assert clean_text("增长５．６％,达１２家").text == "增长5.6%,达12家"
    assert clean_text("括号（一）与逗号，不变").text == "括号（一）与逗号，不变"


def test_shifted_bytes_are_reported_not_mended() -> None:
    text = "。ㄒ唬┙济运行稳中有进"
    done = clean_text(text)
    assert done.text == text
    assert any("编码错位" in note for note in done.damage.notes())


def test_raw_span_gives_the_quote_before_cleaning() -> None:
    raw = "全市產(chǎn)業(yè)\u200b集群12個(gè),營收1億元"
    done = clean_text(raw)
    at = done.text.index("产业集群12个")
    start, end = done.offsets.raw(at, at + len("产业集群12个"))
    assert raw[start:end] == "產(chǎn)業(yè)\u200b集群12個(gè)"


def test_reading_of_a_character() -> None:
    assert is_reading("率", "lǜ") and is_reading("率", "lv") and is_reading("率", "shuai")
    assert not is_reading("率", "lu4") and not is_reading("铝", "Al")


PIECES = st.lists(
    st.sampled_from(
        [
            "產",
            "业",
            "(chǎn)",
            "(yè)",
            "(Al)",
            "(",
            ")",
            ",",
            ",",
            "。",
            "\n",
            "12",
            "亿元",
            "\u200b",
            "\r\n",
            "５",
            "(a)",
            " ",
        ]
    ),
    max_size=60,
).map("".join)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_idempotent(text: str) -> None:
    once = clean_text(text).text
    assert clean_text(once).text == once


@settings(max_examples=300, deadline=None)
@given(st.one_of(PIECES, st.text(max_size=80)))
def test_offsets_are_monotone_and_cover_the_original(text: str) -> None:
    done = clean_text(text)
    at = 0
    for index in range(len(done.text)):
        start, end = done.offsets.raw(index, index + 1)
        assert at <= start < end <= len(text)
        at = start
    if done.text:
        assert done.offsets.raw(0, len(done.text))[1] <= len(text)


@given(st.text(max_size=200))
def test_damage_adds_up_by_lines(text: str) -> None:
    whole = Damage.of(text)
    parts = sum(map(Damage.of, text.split("\n")), Damage())
    assert whole.han == parts.han and whole.injected == parts.injected


@pytest.mark.parametrize("raw", ["甲\r\u200b\n乙", "甲\r\r\n乙", "甲\u200b\r\u200b\r\n\n乙"])
def test_returns_before_a_line_break_go_at_once(raw: str) -> None:
    """Found by fuzzing: what stood between a return and its line break was taken out, and the return only the next time."""
    once = clean_text(raw).text
    assert "\r" not in once and clean_text(once).text == once
