"""Two regions side by side: specialisation, what growth is made of, and what their sources say."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from yanzhen.measure import find
from yanzhen.terms import EntityKind, Figure, Metric, Period, Truth, why_not_combined
from yanzhen.workbench.pages import charts
from yanzhen.workbench.pages.confidential import count_column, is_withheld
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.panels import Choice, Panel, at_period, choose, frame, panels
from yanzhen.workbench.pages.sentences import Sentence, Slot
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.viewing import Claim

MOST_METRICS = 30


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity in both regions; None is "no evidence in the table"."""

    activity: str
    value: Figure | None
    quotient: Figure | None
    peer_quotient: Figure | None
    withheld: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """What a region's change between two periods is made of."""

    region: str
    start: Figure
    national: Figure
    mix: Figure
    competitive: Figure
    end: Figure


@dataclass(frozen=True, slots=True)
class Meeting:
    """What sources say of both places about one metric; ``order`` is None where intervals overlap."""

    metric: str
    here: Claim
    there: Claim
    order: str | None
    why_not: str | None


@dataclass(frozen=True, slots=True)
class ComparePage:
    """The comparison; ``choice`` is None while no table of regions by activities is in the ledger."""

    panels: tuple[Panel, ...]
    choice: Choice | None
    rows: tuple[ActivityRow, ...]
    shifts: tuple[Shift, ...]
    sentences: tuple[Sentence, ...]
    quotient_chart: dict[str, Any] | None
    shift_chart: dict[str, Any] | None
    meetings: tuple[Meeting, ...]
    peers: tuple[tuple[str, str], ...]

    @property
    def synthetic(self) -> bool:
        return self.choice is not None and self.choice.panel.source.synthetic

    def tables(self) -> tuple[PageTable, ...]:
        """Quotients, parts of growth, and figures side by side."""
        peer = (self.choice.peer if self.choice else None) or N_("对比地区")
        quotients = PageTable(
            N_("相对集聚度（区位商）"),
            (N_("行业"), N_("数值"), N_("区位商"), peer),
            tuple((r.activity, r.value, r.quotient, r.peer_quotient) for r in self.rows),
        )
        shifts = PageTable(
            N_("增长分解"),
            (N_("地区"), N_("基期"), N_("总体增长"), N_("结构"), N_("竞争力"), N_("末期")),
            tuple((s.region, s.start, s.national, s.mix, s.competitive, s.end) for s in self.shifts),
        )
        meetings = PageTable(
            N_("来源怎么说"),
            (N_("指标"), N_("本地"), N_("对比地区"), N_("先后")),
            tuple((m.metric, m.here, m.there, m.order or m.why_not or "") for m in self.meetings),
        )
        return quotients, shifts, meetings


def compare_page(desk: Desk, lens: Lens, query: dict[str, str]) -> ComparePage:
    """Compare two regions of a panel, and two places of the ledger.

    Raises:
        UsageError: a panel, region or period that is not there.
    """
    found = panels(desk, lens)
    choice = choose(found, query, lens.compare)
    meetings = tuple(_meetings(desk, lens))
    if choice is None:
        return ComparePage(found, None, (), (), (), None, None, meetings, ())
    whole = frame(desk, lens, choice.panel)
    rows = _rows(whole, choice, lens)
    shifts = _shifts(whole, choice)
    return ComparePage(
        panels=found,
        choice=choice,
        rows=rows,
        shifts=shifts,
        sentences=tuple(_sentences(choice, rows, shifts)),
        quotient_chart=charts.quotients(rows, choice.region, choice.peer) if rows else None,
        shift_chart=charts.waterfall(shifts[0], choice) if shifts else None,
        meetings=meetings,
        peers=_peers(whole, choice),
    )


def computed(value: float | None, unit: str, metric: str, period: str | None = None) -> Figure | None:
    """A figure that Yanzhen computed from a table."""
    if value is None:
        return None
    return Figure.of(
        _rounded(value, unit),
        unit,
        metric=metric,
        computed=True,
        period=Period.parse(period) if period else None,
    )


def _rounded(value: float, unit: str) -> float:
    """Four significant digits for money: what a table in yuan gives beyond that is noise on a page."""
    return float(f"{value:.4g}") if unit == "CNY" else float(value)


def _rows(whole: pl.DataFrame, choice: Choice, lens: Lens) -> tuple[ActivityRow, ...]:
    panel = choice.panel
    result = find("lq").load()(
        at_period(whole, choice), region=panel.region, activity=panel.activity, value=choice.value
    )
    table = result.to_frame()
    own = table.filter(pl.col(panel.region) == choice.region).sort("lq", descending=True, nulls_last=True)
    there = table.filter(pl.col(panel.region) == choice.peer) if choice.peer else table.head(0)
    peer = dict(zip(there[panel.activity], there["lq"], strict=True))
    unit = panel.unit(choice.value)
    few = small_cells(whole, choice, lens)
    return tuple(
        ActivityRow(row[panel.activity], None, None, None, withheld=True)
        if row[panel.activity] in few
        else ActivityRow(
            row[panel.activity],
            computed(row[choice.value], unit, choice.value, choice.period),
            computed(row["lq"], "", f"{choice.value}区位商"),
            computed(peer.get(row[panel.activity]), "", f"{choice.value}区位商"),
        )
        for row in own.iter_rows(named=True)
    )


