"""Membership in a class, told by a list: A、B等行业骨干企业; A、B等战略性新兴产业; A、B两大产业链."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.names import NameList
from yanzhen.read.grammar.parts import (
    FIRMS,
    INDUSTRIES,
    QUALITY,
    TIER_CLASS,
    Link,
    Part,
    is_plain_class,
    tells_class,
)
from yanzhen.read.grammar.title_words import WEAK
from yanzhen.read.lexicon import alternation, pattern, words
from yanzhen.terms import EntityKind

_COVERED = re.compile(r"覆盖|涵盖|囊括|包括|涉及")
_DOES_IT = re.compile(r"[和与供]|生产|合作")
_KNOWN = re.compile(rf"{pattern('rank_words')}|驰名|公用|名优|地理标志")
_LOOSE_CLASS = re.compile(
    r"(?:系列产品|产品系列|系列|部分|原则|理念|目标|战略|格局|要素|难题|关系|方面|环节|领域|类别?|问题|举措|行动|工程|任务|板块|特点|优势|体系|措施|片区|区域|城市)$"
)
_OF_SIZE = re.compile(r"[一二三五十百千万\d]+亿级")
_ROLE = re.compile(r"(?:重点|一批|行业)?(?:龙头|链主|骨干|领军|头部)(?:骨干)?")
_TELLING = re.compile(
    r"^(?:标志性)?(?:重点|优势|新兴|前沿|关键|战略性?|高端|拳头|主导|特色|主要|名优|配套)(?:新兴|特色|优势)?$"
)
_THEN_AWARDED = re.compile(
    rf"(?:全部|均|都|双双|成功|顺利|已|先后|悉数)*(?:{alternation(set(words('award')) - WEAK)})"
)
_THINGS = frozenset(
    ["产品", "领域", "产业链", "园区", "项目", "品牌", "商标", "特产", "工厂", "车间", "小镇"]
)
_SAID = re.compile(r"^[为是]|\)[为是]")  # 等11个镇(乡)为…: what they are made, no class
# 成功打造了A、B等省级集群, 现有A、B两个国家级集群: that they are such is what the clause says.
_REACHED = re.compile(
    r"(?:创建|打造|培育|形成|建成|获批|获评|入选|认定|诞生|涌现|集聚|拥有|[共现已建设]有|新增|包括)(?:了|出|起)?[^,;、]{0,6}$"
)
_NO_STANDING = re.compile(r"^(?:[国省市]?内外?|全国|行业)?(?:知名|著名|优秀|优质|存量|大型|众多)$")
_PLANS = re.compile(r"加快|大力|着力|重点|全力|推动|推进|支持|力争|计划|将|拟|要|争取|继续|积极|谋划")
_WITH = re.compile(r"(?:与|同|跟)$")


def classed(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B等行业骨干企业; A、B等战略性新兴产业; 打造A、B等省级产业集群."""
    names = part.names
    if names is None or "申报" in names.quality or _SAID.search(names.quality):
        return
    kind = kind_of_member(names.kind)
    role = _ROLE.fullmatch(names.quality)
    told = tells_class(names)
    if _WITH.search(part.text.strip()[: names.start]):
        return  # 加强与甲协会、乙公司等企业的对接: partners, not members
    if (
        FIRMS.search(names.kind)
        and names.kind != "龙头"
        and names.quality.endswith(("产业", "行业"))
        and "的" not in names.quality
    ):
        # 化工、纺织等传统产业企业: these are industries, not firms.
        if not is_plain_class(names.quality):
            yield from (
                part.link(n, "属于", names.quality, "classed", kind=EntityKind.INDUSTRY, passing=True)
                for n in names.items
            )
    elif FIRMS.search(names.kind) and told:
        about = part.about() or carry.subject
        if role and names.quality != "行业骨干" and about and about.endswith(("集群", "产业链", "园区")):
            yield from (
                part.link(n, names.title, about, "role-in", *names.flags, kind=kind) for n in names.items
            )
        else:
            passing = bool(_NO_STANDING.search(names.quality))  # 等知名企业: as everybody speaks
            yield from (
                part.link(n, "称号", names.title, "classed", *names.flags, kind=kind, passing=passing)
                for n in names.items
            )
    elif _COVERED.search(part.text.strip()[: names.start + len(names.items[0])]):
        return  # 涵盖A、B等重点行业: what is covered is told by that verb
    elif _THEN_AWARDED.match(names.rest) and not QUALITY.search(names.quality):
        return  # 三大优势产业全部跻身…: what they are given says more than their class
    elif (
        names.great
        and not FIRMS.search(names.kind)
        and len(names.title) > 2
        and not _LOOSE_CLASS.search(names.title)
    ):
        yield from _belonging(part, names, kind)
    elif names.kind.endswith(("集群", "产业链", "园区", "基地", "集聚区", "聚集区", "专业镇")) and (
        QUALITY.search(names.quality) or _OF_SIZE.match(names.quality) or (told and not names.open)
    ):
        passing = not _is_reached(part, names)
        yield from (
            part.link(n, "称号", names.title, "classed", kind=kind, passing=passing) for n in names.members
        )
    elif (names.kind in _THINGS and (_TELLING.search(names.quality) or _is_known(names.quality))) or (
        INDUSTRIES.search(names.kind) and (told or TIER_CLASS.match(names.title))
    ):
        yield from _belonging(part, names, kind)


def _belonging(part: Part, names: NameList, kind: EntityKind | None) -> Iterator[Link]:
    passing = not _is_reached(part, names)
    return (part.link(n, "属于", names.title, "classed", kind=kind, passing=passing) for n in names.items)


def _is_reached(part: Part, names: NameList) -> bool:
    """Whether the clause says that the members have become the class; 大力发展氢能等未来产业 takes it for granted."""
    before = part.text[: part.text.find(names.items[0])]
    return bool(_REACHED.search(before)) and not _PLANS.search(before)


def _is_known(quality: str) -> bool:
    """Whether a quality is a level or renown, and no clause of its own: 国家和地区生产的…."""
    return bool(_KNOWN.search(quality)) and len(quality) < 12 and not _DOES_IT.search(quality)
