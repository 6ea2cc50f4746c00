"""Anchors: the numbers of a sentence that state something, as against those that are part of a name."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.lists import counted
from yanzhen.read.grammar.nouns import class_head, noun_after
from yanzhen.read.grammar.quantities import Quantity, bare_numbers, quantities, ratios, streaks
from yanzhen.read.grammar.ranks import ranks
from yanzhen.read.grammar.sizes import sized_class
from yanzhen.read.grammar.units import Dimension
from yanzhen.read.lexicon import pattern

_QUOTED = re.compile(r"“[^“”]{0,40}”|《[^《》]{0,60}》|【[^【】]{0,40}】")
_CLASS = re.compile(
    r"^(?:级|的\d+[个家]|的?[\u4e00-\u9fff]{0,8}?(?:项目|企业|产业链|产业|集群|工程|农户|大户|家庭|乡镇|园区|机组|商品房|房源|单位|规模养殖|平台|客户|城市|纳税|镇|村|店|街)(?!投资|增加值|产值|营业收入))"
)
# 5000万元以上项目投资|增长35%
_CLASS_GROWS = re.compile(
    r"(?:[\u4e00-\u9fff]{0,6}?(?:项目|企业|工程)(?:投资|增加值|产值|营业收入)|固定资产投资)(?:同比|增长|下降|占|完成)"
)
# 16条产业链总营收达7099亿元, 10条产业链的3885亿元: the count belongs to the name of who has the amount.
_OF_WHICH = re.compile(
    rf"^[\u4e00-\u9fff“”]{{0,14}}?(?:(?:村|乡镇|镇)(?=[\u4e00-\u9fff]{{0,6}}(?:{pattern('metrics')}))|集群|产业链|重点链|产业|园区|开发区|行业|高新区|经开区)(?:的|中(?!有)[^,;]{{2,24}}?|[\u4e00-\u9fff\d]{{0,16}}?(?:{pattern('metrics')})[\u4e00-\u9fffA-Za-z]{{0,14}}?)\d"
)
# 全市46家规上企业共实现营业收入50亿元: so many are who has the amount.
_OF_THESE = re.compile(
    rf"^[\u4e00-\u9fff“”]{{0,14}}?(?:企业|项目|集群|园区|产业链|开发区|基地|公司)(?:共|累计|合计|总共|均)*(?:(?:实现|完成|创造)了?[\u4e00-\u9fff]{{0,6}}?(?:{pattern('metrics')})[\u4e00-\u9fff]{{0,6}}|(?:集聚|聚集|汇聚)了?[\u4e00-\u9fff]{{2,12}}企业[约近超]?)\d"
)
# 在全省100个工业园区中排位第五位
_RANKED_AMONG = re.compile(
    r"^[\u4e00-\u9fff、\d\s]{1,24}中(?:排|位|列|居|名)|^(?!至)[\u4e00-\u9fff]{1,6}第\d+[位名]"
)
_POINTS_LATER = re.compile(r"(?:[、和]\d{1,4}(?:\.\d+)?个){0,12}[、和]\d{1,4}(?:\.\d+)?个百分点")
_COMPARED = re.compile(
    r"(?:高于|低于|快于|慢于|高出)(?:[\u4e00-\u9fff]{2,8}(?P<n>\d{1,4}(?:\.\d+)?)[、和][\u4e00-\u9fff]{2,8}|[\u4e00-\u9fff]{2,8}[、和][\u4e00-\u9fff]{2,8}(?P<first>\d{1,4}(?:\.\d+)?)[、和])$"
)
_ROUND = re.compile(r"(?:超过?|过|突破)?[十百千万]+亿?元$")
_RATES = (Dimension.PERCENT, Dimension.POINTS)
_SPELLS = frozenset(["个月", "天", "小时", "分钟"])
_SPELL_BEFORE = re.compile(r"(?:持续|前|近|过去|未来|每|今后|第)$")
_SPELL_AFTER = re.compile(r"(?:来|内|以来|后|前|中|的?时间|期间)")
# 平均年龄45.2岁 states an age; 0-14岁、15-59岁 name groups.
_AGE = re.compile(r"年龄|寿命|岁数|平均")
# 总产值30亿元的5个项目: what these have, not what makes a class of them.
_OF_SOME = re.compile(r"^的\d+[余多]?[个家条座项]")
# 350MW新能源发电项目, 500千伏的输配电工程: how large the thing is belongs to its name.
_RATINGS = frozenset(["千伏", "MW", "GW", "兆瓦", "千瓦", "伏安", "吉瓦", "MWh", "GWh", "兆瓦时"])
_RATED = re.compile(r"的?[^\d,;:。、]{0,16}?(?:项目|工程|机组|电站|电厂|线路|基地)")
_AMOUNT_OF = re.compile(r"装机|容量|规模|年产|产能|新增|总量|达到?$")
# 年销售收入超过10亿元的化学药、中药品种多达32个
_SIZED = re.compile(r"的[^,;:。\d]{2,20}?(?:有|达|多达|共|超过?|约|近)*\d+[余多]?[家个户项种款]")
# 年营收超100亿元、50亿元的集群分别达7个、16个
_SIZES = re.compile(
    r"(?:[、和]超?\d[\d.]*[百千万亿]*元(?:以上)?){0,3}的?[\u4e00-\u9fff]{0,8}?(?:集群|企业|项目|园区|产业链)分别"
)
# 12个总投资超10亿元的项目, 首个300亿元园区
_OF_SO_MANY = re.compile(
    r"\d[余多]?[个家条](?:总?投资|协议投资|产值|年?营收|年?税收)$|(?:首个|第[一二三四五六七八九十]个|又一个|唯一一?个)$"
)
_STEP = re.compile(r"级(?:$|[,;:、)。]|大关|台阶)")  # 产值突破千亿级, 迈上万亿级台阶
# 20万吨一体化基地项目; but 年产20万吨…项目 states a capacity.
_RATED_WORKS = re.compile(r"[^\d,;:。、的]{2,14}?(?:项目|基地|工程|生产线)")
_MADE = re.compile(r"年产|产能|能力|加工|处理|生产|新增|储备")
# 年营收超10亿元企业6家: the amount only says which firms are counted.
_COUNTED_LATER = re.compile(r"^[^,;]{0,18}?\d+\s?[家个户项]")


@dataclass(slots=True)
class Anchor:
    """A quantity that states something; ratios and ranks carry their parts."""

    quantity: Quantity
    parts: tuple[float, ...] = ()
    scope: str = ""
    vague: bool = False
    rank: bool = False
    streak: bool = False


def anchors(text: str, carry: Carry) -> list[Anchor]:
    """The anchors of a sentence, from left to right."""
    read = quantities(text)
    if "百分点" in text:
        read = [_in_points(text, quantity) if quantity.unit == "个" else quantity for quantity in read]
    found = [Anchor(quantity) for quantity in read]
    if "分别" in text:
        found += [Anchor(b) for q in found for b in bare_numbers(_before(text, q.quantity), q.quantity)]
    if "、" in text and "百分点" in text:
        found += [Anchor(b) for q in found for b in _compared_before(text, q.quantity)]
    if "连续" in text:
        found += [Anchor(q, streak=True) for q in streaks(text)]
    found += [Anchor(q, scope=scope, vague=vague, rank=True) for q, scope, vague in ranks(text)]
    if text.count(":") > 1:
        found += [Anchor(_ratio(text, start, end), parts) for start, end, parts in ratios(text)]
    found.sort(key=lambda a: (a.quantity.start, -a.quantity.end))
    quoted = [m.span() for m in _QUOTED.finditer(text)] if "“" in text or "《" in text or "【" in text else []
    out: list[Anchor] = []
    for anchor in found:
        quantity = anchor.quantity
        if out and quantity.start < out[-1].quantity.end:
            continue
        if (quoted and any(s <= quantity.start < e for s, e in quoted)) or _is_name(
            text, quantity, carry, out
        ):
            continue
        out.append(anchor)
    return out


def _before(text: str, quantity: Quantity) -> str:
    """Text before ``quantity`` in which bare numbers may share its unit; offsets stay those of ``text``."""
    start = text.rfind("分别", 0, quantity.start)
    if start < 0 or quantity.start - start > 80:
        return ""
    return " " * start + text[start : quantity.end]


def _in_points(text: str, quantity: Quantity) -> Quantity:
    """拉动增长1.3个、0.9个、1.8个百分点: all of them are points."""
    if _POINTS_LATER.match(text, quantity.end):
        return replace(quantity, unit="pp", dimension=Dimension.POINTS)
    return quantity


def _compared_before(text: str, quantity: Quantity) -> list[Quantity]:
    """高于全国0.4、全省0.1个百分点: the first number has the unit of the second."""
    if quantity.dimension is not Dimension.POINTS:
        return []
    start = max(0, quantity.left - 30)
    found = _COMPARED.search(text[start : quantity.left])
    if not found:
        return []
    group = "n" if found["n"] else "first"
    left, right = start + found.start(group), start + found.end(group)
    words = found[group]
    return [replace(quantity, start=left, end=right, left=left, value=float(words), words=words)]


def _ratio(text: str, start: int, end: int) -> Quantity:
    return Quantity(start, end, start, 0.0, "%", Dimension.PERCENT, "=", words=text[start:end])


def _is_name(text: str, quantity: Quantity, carry: Carry, before: list[Anchor]) -> bool:
    if text[quantity.left - 1 : quantity.left] == "×":
        return True  # 2×100万千瓦机组
    bounded = quantity.words.endswith(("以上", "以下", "以内"))
    if quantity.dimension in _RATES and not bounded:
        return False
    after = text[quantity.end : quantity.end + 24]
    if quantity.dimension is Dimension.MONEY and after[:1] < "\u4e00" and "分别" not in after:
        return False
    if quantity.unit in _SPELLS and (
        _SPELL_BEFORE.search(text[: quantity.left]) or _SPELL_AFTER.match(after)
    ):
        return True
    if quantity.words.endswith("一批") or (
        quantity.unit == "公里" and text[: quantity.left].endswith("时速")
    ):
        return True
    if quantity.unit == "岁" and (after[:1] >= "\u4e00" or not _AGE.search(text[: quantity.left][-16:])):
        return True
    if _names_a_class(text, quantity, after, bounded) or _rates_a_thing(text, quantity, after):
        return True
    if after.startswith("级") and quantity.dimension is not Dimension.PERCENT:
        return quantity.op == "=" or not _STEP.match(after)
    if quantity.dimension is not Dimension.COUNT or quantity.op != "=":
        return False
    if text[: quantity.start].endswith("前"):
        return True
    following = text[quantity.end : quantity.end + 60]
    if sized_class(following, text[: quantity.start], quantity.value):
        return False
    if _RANKED_AMONG.match(following) or _OF_WHICH.match(following) or _OF_THESE.match(following):
        return True
    if after.startswith(("工作日", "自然日")):
        return True
    noun = class_head(noun_after(after))
    known = carry.counted.get(quantity.value, ())
    if noun and any(_alike(noun, other) for other in known):
        return True
    start = max((a.quantity.end for a in before), default=0)
    clause = text[start : quantity.start]
    cut = max(clause.rfind(mark) for mark in ",;:")
    listed = counted("".join(clause[cut + 1 :].split()) + "".join(quantity.words.split()) + noun)
    return listed is not None and listed[0].is_tally and listed[0].count == quantity.value


def _names_a_class(text: str, quantity: Quantity, after: str, bounded: bool) -> bool:
    """Whether an amount says which things are counted: 15个千亿元产业集群, 年营收超10亿元的企业6家."""
    if (
        bounded
        and quantity.dimension is not Dimension.COUNT
        and (_CLASS.match(after) or _CLASS_GROWS.match(after))
    ):
        return True
    if quantity.op in (">", ">=") and _SIZED.match(after):
        return True
    if quantity.dimension is not Dimension.MONEY:
        return False
    if ("分别" in after and _SIZES.match(after)) or (
        _OF_SO_MANY.search(text[: quantity.left][-16:]) and _CLASS.match(after)
    ):
        return True
    of_some = quantity.op == "=" and _OF_SOME.match(after)
    if (quantity.op not in (">", ">=", "=", "in") and not _ROUND.match(quantity.words)) or not _CLASS.match(
        after
    ):
        return False
    return bool(_ROUND.match(quantity.words)) or (not of_some and bool(_COUNTED_LATER.search(after)))


def _rates_a_thing(text: str, quantity: Quantity, after: str) -> bool:
    """Whether an amount says how large a named thing is: 350MW发电项目, 20万吨一体化基地项目."""
    if quantity.unit in _RATINGS and _RATED.match(after):
        return not _AMOUNT_OF.search(text[: quantity.left][-8:])
    if quantity.unit in ("吨", "吨/年") and _RATED_WORKS.match(after):
        return not _MADE.search(text[: quantity.left][-6:])
    return False


def _alike(a: str, b: str) -> bool:
    if a in b or b in a:
        return True
    pairs = {a[i : i + 2] for i in range(len(a) - 1)}
    others = {b[i : i + 2] for i in range(len(b) - 1)}
    return bool(pairs) and len(pairs & others) / min(len(pairs), len(others) or 1) >= 0.6
