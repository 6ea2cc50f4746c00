"""Relations: the clauses of a sentence and the rules, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from yanzhen.read.grammar import appositions, facts, fields, titles
from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.names import further_lists, may_list, name_list
from yanzhen.read.grammar.nouns import strip_lead
from yanzhen.read.grammar.parts import Link, Part
from yanzhen.read.grammar.view import without_figures_in_brackets
from yanzhen.read.lexicon import alternation, pattern, words

Rule = Callable[[Part, Carry], Iterator[Link]]
# Every rule that finds something adds it. ``--explain`` shows the names.
RULES: tuple[Rule, ...] = (
    titles.classed,
    titles.awarded,
    titles.is_a,
    titles.given_by,
    titles.rostered,
    titles.named_as,
    titles.renowned,
    appositions.exampled,
    appositions.role_of,
    appositions.standing_alone,
    appositions.present,
    appositions.built,
    appositions.destined,
    appositions.carried_out,
    appositions.founded,
    fields.based_on,
    fields.led_by,
    fields.led_together,
    fields.led_by_several,
    fields.led,
    fields.covering,
    fields.attributed,
    fields.at_work,
    fields.devoted,
    fields.staged,
    fields.working_in,
    fields.supplying,
    fields.producing,
    fields.applied,
    fields.chained,
    facts.standing,
    facts.spread,
    facts.placed,
    facts.situated,
    facts.done,
    facts.event,
)
_FIELD = re.compile(r"^(?:在|聚焦|围绕)?(?P<field>[\u4e00-\u9fff]{2,12}?)(?:领域|赛道)(?:方面)?$")
_TRIGGER = re.compile(
    rf"{pattern('award')}|[为是如]|美誉|美称|之称|盛誉|盛名|布局|专注|聚焦|深耕|主攻|致力|从事|复评|复核|覆盖|涵盖|包括|涉及|领域|位于|坐落|地处|集中在|集聚在|分布在|阶段|通过|功能|胜出|夺冠|获奖|迈进|冲刺|进军|挺进|链主|龙头|巨头|骨干|唯一|游|主营|主要产品|都有|均有|供货|供应|一[家个]|[将把由]|应用|产业链|大|公示|公布|发布|印发|央企|生产|号称|素称|堪称|--|授予|名单|举行|召开|举办"
)
# One of these must stand in a clause for the rule to find anything; other rules look at every clause.
_SIGNS: dict[Rule, tuple[str, ...]] = {
    titles.awarded: ("通过", *words("award")),
    titles.is_a: ("是", "作为", "为第", "为最", "为全", "被誉为", "被称", "正成为", "多数", "大部分"),
    titles.given_by: ("”", "-"),
    titles.named_as: ("确定", "认定", "评定", "授予", "命名", "公布"),
    titles.renowned: ("“",),
    appositions.role_of: (
        *("全球", "世界", "国内", "国际", "全国", "中国", "亚洲", "行业"),
        *("巨头", "龙头", "之一的", "央企", "国企", "上市公司"),
    ),
    appositions.standing_alone: ("唯一", "首个", "首批", "最大"),
    appositions.present: ("在",),
    appositions.built: ("首", "唯一", "最大"),
    appositions.destined: ("将", "把"),
    appositions.carried_out: ("由",),
    appositions.founded: ("由",),
    fields.producing: ("生产", "产品"),
    fields.applied: ("用于", "应用在"),
    fields.chained: ("产业链", "产业体系"),
    fields.based_on: ("以", "将"),
    fields.led_by: ("以",),
    fields.led: ("链主", "龙头"),
    fields.covering: ("覆盖", "涵盖", "囊括", "包括", "涉及"),
    fields.attributed: ("单位", "方向", "企业", "产业", "产品", "定位"),
    fields.devoted: ("布局", "主营", "专注", "深耕", "主攻", "专攻", "致力于", "从事", "聚焦"),
    fields.staged: ("游",),
    fields.working_in: ("从事", "主营", "专注于", "致力于"),
    fields.supplying: ("供货", "供应给", "销售给", "客户", "配套"),
    facts.spread: ("分布在", "集中在", "分布于", "集中于"),
    facts.placed: (
        *("选址", "位于", "地处", "坐落", "落户", "布局", "分布", "集中在", "集聚在", "覆盖", "处于"),
        *("迈进", "冲刺", "进军", "挺进", "跨越", "跃升"),
    ),
    facts.situated: ("位于", "坐落于", "地处", "落户"),
    facts.done: ("通过", "功能", "胜出", "夺冠", "获胜", "脱颖而出", "获奖"),
    facts.event: ("举行", "召开", "举办"),
}
_ALWAYS = frozenset(RULES) - frozenset(_SIGNS)
_BY_SIGN = {
    sign: frozenset(rule for rule, signs in _SIGNS.items() if sign.startswith(signs))
    for sign in {sign for signs in _SIGNS.values() for sign in signs}
}
_SIGN = re.compile(f"(?=({alternation(_BY_SIGN)}))")
_CLAUSE = re.compile(r"[^,;:]+")
_MEMBER = re.compile(r"[^、]+")
_AWARD_VERB = re.compile(pattern("award"))


def links(text: str, carry: Carry) -> list[Link]:
    """The relations of one sentence view."""
    text = without_figures_in_brackets(text)
    out: list[Link] = []
    field: str | None = None
    before: str | None = None
    unnamed = False
    clauses = list(_clauses(text))
    for index, found in enumerate(clauses):
        if found.start() and text[found.start() - 1] == ";":
            field = None
        plain = found[0].strip()
        if topic := _FIELD.match(strip_lead(plain)):
            field = topic["field"]
            continue
        names = name_list(plain) if len(plain) > 6 and may_list(plain) else None
        last = clauses[index - 1][0] if index else ""
        following = clauses[index + 1][0] if index + 1 < len(clauses) else ""
        part = Part(found[0], found.start(), names, field, before, last, following, unnamed)
        if names or _TRIGGER.search(plain):
            for rule in _asked(plain):
                out += rule(part, carry)
        if names:
            for further in further_lists(plain, names):
                out += titles.classed(replace(part, names=further), carry)
        if back := carry.recalled(part.plain):
            before = back[0]
        unnamed = unnamed or (not before and part.of_no_name())
        before = part.spoken_of() or before or part.industry() or part.placed()
    return out


@lru_cache(maxsize=4096)
def _asked(clause: str) -> tuple[Rule, ...]:
    """The rules that may find something in ``clause``."""
    # The longest sign at each place is found; a shorter one that it begins with stands there too.
    asked = _ALWAYS.union(*(_BY_SIGN[sign] for sign in _SIGN.findall(clause)))
    return tuple(rule for rule in RULES if rule in asked)


def _clauses(text: str) -> Iterator[re.Match[str]]:
    """Clauses; a list whose members have verbs of their own (A进入…、B跻身…) is cut at 、 too."""
    for found in _CLAUSE.finditer(text):
        if "、" in found[0] and len(_AWARD_VERB.findall(found[0])) > 1:
            yield from _MEMBER.finditer(text, found.start(), found.end())
        else:
            yield found
