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


def test_firm_that_a_text_is_about() -> None:
    text = (
        "10月26日,恒远科技发布三季报。公司实现营业收入60.6亿元,同比增长27%。\n"
        "江宁区对此表示支持。目前,公司员工达800人,新产品产能将增至15万吨。\n今年以来,研发投入3亿元。"
    )
    assert {k[0] for k in who(text)} == {"恒远科技"}
    assert ("恒远科技", "新产品:capacity", 150000) in who(text)


def test_cluster_that_a_text_is_about() -> None:
    text = "省里发布了针对甲地生物医药先进制造业集群的方案。\n该产业集群力争集群产值突破800亿元。集群拥有企业319家。"
    assert all("生物医药先进制造业集群" in k[0] for k in who(text))


def test_text_about_several_firms_is_about_none() -> None:
    text = "甲远科技投产。公司产值3亿元。\n乙明股份也投产了。公司产值5亿元。\n全市新增企业20家。"
    assert [k[0] for k in who(text)][-1] == "全市"


def test_class_of_firms_keeps_its_amounts() -> None:
    text = "全市规模以上民营工业企业6371家,占规上工业企业的84.1%;实现工业增加值193亿元,同比增长8.4%,贡献率为68%,比上年提高14个百分点。"
    assert [k[1] for k in who(text)][2:] == [
        "规模以上民营工业企业工业增加值",
        "规模以上民营工业企业工业增加值:yoy",
        "contrib",
        "贡献率:diff(上年)",
    ]


def test_counted_class_that_opens_a_clause() -> None:
    text = "2022百强园区中,有65个园区产值过百亿。其中,53家入榜的国家级高新区,企业营业收入达3347亿元。"
    assert who(text)[-1][0] == "53家入榜的国家级高新区"
    text = "全省重点培育的25个先进制造业集群主导产业产值近10万亿元,集聚了规上企业2.5万家。"
    assert {k[0] for k in who(text)} == {"25个先进制造业集群"}


def test_who_does_something_in_its_clause() -> None:
    text = "江宁区持续优化服务。金融机构推出专项产品,发放贷款2.4亿元。"
    assert who(text)[0][0] == "金融机构"


def test_issuer_counts_for_the_country() -> None:
    text = "全市工业向好。\n工信部公示了第四批制造业单项冠军,共有64家企业和60种产品入选。"
    assert [k[0] for k in who(text)] == ["全国", "全国"]


def test_sizes_and_ratings_that_belong_to_names() -> None:
    assert who("启动350MW新能源发电项目和20万吨一体化基地项目。") == []
    text = "年销售收入超过10亿元的化学药、中药品种多达32个。"
    assert [k[2] for k in who(text)] == [32]


def test_names_in_the_clause_before_respectively() -> None:
    text = "规上工业增加值增长8%。制药和新材料产业、饮料工业、电力工业三个产业带动能力提升,增加值分别增长87.7%、34.8%、28.7%,分别快于规上工业71.4个、18.5个、12.4个百分点。"
    assert [(k[0], k[1]) for k in who(text)][1:] == [
        ("制药和新材料产业", "增加值:yoy"),
        ("饮料工业", "增加值:yoy"),
        ("电力工业", "增加值:yoy"),
        ("制药和新材料产业", "增加值:yoy_vs(规上工业)"),
        ("饮料工业", "增加值:yoy_vs(规上工业)"),
        ("电力工业", "增加值:yoy_vs(规上工业)"),
    ]


def test_class_after_a_list_is_no_part_of_its_last_name() -> None:
    text = "全市汽车、船舶、芯片等产品的出口额分别增长22.2%、91.1%、25.6%。"
    assert [k[1] for k in who(text)] == ["汽车出口额:yoy", "船舶出口额:yoy", "芯片出口额:yoy"]


