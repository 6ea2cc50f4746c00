"""Contradictions, drift, and sums that say what they cover."""

from __future__ import annotations

import pytest
from tests.ledger.conftest import figure, reading, relation

from yanzhen.ledger import Ledger
from yanzhen.terms import EntityKind


def add(ledger: Ledger, text: str, *makers: object, **source: object) -> list[str]:
    made = reading(text, *makers, **source)  # type: ignore[arg-type]
    ledger.add(made)
    return [statement.id for statement in made.statements]


def test_intervals_that_do_not_meet_contradict(ledger: Ledger) -> None:
    add(ledger, "甲", figure("化工", "营业收入", 1e11, ">=", period="2024"))
    add(ledger, "乙", figure("化工", "年营收", 9.5e10, period="2024"))
    add(ledger, "丙", figure("化工", "营业收入", 1.05e11, period="2024"))
    found = ledger.contradictions()
    assert [(c.first.figure.value, c.second.figure.value) for c in found] == [
        (1e11, 9.5e10),
        (9.5e10, 1.05e11),
    ]
    assert all(c.is_certain for c in found)


@pytest.mark.parametrize(
    "difference",
    [
        {"period": "2023"},
        {"scope": "规上", "period": "2024"},
        {"modality": "target", "period": "2024"},
        {"unit": "USD", "period": "2024"},
        {"period": None},
    ],
)
def test_what_differs_in_kind_does_not_contradict(ledger: Ledger, difference: dict[str, object]) -> None:
    add(ledger, "甲", figure("化工", "营收", 1e11, period="2024"))
    add(ledger, "乙", figure("化工", "营收", 9e10, **difference))  # type: ignore[arg-type]
    add(ledger, "丙", figure("纺织", "营收", 8e10, period="2024"))
    assert ledger.contradictions() == []


def test_an_open_end_decides(ledger: Ledger) -> None:
    add(ledger, "甲", figure("化工", "营收", 1e11, ">", period="2024"))
    add(ledger, "乙", figure("化工", "营收", 1e11, period="2024"))
    assert len(ledger.contradictions()) == 1


def test_an_unknown_period_or_a_flag_is_a_doubt(ledger: Ledger) -> None:
    add(ledger, "甲", figure("化工", "营收", 1e11), figure("纺织", "营收", 1e10, period="2024"))
    add(ledger, "乙", figure("化工", "营收", 2e11))
    add(ledger, "丙", figure("纺织", "营收", 2e10, period="2024", flags=("each-or-total",)))
    found = {c.first.subject: c for c in ledger.contradictions()}
    assert found["化工"].doubts == ("原文未说明时期",)
    assert found["纺织"].doubts == ("原文未说明是每个都达到，还是合计达到",)


def test_two_names_of_one_firm_contradict_each_other(ledger: Ledger) -> None:
    add(ledger, "甲", figure("鲁西化工", "营收", 1e10, period="2024"))
    add(ledger, "乙", figure("鲁西化工集团股份有限公司", "营收", 2e10, period="2024"))
    assert ledger.contradictions() == []
    same = ledger.decide("same", "鲁西化工", "鲁西化工集团股份有限公司", who="李")
    assert len(ledger.contradictions()) == 1
    ledger.undo(same.id, who="李")
    assert ledger.contradictions() == []


@pytest.mark.parametrize("verb", ["settle", "prefer", "withdraw"])
def test_only_a_decision_resolves(ledger: Ledger, verb: str) -> None:
    (a,) = add(ledger, "甲", figure("化工", "营收", 1e11, period="2024"))
    (b,) = add(ledger, "乙", figure("化工", "营收", 2e11, period="2024"))
    ends = (a,) if verb == "withdraw" else (a, b)
    decision = ledger.decide(verb, *ends, who="李", reason="口径不同")
    assert ledger.contradictions() == []
    ledger.undo(decision.id, who="李")
    assert len(ledger.contradictions()) == 1


def test_a_set_that_changes_size_is_drift_not_contradiction(ledger: Ledger) -> None:
    chains = "制造业重点产业链:count"
    add(ledger, "甲", figure("某市", chains, 20, unit="条", as_of="2022-03-01"))
    add(ledger, "乙", figure("某市", chains, 12, unit="条", as_of="2024-12-20"))
    add(ledger, "丙", figure("某市", chains, 12, unit="条", modality="target", as_of="2025-01-01"))
    assert ledger.contradictions() == []
    (found,) = ledger.drift()
    assert [s.figure.value for s in found.statements] == [20, 12]
    assert found.subject == "某市" and found.metric == chains


def test_a_sum_keeps_bounds_and_says_what_it_covers(ledger: Ledger) -> None:
    add(
        ledger,
        "三个集群",
        figure("化工", "营收", 1e11, ">=", period="2024"),
        figure("纺织", "营收", 5e10, period="2024", at=1),
        relation("轴承", "入选", "名单", subject_kind=EntityKind.CLUSTER, at=2),
    )
    found = ledger.aggregate("年营收", EntityKind.CLUSTER)
    assert found.figure is not None and (found.figure.low, found.figure.high) == (1.5e11, None)
    assert found.coverage == (2, 3) and found.coverage_zh == "3个中有2个有数据"
    assert found.left_out == (("轴承", "没有数据"),) and len(found.used) == 2


