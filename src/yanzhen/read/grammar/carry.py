"""What one clause hands on to the next: subject, measure, period, modality; and the claims that result."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from yanzhen.read.grammar.lists import counted
from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.grammar.sections import Section
from yanzhen.terms import Modality, Period

# A park or zone has investment and output of its own, as a county has.
_AREAS = (
    "园区", "开发区", "高新区", "经开区", "新区", "产业园", "工业园", "镇", "乡", "街道", "村", "市", "县", "区", "州", "旗",
)  # fmt: skip
# 该项目, 公司, 园区: the thing of this kind that was named last.
_BACK = re.compile(
    r"(?P<this>该|这家|此|我们)?(?:(?P<project>项目)|(?P<firm>公司|集团|企业|工厂)|(?P<park>产业园区?|园区|开发区|高新区|经开区|基地)|(?P<cluster>(?:产业)?集群)|(?P<chain>产业链)|(?P<industry>(?<=该)产业(?![集链园带化体基工结区]))|(?P<fund>基金))"
)
# 这些示范基地: those counted last.
_BACK_BEGINS = frozenset("该这此我项公集企工产园开高经基上以")  # what _BACK and _THESE begin with
_THESE = re.compile(
    r"(?:这些|上述|以上|这批)(?P<kind>[\u4e00-\u9fff]{0,6}?(?:基地|集群|园区|平台|开发区|产业链|专业镇|企业))"
)
_DOES = re.compile(
    r"培育|拥有|是|还是|地处|位于|依托|现|已|有(?![色机])|摒弃|打造|形成|集聚|集中|先后|紧扣|立足|加快|持续|大力"
    r"|的|全[市县区]|GDP|地区|规上|规模|一般公共|工业|产值|年|建成|实现|完成|还|就|也|则|引进|吸引|累计|共|获|成为|入选"
)
_ONLY = frozenset(["cluster", "project", "park", "firm"])
_KINDS = {
    "project": re.compile(r"(?:项目|工程)(?:[一二三]期)?$"),
    "fund": re.compile(r"基金$"),
    "firm": re.compile(r"(?:公司|集团|股份|厂|科技|药业|重工)$"),
    "park": re.compile(r"(?:园区?|开发区|高新区|经开区|新区|基地|保税区|综保区)$"),
    "cluster": re.compile(r"集群$"),
    "chain": re.compile(r"产业链$"),
    "industry": re.compile(r"产业$"),
}
_ROLE = re.compile(r"^(?:链主|龙头|骨干|头部)(?:企业)?(?=[\u4e00-\u9fff]{2,}(?:公司|集团|股份|科技)$)")
_STEM = re.compile(r"([\u4e00-\u9fff]{2})(?:集团|股份|科技|药业|重工)")
# 二季度重大重点项目 are several.
_SOME_PROJECTS = re.compile(
    r"(?:重[大点]|工业|产业|建设|实体|招商|签约|开工|竣工|在建|新建|续建|扩建|技改|民生|投资|各类|上述|这些|集中)项目$"
)
_SOME_CLUSTERS = re.compile(
    r"(?:年度|国家级?|省级?|市级?|全国|全省|中小企业|特色|先进|制造业|新兴|优势|产业)+集群"
)
_OF_INDUSTRIES = re.compile(
    r"(?:增加值|产值|投资|零售额|销售额|产量|营业收入|利润|餐费收入|税收|用电量|出口额?|销售面积)$"
)
_OURS = frozenset(who + level for who in "全我本" for level in "省市县区")
_INDUSTRIES = ("业", "集群", "产业链")
_FULL_NAME = re.compile(r"[\u4e00-\u9fff()]{1,18}?(?:公司|集团)")  # 青禾|新材料有限公司 is no short name
_STILL_HAS = re.compile(
    r"(?:目前|现|已|共|还|并|也)*(?:有(?![望关色机])|拥有|建有|设有|现有|集聚|聚集|入驻)|从业人员|占地|注册资本|年[产销]"
)
_LOCAL = ("市", "县", "区", "镇", "村")
_COUNTED = 2000  # counts remembered, so that a repeated mention is no new claim


@lru_cache(maxsize=4096)
def _kind_by_ending(name: str) -> str:
    return next((kind for kind, ending in _KINDS.items() if ending.search(name)), "")


@dataclass(slots=True)
class Claim:
    """A figure with its key, before it becomes a statement; offsets are those of the sentence."""

    subject: str
    metric: str
    facet: str
    quantity: Quantity
    start: int
    end: int
    rule: str
    flags: tuple[str, ...] = ()
    modality: Modality | None = None
    period: Period | None = None

    @property
    def key(self) -> str:
        """The metric as statements write it."""
        if not self.facet:
            return self.metric
        return f"{self.metric}:{self.facet}" if self.metric else self.facet


@dataclass(slots=True)
class Held:
    """A measure that later clauses may refer to."""

    subject: str
    metric: str
    facet: str = ""
    start: int = 0


@dataclass(slots=True)
class Carry:
    """State of the reading.

    Attributes:
        region: what the document is about; the subject where nothing else is.
        joint: the subject is several names with one number for all of them.
        topic: the name the paragraph is about; opening: the one it was about when the sentence began; about: the one whose name
            stands above as a heading.
        subject: the name the sentence is about; previous: the one that the sentence before it was.
        held: measures of the last clause: one, or several after 分别.
        place: the place the sentence is about.
        passing: the subject is a counted class (16条产业链), which the next noun does not take over.
        base: the whole that shares are taken of: 在规上工业增加值中, ….
        each: the members of a counted class that each have the amount to come.
        ranking: in which the sentence tells places: 在全省开发区综合考核中, ….
        roster: the title whose list of names is announced; titled: the last such title of the document; published: the
            list made known last; grouped: the title that a group of those on it has.
        listing: title, relation and ending of the names of a list that goes on in the next clauses.
        local: the county or district that 全县 or 全区 means in this paragraph.
        recent: the project, firm, park … named last in the paragraph; earlier: in the document; only: the one of
            its kind, or an empty name where there are several.
        actor: the firm the document is about; 公司 means it where no other is named in the paragraph. themes: the
            like for other kinds. called: short names that the text gives.
        shorts: towns and counties by their short names; stems: firms by the first two characters of theirs.
        locale: the town, county or city that the paragraph opens with.
        versus: the word that compares (高于), for a second place compared with; bases: such places named already.
        sector: whose measures the sentence names: 规模以上工业实现产值…,增加值….
        attribute: what the clause before named as an attribute.
        members: the names of the list that a measure was last said of.
        measure: the measure of industries spoken of last; 食品制造业增长15.9% means it.
        first: the sentence is the first of its paragraph; fresh: the next one is.
        speech: quotations that the sentences so far have left open.
        said: every measure of the sentence.
        period: when the sentence speaks of; once: when one clause of it does; stretch: the period that the first
            sentence of the paragraph opens with; section: what the heading above says.
        classes: what was counted lately, parts after 其中 left out (partly: such a part is being read).
        counted: number and noun of counts already stated, so that a repeated mention is no new claim.
    """

    region: str
    places: dict[str, str] = field(default_factory=dict)
    topic: str | None = None
    opening: str | None = None
    previous: str | None = None
    about: str | None = None
    subject: str | None = None
    place: str | None = None
    held: list[Held] = field(default_factory=list)
    modality: Modality | None = None
    period: Period | None = None
    once: Period | None = None
    stretch: Period | None = None
    section: Section = field(default_factory=Section)
    period_year: int | None = None
    capacity: bool = False
    joint: bool = False
    passing: bool = False
    base: str | None = None
    ranking: str = ""
    each: list[Held] | None = None
    measure: str = ""
    members: tuple[str, ...] = ()
    sector: str = ""
    bases: list[str] = field(default_factory=list)
    versus: str = ""
    local: dict[str, str] = field(default_factory=dict)
    recent: dict[str, str] = field(default_factory=dict)
    earlier: dict[str, str] = field(default_factory=dict)
    only: dict[str, str] = field(default_factory=dict)
    shorts: dict[str, str] = field(default_factory=dict)
    stems: dict[str, str] = field(default_factory=dict)
    locale: str | None = None
    actor: str | None = None
    themes: dict[str, str] = field(default_factory=dict)
    called: tuple[str, ...] = ()
    attribute: str | None = None
    roster: str | None = None
    titled: str = ""
    published: str = ""
    grouped: str = ""
    listing: tuple[str, str, str] | None = None
    first: bool = True
    fresh: bool = True
    speech: int = 0
    said: list[Held] = field(default_factory=list)
    counted: dict[float, list[str]] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)
    partly: bool = False

    def counts(self, number: float, noun: str) -> None:
        """``number`` of ``noun`` has been stated."""
        if len(self.counted) > _COUNTED:
            self.counted.clear()
        nouns = self.counted.setdefault(number, [])
        if len(nouns) < 8:
            nouns.append(noun)
        if not self.partly:
            self.classes = [*self.classes[-7:], noun]
        if _KINDS["fund"].search(noun):
            self.mention(noun)

    def begin_paragraph(self, heading: str | None = None, about: str | None = None) -> None:
        """Nothing but the region, the place of the ``heading``, the section and what was counted crosses.

        ``about``: the thing whose name stands above.
        """
        self.subject, self.topic, self.about = None, None, about
        self.speech = 0
        self.held = []
        self.members = ()
        self.roster = None
        self.begin_sentence()
        self.stretch = None
        self.fresh = True
        self.local = {}
        self.locale = heading
        if heading:
            self.local[heading[-1]] = heading
        self.recent = {}

    def begin_sentence(self) -> None:
        """The subject falls back to the paragraph's."""
        self.previous = self.subject if self.subject and not self.passing and self.place is None else None
        self.subject = self.opening = (self.subject if self.speech else None) or self.topic or self.about
        self.place = None
        if (
            self.first
            and self.modality is not Modality.TARGET
            and self.period
            and self.period.start < self.period.end
        ):
            self.stretch = self.period
        self.modality = None
        self.period = self.once = None
        self.capacity = False
        self.joint = False
        self.base = self.each = None
        self.attribute = None
        self.sector = self.versus = self.ranking = ""
        self.listing = None
        self.bases = []
        self.partly = False
        self.first, self.fresh = self.fresh, False
        self.said = []

    def end_sentence(self, sentence: str) -> None:
        """What somebody says goes on being about the same one until the quotation ends."""
        self.speech = max(0, self.speech + sentence.count("“") - sentence.count("”"))

    def speak_of(self, name: str, *, strong: bool) -> None:
        """The sentence is about ``name``; a strong name is what the paragraph goes on about."""
        name = _ROLE.sub("", name)
        self.subject = name
        self.joint = False
        self.passing = name[:1].isdigit()
        if strong:
            self.topic = name
        if not self.passing and name[:1] not in "全我本":
            self.mention(name)

    def go_on(self, words: str) -> None:
        """A sentence that says what somebody has (共有…, 现有…), and not who, is about the one of the sentence before."""
        who = self.previous
        if self.subject or self.place or not who or not _STILL_HAS.match(words):
            return
        if any(ending.search(who) for ending in _KINDS.values()):
            self.speak_of(who, strong=False)

    def head(self, industry: str | None) -> None:
        """An entry of a list begins: what follows is about ``industry``, or about none in particular."""
        self.topic = self.subject = industry

    def publish(self, title: str, *, earlier: bool) -> None:
        """A list of those who have ``title`` is made known, or was ``earlier``."""
        self.roster = title
        if not (self.titled and earlier):
            self.titled, self.published, self.grouped = title, title, ""

    def entitle(self, title: str, *, counted: bool) -> None:
        """Some have ``title``, who may be named later where they are ``counted`` only.

        Of two groups that have titles of their own those named are on the list of both.
        """
        both = self.grouped not in ("", title) and self.published
        self.titled = self.published if both else title
        self.grouped = title
        if counted:
            self.roster = self.titled

    def mention(self, name: str, kind: str = "") -> None:
        """``name`` is what 该项目, 公司, 园区 … mean from now on; ``kind`` where its ending does not tell it."""
        name = _ROLE.sub("", name)
        if found := _STEM.fullmatch(name):
            self.stems[found[1]] = name
        kind = kind or ("firm" if name in self.called else "") or _kind_by_ending(name)
        if (kind == "project" and _SOME_PROJECTS.search(name)) or (
            kind == "cluster" and _SOME_CLUSTERS.fullmatch(name)
        ):
            return
        if kind:
            known = self.only.get(kind, name)
            self.only[kind] = max(known, name, key=len) if known in name or (known and name in known) else ""
            self.recent[kind] = self.earlier[kind] = name

    def note_place(self, full: str) -> None:
        """``full`` is what its short name, and 该镇 or 该县, mean from now on."""
        self.shorts.pop(full[:-1], None)
        self.shorts[full[:-1]] = full

    def project(self) -> str | None:
        """The project named last, where nothing but a place or a firm is spoken of."""
        if self.subject and _KINDS["project"].search(self.subject):
            return None
        return self.recent.get("project") or self.earlier.get("project")

    def called_by(self, words: str) -> str:
        """The short name, given in the text, that ``words`` begin with."""
        name = next((name for name in self.called if words.startswith(name)), "")
        return "" if name and _FULL_NAME.match(words, len(name)) else name

    def firm_for(self, words: str) -> str | None:
        """The firm that ``words`` begin with by the first part of its name: 海风协作配套率, of 海风集团."""
        return self.stems.get(words[:2]) if self.stems else None

    def short_for(self, words: str) -> str | None:
        """The town or county that ``words`` begin with by its short name: 平明培育了…, of 平明镇."""
        full = self.shorts.get(words[:2])
        return full if full and _DOES.match(words, 2) else None

    def recalled(self, written: str) -> tuple[str, int] | None:
        """(the name that 该项目, 公司 or 园区 at the beginning of ``written`` stands for, length of the word).

        Without 该 a name of this paragraph is meant, or the only one of its kind in the document.
        """
        if written[:1] not in _BACK_BEGINS:
            return None
        if these := _THESE.match(written):
            kinds = [noun for noun in self.classes if noun.endswith(these["kind"])]
            told = [noun for noun in kinds if len(noun) > len(these["kind"])]
            return ((told or kinds)[-1], these.end()) if kinds else None
        found = _BACK.match(written)
        if not found or found.lastgroup is None:
            return None
        kind = next(kind for kind in _KINDS if found[kind])
        name = (self.earlier if found["this"] else self.recent).get(kind)
        if (
            not name
            and kind in _ONLY
            and found[0] != "企业"
            and not (kind == "park" and (self.place or self.locale))
        ):
            name = self.only.get(kind)
        if not found["this"] or not name:
            name = (
                self.recent.get(kind)
                or (self.actor if kind == "firm" else None)
                or name
                or self.themes.get(kind)
            )
        return (name, found.end()) if name else None

    def speak_of_place(self, written: str) -> None:
        """The sentence is about a place again; 全市 is the region of the document."""
        self.subject = self.named(written)
        if written == self.subject and written.endswith(_LOCAL):
            self.local[written[-1]] = written
        if written == self.subject and (len(written) == 3 or written.endswith(("镇", "村"))):
            self.note_place(written)
        if self.subject == self.region:
            self.locale = None
        elif self.first and self.subject.endswith(_AREAS):
            self.locale = self.subject
        self.passing = False
        self.place = self.subject
        self.joint = False
        if self.subject != self.region or not (self.topic or "").endswith("产业"):
            self.topic = None  # 纺织产业是…。全市拥有纺织企业90家。从业人数5万人: the industry goes on

    def named(self, written: str) -> str:
        """The name of a subject: 全市 stands for the region where the document tells which."""
        if (back := self.recalled(written)) and back[1] == len(written):
            return back[0]
        if back is None and _BACK.fullmatch(written) and self.now != self.region:
            return self.now
        if local := self.local.get(written[1:2]) if written[:1] in "全该" else None:
            return local + written[2:]
        if written in self.places:
            return self.places[written]
        if written[:1] == "该" and len(written) == 2:
            return next((p for p in reversed(self.shorts.values()) if p[-1] == written[1]), written)
        if written[:2] in self.places:
            return self.places[written[:2]] + written[2:]
        if written[:2] in _OURS and written.endswith(_INDUSTRIES) and not written[2].isdigit():
            return written[2:]  # 我市锂电产业, of a city that the text does not name
        return written

    def hold(self, held: list[Held]) -> None:
        """These measures are what is spoken of now."""
        self.held = held
        self.said += [h for h in held if h.metric]
        for one in held:
            if found := _OF_INDUSTRIES.search(one.metric):
                self.measure = found[0]
            if "、" in one.subject and (listed := counted(one.subject)):
                self.members = listed[0].items

    def rated(self) -> str:
        """The measure that a rate without one is of: the last spoken of in the sentence that is no count, or that of industries."""
        told = [held.metric for held in self.said if held.facet != "count"]
        return told[-1] if told else self.measure

    def named_so_far(self) -> list[Held]:
        """Every measure of the sentence, for 均: …增长15.6%,…增长15.9%,…71.6%,均居全市第1位."""
        last: dict[tuple[str, str], Held] = {}
        for held in self.said:
            last.pop((held.subject, held.metric), None)
            last[held.subject, held.metric] = held
        return list(last.values())

    @property
    def now(self) -> str:
        """The subject that a clause without one has."""
        return self.subject or self.locale or self.actor or self.region

    @property
    def when(self) -> Period | None:
        """The period of the clause: its own, the sentence's, the paragraph's or the section's."""
        return self.once or self.period or self.stretch or self.section.period

    @property
    def kind(self) -> Modality | None:
        """Target or estimate where the sentence says so, or the heading above."""
        return self.modality or (Modality.TARGET if self.section.is_target else None)

    @property
    def region_now(self) -> str:
        """The region spoken of, for measures that only a region has."""
        if self.place:
            return self.place
        return self.subject if self.subject and self.subject.endswith(_AREAS) else self.locale or self.region
