"""Relations in sentences of our own."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text
from yanzhen.terms import EntityKind, Tier


def relations(text: str) -> set[tuple[str, str, str]]:
    return {
        (s.subject, s.predicate, s.object or "") for s in read_text(text).statements if s.kind != "figure"
    }


def test_title_for_each_member_of_a_counted_list() -> None:
    assert relations("甲轴承、乙铜业2家企业入选“头雁”企业。") == {
        ("甲轴承", "入选", "“头雁”企业"),
        ("乙铜业", "入选", "“头雁”企业"),
    }


def test_clusters_get_their_class_noun() -> None:
    assert relations("高端装备、精细化工2个产业集群入选省首批支柱型集群。") == {
        ("高端装备产业集群", "入选", "省首批支柱型集群"),
        ("精细化工产业集群", "入选", "省首批支柱型集群"),
    }


def test_class_after_an_open_list() -> None:
    found = relations("我市培育了甲材料、乙科技等行业骨干企业。")
    assert found == {("甲材料", "称号", "行业骨干企业"), ("乙科技", "称号", "行业骨干企业")}


def test_generic_class_states_nothing() -> None:
    assert relations("甲材料、乙科技等企业快速成长。") == set()


def test_role_in_the_cluster_spoken_of() -> None:
    found = relations("乐陵调味品产业集群以辣椒酱、香料为主导产品,在甲食品、乙香料等龙头企业带动下快速发展。")
    assert ("乐陵调味品产业集群", "主导产品", "辣椒酱") in found
    assert ("甲食品", "龙头企业", "乐陵调味品产业集群") in found


def test_chain_leaders() -> None:
    assert relations("培育以甲牧业为链主的肉食品加工、以乙重工为链主的特种钢等产业。") == {
        ("甲牧业", "链主", "肉食品加工产业链"),
        ("乙重工", "链主", "特种钢产业链"),
    }


def test_fields_are_not_paired_without_respectively() -> None:
    reading = read_text("未来能源领域,甲化工、乙客车等企业在制氢、储运领域取得了一定成果。")
    pairs = {(s.subject, s.predicate, s.object) for s in reading.statements}
    assert ("甲化工", "布局领域", "未来能源") in pairs and ("乙客车", "布局领域", "未来能源") in pairs
    loose = [s for s in reading.statements if s.predicate == "取得成果领域"]
    assert {s.object for s in loose} == {"制氢", "储运"}
    assert all(s.flags == ("pairing-unknown",) and s.subject == "甲化工、乙客车等企业" for s in loose)


def test_roster() -> None:
    text = "工信部公示了第三批专精特新“小巨人”企业名单,我市两家企业榜上有名,分别为甲电子股份有限公司和乙零部件有限公司。"
    assert relations(text) == {
        ("甲电子股份有限公司", "入选", "第三批专精特新“小巨人”企业"),
        ("乙零部件有限公司", "入选", "第三批专精特新“小巨人”企业"),
    }


def test_named_as() -> None:
    assert relations("经评审,确定丙市工程机械集群等10家集群为省先进制造业集群。") == {
        ("丙市工程机械集群", "认定为", "省先进制造业集群")
    }


def test_attribute_of_an_attribute() -> None:
    text = "丁县板材产业集群的支持方向为供应链中心项目,承担单位为丁县国际陆港有限公司。"
    assert relations(text) == {
        ("丁县板材产业集群", "支持方向", "供应链中心项目"),
        ("供应链中心项目", "承担单位", "丁县国际陆港有限公司"),
    }


@pytest.mark.parametrize(
    ("opening", "tier"),
    [
        ("传统产业是根基。", Tier.TRADITIONAL),
        ("战略性新兴产业加快发展。", Tier.EMERGING),
        ("在布局建设未来产业方面,刚刚起步。", Tier.FUTURE),
        ("统筹传统产业、新兴产业和未来产业。", None),
    ],
)
def test_tier_comes_from_what_the_paragraph_is_about(opening: str, tier: Tier | None) -> None:
    reading = read_text(opening + "甲轴承、乙铜业2家企业入选“头雁”企业。")
    assert {s.tier for s in reading.statements} == {tier}


def test_who_awards_is_not_who_is_awarded() -> None:
    text = "甲县棉纺产业集群产品齐全,被国家有关部委命名为“中国棉纺名城”。"
    assert relations(text) == {("甲县棉纺产业集群", "命名为", "“中国棉纺名城”")}


def test_two_places_with_one_title() -> None:
    text = "徐水区和高碑店市获评“优秀等次县”。"
    assert relations(text) == {("徐水区", "获评", "“优秀等次县”"), ("高碑店市", "获评", "“优秀等次县”")}


def test_roster_set_out_line_by_line() -> None:
    text = "附件\n2022年度甲市特色产业集群名单\n1、乙县棉纺特色产业集群\n2、丙县钢球特色产业集群\n\n联系电话:0000"
    assert relations(text) == {
        ("乙县棉纺特色产业集群", "入选", "2022年度甲市特色产业集群"),
        ("丙县钢球特色产业集群", "入选", "2022年度甲市特色产业集群"),
    }


def test_numbered_lines_without_a_roster_are_no_names() -> None:
    assert relations("工作要求\n1、加强组织领导\n2、强化督导检查") == set()


def test_place_before_the_name_of_a_cluster_of_another_place() -> None:
    text = "我市来安县轨道装备产业集群、凤阳县硅基材料产业集群获评省级特色产业集群。"
    assert {s for s, _, _ in relations(text)} == {"来安县轨道装备产业集群", "凤阳县硅基材料产业集群"}


def test_any_quality_makes_a_class_of_industries() -> None:
    assert relations("纺纱、制革、酿造三大传统富民产业回暖。") == {
        (name, "属于", "传统富民产业") for name in ("纺纱", "制革", "酿造")
    }
    assert relations("茶油等山区特色产业起步。") == {("茶油", "属于", "山区特色产业")}
    assert relations("纺纱、制革等相关产业回暖。") == set()


@pytest.mark.parametrize("title", ["世界500强企业", "新能源车企", "国内领先的制药企业", "央企"])
def test_classes_of_firms(title: str) -> None:
    assert relations(f"园区引进了甲驰、乙途等{title}。") == {("甲驰", "称号", title), ("乙途", "称号", title)}


@pytest.mark.parametrize(
    ("text", "subject", "title"),
    [
        ("甲公司是全球第二大光伏玻璃生产商。", "甲公司", "全球第二大光伏玻璃生产商"),
        ("乙镇是中国铜管乐器的发源地之一。", "乙镇", "中国铜管乐器的发源地"),
        ("作为全国最大的毛刷集散地,桐城市加快转型。", "桐城市", "全国最大的毛刷集散地"),
        ("桐城市作为全国最大的毛刷集散地,产销两旺。", "桐城市", "全国最大的毛刷集散地"),
        ("丙县纺织产业集群产品齐全,是全国最大的毛巾生产基地。", "丙县纺织产业集群", "全国最大的毛巾生产基地"),
    ],
)
def test_what_a_thing_is(text: str, subject: str, title: str) -> None:
    assert relations(text) == {(subject, "称号", title)}


@pytest.mark.parametrize(
    "text",
    [
        "创新是引领发展的第一动力。",
        "质量是企业最重要的生命线。",
        "这是全省首个万亿级产业集群。",
        "项目投产后,将成为全国最大的硅片生产企业。",
        "活动包括论坛、展览等环节。",
        "该集群涵盖原料、加工、销售等关键环节。",
        "今年全市5家企业入选国家级专精特新“小巨人”企业。",
    ],
)
def test_what_names_nobody_states_nothing(text: str) -> None:
    assert relations(text) == set()


def test_class_first_and_members_after() -> None:
    text = "园区集聚了大量的传感器设计企业,如甲芯、乙微等,专注于压力、温度等产品。"
    assert relations(text) == {
        ("甲芯", "称号", "传感器设计企业"),
        ("乙微", "称号", "传感器设计企业"),
        ("甲芯、乙微等", "布局领域", "压力"),
        ("甲芯、乙微等", "布局领域", "温度"),
    }


def test_the_noun_after_a_relative_clause_is_what_covers() -> None:
    found = relations("全市获评省级绿色工厂的12家企业,涉及化工、建材等行业。")
    assert found == {("12家企业", "涵盖领域", "化工"), ("12家企业", "涵盖领域", "建材")}


def test_materials_of_an_industry_spoken_of_before() -> None:
    text = "我市新能源产业配套齐全,涵盖隔膜、铜箔等两大关键材料。"
    assert relations(text) == {("新能源产业", "涵盖产品", "隔膜"), ("新能源产业", "涵盖产品", "铜箔")}


def test_quoted_titles_in_a_row() -> None:
    assert relations("丁县顺利通过“中国毛笔之乡”“中国漆器名县”复评。") == {
        ("丁县", "通过", "“中国毛笔之乡”"),
        ("丁县", "通过", "“中国漆器名县”"),
    }


def test_renown() -> None:
    assert relations("丁县素有“毛笔之乡”“漆器名县”之称。") == {
        ("丁县", "称号", "“毛笔之乡”"),
        ("丁县", "称号", "“漆器名县”"),
    }


def test_the_place_that_opens_a_sentence_has_the_standing() -> None:
    text = "浙江省制造业大县盘点\n椒江区积极引进人才,打造了一批企业,成为浙江省工业强县之一。"
    assert relations(text) == {("椒江区", "成为", "浙江省工业强县之一")}


def test_the_class_of_a_list_tells_the_kind_of_its_members() -> None:
    text = "新材料、氢能等未来产业起步。我市培育了新材料、甲阿胶等行业骨干企业。"
    kinds = {(s.subject, s.object, s.subject_kind, s.object_kind) for s in read_text(text).statements}
    assert kinds == {
        ("新材料", "未来产业", EntityKind.INDUSTRY, EntityKind.INDUSTRY),
        ("氢能", "未来产业", EntityKind.INDUSTRY, EntityKind.INDUSTRY),
        ("新材料", "行业骨干企业", EntityKind.FIRM, EntityKind.TITLE),
        ("甲阿胶", "行业骨干企业", EntityKind.FIRM, EntityKind.TITLE),
    }


def test_both_quotation_marks_or_none() -> None:
    text = "甲市、乙市获批“双千”工程试点城市。全市拥有专精特新“小巨人”企业12家。"
    for statement in read_text(text).statements:
        for words in (statement.subject, statement.predicate, statement.object or ""):
            assert words.count("“") == words.count("”")


def test_members_after_a_counted_class() -> None:
    found = relations("全市拥有国家级“小巨人”企业56家,如甲精工、乙硅材等。龙头企业包括丙电子、丁光学。")
    assert ("甲精工", "称号", "国家级“小巨人”企业") in found and (
        "乙硅材",
        "称号",
        "国家级“小巨人”企业",
    ) in found
    assert ("丙电子", "称号", "龙头企业") in found


def test_several_lists_in_one_clause() -> None:
    text = "形成纺纱、酿造、机械三大传统产业及氢能、新材料两大新兴产业为主的格局。"
    assert {(s, o) for s, _, o in relations(text)} == {
        ("纺纱", "传统产业"),
        ("酿造", "传统产业"),
        ("机械", "传统产业"),
        ("氢能", "新兴产业"),
        ("新材料", "新兴产业"),
    }


def test_great_classes_need_no_quality() -> None:
    text = "重点打造电子级硅材料、光伏硅材料两大产业链。"
    assert {(s, o) for s, _, o in relations(text)} == {("电子级硅材料", "产业链"), ("光伏硅材料", "产业链")}
    assert relations("坚持创新、协调、绿色三大原则。") == set()


def test_role_before_its_name() -> None:
    found = relations("自2021年引入全球光伏龙头晶丰科技以来,产业加快发展。")
    assert ("晶丰科技", "称号", "全球光伏龙头") in found


def test_links_of_a_chain_by_stage() -> None:
    text = "江宁区形成覆盖上游原料开采、材料生产,中游封装与集成,以及下游电池回收的完整产业链。"
    assert {o for s, p, o in relations(text) if p == "涵盖环节" and s == "江宁区"} >= {"原料开采", "材料生产"}


def test_places_of_a_list() -> None:
    text = "甲热电项目选址覆盖黄州区丁城镇、戊店乡等地。"
    assert {(s, o) for s, p, o in relations(text) if p == "位于"} == {
        ("甲热电项目", "丁城镇"),
        ("甲热电项目", "戊店乡"),
    }


def test_aims_of_a_place_and_who_carries_a_project_out() -> None:
    assert {o for _, _, o in relations("将江宁区建成硅材料集聚地、成果孵化地和人才引领地。")} == {
        "硅材料集聚地",
        "成果孵化地",
        "人才引领地",
    }
    text = "由甲乙硅业有限公司承担的国家示范工程——年产100吨硅料项目已投产。"
    assert ("年产100吨硅料项目", "承担单位", "甲乙硅业有限公司") in relations(text)


def test_customers_and_uses() -> None:
    text = "甲联科技有限公司产品主要供货给乙星、丙途等知名企业。产品被广泛应用于航空、交通等领域。"
    found = relations(text)
    assert ("甲联科技有限公司", "供货给", "乙星") in found and ("产品", "应用领域", "航空") in found


def test_lists_that_do_not_match_their_count_are_flagged() -> None:
    text = "甲阳电子、乙华科技3家企业入选省级瞪羚企业名单。丙远电子、丁明科技等12家企业入选省级绿色工厂名单。"
    flags = {s.subject: s.flags for s in read_text(text).statements if s.kind != "figure"}
    assert flags["甲阳电子"] == ("count-mismatch",) and flags["丙远电子"] == ("open-list",)


def test_who_is_listed_goes_on_being_spoken_of() -> None:
    text = "工信部公示了第四批制造业单项冠军企业,其中,东海的丙业股份成功上榜,此次再度荣膺国家制造业单项冠军示范企业。"
    assert {(s, o) for s, _, o in relations(text)} == {
        ("丙业股份", "第四批制造业单项冠军企业"),
        ("丙业股份", "国家制造业单项冠军示范企业"),
    }


def test_list_announced_in_the_sentence() -> None:
    text = "在省工信厅公布的第五批单项冠军企业名单中，海诺机械有限公司、青禾电子有限公司分别凭借“轴承”和“电容”产品的优势成功上榜。"
    assert {r[0] for r in relations(text)} == {"海诺机械有限公司", "青禾电子有限公司"}
    text = "省经信厅公布了2023年省级单项冠军企业名单，海诺三铃、青禾材料等11家企业榜上有名。"
    assert {r[0] for r in relations(text)} == {"海诺三铃", "青禾材料"}


def test_quoted_honours_are_one_each() -> None:
    text = "海诺机械有限公司先后获评“优秀供应商”“企业技术中心”等殊荣。"
    assert {r[2] for r in relations(text)} == {"“优秀供应商”", "“企业技术中心”"}


def test_who_plans_is_no_member_of_what_is_planned() -> None:
    text = "禹城市将围绕功能糖、新能源、装备制造三大主导产业，实施强链工程。"
    assert {r[0] for r in relations(text)} == {"功能糖", "新能源", "装备制造"}


def test_the_kind_of_a_title_shows_who_has_it() -> None:
    text = "滨州市形成以海诺为龙头，青禾、蓝田等企业为支撑的工程机械产业集群，入选省级产业集群名单。"
    assert ("工程机械产业集群", "入选", "省级产业集群名单") in relations(text)


def test_of_what_is_taken_as_an_example() -> None:
    text = "以钢铁产业链为例，我市的优势产业有特种钢冶炼，未来产业有氢冶金、废钢再生等。"
    assert relations(text) == {
        ("钢铁产业链", "优势产业", "特种钢冶炼"),
        ("钢铁产业链", "未来产业", "氢冶金"),
        ("钢铁产业链", "未来产业", "废钢再生"),
    }
    text = "以造纸为例，方案明确的产业主要承载地包括海诺高新技术产业开发区和青禾经济开发区。"
    assert relations(text) == {
        ("造纸", "承载地", "海诺高新技术产业开发区"),
        ("造纸", "承载地", "青禾经济开发区"),
    }


def test_what_a_zone_works_on() -> None:
    text = "禹城高新区立足良好的生态，重点抓好功能糖、养生养老、医疗器械等领域。"
    assert {r[2] for r in relations(text)} == {"功能糖", "养生养老", "医疗器械"}
    assert {r[0] for r in relations(text)} == {"禹城高新区"}


def test_the_zone_in_which_it_happens_has_the_standing() -> None:
    text = "在海诺经济技术开发区，三家企业投产，成为全省最大的纽扣生产基地。"
    assert relations(text) == {("海诺经济技术开发区", "成为", "全省最大的纽扣生产基地")}


@pytest.mark.parametrize(
    ("text", "subject", "title"),
    [
        ("禹城市2018年获评国家级生态示范市。", "禹城市", "国家级生态示范市"),
        ("海诺机械有限公司去年底入选省级绿色工厂名单。", "海诺机械有限公司", "省级绿色工厂名单"),
        (
            "青禾经开区成立于1992年，2013年升级为国家级经济技术开发区。",
            "青禾经开区",
            "国家级经济技术开发区",
        ),
    ],
)
def test_when_and_into_what_is_not_who(text: str, subject: str, title: str) -> None:
    assert {(s, o) for s, _, o in relations(text)} == {(subject, title)}


def test_who_approves_is_not_who_is_approved() -> None:
    text = "青禾工业园创办于1998年，2006年经国家四部委审核、省级人民政府批准为省级工业园区。"
    assert relations(text) == {("青禾工业园", "批准为", "省级工业园区")}


def test_the_firm_spoken_of_is_the_one_listed() -> None:
    listed = "省工信厅公布了2016年国家技术创新示范企业名单，公司成功入选。"
    assert relations(listed) == set()
    assert relations("海诺机械有限公司成立于1990年。" + listed) == {
        ("海诺机械有限公司", "入选", "2016年国家技术创新示范企业")
    }


def test_members_after_the_list_that_they_are_on() -> None:
    text = (
        "进入建议继续支持的国家级“小巨人”企业名单（第二批）的本省企业是海诺机械有限公司、青禾光电有限公司。"
    )
    title = "建议继续支持的国家级“小巨人”企业名单(第二批)"
    assert relations(text) == {
        ("海诺机械有限公司", "进入", title),
        ("青禾光电有限公司", "进入", title),
    }


def test_by_what_and_what_of_it_is_awarded_is_not_who() -> None:
    text = "禹城市以“管委会+公司”的模式获评全省典型案例。其“管委会+公司”的模式被列为全省试点。"
    assert relations(text) == {("禹城市", "获评", "全省典型案例")}


def test_two_verbs_of_one_member_do_not_cut_the_list() -> None:
    text = "海诺研究院、青禾质量协会入选已获得支持的省级示范平台名单。"
    assert {r[0] for r in relations(text)} == {"海诺研究院", "青禾质量协会"}


def test_standings_among_other_things_that_a_place_is() -> None:
    text = "禹城市是蜜桃的适栽区、山东省38个蜜桃基地县之一、“全国绿色食品原料生产基地县”。"
    assert {r[2] for r in relations(text)} == {"山东省38个蜜桃基地县", "“全国绿色食品原料生产基地县”"}


def test_verbs_of_growth_are_no_part_of_the_first_name() -> None:
    text = "做大做强做优蜜桃、红薯、杜仲三大支柱产业。"
    assert {r[0] for r in relations(text)} == {"蜜桃", "红薯", "杜仲"}


def test_where_it_grows_is_not_where_the_place_lies() -> None:
    assert relations("禹城市现有蜜桃2万亩，分布于东塘镇、西塘乡。") == set()


def test_firms_joined_by_and_are_two() -> None:
    text = "海诺水泥有限公司和青禾硅胶有限公司成功入选国家绿色工厂公示名单。"
    assert {r[0] for r in relations(text)} == {"海诺水泥有限公司", "青禾硅胶有限公司"}


def test_listed_firms_go_on_being_spoken_of() -> None:
    text = "工信部公布了第四批绿色制造名单，海诺水泥、青禾材料2家企业榜上有名，入选国家级绿色工厂。"
    assert relations(text) == {
        (firm, "入选", title)
        for firm in ("海诺水泥", "青禾材料")
        for title in ("第四批绿色制造", "国家级绿色工厂")
    }


@pytest.mark.parametrize(
    "text",
    [
        "近期工信部公布了第五批绿色制造名单，我市多家企业入选。",
        "特色产业集群是指以新发展理念为引领，以中小企业为主体的产业集群。",
    ],
)
def test_many_firms_and_ideas_are_nobody(text: str) -> None:
    assert relations(text) == set()
