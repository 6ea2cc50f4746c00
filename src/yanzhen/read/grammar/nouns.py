"""Noun phrases before and after a number: taken apart into subject and measure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yanzhen.read.grammar.firms import short_firm
from yanzhen.read.grammar.speech import acts, bare
from yanzhen.read.lexicon import alternation, pattern, place_at, places, words

# What 占 begins that is no share: 占地面积, 占用, 占据; but 占地区生产总值 is one.
NOT_SHARE = r"地(?![区方])|用|有|据|比"
PLACEHOLDER = re.compile(
    r"^(?:全[国省市县区州旗镇乡村]域?|我[国省市县区州旗镇]|本[市县区省]|该[市县区省州旗盟镇村])(?!区域)"
    r"|^(?:[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼川渝黔滇藏陕甘青宁新港澳台]{2,3}[两三]地|(?:京津冀|长三角|珠三角|成渝)(?:地区)?)(?!区|一体化|产业|经济|生态|示范|双城|城市群)"
    # Towns have no gazetteer here; 城镇, 乡镇 and 小镇 are no names.
    r"|^(?![在到从于对与由向])[\u4e00-\u9fff]{1,3}(?<![新型城乡小古重村集建各个多特色全该业])(?:镇|街道)(?![镇村化区居])"
)
# Parts of the country and of provinces, of which bulletins tell one after the other.
_PART = re.compile(
    r"(?:[东中西]部|东北|西北|西南|华[东南北中]|长三角|珠三角|京津冀|环渤海|粤东西北|苏[南北中])地区(?!生产总值|GDP|总产值|级)"
)
# 丹阳全市: a city or county by its short name.
_WHOLE = re.compile(r"([\u4e00-\u9fff]{2})全([市县区])")
_AROUND = re.compile(
    r"(?:大?都市圈|城市群|[东南西北中]?部?地区(?!生产总值|GDP|总产值|级))"
)  # the land around a city, a part of a province
_TOWN = re.compile(r"(?<![全我本该])(?:镇|街道|村)$")
_VILLAGE = re.compile(
    r"(?![在到从于对与由向全各每该多和是有])[\u4e00-\u9fff]{1,4}?(?<![农乡新业范点然心困中政各个每全该强星的美建])村(?![民级庄委集干部里口户镇组居])"
)
_METRIC_END = re.compile(rf"(?:{pattern('metrics')})$")
_METRIC = re.compile(pattern("metrics"))
# Single characters that lead in, save where a noun begins with them: 均价, 都市, 并购, 还款.
_LEAD = re.compile(
    rf"^(?:{pattern('lead')}|[一二三四五六七八九十]是|[已也又仍将则了的是和与及且而]|并(?![购网轨])|共(?![同享建性赢生轭振混青和产])|均(?!价|衡)|都(?!市)|还(?!款|贷|清)|有(?![色机限效轨线利害关])|其(?![他中余它])|仅|要(?!素|点)|让|使(?!用|馆)|就(?!业|医|地)|只(?!有)|【[^】]{{0,12}}】|[\s,、;:-])+"
)
# No word of these is two others side by side: 达到 is 达 and 到, nor does any stand here twice. A run of it could else be cut in so many ways that the
# search never ends.
_TRAIL = re.compile(
    r"(?:(?<![自事])由|转|已经?|累计|相继|率先|持续|继续|再次|有望|双双|逆势|总共|共计?|合计|总计|分别|均|都|各|将|可以?|要|力争|争取|预计|预期|又|仍|也|再|约|为|是|(?<!拥)有|了|的|在|达成?|完成|实现|"
    r"稳定|保持|维持|控制|争创|扩容|扩大|拓展|壮大|缩短|压缩|延长|发展|跃升|攀升|提升|提高|增长|增加|增|升|上升|上涨|降低|下降|减少|压减|至|到|高达|多达|仅|只|最高|首次|[两三四五六七八九\d]年翻番|翻番|成功|历史性|一举|以上|[\s、:,])+$"
)
# Names that end in one of these stand for themselves.
_ENTITY = re.compile(rf"^(?!中心城)(.{{0,40}}?(?:{pattern('entities')}))(?=[^用澳])")
_INDUSTRY = re.compile(
    r"^((?:(?!是).){2,20}?(?<!第[一二三])(?<!其中)(?:战略性新兴产业|未来产业|产业|行业|环节|板块))(?=.)"
)
_GENERIC = frozenset(
    [
        "项目",
        "公司",
        "集团",
        "园区",
        "工程",
        "集群",
        "产业集群",
        "产业链",
        "企业",
        "基地",
        "中心",
        "区内",
        "示范区",
        "开发区",
        "全区",
        "产业园",
        "工厂",
        "产业",
        "行业",
        "主导产业",
        "全产业链",
    ]
)
_NO_INDUSTRY = ("相关", "各", "主要", "首个", "唯一")
_AREAS = ("园区", "开发区", "产业园")  # of these a text may speak without a name
_ITS_PROJECT = re.compile(r"(?<=[园地区])项目(?![集引数])")
# 全省重点产业链, 我市各类园区: classes of a region, no names.
_PLAIN_CLASS = re.compile(
    rf"^(?:\d+[个条家]|[一二三四五六七八九十两]+[个条家大])?(?:重点|重大|主要|特色|优势|各类?|所有|现有|制造业|工业|先进制造业|中小企业|战略性新兴|新兴|国家级|省级|产业|招商|签约|开工|集中|在建|民生)*(?:{pattern('entities')})$"
)
# What no name begins with: verbs of two characters, prepositions, people who speak.
_OPENS = re.compile(
    "|".join(word for word in words("acquire") if len(word) > 1)
    + "|"
    + "|".join(words("award"))
    + "|[抓促推拉把将对从由使让为以向按被给靠]|位列|经过|经[国省市县区][\u4e00-\u9fff]{0,8}?(?:批准|批复|同意|认定|评审)|研究(?![院所中])|审[定议]|出台|明确|[提谈]及|[谈说提]起|走进|归属|全部为|均为|例如|比如|如(?![皋东意家])|用[0-9]|原来|原先|笔者|记者|加强|深化|突出|落实|优化|完善|健全|创新|持续|全面|深入|强化|每个|所有|一批|一个|多个|发展|续建|新建|共建|年年|列入|受到?|受益|部分|这些|那些|一些|多数|其他|某些|有关"
    "|[高低快慢好]于|(?:项目|公司|企业|集团|园区|基地|集群)(?:由|还|将|与|从|向|对|拟)"
)
# Verbs inside what looks like a name: 完成了…开发区, 提出未来产业.
_VERBISH = re.compile(
    r"高度重视|完成|开展|实施|提出|推进|推动|培育|提升|储备|构建|打造|加快|围绕|通过|实现|召开|举行|印发|公布|支持|鼓励|形成|位于|获悉|表示|介绍|聚焦|运作|运营|做大|做强|做优|发展壮大|列为|作为|成为|建成|建立|推行|依托|凭借|抢抓|坚持|正快速|正在|加速|迅速|聚集|集聚|引进|抓好|力争|针对|按照|授牌|授予|签约|评为|获评|荣获|入选|认定为|升级为|突破|由(?!来)|须(?!家)|延伸|扶持|包括|[更改]名为|领跑|离(?![子合心散])"
)
_ACQUIRE_START = re.compile(rf"(?:{pattern('acquire')})")


@dataclass(frozen=True, slots=True)
class Noun:
    """A measure with what it is said of; ``subject`` is None where the phrase leaves it open.

    ``strong``: the subject is a name that following clauses may carry on.
    """

    subject: str | None
    metric: str
    strong: bool = False


@lru_cache(maxsize=16384)
def is_measure(phrase: str) -> bool:
    """Whether ``phrase`` ends like the name of a measure."""
    return bool(_METRIC_END.search(phrase))


@lru_cache(maxsize=16384)
def strip_lead(phrase: str) -> str:
    """``phrase`` without words that stand before a noun."""
    return _LEAD.sub("", phrase)


@lru_cache(maxsize=16384)
def strip_trail(phrase: str) -> str:
    """``phrase`` without verbs and adverbs that stand between a noun and its number."""
    return _TRAIL.sub("", phrase)


@lru_cache(maxsize=8192)
def place_prefix(phrase: str) -> tuple[str, str] | None:
    """(place as the statement names it, rest) where the phrase begins with a place."""
    if found := PLACEHOLDER.match(phrase) or ("村" in phrase[:6] and _VILLAGE.match(phrase)):
        village = _VILLAGE.match(phrase, found.end()) if found[0][-1] in "镇乡道" else None
        return (village or found)[0], phrase[(village or found).end() :]
    if part := _PART.match(phrase):
        return part[0], phrase[part.end() :]
    if (
        phrase[2:3] == "全"
        and (whole := _WHOLE.match(phrase))
        and (full := "".join(whole.groups())) in places()
    ):
        return full, phrase[whole.end() :]
    if place := place_at(phrase):
        written, full = place
        rest = phrase[len(written) :].removeprefix("全" + full[-1])
        if around := _AROUND.match(rest):
            return written + around[0], rest[around.end() :]
        # 界首市田营镇: the town is what is spoken of.
        if full.endswith(("市", "县", "区")) and (town := place_prefix(rest)) and _TOWN.search(town[0]):
            return town
        return full, rest
    return None


_HELD = re.compile(r"^所?(?:拥有|具有|持有)的(?=.{2})")  # 滨州拥有的国家级集群数量
_MARKET = re.compile(r"^(?:全国|全球|国内|世界|国际)市场(?:占有率|份额)")
_PROJECT_NAME = 30
# 泰晶科技净利润: firms named shortly are told by what only firms have.
_SHORT_FIRM = re.compile(
    r"^(?P<who>[\u4e00-\u9fff]{2,4}(?:科技|药业|重工|股份|铜业|制药|智能|智造|客车))(?P<metric>年?(?:净利润|利润|营业收入|营收|销售收入|产值|市值)(?:总额)?)$"
)
_FIRM = re.compile(r"^.{1,24}?(?:公司|集团|股份|厂)")


@lru_cache(maxsize=8192)
def take_apart(phrase: str) -> Noun:
    """Split a cleaned noun phrase into subject and measure.

    A place in front is the subject; a name that ends like an entity's is; 绿色食品产业主营业务收入 is split after
    产业. 规上工业增加值 stays one measure of the region.
    """
    if firm := _SHORT_FIRM.match(phrase):
        return Noun(firm["who"], firm["metric"], strong=True)
    if _MARKET.match(phrase):
        return Noun(None, phrase)
    subject, short, rest = _after_place(phrase)
    if subject and (zone := _of_zone(phrase, short, rest)):
        return zone
    if subject and _FIRM.search(phrase):
        subject, short, rest = None, "", phrase
    if within := _WITHIN_CLUSTER.match(rest):
        return Noun((subject or "") + within["who"], rest[within.end() :], strong=True)
    if entity := _of_entity(phrase, subject, short, rest):
        return entity
    if (named := short_firm(phrase)) and len(named) < len(phrase) and phrase[len(named)] != "、":
        return Noun(named, phrase[len(named) :].lstrip("的"), strong=True)
    return _of_industry(subject, rest) or Noun(subject, rest, strong=subject is not None)


def _after_place(phrase: str) -> tuple[str | None, str, str]:
    """(the place in front, as zones of it are written: 成都高新区, what follows it)."""
    found = place_prefix(phrase)
    if not found:
        return None, "", phrase
    subject, rest = found
    written = phrase[: len(phrase) - len(rest)]
    rest = _HELD.sub("", rest.lstrip("的,、 "))
    return subject, min(subject, written, key=len), strip_lead(rest) or rest


def _of_zone(phrase: str, short: str, rest: str) -> Noun | None:
    """甲市|高新区|营业收入; where a park or firm follows, 甲经开区智能电子产业园总投资, it is that one's."""
    zone = _ZONE.match(rest)
    if not zone or len(rest) <= zone.end() + 2 or PLACEHOLDER.match(phrase):
        return None
    further = _ENTITY.match(rest[zone.end() :])
    if further and _WITHIN_ZONE.search(further[1]) and is_name_like(further[1]) and len(further[1]) > 3:
        name = short + zone[0] + further[1]
        return Noun(name, rest[zone.end() + further.end() :].lstrip("的中内"), strong=True)
    return Noun(short + zone[0], strip_lead(rest[zone.end() :].lstrip("的中内")), strong=True)


