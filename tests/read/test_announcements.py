"""Lists announced in running text, titles in attributes, standings that go on; sentences of our own."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text


def relations(text: str) -> set[tuple[str, str, str]]:
    return {
        (s.subject, s.predicate, s.object or "") for s in read_text(text).statements if s.kind != "figure"
    }


def pairs(text: str) -> set[tuple[str, str]]:
    return {(subject, object_) for subject, _, object_ in relations(text)}


def test_members_of_what_a_clause_counts() -> None:
    text = "近日，省里公布绿色制造名单，我市共有两家企业入选省级绿色工厂，分别是海诺纺织有限公司、青禾新材料有限公司。"
    assert relations(text) == {
        ("海诺纺织有限公司", "入选", "省级绿色工厂"),
        ("青禾新材料有限公司", "入选", "省级绿色工厂"),
    }


def test_members_after_a_colon_have_the_class_counted() -> None:
    text = "本次新增的2个省级特色产业集群分别是：禹城市功能糖产业集群、滨州市纺织产业集群。"
    assert pairs(text) == {
        ("禹城市功能糖产业集群", "省级特色产业集群"),
        ("滨州市纺织产业集群", "省级特色产业集群"),
    }


def test_members_of_the_class_counted_before() -> None:
    text = (
        "全市已有3个国家级特色产业集群，其中上年度2个集群，分别为禹城市功能糖产业集群、滨州市纺织产业集群。"
    )
    assert pairs(text) == {
        ("禹城市功能糖产业集群", "国家级特色产业集群"),
        ("滨州市纺织产业集群", "国家级特色产业集群"),
    }


def test_a_list_at_commas_goes_on_in_its_sentence() -> None:
    text = "共5个集群入选“先锋榜”。此次入选的3个集群分别是滨州市、德州市纺织集群，聊城市轴承集群，禹城市生物制造集群。"
    assert {s for s, o in pairs(text) if o == "“先锋榜”"} >= {"聊城市轴承集群", "禹城市生物制造集群"}


def test_a_count_of_firms_is_no_holder_of_a_title() -> None:
    assert relations("我市共有三家企业入选省级绿色工厂。") == set()


def test_a_numbered_decision() -> None:
    text = "三、确定禹城市功能糖产业集群等7个集群为省级特色产业集群，其核心园区确定为特色产业集群核心园区。"
    assert relations(text) == {("禹城市功能糖产业集群", "认定为", "省级特色产业集群")}


def test_a_list_before_the_bare_verb_has_what_was_recognised() -> None:
    text = "部里公布了新一批集群名单，新认定100个国家级特色产业集群，我省滨州市纺织产业集群、禹城市功能糖产业集群入选。"
    assert pairs(text) == {
        ("滨州市纺织产业集群", "国家级特色产业集群"),
        ("禹城市功能糖产业集群", "国家级特色产业集群"),
    }


@pytest.mark.parametrize(
    ("text", "pair"),
    [
        ("荣获省科技进步二等奖的海诺科技今年扩产。", ("海诺科技", "省科技进步二等奖")),
        ("被认定为省级绿色工厂的海诺机械有限公司今年扩产。", ("海诺机械有限公司", "省级绿色工厂")),
        (
            "海诺科技是一家专业从事数控机床研发的高新技术企业。",
            ("海诺科技", "专业从事数控机床研发的高新技术企业"),
        ),
        ("青禾镇与蓝田镇并称“陶瓷双子镇”。", ("蓝田镇", "“陶瓷双子镇”")),
        ("中国轻工业联合会授予青禾镇“中国竹编之乡、中国藤编之乡”称号。", ("青禾镇", "“中国藤编之乡”")),
        ("滨州高新区经国务院批准为国家级高新区。", ("滨州高新区", "国家级高新区")),
        ("去年引进了全县首家上市企业——青禾新材料公司。", ("青禾新材料公司", "全县首家上市企业")),
    ],
)
def test_who_has_a_title(text: str, pair: tuple[str, str]) -> None:
    assert pair in pairs(text)


def test_standings_go_on_after_their_verb() -> None:
    text = "如今的滨州市已经成为全国最大的家纺基地，全国重要的粮油基地、铝业基地。"
    assert pairs(text) == {
        ("滨州市", "全国最大的家纺基地"),
        ("滨州市", "全国重要的粮油基地"),
        ("滨州市", "铝业基地"),
    }


def test_a_firm_s_standing_is_not_the_industry_s() -> None:
    text = "纺织产业稳步增长。海诺生物产销两旺，成为全国最大的酵素原料生产企业。"
    assert pairs(text) == {("海诺生物", "全国最大的酵素原料生产企业")}


def test_whom_a_cluster_stands_by() -> None:
    text = "县里形成了以海诺酒业、青禾食品为代表的食品产业集群，以农业机械为主导的装备制造产业集群。"
    assert relations(text) == {
        ("海诺酒业", "代表", "食品产业集群"),
        ("青禾食品", "代表", "食品产业集群"),
        ("装备制造产业集群", "主导产业", "农业机械"),
    }


def test_industries_that_lead() -> None:
    text = "存储器、航天装备等产业综合实力全国领先。"
    assert relations(text) == {
        ("存储器", "影响力", "综合实力全国领先"),
        ("航天装备", "影响力", "综合实力全国领先"),
    }


def test_products_without_a_class() -> None:
    text = "海诺电子科技项目占地100亩，产品涵盖光模块、路由器、智能终端和巡检机器人等。"
    assert {o for s, o in pairs(text) if s == "海诺电子科技项目"} == {
        "光模块",
        "路由器",
        "智能终端",
        "巡检机器人",
    }


def test_what_projects_cover() -> None:
    text = "本批开工的重点项目包括海诺产业园、青禾物流园等，涵盖了工业、农业、生态等领域。"
    assert {o for s, o in pairs(text) if "重点项目" in s} == {"工业", "农业", "生态"}


def test_a_list_of_names_published() -> None:
    text = "2025年度省级特色产业集群名单公布，德州3个集群入选，包括禹城市功能糖产业集群等。"
    assert relations(text) == {("禹城市功能糖产业集群", "入选", "2025年度省级特色产业集群")}


def test_a_decision_goes_on_with_another_title() -> None:
    text = "省里认定海诺重工股份有限公司等12家企业为省级示范企业，青禾金属有限公司等5家企业为省级培育企业。"
    assert pairs(text) == {("海诺重工股份有限公司", "省级示范企业"), ("青禾金属有限公司", "省级培育企业")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "滨州市和德州市分别是全国最大的家纺基地和亚洲最大的功能糖基地。",
            {("滨州市", "全国最大的家纺基地"), ("德州市", "亚洲最大的功能糖基地")},
        ),
        ("滨州市，由于盛产苹果、冬枣而被称为“果城”。", {("滨州市", "“果城”")}),
        ("青禾镇多次获得“中国竹编之乡”称号。", {("青禾镇", "“中国竹编之乡”")}),
        (
            "海诺科技位于滨州市，占地百亩，是一家专业从事传感器研发的高新技术企业。公司获得“省级企业技术中心”称号。",
            {
                ("海诺科技", "滨州市"),
                ("海诺科技", "专业从事传感器研发的高新技术企业"),
                ("海诺科技", "“省级企业技术中心”"),
            },
        ),
        ("公司获得“省级企业技术中心”称号。", set()),
    ],
)
def test_whose_standing_it_is(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def test_a_class_of_clusters_by_what_they_are() -> None:
    text = "培育生物医药、高端器械、人工智能3个战略重点类产业集群。"
    assert {o for _, o in pairs(text)} == {"战略重点类产业集群"}
    text = "我国现有甲洲、乙岭和聊城等三大轴承产业集聚区。"
    assert ("聊城", "轴承产业集聚区") in pairs(text)


def test_a_list_begins_behind_the_verb() -> None:
    text = "生物医药产业拥有海诺制药、青禾生物等骨干企业。"
    assert {s for s, _ in pairs(text)} == {"海诺制药", "青禾生物"}


def test_who_leads_an_industry_and_what_it_makes() -> None:
    text = (
        "滨州市造纸产业以海诺纸业、青禾纸业等企业为龙头，产品有文化纸、包装纸、生活用纸三大系列60多个品种。"
    )
    assert ("海诺纸业", "龙头", "滨州市造纸产业") in relations(text)
    assert ("造纸产业", "涵盖产品", "生活用纸") in relations(text)


def test_a_list_of_villages_under_a_name_of_its_own() -> None:
    text = "农业部门公布2023年特色产业亿元村名单，甲县青禾镇海诺村、乙县蓝田镇白石村等9个“明星村”上榜。"
    assert {s for s, o in pairs(text) if "亿元村" in o} == {"甲县青禾镇海诺村", "乙县蓝田镇白石村"}


def test_the_title_first_and_who_has_it_after() -> None:
    text = "此次入选省级示范村的还有滨州市青禾镇海诺村、德州市蓝田镇白石村。"
    assert pairs(text) == {
        ("滨州市青禾镇海诺村", "省级示范村"),
        ("德州市蓝田镇白石村", "省级示范村"),
    }


def test_how_large_a_chain_is() -> None:
    assert ("新材料产业链", "量级", "50亿级") in relations("布局建设了50亿级的新材料产业链。")


def test_a_class_described_at_length() -> None:
    text = "培育了海诺传感器有限公司、青禾测控有限公司等一批具有自主产品的中小企业。"
    assert pairs(text) == {
        ("海诺传感器有限公司", "具有自主产品的中小企业"),
        ("青禾测控有限公司", "具有自主产品的中小企业"),
    }


def test_products_that_are_only_counted_are_not_named() -> None:
    assert relations("海诺食品有限公司主要产品有几十种之多。") == set()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("氢能产业，被列为滨州市六大新兴产业之一。", {("氢能产业", "滨州市六大新兴产业之一")}),
        (
            "滨州市是全国最大的家纺基地、粮油基地，被誉为“果都”“绸都”。",
            {
                ("滨州市", "全国最大的家纺基地"),
                ("滨州市", "粮油基地"),
                ("滨州市", "“果都”"),
                ("滨州市", "“绸都”"),
            },
        ),
        (
            "滨州市是中国生态环境第一市、中国避暑胜地、中国天然氧吧。",
            {("滨州市", "中国生态环境第一市"), ("滨州市", "中国避暑胜地"), ("滨州市", "中国天然氧吧")},
        ),
        (
            "青禾镇有两家世界500强企业——海诺集团和蓝田集团。",
            {("海诺集团", "世界500强企业"), ("蓝田集团", "世界500强企业")},
        ),
        (
            "园区集聚了海诺氢能、青禾动力等14家氢能产业重点企业。",
            {("海诺氢能", "氢能产业重点企业"), ("青禾动力", "氢能产业重点企业")},
        ),
    ],
)
def test_standings_and_classes_in_a_row(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def test_what_a_place_is_compared_with_is_not_who_has_it() -> None:
    text = "青禾镇以电器产业为支柱，占全国的一半，产品已形成断路器、继电器、接触器等6大系列150个品种。"
    assert ("青禾镇", "支柱产业", "电器产业") in relations(text)
    assert "全国" not in {s for s, _ in pairs(text)}


def test_two_lists_published_together() -> None:
    text = (
        "部里公布2025年度特色产业集群名单和2022年度特色产业集群复核通过名单。"
        "此次新入选的集群为甲区机器人产业集群、乙区合金材料产业集群，复核通过的集群是丙区航空配套产业集群、丁区射频产业集群。"
    )
    assert pairs(text) == {
        ("甲区机器人产业集群", "2025年度特色产业集群"),
        ("乙区合金材料产业集群", "2025年度特色产业集群"),
        ("丙区航空配套产业集群", "2022年度特色产业集群"),
        ("丁区射频产业集群", "2022年度特色产业集群"),
    }


def test_a_roster_under_the_headings_of_its_parts() -> None:
    text = (
        "2016年度农业龙头企业名单\n一、新增区级农业龙头企业(2家)\n海诺农业有限公司\n青禾食品有限公司\n"
        "二、撤销区级农业龙头企业(1家)\n蓝田蜂业有限公司\n三、保留区级农业龙头企业(1家)\n白石园艺有限公司\n"
    )
    assert pairs(text) == {
        ("海诺农业有限公司", "区级农业龙头企业"),
        ("青禾食品有限公司", "区级农业龙头企业"),
        ("白石园艺有限公司", "区级农业龙头企业"),
    }


def test_a_roster_without_numbers() -> None:
    text = "首批2家省级产业集群升级示范区\n甲区汽车产业集群升级示范区\n乙区玩具产业集群升级示范区\n"
    assert {o for _, o in pairs(text)} == {"首批省级产业集群升级示范区"}


def test_members_in_brackets_and_after_a_colon() -> None:
    text = "打造2个500亿级产业集群（机械装备、金属材料）。"
    assert pairs(text) == {("机械装备", "500亿级产业集群"), ("金属材料", "500亿级产业集群")}
    text = "调整后的3条产业链是：白酒、能源、电子信息。"
    assert {s for s, o in pairs(text) if o == "产业链"} == {"白酒", "能源", "电子信息"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "化学药品主要包括替吉奥、氨溴索、兰索拉唑等；医疗器械主要包括口罩、防护服、手术衣等。",
            {
                *(("化学药品", name) for name in ("替吉奥", "氨溴索", "兰索拉唑")),
                *(("医疗器械", name) for name in ("口罩", "防护服", "手术衣")),
            },
        ),
        (
            "近日公示了第二批省级特色产业集群（基地）建议名单，我市甲县食品产业集群（基地）、乙县筛网产业集群（基地）名列其中。",
            {
                ("甲县食品产业集群", "第二批省级特色产业集群(基地)建议"),
                ("乙县筛网产业集群", "第二批省级特色产业集群(基地)建议"),
            },
        ),
        (
            "电子信息产业“铁三角”——海诺电子、青禾电子、蓝田电子相继落户。",
            {(name, "电子信息产业“铁三角”") for name in ("海诺电子", "青禾电子", "蓝田电子")},
        ),
        (
            "某顾问近日发布《省级开发区500强》，甲县经济开发区和乙县经济开发区上榜。",
            {("甲县经济开发区", "省级开发区500强"), ("乙县经济开发区", "省级开发区500强")},
        ),
        (
            "加上此前已入选的甲区部件产业集群、乙区生物药产业集群，我市拥有的国家级特色产业集群数量达到5个。",
            {("甲区部件产业集群", "国家级特色产业集群"), ("乙区生物药产业集群", "国家级特色产业集群")},
        ),
        (
            "发动机、轮毂、座椅等配套产业日益完善。",
            {(name, "配套产业") for name in ("发动机", "轮毂", "座椅")},
        ),
    ],
)
def test_lists_and_what_they_are_of(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text) == expected


def test_what_a_place_is_to_become_is_an_aim() -> None:
    text = "力争把园区建设成为全国重要的健康食品基地。"
    assert relations(text) == {("园区", "建设目标", "全国重要的健康食品基地")}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("青禾镇还被誉为“木业之城”。", {("青禾镇", "“木业之城”")}),
        (
            "其中海诺集团、青禾客车为国家级单项冠军企业。",
            {("海诺集团", "国家级单项冠军企业"), ("青禾客车", "国家级单项冠军企业")},
        ),
        (
            "海诺控股位居第二十位，是全省高端石化产业链链主企业。",
            {("海诺控股", "全省高端石化产业链链主企业")},
        ),
        (
            "依托海诺集团旗下青禾股份、蓝田集团旗下白石电子等大型光伏企业。",
            {("青禾股份", "大型光伏企业"), ("白石电子", "大型光伏企业")},
        ),
        (
            "确认海诺工程有限公司技术中心等48家企业技术中心为第八批省级企业技术中心。",
            {("海诺工程有限公司技术中心", "第八批省级企业技术中心")},
        ),
        (
            "青禾镇位于滨州市西南，逐步发展成为全国重要的家纺集聚地。",
            {("青禾镇", "滨州市西南"), ("青禾镇", "全国重要的家纺集聚地")},
        ),
    ],
)
def test_further_standings(text: str, expected: set[tuple[str, str]]) -> None:
    assert pairs(text) == expected


_ENTRIES = """2022年度海州市特色产业集群评选结果