def test_rate_of_growth_read_as_growth() -> None:
    text = "规上工业增加值增速从1-2月11%起步,高于全国、全省1个、0.2个百分点。"
    assert [(k[1], k[2]) for k in who(text)] == [
        ("规上工业增加值:yoy", 11),
        ("规上工业增加值:yoy_vs(全国)", 1),
        ("规上工业增加值:yoy_vs(全省)", 0.2),
    ]


def test_streak_between_a_measure_and_its_rank() -> None:
    text = "全年GDP增长6%,零售额增速连续8个月居全省第1位。"
    assert who(text)[1:] == [
        ("全市", "零售额增速连续居全省第1位月数", 8),
        ("全市", "零售额增速:rank(全省)", 1),
    ]


def test_classes_of_two_sizes_with_two_counts() -> None:
    assert who("年营业收入超100亿元、50亿元的产业集群分别增至7个、16个。") == [
        ("全市", "年营业收入超100亿元的产业集群:count", 7),
        ("全市", "年营业收入超50亿元的产业集群:count", 16),
    ]


def test_each_of_several_places_only_where_the_words_say_so() -> None:
    assert [k[0] for k in who("河北、山东两省钢铁产量均超过1亿吨。")] == ["河北省", "山东省"]
    assert [k[0] for k in who("河北、山东两省钢铁产量达3亿吨。")] == ["河北、山东两省"]


def test_investment_in_what_is_planned_is_a_plan() -> None:
    def modalities(text: str) -> list[Modality]:
        return [s.figure.modality for s in figures(text) if s.figure and "投资" in s.predicate]

    assert modalities("拟建设的滨海氢能产业园项目,总投资30亿元。") == [Modality.PLAN]
    assert modalities("该项目计划3月开工建设,总投资15亿元。") == [Modality.PLAN]
    assert modalities("滨海氢能产业园项目总投资30亿元,已竣工投产。") == [Modality.ACTUAL]


def test_two_measures_of_one_share() -> None:
    assert [k[1] for k in who("全市产量和产值占全国的70%以上。")] == ["产量:share(全国)", "产值:share(全国)"]


def test_town_and_county_by_their_short_names() -> None:
    text = "走进东海县平明镇。平明培育了22家规上企业。"
    assert [k[0] for k in who(text)] == ["平明镇"]


def test_fractions_and_bounds_of_round_numbers() -> None:
    assert [k[2] for k in who("面料产量占全国的1/3。")] == [pytest.approx(100 / 3)]
    assert [(k[2], k[3]) for k in keys("集聚了上百家企业、近万家商户。")] == [(">=", 100), ("<~", 10000)]
    assert [(k[1], k[3]) for k in keys("全市签约487亿元,工业总产值翻一番。")][1][1] == 1
    assert keys("全市签约487亿元。")[0][2] == "="


def test_counties_are_not_read_out_of_longer_words() -> None:
    assert who("荣膺全国法治示范县。全县企业达90家,范县除外。")[0][0] in ("全县", "范县")
    assert who("荣膺全国法治示范县、先进示范县。全县企业达90家。")[0][0] == "全县"


def test_city_that_opens_a_text_by_its_short_name() -> None:
    text = "义乌产业发展概况\n义乌是商品之都,义乌人善于经商。全市拉链产量占全国的四分之一。"
    assert who(text)[0][0] == "义乌市"


def test_rank_among_a_number_of_places() -> None:
    text = "全县经济总量居全省34个类区县第1位。"
    assert [(k[1], k[2]) for k in who(text)] == [("经济总量:rank(全省34个类区县)", 1)]


def test_what_was_done_with_those_counted() -> None:
    assert [k[1] for k in who("实施技改项目27个,当年竣工投产10个。")][1].endswith("竣工投产项目:count")


def test_a_park_with_its_industries_is_the_subject() -> None:
    text = "江宁经济开发区现有企业320家。园区以电子信息、装备制造为主导产业,实现营业收入560亿元。"
    assert {k[0] for k in who(text)} == {"江宁经济开发区"}


