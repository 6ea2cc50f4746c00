"""What a clause without a number tells by its words alone: whom the next clauses are about, which names it holds."""

from __future__ import annotations

import re
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from yanzhen.read.grammar.names import name_list
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, place_prefix, strip_lead, verb_at_start
from yanzhen.read.grammar.periods import without_time
from yanzhen.read.grammar.speech import acts, bare, predicates
from yanzhen.read.grammar.topics import is_industry
from yanzhen.read.lexicon import pattern

BREAK = re.compile(r"[,;:]|--|\)(?=[、,])")
_INDUSTRY_ALONE = re.compile(
    r"^(?!.*[以为是])[\u4e00-\u9fff、]{2,20}(?<!分)(?<!第.)(?:产业|行业|制造业|领域)$"
)
# 生态化工产业是某县的传统产业
_INDUSTRY_IS = re.compile(r"^([\u4e00-\u9fff]{2,12}产业)(?:是|作为|已?成为|位[居列]|占据|堪称)")
# After a place: what is compared with it, not what is said of it.
_SCOPE = re.compile(r"^(?:平均|排名|排位|第|前列|首位|领先|同类|最|首|唯一|知名|著名|重要|各地|范围|市场)")
# 在规上工业增加值中, 制造业增加值占90.6%: the shares are of the whole named first.
_WITHIN = re.compile(r"^在?(?P<base>[\u4e00-\u9fff]{2,16}(?:增加值|产值|收入|投资|总额|总量|税收))(?:之)?中$")
# 占农林牧渔业的比重分别为|:农业61.9%
_OF_WHOLE = re.compile(r"占(?P<base>[^,占]{2,20}?)的?(?:比重|比例|份额)(?:分别|依次)?(?:为|是|如下)$")
# 45个国家级集群中, 新材料领域7个: what follows is said of the whole named.
_AMONG = re.compile(r"^在?(\d+[个家条项][^,]{2,16}?)(?:之)?中$")
# 机械产品中, 机床增长5%: what follows is each product's own.
_PRODUCTS = re.compile(r"^在?[\u4e00-\u9fff]{2,12}产品(?:之)?中$")
_BY_MEASURE = re.compile(
    r"^(?:分|从|按)[\u4e00-\u9fff]{0,8}?(产量|增加值|产值|投资|零售额|销售额|营业收入|利润)(?:来)?(?:看|分)$"
)
# 各县GDP增速|“四升五降”。甲县增长3%: the measure whose rates come.
_RATES_TOLD = re.compile(rf"((?:{pattern('metrics')}))(?:增速|增幅)[“”\u4e00-\u9fff]{{0,12}}$")
# 黑色金属冶炼和压延加工业表现出色,当月增加值…: the industry goes on being spoken of in the next clause.
_INDUSTRY_DOES = re.compile(
    r"^([\u4e00-\u9fff、]{2,22}?(?:制造业|加工业|供应业|开采业|采选业|采矿业|服务业|(?<!、)产业|(?<!重点)(?<!细分)(?<!主要)行业))(?!高质量|集聚度|跃升|[园链带化]|集群|基地)(?=[\u4e00-\u9fff]{2})"
)
# 工业投资持续恢复, 第一产业投资在重大项目带动下, 税收占比首次超过工业: the measure is named before the clause of its number.
_MEASURE_DOES = re.compile(
    rf"^(?P<noun>(?:(?!在|受|实现|保持)[\u4e00-\u9fff]){{2,24}}(?:{pattern('metrics')}))(?P<does>[^,]+)$"
)
_FARES = re.compile(
    r"^(?:由[^,]{1,6}转|在[^在]{2,30}下$|受|随着|呈|再?创|企稳|止跌|[\u4e00-\u9fff]{0,3}?(?:超过|反超|赶超|高于|领先|领跑))"
    r"|(?:增长|迅猛|迅速|提升|提高|回升|向好|扩大|回落|下降|加快|有升|趋稳|走稳|恢复|转正|强劲|平稳|良好|活跃|旺盛|改善|反弹|复苏|攀升|明显|稳固|建设|收窄)$"
)
# 从省级重点项目情况看|,数量达到…: a class is named before its count.
_CLASS_SEEN = re.compile(
    r"^从(?P<noun>[\u4e00-\u9fff]{2,14}?(?:企业|项目|集群|园区|产业链|基地|平台))(?:的?(?:情况|数量|类型|结构|发展|运行))?(?:来|上)?看$"
)
# 在全省开发区综合考核中|,甲园区位列第5名: the ranking that places are told of.
_RANKING = re.compile(
    r"^在?(?P<what>[^,在]{4,40}?(?:排名|排行榜?|榜单?|百强|考核|评价|评估|评比|测评|评选|竞赛))(?:结果|名单|top\d+|TOP\d+|Top\d+)*(?:之)?[中里上]$"
)
# 工信部公布了…: what is counted then is the country's; 省经信厅公布了…: the province's.
_ISSUER = re.compile(
    r"(?:(?P<national>(?:国家)?(?:工业和信息化部|工信部|发展改革委|发改委|科技部|商务部|农业农村部|财政部|统计局|生态环境部|知识产权局)(?<!^发展改革委)(?<!^发改委)(?<!^统计局))"
    r"|省[\u4e00-\u9fff]{2,8}?[厅局委])[^,;]{0,24}?(?:公布|公示|发布|认定|结束|确定|评选|遴选)"
)
# 53家入榜的国家级高新区,企业营业收入…: a counted class that is all a clause says is what the next ones are about.
_COUNTED_ALONE = re.compile(
    r"\d+[家个条户][^,;\d]{2,16}(?:企业|集群|园区|高新区|经开区|开发区|基地|项目|产业链)$"
)
# 金融机构推出…, 重点企业通过…: who opens the clause and does something there.
_AGENT = re.compile(
    r"(?P<who>(?!各|该|这|其|相关|有关|推动|支持|引导|鼓励|帮助|服务|指导)[\u4e00-\u9fff]{0,10}?(?:(?:重点|龙头|骨干|链主|头部|规上|当地|民营|科技)企业|金融机构|平台|研究院|实验室|合作社|交易中心|研发中心|协会|联盟))"
    r"(?=通过|将|推动|推出|建成|实现|吸引|带动|完成|开展|获得|联合|采用|不断|先后|已|累计|成功|率先|引进|投入)"
)
# 东海水晶城是全球最大的交易市场,汇聚…: what is said to be something is what the next clauses are about.
_IS_ONE = re.compile(
    r"(?P<who>(?![这那此该其它全我])[\u4e00-\u9fff]{3,14}?(?:城|市场|谷|港|集散地|商城|小镇|学院|大学|科技|股份|药业|电子))是[^,;]{0,24}?(?:最大|之一|唯一|首[个家座]|重要|龙头|领先)"
)
# 海风动力是甲市风电产业链的配套企业,…: so is a firm whose name does not end like one.
_IS_FIRM = re.compile(
    r"(?P<who>(?![这那此该其它全我])[\u4e00-\u9fffA-Za-z]{2,10}?)(?:已经?)?(?:是|成为|作为)[^,;]{0,40}?(?:企业|公司|厂商|供应商|制造商|服务商|运营商)(?:之一)?$"
)
# 全部项目建成达产后,…: of the project spoken of last.
_ONCE_DONE = re.compile(
    r"(?:全部|全面|整个|整体|[一二三]期)*(?:项目|工程)?(?:全部|全面|整体|正式)*(?:建成|达产|投产|竣工|完工|投运|运营|投用|达效|使用)+(?:以?后|之后)$"
)
# 龙头企业海风公司拥有…: what it is, and its name.
_ROLE = re.compile(
    r"^(?:龙头|骨干|链主|头部|代表|知名|重点|当地)企业(?=[\u4e00-\u9fffA-Za-z]{2,}?(?:公司|集团|股份|科技|药业|重工))"
)
_ROLE_NAMED = re.compile(
    r"(?:龙头|骨干|链主|头部)企业(?P<who>(?![的由为已共达有])[\u4e00-\u9fffA-Za-z]{3,12}?)(?=年产|年|实现|拥有|投资|总投资|建成|研发|生产|产值|营收|销售|出口)"
)
# 以袜业为主的针织行业,拥有…: the description is no part of the name.
_BASED_ON = re.compile(
    r"^(?:以[^,以]{1,12}为(?:主体?|重点|代表|核心|龙头)|(?:拟|将|计划|正在)?(?:新建|投资建设|建设|引进|实施|打造))的"
)
# 同时签约的甲项目,…; 参加集中开工的项目是乙项目,…: what an event happened to is what follows is said of.
_HAPPENED_TO = re.compile(
    r"[^,的]{0,16}?(?:签约|开工|动工|竣工|投产|落户|入驻|建成|奠基|投运|揭牌|上榜|入选|入围|获评)的(?:项目|企业|公司)?(?:有|是|为|还有)?"
    r"(?P<who>[^,;:、的是在]{3,40}(?:项目|工程|产业园|基地|公司|集团|股份|集群|园区|开发区|高新区))(?=$|[是由总占]|位于|计划)"
)
_EXAMPLE = re.compile(r"^以([^,、以]{3,24}?(?:基地|公司|集团|项目|园区?|集群|企业|科技|股份))为例$")
_QUOTED = re.compile(r"“\s?([^“”]{4,40}(?:项目|工程))\s?”")
_WHO_IS_LISTED = re.compile(
    r"的(?P<who>[\u4e00-\u9fff]{2,16}?(?:股份|集团|公司|科技|集群|园区))(?:成功|顺利|再次)*(?:上榜|入选|入围|获评|跻身)"
)
_JOINTS = frozenset(["", "等", "、", "和", "与", "及"])
_LISTS = ("、", "等")  # the first of several names is not who the sentence is about
_AS_LEADER = re.compile(r"(?:链主|龙头)(?:企业)?(?P<who>[\u4e00-\u9fff]{2,6}?(?:集团|股份|科技|公司))")
_HELPED = re.compile(
    r"(?:支持|推动|引导|帮助|助力|扶持|引进|培育|依托)了?(?P<who>[\u4e00-\u9fff]{2,6}?(?:科技|药业|重工|股份|集团|公司))"
)
_TOWN = re.compile(r"[县市区](?P<town>[\u4e00-\u9fff]{2,3}镇)")
_FULL_FIRM = re.compile(
    r"(?:^|在|走进|来到|位于|由|与|和|对|向|是|为|的|[市县区镇省](?![\u4e00-\u9fff]{0,16}[市县区镇省]))(?P<name>(?:(?![的在由为是])[\u4e00-\u9fff()]){4,20}?(?:有限(?:责任)?|股份|集团)公司)"
)
_COPULA = re.compile(r"(?:也|又|还|更|正|既|同时|已)*(?:是(?!由)|成为|作为)")
_PREPOSITIONS = ("图为", "围绕", "聚焦", "依托", "针对", "立足", "瞄准", "紧扣", "按照", "根据", "随着")
_VISITING = re.compile(r"(?:走进|来到|步入|走入|踏入|探访|在)(?:位于[^,的]{2,20}的)?")
_ON_SITE = re.compile(
    r"的?(?:(?:建设|施工|生产|项目)*(?:现场|车间|工地|生产线|展厅|厂区|园区|内|里)[上内里]?)?$"
)
# 甲市功能糖产业起步于…: whose history is told.
_INDUSTRY_BEGAN = re.compile(
    r"([\u4e00-\u9fff]{2,10}?产业)(?:起步|起源|始于|发端|历史|兴起|萌芽|发轫|经过|历经)"
)
_SITUATED = re.compile(
    r"^(?:由(?=[^,的]{2,24}(?:投资|建设|实施|打造|承建|兴建|运营)的)|位于|坐落于|地处|成立于|始建于|起步于|发端于|起源于|创建于|创办于|落户于?)[^,的]{0,24}的"
)


