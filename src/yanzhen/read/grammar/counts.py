"""Things counted before their noun: 拥有170家企业, 新增规上工业企业189家, 12条重点产业链, 3家企业被确定为绿色工厂."""

from __future__ import annotations

import re
from dataclasses import replace

from yanzhen.read.grammar.agreement import bearer
from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.classes import COUNTED_CLASS, described, of_description, of_size, shared_class
from yanzhen.read.grammar.clauses import Clause
from yanzhen.read.grammar.measure import clean_noun
from yanzhen.read.grammar.nouns import (
    class_head,
    is_measure,
    is_place,
    names_measure,
    noun_after,
    place_prefix,
    strip_lead,
    take_apart,
    verb_at_end,
)
from yanzhen.read.grammar.senses import doer
from yanzhen.read.grammar.sizes import sized_class
from yanzhen.read.grammar.units import Dimension

_ZONES = ("开发区", "高新区", "经开区", "新区", "园区")  # of which, as of places, paragraphs are told
_PART_OF_LAND = re.compile(r"^[\u4e00-\u9fff]{2,4}地区$")
_YEARLY = re.compile(r"^20\d\d年度?(?=.{2})")
# 羊毛衫已出口海外30多个国家和地区
_SOLD_TO = re.compile(
    r"^(?P<who>.*?)(?:已|远|大量|主要|成功)*(?:出口|销往|远销|畅销|热销|行销)[\u4e00-\u9fff、]{0,8}$"
)
# 4家企业被确定为省级绿色工厂: so many are what they have become; 4家企业跻身全国500强: of the firms in that list.
_BECAME = re.compile(
    r"^[\u4e00-\u9fff]{2,10}?(?:成为|获评|(?:被|获)?(?:评定?|认定|确定|命名)为|晋升为|升格为|(?<=集群|企业|公司|单位|产品|园区|基地)为|(?P<list>跻身|晋级|被?列[为入]|被?纳入))(?P<what>[^,;:、。]{4,30}?)(?=$|[,;:、。对])"
)
# 带动5万人|实现就业
_PEOPLE_DO = re.compile(r"(?:实现|稳定|就近|就地)*(?P<what>就业|增收|脱贫|致富)")
_OF_THOSE = re.compile(r"中(?:共|已|仅|就)?有")
_DOES = re.compile(r"[\u4e00-\u9fff]{2,10}")
# 规划建设3000亩|产业园: its area
_AREAS = frozenset(["平方公里", "亩", "平方米", "公顷"])
_SITES = ("园", "园区", "基地", "城", "小镇", "楼", "港")
# 143家园区中有|22家上榜
_AMONG_THEM = re.compile(r"(?P<of>[\u4e00-\u9fff“”\d]{2,14})(?:之)?中(?:共|已|仅|就)?有$")
_ONLY_DOES = re.compile(r"落户|上榜|入选|入围|入榜|上市|投产|获奖|达标|进入|实现增长")
# 其中5个为亿元以上项目
_IS_CLASS = re.compile(
    r"\s?(?:为|是|属于)(?P<what>[^,;:。]{2,16}?(?:项目|企业|集群|园区|产业链|平台|基地|产品))(?=$|[,;:。])"
)
_PREPOSITIONS = ("依托", "通过", "按照", "围绕", "聚焦", "以", "推动", "带动", "促进")
# 国家首批|100个集群已入驻…, where a verb follows: those counted are who does it.
_BATCH = re.compile(r"(?:国家|全[国省市县])?(?:第[一二三四五六七八九十\d]+批|首批)")
_DO = re.compile(r"(?:已|共|累计|均|现|实现|集聚|入驻|拥有|年)")


def count(clause: Clause, carry: Carry) -> list[Claim] | None:
    """Things counted: 拥有170余家国家级单项冠军企业, 新增规上工业企业189家, 12条重点产业链."""
    if clause.quantity.dimension not in (Dimension.COUNT, Dimension.AMOUNT):
        return None
    if named := of_size(clause.tail, carry) or of_description(clause, carry):
        carry.hold([replace(named, start=clause.tail_start)])
        return [clause.claim(named.subject, named.metric, "count", "count")]
    if sized := _sized(clause, carry):
        return [sized]
    is_class = _IS_CLASS.match(clause.text, clause.quantity.end)
    after = is_class["what"] if is_class else described(clause.right) or noun_after(clause.right)
    after = after.removeprefix("次")
    before = clean_noun(clause.tail)
    verb = verb_at_end(strip_lead(clause.tail).rstrip(" "))
    if clause.quantity.unit == "人" and (does := _PEOPLE_DO.match(clause.right)):
        after = does["what"]
    if (not after or _is_bare_measure(after)) and (some := _some_of_those(clause, carry)):
        return [some]
    if after and (verb or not is_measure(before) or after.startswith("国家和")):
        return [_counted_after(clause, carry, after, verb, before)]
    return None


def _is_bare_measure(noun: str) -> bool:
    """产量, but not 行业增加值, which names a class."""
    return is_measure(noun) and class_head(noun) == noun


def _some_of_those(clause: Clause, carry: Carry) -> Claim | None:
    """37个行业中有21个|实现增长: so many of those just counted."""
    does = _DOES.match(clause.right) if _OF_THOSE.fullmatch(clause.tail) else None
    if not does or not carry.held or carry.held[-1].facet != "count":
        return None
    held = carry.held[-1]
    return clause.claim(
        held.subject, held.metric + does[0], "count", "count", end=clause.quantity.end + does.end()
    )


