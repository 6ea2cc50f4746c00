"""Drawings: well formed, every node a link, wires that cross no card, states told apart without colour."""

from __future__ import annotations

import random
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable

import pytest

from yanzhen.atlas.chart import Chart, Feed, Label, Product, Segment, shipped_charts
from yanzhen.atlas.drawing import (
    ChainView,
    chain_svg,
    chain_table,
    formations_svg,
    formations_table,
    tiers_svg,
    tiers_table,
)
from yanzhen.atlas.drawing.layout import grid_of
from yanzhen.atlas.drawing.markup import fitted, width_of, wrapped
from yanzhen.atlas.drawing.routing import CARD_WIDTH, plan
from yanzhen.atlas.formation import formations
from yanzhen.atlas.occupancy import Basis, Occupancy, Occupant
from yanzhen.atlas.state import segment_states
from yanzhen.atlas.tiers import Activity, tier_view
from yanzhen.errors import UsageError
from yanzhen.terms import EntityKind, Figure, Statement, Tier

SVG = "{http://www.w3.org/2000/svg}"
SHIPPED = shipped_charts()


def address(kind: str, id: str) -> str:
    return f"/{kind}/{id}?a=1&b=2"


def big_chart(count: int = 60, seed: int = 1) -> Chart:
    draw = random.Random(seed)
    stages = SHIPPED[0].stages
    segments = tuple(
        Segment(f"s{i}", "big", stages[min(i * 4 // count, 3)].id, Label(f"环节第{i}号"), (Product("产品"),))
        for i in range(count)
    )
    pairs = {tuple(draw.sample(range(count), 2)) for _ in range(2 * count)}
    return Chart(
        "big",
        Label("大链"),
        stages,
        segments,
        tuple(Feed(f"big.s{a}", f"big.s{b}") for a, b in sorted(pairs)),
    )


def view_of(chart: Chart, *occupants: Occupant, covered: frozenset[str] = frozenset()) -> ChainView:
    occupancy = Occupancy(occupants, covered)
    others = tuple(c for c in SHIPPED if c.id != chart.id)
    return ChainView(chart, occupancy, segment_states(chart, occupancy), others=others, as_of="2024-12-20")


def links(svg: str) -> list[str]:
    return [a.get("href", "") for a in ET.fromstring(svg).iter(f"{SVG}a")]


@pytest.mark.parametrize("chart", [*SHIPPED, big_chart()], ids=lambda c: c.id)
@pytest.mark.parametrize("layout", ["wide", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_segment_is_a_link(chart: Chart, layout: str, language: str) -> None:
    view = view_of(chart, Occupant("甲<公司>&", f"{chart.id}.{chart.segments[0].id}"))
    svg = chain_svg(view, href=address, layout=layout, language=language)  # type: ignore[arg-type]
    found = links(svg)
    for segment in chart.segments:
        assert address("segment", segment.key) in found
    assert address("firm", "甲<公司>&") in found
    nested = [a for a in ET.fromstring(svg).iter(f"{SVG}a") if list(a.iter(f"{SVG}a"))[1:]]
    assert not nested  # a link inside a link is no link


def test_no_script_no_asset_from_outside() -> None:
    svg = chain_svg(view_of(SHIPPED[0]))
    assert "<script" not in svg and "http" not in svg.replace("http://www.w3.org/2000/svg", "")


def test_classes_are_the_drawing_s_own() -> None:
    """A page has its .card, .bar and .panel; none of them may meet a drawing."""
    for svg in (chain_svg(view_of(SHIPPED[1])), tiers_svg(tier_view([]), href=address)):
        written = {name for found in re.findall(r'class="([^"]*)"', svg) for name in found.split()}
        assert all(name == "yz" or name.startswith("yz-") for name in written)
        rules = re.search(r"<style>(.*?)</style>", svg, re.DOTALL)
        assert rules and set(re.findall(r"\.([A-Za-z][\w-]*)", rules[1])) <= {
            *re.findall(r"yz[\w-]*", rules[1])
        }


def test_themes() -> None:
    page, printed = chain_svg(view_of(SHIPPED[0])), chain_svg(view_of(SHIPPED[0]), theme="print")
    assert "var(--yz-ink,#1c1c1a)" in page and "prefers-color-scheme:dark" in page
    assert "var(" not in printed  # rasterisers know no variables


@pytest.mark.parametrize(
    "chart", [*SHIPPED, big_chart(), big_chart(60, 2), big_chart(7, 3)], ids=lambda c: c.id
)
def test_no_wire_crosses_a_card(chart: Chart) -> None:
    grid = grid_of(chart)
    for height in (54.0, 120.0):
        drawn = plan(grid, chart.feeds, 24, 120, height)
        for wire in drawn.wires:
            own = {wire.feed.start, wire.feed.end}
            for a, b in zip(wire.points, wire.points[1:], strict=False):
                assert a[0] == b[0] or a[1] == b[1], "runs are horizontal or vertical"
                for key, box in drawn.boxes.items():
                    inside_x = max(a[0], b[0]) > box.x + 0.5 and min(a[0], b[0]) < box.x + CARD_WIDTH - 0.5
                    inside_y = max(a[1], b[1]) > box.y + 0.5 and min(a[1], b[1]) < box.bottom - 0.5
                    assert key in own or not (inside_x and inside_y), (wire.feed, key)


def test_cards_do_not_overlap_and_all_is_inside() -> None:
    for chart in (*SHIPPED, big_chart()):
        drawn = plan(grid_of(chart), chart.feeds, 24, 120)
        boxes = list(drawn.boxes.values())
        assert len(boxes) == len(chart.segments)
        for i, a in enumerate(boxes):
            assert a.right <= drawn.width and a.bottom <= drawn.height
            for b in boxes[i + 1 :]:
                assert a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y
        for wire in drawn.wires:
            assert all(0 < x < drawn.width and y > 90 for x, y in wire.points)


def test_feeders_stand_left_of_what_they_feed_and_circles_do_not_hang() -> None:
    places = grid_of(SHIPPED[1]).places()
    assert (
        places["nev_bus.n4"][0] < places["nev_bus.n5"][0] < places["nev_bus.n6"][0] < places["nev_bus.n12"][0]
    )
    metal = grid_of(SHIPPED[2]).places()
    assert metal["nonferrous.a4"][0] < metal["nonferrous.a5"][0] < metal["nonferrous.a6"][0]
    chart = big_chart(12)
    ring = tuple(Feed(f"big.s{i}", f"big.s{(i + 1) % 12}") for i in range(12))
    looped = Chart("big", chart.label, chart.stages, chart.segments, (*ring, Feed("big.s1", "big.s1")))
    assert len(links(chain_svg(view_of(looped)))) >= 12


def test_absent_unknown_and_made_up_differ_without_colour() -> None:
    chart = SHIPPED[0]
    covered = frozenset({"bearing.b1", "bearing.b2", "bearing.b3"})
    view = view_of(chart, Occupant("样例厂", "bearing.b8", Basis.SYNTHETIC), covered=covered)
    svg = chain_svg(view, theme="print")
    assert "已核查，没有企业" in svg and "尚无证据" in svg
    assert re.search(r'class="yz-card yz-is-absent"', svg) and re.search(
        r'class="yz-card yz-is-unknown"', svg
    )
    absent = re.search(r"\.yz-card\.yz-is-absent\{[^}]*stroke-dasharray:([^;}]*)", svg)
    unknown = re.search(r"\.yz-card\.yz-is-unknown\{[^}]*stroke-dasharray:([^;}]*)", svg)
    assert absent and unknown and absent[1] != unknown[1]
    assert "样例厂〔合成〕" in svg and 'class="yz-sub yz-made-up"' in svg


@pytest.mark.parametrize(("paper", "wide", "high"), [("A3", 420, 297), ("A0", 1189, 841), ("A4", 297, 210)])
def test_paper(paper: str, wide: int, high: int) -> None:
    for chart in (SHIPPED[1], big_chart()):
        root = ET.fromstring(chain_svg(view_of(chart), paper=paper, theme="print"))
        assert (root.get("width"), root.get("height")) == (f"{wide}mm", f"{high}mm")
        _, _, width, height = map(float, (root.get("viewBox") or "").split())
        assert width / height == pytest.approx(wide / high, rel=1e-4)
    with pytest.raises(UsageError):
        chain_svg(view_of(SHIPPED[0]), paper="B5")


def test_sixty_segments_are_legible_on_a3() -> None:
    root = ET.fromstring(chain_svg(view_of(big_chart()), paper="A3", theme="print"))
    points_per_unit = 420 / float((root.get("viewBox") or "").split()[2]) / 25.4 * 72
    assert 11.5 * points_per_unit > 5  # the small print of the cards, in points


def test_the_same_input_gives_the_same_drawing() -> None:
    assert chain_svg(view_of(big_chart())) == chain_svg(view_of(big_chart()))


def test_chain_table_twin() -> None:
    view = view_of(SHIPPED[0], Occupant("甲", "bearing.b3", certain=False), covered=frozenset({"bearing.b1"}))
    table = chain_table(view)
    assert len(table.rows) == 17 and table.keys[2] == "bearing.b3"
    row = dict(zip(table.headings, table.rows[2], strict=True))
    assert row["企业"] == "甲（配对不明）" and row["来自"] == "轴承钢冶炼与轧制、工艺装备与磨料磨具"
    assert len(chain_table(view, "en").headings) == len(table.headings)


def test_formations_and_tiers(say: Callable[..., Statement]) -> None:
    figure = Figure.of(600e8, "CNY", ">", metric="年营收")
    statements = [say("甲&乙产业集群", "年营收", figure, EntityKind.CLUSTER)]
    clusters = formations(statements)
    svg = formations_svg(clusters, href=address, place="某市")
    assert address("cluster", "甲&乙产业集群") in links(svg) and address(
        "statement", statements[0].id
    ) in links(svg)
    table = formations_table(clusters)
    assert table.rows[0][1] == "超600亿元" and table.rows[0][4].startswith("无法判断")
    assert ET.fromstring(formations_svg([], href=address)) is not None and formations_table([]).rows == ()
    view = tier_view([Activity("甲", "a", Tier.EMERGING, figure), Activity("甲", "b", Tier.FUTURE)])
    drawn = tiers_svg(view, href=address)
    assert links(drawn).count(address("firm", "甲")) == 2 and "甲 ◆" in drawn
    assert tiers_table(view).rows[1][3] == "超600亿元"
    assert ET.fromstring(tiers_svg(tier_view([]), href=address, language="en", paper="A4")) is not None


def test_text_is_fitted_and_wrapped() -> None:
    assert fitted("短", 12, 100) == "短"
    cut = fitted("工程、农业与通用机械制造", 12, 80)
    assert cut.endswith("…") and width_of(cut, 12) <= 80
    lines = wrapped("一二三四五六七八九十" * 3, 10, 100, 3)
    assert len(lines) == 3 and all(width_of(line, 10) <= 100 for line in lines)
    assert wrapped("", 10, 100, 2) == []
