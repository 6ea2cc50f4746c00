"""The short relations: standing, place, stage, size aimed at, path, function, contest won, event."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import is_name_like, place_prefix
from yanzhen.read.grammar.parts import FIRMS, Link, Part
from yanzhen.terms import EntityKind

_LOCATED = re.compile(
    r"(?:位于|坐落于|坐落在|地处|主要?集中在|主要?分布在|集聚在)(?P<where>[\u4e00-\u9fff·]{1,16}?(?:镇|乡|街道|县|市|区(?!·)|园区|产业园|科技园|工业园|生态园|村))(?:$|内|境内|,)"
    r"|(?:位于|坐落于|坐落在|地处)(?P<end>[^,;的\d]{2,24}?(?:中心|沿海|[东西南北]部|[南北]翼|腹地|交界处?|走廊|平原|三角洲?|流域|山麓|核心区|境内|北岸|南岸|[东南西北]{1,2}[侧郊缘]?))$"
)
# 选址覆盖甲镇、乙乡等地: one place each.
_SITES = re.compile(
    r"(?:选址|位于|分布在|分布于|坐落在|落户|布局在?|覆盖)(?:于|在)?(?:覆盖)?(?P<list>[^,;:的]{2,12}?[镇乡街区县市村](?:、[^,;:、的]{1,10}?[镇乡街区县市村])+)(?:等地?)?$"
)
_SITUATED_IN = re.compile(
    r"(?:位于|坐落于|地处|落户于?)(?P<where>[^,的]{2,24}?)的(?P<who>[^,;的]{3,24}?(?:公司|集团|股份|科技|项目|产业园|基地|工厂|集群))"
)
_SPREAD = re.compile(
    r"^(?P<who>[^,]{0,20}?)(?:主要|大多|多)*(?:分布|集中)[在于](?P<items>[^,;]{2,24}、[^,;]{2,60}?)等?(?:[\u4e00-\u9fff]{0,6})?(?:领域|行业|赛道)$"
)
_TALLY = re.compile(r"\s*\d+\s*个?$")
_PLANNED = re.compile(r"(?:拟|将|计划|分别|主要)+$")
_TOWARD = re.compile(
    r"^(?P<items>.*?)(?:[两二三四五六七八九\d]个|\d+条)?(?:产业集群|产业链|产业|集群)?(?:正在|正|加快|加速|奋力|全力)*(?:向|朝着?)(?P<size>[百千万]+亿级?)[^,]{0,8}?(?:迈进|冲刺|进军|挺进|跨越|跃升)"
)
_STAGE = re.compile(r"^(?P<who>.{0,12}?)(?:目前|还|仍|正|尚)*处于(?P<stage>[^,]{2,16}阶段)$")
_STRENGTH = re.compile(
    r"^在(?:全国|全省|国内|国际|全球|行业|同行业)[^,]*?(?:有|具有|享有|处于|占有|拥有)[^,]*$"
)
_PATH = re.compile(r"通过(?P<items>[^,;]+产业、[^,;]+产业)$")
_FUNCTION = re.compile(r"^(?P<who>[^,]{2,16}?)(?:也|还|同时)?兼(?:顾|具|有)(?P<what>[^,]{2,10}?)功能")
_WON = re.compile(
    r"^(?P<who>.+?)在(?P<what>[^,在]{4,40}?(?:决赛|竞赛|大赛|评选|遴选|评审|角逐|比赛))中?(?:胜出|夺冠|获胜|脱颖而出|获奖)"
)
_EVENT = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{3,24}?)(?P<verb>举行|召开|举办)(?P<what>[^,]{0,40}?(?:发布会|推介会|博览会|展览会|论坛|签约仪式|开工仪式|揭牌仪式|大会))"
)


def standing(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B等企业在全国同行业有影响力."""
    names = part.names
    if names and FIRMS.search(names.kind) and _STRENGTH.match(names.rest):
        yield from (
            part.link(n, "影响力", names.rest.removeprefix("在"), "standing", kind=EntityKind.FIRM)
            for n in names.items
        )


