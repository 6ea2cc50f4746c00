"""The class first, its members after: 龙头企业有A、B; 省级绿色工厂2家(A、B); 驰名商标3个:A、B、C; 国家高新技术企业A、B两家."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.firms import short_firm
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.lists import split_members
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import QUALITY, Link, Part, is_member
from yanzhen.read.lexicon import pattern

_KIND = (
    r"(?:企业|公司|供应商|品牌|商标|老字号|集群|园区|产业园|开发区|工厂|车间|基地|产业链|小镇|专业镇"
    r"|“?小巨人”?|单项冠军|实验室|技术中心|合作社|(?:\d+|[十百])[强快佳](?:[县市区镇村]|乡镇)?(?:\((?:市|区|市、区)\))?)"
)
_COUNT = r"(?:\d+|[一二两三四五六七八九十]+)[余多]?[个家条项座户枚件]"
# What is counted, listed or made known: 新增省级绿色工厂2家, 本次认定的省级瞪羚企业名单如下.
_CLASS_ENDS = re.compile(
    rf"(?P<class>[^,;:、()]{{2,40}}?{_KIND})(?:总数|数量)?(?:目前|已|现|共|达到?|有|增至)*(?P<count>{_COUNT})?(?P<list>名单|(?:分别)?[是为])?(?:如下)?$"
)
_HAS = re.compile(
    rf"^(?P<class>[^,;:、()]{{2,30}}?{_KIND})(?P<verb>(?:主要|目前|现)?(?:有(?!\d)|包括|涵盖)|(?:分别|依次)?[为是](?!指)|即)(?P<items>[^,;:]{{4,240}})$"
)
_IN_BRACKETS = re.compile(
    rf"(?P<class>[^,;:、()]{{2,40}}?{_KIND})(?:共|达|有)?(?P<count>{_COUNT})?\((?P<items>[^(),;:]{{3,120}})\)"
)
# 国家级4个(甲开发区(乙区)、丙高新区)
_OF_LEVEL = re.compile(
    rf"^(?P<class>(?:国家|自治区|省|市)级)(?:有|共)?{_COUNT}\((?P<items>(?:[^();:]|\([^()]*\)){{3,200}})\)$"
)
_THAT_IS = re.compile(r"^(?:即|也就是|(?:分别|依次)(?:是|为)|其中(?:包括|有))(?P<items>[^,;:]{4,240})$")
_ETC = re.compile(rf"等?(?:{_COUNT})?(?:(?<=[等家个]){_KIND})?$")
# What a class must say of its members to be one.
_TELLING = re.compile(
    r"龙头|骨干|代表|重点|知名|著名|驰名|链主|领军|领航|名优|优势|核心|特色|传统|规上|规模以上|[十百\d][强快佳]|专利|绿色|智能|高新|示范"
)
_BEST = re.compile(r"(?:\d+|[十百])[强快佳]")  # 综合10强县(市):
_PLAIN = re.compile(r"^(?:重点|核心|优势|主要)?(?:企业|公司|基地|品牌|项目|产业|行业)$")
_ALONE = re.compile(r"^(?:龙头|骨干|链主|领军|代表性?|知名|重点|核心|规上|优势)(?:骨干)?企业$")
_LEADS = re.compile(
    rf"^(?:在(?=[^,]{{0,4}}企业)|{pattern('acquire')}|认定|其中|已|现|新|共|还|又|再|了|出|园区内?|[区市县镇]内|集群内?|另有)(?=.{{4}})"
)
_OF_COUNTRY = ("中国", "全国", "国家", "世界")
_WHICH = re.compile(r"^[^的]{0,24}(?:认定|入选|公布|公示|评选|拥有|具有|通过|命名|(?:获评|评为)[^的]{0,8})的")
_ASIDE = re.compile(r"\([^()]*\)(?=$|[、和及与])")
_JOINT = re.compile(r"(?:、|和|及|以及|与)")
_FIRM_END = re.compile(r"(?:公司|集团|股份|厂|科技|药业)$")
# A class right before who is of it; what it says of them.
_CLASS_END = re.compile(r"(?:企业|公司|供应商|小巨人”)(?=[\u4e00-\u9fff]{4})")
_CLASS_BEFORE = re.compile(r"[^,;:、()的]{2,34}$")
_REACH = 36  # characters that a class has at most
_RANKED = re.compile(rf"{pattern('rank_words')}|知名|著名|核心|重点|强")


def headed(part: Part, carry: Carry) -> Iterator[Link]:
    """龙头企业有A、B; 中国驰名商标3个:A、B: members of the class that is named before them."""
    title, items = _announced(part)
    names = _names(items) if title else ()
    if len(names) > 1 or (names and _FIRM_END.search(names[0])):
        yield from (part.link(n, "称号", title, "headed", kind=kind_of_member(title)) for n in names)


def beside(part: Part, carry: Carry) -> Iterator[Link]:
    """国家级“小巨人”企业海诺电子研发出…, 上市公司A股份、B股份2家: firms right after what they are."""
    for found in _CLASS_END.finditer(part.text):
        names = _firms_in_row(part.text[found.end() :])
        before = (
            _CLASS_BEFORE.search(part.text[max(0, found.end() - _REACH) : found.end()]) if names else None
        )
        title = class_of(before[0]) if before and _RANKED.search(before[0]) else ""
        if title:
            kind = kind_of_member(title)
            chain = (carry.recent.get("chain") or carry.earlier.get("chain")) if title == "链主企业" else None
            predicate, object_ = ("链主", chain) if chain else ("称号", title)
            yield from (part.link(n, predicate, object_, "beside", kind=kind) for n in names)


def _announced(part: Part) -> tuple[str, str]:
    """(the class, the words that name its members) where a clause, or the one before, names a class first."""
    text, last = part.text.strip(), part.last.strip()
    if (found := _HAS.match(part.plain)) and (title := class_of(found["class"])):
        sure = found["verb"][-1] not in "为是" or "、" in found["items"]
        return (title, found["items"]) if sure else ("", "")
    if found := _OF_LEVEL.match(text):
        return found["class"], found["items"]
    found = _IN_BRACKETS.search(part.text)
    if found and (found["count"] or "、" in found["items"]) and (title := class_of(found["class"])):
        return title, found["items"]
    before = _CLASS_ENDS.search(last)
    if not before or not (title := class_of(before["class"])):
        return "", ""
    if part.after == ":" and (
        before["count"]
        or before["list"]
        or QUALITY.search(title)
        or _ALONE.match(title)
        or _BEST.search(title)
    ):
        return title, text
    listed = _THAT_IS.match(text) if before["count"] else None
    return (title, listed["items"]) if listed else ("", "")


def class_of(words: str) -> str:
    """The class that ``words`` name, without who has or counts it; empty where it says nothing of its members."""
    title = _WHICH.sub("", words.strip())
    while True:
        rest = strip_lead(title)
        rest = _LEADS.sub("", rest)
        place = None if rest.startswith(_OF_COUNTRY) else place_prefix(rest)
        if place and len(place[1]) > 3:
            rest = place[1]
        if rest == title:
            break
        title = rest.lstrip("的内")
    tells = QUALITY.search(title) or _TELLING.search(title)
    if not tells or (_PLAIN.match(title) and not _ALONE.match(title)) or not is_name_like(title):
        return ""
    return title if title.count("“") == title.count("”") else ""


def _names(items: str) -> tuple[str, ...]:
    names = split_members(_ASIDE.sub("", _ETC.sub("", items)))
    return names if names and all(map(_may_be_member, names)) else ()


def _may_be_member(name: str) -> bool:
    return is_member(name, longest=30) and not name[0].isdigit()


def _firms_in_row(text: str) -> tuple[str, ...]:
    """The firms that ``text`` begins with, as far as each has a firm's name."""
    names: list[str] = []
    while name := _firm(text):
        names.append(name)
        text = text[len(name) :]
        joint = _JOINT.match(text)
        if not joint:
            break
        text = text[joint.end() :]
    return tuple(names)


def _firm(text: str) -> str:
    name = "" if text[:1] in "和及与" else short_firm(text) or entity_prefix(text) or ""
    return name if _FIRM_END.search(name) or short_firm(name) == name else ""
