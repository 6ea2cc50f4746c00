"""Figures: subject, measure and facet of every number, in sentences of our own."""

from __future__ import annotations

import pytest

from yanzhen.read import read_text
from yanzhen.terms import Modality, Statement


def figures(text: str) -> list[Statement]:
    return [s for s in read_text(text).statements if s.figure]


def keys(text: str) -> list[tuple[str, str, str, float | None, str]]:
    return [
        (s.subject, s.predicate, s.figure.bound.value, s.figure.value, s.figure.unit)
        for s in figures(text)
        if s.figure
    ]


def test_statistics_sentence() -> None:
    text = "2023年,我市实现地区生产总值812.4亿元,比上年增长6.2%;规上工业增加值增长8.1%,高于全省平均水平1.3个百分点,居全省第4位。"
    assert [k[1:] for k in keys(text)] == [
        ("地区生产总值", "=", pytest.approx(8.124e10), "CNY"),
        ("地区生产总值:yoy", "=", 6.2, "%"),
        ("规上工业增加值:yoy", "=", 8.1, "%"),
        ("规上工业增加值:yoy_vs(全省)", "=", 1.3, "pp"),
        ("规上工业增加值:rank(全省)", "=", 4, "rank"),
    ]


def test_share_difference_is_points_not_per_cent() -> None:
    text = "高技术产业增加值占规上工业比重为21.5%,比上年提高2.4个百分点,拉动规上工业增长1.9个百分点,贡献率为33%。"
    assert [k[1:] for k in keys(text)] == [
        ("增加值:share(规上工业)", "=", 21.5, "%"),
        ("增加值:share_diff", "=", 2.4, "pp"),
        ("pull(规上工业)", "=", 1.9, "pp"),
        ("contrib", "=", 33, "%"),
    ]


def test_respectively_pairs_in_order() -> None:
    text = "城镇、农村居民人均可支配收入分别为41200元和21800元,分别增长5.1%和7.3%。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("城镇居民人均可支配收入", 41200),
        ("农村居民人均可支配收入", 21800),
        ("城镇居民人均可支配收入:yoy", 5.1),
        ("农村居民人均可支配收入:yoy", 7.3),
    ]


def test_list_with_its_count_gives_one_claim_for_each_and_a_flag() -> None:
    found = figures("纺织服装和食品加工2个产业集群年营收突破300亿元。")
    assert [s.subject for s in found] == ["纺织服装产业集群", "食品加工产业集群"]
    assert all(s.flags[:1] == ("each-or-total",) for s in found)
    assert all(s.figure and s.figure.period is None for s in found)


def test_exact_total_of_a_list_is_not_given_to_each() -> None:
    [found] = figures("东部、中部、西部3个地区企业总数达900家。")
    assert found.subject == "东部、中部、西部3个地区" and "total" in found.flags


def test_joint_capacity_is_not_split() -> None:
    [found] = figures("甲客车、乙新能源等整车制造龙头企业,可年产3万辆新能源客车。")
    assert found.predicate == "新能源客车:capacity" and found.subject == "甲客车、乙新能源等"
    assert found.figure and found.figure.unit == "辆/年" and found.figure.modality is Modality.CAPACITY
    assert "joint" in found.flags


def test_from_to() -> None:
    found = figures("链主企业从20家增至41家。")
    assert [(s.figure.value, s.flags[0]) for s in found if s.figure] == [(20, "from"), (41, "to")]


def test_structure() -> None:
    assert [(k[1], k[3]) for k in keys("三次产业结构由上年的10.2:40.1:49.7调整为9.8:40.5:49.7。")] == [
        ("第一产业:share(GDP)", 10.2),
        ("第二产业:share(GDP)", 40.1),
        ("第三产业:share(GDP)", 49.7),
        ("第一产业:share(GDP)", 9.8),
        ("第二产业:share(GDP)", 40.5),
        ("第三产业:share(GDP)", 49.7),
    ]


def test_target_is_not_actual() -> None:
    found = figures("到2027年,力争产业规模达到500亿元,培育链主企业10家以上。")
    assert {s.figure.modality for s in found if s.figure} == {Modality.TARGET}
    assert [s.figure.bound.value for s in found if s.figure] == ["=", ">="]