class Tells(Enum):
    """What a clause is found to do."""

    NOTHING = auto()
    NAME = auto()  # who the next clauses, and of a paragraph's first sentence all of it, are about
    FIRM = auto()  # the same, of a firm whose name does not show that it is one
    CLASS = auto()  # a class, or somebody who does one thing
    WHOLE = auto()  # those among which others are counted
    SEVERAL = auto()  # several names together
    INDUSTRY = auto()
    PROJECT = auto()  # the project spoken of last
    ISSUER = auto()  # whose list it is
    PRODUCTS = auto()  # products follow, each with its own output
    BASE = auto()  # what shares are taken of
    BY_MEASURE = auto()
    MEASURE = auto()  # a measure whose number stands in the next clause
    COUNTED = auto()  # a class whose number stands in the next clause
    RANKING = auto()  # in which whoever comes next has a place
    PLACE = auto()


class Sense(NamedTuple):
    """What a clause tells, and of whom; ``early``: whatever 公司 or 该项目 at its beginning may stand for."""

    tells: Tells = Tells.NOTHING
    who: str = ""
    early: bool = False


@lru_cache(maxsize=8192)
def plain_clauses(words: str) -> tuple[tuple[str, bool, bool], ...]:
    """The clauses that may name something, without time and lead-in: each with whether it opens (after ; too), is the last."""
    parts = BREAK.split(words)
    out: list[tuple[str, bool, bool]] = []
    marks = BREAK.findall(words)
    for index, part in enumerate(parts):
        written = part.strip()
        if written[:1] == "“" and "”" not in written:
            written = written[1:]  # what is said begins here
        if _COPULA.match(written):
            # 是全市首个…项目: what the one spoken of is; 是甲公司新厂区的常态 names a firm in passing.
            joined = "".join(written.split())
            out += [(f["name"], False, False) for f in _FULL_FIRM.finditer(joined) if f.end() < len(joined)]
            continue
        plain = _SITUATED.sub("", strip_lead("".join(without_time(written).split())))
        if len(plain) > 1 and not plain.startswith(_PREPOSITIONS) and not written.startswith(_PREPOSITIONS):
            opens = not index or marks[index - 1] == ";"
            out.append((_bare(plain), opens, index == len(parts) - 2))
    return tuple(out)


