"""Titles: A、B入选…, A是…首批…, 素有“…”之称."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of, kind_of_member
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, place_prefix, strip_lead, strip_trail
from yanzhen.read.grammar.parts import (
    QUALITY,
    Link,
    Part,
    is_counted,
)
from yanzhen.read.lexicon import pattern
from yanzhen.terms import EntityKind

_AWARD = re.compile(
    rf"^(?P<who>.*?)(?:成功|本次|此次|这次|逐步|逐渐|迅速|快速|率先|一举|先后|多次|屡次|曾|相继|陆续|均|双双|再次|连续\w{{1,4}}?(?:年|季度|届|次|个月)|正式|首次|已|被|又|也|更|正|仍|还|全部|顺利|光荣|同时|再度|能够|得以|[,\s])*(?P<verb>{pattern('award')}|获(?=“|国家级|省级|全国|中国)|升[级格]为|(?:正式)?(?:批准|批复|核准)(?:设立|成立|升级|确定|认定|列)?为)(?:了|为)?(?P<what>.{{2,200}})$"
)
# 通过“…”“…”复评: the title stands between the verb and its end.
_PASSED = re.compile(
    r"^(?P<who>.*?)(?:成功|顺利|再次|双双|先后|首次|一举|均|已)*(?P<verb>通过|获得|取得|获)(?:了)?(?P<what>.{4,160}?)(?:复评|复核|复审|认定|评审|验收|考核|授牌|命名)$"
)
# 跻身…行列, 捧回“…”这块金字招牌, 位列…第8位: what the verb's object ends in is no part of the title.
_TAIL = re.compile(
    r"(?<=.{3})的?(?:[这一][块张个])?(?:金字招牌|招牌|荣誉|殊荣|桂冠|行列|之列|阵营|序列|方阵|第(?:\d+|[一二三四五六七八九十百]+)[位名])$"
)
# 有望入选…, 尚未认定为…: it has not happened.
_NOT_YET = re.compile(
    r"(?:有望|争取|力争|冲刺|争创|申报|申请|创建|尚未|未能|未|没有|鼓励|支持|推动|引导|帮助|助力|希望|计划|如果|若|凡|对)[^,]{0,24}$"
)
# Who awards (被国家有关部委命名为), and with what (以营业收入140亿元跻身), is not who is awarded.
_AGENT = re.compile(
    r"(?:^|(?<=.))(?:综合)?(?:经济)?(?:综合)?(?:竞争力|实力)$|(?:^|(?<=.))被[^,]{1,40}$|^(?:因|由于)[^,]*而$|^[以凭][^,]*\d[^,]*$|(?:^|(?<=.{2}))[以凭]借?[^,以]{2,20}的?(?:优异|优秀)?(?:成绩|优势|实力|得分|总分|佳绩|模式|经验|做法|身份|名义)$|(?:于?[\d年月日]{5,11})?经[^,]*?(?:部|委|厅|局|政府|国务院|办公室|协会|联合会|专家)[^,]*$"
)
_TITLE_NOUN = re.compile(
    rf"(?:{pattern('standing_heads')}|承载地|供应地|胜地|强村|园|工作站|名片|[两三四五六七八九十\d]+大[\u4e00-\u9fff]{2, 10}(?=之一)|[\u4e00-\u9fff]村|名单|百强\w{{0,2}}|[十百千\d]+强|示范[\u4e00-\u9fff]{{0,6}}|试点[\u4e00-\u9fff]{{0,4}}|称号|[强名][市县区镇]|百强[市县]|先进[市县]|奖|榜单?|目录|计划|案例|小巨人”?|国家队|》|企业库|领军库|培育库|”)(?:之一)?$"
)
_IS = re.compile(
    r"^(?P<who>[^是,]{0,30}?)(?:(?<![但可只就若总像要凡还算])是(?![指否由以在为从对把因要通])|(?<=[\u4e00-\u9fff]{3}还)是(?=国家|省级|全[国省]|中国|世界)|作为|(?<!成)为(?=第[一二三四五]大|最大|全[国省球](?:最大|唯一|首个))|(?:均|都|皆|同)(?:为|是|系|属)|现为|(?<=[\u4e00-\u9fff]{2})系(?=国家|省级|全|中国|国内|我|一家)|被誉为|被称为|被称作|正成为|定位为)(?P<what>[^,是]{4,80})$"
)
_ALL_ARE = re.compile(r"(?:均|都|皆|同)(?:为|是|系|属)")
# What makes a noun phrase a standing: the only, the first, the greatest, one of.
_DEFINES = re.compile(
    r"之一$|最[\u4e00-\u9fff]|唯一|首[个家批座条]|第[一二三四五六七八九十\d]+[个家大批座城市县镇村]|领军|领先|龙头|标杆|重要|关键|主要|骨干|核心|知名|著名|支柱|佼佼者|优质|典范|样板|代表$|领军人物|(?:政治|经济|文化|交通|商贸|金融|航运)[^,]{0,8}中心$|[大强名][省市县区镇]$|(?:主导|支柱|特色|优势|传统|首位)[^,]{0,4}产业$|名气|闻名|名片|较大|(?:^|的)(?:“[^“”]{1,15}[乡都城镇县市区地园谷港户片珠军王国]”)+$|小镇$|大本营|发祥地|发源地|策源地|诞生地|之[乡都城]$|^“[^“”]+”$"
)
# What is said of 创新, 质量 or 制造业 as such is no standing of a thing.
_GIVEN_TO = re.compile(
    r"^(?:(?P<who>[^,被]{0,20})被[^,]{2,20}?授予|[^,]{0,40}?授予(?P<to>[\u4e00-\u9fff、]{2,60})|(?P<got>[^,]{0,20}?)荣?获得?由?[^,“]{2,20}?授予的?)(?P<what>“[^”]{2,60}”)(?:荣誉)?(?:称号)?$"
)
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
_ABSTRACT = re.compile(
    r"(?:关键|目标|目的|任务|特点|亮点|问题|原因|优势|创新|质量|改革|发展|安全|环境|首先|不仅|之处|举措|主题|标题|题目|口号|名称|单项冠军)$|^(?:这|那|此|它|其|谁|什么).*|^(?:项目|企业|工业|制造业|实体经济|产业|科技|人才|生态|重点|核心|一个|也就|基础|来源|方式|方面|既)$"
)
# 甲公司是乙县“专精特新”企业中的一家
_ONE = re.compile(r"^(?:目前|现在|当前)?一[家个座](?=.{4})")
_RANKED = re.compile(
    r"专精特新|小巨人|[百千十]强|\d+强|单项冠军|瞪羚|独角兽|高新技术企业|国家级|省级|上市公司"
)
# 是一家专业从事…的高新技术企业
_A_FIRM = re.compile(r"一[家个座](?=.{4})|(?:专业|专注|主要|集)[^,]{2,40}的")
_ONE_OF = re.compile(r"^(?P<class>.{3,30}?(?:企业|公司|园区|集群))(?:中|之中)?的?一[家个员座]$")
_EACH = re.compile(r"^(?:它们|他们)?(?:分别|依次|名单)$|^[前后]者$")  # of those named elsewhere
_ONCE_DONE = re.compile(r"项目[^,]{0,8}后$")
_OF_FIRM = re.compile(r"(?:企业|公司|集团|工厂|[药车央国民强]企|[造产应务]商|产品|品牌)(?:之一)?$")
_AIMED = re.compile(r"[把将][^,]{1,16}(?:建设|打造|培育|发展|建|办)?$|(?:力争|努力|奋力|全力|着力)[^,]{0,8}$")
_SOMEWHERE = re.compile(r"(?:市场|阶段|城市|国家|地区|园区|基地)$")
_MADE = re.compile(r"以[^,、]{1,8}$")  # 以海成为链主: a name that ends in 成
_DISPOSED = re.compile(
    r"(?:公布|公示|发布|印发)(?:的|了|已|出)*$|(?:^|部|委|厅|局|政府|决定|同意|现|拟|正式)[将把](?=.{2})"
)
_ITS = re.compile(r"其(?![中他])[“\u4e00-\u9fff]{2}")
_ALSO = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:还|也|又|更|曾|一直|素来|历来)+$")
_THIS_IS = re.compile(r"^这[也还又]?是")
_HONOURS = re.compile(
    r"(?:(?<=.{4})[两三四五六七八九十\d]+[余多]?[项个](?:荣誉|称号|殊荣)|等(?:多项|荣誉|国家级|省级)*(?:称号|奖项|荣誉|殊荣|资质|品牌)(?:\d+[余多]?[项个])?)$"
)
_CALLED = re.compile(r"(?<=”)(?:荣誉)?称号$|(?<=[\u4e00-\u9fff)])(?:的?荣誉)?称号$")
_GIVEN_BY = re.compile(r"^[^“”《]{2,30}(?:授予|颁发|评定|命名|印发|发布|公布)的(?=[“《])")
# 百强市 is what a city is, whatever else the sentence spoke of.
_OF_PLACE = re.compile(r"(?:百强|先进|[强大名])[市县区](?:之一)?”?$")
_UNLIKE_TITLE = re.compile(r"[、\d]|^级|(?:后|复核|审核|评审)$")
_LOOSE = frozenset(["获", "获批", "斩获", "摘得", "揽获", "喜获", "喜提", "收获"])  # patents, money too
WEAK = frozenset(
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
        "拿下",
        "捧回",
        "捧得",
        "夺得",
        "赢得",
        "收获",
    ]
)
_TRADE = re.compile(r"[^,;:、的在是]{3,16}?产业(?![集化链园带基工结体])")
# 形成…的甲产业集群,入选省级产业集群名单: the kind of thing a title is for shows which of those named has it.
_TITLE_FOR = re.compile(r"(?P<kind>集群|产业链|项目|基地)”?(?:名单|目录|培育对象|培育名单)*$")
_LED_TO = re.compile(r"的(?P<who>[^,的、]{2,16}?(?P<kind>集群|产业链|项目|基地))$")
_STANDING = re.compile(
    r"^(?:国家级|省级|市级|世界级|全国|全省|全球|国家|[\u4e00-\u9fff]{2,4}省|首批|国内|省内|[我中]国[\u4e00-\u9fff]{0,4}?(?:最|唯一|首|重要)|中国[\u4e00-\u9fff]{2,12}(?:基地|之[乡都城]|名[城镇县]|强[县镇])$)"
)
_MOSTLY = re.compile(
    r"^(?:\d+\w)?(?P<who>[^,是]{2,20}?)(?:大多数?|多数|大部分|绝大多数)(?:是|为|属于)(?P<what>[^,]{2,12}产业)$"
)
_RENOWN = re.compile(
    r"^(?P<who>[^“,]{0,24}?)(?:历来|自古|一直|已|还|也|更|多次|先后|曾|成功)*(?:拥有|享有了?|素有|久负|有着?|赢得了?|博得|获得了?|荣获|摘得|捧回)(?P<what>“[^,]{2,80}”)(?:[两三四五六\d][个张块])?(?:的)?(?:[\u4e00-\u9fff]{0,6})(?:美誉|美称|之称|盛誉|盛名|称号|之誉|名片|招牌|荣誉|桂冠)"
)
_THE_LIST = re.compile(r"(?:拟?(?:认定|入选|入围|公示|推荐)的?)?名单")  # 共55家入选拟认定名单
_NO_TITLE = re.compile(
    r".*的\d+[个家项]|.*的(?:[两二三四五六七八九十]|\d+)[个家项]|.*、.*[^“”\d]\d+[个家项条](?!人)|[\d一二三四五六七八九十两]+[个家项条批]|[以在对由向了的]"
)


def awarded(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B 2个产业集群入选省首批…; 聊城市连续三年上榜“…”."""
    text = part.text.strip()
    found = _PASSED.match(text) or _AWARD.match(text)
    if not found or _HELD_BY.match(part.plain):
        return
    what = _TAIL.sub("", _HONOURS.sub("", found["what"].strip()))
    if _ITS.match(found["who"].strip()) or _DISPOSED.search(found["who"]):
        return  # 其核心园区确定为…: named by what it is of; 将A、B列为…: a decision
    if found["verb"] == "成为" and _MADE.search(found["who"]):
        return
    given = found["verb"][0] == "被" or text[found.start("verb") - 1 : found.start("verb")] == "被"
    weak = (
        not given
        and found["verb"] in WEAK
        and not (_STANDING.match(what) or "“" in what or QUALITY.search(what) or _DEFINES.search(what))
    )
    if (
        weak
        or not (_TITLE_NOUN.search(what) or _is_levelled(found["verb"], what))
        or _NO_TITLE.match(what)
        or "《" in found["who"]
    ):
        return
    if not found["who"] and part.unnamed:
        return
    if _AIMED.search(found["who"]) or _NOT_YET.search(found["who"]):
        return  # 把园区建设成为…: what it is to be
    if found["verb"] == "进入" and _SOMEWHERE.search(what):
        return  # 成功进入欧洲市场
    names, kind = part.names, None
    flags: tuple[str, ...] = ()
    by_names = names is not None and "被" in part.text[: names.start + 1]  # 被A、B等机构评为
    if names and not by_names and names.start < len(found["who"]) <= names.end + 12:
        subjects: tuple[str, ...] = names.members
        kind, flags = kind_of_member(names.kind), names.flags
    else:
        headed = found["who"].strip().rpartition(" ")[2]  # 某市再添一家 甲公司获批…: a headline in two parts
        who = headed if len(headed) > 2 else found["who"]
        whole = _holder(_AGENT.sub("", _THIS_IS.sub("", who)), what, part, carry)
        subjects = split_items(whole) if "、" in whole else _places(whole) or (whole,)
    if any(map(is_counted, subjects)) and not _THE_LIST.fullmatch(what):
        carry.roster = carry.titled = what  # 我市3家企业入选省级绿色工厂,分别为…
    if found["verb"] == "成为" and not found["who"] and _ONCE_DONE.search(part.last.strip()):
        return  # 项目投产后,将成为…: the project, which has no name here
    if all(2 <= len(s) <= 40 and not is_counted(s) for s in subjects):
        predicate = re.sub(r"^被", "", found["verb"])
        what = _CALLED.sub("", _GIVEN_BY.sub("", what))
        titles = split_items(what) if "、" in what or "”“" in what else (what,)
        if not all(_TITLE_NOUN.search(t) or t[0] == "“" for t in titles):
            titles = (what,)
        yield from (
            part.link(s, predicate, t, "awarded", *flags, kind=kind) for s in subjects for t in titles
        )


