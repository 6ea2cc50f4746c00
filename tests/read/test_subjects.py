"""Whom a figure is about, where the number does not stand right after its noun. Sentences of our own."""

from __future__ import annotations

import pytest
from tests.read.test_figures import figures, keys

from yanzhen.terms import Modality


def who(text: str) -> list[tuple[str, str, float | None]]:
    return [(k[0], k[1], k[3]) for k in keys(text)]


def test_owner_after_the_number() -> None:
    assert who("总投资35亿元、占地200亩的蓝天电池材料项目一期投产。") == [
        ("蓝天电池材料项目一期", "总投资", pytest.approx(3.5e9)),
        ("蓝天电池材料项目一期", "占地", 200),
    ]
    assert who("引进了海德系列总投资280亿元、总产值500亿元的5个项目。") == [
        ("海德系列项目", "总投资", pytest.approx(2.8e10)),
        ("海德系列项目", "总产值", pytest.approx(5e10)),
        ("全市", "项目:count", 5),
    ]
    assert who("总投资30亿元滨海氢能产业园项目开工。")[0][0] == "滨海氢能产业园项目"


def test_part_of_a_project_does_not_take_over_the_sentence() -> None:
    text = "蓝天材料项目总投资3亿元,建筑面积1.2万平方米的2#车间已封顶,占地80亩。"
    assert [k[0] for k in who(text)] == ["蓝天材料项目", "2#车间", "蓝天材料项目"]


def test_thing_of_the_kind_named_last() -> None:
    text = "东湖高新技术产业园位于城东。园区规模工业产值143.3亿元,入驻企业230家。"
    assert {k[0] for k in who(text)} == {"东湖高新技术产业园"}
    text = "其中,宏远装备项目总投资30亿元。项目分两期建设,一期用地372亩,项目全部达产后产值超过100亿元。"
    assert {k[0] for k in who(text)} == {"宏远装备项目"}
    text = "近日,甲乙丙医药集群成功上榜。\n据介绍,集群拥有医药企业3199家,2021年集群新增项目66个。"
    assert {k[0] for k in who(text)} == {"甲乙丙医药集群"}
    text = "东海区政府签订了“东海热电新能源发电项目”框架协议。该项目计划总投资25亿元。"
    assert who(text)[0][0] == "东海热电新能源发电项目"


def test_place_that_opens_a_paragraph_is_what_it_is_about() -> None:
    text = "2024年,滨州市工业总产值增长5%,滨州市出口增长3%。\n安丘市依托资源发展纺织业。从业人员已达2万人。\n出口增长8%。"
    assert [k[0] for k in who(text)][2] == "安丘市"
    assert [k[0] for k in who(text)][3] == "滨州市"


def test_those_counted_have_the_amounts_that_follow() -> None:
    text = "全市电子企业22家,完成产值63亿元;集中开工项目15个,总投资73.1亿元,年度计划投资20亿元。"
    assert [(k[0], k[1]) for k in who(text)] == [
        ("全市", "电子企业:count"),
        ("全市", "电子企业产值"),
        ("全市", "集中开工项目:count"),
        ("全市", "集中开工项目总投资"),
        ("全市", "集中开工项目年度计划投资"),
    ]


def test_industries_of_a_whole_have_its_measure() -> None:
    text = "全市规上工业营业收入3200亿元,其中,电子信息产业1200亿元、增长12.5%,食品产业800亿元。"
    assert [(k[0], k[1]) for k in who(text)][1:] == [
        ("电子信息产业", "营业收入"),
        ("电子信息产业", "营业收入:yoy"),
        ("食品产业", "营业收入"),
    ]


def test_share_of_a_market_is_the_speakers() -> None:
    text = "恒远车料公司拥有客户370家,占全球市场份额的25%、国内市场份额的50%。"
    assert who(text)[1:] == [
        ("恒远车料公司", "市场份额:share(全球)", 25),
        ("恒远车料公司", "市场份额:share(国内)", 50),
    ]


def test_progress_of_the_task_named() -> None:
    assert who("全年实施重大项目26个,完成年度投资任务的118%。")[1][1] == "年度投资任务:progress"


def test_class_described_otherwise() -> None:
    text = "市场占有率全球第一的企业有110家,占比28.6%;市场占有率全国第一的262家,占比68.2%。"
    assert [k[1] for k in who(text)][2:] == [
        "市场占有率全国第一的企业:count",
        "市场占有率全国第一的企业:share",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("该市绿色铝产能占全国的十分之一,占全省的一半。", [10, 50]),
        ("从业人员已达40多万,种植户3200户。", [400000, 3200]),
        ("两个开发区成为省级绿色园区。", [2]),
        ("聚集了80家上下游企业。", [80]),
    ],
)
def test_numbers_in_words_and_without_units(text: str, expected: list[float]) -> None:
    assert [k[2] for k in who(text)] == expected


def test_month_reached_is_no_target() -> None:
    found = figures("规上工业增加值从1-2月增长11%起步,到1-6月增长10.4%。")
    assert {s.figure.modality for s in found if s.figure} == {Modality.ACTUAL}