def test_counts_and_totals_of_them() -> None:
    text = "全县新增规上工业企业18家,总数达213家,拥有国家级绿色工厂6家、省级以上创新平台45个。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("新增规上工业企业:count", 18),
        ("规上工业企业:count", 213),
        ("国家级绿色工厂:count", 6),
        ("省级以上创新平台:count", 45),
    ]


def test_project_goes_on_being_the_subject() -> None:
    text = "甲公司高端轴承项目总投资7亿元,占地154亩。项目建成后,年产轴承20万套,年销售收入约4亿元。"
    assert {s.subject for s in figures(text)} == {"甲公司高端轴承项目"}


def test_growth_since_another_year_is_not_yoy() -> None:
    assert [k[1] for k in keys("社会消费品零售总额同比增长9.1%,比2019年同期增长4.2%,两年平均增长2.1%。")] == [
        "社会消费品零售总额:yoy",
        "社会消费品零售总额:growth(2019年同期)",
        "社会消费品零售总额:cagr",
    ]


def test_class_of_firms_by_size_is_no_amount() -> None:
    assert [(k[1], k[3]) for k in keys("产值超10亿元企业有6家。")] == [("产值超10亿元企业:count", 6)]


def test_fall_is_negative_and_quote_is_the_text() -> None:
    reading = read_text("油料种植面积1139公顷，比上年下降0.35%。")
    values = [s.figure.value for s in reading.statements if s.figure]
    assert values == [1139, -0.35]
    for s in reading.statements:
        assert reading.text[s.spans[0].start : s.spans[0].end] == s.quote


@pytest.mark.parametrize(
    "text",
    [
        "“百千万”工程扎实推进。",
        "《支持制造业发展20条措施》印发。",
        "联系电话:0531-51782740。",
        "2024年8月23日至8月29日",
        "2000万元以上规模企业较多",
    ],
)
def test_numbers_that_state_nothing(text: str) -> None:
    assert figures(text) == []


def test_vague_rank_is_flagged_not_numbered() -> None:
    [found] = figures("高端轴承销量居全国前列。")
    assert found.figure and found.figure.value is None and "vague" in found.flags
    assert found.figure.zh() == "居全国前列"


def periods(text: str) -> list[str | None]:
    return [s.figure.period.code if s.figure and s.figure.period else None for s in figures(text)]


def test_period_of_a_clause_a_sentence_and_a_paragraph() -> None:
    text = "2023年,全市工业投资增长5%。技改投资增长7%。其中,上半年投资48亿元,园区2022年投资40亿元,增长2%。"
    assert periods(text) == ["2023", "2023", "2023-S1", "2022", "2023-S1"]


def test_headings_date_what_follows_and_make_it_a_target() -> None:
    text = "一、2023年工作回顾\n工业投资增长5%。\n二、2024年工作安排\n新增规上企业30家。"
    first, second = figures(text)
    assert first.figure and first.figure.period and first.figure.period.code == "2023"
    assert second.figure and second.figure.period and second.figure.period.code == "2024"
    assert (first.figure.modality, second.figure.modality) == (Modality.ACTUAL, Modality.TARGET)


def test_year_compared_with_dates_nothing() -> None:
    assert periods("上半年,工业投资增长5%,比2019年同期增长8%。") == [None, None]


def test_sector_without_a_verb_of_its_own_is_part_of_the_measure() -> None:
    text = "全县规模以上工业实现产值21.3亿元,增加值6.4亿元,同比分别增长9.1%和8.2%。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("规模以上工业产值", pytest.approx(2.13e9)),
        ("规模以上工业增加值", pytest.approx(6.4e8)),
        ("规模以上工业产值:yoy", 9.1),
        ("规模以上工业增加值:yoy", 8.2),
    ]


def test_cuts_of_several_measures() -> None:
    text = "二氧化硫排放量和化学需氧量分别削减2100吨和900吨。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("二氧化硫排放量:diff(上年)", -2100),
        ("化学需氧量:diff(上年)", -900),
    ]


def test_town_after_its_county_is_the_subject() -> None:
    assert keys("山东省聊城市阳谷县张秋镇营业收入达30亿元。")[0][:2] == ("张秋镇", "营业收入")


def test_place_within_its_province() -> None:
    assert keys("山东阳谷:铜加工年产值达30亿元。")[0][0] == "阳谷县"
    assert keys("紫云县2015年统计公报\n全县粮食产量4.7万吨。")[0][0] == "紫云苗族布依族自治县"