def _of_entity(phrase: str, subject: str | None, short: str, rest: str) -> Noun | None:
    """甲集群|年营收: a name that ends like an entity's, before a measure."""
    entity = _ENTITY.match(rest)
    after = rest[entity.end() :] if entity else ""
    if not entity or after.startswith("、") or not _measures(after) or not is_name_like(entity[1]):
        return None
    around = subject or ""
    # 甲公司高端轴承项目总投资: the firm's project, where one follows.
    further = _ENTITY.match(after) if _FIRM.fullmatch(entity[1]) else None
    if further and len(further[1]) <= _PROJECT_NAME and _measures(after[further.end() :]):
        return Noun(around + entity[1] + further[1], after[further.end() :], strong=True)
    name = entity[1].partition("在")[0] if "在" in entity[1] else entity[1]
    if subject and (_ZONE.fullmatch(name) or name == "开发区") and not PLACEHOLDER.match(phrase):
        return Noun(short + name, after.lstrip("的中内"), strong=True)
    if name not in _GENERIC:
        whole = _ITS_PROJECT.match(rest, entity.end())  # 甲产业园|项目总投资
        name, after = (name + whole[0], rest[whole.end() :]) if whole else (name, after)
        return Noun(around + name, after.lstrip("的中内"), strong=True)
    of_area = name in _AREAS
    return Noun(name if of_area else None, after.lstrip("的中内"), strong=of_area)


