"""``yanzhen measure esri|shock``: who matters most in a network of firms, and what one shock does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from yanzhen.cli.answers import FILE, give, output_options
from yanzhen.errors import UsageError
from yanzhen.workbench import linking
from yanzhen.workbench.linking import Answer
from yanzhen.workbench.measuring import explain, read_table


def _network(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options of commands that read links between firms."""
    for option in reversed(
        [
            click.option("--supplier", default="supplier", show_default=True, help="Column of suppliers."),
            click.option("--buyer", default="buyer", show_default=True, help="Column of buyers."),
            click.option("--value", default="value", show_default=True, help="Column of values."),
            click.option("--firms", type=FILE, help="Table of firms with their sectors."),
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


@click.command(name="esri")
@click.argument("edges", required=False, type=click.Path())
@_network
@click.option("--top", type=click.IntRange(1), help="Exact for the top firms only [100 above 20,000 firms].")
@click.option("--threads", type=click.IntRange(1), default=1, show_default=True)
@click.option("--io-table", type=FILE, help="No EDGES: reconstruct networks from this table and firm sizes.")
@click.option("--basis", type=click.Choice(["inside", "removed", "none"]), help="Where its imports sit.")
@click.option("--samples", type=click.IntRange(1), default=20, show_default=True, help="Networks to draw.")
@output_options
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
        give(_ranges(str(io_table), basis, samples, needs, **columns), output, json_out)
        return
    network, groups = _firm_network(edges, **columns)
    give(
        linking.esri_answer(network, essential=needs, top=top, groups=groups, threads=threads),
        output,
        json_out,
    )


@click.command(name="shock")
@click.argument("edges", required=False, type=click.Path())
@click.argument("firms_hit", nargs=-1, metavar="FIRM[=SHARE]...")
@_network
@click.option(
    "--all-of", metavar="SEGMENT[=SHARE]", help="Every firm of this sector, or of this --group, stops."
)
@click.option(
    "--direction",
    type=click.Choice(["both", "downstream", "upstream"]),
    default="both",
    show_default=True,
    help="downstream: customers lack inputs; upstream: suppliers lose sales; both: the larger of the two.",
)
@click.option("--svg", type=FILE, help="Write the drawing.")
@click.option("--language", type=click.Choice(["zh", "en"]), default="zh", show_default=True)
@output_options
def shock(
    edges: str | None, firms_hit: tuple[str, ...], all_of: str | None, direction: Any, svg: str | None,
    language: Any, essential: str, output: str | None, json_out: bool, **columns: Any,
) -> None:  # fmt: skip
    """Follow one shock: FIRM stops, or loses SHARE of its output; first and later effects, who is hit.

    \b
    yanzhen measure shock links.csv 东方轴承=0.5 --firms firms.csv --svg shock.svg
    """
    if edges is None:
        click.echo(explain("shock"))
        return
    network, groups = _firm_network(edges, **columns)
    segments = linking.parse_losses([all_of] if all_of else [])
    losses = [linking.segment_losses(network, name, share, groups) for name, share in segments.items()]
    shocks = {firm: share for part in losses for firm, share in part.items()}
    shocks |= linking.parse_losses(firms_hit)
    needs = read_table(essential) if essential not in ("all", "none") else essential
    answer = linking.shock_answer(
        network, shocks, essential=needs, direction=direction, groups=groups, language=language
    )
    if svg:
        answer.write(svg)
    give(answer, output, json_out)


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
