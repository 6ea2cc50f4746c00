"""Texts that tell of one thing after the other, each under its name."""

from __future__ import annotations

from yanzhen.read import read_text
from yanzhen.read.grammar.sections import Entry, thing_heading

PROFILES = """聊城市产业集群简介
一、青禾阀门产业集群
阀门是当地的传统产业。
现有企业210家，其中规上企业32家。2023年实现产值66亿元。
二、海诺轴承产业集群
临清市素有轴承之乡的美誉。从业人员2.1万人。
三、工作要求
全市完成技改投资5亿元。
"""


def subjects(text: str) -> list[tuple[str, float | None]]:
    return [(s.subject, s.figure.value) for s in read_text(text).statements if s.figure]


def test_what_stands_under_a_name_is_said_of_it() -> None:
    found = subjects(PROFILES)
    assert found[:4] == [
        ("青禾阀门产业集群", 210.0),
        ("青禾阀门产业集群", 32.0),
        ("青禾阀门产业集群", 6.6e9),
        ("海诺轴承产业集群", 2.1e4),
    ]


def test_another_heading_ends_an_entry() -> None:
    assert subjects(PROFILES)[-1] == ("聊城市", 5e8)


def test_of_a_list_of_names_nothing_is_told() -> None:
    names = "1.青禾阀门产业集群\n2.海诺轴承产业集群\n3.蓝田家纺产业集群\n"
    assert subjects("聊城市2023年名单\n" + names + "现有企业210家，产值60亿元。")[0][0] == "聊城市"


def test_which_lines_name_a_thing() -> None:
    assert thing_heading("(二)青禾阀门产业集群") == "青禾阀门产业集群"
    assert thing_heading("全市重点产业集群") is None
    assert thing_heading("青禾阀门产业集群现有企业210家。") is None
    told = Entry()
    assert [told.told(line) for line in ("青禾产业园", "建成厂房20栋。", "工作要求", "加强领导。")] == [
        "青禾产业园", "青禾产业园", None, None,
    ]  # fmt: skip


def test_parts_of_the_country_in_turn() -> None:
    found = subjects("分地区看，东部地区增加值同比增长3.4%，中部地区增长7.1%，长三角地区增长5.2%。")
    assert found == [("东部地区", 3.4), ("中部地区", 7.1), ("长三角地区", 5.2)]


def test_lines_that_give_each_name_its_own_title() -> None:
    text = "2023年全国特色产业名县名单\n临城县——某省泵阀产业名县\n沙河市——某省玻璃产业名市（复核）\n"
    found = {(s.subject, s.object) for s in read_text(text).statements if s.kind == "relation"}
    assert found == {("临城县", "某省泵阀产业名县"), ("沙河市", "某省玻璃产业名市")}


def test_the_project_on_whose_site_something_happens() -> None:
    text = "开工活动主会场设在淄博高新区海诺微电子有限责任公司封装载板项目现场。该项目总投资34亿元，产值达38.5亿元。"
    assert {who for who, _ in subjects(text)} == {"海诺微电子有限责任公司封装载板项目"}


def test_classes_of_projects_by_a_range_of_size() -> None:
    stated = read_text("其中50亿元以上项目5个，20亿-50亿元项目11个，5亿至10亿元项目43个。").statements
    assert [(s.predicate, s.figure.value) for s in stated if s.figure] == [
        ("50亿元以上项目:count", 5.0),
        ("20亿-50亿元项目:count", 11.0),
        ("5亿至10亿元项目:count", 43.0),
    ]