def test_amount_that_names_a_class_is_no_amount() -> None:
    assert [k[1:4] for k in keys("形成3个千亿元产业集群。")] == [("千亿元产业集群:count", "=", 3)]


def test_year_named_once_does_not_date_last_year() -> None:
    found = figures("从1990年试着参加交易会起步,到去年工业产值突破160亿元。")
    assert [s.figure.period for s in found if s.figure] == [None]
    assert found[0].figure
    assert found[0].figure.modality is Modality.ACTUAL


def test_one_measure_compared_with_several() -> None:
    text = "全市生产总值增长8.4%,比全省(7.7%)和全国平均水平(7.0%)分别高0.7、1.4个百分点。规模工业增长7.1%,高于全国0.4、全省0.1个百分点。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("生产总值:yoy", 8.4),
        ("生产总值:yoy", 7.7),
        ("生产总值:yoy", 7.0),
        ("生产总值:yoy_vs(全省)", 0.7),
        ("生产总值:yoy_vs(全国)", 1.4),
        ("规模工业:yoy", 7.1),
        ("规模工业:yoy_vs(全国)", 0.4),
        ("规模工业:yoy_vs(全省)", 0.1),
    ]


def test_names_with_amounts_have_the_measure_spoken_of() -> None:
    text = (
        "东岭经济开发区主营业务收入494亿元,在全省100个工业园区中排位第五位;西川经济开发区325亿元,全省第八位。"
    )
    assert [(k[0], k[1], k[3]) for k in keys(text)] == [
        ("东岭经济开发区", "主营业务收入", pytest.approx(4.94e10)),
        ("东岭经济开发区", "主营业务收入:rank(全省100个工业园区)", 5),
        ("西川经济开发区", "主营业务收入", pytest.approx(3.25e10)),
        ("西川经济开发区", "主营业务收入:rank(全省)", 8),
    ]


def test_shares_of_a_whole_left_unsaid() -> None:
    text = "从产品收入来看,国有企业占10.4%,民营企业占67%。在工业投资中的占比为42.2%。"
    assert [(k[1], k[3]) for k in keys(text)][:2] == [("国有企业:share", 10.4), ("民营企业:share", 67)]


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("建成80个居民小区。", "居民小区"),
        ("培育120家中小企业。", "中小企业"),
        ("有3个高质量发展示范区。", "高质量发展示范区"),
        ("拥有30台起重机。", "起重机"),
    ],
)
def test_counted_nouns_that_begin_like_other_words(text: str, noun: str) -> None:
    assert [k[1].removesuffix(":count") for k in keys(text)] == [noun]


def test_industries_with_bare_amounts() -> None:
    text = "批发和零售业实现增加值48.8亿元,增长0.4%;交通运输、仓储和邮政业24.2亿元,下降4.4%;金融业36亿元,增长4.1%。"
    assert [(k[0], k[1], k[3]) for k in keys(text)][2:] == [
        ("交通运输、仓储和邮政业", "增加值", pytest.approx(2.42e9)),
        ("交通运输、仓储和邮政业", "增加值:yoy", -4.4),
        ("金融业", "增加值", pytest.approx(3.6e9)),
        ("金融业", "增加值:yoy", 4.1),
    ]


def test_zone_is_named_as_written_and_goes_on_being_spoken_of() -> None:
    text = "今年,成都高新区聚焦创新主体培育。新认定瞪羚企业271家,累计达892家。"
    assert [(k[0], k[1], k[3]) for k in keys(text)] == [
        ("成都高新区", "新认定瞪羚企业:count", 271),
        ("成都高新区", "瞪羚企业:count", 892),
    ]


def test_county_of_the_paragraph() -> None:
    text = "太和县是发制品基地。全县假发营收23.6亿元,全国市场占有率超20%。\n阜南县以柳编闻名。2024年全县营收26.8亿元。"
    assert [(k[0], k[1]) for k in keys(text)] == [
        ("太和县", "假发营收"),
        ("太和县", "全国市场占有率"),
        ("阜南县", "营收"),
    ]


def test_points_written_once() -> None:
    text = "食品业增加值增长19.7%,纺织业增加值增长16.1%,分别拉动全市规上工业增长1.3个、0.9个百分点。"
    assert [(k[0], k[1], k[3], k[4]) for k in keys(text)][2:] == [
        ("食品业", "pull(全市规上工业)", 1.3, "pp"),
        ("纺织业", "pull(全市规上工业)", 0.9, "pp"),
    ]


