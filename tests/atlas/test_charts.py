"""Charts: reading them from YAML and sheets, and naming everything that is wrong at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from yanzhen.atlas.chart import Chart, FeedKind, charts_from_sheets, read_charts, sheets_of, shipped_charts
from yanzhen.atlas.supply import Supply
from yanzhen.errors import PackError
from yanzhen.packs import read_yaml

SMALL = """\
id: tea
name: 茶
version: "1"
source: test
confidence: high
segments:
  - {id: leaf, stage: upstream, name: 种植, products: [茶叶], codes: ["0164*:0.5"]}
  - {id: made, stage: midstream, name: 加工, products: [{name: 绿茶, aliases: [炒青]}], supply: ample}
  - {id: shop, stage: downstream, name: 销售, products: [茶馆]}
feeds:
  - [leaf, made]
  - {from: made, to: shop, type: service, coefficient: 0.4}
  - [shop, leaf, byproduct]
"""


def charts(*texts: str) -> tuple[tuple[Chart, ...], list[str]]:
    reading = read_charts([read_yaml(f"{i}.yaml", text) for i, text in enumerate(texts)])
    return reading.charts, [str(problem) for problem in reading.problems]


def test_a_small_chart() -> None:
    (chart,), problems = charts(SMALL)
    assert not problems
    assert [s.id for s in chart.segments] == ["leaf", "made", "shop"]
    leaf, made, _ = chart.segments
    assert (leaf.key, leaf.codes[0].weight, leaf.codes[0].partial) == ("tea.leaf", 0.5, True)
    assert made.products[0].aliases == ("炒青",)
    assert (made.supply, leaf.supply) == (Supply.AMPLE, Supply.UNKNOWN)
    assert chart.feeds[1].kind is FeedKind.SERVICE and chart.feeds[1].coefficient == 0.4
    assert chart.cycles() == (("tea.leaf", "tea.made", "tea.shop"),)  # a circle is no error


def test_everything_wrong_is_named_at_once_with_its_line_and_the_rest_goes_in() -> None:
    text = SMALL.replace("[leaf, made]", "[leaf, nowhere]").replace('"0164*:0.5"', '"9999", "0164*:7"')
    text += """  - [made, shop, magic]
  - [made]
"""
    text = text.replace("products: [茶馆]", "products: []").replace("id: made, ", "id: leaf, ")
    (chart,), problems = charts(text)
    where = [problem.split()[0] for problem in problems]
    assert where == ["0.yaml:7"] * 2 + ["0.yaml:8", "0.yaml:9"] + [
        f"0.yaml:{n}" for n in (11, 12, 14, 14, 15)
    ]
    assert (
        "9999" in problems[0] and "7" in problems[1] and "重复" in problems[2] and "没有产品" in problems[3]
    )
    assert "nowhere" in problems[4] and "made" in problems[5] and "magic" in problems[6]
    assert [s.id for s in chart.segments] == ["leaf", "shop"]
    assert [c.code for c in chart.segments[0].codes] == ["0164"]
    assert [(f.start, f.end) for f in chart.feeds] == [("tea.shop", "tea.leaf")]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (("stage: upstream", "stage: nowhere"), "阶段 nowhere 不存在"),
        (("id: leaf,", "id: 'le af',"), "不能用的字符"),
        (("name: 种植", "nmae: 种植"), "是否想写 name"),
        (("supply: ample", "supply: lots"), "ample、concentrated"),
        (("id: tea", "id: tea\nclassification: nace"), "分类 nace 不存在"),
        (('version: "1"\n', ""), "没有写明 version"),
    ],
)
def test_messages_help(change: tuple[str, str], message: str) -> None:
    _, problems = charts(SMALL.replace(*change))
    assert any(message in problem for problem in problems), problems


def test_edges_across_charts_belong_to_both_and_unloaded_charts_are_only_a_warning() -> None:
    other = SMALL.replace("id: tea", "id: cup").replace("name: 茶\n", "name: 杯\n")
    a, b = SMALL + "  - [leaf, cup.made]\n", other + "  - [leaf, moon.made]\n"
    (tea, cup), problems = charts(a, b)
    crossing = [f for f in tea.feeds if f.crosses]
    assert [(f.start, f.end) for f in crossing] == [("tea.leaf", "cup.made")]
    assert crossing[0] in cup.feeds
    assert len(problems) == 1 and "moon 未载入" in problems[0] and "注意" in problems[0]


def test_not_a_chart() -> None:
    for text in ("", "- a\n- b\n", "5\n", "chains: []\n", "a: 1\n"):
        found, problems = charts(text)
        assert not found and problems
    assert not read_charts([charts_from_sheets({"别的表": [["x"]]}, "x.xlsx")]).is_sound
    with pytest.raises(PackError) as caught:
        read_charts([read_yaml("x.yaml", "id: a b\nname: x\n")]).require("x.yaml")
    assert caught.value.where == "x.yaml:1"


def test_shipped_charts_survive_the_workbook_form() -> None:
    shipped = shipped_charts()
    assert {c.id: len(c.segments) for c in shipped} == {"bearing": 17, "nev_bus": 17, "nonferrous": 14}
    reading = read_charts([charts_from_sheets(sheets_of(shipped), "x.xlsx")])
    assert not reading.problems
    for again, chart in zip(reading.charts, shipped, strict=True):
        assert again.segments == chart.segments and again.stages == chart.stages
        assert set(again.feeds) == set(chart.feeds)


def test_sheet_problems_name_the_cell() -> None:
    sheets = sheets_of(shipped_charts())
    sheets["环节"][3][8] = "3451、9999"
    sheets["连线"][2][1] = "bearing.zz"
    sheets["环节"][5][0] = "nochain"
    problems = [str(p) for p in read_charts([charts_from_sheets(sheets, "x.xlsx")]).problems]
    assert any(p.startswith("x.xlsx 环节!I4") and "9999" in p for p in problems)
    assert any(p.startswith("x.xlsx 连线!A3") and "bearing.zz" in p for p in problems)
    assert any(p.startswith("x.xlsx 环节!A6") for p in problems)


def test_the_three_chains_of_the_reference_file_read_as_they_are() -> None:
    file = Path(__file__).parents[3] / "shared" / "reference/chains.yaml"
    if not file.exists():
        pytest.skip("the shared reference folder is not on this machine")
    reading = read_charts([read_yaml(file)])
    assert reading.is_sound and [len(c.segments) for c in reading.charts] == [17, 17, 14]
    assert len(reading.charts[2].cycles()) == 2


def test_the_example_of_the_how_to_is_sound() -> None:
    page = Path(__file__).parents[2] / "docs" / "how-to" / "write-a-chain.md"
    example = page.read_text(encoding="utf-8").split("```yaml\n")[1].split("```")[0]
    reading = read_charts([read_yaml("write-a-chain.md", example)])
    assert not reading.problems and [c.id for c in reading.charts] == ["tea"]


def test_state_words_and_thresholds_stand_in_the_methods_page() -> None:
    from yanzhen.atlas.local import Local
    from yanzhen.atlas.state import Thresholds

    page = (Path(__file__).parents[2] / "docs" / "methods" / "atlas.md").read_text(encoding="utf-8")
    for local in Local:
        assert f"| {local.mark} | {local.name_in('zh')} |" in page
    assert f"location quotient >= {Thresholds().strong_quotient}" in page
