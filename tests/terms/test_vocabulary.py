"""Units, numerals, periods, metrics, three-valued logic, statements."""

from __future__ import annotations

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yanzhen.errors import FigureError, UsageError
from yanzhen.terms import (
    EntityKind,
    Figure,
    Metric,
    OffsetMap,
    Period,
    Span,
    Statement,
    Tier,
    Truth,
    all_of,
    any_of,
    at_least_n_of,
    from_json,
    parse_numeral,
    parse_unit,
)


@pytest.mark.parametrize(
    ("written", "factor", "code"),
    [
        ("亿元", 10**8, "CNY"),
        ("万亿元", 10**12, "CNY"),
        ("万辆/年", 10**4, "辆/年"),
        ("兆瓦", 10**3, "千瓦"),
        ("个百分点", 1, "pp"),
        ("成", 10, "%"),
        ("千亿元", 10**11, "CNY"),
        ("万吨", 10**4, "吨"),
        ("亿千瓦时", 10**8, "千瓦时"),
        ("家", 1, "家"),
    ],
)
def test_units(written: str, factor: int, code: str) -> None:
    assert parse_unit(written) == (Decimal(factor), code)


def test_a_multiplier_alone_is_no_unit() -> None:
    with pytest.raises(FigureError):
        parse_unit("万")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3,000", "3000"),
        ("１２．５", "12.5"),
        ("十三", "13"),
        ("一百二十", "120"),
        ("一千零五", "1005"),
        ("两", "2"),
        ("二〇二四", "2024"),
        ("三万五千", "35000"),
        ("3万", "30000"),
        ("一亿零二百万", "102000000"),
        ("一点五", "1.5"),
    ],
)
def test_numerals(text: str, value: str) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "百万富翁", "abc", "第三", "1.2.3", "点五点"])
def test_what_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


@given(st.integers(min_value=0, max_value=10**12))
def test_arabic_numerals_with_separators(n: int) -> None:
    assert parse_numeral(f"{n:,}") == n


@pytest.mark.parametrize(
    ("code", "zh", "canonical"),
    [
        ("2024", "2024年", "2024"),
        ("2021H1", "2021年上半年", "2021-S1"),
        ("2024-Q1", "2024年一季度", "2024-Q1"),
        ("2022-01/2022-07", "2022年1—7月", "2022-01/2022-07"),
        ("2021/2025", "2021—2025年", "2021/2025"),
        ("2024-12-20", "2024年12月20日", "2024-12-20"),
        ("2022-07", "2022年7月", "2022-07"),
        ("2024-01/2024-12", "2024年", "2024"),
    ],
)
def test_periods(code: str, zh: str, canonical: str) -> None:
    period = Period.parse(code)
    assert (period.zh, period.code) == (zh, canonical)
    assert Period.parse(period.code) == period


@pytest.mark.parametrize("code", ["", "24", "2024-13", "2024-02-30", "2025/2021", "今年"])
def test_no_period(code: str) -> None:
    with pytest.raises(UsageError):
        Period.parse(code)


@pytest.mark.parametrize(
    "written", ["年营收", "增加值:yoy", "增加值:share(规上工业)", "pull(规上工业)", "产业链:count"]
)
def test_metrics_round_trip(written: str) -> None:
    assert str(Metric.parse(written)) == written


def test_kleene_logic() -> None:
    yes, no, unknown = Truth.YES, Truth.NO, Truth.UNKNOWN
    assert (yes & unknown, no & unknown, yes | unknown, no | unknown) == (unknown, no, yes, unknown)
    assert (~yes, ~no, ~unknown) == (no, yes, unknown)
    with pytest.raises(TypeError):
        bool(unknown)


@given(st.lists(st.sampled_from(Truth), max_size=5), st.integers(0, 5))
def test_n_of_agrees_with_every_completion(answers: list[Truth], n: int) -> None:
    choices = [[a] if a is not Truth.UNKNOWN else [Truth.YES, Truth.NO] for a in answers]
    outcomes = {sum(a is Truth.YES for a in c) >= n for c in itertools.product(*choices)}
    expected = Truth.UNKNOWN if len(outcomes) == 2 else (Truth.YES if True in outcomes else Truth.NO)
    assert at_least_n_of(n, answers) is expected
    if n == len(answers):
        assert all_of(answers) is expected
    if n == 1:
        assert any_of(answers) is expected


def example(**changes: object) -> Statement:
    values: dict[str, object] = {
        "source_id": "src-1",
        "kind": "figure",
        "subject": "有色金属产业集群",
        "predicate": "年营收",
        "quote": "年营收突破1000亿元",
        "spans": (Span(4, 14, 5, 17),),
        "figure": Figure.of(
            1e11, "CNY", ">", metric="年营收", words="突破1000亿元", period=Period.year(2024)
        ),
        "subject_kind": EntityKind.CLUSTER,
        "tier": Tier.TRADITIONAL,
        "flags": ("each-or-total",),
    }
    return Statement(**(values | changes))  # type: ignore[arg-type]


def test_statements_round_trip_through_json() -> None:
    relation = example(
        kind="relation", figure=None, object="“头雁”企业", predicate="入选", as_of="2024-12-20"
    )
    for statement in (example(), relation):
        assert from_json(statement.to_json()) == statement
        assert from_json(statement.to_json()).id == statement.id


def test_identity_is_the_claim_and_its_place_not_its_maker() -> None:
    assert example(extractor="grammar/2", rule="x").id == example().id
    assert example(source_id="src-2").id != example().id
    assert example(spans=(Span(40, 50, 50, 60),)).id != example().id


def test_offsets_lead_back_past_removed_text() -> None:
    # raw: 產(chǎn)業(yè)A ; cleaned: 产业A
    offsets = OffsetMap(starts=[0, 1, 2], raw_starts=[0, 6, 11], raw_ends=[6, 11, 12])
    assert offsets.raw(0, 1) == (0, 6)
    assert offsets.raw(0, 3) == (0, 12)
    assert offsets.raw(1, 2) == (6, 11)
    assert offsets.raw(2, 3) == (11, 12)
