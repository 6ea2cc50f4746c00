"""Decisions of an authority: 确定A、B等35家集群为…, 同意将A、B等43个集群纳入…; A、B为国家级单项冠军企业."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.lists import split_members
from yanzhen.read.grammar.names import name_list
from yanzhen.read.grammar.parts import QUALITY, Link, Part, is_counted, is_member
from yanzhen.read.lexicon import pattern

# 工业和信息化部日前正式, 省里现, 决定: who decides, and how, before the verb.
_WHO = r"(?:[^,;:]{2,30}?(?:[部委厅局办]|政府|委员会|办公室|中心|协会|联合会|学会)|[省市县区州部国]里)?"
_HOW = r"(?:日前|近日|正式|联合|研究|审核|审定|评审|同意|决定|现|拟|共)*"
_COUNT = r"等(?:\d+|[两二三四五六七八九十]+)[家个项条][^,;为、]{0,12}?"
# 确认甲公司技术中心为…企业技术中心: the firm has it.
_OWN = r"(?:的?(?:企业)?[\u4e00-\u9fff]{0,2}技术中心|的?研发中心|的?实验室)?"
_NAMED = re.compile(
    rf"^{_WHO}{_HOW}(?:确定|确认|认定|评定|授予|命名|批准|核准|核定|选定|遴选|评选|公布)(?:新增|了|出)?(?P<who>[^,;为]{{3,240}}?)(?:{_COUNT})?{_OWN}为(?P<what>[^,;]{{4,40}})$"
)
_PUT_IN = re.compile(
    rf"^{_WHO}{_HOW}[将把对](?P<who>[^,;]{{3,240}}?)(?:{_COUNT})?(?:正式)?(?P<verb>(?:确定|认定|评定|命名|批准|核定|选定|明确|评|列)为|列入|纳入)(?P<what>[^,;]{{4,40}})$"
)
# 认定甲公司等12家企业为…,乙公司等5家企业为…
_GOES_ON = re.compile(rf"^(?P<who>[^,;为被]{{3,240}}?){_COUNT}为(?P<what>[^,;]{{4,40}})$")
# 其中甲集团、乙客车为国家级单项冠军企业
_ARE = re.compile(
    r"^(?:其中)?(?P<who>[^,;为是被]{3,120}、[^,;为是被]{2,40}?)(?:等\d+[家个])?(?:企业|公司)?(?<!作)为(?P<what>(?:国家|省|市|全[国省市]|世界|首批)[^,;]{3,30})$"
)
_TITLE = re.compile(
    rf"(?:{pattern('standing_heads')}|名单|目录|对象|示范[\u4e00-\u9fff]{{0,6}}|称号|”)(?:\([^()]{{1,8}}\))?$"
)
# What is written down (列入一号工程) is a title only where it says of which level or batch.
_OF_LEVEL = re.compile(r"国家|[省市县区]级|全[国省市]|^[省市]|第[一二三四五六七八九十\d]+批|首批|\d{4}年|“")
_APPROVED = re.compile(r"(?:批准|审核|审定|同意|核准|审批)$")  # 经甲部审核、乙省批准为…
_NO_NAME = re.compile(r"的$|^\d{4}年度?$")
_TALLY = re.compile(
    r"(?P<who>.+[、和与及].+?[^\d第])(?:\d+|[两二三四五六七八九十])[家个项条][^、\d]{0,10}$"
)  # 甲集群和乙集群|2家集群
_WRITTEN_DOWN = ("列为", "列入", "纳入", "明确为")


def named_as(part: Part, carry: Carry) -> Iterator[Link]:
    """确定A集群、B集群等35家集群为山东省特色产业集群; 将A、B列为省级培育企业."""
    plain = part.plain
    found = _NAMED.match(plain) or _PUT_IN.match(plain)
    if not found and (goes_on := _GOES_ON.match(plain)) and _OF_LEVEL.search(goes_on["what"]):
        found = goes_on
    predicate = "认定为" if found else "称号"
    found = found or _ARE.match(plain)
    if not found or not _TITLE.search(found["what"]) or _is_loose(found):
        return
    names = _names(found["who"])
    if not names:
        if is_counted(found["who"]) and _OF_LEVEL.search(found["what"]):
            carry.entitle(found["what"], counted=True)  # 认定423个村镇为…; the list follows
        return
    carry.entitle(found["what"], counted=False)  # 具体名单为:A、B, in a later sentence
    yield from (part.link(name, predicate, found["what"], "named-as") for name in names)


def _is_loose(found: re.Match[str]) -> bool:
    """Whether something is only written down as what anything may be: 列为重点工程."""
    if found.groupdict().get("verb") not in _WRITTEN_DOWN:
        return False
    return not (_OF_LEVEL.search(found["what"]) or QUALITY.search(found["what"]))


def _names(who: str) -> tuple[str, ...]:
    """The names that a decision is about; none where they are counted only."""
    listed = name_list(who + "完")
    several = _TALLY.match(who)
    names = listed.items if listed else split_members(several["who"] if several else who)
    fit = all(is_member(name, shortest=3) and not _NO_NAME.search(name) for name in names)
    return names if fit and not any(map(_APPROVED.search, names)) else ()
