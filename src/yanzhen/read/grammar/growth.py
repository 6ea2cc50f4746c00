"""Growth, differences, pull and contribution: 同比增长5.6%, 提高1.2个百分点, 高于全省0.5个百分点, 拉动…增长."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from yanzhen.read.grammar.carry import Carry, Claim, Held
from yanzhen.read.grammar.clauses import Clause
from yanzhen.read.grammar.each import each_of
from yanzhen.read.grammar.measure import clean_noun, is_measure, measured, of_industry
from yanzhen.read.grammar.nouns import NOT_SHARE, noun_after
from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.grammar.units import Dimension
from yanzhen.read.lexicon import alternation

_UP = [
    "比增",
    "比升",
    "增产",
    "增收",
    "增长",
    "上升",
    "提高",
    "提升",
    "增加",
    "扩大",
    "上涨",
    "回升",
    "加快",
    "快",
    "攀升",
    "跃升",
    "多增",
    "多",
    "增",
    "升",
    "涨",
    "高",
    "前移",
    "前进",
    "上移",
    "提前",
    "提速",
    "高出",
    "翻",
    "新增",
    "再进",
    "激增",
    "猛增",
    "剧增",
    "陡增",
    "晋升",
    "晋位",
]
_DOWN = [
    "比降",
    "比减",
    "减产",
    "减收",
    "负增长",
    "下降",
    "降低",
    "减少",
    "回落",
    "下滑",
    "下跌",
    "收窄",
    "缩减",
    "削减",
    "压减",
    "放缓",
    "锐减",
    "骤降",
    "骤减",
    "慢",
    "后移",
    "下移",
    "后退",
    "减",
    "降",
    "跌",
    "少",
    "少增",
    "低",
]
_VERB = re.compile(rf"(?P<verb>{alternation([*_UP, *_DOWN])})(?:了|约|近|都|均)?\s?$")
# 经济总量在全国排名|较上年前进1位: where the place is counted, no measure.
_PLACED_IN = re.compile(r"在?(?P<where>全[国省市区县州](?:的)?(?:排名|位次|排位|名次))$")
_ADVERB = re.compile(
    r"(?:较?同比|环比|累计|名义|实际|分别|均|年均|年平均|平均|逐年|按?可比(?:价格?|口径)?(?:计算)?|按?不变价格?(?:计算)?|(?:按)?(?:自然|可比|同|全)口径(?:计算)?|扣除价格因素|继续|持续|大幅|小幅|进一步|已|又|净|总体|约|将|共|预计|各|依次|则|仅|比重|"
    r"相应|逆势|稳步|明显|略有?|有所|再|转为?|(?:近|过去)?[两三四五六七八九十\d]{1,2}年[来间]?(?=年?平均|年均)|,|\s)+$"
)
# 近三年年均|增速
_AVERAGED = re.compile(
    r"(?:(?:近|过去)?[两三四五六七八九十\d]{1,2}年[来间]?)?(?:年均复合|年均|[月季日]均|平均|年?复合)$|(?:同比|累计)$"
)
_COMPARISON = re.compile(
    r"(?:(?<![同占])(?:相?比(?![重例率])|环比|相?较)(?P<base>“?[\u4e00-\u9fff\d“”‘’-]{1,14}?)|[与同](?P<other>[\u4e00-\u9fff\d“”-]{1,14}?)相?比),?$"
)
_GROWTH_NOUN = re.compile(
    r"(?:增长速度|(?<!自然)增长率|增速|增幅|涨幅|升幅|(?P<down>降幅|跌幅))(?:分别|均|都|双双)?(?P<average>平均)?(?:(?:进一步|已|继续|逐步)*(?:扩大|提高|提升|回升|加快|回落|收窄|放缓|上升|下降)(?:到|至)|约?为|均?达到?|是|保持在?|稳定在|位)?\s?$"
)
_VERSUS = re.compile(
    r"(?:(?P<d1>高于|低于|快于|慢于|好于|优于|高出|超过|超出|领先|落后于?)(?P<t1>[A-Za-z\u4e00-\u9fff、\d-]{2,20}?)|(?:比(?![例重率])|较)(?P<t2>[A-Za-z\u4e00-\u9fff、]{2,20}?)(?P<d2>(?<![提增升抬])高出?|(?<![降减])低|(?<!加)快|(?<!减)慢|(?<!增)多|(?<!减)少))"
    r"(?:了|约|近)?\s?$"
)
_SHARE_WORDS = re.compile(rf"(?:占(?!{NOT_SHARE})[^,;]*|(?:其)?(?:所占)?(?:的)?(?:比重|占比|份额))$")
_A_RATE = re.compile(r"[增涨升降跌]幅$|增速$|^yoy|^cagr")
_A_RATIO = re.compile(r"(?<!增长)(?:率|比|度)$")
_TWO_MEASURES = re.compile(r"(?P<a>[^和与、]{2,8})[和与](?P<b>[^和与、]{2,8})")
_ANOTHER = re.compile(r"^[\u4e00-\u9fff]{2,10}$")
_BEYOND = re.compile(
    r"超(?:额完成|过|出)?了?(?P<task>[^,;]{0,6}(?:任务|目标|预算|计划))(?:数|的)?(?:约|近)?$"
)
_AVERAGE = re.compile(r"(?:的)?(?:平均)?(?:水平|增速|增幅|增长速度|增长率)?$|平均$")
_SHARE_HEAD = re.compile(rf"占(?!{NOT_SHARE})(?P<base>[^,;]{{1,24}}?)(?:的)?(?:比重|比例|比率|份额|比)?$")
_MAY_BE_PULL = re.compile("拉动|贡献|[上下]拉|拉[高低]")
_PULL = re.compile(
    r"对(?P<on>[^,;]{2,24}?)的?(?:拉动(?:作用|贡献)?|贡献)(?:分别)?(?:了|约为|为|达到?)?$"
    r"|(?:(?:向上)?拉动|上拉|拉高|(?P<down>下拉|拉低|向下拉动))(?P<of>[^,;]{0,20}?)(?:增长|上升|提高|下降|上涨|回落|增速)?(?:了|约|近)?$"
)
_OF_THE_WHOLE = frozenset(["贡献率", "GDP", "地区生产总值", "生产总值", "经济总量"])
_SECTOR = re.compile(
    r"(?:规模以上|规模|规上|全部)?工业"
)  # of a class of firms or an industry that pulls: not who pulls
# 年产值30亿元,可拉动GDP增长2个百分点: not the measure before, but whoever has it pulls.
_MAY_PULL = re.compile(r"(?:可|将|能|预计|有望)+拉动")
_CONTRIBUTION = re.compile(
    r"对(?P<of>[^,;]{2,24}?)(?:的)?(?:增长|增速)?的?(?:贡献率|拉动率|贡献度|贡献)(?:合计|共|累计|均|更?是?|已|进一步|提升至|提高到|提高至|上升到|保持在|稳定在|约为|为|高?达到?)*$|(?P<bare>贡献率)(?:合计|共|均|已|进一步|提升至|提高到|提高至|上升到|保持在|稳定在|约为|为|高?达到?)*$"
)
# What pulls is the industry, not its measure: 食品制造业|增加值.
_ITS_MEASURE = re.compile(r"(?:增加值|总产值|产值|投资|零售额|销售额|产量|营业收入|利润)(?:总额)?$")
_WHO_PULLS = re.compile(r"(?<!第[一二三]产)(?:业|集群|产业链|企业|园区)$")
_CARRIED = frozenset(["yoy", "cagr", "share", "share_diff", "share_vs"])
_RATES = frozenset(["yoy", "cagr", "mom"])
_BY_AMOUNT = frozenset(["增长", "增加", "上升", "提高", "下降", "减少", "降低"])
_LAST_YEAR = re.compile(r"上年|去年|上一年|前一年|同期|往年")
_TIME_OF = re.compile(r"[月季年]度?$|[上下]半年")
_LAST_MONTH = re.compile(r"上月|上个月|上季|前一个?月")


def comparison(head: str) -> tuple[str, str | None]:
    """(head without 比…, the base compared with)."""
    found = _COMPARISON.search(head)
    return (head[: found.start()].rstrip(", "), found["base"] or found["other"]) if found else (head, None)


def growth(clause: Clause, carry: Carry) -> list[Claim] | None:
    """A verb of change right before the number: 比2019年同期增长13.5%, 比上年增加3.18万亩, 前移3位."""
    change = _change(clause.tail)
    if not change:
        return None
    head, base, words, verb = change
    if "比重" in words and clause.quantity.dimension is Dimension.POINTS:
        head += "比重"
    facet = _facet(clause, carry, words, base, head, verb)
    if facet is None or (verb == "新增" and not base):
        return None  # 今年新增12家: so many new ones, not so many more than before
    if "净" in words and not base and carry.held and not head:
        held = carry.held[-1]
        return [clause.claim(held.subject, f"{held.metric}净{verb}", "", "growth")]
    quantity = clause.quantity
    if quantity.unit == "位" and head and not is_measure(clean_noun(head)):
        return _places(clause, carry, head, facet)
    if verb in _DOWN and not ("降幅" in head and verb == "收窄"):
        quantity = negative(quantity)
    clause.quantity = quantity
    return claims(clause, carry, head, facet, "growth")


def _places(clause: Clause, carry: Carry, head: str, facet: str) -> list[Claim]:
    """在全国排名|较上年前进1位, 甲保税区全国排名|提升15位, 全国百强县|再进3位: of the measure before, or of the ranking named."""
    found = _PLACED_IN.search(head)
    who = clean_noun(head[: found.start()]) if found else ""
    if found and not who and carry.held:
        return claims(clause, carry, "", facet, "growth")
    if who:
        carry.speak_of(carry.named(who), strong=False)
    ranking = found["where"] if found else clean_noun(head)
    carry.hold([Held(carry.now, ranking, facet, clause.tail_start)])
    return [clause.claim(carry.now, ranking, facet, "growth")]


@lru_cache(maxsize=8192)
def _change(tail: str) -> tuple[str, str | None, str, str] | None:
    """(what stands before, the base compared with, adverbs, verb) of words that end in a verb of change."""
    found = _VERB.search(tail)
    if not found:
        return None
    head, words = _before_adverbs(tail[: found.start()])
    head, base = comparison(head)
    head, more = _before_adverbs(head)
    return head, base, more + words, found["verb"]


def _before_adverbs(words: str) -> tuple[str, str]:
    found = _ADVERB.search(words)
    return (words[: found.start()], found[0]) if found else (words, "")


def _facet(
    clause: Clause, carry: Carry, words: str, base: str | None, head: str, found_verb: str
) -> str | None:
    dimension = clause.quantity.dimension
    if dimension is Dimension.PERCENT or dimension is Dimension.MULTIPLE:
        return _rate_facet(words, base)
    if dimension is Dimension.POINTS:
        return _points_facet(carry, head, base)
    if clause.quantity.unit == "位":
        return f"rank_diff({base})" if base else "rank_diff"
    spoken_of = bool(carry.held) and not head and not noun_after(clause.right)
    if (
        base
        or spoken_of
        or "同比" in words
        or "净" in words
        or found_verb in ("增产", "减产", "增收", "减收")
    ):
        return f"diff({base or '上年'})"
    # 带动工业产值增长百亿元: an increase, since nothing says 增长到.
    return "diff" if found_verb in _BY_AMOUNT and is_measure(clean_noun(head)) else None


@lru_cache(maxsize=4096)
def _rate_facet(words: str, base: str | None) -> str:
    if "年均" in words or "平均" in words:
        return "cagr"
    if "环比" in words or (base and _LAST_MONTH.search(base)):
        return "mom"
    if base and not _LAST_YEAR.search(base):
        return f"growth({base})"
    if base and any(c.isdigit() for c in base):
        return f"growth({base})"
    return "yoy"


def _points_facet(carry: Carry, head: str, base: str | None) -> str:
    held = carry.held[-1].facet if carry.held else ""
    if share := _SHARE_HEAD.search(head):
        return f"share_diff({share['base']})"
    if head.endswith(("比重", "占比", "份额")) or (not head and held.startswith("share")):
        return "share_diff"
    if head.endswith(("增速", "增幅", "涨幅", "降幅")) or (
        not head and held.split("(")[0] in {"yoy", "yoy_diff", "yoy_vs"}
    ):
        return "yoy_diff"
    return f"diff({base})" if base else "diff"


def beyond(clause: Clause, carry: Carry) -> list[Claim] | None:
    """超额完成年度任务2.1亿元: by how much the measure spoken of goes beyond what was planned for it."""
    found = _BEYOND.search(clause.tail) if "超" in clause.tail else None
    if not found or not (carry.held or found.start()):
        return None
    return claims(clause, carry, clause.tail[: found.start()], f"diff({found['task']})", "beyond")


def growth_noun(clause: Clause, carry: Carry) -> list[Claim] | None:
    """增速达到7.1%, 增幅为3.2%."""
    tail = clause.tail
    found = _GROWTH_NOUN.search(tail) if "幅" in tail or "速" in tail or "率" in tail else None
    if not found:
        return None
    quantity = negative(clause.quantity) if found["down"] else clause.quantity
    head, _ = comparison(clause.tail[: found.start()])
    facet = "cagr" if found["average"] or re.search(r"年均|平均$|年?复合$", head) else "yoy"
    head = _AVERAGED.sub("", head)
    clause.quantity = quantity
    return claims(clause, carry, head, facet, "growth-noun")


def versus(clause: Clause, carry: Carry) -> list[Claim] | None:
    """高于全省平均水平0.5个百分点, 比全国快1.2个百分点."""
    tail = clause.tail
    if clause.joined and carry.bases and not tail:
        tail = carry.versus + carry.bases.pop(0)  # 高于全国、全省1个、0.2个百分点
    elif clause.joined and carry.versus and _ANOTHER.match(tail):
        tail = carry.versus + tail  # 高于全国0.4、全省0.1个百分点
    found = _versus(tail)
    carry.versus = ""
    if not found or (clause.quantity.dimension is Dimension.PERCENT and clause.right.startswith("的")):
        return None  # 贡献了超过全市1/4的税收
    than = _AVERAGE.sub("", found["t1"] or found["t2"])
    if found["d1"] and _TIME_OF.search(than) and clause.quantity.dimension is Dimension.POINTS:
        return _than_before(clause, carry, tail[: found.start()], than, found["d1"])
    if _LAST_YEAR.search(than) or _TIME_OF.search(than) or any(c.isdigit() for c in than) or not than:
        return None
    first, *others = than.split("、")
    if others and clause.text[clause.quantity.end : clause.quantity.end + 1] in "、和":
        than, carry.bases = first, others
    direction = found["d1"] or found["d2"]
    quantity = negative(clause.quantity) if re.match("低|慢|落后|少", direction) else clause.quantity
    carry.versus = found["d1"] or ""
    head = tail[: found.start()]
    held = carry.held[-1].facet if carry.held else ""
    share = head.endswith(("占比", "比重")) or (not head and held.startswith("share"))
    facet = f"{'share_vs' if share else 'yoy_vs'}({than})"
    of_itself = clause.quantity.dimension is Dimension.PERCENT or _A_RATIO.search(
        head or (carry.held[-1].metric if carry.held else "")
    )
    if of_itself and not share and not _A_RATE.search(head or held):
        facet = f"vs({than})"
    if clause.quantity.dimension is Dimension.MONEY:
        facet = f"diff({than})"
    head = re.sub(r"(?:增速|增幅|分别|均)+$", "", head)
    clause.quantity = quantity
    return claims(clause, carry, head, facet, "versus")


def _than_before(clause: Clause, carry: Carry, head: str, than: str, direction: str) -> list[Claim]:
    """高于上半年2.5个百分点: how much faster than before."""
    if direction in ("低于", "慢于", "落后于", "落后"):
        clause.quantity = negative(clause.quantity)
    return claims(clause, carry, head, f"diff({than})", "versus")


@lru_cache(maxsize=8192)
def _versus(tail: str) -> re.Match[str] | None:
    return _VERSUS.search(tail)


def pull(clause: Clause, carry: Carry) -> list[Claim] | None:
    """拉动规上工业增长3.2个百分点, 对经济增长的拉动贡献为0.4个百分点."""
    found = _PULL.search(clause.tail) if _MAY_BE_PULL.search(clause.tail) else None
    if not found or (found["on"] and clause.quantity.dimension is not Dimension.POINTS):
        return None
    if found["of"] and found["of"].endswith(("达到", "达", "为")):
        return None
    base = found["on"] or found["of"]
    if found["down"]:
        clause.quantity = negative(clause.quantity)  # 下拉规上工业增速0.3个百分点
    return _part_of_growth(clause, carry, clause.tail[: found.start()], "pull", base, "pull")


def contribution(clause: Clause, carry: Carry) -> list[Claim] | None:
    """对经济增长的贡献率达到60.5%."""
    found = _CONTRIBUTION.search(clause.tail) if "贡献" in clause.tail or "拉动率" in clause.tail else None
    if not found:
        return None
    head = clause.tail[: found.start()]
    return _part_of_growth(clause, carry, head, "contrib", found["of"] or "", "contribution")


def _part_of_growth(clause: Clause, carry: Carry, head: str, facet: str, base: str, rule: str) -> list[Claim]:
    """Claims of whoever pulls: an industry pulls as itself, whatever measure of it was spoken of."""
    facet = f"{facet}({base})" if base else facet
    made = claims(clause, carry, head, facet, rule)
    for claim in made:
        who = _ITS_MEASURE.sub("", claim.metric)
        if who != "就业" and _WHO_PULLS.search(who):
            of_region = claim.subject == carry.region or not _SECTOR.fullmatch(who)
            claim.subject = carry.named(who) if of_region else claim.subject
            who = ""
        claim.metric = "" if who in _OF_THE_WHOLE or _MAY_PULL.match(clause.tail) else who
    if rule == "contribution" and made:
        # 贡献率为68%,比上年提高14个百分点: the rate itself is what goes on being spoken of.
        carry.held = [Held(made[-1].subject, "贡献率", facet, clause.tail_start)]
    return made


def negative(quantity: Quantity) -> Quantity:
    """The quantity with its sign, and its bound, turned."""
    turned = {">": "<", ">=": "<=", "<": ">", "<=": ">="}
    return replace(quantity, value=-quantity.value, op=turned.get(quantity.op, quantity.op))


def _together(tail: str, carry: Carry) -> list[Held]:
    """分别实现产值…,合计占…的68%: said of all of them at once."""
    if len(carry.held) < 2 or not tail.startswith(("合计", "总计", "共占", "共计")):
        return []
    if len({held.metric for held in carry.held}) > 1:
        return []
    return [replace(carry.held[-1], subject="、".join(held.subject for held in carry.held))]


def _both(held: list[Held] | None) -> list[Held]:
    """产量和产值占全国的70%: said of each of two measures."""
    if not held or len(held) > 1 or not (found := _TWO_MEASURES.fullmatch(held[0].metric)):
        return held or []
    if not is_measure(found["a"]) or not is_measure(found["b"]):
        return held
    return [replace(held[0], metric=found["a"]), replace(held[0], metric=found["b"])]


def claims(clause: Clause, carry: Carry, head: str, facet: str, rule: str) -> list[Claim]:
    """Claims of ``facet`` on the measure named in ``head``, or on the one spoken of before."""
    named: list[Held] = []
    if head := _SHARE_WORDS.sub("", head) if "share" in facet else head:
        rates = facet in _RATES
        named = each_of(head, clause.quantity, carry, clause.tail_start) if rates else []
        named = named or _both(measured(head, carry, clause.tail_start))
        if rates:
            named = [of_industry(h, carry) for h in named]
        if named:
            carry.hold(named)
    targets = named or _together(clause.tail, carry) or carry.held[-1:]
    targets = targets or [Held(carry.now, "", start=clause.tail_start)]
    out = [clause.claim(t.subject, t.metric, facet, rule) for t in targets]
    if facet.split("(", maxsplit=1)[0] in _CARRIED:
        carry.held = [Held(t.subject, t.metric, facet, t.start) for t in targets]
    else:
        carry.held = targets
    return out
