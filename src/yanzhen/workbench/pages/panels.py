"""Region-by-activity tables among the sources of a ledger: what comparison and opportunities are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from yanzhen.errors import UsageError, YanzhenError
from yanzhen.read.tables import Role, TableReading, is_table_name, read_table
from yanzhen.terms import Source
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens

SPREADSHEETS = (
    "text/csv",
    "application/vnd.openxmlformats",
    "application/vnd.ms-excel",
    "application/vnd.oasis",
)


@dataclass(frozen=True, slots=True)
class Panel:
    """A table with regions, activities and numbers.

    Attributes:
        source: the document it is.
        sheet: the worksheet.
        region, activity, period: names of its columns; period is None for a table of one moment.
        values: columns of numbers, with their base units.
        regions, activities, periods: what it holds, in its own order.
        rows: how many rows.
    """

    source: Source
    sheet: str
    region: str
    activity: str
    period: str | None
    values: tuple[tuple[str, str], ...]
    regions: tuple[str, ...]
    activities: tuple[str, ...]
    periods: tuple[str, ...]
    rows: int

    @property
    def key(self) -> str:
        """Its name in an address."""
        return self.source.id

    def unit(self, value: str) -> str:
        """The base unit of a column of numbers."""
        return dict(self.values).get(value, "")


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a panel is looked at; all of it from the address, with sensible values where nothing is said."""

    panel: Panel
    value: str
    region: str
    peer: str | None
    period: str | None
    base: str | None


def panels(desk: Desk, lens: Lens) -> tuple[Panel, ...]:
    """The panels within sight, made-up ones too: they are marked as such wherever they are used."""
    sources = [
        s
        for s in desk.view(lens).sources()
        if s.media_type.startswith(SPREADSHEETS) and is_table_name(s.name)
    ]
    found = (desk.keep(("panel", s.id), lambda s=s: _panel(desk, lens, s)) for s in sources)  # type: ignore[misc]
    return tuple(panel for panel in found if panel is not None)


def frame(desk: Desk, lens: Lens, panel: Panel) -> pl.DataFrame:
    """The numbers of a panel, in base units; total rows left out."""

    def make() -> pl.DataFrame:
        table = _reading(desk, lens, panel.source)
        assert table is not None
        whole = table.frame(panel.sheet)
        if panel.period:
            whole = whole.with_columns(pl.col(panel.period).cast(pl.String))
        return whole

    return desk.keep(("frame", panel.key, panel.sheet), make)


def choose(found: tuple[Panel, ...], query: dict[str, str], compare: str | None) -> Choice | None:
    """The panel and its parts that an address asks for; None where there is no panel.

    Raises:
        UsageError: a panel, column, region or period that is not there.
    """
    if not found:
        return None
    panel = _named(found, query.get("panel"))
    return Choice(
        panel=panel,
        value=_one(query.get("value"), [name for name, _ in panel.values], "数值列") or "",
        region=_one(query.get("region"), panel.regions, "地区") or "",
        peer=_one(
            query.get("peer") or (compare if compare in panel.regions else None),
            panel.regions,
            "对比地区",
            default=None,
        ),
        period=_one(query.get("year"), panel.periods[::-1], "时期"),
        base=_one(query.get("base"), panel.periods, "基期"),
    )


def at_period(whole: pl.DataFrame, choice: Choice) -> pl.DataFrame:
    """The rows of the chosen period."""
    if choice.panel.period is None:
        return whole
    return whole.filter(pl.col(choice.panel.period) == choice.period)


def _named(found: tuple[Panel, ...], key: str | None) -> Panel:
    if not key:
        return found[0]
    for panel in found:
        if panel.key == key:
            return panel
    raise UsageError("没有这张面板表", where=key[:60], expected="、".join(p.key for p in found))


def _one(wanted: str | None, allowed: Any, what: str, *, default: str | None = "") -> str | None:
    options = list(allowed)
    if not wanted:
        return (options[0] if options else None) if default == "" else default
    if wanted not in options:
        raise UsageError(f"这张表里没有这个{what}", where=wanted[:60], expected="、".join(options[:20]))
    return wanted


def _reading(desk: Desk, lens: Lens, source: Source) -> TableReading | None:
    try:
        return read_table(desk.view(lens).content(source.id), source.name, source=source)
    except YanzhenError:
        return None


def _panel(desk: Desk, lens: Lens, source: Source) -> Panel | None:
    table = _reading(desk, lens, source)
    for sheet in table.sheets if table else ():
        roles = {role: [c for c in sheet.columns if c.role is role] for role in Role}
        if not (roles[Role.REGION] and roles[Role.INDUSTRY] and roles[Role.FIGURE]):
            continue
        assert table is not None
        whole = table.frame(sheet.name)
        region, activity = roles[Role.REGION][0].heading, roles[Role.INDUSTRY][0].heading
        period = roles[Role.PERIOD][0].heading if roles[Role.PERIOD] else None
        values = tuple((c.name, c.unit) for c in roles[Role.FIGURE] if c.name in whole.columns)
        if not values or not {region, activity} <= set(whole.columns):
            continue
        return Panel(
            source=source,
            sheet=sheet.name,
            region=region,
            activity=activity,
            period=period,
            values=values,
            regions=_distinct(whole, region),
            activities=_distinct(whole, activity),
            periods=tuple(sorted(_distinct(whole, period))) if period else (),
            rows=whole.height,
        )
    return None


def _distinct(whole: pl.DataFrame, column: str) -> tuple[str, ...]:
    return tuple(str(v) for v in whole[column].unique(maintain_order=True) if v is not None)
