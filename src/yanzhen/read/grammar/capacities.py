"""Capacities: 年产电控10万台套, 可年产3万辆新能源客车, 钢帘线产能将增至15万吨."""

from __future__ import annotations

import re
from dataclasses import replace

from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.clauses import Clause
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.measure import clean_noun, is_measure, measured
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, noun_after, place_prefix, verb_at_end
from yanzhen.read.grammar.speech import acts, bare
from yanzhen.read.grammar.units import Dimension
from yanzhen.terms import EntityKind, Modality

_CAPACITY = re.compile(
    r"(?:可|将|能|达到|形成|具备|新增)*(?:年(?:综合)?(?:生产|加工|处理|制造)能力|年产能?|年加工|年处理|年生产|日产能?|日处理|产能|生产能力|设计能力)(?!值|业|品|量)(?P<noun>[^,;]{0,24})$"
)
# 规划产能, 总产能: which capacity, not whose.
_WHICH = re.compile(r"(?:规划|设计|现有|合计|预计|总|年)+$")
_CHANGES = re.compile(
    r"^(?:将|可|已|再|又|预计)*(?:新增|增加|增|扩大|爬升|攀升|达到?|提升|提高|形成)*(?:至|到)?$"
)
# 建成后可年产…: when, not who.
_ONCE = re.compile(
    r"[一二三四]期(?:工程|项目)?(?:建设|新建|投资)*|尽[快早]|(?:项目|[一二三]期)*(?:全部|全面|正式)?(?:建成|投产|达产|投运|竣工|投用)*(?:达产|达效)?(?:后|时)?|预计|每年|主要?建设(?:内容|规模)|建设(?:内容|规模)|产品方案"
)
_NEW = re.compile(r"^(?:将|可|预计|拟)*(?:新增|增加|形成|具备|建成)?")
_PROJECT = re.compile(r"^[^,;:。]{1,24}?(?:项目|工程)(?=[,;:]|$|(?:计划)?总?投资|占地|[正已]|开工|竣工|投产)")
_THEN = re.compile(r"(?<=项目)(?:计划)?(?:总?投资|占地).*$")  # 聚酯项目|总投资: the next measure
_WHERE = re.compile(
    r"^.*(?:在|位于|走进)|^(?:确定|引进|实施|推进)了?(?=.{4})"
)  # 开工仪式在甲公司年产10万吨…项目举行
_OF_INDUSTRY = re.compile(r"(.{2,12}?)产业(?:链|集群)?$")
# 万吨碳纤维基地…,总产能2.5万吨
_OF_WORKS = re.compile(r"吨级?([\u4e00-\u9fff]{2,8}?)(?:生产|制造)?(?:基地|项目)$")
# 由甲公司承担的…项目: the firm's.
_BY = re.compile(
    r"由(?P<who>[^,由]{3,24}?)(?:承担|投资建设|建设|实施|运营)的?(?:[^,;]{0,40}--)?$|^由(?P<first>[^,由]{3,24}?)(?:承担|投资建设|建设|实施|运营)的?"
)
_MAKES = re.compile(r"(?:打造|建设|建成|研发|开发|生产|形成|引进|购置|投资|推出|制造)(?:出|了)?")
_SIZE_OF = re.compile(r"(?:规模|总量|水平)?(?:达到?|为|约)?$")
_NO_PRODUCT = frozenset(["规模", "总量", "总规模", "水平", "能力"])  # 年产能规模为…
# 在建项目全部建成后|电解铝产能将达800万吨
_AFTER_DONE = re.compile(r"^[^,]*?(?:建成|投产|达产|完工)后")
_HAS_OF = re.compile(
    r"(?:现有|建成|拥有|形成|具备|已有|新增)*(?P<what>[\u4e00-\u9fff]{2,10})(?<!产业)(?<!产业链)(?<!集群)(?<!公司)(?<!企业)(?<!项目)(?<!基地)(?<!园)(?<!厂)$"
)
_NOT_MADE = frozenset("家户项所名位")  # 东风日产等7家
_MAKERS = (EntityKind.FIRM, EntityKind.PROJECT, EntityKind.PARK, EntityKind.CLUSTER)
_FOR_EXAMPLE = re.compile(r"^(?:包括|例如|比如|如(?![皋东意家]))")
_STAGE = re.compile(r"([一二三四]期)(?:工程|项目)?(?:建设|建成|投产)?")
_WHAT_MAKES = re.compile(r"(?:的?(?:生产)?(?:能力|项目|生产线|规模|产能))$")


