"""Titles and classes: A、B入选…, A、B等行业骨干企业, A是…首批…, 确定A、B等35家集群为…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.names import name_list
from yanzhen.read.grammar.nouns import place_prefix
from yanzhen.read.grammar.parts import FIRMS, QUALITY, TIER_CLASS, Link, Part
from yanzhen.read.lexicon import pattern

_AWARD = re.compile(
    rf"^(?P<who>.*?)(?:成功|先后|均|双双|再次|连续\w{{1,3}}年|首次|已|被|又|也|全部|顺利|光荣|[,\s])*(?P<verb>{pattern('award')})(?:了|为)?(?P<what>.{{2,200}})$"
)
# Who awards (被国家有关部委命名为), and with what (以营业收入140亿元跻身), is not who is awarded.
_AGENT = re.compile(
    r"(?:^|(?<=.))(?:综合)?(?:经济)?(?:综合)?(?:竞争力|实力)$|(?:^|(?<=.))被[^,]{2,16}$|^[以凭][^,]*\d[^,]*$"
)
_TITLE_NOUN = re.compile(
    r"(?:集群|产业链|企业|名单|百强\w{0,2}|\d+强|园区|产业园|基地|示范[\u4e00-\u9fff]{0,6}|试点[\u4e00-\u9fff]{0,4}|称号|单位|城市|[强名][市县区镇]|百强[市县]|先进[市县]|奖|工厂|品牌|中心|实验室|榜单?|目录|计划|工程|案例|之[城都乡]|冠军|小巨人”?|”)(?:之一)?$"
)
_IS = re.compile(r"^(?P<who>[^是,]{3,30}?)是(?P<what>[^,是]{4,40})$")
_WEAK = frozenset(
    [
        "进入",
        "成为",
        "获得",
        "列入",
        "纳入",
        "被列入",
        "被纳入",
        "晋升为",
        "列为",
        "确定为",
        "命名为",
        "成功创建",
    ]
)
_STANDING = re.compile(
    r"^(?:国家级|省级|市级|世界级|全国|全省|全球|国家|[\u4e00-\u9fff]{2,4}省|首批|国内|省内|[我中]国[\u4e00-\u9fff]{0,4}?(?:最|唯一|首|重要))"
)
_MOSTLY = re.compile(
    r"^(?:\d+\w)?(?P<who>[^,是]{2,20}?)(?:大多数?|多数|大部分|绝大多数)(?:是|为|属于)(?P<what>[^,]{2,12}产业)$"
)
_ROSTER = re.compile(r"(?:公示|公布|发布|印发)(?:了|的)?(?P<title>[^,;]{4,40}?)名单")
_JUST_LISTED = re.compile(
    r"^(?P<who>[^,;]{2,24}?)(?:成功|顺利|均|双双)*(?:入选|上榜|在列|榜上有名|位列其中)$"
)
_NAMED_AS = re.compile(r"^(?:分别|名单)?(?:为|是|包括)(?P<items>[^,;]{4,400})$")
_NAMED = re.compile(
    r"^(?:拟|现|决定|同意)*(?:确定|认定|评定|授予|命名|公布)(?P<who>[^,;为]{3,200}?)(?:等\d+[家个项])?(?:企业|集群|单位|园区|产品|项目)?为(?P<what>[^,;]{4,40})$"
)
_COUNTED = re.compile(r"^(?:\d+|[一二三四五六七八九十两]+)[多余]?[个家条项]")
_COUNT_IN = re.compile(r"\d+[个家项条]")
_LISTED = re.compile(r"^(?:成功|顺利|均)*(?:入选|上榜|在列|榜上有名)$")
_ROLE = re.compile(r"(?:重点|一批|行业)?(?:龙头|链主|骨干|领军|头部)(?:骨干)?")
_NO_TITLE = re.compile(r".*的\d+[个家项]|[\d一二三四五六七八九十两]+[个家项条批]|[以在对由向了的]")


def classed(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B等行业骨干企业; A、B等战略性新兴产业; 打造A、B等省级产业集群."""
    names = part.names
    if names is None or not names.quality or "申报" in names.quality:
        return
    role = _ROLE.fullmatch(names.quality)
    if FIRMS.search(names.kind) and QUALITY.search(names.quality):
        about = part.about() or carry.subject
        if role and names.quality != "行业骨干" and about and about.endswith(("集群", "产业链", "园区")):
            yield from (part.link(n, names.title, about, "role-in") for n in names.items)
        else:
            yield from (part.link(n, "称号", names.title, "classed") for n in names.items)
    elif names.kind.endswith(("集群", "产业链", "园区", "基地")) and QUALITY.search(names.quality):
        yield from (part.link(n, "称号", names.title, "classed") for n in names.members)
    elif TIER_CLASS.match(names.title):
        yield from (part.link(n, "属于", names.title, "classed") for n in names.items)


