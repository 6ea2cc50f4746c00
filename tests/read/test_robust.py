"""Fuzzing and linear time: no crash, no hang, offsets always valid."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.read import read_text

WORDS = [
    "全市",
    "我县",
    "规上工业增加值",
    "地区生产总值",
    "营业收入",
    "分别",
    "和",
    "、",
    ",",
    ";",
    ":",
    "。",
    "增长",
    "下降",
    "提高",
    "占",
    "比重",
    "的",
    "达到",
    "突破",
    "超",
    "约",
    "近",
    "以上",
    "余",
    "左右",
    "1000",
    "3.5",
    "12",
    "亿元",
    "万元",
    "%",
    "个百分点",
    "倍",
    "家",
    "个",
    "条",
    "万吨",
    "辆",
    "第3位",
    "居全省",
    "首位",
    "前列",
    "2024年",
    "1-8月份",
    "上半年",
    "“十四五”期间",
    "到2027年",
    "力争",
    "产业集群",
    "产业链",
    "龙头企业",
    "等",
    "入选",
    "获评",
    "为主导产品",
    "以",
    "为链主的",
    "领域",
    "在",
    "(",
    ")",
    "“",
    "”",
    "《",
    "》",
    "(yè)",
    "產",
    "業",
    "由",
    "从",
    "到",
    "至",
    "-",
    "比上年",
    "同比",
    "年产",
    "总投资",
    "三次产业结构为",
    "10.1:40.2:49.7",
    "均",
    "拉动",
    "贡献率",
    "贡献",
    "对",
    "连续三年",
    "甲公司",
    "乙集团",
    "该",
    "其中",
    "一批",
]
TEXT = st.one_of(
    st.lists(st.sampled_from([*WORDS, "\n"]), max_size=40).map("".join),
    st.text(max_size=120),
    st.text(alphabet="一二三四五六七八九十百千万亿余多成倍家元%0123456789.,、和:()-", max_size=80),
)


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_any_text_is_read_and_every_span_holds(text: str) -> None:
    if not text.strip("\x00 \t\r\n\ufeff") or "\x00" in text:
        return
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return
    reading = read_text(text)
    for statement in reading.statements:
        span = statement.spans[0]
        assert 0 <= span.start < span.end <= len(reading.text)
        assert reading.text[span.start : span.end] == statement.quote
        assert 0 <= span.raw_start < span.raw_end <= len(reading.raw)
        assert statement.subject and (statement.figure is None) != (statement.object is None)


PATHOLOGICAL = {
    "brackets": "(" * 400 + "产业(yè)" * 100 + ")" * 400,
    "nested": "(产(业(链)))" * 200,
    "digits": "1234567890" * 200,
    "commas": "1,2,3,4,5,6," * 200,
    "numerals": "一百二十三亿四千五百万" * 150,
    "units": "亿元万元千家百个" * 200,
    "enumeration": "甲轴承、乙铜业、" * 250 + "等500家企业年营收超5亿元",
    "respectively": "甲、乙分别增长" + "1.2%、" * 400,
    "and": "甲和乙与丙及丁" * 250 + "产值达3亿元",
    "quotes": "“头雁" * 300 + "”" * 300,
    "growth": "同比增长" * 400 + "5%",
    "shares": "占占占占" * 400 + "的比重为5%",
    "titles": "入选获评荣获" * 300,
    "sentence": "全市规上工业增加值增长5.1%,居全省第3位,营业收入达12.4亿元;" * 60,
}


def seconds(text: str) -> float:
    best = float("inf")
    for _ in range(3):
        begin = time.process_time()
        read_text(text)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("name", PATHOLOGICAL)
def test_time_is_linear(name: str) -> None:
    """Ten times the text takes at most twelve times the time (plus what a clock cannot tell)."""
    text = PATHOLOGICAL[name]
    seconds(text)
    assert seconds(text * 10) <= 12 * seconds(text) + 0.05
