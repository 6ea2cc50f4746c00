"""Amounts that stand before what has them: 总投资20亿元的甲项目, 总投资35亿元、占地900亩的15个工业项目."""

from __future__ import annotations

import re

from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.clauses import Clause
from yanzhen.read.grammar.measure import clean_noun
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, noun_after, place_prefix, without_holding
from yanzhen.read.grammar.units import Dimension
from yanzhen.terms import Modality

_INVESTED = re.compile(
    r"(?P<metric>(?:计划|概算|预计)?总投资(?:额)?|投资总额|(?:计划|合同|协议)投资(?:额)?|投资)(?:约|达到?|为|近|共|额)*$"
)
_MAY_EXTEND = re.compile("占地|面积|产值|营收|收入")
_EXTENT = re.compile(
    r"(?P<metric>(?:总)?占地(?:面积)?|(?:总|规划|建筑|核心区)*面积|(?:年|总)*(?:产值|营收|营业收入|销售收入))(?:约|达到?|为|近|共|仅|只有)*$"
)
# 、年产12万吨的蓝天项目: further amounts may stand between the number and its owner.
_OWNER = re.compile(
    r"(?:建设|兴建|新建|打造|实施)?(?:、[^、,;:。的]{2,24}){0,3}的(?P<count>\d+[余多]?[个家条座项处])?(?:一批)?(?=[^\d,;:。、]|\d[#号]|\d[^,;:。、的]{3,30}?(?:项目|工程|生产线))"
)
_BARE_OWNER = re.compile(
    r"(?!\d)[\u4e00-\u9fffA-Za-z“”()\d ]{3,30}?(?:项目|工程|产业园|生产基地)(?![集引项工])"
)
_PUT_IN = re.compile(r"(?:投资|投入|斥资|引进|引资)(?:约|近|超过?)?$")
_BUILDS = re.compile(
    r"[,]?(?:用于)?(?:建设|兴建|新建|打造|实施|建立)了?(?P<what>(?![一二三两]期|的)[^,;:、。\d]{3,40}?(?:项目|工程|产业园|基地|园区|生产线|工厂|中心))(?![\u4e00-\u9fff]?(?:建设|[集引])|\d)"
)
_MORE = r"、(?:总?投资)?约?\d[\d.]*[万亿]*元"
_SOME_PROJECTS = re.compile(r"(?:\d+[余多]?个)?((?:重点|重大|产业|工业|招商|签约)*项目)")
_IN_LIST = re.compile(
    rf"(?P<who>(?![的以左元])[\u4e00-\u9fffA-Za-z“”]{{3,24}}?)(?:(?={_MORE}[^\d,;。]{{3,24}}(?:等|{_MORE}))|(?<!的)等\d*个?[\u4e00-\u9fff]{{0,6}}项目)"
)
_VERBS = re.compile(r"^(?:建设|打造|实施|新建|用于|用来|购买|购置|兴建|启动|成立|设立)")
_CLASSES = frozenset(
    [
        "项目",
        "企业",
        "公司",
        "区县",
        "县区",
        "城市",
        "地区",
        "省份",
        "乡镇",
        "集群",
        "产业集群",
        "园区",
        "工程",
        "产业",
        "产业链",
        "工业项目",
        "工业企业",
    ]
)
# What a sentence goes on about; a workshop of a project it does not.
_NAMED_OWNER = re.compile(r"[^,;:。的]{3,40}?(?:项目|工程|产业园|生产基地)(?:[一二三]期)?(?![集引建项])")
# What has an area or takings that are told: 土地成片开发 has none.
_HAS_EXTENT = re.compile(
    r"项目|工程|[园区城港镇乡村县市楼厂]$|基地|公司|集团|企业|集群|车间|厂房|中心|市场|\d[个家条座]|[#号]"
)
_STANDS = re.compile(r"项目|工程|[园城港]$|基地|公司|集团|企业|集群|\d[个家条]")
_LIST = re.compile(r"等(?:\d*[个家条项])?(?:重点|一批)?(?:项目|工程)?$")
_REACH = 120  # characters after the number in which its owner may stand


