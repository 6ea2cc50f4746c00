"""Levels: amounts, counts, capacities: 实现增加值600亿元, 拥有1700余家企业, 可年产3万辆客车."""

from __future__ import annotations

import re
from dataclasses import replace

from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.classes import (
    COUNTED_CLASS,
    of_class_spoken,
    of_level,
)
from yanzhen.read.grammar.clauses import Clause
from yanzhen.read.grammar.each import each_of
from yanzhen.read.grammar.lists import Enumeration, counted
from yanzhen.read.grammar.measure import clean_noun, measured
from yanzhen.read.grammar.nouns import (
    NEW,
    entity_prefix,
    is_measure,
    is_name_like,
    noun_after,
    place_prefix,
    strip_lead,
    take_apart,
    verb_at_start,
    without_holding,
)
from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.grammar.units import Dimension
from yanzhen.read.lexicon import pattern

_MULTIPLE_OF = re.compile(r"(?:是|为|相当于|达到?)(?P<base>[^,;]{2,20})的$")
_FROM = re.compile(r"(?:由|从(?!业|事))[^,;由从]{0,16}$")
_TO = re.compile(
    r"(?:增加|增长|提高|提升|扩大|上升|攀升|跃升|发展|增|升|下降|降低|减少|压减|降|调整|拓展|扩容|缩短|壮大)了?(?:到|至|为)了?$"
)
_TO_ENDS = frozenset("到至为了")
_KEPT_FACETS = frozenset(["yoy", "mom", "share", "share_diff", "contrib"])
_NOT_MEMBERS = frozenset(
    [
        "企业",
        "公司",
        "单位",
        "县",
        "市",
        "区",
        "县区",
        "县市区",
        "地区",
        "重点区域",
        "区域",
        "项目",
        "园区",
        "城市",
        "省份",
        "领域",
        "行业",
        "产品",
        "品种",
    ]
)
# 特色产业集群中有|规上企业556家, 50个省级项目中|新开工项目31个, 签约项目包括|工业项目12个
_AMONG = re.compile(
    r"^[^,]{2,16}中有(?=.{3})|^\d+[个家条户][^,]{2,14}中(?:共?有)?(?=.{3})|^[^,]{2,16}?(?:包括|包含|涵盖)(?=.{2,14}(?:项目|企业|集群|园区|平台|基地)$)"
)
_INDUSTRY_NAME = re.compile(
    r"^[\u4e00-\u9fff、]{2,20}(?:产业|行业|工业|板块|领域|集群|产业链)$|^[\u4e00-\u9fff、]{0,20}(?:制造|加工|采选|开采|供应|服务|零售|邮政|运输|餐饮|金融|房地产|建筑|农|林|牧|渔)业$|^(?:农|林|牧|渔)业$"
)
_IS = frozenset(["", "为", "达", "达到", "是"])  # 甲市为19.1%
_ITS_RATE = re.compile(r"(?<=[\u4e00-\u9fffA-Z]{2})(?:增速|增幅)$")
_NEW_ONES = frozenset(["新", "新增", "净增", "其中新", "其中新增"])  # 有企业120家,今年新增12家
_COUNTED_KIND = re.compile(r"(?:项目|企业|工程|园区|平台)$")
_DONE_TO = re.compile(
    r"(?:新|已|当年|拟|其中)*(?:竣工投产|竣工|投产|开工建设|开工|签约|入库|续建|新建|在建|落地)+"
)
# A name but the first holds no joint: a row of them could else be cut in so many ways that the search never ends.
_PLACES_TOGETHER = re.compile(
    r"(?P<names>[\u4e00-\u9fff]{2,8}(?:[、和与](?:(?![和与])[\u4e00-\u9fff]){2,8})+)[两二三四五六七八九十]个?(?P<kind>[省市县区镇])"
)
_TRADE = re.compile(r"[\u4e00-\u9fff]{2,8}")
_TAKINGS = re.compile(r"(?:产值|营收|收入|增加值|销售额|利润|利税)$")
_PLACE_ENDS = ("县", "市", "区", "旗", "镇", "乡", "州", "盟")
_SOME_PLACE = re.compile(
    r"[\u4e00-\u9fff]{2,3}[县市旗]|经开区|高新区|开发区|新区|示范区"
)  # one that no gazetteer has
_THAN_THEN = re.compile(r"(?:比|较)[^,比较]{2,12}?[年月末底期初]的?")  # 比2014年末|239户增加42户
_LIST_OF = re.compile(r"(?P<names>[^,]*、[^,]*)等(?P<kind>[^、等为的]{2,14})")
_OWN_LEVEL = re.compile(r"[省市县区州]本级")
_AWARDED = re.compile(rf"^(?:{pattern('award')})")
_NUMBER_OF = re.compile(r"(?<=企业|集群|园区|项目|公司)(?:总数|数量|家数|户数|个数)$")
_TOTAL = re.compile(r"合计|总计|共计|总共|总量|总额|总数|总产值|数量|共(?!同)")
_ALTOGETHER = re.compile(r"^共(?!同)")
_EACH = re.compile(r"均|都|各(?!类|项|种|县)")


