"""From a ledger to verdicts and the register: what proves something, what only looks like it, and who holds a title."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from yanzhen.terms import Truth
from yanzhen.workbench import demo, judged
from yanzhen.workbench.judging import Rulebook, answers_of, judge_all, judge_entity, judge_table
from yanzhen.workbench.opening import open_view
from yanzhen.workbench.titling import register_of

DAY = date(2024, 12, 20)
BOOK = Rulebook()
EXAMPLE = Path(demo.__file__).parents[1] / "packs/examples/liaocheng"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("city") / "city.yz"
    demo.fill(place)
    return place


def test_revenue_does_not_prove_output(city: Path) -> None:
    with open_view(city) as view:
        verdict = judge_entity(view, BOOK, "cn.sme_cluster", "有色金属产业集群", DAY)
    assert verdict.answer is Truth.UNKNOWN
    told = " ".join(text for _, _, text in judged.verdict_lines(verdict).shown)
    assert "年营收突破1000亿元" in told and "不能代替" in told


def test_all_three_answers_occur_and_titles_without_thresholds_are_not_judged(city: Path) -> None:
    with open_view(city) as view:
        matrix = judge_all(view, BOOK, DAY)
    assert all(count > 0 for count in answers_of(matrix).values())
    assert all(p.judged for p in matrix.programmes)
    with open_view(city) as view:
        recorded = judge_entity(view, BOOK, "sd.pillar_geese", "高端轴承智能制造产业集群", DAY)
    assert recorded.answer is Truth.UNKNOWN and recorded.reason is None
    assert "只登记" in judged.verdict_lines(recorded).shown[0][2]


def test_a_bound_in_a_firm_table_proves_what_it_proves(city: Path) -> None:
    bulk = {v.programme.id: v for v in judge_table(EXAMPLE / "07-firm-list-synthetic.xlsx", BOOK, [], DAY)}
    above_scale = bulk["cn.industry_above_scale"]
    with open_view(city) as view:
        for i, name in enumerate(above_scale.entities):
            single = judge_entity(view, BOOK, "cn.industry_above_scale", name, DAY)
            assert above_scale.truth(i) is single.answer, name


def test_what_if_changes_the_class(city: Path) -> None:
    with open_view(city) as view:
        lines = judged.what_if_lines(view, BOOK, "示例轴承一厂", "从业人员数=10", DAY)
    changed = {row["programme"]: row["after"] for row in lines.data if row["changed"]}
    assert changed["cn.size_class"] == "微型"


def test_the_register_counts_holders_once_and_tells_records_from_claims(city: Path) -> None:
    with open_view(city) as view:
        register = register_of(view, BOOK, DAY)
    counts = {c.title: c for c in register.counts}
    assert counts["山东省“头雁”企业"].cumulative == 4
    assert counts["山东省“头雁”企业"].undated == 4, "the scheme does not say how long the title lasts"
    assert {r.holder for r in register.records if r.recorded} >= {
        "金帝股份",
        "东阿钢球",
        "信源集团",
        "建发铜业",
    }
    assert not register.conflicts


def test_matrix_workbook_has_every_reason(city: Path, tmp_path: Path) -> None:
    import openpyxl

    with open_view(city) as view:
        matrix = judge_all(view, BOOK, DAY)
    judged.write_workbook(matrix, tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    assert book.sheetnames == ["矩阵", "理由"]
    assert book["矩阵"].max_row == len(matrix.rows) + 1
    assert book["理由"].max_row > 8 * len(matrix.rows)
