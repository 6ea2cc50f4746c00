"""A composite index of regions, from a table of indicators in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from yanzhen.errors import UsageError, YanzhenError
from yanzhen.measure.index.pictures import Ranked, heatmap, ranked
from yanzhen.publish.charts_index import heat_map, ranked_bars
from yanzhen.terms import Source
from yanzhen.workbench.indexing import (
    IndexChoices,
    IndexRun,
    Picture,
    index_pictures,
    load_system,
    panel_of,
    run_index,
    systems,
    template_columns,
)
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.panels import Offered
from yanzhen.workbench.pages.table_sources import opened, tables_in_sight
from yanzhen.workbench.pages.tables import N_, PageTable

DRAWS = 4_000


@dataclass(frozen=True, slots=True)
class SystemChoice:
    """An indicator system that comes with Yanzhen."""

    id: str
    zh: str
    en: str
    citation: str
    indicators: int


@dataclass(frozen=True, slots=True)
class Score:
    """A region's score and rank, each as sharp as its cells; ``reason`` says why there is none."""

    region: str
    low: float | None
    high: float | None
    rank_best: int | None
    rank_worst: int | None
    weight_best: int | None
    weight_worst: int | None
    coverage: float
    reason: str | None

    @property
    def rank_is_known(self) -> bool:
        return self.rank_best is not None and self.rank_best == self.rank_worst


@dataclass(frozen=True, slots=True)
class Weight:
    """An indicator: its weight, direction, and the column that served it."""

    zh: str
    dimension: str
    weight: float
    direction: str
    column: str


@dataclass(frozen=True, slots=True)
class IndexPage:
    """The index, or what a table would have to hold for one."""

    systems: tuple[SystemChoice, ...]
    system: SystemChoice
    tables_found: tuple[Source, ...]
    source: Source | None
    period: str
    periods: tuple[str, ...]
    scores: tuple[Score, ...]
    weights: tuple[Weight, ...]
    notes: tuple[str, ...]
    problem: str
    template: tuple[str, ...]
    chart: dict[str, Any] | None
    heat: dict[str, Any] | None
    region: str
    pictures: tuple[Picture, ...]
    methods: str
    offered: Offered | None = None
    english: Mapping[str, str] = field(default_factory=dict)

    @property
    def synthetic(self) -> bool:
        return self.source is not None and self.source.synthetic

    def tables(self) -> tuple[PageTable, ...]:
        """Scores and weights as rows."""
        scores = PageTable(
            N_("综合指数"),
            (
                N_("地区"),
                N_("得分下限"),
                N_("得分上限"),
                N_("最好名次"),
                N_("最差名次"),
                N_("数据齐全度"),
                N_("说明"),
            ),
            tuple(
                (s.region, s.low, s.high, s.rank_best, s.rank_worst, s.coverage, s.reason or "")
                for s in self.scores
            ),
        )
        weights = PageTable(
            N_("权重"),
            (N_("指标"), N_("维度"), N_("权重"), N_("方向"), N_("所用的列")),
            tuple((w.zh, w.dimension, w.weight, w.direction, w.column) for w in self.weights),
        )
        return scores, weights


def index_page(
    desk: Desk, lens: Lens, system: str, table: str, period: str, region: str = "", *, language: str = "zh"
) -> IndexPage:
    """Compute the index of a table by a system; ``region`` is the place looked at (the best placed by default).

    Raises:
        UsageError: no such system or table.
    """
    known = tuple(_system(name) for name in systems())
    chosen = next((s for s in known if s.id == system), None) if system else known[0]
    if chosen is None:
        raise UsageError("没有这个指标体系", where=system[:60], expected="、".join(s.id for s in known))
    tables = tables_in_sight(desk, lens)
    if table and table not in {s.id for s in tables}:
        raise UsageError("没有这张表", where=table[:60])
    wanted = [s for s in tables if table in ("", s.id)]
    if not system:
        chosen = max(known, key=lambda s: _served(desk, lens, s.id, wanted))
    run, source, problem = _first_that_fits(desk, lens, chosen.id, wanted)
    template = _template(chosen.id)
    if run is None:
        return IndexPage(
            known, chosen, tables, None, "", (), (), (), (), problem, template, None, None, "", (), ""
        )
    periods = (
        tuple(dict.fromkeys(str(row[run.result.period]) for row in _rows(run))) if run.result.period else ()
    )
    when = lens.period.code if lens.period else ""
    shown = next((p for p in (period, when) if p in periods), periods[-1] if periods else "")
    picture = ranked(run.result, _period(run, shown))
    scores = tuple(_scores(run, picture, shown))
    named = tuple(s.region for s in scores)
    focus = next((r for r in (region, lens.place) if r in named), named[0] if named else "")
    peer = lens.compare if lens.compare in named and lens.compare != focus else ""
    return IndexPage(
        systems=known,
        system=chosen,
        tables_found=tables,
        source=source,
        period=shown,
        periods=periods,
        scores=scores,
        weights=tuple(_weights(run)),
        notes=tuple(str(note) for note in run.result.notes),
        problem="",
        template=template,
        chart=ranked_bars(picture),
        heat=heat_map(heatmap(run.result, _period(run, shown))),
        region=focus,
        pictures=_pictures(run, focus, peer or "", scores, _period(run, shown)),
        methods=run.methods("zh" if language == "zh" else "en"),
        offered=_offered(lens, named, periods, (focus, shown, peer or "")),
        english=_english(run),
    )