def listed(clause: Clause, carry: Carry) -> list[Claim] | None:
    """黑色金属、绿色化工、绿色建材等3个产业集群年营收超500亿元: one claim for each member, flagged."""
    found = counted(strip_lead(clause.tail))
    if not found:
        return None
    members, rest = found
    if not members.is_tally or not rest:
        return None
    head = take_apart(rest).subject or _head(rest)
    if not head:
        return None
    metric = clean_noun(_ALTOGETHER.sub("", rest[len(head) :]))
    if not metric:
        return None
    start = clause.tail_start
    each = (
        bool(_EACH.search(rest))
        or clause.quantity.op not in "=~"
        or clause.quantity.dimension is Dimension.PERCENT
    )
    if _TOTAL.search(rest) or not each:
        subject = clause.tail[: len(clause.tail) - len(rest)] + head
        carry.hold([Held(strip_lead(subject), metric, start=start)])
        return [clause.claim(strip_lead(subject), metric, "", "listed", flags=("total",))]
    flags = () if _EACH.search(rest) else ("each-or-total",)
    carry.held = [Held(name, metric, start=start) for name in named(members, head)]
    return [clause.claim(h.subject, metric, "", "listed", flags=flags) for h in carry.held]


def named(members: Enumeration, head: str) -> tuple[str, ...]:
    """The members with the class noun that the count gives them: 有色金属 -> 有色金属产业集群."""
    if head in _NOT_MEMBERS or head.endswith(("企业", "公司")):
        return members.items
    return tuple(item if item.endswith(head) else item + head for item in members.items)


def _head(rest: str) -> str:
    found = re.match(
        r"(?:重点)?(?:产业集群|产业链|产业|行业|企业|公司|集群|园区|区域|地区|县[市区]*|领域|项目|镇|乡镇)",
        rest,
    )
    return found[0] if found else ""


def _class_of_list(tail: str) -> str:
    """开工甲基地、乙中心等重点项目|142个: the class; the names are no subject unless somebody stands before them."""
    found = _LIST_OF.fullmatch(tail)
    names = strip_lead(found["names"]) if found else ""
    holder = entity_prefix(names) or ((place_prefix(names) or ("", ""))[0])
    alone = not holder or names[len(holder) : len(holder) + 1] in "、和"
    return found["kind"] if found and (verb_at_start(names) or alone) else tail


def _last_of_list(noun: str) -> str:
    """聚集甲、乙等重点企业60余户: what is counted is the class after 等, not the names."""
    return noun.rpartition("等")[2] if "、" in noun and len(noun.rpartition("等")[2]) > 1 else noun


def _as_total(held: Held, tail: str) -> Held:
    """新认定瞪羚企业271家,累计达892家: the total is not of the new ones only."""
    metric = NEW.sub("", held.metric) if re.search("累计|总|已|共", tail) else held.metric
    return replace(held, metric=metric or held.metric, facet="")


def _of_a_name(tail: str, clause: Clause, carry: Carry) -> list[Held] | None:
    """甲开发区主营业务收入494亿元,…;乙开发区325亿元: a name has the amount of the measure spoken of."""
    if not carry.held or not carry.held[-1].metric:
        return None
    noun = clean_noun(tail)
    place = place_prefix(noun)
    if clause.quantity.dimension is Dimension.COUNT and carry.held[-1].facet == "count":
        return _counted_there(noun, place, clause, carry)
    if clause.quantity.dimension is not Dimension.MONEY:
        return None
    if _INDUSTRY_NAME.search(noun) and is_name_like(noun) and not is_measure(noun):
        who = place[1] if place and place[1] else carry.named(noun)
        metric = carry.measure if carry.measure and carry.held[-1].metric.endswith(carry.measure) else ""
        return [Held(who, metric or carry.held[-1].metric, start=clause.tail_start)]
    if _is_next_in_turn(noun, carry):
        return [Held(noun, carry.held[-1].metric, start=clause.tail_start)]
    if _OWN_LEVEL.fullmatch(noun):
        return [replace(carry.held[-1], subject=noun, facet="", start=clause.tail_start)]
    if is_measure(noun) or not (entity_prefix(noun) == noun or (place and not place[1])):
        return None
    carry.speak_of(carry.named(place[0] if place and not place[1] else noun), strong=False)
    return [replace(carry.held[-1], subject=carry.now, facet="", start=clause.tail_start)]