def _bare(plain: str) -> str:
    """A clause from the name on that opens it."""
    if "企业" in plain[:4]:
        return _ROLE.sub("", plain)
    if plain[:1] == "以":
        return _BASED_ON.sub("", plain)
    place = place_prefix(plain[1:]) if plain[:1] == "在" else None
    return plain[1:] if place and not place[1] else plain  # 在甲镇,今年新建…


@lru_cache(maxsize=8192)
def sense_of(plain: str, opens: bool, closes: bool) -> Sense:
    """The first reading of a clause that fits; ``opens`` and ``closes`` what it begins, the text before a number."""
    return (
        _several(plain)
        or _counted(plain, opens)
        or _named(plain, opens)
        or _aside(plain)
        or _industry(plain, opens, closes)
        or _placed(plain)
        or Sense()
    )


def _several(plain: str) -> Sense | None:
    names = name_list(plain) if "、" in plain else None
    if not names or names.kind not in ("企业", "公司") or strip_lead(plain[: names.start]):
        return None
    return Sense(Tells.SEVERAL, "、".join(names.items) + ("等" if names.open else ""), early=True)


def _counted(plain: str, opens: bool) -> Sense | None:
    """A whole, a class or a list by whoever issues it, and what an event happened to."""
    among = plain.endswith("中")
    if among and (found := _AMONG.match(plain)):
        return Sense(Tells.WHOLE, found[1], early=True)
    if among and _PRODUCTS.match(plain):
        return Sense(Tells.PRODUCTS, early=True)
    if opens and (issuer := issuer_of(plain)):
        return Sense(Tells.ISSUER, issuer, early=True)
    if "的" in plain and (found := _HAPPENED_TO.match(plain)) and is_name_like(found["who"]):
        return Sense(Tells.NAME, found["who"], early=True)
    return Sense(Tells.CLASS, plain, early=True) if _COUNTED_ALONE.match(plain) else None


