"""Shares and structures: 占全国的80%, 比重达到35.6%, 三次产业结构比为25.7:26.8:47.5."""

from __future__ import annotations

import re
from dataclasses import replace

from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.clauses import Clause
from yanzhen.read.grammar.growth import claims
from yanzhen.read.grammar.measure import clean_noun
from yanzhen.read.grammar.nouns import (
    NOT_SHARE,
    class_head,
    entity_prefix,
    is_measure,
    noun_after,
    strip_lead,
    verb_at_end,
)
from yanzhen.read.grammar.quantities import BEFORE, Quantity
from yanzhen.read.grammar.units import Dimension

_TO = r"(?:已经?|一直|始终|常年|长期|历史性|首次|一举|约|仅|的|则|将|分别|均|提高|提升|上升|增加|增长|扩大|降低|下降|回落|调整|达|到|至|为|是|了|保持在?|稳定在)*"
_SHARE = re.compile(
    rf"占(?!{NOT_SHARE})(?:据|到|了)?(?P<base>[^,;占]{{1,30}}?)(?:的)?(?:比重|比例|比率|份额|比值|总量|总数|总额|比)?{_TO}\s?$"
)
_OF_BASE = re.compile(rf"占(?:比)?{_TO}\s?$")
# 在工业投资中的占比为42.2%
_IN_WHOLE = re.compile(rf"在(?P<base>[^,;在]{{2,16}}?中|全[国省市县区])(?:的)?(?:占比|比重|份额){_TO}\s?$")
_PART = re.compile(r"(?!其中)[\u4e00-\u9fff]{2,10}")  # 农业61.9%, of the whole named before
# 约占全省的13%: the bound stands before the verb.
_LOOSE = re.compile(r"(?P<bound>大约|约|接近|近|超过|超)占(?!地)")
_WHOLE = r"(?P<base>全[国省市县球]|国内|省内|世界|亚洲|行业)"
# 贡献了超过全市|1/4的税收
_LOOSE_WHOLE = re.compile(rf"(?P<bound>大约|约|接近|近|超过|超){_WHOLE}的?$")
# 占比提升至总销量的45%
_SHARE_TO = re.compile(
    r"(?:占比|比重|份额)(?:已|约|提升|提高|上升|增加|达|扩大)*(?:至|到)(?P<base>[^,;\d]{2,10})的$"
)
# 国有企业占10.4%, 民营企业占67%: of the whole spoken of.
_OF_WHOLE = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:占|贡献)(?:比)?(?:约|达|到|了|近)*$")
# 为全市高新技术企业总数的98.4%
_IS_PART = re.compile(r"(?:为|是|相当于)(?P<base>全[国省市县区][^,]{2,20}(?:总数|总量|总额|总值))的$")
_BARE = re.compile(rf"(?:的)?(?:占比|比重|比例){_TO}\s?$")
_MAY_SHARE = re.compile(r"占|比[重例]|份额|总[数量额值]的$")
_STRUCTURE = re.compile(
    r"(?:三[次大]产业|产业)(?:增加值)?(?:的)?(?:结构|比例|比重|构成|占比|占[^,]{2,8}?比重)"
)
_SECTORS = ("第一产业", "第二产业", "第三产业")
_WHOLE_OF = re.compile(rf"{_WHOLE}(?P<metric>[^,;占]{{3,}})")
_HAS_SHARE = re.compile(r"(?:集群|园区|产业园|开发区|高新区|经开区|公司|集团|基地|专业镇)$")
_KEPT = re.compile(r"(?:每[年月季]|均|都|继续|持续|保持|维持|实现|以|了)+$")
# 占全球市场份额的25%、国内市场份额的50%: of whoever is spoken of, not of what was counted before.
_OF_MARKET = re.compile(
    r"(?:占据?(?:了|有)?|(?P<joined>^))(?P<base>全球|全国|国内|世界|国际|国外|亚洲|省内)(?P<metric>[\u4e00-\u9fff]{0,8}?(?:市场份额|市场占有率|市场|份额))的?(?:近|约|超过?)*$"
)
# 生产全国|60%的纽扣
_BASE = re.compile(rf"{_WHOLE}(?:约|近|超|超过|[\u4e00-\u9fff]{{0,2}})$")
# 拥有国内同类专利的|一半以上
_PART_OF = re.compile(
    rf"^(?:拥有|占据?|掌握|提供|贡献|集中|承担|生产|聚集|集聚|供应)了?{_WHOLE}(?P<noun>[^,;的]{{2,20}})的(?:近|约|超过?)?$"
)
# 甲产业、乙产业贡献了全省|70%的产值
_GIVES = re.compile(
    rf"(?P<who>[^,;:\d]{{2,40}}?(?:产业|行业|企业|集群|园区|[市县区]|公司|集团))(?:贡献|提供|生产|集聚|集中|占据)了?{_WHOLE}的?(?:约|近|超过?)?$"
)
# …全国60%的纽扣、拉链和|40%的织带: a second part of the same whole.
_ANOTHER = re.compile(r"(?:\d%|[一二三四五六七八九]成)(?:以上|左右)?的?[^\d]{2,30}[、和与及]\s?$")
# 占全省98%、全国|51%
_FURTHER = re.compile(rf"{_WHOLE}的?(?:近|约|超过?)*")
_SAME_BASE = re.compile(rf"{_WHOLE}[约近超过]{{0,2}}(?:\d|[一二三四五六七八九]成)")
_TASK_ENDS = ("目标", "任务", "预算", "计划", "数", "的")
_PROGRESS = re.compile(
    r"(?P<verb>完成|占|为|达到?)(?:了)?(?P<task>[^,;]{0,14}?(?:目标|任务|预算|计划)(?:任务|数)?)(?:的)?$"
)
# 年度计划, 全年目标 name no measure; 年度投资任务 does.
_PLAIN_TASK = re.compile(
    r"(?:年度|全年|年初|当年|本年|省|市|县|区|下达|预期|既定|的|目标|任务|预算|计划|数)+"
)


