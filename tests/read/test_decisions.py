"""Decisions of an authority and lists of names made known, each in the ways they are written; sentences of our own."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text
from yanzhen.read.grammar.lists import split_members


def pairs(text: str) -> set[tuple[str, str]]:
    return {(s.subject, s.object or "") for s in read_text(text).statements if s.kind != "figure"}


@pytest.mark.parametrize(
    ("text", "members", "title"),
    [
        (
            "经研究，认定云溪县竹木加工产业集群、白塔区电子材料产业集群为第二批省级特色产业集群，有效期三年。",
            {"云溪县竹木加工产业集群", "白塔区电子材料产业集群"},
            "第二批省级特色产业集群",
        ),
        ("省工业和信息化厅决定命名青禾县、滨河县为“省级工业强县”。", {"青禾县", "滨河县"}, "“省级工业强县”"),
        (
            "日前，省工业和信息化厅正式批准海诺产业园区等9个申报单位为省级新型工业化产业示范基地。",
            {"海诺产业园区"},
            "省级新型工业化产业示范基地",
        ),
        (
            "现将海诺机械有限公司、青禾轴承有限公司列为省级单项冠军培育企业。",
            {"海诺机械有限公司", "青禾轴承有限公司"},
            "省级单项冠军培育企业",
        ),
        (
            "同意将青禾县细胞产业集群等43个产业集群纳入2031年度创新型产业集群试点(培育)。",
            {"青禾县细胞产业集群"},
            "2031年度创新型产业集群试点(培育)",
        ),
    ],
)
def test_what_an_authority_decides(text: str, members: set[str], title: str) -> None:
    assert pairs(text) == {(member, title) for member in members}


@pytest.mark.parametrize(
    "text",
    [
        "把海诺机械有限公司的扩建列为一号工程。",
        "我局确定3家企业为省级绿色工厂。",
        "认定标准为年产值超过一亿元的企业。",
    ],
)
def test_what_is_no_decision_about_a_name(text: str) -> None:
    assert pairs(text) == set()


@pytest.mark.parametrize(
    "published",
    [
        "省发改委发布首批未来产业先导区名单，",
        "省发改委对拟认定首批未来产业先导区名单进行公示，",
        "近日，首批未来产业先导区名单正式出炉，",
        "省发改委印发《关于公布首批未来产业先导区名单的通知》，",
    ],
)
def test_ways_to_make_a_list_known(published: str) -> None:
    text = published + "海诺高新区、青禾经开区、云溪高新区入围。"
    names = ("海诺高新区", "青禾经开区", "云溪高新区")
    assert pairs(text) == {(name, "首批未来产业先导区") for name in names}


@pytest.mark.parametrize(
    "listed",
    [
        "我市民营企业海诺机械有限公司、青禾轴承有限公司、云溪陶瓷有限公司3家企业获评。",
        "其中，我市申报的海诺机械有限公司、青禾轴承有限公司和云溪陶瓷有限公司成功晋级。",
        "我市有3家企业进入公示名单，分别是海诺机械有限公司、青禾轴承有限公司、云溪陶瓷有限公司。",
        "具体名单为：海诺机械有限公司、青禾轴承有限公司、云溪陶瓷有限公司。",
    ],
)
def test_ways_to_name_the_members(listed: str) -> None:
    text = "近日，2031年省级绿色工厂公示名单发布。" + listed
    names = ("海诺机械有限公司", "青禾轴承有限公司", "云溪陶瓷有限公司")
    assert pairs(text) == {(name, "2031年省级绿色工厂") for name in names}


def test_counts_and_places_are_no_members() -> None:
    text = "部里公布首批绿色工厂名单。滨州、德州、聊城分别有4家企业进入名单，全省共20家企业入选，我市18家企业名列其中。"
    assert pairs(text) == set()


def test_a_list_of_new_titles_and_of_reviewed_ones() -> None:
    text = (
        "部里公布拟认定的第六批单项冠军和拟通过复核的第三批单项冠军名单，海诺机械有限公司、青禾轴承有限公司入选，"
        "云溪陶瓷有限公司、白塔纸业有限公司顺利通过复核。"
    )
    assert pairs(text) == {
        ("海诺机械有限公司", "第六批单项冠军"),
        ("青禾轴承有限公司", "第六批单项冠军"),
        ("云溪陶瓷有限公司", "第三批单项冠军"),
        ("白塔纸业有限公司", "第三批单项冠军"),
    }


def test_members_of_a_class_counted_after_its_name() -> None:
    text = "全市国家级示范基地已达3个，分别是青禾区(物联网)、海诺园区(摩托车)、云溪园区(铝加工)。"
    titles = {object_ for _, object_ in pairs(text)}
    assert {subject for subject, _ in pairs(text)} == {"青禾区", "海诺园区", "云溪园区"}
    assert titles == {"全市国家级示范基地"}


def test_together_as_one_and_several_of_one_kind() -> None:
    text = "省里公布优势集群名单，青禾市、白塔市联合申报的青塔医药集群成功入选。"
    assert pairs(text) == {("青塔医药集群", "优势集群")}


def test_a_joint_splits_names_that_end_alike() -> None:
    assert split_members("甲公司、乙公司和丙公司") == ("甲公司", "乙公司", "丙公司")
    assert split_members("甲软件和信息服务集群") == ("甲软件和信息服务集群",)
    assert split_members("甲轴承集群、乙软件和信息服务集群") == ("甲轴承集群", "乙软件和信息服务集群")


def test_what_is_counted_on_the_list_names_no_title() -> None:
    text = (
        "省里发布《关于2031年省级特色产业集群拟认定名单的公示》，共55个集群入选拟认定名单。"
        "其中，滨州市共有海诺镇家电产业集群、青禾区医药产业集群等2个特色产业集群入选。"
    )
    assert pairs(text) == {
        ("海诺镇家电产业集群", "2031年省级特色产业集群"),
        ("青禾区医药产业集群", "2031年省级特色产业集群"),
    }


def test_what_a_list_is_given_says_more_than_its_class() -> None:
    text = "轴承、铸造、机床三大优势产业全部跻身国家队，海诺科技、青禾机械等龙头企业双双上榜民营企业500强。"
    assert pairs(text) == {
        ("轴承", "国家队"),
        ("铸造", "国家队"),
        ("机床", "国家队"),
        ("海诺科技", "龙头企业"),
        ("青禾机械", "龙头企业"),
        ("海诺科技", "民营企业500强"),
        ("青禾机械", "民营企业500强"),
    }


def test_standings_after_commas_go_on() -> None:
    text = "海诺集团是国家技术创新示范企业，国家级单项冠军企业，北方重要的轴承生产基地，去年产值突破20亿元。"
    assert pairs(text) == {
        ("海诺集团", "国家技术创新示范企业"),
        ("海诺集团", "国家级单项冠军企业"),
        ("海诺集团", "北方重要的轴承生产基地"),
    }


def test_the_main_industries_of_a_park() -> None:
    text = "海诺经开区地处滨州市东部，主导产业涵盖装备制造、新材料、电子信息等领域，产品包含减速机、轴承、管件等。"
    assert pairs(text) >= {("海诺经开区", "装备制造"), ("海诺经开区", "电子信息"), ("海诺经开区", "减速机")}


def test_whose_list_it_is_is_no_part_of_a_name() -> None:
    text = (
        "省里公布新一批优势集群名单，我省海诺市高端装备集群成功入选。"
        "该集群覆盖工程机械、农业机械、数控机床等领域，是全国重要的农机生产基地。"
    )
    assert {subject for subject, _ in pairs(text)} == {"海诺市高端装备集群"}
    assert ("海诺市高端装备集群", "全国重要的农机生产基地") in pairs(text)


def test_a_list_put_out_by_an_office() -> None:
    text = "省发展改革委现将海诺工业互联网产业集群等13个省级新兴产业集群名单予以公布。"
    assert pairs(text) == {("海诺工业互联网产业集群", "省级新兴产业集群")}


@pytest.mark.parametrize(
    ("lines", "title", "names"),
    [
        (
            [
                "附件：第五批省级单项冠军企业名单",
                "序号 企业名称 产品名称",
                "1 海诺机械有限公司 数控机床",
                "2 滨州市 青禾陶瓷集团有限公司 日用瓷",
            ],
            "第五批省级单项冠军企业",
            {"海诺机械有限公司", "青禾陶瓷集团有限公司"},
        ),
        (
            [
                "拟认定的第二批省级智能工厂名单如下：",
                "海诺机械有限公司 青禾轴承股份有限公司 海诺智能(滨州)有限公司",
            ],
            "第二批省级智能工厂",
            {"海诺机械有限公司", "青禾轴承股份有限公司", "海诺智能(滨州)有限公司"},
        ),
        (
            ["2031年度省级绿色工厂公示名单", "海诺机械有限公司", "海诺市工业和信息化局", "2031年9月1日"],
            "2031年度省级绿色工厂",
            {"海诺机械有限公司"},
        ),
        (
            ["2031年海诺标杆智能工厂专家评审结果", "企业", "分数", "1", "青禾轴承股份有限公司", "94.7"],
            "2031年海诺标杆智能工厂",
            {"青禾轴承股份有限公司"},
        ),
        (
            [
                "2031年农业产业强镇拟创建名单",
                "青禾县云溪镇",
                "白塔区蓝田乡",
                "目前，全省已有44个农业产业强镇。",
            ],
            "2031年农业产业强镇",
            {"青禾县云溪镇", "白塔区蓝田乡"},
        ),
    ],
)
def test_lists_line_by_line_in_rows_and_in_columns(lines: list[str], title: str, names: set[str]) -> None:
    stated = {
        (s.subject, s.object) for s in read_text("\n".join(lines)).statements if s.rule == "roster-line"
    }
    assert stated == {(name, title) for name in names}


def test_what_is_said_of_a_member_is_of_its_name_alone() -> None:
    text = "此次入选五星示范基地的海诺新材料工业园区位于青禾市东北部。"
    assert pairs(text) == {("海诺新材料工业园区", "五星示范基地"), ("海诺新材料工业园区", "青禾市东北部")}
    text = "海声光电科技(常州)有限公司、青禾液压股份有限公司等3家企业入选省级绿色工厂。"
    assert {name for name, _ in pairs(text)} == {"海声光电科技(常州)有限公司", "青禾液压股份有限公司"}
