"""Programme files that are wrong are reported with file and line, all at once; the register of titles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yanzhen.errors import PackError
from yanzhen.judge import TitleRecord, conflicts, counts, expiring, expiry, load_programme, load_programmes
from yanzhen.terms import Truth

GOOD = """id: city.demo
name: 市级示范企业
name_en: City demonstration firm
issuer: 某市工信局
level: 市级
applies_to: firm
versions:
  - valid_from: 2023-01-01
    valid_to: 2024-12-31
    document: 某工信〔2023〕1号
    confidence: high
    criteria:
      all:
        - 营业收入 >= 1 亿元
        - {test: 研发费用占营业收入比重 >= 3 %, article: 第三条}
        - n_of: {n: 2, of: [发明专利数 >= 5 件, 主导制定标准数 >= 1 项, 研发人员占比 >= 10 %]}
  - valid_from: 2025-01-01
    document: 某工信〔2025〕1号
    confidence: high
    criteria: {test: 营业收入 >= 20000 万元}
"""


def write(folder: Path, text: str) -> Path:
    folder.mkdir()
    (folder / "rules.yaml").write_text(text, encoding="utf-8")
    return folder


def test_a_clerk_can_write_a_programme(tmp_path: Path) -> None:
    programme = load_programme(write(tmp_path / "demo", GOOD))
    first = programme.on(date(2024, 6, 1)).criteria
    assert first is not None and first.parts[0].value == 10_000  # type: ignore[union-attr]
    assert programme.on(date(2025, 6, 1)).criteria.value == 20_000  # type: ignore[union-attr]
    assert "city.demo" in load_programmes(tmp_path)


def test_all_problems_are_named_with_their_lines(tmp_path: Path) -> None:
    bad = (
        GOOD.replace("营业收入 >= 1 亿元", "营业收人 >= 1 亿元")
        .replace(
            "{test: 研发费用占营业收入比重 >= 3 %, article: 第三条}", "{test: 研发费用占营业收入比重 >= 3 亩}"
        )
        .replace("valid_to: 2024-12-31", "valid_to: 2024年底")
        .replace("level: 市级", "levl: 市级")
    )
    with pytest.raises(PackError) as caught:
        load_programme(write(tmp_path / "demo", bad))
    message = str(caught.value)
    for line, word in ((5, "levl"), (9, "2024年底"), (14, "营业收人"), (15, "亩")):
        assert f"rules.yaml:{line}: " in message and word in message, message


def record(holder: str, **more: object) -> TitleRecord:
    values: dict[str, object] = {"holder": holder, "title": "“头雁”企业", "recorded": True}
    return TitleRecord(**(values | more))  # type: ignore[arg-type]


DAY = date(2024, 12, 20)
RECORDS = [
    record("金帝股份", awarded=date(2024, 7, 1), expires=date(2027, 7, 1)),
    record("甲", awarded=date(2021, 7, 1), expires=date(2024, 7, 1)),
    record("乙", awarded=date(2022, 2, 1), expires=date(2025, 2, 1)),
    record("丙", awarded=date(2024, 7, 1)),
    record("丁", recorded=False),
    record("甲", recorded=False),
]


def test_cumulative_is_not_valid() -> None:
    [count] = counts([r for r in RECORDS if r.recorded], DAY)
    assert (count.cumulative, count.valid, count.expired, count.undated) == (4, 2, 1, 1)


def test_valid_expiring_and_conflicting_titles() -> None:
    assert [r.holder for r in expiring(RECORDS, DAY, 3)] == ["乙"]
    assert [r.holder for r in expiring(RECORDS, DAY, 36)] == ["乙", "金帝股份"]
    assert RECORDS[3].valid_on(DAY) is Truth.UNKNOWN
    assert {(c.claim.holder, c.why[:4]) for c in conflicts(RECORDS, DAY)} == {
        ("丁", "发文名单"),
        ("甲", "名单中有"),
    }


def test_expiry_keeps_leap_days_in_the_calendar() -> None:
    assert expiry(date(2024, 2, 29), 3) == date(2027, 2, 28)
    assert expiry(date(2024, 7, 1), 3) == date(2027, 7, 1)