def progress(clause: Clause, carry: Carry) -> list[Claim] | None:
    """完成年度计划的58%."""
    found = _PROGRESS.search(clause.tail) if clause.tail.endswith(_TASK_ENDS) else None
    if not found:
        return None
    head = clause.tail[: found.start()]
    if not head and found["verb"] == "完成" and not _PLAIN_TASK.fullmatch(found["task"]):
        return [clause.claim(carry.now, found["task"], "progress", "progress")]
    return claims(clause, carry, head, "progress", "progress")


def share(clause: Clause, carry: Carry) -> list[Claim] | None:
    """占规上工业的比重为35.6%, 占全国的80%, 占比达12%."""
    if not _MAY_SHARE.search(clause.tail) and not clause.joined and not carry.base:
        return None
    if (loose := _LOOSE.search(clause.tail)) and clause.quantity.op == "=":
        clause.quantity = replace(clause.quantity, op=BEFORE[loose["bound"]])
    if found := _IN_WHOLE.search(clause.tail):
        return claims(
            clause, carry, clause.tail[: found.start()], f"share({found['base'].removesuffix('中')})", "share"
        )
    market = _OF_MARKET.search(clause.tail)
    if market and not market.start() and (clause.joined or market["joined"] is None):
        metric = market["metric"] + ("份额" if market["metric"].endswith("市场") else "")
        return [clause.claim(carry.now, metric, f"share({market['base']})", "share")]
    if clause.joined and (found := _FURTHER.fullmatch(clause.tail)) and _is_share(carry):
        return claims(clause, carry, "", f"share({found['base']})", "share")
    if found := _SHARE.search(clause.tail):
        if owned := _of_what_follows(clause, carry, found) or _of_a_cluster(clause, carry, found):
            return owned
        return claims(
            clause, carry, clause.tail[: found.start()], f"share({strip_lead(found['base'])})", "share"
        )
    if found := _SHARE_TO.search(clause.tail):
        return claims(clause, carry, clause.tail[: found.start()], f"share({found['base']})", "share")
    if found := _IS_PART.search(clause.tail):
        return claims(clause, carry, clause.tail[: found.start()], f"share({found['base']})", "share")
    if carry.base and (found := _OF_BASE.search(clause.tail)):
        return claims(clause, carry, clause.tail[: found.start()], f"share({carry.base})", "share")
    if carry.base and _PART.fullmatch(clause.tail) and not is_measure(clause.tail):
        return [clause.claim(carry.region_now, clause.tail, f"share({carry.base})", "share")]
    if carry.held and _OF_BASE.fullmatch(clause.tail):
        return claims(clause, carry, "", "share", "share")
    if found := _BARE.search(clause.tail) or _OF_WHOLE.search(clause.tail):
        return claims(clause, carry, clause.tail[: found.start()], "share", "share")
    return None