def _of_industry(subject: str | None, rest: str) -> Noun | None:
    """绿色食品产业|主营业务收入; verbs before the name are no part of it."""
    industry = _INDUSTRY.match(rest)
    if not industry or not _measures(rest[industry.end() :]):
        return None
    name = industry[1]
    for verb in _VERBISH.finditer(name):
        name = industry[1][verb.end() :].rpartition("的")[2]
    name = name.rpartition("使")[2]  # 用5年时间使硅材料产业…
    if name in _GENERIC or len(name) <= 2 or name.startswith(_NO_INDUSTRY):
        return None
    return Noun((subject or "") + name, rest[industry.end() :].lstrip("的"))


# 我省有149个产业集群, 立足全县4万亩葡萄基地: a number inside says how many, and is no part of a name.
_HOLDS_NUMBER = re.compile(r"[\u4e00-\u9fff]\d+[万亿多余个家条项亩]|^(?:立足|依托|围绕|聚焦|针对|瞄准|紧扣)")
_WITHIN_ZONE = re.compile(r"(?:集群|产业园|工业园|科技园|园区|项目|工程|基地|公司)$")
_ZONES_OF_PLACES = frozenset(
    ["开发区", "工业园", "工业园区", "产业园", "产业园区"]
)  # zones by these where a place stands before
_SHORT_NAME = 4  # characters: 产业集群 alone names none
_ZONE = re.compile(
    r"(?:国家)?(?:高新区|经开区|高新技术产业开发区|经济技术开发区|经济开发区|综合保税区|综保区|工业区|新区|[\u4e00-\u9fff]{0,2}经济区|都市圈|城市群)"
)
# 甲产业集群内企业拥有|发明专利
_WITHIN_CLUSTER = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{3,16}?(?:集群|产业园|开发区|高新区))内的?(?:各)?企业(?:现|已|共|累计)*(?:拥有|建有|有|获得?|集聚)(?=.{2})"
)
_NAME = re.compile(
    rf"^(?!全产业链|[一二三四五六七八九十两]+[个条大])([^,;:、的在是\s【】()《》!…]{{2,30}}?(?:{pattern('entities')}))(?!有限|公司|(?<=工程)(?:机械|技术|装备|塑料|车辆|设计|咨询|师))(?!(?![以将正已])[\u4e00-\u9fff]?(?:建设|发展|培育|政策|工作|名单|模式|机制|体系|格局|建成(?!后)|实施))"
)
_FIRMS = ("公司", "集团", "股份")
_OF_FIRM = re.compile(
    r"(?![\u4e00-\u9fff]{0,6}(?:投资|实施|承建|承担|签约|入驻|落户|签订|牵头|组织|参与|推进|启动))[^,;:、的在是\s]{2,30}?(?:项目|工程|生产基地|产业园)(?=$|(?:计划)?总?投资|占地|建成|已|正|将|达产|投产|全部|[一二三]期|位于|[于由是为])"
)
# 智能制造基地|项目; …生产基地|及总部项目.
_OF_PROJECT = re.compile(
    r"(?:[及和][^,;:、的在是\s]{2,12}?)?项目(?![集引])|(?<=区)[^,;:、的在是\s\d]{3,14}项目(?=(?:建设|施工)?(?:现场|车间|工地))|(?<=区)(?!.*(?:重大|重点|产业项目|工业项目|投资|招商|[签开投竣落]))[^,;:、的在是\s\d]{3,14}项目$"
)


