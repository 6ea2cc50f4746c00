"""Membership in a class, told by a list: A、B等行业骨干企业; A、B等战略性新兴产业; A、B两大产业链."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.firms import is_trade
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.names import NameList, name_list
from yanzhen.read.grammar.nouns import is_name_like
from yanzhen.read.grammar.parts import (
    FIRMS,
    INDUSTRIES,
    QUALITY,
    TIER_CLASS,
    ZONE,
    Link,
    Part,
    is_plain_class,
    tells_class,
)
from yanzhen.read.grammar.title_words import WEAK
from yanzhen.read.lexicon import alternation, pattern, words
from yanzhen.terms import EntityKind

_COVERED = re.compile(r"(?:覆盖|涵盖|囊括|包括|涉及|集中[于在]|分布[于在])$")
_DOES_IT = re.compile(r"[和与供的]|生产|合作")
_KNOWN = re.compile(rf"{pattern('rank_words')}|驰名|名牌|公用|名优|地理标志")
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
# 等社会组织和企业, 等重点行业和龙头企业: two classes, and nobody says who is of which; 等18个镇为…特色产业: a clause.
_NO_ONE_CLASS = re.compile(
    r"申报|(?:行业|产业|领域|组织|单位|机构|协会|院所|高校|部门|项目)[和及与、]|[为是居]"
)
# Classes that are given by somebody, or counted: their members have them, whatever is said of the list.
_OFFICIAL = frozenset(["战略性新兴产业"])
# 成功打造了A、B等省级集群, 现有A、B两个国家级集群: that they are such is what the clause says.
_REACHED = re.compile(
    r"(?:[了出起着]|创建|获批|获评|入选|认定|(?<!加速)形成|建成|诞生|涌现|孕育|集聚|聚集|汇聚|拥有|[共现已建设]有|^有|新(?:增|打造|建设?|培育)|包括|属于|引进|引入|其中|以|来自|成功[\u4e00-\u9fff]{2})"
    r"(?:[一二两三四五六七八九十\d]+[个大条家])?$"
)
# 大力发展…, 聚力打造…: an effort that is made, unless it has come to something (重点打造了); 将培育…, 介绍了…: nothing has happened.
_EFFORT = re.compile(
    r"(?:加快|加速|大力|着力|重点|全力|积极|继续|推动|推进|支持).*(?<![了出])$|(?<!成功)(?<!新)(?:打造|培育|创建|争创|建设|申报|发展)$"
)
_NOT_DONE = re.compile(
    r"力争|计划|(?<![现把])将|拟|要|争取|谋划|介绍|考察|走访|调研|参观|推介|到20\d\d年|\d年内"
)
_JOINED = re.compile(r"(?:、|和|以?及|与)$")
_OF_RANK = re.compile(rf"{pattern('rank_words')}|强|领先|核心(?=企业)")
_NO_STANDING = re.compile(r"知名|著名|优秀|优质|越来越多")
# What a park or zone works in, where it is said to have it: 该高新区已形成化工、机械等支柱产业.
_TRADE = re.compile(r"(?:传统)?(?:主导|支柱|首位|特色|优势)产业$")
_WITH = re.compile(r"(?:与|同|跟)$")


def classed(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B等行业骨干企业; A、B等战略性新兴产业; 形成了A、B等省级产业集群."""
    names = part.names
    if names is None or _NO_ONE_CLASS.search(names.quality):
        return
    led = _led(part.text.strip(), names)
    if _WITH.search(led):
        return  # 加强与甲协会、乙公司等企业的对接: partners, not members
    if _are_trades(names):
        # 化工、纺织等传统产业企业: these are industries, not firms.
        if not is_plain_class(names.quality):
            kind = EntityKind.INDUSTRY
            yield from (
                part.link(n, "属于", names.quality, "classed", kind=kind, passing=True) for n in names.items
            )
    elif FIRMS.search(names.kind):
        if tells_class(names) and not all(map(is_trade, names.items)):
            yield from _firms(part, names, carry, has=bool(_REACHED.search(led)))
    elif not _COVERED.search(led) and all(map(is_name_like, names.items)):
        said = _is_said(led, names)
        zone = _zone(part, carry) if said and _TRADE.match(names.title) else ""
        if zone:
            yield from (part.link(zone, names.title, n, "classed") for n in names.items)
        else:
            yield from _things(part, names, passing=not said)