def test_kind_shared_by_a_list() -> None:
    text = "医药、食品、建材行业规上工业增加值分别增长11.8%、20.6%和5.3%。"
    assert [(k[0], k[1]) for k in keys(text)] == [
        ("医药行业", "规上工业增加值:yoy"),
        ("食品行业", "规上工业增加值:yoy"),
        ("建材行业", "规上工业增加值:yoy"),
    ]


def test_rate_in_brackets_of_what_is_compared_with() -> None:
    text = "规上工业增加值增长6.5%,高于年度预期目标增速(4.5%)2个百分点。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("规上工业增加值:yoy", 6.5),
        ("规上工业增加值:yoy_vs(年度预期目标)", 2),
    ]


def test_industry_pulls_as_itself_and_sectors_as_measures() -> None:
    text = "全市规上制造业增加值增长8.4%,拉动全市规上工业增长6.1个百分点,贡献率为70%。\n三次产业对经济增长的拉动贡献分别为0.2、-1.4、3.1个百分点。"
    assert [(k[0], k[1], k[3]) for k in keys(text)][1:] == [
        ("规上制造业", "pull(全市规上工业)", 6.1),
        ("规上制造业", "contrib", 70),
        ("全市", "第一产业:pull(经济增长)", 0.2),
        ("全市", "第二产业:pull(经济增长)", -1.4),
        ("全市", "第三产业:pull(经济增长)", 3.1),
    ]


def test_headline_repeats_only_what_it_says_of_the_same_subject() -> None:
    alike = "家具产业增加值增长6.5%,皮革产业增加值增长3.1%。造纸产业增加值增长6.5%。"
    assert [(k[0], k[3]) for k in keys(alike)] == [("家具产业", 6.5), ("皮革产业", 3.1), ("造纸产业", 6.5)]
    assert len(keys("上半年全市用电量增长6.5%\n上半年,全市用电量增长6.5%。")) == 1


def test_names_one_clause_before_their_numbers() -> None:
    text = "皮革产业、造纸产业、家具产业保持增长,增速分别为4.1%、2.9%和0.7%。"
    assert [(k[0], k[3]) for k in keys(text)] == [("皮革产业", 4.1), ("造纸产业", 2.9), ("家具产业", 0.7)]


def test_age_groups_are_names() -> None:
    text = "0-15岁、16-59岁、60岁及以上常住人口分别为1891人、9099人和4891人。居民平均年龄41.5岁。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("0-15岁常住人口", 1891),
        ("16-59岁常住人口", 9099),
        ("60岁及以上常住人口", 4891),
        ("居民平均年龄", 41.5),
    ]


def test_count_before_some_of_them_is_stated_and_names_nobody() -> None:
    text = "全市31个大类行业中有24个行业增加值增长,皮革制造业增加值同比增长9.7%。"
    assert [(k[0], k[1], k[3]) for k in keys(text)][:2] == [
        ("全市", "大类行业:count", 31),
        ("全市", "行业:count", 24),
    ]


def test_products_follow_their_scope_only() -> None:
    text = "全市规上工业中,家具制造业增加值增长4%;机械产品中,机床同比增长6.8%;轻工产品中,皮鞋增长46.9%。"
    assert [(k[0], k[1]) for k in keys(text)][1:] == [("全市", "机床:yoy"), ("全市", "皮鞋:yoy")]


def test_members_of_a_list_go_on_with_its_measure() -> None:
    text = "丝绸、陶瓷、竹编三大特色产业共实现增加值90亿元。其中,陶瓷同比增长8.1%,拉动增长4.5个百分点。"
    assert [(k[0], k[1]) for k in keys(text)][1:] == [("陶瓷", "增加值:yoy"), ("陶瓷", "pull")]


def test_compound_growth() -> None:
    assert [k[1] for k in keys("软件业务收入年均复合增长率达12%。")] == ["软件业务收入:cagr"]


def test_parts_of_a_whole_named_before_the_number() -> None:
    text = "该镇生产全国60%的纽扣、20%的拉链和40%的织带,拥有国内同类专利的30%以上。"
    assert [(k[1], k[2], k[3]) for k in keys(text)] == [
        ("纽扣:share(全国)", "=", 60),
        ("拉链:share(全国)", "=", 20),
        ("织带:share(全国)", "=", 40),
        ("同类专利:share(国内)", ">=", 30),
    ]


