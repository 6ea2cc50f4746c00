"""From the words before a number to the measure they name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from yanzhen.read.grammar.agreement import OF_REGIONS, bearer
from yanzhen.read.grammar.carry import Carry, Held
from yanzhen.read.grammar.nouns import (
    NEW,
    is_measure,
    is_place,
    place_prefix,
    strip_lead,
    strip_trail,
    take_apart,
)
from yanzhen.read.grammar.periods import without_time
from yanzhen.read.grammar.senses import doing
from yanzhen.read.grammar.speech import ended
from yanzhen.read.grammar.topics import is_industry
from yanzhen.read.lexicon import pattern, words

REFERRING = frozenset(words("referring"))
_HAS = re.compile(
    r"^(?P<who>.*?(?:园区|产业园|基地|开发区|示范区|高新区|经开区|新区|集团|公司|全[省市县区]|我[省市县区]|(?:集群|产业链|[\u4e00-\u9fff]{2}(?:产业|行业))(?=力争|争取|计划|将|共|已|累计|拥有|现|集聚|聚集|汇聚|先后)|[\u4e00-\u9fff]{2,4}(?:区域|片区|地区)(?=实施|开工)))(?:现|已经?|目前|至今|共|累计|先后|力争|争取|计划|将)*(?:拥有|有(?!色|机|限|效)|建有|设有|引进|入驻|落户|集聚|聚集|汇聚|汇集|培育|获批|建成|实施|开工)(?P<what>.+)$"
)
# 人口 年末常住人口94.9万人: the heading of a paragraph of a bulletin, run into its first sentence.
_RUN_IN = re.compile(
    r"^(?:人口|就业|物价|价格|粮食|畜牧|渔业|林业|财政|金融|税收|国民经济|固定资产投资|消费|居民收入|环境)(?P<rest>(?:全年|年末|年底|20\d\d年).+)$"
)
# 增速最快的新材料制造业: the description is no part of the name.
_SUPERLATIVE = re.compile(r"^[^,的]{2,8}最[大快高多强好]的")
# 反映企业效益的主要指标营业收入利润率8.3%
# 落户甲新区的乙产业园项目总投资: where it is.
_AT = re.compile(r"^(?:位于|坐落[于在]|地处|落户于?|入驻)[^,的]{2,24}的(?=[^,]{3})")
_INDICATOR = re.compile(r"^[^,]{0,16}(?:主要|核心|关键)指标(?=[^,]{3})")
_TAKINGS = frozenset(["产值", "年产值", "总产值", "年总产值", "销售额", "销售收入", "年销售额", "出口额"])
_OUTPUT_OF = re.compile(
    r"(?P<what>(?!主要|其中|规模|[年总]产)[\u4e00-\u9fff]{2,8}?)(?:总?产能|年?总?产量|种植面积|养殖面积|栽培面积|产销量|销量)"
)
_PLACES = frozenset("镇县市区州村")
_SIZE = frozenset(["总规模", "规模", "募集规模", "资金规模"])  # of funds
_SPELL = re.compile(
    r"^(?:持续|连续)?\d{1,2}个月|^前[\d两三四五六七八九十]{1,2}个?月份?|^在?(?:今后|未来|过去|近|短短)?[\d两三四五六七八九十]{1,2}年(?:内|间|来|累计)"
    r"|^按[^,]{0,14}?(?:汇率|价格|口径)?(?:计算|折算|测算)为?|^以[^,以]{1,12}为(?:重点|主体?|代表|核心|龙头|支柱)的(?=[^,]{3})"
)
_THIS_ONE = re.compile(r"^该(?:公司|企业|集团|厂|园区|项目|集群|产业链|镇|县|市|区|州|村)(?=.{2})")
# 公司年营收, 园区规模工业产值, 项目一期投资; but 企业数量, 项目数, 产业链条 are measures themselves.
_OF_ITS_OWN = re.compile(r"(?!数|家数|个数|用电|利润|所得税|集聚|建设|库|投资)")
_HAS_OF_THEM = re.compile(r"(?:企业)?(?:仅|就|只|也|则|共)?占[得据有了]*")
_A_FIRM = re.compile(r"公司|集团|股份")
# 投入规上民营工业企业的技术开发费; 民营企业主导或参与制定国家标准
_OF_A_CLASS = re.compile(
    rf"^(?:全[国省市县区])?(?:(?:{pattern('acquire')})了?)?(?P<who>(?!其他|重点|一些)[\u4e00-\u9fff]{{2,14}}(?:企业|行业|产业))(?:的(?=[^,]*(?:{pattern('metrics')})$)|(?:(?:主导|参与|主持|制定|修订|制修订)(?:或|和|、)?)+)(?P<metric>[^的]{{2,16}})$"
)
# 重点培育的25个制造业集群主导产业产值
_OF_THOSE_COUNTED = re.compile(
    rf"^(?:[^的\d]{{2,10}}的)(?P<who>\d+[个家条户][\u4e00-\u9fff]{{2,14}}?(?:集群|企业|园区|产业链|基地|开发区|高新区|经开区))(?P<metric>[\u4e00-\u9fff]{{0,10}}(?:{pattern('metrics')}))$"
)
# 京津冀三地集成电路产量, 河北、山东两省钢铁产量: of them together, unless 均 says each.
_SEVERAL_PLACES = re.compile(
    rf"(?P<who>[\u4e00-\u9fff、]{{2,14}}?[两二三四五六七八九十](?:省市|省份|省|市县|市|县|区|地|国))(?!区)(?P<metric>[\u4e00-\u9fff]{{0,10}}(?:{pattern('metrics')}))$"
)
_OF_A_SECTOR = frozenset(
    ["产值", "总产值", "增加值", "利润", "利润总额", "利税", "税金", "营业收入", "主营业务收入", "销售收入"]
)
_SECTOR_ALONE = re.compile(
    r"(?:规模以上|规模|规上|全部)?工业(?:企业)?|第[一二三]产业|限额以上(?:批发|零售|住宿|餐饮)[\u4e00-\u9fff]{0,6}业"
)
_INDUSTRY = re.compile(r"(?<!第[一二三]产)(?:业|行业|产业)$")
# 在校学生, 在建项目: here 在 belongs to the noun.
_OF_THOSE_IN = re.compile(r"在(?:[建校职岗园册线用研库营售读编产籍院]|地)")
_AREA = re.compile(r"[\u4e00-\u9fff]{2,8}(?:经济区|示范区|地区|片区|区域|新区|开发区|高新区|经开区)")
_RATE_OF_IT = re.compile(
    r"^(?:以来)?(?:累计|当月|单月|其|产业|月均|月度|各月|所占|[两三四五]年(?=平均))*(?:平均)?(?:比重|份额|增速|增幅|涨幅|降幅|增长率|排名|位次|总量|数量)(?:位次|排名|排位)?$"
)
# 确定了…, 引进了…: the verb is no part of the noun.
_DONE_WITH = re.compile(rf"^(?:{pattern('acquire')})了(?=[\u4e00-\u9fff“\d]{{2}})")
# Not who brings something about, only when: 投产后年可实现…, 年均可实现….
_HOLDING = frozenset(words("holding"))
_LASTING = ("园区", "开发区", "高新区", "经开区", "产业集群", "产业链", "公司", "集团")
_ONLY_WHEN = re.compile(r"(?:[可后年将均能时前内]|预计|达产|投产|计划)$|^(?:项目|全部|建成|投产|达产)")
_WILL = re.compile(
    r"(?<=.{2})(?:更是|更|也|还|则|将|预计|(?<!年度)计划|力争|已经?|有望|可以?|共|累计|合计|[日月年]均)+$"
)
# SUBJECT 实现 METRIC QUANTITY.
_DONE = re.compile(
    r"^(?P<who>.*?)(?:累计|共|全年)?(?:实现|完成|达成|创造|缴纳|贡献|取得)[了的]?(?P<metric>.{2,30})$"
)


# 投产后预计…, 项目达产后…: of the project spoken of last.
_ONCE_RUNNING = re.compile(
    r"(?:全部|全面|整个)?(?:项目)?(?:全部|全面)?(?:建成|投产|达产|竣工|完工|投运|运营|投用)+(?:以?后|之后)(?:,|预计|每年|年|可|将)*"
)
# 为甲市增加…年产值: what is brought, and to whom.
_BROUGHT = re.compile(r"^(?:可|将|预计)*(?:为|给)[^,]{2,10}?(?:增加|带来|新增|创造|贡献|提供)?$")
# 甲公司在轴承研发方面拥有…
_IN_RESPECT = re.compile(r"(?<=..)在[^,在]{2,20}?(?:方面|领域)(?=[拥有取形获累共])")
# 甲县陶瓷产值, 甲陶瓷出口: of the goods that are known by their place.
_LOCAL_GOOD = re.compile(
    r"(?P<who>[\u4e00-\u9fff]{2,3}(?!全|规|县|市|区|工业|农业|企业|经济|外贸|地区|年)[\u4e00-\u9fff]{2,3}(?<!业))(?P<metric>总?产值|产量|销量|出口额?|销售额|市场占有率|市场份额)"
)
_MAY_DO = re.compile(r"[实完达创缴贡取]")


@lru_cache(maxsize=16384)
def clean_noun(phrase: str) -> str:
    """The noun in ``phrase`` without time, lead-in and trailing verbs."""
    phrase = "".join(phrase.split())
    if (run_in := _RUN_IN.match(phrase)) and len(without_time(run_in["rest"])) > 3:
        phrase = run_in["rest"]
    noun = without_time(phrase)
    before = ""
    noun = _AT.sub("", _INDICATOR.sub("", noun))
    noun = _SPELL.sub("", _SUPERLATIVE.sub("", noun))
    if "在" in noun:
        noun = _IN_RESPECT.sub("", noun)
    while noun != before:
        before = noun
        noun = _DONE_WITH.sub("", strip_trail(strip_lead(noun)).strip("的,:; 、-("))
    if noun in _HOLDING:
        return ""
    if noun.count("“") != noun.count("”"):
        noun = noun.strip("“”")
    return ended(noun)


def measured(phrase: str, carry: Carry, start: int) -> list[Held] | None:
    """The measure that ``phrase`` names, with its subject; None where it names none.

    总数, 占比 and the like refer to the thing counted before.
    """
    noun = _once_running(clean_noun(phrase), carry)
    noun = _BROUGHT.sub("", noun) if "为" in noun or "给" in noun else noun
    if not noun or noun in {"分别", "同比"}:
        return None
    if noun in _SIZE and (fund := carry.recent.get("fund")):
        return [Held(fund, noun, start=start)]
    if refers(noun) and carry.held:
        old = carry.held[-1]
        return [Held(old.subject, NEW.sub("", old.metric), start=start)]
    if (back := carry.recalled(noun)) and len(noun) > back[1] + 1 and _OF_ITS_OWN.match(noun, back[1]):
        carry.speak_of(back[0], strong=False)
        noun = strip_lead(noun[back[1] :].lstrip("的"))
    if done := _who_did(noun):
        return _done(*done, carry, start)
    if not is_measure(noun) and (had := doing(noun))[1] and not is_place(had[0]):
        return _done(had[0], clean_noun(had[1]) or had[1], carry, start)  # 甲集群有各类企业|90家
    noun, of = _whose(noun)
    if of:
        carry.speak_of(carry.named(of[0]), strong=False)
        return [Held(carry.now, of[1], start=start)]
    noun = _of_region(_after_its_place(noun, carry), carry)
    if not is_measure(noun) and (this := _THIS_ONE.match(noun)):
        return [Held(_this_one(this[0], carry), noun[this.end() :], start=start)]
    return [_parted(noun, carry, start)]


def _once_running(noun: str, carry: Carry) -> str:
    """``noun`` without 投产后 in front, which says that it is the project's."""
    found = _ONCE_RUNNING.match(noun) if "后" in noun else None
    if not found:
        return noun
    if project := carry.project():
        carry.speak_of(project, strong=False)
    return clean_noun(noun[found.end() :])