_FIRM_END = re.compile(r".{2}(?:公司|集团|股份)$")


def _is_levelled(verb: str, what: str) -> bool:
    """Whether a verb that gives titles only has an object that says of what level: 获评省级工业设计中心."""
    named = QUALITY.search(what) and is_name_like(what) and not _UNLIKE_TITLE.search(what)
    return bool(named) and verb not in WEAK and verb not in _LOOSE and len(what) <= 24


def _places(text: str) -> tuple[str, ...]:
    """徐水区和高碑店市, 甲公司和乙公司 are two; most names with 和 in them are one."""
    names = re.split("[和与]", text)
    found = [place_prefix(name) for name in names]
    alike = all(place and not place[1] for place in found) or all(map(_FIRM_END.search, names))
    return tuple(names) if len(names) > 1 and alike else ()


def given_by(part: Part, carry: Carry) -> Iterator[Link]:
    """甲县被联合国…授予“世界水晶之都”称号; 授予乙市“…基地”称号: who gives the title is not who has it."""
    text = part.text.strip()
    if found := _GIVEN_TO.match(text):
        subject = part.subject(found["who"] or found["to"] or found["got"] or "", carry)
        titles = split_items(found["what"].strip("“”"))
        given = split_items(subject) if "、" in subject else (subject,)
        yield from (part.link(who, "授予", f"“{title}”", "given-by") for who in given for title in titles)
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
        or _HELD_BY.match(part.plain)
        or _is_no_title(_ONE.sub("", found["what"]))
    ):
        return
    who = _ALSO.sub("", strip_trail(strip_lead(_AGENT.sub("", found["who"]))))
    if not who and part.unnamed:
        return
    if one := _ONE_OF.match(found["what"]):
        if kind_of(part.subject(who, carry)) is EntityKind.FIRM:
            yield part.link(part.subject(who, carry), "称号", one["class"], "is-a")
        return
    standings = _standings(found["what"])
    if _ABSTRACT.search(who) or is_counted(who) or not _is_standing(standings[0]):
        return
    if "作为" in text and not who:
        who = _alone(part.last) or _opening(part.next) or _short_of_region(part.next, carry)
        if not who and part.before and kind_of(part.before) is EntityKind.REGION:
            who = part.before
        if not who:
            return
    if not who and not part.start:
        return  # 是…: nothing stands before
    if paired := _in_turn(text, who, standings):
        yield from (part.link(s, "称号", what.removesuffix("之一"), "is-a") for s, what in paired)
        return
    listed = _bare_list(part.last) if not who and _SEVERAL.search(found["what"]) else ()
    if listed:
        yield from (part.link(s, "称号", what, "is-a") for s in listed for what in standings)
        return
    for what in standings:
        holder = _holder(who, what, part, carry)
        if "的" in what and len(holder) > 1 and what.startswith(holder[:2]):
            continue  # 眼镜,是丹阳的一张名片, of 丹阳 as far as one can see
        if holder.endswith("企业") and not _STANDING.match(what) and not _DEFINES.search(what):
            continue  # “小巨人”企业是…的企业: what the class is
        what = _ONE.sub("", what).removesuffix("之一")
        holders = split_items(holder) if _ALL_ARE.search(text) else (holder,)
        yield from (part.link(name, "称号", what, "is-a") for name in holders)


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


