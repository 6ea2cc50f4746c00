"""Placing firms by what sources say of them: every place rests on statements, or stays open.

Nothing here knows any firm. A firm's own words are its name, the objects of its titles and products, and
the names of what it can produce; they go through the same placing as a firm list. Where a source lists
firms and activities without saying who does what, each firm stands in each place *uncertainly*. Where a
source names lead firms beside the clusters they lead, the firms are *pending* in those clusters' chains.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import polars as pl

from yanzhen.atlas.chart import Chart
from yanzhen.atlas.occupancy import Alongside, Basis, Occupancy, Occupant
from yanzhen.atlas.placing import PlacingOptions, place_firms, read_firms
from yanzhen.terms import EntityKind, Figure, Metric, Modality, Statement

TITLE_PREDICATES = frozenset({"入选", "称号", "获评", "认定为", "通过复评", "上榜"})
PRODUCT_PREDICATES = frozenset({"主要产品", "产品", "主营业务", "取得成果领域", "称号", "生产"})
# What can only be said of a firm: with one of these a subject of no known kind counts as one.
FIRM_PREDICATES = TITLE_PREDICATES | PRODUCT_PREDICATES | {"布局领域", "影响力", "经营范围"}
COVERAGE_PREDICATE = "名录覆盖"
REGION_PREDICATES = frozenset({"所在地区", "所属地区", "所属县区"})
# The figure written may be that of several subjects together: then it says nothing of one.
SHARED_FLAGS = frozenset({"each-or-total", "joint", "total"})
SEGMENT_PREDICATE = "所属环节"
# 新能源整车制造龙头企业 -> 新能源整车制造
_RANKING = re.compile(r"(?:行业)?(?:龙头|骨干|领军|重点|优势|头部|标杆|示范|链主)*(?:企业|公司|厂商)$")
_MEMBERS = re.compile(r"等?(?:\d+家)?(?:企业|公司|单位)?$")
_SENTENCE_END = re.compile(r"[。！？!?；;\n]")
# Titles of one programme: who holds the second leads a cluster that holds the first.
_PROGRAMME_TITLES = (("雁阵", "头雁"),)


def occupancy_from_statements(
    statements: Sequence[Statement],
    charts: Sequence[Chart],
    *,
    texts: Mapping[str, str] | None = None,
    synthetic: Collection[str] = (),
    options: PlacingOptions | None = None,
) -> Occupancy:
    """Who stands where by the evidence.

    Args:
        statements: current statements of a ledger.
        charts: the charts to place into.
        texts: source id -> cleaned text, to see which clusters share a sentence with lead firms; without
            it nothing is pending.
        synthetic: ids of made-up sources. They are read apart: what they say never moves a real firm and
            never makes a segment count as looked into.
        options: weights and thresholds of placing.
    """
    real = _from_one_world(
        [s for s in statements if s.source_id not in synthetic], charts, texts or {}, options
    )
    made_up = [s for s in statements if s.source_id in synthetic]
    if not made_up:
        return real
    other = _from_one_world(made_up, charts, texts or {}, options)
    marked = tuple(replace(o, basis=Basis.SYNTHETIC) for o in other.occupants)
    return real.merged(Occupancy(marked))


def _from_one_world(
    statements: Sequence[Statement],
    charts: Sequence[Chart],
    texts: Mapping[str, str],
    options: PlacingOptions | None,
) -> Occupancy:
    firms = _firms(statements)
    certain = [*_by_decision(statements, charts), *_by_words(firms, charts, options, paired=True)]
    places = {(o.firm, o.segment) for o in certain}
    open_pairs = [
        o for o in _by_words(firms, charts, options, paired=False) if (o.firm, o.segment) not in places
    ]
    titles, revenues, regions = _title_counts(statements), latest_revenues(statements), _regions(statements)
    occupants = [
        replace(
            o,
            title_count=titles.get(o.firm, 0),
            revenue=revenues.get(o.firm),
            region=regions.get(o.firm, ""),
        )
        for o in (*certain, *open_pairs)
    ]
    alongside = _alongside(statements, texts)
    pending = _pending(alongside, charts, certain)
    return Occupancy(tuple(occupants), _covered(statements, charts), pending, alongside)


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
        elif is_about_a_firm(statement):
            names = (statement.subject,)
        else:
            continue
        for name in names:
            firms.setdefault(name, []).append(statement)
    return firms


def is_about_a_firm(statement: Statement) -> bool:
    """The subject is a firm, or of no known kind and spoken of as only a firm is."""
    if "、" in statement.subject:
        return False
    if statement.subject_kind is EntityKind.OTHER:
        return statement.predicate in FIRM_PREDICATES
    return statement.subject_kind is EntityKind.FIRM


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
        Occupant(s.subject, names[s.object], Basis.EVIDENCE, (f"{s.predicate}：{s.object}",), (s.id,))
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
            "scope": [_objects(about, "经营范围") for about in said.values()],
            "industry": [_objects(about, "行业代码") for about in said.values()],
        },
        schema=dict.fromkeys(("name", "products", "scope", "industry"), pl.String),
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
            basis=_basis(said[names[row - 2]]),
            reasons=tuple(words),
            statements=tuple(s.id for s in said[names[row - 2]] if _speaks(s)),
            certain=paired,
        )
        for row, segment, words in placed.select("row", "segment", "words").iter_rows()
    ]


def _told(about: Sequence[Statement], paired: bool) -> list[Statement]:
    return [s for s in about if ("pairing-unknown" not in s.flags) is paired]


def _basis(about: Sequence[Statement]) -> Basis:
    """A firm known from table rows only is on a list; anything said in words is evidence."""
    return Basis.LIST if all(s.spans[0].cell for s in about) else Basis.EVIDENCE


def _speaks(statement: Statement) -> bool:
    """The statement bears on what its subject does (not on its assets, staff …)."""
    return bool(_activity(statement)) or statement.predicate in FIRM_PREDICATES | {"行业代码"}


def _objects(about: Sequence[Statement], predicate: str) -> str:
    said = [s.object for s in about if s.predicate == predicate and s.object]
    return "、".join(said) if predicate != "行业代码" else (said[-1] if said else "")


def _activity(statement: Statement) -> str:
    """What a statement says its subject makes or does, or ""."""
    if statement.figure is not None:
        metric = Metric.parse(statement.predicate)
        return metric.name if metric.facet == "capacity" else ""
    if statement.predicate in PRODUCT_PREDICATES and statement.object:
        return _RANKING.sub("", statement.object)
    return ""


def _alongside(statements: Sequence[Statement], texts: Mapping[str, str]) -> tuple[Alongside, ...]:
    """Firms with a title told together with clusters that get one."""
    titled = [s for s in statements if s.predicate in TITLE_PREDICATES and s.source_id in texts]
    clusters = [s for s in titled if s.subject_kind is EntityKind.CLUSTER]
    found: dict[tuple[str, str], list[str]] = {}
    for firm in filter(is_about_a_firm, titled):
        for cluster in clusters:
            if _told_together(cluster, firm, texts):
                found.setdefault((firm.subject, cluster.subject), []).extend((firm.id, cluster.id))
    return tuple(Alongside(firm, cluster, tuple(ids)) for (firm, cluster), ids in found.items())


def charts_named_by(cluster: str, charts: Sequence[Chart]) -> tuple[str, ...]:
    """Ids of the charts whose keyword occurs in the name of a cluster."""
    return tuple(chart.id for chart in charts if (word := keyword_of(chart)) and word in cluster)


def _pending(
    alongside: Sequence[Alongside], charts: Sequence[Chart], certain: Sequence[Occupant]
) -> tuple[Occupant, ...]:
    """Firms told beside clusters of a chart; a firm that certainly stands in one such chart is settled."""
    stands = Occupancy(tuple(certain))
    near: dict[str, set[str]] = {}
    for pair in alongside:
        near.setdefault(pair.firm, set()).update(charts_named_by(pair.cluster, charts))
    found: dict[tuple[str, str], Occupant] = {}
    for pair in alongside:
        if near[pair.firm] & stands.charts_of(pair.firm):
            continue
        for chart in charts_named_by(pair.cluster, charts):
            reason = f"与“{pair.cluster}”一同列出，原文未说明对应关系"
            occupant = Occupant(pair.firm, chart, Basis.EVIDENCE, (reason,), pair.statements, certain=False)
            found.setdefault((pair.firm, chart), occupant)
    return tuple(found.values())


def _told_together(cluster: Statement, firm: Statement, texts: Mapping[str, str]) -> bool:
    """In one sentence; or, for titles of one programme, in one paragraph."""
    if cluster.source_id != firm.source_id:
        return False
    first, second = sorted((cluster.spans[0], firm.spans[0]))
    between = texts[firm.source_id][first.end : second.start]
    if not _SENTENCE_END.search(between):
        return True
    titles = (cluster.object or "", firm.object or "")
    one_programme = any(a in titles[0] and b in titles[1] for a, b in _PROGRAMME_TITLES)
    return one_programme and "\n" not in between


def _title_counts(statements: Iterable[Statement]) -> dict[str, int]:
    """Titles a firm holds by the statements, each counted once."""
    titles: dict[str, set[str]] = {}
    for s in statements:
        if s.predicate in TITLE_PREDICATES and s.object and "企业" in s.object:
            titles.setdefault(s.subject, set()).add(s.object)
    return {firm: len(held) for firm, held in titles.items()}


def latest_revenues(statements: Iterable[Statement]) -> dict[str, Figure]:
    """Subject -> its actual yearly revenue of the latest period; 营业收入 before 主营业务收入."""
    found: dict[str, tuple[tuple[bool, str], Figure]] = {}
    for s in statements:
        metric = Metric.parse(s.predicate)
        if s.figure is None or metric.family != "revenue" or not metric.is_level:
            continue
        if s.figure.modality is not Modality.ACTUAL or SHARED_FLAGS & set(s.flags):
            continue
        period = s.figure.period.code if s.figure.period else ""
        rank = (metric.key.endswith("营业收入") and not metric.key.startswith("主营"), period)
        if s.subject not in found or rank > found[s.subject][0]:
            found[s.subject] = (rank, s.figure)
    return {subject: figure for subject, (_, figure) in found.items()}


def _regions(statements: Iterable[Statement]) -> dict[str, str]:
    return {s.subject: s.object for s in statements if s.predicate in REGION_PREDICATES and s.object}


def _covered(statements: Iterable[Statement], charts: Sequence[Chart]) -> frozenset[str]:
    """Segments that a list or survey covers by a statement: ``名录覆盖`` a chain or a segment, by name."""
    keys: dict[str, list[str]] = {}
    for chart in charts:
        for segment in chart.segments:
            for name in (chart.id, chart.label.zh, segment.key, segment.label.zh):
                keys.setdefault(name, []).append(segment.key)
    said = {s.object for s in statements if s.predicate == COVERAGE_PREDICATE and s.object}
    return frozenset(key for name in said for key in keys.get(name, ()))