def _this_one(this: str, carry: Carry) -> str:
    """Whom 该镇 or 该公司 means, of whom the sentence speaks from now on."""
    if this[1:] in _PLACES:
        carry.speak_of_place(this)
    else:
        carry.speak_of(carry.named(this), strong=False)
    return carry.now


def _parted(noun: str, carry: Carry, start: int) -> Held:
    """The measure in ``noun`` with the name in front of it, or with whoever has it where none is."""
    split = take_apart(noun)
    metric = strip_lead(split.metric) or split.metric
    if "占" in metric and _HAS_OF_THEM.fullmatch(metric):
        # 共44个专业镇,我市占11个; 在259个单项冠军中,甲市占得18席
        among = carry.subject if carry.subject and carry.subject[0].isdigit() else ""
        metric = among.lstrip("0123456789个家条项") or (carry.held[-1].metric if carry.held else metric)
    if split.subject is not None:
        return Held(_spoken_of(split.subject, carry, strong=split.strong), metric, start=start)
    if carry.sector and metric in _OF_A_SECTOR:
        return Held(carry.region_now, carry.sector + metric, start=start)
    return Held(bearer(metric, carry), _of_the_good(metric, carry), start=start)


def _spoken_of(written: str, carry: Carry, *, strong: bool) -> str:
    """The name of ``written``, of which the sentence speaks from now on."""
    subject = carry.named(written)
    if is_place(written):
        if written[0] != "该" or subject != written:
            carry.speak_of_place(written)
        return carry.now
    if strong:
        # A name that opens the paragraph is what the whole paragraph is about.
        carry.speak_of(subject, strong=carry.first and carry.topic is None)
    elif subject.endswith("业") and is_industry(subject):
        carry.speak_of(subject, strong=False)  # 甲市锂电产业规模达90亿元,集聚企业…
    return subject


