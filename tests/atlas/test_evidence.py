"""What statements say of firms, clusters, tiers and future fields; nothing is concluded that they leave open."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from yanzhen.atlas.chart import shipped_charts
from yanzhen.atlas.formation import formations, overlaps, union_revenue
from yanzhen.atlas.future import future_fields
from yanzhen.atlas.occupancy import Basis
from yanzhen.atlas.tiers import Activity, activities_from_statements, tier_view
from yanzhen.atlas.witness import members_of, occupancy_from_statements
from yanzhen.errors import FigureError
from yanzhen.terms import EntityKind, Figure, Interval, Statement, Tier, Truth

from .conftest import TEXT

Say = Callable[..., Statement]


def yi(value: float, bound: str = "=") -> Figure:
    return Figure.of(value * 1e8, "CNY", bound, metric="年营收")


def test_names_in_a_group() -> None:
    assert members_of("甲、乙新能源、丙等企业") == ("甲", "乙新能源", "丙")
    assert members_of("甲、乙等4家企业") == ("甲", "乙")


def test_a_firm_stands_where_its_own_words_put_it(say: Say) -> None:
    statements = [
        say("某某客车", "称号", "新能源整车制造龙头企业"),
        say("某某钢球", "入选", "“头雁”企业"),
        say("某某食品", "入选", "“头雁”企业"),
        say("某某客车", "节能与新能源客车:capacity", Figure.of(30000, "辆/年")),
    ]
    found = {
        (o.firm, o.segment): o for o in occupancy_from_statements(statements, shipped_charts()).occupants
    }
    assert set(found) == {("某某客车", "nev_bus.n12"), ("某某钢球", "bearing.b3")}
    bus = found["某某客车", "nev_bus.n12"]
    assert bus.basis is Basis.EVIDENCE and bus.certain and bus.title_count == 1
    assert set(bus.statements) == {statements[0].id, statements[3].id}


def test_firms_and_parts_without_pairing_stay_uncertain(say: Say) -> None:
    group = "甲能源、乙装备等企业"
    statements = [
        say(group, "取得成果领域", part, EntityKind.GROUP, flags=("pairing-unknown",))
        for part in ("制氢", "储运")
    ]
    occupancy = occupancy_from_statements(statements, shipped_charts())
    assert {(o.firm, o.segment, o.certain) for o in occupancy.occupants} == {
        (firm, segment, False) for firm in ("甲能源", "乙装备") for segment in ("nev_bus.n4", "nev_bus.n5")
    }
    assert not occupancy.present("nev_bus.n4")


def lead_sentence(say: Say) -> list[Statement]:
    return [
        say(
            "高端轴承产业集群",
            "入选",
            "雁阵集群",
            EntityKind.CLUSTER,
            "高端轴承、有色金属2个集群入选雁阵集群",
        ),
        say(
            "有色金属产业集群",
            "入选",
            "雁阵集群",
            EntityKind.CLUSTER,
            "高端轴承、有色金属2个集群入选雁阵集群",
        ),
        say("甲股份", "入选", "“头雁”企业", quote="甲股份、乙钢球入选头雁"),
        say("乙钢球", "入选", "“头雁”企业", quote="甲股份、乙钢球入选头雁"),
    ]


def test_lead_firms_beside_clusters_are_pending_until_their_own_words_settle_it(say: Say) -> None:
    statements = lead_sentence(say)
    occupancy = occupancy_from_statements(statements, shipped_charts(), texts={"src-1": TEXT})
    assert {(o.firm, o.segment) for o in occupancy.pending} == {
        ("甲股份", "bearing"),
        ("甲股份", "nonferrous"),
    }
    assert all(not o.certain and len(o.statements) == 2 for o in occupancy.pending)
    decided = [*statements, say("甲股份", "所属环节", "保持架")]
    occupancy = occupancy_from_statements(decided, shipped_charts(), texts={"src-1": TEXT})
    assert not occupancy.pending and occupancy.present("bearing.b4")


def test_another_sentence_says_nothing_of_who_leads_unless_the_titles_are_of_one_programme(say: Say) -> None:
    def pending(title: str) -> set[str]:
        statements = [*lead_sentence(say)[:2], say("丙", "入选", title, quote="丙、丁公司从事制氢")]
        occupancy = occupancy_from_statements(statements, shipped_charts(), texts={"src-1": TEXT})
        return {o.firm for o in occupancy.pending}

    assert pending("骨干企业") == set()
    assert pending("“头雁”企业") == {"丙"}


def test_made_up_sources_never_move_a_real_firm(say: Say) -> None:
    import dataclasses

    real = say("某某钢球", "入选", "“头雁”企业")
    invented = dataclasses.replace(say("某某钢球", "主要产品", "铜杆"), source_id="src-2")
    other = dataclasses.replace(say("样例铜管", "主要产品", "铜管"), source_id="src-2")
    occupancy = occupancy_from_statements([real, invented, other], shipped_charts(), synthetic={"src-2"})
    found = {(o.firm, o.segment): o.basis for o in occupancy.occupants}
    assert found["某某钢球", "bearing.b3"] is Basis.EVIDENCE
    assert found["样例铜管", "nonferrous.c4"] is Basis.SYNTHETIC
    assert found.get(("某某钢球", "nonferrous.c4")) is Basis.SYNTHETIC


def test_a_statement_can_say_that_a_list_covers_a_chain(say: Say) -> None:
    statements = [say("某市", "名录覆盖", "轴承产业链", EntityKind.REGION)]
    occupancy = occupancy_from_statements(statements, shipped_charts())
    assert occupancy.absent("bearing.b1") and not occupancy.absent("nev_bus.n1")


def test_revenue_and_region_of_a_listed_firm(say: Say) -> None:
    statements = [
        say("某某钢球", "主要产品", "钢球"),
        say("某某钢球", "营业收入", yi(3)),
        say("某某钢球", "主营业务收入", yi(2)),
        say("某某钢球", "所属地区", "某县"),
    ]
    (occupant,) = occupancy_from_statements(statements, shipped_charts()).occupants
    assert occupant.revenue == yi(3) and occupant.region == "某县"


def test_formation_from_statements(say: Say) -> None:
    statements = [
        *lead_sentence(say),
        say("高端轴承产业集群", "年营收", yi(600, ">"), EntityKind.CLUSTER),
        say("乙钢球", "年营收", yi(60)),
    ]
    occupancy = occupancy_from_statements(statements, shipped_charts(), texts={"src-1": TEXT})
    bearing, metal = formations(statements, shipped_charts(), occupancy)
    assert [r.reached for r in bearing.ladder] == [Truth.YES, Truth.YES, Truth.UNKNOWN]
    assert [r.reached for r in metal.ladder] == [Truth.UNKNOWN] * 3
    assert [(lead.firm, lead.certain) for lead in bearing.leads] == [("乙钢球", True), ("甲股份", False)]
    assert bearing.charts == ("bearing",) and bearing.titles[0].object == "雁阵集群"
    assert bearing.lead_share is not None
    assert (bearing.lead_share.low, bearing.lead_share.high) == (0.0, 10.0)  # 60 of over 600
    assert metal.lead_share is None and metal.lead_share_reason == "没有集群营收数字"


def test_standing_in_the_chain_is_not_membership_and_made_up_firms_never_join(say: Say) -> None:
    import dataclasses

    statements = [
        say("高端轴承产业集群", "入选", "雁阵集群", EntityKind.CLUSTER),
        say("乙钢球", "主要产品", "钢球"),
        say("丙", "所属集群", "高端轴承产业集群"),
        dataclasses.replace(say("样例轴承厂", "主要产品", "深沟球轴承"), source_id="src-2"),
    ]
    occupancy = occupancy_from_statements(statements, shipped_charts(), synthetic={"src-2"})
    (cluster,) = formations(statements, shipped_charts(), occupancy)
    assert cluster.followers == ("丙",) and cluster.chain_firms == ("乙钢球",) and cluster.firms == {"丙"}


@pytest.mark.parametrize(
    ("figure", "rungs"),
    [
        (yi(99.9), "nnn"), (yi(100), "ynn"), (yi(1000, ">"), "yyy"), (yi(500, ">="), "yyu"), (yi(500, "<"), "unn"),
        (yi(500, "~"), "yun"), (yi(100, "<~"), "nnn"),
    ],
)  # fmt: skip
def test_rungs_are_three_valued(say: Say, figure: Figure, rungs: str) -> None:
    (cluster,) = formations([say("甲产业集群", "年营收", figure, EntityKind.CLUSTER)])
    assert "".join(r.reached.value[0] for r in cluster.ladder) == rungs


def test_a_figure_of_several_clusters_says_nothing_of_one(say: Say) -> None:
    flags = ("each-or-total",)
    (cluster,) = formations([say("甲产业集群", "年营收", yi(1000, ">"), EntityKind.CLUSTER, flags=flags)])
    assert {r.reached for r in cluster.ladder} == {Truth.UNKNOWN}
    assert "合计" in cluster.ladder[0].reason


def test_clusters_are_never_added_up(say: Say) -> None:
    together = union_revenue([yi(1000, ">"), yi(500)])
    assert together.interval == Interval(1000e8, float("inf"), True)
    assert union_revenue([yi(300), yi(200)]).interval == Interval(300e8, 500e8)
    with pytest.raises(FigureError):
        union_revenue([yi(300), Figure.of(1, "CNY", metric="增加值")])
    with pytest.raises(FigureError):
        union_revenue([])


def test_overlap_names_shared_firms_and_chains(say: Say) -> None:
    statements = [
        say("轴承产业集群", "入选", "x集群", EntityKind.CLUSTER),
        say("高端轴承产业集群", "入选", "y集群", EntityKind.CLUSTER),
        say("食品产业集群", "入选", "z集群", EntityKind.CLUSTER),
        say("轴承产业集群", "成员企业", "乙钢球", EntityKind.CLUSTER),
        say("乙钢球", "所属集群", "高端轴承产业集群"),
    ]
    occupancy = occupancy_from_statements(statements, shipped_charts())
    (overlap,) = overlaps(formations(statements, shipped_charts(), occupancy))
    assert (overlap.firms, overlap.charts) == (("乙钢球",), ("bearing",))


def test_a_firm_may_stand_in_every_tier() -> None:
    def activity(firm: str, tier: Tier | None, value: float | None = None) -> Activity:
        return Activity(firm, "活动", tier, yi(value) if value else None)

    view = tier_view(
        [
            activity("甲", Tier.TRADITIONAL, 60),
            activity("甲", Tier.EMERGING, 30),
            activity("甲", Tier.FUTURE),
            activity("乙", Tier.EMERGING, 10),
            activity("丙", None),
        ]
    )
    shares = {s.tier: s for s in view.shares}
    assert view.firms == 3 and view.several == ("甲",)
    assert (view.coverage, view.revenue_coverage) == (0.8, 0.75)
    assert shares[Tier.TRADITIONAL].share is not None and shares[Tier.TRADITIONAL].share.interval == Interval(
        60, 60
    )
    assert shares[Tier.EMERGING].firms == ("甲", "乙")
    assert shares[Tier.FUTURE].share is None and shares[Tier.FUTURE].reason == "没有营收数字"
    assert [a.firm for a in view.untold] == ["丙"]


def test_tier_shares_keep_bounds_and_refuse_mixed_measures() -> None:
    at_least = tier_view(
        [Activity("甲", "a", Tier.TRADITIONAL, yi(100, ">")), Activity("乙", "b", Tier.EMERGING, yi(100))]
    )
    share = at_least.shares[0].share
    assert share is not None and (share.low, share.high) == (50.0, 100.0)
    mixed = tier_view(
        [
            Activity("甲", "a", Tier.TRADITIONAL, yi(100)),
            Activity("乙", "b", Tier.EMERGING, Figure.of(1, "CNY", metric="增加值")),
        ]
    )
    assert mixed.shares[0].share is None and "口径" in mixed.shares[0].reason
    assert tier_view([]).coverage is None


def test_activities_from_statements(say: Say) -> None:
    statements = [
        say("甲", "称号", "龙头企业", tier=Tier.EMERGING),
        say("甲", "称号", "龙头企业", tier=Tier.EMERGING),
        say("新材料", "属于", "战略性新兴产业", EntityKind.OTHER, tier=Tier.EMERGING),
        say("某市", "产业基础", "氢能", EntityKind.REGION, tier=Tier.FUTURE),
    ]
    assert [(a.firm, a.activity, a.tier) for a in activities_from_statements(statements)] == [
        ("甲", "龙头企业", Tier.EMERGING)
    ]


def test_footholds(say: Say) -> None:
    quote = "丙、丁公司从事制氢、储运"
    statements = [
        say("丙", "布局领域", "氢能", quote=quote, tier=Tier.FUTURE),
        say("丁公司", "布局领域", "氢能", quote=quote, tier=Tier.FUTURE),
        say("戊", "研发", "无人机", EntityKind.OTHER, quote="戊研发无人机", tier=Tier.FUTURE),
        say("某市", "产业基础", "人工智能", EntityKind.REGION, tier=Tier.FUTURE),
    ]
    views = {v.field.id: v for v in future_fields(statements)}
    assert len(views) == 5 and not views["life"].base and not views["life"].footholds
    assert len(views["ai"].base) == 1 and not views["ai"].footholds
    first, second = views["hydrogen"].footholds
    assert [p.id for p in first.parts] == ["produce", "store"] and not first.paired and not second.paired
    (drone,) = views["low-altitude"].footholds
    assert drone.paired and drone.stage is not None and drone.stage.id == "research"


def test_the_article_itself() -> None:
    file = Path(__file__).parents[3] / "shared" / "evidence/liaocheng-2024-12-25.txt"
    if not file.exists():
        pytest.skip("the shared evidence folder is not on this machine")
    from yanzhen.read import read_document

    reading = read_document(file)
    texts = {reading.source.id: reading.text}
    occupancy = occupancy_from_statements(reading.statements, shipped_charts(), texts=texts)
    certain = {(o.firm, o.segment) for o in occupancy.occupants if o.certain}
    assert {("东阿钢球", "bearing.b3"), ("中通客车", "nev_bus.n12")} <= certain
    assert ("金帝股份", "bearing") in {(o.firm, o.segment) for o in occupancy.pending}
    hydrogen = {o.firm for o in occupancy.of("nev_bus.n8")}
    assert "中通客车" in hydrogen and not occupancy.present("nev_bus.n8")
