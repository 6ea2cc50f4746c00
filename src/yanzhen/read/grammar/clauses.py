"""A number in its clause: the words before it, the words after it, and what earlier clauses introduced."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.measure import measured
from yanzhen.read.grammar.nouns import strip_lead
from yanzhen.read.grammar.periods import Calendar, names_time, without_time
from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.grammar.senses import (
    BREAK,
    Sense,
    Tells,
    example_of,
    firm_after_role,
    issuer_of,
    names_within,
    plain_clauses,
    sense_of,
    town_within,
)
from yanzhen.read.grammar.topics import headed
from yanzhen.read.grammar.units import Dimension
from yanzhen.terms import Modality

_SAYS = re.compile(r"[^,;:)\s]")
_TAIL = 90  # characters of the clause before the number that the rules look at

_TARGET = re.compile(
    r"力争|争取|确保|目标(?:是|为|任务)|预期目标|(?<!年度)(?<!全年)计划(?!单列|任务|数|总投资)|拟(?!合|建|认定|确定|入选|推荐)|规划|将(?:达|实现|新增|建成|形成|突破|完成|年产|增加|超过|带动)|到“?十[四五]五”?末"
)
# 项目分两期建设, 公司专注于…: what follows is said of the one named before; 项目建设, 企业家 are other words.
_GOES_ON = re.compile(
    r"$|以|由|[一二三全]期|全部|全面|总|占|计划|拟|将|预计|达|投|建成|分[两三]期|位于|坐落|主要|专注|现|已|还|的|始终|每年|一直|通过|累计|共|生产|产品|目前|于|是|年|拥有|先后|注册|成立|采用|规划|集"
)
_THIS_TIME = re.compile(r"^(?:本届|该|本次|此次)")
_AT_LEAST = re.compile(r"至少[\u4e00-\u9fff]{1,4}$")
# 完成了…确定的目标任务 looks back.
_TARGET_MET = re.compile(r"完成[^,;]{0,30}(?:目标|任务)")
_ESTIMATE = re.compile(r"预计|初步(?:测算|核算|统计)|预测|有望|估算|快报")
_DATELINE = re.compile(r"^\s*(?:[\u4e00-\u9fff]{1,8}[讯电])?\s*(?:\([^()]*\))?")
_BYLINE = re.compile(r"^[^,。]{0,24}\d{1,2}月\d{1,2}日[电讯]\s*(?:\([^()]{0,30}\))?[“\s]*")
_MODAL = re.compile(r"[可标争取保拟划预有估快计截]|将|“?十[四五]五")
# 全部达产后,每年可实现…: what a project is planned to bring.
_PROSPECT = re.compile(
    r"(?:[投达]产|建成|完工|竣工|运营|年|年均|预计)后?,?可(?:年|实现|新增|形成|带动|创造|达)|每年可|年均可"
)
_STEP = re.compile(r"^(?:大关|关口|门槛|新?台阶|新起点|新高度)(?=[、,])")  # 迈上万亿元|新台阶、跨越1.2万亿元
_CUMULATIVE = re.compile(r"累计|截至")
_SHARE_END = re.compile(r"的?(?:占比|比重)$")


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
    words = text[start : quantity.left]
    carry.partly = "其中" in words or (carry.partly and ";" not in words)
    left = _left(words, not start)
    if left.before:
        introduce(left.before, carry, calendar, at_start=not start)
    carry.once = None
    if left.words:
        _note(left.words, carry, calendar, within=True)
    carry.go_on(left.tail)
    if quantity.dimension is Dimension.COUNT and (issuer := issuer_of(left.tail)):
        carry.subject = carry.named(issuer)
    noun_at, tail = start + left.noun_at, left.tail
    quote_start = noun_at if noun_at < quantity.start else quantity.start
    if "企业" in tail[:4] and (named := firm_after_role(tail)):
        carry.speak_of(named[0], strong=False)
        carry.mention(named[0], kind="firm")
        tail = tail[named[1] :]
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
    breaks = [m.end() for m in BREAK.finditer(left)]
    cut = breaks[-1] if breaks else 0
    # Between most numbers stands nothing but a comma, and nothing is said of time or modality.
    before, tail = left[:cut] if _SAYS.search(left, 0, cut) else "", left[cut:]
    if opens and not cut and (dateline := _BYLINE.match(tail)):
        tail, cut = tail[dateline.end() :], dateline.end()
    skip = max(0, len(tail) - _TAIL)
    tail, cut = tail[skip:], cut + skip
    stripped = _STEP.sub("", tail).lstrip(" 、和及与并且而又-")
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
    for plain, opens, is_last in plain_clauses(words):
        _mention(plain, carry)
        _speak(plain, carry, opens=opens or at_start, closes=is_last)


def _mention(plain: str, carry: Carry) -> None:
    """Names within a clause, which 该项目, 公司 may mean later; 以甲基地为例 begins to speak of one."""
    if example := example_of(plain):
        carry.speak_of(example, strong=carry.first)
    for name in names_within(plain):
        carry.mention(name)
    for who in carry.called:
        if who in plain:
            carry.mention(who)
    if town := town_within(plain):
        carry.note_place(town)


def _speak(plain: str, carry: Carry, *, opens: bool, closes: bool) -> None:
    """Whom or what one clause without a number speaks of."""
    if carry.called and (who := carry.called_by(_THIS_TIME.sub("", plain))):
        carry.speak_of(who, strong=carry.first)
        return
    sense = sense_of(plain, opens, closes)
    if not sense.early:
        back = carry.recalled(plain)
        if back and (plain[0] in "该这上以此" or _GOES_ON.match(plain, back[1])):
            carry.speak_of(back[0], strong=carry.first)
            return
        if sense.tells in (Tells.NOTHING, Tells.PLACE) and (full := carry.short_for(plain)):
            carry.speak_of_place(full)
            return
    _told(sense, carry)


def _told(sense: Sense, carry: Carry) -> None:
    """What the words of a clause tell becomes what is spoken of."""
    match sense.tells:
        case Tells.NOTHING:
            return
        case Tells.NAME:
            carry.speak_of(sense.who, strong=carry.first)
        case Tells.FIRM:
            carry.speak_of(sense.who, strong=carry.first)
            carry.mention(sense.who, kind="firm")
        case Tells.CLASS:
            carry.speak_of(sense.who, strong=False)
        case Tells.WHOLE:
            carry.speak_of(sense.who, strong=False)
            carry.passing = False
        case Tells.SEVERAL:
            carry.speak_of(sense.who, strong=False)
            carry.joint = "、" in sense.who
        case Tells.INDUSTRY:
            carry.speak_of(carry.named(sense.who), strong=False)
        case Tells.PROJECT:
            if project := carry.project():
                carry.speak_of(project, strong=False)
        case Tells.ISSUER:
            carry.subject = carry.named(sense.who)
        case Tells.PRODUCTS:
            carry.subject, carry.measure = None, "产量"
        case Tells.BASE:
            carry.base = sense.who
        case Tells.BY_MEASURE:
            carry.measure = sense.who
        case Tells.MEASURE:
            carry.hold([_of_a_share(held) for held in measured(sense.who, carry, 0) or []])
        case Tells.COUNTED:
            carry.hold([Held(carry.region_now, sense.who, "count")])
        case Tells.RANKING:
            carry.ranking = sense.who
        case Tells.PLACE:
            carry.speak_of_place(sense.who)


def _of_a_share(held: Held) -> Held:
    """服务业税收占比首次超过工业,达到53%: the measure is a share."""
    of = _SHARE_END.sub("", held.metric)
    return replace(held, metric=of, facet="share") if of and of != held.metric else held


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
    return not strip_lead(_DATELINE.sub("", BREAK.split(before)[-1]).strip())