def _of_the_good(metric: str, carry: Carry) -> str:
    """``metric`` with the good that the sentence has just told the output of: 莲藕产量…,产值… is that of the lotus."""
    last = carry.held[-1] if carry.held and carry.said and metric in _TAKINGS else None
    good = _OUTPUT_OF.fullmatch(last.metric) if last and last.subject == carry.now else None
    return good["what"] + metric if good else metric


@lru_cache(maxsize=8192)
def _who_did(noun: str) -> tuple[str, str] | None:
    """(who has or did it, what) where ``noun`` says so: 甲园区引进|企业."""
    if (had := _HAS.match(noun)) and len(had["what"]) > 1:
        return had["who"], had["what"]
    done = _DONE.match(noun) if _MAY_DO.search(noun) else None
    return (done["who"], done["metric"]) if done and is_measure(done["metric"]) else None


@lru_cache(maxsize=8192)
def _whose(noun: str) -> tuple[str, tuple[str, str] | None]:
    """``noun`` without 在 or 以 in front, with (the class or places, measure of theirs) where it names both."""
    if noun[0] in "在以凭" and is_measure(noun[1:]) and not _OF_THOSE_IN.match(noun):
        noun = noun[1:]
    of = _OF_A_CLASS.match(noun) or _OF_THOSE_COUNTED.match(noun) or _SEVERAL_PLACES.match(noun)
    return noun, (of["who"], of["metric"]) if of else None


