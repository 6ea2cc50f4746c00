"""The fixed words of drawings and tables, Chinese and English."""

from __future__ import annotations

from yanzhen.atlas.drawing.frame import Language

_WORDS: dict[str, tuple[str, str]] = {
    "chain-map": ("产业链全景图", "Chain map"),
    "described": (
        "{name}：{n} 个环节，{present} 个有企业，{absent} 个已核查没有，{unknown} 个尚无证据。下方有同内容的表格。",
        "{name}: {n} segments, {present} with firms, {absent} checked and empty, {unknown} without evidence. "
        "The table holds the same.",
    ),
    "as-of": ("截至{}", "as of {}"),
    "general": ("通用结构，不代表任何地区", "general structure, not about any place"),
    "no-evidence": ("尚无证据", "no evidence"),
    "no-firms": ("尚无企业证据", "no evidence of firms"),
    "checked-none": ("已核查，没有企业", "none found"),
    "and-others": ("等{}家", "and {} in all"),
    "synthetic": ("合成", "synthetic"),
    "with-synthetic": ("含合成数据", "contains synthetic data"),
    "pending": ("落位待定", "Segment open"),
    "pending-note": (
        "原文未说明对应哪个环节或产业链",
        "the source does not say which segment or chain they belong to",
    ),
    "across": ("跨链联系", "Links to other chains"),
    "local": ("本地状态", "Here"),
    "supply": ("供应状态", "Supply"),
    "flows": ("联系", "Flows"),
    "thresholds": (
        "强：有称号企业≥{titles}家，或区位商≥{strong:g}，或全国份额≥{share:g}%;细：营收不足相邻环节的{thin:.0%}；"
        "弱：区位商<{weak:g}或利润率<{margin:g}%。",
        "strong: ≥{titles} titled firms, or location quotient ≥{strong:g}, or national share ≥{share:g}%; "
        "thin: revenue under {thin:.0%} of a neighbour's; weak: quotient <{weak:g} or margin <{margin:g}%.",
    ),
    "legend-note": (
        "虚线框：已核查、本地没有；点线灰框：尚无证据，不等于没有。“?”：原文未说明是否属于此环节。斜体：合成数据。",
        "Dashed: checked, none here. Dotted grey: no evidence, which is not absence. “?”: the source leaves open "
        "whether the firm belongs here. Italics: synthetic data.",
    ),
    "chart-source": ("图谱：{}（版本 {}，可信度 {}）", "Chart: {} (version {}, confidence {})"),
    "material": ("材料、零部件", "materials, components"),
    "equipment": ("装备、能源、服务", "equipment, energy, services"),
    "byproduct": ("副产与回收", "by-products, recycling"),
    "from": ("来自", "from"),
    "to": ("供给", "to"),
    "formations": ("产业集群雁阵", "Clusters as formations"),
    "leads": ("领军企业", "lead firms"),
    "chain-firms": (
        "另有同链企业 {} 家，未说明是否成员",
        "{} more firms in its chain, membership not stated",
    ),
    "followers": ("成员企业", "followers"),
    "revenue": ("年营收", "revenue"),
    "no-revenue": ("没有营收数字", "no revenue figure"),
    "titles": ("称号", "titles"),
    "overlap-note": (
        "集群之间企业、产业链有交叉，营收不相加。台阶：实心=达到，空心=未达到，问号=按现有数字无法判断。",
        "Clusters share firms and chains: their revenues are not added up. Rungs: filled = reached, hollow = not, "
        "question mark = the figures cannot tell.",
    ),
    "maybe": ("配对不明", "pairing unknown"),
    "tiers": ("三个层次", "Three tiers"),
    "firms-n": ("{} 家企业", "{} firms"),
    "activities-n": ("{} 项活动", "{} activities"),
    "tiers-note": (
        "层次属于“企业×活动”：一家企业可以同时在几个层次，各层次企业数不能相加。",
        "A tier belongs to (firm, activity): one firm may stand in several, so the numbers of firms do not add up.",
    ),
    "coverage": (
        "层次明确的活动占 {tier}；其中有营收数字的占 {revenue}。",
        "{tier} of activities have a tier; {revenue} of these have a revenue figure.",
    ),
    "several": ("跨层次企业：{}", "In several tiers: {}"),
    "none": ("无", "none"),
    "high": ("高", "high"),
    "medium": ("中", "medium"),
    "low": ("低", "low"),
}


def say(key: str, language: Language, *values: object, **named: object) -> str:
    """A fixed phrase, with values put in."""
    return _WORDS[key][language == "en"].format(*values, **named)
