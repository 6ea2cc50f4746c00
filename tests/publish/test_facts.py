"""What a template may ask of the statements."""

from __future__ import annotations

from tests.publish.city import AS_OF, OTHER, Book

from yanzhen.publish import Facts, Mention, facts_of
from yanzhen.terms import Modality, Period


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
    assert group.slot.words == "在制氢、储运、燃料电车关键零部件和整车制造方面取得成果"
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
    from yanzhen.terms import EntityKind

    book.relation("甲", "属于", "新兴产业", "甲乙丙属于新兴产业", subject_kind=EntityKind.FIRM)
    book.relation("乙、丙", "属于", "新兴产业", "甲乙丙属于新兴产业")
    [group] = facts_of(book.evidence, "某市", AS_OF).groups
    assert group.kind is EntityKind.OTHER
