"""What happens along the supply links when a firm stops, from a table of links in the ledger."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import polars as pl

from yanzhen.errors import UsageError, YanzhenError
from yanzhen.measure.shock import FirmNetwork
from yanzhen.read.tables import is_table_name, read_grids
from yanzhen.terms import Source
from yanzhen.workbench.linking import Answer
from yanzhen.workbench.linking.shock import shock_answer
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, PageTable

_SUPPLIER = re.compile(r"供应|供货|卖方|销售方|supplier|seller", re.I)
_BUYER = re.compile(r"采购|客户|买方|购货|需求方|buyer|customer", re.I)
_VALUE = re.compile(r"金额|货值|交易额|销售额|采购额|value|amount", re.I)
MOST_ROWS = 60
# Column of the answer -> heading; the rest stays in the library's own output.
_SHOWN = {
    "firm": N_("企业"),
    "sector": N_("行业"),
    "first_step": N_("第几步受影响"),
    "direction": N_("方向"),
    "via": N_("经由"),
    "first_loss": N_("首轮损失"),
    "loss": N_("最终损失"),
    "amount": N_("损失额"),
}
_DIRECTIONS = {"shock": N_("自身"), "supply": N_("供给"), "demand": N_("需求")}


@dataclass(frozen=True, slots=True)
class Note:
    """An assumption or a warning behind the numbers."""

    zh: str
    en: str
    warning: bool


@dataclass(frozen=True, slots=True)
class ShockPage:
    """A network, the firm stopped, and what follows."""

    networks: tuple[Source, ...]
    source: Source | None
    firms: tuple[str, ...]
    firm: str
    share: float
    facts: dict[str, Any]
    heads: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    notes: tuple[Note, ...]
    svg: str

    @property
    def synthetic(self) -> bool:
        return self.source is not None and self.source.synthetic

    def tables(self) -> tuple[PageTable, ...]:
        """Who is hit, and what the numbers rest on."""
        hit = PageTable(
            N_("受影响企业"), self.heads, tuple(tuple(_cell(c) for c in row) for row in self.rows)
        )
        notes = PageTable(N_("假定"), (N_("假定"),), tuple((n.zh,) for n in self.notes))
        return hit, notes


def _cell(value: Any) -> str | int | float | None:
    return value if isinstance(value, str | int | float) or value is None else str(value)


def shock_page(desk: Desk, lens: Lens, table: str, firm: str, share: float, language: str) -> ShockPage:
    """Stop a firm, wholly or in part.

    Raises:
        UsageError: no such table or firm.
    """
    networks = _networks(desk, lens)
    if not networks:
        return ShockPage((), None, (), "", share, {}, (), (), (), "")
    source = next((s for s in networks if s.id == table), None) if table else networks[0]
    if source is None:
        raise UsageError("没有这张供应关系表", where=table[:60])
    network = desk.keep(("network", source.id), lambda: _network(desk, lens, source))
    assert network is not None
    firms = tuple(network.firms)
    chosen = firm or _largest(network)
    if chosen not in firms:
        raise UsageError("供应关系表里没有这家企业", where=chosen[:60])
    key = ("shock", source.id, chosen, share, language)
    answer = desk.keep(
        key, lambda: shock_answer(network, {chosen: share}, language="en" if language == "en" else "zh")
    )
    return _page(networks, source, firms, chosen, share, answer)


def _page(
    networks: tuple[Source, ...],
    source: Source,
    firms: tuple[str, ...],
    firm: str,
    share: float,
    answer: Answer,
) -> ShockPage:
    shown = [column for column in _SHOWN if column in answer.main.columns]
    hit = answer.main.head(MOST_ROWS).select(shown)
    if "direction" in shown:
        hit = hit.with_columns(pl.col("direction").replace(_DIRECTIONS))
    return ShockPage(
        networks=networks,
        source=source,
        firms=firms,
        firm=firm,
        share=share,
        facts=dict(answer.facts),
        heads=tuple(_SHOWN[column] for column in shown),
        rows=tuple(hit.rows()),
        notes=tuple(Note(a.zh, a.en, a.warning) for a in answer.assumptions),
        svg=answer.svg or "",
    )


def _networks(desk: Desk, lens: Lens) -> tuple[Source, ...]:
    tables = (s for s in desk.view(lens).sources() if is_table_name(s.name))
    return tuple(s for s in tables if desk.keep(("network", s.id), lambda s=s: _network(desk, lens, s)))  # type: ignore[misc]


def _network(desk: Desk, lens: Lens, source: Source) -> FirmNetwork | None:
    """The links of a table that has a supplier, a buyer and a value; None for any other table."""
    try:
        grids = read_grids(desk.view(lens).content(source.id), source.name)
        frame = next((f for grid in grids if (f := _links(grid.rows)) is not None), None)
        return FirmNetwork.from_edges(frame) if frame is not None else None
    except YanzhenError:
        return None


def _links(rows: Any) -> pl.DataFrame | None:
    for number, row in enumerate(rows[:10]):
        named = [str(cell or "") for cell in row]
        found = [
            next((i for i, n in enumerate(named) if p.search(n)), None) for p in (_SUPPLIER, _BUYER, _VALUE)
        ]
        supplier, buyer, value = found
        if supplier is None or buyer is None or value is None or supplier == buyer:
            continue
        body = [r for r in rows[number + 1 :] if len(r) > max(supplier, buyer, value)]
        numbers = [
            (str(r[supplier]), str(r[buyer]), _number(r[value])) for r in body if r[supplier] and r[buyer]
        ]
        kept = [link for link in numbers if link[2] is not None]
        return pl.DataFrame(kept, schema=["supplier", "buyer", "value"], orient="row") if kept else None
    return None


def _number(cell: Any) -> float | None:
    try:
        return float(str(cell).replace(",", ""))
    except ValueError:
        return None


def _largest(network: FirmNetwork) -> str:
    """The firm with the largest sales: a start that shows something."""
    return str(network.firms[int(network.size.argmax())])