def test_amounts_of_the_firms_counted_over_the_whole_year() -> None:
    text = "全市共有规上工业企业1250家,全年实现营业收入3200亿元、利润210亿元。"
    assert [k[1] for k in who(text)][1:] == ["规上工业企业营业收入", "规上工业企业利润"]


def test_output_of_a_cluster_is_not_that_of_the_firms_counted_in_it() -> None:
    text = "龙泉汽车零部件产业集群集聚企业210家,其中规上企业68家、高新技术企业35家,实现产值98亿元。"
    assert who(text)[-1][:2] == ("龙泉汽车零部件产业集群", "产值")


def test_each_of_the_firms_spoken_of_together() -> None:
    text = "宏业铜业、金石化工两家企业入选名单,营业收入均超百亿元。"
    assert [k[0] for k in who(text)] == ["宏业铜业", "金石化工"]


def test_project_stays_the_subject_once_it_runs() -> None:
    text = "同时签约的海诺轴承基地项目，由海诺集团投资建设，投资额约20亿元，达产后年产值预计超30亿元。\n投产后预计将为滨州市增加税收2亿元。"
    assert {k[0] for k in who(text)} == {"海诺轴承基地项目"}
    text = "滨州市开工项目不断。项目由青禾股份有限公司承建，总投资6亿元。"
    assert all("青禾" not in k[0] for k in who(text))


def test_place_of_a_firm_is_not_the_region() -> None:
    text = "滨州市推进招商。苏州海诺科技有限公司签约。苏州青禾电子有限公司签约。前三季度引进项目15个。"
    assert who(text)[-1] == ("滨州市", "引进项目:count", 15)
    text = "全省重大项目集中开工，滨州市列入项目26个。滨州市总投资101亿元。\n完成投资12亿元。"
    assert who(text)[-1][0] == "滨州市"


def test_names_that_a_text_gives_itself() -> None:
    text = "滨州海诺重工集团股份有限公司（以下简称“滨州海诺”）历史悠久。\n滨州海诺盾构机拥有专利70余件。滨州海诺员工达到320人。"
    assert {k[0] for k in who(text)} == {"滨州海诺"}


def test_part_that_acts_has_what_it_does() -> None:
    text = "滨州市花卉产业集群现有企业1200家。其中，龙头企业36家，实现产值48亿元。"
    assert who(text)[-1] == ("滨州市花卉产业集群", "龙头企业产值", pytest.approx(4.8e9))


def test_industry_that_holds_firms_is_the_subject() -> None:
    text = "目前，功能糖产业拥有规上企业21家，2023年实现营业收入186亿元，同比增长8.3%。"
    assert {k[0] for k in who(text)} == {"功能糖产业"}


def test_town_after_a_preposition() -> None:
    text = "滨州市农业向好。在邵庄镇，今年新建大棚860个。该镇还引进食品加工项目4个。"
    assert {k[0] for k in who(text)} == {"邵庄镇"}
    text = "房寺镇依托绢花产业，发展加工户2600户，年销售额达8亿元。"
    assert {k[0] for k in who(text)} == {"房寺镇"}


def test_figure_of_another_place_in_brackets() -> None:
    text = "滨州市规上工业增加值同比增长10.2%（全省8.4%），高于全省1.8个百分点。"
    assert [k[:2] for k in who(text)] == [
        ("滨州市", "规上工业增加值:yoy"),
        ("全省", "规上工业增加值:yoy"),
        ("滨州市", "规上工业增加值:yoy_vs(全省)"),
    ]


def test_beyond_a_plan_leaves_the_measure() -> None:
    text = "滨州市固定资产投资完成17亿元，超额完成年度任务2.1亿元，增长20.6%。"
    assert [k[1] for k in who(text)] == ["固定资产投资", "固定资产投资:diff(年度任务)", "固定资产投资:yoy"]


