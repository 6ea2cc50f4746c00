"""Placing firms by what sources say of them: every place rests on statements, or stays open.

Nothing here knows any firm. A firm's own words are its name, the objects of its titles and products, and
the names of what it can produce; they go through the same placing as a firm list. Where a source lists
firms and activities without saying who does what, each firm stands in each place *uncertainly*. Where a
source names lead firms beside the clusters they lead, the firms are *pending* in those clusters' chains.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from yanzhen.atlas.chart import Chart
from yanzhen.atlas.occupancy import Basis, Occupancy, Occupant
from yanzhen.atlas.placing import PlacingOptions, place_firms, read_firms
from yanzhen.terms import EntityKind, Metric, Statement

FIRM_LIKE = (EntityKind.FIRM, EntityKind.OTHER)
TITLE_PREDICATES = frozenset({"入选", "称号", "获评", "认定为", "通过复评", "上榜"})
PRODUCT_PREDICATES = frozenset({"主要产品", "产品", "主营业务", "经营范围", "取得成果领域", "称号", "生产"})
SEGMENT_PREDICATE = "所属环节"
# 新能源整车制造龙头企业 -> 新能源整车制造
_RANKING = re.compile(r"(?:行业)?(?:龙头|骨干|领军|重点|优势|头部|标杆|示范|链主)*(?:企业|公司|厂商)$")
_MEMBERS = re.compile(r"等?(?:\d+家)?(?:企业|公司|单位)?$")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")


def occupancy_from_statements(
    statements: Sequence[Statement],
    charts: Sequence[Chart],
    *,
    texts: Mapping[str, str] | None = None,
    options: PlacingOptions | None = None,
) -> Occupancy:
    """Who stands where by the evidence.

    Args:
        statements: current statements of a ledger.
        charts: the charts to place into.
        texts: source id -> cleaned text, to see which clusters share a sentence with lead firms; without
            it nothing is pending.
        options: weights and thresholds of placing.
    """
    firms = _firms(statements)
    certain = [
        *_by_decision(statements, charts),
        *_by_words(firms, charts, options, paired=True),
    ]
    places = {(o.firm, o.segment) for o in certain}
    open_pairs = [
        o for o in _by_words(firms, charts, options, paired=False) if (o.firm, o.segment) not in places
    ]
    pending = _still_pending(_pending(statements, charts, texts or {}), certain)
    titles = _title_counts(statements)
    occupants = [replace(o, title_count=titles.get(o.firm, 0)) for o in (*certain, *open_pairs)]
    return Occupancy(tuple(occupants), pending=tuple(pending))


def members_of(group: str) -> tuple[str, ...]:
    """The names in ``甲、乙、丙等企业``."""
    return tuple(name for part in group.split("、") if (name := _MEMBERS.sub("", part.strip())))


def keyword_of(chart: Chart) -> str:
    """The word that shows a chart in the name of a cluster: 轴承, 新能源客车, 有色金属."""
    return re.sub(r"[(（].*?[)）]|产业链?|链$", "", chart.label.get("zh"))


def _firms(statements: Iterable[Statement]) -> dict[str, list[Statement]]:
    """Firm -> statements about it, groups taken apart."""
    firms: dict[str, list[Statement]] = {}
    for statement in statements:
        if statement.subject_kind is EntityKind.GROUP:
            names: tuple[str, ...] = members_of(statement.subject)
        elif statement.subject_kind in FIRM_LIKE and "、" not in statement.subject:
            names = (statement.subject,)
        else:
            continue
        for name in names:
            firms.setdefault(name, []).append(statement)
    return firms


def _by_decision(statements: Iterable[Statement], charts: Sequence[Chart]) -> list[Occupant]:
    """Statements that name the segment itself, as a person's decision does."""
    names = {
        name: s.key
        for c in charts
        for s in c.segments
        for name in (s.key, s.label.get("zh"), s.label.en)
        if name
    }
    return [
        Occupant(s.subject, names[s.object], Basis.EVIDENCE, (f"{s.predicate}:{s.object}",), (s.id,))
        for s in statements
        if s.predicate == SEGMENT_PREDICATE and s.object in names
    ]


