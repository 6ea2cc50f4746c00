"""From the words before a number to the measure they name."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from yanzhen.read.grammar.carry import Carry, Held
from yanzhen.read.grammar.nouns import NEW, is_measure, place_prefix, strip_lead, strip_trail, take_apart
from yanzhen.read.grammar.periods import Calendar
from yanzhen.read.lexicon import words

_CALENDAR = Calendar()
_OF_REGIONS = words("region_measures")
REFERRING = frozenset(words("referring"))
_HAS = re.compile(
    r"^(?P<who>.*?(?:园区|开发区|示范区|高新区|经开区|新区|集团|公司|全[省市县区]|我[省市县区]))(?:现|已|共|累计)*(?:拥有|有(?!色|机|限|效)|建有|设有|引进|培育|获批|建成)(?P<what>.+)$"
)
_INDUSTRY = re.compile(r"(?<!第[一二三]产)(?:业|行业|产业)$")
_OF_INDUSTRIES = re.compile(r"(?:增加值|产值|投资|零售额|销售额|产量|营业收入|利润)$")
_RATE_OF_IT = re.compile(
    r"^(?:累计|当月|单月|其|产业)?(?:增速|增幅|涨幅|降幅|增长率|排名|位次|总量|数量)(?:位次|排名|排位)?$"
)
# Not who brings something about, only when: 投产后年可实现…, 年均可实现….
_ONLY_WHEN = re.compile(r"(?:[可后年将均能时前内]|预计|达产|投产)$|^(?:项目|全部|建成|投产|达产)")
# SUBJECT 实现 METRIC QUANTITY.
_DONE = re.compile(
    r"^(?P<who>.*?)(?:累计|共|全年)?(?:实现|完成|达成|创造|缴纳|贡献|取得)[了的]?(?P<metric>.{2,30})$"
)


@lru_cache(maxsize=16384)
def clean_noun(phrase: str) -> str:
    """The noun in ``phrase`` without time, lead-in and trailing verbs."""
    noun = _CALENDAR.without("".join(phrase.split()))
    before = ""
    while noun != before:
        before = noun
        noun = strip_trail(strip_lead(noun)).strip("的,:; 、-(")
    if noun.count("“") != noun.count("”"):
        noun = noun.strip("“”")
    return noun


def measured(phrase: str, carry: Carry, start: int) -> list[Held] | None:
    """The measure that ``phrase`` names, with its subject; None where it names none.

    总数, 占比 and the like refer to the thing counted before.
    """
    noun = clean_noun(phrase)
    if not noun or noun in {"分别", "同比"}:
        return None
    if refers(noun) and carry.held:
        old = carry.held[-1]
        return [Held(old.subject, NEW.sub("", old.metric), start=start)]
    if (had := _HAS.match(noun)) and len(had["what"]) > 2:
        return _done(had["who"], had["what"], carry, start)
    if (done := _DONE.match(noun)) and is_measure(done["metric"]):
        return _done(done["who"], done["metric"], carry, start)
    split = take_apart(noun)
    metric = strip_lead(split.metric) or split.metric
    if found := _OF_INDUSTRIES.search(metric):
        carry.measure = found[0]
    if split.subject is not None:
        place = place_prefix(split.subject)
        subject = carry.named(split.subject)
        if place and not place[1]:
            if not split.subject.startswith("该"):
                carry.speak_of_place(split.subject)
            subject = carry.now
        elif split.strong:
            # A name that opens the paragraph is what the whole paragraph is about.
            carry.speak_of(subject, strong=carry.first and carry.topic is None)
        return [Held(subject, metric, start=start)]
    if metric.startswith(_OF_REGIONS):
        return [Held(carry.region_now, metric, start=start)]
    return [Held(carry.now, metric, start=start)]


def refers(noun: str) -> bool:
    """Whether a noun speaks of the measure before: 增幅, 累计增速, 总数."""
    return noun in REFERRING or bool(_RATE_OF_IT.match(noun))


def of_industry(held: Held, carry: Carry) -> Held:
    """An industry that grows grows in the measure spoken of: 食品制造业增长15.9% is its 增加值."""
    if carry.measure and _INDUSTRY.search(held.metric):
        return replace(held, subject=held.metric, metric=carry.measure)
    return held


def _done(who: str, metric: str, carry: Carry, start: int) -> list[Held]:
    """The measure of whoever brought it about; 全市 and a bare lead-in leave the subject as it was."""
    split = take_apart(metric)
    place = place_prefix(who)
    if place and not place[1]:
        carry.speak_of_place(place[0])
    elif (
        len(who) > 1
        and not _ONLY_WHEN.search(who)
        and who not in {"园区", "开发区", "该区", "全区", "集团", "公司"}
        and not metric.startswith(_OF_REGIONS)
    ):
        carry.speak_of(carry.named(who), strong=False)
    if split.subject and not split.subject.startswith("全"):
        return [Held(split.subject, split.metric, start=start)]
    subject = carry.region_now if metric.startswith(_OF_REGIONS) else carry.now
    return [Held(subject, metric, start=start)]


__all__ = ["clean_noun", "is_measure", "measured"]
