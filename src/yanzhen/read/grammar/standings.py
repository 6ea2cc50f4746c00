"""What something is said to be: A是全国最大的…基地, B作为…, C堪称…, D系“…”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.holders import bare_holder, holder
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, place_prefix, strip_lead, strip_trail
from yanzhen.read.grammar.parts import Link, Part, is_counted
from yanzhen.read.grammar.title_words import (
    DEFINES,
    STANDING,
    is_class,
    is_no_title,
    is_praise,
    is_standing,
    standings_in,
)
from yanzhen.read.grammar.titles import HELD_BY
from yanzhen.terms import EntityKind

_IS = re.compile(
    r"^(?P<who>[^是,]{0,30}?)(?:(?<![但可只就若总像要凡还算])是(?![指否由以在为从对把因要通])|(?<=[\u4e00-\u9fff]{3}还)是(?=国家|省级|全[国省]|中国|世界)|作为|堪称(?!“)|可谓|称得上是?|不愧[为是]|属于?(?=国家级|省级|全[国省]|国内|中国)|(?<![体关联水派谱星直])系(?=国家|省级|全[国省球]|中国|国内|我[国省市县]|一家|“)|(?<!成)为(?=第[一二三四五]大|最大|全[国省球](?:最大|唯一|首个))|(?:均|都|皆|同)(?:为|是|系|属)|现为|被誉为|被称为|被称作|正成为|定位为)(?P<what>[^,是]{4,80})$"
)
# 是全省首家获得“质量标杆”称号的企业
_HOLDS_TITLE = re.compile(r"(?:获得|荣获|获评|获)了?(?P<title>[^,;]{4,30}?)(?:荣誉)?(?:称号|认定|授牌)的")
_CALLED = re.compile(r"被[誉称]为|被称作")  # 被誉为“动力城”: known by that name
_ALL_ARE = re.compile(r"(?:均|都|皆|同)(?:为|是|系|属)")
_ABSTRACT = re.compile(
    r"(?:关键|目标|目的|任务|特点|亮点|问题|原因|优势|创新|质量|改革|发展|安全|环境|首先|不仅|之处|举措|主题|标题|题目|口号|名称|单项冠军)$|^(?:这|那|此|它|其|谁|什么).*|^(?:项目|企业|工业|制造业|实体经济|产业|科技|人才|生态|重点|核心|一个|也就|基础|来源|方式|方面|既)$"
)
# 甲公司是乙县“专精特新”企业中的一家
ONE = re.compile(r"^(?:目前|现在|当前)?一[家个座](?=.{4})")
_ONE_OF = re.compile(r"^(?P<class>.{3,30}?(?:企业|公司|园区|集群))(?:中|之中)?的?一[家个员座]$")
# 分别是…, 前者是…: of those named elsewhere; 三是…, 目的是…: of nobody.
_EACH = re.compile(
    r"^(?:它们|他们)?(?:分别|依次|名单)$|^[前后]者$|^[一二三四五六七八九十]$|^(?:[^,]{0,8}的)?(?:目的|意义|重点|关键)$"
)
ALSO = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:还|也|又|更|曾|一直|素来|历来)+$")
_TRADE = re.compile(r"[^,;:、的在是]{3,16}?产业(?![集化链园带基工结体])")
_MOSTLY = re.compile(
    r"^(?:\d+\w)?(?P<who>[^,是]{2,20}?)(?:大多数?|多数|大部分|绝大多数)(?:是|为|属于)(?P<what>[^,]{2,12}产业)$"
)


def is_a(part: Part, carry: Carry) -> Iterator[Link]:
    """…产业集群是山东省首批战略性新兴产业集群; 12条产业链大多数是传统产业."""
    text = part.text.strip()
    if most := _MOSTLY.match(part.plain):
        yield part.link(most["who"], "类别(大多数)", most["what"], "is-a")
        return
    found = _IS.match(text)
    if (
        not found
        or _EACH.match(found["who"].strip())
        or HELD_BY.match(part.plain)
        or is_no_title(ONE.sub("", found["what"]))
    ):
        return
    who = ALSO.sub("", strip_trail(strip_lead(bare_holder(found["who"]))))
    if not who and part.unnamed:
        return
    if held := _HOLDS_TITLE.search(found["what"]):
        yield part.link(holder(who, held["title"], part, carry), "获得", held["title"], "is-a")
        return
    if one := _ONE_OF.match(found["what"]):
        if kind_of(part.subject(who, carry)) is EntityKind.FIRM:
            yield part.link(part.subject(who, carry), "称号", one["class"], "is-a")
        return
    standings = standings_in(found["what"])
    if _ABSTRACT.search(who) or is_counted(who) or is_class(who) or not is_standing(standings[0]):
        return
    if "作为" in text and not who and not (who := _who_acts(part, carry)):
        return
    if not who and not part.start:
        return  # 是…: nothing stands before
    for name, what in _said_of(who, standings, part, carry):
        passing = is_praise(what) and not ("“" in what and _CALLED.search(text))
        yield part.link(name, "称号", ONE.sub("", what).removesuffix("之一"), "is-a", passing=passing)


def _said_of(who: str, standings: tuple[str, ...], part: Part, carry: Carry) -> Iterator[tuple[str, str]]:
    """Each standing with whoever has it: in turn, all of a list, or the one that may have it."""
    text = part.text.strip()
    if paired := _in_turn(text, who, standings):
        yield from paired
    elif not who and any(map(_SEVERAL.search, standings)) and (listed := _bare_list(part.last)):
        yield from product(listed, standings)
    else:
        for what in standings:
            name = holder(who, what, part, carry)
            if not _is_out_of_question(name, what):
                names = split_items(name) if _ALL_ARE.search(text) else (name,)
                yield from ((one, what) for one in names)


def _is_out_of_question(name: str, what: str) -> bool:
    """Whether a standing says what a class is, or is said of what it is a standing of: 丝绸,是丹城的一张名片."""
    defines = name.endswith("企业") and not STANDING.match(what) and not DEFINES.search(what)
    return is_class(name) or defines or ("的" in what and len(name) > 1 and what.startswith(name[:2]))


def _who_acts(part: Part, carry: Carry) -> str:
    """Who is something where only 作为… says so: the clause before or after names them."""
    who = _alone(part.last) or _opening(part.next) or _short_of_region(part.next, carry)
    if not who and part.before and kind_of(part.before) is EntityKind.REGION:
        return part.before
    return who


_SEVERAL = re.compile(r"[两三四五六七八九十\d]大")
_BARE_LIST = re.compile(r"[^,;:、]{2,14}(?:、[^,;:、]{2,14})+")


def _bare_list(clause: str) -> tuple[str, ...]:
    """The names that are all a clause holds: 轴承、家纺、功能糖,是…."""
    found = _BARE_LIST.fullmatch(clause.strip())
    names = split_items(found[0]) if found else ()
    return names if all(is_name_like(name) and len(name) < 12 for name in names) else ()


def _in_turn(text: str, who: str, standings: tuple[str, ...]) -> list[tuple[str, str]]:
    """甲县和乙县分别是P和Q: each its own; what cannot be paired is given to nobody."""
    if "分别" not in text:
        return []
    names = split_items(who)
    whats = standings if len(standings) > 1 else split_items(standings[0])
    return list(zip(names, whats, strict=True)) if len(names) == len(whats) > 1 else []


def _alone(clause: str) -> str:
    """The place that is all a clause says: 浙江,作为…."""
    place = place_prefix(clause.strip())
    return clause.strip() if place and not place[1] else ""


def _opening(clause: str) -> str:
    """The name that opens a clause, or the place: 作为…, 甲市…."""
    plain = strip_lead(clause.strip())
    if name := entity_prefix(plain):
        return name
    if (industry := _TRADE.match(plain)) and is_name_like(industry[0]):
        return industry[0]
    place = place_prefix(plain)
    return place[0] if place else ""


def _short_of_region(clause: str, carry: Carry) -> str:
    """The region where a clause begins with its short name: 作为陶瓷之都,醴陵依托…."""
    short = carry.region[:-1]
    return carry.region if len(short) > 1 and strip_lead(clause.strip()).startswith(short) else ""
