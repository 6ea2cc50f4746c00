"""Relations in sentences of our own."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text
from yanzhen.terms import Tier


def relations(text: str) -> set[tuple[str, str, str]]:
    return {
        (s.subject, s.predicate, s.object or "") for s in read_text(text).statements if s.kind == "relation"
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
