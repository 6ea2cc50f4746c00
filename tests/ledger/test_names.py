"""Names of firms: taken apart, compared, and measured on the published pairs."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from yanzhen.ledger import candidates, compare
from yanzhen.ledger.names import readings

PAIRS = Path(__file__).parent / "data" / "name_pairs.csv"


@pytest.mark.parametrize(
    ("name", "core", "regions", "group"),
    [
        ("鲁西化工集团股份有限公司", "鲁西化工", (), True),
        ("山东时风（集团）有限责任公司", "时风", ("37",), True),
        ("华建铝业(山东)有限公司", "华建铝业", ("37",), False),
        ("山东阳谷华泰化工股份有限公司", "华泰化工", ("37", "371521"), False),
        ("太平洋光缆", "太平洋光缆", (), False),
        ("茌平县信达铝业有限公司", "信达铝业", ("371503",), False),
    ],
)
def test_parts(name: str, core: str, regions: tuple[str, ...], group: bool) -> None:
    first = readings(name)[0]
    assert (first.core, first.regions, first.is_group) == (core, regions, group)


def test_a_region_may_be_part_of_the_brand() -> None:
    assert [each.core for each in readings("东阿阿胶")] == ["阿胶", "东阿阿胶"]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("信发集团", "信源集团"),
        ("中通客车", "中通新能源"),
        ("鲁西集团", "鲁西化工"),
        ("鲁西集团", "鲁西化工集团股份有限公司"),
    ],
)
def test_traps_are_not_proposed_and_say_why(a: str, b: str) -> None:
    likeness = compare(a, b)
    assert not likeness.is_proposed and likeness.reasons


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("省首批示例雁阵集群", "山东省首批示例雁阵集群"),
        ("市级重点示例产业链", "聊城市级重点示例产业链"),
        ("有色金属产业集群", "聊城市有色金属产业集群"),
        ("阳谷化工新材料产业集群", "阳谷县化工新材料产业集群"),
    ],
)
def test_sets_and_titles_that_differ_by_the_place_are_proposed(a: str, b: str) -> None:
    assert compare(a, b).is_proposed and compare(b, a).is_proposed
    assert [(c.a, c.b) for c in candidates([a, b])] == [(a, b)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("省首批示例雁阵集群", "聊城市首批示例雁阵集群"),  # a province is no city
        ("临清市有色金属产业集群", "聊城市有色金属产业集群"),  # a county's is not its city's
        ("有色金属有限公司", "聊城市有色金属有限公司"),  # a trade is no name of a firm
    ],
)
def test_places_of_another_rank_are_not(a: str, b: str) -> None:
    assert not compare(a, b).is_proposed and not candidates([a, b])


def test_codes_decide() -> None:
    assert compare("甲", "乙", "91X", "91x").score == 1.0
    assert compare("鲁西化工", "鲁西化工", "91X", "92X").score == 0.0


@pytest.mark.parametrize("half", ["dev", "test"])
def test_accuracy_on_the_published_pairs(half: str) -> None:
    with PAIRS.open(encoding="utf-8") as file:
        pairs = [row for row in csv.DictReader(file) if row["half"] == half]
    said = [compare(row["a"], row["b"]).is_proposed for row in pairs]
    truth = [row["truth"] == "same" for row in pairs]
    hits = sum(s and t for s, t in zip(said, truth, strict=True))
    assert hits / sum(said) >= 0.98
    assert hits / sum(truth) >= 0.85


def test_comparing_is_symmetric() -> None:
    with PAIRS.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            assert compare(row["a"], row["b"]).score == compare(row["b"], row["a"]).score


def test_blocking_loses_no_proposed_pair() -> None:
    with PAIRS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    proposed = {frozenset((r["a"], r["b"])) for r in rows if compare(r["a"], r["b"]).is_proposed}
    found = candidates(sorted({r["a"] for r in rows}), sorted({r["b"] for r in rows}))
    missed = proposed - {frozenset((c.a, c.b)) for c in found}
    assert len(missed) <= 0.02 * len(proposed), missed


def test_spelling_alike_is_shown_but_not_proposed() -> None:
    left = ["中盛蓝瑞包装科技有限公司"]
    right = ["中盛蓝天包装科技有限公司"]
    assert candidates(left, right) == []
    assert candidates(left, right, at_least=0.6)[0].reasons == ("两个全称只差一字，可能是笔误",)