def awarded(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B 2个产业集群入选省首批…; 聊城市连续三年上榜“…”."""
    found = _AWARD.match(part.text.strip())
    if not found:
        return
    what = found["what"].strip()
    weak = found["verb"] in _WEAK and not (_STANDING.match(what) or "“" in what or QUALITY.search(what))
    if weak or not _TITLE_NOUN.search(what) or _NO_TITLE.match(what):
        return
    names = part.names
    if names and names.start < len(found["who"]) <= names.end + 12:
        subjects: tuple[str, ...] = names.members
    else:
        whole = part.subject(_AGENT.sub("", found["who"]), carry)
        if whole == carry.region and what.endswith(("企业", "公司", "工厂")):
            return  # 成为…生产企业: a firm that the grammar could not name
        subjects = split_items(whole) if "、" in whole else _places(whole) or (whole,)
    if all(2 <= len(s) <= 40 and not _COUNTED.match(s) for s in subjects):
        predicate = re.sub(r"^被", "", found["verb"])
        titles = split_items(what) if "、" in what else (what,)
        if not all(_TITLE_NOUN.search(t) for t in titles):
            titles = (what,)
        yield from (part.link(s, predicate, t, "awarded") for s in subjects for t in titles)


def _places(text: str) -> tuple[str, ...]:
    """徐水区和高碑店市 are two; most names with 和 in them are one."""
    names = re.split("[和与]", text)
    found = [place_prefix(name) for name in names]
    return tuple(names) if len(names) > 1 and all(place and not place[1] for place in found) else ()


def is_a(part: Part, carry: Carry) -> Iterator[Link]:
    """…产业集群是山东省首批战略性新兴产业集群; 12条产业链大多数是传统产业."""
    text = part.plain
    if most := _MOSTLY.match(text):
        yield part.link(most["who"], "类别(大多数)", most["what"], "is-a")
    elif (found := _IS.match(text)) and _STANDING.match(found["what"]) and _TITLE_NOUN.search(found["what"]):
        yield part.link(part.subject(found["who"], carry), "称号", found["what"], "is-a")


def rostered(part: Part, carry: Carry) -> Iterator[Link]:
    """公示了…“小巨人”企业名单,我市六家企业榜上有名,分别为A公司、B公司和C公司."""
    if found := _ROSTER.search(part.text):
        carry.roster = _COUNT_IN.sub("", found["title"])
    elif carry.roster and part.names and _LISTED.match(part.names.rest):
        yield from (part.link(n, "入选", carry.roster, "rostered") for n in part.names.members)
    elif carry.roster and (found := _JUST_LISTED.match(part.plain)) and not _COUNTED.match(found["who"]):
        yield part.link(part.subject(found["who"], carry), "入选", carry.roster, "rostered")
    elif carry.roster and (found := _NAMED_AS.match(part.text.strip())):
        names = split_items(found["items"].rstrip("等"))
        if all(3 <= len(name) <= 30 for name in names):
            yield from (part.link(name, "入选", carry.roster, "rostered") for name in names)


def named_as(part: Part, carry: Carry) -> Iterator[Link]:
    """确定A集群、B集群等35家集群为山东省特色产业集群."""
    found = _NAMED.match(part.plain)
    if not found or not _TITLE_NOUN.search(found["what"]):
        return
    names = name_list(found["who"] + "完")
    items = names.items if names else split_items(found["who"])
    yield from (
        part.link(name, "认定为", found["what"], "named-as") for name in items if 3 <= len(name) <= 30
    )
