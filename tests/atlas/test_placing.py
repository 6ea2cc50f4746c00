"""Placing firms, reading firm lists, and the accuracy on the published descriptions."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.atlas.chart import Chart, Label, Segment, Stage, shipped_charts
from yanzhen.atlas.placing import (
    Placements,
    PlacingOptions,
    compare_with_labels,
    place_firms,
    read_firms,
)
from yanzhen.terms import credit_code_check, organisation_check

DESCRIPTIONS = Path(__file__).parent / "data" / "firm_descriptions.csv"


def placed(options: PlacingOptions | None = None, **fields: str) -> Placements:
    row = {"企业名称": "甲公司"} | fields
    return place_firms(read_firms(pl.DataFrame([row])), shipped_charts(), options=options)


def segments(**fields: str) -> list[str]:
    return placed(**fields).frame["segment"].to_list()


@pytest.mark.parametrize(
    ("products", "expected"),
    [
        ("深沟球轴承", ["bearing.b8"]),
        ("轴承保持架", ["bearing.b4"]),  # the head of the phrase decides
        ("轴承钢球", ["bearing.b3"]),
        ("轴承用轴承钢", ["bearing.b1"]),
        ("关节轴承", ["bearing.b10"]),
        ("自润滑滑动轴承", ["bearing.b10"]),
        ("氢燃料电池客车", ["nev_bus.n12"]),
        ("氢燃料电池", ["nev_bus.n8"]),
        ("ＩＧＢＴ模块", ["nev_bus.n3"]),
        ("深沟球轴承、铜杆", ["bearing.b8", "nonferrous.c4"]),
        ("小麦粉", []),
    ],
)
def test_product_phrases(products: str, expected: list[str]) -> None:
    assert segments(主要产品=products) == expected


def test_selling_is_not_making() -> None:
    assert segments(经营范围="轴承销售") == ["bearing.b16"]
    assert segments(经营范围="铜杆销售；铝型材批发") == []
    assert segments(经营范围="轴承制造；轴承销售") == ["bearing.b8"]  # a maker sells what it makes


def test_notes_about_what_is_not_done_do_not_count() -> None:
    assert segments(经营范围="餐饮服务（不含轴承制造）") == []


def test_the_words_that_decided_are_given() -> None:
    frame = placed(主要产品="轴承保持架", 行业代码="3451").frame
    assert frame["words"].to_list() == [["主要产品：轴承保持架→轴承保持架", "行业代码：3451"]]
    assert 0.8 < frame["score"][0] < 1


def test_a_code_alone_places_only_where_the_class_is_the_segment() -> None:
    assert segments(行业代码="3452") == ["bearing.b10"]
    result = placed(行业代码="3451")
    assert result.frame.is_empty()
    assert result.unplaced.row(0, named=True)["nearest"] == "bearing.b8"


def test_below_the_threshold_a_firm_is_listed_with_its_nearest_segment() -> None:
    options = PlacingOptions(threshold=0.95)
    result = placed(options, 主要产品="钢球")
    assert result.frame.is_empty()
    row = result.unplaced.row(0, named=True)
    assert (row["nearest"], row["why"]) == ("bearing.b3", "得分低于阈值 0.95")
    assert placed().unplaced["nearest"].to_list() == [None]


def test_no_charts_no_firms_no_words() -> None:
    empty = Chart("x", Label("空"), (Stage("a", Label("a")),), ())
    bare = Chart("y", Label("空"), (Stage("a", Label("a")),), (Segment("s", "y", "a", Label("钢球")),))
    firms = read_firms(pl.DataFrame({"企业名称": ["甲钢球有限公司"], "主要产品": ["钢球"]}))
    assert place_firms(firms, [empty]).unplaced.height == 1
    assert place_firms(firms, []).unplaced.height == 1
    assert place_firms(firms, [bare]).frame["segment"].to_list() == ["y.s"]
    assert place_firms(read_firms(pl.DataFrame({"企业名称": []})), shipped_charts()).frame.is_empty()


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=30), min_size=1, max_size=6))
def test_any_text_is_taken_and_no_firm_is_lost(texts: list[str]) -> None:
    table = pl.DataFrame({"企业名称": [f"企业{i}" for i in range(len(texts))], "经营范围": texts})
    result = place_firms(read_firms(table), shipped_charts())
    rows = set(result.frame["row"]) | set(result.unplaced["row"])
    assert rows == set(range(2, len(texts) + 2))
    assert not set(result.frame["row"]) & set(result.unplaced["row"])


def test_more_firms_do_not_change_a_placement() -> None:
    alone = placed(主要产品="铜杆、电缆").frame.drop("row", "name")
    table = pl.DataFrame({"企业名称": ["乙轴承厂", "甲公司"], "主要产品": ["铜管", "铜杆、电缆"]})
    both = place_firms(read_firms(table), shipped_charts()).frame
    assert both.filter(pl.col("name") == "甲公司").drop("row", "name").equals(alone)


def credit_code(serial: int) -> str:
    body = f"MA{serial:06d}"
    first = f"91371500{body}{organisation_check(body)}"
    return first + credit_code_check(first)


def test_three_wrong_codes_in_fifty_thousand_are_reported_together_and_every_firm_goes_in() -> None:
    codes = [credit_code(i) for i in range(50_000)]
    codes[10] = codes[10][:-1] + ("0" if codes[10][-1] != "0" else "1")
    codes[20_000] = "91371500"
    codes[49_999] = "9137150OMA12345678"
    table = pl.DataFrame(
        {"企业名称": [f"企业{i}" for i in range(50_000)], "统一社会信用代码": codes, "行业代码": "3451"}
    )
    firms = read_firms(table)
    assert firms.frame.height == 50_000
    assert [p.where for p in firms.problems] == ["第 12 行", "第 20002 行", "第 50001 行"]
    assert "校验位" in firms.problems[0].what and "8位" in firms.problems[1].what
    assert firms.frame["code"].null_count() == 3  # never mended, never guessed


def test_headings_in_many_spellings_and_doubtful_rows() -> None:
    table = pl.DataFrame(
        {
            "单位详细名称": ["甲", " ", "甲"],
            "主营业务收入（万元）": ["超500", None, "3"],
            "行业代码": ["C3451", "3451", "轴承"],
        }
    )
    firms = read_firms(table)
    assert firms.revenue_unit == "万元"
    assert firms.frame.select("row", "name", "revenue", "industry").rows() == [
        (2, "甲", "超500", "3451"),
        (4, "甲", "3", None),
    ]
    assert [(p.where, p.severity) for p in firms.problems] == [
        ("第 2 行", "warning"),
        ("第 3 行", "error"),
        ("第 4 行", "error"),
    ]
    assert read_firms(pl.DataFrame({"某列": ["x"]})).problems[0].what == "没有企业名称一列"


def test_accuracy_on_the_published_descriptions() -> None:
    """A floor below the measured values (docs/methods/atlas.md), so that a change for the worse shows."""
    table = pl.read_csv(DESCRIPTIONS, infer_schema=False)
    assert table.height >= 200 and set(table["性质"]) == {"合成数据"}
    labels = {row: frozenset((cell or "").split(";")) - {""} for row, cell in enumerate(table["环节"], 2)}
    keys = {segment.key for chart in shipped_charts() for segment in chart.segments}
    assert set().union(*labels.values()) == keys  # every segment is tried
    result = place_firms(read_firms(table.drop("性质", "分组", "环节")), shipped_charts())
    accuracy = compare_with_labels(result, labels)
    assert accuracy.f1 > 0.93 and accuracy.top1 > 0.92 and accuracy.rejected == 1.0
