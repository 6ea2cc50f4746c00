"""What ``yanzhen atlas`` does, without the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any, cast

import polars as pl

from yanzhen.atlas.chart import Chart, ChartReading
from yanzhen.atlas.drawing.frame import Language
from yanzhen.atlas.industry import SHIPPED, shipped
from yanzhen.atlas.placing import PlacingOptions, place_firms
from yanzhen.atlas.problem import Problem
from yanzhen.atlas.state import Thresholds
from yanzhen.errors import UsageError
from yanzhen.workbench.chart_files import (
    amounts_of,
    charts_of,
    check_chart_files,
    classification_of,
    crosswalk_of,
    read_firm_file,
    read_project_file,
    write_chart_workbook,
)
from yanzhen.workbench.charting import Atlas, atlas_of, bare_atlas
from yanzhen.workbench.charting import draw as draw_one
from yanzhen.workbench.office_book import OfficeList, write_office_lists
from yanzhen.workbench.office_lists import office_lists
from yanzhen.workbench.opening import open_view


@dataclass(frozen=True, slots=True)
class Question:
    """Which ledger, charts and firm list; what the list covers whole; thresholds set (``name=number``)."""

    ledger: str | None
    chart_files: tuple[Path, ...] = ()
    firm_file: Path | None = None
    covered: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()

    def atlas(self) -> tuple[Atlas, tuple[Problem, ...]]:
        """The atlas, and what was wrong in the firm list."""
        charts = charts_of(self.chart_files)
        firms = read_firm_file(self.firm_file) if self.firm_file else None
        problems = firms.problems if firms else ()
        thresholds = thresholds_of(self.settings)
        if self.ledger is None:
            return bare_atlas(charts, firms, self.covered, thresholds), problems
        with open_view(self.ledger) as view:
            found = atlas_of(view, charts=charts, firms=firms, covered=self.covered, thresholds=thresholds)
            return found, problems


def thresholds_of(settings: Sequence[str]) -> Thresholds:
    """The usual thresholds with some changed: ``strong_quotient=1.2``.

    Raises:
        UsageError: no such threshold, or not a number.
    """
    usual = Thresholds()
    known = {field.name: type(getattr(usual, field.name)) for field in fields(usual)}
    changed: dict[str, Any] = {}
    for setting in settings:
        name, _, written = setting.partition("=")
        try:
            changed[name] = known[name](written)
        except (KeyError, ValueError) as error:
            raise UsageError(f"阈值 {setting} 无效", expected="、".join(f"{n}=数" for n in known)) from error
    return replace(usual, **changed)


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking chart files found."""

    reading: ChartReading

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Errors and warnings with their places."""
        return self.reading.problems

    @property
    def is_sound(self) -> bool:
        """There is no error."""
        return self.reading.is_sound

    def summary(self) -> list[str]:
        """One line per chart read."""
        return [_summary(chart) for chart in self.reading.charts]

    def to_json(self) -> dict[str, Any]:
        """Problems and charts."""
        charts = [
            {"id": c.id, "name": c.label.zh, "segments": len(c.segments), "feeds": len(c.feeds),
             "cycles": [list(cycle) for cycle in c.cycles()]}
            for c in self.reading.charts
        ]  # fmt: skip
        return {"ok": self.is_sound, "problems": [p.to_json() for p in self.problems], "charts": charts}


def check(files: Sequence[Path], classifications: Sequence[Path] = ()) -> Checked:
    """Check chart files together, against the user's own classifications where charts name them."""
    return Checked(check_chart_files(files, classifications))


def _summary(chart: Chart) -> str:
    cycles = len(chart.cycles())
    tail = f"，循环 {cycles} 处" if cycles else ""
    return f"{chart.label.get('zh')}（{chart.id}）：{len(chart.segments)} 个环节，{len(chart.feeds)} 条连线{tail}"


def draw(
    question: Question, what: str, out: Path, *, language: str, paper: str | None, phone: bool
) -> list[Path]:
    """Draw one thing to a file, or one or all charts into a folder."""
    atlas, _ = question.atlas()
    names = [what] if what else [view.chart.id for view in atlas.views]
    if out.suffix.lower() == ".svg" and len(names) > 1:
        raise UsageError("几张图不能写进一个文件", todo="用 --what 选一张，或让 -o 指向文件夹")
    if out.suffix.lower() != ".svg":
        out.mkdir(parents=True, exist_ok=True)
    written = []
    for name in names:
        svg = draw_one(
            atlas, name, language=cast(Language, language), phone=phone, paper=paper,
            theme="print" if paper else "page",
        )  # fmt: skip
        file = out if out.suffix.lower() == ".svg" else out / f"{name}.svg"
        file.write_text(svg, encoding="utf-8")
        written.append(file)
    return written