def _by_words(
    firms: Mapping[str, Sequence[Statement]],
    charts: Sequence[Chart],
    options: PlacingOptions | None,
    *,
    paired: bool,
) -> list[Occupant]:
    """Place each firm by its words: those that are its own, or (not ``paired``) those of a group it is in."""
    said = {name: about for name, every in firms.items() if (about := _told(every, paired))}
    table = pl.DataFrame(
        {
            "name": list(said),
            "products": ["、".join(filter(None, map(_activity, about))) for about in said.values()],
        },
        schema={"name": pl.String, "products": pl.String},
    )
    firm_list = read_firms(table)
    if not paired:  # the name has had its say with the firm's own words
        firm_list = replace(firm_list, frame=firm_list.frame.with_columns(name=pl.lit("")))
    names = list(said)
    placed = place_firms(firm_list, charts, options=options).frame
    return [
        Occupant(
            firm=names[row - 2],
            segment=segment,
            basis=Basis.EVIDENCE,
            reasons=tuple(words),
            statements=tuple(s.id for s in said[names[row - 2]]),
            certain=paired,
        )
        for row, segment, words in placed.select("row", "segment", "words").iter_rows()
    ]


def _told(about: Sequence[Statement], paired: bool) -> list[Statement]:
    return [s for s in about if ("pairing-unknown" not in s.flags) is paired]


def _activity(statement: Statement) -> str:
    """What a statement says its subject makes or does, or ""."""
    if statement.figure is not None:
        metric = Metric.parse(statement.predicate)
        return metric.name if metric.facet == "capacity" else ""
    if statement.predicate in PRODUCT_PREDICATES and statement.object:
        return _RANKING.sub("", statement.object)
    return ""


def _pending(
    statements: Sequence[Statement], charts: Sequence[Chart], texts: Mapping[str, str]
) -> list[Occupant]:
    """Firms with a title in a sentence that also gives clusters a title: they lead one of them, unsaid which."""
    titled = [s for s in statements if s.predicate in TITLE_PREDICATES and s.source_id in texts]
    clusters = [s for s in titled if s.subject_kind is EntityKind.CLUSTER]
    keywords = {chart.id: keyword_of(chart) for chart in charts}
    found: dict[tuple[str, str], Occupant] = {}
    for firm in titled:
        if firm.subject_kind not in FIRM_LIKE:
            continue
        for cluster in clusters:
            if not _one_sentence(cluster, firm, texts):
                continue
            for chart, word in keywords.items():
                if word and word in cluster.subject:
                    reason = f"与“{cluster.subject}”同句列出,原文未说明对应关系"
                    found[firm.subject, chart] = Occupant(
                        firm.subject, chart, Basis.EVIDENCE, (reason,), (firm.id, cluster.id), certain=False
                    )
    return list(found.values())


def _still_pending(pending: Sequence[Occupant], certain: Sequence[Occupant]) -> list[Occupant]:
    """A firm that certainly stands in one of the charts it is pending in is settled for all of them."""
    charts: dict[str, set[str]] = {}
    for occupant in certain:
        charts.setdefault(occupant.firm, set()).add(occupant.segment.split(".")[0])
    settled = {o.firm for o in pending if o.segment in charts.get(o.firm, ())}
    return [o for o in pending if o.firm not in settled]


def _one_sentence(a: Statement, b: Statement, texts: Mapping[str, str]) -> bool:
    if a.source_id != b.source_id:
        return False
    first, second = sorted((a.spans[0], b.spans[0]))
    return not _SENTENCE_END.search(texts[a.source_id][first.end : second.start])


def _title_counts(statements: Iterable[Statement]) -> dict[str, int]:
    """Titles a firm holds by the statements, each counted once."""
    titles: dict[str, set[str]] = {}
    for s in statements:
        if s.predicate in TITLE_PREDICATES and s.object and "企业" in s.object:
            titles.setdefault(s.subject, set()).add(s.object)
    return {firm: len(held) for firm, held in titles.items()}