def small_cells(whole: pl.DataFrame, choice: Choice, lens: Lens) -> set[str]:
    """Activities in which too few firms of either region stand for this reader to see their figures."""
    panel, counts = choice.panel, count_column(whole.columns)
    if counts is None or lens.internal:
        return set()
    shown = at_period(whole, choice).filter(pl.col(panel.region).is_in([choice.region, choice.peer]))
    return {row[panel.activity] for row in shown.iter_rows(named=True) if is_withheld(row[counts], lens)}


def _shifts(whole: pl.DataFrame, choice: Choice) -> tuple[Shift, ...]:
    panel = choice.panel
    if len(panel.periods) < 2 or choice.base is None or choice.period is None or choice.base >= choice.period:
        return ()
    result = find("shift_share").load()(
        whole,
        region=panel.region,
        activity=panel.activity,
        value=choice.value,
        period=panel.period,
        start=choice.base,
        end=choice.period,
    )
    totals = (
        result.to_frame()
        .group_by(panel.region)
        .agg(pl.col("start", "national", "industry_mix", "competitive", "end").sum())
    )
    by_region = {row[panel.region]: row for row in totals.iter_rows(named=True)}
    unit = panel.unit(choice.value)
    wanted = [r for r in (choice.region, choice.peer) if r and r in by_region]

    def part(region: str, name: str) -> Figure:
        return Figure.of(_rounded(by_region[region][name], unit), unit, metric=choice.value, computed=True)

    return tuple(
        Shift(
            region,
            part(region, "start"),
            part(region, "national"),
            part(region, "industry_mix"),
            part(region, "competitive"),
            part(region, "end"),
        )
        for region in wanted
    )


def _peers(whole: pl.DataFrame, choice: Choice) -> tuple[tuple[str, str], ...]:
    """Regions with the most similar structure, each with the reason."""
    panel = choice.panel
    shares = (
        find("shares")
        .load()(at_period(whole, choice), region=panel.region, activity=panel.activity, value=choice.value)
        .to_frame()
    )
    share = next(c for c in shares.columns if c.endswith("region") or "share" in c)
    wide = shares.pivot(on=panel.region, index=panel.activity, values=share).fill_null(0.0)
    if choice.region not in wide.columns:
        return ()
    own = wide[choice.region]
    apart = {
        r: float((wide[r] - own).abs().sum()) / 2
        for r in panel.regions
        if r in wide.columns and r != choice.region
    }
    nearest = sorted(apart.items(), key=lambda item: item[1])[:3]
    return tuple((name, f"{100 * (1 - distance):.0f}%") for name, distance in nearest)


def _sentences(choice: Choice, rows: tuple[ActivityRow, ...], shifts: tuple[Shift, ...]) -> list[Sentence]:
    strong = [r.activity for r in rows if r.quotient and (r.quotient.low or 0) > 1]
    found = []
    if strong:
        slots: dict[str, Slot] = {"region": choice.region, "names": "、".join(strong), "count": len(strong)}
        found.append(
            Sentence(N_("{region}有{count}个行业的占比高于全表平均（区位商大于1）：{names}。"), slots)
        )
    if shifts:
        s = shifts[0]
        gained = (s.competitive.low or 0) >= 0
        text = (
            N_("从{base}到{period}，{region}比按总体和结构推算的增长得更多，多出{part}。")
            if gained
            else N_("从{base}到{period}，{region}比按总体和结构推算的增长得更少，少了{part}。")
        )
        part = s.competitive if gained else s.competitive.scaled(-1)
        found.append(
            Sentence(
                text,
                {
                    "base": choice.base or "",
                    "period": choice.period or "",
                    "region": choice.region,
                    "part": part,
                },
            )
        )
    return found


def _meetings(desk: Desk, lens: Lens) -> list[Meeting]:
    """Figures about the place and the place compared with, metric by metric."""
    if not (lens.place and lens.compare):
        return []
    here = _latest(desk, lens)
    there = _latest(desk, replace(lens, place=lens.compare))
    shared = [m for m in here if m in there][:MOST_METRICS]
    return [_meeting(Metric.parse(m).zh, here[m], there[m], lens) for m in shared]


def _latest(desk: Desk, lens: Lens) -> dict[str, Claim]:
    found: dict[str, Claim] = {}
    for claim in sorted(desk.facts(lens).claims, key=lambda c: c.source.as_of or ""):
        s = claim.statement
        if claim.figure and s.subject_kind is EntityKind.REGION and s.subject == lens.place:
            found[Metric.parse(s.predicate).key] = claim
    return found


def _meeting(metric: str, here: Claim, there: Claim, lens: Lens) -> Meeting:
    assert here.figure is not None and there.figure is not None
    if reason := why_not_combined(here.figure, there.figure, same_period=True):
        return Meeting(metric, here, there, None, reason)
    if here.figure.interval.exceeds(there.figure.interval) is Truth.YES:
        return Meeting(metric, here, there, lens.place, None)
    if there.figure.interval.exceeds(here.figure.interval) is Truth.YES:
        return Meeting(metric, here, there, lens.compare, None)
    return Meeting(metric, here, there, None, N_("不能排名：区间重叠"))
