"""Who has a title or standing: what the words before the verb name, or whoever was spoken of and may have it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.nouns import is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import Part
from yanzhen.terms import EntityKind

# Who awards (被国家有关部委命名为), and with what (以营业收入140亿元跻身), is not who is awarded.
_AGENT = re.compile(
    r"(?:^|(?<=.))连续[\d两三四五六七八九十多]{1,3}(?:年|次|届)$|(?:^|(?<=.))(?:综合)?(?:经济)?(?:综合)?(?:竞争力|实力)$|(?:^|(?<=.))被[^,]{1,40}$|^(?:因|由于)[^,]*而$|^[以凭][^,]*\d[^,]*$|(?:^|(?<=.{2}))[以凭]借?[^,以]{2,20}的?(?:优异|优秀)?(?:成绩|优势|实力|得分|总分|佳绩|模式|经验|做法|身份|名义)$|(?:于?[\d年月日]{5,11})?经[^,]*?(?:部|委|厅|局|政府|国务院|办公室|协会|联合会|专家)[^,]*$"
)
_OF_FIRM = re.compile(r"(?:企业|公司|集团|工厂|[药车央国民强]企|[造产应务]商|产品|品牌)(?:之一)?$")
# 百强市 is what a city is, whatever else the sentence spoke of.
_NO_PLACES = re.compile(r"集群(?:之一)?”?(?:荣誉)?(?:称号)?$")
_OF_PLACE = re.compile(r"(?:百强|先进|[强大名])[市县区](?:之一)?”?$")
_NAMES_PLACE = re.compile(r"(?:之[都乡城]|名[城镇]|城市)”?$")  # an industry is no 之都, a cluster may be
# 形成…的甲产业集群,入选省级产业集群名单: the kind of thing a title is for shows which of those named has it.
_TITLE_FOR = re.compile(r"(?P<kind>集群|产业链|项目|基地)”?(?:名单|目录|培育对象|培育名单)*$")
_LED_TO = re.compile(r"的(?P<who>[^,的、]{2,16}?(?P<kind>集群|产业链|项目|基地))$")
_NAME_END = re.compile(r".{2}(?:公司|集团|股份|产业园|园区|开发区|高新区|经开区|集群|[镇乡村])$")


def bare_holder(words: str) -> str:
    """海诺重工连续三年被省政府 -> 海诺重工."""
    while (rest := _AGENT.sub("", words)) != words:
        words = rest
    return words


_IN_TURN = re.compile(r"(?:于?(?:19|20)\d\d年(?:\d{1,2}月)?)?(?:分别|双双|均|都)?$")


def two_holders(text: str) -> tuple[str, ...]:
    """青禾区和蓝田市, 甲公司和乙公司 are two; most names with 和 in them are one."""
    names = re.split("[和与及]", _IN_TURN.sub("", text, count=1))
    found = [place_prefix(name) for name in names]
    alike = all(place and not place[1] for place in found) or all(map(_NAME_END.search, names))
    return tuple(names) if len(names) > 1 and alike else ()


def each_with_each(
    who: tuple[str, ...], titles: Sequence[str], *, in_turn: bool
) -> Iterator[tuple[str, str]]:
    """Every name with every title, or each with its own where they are said in turn and are as many."""
    if in_turn and len(who) == len(titles) > 1:
        return iter(zip(who, titles, strict=True))
    return product(who, titles)


def holder(who: str, what: str, part: Part, carry: Carry) -> str:
    """Who has the standing ``what``."""
    subject = part.subject(who, carry)
    if kind_of(subject) is EntityKind.REGION and not place_prefix(strip_lead(who)):
        title, led = _TITLE_FOR.search(what), _LED_TO.search(part.last.strip())
        if title and led and title["kind"] == led["kind"]:
            return led["who"]
    if not strip_lead(who) and _OF_INDUSTRY.search(what) and kind_of(subject) is EntityKind.REGION:
        return industry_at(part.last.strip())  # 纺织工业历史悠久,是…支柱产业: no place is one
    if not strip_lead(who) and kind_of(subject) in _NO_FIRMS and (kind := _needs(what)):
        # 是…企业, 成为…项目: said of a firm, a project
        named = carry.recent.get(kind) or (carry.only.get(kind) if kind == "project" else carry.actor)
        return named or (firm_at(strip_lead(part.last.strip())) if kind == "firm" else "")
    if (
        kind_of(subject) is EntityKind.REGION
        and _NO_PLACES.search(what)
        and not place_prefix(strip_lead(who))
    ):
        return ""
    if kind_of(subject) is EntityKind.REGION and _OF_FIRM.search(what) and not place_prefix(strip_lead(who)):
        return ""
    if subject == part.before and _is_of_place(what, kind_of(subject)):
        return carry.place or carry.region
    return subject


# 甲市纺织工业历史悠久, 轴承制造业门类齐全
_INDUSTRY = re.compile(r"[\u4e00-\u9fff]{1,10}?(?<!作)业(?![集化链园带基工结体务绩者主态余])")
_OF_INDUSTRY = re.compile(r"(?:产业|行业)(?:之一)?$")


def industry_at(words: str) -> str:
    """The industry that ``words`` begin with, its place left out; empty where they begin with none."""
    place = place_prefix(words)
    found = _INDUSTRY.match(place[1].lstrip("的") if place else words)
    return found[0] if found and is_name_like(found[0]) else ""


def _is_of_place(what: str, kind: EntityKind) -> bool:
    """Whether a title can only be a place's, where something of another kind was spoken of."""
    if kind is EntityKind.INDUSTRY and _NAMES_PLACE.search(what):
        return True
    return kind is not EntityKind.REGION and bool(_OF_PLACE.search(what))


def _needs(what: str) -> str:
    """The kind of thing that a standing can only be of."""
    return "firm" if _OF_FIRM.search(what) else "project" if what.endswith(("项目", "项目之一")) else ""


# 甲控股位居第二十位: who is ranked, was founded, has its seat.
_WHO_DOES = re.compile(
    r"(?![该本其这那])[\u4e00-\u9fff]{3,8}?(?=位居|位列|排名第|总部|成立于|始建于|创立于|创建于|主营|专注于|深耕)"
)
_NO_FIRMS = (EntityKind.REGION, EntityKind.INDUSTRY, EntityKind.CLUSTER, EntityKind.CHAIN, EntityKind.PARK)
_SHORT_FIRM = re.compile(
    r"[\u4e00-\u9fff]{2,6}?(?:科技|重工|股份|集团|药业|电子|材料|机械|精密|智能|生物|化学|食品|乳业|酒业|纸业|光电|汽车|电气|电器|实业|能源|医药|制药|铝业|钢铁|水泥|纺织)(?!产业|行业|制造|工业|企业|加工|装备|产品|集群|园|链)"
)


def firm_at(words: str) -> str:
    found = _SHORT_FIRM.match(words) or _WHO_DOES.match(words)
    return found[0] if found and is_name_like(found[0]) and not place_prefix(found[0]) else ""
