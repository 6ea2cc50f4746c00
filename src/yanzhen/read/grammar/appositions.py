"""Names beside what they are, without a verb between: 动力电池龙头甲公司; a list of members after its class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import INDUSTRIES, Link, Part, is_plain_class
from yanzhen.read.lexicon import pattern
from yanzhen.terms import EntityKind

# 引入全球动力电池龙头|宁德时代: a role with its scope, then who has it.
_ROLE_OF = re.compile(
    r"(?P<role>(?:全球|世界|国内|国际|全国|中国|亚洲|行业)[\u4e00-\u9fff\d“”]{0,12}?(?:龙头企业|领军企业|链主企业|头部企业|骨干企业|百强企业|强企业|龙头(?!企业)|巨头))"
    r"[——-]*(?P<name>(?![的和与及之地带引集作优、等])[A-Za-z\u4e00-\u9fff]{2,12}?)(?=以来|等|落户|入驻|投资|在|携手|合作|项目|[、,;]|$)"
)
_VERBS = re.compile(r"^(?:加|纷|相|先|成|带|不|已|都|均|也|有|正|开|进|落|入|的)")
_CLASS_FIRST = re.compile(
    r"(?P<class>[\u4e00-\u9fffA-Za-z0-9“”]{3,30}?(?:企业|公司|[药车央国民强]企|产业|行业|园区|集群|产业链|项目))(?:\d[\d,]*[余多]?[家个户项条])?$"
)
_GATHER = re.compile(
    rf"{pattern('acquire')}|(?:大力|积极|加快|重点)?(?:发展|壮大)|(?:了|着|出)(?=.{{3}})|\d+[余多]?[家个]|[一两数几][家批个]|大批|大量|众多|多家|许多|的"
)
# 龙头企业包括甲、乙、丙: the class is the subject of the clause that lists its members.
_CLASS_HAS = re.compile(
    r"^(?P<class>[^,;、]{0,20}?(?:龙头|骨干|代表性?|代表|重点|知名|链主|领军|主要|规上)企业)(?:主要)?(?:包括|有(?=[^\d])|为|是|涵盖)(?P<items>[^,;]{2,120}?)(?:等(?:\d+[家个])?(?:企业|公司)?)?$"
)
_ALONE = re.compile(r"^(?:全[国省市球]|世界|国内|我国|亚洲)(?:唯一|首个|首批|最大)的?[^,;是]{3,40}$")
_BRACKET = re.compile(r"\([^()]*\)")
# 甲、乙在丙市、丁市都有布局
_PRESENT = re.compile(
    r"^(?P<who>[^,;在]{2,60}?)(?:\([^()]*\))?在(?P<where>[\u4e00-\u9fff、和]{2,24}?)(?:都|均|也)?(?:有|设有|建有|设立了?|建立了?)(?P<what>[^,;]{0,10}?(?:布局|基地|工厂|分公司|研发中心|生产线|总部|子公司))$"
)


def role_of(part: Part, carry: Carry) -> Iterator[Link]:
    """引入全球动力电池龙头甲时代: the name that follows a role with its scope has it."""
    for found in _ROLE_OF.finditer(part.text):
        if is_name_like(found["name"]) and not _VERBS.match(found["name"]):
            yield part.link(found["name"], "称号", found["role"], "role-of", kind=EntityKind.FIRM)


def exampled(part: Part, carry: Carry) -> Iterator[Link]:
    """…集聚了设计企业56家,如甲、乙等; 龙头企业包括甲、乙: the class first, its members after."""
    if found := _CLASS_HAS.match(part.plain):
        title = _role_alone(found["class"])
        names = [name for name in split_items(found["items"]) if 2 <= len(name) <= 16 and is_name_like(name)]
        if len(names) > 1:
            yield from (part.link(n, "称号", title, "exampled", kind=EntityKind.FIRM) for n in names)
        return
    first = _CLASS_FIRST.search(part.last.strip()) if part.examples else None
    if not first:
        return
    title = first["class"]
    for verb in _GATHER.finditer(title):
        title = first["class"][verb.end() :]
    if len(title) > 3 and not is_plain_class(title):
        predicate = "属于" if INDUSTRIES.search(title) else "称号"
        yield from (
            part.link(n, predicate, title, "exampled", kind=kind_of_member(title)) for n in part.examples
        )


def _role_alone(title: str) -> str:
    """The class without the place or the verb in front of it."""
    plain = strip_lead(title)
    place = place_prefix(plain)
    return place[1] if place and len(place[1]) > 3 else plain


def standing_alone(part: Part, carry: Carry) -> Iterator[Link]:
    """…拥有“三个唯一”:全国唯一的甲试点,全国唯一的乙试点: each is a standing of whom the sentence speaks of."""
    text = part.text.strip()
    if part.before and not part.unnamed and _ALONE.match(text) and _TITLE.search(text):
        yield part.link(part.before, "称号", text, "standing-alone")


_TITLE = re.compile(rf"(?:{pattern('standing_heads')})$")


def present(part: Part, carry: Carry) -> Iterator[Link]:
    """甲利康、乙康德在泰州、无锡都有产业布局: every name in every place."""
    found = _PRESENT.match(part.text.strip())
    if not found:
        return
    firms = [_BRACKET.sub("", name).strip() for name in split_items(found["who"])]
    places = split_items(found["where"])
    if all(place_prefix(where) for where in places) and all(map(is_name_like, firms)):
        yield from (part.link(who, "布局地区", where, "present") for who in firms for where in places)