def _named(plain: str, opens: bool) -> Sense | None:
    """A name that opens the clause, or is said to be something."""
    name = entity_prefix(plain) if opens else None
    if name and plain[len(name) : len(name) + 1] not in _LISTS:
        return Sense(Tells.NAME, name)
    if opens and (visited := _visited(plain)):
        return Sense(Tells.NAME, visited)
    if (
        "是" in plain
        and (found := _IS_ONE.match(plain))
        and is_name_like(found["who"])
        and not place_prefix(found["who"] + "的")
    ):
        return Sense(Tells.NAME, found["who"])
    if plain.endswith("后") and _ONCE_DONE.match(plain):
        return Sense(Tells.PROJECT)
    found = _IS_FIRM.match(plain) if opens else None
    if found and is_name_like(found["who"]) and not place_prefix(plain):
        return Sense(Tells.FIRM, found["who"])
    agent = _AGENT.match(plain)
    return Sense(Tells.CLASS, agent["who"]) if agent else None


def _visited(plain: str) -> str:
    """The park, project or firm that a report goes to see: 走进甲产业园, 在乙项目建设现场."""
    going = _VISITING.match(plain)
    name = entity_prefix(plain[going.end() :]) if going else None
    return name if going and name and _ON_SITE.match(plain, going.end() + len(name)) else ""


def _aside(plain: str) -> Sense | None:
    """What shares are taken of, by which measure industries are told of, a class that is counted, a ranking."""
    if found := _WITHIN.match(plain) or _OF_WHOLE.search(plain):
        return Sense(Tells.BASE, found["base"])
    if found := _CLASS_SEEN.match(plain):
        return Sense(Tells.COUNTED, found["noun"])
    if found := _RANKING.match(plain):
        return Sense(Tells.RANKING, found["what"])
    found = _BY_MEASURE.match(plain) or _RATES_TOLD.search(plain)
    return Sense(Tells.BY_MEASURE, found[1]) if found else None