def _counted_there(
    noun: str, place: tuple[str, str] | None, clause: Clause, carry: Carry
) -> list[Held] | None:
    """…企业17家,其中甲县5家、乙县3家、经开区2家: so many of them in each place."""
    last = carry.held[-1]
    in_turn = clause.joined and last.subject.endswith(_PLACE_ENDS) and _SOME_PLACE.fullmatch(noun)
    if not in_turn and not (place and not place[1]):
        return None
    return [replace(last, subject=carry.named(noun), start=clause.tail_start)]


def _is_next_in_turn(noun: str, carry: Carry) -> bool:
    """电子信息实现营收90亿元,新材料|30亿元: another one of those whose takings are told in turn."""
    last = carry.said[-1] if carry.said else None
    place = place_prefix(last.subject) if last else None
    if last is None or not _TAKINGS.search(last.metric) or (place and not place[1]):
        return False
    return bool(_TRADE.fullmatch(noun)) and is_name_like(noun) and not is_measure(noun)


def _of_whom(tail: str, carry: Carry, start: int) -> list[Held] | None:
    """较2022年10条产业链的3885亿元: the name before 的 has the amount of the measure spoken of."""
    if _THAN_THEN.fullmatch(tail) and carry.held and carry.held[-1].metric:
        return [replace(carry.held[-1], start=start)]
    if not tail.endswith("的") or not carry.held or not carry.held[-1].metric:
        return None
    name = clean_noun(re.sub(r"^(?:比|较|与)", "", tail))
    if len(name) < 2 or is_measure(name):
        return None
    return [replace(carry.held[-1], subject=carry.named(name), facet="", start=start)]


def multiple(clause: Clause, carry: Carry) -> list[Claim] | None:
    """是2020年的2.6倍, 是全县人均纯收入的3倍: a multiple of what is named."""
    found = _MULTIPLE_OF.search(clause.tail)
    if not found or not carry.held:
        return None
    held = measured(clause.tail[: found.start()], carry, clause.tail_start) or carry.held[-1:]
    return [clause.claim(held[-1].subject, held[-1].metric, f"times({found['base']})", "multiple")]


def aside(clause: Clause, carry: Carry) -> list[Claim] | None:
    """同比增长10.2%(全市9.4%): the same of another place, which is not what is spoken of."""
    place = place_prefix(clause.tail) if carry.held else None
    if not place or place[1] not in _IS or not carry.held[-1].metric:
        return None
    held = carry.held[-1]
    if held.facet == "count":
        held = Held("", carry.rated(), "yoy")
    return [clause.claim(carry.named(place[0]), held.metric, held.facet, "aside")] if held.metric else None


def level(clause: Clause, carry: Carry) -> list[Claim] | None:
    """The plain case: a noun, then its number."""
    quantity = clause.quantity
    if carry.each is not None and quantity.dimension is Dimension.MONEY:
        each, carry.each = carry.each, None
        carry.hold(each)
        return [clause.claim(h.subject, h.metric, "", "sized-class") for h in each]
    tail, flags = _to_or_from(clause.tail, carry)
    if quantity.dimension is Dimension.COUNT and "等" in tail:
        tail = _class_of_list(tail)
    held = _named_by(tail, clause, carry)
    again = held is None
    if held is None:
        held = [_as_total(carry.held[-1], tail)] if carry.held else None
    if held is None:
        return None
    if carry.passing and quantity.dimension is Dimension.COUNT and not verb_at_start(tail):
        held = [replace(h, subject=carry.region_now) if h.subject == carry.subject else h for h in held]
    held = _told_as(held, quantity, carry, again=again)
    if "均" in clause.text[clause.tail_start : quantity.start] or "都" in tail:
        held = [replace(held[0], subject=carry.named(s)) for s in _each(held[0].subject, carry)] or held
    carry.hold(held)
    if quantity.dimension is Dimension.COUNT:
        carry.counts(quantity.value, _NUMBER_OF.sub("", held[0].metric))
    return [clause.claim(h.subject, h.metric, h.facet, "level", flags=flags) for h in held]


def _to_or_from(tail: str, carry: Carry) -> tuple[str, tuple[str, ...]]:
    """The words before the number without 由… at their end, and whether it is what something was or has come to."""
    if ("由" in tail or "从" in tail) and (found := _FROM.search(tail)):
        return tail[: found.start()], ("from",)
    reached = tail[-1:] in _TO_ENDS and _TO.search(tail) and carry.held
    return tail, ("to",) if reached and not clean_noun(_TO.sub("", tail)) else ()