@lru_cache(maxsize=4096)
def entity_prefix(phrase: str) -> str | None:
    """The name that ends like an entity's and begins the phrase: 高唐县装备制造产业集群则…"""
    found = _NAME.match(phrase)
    name = found[1] if found else None
    place = place_prefix(name) if name else None
    if name and place and _PLAIN_CLASS.match(place[1]):
        # 全省园区 is a class of places, 成都高新区 is a place.
        zone = _ZONE.fullmatch(place[1]) or place[1] in _ZONES_OF_PLACES
        return _in_zone(phrase, name) if zone and not PLACEHOLDER.match(name) else None
    if (
        name is None
        or name in _GENERIC
        or _PLAIN_CLASS.match(name)
        or name[:1] in "该其各个这那本此《“‘"
        or name.startswith(("集群内", "园区内", "区内"))
        or _VERBISH.search(name)
        or _OPENS.match(name)
        or (place and _OPENS.match(place[1]))
        or _HOLDS_NUMBER.search(name)
        or "了" in name
        or not bare(name).startswith(name[0])  # 全力建设“五好”园区
        or acts(place[1] if place and place[1] else name)
    ):
        return short_firm(phrase) or None
    if name.count("“") != name.count("”"):
        return None
    if name.endswith(_FIRMS) and (further := _OF_FIRM.match(phrase, len(name))):
        return phrase[: further.end()]  # 甲公司正极材料生产项目: the project, not the firm
    # 智能制造基地项目 is a project, not a base; so is 智能制造基地及总部项目.
    whole = _OF_PROJECT.match(phrase, len(name)) if len(name) > 3 else None
    return phrase[: whole.end()] if whole and not acts(whole[0]) else name