def _industry(plain: str, opens: bool, closes: bool) -> Sense | None:
    named = opens and "产业" in plain
    if named and (found := _INDUSTRY_IS.match(plain)) and is_industry(found[1]):
        return Sense(Tells.NAME, found[1])
    place = place_prefix(plain) if named else None
    found = _INDUSTRY_BEGAN.match(place[1] if place else plain) if named else None
    if found and is_industry(found[1]):
        return Sense(Tells.NAME, (place[0] if place else "") + found[1])
    if closes and (measure := _measure_that_fares(plain)):
        return Sense(Tells.MEASURE, measure)
    if plain.endswith(("业", "领域")) and _INDUSTRY_ALONE.match(plain) and is_industry(plain):
        return Sense(Tells.CLASS, plain)
    found = _INDUSTRY_DOES.match(plain) if closes else None
    return Sense(Tells.INDUSTRY, found[1]) if found and is_industry(found[1]) else None


def _measure_that_fares(plain: str) -> str:
    """The measure that a clause says is growing, recovering, ahead …, with its number to come."""
    found = _MEASURE_DOES.match(plain)
    if not found or found["noun"].endswith("位数") or acts(found["noun"]):
        return ""
    return found["noun"] if _FARES.search(found["does"]) or acts(found["does"]) else ""


def _placed(plain: str) -> Sense | None:
    place = place_prefix(plain) if not plain.startswith("该") else None
    return Sense(Tells.PLACE, place[0]) if place and not _SCOPE.match(place[1]) else None


def doer(words: str) -> str:
    """Who opens a clause and does or has what it says: 甲县近日在深圳签约了|…, 乙工业园|20家企业; "" where nobody does."""
    return doing(words)[0]


@lru_cache(maxsize=8192)
def doing(words: str) -> tuple[str, str]:
    """(who opens a clause and does or has what it says, what that is); empty where nobody does."""
    plain = strip_lead(without_time(words))
    name, rest = entity_prefix(plain) or "", ""
    if name:
        rest = plain[len(name) :]
    elif place := place_prefix(plain):
        name, rest = place
    if rest[:1] in _JOINTS:
        return (name, "") if name and not rest else ("", "")
    written = without_time(rest)
    rest = bare(strip_lead(written))
    if rest[:1] in ("在", "赴", "于") and (there := place_prefix(rest[1:])):
        rest = bare(there[1])
    does = not rest or verb_at_start(rest) or acts(rest) or predicates(rest) or predicates(written)
    return (name, rest) if does else ("", "")


def issuer_of(words: str) -> str:
    """全国 or 全省 where a ministry or an office of the province makes the list that ``words`` tell of."""
    found = _ISSUER.match(words)
    if not found:
        return ""
    return "全国" if found["national"] else "全省"


def firm_after_role(words: str) -> tuple[str, int] | None:
    """(the firm that 龙头企业 leads in: 龙头企业海风微电子年产…, where its name ends)."""
    found = _ROLE_NAMED.match(words)
    return (found["who"], found.end()) if found else None


def example_of(plain: str) -> str:
    """甲基地 of 以甲基地为例."""
    found = _EXAMPLE.match(plain) if plain[:1] == "以" else None
    return found[1] if found else ""


_ZONE_BEFORE = re.compile(r"^(?:高新区|经开区|开发区|新区|综保区)")
_SHORTEST_PROJECT = 4  # characters
# 主会场设在甲公司储能项目现场, 走进乙基地项目工地: which project 该项目 means next.
_SITE_OF = re.compile(
    r"(?:[在到进]|走访|察看|位于[^,;的]{2,12}的)(?P<who>(?![到在])[^,;:、的在到进]{4,48}?项目)(?:[一二三]期)?(?:建设|施工|生产|开工)?(?:现场|工地|车间|$)"
)


@lru_cache(maxsize=8192)
def names_within(plain: str) -> tuple[str, ...]:
    """The names within a clause that 该项目, 公司 may mean later."""
    names = []
    if (name := entity_prefix(plain)) and not place_prefix(name):
        names.append(name)
    if "”" in plain:
        names += [found[1] for found in _QUOTED.finditer(plain)]
    if "公司" in plain and (found := _FULL_FIRM.search(plain)):
        names.append(found["name"])
    if found := _AS_LEADER.search(plain):
        names.append(found["who"])
    if "项目" in plain and (found := _SITE_OF.search(plain)):
        name = found["who"]
        place = place_prefix(name)
        names.append(_ZONE_BEFORE.sub("", place[1]) if place and len(place[1]) > _SHORTEST_PROJECT else name)
    if found := _HELPED.search(plain):
        names.append(found["who"])
    if "的" in plain and (found := _WHO_IS_LISTED.search(plain)):
        names.append(found["who"])
    return tuple(names)


def town_within(plain: str) -> str:
    """The town named after its county: 滨州市官庄镇."""
    found = _TOWN.search(plain) if "镇" in plain else None
    return found["town"] if found else ""
