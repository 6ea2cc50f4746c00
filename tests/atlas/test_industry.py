"""Classifications and crosswalks."""

from __future__ import annotations

import pytest

from yanzhen.atlas.industry import read_classification, read_crosswalk, shipped
from yanzhen.terms import Interval

NACE = """code,parent,name,name_en
C,,制造业,Manufacturing
28,C,机械,Machinery
28.1,28,通用机械,
28.15,28.1,轴承,
"""


def test_gbt4754() -> None:
    gbt = shipped("gbt4754-2017")
    assert len(gbt.children(None)) == 20 and len(gbt.industries) == 1971
    assert gbt["3451"].name == "滚动轴承制造"
    assert gbt.ancestors("3451") == ("3451", "345", "34", "C")
    assert gbt.roll_up("3451", 2) == "34" and gbt.roll_up("C", 2) is None
    assert gbt["34"].label("en").startswith("General") and gbt["3451"].label("en") == "滚动轴承制造"
    assert "3451" in gbt.leaves("34") and gbt.leaves("3451") == ("3451",)


@pytest.mark.parametrize(
    ("written", "code"),
    [("C3451", "3451"), (" 3451 ", "3451"), (3451.0, "3451"), ("3451.0", "3451"), (916, "0916"),
     ("9999", None), (None, None), ("", None), ("轴承", None)],
)  # fmt: skip
def test_codes_as_spreadsheets_write_them(written: object, code: str | None) -> None:
    assert shipped().normalise(written) == code


def test_sei_has_nine_fields_and_forty_groups() -> None:
    sei = shipped("sei2018")
    assert len(sei.children(None)) == 9
    assert sum(i.level == 2 for i in sei.industries.values()) == 40


def test_any_classification_has_the_same_form() -> None:
    nace, problems = read_classification(NACE, id="nace", name="NACE", file="nace.csv")
    assert not len(problems)
    assert nace.roll_up("28.15", 2) == "28"
    bad = NACE + "28.1,28,again,\n99,98,orphan,\n,28,none,\nx,y,a,\ny,x,b,\n"
    kept, problems = read_classification(bad, id="nace", name="NACE", file="nace.csv")
    assert kept.industries == nace.industries
    assert [p.where for p in problems] == [
        "nace.csv:6",
        "nace.csv:8",
        "nace.csv:7",
        "nace.csv:9",
        "nace.csv:10",
    ]


def test_crosswalk_keeps_partial_codes_as_bounds() -> None:
    text = "source,target,weight\n2.1,3451*,0.3\n2.1,3452*,\n2.4,3711,\n3.2,3451*,0.2\n"
    walk, problems = read_crosswalk(text, id="sei", file="w.csv", source=shipped("sei2018"), target=shipped())
    assert not len(problems)
    result = {c.code: c for c in walk.convert({"3451": 100.0, "3452": 10.0, "3711": 5.0})}
    assert result["2.1"].amount == Interval(30.0, 40.0) and result["2.1"].partial == ("3452",)
    assert result["2.4"].amount == Interval.exact(5.0)
    assert [link.source for link in walk.sources("3451")] == ["2.1", "3.2"]
    assert walk.unlinked(["3451", "0111"]) == ("0111",)


def test_rolling_up_counts_a_shared_class_once() -> None:
    text = "source,target,weight\n2.1,3451,0.8\n2.2,3451,0.7\n3.1,3451,0.1\n"
    walk, _ = read_crosswalk(text, id="sei", file="w.csv")
    rolled = {c.code: c.amount for c in walk.convert({"3451": 100.0}, shipped("sei2018"), 1)}
    assert rolled["2"] == Interval.exact(100.0)
    assert rolled["3"] == Interval.exact(10.0)


def test_crosswalk_problems() -> None:
    text = "source,target,weight\n2.1,9999,1\n8.8,3451,1\n2.1,3451,2\n2.1,3451,x\n2.1,3451,1\n2.1,3451,1\n"
    walk, problems = read_crosswalk(text, id="sei", file="w.csv", source=shipped("sei2018"), target=shipped())
    assert len(walk.links) == 1
    assert [p.where for p in problems] == [f"w.csv:{n}" for n in (2, 3, 4, 5, 7)]