def owned(clause: Clause, carry: Carry) -> list[Claim] | None:
    """The amount of the noun that follows it; what is said next in the sentence is said of that noun too."""
    if built := _built(clause, carry):
        return [built]
    if named := _listed(clause, carry):
        carry.held = [Held(named["who"], "总投资", start=clause.tail_start)]
        claim = clause.claim(named["who"], "总投资", "", "owned", end=named.end("who"))
        claim.modality = Modality.PLAN
        return [claim]
    found = _attribute(clause)
    if not found:
        return None
    before = clean_noun(clause.tail[: found.start()])
    name = _owner(clause, before)
    if len(name) < 2 or before.endswith(name):
        return None
    if not found["metric"].endswith(("投资", "投资额", "投资总额")) and not _HAS_EXTENT.search(name):
        return None
    metric = "总投资" if found["metric"] == "投资" else found["metric"]
    if clause.joined and name[0].isdigit() and carry.now.endswith(name[-2:]):
        name = carry.now  # 总投资…、总产值…的5个项目: named with the first amount
    whose = entity_prefix(before) if _SOME_PROJECTS.fullmatch(name) else None
    if whose and before[len(whose) : len(whose) + 1] not in ("、", "和", "等"):
        carry.speak_of(carry.named(whose), strong=False)  # 甲产业园首批总投资20亿元的10个重点项目
        name, metric = carry.now, _SOME_PROJECTS.sub(r"\1", name) + metric
    subject = carry.named(name)
    if (place := place_prefix(name)) and not place[1]:
        carry.speak_of_place(place[0])
        subject = carry.now
    elif _STANDS.search(subject):
        carry.speak_of(subject, strong=False)
    carry.held = [Held(subject, metric, start=clause.tail_start)]
    end = clause.quantity.end + max(0, clause.right.find(name) + len(name) if name in clause.right else 0)
    claim = clause.claim(subject, metric, "", "owned", end=end)
    if "投资" in metric:
        claim.modality = Modality.PLAN
    return [claim]


def _built(clause: Clause, carry: Carry) -> Claim | None:
    """甲县引进乙集团投资12亿元建设|丙产业园: what is built has the amount, and what follows is said of it."""
    money = clause.quantity.dimension is Dimension.MONEY and _PUT_IN.search(clause.tail)
    found = _BUILDS.match(clause.text, clause.quantity.end) if money else None
    if not found or not is_name_like(found["what"]):
        return None
    carry.speak_of(found["what"], strong=False)
    carry.mention(found["what"], kind="project")
    carry.held = [Held(found["what"], "投资", start=clause.tail_start)]
    claim = clause.claim(found["what"], "投资", "", "owned", end=found.end())
    claim.modality = Modality.PLAN
    return claim


def _listed(clause: Clause, carry: Carry) -> re.Match[str] | None:
    """The name right after the amount where several stand so: 投资14亿元|甲材料、15亿元|乙水泥等32个项目."""
    again = clause.joined and not clause.tail and carry.held and carry.held[-1].metric == "总投资"
    if clause.quantity.dimension is not Dimension.MONEY or not (again or clause.tail.endswith("投资")):
        return None
    return _IN_LIST.match(clause.text, clause.quantity.end)


def _attribute(clause: Clause) -> re.Match[str] | None:
    if clause.quantity.dimension not in (Dimension.MONEY, Dimension.AMOUNT):
        return None
    money = clause.quantity.dimension is Dimension.MONEY
    invested = _INVESTED.search(clause.tail) if money and "投资" in clause.tail else None
    return invested or (_EXTENT.search(clause.tail) if _MAY_EXTEND.search(clause.tail) else None)


def _owner(clause: Clause, before: str) -> str:
    """The noun after the number; 投资10亿元的项目 is a class of projects and no owner, the 10个项目 are one."""
    right = clause.text[clause.quantity.end : clause.quantity.end + _REACH]
    if found := _OWNER.match(right):
        named = _NAMED_OWNER.match(right, found.end())
        name = _LIST.sub("", named[0] if named else noun_after(right[found.end() :]))
        if name not in _CLASSES or not found["count"]:
            return "" if name in _CLASSES else name
        # 引进某系列总投资280亿元的5个项目: the projects of that series.
        series = without_holding(before)
        return series + name if series.endswith("系列") else found["count"] + name
    if (found := _BARE_OWNER.match(right)) and "投资" in clause.tail[-8:] and not _VERBS.match(right):
        return "".join(found[0].split())
    return ""
