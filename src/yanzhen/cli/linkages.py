"""``yanzhen measure linkages|extraction|position|flq|esri|shock``: input-output tables and firm networks."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from yanzhen.errors import UsageError
from yanzhen.workbench import linking
from yanzhen.workbench.linking import Answer
from yanzhen.workbench.measuring import explain, read_table

SHOWN = 30
_FILE = click.Path(dir_okay=False)


def _output(command: Callable[..., Any]) -> Callable[..., Any]:
    command = click.option("--json", "json_out", is_flag=True, help="Print JSON (the default when piped).")(
        command
    )
    return click.option("-o", "--output", type=_FILE, help="Write xlsx, csv, parquet or json.")(command)


def _table(imports: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Arguments of commands that read an input-output table."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(
            [
                click.argument("table", required=False, type=click.Path()),
                click.option("--sheet", help="Sheet of the workbook [the first]."),
                click.option(
                    "--basis",
                    type=click.Choice(["inside", "removed", "none"]),
                    help="Where imports sit; asked when the layout does not show it.",
                ),
                click.option(
                    "--imports",
                    type=click.Choice(["keep", "remove"]),
                    default=imports,
                    show_default=True,
                    help="Compute with imports as they are, or taken out in proportion.",
                ),
                click.option("--unbalanced", is_flag=True, help="Go on with a table that does not balance."),
            ]
        ):
            command = option(command)
        return command

    return decorate


def _network(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of commands that read links between firms."""
    for option in reversed(
        [
            click.option("--supplier", default="supplier", show_default=True, help="Column of suppliers."),
            click.option("--buyer", default="buyer", show_default=True, help="Column of buyers."),
            click.option("--value", default="value", show_default=True, help="Column of values."),
            click.option("--firms", type=_FILE, help="Table of firms with their sectors."),
            click.option("--firm", default="firm", show_default=True, help="Its column of firms."),
            click.option("--sector", default="sector", show_default=True, help="Its column of sectors."),
            click.option("--size", help="Its column of sizes [sales in the network]."),
            click.option(
                "--self-loops",
                type=click.Choice(["keep", "drop"]),
                default="keep",
                show_default=True,
                help="Sales of a firm to itself.",
            ),
            click.option("--group", help="Its column of clusters or chains, to add up by."),
            click.option(
                "--essential",
                default="all",
                show_default=True,
                help="all, none, or a table supplier_sector, buyer_sector, kind.",
            ),
        ]
    ):
        command = option(command)
    return command


@click.command(name="linkages")
@_table("keep")
@click.option("--forward", type=click.Choice(["ghosh", "row_sum"]), default="ghosh", show_default=True)
@click.option("--spread", is_flag=True, help="Also how evenly each sector's pull is spread.")
@click.option("--clusters", type=_FILE, help="Table with columns cluster, sector: linkages of clusters.")
@_output
def linkages(
    table: str | None, forward: Any, spread: bool, clusters: str | None, imports: Any, output: str | None,
    json_out: bool, **reading: Any,
) -> None:  # fmt: skip
    """Backward and forward linkages (影响力、感应度) and key sectors of an input-output TABLE.

    \b
    yanzhen measure linkages 2017年投入产出表.xls -o linkages.xlsx
    """
    opened = _opened("linkages", table, **reading)
    if opened is None:
        return
    if clusters:
        groups = linking.read_groups(clusters, member="sector", group="cluster")
        _give(linking.clusters_answer(opened, groups, imports=imports), output, json_out)
    else:
        answer = linking.linkages_answer(opened, imports=imports, forward=forward, spread=spread)
        _give(answer, output, json_out)


