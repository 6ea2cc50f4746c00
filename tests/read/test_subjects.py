"""Whom a figure is about, where the number does not stand right after its noun. Sentences of our own."""

from __future__ import annotations

import pytest

from tests.read.test_figures import keys


def who(text: str) -> list[tuple[str, str, float | None]]:
    return [(k[0], k[1], k[3]) for k in keys(text)]


def test_owner_after_the_number() -> None:
    assert who("总投资35亿元、占地200亩的蓝天电池材料项目一期投产。") == [
        ("蓝天电池材料项目一期", "总投资", pytest.approx(3.5e9)),
        ("蓝天电池材料项目一期", "占地", 200),
    ]
    assert who("引进了海德系列总投资280亿元、总产值500亿元的5个项目。") == [
        ("海德系列项目", "总投资", pytest.approx(2.8e10)),
        ("海德系列项目", "总产值", pytest.approx(5e10)),
        ("全市", "项目:count", 5),
    ]
    assert who("总投资30亿元滨海氢能产业园项目开工。")[0][0] == "滨海氢能产业园项目"


def test_part_of_a_project_does_not_take_over_the_sentence() -> None:
    text = "蓝天材料项目总投资3亿元,建筑面积1.2万平方米的2#车间已封顶,占地80亩。"
    assert [k[0] for k in who(text)] == ["蓝天材料项目", "2#车间", "蓝天材料项目"]
