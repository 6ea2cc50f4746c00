"""Sentences as a careful official writes them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanzhen.publish.phrase import day, listed, numeral_faults, split_ending, typeset


def test_enumerations() -> None:
    assert listed(["甲"]) == "甲"
    assert listed(["甲", "乙"]) == "甲和乙"
    assert listed(["甲", "乙", "丙"]) == "甲、乙和丙"
    assert listed(["甲", "乙"], more=True) == "甲、乙等"
    assert listed(["A", "B", "C"], language="en") == "A, B and C"


def test_a_shared_ending_is_said_once() -> None:
    assert split_ending(["有色金属产业集群", "绿色化工产业集群"]) == (["有色金属", "绿色化工"], "产业集群")
    assert split_ending(["有色金属产业集群"]) == (["有色金属产业集群"], "")
    assert split_ending(["产业集群", "绿色化工产业集群"])[1] != "产业集群"


def test_dates_have_no_leading_zeros() -> None:
    assert day("2024-02-05") == "2024年2月5日"
    assert day("2024-02") == "2024年2月"
    assert day(None) == ""


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("增长3万至5万辆", 0),
        ("增长3至5万辆", 1),
        ("增长5%至8%", 0),
        ("增长5-8%", 1),
        ("2024年05月", 1),
        ("24年上半年", 1),
        ("１２条", 2),
        ("1000 亿元", 1),
        ("2024年上半年增长5.5%,达1000亿元", 0),
    ],
)
def test_numerals_by_gb_t_15835(text: str, faults: int) -> None:
    assert len(numeral_faults(text)) == faults, numeral_faults(text)


def test_chinese_punctuation() -> None:
    assert typeset("甲,乙(丙);1,000元") == "甲\uff0c乙\uff08丙\uff09\uff1b1,000元"
    assert typeset("A, B (C)") == "A, B (C)"


@given(st.text(alphabet="甲乙,;:()1.5%A “”", max_size=30))
def test_typesetting_changes_nothing_but_punctuation(text: str) -> None:
    once = typeset(text)
    assert len(once) == len(text)
    back = str.maketrans("\uff0c\uff1b\uff1a\uff01\uff1f\uff08\uff09", ",;:!?()")
    assert once.translate(back) == text