@click.command(name="extraction")
@_table("remove")
@click.option("--sectors", multiple=True, help="A sector of the set taken out; repeat for a cluster.")
@click.option("--clusters", type=_FILE, help="Table with columns cluster, sector: one set per cluster.")
@click.option("--weight", default="output", show_default=True, help="output, value_added or another row.")
@_output
def extraction(
    table: str | None, sectors: tuple[str, ...], clusters: str | None, weight: str, imports: Any,
    output: str | None, json_out: bool, **reading: Any,
) -> None:  # fmt: skip
    """What is lost if a sector or a cluster of sectors is taken out of TABLE; every sector in turn by default."""
    opened = _opened("extraction", table, **reading)
    if opened is None:
        return
    groups = linking.read_groups(clusters, member="sector", group="cluster") if clusters else {}
    if sectors:
        groups["+".join(sectors)] = list(sectors)
    _give(linking.extraction_answer(opened, groups, imports=imports, weight=weight), output, json_out)


@click.command(name="position")
@_table("keep")
@click.option(
    "--open/--closed",
    "open_economy",
    default=None,
    help="Correct for trade and stocks [where imports are inside].",
)
@_output
def position(
    table: str | None,
    open_economy: bool | None,
    imports: Any,
    output: str | None,
    json_out: bool,
    **reading: Any,
) -> None:
    """Upstreamness and downstreamness of the sectors of TABLE."""
    opened = _opened("position", table, **reading)
    if opened is not None:
        _give(linking.position_answer(opened, imports=imports, open_economy=open_economy), output, json_out)


@click.command(name="flq")
@_table("remove")
@click.option("--region", "sizes", type=_FILE, help="Table of the region's output by sector (name, number).")
@click.option(
    "--delta", type=(float, float), default=(0.1, 0.3), show_default=True, help="Both ends of the band."
)
@click.option("--method", type=click.Choice(["slq", "cilq", "flq", "aflq"]), default="flq", show_default=True)
@_output
def flq(
    table: str | None, sizes: str | None, delta: tuple[float, float], method: Any, imports: Any,
    output: str | None, json_out: bool, **reading: Any,
) -> None:  # fmt: skip
    """Multipliers of a region as a band, from the national TABLE and the region's output by sector."""
    opened = _opened("flq", table, **reading)
    if opened is None:
        return
    if sizes is None:
        raise UsageError(
            "The region's output by sector is missing.", todo="add --region FILE (sector, output)"
        )
    numbers = linking.read_numbers(sizes)
    _give(linking.flq_answer(opened, numbers, delta=delta, method=method, imports=imports), output, json_out)


@click.command(name="esri")
@click.argument("edges", required=False, type=click.Path())
@_network
@click.option("--top", type=click.IntRange(1), help="Exact for the top firms only [100 above 20,000 firms].")
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True)
@click.option("--io-table", type=_FILE, help="No EDGES: reconstruct networks from this table and firm sizes.")
@click.option("--basis", type=click.Choice(["inside", "removed", "none"]), help="Where its imports sit.")
@click.option("--samples", type=click.IntRange(1), default=20, show_default=True, help="Networks to draw.")
@_output
def esri(
    edges: str | None, top: int | None, threads: int, io_table: str | None, basis: str | None, samples: int,
    essential: str, output: str | None, json_out: bool, **columns: Any,
) -> None:  # fmt: skip
    """Systemic risk index: the share of output each firm's failure takes down, from links between firms.

    EDGES has one row per link: supplier, buyer, value. Without links, --io-table and --firms with --size give rank
    ranges over reconstructed networks.
    """
    if edges is None and io_table is None:
        click.echo(explain("esri"))
        return
    needs = read_table(essential) if essential not in ("all", "none") else essential
    if edges is None:
        _give(_ranges(str(io_table), basis, samples, needs, **columns), output, json_out)
        return
    network, groups = _firm_network(edges, **columns)
    _give(
        linking.esri_answer(network, essential=needs, top=top, groups=groups, threads=threads),
        output,
        json_out,
    )


