"""What a template may ask of the statements."""

from __future__ import annotations

from tests.publish.city import AS_OF, OTHER, Book

from yanzhen.publish import Facts, Mention, facts_of
from yanzhen.publish.blocks import bounds_chart, figures_table
from yanzhen.publish.clause import clause
from yanzhen.terms import EntityKind, Modality, Period


def test_figures_of_one_metric_come_by_lower_bound(city: Facts) -> None:
    first, second = city.of_kind("cluster").figures(family="revenue").groups
    assert first.subjects == ("有色金属产业集群", "农副产品加工产业集群")
    assert second.count.text() == "3个"


def test_any_spelling_of_a_metric_finds_it(city: Facts) -> None:
    assert len(city.figures("营业收入")) == len(city.figures("年营收")) == 5


def test_unpaired_firms_and_fields_stay_one_claim(city: Facts) -> None:
    [group] = city.relations("取得成果领域").groups
    assert (
        group.subjects == ("鲁西化工", "中通客车", "博远新能源", "德通交通器材") or len(group.subjects) == 4
    )
    assert isinstance(group.slot, Mention)
    assert group.slot.words == "在制氢、储运、燃料电车关键零部件和整车制造方面取得一定成果"
    assert len(group.evidence) == 16


def test_targets_are_kept_apart(book: Book) -> None:
    book.figure("甲", "年产值", 1e11, "CNY", "=", "1000亿元", "力争年产值1000亿元")
    target = book.evidence.pop()
    from dataclasses import replace

    figure = replace(target.statement.figure, modality=Modality.TARGET)  # type: ignore[type-var]
    facts = facts_of([replace(target, statement=replace(target.statement, figure=figure))], "某市", AS_OF)
    assert not facts.figures() and len(facts.targets()) == 1


def test_conflicts_need_the_same_claim(book: Book) -> None:
    year = {"period": Period.year(2023)}
    a = book.figure("某市", "重点产业链:count", 12, "条", "=", "12条", "12条产业链", **year)
    b = book.figure("某市", "重点产业链:count", 20, "条", "=", "20条", "20条产业链", source=OTHER, **year)
    c = book.figure("某市", "重点产业链:count", 9, "条", ">=", "9条以上", "9条以上", source=OTHER, **year)
    assert facts_of(a + b + c, "某市", AS_OF).conflicts == ((b[0], a[0]),)


def test_latest_takes_the_last_period_of_each_series(book: Book) -> None:
    book.figure("甲", "营收", 1e9, "CNY", "=", "10亿元", "去年10亿元", period=Period.year(2022))
    book.figure("甲", "营收", 2e9, "CNY", "=", "20亿元", "今年20亿元", period=Period.year(2023))
    book.figure("乙", "营收", 3e9, "CNY", "=", "30亿元", "乙30亿元", period=Period.year(2021))
    shown = [e.statement.quote for e in facts_of(book.evidence, "某市", AS_OF).latest.evidence]
    assert shown == ["今年20亿元", "乙30亿元"]


def test_a_kind_needs_more_than_half_of_the_members(book: Book) -> None:
    book.relation("甲", "属于", "新兴产业", "甲乙丙属于新兴产业", subject_kind=EntityKind.FIRM)
    book.relation("乙、丙", "属于", "新兴产业", "甲乙丙属于新兴产业")
    [group] = facts_of(book.evidence, "某市", AS_OF).groups
    assert group.kind is EntityKind.OTHER


def test_a_list_that_the_source_leaves_open_stays_open(book: Book) -> None:
    book.relation("甲公司、乙公司", "影响力", "全国有影响力", "甲公司、乙公司等企业在全国有影响力")
    book.relation("丙集群、丁集群", "入选", "名单", "丙、丁等2个产业集群入选名单")
    book.relation("戊公司、己公司", "属于", "一级", "戊公司、己公司等级为一级")
    groups = facts_of(book.evidence, "某市", AS_OF).groups
    assert [group.open for group in groups] == [True, False, False]


def test_what_is_said_of_several_together_is_never_said_of_one(book: Book) -> None:
    book.figure(
        "甲集群、乙集群",
        "年营收",
        5e10,
        "CNY",
        ">",
        "超500亿元",
        "甲、乙2个集群年营收超500亿元",
        flags=("each-or-total",),
    )
    year = {"period": Period.year(2024)}
    book.figure("甲集群", "年营收", 4e10, "CNY", "=", "400亿元", "2024年甲集群年营收400亿元", **year)
    facts = facts_of(book.evidence, "某市", AS_OF)
    for asked in (facts.about("甲集群"), facts.about("乙集群"), facts.latest, facts.about("乙集群").latest):
        [both] = [g for g in asked.groups if "each-or-total" in g.evidence[0].statement.flags]
        assert both.subjects == ("甲集群", "乙集群")
    assert [row[0] for row in figures_table(facts, "数字").rows] == [("甲、乙集群",), ("甲集群",)]
    assert len(bounds_chart(facts.figures(), "图").option["yAxis"]["data"]) == 2


def test_holding_a_title_that_was_won_is_one_claim(book: Book) -> None:
    book.relation("甲、乙", "称号", "“头雁”企业", "“头雁”企业", source=OTHER)
    book.relation("甲、乙", "入选", "“头雁”企业", "甲、乙2家企业入选“头雁”企业")
    [group] = facts_of(book.evidence, "某市", AS_OF).groups
    assert isinstance(group.slot, Mention) and group.slot.words == "入选“头雁”企业"
    assert len(group.evidence) == 4


def test_a_title_with_its_region_left_off_is_not_named_twice(book: Book) -> None:
    book.relation("甲集群", "入选", "省首批雁阵集群", "甲集群入选省首批雁阵集群")
    book.relation("甲集群", "入选", "山东省首批雁阵集群", "甲集群入选山东省首批雁阵集群", source=OTHER)
    [group] = facts_of(book.evidence, "某市", AS_OF).groups
    assert isinstance(group.slot, Mention) and group.slot.words == "入选山东省首批雁阵集群"


def test_the_place_in_front_of_a_name_changes_nothing(book: Book) -> None:
    book.figure("某市新兴产业", "年产值", 1e11, "CNY", ">", "突破千亿元", "某市新兴产业年产值突破千亿元")
    assert facts_of(book.evidence, "某市", AS_OF).about("新兴产业")


def test_a_leader_is_named_from_both_sides(book: Book) -> None:
    chain = book.relation("轴承产业链", "链主", "甲公司", "链主甲公司", subject_kind=EntityKind.CHAIN)
    firm = book.relation("甲公司", "链主", "轴承产业链", "甲公司为链主", subject_kind=EntityKind.FIRM)
    assert clause(chain) == "的链主企业为甲公司" and clause(firm) == "为轴承产业链链主企业"
    assert clause(firm, "en") == " leads 轴承产业链"