def _after_its_place(noun: str, carry: Carry) -> str:
    """``noun`` without 中国 or the short name of a town or firm in front, which the sentence then speaks of."""
    if noun.startswith(("中国", "我国")) and is_measure(noun) and not _A_FIRM.search(noun):
        carry.speak_of_place("全国")  # 中国负极材料出货量, in a text about a firm
        return noun[2:]
    if full := carry.short_for(noun):
        carry.speak_of_place(full)
        return strip_lead(noun[2:])
    if (firm := carry.firm_for(noun)) and not noun.startswith(firm) and is_measure(noun[2:]):
        carry.speak_of(firm, strong=False)
        return noun[2:].lstrip("的")
    return noun


def _of_region(noun: str, carry: Carry) -> str:
    """``noun`` without the short name of the region: 仙桃就启动… where 仙桃市 is spoken of."""
    short = carry.region[:-1]
    if len(short) < 2 or not noun.startswith(short) or noun.startswith(carry.region):
        return noun
    if good := _LOCAL_GOOD.fullmatch(noun):
        carry.speak_of(good["who"], strong=False)
        return good["metric"]
    rest = noun[len(short) :]
    stripped = strip_lead(rest)
    if stripped and stripped != rest:
        carry.speak_of_place(carry.region)
        return stripped
    return noun