def _is_no_title(what: str) -> bool:
    return (
        bool(_NO_TITLE.match(what))
        and not (what.endswith("之一") and len(what) > 10)
        and "之一、" not in what
    )


_LEVELS = re.compile(r"(?:中国|全国|国家级?|世界|全省|省级)[\u4e00-\u9fff]{2,}$")


def _standings(what: str) -> tuple[str, ...]:
    """The standings that a noun phrase lists, or the whole phrase where its parts are none by themselves."""
    items = split_items(what) if "、" in what or "”“" in what else (what,)
    head = _TITLE_NOUN.search(items[0])
    alike = head is not None and all(item.endswith(head[0]) for item in items)  # 最大的甲基地、乙基地
    if all(map(_is_standing, items)) or (
        _is_standing(items[0]) and (alike or all(_LEVELS.match(item) for item in items))
    ):
        return items
    if "之一、" in what and (each := tuple(filter(_is_standing, items))):
        return each  # 是…的适栽区、…基地县之一: those of them that are standings
    return (what,)


def _is_standing(what: str) -> bool:
    defined = _STANDING.match(what) or _DEFINES.search(what) or _A_FIRM.match(what) or _RANKED.search(what)
    return bool(defined) and bool(_TITLE_NOUN.search(what))


def _holder(who: str, what: str, part: Part, carry: Carry) -> str:
    """Who has the standing ``what``."""
    subject = part.subject(who, carry)
    if kind_of(subject) is EntityKind.REGION and not place_prefix(strip_lead(who)):
        title, led = _TITLE_FOR.search(what), _LED_TO.search(part.last.strip())
        if title and led and title["kind"] == led["kind"]:
            return led["who"]
    if not strip_lead(who) and kind_of(subject) in _NO_FIRMS and (kind := _needs(what)):
        # 是…企业, 成为…项目: said of a firm, a project
        named = carry.recent.get(kind) or (carry.only.get(kind) if kind == "project" else carry.actor)
        return named or (_short_firm(strip_lead(part.last.strip())) if kind == "firm" else "")
    if subject == carry.region and _OF_FIRM.search(what) and not place_prefix(strip_lead(who)):
        return ""
    if subject == part.before and _OF_PLACE.search(what) and kind_of(subject) is not EntityKind.REGION:
        return carry.place or carry.region
    return subject