def test_fractions_in_words_where_they_are_meant_as_shares() -> None:
    text = "私营企业数量占比接近一半。超过三分之一的行业实现增长。一半是海水。这一成绩来之不易。"
    assert [(k[2], k[3]) for k in keys(text)] == [("<~", 50), (">", pytest.approx(100 / 3))]


def test_noun_of_several_counts_stands_once() -> None:
    text = "山东省和江苏省分别有20个、15个乡镇入围。"
    assert [(k[0], k[1], k[3]) for k in keys(text)] == [
        ("山东省", "乡镇:count", 20),
        ("江苏省", "乡镇:count", 15),
    ]


def test_class_of_another_size() -> None:
    text = "年产值超80亿元的产业集群3个,超40亿元的5个、超10亿元的20个。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("年产值超80亿元的产业集群:count", 3),
        ("年产值超40亿元的产业集群:count", 5),
        ("年产值超10亿元的产业集群:count", 20),
    ]
    assert [k[1] for k in keys("培育200-400亿级集群6个、400亿级集群2个。")] == [
        "200-400亿级集群:count",
        "400亿级集群:count",
    ]


def test_described_class_is_counted_whole() -> None:
    assert keys("培育6个左右在全省有较强竞争力的集群。")[0][1] == "在全省有较强竞争力的集群:count"


def test_amount_of_growth_is_no_level() -> None:
    assert keys("将带动全县工业产值增长百亿元以上。")[0][1] == "工业产值:diff"
    assert keys("全县工业产值增长到90亿元。")[0][1] == "工业产值"


def test_what_lies_ahead_is_not_actual() -> None:
    [plan] = figures("项目全部达产后,每年可实现产值30亿元。")
    assert plan.figure and plan.figure.modality is Modality.PLAN
    text = "关于印发工作方案(2025-2027年)的通知\n到2027年,全省培育绿色工厂20家,累计建成园区3个。"
    assert {s.figure.modality for s in figures(text) if s.figure} == {Modality.TARGET}


def test_region_is_not_read_across_words() -> None:
    text = "打造后备军和县域增长极,推动全省发展。2024年全省新增企业90家,江苏省位居前列。"
    assert keys(text)[0][0] == "江苏省"


def test_ranks_in_a_row_within_one_scope() -> None:
    text = "全市现有绿色工厂26家、绿色园区31个,分别居全省第4位、第3位。"
    assert [(k[1], k[3]) for k in keys(text)][2:] == [
        ("绿色工厂:rank(全省)", 4),
        ("绿色园区:rank(全省)", 3),
    ]


def test_numbers_in_a_row_go_on_with_the_measures_just_paired() -> None:
    text = "家具业、皮革业增加值分别增长8.2%和6.5%,快于规上工业3.1和1.4个百分点。"
    assert [(k[1], k[3]) for k in keys(text)][2:] == [
        ("家具业增加值:yoy_vs(规上工业)", 3.1),
        ("皮革业增加值:yoy_vs(规上工业)", 1.4),
    ]


def test_what_is_said_of_several_together() -> None:
    text = "丝绸、陶瓷产业分别实现产值21亿元、18亿元,合计占全部工业产值的68.2%。"
    assert keys(text)[-1][0] == "丝绸、陶瓷产业"


def test_same_number_in_two_years_is_stated_twice() -> None:
    text = "2022年全市新增规上企业15家。\n2023年全市新增规上企业15家。\n2023年全市新增规上企业15家。"
    assert [str(s.figure.period) for s in figures(text) if s.figure] == ["2022", "2023"]


def test_classes_named_in_part() -> None:
    text = "全市建成2个千亿级、5个百亿级产业集群。新增国家级绿色工厂12家、省级65家。引进20亿元以上项目6个、10亿元以上项目21个。"
    assert [(k[1], k[3]) for k in keys(text)] == [
        ("千亿级产业集群:count", 2),
        ("百亿级产业集群:count", 5),
        ("新增国家级绿色工厂:count", 12),
        ("省级绿色工厂:count", 65),
        ("引进20亿元以上项目:count", 6),
        ("10亿元以上项目:count", 21),
    ]


def test_capacity_has_the_product_of_its_industry() -> None:
    assert keys("全市动力电池产业链条完整,总产能超80GWh。")[0][1].endswith("capacity")
    assert keys("动力电池产业已形成完整链条,总产能超80GWh。")[0][1] == "动力电池:capacity"