@click.command(name="shock")
@click.argument("edges", required=False, type=click.Path())
@click.argument("firms_hit", nargs=-1, metavar="FIRM[=SHARE]...")
@_network
@click.option("--all-of", help="Every firm of this sector stops.")
@click.option("--svg", type=_FILE, help="Write the drawing.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@_output
def shock(
    edges: str | None, firms_hit: tuple[str, ...], all_of: str | None, svg: str | None, language: Any,
    essential: str, output: str | None, json_out: bool, **columns: Any,
) -> None:  # fmt: skip
    """Follow one shock: FIRM stops, or loses SHARE of its output; first and later effects, who is hit.

    \b
    yanzhen measure shock links.csv 东方轴承=0.5 --firms firms.csv --svg shock.svg
    """
    if edges is None:
        click.echo(explain("shock"))
        return
    network, groups = _firm_network(edges, **columns)
    shocks = linking.parse_losses(firms_hit) | dict.fromkeys(network.firms_in(all_of) if all_of else [], 1.0)
    needs = read_table(essential) if essential not in ("all", "none") else essential
    answer = linking.shock_answer(network, shocks, essential=needs, groups=groups, language=language)
    if svg:
        answer.write(svg)
    _give(answer, output, json_out)


COMMANDS = {command.name: command for command in (linkages, extraction, position, flq, esri, shock)}


def _opened(name: str, table: str | None, *, sheet: str | None, basis: str | None, unbalanced: bool) -> Any:
    """The table, or ``None`` after explaining the measure when no table was named."""
    if table is None:
        click.echo(explain(name))
        return None
    keep = "keep" if unbalanced else "raise"
    return linking.open_table(table, sheet=sheet, imports_basis=basis, on_imbalance=keep)


def _firm_network(
    edges: str, *, firms: str | None, firm: str, group: str | None, **columns: Any
) -> tuple[Any, Any]:
    network = linking.open_network(edges, firms, firm=firm, **columns)
    if group and not firms:
        raise UsageError("--group names a column of the firms' table.", todo="add --firms FILE")
    groups = linking.read_groups(str(firms), member=firm, group=group) if group else None
    return network, groups


def _ranges(
    io_table: str, basis: str | None, samples: int, essential: Any, *, firms: str | None, firm: str, sector: str,
    size: str | None, **_: Any,
) -> Answer:  # fmt: skip
    if not firms or not size:
        raise UsageError(
            "Reconstruction needs the firms and their sizes.", todo="add --firms FILE --size COLUMN"
        )
    table = linking.open_table(io_table, imports_basis=basis)
    return linking.esri_ranges_answer(
        read_table(firms),
        linking.with_imports(table, "remove"),
        essential=essential,
        samples=samples,
        firm=firm,
        sector=sector,
        size=size,
    )


def _give(answer: Answer, output: str | None, json_out: bool) -> None:
    """Write, print JSON, or show; conditions go with the numbers in each case."""
    if output:
        answer.write(output)
        click.echo(f"{answer.main.height} rows -> {output}", err=True)
    if json_out or (not output and not sys.stdout.isatty()):
        click.echo(json.dumps(answer.to_json(), ensure_ascii=False))
    elif output:
        for note in answer.assumptions:
            click.echo(f"{'注意' if note.warning else '假定'}: {note.zh}", err=True)
    else:
        _show(answer)


def _show(answer: Answer) -> None:
    console = Console()
    console.print(f"{answer.zh} | {answer.en}", style="bold")
    for name, value in answer.facts.items():
        if value not in (None, "", []):
            console.print(f"{name}: {_text(value)}", highlight=False)
    for title, frame in answer.tables.items():
        table = Table(title=title, title_justify="left")
        for heading in frame.columns:
            table.add_column(heading, overflow="fold")
        for row in frame.head(SHOWN).iter_rows():
            table.add_row(*map(_text, row))
        console.print(table)
        if frame.height > SHOWN:
            console.print(f"{SHOWN} of {frame.height} rows; -o FILE writes all")
    for note in answer.assumptions:
        console.print(f"· {note.zh} {note.en}", style="yellow" if note.warning else "dim", highlight=False)


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:,.4g}" if isinstance(cell, float) else str(cell)