def _sized(clause: Clause, carry: Carry) -> Claim | None:
    """甲、乙等18个集群营收超50亿元: those counted are told by what each has; the amount to come is that of the ones named."""
    if clause.quantity.dimension is not Dimension.COUNT:
        return None
    start, end = clause.quantity.start, clause.quantity.end
    found = sized_class(clause.text[end:], clause.text[:start], clause.quantity.value)
    if found is None:
        return None
    metric, names, measure = found
    carry.each = [Held(carry.named(name), measure, start=clause.tail_start) for name in names]
    return clause.claim(carry.place or carry.region, metric, "count", "sized-class")


def _counted_after(clause: Clause, carry: Carry, after: str, verb: str | None, before: str) -> Claim:
    quantity = clause.quantity
    noun = _noun_counted(clause, carry, after, verb, before)
    # 甲市轴承等14个集群: the names are some of those counted, not who has them.
    example = before.endswith("等") and place_prefix(before) is not None and not doer(clause.tail)
    _speak_of_holder(clause, carry, "" if example else before, verb)
    facet = "count" if quantity.dimension is Dimension.COUNT else ""
    if facet and (counted_class := class_head(noun)) != noun and names_measure(noun[len(counted_class) :]):
        # 38家规上服务业企业营收同比增长15%: firms are counted, their takings are what goes on being spoken of.
        if is_measure(noun):
            carry.hold([Held(carry.now, noun, start=clause.tail_start)])
        end = quantity.end + clause.right.find(counted_class) + len(counted_class)
        return clause.claim(carry.now, counted_class, facet, "count", end=end)
    # 总投资30亿元的5个项目: the count of those just spoken of is the region's.
    who = carry.region_now if carry.now.endswith(noun) else bearer(after, carry)
    who = carry.locale or carry.region if example else who
    carry.hold([Held(who, noun, facet, clause.tail_start)])
    if facet:
        carry.counts(quantity.value, after)
        _speak_of_counted(clause, carry, noun)
    return clause.claim(who, noun, facet, "count", end=quantity.end + clause.right.find(after) + len(after))


def _noun_counted(clause: Clause, carry: Carry, after: str, verb: str | None, before: str) -> str:
    """What is counted: the noun after the number, or what the verb around it makes of it."""
    following = clause.text[clause.quantity.end :]
    noun = _YEARLY.sub("", after).removesuffix("名单") or after
    if clause.quantity.unit in _AREAS and noun.endswith(_SITES):
        return noun + "面积"
    if abroad := _SOLD_TO.search(before) if noun.startswith("国家") else None:
        who = clean_noun(abroad["who"]).removesuffix("产品") if abroad["who"] else ""
        if len(who) > 2:
            carry.speak_of(carry.named(who), strong=False)
        noun = f"出口{noun}"
    elif became := _BECAME.match(following):
        noun = _YEARLY.sub("", became["what"]) + (class_head(noun) if became["list"] else "")
    if (among := _AMONG_THEM.search(clause.tail)) and _ONLY_DOES.fullmatch(noun):
        noun = among["of"] + noun
    if noun.endswith("级"):
        noun += shared_class(following)
    return verb.rstrip("了") + noun if verb and verb.startswith("新") and verb != "新增了" else noun


def _speak_of_holder(clause: Clause, carry: Carry, before: str, verb: str | None) -> None:
    """Whoever stands before the count has what is counted."""
    place = place_prefix(before) if before and "、" not in before else None
    who = doer(clause.tail) if before else ""
    if full := carry.short_for(strip_lead(clause.tail)):
        carry.speak_of_place(full)
    elif who and not is_place(who) and not who.endswith(_ZONES):
        carry.speak_of(carry.named(who), strong=carry.first and carry.topic is None)
    elif holder := who or (place[0] if place else ""):
        carry.speak_of_place(holder)
    elif _PART_OF_LAND.match(before):
        carry.speak_of(before, strong=False)
    elif before and verb and len(before) > len(verb):
        name = clean_noun(before.removesuffix(verb))
        split = take_apart(name + "量") if name else None
        if split and split.subject and len(split.subject) > 2 and "等" not in split.metric[:1]:
            carry.speak_of(split.subject, strong=False)


def _speak_of_counted(clause: Clause, carry: Carry, noun: str) -> None:
    """3家龙头企业建成厂房,年度减排…: those counted, where they open the sentence, are what it goes on about."""
    if batch := _who_are_counted(clause, noun):
        carry.speak_of(batch, strong=carry.first)
    elif clause.joined or not COUNTED_CLASS.search(noun):
        return
    elif _opens_sentence(clause) or _THEY_DO.match(clause.right, clause.right.find(noun) + len(noun)):
        carry.speak_of(clause.text[clause.quantity.start : clause.quantity.end] + noun, strong=False)


# 甲市17个开发区|以全市3%的土地贡献了…: what they have and do follows in their own clause.
_THEY_DO = re.compile(
    r"以(?=占?全|占|不足|不到|仅|约|\d)|共有|(?:共|累计|已)*(?:实现|完成|贡献)了?(?=[^,;:]{2,14}\d)"
)


def _who_are_counted(clause: Clause, noun: str) -> str:
    """The name of a counted batch that does something in its own clause."""
    batch = _BATCH.fullmatch(strip_lead(clause.tail))
    end = clause.right.find(noun) + len(noun)
    if not batch or clause.joined or not _DO.match(clause.right, end):
        return ""
    return batch[0] + clause.text[clause.quantity.start : clause.quantity.end] + noun


def _opens_sentence(clause: Clause) -> bool:
    """Whether a count of things stands where the subject of a sentence or of its part after ; does."""
    before = clause.text[: clause.quantity.left]
    before = before[before.rfind(";") + 1 :].strip()
    # 依托10个开发区,…: with whose help, not who.
    return not before.endswith(_PREPOSITIONS) and not strip_lead(before) and clause.quantity.op == "="
