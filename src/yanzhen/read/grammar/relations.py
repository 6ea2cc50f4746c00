"""Relations: the clauses of a sentence and the rules, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache

from yanzhen.read.grammar import (
    announcements,
    appositions,
    decisions,
    facts,
    fields,
    goods,
    honours,
    members,
    memberships,
    roles,
    seats,
    standings,
    titles,
)
from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.names import NameList, further_lists, may_list, name_list
from yanzhen.read.grammar.nouns import strip_lead
from yanzhen.read.grammar.parts import Link, Part, counted_noun
from yanzhen.read.grammar.title_words import defines_class
from yanzhen.read.grammar.view import without_figures_in_brackets
from yanzhen.read.lexicon import Signs, pattern, words
from yanzhen.terms import EntityKind

Rule = Callable[[Part, Carry], Iterator[Link]]
_AWARD = " ".join(words("award"))
# What follows a class that names its members next: 企业有, 品牌为, 园区(, 5家(; 为 and ( alone stand in most sentences.
_AFTER_CLASS = (
    *(
        end + then
        for end in "业司商牌标号群区园厂间地链镇人军室心社”"
        for then in ["有", "包括", "涵盖", "为", "是", "即", "主要", "目前", "现", "分别", "依次", "("]
    ),
    *(count + "(" for count in "家个条项座户枚件"),
    *("即", "依次为", "依次是", "分别是", "分别为", "其中有", "其中包括"),
)
# Every rule that finds something adds it, in this order; ``--explain`` shows the names. One of a rule's signs must stand
# in a clause for the rule to be asked; without any of them in a sentence no rule is.
RULES: dict[Rule, str] = {
    memberships.classed: "",
    titles.awarded: f"通过 获“ 获国家 获省 获全国 获中国 批准 批复 核准 升级为 升格为 {_AWARD}",
    standings.is_a: "是 堪称 可谓 称得上 不愧 属国 属省 属全 属中 属于国 属于省 属于全 属于中 属于国内 系“ 均为 都为 皆为 同为 均系 均属 现为 系国 系省 系全 系中 系我 系一 定位为 作为 为第 为最 为全 被誉为 被称 正成为 多数 大部分",
    titles.given_by: "授予 并称 号称 素称 堪称 人称 誉称 -- -“ 企业- 基地- 市场- 中心- 园区- 公司- 项目- 集群-",
    announcements.rostered: "再添 再增 喜添 增添 新增 新晋 榜单中 榜单里 名单里 榜中 公示 公布 发布 印发 名单 上榜 在列 榜上有名 入选 入围 位列其中 通过 分别为 分别是 名单为 包括 通报 入列 名列其中 获评 获批 晋级 胜出 中选 登榜 进入 纳入 列入 出炉 揭晓 批准 认定 进行 予以",
    announcements.announced: "即 具体包括 分别为 分别是 依次 包括 如下 -- 的集群 的企业 的园区 的项目 的产品 已入选的 已认定的 集群( 企业( 园区( 产业链(",
    titles.held: _AWARD,
    decisions.named_as: "确定 确认 认定 评定 授予 命名 公布 为“ 为第 企业为 集群为 园区为 产品为 项目为 单位为 为国家 为省 为市 为全 为200 为201 为202 为首批 为世界 批准 核准 核定 选定 明确 遴选 评选 评为 列为 列入 纳入",
    titles.renowned: "名片 招牌 荣誉 桂冠 美誉 美称 之称 盛誉 盛名 称号 之誉",
    appositions.exampled: "包括 涵盖 企业有 企业为 企业是 产业有 产业为 产业是 如",
    members.headed: " ".join(_AFTER_CLASS),
    members.beside: " ".join(words("rank_words")) + " 知名 著名 核心 重点 强",
    roles.heads: "链主 龙头 牵头 领衔 引领 领头 担纲 为骨干 为主体 为核心 为支撑 骨干企业 核心企业",
    honours.known: "” -- 为首",
    goods.made: "为主 主产 盛产 出产 系列 门类 品类 大类 类产品 产品是 产品为 产品有 产品包括 产品主要",
    goods.tilled: "深耕 专注 聚焦 专攻 扎根",
    seats.settled: "落户 入驻 落地 落子 扎根 总部 选址 集中在 集中于 分布在 分布于 布局在 集聚在 聚集在 位于 坐落 地处",
    appositions.role_of: (
        "巨头 龙头 领军企业 链主企业 头部企业 骨干企业 强企业 之一的 央企 国企 上市公司 500强 第一 首个 最大 唯一"
    ),
    appositions.standing_alone: "唯一 首个 首批 首家 最大 最早 重要 知名 著名 领先 大",
    appositions.present: "都有 均有 也有 设有 建有 设立",
    appositions.built: "首个 首家 首座 唯一 最大",
    appositions.destined: "建成 建设成 打造成 培育成 发展成 建设为 打造为 培育为 发展为",
    appositions.carried_out: "由",
    appositions.founded: "由",
    fields.based_on: "为主导 为主的 为主要产品 为特色产品 为拳头产品 为首位产业 为支柱",
    fields.led_by: " ".join("为" + role for role in fields.ROLES),
    fields.led_together: "为链主 为龙头 为引领 为骨干",
    fields.led: "链主 龙头",
    fields.covering: "覆盖 涵盖 包含 囊括 包括 涉及 主要有 产品有 产品已 产品形成",
    fields.attributed: " ".join(name + verb for name in fields.ATTRIBUTES for verb in fields.EQUALS),
    fields.in_case: " ".join(name + verb for name in fields.TIERS for verb in fields.EQUALS),
    fields.at_work: "领域 行业 赛道 方面",
    fields.devoted: "布局 主营 专注 深耕 主攻 专攻 致力于 从事 聚焦 锚定 瞄准 竞逐 抢滩 发力 重点发展 重点抓好 重点培育",
    fields.staged: "上游 中游 下游",
    fields.working_in: "从事 主营 专注于 致力于",
    fields.supplying: "供货 供应给 销售给 客户 配套",
    fields.producing: " ".join(how + verb for how in fields.MAINLY for verb in fields.MAKES),
    fields.applied: "用于 应用在",
    fields.chained: "产业链 产业体系",
    facts.standing: "",
    facts.sized: "亿级的",
    facts.leading: "领先 前列 第一 一流",
    facts.spread: "分布在 集中在 分布于 集中于",
    facts.placed: (
        "选址 位于 地处 坐落 落户 布局 分布 集中在 集聚在 覆盖 处于 迈进 冲刺 进军 挺进 跨越 跃升"
    ),
    facts.situated: "位于 坐落于 地处 落户",
    facts.done: "通过 功能 胜出 夺冠 获胜 脱颖而出 获奖",
    facts.event: "举行 召开 举办",
}
# Asked wherever a list of names stands, whatever the words around it.
_OF_LISTS = frozenset([memberships.classed, fields.at_work, facts.standing])
_FIELD = re.compile(r"^(?:在|聚焦|围绕)?(?P<field>[\u4e00-\u9fff]{2,12}?)(?:领域|赛道)(?:方面)?$")
_PLACE = {rule: place for place, rule in enumerate(RULES)}
_SIGNS = {rule: tuple(signs.split()) for rule, signs in RULES.items()}
_BY_SIGN = {
    sign: frozenset(rule for rule, signs in _SIGNS.items() if sign.startswith(signs))
    for sign in {sign for signs in _SIGNS.values() for sign in signs}
}
_ALL_SIGNS = Signs(_BY_SIGN)
# Whether any sign stands in a text is told by those that hold no other.
_ANY_SIGN = Signs(s for s in _BY_SIGN if not any(t in s and t != s for t in _BY_SIGN))
_CLAUSE = re.compile(r"[^,;:…]+")
# 三、确定…: the number of a paragraph is no part of its first clause.
_NUMBERED = re.compile(r"^\s*(?:[(]?[一二三四五六七八九十]{1,3}[)、]+|[(]?\d{1,2}[)、.](?!\d))")
# (名单附后), (以下简称甲公司)
_ASIDE = re.compile(r"\([^()]*(?:附后|附件|名单|简称)[^()]*\)")
_NAMED_KINDS = (EntityKind.FIRM, EntityKind.PARK, EntityKind.CLUSTER, EntityKind.PROJECT)
_STANDINGS = ("is-a", "awarded", "standing-alone")  # more of them may follow without a verb
_GIVEN = ("is-a", "awarded", "given-by", "named-as")
_COUNTED = re.compile(r"\d[个家项]")
# A等15个集聚区为“…”、B等36个集聚区为“…”: each a clause
_DECIDED = re.compile(r"等\d+[个家项][^、“]{0,12}为“")
_TO_QUOTE = re.compile(r"[^、”][^”]*”?")
_MEMBER = re.compile(r"[^、]+")
_AWARD_VERB = re.compile(pattern("award"))


def links(text: str, carry: Carry) -> list[Link]:
    """The relations of one sentence view."""
    text = _ASIDE.sub(_blank, _NUMBERED.sub(_blank, without_figures_in_brackets(text)))
    out: list[Link] = []
    field: str | None = None
    before: str | None = None
    unnamed, counted = False, ""
    stated: list[Link] = []
    clauses = [(found[0], found.start()) for found in _clauses(text)]
    written = ["", *(clause for clause, _ in clauses), ""]
    lists = [_list_in(clause.strip()) for clause, _ in clauses]
    # Behind the last clause that may state something nobody asks who was spoken of, unless a list has been announced.
    end = len(clauses)
    while end and not (lists[end - 1] or _may_state(*clauses[end - 1], text)):
        end -= 1
    for index, (clause, start) in enumerate(clauses):
        after = text[start - 1] if start else ""
        announced, given = _expected(after, written[index], stated, carry)
        if index >= end and not announced and not given:
            break
        if after == ";":
            field = None
        if topic := _field_of(clause.strip()):
            field = topic
            continue
        last, following = written[index], written[index + 2]
        part = Part(clause, start, lists[index], field, before, last, following, unnamed, after, counted)
        counted = counted_noun(clause) or counted
        stated = _stated(part, announced, given, carry)
        further = text[start + len(clause)] if following else ""
        if index + 1 < end or (following and any(_expected(further, clause, stated, carry))):
            before, unnamed = _goes_on(part, before, unnamed, carry)
        if stated and kind_of(stated[-1].subject) in _NAMED_KINDS:
            carry.mention(stated[-1].subject)
            before = before or stated[-1].subject  # 甲科技位于…,是一家…
        if stated:
            before = _titled(stated, clause) or before
            out += stated
    return out


def _may_state(clause: str, at: int, text: str) -> bool:
    """Whether a sign of any rule stands in a clause, or a list that has been announced."""
    return _ANY_SIGN.stand_in(clause) or (at > 0 and text[at - 1] == ":" and "、" in clause)


def _titled(stated: list[Link], clause: str) -> str:
    """Whom a clause has just given a title, by name: 甲小镇被评为…,跻身…."""
    named = [link.subject for link in stated if link.rule in _GIVEN and link.subject in clause]
    return "、".join(dict.fromkeys(named))


def _expected(after: str, last: str, stated: list[Link], carry: Carry) -> tuple[bool, bool]:
    """(whether names are announced to a clause that stands after ``last`` and the sign ``after``, whether ``last`` gave a standing)."""
    announced = carry.roster is not None or carry.listing is not None or after == ":" or _counts_all(last)
    return announced, bool(stated) and stated[-1].rule in _STANDINGS


def _field_of(clause: str) -> str | None:
    """The field that is all a clause names: 在新材料领域."""
    found = _FIELD.match(strip_lead(clause)) if clause.endswith(("领域", "赛道", "方面")) else None
    return found["field"] if found else None


def _counts_all(clause: str) -> bool:
    """Whether a clause counts those of whom the next names some: 新认定的12家省级瞪羚企业中."""
    return clause.endswith("中") and bool(_COUNTED.search(clause))


def _list_in(clause: str) -> NameList | None:
    return name_list(clause) if len(clause) > 6 and may_list(clause) else None


def _stated(part: Part, announced: bool, given: bool, carry: Carry) -> list[Link]:
    """What the rules find in one clause."""
    plain, names = part.text.strip(), part.names
    out: list[Link] = []
    if defines_class(part.plain):
        return out
    for rule in _asked(plain, names is not None, announced, given):
        out += [link for link in rule(part, carry) if not _is_told(link, out)]
    if names:
        for further in further_lists(plain, names):
            out += memberships.classed(replace(part, names=further), carry)
    return out


def _is_told(link: Link, told: list[Link]) -> bool:
    """Whether another rule has found the same, its object named more or less fully."""
    return any(
        link.rule != one.rule
        and link.subject == one.subject
        and (link.object in one.object or one.object in link.object)
        for one in told
    )


def _blank(found: re.Match[str]) -> str:
    return " " * len(found[0])


def may_relate(text: str, carry: Carry) -> bool:
    """Whether any rule may find something in a sentence. Cheap; most sentences of most documents hold no relation."""
    announced = carry.roster is not None or (":" in text and "、" in text)
    return announced or _ANY_SIGN.stand_in(text) or may_list(text)


def _goes_on(part: Part, before: str | None, unnamed: bool, carry: Carry) -> tuple[str | None, bool]:
    """(whom the next clause goes on about, whether nobody that has a name)."""
    if back := carry.recalled(part.plain):
        before = back[0]
    elif part.of_some_firm():
        return None, True
    unnamed = unnamed or (not before and part.of_no_name())
    if spoken := part.spoken_of():
        return spoken, unnamed
    if before:
        # 甲市…,乙县占…,成为…
        return (kind_of(before) is EntityKind.REGION and part.placed()) or before, unnamed
    return part.industry() or part.placed(), unnamed


@lru_cache(maxsize=4096)
def _asked(clause: str, listed: bool, announced: bool, given: bool) -> tuple[Rule, ...]:
    """The rules that may find something in ``clause``.

    It may hold a list, follow the announcement of one, or follow a clause that gave a standing.
    """
    # The longest sign at each place is found; a shorter one that it begins with stands there too.
    asked: set[Rule] = set().union(*(_BY_SIGN[sign] for sign in _ALL_SIGNS.within(clause)))
    if listed:
        asked |= _OF_LISTS
    if announced:
        asked |= {announcements.rostered, announcements.announced, members.headed}
    if given:
        asked |= {appositions.standing_alone}
    return tuple(sorted(asked, key=lambda rule: _PLACE[rule]))


def _clauses(text: str) -> Iterator[re.Match[str]]:
    """Clauses; a list whose members have verbs of their own (A进入…、B跻身…) is cut at 、 too."""
    for found in _CLAUSE.finditer(text):
        if "”、" in found[0] and len(_DECIDED.findall(found[0])) > 1:
            yield from _TO_QUOTE.finditer(text, found.start(), found.end())
        elif "、" in found[0] and sum(map(bool, map(_AWARD_VERB.search, found[0].split("、")))) > 1:
            yield from _MEMBER.finditer(text, found.start(), found.end())
        else:
            yield found
