"""Figures: as sharp as the source, refusing what must not be combined, worded as an official would."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanzhen.errors import FigureError
from yanzhen.terms import Bound, Figure, Modality, Period, Truth, sum_figures, why_not_together

REVENUE = {"metric": "年营收", "as_of": "2024-12-20"}

bounds = st.sampled_from([b for b in Bound if b not in (Bound.BETWEEN, Bound.UNKNOWN)])
amounts = st.floats(min_value=0.01, max_value=1e13).map(lambda x: round(x, 2))
figures = st.builds(lambda v, b: Figure.of(v, "CNY", b, metric="营业收入"), amounts, bounds)


@given(st.lists(figures, min_size=1, max_size=6))
def test_a_sum_is_never_sharper_than_its_parts(parts: list[Figure]) -> None:
    total = sum_figures(parts)
    assert total.interval.low <= sum(p.interval.low for p in parts) * (1 + 1e-12)
    assert all(math.isinf(total.interval.high) for p in parts if math.isinf(p.interval.high))
    assert all(not total.is_exact for p in parts if not p.is_exact)
    assert total.computed


@given(figures, figures)
def test_share_growth_and_difference_keep_what_is_open(part: Figure, whole: Figure) -> None:
    for made in (part.share_of(whole), part.growth_on(whole), part - whole):
        assert made.computed
        if not (part.is_exact and whole.is_exact):
            # A part of at least the whole is all of it: the one case where a share of a bound is exact.
            assert made.bound is not Bound.EXACT or (made.unit == "%" and made.value == 100)


@given(figures, figures)
def test_ranking_is_open_where_intervals_overlap(a: Figure, b: Figure) -> None:
    if a.interval.intersection(b.interval) is not None and not (a.is_exact and b.is_exact):
        assert a.exceeds(b) is not Truth.YES or a.interval.low >= b.interval.high


@given(figures)
def test_words_tell_the_bound(figure: Figure) -> None:
    zh, en = figure.zh(), figure.en()
    mark = {"=": "", ">": "超", ">=": "不低于", "<": "不足", "<=": "不超过", "~": "约", "<~": "近"}[
        figure.bound
    ]
    assert zh.startswith(mark) and zh.endswith("元") and en.endswith("yuan")


def test_bounds_survive_words_and_sums() -> None:
    metals = Figure.of(1e11, "CNY", ">", words="突破1000亿元", **REVENUE)
    steel = Figure.of(5e10, "CNY", ">", words="超500亿元", **REVENUE)
    assert metals.zh() == "突破1000亿元" and metals.en() == "over 100 billion yuan"
    total = metals + steel
    assert total.zh() == "超1500亿元" and total.kind == "at-least" and total.as_of == "2024-12-20"
    assert total.at_least(1e11) is Truth.YES and total.at_least(2e11) is Truth.UNKNOWN
    assert metals.exceeds(steel) is Truth.UNKNOWN


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"metric": "年产值"}, "产值"),
        ({"unit": "USD"}, "单位不同"),
        ({"scope": "规上"}, "统计范围不同"),
        ({"modality": Modality.TARGET}, "性质不同"),
        ({"period": Period.year(2023)}, "时期不同"),
    ],
)
def test_sums_are_refused_with_the_reason(change: dict[str, object], reason: str) -> None:
    unit = str(change.pop("unit", "CNY"))
    with pytest.raises(FigureError, match=reason):
        sum_figures(
            [Figure.of(1.0, "CNY", metric="年营收"), Figure.of(1.0, unit, **({"metric": "年营收"} | change))]
        )


def test_rates_and_ranks_do_not_add() -> None:
    for figure in (Figure.of(6.2, "%", metric="增加值:yoy"), Figure.of(8, "rank", metric="增速:rank(全省)")):
        with pytest.raises(FigureError):
            sum_figures([figure, figure])


def test_revenue_is_one_metric_under_its_several_names() -> None:
    assert why_not_together("年营收", "营业收入") is None
    assert why_not_together("年营收", "年产值") is not None
    assert why_not_together("增加值", "增加值:yoy") is not None


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        (Figure.of(24_150_000_000, "CNY"), "241.5亿元", "24.15 billion yuan"),
        (Figure.of(12_345_678, "CNY"), "1234.5678万元", "12,345,678 yuan"),
        (Figure.between(30_000, 50_000, "辆"), "3万辆至5万辆", "30,000 vehicles to 50,000 vehicles"),
        (Figure.of(30_000, "辆/年"), "3万辆/年", "30,000 vehicles/year"),
        (Figure.of(8.5, "件/万人"), "8.5件/万人", "8.5 pieces/10,000 people"),
        (Figure.of(20.4, "个/万人"), "20.4个/万人", "20.4 per 10,000 people"),
        (Figure.of(425_000, "CNY/人"), "42.5万元/人", "425,000 yuan/person"),
        (Figure.of(31.9, "微克/立方米"), "31.9微克/立方米", "31.9 µg/cubic metre"),
        (Figure.of(0.8, "吨标准煤/万元"), "0.8吨标准煤/万元", "0.8 tonnes of coal equivalent/10,000 yuan"),
        (Figure.of(64, "分"), "64分", "64 points"),
        (Figure.of(0.8, "pp"), "0.8个百分点", "0.8 percentage points"),
        (Figure.of(8, "rank"), "第8位", "rank 8"),
        (Figure.of(4e8, "CNY", "~"), "约4亿元", "about 400 million yuan"),
    ],
)
def test_wording(figure: Figure, zh: str, en: str) -> None:
    assert figure.zh() == zh
    assert figure.en() == en


def test_computed_bounds_are_rounded_away_from_the_truth() -> None:
    part = Figure.of(1.0, "CNY", ">", metric="营业收入")
    share = part.share_of(Figure.of(3.0, "CNY", metric="营业收入"))
    assert share.zh() == "33.3%至100%"
    whole = Figure.of(3.0, "CNY", ">", metric="营业收入")
    assert Figure.of(2.0, "CNY", metric="营业收入").share_of(whole).zh() == "0%至66.7%"


def test_about_has_a_stated_width() -> None:
    about = Figure.of(500.0, "CNY", "~")
    assert about.at_least(400) is Truth.YES and about.at_least(500) is Truth.UNKNOWN
    nearly = Figure.of(400.0, "家", "<~")
    assert nearly.at_least(400) is Truth.NO and nearly.at_least(300) is Truth.YES
