"""分别: several numbers for several names, paired in order, and only where the words say so."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise

from yanzhen.read.grammar.anchors import Anchor
from yanzhen.read.grammar.carry import Carry, Held
from yanzhen.read.grammar.lists import counted, split_items
from yanzhen.read.grammar.measure import clean_noun, is_measure, measured
from yanzhen.read.grammar.nouns import NOT_SHARE, place_prefix, strip_lead
from yanzhen.read.grammar.periods import Calendar
from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.grammar.units import Dimension
from yanzhen.read.lexicon import pattern
from yanzhen.terms import Period

_JOIN = re.compile(r"^$|^\s?[、,]?\s?(?:和|与|及|以及)?\s?(?:约|超|近)?$")
_METRICS = pattern("metrics")
# 纺织业、造纸业、食品业保持增长,增速分别为…: the names stand in the clause before.
_NAMES_BEFORE = re.compile(
    r"^(?P<names>[^\d,;:]{4,100}?(?:业|产品|投资|收入|人口|企业|产[量值]|销[量售]|利[润税]|总额|零售额|[市县区]))"
    r"(?=(?:继续|持续|均|都|全部|也|双双|实现|保持|呈|稳|较快|快速|平稳|同步|分别)[^\d,;:]{1,12}$)"
)
_AGES = re.compile(r"\d岁(?:及?以[上下])?")
# What the members of a list share at its end: 第二、第三|产业占…比重, 医药制造、新材料|产业增加值.
_SHARED = re.compile(
    rf"(?P<kind>产业|行业|制造业|地区|区|县|企业|居民|领域|人口)?(?P<metric>占(?!{NOT_SHARE}).*|(?:{_METRICS}))$"
)
_SECTORS = ("第一产业", "第二产业", "第三产业")
_DEPOSITS = re.compile(r"存(?:款?[、和])?贷款")  # 存贷款余额, 存、贷款余额: two measures
_KIND = re.compile(r"(?:常住)?居民|产业|企业|人口|工业|服务业|地区")
_COUNTED = re.compile(r"(?:[两二三四五六七八九十]|\d+)(?:大|个)[\u4e00-\u9fff]{2,10}$")
_CLASS = re.compile(r"^(?:县市区|县区|区县|县|市|区|乡镇|镇|园区|企业|公司|产业集群|集群|产业链)")
_ORDINAL = re.compile(r"^(?:第[一二三]|[一二三]次|[东中西]部)$")
_WITH_KIND = re.compile(rf"(?:行业|领域)[\u4e00-\u9fff]{{0,8}}?(?:{_METRICS})$")
_OF_SIZES = re.compile(
    r"(?P<measure>[\u4e00-\u9fff]*?)(?P<sizes>\d[\d.]*[百千万亿]*元(?:以上)?(?:[、和]\d[\d.]*[百千万亿]*元(?:以上)?)+)的?(?P<kind>[\u4e00-\u9fff]{2,12})"
)
_NAME_END = re.compile(r"业|工(?=[因表贡])|产品|集群|园区|产业链|企业|[市县区](?!场)")
_GROUPED = re.compile(
    r"(?P<items>[^,;]+?)等(?:\d+[个家大条种]|[两三四五六七八九十]+[个家大条种])?(?:重点|主要)?(?P<kind>行业|产业|产品|商品|企业|领域|地区|城市|集群|园区)的?(?P<measure>[^,;]*)"
)
_CLOSED = re.compile(
    r"(?P<names>[^,;:\d]{4,80}?)(?:等(?:\d+[个条大家])?|\d+[个条大家]|[两三四五六七八九十][大个条])(?:重点|主要|优势|支柱)?(?:产业链群|产业链|产业集群|集群|行业|产业|领域)"
    rf"(?P<measure>(?:{_METRICS})(?=增速|增长|较快|领跑|均|同比))?"
)
_COMPLETE = re.compile(rf"(?:{_METRICS})$")


@dataclass(frozen=True, slots=True)
class Pairing:
    """Measures for the numbers of a run, with the period of each where the names are periods."""

    held: tuple[Held, ...]
    periods: tuple[Period | None, ...] = ()
    flags: tuple[str, ...] = ()


def run_length(text: str, anchors: list[Anchor], first: int) -> int:
    """How many anchors from ``first`` on stand side by side with one unit."""
    count = 1
    while first + count < len(anchors):
        before, this = anchors[first + count - 1].quantity, anchors[first + count].quantity
        if not _of_one_kind(this, before) or not _JOIN.match(text[before.end : this.left]):
            break
        count += 1
    return count


def _of_one_kind(a: Quantity, b: Quantity) -> bool:
    """Numbers of one unit, or rates of which one is written as a multiple: 增长42.3%、1.2倍及11.8%."""
    rates = (Dimension.PERCENT, Dimension.MULTIPLE)
    return a.dimension is b.dimension or (a.dimension in rates and b.dimension in rates)


def pair(head: str, wider: str, count: int, carry: Carry, start: int, calendar: Calendar) -> Pairing | None:
    """``count`` measures for the names in ``head``; None where they are not as many.

    An empty head means the measures spoken of before: …分别为35100元和16400元,分别增长7.8%和9.6%. Names that hold a
    comma (信息传输、软件和信息技术服务业,批发和零售业) are looked for in ``wider``, the text before the clause too.
    """
    if periods := _periods(head, count, carry, start, calendar):
        return periods
    noun = clean_noun(head)
    if not noun:
        if named := _named_before(wider, count, carry, start):
            return named
        known = carry.held if len(carry.held) >= count else carry.named_so_far()
        return Pairing(tuple(known[-count:])) if len(known) >= count else None
    if is_measure(noun) and _of_each(carry, count):
        return Pairing(tuple(Held(held.subject, noun, start=start) for held in carry.held))
    items = split_items(noun, count)
    if count == len(_SECTORS) and noun.startswith("三次产业"):
        items = tuple(noun.replace("三次产业", sector) for sector in _SECTORS)
    if count == 2 and (found := _DEPOSITS.search(noun)):
        items = tuple(noun[: found.start()] + kind + noun[found.end() :] for kind in ("存款", "贷款"))
    if count == 2 and "城乡居民" in noun:
        items = (noun.replace("城乡居民", "城镇居民"), noun.replace("城乡居民", "农村居民"))
    if len(items) != count:
        items = tuple(part for part in re.split(r"[、和与及]", noun) if part)
    if len(items) != count:
        carry.subject = carry.topic  # a list with commas was taken for clauses
        parts = [clean_noun(part) for part in re.split(r"[,;]|\d[^,;]*", wider + head)]
        items = tuple(part for part in parts[-count:] if part)
    if len(items) != count:
        return None
    items = (*items[:-1], _COUNTED.sub("", items[-1]) or items[-1])
    return _measures(items, carry, start)


def _of_each(carry: Carry, count: int) -> bool:
    """Whether as many have just been spoken of as numbers follow: 甲、乙产业营收分别…,增加值分别增长…."""
    return len({held.subject for held in carry.held}) == len(carry.held) == count


def _named_before(wider: str, count: int, carry: Carry, start: int) -> Pairing | None:
    """The names of the clause before, where it holds as many and no number of its own."""
    found = _NAMES_BEFORE.match(re.split(r"[,;:]", wider.rstrip(",;: "))[-1].strip())
    items = split_items(clean_noun(found["names"]), count) if found else ()
    if len(items) != count:
        return None
    if all(item.endswith("业") for item in items):
        return Pairing(tuple(Held(carry.named(item), carry.measure, start=start) for item in items))
    return _measures(items, carry, start)


def listed_before(head: str, wider: str, count: int, carry: Carry, start: int) -> Pairing | None:
    """A、B、C三个产业能力提升,增加值分别增长…: the names begin the clause before, the measure stands after them."""
    measure = clean_noun(head)
    if measure and (not is_measure(measure) or re.search("[、和与及]", measure)):
        return None
    for clause in reversed(re.split(r"[,;:]", wider.rstrip(",;: "))[-3:]):
        tally = counted(strip_lead(clause.strip()))
        if tally and tally[0].is_tally and tally[0].count == count and measure:
            return Pairing(tuple(Held(carry.named(i), measure, start=start) for i in tally[0].items))
        if closed := _closed_list(strip_lead(clause.strip()), count):
            names, told = closed
            of = measure or told or carry.measure
            return Pairing(tuple(Held(carry.named(name), of, start=start) for name in names))
        items = () if re.search(r"\d", clause) else _leading_names(strip_lead(clause.strip()), count)
        if items:
            carry.members = items
            held = (Held(carry.named(i), measure or carry.measure, start=start) for i in items)
            return Pairing(tuple(held))
    return None


def _closed_list(clause: str, count: int) -> tuple[tuple[str, ...], str] | None:
    """(the ``count`` names, the measure told of them) of 新材料、商用车等产业链群产值增速领跑."""
    found = _CLOSED.match(clause)
    items = split_items(found["names"], count) if found else ()
    if not found or len(items) != count or not all(len(item) > 1 for item in items):
        return None
    return items, found["measure"] or ""


def _leading_names(clause: str, count: int) -> tuple[str, ...]:
    """The ``count`` names that a clause begins with: the shortest beginning that is such a list."""
    for found in islice(_NAME_END.finditer(clause, 3, 80), 12):
        names, after = clause[: found.end()], clause[found.end() : found.end() + 1]
        joints = names.count("、") + len(re.findall("[和与及]", names.rpartition("、")[2]))
        if after not in "、和与及的" and (names.count("、") == count - 1 or joints == count - 1):
            items = split_items(names, count)
            if len(items) == count and all(len(item) > 1 for item in items):
                return items
    return ()


def sized(head: str, count: int, carry: Carry, start: int) -> Pairing | None:
    """年营收超100亿元、50亿元的集群分别增至7个、16个: one class for each size."""
    found = _OF_SIZES.match(clean_noun(head))
    sizes = re.split("[、和]", found["sizes"]) if found else []
    if not found or len(sizes) != count:
        return None
    first = found["measure"]
    named = (f"{first}{size}的{found['kind']}" for size in sizes)
    return Pairing(tuple(Held(carry.now, name, start=start) for name in named))


def grouped(head: str, count: int, carry: Carry, start: int) -> Pairing | None:
    """医药、电子等行业分别增长…, 汽车、船舶等产品的出口额分别增长…: the class after 等 is no part of the last name."""
    found = _GROUPED.match(clean_noun(head))
    items = split_items(found["items"], count) if found else ()
    if not found or len(items) != count:
        return None
    measure = clean_noun(found["measure"])
    place = place_prefix(items[0])
    items = (place[1] or items[0], *items[1:]) if place else items
    if found["kind"] in ("产品", "商品"):
        return Pairing(tuple(Held(carry.now, item + (measure or "产量"), start=start) for item in items))
    return Pairing(tuple(Held(item, measure or carry.measure, start=start) for item in items))


def members(head: str, count: int, start: int) -> Pairing | None:
    """甲市、乙区、丙县3个县(市、区)轴承产业营收分别达到…: the measure after the count is said of each name."""
    found = counted(strip_lead("".join(head.split())))
    if found is None or not found[0].is_tally or len(found[0].items) != count:
        return None
    rest = _CLASS.sub("", found[1])
    if not is_measure(rest):
        return None
    return Pairing(tuple(Held(name, rest, start=start) for name in found[0].items))


def _measures(items: tuple[str, ...], carry: Carry, start: int) -> Pairing | None:
    """The measures that the names of a list stand for; None where one names none."""
    shared = _SHARED.search(items[-1])
    out: list[Held] = []
    before = carry.subject
    for item in items:
        if out and carry.subject != carry.place:
            carry.subject = before  # 甲产业、乙业增加值: the second is not the first one's
        alone = item is items[-1] or _complete(item)
        found = measured(item if alone else item + _suffix(item, items[-1], shared), carry, start)
        if found is None:
            return None
        out.append(replace(found[-1], start=start))
    return Pairing(tuple(out))


def _suffix(item: str, last: str, shared: re.Match[str] | None) -> str:
    """What a name of a list shares with the last one: 第二、第三产业; 城镇、农村居民人均可支配收入."""
    if (age := _AGES.search(last)) and _AGES.search(item):
        return last[age.end() :]
    if shared is None:
        return "产业" if _ORDINAL.match(item) and last.endswith("产业") else ""
    if (whole := _WITH_KIND.search(last)) and not item.endswith("业"):
        return whole[0]  # 医药、食品、建材行业规上工业增加值
    kind, metric = shared["kind"] or "", shared["metric"]
    alike = last.rfind(item[-2:])
    if alike > 0 and _COMPLETE.search(last[alike + 2 :]):
        return last[alike + 2 :]  # 甲项目、乙产业项目|计划投资
    # 城镇、农村居民人均可支配收入: a name as long as the last one's shares all that follows it.
    rest = shared.string[len(item) :]
    if (found := _KIND.match(rest)) and not item.endswith(found[0]):
        return rest
    return metric if item.endswith((kind or metric, "业", "区", "县", "居民")) else kind + metric


def _complete(item: str) -> bool:
    return bool(_COMPLETE.search(item)) and not _ORDINAL.match(item)


def _periods(head: str, count: int, carry: Carry, start: int, calendar: Calendar) -> Pairing | None:
    """一季度、上半年、前三季度和全年GDP增速分别为…: one measure at several times."""
    found = calendar.find(head, carry.period_year)
    if len(found) != count or count < 2:
        return None
    between = [head[a.end : b.start] for a, b in pairwise(found)]
    if any(mark.strip() not in {"、", "和", "与", "及", ","} for mark in between):
        return None
    held = measured(head[found[-1].end :], carry, start) or carry.held[-1:]
    return Pairing(tuple(held[-1:] * count), tuple(f.period for f in found)) if held else None