# A、B等产业综合实力全国领先
_LEADS = re.compile(
    r"^(?:的)?(?P<what>(?:综合实力|综合竞争力|竞争力|技术水平|规模|技术|水平|实力|产能|产业规模)(?:均|都|位居|居|处于|保持|稳居)*(?:全[国省球]|国内|国际|世界|行业)(?:领先|前列|第一|一流)(?:水平|地位)?)$"
)


def leading(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B等产业综合实力全国领先: each of them."""
    names = part.names
    if names and (found := _LEADS.match(names.rest)):
        yield from (part.link(n, "影响力", found["what"], "leading") for n in names.items)


# 50亿级的新材料产业链
_SIZED = re.compile(
    r"(?P<size>[\d一二三五十百千万]+亿级)的(?P<who>[\u4e00-\u9fff]{3,12}?(?:产业链|集群|园区))"
)


def sized(part: Part, carry: Carry) -> Iterator[Link]:
    """布局50亿级的新材料产业链: how large it is."""
    for found in _SIZED.finditer(part.text):
        if len(found["who"]) > 4 and is_name_like(found["who"]):
            yield part.link(found["who"], "量级", found["size"], "sized")


def placed(part: Part, carry: Carry) -> Iterator[Link]:
    """主要集中在朝城镇; 处于谋篇布局的起步阶段; 向千亿级迈进."""
    text = part.plain
    if found := _SITES.search(text):
        subject = part.subject(_PLANNED.sub("", text[: found.start()]), carry)
        if not found.start() and found[0].startswith("分布") and kind_of(subject) is EntityKind.REGION:
            return  # …面积3万亩,分布于甲镇、乙镇: what grows there
        for where in split_items(found["list"]):
            place = place_prefix(where)
            yield part.link(subject, "位于", place[1] if place and place[1] else where, "located")
    elif found := _LOCATED.search(text):
        where = found["where"] or found["end"]
        subject = part.subject(text[: found.start()], carry)
        passing = (
            bool(found["end"]) and kind_of(subject) is EntityKind.REGION
        )  # 甲市位于省中部: where it is on the map
        yield part.link(subject, "位于", where, "located", passing=passing)
    if found := _STAGE.match(text):
        yield part.link(part.subject(found["who"], carry), "阶段", found["stage"], "stage")
    if found := _TOWARD.match(text):
        items = split_items(found["items"]) or ("",)
        yield from (part.link(part.subject(i, carry), "目标量级", found["size"], "toward") for i in items)


def spread(part: Part, carry: Carry) -> Iterator[Link]:
    """主要分布在高端装备、新材料等重点领域: the fields of those just counted."""
    found = _SPREAD.match(part.text.strip())
    if found:
        counted = [noun for nouns in carry.counted.values() for noun in nouns]
        subject = part.subject(found["who"], carry)
        subject = counted[-1] if subject == carry.region and counted else subject
        items = split_items(_TALLY.sub("", found["items"]))
        yield from (part.link(subject, "分布领域", item, "spread") for item in items)


def situated(part: Part, carry: Carry) -> Iterator[Link]:
    """位于甲县经开区的乙公司: the place in a relative clause."""
    for found in _SITUATED_IN.finditer(part.text):
        yield part.link(found["who"], "位于", found["where"].partition("(")[0], "situated")


def done(part: Part, carry: Carry) -> Iterator[Link]:
    """通过改造…产业、培育…产业; 兼顾通用航空功能; 在决赛中胜出."""
    text = part.plain
    if found := _PATH.search(text):
        subject = part.subject(text[: found.start()], carry)
        yield from (part.link(subject, "产业路径", i, "path") for i in split_items(found["items"]))
    if found := _FUNCTION.match(text):
        yield part.link(part.subject(found["who"], carry), "兼顾功能", found["what"], "function")
    if found := _WON.match(text):
        names = part.names.items if part.names else (part.subject(found["who"], carry),)
        yield from (part.link(who, "胜出", found["what"], "won") for who in names)


def event(part: Part, carry: Carry) -> Iterator[Link]:
    """12月20日,市政府新闻办公室举行新闻发布会: only where the day is known."""
    found = _EVENT.match(part.plain)
    day = carry.once or carry.period
    if found and day and day.start == day.end:
        link = part.link(found["who"], found["verb"], found["what"].strip(), "event", passing=True)
        link.period = day
        yield link
