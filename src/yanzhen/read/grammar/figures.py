"""Figures: every number of a sentence with its subject and measure. The rules, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from yanzhen.read.grammar import capacities, counts, growth, levels, owners, shares
from yanzhen.read.grammar.anchors import Anchor, anchors
from yanzhen.read.grammar.asides import Aside, asides, only, spoken_of, without
from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.clauses import Clause, introduce, open_clause
from yanzhen.read.grammar.distributed import Pairing, grouped, listed_before, members, pair, run_length, sized
from yanzhen.read.grammar.growth import comparison
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.measure import clean_noun, is_measure, measured, refers
from yanzhen.read.grammar.nouns import NOT_SHARE, entity_prefix, noun_after, strip_lead, verb_at_end
from yanzhen.read.grammar.periods import Calendar
from yanzhen.read.grammar.topics import is_industry
from yanzhen.read.grammar.units import Dimension
from yanzhen.read.grammar.view import without_brackets
from yanzhen.read.lexicon import pattern
from yanzhen.terms import Modality

Rule = Callable[[Clause, Carry], list[Claim] | None]

# The first rule that answers is taken. ``--explain`` shows its name.
RULES: dict[Dimension, tuple[Rule, ...]] = {
    Dimension.PERCENT: (
        levels.aside,
        growth.pull,
        growth.contribution,
        growth.versus,
        growth.growth,
        growth.growth_noun,
        shares.progress,
        shares.share,
        shares.share_of_noun,
        levels.listed,
        levels.level,
    ),
    Dimension.POINTS: (growth.pull, growth.contribution, growth.versus, growth.growth, levels.level),
    Dimension.MULTIPLE: (growth.growth, levels.multiple, levels.level),
    Dimension.MONEY: (growth.versus, growth.growth, growth.beyond, owners.owned, levels.listed, levels.level),
    Dimension.AMOUNT: (
        capacities.capacity,
        growth.growth,
        owners.owned,
        levels.listed,
        counts.count,
        levels.level,
    ),
    Dimension.COUNT: (capacities.capacity, growth.growth, levels.listed, counts.count, levels.level),
    Dimension.PLACES: (growth.growth, levels.level),
}
_CARRIED = frozenset(["yoy", "cagr", "share", "count"])  # facets that a following difference refers to
_ROW = re.compile(
    r"(?P<head>[^,;:]*[、和与][^,;:]*?)(?P<verb>(?:同比|年均|平均)*(?:增长|下降|提高|提升|达到?|为))$"
)
_RATE_WORD = re.compile(r"(?:同比|环比|年均|累计|同期)$")
_NUMBER_FIRST = re.compile(r"\d+(?:\.\d+)?[万亿](?![元级至到~-])")
_OF_SEVERAL = re.compile(
    r"^(?:(?:比|较)(?P<than>[^,;]{2,30}?)(?P<verb>提高|提升|上升|回升|加快|扩大|下降|回落|收窄|放缓|增加|减少|增长|高出?|低|快|慢|多|少)|(?P<dir>高于|低于|快于|慢于|好于|高出)(?P<other>[^,;]{2,30}))$"
)
# 在全省专业镇营业收入排名第四
# The total of a project that is planned or has only begun is a plan.
_INVESTED = re.compile(r"(?:总投资|投资总额|投资额|计划投资)(?:额)?$")
_PLANNED = re.compile(r"拟|将|计划|签约|开工|规划|奠基|新建|在建|预计|落户|框架协议")
_DONE = re.compile(r"竣工|投产|建成投用|完工|已建成|投运")
_NOT_YET = (None, Modality.TARGET)
_JUST_OVER = 1.25  # a round threshold lies just below what it leads up to
_GROWS = re.compile(r"(?:增长|下降|上涨|回落|提升)$")
_TRADE = re.compile(r"(?:行业|制造业|(?<!第[一二三])产业)$")
_COMPARES = re.compile(r"快于|慢于|高于|低于|高出|比|较")
# …分别增长11.2%和9.5%, 快于规上工业4.1和2.4个百分点
_GOES_ON = re.compile(
    r"(?:增速|增幅|降幅|涨幅)?(?:同比|环比|占(?![地用])|快于|高于|低于|慢于|比|较|拉动|增长|下降|提高|回落|提升|加快)"
)
_SCOPED = re.compile(rf"^在(?P<scope>全[国省市县区][^,]{{0,8}}?)(?P<metric>(?:{pattern('metrics')}))$")
# 工业税收占比由去年的|34%提升至48%: what something was before it changed.
_EARLIER = re.compile(
    r"(?<=.)[由从](?:去年|上年|原来|原先|最初|当初|[^,;由从]{0,8}?[年月季初末底期时])?的?(?:约|近|不足|不到|超过?)?$"
)
_WITHIN = re.compile(r"在(?P<scope>[^,在]{2,30}?)中$")


def figures(text: str, carry: Carry, calendar: Calendar) -> list[Claim]:
    """The claims of one sentence view; ``carry`` is brought up to date."""
    whole, pending = text, asides(text)
    text = without_brackets(without(text, pending))
    found = [] if "是指" in text else anchors(text, carry)  # a definition states nothing of anybody
    out: list[Claim] = []
    at = index = 0
    while index < len(found):
        anchor = found[index]
        while pending and pending[0].start < anchor.quantity.start:
            out += _said_aside(whole, pending.pop(0), carry, calendar)
        following = found[index + 1].quantity.left if index + 1 < len(found) else len(text)
        clause = open_clause(text, at, anchor.quantity, following, carry, calendar)
        if "、" in clause.tail and (row := _in_turn(clause.tail, run_length(text, found, index))):
            clause.tail = row
        size = run_length(text, found, index) if _is_distributed(clause.tail, carry) else 1
        if size > 1 and not _says_so(clause.tail) and size != len(carry.held):
            size = 1
        if size > 1:
            out += _distributed(clause, found[index : index + size], carry, calendar)
        else:
            out += _single(clause, anchor, carry)
        carry.once = None
        index += size
        at = found[index - 1].quantity.end
        if size == 1 and out and out[-1].quantity.end == anchor.quantity.end and out[-1].end > at:
            at = min(out[-1].end, following)
    for aside in pending:
        out += _said_aside(whole, aside, carry, calendar)
    if at < len(text):
        introduce(text[at:], carry, calendar, at_start=at == 0)
    return [claim for claim in out if claim.quantity.op not in (">", ">=") or not _is_exceeded(claim, out)]


def _said_aside(text: str, aside: Aside, carry: Carry, calendar: Calendar) -> list[Claim]:
    made = figures(only(text, aside), spoken_of(aside, text, carry), calendar)
    return [replace(claim, subject=carry.named(aside.who), rule=f"{claim.rule}+aside") for claim in made]


def _is_exceeded(claim: Claim, others: list[Claim]) -> bool:
    """Whether a threshold only leads up to what the same measure came to: 突破50亿元,达到52.3亿元."""
    return any(
        other.quantity.op in ("=", "~")
        and other.quantity.unit == claim.quantity.unit
        and (other.subject, other.key) == (claim.subject, claim.key)
        and claim.quantity.value < other.quantity.value < _JUST_OVER * claim.quantity.value
        for other in others
    )


def _is_distributed(tail: str, carry: Carry) -> bool:
    """Whether numbers in a row belong to several measures: 分别 says so, or it has just been said of them."""
    return (len(carry.held) > 1 and bool(_GOES_ON.match(tail))) or _says_so(tail)


def _in_turn(tail: str, count: int) -> str:
    """``tail`` with 分别 where as many measures as numbers follow say it without: 零售额、网销额增长35.5%和37.7%."""
    found = _ROW.fullmatch(tail) if count > 1 and "分别" not in tail else None
    items = split_items(strip_lead(found["head"])) if found else ()
    paired = found is not None and len(items) == count and all(map(is_measure, items))
    return f"{found['head']}分别{found['verb']}" if found and paired else ""


def _says_so(tail: str) -> bool:
    return "分别" in tail or "依次" in tail


def _single(clause: Clause, anchor: Anchor, carry: Carry) -> list[Claim]:
    made = [claim for claim in _claims(clause, anchor, carry) if _names_something(claim)]
    for claim in made:
        _dated(claim, carry)
        if "投资" in claim.metric and _INVESTED.search(claim.metric) and claim.modality in _NOT_YET:
            planned = _PLANNED.search(clause.text) and not _DONE.search(clause.text)
            claim.modality = Modality.PLAN if planned else claim.modality
    return made


def _names_something(claim: Claim) -> bool:
    """Whether a claim has a measure: neither none at all nor a number without its unit (20万农户)."""
    metric = claim.metric
    if claim.facet and claim.facet != "count":
        return not (metric[:1].isdecimal() and _NUMBER_FIRST.match(metric))
    metric = metric.strip("“”")
    return metric not in ("", "能") and not (metric[:1].isdecimal() and _NUMBER_FIRST.match(metric))


def _claims(clause: Clause, anchor: Anchor, carry: Carry) -> list[Claim]:
    if anchor.parts:
        return shares.structure(clause, carry, anchor.parts)
    if anchor.rank:
        return _rank(clause, anchor, carry)
    if anchor.streak:
        return levels.streak(clause, carry)
    earlier = _EARLIER.search(clause.tail) if "由" in clause.tail or "从" in clause.tail else None
    if earlier:
        clause.tail = clause.tail[: earlier.start()]
    for rule in RULES[anchor.quantity.dimension]:
        if found := rule(clause, carry):
            return [_from(claim) for claim in found] if earlier else found
    return []


def _from(claim: Claim) -> Claim:
    claim.flags = (*claim.flags, "from")
    return claim


def _rank(clause: Clause, anchor: Anchor, carry: Carry) -> list[Claim]:
    within = _WITHIN.search(clause.tail)
    tail = clause.tail[: within.start()] if within else clause.tail
    scoped = _SCOPED.match(tail)
    who = clean_noun(tail)
    industry = who.endswith("产业") and is_industry(who)  # 轴承产业位居四大产业首位
    is_name = bool(who) and not scoped and (industry or entity_prefix(who + "的") == who)
    held: list[Held] | None = None
    if is_name and (industry or carry.held or carry.ranking):
        carry.speak_of(carry.named(who), strong=carry.first and industry)  # 甲高新区位列第12位
        held = [replace(one, subject=carry.now) for one in carry.held[-1:]]
    else:
        held = _measures_in_a_row(tail, carry, clause.tail_start) or measured(
            scoped["metric"] if scoped else tail, carry, clause.tail_start
        )
    ranking = carry.ranking or (anchor.scope if _A_RANKING.search(anchor.scope) else "")
    if ranking and (is_name or not held or not held[-1].metric or _GETS.fullmatch(who)):
        held = [Held(carry.now, ranking)]
    if held:
        carry.hold(held)
    wide = "均" in clause.text[clause.tail_start : anchor.quantity.end] or "分别" in clause.tail
    again = clause.joined and not tail  # 均居全省第1位、全国第7位
    targets = carry.held if wide or again or (held and len(held) > 1) else carry.held[-1:]
    flags: tuple[str, ...] = ()
    if wide and len(targets) < 2:
        said = carry.named_so_far()
        # Which of several counts 数量均居…第一 means cannot be told.
        targets, flags = (
            (said, ()) if all(h.facet != "count" for h in said) else (targets, ("pairing-unknown",))
        )
    scope = anchor.scope or (within["scope"] if within else scoped["scope"] if scoped else "")
    facet = f"rank({scope})" if scope else "rank"
    targets = targets or [Held(carry.now, "")]
    if anchor.vague:
        flags = (*flags, "vague")
    return [clause.claim(t.subject, t.metric, facet, "rank", flags=flags) for t in targets]


# 位居全国百强区第3位: a place in that ranking, not of a measure; 位居全国百强第79位 may be of one.
_A_RANKING = re.compile(r"强[\u4e00-\u9fff]|榜|排名|排行|\d{2,3}强$")
_GETS = re.compile(r"荣登|登上|荣膺|入列|跻身|入选|荣获|名列")
# 工业投资、技改投资增速均居…: what the last measure shares with the others.
_SHARED_END = re.compile(r"(?:增速|增幅|增长率|总量)$")
_JOINT = re.compile("[和与及]")
_OF_ALL = re.compile(r"(?:等(?:[^、]{0,4}指标)?)?(?:均|都|双双|全部)*$")


def _measures_in_a_row(tail: str, carry: Carry, start: int) -> list[Held]:
    """工业投资、进出口总额等指标居全省第2位: said of each measure; none where the words are no such list."""
    if "、" not in tail and not ("均" in tail and _JOINT.search(tail)):
        return []
    items = split_items(_OF_ALL.sub("", tail))
    if not all(len(item) > 1 for item in items):
        return []  # 一、经济总量
    end = _SHARED_END.search(items[-1]) if items else None
    if end and len(items[-1]) > len(end[0]):
        items = (*(item if item.endswith(end[0]) else item + end[0] for item in items[:-1]), items[-1])
    if len(items) < 2 or not all(is_measure(item) and len(item) < 20 for item in items):
        return []
    first = measured(items[0], carry, start) or []
    return [*first, *(Held(first[-1].subject, clean_noun(item), start=start) for item in items[1:] if first)]


def _distributed(clause: Clause, run: list[Anchor], carry: Carry, calendar: Calendar) -> list[Claim]:
    """Pair the names before 分别 with the numbers after it; the rule of the first number holds for all."""
    mark = "分别" if "分别" in clause.tail else "依次"
    head, _, verb = clause.tail.rpartition(mark)
    if found := _RATE_WORD.search(head):
        head, verb = head[: found.start()], found[0] + verb
    head, base = comparison(head)
    if base and (compared := _compared(clause, head, base, verb, run, carry)):
        return compared
    if several := _OF_SEVERAL.match(verb):
        bases = several["than"] or several["other"]
        if compared := _compared(clause, head, bases, several["verb"] or several["dir"], run, carry):
            return compared
    verb = (f"较{base}" if base else "") + verb
    share = _share_part(head) or _contribution_part(head)
    head, tail = head[: len(head) - len(share)], share + verb
    if refers(clean_noun(head)):
        tail, head = head + verb, ""
    paired = _paired(clause, head, len(run), carry, calendar)
    out: list[Claim] = []
    if not paired.held:
        return out
    run = _bounded_alike(run)
    held = _with_what_follows(clause, paired.held, run, carry, verb, share)
    if held is not paired.held and is_measure(clean_noun(verb)):
        tail = ""
    paired = replace(paired, held=held)
    for index, (held_one, anchor) in enumerate(zip(paired.held, run, strict=True)):
        carry.held = [held_one]
        single = replace(clause, quantity=anchor.quantity, tail=tail, joined=False)
        for claim in _claims(single, anchor, carry)[:1]:
            claim.rule += "+respectively"
            claim.start = clause.quote_start
            claim.flags = (*claim.flags, *paired.flags)
            _dated(claim, carry)
            if paired.periods:
                claim.period = paired.periods[index]
            out.append(claim)
    carry.held = []
    facets = [claim.facet if claim.facet.split("(")[0] in _CARRIED else "" for claim in out]
    carry.hold([Held(h.subject, h.metric, f, h.start) for h, f in zip(paired.held, facets, strict=False)])
    return out


def _paired(clause: Clause, head: str, count: int, carry: Carry, calendar: Calendar) -> Pairing:
    """The names or measures that ``count`` numbers are paired with, by the first reading of ``head`` that fits."""
    start = clause.tail_start
    wider = clause.text[max(0, start - 120) : start]
    return (
        members(head, count, start)
        or sized(head, count, carry, start)
        or grouped(head, count, carry, start)
        or listed_before(head, wider, count, carry, start)
        or pair(head, wider, count, carry, start, calendar)
        or _unpaired(head, count, carry, start)
    )


def _with_what_follows(
    clause: Clause, held: tuple[Held, ...], run: list[Anchor], carry: Carry, verb: str, share: str
) -> tuple[Held, ...]:
    """What was paired, with the measure that stands after 分别 or is understood."""
    if verb[:1] != "占" and not _COMPARES.match(verb) and is_measure(measure := clean_noun(verb)):
        # 装备制造业、生物医药分别实现工业总产值…: the names are subjects of the measure that follows.
        return tuple(Held(h.metric or h.subject, measure) for h in held)
    in_turn = share.startswith("占") and _TRADE.search(held[-1].metric)
    rates = in_turn or (not share and _GROWS.search(verb))
    if rates and carry.measure and not any(is_measure(h.metric) for h in held):
        return tuple(_grown(h, carry, clause.tail_start) for h in held)
    if counted := _counted_after(clause.text, run, verb):
        # 甲市、乙市分别有20个、15个乡镇入围: the noun stands once, after the last number.
        names = [(h.metric or h.subject).rpartition("的")[2] for h in held]
        return tuple(Held(carry.named(name), counted) for name in names)
    return held


def _grown(held: Held, carry: Carry, start: int) -> Held:
    """石化、食品分别增长…: industries grow in the measure spoken of, products in what is made of them."""
    if not held.metric:
        return replace(held, metric=carry.rated())
    if carry.measure == "产量":
        return replace(held, metric=held.metric + "产量")
    return Held(held.metric, carry.measure, start=start)


def _counted_after(text: str, run: list[Anchor], verb: str) -> str:
    """The noun after the last of several counts that a verb of holding introduces."""
    last = run[-1].quantity
    if last.dimension is not Dimension.COUNT or not (verb.endswith("有") or verb_at_end(verb)):
        return ""
    return noun_after(text[last.end : last.end + 40])


def _compared(
    clause: Clause, head: str, base: str, verb: str, run: list[Anchor], carry: Carry
) -> list[Claim]:
    """比全省和全国平均水平分别高0.7、1.4个百分点: one measure compared with each."""
    bases = [part for part in re.split(r"[、和与]", base) if part]
    if len(bases) != len(run) or len(bases) < 2:
        return []
    noun = clean_noun(head)
    held = (measured(head, carry, clause.tail_start) if noun and not refers(noun) else None) or carry.held
    out: list[Claim] = []
    for than, anchor in zip(bases, run, strict=True):
        carry.held = held[-1:]
        tail = f"{verb}{than}" if verb.endswith("于") else f"比{than}{verb}"
        single = replace(clause, quantity=anchor.quantity, tail=tail, joined=False)
        for claim in growth.versus(single, carry) or growth.growth(single, carry) or []:
            claim.rule += "+respectively"
            claim.start = clause.quote_start
            out.append(_dated(claim, carry))
    carry.held = held[-1:]
    return out


def _bounded_alike(run: list[Anchor]) -> list[Anchor]:
    """分别突破300亿元、400亿元和500亿元: the bound before the first number is that of all."""
    first, last = run[0].quantity, run[-1].quantity
    if last.words.endswith(("以上", "以下")) and all(a.quantity.op == "=" for a in run[:-1]):
        return [replace(a, quantity=replace(a.quantity, op=last.op)) for a in run]  # 分别占30%、40%以上
    if first.left == first.start or any(a.quantity.op != "=" for a in run[1:]):
        return run
    return [run[0], *(replace(a, quantity=replace(a.quantity, op=first.op)) for a in run[1:])]


def _unpaired(head: str, count: int, carry: Carry, start: int) -> Pairing:
    """Numbers that cannot be told apart: all are said of the whole phrase, and flagged."""
    held = measured(head, carry, start) or carry.held[-1:] or [Held(carry.now, "", start=start)]
    return Pairing(tuple(held[-1:] * count), flags=("pairing-unknown",))


def _share_part(head: str) -> str:
    found = re.search(rf"占(?!{NOT_SHARE})[^,;、]*$", head)
    return found[0] if found else ""


def _contribution_part(head: str) -> str:
    found = re.search(r"对[^,;、]{2,20}(?:贡献率|拉动率|拉动|贡献|拉动作用)$", head)
    return found[0] if found else ""


def _dated(claim: Claim, carry: Carry) -> Claim:
    claim.period = carry.when
    if claim.subject == carry.region and carry.region[:1] in "全我":
        claim.flags = (*claim.flags, "subject-implied")
    if carry.joint and claim.subject == carry.subject:
        claim.flags = (*claim.flags, "joint")
    claim.modality = claim.modality or carry.kind
    return claim


__all__ = ["RULES", "Held", "figures"]
