"""A network of firms: who sells how much to whom, and which market each firm sells in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import narwhals as nw
import numpy as np
import numpy.typing as npt
import polars as pl
from scipy.sparse import coo_array

from yanzhen.errors import MeasureError, UsageError
from yanzhen.measure.io_table.assumption import Assumption, named

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class FirmNetwork:
    """n firms in k sectors (markets) and m supplier-buyer links; build it with :meth:`from_edges`.

    Attributes:
        firms: n identifiers: most links first, then by name; or in the order of the matrix given.
        sectors: k names.
        sector: sector number of each firm, n.
        supplier, buyer: firm numbers at the ends of each link, m, sorted by supplier, no pair twice.
        value: what the supplier sells to the buyer, m, positive, any one unit.
        size: weight of each firm in the index, n (sales in the network unless given).
        notes: what was merged, dropped or assumed on the way.
    """

    firms: pl.Series
    sectors: tuple[str, ...]
    sector: Ints
    supplier: Ints
    buyer: Ints
    value: Floats
    size: Floats
    notes: tuple[Assumption, ...] = ()

    @classmethod
    def from_edges(
        cls,
        edges: Any,
        *,
        supplier: str = "supplier",
        buyer: str = "buyer",
        value: str = "value",
        firms: Any = None,
        firm: str = "firm",
        sector: str = "sector",
        size: str | None = None,
        sectors: Mapping[Any, str] | None = None,
        self_loops: Literal["keep", "drop"] = "keep",
    ) -> FirmNetwork:
        """From a table of links (invoices, customs records, a survey) of any engine narwhals takes.

        Rows of the same pair add up, zero rows are dropped; notes say how many.

        Args:
            edges: columns ``supplier``, ``buyer``, ``value`` (not negative).
            firms: a table with columns ``firm``, ``sector`` and, if named, ``size``; firms without links count.
            sectors: instead of ``firms``, a mapping firm -> sector. Without either, every firm is a market of
                its own, so that nobody can stand in for it.
            self_loops: sales of a firm to itself. Kept, they enter its sales and inputs, as in the paper's
                equations and published scores; dropped, they do not. Either way a note counts them.
            size: column of ``firms`` that weights a firm in the index (revenue, employment); its sales in the
                network otherwise.

        Raises:
            UsageError: a column is missing. MeasureError: empty or negative values, firms without a sector
                (named), no links.
        """
        if self_loops not in ("keep", "drop"):
            raise UsageError(f"self_loops must be 'keep' or 'drop'; got {self_loops!r}.")
        links = frame_of(edges, {supplier: pl.String, buyer: pl.String, value: pl.Float64})
        links.columns = ["supplier", "buyer", "value"]
        _require_values(links)
        members = _members(firms, firm, sector, size, sectors)
        names, source, target, amount = _hubs_first(*_numbered(links, _all_firms(links, members)))
        source, target, amount, notes = _merged(source, target, amount, len(names), self_loops == "drop")
        markets, market = _markets(names, members, notes)
        weight = added_up(source, amount, len(names))
        if members is not None and "size" in members.columns:
            weight = _sizes(names, members)
        return cls(names, markets, market, source, target, amount, weight, tuple(notes))

    @classmethod
    def from_matrix(
        cls,
        matrix: Any,
        sectors: Sequence[Any],
        *,
        firms: Sequence[Any] | None = None,
        size: npt.ArrayLike | None = None,
        self_loops: Literal["keep", "drop"] = "keep",
    ) -> FirmNetwork:
        """From a matrix W, ``W[i, j]`` what i sells to j, and the sector of each firm; firms keep its order.

        Args:
            matrix: n x n, dense or scipy sparse, not negative.
            sectors: n sector names. firms: n identifiers (``"0"`` to ``"n-1"`` otherwise).
            size: n weights in the index, sales otherwise. self_loops: as in :meth:`from_edges`.

        Raises:
            MeasureError: shapes that do not fit, negative or not finite values, repeated firms.
        """
        links = coo_array(matrix)
        n = links.shape[0]
        names = pl.Series("firm", [str(f) for f in (range(n) if firms is None else firms)])
        weight = None if size is None else np.asarray(size, dtype=np.float64)
        if links.shape != (n, n) or len(sectors) != n or len(names) != n or names.n_unique() != n:
            raise MeasureError(f"A {links.shape} matrix needs {n} sectors and {n} different firms.")
        if not np.isfinite(links.data).all() or (links.data < 0).any():
            raise MeasureError("Links must be finite numbers, zero or more. 关系值无效。")
        if weight is not None and (
            weight.shape != (n,) or not np.isfinite(weight).all() or (weight < 0).any()
        ):
            raise MeasureError(f"Sizes must be {n} finite numbers, zero or more. 企业规模无效。")
        source, target = (np.asarray(end, dtype=np.int64) for end in links.coords)
        values = np.asarray(links.data, dtype=np.float64)
        source, target, amount, notes = _merged(source, target, values, n, self_loops == "drop")
        kinds, market = np.unique([str(s) for s in sectors], return_inverse=True)
        sold = added_up(source, amount, n)
        return cls(
            names, tuple(map(str, kinds)), market, source, target, amount,
            sold if weight is None else weight, tuple(notes),
        )  # fmt: skip

    @property
    def sold(self) -> Floats:
        """Sales of each firm in the network, s_out, n."""
        return added_up(self.supplier, self.value, len(self.firms))

    @property
    def bought(self) -> Floats:
        """Purchases of each firm in the network, s_in, n."""
        return added_up(self.buyer, self.value, len(self.firms))

    def index(self, firms: Sequence[Any] | Any) -> Ints:
        """Numbers of firms by identifier, in the order given.

        Raises:
            UsageError: a firm that is not in the network.
        """
        wanted = [firms] if isinstance(firms, str | int) else list(firms)
        names = pl.DataFrame({"firm": [str(name) for name in wanted]}, schema={"firm": pl.String})
        index = pl.DataFrame({"firm": self.firms}).with_row_index("number")
        found = names.join(index, on="firm", how="left", maintain_order="left")
        unknown = found.filter(pl.col("number").is_null())["firm"].to_list()
        if unknown:
            raise UsageError(f"The network has no firm {named(unknown)}. 网络中没有该企业。")
        return found["number"].to_numpy().astype(np.int64)

    def firms_in(self, sector: str) -> list[str]:
        """Identifiers of the firms of one sector."""
        if sector not in self.sectors:
            raise UsageError(f"The network has no sector {sector!r}.", expected=named(list(self.sectors), 12))
        return self.firms.filter(pl.Series(self.sector == self.sectors.index(sector))).to_list()


def added_up(owner: Ints, value: Floats, n: int) -> Floats:
    """Sum of values by owner number, n (zero for owners without any)."""
    return np.asarray(np.bincount(owner, weights=value, minlength=n), dtype=np.float64)


def frame_of(frame: Any, columns: Mapping[str, Any]) -> pl.DataFrame:
    """The named columns as an eager polars frame of the types asked for."""
    data: Any = nw.from_native(frame).lazy()
    present = data.collect_schema().names()
    missing = [name for name in columns if name not in present]
    if missing:
        raise UsageError(
            f"The table has no column {', '.join(missing)}. 缺少列。", expected=f"has: {', '.join(present)}"
        )
    chosen: pl.DataFrame = data.select(*columns).collect("polars").to_polars()
    return chosen.cast(pl.Schema(columns))


def _require_values(links: pl.DataFrame) -> None:
    """Every link has two ends and a value that is a number, zero or more."""
    if links.is_empty():
        raise MeasureError("The table has no links. 关系表为空。")
    value = pl.col("value")
    bad = links.filter(pl.any_horizontal(pl.all().is_null()) | ~value.is_finite() | (value < 0))
    if bad.height:
        s, b, v = bad.row(0)
        raise MeasureError(
            f"{bad.height} links have an empty end or a value that is negative or not a number. 关系值无效。",
            where=f"supplier {s!r}, buyer {b!r}, value {v!r}",
            expected="value >= 0; a returned delivery is subtracted from the link before, not a link",
        )


def _members(
    firms: Any, firm: str, sector: str, size: str | None, sectors: Mapping[Any, str] | None
) -> pl.DataFrame | None:
    """firm, sector and perhaps size, one row per firm."""
    if firms is None:
        if sectors is None:
            return None
        names, kinds = [str(k) for k in sectors], [str(v) for v in sectors.values()]
        return pl.DataFrame({"firm": names, "sector": kinds})
    columns: dict[str, Any] = {firm: pl.String, sector: pl.String}
    if size is not None:
        columns[size] = pl.Float64
    members = frame_of(firms, columns)
    members.columns = ["firm", "sector", *(["size"] if size is not None else [])]
    twice = members.filter(pl.col("firm").is_duplicated())["firm"].unique().to_list()
    if twice:
        raise MeasureError(f"Firms are listed more than once: {named(sorted(twice))}. 企业重复。")
    return members


def _all_firms(links: pl.DataFrame, members: pl.DataFrame | None) -> pl.Series:
    parts = [links["supplier"], links["buyer"].rename("supplier")]
    if members is not None:
        parts.append(members["firm"].rename("supplier"))
    return pl.concat(parts).unique().sort().rename("firm")


def _numbered(links: pl.DataFrame, names: pl.Series) -> tuple[pl.Series, Ints, Ints, Floats]:
    """Firms and the links between their numbers."""
    index = pl.DataFrame({"firm": names}).with_row_index("number")
    ends = []
    for end in ("supplier", "buyer"):
        joined = links.select(end).join(
            index, left_on=end, right_on="firm", how="left", maintain_order="left"
        )
        ends.append(joined["number"].to_numpy().astype(np.int64))
    return names, ends[0], ends[1], links["value"].to_numpy()


def _hubs_first(
    names: pl.Series, source: Ints, target: Ints, value: Floats
) -> tuple[pl.Series, Ints, Ints, Floats]:
    """Firms with most links first: what a cascade visits most then lies close together in memory."""
    links = np.bincount(source, minlength=len(names)) + np.bincount(target, minlength=len(names))
    order = np.argsort(-links, kind="stable")
    number = np.empty_like(order)
    number[order] = np.arange(order.size)
    return names.gather(order), number[source], number[target], value


def _merged(
    source: Ints, target: Ints, value: Floats, n: int, drop_loops: bool
) -> tuple[Ints, Ints, Floats, list[Assumption]]:
    """Links without zeros and repeated pairs, sorted by supplier then buyer."""
    notes = []
    loops = (source == target) & (value > 0)
    if loops.any() and drop_loops:
        notes.append(_count("self-loops", loops, "自环（企业对自身的销售）已剔除", "self-loops were dropped"))
    elif loops.any():
        notes.append(
            _count("self-loops", loops, "自环（企业对自身的销售）计入其销售与投入", "self-loops were kept")
        )
    keep = (value > 0) & ~(loops & drop_loops)
    source, target, value = source[keep], target[keep], value[keep]
    if not value.size:
        raise MeasureError("No link has a positive value. 没有有效的供应关系。")
    key = source * n + target
    order = np.argsort(key, kind="stable")
    key, value = key[order], value[order]
    first = np.flatnonzero(np.diff(key, prepend=-1))
    if first.size < key.size:
        again = np.diff(key, prepend=-1) == 0
        notes.append(_count("repeated", again, "重复的供应关系已合并", "repeated links were added up"))
    return key[first] // n, key[first] % n, np.add.reduceat(value, first), notes


def _count(code: str, which: npt.NDArray[np.bool_], zh: str, en: str) -> Assumption:
    return Assumption(code, f"{which.sum()}条{zh}。", f"{which.sum()} {en}.", warning=code == "self-loops")


def _markets(
    names: pl.Series, members: pl.DataFrame | None, notes: list[Assumption]
) -> tuple[tuple[str, ...], Ints]:
    """Sector names and the sector number of each firm."""
    if members is None:
        zh = "未给行业：每家企业自成一个市场，无人可替代。"
        en = "No sectors were given: every firm is a market of its own and nobody stands in for it."
        notes.append(Assumption("own-markets", zh, en, warning=True))
        return tuple(names.to_list()), np.arange(len(names), dtype=np.int64)
    found = pl.DataFrame({"firm": names}).join(members, on="firm", how="left", maintain_order="left")
    bare = found.filter(pl.col("sector").is_null())["firm"].to_list()
    if bare:
        raise MeasureError(
            f"Firms have no sector: {named(bare)}. 企业缺少行业。", todo="add them to firms or sectors"
        )
    kinds = found["sector"].unique().sort()
    index = pl.DataFrame({"sector": kinds}).with_row_index("number")
    joined = found.select("sector").join(index, on="sector", how="left", maintain_order="left")
    return tuple(kinds.to_list()), joined["number"].to_numpy().astype(np.int64)


def _sizes(names: pl.Series, members: pl.DataFrame) -> Floats:
    found = pl.DataFrame({"firm": names}).join(members, on="firm", how="left", maintain_order="left")
    wrong = found.filter(pl.col("size").is_null() | ~pl.col("size").is_finite() | (pl.col("size") < 0))
    if wrong.height:
        raise MeasureError(f"Firms have no valid size: {named(wrong['firm'].to_list())}. 企业规模无效。")
    return found["size"].to_numpy()
