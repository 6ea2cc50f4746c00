"""Properties of judging: more knowledge never flips an answer; bulk equals one by one; reasons are complete."""

from __future__ import annotations

import random
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yanzhen.judge import (
    Evidence,
    Fact,
    Facts,
    FactTable,
    Intervals,
    explain,
    facts_from,
    judge,
    judge_many,
    load_fields,
    load_programmes,
    summary_zh,
    what_if,
)
from yanzhen.judge.columns import CODES
from yanzhen.judge.rules import Test as Threshold
from yanzhen.judge.rules import walk
from yanzhen.terms import Interval, Truth

FIELDS = load_fields()
PROGRAMMES = load_programmes(fields=FIELDS)
JUDGED = [p for p in PROGRAMMES.values() if p.judged]
DAY = date(2024, 12, 20)


def edges(programme_id: str) -> dict[str, list[float]]:
    """Thresholds per field, so that random facts land on and around them."""
    version = PROGRAMMES[programme_id].on(DAY)
    found: dict[str, list[float]] = {}
    for top in [version.criteria, *(c.criteria for c in version.classes)]:
        for node in walk(top) if top else ():
            if isinstance(node, Threshold):
                found.setdefault(node.field, []).append(node.value)
    return found


def random_interval(rng: random.Random, values: list[float]) -> Interval:
    def end() -> float:
        return rng.choice(values) * rng.choice([0.5, 1.0, 1.0, 1.5]) + rng.choice([0, 0, 1e-3, -1e-3])

    low, high = sorted((end(), end()))
    kind = rng.randrange(4)
    if kind == 0 or low == high:
        return Interval.exact(low)
    if kind == 1:
        return Interval(low=low, low_open=rng.random() < 0.5)
    if kind == 2:
        return Interval(high=high, high_open=rng.random() < 0.5)
    return Interval(low, high, rng.random() < 0.5, rng.random() < 0.5)


def random_facts(rng: random.Random, programme_id: str) -> Facts:
    values: dict[str, Fact] = {}
    for name, marks in edges(programme_id).items():
        if rng.random() < 0.8:
            values[name] = Fact(interval=random_interval(rng, marks))
    for name, field in FIELDS.items():
        if field.kind == "yes-no" and rng.random() < 0.7:
            values[name] = Fact(truth=rng.choice([Truth.YES, Truth.YES, Truth.NO]))
        if field.kind == "code" and rng.random() < 0.8:
            values[name] = Fact(
                text=rng.choice(["C", "C3451", "47", "5179", "I65", "G53", "M74", "7010", "P83"])
            )
        if field.kind == "choice" and rng.random() < 0.7:
            values[name] = Fact(text=rng.choice(["三级", "二级", "国家级", "市级", "补短板锻长板填空白"]))
    titles = {"cn.srdi_sme": rng.choice(list(Truth))}
    return Facts("某企业", values, titles)


def narrowed(rng: random.Random, facts: Facts) -> Facts:
    """The same entity, better known: intervals shrink, open questions get answers."""
    values = dict(facts.values)
    for name, fact in values.items():
        if fact.interval and not fact.interval.is_exact:
            other = random_interval(rng, [max(fact.interval.low, -1e6), min(fact.interval.high, 1e6)])
            both = fact.interval.intersection(other)
            values[name] = Fact(interval=both or fact.interval)
    for name in set(FIELDS) - set(values):
        if FIELDS[name].kind == "yes-no" and rng.random() < 0.5:
            values[name] = Fact(truth=rng.choice([Truth.YES, Truth.NO]))
        elif FIELDS[name].kind == "number" and rng.random() < 0.3 and not FIELDS[name].ratio:
            values[name] = Fact(interval=Interval.exact(rng.uniform(0, 1e5)))
    return Facts(facts.entity, values, facts.titles)


@pytest.mark.parametrize("programme_id", [p.id for p in JUDGED])
@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_learning_more_never_turns_one_answer_into_the_other(programme_id: str, seed: int) -> None:
    rng = random.Random(seed)
    facts = random_facts(rng, programme_id)
    before = judge(PROGRAMMES[programme_id], facts, FIELDS, DAY)
    after = judge(PROGRAMMES[programme_id], narrowed(rng, facts), FIELDS, DAY)
    if PROGRAMMES[programme_id].on(DAY).classes:
        assert set(after.possible) <= set(before.possible) or not before.possible
    else:
        assert before.answer is Truth.UNKNOWN or after.answer is before.answer


