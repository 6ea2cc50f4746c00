"""What somebody makes, by whatever verb: 主产苹果、冬枣; 形成了毛巾、床品、窗帘三大系列产品; 拳头产品是甲、乙."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import Link, Part
from yanzhen.terms import EntityKind

_GROWS = re.compile(
    r"^(?P<who>[^,;、]{0,20}?)(?:主产|盛产|出产)(?P<items>[^,;:的]{2,80}?)(?:等(?:[^,;、]{0,8})?)?$"
)
_SERIES = re.compile(
    r"^(?P<who>[^,;、]{0,24}?)(?:已|初步|逐步|现)*(?:形成|开发|研发|生产|推出|拥有|有)(?:了|出)?(?P<items>[^,;:]{2,80}、[^,;:、]{2,20}?)等?(?:[两二三四五六七八九十]|\d+)[余多]?(?:大|个|种)?(?:系列|门类|品类|类)(?:产品)?(?:[、,和]?\d[\d万千百余多]*[个种款][^,;]{0,6})?$"
)
_NO_GOOD = re.compile(r"\d|[被而因]")
_NOBODY = re.compile(r"由于|因|这[些里]|那里|上述|许多|当地|大部分|如果|随着")
# 青禾镇农产品以苹果、冬枣、鸭梨为主
_CHIEFLY = re.compile(
    r"^(?P<who>[^,;、以]{2,20}?(?:产品|农业|种植业|养殖业|特产))(?:主要)?以(?P<items>[^,;以]{2,60}、[^,;以]{2,20}?)等?为主$"
)
_STAR = re.compile(
    r"^(?P<who>[^,;、]{0,24}?)的?(?P<role>拳头|明星|代表性?|特色|龙头|当家|优势)产品(?:主要)?(?:是|为|有|包括)(?P<items>[^,;]{2,80}?)等?$"
)


def made(part: Part, carry: Carry) -> Iterator[Link]:
    """主产苹果、冬枣; 形成了毛巾、床品、窗帘三大系列产品; 拳头产品是高清镜头、红外模组."""
    plain = part.plain
    if found := _SERIES.match(plain):
        predicate = "涵盖产品"
    elif found := _STAR.match(plain):
        predicate = found["role"] + "产品"
    elif found := _CHIEFLY.match(plain) or _GROWS.match(plain):
        predicate = "主导产品"
    else:
        return
    items = split_items(found["items"])
    subject = part.subject(found["who"], carry)
    if not subject or _NOBODY.match(subject):
        return
    if all(2 <= len(i) <= 20 and is_name_like(i) and not _NO_GOOD.search(i) for i in items):
        yield from (part.link(subject, predicate, item, "made") for item in items)


# 深耕工业视觉领域二十年, 专业从事高端轴承制造: one field, of a firm.
_DEVOTED = re.compile(
    r"^(?P<who>[^,;、]{0,20}?)(?:一直|始终|长期|多年来|持续|专业|专门|主要|已|坚持)*(?:深耕|专注|聚焦|专攻|扎根|专注于|深耕于)(?P<what>[^,;、\d]{2,20}?)(?:领域|行业|赛道|市场|产业)[^,;、]{0,10}$"
)


def tilled(part: Part, carry: Carry) -> Iterator[Link]:
    """海诺科技深耕工业视觉领域二十年."""
    found = _DEVOTED.match(part.plain)
    if not found or not is_name_like(found["what"]) or place_prefix(strip_lead(found["what"])):
        return
    subject = part.subject(found["who"], carry)
    if kind_of(subject) is EntityKind.FIRM:
        yield part.link(subject, "布局领域", found["what"], "tilled")