@pytest.mark.parametrize(
    ("second", "reason"),
    [
        ({"period": "2023"}, "时期不同"),
        ({"scope": "规上", "period": "2024"}, "统计范围不同"),
        ({"unit": "USD", "period": "2024"}, "单位不同"),
    ],
)
def test_a_sum_over_different_kinds_is_refused(ledger: Ledger, second: dict[str, str], reason: str) -> None:
    add(ledger, "甲", figure("化工", "营收", 1e11, period="2024"))
    add(ledger, "乙", figure("纺织", "营收", 5e10, **second))  # type: ignore[arg-type]
    found = ledger.aggregate("营收", ["化工", "纺织"])
    assert found.figure is None and found.reason is not None and reason in found.reason


def test_other_metrics_and_modalities_are_never_mixed_in(ledger: Ledger) -> None:
    add(
        ledger,
        "甲",
        figure("化工", "营收", 1e11, period="2024"),
        figure("纺织", "产值", 5e10, period="2024", at=1),
    )
    add(ledger, "乙", figure("轴承", "营收", 5e10, period="2024", modality="target"))
    found = ledger.aggregate("营收", ["化工", "纺织", "轴承"])
    assert found.coverage_en == "1 of 3 have a figure"
    assert found.figure is not None and found.figure.low == 1e11


def test_rates_are_not_added(ledger: Ledger) -> None:
    add(ledger, "甲", figure("化工", "营收:yoy", 5, unit="%", period="2024"))
    add(ledger, "乙", figure("纺织", "营收:yoy", 6, unit="%", period="2024"))
    found = ledger.aggregate("营收:yoy", ["化工", "纺织"])
    assert found.figure is None and found.reason


@pytest.mark.parametrize(
    ("relations", "reason"),
    [
        ([("轴承小镇", "属于", "轴承")], "是“轴承”的一部分"),
        ([("轴承", "包括", "轴承小镇")], "是“轴承”的一部分"),
        ([("某厂", "属于", "轴承"), ("某厂", "龙头企业", "轴承小镇")], "“某厂”同时在"),
        ([("轴承小镇", "属于", "片区"), ("片区", "属于", "轴承")], "是“轴承”的一部分"),
    ],
)
def test_overlapping_sets_are_not_added(
    ledger: Ledger, relations: list[tuple[str, str, str]], reason: str
) -> None:
    makers = [relation(*each, at=10 * i + 10) for i, each in enumerate(relations)]
    amounts = [figure(name, "营收", 1e9, period="2024", at=i) for i, name in enumerate(["轴承", "轴承小镇"])]
    add(ledger, "甲", *amounts, *makers)
    found = ledger.aggregate("营收", ["轴承", "轴承小镇"])
    assert found.figure is None and found.reason is not None and reason in found.reason


def test_one_entity_under_two_names_is_not_added_to_itself(ledger: Ledger) -> None:
    add(
        ledger,
        "甲",
        figure("甲厂", "营收", 1e9, period="2024"),
        figure("甲公司", "营收", 1e9, period="2024", at=1),
    )
    ledger.decide("same", "甲厂", "甲公司", who="李")
    assert "同一主体" in (ledger.aggregate("营收", ["甲厂", "甲公司"]).reason or "")


def test_a_disputed_or_joint_figure_is_left_out_and_said(ledger: Ledger) -> None:
    add(
        ledger,
        "甲",
        figure("化工", "营收", 1e9, period="2024"),
        figure("纺织", "营收", 1e9, period="2024", at=1),
    )
    add(ledger, "乙", figure("化工", "营收", 2e9, period="2024"))
    add(ledger, "丙", figure("轴承", "营收", 2e9, period="2024", flags=("joint",)))
    found = ledger.aggregate("营收", ["化工", "纺织", "轴承"])
    assert dict(found.left_out) == {
        "化工": "各来源数值矛盾，尚未裁决",
        "轴承": "多个主体共同的数，不能分到单个主体",
    }
    assert found.figure is not None and found.figure.low == 1e9


def test_sums_respect_visibility_and_date(ledger: Ledger) -> None:
    add(ledger, "甲", figure("化工", "营收", 1e9, period="2024"), published="2025-01-01")
    add(
        ledger,
        "乙",
        figure("纺织", "营收", 1e9, period="2024"),
        visibility="internal",
        published="2025-02-01",
    )
    members = ["化工", "纺织"]
    assert ledger.aggregate("营收", members).coverage == (2, 2)
    assert ledger.visible_to("public").aggregate("营收", members).coverage == (1, 2)
    assert ledger.at("2025-01-31").aggregate("营收", members).coverage == (1, 2)