def table_of(rows: list[Facts]) -> FactTable:
    def column(name: str) -> Intervals:
        ends = [f.values[name].interval if name in f.values else None for f in rows]
        known = [e or Interval() for e in ends]
        return Intervals(
            np.array([e.low for e in known]),
            np.array([e.high for e in known]),
            np.array([e.low_open for e in known]),
            np.array([e.high_open for e in known]),
        )

    code = {Truth.YES: 1, Truth.NO: -1, Truth.UNKNOWN: 0}
    names = {name for f in rows for name in f.values}
    truths = {
        n: np.array([code[t] if (t := _truth(f, n)) is not None else 0 for f in rows], np.int8)
        for n in names
        if FIELDS[n].kind == "yes-no"
    }
    return FactTable(
        [f.entity for f in rows],
        {n: column(n) for n in names if FIELDS[n].kind == "number"},
        truths,
        {
            n: [f.values[n].text if n in f.values else None for f in rows]
            for n in names
            if FIELDS[n].kind in ("code", "choice")
        },
        {"cn.srdi_sme": np.array([code[f.titles["cn.srdi_sme"]] for f in rows], np.int8)},
    )


def _truth(facts: Facts, name: str) -> Truth | None:
    return facts.values[name].truth if name in facts.values else None


@pytest.mark.parametrize("programme_id", [p.id for p in JUDGED])
def test_bulk_equals_one_by_one(programme_id: str) -> None:
    rng = random.Random(7)
    rows = [random_facts(rng, programme_id) for _ in range(400)]
    bulk = judge_many(PROGRAMMES[programme_id], table_of(rows), FIELDS, DAY)
    for i, facts in enumerate(rows):
        single = judge(PROGRAMMES[programme_id], facts, FIELDS, DAY)
        assert bulk.truth(i) is single.answer, (i, facts)
        if bulk.classes:
            assert bulk.classes[i] == (single.possible[0] if len(single.possible) == 1 else None)
    assert {CODES[int(a)] for a in bulk.answers} >= {Truth.NO, Truth.UNKNOWN}


def test_computed_ratios_keep_their_edges_in_bulk() -> None:
    rng = np.random.default_rng(1)
    revenue = rng.integers(1_000, 4_000, 500).astype(float)
    rd = np.round(revenue * 0.03, 2)
    rows = [
        facts_from(
            "x",
            {"revenue": float(r), "rd_expense": float(d), "years_in_niche": 3, "rd_expense_mean_2y": 1000},
            FIELDS,
        )
        for r, d in zip(revenue, rd, strict=True)
    ]
    rows = [Facts(f.entity, f.values, {"cn.srdi_sme": Truth.UNKNOWN}) for f in rows]
    bulk = judge_many(PROGRAMMES["cn.srdi_sme"], table_of(rows), FIELDS, DAY)
    single = [judge(PROGRAMMES["cn.srdi_sme"], f, FIELDS, DAY).answer for f in rows]
    assert [bulk.truth(i) for i in range(len(rows))] == single
    assert set(single) == {Truth.YES, Truth.NO}


def test_a_missing_value_is_not_zero() -> None:
    values = {
        "staff": 100,
        "revenue": 8000,
        "no_violation": True,
        "evaluation_score": 80,
        "sci_staff_score": 5,
    }
    without = judge(PROGRAMMES["cn.tech_sme"], facts_from("甲", values, FIELDS), FIELDS, DAY)
    zero = judge(PROGRAMMES["cn.tech_sme"], facts_from("甲", values | {"assets": 0}, FIELDS), FIELDS, DAY)
    assert (without.answer, zero.answer) == (Truth.UNKNOWN, Truth.YES)
    assert (without.decides_yes, without.decides_no) == (("assets",), ("assets",))


def test_reasons_name_threshold_article_figure_and_gap() -> None:
    quote = Evidence("近3年年产值均超30亿元", "某县工信局通知")
    fact = Fact(interval=Interval(30.0, low_open=True), evidence=(quote,))
    near = Evidence("年营收突破1000亿元", "聊城日报")
    facts = Facts("轴承集群", {"cluster_output_min_3y": fact}, near={"cluster_area": (near,)})
    verdict = judge(PROGRAMMES["cn.sme_cluster"], facts, FIELDS, DAY)
    lines = {line.id: line for line in explain(verdict)}
    assert verdict.answer is Truth.UNKNOWN
    assert "超30亿元" in lines["output"].text and "10亿元" in lines["output"].text
    assert lines["output"].quotes == ("“近3年年产值均超30亿元”——某县工信局通知",)
    assert "年营收突破1000亿元" in lines["area"].text and "不能代替" in lines["area"].text
    assert lines["area"].doubt
    assert "无法判断" in summary_zh(verdict)


def test_what_if_shows_which_answers_change() -> None:
    facts = facts_from(
        "甲", {"industry_code": "C3451", "revenue_main": 1500, "staff": 30, "revenue": 1500}, FIELDS
    )
    better = facts_from("甲", {"revenue_main": 2500}, FIELDS).values["revenue_main"]
    changes = {c.before.programme.id: c for c in what_if(JUDGED, facts, "revenue_main", better, FIELDS, DAY)}
    assert changes["cn.industry_above_scale"].changed
    assert changes["cn.industry_above_scale"].after.answer is Truth.YES
    assert not changes["cn.size_class"].changed
