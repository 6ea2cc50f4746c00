"""Import-substitution gaps joined with the gaps of chains: what is brought in, what it would set in motion, who lacks it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import polars as pl

from yanzhen.atlas.gaps import Gap
from yanzhen.measure.io_table import Assumption, IOTable
from yanzhen.measure.linkages import SubstitutionGaps, substitution_gaps
from yanzhen.workbench.charting import atlas_of
from yanzhen.workbench.linking.answer import Answer
from yanzhen.workbench.linking.linkage import table_facts
from yanzhen.workbench.linking.sectors import correspondence_notes, sector_map_for
from yanzhen.workbench.opening import open_view

SectorsOf = Mapping[str, str | Sequence[str]]
_NOT_PRODUCTS = Assumption(
    "segment-in-sector",
    "环节只是其部门的一部分：进口额与带动是整个部门的，不是该环节的。",
    "A segment is a small part of its sector: imports and effects are the whole sector's, not the segment's.",
    warning=True,
)


def chain_gaps(
    ledger: str | Path, chain: str | None = None, *, covered: Collection[str] = ()
) -> tuple[Gap, ...]:
    """Missing segments of a chain (id or name), or of every chain, as a ledger knows them.

    Args:
        ledger: the file or address.
        chain: one chain only.
        covered: chains or segments that were surveyed whole: an empty segment there is missing. Elsewhere an empty
            segment is unknown, and no gap.

    Raises:
        UsageError: no such chain.
    """
    with open_view(str(ledger)) as view:
        atlas = atlas_of(view, covered=covered)
    views = atlas.views if chain is None else (atlas.view(chain),)
    return tuple(gap for each in views for gap in each.gaps)


def import_gaps_answer(
    table: IOTable,
    *,
    share: float = 1.0,
    local_fit: Mapping[str, float] | None = None,
    gaps: Sequence[Gap] = (),
    sector_of: SectorsOf | None = None,
) -> Answer:
    """What is brought in that could be made here, joined with the gaps of chains.

    Args:
        table: imports inside the flows.
        share: part of the imports to be replaced.
        local_fit: sector -> 0-1; where missing, the largest known fit among the sector's gaps is taken.
        gaps: missing segments (:func:`chain_gaps`).
        sector_of: segment key -> sector or sectors of the table; by default from the segments' industry codes and
            the packaged correspondence. Gaps without a sector are listed in the facts, not guessed.

    Raises:
        UsageError: gaps without ``sector_of``, and no packaged correspondence has the table's sectors.
    """
    notes: tuple[Assumption, ...] = ()
    if gaps and sector_of is None:
        sector_of, notes = _sectors_by_code(table, gaps)
    placed = [(gap, sector) for gap in gaps for sector in _sectors(sector_of or {}, gap)]
    segments: dict[str, list[str]] = {}
    fits: dict[str, float] = {}
    for gap, sector in placed:
        segments.setdefault(sector, []).append(gap.segment.label.zh)
        if gap.fit is not None:
            fits[sector] = max(fits.get(sector, 0.0), gap.fit)
    known = {**fits, **(local_fit or {})}
    result = substitution_gaps(table, share=share, local_fit=known or None, segments=segments)
    tables = {"缺口 gaps": result.to_frame()}
    if placed:
        tables["环节 segments"] = _by_segment(result, placed)
        notes = (*notes, _NOT_PRODUCTS)
    unmapped = [gap.segment.key for gap in gaps if not _sectors(sector_of or {}, gap)]
    return Answer(
        "import-gaps",
        "进口替代缺口：价值、带动与本地适配",
        "Import-substitution gaps: value, effect and local fit",
        tables,
        (*result.assumptions, *notes),
        {**table_facts(table), "share": share, "chain_gaps": len(gaps), "gaps_without_sector": unmapped},
    )


def _sectors(sector_of: SectorsOf, gap: Gap) -> list[str]:
    found = sector_of.get(gap.segment.key, ())
    return [found] if isinstance(found, str) else list(found)


def _sectors_by_code(table: IOTable, gaps: Sequence[Gap]) -> tuple[SectorsOf, tuple[Assumption, ...]]:
    """Segment key -> sectors of its industry codes, likeliest code first."""
    known, spelling = sector_map_for(table)
    found: dict[str, list[str]] = {}
    for gap in gaps:
        codes = sorted(gap.segment.codes, key=lambda candidate: -candidate.weight)
        parts = [part for candidate in codes for part in known.of(candidate.code)]
        found[gap.segment.key] = list(dict.fromkeys(spelling[part.sector] for part in parts))
    return found, correspondence_notes(known, ())


def _by_segment(result: SubstitutionGaps, placed: Sequence[tuple[Gap, str]]) -> pl.DataFrame:
    """One row per gap and sector, in the order of the gaps."""
    rows = [
        {
            "segment": gap.segment.key,
            "name": gap.segment.label.zh,
            "kind": gap.kind,
            "need": gap.need,
            "fit": gap.fit,
            "score_low": gap.score.low,
            "score_high": gap.score.high,
            "sector": sector,
        }
        for gap, sector in placed
    ]
    wanted = ["sector", "imports", "import_share", "output_effect", "value_added_effect", "rank"]
    by_sector = result.to_frame().select(wanted).rename({"rank": "sector_rank"})
    return pl.DataFrame(rows, infer_schema_length=None).join(
        by_sector, on="sector", how="left", maintain_order="left"
    )
