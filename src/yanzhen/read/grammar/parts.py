"""A clause with the names it holds, and the relation it may state."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from functools import lru_cache

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.lists import split_items, whole_quotes
from yanzhen.read.grammar.names import NameList
from yanzhen.read.grammar.nouns import (
    entity_prefix,
    is_name_like,
    place_prefix,
    strip_lead,
    strip_trail,
)
from yanzhen.read.grammar.speech import acts, bare
from yanzhen.read.lexicon import pattern
from yanzhen.terms import EntityKind, Period

QUALITY = re.compile(pattern("rank_words"))
FIRMS = re.compile(r"企业|公司|集团|[药车央国民强]企(?!业)|龙头$|巨头$")
# Where firms are together, as its own subject: 蓝田高新区.
ZONE = re.compile(r"(?:高新区|经开区|开发区|集聚区|集中区|园区?|基地|集群)$")
# A、B等传统支柱产业: a class of industries, by whatever quality.
INDUSTRIES = re.compile(r"(?:产业|行业)$")
_PLAIN_QUALITY = re.compile(
    rf"(?:{pattern('plain_class')}|[\d一二三四五六七八九十两]+[个家大条类])*的?$|^(?:地|[省市县区](?![级内域])|国(?![内家际有])|方面|环节|领域|企业|单位|部门|高校|产品|原因|问题|工作|措施|方式)"
)
TIER_CLASS = re.compile(r"^(?:战略性)?新兴产业$|^未来产业$|^传统(?:优势)?产业$")
QUALITY_ONLY = re.compile(
    r"(?:主导|支柱|特色|优势|重点|传统|新兴|战略性|未来|相关|现代|新型|工业|制造业|先进|高端|绿色|数字|实体|其他|各|三次|第[一二三])*产业"
)
_HOLDS = re.compile(
    r"(?:目前|如今|现|已经?|基本|初步|逐步|逐渐|正)*(?:形成|构建|建成|打造|拥有|聚集|集聚)(?:了|起|出)?$"
)
# 其中的18家企业,涉及…: the noun that a relative clause leads to is what the next clause speaks of.
_RELATIVE = re.compile(
    r"的(?P<head>\d+[家个条户项][\u4e00-\u9fff]{0,6}?(?:企业|集群|园区|产业链|项目|产品))$"
)
# 本次集中开工的项目包括甲园、乙园,涵盖…领域
_WHO_HOLDS = re.compile(
    r"(?P<who>[^,;、是]{2,24}?(?:项目|企业|集群|园区|产品))(?:主要)?(?:包括|涵盖|涉及|覆盖)"
)
# 此次入选的甲集群已…
_HAPPENED = re.compile(r"(?:如)?[^,;的]{0,12}?(?:入选|上榜|签约|开工|投产|落户|入驻|入围|获评|认定)的")
# 以甲产业链为例, 在甲开发区,…
_SCENE = re.compile(r"^(?:以(?P<case>[^,;]{2,16})为例|在(?P<in>[^,;在的、]{2,20}))$")
# 入选五星示范基地的|甲园区
_LISTED_AS = re.compile(r"^(?:入选|获评|上榜)[^,;的]{2,20}的(?=[^,;的]{4})")
# 甲镇灯饰作为6个集群之一,成为…; 乙市的丙股份成功上榜,…
_AS_ONE = re.compile(r"^(?P<who>[^,作]{2,60})作为[^,]")
_AS_LISTED = ("上榜", "在列", "榜上有名")
_LISTED_ONE = re.compile(
    rf"^(?:[^,]{{1,20}}的)?(?P<who>[^,的\d、]{{3,20}}?(?:、[^,的\d、]{{2,20}}?)*)(?:成功|顺利|再次|双双|均|也)*(?:{'|'.join(_AS_LISTED)})$"
)
_THEN_LISTED = re.compile(r"(?:成功|均|都|双双)*(?:上榜|在列|榜上有名)$")
_INDUSTRY = re.compile(r"^(?P<name>[^,;:、的在是]{2,16}?产业)(?![集化链园带基工结体])")
_COPULA = re.compile(r"(?:也|还|又|更|正|既|已|将)*(?:是|成为|作为|被誉为)")
_IS_SOMETHING = re.compile(
    r"^(?![这那此其它])[\u4e00-\u9fff]{3,16}?(?<![也还又更正既已将就都不而但])是(?!否)"
)
_NO_INDUSTRY = re.compile(r"\d|发展|培育|壮大|凭借|依托|借助|围绕")
_EXAMPLES_BEGIN = frozenset("例比诸其包如")
_EXAMPLES = re.compile(
    r"^(?:例如|比如|诸如|(?:其中)?包括|如(?![今何果期此下同意愿实数]))(?P<items>[^,;]{2,120}?)(?:等)?$"
)
_NOBODY = re.compile(rf"(?:{pattern('generic_subject')}|\d{{4}}年|\d{{1,2}}月|\d{{1,2}}日|[\s,])+")
# 来自甲县的乙镇; 集聚区内甲公司
_FROM = re.compile(r"^来自[^,的]{2,12}的(?=[^,]{2})")
_INSIDE = re.compile(r"^[\u4e00-\u9fff]{0,8}?(?:[区园县市镇]|集群)内(?=[^,]{2,16}(?:公司|集团|股份))")
# 公司获得…: of a firm that the text has not named.
_SOME_FIRM = re.compile(r"(?:该|本|这家)?公司|[该本]企业")
# 甲县2018年|获评: when it was is no part of who.
_WHEN = re.compile(
    r"(?<=..)(?:于|在|自)?(?:(?:(?:19|20)\d\d|[去今前当])年(?:\d{1,2}月)?(?:\d{1,2}日)?|\d{1,2}月(?:\d{1,2}日)?|近日|日前)[底初末]?$"
)
# 这是继2005年3月甲市…
_SINCE = re.compile(
    r"^(?:这是)?继(?:(?:19|20)\d\d年)?(?:(?:\d{1,2}|元)月)?|^(?:19|20)\d\d年?(?:至|到|-)(?:19|20)\d\d年"
)
_OF_GROUP = re.compile(r"旗下(?!企业|公司|子公司|产品)[^旗]{4,}$")  # 甲集团旗下乙公司
_WHEN_ENDS = frozenset("年月日底初末前")
_RAISED = re.compile(rf"升[级格]为|{pattern('award')}")  # 升级为国家级开发区
_COPULA_END = re.compile(r"(?<=..)[是为]一[家个座]$")
_SHORTEST_HEAD = 5  # characters
_POINTING = frozenset("该本我这那此其")
_WIDE = frozenset(["全国", "全球", "世界", "中国", "国内"])
_PRONOUNS = frozenset(
    ["该集群", "该产业集群", "该产业链", "该园区", "该企业", "该公司", "该村", "该乡", "这里", "其", ""]
)


def tells_class(names: NameList) -> bool:
    """Whether the class that a list is given says something of its members: 等相关企业 says nothing."""
    if not names.quality:
        return names.kind.endswith(("企", "巨头", "龙头"))  # 等央企
    place = place_prefix(names.quality)
    if place and not place[1]:
        return False  # 等15家我市企业
    return names.kind == "龙头" or not _PLAIN_QUALITY.match(names.quality)


def is_plain_class(title: str) -> bool:
    """Whether a class names nothing but the kind of its members: 相关企业."""
    return bool(_PLAIN_QUALITY.match(FIRMS.split(INDUSTRIES.sub("", title))[0]))


_COUNTED = re.compile(
    r"^(?:多|数|众多|若干|不少|部分|一批|更多|越来越多)的?(?:[家个]|企业)|旗下企业$|^(?:\d+|[两二三四五六七八九十])大(?=.{2})|^共?(?:\d+|[一二三四五六七八九十两]+)[多余]?(?:[个家条项座处种]|(?:地|集群|企业|园区|镇|村|县|项目|产品|工厂)$)|\d[多余]?[个家条项座处](?!人)"
)
_HAVING = re.compile(r"^(?:已|共|现|新)*有")


@lru_cache(maxsize=8192)
def is_counted(name: str) -> bool:
    """全市三个产业集群, 我市共有5家企业: a count of things is no name."""
    name = _HAVING.sub("", strip_lead(name))
    place = place_prefix(name)
    return bool(_COUNTED.search(name) or (place and _COUNTED.match(_HAVING.sub("", strip_lead(place[1])))))


def _without_ours(name: str) -> str:
    """我省甲市高端装备集群 without 我省, where another place follows."""
    place = place_prefix(name) if name[0] in "我本" else None
    return place[1] if place and _PLACED.match(place[1]) else name


_PLACED = re.compile(r"[\u4e00-\u9fff]{1,6}?[省市县区镇州]")


def is_member(name: str, *, shortest: int = 2, longest: int = 40) -> bool:
    """Whether one part of a list may be a name; lengths in characters."""
    return shortest <= len(name) <= longest and is_name_like(name) and not is_counted(name)


@dataclass(slots=True)
class Link:
    """A relation before it becomes a statement; offsets are those of the sentence."""

    subject: str
    predicate: str
    object: str
    start: int
    end: int
    rule: str
    flags: tuple[str, ...] = ()
    period: Period | None = None
    subject_kind: EntityKind | None = None
    passing: bool = False  # taken for granted while the clause says or plans something else


_COUNTED_END = re.compile(
    r"(?P<noun>[^,;:、\d]{2,30}?(?:项目|企业|集群|园区|产业链|工程|基地|平台|产品))(?:总数|数量|[共已达有约超\s])*\d[\d,]*[余多]?\s?[个家条项座]$"
)
# 签约了6个重点项目, 共36家企业入选
_COUNTED_AFTER = re.compile(
    r"(\d[\d,]*[余多]?[个家条项][^,;:、\d的]{0,8}?(?:项目|企业|集群|园区))(?:入选|上榜|集中开工|开工|签约|建设情况)?\s*$"
)
_COUNTED_SIGNS = frozenset("目业群区选榜工约况")  # what such a clause ends with
_HOLDING_VERB = re.compile(
    r"(?:培育|拥有|引进|引入|参与|谋划|布局|新增|形成|聚集|集聚|汇聚|储备|打造|推进|组织|确定|筛选|遴选|安排|实施|签约|共有)[了出]?(?=.{3})"
)


def counted_noun(clause: str) -> str:
    """What a clause counts at its end: 参与本次集中开工项目共17个 -> 本次集中开工项目."""
    if clause.rstrip()[-1:] in _COUNTED_SIGNS and (after := _COUNTED_AFTER.search(clause)):
        return after[1]
    found = _COUNTED_END.match(clause.strip()) if clause.rstrip()[-1:] in "个家条项座" else None
    if not found:
        return ""
    ends = [verb.end() for verb in _HOLDING_VERB.finditer(found["noun"])]
    return strip_lead(found["noun"][max(ends, default=0) :])


@lru_cache(maxsize=4096)
def _plain(clause: str) -> str:
    text = clause.strip()
    text = _FROM.sub("", strip_lead(text.lstrip("“") if text.count("“") > text.count("”") else text))
    return _INSIDE.sub("", text) if "内" in text[:12] else text


@dataclass(slots=True)
class Part:
    """A clause of a sentence.

    Attributes:
        names: the list of names it holds.
        field: the field it is about (未来能源领域, …).
        before: whom the clause before spoke of.
        last: the clause before, as written; next: the clause after.
        unnamed: the sentence speaks of what is neither a name nor a place: 单项冠军是…,是….
        counted: what the sentence has counted last: 集中开工项目共17个,….
        after: the sign that the clause follows.
        plain: the clause without what leads in.
    """

    text: str
    start: int
    names: NameList | None
    field: str | None
    before: str | None
    last: str = ""
    next: str = ""
    unnamed: bool = False
    after: str = ""
    counted: str = ""
    plain: str = dataclasses.field(init=False)

    def __post_init__(self) -> None:
        self.plain = _plain(self.text)

    def link(
        self,
        subject: str,
        predicate: str,
        object_: str,
        rule: str,
        *flags: str,
        kind: EntityKind | None = None,
        passing: bool = False,
    ) -> Link:
        """A relation whose quote is the clause; ``kind`` is the subject's where the clause tells it.

        ``passing``: the clause takes it for granted and says or plans something else.
        """
        lead = len(self.text) - len(self.text.lstrip(" "))
        start, end = self.start + lead, self.start + len(self.text)
        subject, object_ = (whole_quotes(name.strip().lstrip("的"), self.text) for name in (subject, object_))
        return Link(subject, predicate, object_, start, end, rule, flags, subject_kind=kind, passing=passing)

    def subject(self, who: str, carry: Carry) -> str:
        """The name in ``who``, or whom the clause before spoke of."""
        name = _HOLDS.sub("", strip_trail(_COPULA_END.sub("", strip_lead(who.strip()))))
        name = _WHEN.sub("", name) if name[-1:] in _WHEN_ENDS else name
        name = _SINCE.sub("", _LISTED_AS.sub("", name))
        name = name.rpartition("旗下")[2] if "旗下" in name and _OF_GROUP.search(name) else name
        if (back := carry.recalled(name)) and back[1] == len(name):
            return back[0]
        if name.startswith("该") and name in _PRONOUNS:
            return self.before or carry.opening or carry.topic or ""  # never the region
        if name in _PRONOUNS or _NOBODY.fullmatch(name):
            spoken = "" if carry.place in _WIDE else carry.place  # 占全国…: what is compared with
            return self.before or carry.opening or spoken or carry.locale or carry.actor or carry.region
        if _SOME_FIRM.fullmatch(name):
            return ""
        if acts(name):
            head = name.rpartition("的")[2]  # 位于甲镇的乙重工有限公司; of 引领更多的企业 no name is left
            return self.subject(head, carry) if _SHORTEST_HEAD <= len(head) < len(name) else ""
        place = place_prefix(name)
        if not place and name[0] not in _POINTING and (named := bare(name)) != name:
            return self.subject(named, carry)  # 集团也因此
        if place and name[0] in "全我本" and place[1]:
            return place[1] if place_prefix(place[1]) else carry.named(name)  # 我市来安县…产业集群
        return carry.named(place[0]) if place and not place[1] else name

    def about(self) -> str | None:
        """The name that opens the clause, or whom the clause before spoke of."""
        return entity_prefix(self.plain) or self.before

    def _only_lists(self, names: NameList) -> bool:
        """Whether the clause is a list of names with their count, and no more: 甲园区、乙园区2家园区,."""
        return (
            not names.rest.strip()
            and len(names.items) > 1
            and not strip_lead(self.text.strip()[: names.start])
        )

    def spoken_of(self) -> str | None:
        """Whom the next clause goes on about."""
        text, plain, names = self.text.strip(), self.plain, self.names
        if _COPULA.match(text):
            return None
        if names and not names.open and (_THEN_LISTED.match(names.rest) or self._only_lists(names)):
            return "、".join(names.items)  # A、B 2家企业榜上有名,入选…
        if names and (TIER_CLASS.match(names.title) or QUALITY.search(names.quality)):
            led = strip_lead(text[: names.start])
            place = place_prefix(led) if led else None
            if place and place[1] and (led[0] not in "全我本" or "产业" in place[1] or "集群" in place[1]):
                return None  # 甲市拥有A、B等龙头企业,在…领域…: the place goes on being spoken of
            if not led or place:
                return (
                    "、".join(names.items) + ("等" if names.open else "")
                    if FIRMS.search(names.kind)
                    else names.title
                )
        if text[:1] in ("以", "在") and (found := _SCENE.match(text)):
            return found["case"] or entity_prefix(found["in"])
        if "作为" in plain and (found := _AS_ONE.match(plain)):
            return _without_ours(found["who"])
        if plain.endswith(_AS_LISTED) and (found := _LISTED_ONE.match(plain)):
            return _without_ours(found["who"])
        if "的" in text and (found := _RELATIVE.search(text)):
            return found["head"]
        if (found := _WHO_HOLDS.match(plain)) and not place_prefix(found["who"]):
            return found["who"]
        happened = _HAPPENED.match(plain) if "的" in plain else None
        if happened and (name := entity_prefix(plain[happened.end() :])):
            return name
        if (examples := self.examples) and FIRMS.search(self.last[-4:]):
            return examples[0] if len(examples) == 1 else "、".join(examples) + "等"
        name = None if _RAISED.match(plain) else entity_prefix(plain)
        return None if not name or name[0].isdigit() else _without_ours(name)

    @property
    def examples(self) -> tuple[str, ...]:
        """The names that a clause gives as examples: 如A、B等."""
        found = _EXAMPLES.match(self.plain) if self.plain[:1] in _EXAMPLES_BEGIN else None
        items = split_items(found["items"]) if found else ()
        return items if all(2 <= len(i) <= 24 and is_name_like(i) for i in items) else ()

    def of_no_name(self) -> bool:
        """Whether the clause says what something is that is neither a name nor a place."""
        found = _IS_SOMETHING.match(self.plain) if "是" in self.plain else None
        return bool(found) and not entity_prefix(self.plain) and not place_prefix(self.plain)

    def of_some_firm(self) -> bool:
        """Whether 公司 opens the clause."""
        return bool(_SOME_FIRM.match(self.plain))

    def placed(self) -> str | None:
        """The place that opens the clause as its subject: 甲市加快…."""
        place = place_prefix(self.plain)
        if place and place[1][:1] == "的" and (inner := place_prefix(place[1][1:])):
            return inner[0]  # 来自甲市乙县的丙镇
        if (
            not place
            or self.plain[0] in "全我本该"
            or place[1][:1] in "的、和与"
            or _COPULA.match(self.text.strip())
        ):
            return None
        if self.text.strip()[0] in "与同和跟":
            return None  # 与甲县、乙县形成…
        within = place_prefix(place[1])
        return within[0] if within and not within[1] else place[0]  # 四川内江,

    def industry(self) -> str | None:
        """The industry that opens the clause: 我市新能源产业配套齐全."""
        if "产业" not in self.plain:
            return None
        place = place_prefix(self.plain)
        found = _INDUSTRY.match(place[1] if place else self.plain)
        if not found or not (
            place or len(found["name"]) > 4 or self.plain[found.end() : found.end() + 1] in "是已"
        ):
            return None
        name = found["name"]
        fit = is_name_like(name) and not _NO_INDUSTRY.search(name) and not QUALITY_ONLY.fullmatch(name)
        return name if fit else None
