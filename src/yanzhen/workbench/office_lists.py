"""图 and 清单: the map as a table and the office's lists, one workbook with a sheet each.

Every figure takes four columns: the words of the source, the low and the high end as numbers in the base
unit, and the unit. Every row that rests on a statement ends with quote, source, day and statement id.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from yanzhen.atlas.drawing import chain_table, formations_table, tiers_table
from yanzhen.atlas.occupancy import Occupant
from yanzhen.atlas.placing import FirmList
from yanzhen.atlas.project import Project, changes, latest, overdue, snapshot
from yanzhen.errors import MissingExtraError, UsageError
from yanzhen.terms import EntityKind, Figure, Metric, Modality, Source, Statement, unit_of
from yanzhen.workbench.charting import Atlas, courted

Cell = str | float | int | Figure | None
PLATFORM_WORDS = ("实验室", "技术中心", "研究院", "创新平台", "工程中心", "研究中心", "孵化器", "创新中心")
EVIDENCE = ("原文", "来源", "日期", "数据性质", "陈述编号")


@dataclass(frozen=True, slots=True)
class OfficeList:
    """One list: its name, its columns in the office's order, its rows (without the running number)."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


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


def write_office_lists(lists: Sequence[OfficeList], out: Path, *, title: str = "") -> Path:
    """Write the lists as one XLSX, whole or not at all. Text that begins like a formula stays text.

    Raises:
        UsageError: the folder is not there, or the name does not end in .xlsx.
        MissingExtraError: XlsxWriter is not installed.
    """
    if out.suffix.lower() != ".xlsx" or not out.parent.is_dir():
        raise UsageError(f"不能写到 {out}", expected="已有文件夹里的 .xlsx 文件名")
    try:
        import xlsxwriter  # type: ignore[import-untyped]
    except ImportError as error:
        raise MissingExtraError("office", "xlsxwriter") from error
    handle, draft = tempfile.mkstemp(suffix=".xlsx", dir=out.parent)
    os.close(handle)
    try:
        options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
        with xlsxwriter.Workbook(draft, options) as book:
            _write_contents(book, lists, title)
            for each in lists:
                _write_list(book, each)
        os.replace(draft, out)
    finally:
        Path(draft).unlink(missing_ok=True)
    return out


def _write_contents(book: Any, lists: Sequence[OfficeList], title: str) -> None:
    """The first sheet: which lists there are, how many rows, and what the columns of figures mean."""
    page = book.add_worksheet("目录")
    page.set_column(0, 0, 34)
    page.set_column(1, 1, 80)
    page.write_string(0, 0, title or "图谱与清单", book.add_format({"bold": True, "font_size": 14}))
    for row, each in enumerate(lists, start=2):
        page.write_string(row, 0, each.name)
        page.write_string(row, 1, f"{len(each.rows)} 行" if each.rows else "没有依据")
    notes = (
        "数值分四列：原文写法、下限、上限、单位；下限或上限空着表示原文没有给出，不是零。",
        "“尚无证据”不等于没有；已核查而没有的写明“断链”“短链”“无链”“缺失”。",
        "数据性质为“合成数据”的行是演示用的虚构内容。",
    )
    for row, note in enumerate(notes, start=len(lists) + 3):
        page.write_string(row, 0, note)


def _write_list(book: Any, each: OfficeList) -> None:
    page = book.add_worksheet(each.name.translate(_SHEET_NAME)[:31])
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    made_up = book.add_format({"italic": True})
    wide = {i for i in range(len(each.columns)) if any(isinstance(row[i], Figure) for row in each.rows)}
    headings = ["序号"]
    for i, name in enumerate(each.columns):
        headings += [name, f"{name}下限", f"{name}上限", "单位"] if i in wide else [name]
    for column, name in enumerate(headings):
        page.write_string(0, column, name, head)
        page.set_column(column, column, 6 if column == 0 else 18)
    page.freeze_panes(1, 2)
    for number, row in enumerate(each.rows, start=1):
        style = made_up if "合成数据" in row else None
        cells: list[Cell] = [number]
        for i, cell in enumerate(row):
            cells += _figure_cells(cell) if i in wide else [cell]
        for column, cell in enumerate(cells):
            _write_cell(page, number, column, cell, style)
    if each.rows:
        page.autofilter(0, 0, len(each.rows), len(headings) - 1)


_SHEET_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def _figure_cells(cell: Cell) -> list[Cell]:
    if not isinstance(cell, Figure):
        return [cell, None, None, None]
    return [cell.zh(), cell.low, cell.high, unit_of(cell.unit).zh]


def _write_cell(page: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float):
        page.write_number(row, column, cell, style)
    else:
        page.write_string(row, column, cell.zh() if isinstance(cell, Figure) else cell, style)
