"""Measures: what a number, a rank or a share is said of; sentences of our own."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text


def figures(text: str) -> list[tuple[str, str, str, float | None, str]]:
    return [
        (s.subject, s.predicate, s.figure.bound.value, s.figure.value, s.figure.unit)
        for s in read_text(text).statements
        if s.figure
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "创新能力指数、规上工业营业收入、进出口总额等稳居全国前10位、均居中部第1位。",
            [
                ("创新能力指数:rank(全国)", 10),
                ("规上工业营业收入:rank(全国)", 10),
                ("进出口总额:rank(全国)", 10),
                ("创新能力指数:rank(中部)", 1),
                ("规上工业营业收入:rank(中部)", 1),
                ("进出口总额:rank(中部)", 1),
            ],
        ),
        (
            "工业投资、技改投资增速均居全省第3位。",
            [("工业投资增速:rank(全省)", 3), ("技改投资增速:rank(全省)", 3)],
        ),
        (
            "规上工业增加值、工业用电量分别居全省第2、第3位。",
            [("规上工业增加值:rank(全省)", 2), ("工业用电量:rank(全省)", 3)],
        ),
    ],
)
def test_a_rank_of_several_measures(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(metric, value) for _, metric, _, value, _ in figures(text)] == expected


def test_the_product_of_a_province_is_no_land_around_it() -> None:
    assert figures("山东省地区生产总值9万亿元。") == [("山东省", "地区生产总值", "=", 9e12, "CNY")]


def test_traditional_script_is_read_and_quoted_as_written() -> None:
    text = "報導說，山東省地區生產總值躍升至9.2兆元，新型顯示、積體電路2大「國家級產業集群」穩步發展。"
    reading = read_text(text)
    figure = next(s for s in reading.statements if s.figure)
    assert (figure.subject, figure.predicate) == ("山东省", "地区生产总值")
    assert figure.figure and figure.figure.value == 9.2e12
    assert figure.quote in text and "兆元" in figure.quote


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2022年实现工业总产值120亿元,销售收入110亿元,利润总额6亿元,分别占全市工业总量的35%、36%和38%。",
            [
                ("工业总产值:share(全市工业)", 35),
                ("销售收入:share(全市工业)", 36),
                ("利润总额:share(全市工业)", 38),
            ],
        ),
        (
            "网上零售额、农产品网销额年均增长35.5%和37.7%。",
            [("网上零售额:cagr", 35.5), ("农产品网销额:cagr", 37.7)],
        ),
        ("目前年产值达70亿元。", [("年产值", 7e9)]),
        ("近三年工业增速平均达16.9%。", [("工业:cagr", 16.9)]),
        ("建设28万㎡厂房。", [("厂房", 280000)]),
        ("157种主要工业产品有73种实现增长。", [("主要工业产品:count", 157), ("主要工业产品:count", 73)]),
        ("集聚了150多家生物企业和一批科研机构。", [("生物企业:count", 150)]),
        ("园区已有60多家医药企业入园。", [("医药企业:count", 60)]),
        ("总年产能规模为10GW。", [("年产能:capacity", 10)]),
        (
            "地区生产总值(以下简称“同比增长”)5亿元,同比增长4.9%。",
            [("地区生产总值", 5e8), ("地区生产总值:yoy", 4.9)],
        ),
    ],
)
def test_the_name_of_a_measure(text: str, expected: list[tuple[str, float]]) -> None:
    assert [(metric, value) for _, metric, _, value, _ in figures(text)][-len(expected) :] == expected
