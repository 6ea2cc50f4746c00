"""图 and 清单: the map as a table, and the office's lists in the office's column order.

Every row that rests on a statement ends with quote, source, day and statement id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from yanzhen.atlas.drawing import chain_table, formations_table, tiers_table
from yanzhen.atlas.occupancy import Occupant
from yanzhen.atlas.placing import FirmList
from yanzhen.atlas.project import Project, changes, latest, overdue, snapshot
from yanzhen.terms import EntityKind, Metric, Modality, Source, Statement
from yanzhen.workbench.charting import Atlas, courted
from yanzhen.workbench.office_book import Cell, OfficeList

PLATFORM_WORDS = ("实验室", "技术中心", "研究院", "创新平台", "工程中心", "研究中心", "孵化器", "创新中心")
EVIDENCE = ("原文", "来源", "日期", "数据性质", "陈述编号")


def office_lists(
    atlas: Atlas,
    projects: Sequence[Project] = (),
    *,
    on: date | None = None,
    court: FirmList | None = None,
) -> tuple[OfficeList, ...]:
    """All lists of an atlas.

    Args:
        atlas: from :func:`yanzhen.workbench.charting.atlas_of`.
        projects: rows of the project table, of one month or several.
        on: the day by which projects are judged late; today if not given.
        court: a list of firms elsewhere, to look for those that could fill a gap.
    """
    return (
        *_map_tables(atlas),
        _firms(atlas),
        _products(atlas),
        _capacity(atlas),
        _parks(atlas),
        *_projects(projects, on or date.today()),
        _platforms(atlas),
        _short_boards(atlas),
        *([_courted(atlas, court)] if court is not None else []),
        _future(atlas),
        _pending(atlas),
    )


def _map_tables(atlas: Atlas) -> Iterator[OfficeList]:
    for view in atlas.views:
        table = chain_table(view)
        yield OfficeList(f"图谱 {view.chart.label.get('zh')}", table.headings, table.rows)
    clusters, tiers = formations_table(atlas.clusters, chains=atlas.chains), tiers_table(atlas.tiers)
    yield OfficeList("集群雁阵", clusters.headings, clusters.rows)
    yield OfficeList("三个层次", tiers.headings, tiers.rows)


def _firms(atlas: Atlas) -> OfficeList:
    rows = [
        (*place, o.firm, o.region, o.revenue, o.title_count, "明确" if o.certain else "原文未说明配对",
         "、".join(o.reasons), *_cited(atlas, o))
        for place, o in _occupants(atlas)
    ]  # fmt: skip
    columns = ("产业链", "阶段", "环节", "企业名称", "所属地区", "营业收入", "称号数", "归属", "依据词")
    return OfficeList("企业清单", (*columns, *EVIDENCE), tuple(rows))


def _occupants(atlas: Atlas) -> Iterator[tuple[tuple[str, str, str], Occupant]]:
    """Every firm in every segment, with the names of chain, stage and segment."""
    for view in atlas.views:
        for state in view.states:
            chart, segment = view.chart, state.segment
            place = (chart.label.zh, chart.stage(segment.stage).label.zh, segment.label.zh)
            for occupant in atlas.occupancy.of(segment.key):
                yield place, occupant


def _products(atlas: Atlas) -> OfficeList:
    """Products of the charts with the firms here whose own words name them."""
    rows: list[tuple[Cell, ...]] = []
    for view in atlas.views:
        for state in view.states:
            occupants = [o for o in atlas.occupancy.of(state.segment.key) if o.certain]
            for product in state.segment.products:
                words = (product.name, *product.aliases)
                makers = [o for o in occupants if any(r.endswith(f"→{w}") for r in o.reasons for w in words)]
                rows.append(
                    (
                        view.chart.label.zh,
                        state.segment.label.zh,
                        product.name,
                        "、".join(o.firm for o in makers) or "尚无证据",
                        "、".join(dict.fromkeys(o.basis.zh for o in makers)),
                        state.supply.zh,
                    )
                )
    columns = ("产业链", "环节", "产品", "本地企业", "数据性质", "供应状态")
    return OfficeList("产品清单", columns, tuple(rows))


def _capacity(atlas: Atlas) -> OfficeList:
    rows: list[tuple[Cell, ...]] = [
        (s.subject, Metric.parse(s.predicate).name, s.figure, *_source_cells(atlas, s))
        for s in atlas.statements.values()
        if s.figure
        and (s.figure.modality is Modality.CAPACITY or Metric.parse(s.predicate).facet == "capacity")
    ]
    return OfficeList("产能清单", ("企业", "产品", "产能", *EVIDENCE), tuple(rows))


def _parks(atlas: Atlas) -> OfficeList:
    about = [s for s in atlas.statements.values() if s.subject_kind is EntityKind.PARK]
    return OfficeList("园区清单", ("园区名称", "事项", "内容", "数值", *EVIDENCE), tuple(_told(atlas, about)))


def _platforms(atlas: Atlas) -> OfficeList:
    about = [s for s in atlas.statements.values() if any(w in s.subject for w in PLATFORM_WORDS)]
    return OfficeList(
        "创新平台清单", ("平台名称", "事项", "内容", "数值", *EVIDENCE), tuple(_told(atlas, about))
    )


def _told(atlas: Atlas, statements: Iterable[Statement]) -> Iterator[tuple[Cell, ...]]:
    for s in statements:
        predicate = Metric.parse(s.predicate).zh if s.figure else s.predicate
        yield (s.subject, predicate, s.object or "", s.figure, *_source_cells(atlas, s))


def _projects(projects: Sequence[Project], on: date) -> Iterator[OfficeList]:
    current = latest(projects)
    months = sorted({p.month for p in projects})
    columns = (
        "项目名称",
        "所属环节",
        "建设单位",
        "总投资",
        "阶段",
        "签约日期",
        "开工日期",
        "计划投产日期",
        "统计月份",
    )
    rows = tuple(
        (p.name, p.segment, p.owner, p.investment, p.stage and p.stage.value, *map(_day, (p.signed, p.start, p.due)),
         p.month)
        for p in current
    )  # fmt: skip
    yield OfficeList("项目清单", columns, rows)
    late = tuple(
        (o.project.name, o.project.owner, o.what, o.since.isoformat(), o.days) for o in overdue(current, on)
    )
    yield OfficeList("逾期项目", ("项目名称", "建设单位", "应当", "应于", f"逾期天数（至{on}）"), late)
    changed = changes(snapshot(projects, months[-2]), current) if len(months) > 1 else ()
    yield OfficeList(
        "本月变化",
        ("项目名称", "变化", "上月", "本月"),
        tuple((c.name, c.kind, c.before, c.after) for c in changed),
    )


def _short_boards(atlas: Atlas) -> OfficeList:
    """Gaps with their factors, then thin and weak segments and flow problems; two columns of state."""
    rows: list[tuple[Cell, ...]] = []
    for view in atlas.views:
        name = view.chart.label.zh
        for g in view.gaps:
            fit_from = "关联度测度" if g.fit_from == "relatedness" else "图谱相邻环节"
            rows.append(
                (name, g.segment.label.zh, g.state.local.name_in("zh"), g.state.supply.zh, g.kind, round(g.need, 3),
                 g.scarcity, g.fit, fit_from, round(g.score.low, 3), round(g.score.high, 3), "；".join(g.state.reasons))
            )  # fmt: skip
        for state in view.states:
            weak = state.local.mark in "细弱"
            reasons = [*(state.reasons if weak else ()), *(f"{f.kind}：{f.words}" for f in state.flow)]
            if weak or state.flow:
                rows.append(
                    (name, state.segment.label.zh, state.local.name_in("zh"), state.supply.zh, "强链" if weak else "疏堵",
                     None, None, None, "", None, None, "；".join(reasons))
                )  # fmt: skip
    columns = (
        "产业链", "环节", "本地状态", "供应状态", "类型", "需要程度", "外部稀缺", "本地契合", "契合来源", "得分下限", "得分上限",
        "依据",
    )  # fmt: skip
    return OfficeList("短板清单", columns, tuple(rows))


def _courted(atlas: Atlas, firms: FirmList) -> OfficeList:
    rows = [
        (
            atlas.chains[gap.segment.chain].zh,
            gap.segment.label.zh,
            gap.kind,
            found.firm,
            found.region,
            round(found.score, 2),
            "、".join(found.words),
            "合成数据" if firms.synthetic else "名录",
        )
        for gap, found in courted(atlas, firms)
    ]
    columns = ("产业链", "缺口环节", "类型", "候选企业", "所属地区", "匹配得分", "依据词", "数据性质")
    return OfficeList("招商对象", columns, tuple(rows))


def _future(atlas: Atlas) -> OfficeList:
    rows: list[tuple[Cell, ...]] = []
    for view in atlas.fields:
        for hold in view.footholds:
            parts = "、".join(p.label.zh for p in hold.parts) or "原文未说明"
            if not hold.paired:
                parts += "（原文未说明谁做哪一项）"
            stage = hold.stage.label.zh if hold.stage else "原文未说明"
            rows.append(
                (view.field.label.zh, hold.holder, parts, stage, *_source_cells(atlas, hold.statements[0]))
            )
        if not view.footholds:
            rows.append((view.field.label.zh, "尚无证据", "", "", "", "", "", "", ""))
    return OfficeList("未来产业", ("领域", "主体", "环节", "阶段", *EVIDENCE), tuple(rows))


def _pending(atlas: Atlas) -> OfficeList:
    rows = [
        (o.firm, atlas.chains[o.segment].zh, "、".join(o.reasons), *_cited(atlas, o))
        for o in atlas.occupancy.pending
    ]
    return OfficeList("落位待定", ("企业名称", "可能的产业链", "原因", *EVIDENCE), tuple(rows))


def _cited(atlas: Atlas, occupant: Occupant) -> tuple[str, ...]:
    evidence = atlas.evidence(occupant)
    if not evidence:
        return ("", "企业名录", "", occupant.basis.zh, "")
    first = _cells_of(*evidence[0])
    return (*first[:3], occupant.basis.zh, "、".join(s.id for s, _ in evidence))


def _source_cells(atlas: Atlas, statement: Statement) -> tuple[str, ...]:
    return _cells_of(statement, atlas.sources[statement.source_id])


def _cells_of(statement: Statement, source: Source) -> tuple[str, ...]:
    nature = "合成数据" if source.synthetic else "有据"
    return (statement.quote, source.publisher or source.name, source.as_of or "", nature, statement.id)


def _day(value: date | None) -> str:
    return value.isoformat() if value else ""
