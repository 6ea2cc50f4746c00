"""All regions of a panel side by side: a schematic map of squares, and bars."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import polars as pl

from yanzhen.measure.index.tiles import tile_positions
from yanzhen.packs import path
from yanzhen.terms import Figure
from yanzhen.workbench.pages.confidential import SmallCells
from yanzhen.workbench.pages.panels import Choice, at_period, computed
from yanzhen.workbench.small_cells import TOTAL

# Shades of the map; each holds about as many regions.
CLASSES = 5
_LONGITUDE = ("经度", "longitude", "lon")
_LATITUDE = ("纬度", "latitude", "lat")


@dataclass(frozen=True, slots=True)
class RegionValue:
    """A region with its total; ``figure`` is None where the table has nothing, or where it is withheld.

    ``shade`` runs from 1 (the lowest fifth) to 5; ``column`` and ``row`` are its square, from the north-west.
    """

    region: str
    figure: Figure | None
    withheld: bool
    shade: int
    column: int
    row: int


@dataclass(frozen=True, slots=True)
class RegionMap:
    """Regions in order of their values; ``placed`` says whether the squares follow where they lie."""

    regions: tuple[RegionValue, ...]
    placed: bool
    columns: int
    rows: int

    @property
    def figures(self) -> tuple[Figure, ...]:
        """The values, for a common axis."""
        return tuple(each.figure for each in self.regions if each.figure)


def region_map(whole: pl.DataFrame, choice: Choice, activity: str, cells: SmallCells) -> RegionMap:
    """Totals of all regions, or those of one activity, in the chosen period."""
    rows = at_period(whole, choice)
    panel = choice.panel
    if activity:
        rows = rows.filter(pl.col(panel.activity) == activity)
    totals = rows.group_by(panel.region).agg(pl.col(choice.value).sum())
    few = {region for region in panel.regions if cells.holds(region, activity or TOTAL)}
    values = {str(r[panel.region]): float(r[choice.value] or 0.0) for r in totals.iter_rows(named=True)}
    shown = sorted((r for r in values if r not in few), key=lambda r: -values[r])
    order = [*shown, *(r for r in panel.regions if r not in shown)]
    squares, placed = _squares(order, whole, panel.region)
    unit = panel.unit(choice.value)
    return RegionMap(
        regions=tuple(
            RegionValue(
                region=region,
                figure=_figure(values[region], unit, choice) if region in shown else None,
                withheld=region in few,
                shade=CLASSES - shown.index(region) * CLASSES // len(shown) if region in shown else 0,
                column=squares[region][0],
                row=squares[region][1],
            )
            for region in order
        ),
        placed=placed,
        columns=1 + max(column for column, _ in squares.values()),
        rows=1 + max(row for _, row in squares.values()),
    )


def _figure(value: float, unit: str, choice: Choice) -> Figure:
    found = computed(value, unit, choice.value, choice.period)
    assert found is not None
    return found


def _squares(regions: list[str], whole: pl.DataFrame, column: str) -> tuple[dict[str, tuple[int, int]], bool]:
    """A square for each region: near where it lies if all centres are known, else in order of the values."""
    centres = _centres_of_table(whole, column) or _known_centres()
    if len(regions) > 1 and all(region in centres for region in regions):
        tiles = tile_positions(regions, [centres[r][0] for r in regions], [centres[r][1] for r in regions])
        return {tile.region: (tile.column, tile.row) for tile in tiles}, True
    width = max(1, round((1.6 * len(regions)) ** 0.5))
    return {region: (k % width, k // width) for k, region in enumerate(regions)}, False


def _centres_of_table(whole: pl.DataFrame, region: str) -> dict[str, tuple[float, float]]:
    """Longitude and latitude of each region where the table itself has these columns."""
    east, north = _named(whole, _LONGITUDE), _named(whole, _LATITUDE)
    if not east or not north:
        return {}
    middle = (
        whole.group_by(region).agg(pl.col(east, north).cast(pl.Float64, strict=False).mean()).drop_nulls()
    )
    return {str(name): (float(x), float(y)) for name, x, y in middle.select(region, east, north).iter_rows()}


def _named(whole: pl.DataFrame, names: Iterable[str]) -> str | None:
    return next((c for c in whole.columns if c.split("(")[0].strip().lower() in names), None)


@cache
def _known_centres() -> dict[str, tuple[float, float]]:
    """Seats of the provinces and of the example city's counties, to a tenth of a degree."""
    with path("places", "centres").open(encoding="utf-8") as file:
        return {
            row["name"]: (float(row["longitude"]), float(row["latitude"])) for row in csv.DictReader(file)
        }
