"""Which place, zone or town a document is about. Sentences of our own."""

from __future__ import annotations

import pytest

from yanzhen.read.region import holders
from yanzhen.terms import Source


def region(text: str) -> str:
    return holders(text, Source(id="src-0", name="text"))[0]


def means(text: str, written: str) -> str | None:
    return holders(text, Source(id="src-0", name="text"))[1].get(written)


def test_a_place_after_full_width_punctuation_is_seen() -> None:
    assert region("据悉，苏州新增企业30家，苏州还引进项目5个。") == "苏州市"
    assert means("昨日，崇川区召开会议。会上，全区签约项目12个。", "全区") == "崇川区"


def test_a_zone_is_the_region_of_the_text_about_it() -> None:
    text = (
        "近日，常州经开区召开大会。常州经开区今年签约项目8个。会上，30个项目集中开工，全区还有5个项目竣工。"
    )
    assert region(text) == "常州经开区"
    assert means(text, "全区") == "常州经开区"
    assert region("一季度，高新区引进项目6个，新增企业20家。") == "高新区"
    assert region("湛江开发区是钢铁产业的主战场。目前，该区重点项目共8个，总投资90亿元。") == "湛江开发区"


@pytest.mark.parametrize(
    "text",
    [
        "全市新增企业30家，常州经开区新增8家。我市常州经开区还引进项目5个。常州市出口增长。",
        "常州市出口增长3%，常州市投资增长2%，常州经开区新增企业8家。",
        "常州市有3个省级开发区、各类工业园区20个，开发区外的企业也在增加。",
    ],
)
def test_a_zone_that_is_only_mentioned_is_not(text: str) -> None:
    assert region(text) == "常州市"


def test_a_town_that_the_text_comes_back_to() -> None:
    assert region("走进东海县双店镇。双店培育了8家企业，双店还建成园区一个，双店的产值增长5%。") == "双店镇"
    assert region("秀洲区的新丰镇历史悠久，新丰生姜有名，全镇因此增收。") == "新丰镇"
    assert region("东海县出口增长3%，东海县投资增长2%，双店镇培育了8家企业。") == "东海县"


def test_a_province_that_things_stand_out_in_is_named_for_comparison() -> None:
    assert region("湖北规模最大的光伏项目落户鄂州市，这也是湖北首个百亿项目。") == "鄂州市"
    assert region("据江苏省通报，江苏省企业利润上升，泰州市也在上升。泰州市引进项目6个。") == "泰州市"
    assert region("山东省出口增长3%，山东省投资增长2%，山东省消费增长4%，潍坊市增长最快。") == "山东省"


def test_a_zone_with_its_county_in_its_name() -> None:
    text = "抚州东山县工业区。抚州东山工业区是省级开发区的标杆。抚州东山工业区占地8平方公里。2024年该区产值增长5%，该区企业30家。"
    assert region(text).endswith("工业区")


def test_a_zone_of_a_list_is_not_what_a_text_about_its_city_is_about() -> None:
    text = "滨州市有园区3个，包括邹平化工工业园、惠民纺织工业园。滨州市各园区企业60家，滨州市税收增长5%，该区最多。"
    assert region(text) == "滨州市"
    assert region("其中高新区5家，位居全市第一。高新区重视企业培育。") == "高新区"


def test_the_county_written_after_its_city_and_province() -> None:
    assert region("山东滨州邹平被授予名城称号。邹平市产业兴旺。") == "邹平市"


def test_where_most_places_lie_is_the_region_of_a_wide_text() -> None:
    text = "1-10月，全区工业增加值增长7.4%，前面的是宁夏。呼和浩特市增长3%，包头市增长2%，赤峰市增长4%。"
    assert means(text, "全区") == "内蒙古自治区"


def test_a_province_that_opens_a_text_about_several_of_its_places() -> None:
    text = "山东省公布名单。山东省确定滨州市轴承、聊城市农机等8个集群为省级集群，其中济宁市3个。"
    assert region(text) == "山东省"


def test_the_city_whose_counties_are_told_of_in_turn() -> None:
    text = "全市工业增长4%。其中旌阳区5户、广汉市14户、什邡市7户、绵竹市4户，全市共30户。"
    assert means(text, "全市") == "德阳市"
    assert means("全市工业增长4%，广汉市也在增长，广汉市企业30家。", "全市") == "广汉市"


def test_a_county_written_without_its_rank_more_often_than_its_city() -> None:
    text = "淄博市举行开工活动。一季度，淄川开工22个项目，淄川还引进企业5家。下一步，淄川将发展产业。"
    assert region(text) == "淄川区"
    assert region("白银市举行活动。白银引进项目6个，白银市出口增长。白银工业增长，白银消费增长。") == "白银市"


def test_a_zone_that_says_what_it_is_for() -> None:
    text = "唐河县先进制造业开发区现有企业60家。唐河县先进制造业开发区占地9平方公里。"
    assert region(text) == "唐河县先进制造业开发区"


def test_the_district_of_an_autonomous_region_is_what_its_report_is_about() -> None:
    text = "港北区工作报告。全区工业增长3%，全区投资增长2%。港北区入选西部百强区，在广西排第2位，广西第二批龙头企业3家。"
    assert means(text, "全区") == "港北区"
