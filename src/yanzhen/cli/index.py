"""``yanzhen measure index`` and ``yanzhen measure systems``: composite indices from a table."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from yanzhen.cli.linkages import COMMANDS as LINKAGES
from yanzhen.errors import UsageError
from yanzhen.workbench import indexing
from yanzhen.workbench.indexing import IndexChoices, IndexRun

WEIGHTS = ("entropy", "critic", "pca", "deviation", "equal", "equal-nested", "published", "entropy+critic")
AGGREGATIONS = ("linear", "geometric", "topsis", "improved-topsis")
NORMALIZATIONS = ("pooled", "yearwise", "goalposts")
MISSING = ("available", "interval", "complete", "interpolate", "carry", "median")


@click.command(name="index")
@click.argument("table", type=click.Path(dir_okay=False))
@click.option(
    "--system", required=True, help="Indicator system: a name from 'measure systems', or a YAML file."
)
@click.option("--region", help="Column of regions [usual headings are found].")
@click.option("--period", help="Column of years [usual headings are found].")
@click.option("--sheet", help="Sheet of the workbook [the first with data].")
@click.option("--map", "mapping", type=click.Path(dir_okay=False), help="YAML file: indicator: column.")
@click.option("--weights", type=click.Choice(WEIGHTS), help="Weighting [that of the system].")
@click.option("--aggregation", type=click.Choice(AGGREGATIONS), help="Aggregation [that of the system].")
@click.option("--normalization", type=click.Choice(NORMALIZATIONS), help="Range of scaling [pooled].")
@click.option("--missing", type=click.Choice(MISSING), default="available", show_default=True)
@click.option(
    "--floor", type=click.FloatRange(0, 1, min_open=True), help="Coverage floor [that of the system]."
)
@click.option("--draws", type=click.IntRange(1), default=10_000, show_default=True, help="For rank ranges.")
@click.option("--seed", type=int, default=0, show_default=True)
@click.option("-o", "--out", type=click.Path(dir_okay=False), help="Workbook with live formulas (.xlsx).")
@click.option("--methods", type=click.Path(dir_okay=False), help="Methods section with citations (.md).")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def index(
    table: str, out: str | None, methods: str | None, language: str, json_out: bool, **choices: Any
) -> None:
    """Score the regions of TABLE by an indicator system.

    \b
    yanzhen measure index panel.xlsx --system nqpf-elements --region city --period year -o index.xlsx
    """
    if out is not None and not out.lower().endswith(".xlsx"):
        raise UsageError(f"{out} is no workbook", expected="a name that ends in .xlsx")
    run = indexing.run_index(table, IndexChoices(**choices))
    if out is not None:
        indexing.write_workbook(run, out)
    if methods is not None:
        Path(methods).write_text(run.methods(language), encoding="utf-8")
    if json_out or not sys.stdout.isatty():
        click.echo(json.dumps(run.to_json() | {"workbook": out}, ensure_ascii=False, default=str))
    else:
        _show(run, out)


@click.command(name="systems")
@click.argument("system", required=False)
@click.option("--template", type=click.Path(dir_okay=False), help="Write an empty table for SYSTEM (.csv).")
@click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when the output is piped).")
def systems(system: str | None, template: str | None, json_out: bool) -> None:
    """List the indicator systems, show one, or check a YAML file of your own."""
    if template is not None:
        if system is None:
            raise UsageError(
                "--template needs a system", expected="yanzhen measure systems NAME --template FILE"
            )
        # With a byte order mark, or Excel takes the Chinese for something else.
        text = ",".join(f'"{name}"' for name in indexing.template_columns(system))
        Path(template).write_text(text + "\n", encoding="utf-8-sig")
    names = indexing.systems() if system is None else (system,)
    loaded = [indexing.load_system(name) for name in names]
    if json_out or not sys.stdout.isatty():
        rows = [
            {
                "id": each.id,
                "name": each.zh,
                "citation": each.citation,
                "confidence": each.confidence,
                "confidence_note": each.confidence_note,
                "coverage_floor": each.coverage_floor,
                "indicators": each.to_frame().to_dicts() if system else len(each.indicators),
            }
            for each in loaded
        ]
        click.echo(json.dumps(rows if system is None else rows[0], ensure_ascii=False))
        return
    console = Console()
    if system is None:
        overview = Table("名称", "体系", "指标", "可信度", "出处")
        for each in loaded:
            overview.add_row(each.id, each.zh, str(len(each.indicators)), each.confidence, each.citation)
        console.print(overview)
        return
    console.print(
        f"{loaded[0].zh}  {loaded[0].citation}\n可信度 {loaded[0].confidence}:{loaded[0].confidence_note}"
    )
    listing = Table("维度", "指标", "代号", "方向", "单位")
    for row in loaded[0].to_frame().iter_rows(named=True):
        listing.add_row(row["dimension"], row["zh"], row["indicator"], row["direction"], row["unit"])
    console.print(listing)


class MeasureCommand(click.Command):
    """``measure`` with two commands of its own beside the measures: ``index`` and ``systems``."""

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        own = {"index": index, "systems": systems, **LINKAGES}.get(args[0]) if args else None
        if own is None:
            return super().make_context(info_name, args, parent, **extra)
        return own.make_context(f"{info_name} {args[0]}", args[1:], parent, **extra)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Composite indices"):
            formatter.write_dl(
                [
                    (
                        "measure index TABLE",
                        "Score regions by an indicator system; see measure index --help.",
                    ),
                    ("measure systems", "List, show or check indicator systems."),
                ]
            )
        with formatter.section("Input-output tables and firm networks"):
            formatter.write_dl(
                [(f"measure {name}", each.get_short_help_str(90)) for name, each in LINKAGES.items()]
            )


def _show(run: IndexRun, out: str | None) -> None:
    console, result = Console(), run.result
    heads = [result.region, *([result.period] if result.period else [])]
    scores = Table(*heads, "得分", "名次", f"名次区间({run.robust.ranges.level:.0%})", "覆盖率", "说明")
    ranges = iter(run.robust.ranges.to_frame().iter_rows(named=True))
    for row in result.to_frame().iter_rows(named=True):
        spread = next(ranges) if row["score_low"] is not None else None
        scores.add_row(
            *(str(row[head]) for head in heads),
            _score(row),
            _span(row["rank_best"], row["rank_worst"]),
            "" if spread is None else _span(spread["low"], spread["high"]),
            f"{row['coverage']:.0%}",
            row["reason"] or "",
        )
    console.print(scores)
    for warning in result.notes:
        console.print(f"· {warning}", highlight=False)
    if out is not None:
        console.print(f"已写入 {out}")


def _score(row: dict[str, Any]) -> str:
    if row["score_low"] is None:
        return "不给分"
    if row["score"] is None:
        return f"{row['score_low']:.4f}–{row['score_high']:.4f}"
    return f"{row['score']:.4f}"


def _span(best: int | None, worst: int | None) -> str:
    if best is None:
        return ""
    return str(best) if best == worst else f"{best}–{worst}"
