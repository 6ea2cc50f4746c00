"""A number enters a document only with evidence, no sharper than it, and only in sums that may be made."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.publish.city import OTHER, SOURCE, Book

from yanzhen.errors import FigureError
from yanzhen.publish import Evidence, Mention, Slot, counted, grown, stated, summed
from yanzhen.terms import Bound, Figure, Period, Source, Span, Statement


def figure_of(subject: str, figure: Figure, *flags: str, source: Source = SOURCE) -> Evidence:
    metric = figure.metric or "年营收"
    said = Statement(
        source.id, "figure", subject, metric, "原文", (Span(0, 2, 0, 2),), figure=figure, flags=flags
    )
    return Evidence(said, source)


def money(value: float, bound: str = "=", **more: object) -> Figure:
    return Figure.of(value, "CNY", bound, metric="年营收", **more)


def test_no_figure_without_evidence() -> None:
    with pytest.raises(FigureError, match="没有依据"):
        Slot(money(1e9), ())
    with pytest.raises(FigureError, match="没有依据"):
        Mention("入选名单", ())
    with pytest.raises(FigureError, match="没有依据"):
        stated()


def test_a_slot_is_never_sharper_than_its_source() -> None:
    source_says = figure_of("甲集群", money(1e11, ">"))
    with pytest.raises(FigureError, match="比来源更精确"):
        Slot(money(1e11), (source_says,))
    assert Slot(money(9e10, ">"), (source_says,)).text() == "超900亿元"


def test_words_of_the_source_are_kept(city) -> None:  # type: ignore[no-untyped-def]
    shown = [slot.text() for group in city.figures("年营收").groups for slot in [group.slot]]
    assert shown == ["突破1000亿元", "超500亿元"]


@given(
    st.floats(1e3, 1e14).map(lambda x: float(f"{x:.4g}")),
    st.sampled_from([b for b in Bound if b not in (Bound.BETWEEN, Bound.UNKNOWN)]),
)
def test_stated_slot_keeps_the_interval(value: float, bound: Bound) -> None:
    figure = money(value, bound.value)
    slot = stated(figure_of("甲", figure))
    assert slot.figure.interval == figure.interval and slot.text() == figure.zh()


def test_statements_that_differ_are_not_one_number() -> None:
    with pytest.raises(FigureError, match="数字不同"):
        stated(figure_of("甲", money(1e9)), figure_of("甲", money(2e9), source=OTHER))


def test_sum_keeps_bounds_and_names_its_parts() -> None:
    total = summed([figure_of("甲", money(1e9, ">")), figure_of("乙", money(2e9))])
    assert total.text() == "超30亿元"
    assert "甲" in total.method and "乙" in total.method


@pytest.mark.parametrize(
    ("parts", "reason"),
    [
        ([figure_of("甲", money(1e9)), figure_of("乙", Figure.of(1e9, "CNY", metric="年产值"))], "不能相加"),
        ([figure_of("甲", money(1e9)), figure_of("甲", money(1e9))], "重复计算"),
        ([figure_of("甲", money(1e9)), figure_of("乙", money(1e9), "each-or-total")], "每个都达到"),
        ([figure_of("甲", money(1e9)), figure_of("乙", money(1e9), "joint")], "共同"),
        ([figure_of("甲", money(1e9)), figure_of("乙", replace(money(1e9), scope="规上"))], "统计范围不同"),
        ([figure_of("甲", money(1e9, period=Period.year(2023))), figure_of("乙", money(1e9))], "时期不同"),
    ],
)
def test_forbidden_sums_give_the_reason(parts: list[Evidence], reason: str) -> None:
    with pytest.raises(FigureError, match=reason):
        summed(parts)


def test_growth_needs_the_same_period_of_the_year_before() -> None:
    now = figure_of("甲", money(1.1e9, period=Period.year(2024)))
    base = figure_of("甲", money(1e9, period=Period.year(2023)))
    assert grown(now, base).text() == "10%"
    for wrong in (
        money(1e9),
        money(1e9, period=Period.year(2022)),
        money(1e9, period=Period.parse("2023-S1")),
    ):
        with pytest.raises(FigureError, match="同比"):
            grown(now, figure_of("甲", wrong))


def test_a_count_counts_names_once(book: Book) -> None:
    twice = book.relation("甲、乙", "入选", "名单", "甲、乙入选") + book.relation(
        "甲", "入选", "名单", "甲入选"
    )
    assert counted(twice, "家").text() == "2家"