@dataclass(frozen=True, slots=True)
class Placed:
    """Firms with their segments, and those that found none."""

    placed: tuple[tuple[str, ...], ...]
    unplaced: tuple[tuple[str, ...], ...]
    problems: tuple[Problem, ...]
    headings: tuple[str, ...] = ("行", "企业名称", "产业链", "环节", "得分", "依据词")
    unplaced_headings: tuple[str, ...] = ("行", "企业名称", "最近的环节", "得分", "原因")

    def to_json(self) -> dict[str, Any]:
        """Both tables and the problems."""
        return {
            "placed": [dict(zip(self.headings, row, strict=True)) for row in self.placed],
            "unplaced": [dict(zip(self.unplaced_headings, row, strict=True)) for row in self.unplaced],
            "problems": [p.to_json() for p in self.problems],
        }

    def write(self, out: Path) -> Path:
        """Both tables as a workbook, or the placements as CSV (with BOM, for Excel)."""
        placed = pl.DataFrame(self.placed, schema=list(self.headings), orient="row")
        if out.suffix.lower() == ".csv":
            placed.write_csv(out, include_bom=True)
            return out
        if out.suffix.lower() != ".xlsx":
            raise UsageError(f"不能写成 {out.name}", expected=".xlsx 或 .csv")
        lists = (
            OfficeList("落位", self.headings[1:], tuple(row[1:] for row in self.placed)),
            OfficeList("未落位", self.unplaced_headings[1:], tuple(row[1:] for row in self.unplaced)),
            OfficeList(
                "问题", ("位置", "问题", "应为"), tuple((p.where, p.what, p.expected) for p in self.problems)
            ),
        )
        return write_office_lists(lists, out, title="企业落位")


def place(
    file: Path, chart_files: Sequence[Path], threshold: float | None, classification_file: Path | None = None
) -> Placed:
    """Place the firms of a list; their codes are of GB/T 4754-2017 or of a classification of one's own."""
    own = [classification_file] if classification_file else []
    charts = charts_of(chart_files, own)
    classification = classification_of(classification_file) if classification_file else None
    options = PlacingOptions() if threshold is None else replace(PlacingOptions(), threshold=threshold)
    firms = read_firm_file(file, classification)
    result = place_firms(firms, charts, options=options, classification=classification)
    names = {s.key: (c.label.get("zh"), s.label.get("zh")) for c in charts for s in c.segments}
    return Placed(
        tuple(
            (str(row), name, *names[key], f"{score:.2f}", "、".join(words))
            for row, name, key, score, words in result.frame.iter_rows()
        ),
        tuple(
            (
                str(row),
                name,
                "·".join(names[key]) if key else "",
                "" if score is None else f"{score:.2f}",
                why,
            )
            for row, name, key, score, why in result.unplaced.iter_rows()
        ),
        firms.problems,
    )


def lists(
    question: Question, out: Path, project_file: Path | None, on: date, court_file: Path | None = None
) -> tuple[Path, tuple[Problem, ...]]:
    """Write the office's lists; also gives what was wrong in the firm lists and the project table."""
    atlas, problems = question.atlas()
    projects, wrong = read_project_file(project_file) if project_file else ((), ())
    court = read_firm_file(court_file) if court_file else None
    title = f"{atlas.views[0].place}图谱与清单"
    made = office_lists(atlas, projects, on=on, court=court)
    return write_office_lists(made, out, title=title), (*problems, *wrong, *(court.problems if court else ()))


def convert(
    table: Path, crosswalk: Path, into: str, level: int | None
) -> tuple[list[dict[str, Any]], tuple[str, ...], tuple[Problem, ...]]:
    """Amounts by GB/T class to bounds by the classes of ``into`` (a packaged name or a CSV file).

    Returns:
        Rows (code, name, low, high, partly attributable classes), codes that no class claims, problems.
    """
    source = shipped(into) if into in SHIPPED else classification_of(Path(into))
    target = shipped()
    amounts, problems = amounts_of(table, target)
    walk = crosswalk_of(crosswalk, source, target)
    rows = [
        {"code": c.code, "name": source[c.code].name, "low": c.amount.low, "high": c.amount.high,
         "partial": list(c.partial)}
        for c in walk.convert(amounts, source, level)
    ]  # fmt: skip
    return rows, walk.unlinked(amounts), problems


def template(out: Path) -> Path:
    """The charts that come with Yanzhen as a workbook."""
    return write_chart_workbook(charts_of(()), out)
