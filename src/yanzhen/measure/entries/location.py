"""Catalogue fragment: shares, quotients, specialisation, concentration, agglomeration."""

from __future__ import annotations

from yanzhen.measure.catalogue import MeasureInfo

_LONG = ("region", "activity", "value")
_HOME = "yanzhen.measure.location"


def _entry(
    name: str,
    zh: str,
    en: str,
    function: str,
    paper: str,
    group: str = "specialisation",
    aliases: tuple[str, ...] = (),
    columns: tuple[str, ...] = _LONG,
    optional: tuple[str, ...] = ("period",),
) -> MeasureInfo:
    page = f"location.md#{name.replace('_', '-')}"
    return MeasureInfo(
        name, zh, en, group, f"{_HOME}.{function}", columns, paper, page, optional, {}, aliases
    )


ENTRIES = (
    _entry(
        "shares",
        "占比：单元格占本地区、本行业、全体的份额",
        "Share of the region, of the activity and of everything",
        "quotient:shares",
        "-",
    ),
    _entry(
        "lq",
        "区位商：本地占比与参照地区占比之比，大于1为相对集聚",
        "Location quotient (= Balassa RCA): local share over reference share",
        "quotient:location_quotient",
        "Balassa 1965",
        aliases=("rca", "balassa", "revealed_comparative_advantage"),
    ),
    _entry(
        "lq_change",
        "区位商变化归因：本行业、本地其他、外地同业、其他各占多少",
        "Why LQ changed: the cell, its region, its activity or the rest (Shapley)",
        "change:lq_change",
        "Shapley 1953; Shorrocks 2013",
        columns=(*_LONG, "period"),
        optional=(),
    ),
    _entry(
        "symmetric_rca",
        "对称显性比较优势：把区位商压到-1至1",
        "Symmetric RCA: LQ mapped to -1..1",
        "quotient:symmetric_rca",
        "Dalum, Laursen & Villumsen 1998",
        aliases=("rsca", "srca"),
    ),
    _entry(
        "standardised_lq",
        "标准化区位商：在同一行业各地区中高出几个标准差",
        "Standardised LQ: z-score of LQ within the activity",
        "quotient:standardised_lq",
        "O'Donoghue & Gleave 2004",
        aliases=("standardized_lq",),
    ),
    _entry(
        "additive_lq",
        "加性与规范化显性比较优势：用差而不用比",
        "Additive and normalised RCA: differences instead of ratios",
        "quotient:additive_lq",
        "Hoen & Oosterhaven 2006; Yu, Cai & Leung 2009",
        aliases=("normalised_rca", "nrca"),
    ),
    _entry(
        "per_head_quotient",
        "人均区位商：人均产出与参照地区之比",
        "Per-head quotient (RPOP)",
        "quotient:per_head_quotient",
        "Growth Lab, Atlas of Economic Complexity",
        aliases=("rpop",),
        columns=(*_LONG, "population"),
    ),
    _entry(
        "probability_index",
        "概率指数：若随机分布，数量不超过实际值的概率",
        "Probability index: chance of having no more than is there, were units placed at random",
        "chance:probability_index",
        "hypergeometric test; cf. Steijn 2017",
    ),
    _entry(
        "herfindahl",
        "赫芬达尔指数：份额平方和",
        "Herfindahl-Hirschman index and its equivalent number",
        "concentration:herfindahl",
        "Hirschman 1945; Herfindahl 1950",
        aliases=("hhi", "herfindahl_hirschman"),
    ),
    _entry(
        "entropy",
        "香农熵：结构有多分散",
        "Shannon entropy (variety) and evenness",
        "concentration:entropy",
        "Shannon 1948",
        aliases=("shannon", "shannon_entropy"),
    ),
    _entry(
        "related_variety",
        "相关与无关多样性：大类之内与大类之间的熵",
        "Related and unrelated variety: entropy within and between broad classes",
        "variety:related_variety",
        "Frenken, Van Oort & Verburg 2007",
        aliases=("unrelated_variety", "variety"),
        columns=(*_LONG, "group"),
    ),
    _entry(
        "krugman",
        "克鲁格曼专业化指数：与参照结构的绝对差之和",
        "Krugman specialisation index",
        "concentration:krugman",
        "Krugman 1991",
        aliases=("krugman_index",),
    ),
    _entry(
        "specialisation_coefficient",
        "专业化系数：要与总体结构一致须调整的份额",
        "Hoover coefficient of specialisation",
        "concentration:specialisation_coefficient",
        "Hoover & Giarratani 1985",
        aliases=(
            "spec_coeff",
            "coefficient_of_specialisation",
            "coefficient_of_specialization",
            "specialization_coefficient",
        ),
    ),
    _entry(
        "hachman",
        "哈克曼指数：结构与总体有多像",
        "Hachman index: closeness to the whole's structure",
        "concentration:hachman",
        "Hachman 1995",
    ),
    _entry(
        "hoover",
        "胡佛指数：行业要均匀分布须迁移的份额",
        "Hoover index of localisation",
        "concentration:hoover",
        "Hoover 1936",
        group="concentration",
        aliases=("hoover_index",),
        optional=("period", "population"),
    ),
    _entry(
        "locational_gini",
        "区位基尼系数：行业相对总体的集中程度",
        "Locational Gini",
        "lorenz:locational_gini",
        "Krugman 1991",
        group="concentration",
        aliases=("gini_location", "hoover_gini"),
        optional=("period", "population"),
    ),
    _entry(
        "concentration_ratio",
        "集中率CRn：最大n个地区（或行业）的份额",
        "Concentration ratio CRn",
        "lorenz:concentration_ratio",
        "Bain 1951",
        group="concentration",
        aliases=("cr", "crn", "concentration_ratios"),
    ),
    _entry(
        "lead_firm_share",
        "头雁占比：龙头企业占本地该行业的份额",
        "Lead-firm share of an activity in a region",
        "lorenz:lead_firm_share",
        "-",
        group="concentration",
        columns=(*_LONG, "firm"),
    ),
    _entry(
        "theil",
        "泰尔指数：地区差距及其组间组内分解",
        "Theil index with between/within decomposition",
        "theil:theil",
        "Theil 1967; Shorrocks 1980",
        group="concentration",
        columns=("region", "value"),
        optional=("period", "activity", "population", "group"),
        aliases=("theil_index",),
    ),
    _entry(
        "ellison_glaeser",
        "EG指数：扣除企业规模后的产业集聚",
        "Ellison-Glaeser agglomeration index",
        "clustering:ellison_glaeser",
        "Ellison & Glaeser 1997",
        group="concentration",
        aliases=("eg",),
        optional=("period", "plant"),
    ),
    _entry(
        "maurel_sedillot",
        "MS指数：两家企业同处一地的超额概率",
        "Maurel-Sedillot agglomeration index",
        "clustering:maurel_sedillot",
        "Maurel & Sedillot 1999",
        group="concentration",
        aliases=("ms",),
        optional=("period", "plant"),
    ),
    _entry(
        "coagglomeration",
        "协同集聚：两个行业是否扎堆在同样的地区",
        "Ellison-Glaeser coagglomeration of pairs of activities",
        "coagglomeration:coagglomeration",
        "Ellison, Glaeser & Kerr 2010",
        group="concentration",
    ),
)

EXPORTS = (
    *(entry.function for entry in ENTRIES),
    f"{_HOME}.theil:Theil",
    "yanzhen.measure.frames:FrameResult",
)