def test_definition_states_nothing() -> None:
    assert who("单项冠军企业是指长期专注细分市场，市场占有率位居全球前列的企业。") == []


def test_a_sentence_that_heads_an_entry_names_whom_it_is_about() -> None:
    text = "一是农机制造产业产销两旺。1-8月实现产值80亿元。二是生物医药产业加快集聚。实现利润6亿元。三是企业更有活力。出口增长4%。"
    assert [k[0] for k in who(text)] == ["农机制造产业", "生物医药产业", "全市"]
    text = "纺织产业稳步发展。完成产值30亿元,同比增长4%。\n完成投资8亿元。"
    assert [k[0] for k in who(text)] == ["纺织产业", "纺织产业", "全市"]
    assert who("工业持续向好。完成投资8亿元。")[0][0] == "全市"


def test_the_park_of_which_a_text_speaks_without_its_name() -> None:
    text = "1-9月,园区规模工业产值143亿元,固定投资22亿元。"
    assert [k[0] for k in who(text)] == ["园区", "园区"]


def test_a_short_name_before_the_whole_place() -> None:
    assert who("至此,丹阳全市已有3家单项冠军企业。")[0][0] == "丹阳市"
    assert who("滨州全市新增企业30家。")[0][0] == "滨州市"


def test_this_town_is_the_one_named_last() -> None:
    text = "安丘市引进项目3个。安丘市官庄镇的海风动力厂搬进了新厂房。该镇已吸引20余家企业入驻。"
    assert who(text)[-1][0] == "官庄镇"


def test_those_with_whose_help_something_is_done_do_not_do_it() -> None:
    text = "依托10个省级开发区,培育企业40家。"
    assert who(text)[-1][0] == "全市"


def test_the_first_of_several_names_is_not_who_the_sentence_is_about() -> None:
    text = "东湖产业园、河西水库二期等重点项目加快推进,固定资产投资增长10%。"
    assert who(text)[-1][0] == "全市"
    assert who("我省加强项目引导,引进企业40家。")[0][0] == "我省"


def test_a_class_of_parks_goes_on_having_measures_of_regions() -> None:
    text = "6条重点产业链规上工业总产值增长8.6%,规上工业增加值增长22.4%。"
    assert [k[0] for k in who(text)] == ["6条重点产业链", "6条重点产业链"]


def test_what_is_said_to_be_a_firm_is_one() -> None:
    text = "海风动力是滨州市风电产业链的配套企业,新上3条生产线。该企业年产值1亿元。"
    assert {k[0] for k in who(text)} == {"海风动力"}


def test_a_measure_goes_to_one_of_those_spoken_of_who_may_have_it() -> None:
    text = "蓝天电池项目开工。全市上下大力支持,总投资20亿元,占地300亩。"
    assert {k[0] for k in who(text)} == {"蓝天电池项目"}
    text = "海风股份获评单项冠军,新增高新技术企业11家,新增专利30项。"
    assert [k[0] for k in who(text)] == ["全市", "海风股份"]
    text = "市重大项目完成投资46亿元,竣工重大项目21个。"
    assert who(text)[-1][0] == "全市"
    text = "组建振海一号、盈海一号等5只产业投资基金,总规模46亿元。"
    assert who(text)[-1][:2] == ("产业投资基金", "总规模")


def test_what_a_project_brings_once_it_runs() -> None:
    text = "海东锂业有限公司正极材料生产项目,占地350亩。全部项目建成达产后,年营收超100亿元。"
    assert {k[0] for k in who(text)} == {"海东锂业有限公司正极材料生产项目"}


def test_a_part_of_the_land_is_who_grows_or_acts() -> None:
    text = "甲北经济区规模以上工业增加值增长9.6%,甲南经济区增长5.3%,甲西示范区下降5.4%。"
    assert [k[:2] for k in who(text)][1:] == [
        ("甲南经济区", "规模以上工业增加值:yoy"),
        ("甲西示范区", "规模以上工业增加值:yoy"),
    ]
    assert who("沿江区域实施亿元以上重大项目128个。")[0][:2] == ("沿江区域", "亿元以上重大项目:count")


