"""A number in its clause: the words before it, the words after it, and what earlier clauses introduced."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.measure import measured
from yanzhen.read.grammar.names import name_list
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, place_prefix, strip_lead, strip_trail
from yanzhen.read.grammar.periods import Calendar, names_time, without_time
from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.grammar.topics import headed, is_industry
from yanzhen.read.grammar.units import Dimension
from yanzhen.read.lexicon import pattern
from yanzhen.terms import Modality

_BREAK = re.compile(r"[,;:]|--|\)(?=[、,])")
_SAYS = re.compile(r"[^,;:)\s]")
_TAIL = 90  # characters of the clause before the number that the rules look at

_TARGET = re.compile(
    r"力争|争取|确保|目标(?:是|为|任务)|预期目标|(?<!年度)(?<!全年)计划(?!单列|任务|数|总投资)|拟(?!合|建|认定|确定|入选|推荐)|规划|将(?:达|实现|新增|建成|形成|突破|完成|年产|增加|超过|带动)|到“?十[四五]五”?末"
)
_INDUSTRY_ALONE = re.compile(r"^(?!.*[以为])[\u4e00-\u9fff、]{2,20}(?<!分)(?<!第.)(?:产业|行业|制造业|领域)$")
# 生态化工产业是某县的传统产业
_INDUSTRY_IS = re.compile(r"^([\u4e00-\u9fff]{2,12}产业)是")
# After a place: what is compared with it, not what is said of it.
_SCOPE = re.compile(r"^(?:平均|排名|排位|第|前列|首位|领先|同类|最|首|唯一|知名|著名|重要|各地|范围|市场)")
# 在规上工业增加值中, 制造业增加值占90.6%: the shares are of the whole named first.
_WITHIN = re.compile(r"^在?(?P<base>[\u4e00-\u9fff]{2,16}(?:增加值|产值|收入|投资|总额|总量|税收))(?:之)?中$")
# 45个国家级集群中, 新材料领域7个: what follows is said of the whole named.
_AMONG = re.compile(r"^在?(\d+[个家条项][^,]{2,16}?)(?:之)?中$")
# 机械产品中, 机床增长5%: what follows is each product's own.
_PRODUCTS = re.compile(r"^在?[\u4e00-\u9fff]{2,12}产品(?:之)?中$")
_BY_MEASURE = re.compile(
    r"^(?:分|从|按)[\u4e00-\u9fff]{0,8}?(产量|增加值|产值|投资|零售额|销售额|营业收入|利润)(?:来)?(?:看|分)$"
)
# 黑色金属冶炼和压延加工业表现出色,当月增加值…: the industry goes on being spoken of in the next clause.
_INDUSTRY_DOES = re.compile(
    r"^([\u4e00-\u9fff、]{2,22}?(?:制造业|加工业|供应业|开采业|采选业|采矿业|服务业|(?<!、)产业))(?!高质量|集聚度|跃升|[园链带化]|集群|基地)(?=[\u4e00-\u9fff]{2})"
)
# 规上工业企业利润总额由降转增,增长8.9%: the measure is named before the clause of its number.
_MEASURE_DOES = re.compile(
    rf"^(?P<noun>[\u4e00-\u9fff]{{2,24}}?(?:{pattern('metrics')}))(?:由[降负]转[增正]|[\u4e00-\u9fff]{{0,4}}(?:增长|提升|提高|回升|向好|扩大|回落|下降|加快|有升|趋稳|走稳))$"
)
# 项目分两期建设, 公司专注于…: what follows is said of the one named before; 项目建设, 企业家 are other words.
_GOES_ON = re.compile(
    r"$|以|由|[一二三全]期|全部|全面|总|占|计划|拟|将|预计|达|投|建成|分[两三]期|位于|坐落|主要|专注|现|已|还|的|始终|每年|一直|通过|累计|共|生产|产品|目前|于|是|年|拥有|先后|注册|成立|采用|规划|集"
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
# 以袜业为主的针织行业,拥有…: the description is no part of the name.
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
_BASED_ON = re.compile(
    r"^(?:以[^,以]{1,12}为(?:主体?|重点|代表|核心|龙头)|(?:拟|将|计划|正在)?(?:新建|投资建设|建设|引进|实施|打造))的"
)
# 同时签约的甲项目,…; 参加集中开工的项目是乙项目,…: what an event happened to is what follows is said of.
_HAPPENED_TO = re.compile(
    r"[^,的]{0,16}?(?:签约|开工|竣工|投产|落户|入驻|建成|奠基|投运|揭牌|上榜|入选|入围|获评)的(?:项目|企业|公司)?(?:有|是|为|还有)?"
    r"(?P<who>[^,;:、的是在]{3,40}(?:项目|工程|产业园|基地|公司|集团|股份))$"
)
_EXAMPLE = re.compile(r"^以([^,、以]{3,24}?(?:基地|公司|集团|项目|园区?|集群|企业|科技|股份))为例$")
_QUOTED = re.compile(r"“\s?([^“”]{4,40}(?:项目|工程))\s?”")
_WHO_IS_LISTED = re.compile(
    r"的(?P<who>[\u4e00-\u9fff]{2,16}?(?:股份|集团|公司|科技|集群|园区))(?:成功|顺利|再次)*(?:上榜|入选|入围|获评|跻身)"
)
_LISTS = ("、", "等")  # the first of several names is not who the sentence is about
_HELPED = re.compile(
    r"(?:支持|推动|引导|帮助|助力|扶持|引进|培育|依托)了?(?P<who>[\u4e00-\u9fff]{2,6}?(?:科技|药业|重工|股份|集团|公司))"
)
_TOWN = re.compile(r"[县市区](?P<town>[\u4e00-\u9fff]{2,3}镇)")
_FULL_FIRM = re.compile(
    r"(?:^|在|走进|来到|位于|由|与|和|对|向|是|为|的|[市县区镇省](?![\u4e00-\u9fff]{0,16}[市县区镇省]))(?P<name>(?:(?![的在由为是])[\u4e00-\u9fff()]){4,20}?(?:有限(?:责任)?|股份|集团)公司)"
)
_COPULA = re.compile(r"(?:也|又|还|更|正|既|同时|已)*(?:是(?!由)|成为|作为)")
_THIS_TIME = re.compile(r"^(?:本届|该|本次|此次)")
_AT_LEAST = re.compile(r"至少[\u4e00-\u9fff]{1,4}$")
_PREPOSITIONS = ("围绕", "聚焦", "依托", "针对", "立足", "瞄准", "紧扣", "按照", "根据", "针对", "随着")
# 完成了…确定的目标任务 looks back.
_TARGET_MET = re.compile(r"完成[^,;]{0,30}(?:目标|任务)")
_ESTIMATE = re.compile(r"预计|初步(?:测算|核算|统计)|预测|有望|估算|快报")
_DATELINE = re.compile(r"^\s*(?:[\u4e00-\u9fff]{1,8}[讯电])?\s*(?:\([^()]*\))?")
_BYLINE = re.compile(r"^[^,。]{0,24}\d{1,2}月\d{1,2}日[电讯]\s*(?:\([^()]{0,30}\))?[“\s]*")
_SITUATED = re.compile(r"^(?:位于|坐落于|地处|成立于|始建于|创建于|创办于|落户于?)[^,的]{0,24}的")
_MODAL = re.compile(r"[可标争取保拟划预有估快计截]|将|“?十[四五]五")
# 全部达产后,每年可实现…: what a project is planned to bring.
_PROSPECT = re.compile(
    r"(?:[投达]产|建成|完工|竣工|运营|年|年均|预计)后?,?可(?:年|实现|新增|形成|带动|创造|达)|每年可|年均可"
)
_CUMULATIVE = re.compile(r"累计|截至")


@dataclass(slots=True)
class Clause:
    """One number and its surroundings; all offsets are those of the sentence.

    ``quote_start`` is where the quote begins: the clause without what stands before its noun.
    """

    text: str
    quantity: Quantity
    tail: str
    tail_start: int
    right: str
    joined: bool
    quote_start: int

    def claim(
        self,
        subject: str,
        metric: str,
        facet: str,
        rule: str,
        *,
        end: int = 0,
        flags: tuple[str, ...] = (),
        modality: Modality | None = None,
    ) -> Claim:
        """A claim of this number; its quote ends with the number where ``end`` is not given."""
        quantity = self.quantity
        return Claim(
            subject, metric, facet, quantity, self.quote_start, end or quantity.end, rule, flags, modality
        )


def open_clause(
    text: str, start: int, quantity: Quantity, stop: int, carry: Carry, calendar: Calendar
) -> Clause:
    """The clause of ``quantity``: reads what stands between ``start`` and the number into ``carry``."""
    left = _left(text[start : quantity.left], not start)
    if left.before:
        introduce(left.before, carry, calendar, at_start=not start)
    _note(left.words, carry, calendar, within=True)
    if quantity.dimension is Dimension.COUNT and (issuer := _ISSUER.match(left.tail)):
        _issued(issuer, carry)
    quote_start = min(start + left.noun_at, quantity.start)
    tail = left.tail
    if "企业" in tail[:4] and (named := _ROLE_NAMED.match(tail)):
        carry.speak_of(named["who"], strong=False)
        carry.mention(named["who"], kind="firm")
        tail = tail[named.end() :]
    if carry.called and (who := carry.called_by(plain := _THIS_TIME.sub("", strip_lead(without_time(tail))))):
        carry.speak_of(who, strong=carry.first)
        tail = plain[len(who) :].lstrip("的")
    if quantity.op == "=" and "至少" in tail[-8:] and _AT_LEAST.search(tail):
        quantity = replace(quantity, op=">=")  # 至少引进1个
    return Clause(text, quantity, tail, start + left.at, text[quantity.end : stop], left.joined, quote_start)


class _Left(NamedTuple):
    """What stands left of a number: whole clauses ``before``, and the beginning of its own.

    ``words`` is the beginning as written where it says when or in what mood, ``tail`` without joints and spaces;
    it begins at ``at``, and its noun at ``noun_at``.
    """

    before: str
    words: str
    tail: str
    at: int
    noun_at: int
    joined: bool


@lru_cache(maxsize=8192)
def _left(left: str, opens: bool) -> _Left:
    """Official writing repeats itself: much of what stands between two numbers has stood there before."""
    breaks = [m.end() for m in _BREAK.finditer(left)]
    cut = breaks[-1] if breaks else 0
    # Between most numbers stands nothing but a comma, and nothing is said of time or modality.
    before, tail = left[:cut] if _SAYS.search(left, 0, cut) else "", left[cut:]
    if opens and not cut and (dateline := _BYLINE.match(tail)):
        tail, cut = tail[dateline.end() :], dateline.end()
    skip = max(0, len(tail) - _TAIL)
    tail, cut = tail[skip:], cut + skip
    stripped = tail.lstrip(" 、和及与并且而又-")
    cut += len(tail) - len(stripped)
    joined = tail[:1] in "、和及与" and not breaks
    stripped = "".join(stripped.split())
    noun_at = cut + len(stripped) - len(strip_lead(stripped))
    words = tail if names_time(tail) or _modality(tail) else ""
    return _Left(before, words, stripped, cut, noun_at, joined)


def introduce(words: str, carry: Carry, calendar: Calendar, *, at_start: bool) -> None:
    """What clauses without a number bring: a name to speak of, a period, a modality."""
    _note(words, carry, calendar)
    if at_start:
        heads, industry = headed(words)
        if heads:
            carry.head(industry)
    for plain, opens, is_last in _plain_clauses(words):
        _mention(plain, carry)
        _speak(plain, carry, opens=opens or at_start, closes=is_last)


@lru_cache(maxsize=8192)
def _plain_clauses(words: str) -> tuple[tuple[str, bool, bool], ...]:
    """The clauses that may name something, without time and lead-in: each with whether it opens (after ; too), is the last."""
    parts = _BREAK.split(words)
    out = []
    marks = [found[0] for found in _BREAK.finditer(words)]
    for index, part in enumerate(parts):
        written = part.strip()
        plain = _SITUATED.sub("", strip_lead("".join(without_time(written).split())))
        plain = _ROLE.sub("", plain) if "企业" in plain[:4] else plain
        if _COPULA.match(written):
            # 是全市首个…项目: what the one spoken of is; 是甲公司新厂区的常态 names a firm in passing.
            joined = "".join(written.split())
            out += [(f["name"], False, False) for f in _FULL_FIRM.finditer(joined) if f.end() < len(joined)]
            continue
        if len(plain) > 1 and not plain.startswith(_PREPOSITIONS) and not written.startswith(_PREPOSITIONS):
            opens = not index or marks[index - 1] == ";"
            out.append((plain, opens, index == len(parts) - 2))
    return tuple(out)


def _mention(plain: str, carry: Carry) -> None:
    """Names within a clause, which 该项目, 公司 may mean later; 以甲基地为例 begins to speak of one."""
    if plain[:1] == "以" and (found := _EXAMPLE.match(plain)):
        carry.speak_of(found[1], strong=carry.first)
    if (name := entity_prefix(plain)) and not place_prefix(name):
        carry.mention(name)
    for who in carry.called:
        if who in plain:
            carry.mention(who)
    if "”" in plain:
        for found in _QUOTED.finditer(plain):
            carry.mention(found[1])
    if "公司" in plain and (found := _FULL_FIRM.search(plain)):
        carry.mention(found["name"])
    if found := _HELPED.search(plain):
        carry.mention(found["who"])
    if "镇" in plain and (found := _TOWN.search(plain)):
        carry.note_place(found["town"])
    if "的" in plain and (found := _WHO_IS_LISTED.search(plain)):
        carry.mention(found["who"])


def _speak(plain: str, carry: Carry, *, opens: bool, closes: bool) -> None:
    """Whom or what one clause without a number speaks of."""
    plain = _BASED_ON.sub("", plain) if plain[:1] == "以" else plain
    if plain[:1] == "在" and (place := place_prefix(plain[1:])) and not place[1]:
        plain = plain[1:]  # 在甲镇,今年新建…
    if carry.called and (who := carry.called_by(_THIS_TIME.sub("", plain))):
        carry.speak_of(who, strong=carry.first)
    elif (
        "、" in plain
        and (names := name_list(plain))
        and names.kind in ("企业", "公司")
        and not strip_lead(plain[: names.start])
    ):
        carry.speak_of("、".join(names.items) + ("等" if names.open else ""), strong=False)
        carry.joint = len(names.items) > 1
    elif found := _AMONG.match(plain):
        carry.speak_of(found[1], strong=False)
        carry.passing = False
    elif _PRODUCTS.match(plain):
        carry.subject = None
        carry.measure = "产量"
    elif opens and (issuer := _ISSUER.match(plain)):
        _issued(issuer, carry)
    elif (found := _HAPPENED_TO.match(plain)) and is_name_like(found["who"]):
        carry.speak_of(found["who"], strong=carry.first)
    elif _COUNTED_ALONE.match(plain):
        carry.speak_of(plain, strong=False)
    elif (back := carry.recalled(plain)) and (plain[0] in "该这上以此" or _GOES_ON.match(plain, back[1])):
        carry.speak_of(back[0], strong=carry.first)
    elif opens and (name := entity_prefix(plain)) and plain[len(name) : len(name) + 1] not in _LISTS:
        carry.speak_of(name, strong=carry.first)
    elif (
        (found := _IS_ONE.match(plain))
        and is_name_like(found["who"])
        and not place_prefix(found["who"] + "的")
    ):
        carry.speak_of(found["who"], strong=carry.first)
    elif _ONCE_DONE.match(plain):
        if project := carry.project():
            carry.speak_of(project, strong=False)
    elif (
        opens and (found := _IS_FIRM.match(plain)) and is_name_like(found["who"]) and not place_prefix(plain)
    ):
        carry.speak_of(found["who"], strong=carry.first)
        carry.mention(found["who"], kind="firm")
    elif agent := _AGENT.match(plain):
        carry.speak_of(agent["who"], strong=False)
    elif found := _WITHIN.match(plain):
        carry.base = found["base"]
    elif found := _BY_MEASURE.match(plain):
        carry.measure = found[1]
    elif opens and (found := _INDUSTRY_IS.match(plain)) and is_industry(found[1]):
        carry.speak_of(found[1], strong=carry.first)
    elif _INDUSTRY_ALONE.match(plain) and is_industry(plain):
        carry.speak_of(plain, strong=False)
    elif closes and (found := _INDUSTRY_DOES.match(plain)) and is_industry(found[1]):
        carry.speak_of(carry.named(found[1]), strong=False)
    elif closes and (found := _MEASURE_DOES.match(plain)) and not found["noun"].endswith("位数"):
        carry.hold(measured(found["noun"], carry, 0) or [])
    elif full := carry.short_for(plain):
        carry.speak_of_place(full)
    elif not plain.startswith("该") and (place := place_prefix(plain)) and not _SCOPE.match(place[1]):
        carry.speak_of_place(place[0])


def _issued(issuer: re.Match[str], carry: Carry) -> None:
    carry.subject = "全国" if issuer["national"] else carry.named("全省")


def _note(words: str, carry: Carry, calendar: Calendar, *, within: bool = False) -> None:
    """Period and modality of ``words``; ``within`` a clause a period may stand that dates that clause only."""
    carry.once = None
    if not words:
        return
    for found in calendar.find(words, carry.period_year):
        if _opens(words[: found.start]):
            carry.period = found.period
        elif within:
            carry.once = found.period
        if found.year is None:
            carry.period_year = None  # 今年, of a text that does not say when it was written
        if found.explicit and not found.ahead and not found.is_date:
            carry.period_year = found.year
            if carry.modality is Modality.TARGET:
                carry.modality = None
        if found.ahead:
            carry.modality = Modality.TARGET
    modality = _modality(words)
    if modality is None:
        return
    if modality is not Modality.CUMULATIVE or (carry.modality is None and not carry.section.is_target):
        carry.modality = modality


@lru_cache(maxsize=16384)
def _modality(words: str) -> Modality | None:
    """Whether what is said is aimed at, estimated, planned or added up over time."""
    if not _MODAL.search(words):
        return None
    if _TARGET.search(words) and not _TARGET_MET.search(words):
        return Modality.TARGET
    if _ESTIMATE.search(words):
        return Modality.ESTIMATE
    if _PROSPECT.search(words):
        return Modality.PLAN
    return Modality.CUMULATIVE if _CUMULATIVE.search(words) else None


@lru_cache(maxsize=8192)
def _opens(before: str) -> bool:
    """Whether words of time open their clause, and so date what follows, or stand within it."""
    return not strip_lead(_DATELINE.sub("", _BREAK.split(before)[-1]).strip())


__all__ = ["Clause", "Held", "introduce", "open_clause", "strip_trail"]
