"""What the place's clusters pull and carry, from an input-output table in the ledger."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from yanzhen.errors import UsageError, YanzhenError
from yanzhen.measure.io_table import IOTable
from yanzhen.terms import Figure, Period, Source
from yanzhen.workbench import linking
from yanzhen.workbench.pages import charts
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.linkage_sources import correspondence_of, input_output_tables
from yanzhen.workbench.pages.notes import Note
from yanzhen.workbench.pages.sentences import Sentence
from yanzhen.workbench.pages.tables import N_, PageTable

BASES = {
    "inside": N_("流量含进口品（竞争型）"),
    "removed": N_("流量已剔除进口品（非竞争型）"),
    "none": N_("没有进口"),
}
IMPORTS = ("remove", "keep")
# A table of more sectors than this is a multi-regional one: its sectors are not listed one by one.
MOST_SECTORS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A cluster: its share, what would be lost without it, what it pulls, where it stands in the chain."""

    cluster: str
    sectors: str
    share: Figure
    loss: Figure
    pull: Figure | None
    multiplier: Figure | None
    value_added: Figure | None
    influence: Figure | None
    sensitivity: Figure | None
    upstream: Figure | None


@dataclass(frozen=True, slots=True)
class LinkagePart:
    """The part of the page of clusters that is computed from an input-output table.

    Attributes:
        tables_found: input-output tables within sight; ``source`` the one used, None while there is none.
        mapped: whether a table says which sectors a cluster is; otherwise ``rows`` are single sectors.
        correspondence: that table.
        basis: of the table's flows; ``basis_asked`` that its layout does not show it and the reader has to say.
        problem: why the table cannot be used.
    """

    tables_found: tuple[Source, ...] = ()
    source: Source | None = None
    correspondence: Source | None = None
    mapped: bool = False
    rows: tuple[Row, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    notes: tuple[Note, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    chart: dict[str, Any] | None = None
    basis: str = ""
    imports: str = "remove"
    basis_asked: bool = False
    period: str = ""
    unit: str = ""
    sectors: int = 0
    problem: str = ""

    @property
    def synthetic(self) -> bool:
        return any(s.synthetic for s in (self.source, self.correspondence) if s)

    def tables(self) -> tuple[PageTable, ...]:
        """Clusters as rows, then what the numbers rest on."""
        if self.source is None:
            return ()
        head = (
            N_("集群"), N_("所含部门"), N_("产出占比"), N_("整体退出的损失"), N_("带动"), N_("产出乘数"),
            N_("增加值乘数"), N_("影响力系数"), N_("感应度系数"), N_("上游度"),
        )  # fmt: skip
        rows = tuple(
            (
                r.cluster, r.sectors, r.share, r.loss, r.pull, r.multiplier,
                r.value_added, r.influence, r.sensitivity, r.upstream,
            )
            for r in self.rows
        )  # fmt: skip
        notes = tuple((n.zh,) for n in self.notes)
        return PageTable(N_("集群的带动"), head, rows), PageTable(N_("假定"), (N_("假定"),), notes)


def linkage_part(desk: Desk, lens: Lens, query: Mapping[str, str]) -> LinkagePart:
    """Linkages of the clusters within a lens.

    Args:
        query: ``io`` names the table, ``imports`` is remove or keep, ``basis`` what the reader says of the flows.

    Raises:
        UsageError: a table, basis or treatment that is not there.
    """
    imports, basis = query.get("imports") or "remove", query.get("basis") or ""
    if imports not in IMPORTS or basis not in ("", *BASES):
        raise UsageError("参数 imports 或 basis 不对", expected="、".join((*IMPORTS, *BASES)))
    found = input_output_tables(desk, lens, basis)
    if not found:
        return LinkagePart()
    wanted = query.get("io") or next(iter(found))
    if wanted not in found:
        raise UsageError("没有这张投入产出表", where=wanted[:60])
    source, table = found[wanted]
    tables = tuple(each for each, _ in found.values())
    if isinstance(table, YanzhenError):
        asked = isinstance(table, UsageError)
        return LinkagePart(
            tables, source, basis_asked=asked, basis=basis, imports=imports, problem=table.what
        )
    return _computed(desk, lens, tables, source, table, imports, basis)


def _computed(
    desk: Desk,
    lens: Lens,
    tables: tuple[Source, ...],
    source: Source,
    table: IOTable,
    imports: str,
    basis: str,
) -> LinkagePart:
    correspondence, groups = correspondence_of(desk, lens)
    clusters, unknown = _known(groups, table)
    mapped = bool(clusters)
    if not mapped:
        clusters = {name: [name] for name in table.sectors[:MOST_SECTORS]}
    key = ("linkage", source.id, imports, basis, correspondence.id if correspondence else "")
    answer = desk.keep(
        key,
        lambda: linking.clusters_answer(table, clusters, imports="keep" if imports == "keep" else "remove"),
    )
    rows = tuple(_row(each, table.period) for each in answer.main.iter_rows(named=True))
    return LinkagePart(
        tables_found=tables,
        source=source,
        correspondence=correspondence if mapped else None,
        mapped=mapped,
        rows=rows,
        unknown=unknown,
        notes=tuple(Note(a.zh, a.en, a.warning) for a in answer.assumptions),
        sentences=_sentences(rows),
        chart=charts.pulls(rows[:20]),
        basis=str(answer.facts["imports_basis"]),
        imports=imports,
        basis_asked=bool(basis),
        period=table.period or "",
        unit=table.unit or "",
        sectors=table.size,
    )


def _row(each: Mapping[str, Any], period: str | None) -> Row:
    def share(value: float | None) -> Figure:
        return _figure(100 * (value or 0.0), "%", period)

    def ratio(name: str) -> Figure | None:
        value = each.get(name)
        return None if value is None else _figure(value, "", period)

    return Row(
        cluster=each["cluster"],
        sectors=each["sectors"],
        share=share(each["output_share"]),
        loss=share(each["loss_share"]),
        pull=ratio("pull"),
        multiplier=ratio("multiplier"),
        value_added=ratio("value_added_multiplier"),
        influence=ratio("influence"),
        sensitivity=ratio("sensitivity"),
        upstream=ratio("upstreamness"),
    )


def _figure(value: float, unit: str, period: str | None) -> Figure:
    when = Period.parse(period) if period else None
    return Figure.of(round(value, 1 if unit else 2), unit, metric="", computed=True, period=when)


def _sentences(rows: Sequence[Row]) -> tuple[Sentence, ...]:
    """Which one pulls most for its size, and whose loss would be felt most."""
    pulling = [r for r in rows if r.pull]
    if not pulling:
        return ()
    first = pulling[0]
    felt = max(rows, key=lambda r: r.loss.low or 0.0)
    assert first.pull is not None
    return (
        Sentence(
            N_("{name}对其他部门的带动最强：自身每1元产出，带着其他部门{pull}元。"),
            {"name": first.cluster, "pull": first.pull},
        ),
        Sentence(
            N_("{name}整体退出的损失最大：占全部产出的{loss}，其中自身{share}，其余是它带动的。"),
            {"name": felt.cluster, "loss": felt.loss, "share": felt.share},
        ),
    )


def _known(
    groups: Mapping[str, tuple[list[str], list[str]]], table: IOTable
) -> tuple[dict[str, list[str]], tuple[tuple[str, str], ...]]:
    """Clusters by sectors that the table has, and what it does not have."""
    known: dict[str, list[str]] = {}
    unknown: list[tuple[str, str]] = []
    for cluster, (names, _) in groups.items():
        for name in names:
            if name in table.sectors:
                known.setdefault(cluster, []).append(name)
            else:
                unknown.append((cluster, name))
    by_code = {cluster: codes for cluster, (names, codes) in groups.items() if codes and not names}
    if by_code:
        match = linking.sectors_of_industries(table, by_code)
        known |= {cluster: list(sectors) for cluster, sectors in match.clusters.items() if sectors}
        unknown += [(cluster, code) for cluster, codes in match.unknown.items() for code in codes]
    return known, tuple(unknown)