def _needs(what: str) -> str:
    """The kind of thing that a standing can only be of."""
    return "firm" if _OF_FIRM.search(what) else "project" if what.endswith(("项目", "项目之一")) else ""


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


def renowned(part: Part, carry: Carry) -> Iterator[Link]:
    """拥有“…”的美誉; 素有“…”“…”之称."""
    if (found := _RENOWN.search(part.text.strip())) and not found.string.startswith("的", found.end()):
        subject = part.subject(found["who"], carry)
        yield from (part.link(subject, "称号", t, "renowned") for t in split_items(found["what"]))


# 荣获国家科技进步奖的甲公司, 被认定为省级绿色工厂的乙股份
_HELD = re.compile(
    rf"(?:被[^,;被]{{2,16}}?)?(?P<verb>{pattern('award')})(?:了|为)?(?P<what>[^,;的]{{4,40}}?)的(?P<who>[^,;、的是在]{{2,30}})"
)


_IN_BRACKETS = re.compile(r"\([^()]{1,12}\)$")  # 名单(第二批第二年)
_HELD_BY = re.compile(
    rf"^(?:此次|本次|其中|同时|首批)*(?P<verb>{pattern('award')})(?:了|为)?(?P<what>[^,;]{{4,60}}?)的(?:[\u4e00-\u9fff]{{0,4}}(?:企业|集群|园区|单位|平台|产品|项目))?(?:还|也)?(?:有|是|为|包括|分别是|分别为)(?P<who>[^,;]{{3,400}})$"
)