def _named_by(tail: str, clause: Clause, carry: Carry) -> list[Held] | None:
    """What the words around a number name; None where they name nothing of their own."""
    quantity, start = clause.quantity, clause.tail_start
    held = (
        (quantity.dimension is Dimension.MONEY and each_of(tail, quantity, carry, start))
        or _of_whom(tail, carry, start)
        or _of_a_name(tail, clause, carry)
        or measured(tail, carry, start)
    )
    after = noun_after(clause.right)
    if held is None and after and is_measure(after):
        held = [Held(carry.now, after, start=start)]
    if not held or not carry.held:
        return held
    last = carry.held[-1]
    first = of_class_spoken(of_level(held[0], last), carry, tail, _part_so_far(clause))
    if quantity.dimension is Dimension.COUNT:
        first = _of_the_same(_done_of(first, last), last)
    return [first, *held[1:]]


def _told_as(held: list[Held], quantity: Quantity, carry: Carry, *, again: bool) -> list[Held]:
    """Whether the number counts, is a rate, or goes on with what was told before (``again``)."""
    dimension, plain = quantity.dimension, not is_measure(held[0].metric)
    facet = "count" if dimension is Dimension.COUNT and plain else ""
    if dimension is not Dimension.MONEY and plain:
        held = [
            replace(h, metric=without_holding(_last_of_list(strip_lead(_AMONG.sub("", h.metric)))))
            for h in held
        ]
    if dimension is Dimension.PERCENT:
        if again and carry.held[-1].facet.split("(")[0] in _KEPT_FACETS:
            # 1-10月增速10.3%,10月当月13%; 占比提高3个百分点,达到36%
            facet = carry.held[-1].facet.replace("share_diff", "share")
        elif rate := _ITS_RATE.search(held[0].metric):
            held = [replace(h, metric=h.metric.removesuffix(rate[0])) for h in held]
            facet = "yoy"  # 增加值增速从11%…
    unnamed = facet.startswith("contrib")
    return [Held(h.subject, "" if unnamed else h.metric, facet, h.start) for h in held]


def _part_so_far(clause: Clause) -> str:
    """The sentence before the clause, from the last ; on."""
    before = clause.text[: clause.tail_start].rstrip("; ")
    return before[before.rfind(";") + 1 :]


def _done_of(held: Held, before: Held) -> Held:
    """实施技改项目27个,当年竣工投产10个: of those counted before."""
    if before.facet == "count" and held.metric in _NEW_ONES:
        return replace(held, metric="新增" + NEW.sub("", before.metric))
    if held.metric.endswith("类新"):
        kind = COUNTED_CLASS.search(before.metric)
        return replace(held, metric="新增" + held.metric[:-1] + (kind[0] if kind else ""))
    kind = _COUNTED_KIND.search(before.metric) if before.facet == "count" else None
    return replace(held, metric=held.metric + kind[0]) if kind and _DONE_TO.fullmatch(held.metric) else held


def _of_the_same(held: Held, before: Held) -> Held:
    """全市入围企业16家,其中甲区5家: whoever else is named has some of what was counted before."""
    same = not held.metric and before.facet == "count"
    return replace(held, metric=before.metric) if same else held


def _each(subject: str, carry: Carry) -> list[str]:
    """河北、山东两省 -> 河北省, 山东省; the firms spoken of together: what is said of each of several."""
    if found := _PLACES_TOGETHER.fullmatch(subject):
        names = re.split("[、和与]", found["names"])
        return [name if name.endswith(found["kind"]) else name + found["kind"] for name in names]
    together = carry.joint and subject == carry.subject and not subject.endswith("等")
    return subject.split("、") if together else []


def streak(clause: Clause, carry: Carry) -> list[Claim]:
    """连续三年上榜“…”: for how long what follows has been so."""
    quantity = clause.quantity
    right = clause.text[quantity.end : quantity.end + 40]  # a rank may follow: 连续4年居全国第一
    stop = re.search(r"[,;:]", right)
    what = right[: stop.start() if stop else 40].strip()
    if len(what) < 2 or "的" in what:
        return []  # 连续两年评为优秀的5个集群: what they are called
    unit = quantity.unit.removeprefix("个")
    subject = clean_noun(clause.tail)
    if subject and is_measure(subject) and (held := measured(clause.tail, carry, clause.tail_start)):
        carry.hold(held)  # 零售额增速连续8个月位居全省第1
        metric = f"{held[0].metric}连续{''.join(what.split())}{quantity.unit.removeprefix('个')}数"
        return [clause.claim(held[0].subject, metric, "", "streak")]
    place = place_prefix(subject) if subject else None
    if place and not place[1]:
        carry.speak_of_place(place[0])
    done = "".join(what.split()).removesuffix("行列")
    if _AWARDED.match(done):
        carry.held = [Held(carry.now, _AWARDED.sub("", done), start=clause.tail_start)]
    return [
        clause.claim(
            carry.now, f"{done}{unit}数", "", "streak", end=quantity.end + right.find(what) + len(what)
        )
    ]
