"""Every packaged programme against the cases beside it, and both edges of every threshold."""

from __future__ import annotations

from datetime import date

import pytest

from yanzhen.judge import load_cases, load_fields, load_programmes, run_case
from yanzhen.judge.evaluate import compare
from yanzhen.judge.rules import Test as Threshold
from yanzhen.judge.rules import walk
from yanzhen.packs import path
from yanzhen.terms import Interval, Truth

FIELDS = load_fields()
PROGRAMMES = load_programmes(fields=FIELDS)
ROOT = path("programmes", "fields.yaml").parent
JUDGED = [p for p in PROGRAMMES.values() if p.judged]
CASES = [(p, case) for p in JUDGED for case in load_cases(ROOT / p.id, FIELDS)]


@pytest.mark.parametrize(("programme", "case"), CASES, ids=[f"{p.id}:{c.name}" for p, c in CASES])
def test_case(programme, case) -> None:  # type: ignore[no-untyped-def]
    agrees, verdict = run_case(case, programme, FIELDS)
    assert agrees, (case.where, verdict.answer, verdict.possible)


def test_every_judged_programme_has_ten_cases_with_all_that_matters() -> None:
    assert {p.id for p in JUDGED} == {
        "cn.hnte", "cn.industry_above_scale", "cn.little_giant", "cn.size_class",
        "cn.sme_cluster", "cn.srdi_sme", "cn.tech_sme", "sd.gazelle",
    }  # fmt: skip
    for programme in JUDGED:
        cases = [c for p, c in CASES if p is programme]
        assert len(cases) >= 10, programme.id
        assert any(c.expect == "unknown" for c in cases), programme.id


def test_titles_without_public_thresholds_are_never_judged() -> None:
    recorded = [p for p in PROGRAMMES.values() if not p.judged]
    assert {p.id for p in recorded} == {
        "cn.adv_mfg_cluster", "sd.geese", "sd.lead_goose", "sd.pillar_geese", "sd.sei_cluster",
    }  # fmt: skip
    assert all(p.why_not_judged for p in recorded)


def thresholds() -> list[Threshold]:
    found = []
    for programme in JUDGED:
        for version in programme.versions:
            tops = (
                [version.criteria]
                if version.criteria
                else [c.criteria for c in version.classes if c.criteria]
            )
            found += [n for top in tops if top for n in walk(top) if isinstance(n, Threshold)]
    return found


@pytest.mark.parametrize("test", thresholds(), ids=lambda t: t.label)
def test_edges_missing_and_straddling(test: Threshold) -> None:
    at, step = test.value, max(abs(test.value), 1.0) * 1e-6
    inside, outside = (at + step, at - step) if test.op in (">", ">=") else (at - step, at + step)
    assert compare(Interval.exact(inside), test.op, at) is Truth.YES
    assert compare(Interval.exact(outside), test.op, at) is Truth.NO
    assert compare(Interval.exact(at), test.op, at) is (Truth.YES if "=" in test.op else Truth.NO)
    assert compare(Interval(), test.op, at) is Truth.UNKNOWN
    assert compare(Interval(at - step, at + step), test.op, at) is Truth.UNKNOWN


def test_the_rule_in_force_on_the_day_is_used() -> None:
    with pytest.raises(Exception, match="没有生效的版本"):
        PROGRAMMES["cn.hnte"].on(date(2010, 1, 1))
    assert PROGRAMMES["cn.hnte"].on(date(2020, 1, 1)).document.startswith("国科发火")