def test_a_name_after_a_semicolon_opens_a_sentence_again() -> None:
    text = "海东科技有限公司营业收入7亿元;福建长乐纺织有限公司,2020年营业收入达8亿元。"
    assert [k[0] for k in who(text)] == ["海东科技有限公司", "福建长乐纺织有限公司"]


def test_industries_in_general_are_no_subject() -> None:
    text = "滨州市投资增长4%。滨州市新兴产业加速成长,数字经济增加值占地区生产总值比重达到47%。"
    assert {k[0] for k in who(text)} == {"滨州市"}


def test_an_industry_with_a_measure_of_its_own_goes_on_being_spoken_of() -> None:
    text = "全市锂电产业规模达到90亿元,集聚重点企业40家;全市石墨产业规模50亿元,拥有专利60项。"
    assert [k[0] for k in who(text)] == ["锂电产业", "锂电产业", "石墨产业", "石墨产业"]
    text = "滨州市投资增长4%。滨州市高新技术产业增加值突破800亿元,数字经济增加值占地区生产总值比重达到47%。"
    assert who(text)[-1][0] == "滨州市"
    text = "滨州市投资增长4%。海东在线、河西秀带等企业总部落户,软件和信息服务业营收达到1300亿元。"
    assert who(text)[-1][0] == "滨州市"


def test_firms_and_farms_counted_together_are_one_class() -> None:
    assert who("多肉种植企业、农户有500余家,年产值20亿元。")[1][0] == "全市"


def test_villages_are_places() -> None:
    text = "滨州市投资增长4%。\n滨州市官亭镇蒋岗村适合莲藕生长。莲藕种植面积1万余亩,年产莲藕3000万斤。全村产值800万元,该村还有合作社3家。"
    assert {k[0] for k in who(text)[1:]} == {"蒋岗村"}
    assert who("新增示范村26个,农村居民收入增长5%,美丽乡村20个。")[0][0] == "全市"


def test_this_place_is_what_the_sentence_goes_on_about() -> None:
    text = "家具产业是滨州市的传统产业。截至目前,该市拥有家具企业75家,从业人员4万人,市场面积18万平方米。"
    assert {k[0] for k in who(text)} == {"滨州市"}


def test_a_county_by_its_short_name_where_the_text_gives_the_full_one_too() -> None:
    text = "全国投资增长4%,全国出口增长3%。昆山拥有12个产业集群。昆山的规上工业总产值达8000亿元。昆山市位于江苏省。"
    assert [k[0] for k in who(text)][2:] == ["昆山市", "昆山市"]


def test_places_of_a_list_are_not_who_counts_it() -> None:
    text = "工信部公布名单,江苏省昆山市海风集群、浙江省桐乡市海云集群、山东省滕州市海雨集群、广东省高州市海雪集群等100个集群入选。"
    assert {k[0] for k in who(text)} == {"全国"}


def test_a_firm_after_what_it_is() -> None:
    text = "海风轴承集群产值60亿元。\n龙头企业海风公司持续创新,拥有专利120项。"
    assert who(text)[-1][0] == "海风公司"


def test_a_firm_goes_on_being_spoken_of_after_what_it_makes() -> None:
    text = "成立于1973年的海风光学集团有限公司,前身是镜片厂。公司年产镜片3000万副,去年销售收入突破12亿元。"
    assert {k[0] for k in who(text)} == {"海风光学集团有限公司"}
    text = "开工仪式在海风能源股份有限公司年产30万吨拉棒项目,总投资20亿元。"
    assert who(text)[-1][0] == "海风能源股份有限公司年产30万吨拉棒项目"


def test_the_land_around_a_city_is_not_the_city() -> None:
    assert who("滨州都市圈31家企业参会。")[0][0] == "滨州都市圈"