def _in_zone(phrase: str, zone: str) -> str:
    """The cluster, park or firm that is named after its zone, where one is: 甲经开区智能装备产业集群; else the zone."""
    further = _NAME.match(phrase[len(zone) :])
    name = further[1] if further else ""
    whole = len(name) > _SHORT_NAME and _WITHIN_ZONE.search(name) and is_name_like(name)
    return zone + name if whole else zone


def is_place(name: str) -> bool:
    """Whether ``name`` is that of a place and nothing else: 甲县, not 甲县轴承产业集群."""
    place = place_prefix(name)
    return place is not None and not place[1]


def names_measure(rest: str) -> bool:
    """Whether ``rest`` begins with the name of a measure."""
    return bool(_METRIC.match(rest))


def _measures(rest: str) -> bool:
    return bool(_METRIC.search(rest))


_VERB_CUT = re.compile(
    r"(?<=.)(?:同时(?=[开竣投集签进获入上被])|担任|跻身|荣登|相继|分别|共同(?=[代建打参推])|参展|全面(?=[投建完竣开达])|加快|相继|先后|直接|(?<!区)分别|顺利|以(?=占?全|占|不足|不到|仅|约|\d)|共(?=有|计|\d)|有序|稳步|陆续|大多数|多数|大部分|主要|累计|入选|入围|上榜|获评|获批|被评|被认|被列|(?<!人)均|已|正在|正式|全部|将于|将|是|为|达到|占|(?<![新已拟])(?:开工|投产|建成|竣工|签约)|实质性|尚未|未(?=[开竣投建])|进展|落地|纳入|通过|实现|"
    r"增长(?![点极])|产自|出自|来自|销往|远销|构建(?!物)|集聚(?![区度])|贡献(?![率度])|有(?=\d|$)|登上|登榜|入榜|榜上有名|入园|[和与及](?:一大?批|众多|多家|大批)|入驻(?![企率])|集中(?=开工|签约|竣工|供)|火力|被(?![子单褥])|从(?!业|事)|流向|同比|涉及|覆盖|涵盖|分布|(?<![家安宜旧邻])居(?!民|家)|位(?=列|居(?!民|家)|于)|获|夺得|完成|开展|参加|参与|进入|成为|得到|取得|形成|发展(?!示范|[区带局型]|基金|中心|平台|项目|规划|公司|集团|研究|大会|论坛|先行|试验|计划|指数|联盟|方案|改革|银行|战略)|投入|启动|落户|列入|胜出|在(?!建)|中(?=$|有|[,的]))"
)
_NO_NOUN = re.compile(
    r"\s*(?:比(?!亚迪)|较|同比|环比|增(?!材)|居(?!民|家)|占(?!地)|以上|以下|左右|和|与|及|以及|其中|的?(?:同时|基础上)|,|上升|下降|提高|达到|达|排(?![放水])|位|列(?!车)|均(?!价)|都(?!市)|已|为"
    r"|开工(?=建设|[,;]|$)|实质性|尚未|正在|是|中(?![小药国央医成等高型试外西心间])|内(?![燃陆贸资外河])|之|新增|全部|分别|坐落|位于|来自|属于|实现|保持(?![器架])|并(?![网购])|且|在(?![建校册岗职库编研售训运读营])|由|从(?!业)|到|至|后|前|来|里|时(?!尚)|起(?!重)|[-~%]|[\u4e00-\u9fff]{1,4}(?:至|到|为)$)"
)
_NOUN_STOP = re.compile(r"[,;:、()。\n]|--")