一、海州市罐头产业集群（青禾县）

1.主导产业：水果罐头、水产罐头

2.龙头企业：海诺食品有限公司、蓝田罐头有限公司等

二、海州市纽扣产业集群

（一）覆盖区域：东山镇、西塘镇

（二）知名品牌：“海诺”“青禾”

该市高度重视产业集群，出台了一系列政策。

主导产业：木材、纸张
"""


def test_entries_of_a_list_with_lines_of_their_own() -> None:
    assert relations(_ENTRIES) == {
        ("海州市罐头产业集群", "入选", "2022年度海州市特色产业集群"),
        ("海州市罐头产业集群", "主导产业", "水果罐头"),
        ("海州市罐头产业集群", "主导产业", "水产罐头"),
        ("海州市罐头产业集群", "龙头企业", "海诺食品有限公司"),
        ("海州市罐头产业集群", "龙头企业", "蓝田罐头有限公司"),
        ("海州市纽扣产业集群", "入选", "2022年度海州市特色产业集群"),
        ("海州市纽扣产业集群", "覆盖区域", "东山镇"),
        ("海州市纽扣产业集群", "覆盖区域", "西塘镇"),
        ("海州市纽扣产业集群", "知名品牌", "“海诺”"),
        ("海州市纽扣产业集群", "知名品牌", "“青禾”"),
    }


def test_an_earlier_list_told_of_by_the_way() -> None:
    text = (
        "近日，工信部公示了第二批“小巨人”企业名单，我市有2家企业入围。\n"
        "2019年，首批“小巨人”企业名单公布，我市的海诺机械有限公司、青禾光电有限公司2家企业榜上有名。\n"
        "此次我市入选的2家企业分别是：蓝田化工有限公司、东塘轴承有限公司。"
    )
    assert relations(text) == {
        ("海诺机械有限公司", "入选", "首批“小巨人”企业"),
        ("青禾光电有限公司", "入选", "首批“小巨人”企业"),
        ("蓝田化工有限公司", "入选", "第二批“小巨人”企业"),
        ("东塘轴承有限公司", "入选", "第二批“小巨人”企业"),
    }


def test_those_counted_on_the_list_are_named_behind_a_colon() -> None:
    text = (
        "2月1日，山东首批技术创新示范企业名单公布，共有40家企业上榜。"
        "其中，禹城4家3551企业入选：海诺机械有限公司、青禾光电有限公司。"
    )
    assert relations(text) == {
        ("海诺机械有限公司", "入选", "山东首批技术创新示范企业"),
        ("青禾光电有限公司", "入选", "山东首批技术创新示范企业"),
    }


def test_one_name_of_nine_and_then_these_nine() -> None:
    text = (
        "近日，山东省高新技术企业第二批公示名单发布，禹城市共有海诺电梯等2家企业获批。\n"
        "这两家企业分别是：海诺电梯股份有限公司、青禾工艺品股份有限公司。"
    )
    title = "山东省高新技术企业第二批"
    assert relations(text) == {
        ("海诺电梯", "入选", title),
        ("海诺电梯股份有限公司", "入选", title),
        ("青禾工艺品股份有限公司", "入选", title),
    }


def test_class_with_its_count_before_a_colon() -> None:
    text = "截至目前，禹城市国家企业技术中心增加至两家：海诺股份有限公司技术中心、青禾集团有限公司技术中心。"
    assert relations(text) == {
        ("海诺股份有限公司技术中心", "称号", "国家企业技术中心"),
        ("青禾集团有限公司技术中心", "称号", "国家企业技术中心"),
    }


def test_headline_in_two_parts() -> None:
    text = "禹城市技术创新再添新力量 海诺机械公司获批国家企业技术中心"
    assert relations(text) == {("海诺机械公司", "获批", "国家企业技术中心")}