def test_verbs_of_saying_begin_no_name() -> None:
    assert who("提及眼镜产业,本地拥有160家企业。")[0][0] == "全市"


def test_a_firm_known_by_who_works_there() -> None:
    text = (
        "走进位于滨州市的海风家居,生产线有序运转。“我们公司去年销售额突破3亿元。”海风家居总经理王某介绍。"
        "\n滨州市投资增长4%。海风家居获得专利46项,企业年产值2亿元。"
    )
    assert [k[0] for k in who(text)] == ["海风家居", "滨州市", "海风家居", "海风家居"]


def test_each_amount_of_a_list_has_the_name_after_it() -> None:
    text = "投资14亿元海风正极材料、15亿元海云水泥升级等32个项目开工建设,增长5%。"
    assert [k[:3] for k in keys(text)][:2] == [
        ("海风正极材料", "总投资", "="),
        ("海云水泥升级", "总投资", "="),
    ]


def test_takings_after_the_output_of_a_good_are_of_that_good() -> None:
    text = "莲藕种植面积1万亩,产值3亿元。建筑面积3万平方米,产值2亿元。"
    assert [k[1] for k in who(text)] == ["莲藕种植面积", "莲藕产值", "建筑面积", "产值"]


def test_what_somebody_says_is_about_the_same_one_until_the_quotation_ends() -> None:
    text = "海风环保科技有限公司总经理王某介绍:“我们投资了2000万元。生产效率提升20%。”滨州市投资增长4%。利润增长5%。"
    assert [k[0] for k in who(text)] == ["海风环保科技有限公司", "海风环保科技有限公司", "滨州市", "滨州市"]


def test_a_firm_named_in_passing_is_the_one_meant_by_firm() -> None:
    text = "忙碌的车间,是海风服饰股份有限公司新厂区的常态。上半年,企业产值约2500万元。\n支持海云科技扩大产能,推动该企业年营收突破35亿元。"
    assert [k[0] for k in who(text)] == ["海风服饰股份有限公司", "海云科技"]


def test_a_project_where_somebody_works() -> None:
    text = "滨州经济开发区海风新材料项目车间里,工人正在作业。该项目总占地260亩,全部投产后年产值可达30亿元。"
    assert {k[0] for k in who(text)} == {"滨州经济开发区海风新材料项目"}
    text = "海风食品产业园项目总投资2亿元,建成后可引进100家企业。"
    assert {k[0] for k in who(text)} == {"海风食品产业园项目"}


def test_a_park_that_does_something() -> None:
    text = "1-3月,园区实现工业总产值17亿元,规模以上企业达32户。"
    assert {k[0] for k in who(text)} == {"园区"}


def test_this_zone_and_what_only_sounds_like_one() -> None:
    text = "滨州海风工业区是省级开发区的标杆。滨州海风工业区历史悠久。2024年该区规上工业产值34亿元。海云产业园模式值得推广,清理低效用地700亩。"
    assert {k[0] for k in who(text)} == {"滨州海风工业区"}
    text = "滨州市投资增长4%。海风经开区以建成千亿园区为目标,现入驻企业500家。"
    assert who(text)[-1][0] == "海风经开区"
    text = "海云人工智能产业园等7大专业园区通过链式招商吸引42个项目。"
    assert who(text)[-1][0] == "全市"


def test_a_short_sentence_about_an_industry_heads_what_follows() -> None:
    text = "光伏产业异军突起。引进了海风能源等企业,电池片产能达到60GW,营收突破千亿元。\n龙头企业海东微电子年产芯片12亿片,销售收入45亿元。"
    assert [k[0] for k in who(text)] == ["光伏产业", "光伏产业", "海东微电子", "海东微电子"]


def test_the_only_firm_of_a_text_is_meant_by_firm_later_on() -> None:
    text = "记者获悉,海风阀门集团有限公司成功入选单项冠军。\n去年,集团实现营业收入21亿元,上缴税金1.3亿元。"
    assert {k[0] for k in who(text)} == {"海风阀门集团有限公司"}


