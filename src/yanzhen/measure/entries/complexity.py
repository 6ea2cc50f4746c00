"""Catalogue fragment: complexity, relatedness, entry."""

from __future__ import annotations

from yanzhen.measure.catalogue import MeasureInfo

_LONG = ("region", "activity", "value")
_PANEL = (*_LONG, "period")
_HOME = "yanzhen.measure.economic_complexity"


def _entry(
    name: str,
    zh: str,
    en: str,
    function: str,
    paper: str,
    aliases: tuple[str, ...] = (),
    columns: tuple[str, ...] = _LONG,
    optional: tuple[str, ...] = ("period",),
) -> MeasureInfo:
    page = f"complexity.md#{name.replace('_', '-')}"
    return MeasureInfo(
        name, zh, en, "complexity", f"{_HOME}.{function}", columns, paper, page, optional, {}, aliases
    )


ENTRIES = (
    _entry(
        "complexity",
        "复杂度全套：从显性比较优势到机会增益，一次算完",
        "The whole suite: RCA, presence, diversity, ubiquity, ECI, PCI, density, COI, COG",
        "suite:complexity",
        "Hidalgo & Hausmann 2009; Hausmann et al. 2014",
        ("coi", "cog", "complexity_outlook", "complexity_outlook_index", "opportunity_gain"),
    ),
    _entry(
        "diversity",
        "多样性：有优势的行业数",
        "Number of activities present",
        "indices:diversity",
        "Hidalgo & Hausmann 2009",
    ),
    _entry(
        "ubiquity",
        "遍在性：有优势的地区数",
        "Number of regions present",
        "indices:ubiquity",
        "Hidalgo & Hausmann 2009",
    ),
    _entry(
        "eci",
        "经济复杂度指数",
        "Economic complexity index of regions",
        "indices:eci",
        "Hidalgo & Hausmann 2009",
        ("kci",),
    ),
    _entry(
        "pci",
        "行业（产品）复杂度指数",
        "Complexity index of activities",
        "indices:pci",
        "Hidalgo & Hausmann 2009",
        ("tci",),
    ),
    _entry(
        "reflections",
        "反射法：若干步后的地区或行业值",
        "Method of reflections after n steps",
        "indices:method_of_reflections",
        "Hidalgo & Hausmann 2009",
        ("morc", "mort"),
    ),
    _entry(
        "rank_robustness",
        "排名稳健性：换阈值、换口径后复杂度排名的范围",
        "Range of ECI ranks over plausible settings",
        "robustness:rank_robustness",
        "-",
    ),
    _entry(
        "fitness",
        "经济适应度：非线性不动点",
        "Economic fitness and complexity (non-linear fixed point)",
        "fitness:fitness",
        "Tacchella et al. 2012",
        ("economic_fitness",),
    ),
    _entry(
        "proximity",
        "邻近度：两个行业同时有优势的程度（七种归一法）",
        "Proximity of activities, seven normalisations",
        "relatedness:proximity",
        "Hidalgo et al. 2007; van Eck & Waltman 2009",
        ("relatedness", "cosine", "jaccard", "association_strength", "lift"),
    ),
    _entry(
        "relatedness_density",
        "关联密度：与某行业相关的行业本地已有多少",
        "Relatedness density",
        "relatedness:relatedness_density",
        "Hidalgo et al. 2007; Boschma et al. 2015",
        ("density",),
    ),
    _entry(
        "entry_exit",
        "进入与退出：哪些行业新获得或失去优势",
        "Entry and exit of activities",
        "entry:entry_exit",
        "Boschma et al. 2015",
        ("entry", "exit"),
        _PANEL,
        (),
    ),
    _entry(
        "entry_probability",
        "进入概率：按关联密度估计，并用过去检验",
        "Entry probability from density, backtested",
        "entry:entry_probability",
        "Hidalgo et al. 2018",
        (),
        _PANEL,
        (),
    ),
    _entry(
        "product_space",
        "产品空间：骨干网络与布局",
        "Product space: backbone network with a layout",
        "space:product_space",
        "Hidalgo et al. 2007",
        (),
        _LONG,
        (),
    ),
    _entry(
        "prody",
        "行业收入水平（PRODY）与地区收入水平（EXPY）",
        "PRODY of activities and EXPY of regions",
        "productivity:prody",
        "Hausmann, Hwang & Rodrik 2007",
        ("expy",),
        (*_LONG, "income"),
    ),
)

EXPORTS = (
    *(entry.function for entry in ENTRIES),
    f"{_HOME}.result:Complexity",
    f"{_HOME}.relatedness:Proximity",
    f"{_HOME}.entry:EntryProbability",
    f"{_HOME}.space:ProductSpace",
)
