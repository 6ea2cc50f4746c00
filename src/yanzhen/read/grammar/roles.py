"""Who leads a chain, a cluster or a project: X以A为链主, X由A牵头, A是X的链主企业, X链主企业A."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.firms import short_firm
from yanzhen.read.grammar.lists import split_members
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, strip_lead
from yanzhen.read.grammar.parts import Link, Part
from yanzhen.terms import EntityKind

_LED = (
    r"(?:该(?:产业链|产业集群|集群|产业)|[\u4e00-\u9fff]{2,16}?(?:产业链|产业集群|集群|产业|园区|联盟|项目))"
)
_ROLE = r"(?:链主|龙头|引领|骨干|主体|核心|支撑|牵头|依托)"
_ETC = re.compile(r"等(?:\d+[余多]?[家个])?(?:[\u4e00-\u9fff]{0,4}(?:企业|公司|单位))?$")
# 轴承产业链以海诺重工为链主
_WITH_HEAD = re.compile(
    rf"^(?P<led>{_LED})(?:则|主要|已|均)?以(?P<who>[^,;以为]{{2,60}}?)为(?P<role>{_ROLE})(?:企业|单位)?$"
)
# 轴承产业链由海诺重工牵头
_HEADED_BY = re.compile(
    rf"^(?P<led>{_LED})由(?P<who>[^,;由]{{2,40}}?)(?P<role>牵头|领衔|引领|领头|担纲|主导|带动)(?:建设|发展|组建|实施)?$"
)
# 海诺重工是轴承产业链的链主企业, 海诺重工担任轴承产业链链主
_IS_HEAD = re.compile(
    rf"^(?P<who>[^,;是为作]{{2,24}}?)(?:已|也|还|被)*(?:是|为|作为|成为|担任|确定为|列为)(?P<led>{_LED})的?(?P<role>链主|龙头|牵头|核心|骨干)(?:企业|单位)?$"
)
_AS_HEAD = re.compile(rf"^(?:作为|身为)(?P<led>{_LED})的?(?P<role>链主|龙头|牵头|核心|骨干)(?:企业|单位)?$")
# 轴承产业链链主企业海诺重工
_HEAD_OF = re.compile(rf"(?P<led>{_LED})的?(?P<role>链主|龙头|牵头)(?:企业|单位)?(?=[\u4e00-\u9fff]{{3}})")
# 轴承行业龙头企业中,海诺重工…
_AMONG = re.compile(r"^(?P<led>[^,;的]{2,16}?)(?:的)?(?P<role>龙头|骨干|链主|领军|头部)企业中$")
_ROLES = ("链主", "龙头", "骨干", "核心", "领军", "头部")
_PLAIN = re.compile(
    r"^(?:[一二三四五六七八九十\d]*[个条大]?)?(?:重点|主导|优势|特色|该|各|每条?|全|其|这)*(?:产业链|产业集群|集群|产业|园区|联盟|项目)$"
)


def heads(part: Part, carry: Carry) -> Iterator[Link]:
    """轴承产业链以海诺重工为链主, 由海诺重工牵头; 海诺重工是轴承产业链的链主企业."""
    plain = part.plain
    found = _WITH_HEAD.match(plain) or _HEADED_BY.match(plain) or _IS_HEAD.match(plain)
    if found:
        names = split_members(_ETC.sub("", found["who"]))
    elif found := _AS_HEAD.match(plain) or _AMONG.match(plain):
        opening = strip_lead(part.next.strip())
        names = (short_firm(opening) or entity_prefix(opening) or "",)
    elif found := _HEAD_OF.search(plain):
        names = (short_firm(plain[found.end() :]),)
    if not found:
        return
    led = carry.named(found["led"]) if _PLAIN.match(found["led"]) else strip_lead(found["led"])
    if _PLAIN.match(led) or not all(2 <= len(name) <= 24 and is_name_like(name) for name in names):
        return
    role = found["role"] if found["role"] in _ROLES else "牵头"
    yield from (part.link(name, role, led, "heads", kind=EntityKind.FIRM) for name in names)
