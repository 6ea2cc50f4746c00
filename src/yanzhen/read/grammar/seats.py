"""Where firms and projects sit: 落户甲产业园, 入驻乙高新区, 总部设在丙市; 集中在甲镇、乙镇."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.firms import short_firm
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import entity_prefix, place_prefix
from yanzhen.read.grammar.parts import Link, Part
from yanzhen.terms import EntityKind

_PLACE = r"[\u4e00-\u9fff]{2,16}?(?:镇|乡|街道|县|市|区|州|园区?|产业园|工业园|科技城|新城|基地|村)"
_SETTLED = re.compile(
    rf"^(?P<who>[^,;、]{{2,24}}?)(?:已|正式|成功|相继|顺利|将)*(?:落户|入驻|落地|落子|扎根|总部(?:设在|位于|坐落于|在)|选址)(?:于|在|到)?(?P<where>{_PLACE})$"
)
_GATHERED = re.compile(
    rf"^(?P<who>[^,;、]{{0,24}}?)(?:主要|大多|多|重点)*(?:集中|分布|布局|集聚|聚集)(?:在|于)(?:(?P<where>{_PLACE}(?:[、和及]{_PLACE}){{1,6}})(?:等地?(?:区)?)?"
    r"|(?P<short>[\u4e00-\u9fff]{1,6}(?:[、和及][\u4e00-\u9fff]{1,6}){1,6})等\d*个?(?:乡镇|镇街|镇|县区|县市|园区|街道)[^,;]{0,2})$"
)
_SITTING = re.compile(
    rf"(?:位于|坐落于|坐落在|地处|落户于?|入驻)(?P<where>{_PLACE})的(?P<who>[\u4e00-\u9fff]{{3,16}})"
)


def settled(part: Part, carry: Carry) -> Iterator[Link]:
    """海诺重工落户蓝田产业园; 位于蓝田经开区的海诺重工; 功能糖产业集中在青禾镇、蓝田镇."""
    plain = part.plain
    if (found := _SETTLED.match(plain)) and _sits(found["who"]):
        yield part.link(part.subject(found["who"], carry), "位于", found["where"], "settled")
    elif found := _GATHERED.match(plain):
        subject = part.subject(found["who"], carry)
        if not found["who"] and kind_of(subject) is EntityKind.REGION:
            return  # 甲县有果园3万亩,分布于乙镇、丙镇: what grows there
        yield from (
            part.link(subject, "位于", where, "settled")
            for where in split_items(found["where"] or found["short"])
        )
    for found in _SITTING.finditer(plain):
        if name := short_firm(found["who"]):
            yield part.link(name, "位于", found["where"], "settled")


def _sits(who: str) -> bool:
    """Whether ``who`` is a thing that sits somewhere, neither a count nor a class."""
    name = entity_prefix(who) or ""
    kind = kind_of(name)
    return (
        name == who
        and (kind in (EntityKind.FIRM, EntityKind.PROJECT) or bool(short_firm(who)))
        and not place_prefix(who)
    )
