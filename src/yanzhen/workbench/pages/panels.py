"""Region-by-activity tables among the sources of a ledger: what comparison and opportunities are computed from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import polars as pl

from yanzhen.errors import UsageError, YanzhenError
from yanzhen.read.tables import Role, TableReading, is_table_name, table_of
from yanzhen.terms import Figure, Period, Source
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.table_sources import opened

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


@dataclass(frozen=True, slots=True)
class Offered:
    """What a page's own table adds to the header: its regions and periods, and which of them are shown.

    ``missing`` are choices of the header that the table does not have, each with what is shown instead.
    """

    places: tuple[str, ...] = ()
    periods: tuple[str, ...] = ()
    place: str = ""
    period: str = ""
    compare: str = ""
    missing: tuple[tuple[str, str], ...] = ()


def panels(desk: Desk, lens: Lens) -> tuple[Panel, ...]:
    """The panels within sight, made-up ones too: they are marked as such wherever they are used."""
    sources = [
        s
        for s in desk.view(lens).sources()
        if s.media_type.startswith(SPREADSHEETS) and is_table_name(s.name)
    ]
    found = (desk.keep(("panel", s.id), lambda s=s: _panel(desk, s)) for s in sources)  # type: ignore[misc]
    listed = [panel for panel in found if panel is not None]
    # The first is looked at unless another is asked for: one that knows the place rather than one that does not.
    return tuple(sorted(listed, key=lambda panel: lens.place not in panel.regions))


def frame(desk: Desk, lens: Lens, panel: Panel) -> pl.DataFrame:
    """The numbers of a panel, in base units; total rows left out."""

    def make() -> pl.DataFrame:
        table = _reading(desk, panel.source)
        assert table is not None
        whole = table.frame(panel.sheet)
        if panel.period:
            whole = whole.with_columns(pl.col(panel.period).cast(pl.String))
        return whole

    return desk.keep(("frame", panel.key, panel.sheet), make)


def choose(found: tuple[Panel, ...], query: dict[str, str], lens: Lens) -> Choice | None:
    """The panel and its parts that an address asks for; None where there is no panel.

    Place, period and comparison are those of the header where the panel has them; ``region``, ``year`` and
    ``peer`` in the address say otherwise.

    Raises:
        UsageError: a panel, column, region or period that is not there.
    """
    if not found:
        return None
    panel = _named(found, query.get("panel"))
    when = lens.period.code if lens.period else None
    region = _one(query.get("region") or _within(lens.place, panel.regions), panel.regions, "地区") or ""
    peer = query.get("peer") or _within(lens.compare, panel.regions)
    return Choice(
        panel=panel,
        value=_one(query.get("value"), [name for name, _ in panel.values], "数值列") or "",
        region=region,
        peer=_one(peer if peer != region else None, panel.regions, "对比地区", default=None),
        period=_one(query.get("year") or _within(when, panel.periods), panel.periods[::-1], "时期"),
        base=_one(query.get("base"), panel.periods, "基期"),
    )


def offered(choice: Choice | None, lens: Lens) -> Offered:
    """What the header can choose from on a page computed from a panel."""
    if choice is None:
        return Offered()
    panel, when = choice.panel, lens.period.code if lens.period else None
    asked = (
        (lens.place, panel.regions, choice.region),
        (when, panel.periods, choice.period or ""),
        (lens.compare, panel.regions, choice.peer or ""),
    )
    return Offered(
        places=panel.regions,
        periods=panel.periods,
        place=choice.region,
        period=choice.period or "",
        compare=choice.peer or "",
        missing=tuple((name, shown) for name, known, shown in asked if name and known and name not in known),
    )


def _within(name: str | None, known: tuple[str, ...]) -> str | None:
    return name if name in known else None


def computed(value: float | None, unit: str, metric: str, period: str | None = None) -> Figure | None:
    """A figure that Yanzhen computed from a table."""
    if value is None:
        return None
    return Figure.of(
        rounded(value, unit),
        unit,
        metric=metric,
        computed=True,
        period=Period.parse(period) if period else None,
    )


def rounded(value: float, unit: str) -> float:
    """Four significant digits for money: what a table in yuan gives beyond that is noise on a page."""
    return float(f"{value:.4g}") if unit == "CNY" else float(value)


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


def _reading(desk: Desk, source: Source) -> TableReading | None:
    # What is marked internal in the table is withheld cell by cell (:mod:`confidential`), so all of it is read.
    try:
        return table_of(opened(desk, Lens(internal=True), source), source)
    except YanzhenError:
        return None


def _panel(desk: Desk, source: Source) -> Panel | None:
    table = _reading(desk, source)
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
