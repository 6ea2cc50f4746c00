"""Titles given: A、B入选…, 通过…复评, 被…授予…, 素有“…”之称."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.holders import bare_holder, each_with_each, firm_at, holder, two_holders
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, place_prefix
from yanzhen.read.grammar.parts import QUALITY, Link, Part, is_counted
from yanzhen.read.grammar.title_words import (
    DEFINES,
    NO_TITLE,
    STANDING,
    TITLE_NOUN,
    WEAK,
    ends_as_title,
    is_levelled,
    is_praise,
    object_title,
    titles_in,
)
from yanzhen.read.lexicon import pattern
from yanzhen.terms import EntityKind

_AWARD = re.compile(
    rf"^(?P<who>.*?)(?:成功|本次|此次|这次|逐步|逐渐|迅速|快速|率先|一举|先后|多次|屡次|曾|相继|陆续|均|双双|再次|连续\w{{1,4}}?(?:年|季度|届|次|个月)|正式|首次|已|被|又|也|更|正|仍|还|全部|顺利|光荣|同时|再度|能够|得以|[,\s])*(?P<verb>{pattern('award')}|获(?=“|国家|省|全国|中国)|升[级格]为|(?:正式)?(?:批准|批复|核准)(?:设立|成立|升级|确定|认定|列)?为)(?:了|为)?(?P<what>.{{2,200}})$"
)
# 通过“…”“…”复评: the title stands between the verb and its end.
_PASSED = re.compile(
    r"^(?P<who>.*?)(?:成功|顺利|再次|双双|先后|首次|一举|均|已)*(?P<verb>通过|获得|取得|获)(?:了)?(?P<what>.{4,160}?)(?:复评|复核|复审|认定|评审|验收|考核|授牌|命名)$"
)
# 有望入选…, 尚未认定为…: it has not happened.
_NOT_YET = re.compile(
    r"(?:有望|争取|力争|冲刺|争创|申报|申请|创建|尚未|未能|未|没有|鼓励|支持|推动|引导|帮助|助力|希望|计划|如果|若|凡|对)[^,]{0,24}$"
)
_QUOTED = r"(?:“[^”]{2,60}”[、和及]?)+"
# 甲镇被乙协会授予“…”“…”和“…”称号; 丙公司获省厅授予的…称号
_GIVEN_TO = re.compile(
    rf"^(?P<who>[^,被]{{0,24}}?)(?:被|荣?获得?由?)[^,“”]{{2,20}}?(?:正式|联合|共同)*(?:授予|命名为?)的?(?P<what>{_QUOTED}|[^,“”]{{4,30}}?(?=(?:荣誉)?称号))(?:荣誉)?(?:称号)?$"
)
# 同意将“…”和“…”的荣誉称号继续授予甲市和乙镇
_AWARDS = re.compile(
    rf"^[^,“”]{{0,30}}?[将把](?P<what>{_QUOTED})的?(?:荣誉)?(?:称号)?[^,“”]{{0,12}}?授予(?P<who>[\u4e00-\u9fff、]{{2,60}})$"
)
_GIVES = re.compile(
    rf"^[^,被获]{{0,40}}?授予(?P<who>[\u4e00-\u9fff、]{{2,60}})(?P<what>{_QUOTED})[\u4e00-\u9fff]{{0,8}}$"
)
_IN_QUOTES = re.compile(r"[“”、]+(?:[和及](?=“))?“?")
# 与乙县、丙镇并称“四大…基地”
_ALONGSIDE = re.compile(
    r"^(?P<who>[^,“]{0,12}?)[与和同](?P<others>[^,“]{2,40}?)(?:一起|共同)?并称为?(?P<what>“[^”]{2,20}”)$"
)
_CALLS_ITSELF = re.compile(r"^(?P<who>[^,“]{0,16}?)-*(?:号称|素称|堪称|人称|誉称)(?P<what>“[^”]{2,20}”)$")
# 拥有亚洲最大的面料市场——甲轻纺城
_NAMELY = re.compile(
    r"(?P<what>(?:全[国省市县区球]|亚洲|世界|国内|中国|省内)(?:最大|唯一|首个|首家|第一)[^,;]{2,24}?(?:市场|基地|中心|企业|园区|公司|项目|集群))-{1,2}(?P<who>[^,;“-]{2,16})$"
)
# 广东甲市——“中国石材基地中心”
_BESIDE = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,14}[省市县区镇乡州])-{1,2}(?:号称|素称|被誉为)?(?P<what>“[^”]{2,20}”)"
)
_AWARD_IN = re.compile(pattern("award"))
_ONCE_DONE = re.compile(r"项目[^,]{0,8}后$")
_AIMED = re.compile(r"[把将][^,]{1,16}(?:建设|打造|培育|发展|建|办)?$|(?:力争|努力|奋力|全力|着力)[^,]{0,8}$")
_HAPPENS = re.compile(r"实现|达到|同比")  # 入库税收…实现“破百”
_IS_FIRST = re.compile(r"是[^,]{0,10}(?:首个|首家|唯一|第一个)$")  # 是全省首个|入选|地市
_WHOEVER = re.compile(r"[的者]\s*$")  # 考核通过的,认定为…
_MEASURE = re.compile(r"(?:水平|收入|总量|总额|规模|指数|增速|质量|数量|产值|排名)$")
_AMONG = re.compile(r"(?:此次|本次|首批)?(?:入选|上榜|入围|获评)[\u4e00-\u9fff]{0,8}之一")
_BECOMES = frozenset(
    ["成为", "成长为", "发展为", "崛起为", "蝶变为", "嬗变为", "演变为", "跃升为", "壮大为", "蜕变为"]
)
_SOMEWHERE = re.compile(r"(?:市场|阶段|城市|国家|地区|园区|基地)$")
_MADE = re.compile(r"以[^,、]{1,8}$")  # 以海成为链主: a name that ends in 成
_DISPOSED = re.compile(
    r"(?:公布|公示|发布|印发)(?:的|了|已|出)*$|(?:^|部|委|厅|局|政府|决定|同意|现|拟|正式)(?:[将把]|^对)(?=.{2})"
)
_ITS = re.compile(r"其(?![中他])[“\u4e00-\u9fff]{2}")
_THIS_IS = re.compile(r"^这[也还又]?是")
_RENOWN = re.compile(
    r"^(?P<who>[^“,]{0,24}?)(?:历来|自古|一直|已|还|也|更|多次|先后|曾|成功)*(?:拥有|享有了?|素有|久负|有着?|赢得了?|博得|获得了?|荣获|摘得|捧回)(?P<what>“[^,]{2,80}”|[^“”,的]{2,16}之[乡都城])(?:[两三四五六\d][个张块])?(?:的)?(?:[\u4e00-\u9fff]{0,6})(?:美誉|美称|之称|盛誉|盛名|称号|之誉|名片|招牌|荣誉|桂冠)"
)
_THE_LIST = re.compile(r"(?:拟?(?:认定|入选|入围|公示|推荐)的?)?名单")  # 共55家入选拟认定名单


def awarded(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B 2个产业集群入选省首批…; 聊城市连续三年上榜“…”."""
    text = part.text.strip()
    found = _PASSED.match(text) or _AWARD.match(text)
    if not found or HELD_BY.match(part.plain):
        return
    what = object_title(found["what"])
    if _ITS.match(found["who"].strip()) or _DISPOSED.search(found["who"]):
        if is_counted(found["who"]) and ends_as_title(what):
            carry.entitle(what, counted=True)  # 对…的5个集群认定为…,具体包括A、B
        return  # 其核心园区确定为…: named by what it is of; 将A、B列为…: a decision
    given = found["verb"][0] == "被" or text[found.start("verb") - 1 : found.start("verb")] == "被"
    if not _is_given(found["verb"], what, passive=given) or not _has_come_about(
        found["who"], found["verb"], part
    ):
        return
    subjects, kind, flags = _subjects(found["who"], what, part, carry)
    if any(map(is_counted, subjects)) and not _THE_LIST.fullmatch(what):
        carry.entitle(what, counted=True)  # 我市3家企业入选省级绿色工厂,分别为…
    if _AMONG.fullmatch(what) and carry.titled:
        what = carry.titled  # 甲集群成为入选集群之一
    if all(2 <= len(s) <= 40 and not is_counted(s) and not _MEASURE.search(s) for s in subjects):
        predicate = found["verb"].removeprefix("被")
        for who, title in each_with_each(subjects, titles_in(what), in_turn="分别" in text):
            passing = predicate in _BECOMES and is_praise(title)
            yield part.link(who, predicate, title, "awarded", *flags, kind=kind, passing=passing)