def refers(noun: str) -> bool:
    """Whether a noun speaks of the measure before: 增幅, 累计增速, 总数."""
    return noun in REFERRING or bool(_RATE_OF_IT.match(noun))


def of_industry(held: Held, carry: Carry) -> Held:
    """An industry that grows grows in the measure spoken of: 食品制造业增长15.9% is its 增加值."""
    if carry.measure and _SECTOR_ALONE.fullmatch(held.metric):
        return replace(held, metric=held.metric + carry.measure)  # 甲新区规上工业|增长18.1%
    if carry.measure and (_INDUSTRY.search(held.metric) or held.metric in carry.members):
        return replace(held, subject=held.metric, metric=carry.measure)
    if held.metric.endswith("产业") and is_industry(held.metric):
        return replace(held, subject=held.metric)
    before = carry.said[-1].subject if carry.said else carry.region
    if not held.metric and before != held.subject:
        return replace(held, metric=carry.rated())  # 甲市增加值增长8.2%,乙县增长7.5%
    if _AREA.fullmatch(held.metric) and carry.said:
        return replace(held, subject=held.metric, metric=carry.said[-1].metric)  # 川南经济区增长5.3%
    return held


def _done(who: str, metric: str, carry: Carry, start: int) -> list[Held]:
    """The measure of whoever brought it about; 全市 and a bare lead-in leave the subject as it was."""
    who = _WILL.sub("", who)
    split = take_apart(metric)
    place = place_prefix(who)
    if place and not clean_noun(place[1]):
        carry.speak_of_place(place[0])  # 甲市前两月份完成…
    elif found := _SECTOR_ALONE.fullmatch(place[1] if place else who):
        # 规模以上工业完成增加值: one measure of the region.
        if place:
            carry.speak_of_place(place[0])
        carry.sector = found[0]
        return [Held(carry.region_now, found[0] + metric, start=start)]
    elif (
        len(who) > 1
        and not _ONLY_WHEN.search(who)
        and who not in {"集群", "产业集群", "产业链", "该区", "全区", "集团", "公司", "企业"}
        and not metric.startswith(OF_REGIONS)
    ):
        # 全市工业园区完成…。实施…项目11个: a sentence that names no one goes on about the park.
        carry.speak_of(
            carry.named(who), strong=carry.first and carry.topic is None and who.endswith(_LASTING)
        )
    if split.subject and not split.subject.startswith("全"):
        return [Held(split.subject, split.metric, start=start)]
    return [Held(bearer(metric, carry), metric, start=start)]


__all__ = ["clean_noun", "is_measure", "measured"]
