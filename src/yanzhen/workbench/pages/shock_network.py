"""The supply network behind the page on shocks: a table of links in the ledger, and the segments of its firms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import polars as pl

from yanzhen.errors import YanzhenError
from yanzhen.measure.shock import FirmNetwork
from yanzhen.terms import Source
from yanzhen.workbench.pages.chains import atlas
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.table_sources import grids_of, tables_in_sight

_SUPPLIER = re.compile(r"供应|供货|卖方|销售方|supplier|seller", re.I)
_BUYER = re.compile(r"采购|客户|买方|购货|需求方|buyer|customer", re.I)
_VALUE = re.compile(r"金额|货值|交易额|销售额|采购额|value|amount", re.I)
_SECTOR = re.compile(r"行业|部门|环节|sector|industry", re.I)
_UNIT = re.compile(r"(亿|万|千)?元")
_SCALES = {"亿元": 1e8, "万元": 1e4, "千元": 1e3, "元": 1.0}


@dataclass(frozen=True, slots=True)
class Links:
    """A table of supply links as a network; ``scale`` turns its amounts into yuan, None where it names no unit."""

    network: FirmNetwork
    scale: float | None


def links_in_sight(desk: Desk, lens: Lens) -> dict[Source, Links]:
    """Tables with a supplier, a buyer and a value, made-up ones too: they are marked wherever they are used."""
    tables = tables_in_sight(desk, lens)
    found = {s: desk.keep(("links", s.id), lambda s=s: _links(desk, lens, s)) for s in tables}  # type: ignore[misc]
    return {source: links for source, links in found.items() if links is not None}


def segments(desk: Desk, lens: Lens, network: FirmNetwork) -> dict[str, list[str]]:
    """Chains and their segments, each with those of its firms that trade in the network."""
    within, known = atlas(desk, replace(lens, synthetic=True, compare=None)), set(network.firms)
    found: dict[str, list[str]] = {}
    for view in within.views:
        chain = found.setdefault(view.chart.label.zh, [])
        for state in view.states:
            names = (o.firm for o in view.occupancy.of(state.segment.key))
            firms = [firm for firm in dict.fromkeys(names) if firm in known]
            chain += [firm for firm in firms if firm not in chain]
            if firms:
                found[f"{view.chart.label.zh} · {state.segment.label.zh}"] = firms
    return {name: firms for name, firms in found.items() if firms}


def _links(desk: Desk, lens: Lens, source: Source) -> Links | None:
    """None for any table that does not hold links."""
    try:
        for grid in grids_of(desk, lens, source):
            for number, row in enumerate(grid.rows[:10]):
                heads = [str(cell or "") for cell in row]
                columns = _columns(heads)
                if columns:
                    return _network(grid.rows[number + 1 :], columns, heads)
    except YanzhenError:
        pass
    return None


def _columns(heads: Sequence[str]) -> dict[str, int]:
    """Where supplier, buyer, value and, if they are there, the sectors of both stand; empty if one is missing."""

    def first(pattern: re.Pattern[str], sector: bool) -> int | None:
        fitting = (i for i, h in enumerate(heads) if pattern.search(h) and bool(_SECTOR.search(h)) is sector)
        return next(fitting, None)

    wanted = {
        "supplier": first(_SUPPLIER, False),
        "buyer": first(_BUYER, False),
        "value": first(_VALUE, False),
    }
    if None in wanted.values() or wanted["supplier"] == wanted["buyer"]:
        return {}
    optional = {"supplier_sector": first(_SUPPLIER, True), "buyer_sector": first(_BUYER, True)}
    return {name: place for name, place in (wanted | optional).items() if place is not None}


def _network(rows: Sequence[Sequence[Any]], columns: Mapping[str, int], heads: Sequence[str]) -> Links | None:
    kept = [
        {name: row[place] for name, place in columns.items()} | {"value": value}
        for row in rows
        if len(row) > max(columns.values())
        and row[columns["supplier"]]
        and row[columns["buyer"]]
        and (value := _number(row[columns["value"]])) is not None
    ]
    if not kept:
        return None
    frame = pl.DataFrame(
        {
            "supplier": [str(r["supplier"]) for r in kept],
            "buyer": [str(r["buyer"]) for r in kept],
            "value": [r["value"] for r in kept],
        }
    )
    unit = _UNIT.search(heads[columns["value"]])
    return Links(FirmNetwork.from_edges(frame, sectors=_sectors(kept)), _SCALES[unit[0]] if unit else None)


def _sectors(kept: Sequence[Mapping[str, Any]]) -> dict[str, str] | None:
    """The sector of each firm; None unless the table says it of every one."""
    found: dict[str, str] = {}
    for row in kept:
        for side in ("supplier", "buyer"):
            if row.get(f"{side}_sector"):
                found.setdefault(str(row[side]), str(row[f"{side}_sector"]))
    firms = {str(row[side]) for row in kept for side in ("supplier", "buyer")}
    return found if firms <= set(found) else None


def _number(cell: Any) -> float | None:
    try:
        return float(str(cell).replace(",", ""))
    except ValueError:
        return None