def capacity(clause: Clause, carry: Carry) -> list[Claim] | None:
    """年产电控10万台套、电机5万台套: what can be made in a year or a day."""
    if (
        clause.quantity.dimension not in (Dimension.COUNT, Dimension.AMOUNT)
        or clause.quantity.unit in _NOT_MADE
    ):
        return None
    found = _CAPACITY.search(clause.tail)
    after = _THEN.sub("", noun_after(clause.right))
    if found:
        subject, noun = _named(clause, carry, found, after)
    elif carry.capacity and clause.joined:
        noun, subject = clean_noun(clause.tail), carry.held[-1].subject if carry.held else carry.now
    else:
        carry.capacity = False
        return None
    if not noun and not after and (of := _OF_INDUSTRY.match(subject) or _OF_WORKS.search(subject)):
        noun = of[1]  # 电池产业…,总产能超80GWh
    noun = (
        noun
        or _WHAT_MAKES.sub("", after)
        or (_SIZE_OF.sub("", found[0].lstrip("可将能达到形成具备新增")) if found else "")
    )
    carry.capacity = True
    carry.held = [Held(subject, noun, "capacity", clause.tail_start)]
    return [_claim(clause, carry, subject, noun, found, after)]


def _named(clause: Clause, carry: Carry, found: re.Match[str], after: str) -> tuple[str, str]:
    """(whose capacity it is, of what) by the words around 年产 or 产能."""
    noun = "" if _CHANGES.match(found["noun"]) else clean_noun(found["noun"])
    before = _WHERE.sub("", _WHICH.sub("", clean_noun(_AFTER_DONE.sub("", clause.tail[: found.start()]))))
    noun = "" if noun in _NO_PRODUCT else noun
    subject = carry.now
    if by := _BY.match(before) or _BY.search(clause.text[max(0, clause.tail_start - 60) : clause.tail_start]):
        return by["who"] or by["first"], noun
    if is_measure(before):
        held = measured(before, carry, clause.tail_start)
        return (held[0].subject if held else subject), noun
    if not noun and "产能" in found[0] and (made := _made_there(before)):
        return carry.named(made[0]), made[1]
    if back := carry.recalled(before):
        subject, before = back[0], _NEW.sub("", before[back[1] :].lstrip("的"))
        carry.speak_of(subject, strong=False)
    if _ONCE.fullmatch(before) or len(before.removesuffix(verb_at_end(before) or "")) < 2:
        return subject, noun
    alone = not noun and not after and "产能" in found[0] and not before.startswith("该")
    if alone and is_name_like(before) and not place_prefix(before) and not entity_prefix(before + "的"):
        return subject, before  # 钢帘线产能将增至15万吨: what stands before is what is made
    if back or _MAKES.match(before):
        return subject, noun
    if stage := _STAGE.fullmatch(before):
        return carry.now + stage[1], noun
    before = bare(_FOR_EXAMPLE.sub("", before))
    if not before or acts(before):
        return subject, noun  # 尽快形成年产…
    who = carry.named(before)
    if kind_of(who) in _MAKERS or (is_name_like(who) and not place_prefix(who)):
        carry.speak_of(who, strong=False)  # 甲药业年产…,出口…
    return who, noun


def _made_there(before: str) -> tuple[str, str] | None:
    """(the place, what is made) of 全省建成电解铝|产能600万吨."""
    place = place_prefix(before)
    made = _HAS_OF.match(place[1]) if place else None
    return (place[0], made["what"]) if place and made else None


def _claim(
    clause: Clause, carry: Carry, subject: str, noun: str, found: re.Match[str] | None, after: str
) -> Claim:
    quantity = clause.quantity
    per = "/日" if found and "日" in found[0] else "/年"
    end = quantity.end + (len(after) if not clean_noun(found["noun"] if found else "") else 0)
    claim = clause.claim(subject, noun, "capacity", "capacity", end=end, modality=Modality.CAPACITY)
    claim.quantity = replace(quantity, unit=quantity.unit if "/" in quantity.unit else quantity.unit + per)
    if found and (project := _PROJECT.match(clause.right)):
        # …公司年产10万吨土壤改良剂项目,总投资…: what follows is said of the project.
        name = clause.text[clause.quote_start : quantity.end] + project[0]
        carry.speak_of(_WHERE.sub("", name.strip("-— ")), strong=True)
    return claim
