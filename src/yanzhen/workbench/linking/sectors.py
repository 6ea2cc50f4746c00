"""From industry codes (GB/T 4754-2017) to the sectors of an input-output table, by packaged correspondences."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from yanzhen import packs
from yanzhen.atlas.industry import Classification, shipped
from yanzhen.errors import PackError, UsageError
from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.io_table.assumption import named
from yanzhen.workbench.linking.files import read_groups
from yanzhen.workbench.measuring import read_table

COLUMNS = ("industry", "sector", "share", "confidence")


@dataclass(frozen=True, slots=True)
class Part:
    """The share of an industry that belongs to a sector, and how sure that is (high, medium, low)."""

    sector: str
    share: float
    confidence: str


@dataclass(frozen=True, slots=True)
class SectorMap:
    """A correspondence.

    Attributes:
        id, name: of the pack.
        industries: the classification its codes are from.
        parts: industry code -> its parts; a finer code overrides a coarser one.
        source, confidence: of the whole correspondence, in the pack's words.
    """

    id: str
    name: str
    industries: Classification
    parts: Mapping[str, tuple[Part, ...]]
    source: str
    confidence: str

    @property
    def sectors(self) -> tuple[str, ...]:
        """Every sector named, in the order of the industries."""
        return tuple(dict.fromkeys(part.sector for parts in self.parts.values() for part in parts))

    def code_of(self, industry: object) -> str | None:
        """The code of an industry written as a code or by its full name."""
        return self.industries.normalise(industry) or self.industries.named(str(industry))

    def of(self, industry: object) -> tuple[Part, ...]:
        """Parts of an industry by code (``34``, ``C34``, ``3451``) or by its full name; empty where there are none.

        A code finer than the map's takes what the code above it has. A coarser one has all parts below it, with
        share NaN where they are several: how it divides is not known.
        """
        code = self.code_of(industry)
        if code is None:
            return ()
        above = next((self.parts[c] for c in self.industries.ancestors(code) if c in self.parts), None)
        if above is not None:
            return above
        found = {part.sector: part for child in self._below(code) for part in self.parts[child]}
        whole = 1.0 if len(found) == 1 else float("nan")
        return tuple(Part(part.sector, whole, part.confidence) for part in found.values())

    def _below(self, code: str) -> Iterable[str]:
        for child in self.industries.children(code):
            if child.code in self.parts:
                yield child.code
            yield from self._below(child.code)


@dataclass(frozen=True, slots=True)
class SectorMatch:
    """Sets of industries found in a table.

    Attributes:
        clusters: name -> sectors of the table, spelt as there; sets without any are left out.
        unknown: name -> industries without a sector.
        correspondence: the map used.
    """

    clusters: Mapping[str, tuple[str, ...]]
    unknown: Mapping[str, tuple[str, ...]]
    correspondence: SectorMap

    @property
    def source(self) -> str:
        """Where the correspondence comes from."""
        return self.correspondence.source

    @property
    def confidence(self) -> str:
        """How sure it is, as a Chinese sentence."""
        words = {"high": "高", "medium": "中", "low": "低"}
        return f"对照表《{self.correspondence.name}》，把握程度：{words[self.correspondence.confidence]}。"

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """The correspondence, and what it does not know."""
        return correspondence_notes(
            self.correspondence, [c for codes in self.unknown.values() for c in codes]
        )


def load_sector_map(name: str | Path) -> SectorMap:
    """A packaged correspondence by name, or one's own: a folder with about.yaml and map.csv.

    Raises:
        PackError: not found, or lines that are wrong: an unknown industry, shares that do not add up to 1.
    """
    folder = Path(name) if Path(name).is_dir() else packs.path("sectors", str(name))
    about = packs.read_yaml(folder / "about.yaml").data
    industries = shipped(about["classification"])
    file = folder / "map.csv"
    parts = _parts(file.read_text(encoding="utf-8-sig"), industries, str(file))
    return SectorMap(about["id"], about["name"], industries, parts, about["source"], about["confidence"])


@cache
def _shipped_maps() -> tuple[SectorMap, ...]:
    return tuple(load_sector_map(name) for name in packs.names("sectors"))


def sector_map_for(table: IOTable) -> tuple[SectorMap, dict[str, str]]:
    """The packaged correspondence whose sectors the table has, and its sectors in the table's spelling.

    Small differences of spelling do not count (及 and 和, 、 and ，, blanks).

    Raises:
        UsageError: the table has other sectors; the nearest edition and what differs are named.
    """
    spelt = {_plain(sector): sector for sector in table.sectors}
    missing = {m.id: [s for s in m.sectors if _plain(s) not in spelt] for m in _shipped_maps()}
    best = min(_shipped_maps(), key=lambda m: len(missing[m.id]))
    others = set(spelt) - {_plain(sector) for sector in best.sectors}
    if missing[best.id] or others:
        differ = missing[best.id] or [spelt[name] for name in spelt if name in others]
        raise UsageError(
            f"No packaged correspondence has the sectors of this table; nearest is {best.id}, without a match: "
            f"{named(differ)}. 该表的部门与随附的对照表不一致。",
            expected="、".join(m.id for m in _shipped_maps()),
            todo="name sectors of the table themselves, or aggregate it to 42 sectors first",
        )
    return best, {sector: spelt[_plain(sector)] for sector in best.sectors}


def sectors_of_industries(table: IOTable, clusters: Mapping[str, Sequence[object]]) -> SectorMatch:
    """Sectors of clusters that are given as industries.

    Args:
        table: of one of the packaged editions.
        clusters: name -> GB/T 4754-2017 codes or names. A section (C) stands for all its sectors.

    Raises:
        UsageError: see :func:`sector_map_for`.
    """
    known, spelling = sector_map_for(table)
    found: dict[str, tuple[str, ...]] = {}
    unknown: dict[str, tuple[str, ...]] = {}
    for name, industries in clusters.items():
        parts = [known.of(industry) for industry in industries]
        sectors = dict.fromkeys(spelling[part.sector] for group in parts for part in group)
        lost = tuple(str(i) for i, group in zip(industries, parts, strict=True) if not group)
        if sectors:
            found[name] = tuple(sectors)
        if lost:
            unknown[name] = lost
    return SectorMatch(found, unknown, known)


def read_clusters(path: str | Path, table: IOTable) -> Mapping[str, Sequence[str]] | SectorMatch:
    """Clusters from a table file: columns cluster and sector, or cluster and industry (GB/T 4754-2017)."""
    if "industry" in read_table(path).collect_schema().names():
        return sectors_of_industries(table, read_groups(path, member="industry", group="cluster"))
    return read_groups(path, member="sector", group="cluster")


def industry_sizes(
    table: IOTable, amounts: Mapping[str, float]
) -> tuple[dict[str, float], tuple[Assumption, ...]]:
    """Amounts by industry as amounts by sector of the table.

    An industry that spans several sectors without shares of its own is divided by their output in the table,
    which a warning says.

    Args:
        table: of one of the packaged editions.
        amounts: GB/T 4754-2017 code or name -> amount.

    Returns:
        Amounts by sector; notes that name the correspondence, what was divided and what has no sector.

    Raises:
        UsageError: see :func:`sector_map_for`; or an industry is given with one above it, so that it would
            count twice.
    """
    known, spelling = sector_map_for(table)
    _require_disjoint(known, amounts)
    sizes: dict[str, float] = {}
    unknown, divided = [], []
    for industry, amount in amounts.items():
        parts = known.of(industry)
        shares = np.array([part.share for part in parts])
        if np.isnan(shares).any():
            output = np.array([table.output[table.index(spelling[part.sector])].sum() for part in parts])
            shares = output / output.sum()
            divided.append(industry)
        if not parts:
            unknown.append(industry)
        for part, share in zip(parts, shares.tolist(), strict=True):
            sector = spelling[part.sector]
            sizes[sector] = sizes.get(sector, 0.0) + amount * share
    return sizes, (*correspondence_notes(known, unknown), *_divided_note(divided))


def correspondence_notes(known: SectorMap, unknown: Sequence[str]) -> tuple[Assumption, ...]:
    """Which correspondence was used and which industries it has no sector for."""
    notes = [
        Assumption(
            "sector-map",
            f"行业按《{known.name}》对应到部门（{known.id}）。",
            f"Industries were matched to sectors by the correspondence {known.id} (confidence: {known.confidence}).",
        )
    ]
    if unknown:
        text = named(list(unknown), 12)
        notes.append(
            Assumption(
                "sector-map-unknown",
                f"以下行业没有对应部门，未计入：{text}。",
                f"Industries without a sector were left out: {text}.",
                warning=True,
            )
        )
    return tuple(notes)


def _divided_note(divided: Sequence[str]) -> tuple[Assumption, ...]:
    if not divided:
        return ()
    text = named(list(divided), 12)
    note = Assumption(
        "sector-map-divided",
        f"以下行业跨多个部门，按各部门在表中的总产出拆分：{text}。",
        f"Industries that span several sectors were divided by the sectors' output in the table: {text}.",
        warning=True,
    )
    return (note,)


def _require_disjoint(known: SectorMap, amounts: Mapping[str, float]) -> None:
    codes = set(map(known.code_of, amounts))
    twice = [
        f"{code}（{above}）"
        for code in codes
        if code
        for above in known.industries.ancestors(code)[1:]
        if above in codes
    ]
    if twice:
        raise UsageError(
            f"Industries are given together with one above them: {named(sorted(twice))}. 行业与其上级重复计算。",
            todo="keep one level: the finer codes, or the total",
        )


def _plain(sector: str) -> str:
    return re.sub(r"[\s、，,（）()]", "", sector).replace("及", "和").replace("与", "和")


def _parts(text: str, industries: Classification, file: str) -> dict[str, tuple[Part, ...]]:
    """The lines of a map, checked."""
    rows = csv.DictReader(io.StringIO(text))
    missing = [column for column in COLUMNS if column not in (rows.fieldnames or ())]
    if missing:
        raise PackError(
            f"The map has no column {', '.join(missing)}", where=file, expected=", ".join(COLUMNS)
        )
    parts: dict[str, tuple[Part, ...]] = {}
    for line, row in enumerate(rows, start=2):
        where = f"{file}:{line}"
        if row["industry"] not in industries:
            raise PackError(f"There is no industry {row['industry']!r}", where=where, expected=industries.id)
        if not row["sector"] or row["confidence"] not in ("high", "medium", "low"):
            raise PackError("A line needs a sector and a confidence of high, medium or low", where=where)
        try:
            part = Part(row["sector"], float(row["share"]), row["confidence"])
        except ValueError as error:
            raise PackError(f"The share {row['share']!r} is not a number", where=where) from error
        parts[row["industry"]] = (*parts.get(row["industry"], ()), part)
    wrong = [code for code, group in parts.items() if abs(sum(p.share for p in group) - 1.0) > 1e-9]
    if wrong or any(part.share <= 0 for group in parts.values() for part in group):
        raise PackError(f"Shares must be above 0 and add up to 1: {named(wrong)}", where=file)
    return parts