def _led(text: str, names: NameList) -> str:
    """What leads in a list, or the list that it is joined to: 形成了|A、B两大传统产业及C、D两大新兴产业."""
    led = text[: names.start]
    first = name_list(text) if _JOINED.search(led) else None
    return led[: first.start] if first and _JOINED.fullmatch(led[first.end :]) else led


def _is_said(led: str, names: NameList) -> bool:
    """Whether the clause says that the members are of their class; 大力发展氢能等未来产业 takes it for granted."""
    led = led if led == "以" else led.removesuffix("以")  # 倾力发展以A、B为主的三大产业
    if _EFFORT.search(led) or _NOT_DONE.search(led):
        return False
    official = not names.open and QUALITY.search(
        names.quality
    )  # 做大做强A、B、C3个国家级产业集群: the titles they have
    return bool(_REACHED.search(led) or official or names.title in _OFFICIAL)


def _are_trades(names: NameList) -> bool:
    return (
        bool(FIRMS.search(names.kind))
        and names.kind != "龙头"
        and names.quality.endswith(("产业", "行业"))
        and "的" not in names.quality
    )


def _zone(part: Part, carry: Carry) -> str:
    """The park or zone that a clause says something of: 该高新区已形成…."""
    back = carry.recalled(part.plain)
    about = back[0] if back else part.about() or ""
    return about if ZONE.search(about) else ""


def _firms(part: Part, names: NameList, carry: Carry, *, has: bool) -> Iterator[Link]:
    """Their role in the cluster or chain spoken of, that they are in it (it ``has`` them), or the class that they are said to be."""
    kind = kind_of_member(names.kind)
    about = part.about() or carry.subject or ""
    role = _ROLE.fullmatch(names.quality) and names.quality != "行业骨干"
    told = _OF_RANK.search(names.title) and not _NO_STANDING.search(names.quality)
    if about.endswith(("集群", "产业链", "园区") if role else ("集群", "产业链")) and (
        role or (has and not told)
    ):
        predicate = names.title if role else "属于"
        yield from (part.link(n, predicate, about, "role-in", *names.flags, kind=kind) for n in names.items)
        return
    passing = not told  # 等知名企业, 等机械企业: as everybody speaks
    yield from (
        part.link(n, "称号", names.title, "classed", *names.flags, kind=kind, passing=passing)
        for n in names.items
    )


def _things(part: Part, names: NameList, *, passing: bool) -> Iterator[Link]:
    """Industries, clusters, products and the like, where the class says something of them."""
    kind, told, quality = kind_of_member(names.kind), tells_class(names), names.quality
    if _THEN_AWARDED.match(names.rest) and not QUALITY.search(quality):
        return  # 三大优势产业全部跻身…: what they are given says more than their class
    great = names.great and len(names.title) > 2 and not _LOOSE_CLASS.search(names.title)
    if (
        not great
        and names.kind.endswith(("集群", "产业链", "园区", "基地", "集聚区", "聚集区", "专业镇"))
        and (QUALITY.search(quality) or _OF_SIZE.match(quality) or (told and not names.open))
    ):
        yield from (
            part.link(n, "称号", names.title, "classed", kind=kind, passing=passing) for n in names.members
        )
    elif (
        great
        or (names.kind in _THINGS and (_TELLING.search(quality) or _is_known(quality)))
        or (INDUSTRIES.search(names.kind) and (told or TIER_CLASS.match(names.title)))
    ):
        passing = passing or not quality  # 三大产业链
        yield from (
            part.link(n, "属于", names.title, "classed", kind=kind, passing=passing) for n in names.items
        )


def _is_known(quality: str) -> bool:
    """Whether a quality is a level or renown, and no clause of its own: 国家和地区生产的…."""
    return bool(_KNOWN.search(quality)) and len(quality) < 12 and not _DOES_IT.search(quality)
