"""Lists announced in running text: 公布了…名单,…上榜; 5个省级集群分别是A、B…; 确定A、B等35家集群为…."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.names import name_list
from yanzhen.read.grammar.nouns import is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import INDUSTRIES, Link, Part, is_counted, is_plain_class
from yanzhen.read.lexicon import pattern

_ROSTER = re.compile(
    r"(?:公示|公布|发布|印发)(?:了|的)?(?:《关于)?(?:(?P<title>[^,;《]{4,40}?)(?:名单|榜单|(?:评估|评选|认定|遴选)结果)|(?P<batch>(?:第[一二三四五六七八九十\d]+批|首批|\d{4}年度?)[^,;]{4,36}(?:企业|产品|集群|园区|基地|工厂))$)"
    r"|^(?:近日|日前)?(?P<out>[^,;《公]{4,40}?)(?:复核|评选|认定)?(?:通过)?名单(?:正式|近日|日前|同期|同时|也)*(?:公布|出炉|揭晓|公示|发布)"
)
# 某顾问发布《…500强》
_BOOK = re.compile(
    r"(?:公示|公布|发布|印发)(?:了|的)?《(?P<title>[^》]{4,40}(?:强|榜单?|名单|排行榜|目录)[^》]{0,6})》"
)
# 在某部公布的第八批单项冠军名单中,甲公司、乙公司分别凭借…上榜
_IN_ROSTER = re.compile(r"^在(?:[^,;]{2,20}?(?:公布|公示|发布|认定)的)(?P<title>[^,;]{4,40}?名单)(?:之)?中$")
_PASSED = r"通过(?:复核|复评|认定|评审|验收|复审|审核)"
_LISTED_ALL = re.compile(
    rf"^(?P<who>[^,;的]{{3,240}}?)(?:等(?:\d+[个家项条])?[^,;、]{{0,10}}?)?(?:(?:分别|均|双双|成功)?(?:凭借?|以)[^,;、]{{0,60}}?|均|都|双双|成功|顺利|同时|也)*(?:上榜|在列|榜上有名|[名位]列其中|入选|入围|{_PASSED})$"
)
# …名单和2022年度…集群复核通过名单: of two lists the second.
_RECHECKED = re.compile(r"(?:和|及|、|以及)(?P<title>[^,;]{4,40}?)(?:复核|复评)(?:通过)?名单")
_OURS = re.compile(r"^[我全本][省市县区]")
_BRACKETED = re.compile(r"\([^()]*\)")
_COUNT_IN = re.compile(r"\d+[个家项条]")
# 新认定100个国家级…集群
_RECOGNISED = re.compile(
    r"^(?:共|新|又|拟)?(?:认定|确定|评选|遴选|评定)(?:出|了)?\d+[个家项](?P<title>[^,;:、\d]{5,30})$"
)
_LISTED = re.compile(rf"^(?:成功|顺利|均|同时|双双)*(?:入选|上榜|在列|榜上有名|{_PASSED})$")
_JUST_LISTED = re.compile(
    rf"^(?:[^,;]{{2,30}}的)?(?P<who>[^,;的]{{2,24}}?)(?:成功|顺利|均|双双|同时)*(?:入选|上榜|在列|榜上有名|位列其中|{_PASSED})$"
)
# The verb and what it announces: 分别为…, 包括…, or a clause that ends so before a colon.
# 此次新入选的集群为…, 复核通过的企业是…: the participle says what was announced of them.
_INVERTED = re.compile(
    r"^(?P<head>[^,;]{0,20}?(?:入选|上榜|入围|获评|认定|通过|在列)的[\u4e00-\u9fff]{0,6}?(?:企业|集群|园区|基地|单位|产品|项目|镇|村)?)(?:分别)?(?:为|是|有|包括)(?P<items>[^,;]{4,400})$"
)
_ANNOUNCES = re.compile(
    r"^(?P<head>[^,;]{0,60}?)(?:(?P<each>分别|依次|名单)(?:是|为|有|包括)?|包括|(?P<bare>为|是))(?P<items>[^,;]{4,400})$"
)
# 加上此前已入选的甲集群、乙集群
_ALREADY = re.compile(
    r"^(?:加上|连同)?(?:此前|之前|先前)?已?(?:入选|认定|获评|上榜)的(?P<items>[^,;]{6,200})$"
)
# 2个500亿级产业集群(机械装备、金属材料)
_IN_BRACKETS = re.compile(
    r"(?P<head>\d+[个家条][^()、,;]{5,24})\((?P<items>[^(),;以]{3,80}、[^(),;]{2,40})\)"
)
_SUMMED = re.compile(r"(?:拥有的?|累计|的|有)(?P<title>[^,;的]{5,24}?)(?:数量|总数|家数|达到?)")
# 电子信息产业“铁三角”——甲电子、乙电子相继落户
_NICKED = re.compile(
    r"^(?:[^,;“]{0,8}的)?(?P<title>[^,;“-]{2,12}“[^”]{2,10}”)--(?P<items>[^-]{4,80}?)(?:相继|先后|纷纷|均|都|已|共同|[一-龥]{0,2}$)"
)
# 有两家世界500强企业——甲集团和乙集团
_AFTER_DASH = re.compile(r"^(?P<head>[^-]{4,60})--(?P<items>[^-]{4,200})$")
_OPENS_LIST = re.compile(r"(?:分别|依次|名单)?(?:为|是|有|包括|如下|即)$")
_COUNTED_CLASS = re.compile(
    r"(?:\d+|[一二三四五六七八九十两]+)[余多]?(?:个|家|条|项|座|所|大|对)(?P<class>\d*[\u4e00-\u9fff“”]{2,24}?)(?=$|[,;:]|成功|入选|上榜|获评|获批|荣获|被|通过|在列|榜上有名|分别|依次|包括|授牌|命名|为|是)"
)
_LISTED_BEFORE = re.compile(r"入选|上榜|获评|入围|跻身|通过|认定")
_KINDS = frozenset(["产业链", "产业", "集群", "产业集群", "主导产业", "重点产业"])
_REST = re.compile(r"等(?:\d+[个家条项])?[^、]{0,12}$")
_AMOUNT = re.compile(r"\d[\d.,]*\s?(?:[%‰亿万千百元家个吨人户倍位条项]|$)")
_NAMED = re.compile(
    r"^(?:[^,;、确认评授命公]{0,14}(?:确定|确认|认定|评定|授予|命名|公布)(?:新增)?(?P<who>[^,;为]{3,200}?)(?:等\d+[家个项])?(?:企业|集群|单位|园区|产品|项目)?(?:的?(?:企业)?[\u4e00-\u9fff]{0,2}技术中心|的?研发中心|的?实验室)?|(?P<also>[^,;为]{3,200}?)等\d+[家个项](?:企业|集群|单位|园区|产品|项目))为(?P<what>[^,;]{4,40})$"
)
_NAMES_ONE = re.compile(r"^[^,;、确认评授命公]{0,14}(?:确定|确认|认定|评定|授予|命名|公布)")
_TITLE = re.compile(rf"(?:{pattern('standing_heads')}|名单|培育对象|示范[\u4e00-\u9fff]{{0,6}}|称号|”)$")


def rostered(part: Part, carry: Carry) -> Iterator[Link]:
    """公示了…“小巨人”企业名单,甲公司、乙公司上榜."""
    if found := _IN_ROSTER.search(part.text.strip()):
        _open(found["title"], carry)
    elif carry.roster and ("、" in part.text or "和" in part.text) and (names := _all_listed(part)):
        for name in names:
            yield part.link(name.rpartition("下属")[2], "入选", carry.roster, "rostered")
    elif found := _ROSTER.search(part.text):
        _open(_COUNT_IN.sub("", found["title"] or found["batch"] or found["out"]), carry)
        again = _RECHECKED.match(part.text, found.end())
        carry.rechecked = again["title"] if again else ""
    elif (found := _BOOK.search(part.text)) or (found := _RECOGNISED.match(part.plain)):
        _open(found["title"], carry)
    elif carry.roster and part.names and _LISTED.match(part.names.rest):
        yield from (
            part.link(n, "入选", carry.roster, "rostered", kind=kind_of_member(part.names.kind))
            for n in part.names.members
        )
    elif carry.roster and (found := _JUST_LISTED.match(part.plain)) and not is_counted(found["who"]):
        yield part.link(part.subject(found["who"], carry), "入选", carry.roster, "rostered")


def _all_listed(part: Part) -> tuple[str, ...]:
    """The names that a clause says are on the list: 甲镇乙村、丙镇丁村等9个“明星村”上榜."""
    found = _LISTED_ALL.match(_BRACKETED.sub("", "".join(part.plain.split())))
    names = split_items(_OURS.sub("", found["who"])) if found else ()
    fit = len(names) > 1 and all(3 <= len(n) <= 40 and is_name_like(n) and not is_counted(n) for n in names)
    return names if fit else ()


def _open(title: str, carry: Carry) -> None:
    """Names may follow that have ``title``."""
    carry.roster = carry.titled = title


def announced(part: Part, carry: Carry) -> Iterator[Link]:
    """…5个省级集群分别是A、B…; …,3家企业上榜,分别为A公司、B公司和C公司: members of what was counted or announced."""
    names, head, sure = _announced(part)
    predicate, title = _told(names, head, sure, part, carry)
    if (found := _ALREADY.match(part.text.strip())) and (summed := _SUMMED.search(part.next)):
        names, predicate, title = _names(found["items"]), "入选", summed["title"]
    elif (found := _NICKED.match(part.text.strip())) and len(several := _names(found["items"])) > 1:
        names, predicate, title = several, "称号", found["title"]
    if not title and carry.listing and part.after in ",;":
        predicate, title, kind = carry.listing
        names = (part.text.strip(),) if part.text.strip().endswith(kind) and is_name_like(part.plain) else ()
    carry.listing = None
    if not title or not names:
        return
    if kinds := _KIND_END.search(names[-1]):
        if part.next.strip().endswith(kinds[0]) and not all(map(_KIND_END.search, names)):
            names = (
                ("、".join(names[:-1]) + "和" + names[-1],) if len(names) > 2 else names
            )  # 甲市、乙市A集群,丙市B集群
        carry.listing = (predicate, title, kinds[0])
    yield from (part.link(n, predicate, title, "announced", kind=kind_of_member(title)) for n in names)


def _told(names: tuple[str, ...], head: str, sure: bool, part: Part, carry: Carry) -> tuple[str, str]:
    """(relation, title or class) of the names announced; no title where the clause announces none."""
    if not names:
        return "", ""
    counted = _class_counted(head or part.last)
    if counted and (sure or len(names) > 1):
        loose = INDUSTRIES.search(counted) or counted.endswith("产业链")
        return ("属于" if loose else "称号"), counted
    title = (carry.rechecked if "复核" in head else carry.roster) or (
        carry.titled if _LISTED_BEFORE.search(head or part.last) else ""
    )
    if title and (not head or sure) and (sure or all(map(_ends_like_a_name, names))):
        return "入选", title
    if (sure or len(names) > 1) and (spoken := _counted_before(names, carry)):
        return "称号", spoken
    if sure and part.after == ":" and (kind := _class_counted(part.last, plain=True)):
        return "属于", kind
    return "", ""


def _announced(part: Part) -> tuple[tuple[str, ...], str, bool]:
    """(names that the clause announces, the words before the verb, whether 分别 or a colon sets them apart)."""
    text = part.text.strip()
    if found := _INVERTED.match(part.plain):
        return _names(found["items"]), found["head"], True
    if (found := _IN_BRACKETS.search(part.text)) and (names := _names(found["items"])):
        return names, found["head"], True
    if (found := _AFTER_DASH.match(text)) and _class_counted(found["head"]):
        return _names(found["items"]), found["head"], True
    if part.after == ":" and _OPENS_LIST.search(part.last.strip()):
        return _names(text), "", True
    found = _ANNOUNCES.match(strip_lead(text) if text[:1] in "其中" else text)
    if not found or (found["bare"] and found["head"]):
        return (), "", False
    return _names(found["items"]), found["head"].removeprefix("其中"), bool(found["each"])


def _names(items: str) -> tuple[str, ...]:
    names = split_items(_REST.sub("", items))
    fit = all(2 <= len(name) <= 40 and is_name_like(name) and not _AMOUNT.search(name) for name in names)
    return names if fit else ()


def _class_counted(words: str, *, plain: bool = False) -> str:
    """The class that ``words`` count last, where it says something of its members: 5个|省级特色产业集群.

    ``plain``: where it says nothing too (10条产业链是:…).
    """
    found = list(_COUNTED_CLASS.finditer(words))
    name = found[-1]["class"].strip("的") if found else ""
    return name if (len(name) > 4 and not is_plain_class(name)) or (plain and name in _KINDS) else ""


def _counted_before(names: tuple[str, ...], carry: Carry) -> str:
    """The class counted earlier in the text whose members end as ``names`` do."""
    ends = {match[0] for name in names if (match := _KIND_END.search(name))}
    if len(ends) != 1:
        return ""
    kind = ends.pop()
    told = (
        noun
        for nouns in carry.counted.values()
        for noun in nouns
        if noun.endswith(kind) and len(noun) > len(kind) + 2
    )
    return next(reversed(list(told)), "")


_KIND_END = re.compile(r"(?:集群|园区|企业|公司|项目|基地|产业链|专业镇)$")


def _ends_like_a_name(name: str) -> bool:
    place = place_prefix(name)
    return bool(_NAME_END.search(name)) or bool(place and not place[1])


_NAME_END = re.compile(r"(?:公司|集团|股份|科技|集群|园区?|基地|工厂|研究院|大学|学院|项目|镇|乡|村)$")


# 其中甲集团、乙客车为国家级单项冠军企业
_ARE = re.compile(
    r"^(?:其中)?(?P<who>[^,;为是]{3,120}、[^,;为是]{2,40}?)(?:等\d+[家个])?(?:企业|公司)?为(?P<what>(?:国家|省|市|全[国省市]|世界|首批)[^,;]{3,30})$"
)


def named_as(part: Part, carry: Carry) -> Iterator[Link]:
    """确定A集群、B集群等35家集群为山东省特色产业集群; A、B为国家级单项冠军企业."""
    found = _NAMED.match(part.plain)
    if not found and (are := _ARE.match(part.plain)) and _TITLE.search(are["what"]):
        names = _names(are["who"])
        yield from (part.link(n, "称号", are["what"], "named-as") for n in names if not is_counted(n))
        return
    if not found or not _TITLE.search(found["what"]):
        return
    who = found["who"] or found["also"]
    if found["also"] and not _NAMES_ONE.search(part.last):
        return  # …等5家企业为…: goes on from 认定…为…
    names = name_list(who + "完")
    items = names.items if names else split_items(who)
    yield from (
        part.link(name, "认定为", found["what"], "named-as")
        for name in items
        if 3 <= len(name) <= 30 and not is_counted(name)
    )