def _english(run: IndexRun) -> dict[str, str]:
    """English names of the system's indicators and dimensions by their Chinese ones."""
    named = [(d.zh, d.en) for d in run.result.system.dimensions]
    named += [(i.zh, i.en) for i in run.result.indicators]
    return {zh: en for zh, en in named if en}


def _offered(
    lens: Lens, regions: tuple[str, ...], periods: tuple[str, ...], shown: tuple[str, str, str]
) -> Offered:
    when = lens.period.code if lens.period else None
    asked = zip((lens.place, when, lens.compare), (regions, periods, regions), shown, strict=True)
    missing = tuple((name, instead) for name, known, instead in asked if name and known and name not in known)
    return Offered(regions, periods, *shown, missing)


def _pictures(
    run: IndexRun, region: str, peer: str, scores: tuple[Score, ...], period: Any
) -> tuple[Picture, ...]:
    """How the place moved, how it stands beside the one compared with and others, and how all are spread."""
    peers = [peer] if peer else [s.region for s in scores if s.region != region][:3]
    made = index_pictures(run, region=region or None, period=period, peers=peers)
    return tuple(p for p in made if p.name not in ("ranked", "heat"))


# The systems that come with Yanzhen do not change while it runs, and each is a page of YAML.
@cache
def _system(name: str) -> SystemChoice:
    loaded = load_system(name)
    return SystemChoice(loaded.id, loaded.zh, loaded.en, loaded.citation, len(loaded.indicators))


@cache
def _template(name: str) -> tuple[str, ...]:
    return tuple(template_columns(name))


def _served(desk: Desk, lens: Lens, system: str, tables: list[Source]) -> int:
    """How many indicators of a system the tables serve: the system to begin with is the best served."""
    run, _, _ = _first_that_fits(desk, lens, system, tables)
    return len(run.result.crosswalk.matched) if run else 0


def _first_that_fits(
    desk: Desk, lens: Lens, system: str, tables: list[Source]
) -> tuple[IndexRun | None, Source | None, str]:
    """The first table that the system can be computed from, and otherwise what the last one lacks."""
    problem = ""
    for source in tables:
        found = desk.keep(("index", system, source.id), lambda s=source: _run(desk, lens, system, s))  # type: ignore[misc]
        if isinstance(found, IndexRun):
            return found, source, ""
        problem = found
    return None, None, problem


def _run(desk: Desk, lens: Lens, system: str, source: Source) -> IndexRun | str:
    try:
        table = panel_of(opened(desk, lens, source), source.name)
        return run_index(table, IndexChoices(system, draws=DRAWS))
    except YanzhenError as error:
        return error.what


def _rows(run: IndexRun) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = run.result.to_frame().to_dicts()
    return rows


def _period(run: IndexRun, shown: str) -> Any:
    column = run.result.period
    return next((row[column] for row in _rows(run) if str(row[column]) == shown), None) if column else None


def _scores(run: IndexRun, picture: Ranked, shown: str) -> list[Score]:
    region, period = run.result.region, run.result.period
    ranges = {
        (row[region], str(row[period]) if period else ""): row for row in run.robust.to_frame().to_dicts()
    }
    found = []
    for row in _rows(run):
        if period and str(row[period]) != shown:
            continue
        spread = ranges.get((row[region], shown if period else ""), {})
        found.append(
            Score(
                str(row[region]),
                row["score_low"],
                row["score_high"],
                row["rank_best"],
                row["rank_worst"],
                spread.get("low"),
                spread.get("high"),
                row["coverage"],
                row["reason"],
            )
        )
    return sorted(found, key=lambda s: (s.rank_best is None, s.rank_best or 0, s.rank_worst or 0))


def _weights(run: IndexRun) -> list[Weight]:
    columns = {name: match.column for name, match in run.result.crosswalk.matched.items()}
    dimensions = {each.id: each.zh for each in run.result.system.dimensions}
    return [
        Weight(
            row["zh"],
            dimensions.get(row["dimension"], row["dimension"]),
            row["weight"],
            row["direction"],
            columns.get(row["indicator"], ""),
        )
        for row in run.result.weights_frame().to_dicts()
    ]