def held(part: Part, carry: Carry) -> Iterator[Link]:
    """荣获国家科技进步奖的甲公司, 入选百强的还有甲镇、乙镇: the title in the attribute of who has it."""
    if (found := _HELD_BY.match(part.plain)) and _TITLE_NOUN.search(_IN_BRACKETS.sub("", found["what"])):
        names = split_items(found["who"].removesuffix("等"))
        if all(3 <= len(name) <= 40 and is_name_like(name) for name in names):
            yield from (part.link(n, found["verb"].removeprefix("被"), found["what"], "held") for n in names)
        return
    for found in _HELD.finditer(part.text):
        if found["verb"] in WEAK and not _STANDING.match(found["what"]):
            continue
        who = entity_prefix(found["who"]) or _short_firm(found["who"])
        if (
            who
            and not is_counted(who)
            and _TITLE_NOUN.search(found["what"])
            and not _NO_TITLE.match(found["what"])
        ):
            yield part.link(who, re.sub(r"^被", "", found["verb"]), found["what"], "held")


# 甲控股位居第二十位: who is ranked, was founded, has its seat.
_WHO_DOES = re.compile(
    r"(?![该本其这那])[\u4e00-\u9fff]{3,8}?(?=位居|位列|排名第|总部|成立于|始建于|创立于|创建于|主营|专注于|深耕)"
)
_NO_FIRMS = (EntityKind.REGION, EntityKind.INDUSTRY, EntityKind.CLUSTER, EntityKind.CHAIN, EntityKind.PARK)
_SHORT_FIRM = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:科技|重工|股份|集团|药业|电子|材料|机械|精密|智能|生物|化学|食品|乳业|酒业|纸业|光电|汽车|电气|电器|实业|能源|医药|制药|铝业|钢铁|水泥|纺织)(?!产业|行业|制造|工业|企业|加工|装备|产品|集群|园|链)"
)


def _short_firm(words: str) -> str:
    found = _SHORT_FIRM.match(words) or _WHO_DOES.match(words)
    return found[0] if found and is_name_like(found[0]) and not place_prefix(found[0]) else ""
