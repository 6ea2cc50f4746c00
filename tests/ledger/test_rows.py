"""Statements and dates survive being stored."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.ledger.rows import last_day, statement_of, statement_row
from yanzhen.terms import Bound, EntityKind, Figure, Interval, Modality, Period, Span, Statement, Tier

words = st.text(min_size=1, max_size=8)
finite = st.floats(allow_nan=False, allow_infinity=False, width=64)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))
periods = st.none() | st.builds(lambda a, b: Period(min(a, b), max(a, b)), days, days)
spans = st.builds(
    Span, *(st.integers(0, 10**6) for _ in range(4)), cell=st.none() | st.sampled_from(["Sheet1!C5"])
)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(finite | st.just(-float("inf")))
    high = draw(finite | st.just(float("inf")))
    if low >= high:
        return Interval.exact(high) if abs(high) != float("inf") else Interval()
    return Interval(low, high, draw(st.booleans()), draw(st.booleans()))


figures = st.builds(
    Figure,
    interval=intervals(),
    unit=words,
    metric=st.none() | words,
    bound=st.sampled_from(Bound),
    value=st.none() | finite,
    modality=st.sampled_from(Modality),
    scope=st.none() | words,
    period=periods,
    as_of=st.none() | st.just("2024-12-20"),
    words=st.none() | words,
    computed=st.booleans(),
)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    figure = draw(st.none() | figures)
    return Statement(
        source_id="src-1",
        kind="figure" if figure else "relation",
        subject=draw(words),
        predicate=draw(words),
        quote=draw(words),
        spans=tuple(draw(st.lists(spans, min_size=1, max_size=3))),
        figure=figure,
        object=None if figure else draw(words),
        subject_kind=draw(st.sampled_from(EntityKind)),
        object_kind=draw(st.sampled_from(EntityKind)),
        tier=draw(st.none() | st.sampled_from(Tier)),
        flags=tuple(draw(st.lists(words, max_size=2))),
        period=None if figure else draw(periods),
        as_of=None if figure else draw(st.none() | st.just("2024")),
    )


@settings(max_examples=150)
@given(statements())
def test_a_statement_comes_back_as_it_was(statement: Statement) -> None:
    row = statement_row(statement.id, statement, 1, 1)
    again = statement_of(row)  # type: ignore[arg-type]
    assert again == statement and again.id == row["id"]


@pytest.mark.parametrize(
    ("written", "latest"),
    [
        ("2024-12-25T09:35:26", "2024-12-25"),
        ("2024-02", "2024-02-29"),
        ("2024", "2024-12-31"),
        (None, None),
        ("去年", None),
        ("2024-13", None),
    ],
)
def test_the_last_day_a_date_can_mean(written: str | None, latest: str | None) -> None:
    assert last_day(written) == latest
