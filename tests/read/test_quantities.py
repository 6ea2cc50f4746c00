"""Quantities: numbers, multipliers, units and the words that bound them."""

from __future__ import annotations

import pytest

from yanzhen.read.grammar.quantities import bare_numbers, quantities
from yanzhen.read.grammar.ranks import ranks


def read(text: str) -> list[tuple[str, float, str]]:
    return [(q.op, q.value, q.unit) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("年营收突破1000亿元", [(">", 1e11, "CNY")]),
        ("年产值突破千亿元", [(">", 1e11, "CNY")]),
        ("规模达到1.2万亿元", [("=", 1.2e12, "CNY")]),
        ("拥有1700余家", [(">", 1700, "家")]),
        ("近400家", [("<~", 400, "家")]),
        ("约23746.04平方米", [("~", 23746.04, "平方米")]),
        ("不少于5个", [(">=", 5, "个")]),
        ("30家以上", [(">=", 30, "家")]),
        ("不足3亿元", [("<", 3e8, "CNY")]),
        ("控制在5%以内", [("<=", 5, "%")]),
        ("增长6%左右", [("~", 6, "%")]),
        ("三成", [("=", 30, "%")]),
        ("下降3.18个千分点", [("=", 0.318, "pp")]),
        ("增长率为-3.19‰", [("=", -3.19, "‰")]),
        ("设备百余台套", [(">", 100, "台套")]),
        ("30余万平方米", [(">", 3e5, "平方米")]),
        ("1,234.5万吨", [("=", 12345000, "吨")]),
        ("1.5万千瓦时和300千瓦", [("=", 15000, "千瓦时"), ("=", 300, "千瓦")]),
        ("1.35亿美元", [("=", 1.35e8, "USD")]),
        ("营业收入过百亿元", [(">", 1e10, "CNY")]),
        ("160万元/亩", [("=", 1.6e6, "CNY/亩")]),
    ],
)
def test_reads(text: str, expected: list[tuple[str, float, str]]) -> None:
    found = read(text)
    assert [(op, unit) for op, _, unit in found] == [(op, unit) for op, _, unit in expected]
    assert [value for _, value, _ in found] == pytest.approx([value for _, value, _ in expected])


@pytest.mark.parametrize(
    "text",
    [
        "第3位",
        "2024年12月20日",
        "一批企业",
        "三个方面",
        "百亿项目",
        "万元产值能耗",
        "五年来",
        "“十四五”",
        "5G工厂",
        "十大工程",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    assert read(text) == []


def test_range_keeps_both_ends() -> None:
    [quantity] = quantities("3万至5万辆")
    assert (quantity.op, quantity.low, quantity.value) == ("in", 30000, 50000)


def test_bare_numbers_share_the_scale_and_unit() -> None:
    text = "775.28、112.91亿元"
    [quantity] = quantities(text)
    [bare] = bare_numbers(text, quantity)
    assert (bare.value, bare.unit) == (pytest.approx(7.7528e10), "CNY")


@pytest.mark.parametrize(
    ("text", "value", "scope"),
    [
        ("居全省第3位", 3, "全省"),
        ("均保持全省第三", 3, "全省"),
        ("均居全市6县市第1位", 1, "全市6县市"),
        ("增速全省第2", 2, "全省"),
        ("居全国首位", 1, "全国"),
        ("全省排名第3位", 3, "全省"),
    ],
)
def test_ranks(text: str, value: float, scope: str) -> None:
    [(quantity, found, vague)] = ranks(text)
    assert (quantity.value, found, vague) == (value, scope, False)


def test_vague_rank_has_no_number() -> None:
    [(quantity, scope, vague)] = ranks("居全国前列")
    assert (quantity.op, scope, vague) == ("?", "全国", True)


@pytest.mark.parametrize("text", ["第一季度", "第三产业", "第五批", "系列主题第三场", "排名变化"])
def test_what_is_no_rank(text: str) -> None:
    assert list(ranks(text)) == []