@lru_cache(maxsize=8192)
def noun_after(text: str) -> str:
    """The noun that begins ``text``, up to punctuation or a verb: 3条|半自动化生产线,…"""
    stop = _NOUN_STOP.search(text)
    rest = text[: stop.start()] if stop else text[:40]
    if _NO_NOUN.match(rest):
        return ""
    if stop and stop[0] == "、" and rest.endswith(("性", "化", "型")):
        # 100项原创性、颠覆性技术攻关: adjectives in a row, one noun.
        longer = noun_after(text[stop.end() :])
        return rest + "、" + longer if longer else rest
    cut = _VERB_CUT.search(rest)
    return (rest[: cut.start()] if cut else rest).strip(" 的了和与及以")


_HEAD = re.compile(r"^.*?基金$|^.*?(?:集群|产业链|企业|公司|产业|领域|园区|项目|基地|平台|行业|产品)")


def class_head(noun: str) -> str:
    """The noun up to its class: 国家级集群2021年主导产业产值 -> 国家级集群."""
    found = _HEAD.match(noun)
    return found[0] if found else noun


_ACQUIRE_END = re.compile(rf"(?:{pattern('acquire')})(?:了|出|有|起|着)?$")


def verb_at_end(phrase: str) -> str | None:
    """The verb of holding or making that ends ``phrase``: 全市拥有 -> 拥有."""
    found = _ACQUIRE_END.search(phrase)
    return found[0] if found else None


@lru_cache(maxsize=8192)
def is_name_like(phrase: str) -> bool:
    """Whether a phrase may be a name: it neither begins with a verb nor holds one."""
    return not ("了" in phrase or _OPENS.match(phrase) or _VERBISH.search(phrase) or acts(phrase))


def without_holding(noun: str) -> str:
    """A counted noun without the verb that says it is held: 拥有国家级绿色工厂 -> 国家级绿色工厂."""
    return _HOLDING.sub("", noun)


def verb_at_start(phrase: str) -> bool:
    """Whether a verb of holding or making opens the phrase, so that its subject is the one before."""
    return bool(_ACQUIRE_START.match(phrase))


_HOLDING = re.compile(
    rf"^(?:(?:{pattern('holding')})(?:了|出|有)?(?=.{{4}})|(?:拥有|共有|现有|已有)(?=.{{2}}))"
)
NEW = re.compile(
    r"^(?:新增加?|净增|新培育|新引进|新签约|新开工|新投产|新认定|新建成?|新登记注册|新登记|新注册|新获批|新设立?)"
)
__all__ = [
    "NEW",
    "Noun",
    "alternation",
    "class_head",
    "entity_prefix",
    "is_measure",
    "is_name_like",
    "is_place",
    "noun_after",
    "place_prefix",
    "strip_lead",
    "strip_trail",
    "take_apart",
    "verb_at_end",
    "without_holding",
    "verb_at_start",
    "words",
]
