"""Catalogue fragment: input-output linkages, regional tables, firm shocks.

Their functions take an ``IOTable`` or a ``FirmNetwork``; on the command line each has a command of its own
(``yanzhen.cli.linkages``) that reads them from files.
"""

from __future__ import annotations

from yanzhen.measure.catalogue import MeasureInfo

_FLOWS = ("seller", "buyer", "value")
_LINKS = ("supplier", "buyer", "value")


def _entry(
    name: str,
    zh: str,
    en: str,
    function: str,
    paper: str,
    page: str,
    columns: tuple[str, ...] = _FLOWS,
    aliases: tuple[str, ...] = (),
) -> MeasureInfo:
    group = "shock" if columns is _LINKS else "linkages"
    return MeasureInfo(
        name, zh, en, group, f"yanzhen.measure.{function}", columns, paper, page, aliases=aliases
    )


ENTRIES = (
    _entry(
        "linkages",
        "影响力系数、感应度系数与关键部门（投入产出表）",
        "Backward and forward linkages and key sectors of an input-output table",
        "linkages.linkage:linkages",
        "Rasmussen 1956; Miller & Blair 2009, ch. 12",
        "linkages.md#linkages",
        aliases=("key_sectors", "影响力系数", "感应度系数"),
    ),
    _entry(
        "extraction",
        "假设抽取：部门或集群退出的损失",
        "Hypothetical extraction of a sector or a cluster of sectors",
        "linkages.extraction:extraction",
        "Dietzenbacher & van der Linden 1997; Temurshoev 2010",
        "linkages.md#extraction",
        aliases=("hem",),
    ),
    _entry(
        "position",
        "上游度与下游度",
        "Upstreamness and downstreamness",
        "linkages.position:position",
        "Antras, Chor, Fally & Hillberry 2012; Miller & Temurshoev 2017",
        "linkages.md#position",
        aliases=("upstreamness", "downstreamness"),
    ),
    _entry(
        "import-gaps",
        "进口替代缺口：价值、带动与本地适配",
        "Import-substitution gaps: value, effect on the local chain, local fit",
        "linkages.substitution:substitution_gaps",
        "Miller & Blair 2009, ch. 4 and 6",
        "linkages.md#import-gaps",
    ),
    _entry(
        "flq",
        "由全国表推算地区系数（区间）",
        "Regional coefficients from a national table, as a band over delta",
        "regional_io.quotients:flq",
        "Flegg & Webber 1997, 2000",
        "regional-io.md#flq",
        aliases=("aflq", "slq", "cilq"),
    ),
    _entry(
        "esri",
        "企业停产的系统性影响指数",
        "Economic systemic risk index of firms in a supply network",
        "shock.systemic_risk:esri",
        "Diem et al. 2022",
        "shock.md#esri",
        _LINKS,
        ("systemic_risk",),
    ),
    _entry(
        "shock",
        "冲击传导：首轮与后续影响、谁受影响",
        "Course of one shock: first and later effects, who is hit",
        "shock.path:run_shock",
        "Diem et al. 2022",
        "shock.md#course",
        _LINKS,
    ),
)

# The function `linkages` is not exported: it would hide the module of the same name.
EXPORTS = (
    "yanzhen.measure.io_table.table:IOTable",
    "yanzhen.measure.io_table.basis:ImportsBasis",
    "yanzhen.measure.io_table.layouts:table_from_grid",
    "yanzhen.measure.io_table.frames:table_from_long",
    "yanzhen.measure.io_table.frames:table_from_pymrio",
    "yanzhen.measure.io_table.imports:remove_imports",
    "yanzhen.measure.linkages.leontief:Leontief",
    "yanzhen.measure.linkages.linkage:Linkages",
    "yanzhen.measure.linkages.multipliers:multipliers",
    "yanzhen.measure.linkages.multipliers:footprint",
    "yanzhen.measure.linkages.extraction:extraction",
    "yanzhen.measure.linkages.extraction:Extraction",
    "yanzhen.measure.linkages.position:position",
    "yanzhen.measure.linkages.clusters:cluster_linkages",
    "yanzhen.measure.linkages.substitution:substitution_gaps",
    "yanzhen.measure.linkages.influence:field_of_influence",
    "yanzhen.measure.regional_io.quotients:slq",
    "yanzhen.measure.regional_io.quotients:cilq",
    "yanzhen.measure.regional_io.quotients:flq",
    "yanzhen.measure.regional_io.quotients:aflq",
    "yanzhen.measure.regional_io.charm:charm",
    "yanzhen.measure.regional_io.balancing:ras",
    "yanzhen.measure.regional_io.balancing:gras",
    "yanzhen.measure.shock.network:FirmNetwork",
    "yanzhen.measure.shock.cascade:CascadeSystem",
    "yanzhen.measure.shock.essential:EssentialInputs",
    "yanzhen.measure.shock.systemic_risk:esri",
    "yanzhen.measure.shock.systemic_risk:EsriResult",
    "yanzhen.measure.shock.path:run_shock",
    "yanzhen.measure.shock.path:ShockResult",
    "yanzhen.measure.shock.reconstruct:esri_ranges",
)