def _is_given(verb: str, what: str, *, passive: bool) -> bool:
    """Whether ``what`` is a title that ``verb`` gives."""
    titled = STANDING.match(what) or "“" in what or QUALITY.search(what) or DEFINES.search(what)
    if verb in WEAK and not passive and not titled:
        return False
    if verb == "获批" and place_prefix(what) and not QUALITY.search(what):
        return False  # 成功获批甲综合保税区: it may be set up
    if (verb == "进入" and _SOMEWHERE.search(what)) or NO_TITLE.match(what) or _HAPPENS.search(what):
        return False  # 成功进入欧洲市场
    return ends_as_title(what) or is_levelled(verb, what)


def _has_come_about(who: str, verb: str, part: Part) -> bool:
    """Whether what stands before the verb tells that the title has been given, and not to nobody in particular."""
    if "《" in bare_holder(who) or _IS_FIRST.search(who):
        return False
    if not who and (part.unnamed or _WHOEVER.search(part.last)):
        return False
    if verb == "成为" and (_MADE.search(who) or (not who and _ONCE_DONE.search(part.last.strip()))):
        return False  # 项目投产后,将成为…: the project, which has no name here
    return not (_AIMED.search(who) or _NOT_YET.search(who))  # 把园区建设成为…: what it is to be