def test_a_project_with_its_output_in_its_name() -> None:
    text = "海云新材料年产20万吨高端聚酯项目总投资21亿元,占地320亩,一期投产后可年产聚酯10万吨,实现销售收入30亿元。"
    assert {k[0] for k in who(text)[1:]} == {"海云新材料年产20万吨高端聚酯项目"}
    assert [k[1] for k in who(text)][1:3] == ["总投资", "占地"]


def test_a_firm_by_the_first_part_of_its_name() -> None:
    text = "轴承产业链营收60亿元,链主海风集团壮大,海风协作配套率提升至22.3%。"
    assert [k[:2] for k in who(text)] == [("轴承产业链", "营收"), ("海风集团", "协作配套率")]


def test_those_firms_are_all_of_them_not_the_part_told_last() -> None:
    text = "重点产业链企业40家,其中链主企业1家;这些企业中,有4家获评绿色工厂。"
    assert who(text)[-1][0] == "重点产业链企业"


def test_who_makes_something_goes_on_being_spoken_of() -> None:
    text = "滨州市投资增长4%。海云家纺年产毛巾3亿条,去年产值8亿元。"
    assert {k[0] for k in who(text)[1:]} == {"海云家纺"}


def test_what_is_built_has_the_money_and_what_follows() -> None:
    text = "海东县引进海风集团投资12亿元建设海云饮品产业园,年产饮料30万吨。项目投产后,预计年实现销售收入15亿元,利润2亿元。"
    assert {k[0] for k in who(text)} == {"海云饮品产业园"}
    assert who(text)[0][1] == "投资"


def test_an_industry_that_heads_a_paragraph_goes_on_after_its_place() -> None:
    text = "纺织产业是滨州市的主导产业。滨州市拥有纺织企业100家。从业人数5万人,实现工业总产值127亿元。"
    assert [k[0] for k in who(text)] == ["滨州市", "纺织产业", "纺织产业"]


def test_a_cluster_after_the_class_it_is_in() -> None:
    text = "中小企业特色产业集群以中小企业为主体。如本次入选的海风智能底盘集群,其中有专精特新中小企业59家。"
    assert who(text)[0][0] == "海风智能底盘集群"
    text = "滨州市投资增长4%。滨州市高新技术产业增加值增长6%,战略性新兴产业占规上工业产值比重达到41%。"
    assert who(text)[-1][0] == "滨州市"


def test_amounts_in_a_list_that_are_attributes() -> None:
    text = "有总投资3亿元的海风阀门项目、总投资2亿元的海云管材项目等。"
    assert [k[0] for k in who(text)] == ["海风阀门项目", "海云管材项目"]


def test_what_a_place_holds() -> None:
    assert who("滨州拥有的国家级产业集群数量达到8个。")[0][0].startswith("滨州市")


def test_what_is_no_name() -> None:
    for text in (
        "用5年时间使硅材料产业年销售收入达到50亿元。",
        "起步于1995年的小家电行业是滨州的支柱产业,产量达700万台。",
        "全部为海风装备集团,利润5亿元。",
        "首个材料产业产值超千亿元。",
    ):
        names = {k[0] for k in who(text)}
        assert not any(word in name for name in names for word in ("使", "是", "全部为", "首个")), names
    assert who("确定了海风精密机械有限公司年产300万套轴承。")[0][0] == "海风精密机械有限公司"


def test_what_a_text_turns_to_is_named_without_the_turn() -> None:
    text = "滨州市投资增长4%。最后看海水淡化产业。年产值突破20亿元,设备产量居全国前列。"
    assert [k[0] for k in who(text)[1:]] == ["海水淡化产业"] * 2
    text = "滨州市投资增长4%。再看战略性新兴产业。年产值突破200亿元。"
    assert "看" not in who(text)[-1][0]
