"""``yanzhen measure linkages|extraction|position|flq|import-gaps``: questions put to input-output tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from yanzhen.cli.answers import FILE, give, output_options
from yanzhen.cli.shocks import esri, shock
from yanzhen.errors import UsageError
from yanzhen.workbench import linking
from yanzhen.workbench.measuring import explain


def _table(imports: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Arguments of commands that read an input-output table."""

    def decorate(command: Callable[..., Any]) -> Callable[..., Any]:
        for option in reversed(
            [
                click.argument("table", required=False, type=click.Path()),
                click.option("--sheet", help="Sheet of the workbook [the first with numbers]."),
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
                click.option(
                    "--tolerance",
                    type=click.FloatRange(0, 1),
                    default=0.005,
                    show_default=True,
                    help="Largest gap of a row or column, as a share of output.",
                ),
                click.option("--unbalanced", is_flag=True, help="Go on with a table that does not balance."),
            ]
        ):
            command = option(command)
        return command

    return decorate


@click.command(name="linkages")
@_table("keep")
@click.option("--forward", type=click.Choice(["ghosh", "row_sum"]), default="ghosh", show_default=True)
@click.option("--spread", is_flag=True, help="Also how evenly each sector's pull is spread.")
@click.option(
    "--clusters",
    type=FILE,
    help="Table with columns cluster and sector, or cluster and industry (GB/T 4754-2017): linkages of clusters.",
)
@output_options
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
        groups = linking.read_clusters(clusters, opened)
        give(linking.clusters_answer(opened, groups, imports=imports), output, json_out)
    else:
        answer = linking.linkages_answer(opened, imports=imports, forward=forward, spread=spread)
        give(answer, output, json_out)


@click.command(name="extraction")
@_table("remove")
@click.option("--sectors", multiple=True, help="A sector of the set taken out; repeat for a cluster.")
@click.option(
    "--clusters", type=FILE, help="Table with columns cluster and sector (or industry): one set per cluster."
)
@click.option("--weight", default="output", show_default=True, help="output, value_added or another row.")
@output_options
def extraction(
    table: str | None, sectors: tuple[str, ...], clusters: str | None, weight: str, imports: Any,
    output: str | None, json_out: bool, **reading: Any,
) -> None:  # fmt: skip
    """What is lost if a sector or a cluster of sectors is taken out of TABLE; every sector in turn by default."""
    opened = _opened("extraction", table, **reading)
    if opened is None:
        return
    if sectors and clusters:
        raise UsageError("Give --sectors or --clusters, not both.")
    sets = (
        linking.read_clusters(clusters, opened)
        if clusters
        else {"+".join(sectors): sectors}
        if sectors
        else None
    )
    give(linking.extraction_answer(opened, sets, imports=imports, weight=weight), output, json_out)


@click.command(name="position")
@_table("keep")
@click.option(
    "--open/--closed",
    "open_economy",
    default=None,
    help="Correct for trade and stocks [where imports are inside].",
)
@output_options
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
        give(linking.position_answer(opened, imports=imports, open_economy=open_economy), output, json_out)


@click.command(name="flq")
@_table("remove")
@click.option("--region", "sizes", type=FILE, help="Table of the region's output by sector (name, number).")
@click.option(
    "--delta", type=(float, float), default=(0.1, 0.3), show_default=True, help="Both ends of the band."
)
@click.option("--method", type=click.Choice(["slq", "cilq", "flq", "aflq"]), default="flq", show_default=True)
@click.option(
    "--by-industry", is_flag=True, help="The region's names are GB/T 4754-2017 codes or industries."
)
@output_options
def flq(
    table: str | None, sizes: str | None, delta: tuple[float, float], method: Any, by_industry: bool, imports: Any,
    output: str | None, json_out: bool, **reading: Any,
) -> None:  # fmt: skip
    """Multipliers of a region as a band, from the national TABLE and the region's output by sector.

    \b
    yanzhen measure flq 全国2017年42部门表.xlsx --region 规上工业总产值.csv --by-industry
    """
    opened = _opened("flq", table, **reading)
    if opened is None:
        return
    if sizes is None:
        raise UsageError(
            "The region's output by sector is missing.", todo="add --region FILE (sector, output)"
        )
    answer = linking.flq_answer(
        opened,
        linking.read_numbers(sizes),
        delta=delta,
        method=method,
        imports=imports,
        by_industry=by_industry,
    )
    give(answer, output, json_out)


@click.command(name="import-gaps")
@_table("remove")
@click.option("--share", type=click.FloatRange(0, 1, min_open=True), default=1.0, show_default=True)
@click.option("--fit", type=FILE, help="Table of sector and local fit, 0 to 1, such as relatedness density.")
@click.option("--ledger", type=click.Path(), help="Join with the gaps of the chains in this ledger.")
@click.option("--chain", help="Only this chain of the ledger.")
@click.option(
    "--covered",
    multiple=True,
    help="Chain or segment that was surveyed whole: empty means missing. Repeatable.",
)
@click.option(
    "--segments", type=FILE, help="Table segment, sector, where the table is not one of 42 sectors."
)
@output_options
def import_gaps(
    table: str | None, share: float, fit: str | None, ledger: str | None, chain: str | None,
    covered: tuple[str, ...], segments: str | None, imports: Any, output: str | None, json_out: bool, **reading: Any,
) -> None:  # fmt: skip
    """What is brought in that could be made here: value, effect on the local chain, local fit.

    \b
    yanzhen measure import-gaps 42部门表.xls --ledger 聊城.yz --chain bearing --covered bearing -o 缺口.xlsx
    """
    opened = _opened("import-gaps", table, **reading)
    if opened is None:
        return
    if imports == "keep":
        raise UsageError("Effects of making imports here are local: they are computed with imports removed.")
    if ledger is None and (chain or covered or segments):
        raise UsageError(
            "--chain, --covered and --segments belong to the gaps of a ledger.", todo="add --ledger FILE"
        )
    answer = linking.import_gaps_answer(
        opened,
        share=share,
        local_fit=linking.read_numbers(fit) if fit else None,
        gaps=linking.chain_gaps(ledger, chain, covered=covered) if ledger else (),
        sector_of=linking.read_groups(segments, member="sector", group="segment") if segments else None,
    )
    give(answer, output, json_out)


COMMANDS = {
    command.name: command for command in (linkages, extraction, position, flq, import_gaps, esri, shock)
}


def _opened(
    name: str, table: str | None, *, sheet: str | None, basis: str | None, tolerance: float, unbalanced: bool
) -> Any:
    """The table, or ``None`` after explaining the measure when no table was named."""
    if table is None:
        click.echo(explain(name))
        return None
    keep = "keep" if unbalanced else "raise"
    return linking.open_table(table, sheet=sheet, imports_basis=basis, tolerance=tolerance, on_imbalance=keep)