def _subjects(
    who: str, what: str, part: Part, carry: Carry
) -> tuple[tuple[str, ...], EntityKind | None, tuple[str, ...]]:
    """(who has the title, their kind, flags): the list in the clause, or what stands before the verb."""
    names = part.names
    by_names = names is not None and "被" in part.text[: names.start + 1]  # 被A、B等机构评为
    if names and not by_names and names.start < len(who) <= names.end + 12:
        return names.members, kind_of_member(names.kind), names.flags
    headed = who.strip().rpartition(" ")[2]  # 某市再添一家 甲公司获批…: a headline in two parts
    bare = bare_holder(_THIS_IS.sub("", headed if len(headed) > 2 else who))
    named = [holder(one, what, part, carry) for one in two_holders(bare) or (bare,)]
    return tuple(one for name in named for one in (split_items(name) if "、" in name else (name,))), None, ()


def given_by(part: Part, carry: Carry) -> Iterator[Link]:
    """甲县被联合国…授予“世界水晶之都”称号; 授予乙市“…基地”称号: who gives the title is not who has it."""
    text = part.text.strip()
    if found := _GIVEN_TO.match(text) or _GIVES.match(text) or _AWARDS.match(text):
        whos = two_holders(found["who"]) or (found["who"],)
        named = [holder(who, found["what"], part, carry) for who in whos]
        given = tuple(one for subject in named for one in (split_items(subject) or ("",)))
        titles = _quoted(found["what"]) or [found["what"]]
        in_turn = "分别" in text or found.re is _AWARDS
        for who, title in each_with_each(given, titles, in_turn=in_turn):
            yield part.link(who, "授予", title, "given-by")
    elif found := _ALONGSIDE.match(text):
        for who in (found["who"], *split_items(found["others"])):
            yield part.link(part.subject(who, carry), "称号", found["what"], "given-by")
    elif found := _CALLS_ITSELF.match(text):
        yield part.link(part.subject(found["who"], carry), "称号", found["what"], "given-by")
    if found := _NAMELY.search(text):
        yield part.link(found["who"], "称号", found["what"], "given-by")
    for beside in _BESIDE.finditer(text):
        if is_name_like(beside["who"]) and not _AWARD_IN.search(beside["who"]):
            yield part.link(beside["who"], "称号", beside["what"], "given-by")


def _quoted(what: str) -> list[str]:
    """Each of the titles between quotation marks: “A、B”“C”."""
    return [f"“{one}”" for one in _IN_QUOTES.split(what) if one] if "“" in what else []


def renowned(part: Part, carry: Carry) -> Iterator[Link]:
    """拥有“…”的美誉; 素有“…”“…”之称."""
    if (found := _RENOWN.search(part.text.strip())) and not found.string.startswith("的", found.end()):
        subject = part.subject(found["who"], carry)
        for who, title in product(split_items(subject), split_items(found["what"])):
            yield part.link(who, "称号", title, "renowned", passing=is_praise(title))


# 荣获国家科技进步奖的甲公司, 被认定为省级绿色工厂的乙股份
_HELD = re.compile(
    rf"(?:被[^,;被]{{2,16}}?)?(?P<verb>{pattern('award')})(?:了|为)?(?P<what>[^,;的]{{4,40}}?)的(?P<who>[^,;、的是在]{{2,30}})"
)
HELD_BY = re.compile(
    rf"^(?:此次|本次|其中|同时|首批)*(?:[我全本][省市县区]|[\u4e00-\u9fff]{{2,8}}?[省市县区])?(?P<verb>{pattern('award')})(?:了|为)?(?P<what>[^,;]{{4,60}}?)的(?:[\u4e00-\u9fff]{{0,4}}(?:企业|集群|园区|单位|平台|产品|项目))?(?:还|也)?(?:有|是|为|包括|分别是|分别为)(?P<who>[^,;]{{3,400}})$"
)


def held(part: Part, carry: Carry) -> Iterator[Link]:
    """荣获国家科技进步奖的甲公司, 入选百强的还有甲镇、乙镇: the title in the attribute of who has it."""
    if (found := HELD_BY.match(part.plain)) and ends_as_title(found["what"]):
        names = split_items(found["who"].removesuffix("等"))
        if all(3 <= len(name) <= 40 and is_name_like(name) for name in names):
            yield from (part.link(n, found["verb"].removeprefix("被"), found["what"], "held") for n in names)
        return
    for found in _HELD.finditer(part.text):
        if found["verb"] in WEAK and not STANDING.match(found["what"]):
            continue
        who = entity_prefix(found["who"]) or firm_at(found["who"])
        if (
            who
            and not is_counted(who)
            and TITLE_NOUN.search(found["what"])
            and not NO_TITLE.match(found["what"])
        ):
            yield part.link(who, found["verb"].removeprefix("被"), found["what"], "held")
