"""Counted classes that are named in part: by size, by level, by a description, or once for several counts."""

from __future__ import annotations

import re
from dataclasses import replace

from yanzhen.read.grammar.carry import Carry, Held
from yanzhen.read.grammar.clauses import Clause
from yanzhen.read.grammar.measure import clean_noun
from yanzhen.read.grammar.nouns import noun_after, strip_lead
from yanzhen.read.grammar.periods import without_time
from yanzhen.read.grammar.units import Dimension

_SIZE = re.compile(
    r"(?:超过?|突破|达到?|逾|过)?\d[\d.]*(?:-\d[\d.]*)?[万亿千百]*元?(?:以上|级)?(?<=[元级上])"
)
_CLASS_WORDS = r"(?:集群|产业链|企业|园区|基地|平台|产业|项目|品牌|产品|公司|机构|团队|工厂)"
_CLASS_NOUN = re.compile(_CLASS_WORDS)
_DESCRIBED = re.compile(
    rf"(?:在|对|与|从事|涉及|具有|具备|引领|支撑|竞争力|影响力|带动)[^,;:。\d()]{{2,40}}的[\u4e00-\u9fff]{{0,12}}?{_CLASS_WORDS}(?=$|[,;:。])"
)
_LEVEL_ONLY = re.compile(r"(?:国家|省|市|县)级")
_LEVELLED = re.compile(r"(?:国家|省|市|县)级([\u4e00-\u9fff“”]{2,20})$")
COUNTED_CLASS = re.compile(r"(?:企业|项目|集群|园区|公司|专业镇|基地|类|高新区|经开区|开发区|产业链)$")
_PROJECTS = re.compile(r"项目$")
_INVESTED = re.compile(
    r"(?:计划|协议|合同|年度|总|完成|概算|累计)*(?:投资|占地)|投资总额|用地|年?(?:产值|销售收入)|(?:协议|合同)资金"
)
_EARNED = re.compile(
    r"(?:工业)?(?:增加值|年?总?产值|年?营收|营业收入|主营业务收入|销售收入|净?利润|利税|利税总额)"
)
_COUNTS = re.compile(r"[^\d加少多.,万][约超近达]?\d[\d.,]*[万余多]*[家户](?!企)")
_OF_THESE = re.compile(
    rf"(?P<kind>.{{2,24}}?(?:企业|项目|集群|园区|公司|专业镇|基地))(?={_INVESTED.pattern}|{_EARNED.pattern})"
)
_PART = re.compile(r"\s*其中")
_PART_DOES = re.compile(r"(?:实现|完成|贡献|创造)")
_TOTAL_OF = re.compile(r"(?P<kind>.{2,24}(?:企业|集群|园区|公司|专业镇|基地))(?:总数|数量|家数|户数)$")
_PLAIN = re.compile(
    r"(?:其中|合计|共计?|累计|总|年|计划|协议|合同|实现|完成|投资|占地|产值|营|主营|销售|利|\d{4}年|,|达|预计)"
)
# 2个千亿级、5个百亿级产业集群: the class stands once.
_SHARED_CLASS = re.compile(
    rf"[^,;、\d]{{1,6}}级(?:[、和]\d+个[^,;、\d]{{1,6}}级){{1,3}}(?P<kind>[\u4e00-\u9fff]{{0,6}}?(?:产业集群|{_CLASS_WORDS}))"
)


def of_size(tail: str, carry: Carry) -> Held | None:
    """年营收超100亿元的集群3个,超50亿元的|5个: the class spoken of, of another size."""
    found = _SIZE.fullmatch(strip_lead(tail).removesuffix("的"))
    if not found or not carry.held or carry.held[-1].facet != "count":
        return None
    old = carry.held[-1]
    metric = _SIZE.sub(found[0], old.metric, count=1)
    return replace(old, metric=metric) if metric != old.metric else None


def of_description(clause: Clause, carry: Carry) -> Held | None:
    """市占率全球第一的企业110家,全国第一的|262家: the class spoken of, described otherwise."""
    if clause.quantity.dimension is not Dimension.COUNT or not clause.tail.endswith("的") or not carry.held:
        return None
    old = carry.held[-1]
    _, of, kind = old.metric.rpartition("的")
    if old.facet not in ("count", "share") or not of or noun_after(clause.right):
        return None
    return replace(old, metric=f"{clean_noun(clause.tail)}的{kind}", start=clause.tail_start)


def of_class_spoken(held: Held, carry: Carry, tail: str, so_far: str) -> Held:
    """电子企业22家,完成产值63亿元; 开工项目15个,总投资73亿元: the amount is that of those just counted."""
    old = carry.held[-1]
    of_these = _OF_THESE.match(old.metric)
    of_all = _TOTAL_OF.match(old.metric)
    kind = of_all["kind"] if of_all else of_these["kind"] if of_these else ""
    if old.facet and COUNTED_CLASS.search(old.metric):
        kind = old.metric
    if kind and held.metric.startswith(kind):
        return held
    if held.subject != carry.now or COUNTED_CLASS.search(held.metric) or not COUNTED_CLASS.search(kind):
        return held
    if _PART_DOES.match(tail) and _PART.match(so_far.rpartition(",")[2] or so_far):
        return replace(held, metric=kind + held.metric)  # 其中,龙头企业36家,实现产值48亿元
    if not _PROJECTS.search(kind) and (not _is_area(carry) or len(_COUNTS.findall(so_far)) > 1):
        return held  # a cluster's output, not that of the last firms counted in it
    own = _INVESTED if _PROJECTS.search(kind) else _EARNED
    if not own.match(clean_noun(tail)) or not _PLAIN.match(without_time(tail)):
        return held
    return replace(held, metric=kind + held.metric)


def _is_area(carry: Carry) -> bool:
    """Whether a place is spoken of, which has no takings of its own."""
    return carry.now == carry.region or carry.now[:1] in "全我" or carry.now[-1:] in "省市县区州旗镇乡"


def described(right: str) -> str:
    """10个左右|在全国有较强影响力的产业集群: the class a description ends in, where no plain noun comes first."""
    found = _DESCRIBED.match(right)
    return found[0] if found and not _CLASS_NOUN.search(noun_after(right)[-4:]) else ""


def shared_class(text: str) -> str:
    """What a level has from the next: 2个|千亿级、5个百亿级产业集群."""
    found = _SHARED_CLASS.match(text)
    return found["kind"] if found else ""


def of_level(held: Held, before: Held) -> Held:
    """新增国家级绿色工厂12家、省级|65家: the class is the one named before."""
    found = _LEVELLED.search(before.metric) if _LEVEL_ONLY.fullmatch(held.metric) else None
    return replace(held, metric=held.metric + found[1]) if found else held