def _of_what_follows(clause: Clause, carry: Carry, found: re.Match[str]) -> list[Claim] | None:
    """以占全市0.5%的土地, 集聚了占全市40%的研发投入: the share is that of the noun after it."""
    noun = noun_after(clause.right[1:]) if clause.right.startswith("的") else ""
    before = clause.tail[: found.start()]
    if (
        len(noun) < 2
        or noun.startswith(("比重", "份额", "比例"))
        or not (before in ("以", "用", "") or verb_at_end(before))
    ):
        return None
    return [clause.claim(carry.now, noun, f"share({strip_lead(found['base'])})", "share-of-noun")]


def _of_a_cluster(clause: Clause, carry: Carry, found: re.Match[str]) -> list[Claim] | None:
    """甲装备集群占全国装备产业总产值的20%: a cluster, park or firm has the share of what the whole is counted by."""
    who = clean_noun(clause.tail[: found.start()])
    whole = _WHOLE_OF.match(found["base"])
    if not whole or not is_measure(whole["metric"]) or not _HAS_SHARE.search(who):
        return None
    if entity_prefix(who + "的") != who:
        return None
    carry.speak_of(carry.named(who), strong=carry.first and carry.topic is None)
    carry.held = [Held(carry.now, whole["metric"], f"share({whole['base']})", clause.tail_start)]
    return [clause.claim(carry.now, whole["metric"], f"share({whole['base']})", "share")]


def _is_share(carry: Carry) -> bool:
    return bool(carry.held) and carry.held[-1].facet.startswith("share(")


def share_of_noun(clause: Clause, carry: Carry) -> list[Claim] | None:
    """80%的企业…, 七成企业…, 生产全国60%的纽扣和40%的拉链, 拥有国内专利的一半."""
    if whole := _PART_OF.match(clause.tail):
        return [clause.claim(carry.now, whole["noun"], f"share({whole['base']})", "share-of-noun")]
    if (gives := _GIVES.match(clause.tail)) and clause.right.startswith("的"):
        noun = noun_after(clause.right[1:])
        subject = carry.named(gives["who"])
        return [clause.claim(subject, noun, f"share({gives['base']})", "share-of-noun")] if noun else None
    if growing := re.match(r"的(?:快速|高速|较快|平稳|稳定|持续)*(?:增速|增幅|增长)", clause.right):
        head = _KEPT.sub("", clause.tail)
        return claims(clause, carry, head, "yoy", "growth-noun") if growing and (head or carry.held) else None
    noun = noun_after(clause.right[1:]) if clause.right.startswith("的") else ""
    if not noun and clause.quantity.from_numeral:
        noun = class_head(noun_after(clause.right))
    end = clause.tail_start + len(clause.tail)
    so_far = re.split("[,;:]", clause.text[max(0, end - 120) : end])[-1]
    again = _ANOTHER.search(so_far)
    if len(noun) < 2 or (len(clause.tail) > 12 and not again):
        return None
    base = _SAME_BASE.search(so_far) if again else _BASE.search(clause.tail)
    if clause.quantity.op == "=" and (loose := _LOOSE_WHOLE.search(clause.tail)):
        clause.quantity = replace(clause.quantity, op=BEFORE[loose["bound"]])
    facet = f"share({base['base']})" if base else "share"
    return [clause.claim(carry.now, noun, facet, "share-of-noun")]


def structure(clause: Clause, carry: Carry, parts: tuple[float, ...]) -> list[Claim]:
    """A ratio of three parts after 三次产业结构: the shares of the three sectors."""
    text = clause.text[max(0, clause.tail_start - 40) : clause.quantity.start]
    if not _STRUCTURE.search(text) or abs(sum(parts) - 100) > 1.5:
        return []
    flags: tuple[str, ...] = ()
    if re.search(r"[由从]上?年?的?\s?$", clause.tail) or re.match(
        r"\s?(?:调整|优化|变化|转变|演变|提升)", clause.right
    ):
        flags = ("from",)
    carry.held = [Held(carry.region_now, name, "share(GDP)") for name in _SECTORS]
    out = []
    for held, value in zip(carry.held, parts, strict=True):
        old = clause.quantity
        quantity = Quantity(
            old.start, old.end, old.left, value, "%", Dimension.PERCENT, "=", words=f"{value:g}%"
        )
        claim = clause.claim(held.subject, held.metric, "share(GDP)", "structure", flags=flags)
        claim.quantity = quantity
        out.append(claim)
    return out
