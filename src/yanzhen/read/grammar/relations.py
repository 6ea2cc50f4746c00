"""Relations: titles, classes, roles, products, fields, places. The rules, in the order they are tried."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.names import NameList, name_list
from yanzhen.read.grammar.nouns import entity_prefix, place_prefix, strip_lead, strip_trail
from yanzhen.read.lexicon import pattern


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


@dataclass(slots=True)
class Part:
    """A clause of a sentence, with the list of names it holds and the field it is about."""

    text: str
    start: int
    names: NameList | None
    field: str | None
    before: str | None

    def link(self, subject: str, predicate: str, object_: str, rule: str, *flags: str) -> Link:
        """A relation whose quote is the clause."""
        lead = len(self.text) - len(self.text.lstrip(" "))
        return Link(
            subject.strip(),
            predicate,
            object_.strip(),
            self.start + lead,
            self.start + len(self.text),
            rule,
            flags,
        )


_QUALITY = re.compile(pattern("rank_words"))
_TIER_CLASS = re.compile(r"^(?:战略性)?新兴产业$|^未来产业$|^传统(?:优势)?产业$")
_AWARD = re.compile(
    rf"^(?P<who>.*?)(?:成功|先后|均|双双|再次|连续\w{{1,3}}年|首次|已|被|又|也|全部|顺利|光荣|[,\s])*(?P<verb>{pattern('award')})(?:了|为)?(?P<what>.{{2,60}})$"
)
_TITLE_NOUN = re.compile(
    r"(?:集群|企业|名单|百强\w{0,2}|\d+强|园区|产业园|基地|示范[\u4e00-\u9fff]{0,6}|试点[\u4e00-\u9fff]{0,4}|称号|单位|城市|强[市县区]|百强[市县]|先进[市县]|奖|工厂|品牌|中心|实验室|榜单?|目录|计划|工程|案例|之[城都乡]|冠军|小巨人”?|”)$"
)
_BASIS = re.compile(
    r"(?:以|将)(?P<items>[^,;以]{2,60}?)(?:作?为)(?P<role>主导产品|主导产业|主要产品|特色产品|拳头产品|首位产业|支柱产业)"
)
_CHAIN_LEADER = re.compile(
    r"以(?P<firm>[^,;、以]{2,12}?)为(?P<role>链主|龙头|引领|牵头)的?(?P<chain>[^,;、以]{2,16}?)(?=[,;、]|等|$)"
)
_COVER = re.compile(
    r"^(?P<who>.*?)(?:主要|重点|已|形成了?|可|全面)*(?:覆盖|涵盖|囊括|包括|涉及)(?:了|着)?(?P<items>.+)$"
)
_IS = re.compile(r"^(?P<who>[^是,]{3,30}?)是(?P<what>[^,是]{4,40})$")
_WEAK = frozenset("进入 成为 获得 列入 纳入 被列入 被纳入 晋升为 列为 确定为 命名为 成功创建".split())
_STANDING = re.compile(
    r"^(?:国家级|省级|市级|世界级|全国|全省|全球|国家|[\u4e00-\u9fff]{2,4}省|首批|国内|省内)"
)
_MOSTLY = re.compile(
    r"^(?:\d+\w)?(?P<who>[^,是]{2,20}?)(?:大多数?|多数|大部分|绝大多数)(?:是|为|属于)(?P<what>[^,]{2,12}产业)$"
)
_FIELD = re.compile(r"^(?:在|聚焦|围绕)?(?P<field>[\u4e00-\u9fff]{2,12}?)(?:领域|赛道)(?:方面)?$")
_AT_FIELDS = re.compile(
    r"在(?P<items>[^,;在]+?)(?:等)?(?:多个|诸多)?(?:领域|行业|赛道)(?P<what>具备[^,]*基础|具有[^,]*(?:基础|优势)|形成[^,]*优势|取得[^,]*(?:成果|突破|进展)|实现[^,]*突破|(?:加快|提前|率先)?布局)"
)
_LOCATED = re.compile(
    r"(?:位于|坐落于|坐落在|地处|主要?集中在|主要?分布在|集聚在)(?P<where>[\u4e00-\u9fff]{1,12}?(?:镇|乡|街道|县|市|区|园区|产业园|村))(?:$|内|境内|,)"
)
_TOWARD = re.compile(
    r"^(?P<items>.+?)(?:[两二三四五六七八九\d]个|\d+条)?(?:产业集群|产业链|产业|集群)?(?:正在|正|加快|加速|奋力)*(?:向|朝着?)(?P<size>[百千万]+亿级?)[^,]{0,8}?(?:迈进|冲刺|进军|挺进|跨越|跃升)"
)
_STAGE = re.compile(r"^(?P<who>.{0,12}?)(?:目前|还|仍|正|尚)*处于(?P<stage>[^,]{2,16}阶段)$")
_STRENGTH = re.compile(
    r"^在(?:全国|全省|国内|国际|全球|行业|同行业)[^,]*?(?:有|具有|享有|处于|占有|拥有)[^,]*$"
)
_PATH = re.compile(r"通过(?P<items>[^,;]+产业、[^,;]+产业)$")
_FUNCTION = re.compile(r"^(?P<who>[^,]{2,16}?)(?:也|还|同时)?兼(?:顾|具|有)(?P<what>[^,]{2,10}?)功能")
_ATTRIBUTE = re.compile(
    r"^(?P<who>[^,为是]{2,30}的)?(?P<name>支持方向|承担单位|承建单位|建设单位|实施单位|牵头单位|运营单位|依托单位|主管单位|链主企业|龙头企业|主导产业|主导产品|核心产品|主攻方向|功能定位)(?:为|是)(?P<what>[^,;]{2,40})$"
)
_LEADER = re.compile(r"(?P<role>链主|龙头)(?:企业)?(?P<name>[\u4e00-\u9fff]{2,8}?(?:集团|公司|股份))")
_ROSTER = re.compile(r"(?:公示|公布|发布|印发)(?:了|的)?(?P<title>[^,;]{4,40}?)名单")
_NAMED_AS = re.compile(r"^(?:分别|名单)?(?:为|是|包括)(?P<items>[^,;]{4,400})$")
_NAMED = re.compile(r"^(?:拟|现|决定|同意)*(?:确定|认定|评定|授予|命名|公布)(?P<who>[^,;为]{3,200}?)(?:等\d+[家个项])?(?:企业|集群|单位|园区|产品|项目)?为(?P<what>[^,;]{4,40})$")
_WON = re.compile(
    r"^(?P<who>.+?)在(?P<what>[^,在]{4,40}?(?:决赛|竞赛|大赛|评选|遴选|评审|角逐|比赛))中?(?:胜出|夺冠|获胜|脱颖而出|获奖)"
)
_COUNTED = re.compile(r"^(?:\d+|[一二三四五六七八九十两]+)[个家条项]")
_FIRMS = re.compile(r"企业|公司|集团")
# Without one of these a clause holds no list of names, or no relation at all.
_LISTING = re.compile(r"等|、.*[\d两三四五六七八九十](?:个|家|条|大|项|种|类|座|所)|[和与及].*[\d两](?:个|家|条)")
_TRIGGER = re.compile(rf"{pattern('award')}|[为是]|覆盖|涵盖|包括|涉及|领域|位于|坐落|地处|集中在|集聚在|分布在|阶段|通过|功能|胜出|夺冠|获奖|迈进|冲刺|进军|挺进|链主|龙头|名单")
_CLAUSE = re.compile(r"[^,;:]+")
_MEMBER = re.compile(r"[^、]+")
_AWARD_VERB = re.compile(pattern("award"))


def links(text: str, carry: Carry) -> list[Link]:
    """The relations of one sentence view."""
    out: list[Link] = []
    field: str | None = None
    before: str | None = None
    for found in _clauses(text):
        if found.start() and text[found.start() - 1] == ";":
            field = None
        words = found[0]
        plain = words.strip()
        if topic := _FIELD.match(strip_lead(plain)):
            field = topic["field"]
            continue
        names = name_list(plain) if len(plain) > 6 and _LISTING.search(plain) else None
        part = Part(words, found.start(), names, field, before)
        if names or _TRIGGER.search(plain):
            for rule in RULES:
                out += rule(part, carry)
        before = _spoken_of(part, carry) or before
    return out


def _clauses(text: str) -> Iterator[re.Match[str]]:
    """Clauses; a list whose members have verbs of their own (A进入…、B跻身…) is cut at 、 too."""
    for found in _CLAUSE.finditer(text):
        if "、" in found[0] and len(_AWARD_VERB.findall(found[0])) > 1:
            yield from _MEMBER.finditer(text, found.start(), found.end())
        else:
            yield found


def _spoken_of(part: Part, carry: Carry) -> str | None:
    """Whom the next clause goes on about."""
    led = part.names and strip_lead(part.text.strip()[: part.names.start])
    if (
        part.names
        and not (led and not place_prefix(led))
        and (_TIER_CLASS.match(part.names.title) or _QUALITY.search(part.names.quality))
    ):
        if _FIRMS.search(part.names.kind):
            return "、".join(part.names.items) + ("等" if part.names.open else "")
        return part.names.title
    return entity_prefix(strip_lead(part.text.strip()))


def _subject(who: str, part: Part, carry: Carry) -> str:
    """The name in ``who``, or whom the clause before spoke of."""
    name = strip_trail(strip_lead(who.strip()))
    if name in {"该集群", "该产业集群", "该产业链", "该园区", "该企业", "该公司", "这里", "其", ""}:
        return part.before or carry.now
    place = place_prefix(name)
    if place and not place[1]:
        return carry.named(place[0])
    return name


def _people(part: Part) -> tuple[str, ...]:
    return part.names.members if part.names else ()


def classed(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B等行业骨干企业; A、B等战略性新兴产业; 打造A、B等省级产业集群."""
    names = part.names
    if names is None or not names.quality:
        return
    role = re.fullmatch(r"(?:重点|一批|行业)?(?:龙头|链主|骨干|领军|头部)(?:骨干)?", names.quality)
    if _FIRMS.search(names.kind) and _QUALITY.search(names.quality):
        about = entity_prefix(strip_lead(part.text.strip())) or part.before or carry.subject
        if role and names.quality != "行业骨干" and about and about.endswith(("集群", "产业链", "园区")):
            yield from (part.link(n, names.title, about, "role-in") for n in names.items)
        else:
            yield from (part.link(n, "称号", names.title, "classed") for n in names.items)
    elif names.kind.endswith(("集群", "产业链", "园区", "基地")) and _QUALITY.search(names.quality):
        yield from (part.link(n, "称号", names.title, "classed") for n in names.members)
    elif _TIER_CLASS.match(names.title):
        yield from (part.link(n, "属于", names.title, "classed") for n in names.items)


def awarded(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B 2个产业集群入选省首批…; 聊城市连续三年上榜“…”."""
    found = _AWARD.match(part.text.strip())
    if not found:
        return
    what = found["what"].strip()
    weak = found["verb"] in _WEAK and not (_STANDING.match(what) or "“" in what or _QUALITY.search(what))
    if (
        weak
        or not _TITLE_NOUN.search(what)
        or re.match(r"[\d一二三四五六七八九十两]+[个家项条批]|(?:以|在|对|由|向)", what)
        or what.startswith(("了", "的"))
    ):
        return
    names = part.names
    if names and names.start < len(found["who"]) <= names.end + 12:
        subjects: tuple[str, ...] = names.members
    else:
        whole = _subject(found["who"], part, carry)
        subjects = split_items(whole) if "、" in whole else (whole,)
    if all(2 <= len(s) <= 40 and not _COUNTED.match(s) for s in subjects):
        predicate = re.sub(r"^被", "", found["verb"])
        yield from (part.link(s, predicate, what, "awarded") for s in subjects)


def based_on(part: Part, carry: Carry) -> Iterator[Link]:
    """以橡胶助剂、管材为主导产品."""
    for found in _BASIS.finditer(part.text):
        subject = _subject(part.text[: found.start()], part, carry)
        yield from (part.link(subject, found["role"], i, "based-on") for i in split_items(found["items"].removesuffix("等")))


def led_by(part: Part, carry: Carry) -> Iterator[Link]:
    """以牧原为链主的肉食品加工."""
    for found in _CHAIN_LEADER.finditer(part.text):
        chain = (
            found["chain"] if found["chain"].endswith(("链", "集群", "产业")) else found["chain"] + "产业链"
        )
        yield part.link(found["firm"], found["role"], chain, "led-by")


def covering(part: Part, carry: Carry) -> Iterator[Link]:
    """覆盖汽车装备及零部件、智能农机装备等多个领域."""
    found = _COVER.match(part.text.strip())
    names = name_list(found["items"]) if found else None
    if not found or not names or not re.search(r"领域|产品|门类|大类|环节|行业|产业", names.kind):
        return
    predicate = "涵盖产品" if "产品" in names.kind else "涵盖领域"
    who = found["who"].strip()
    if not who and not part.before and not carry.subject:
        return
    subject = _subject(who, part, carry)
    yield from (part.link(subject, predicate, i, "covering") for i in names.items)


def is_a(part: Part, carry: Carry) -> Iterator[Link]:
    """…产业集群是山东省首批战略性新兴产业集群; 12条产业链大多数是传统产业."""
    text = strip_lead(part.text.strip())
    if most := _MOSTLY.match(text):
        yield part.link(most["who"], "类别(大多数)", most["what"], "is-a")
    elif (found := _IS.match(text)) and _STANDING.match(found["what"]) and _TITLE_NOUN.search(found["what"]):
        yield part.link(_subject(found["who"], part, carry), "称号", found["what"], "is-a")


def at_work(part: Part, carry: Carry) -> Iterator[Link]:
    """未来能源领域,A、B等企业…在制氢、储运领域取得成果: fields; who does which is not paired."""
    names = part.names
    firms = names is not None and bool(_FIRMS.search(names.kind))
    if part.field and names and firms:
        yield from (part.link(n, "布局领域", part.field, "at-work") for n in names.items)
    found = _AT_FIELDS.search(part.text)
    if not found:
        return
    predicate = (
        "产业基础"
        if "基础" in found["what"]
        else "取得成果领域"
        if re.search("成果|突破|进展", found["what"])
        else "布局领域"
    )
    fields = split_items(found["items"])
    if names and firms and names.start < found.start():
        flags = ("pairing-unknown",) if len(names.items) > 1 and len(fields) > 1 else ()
        group = "、".join(names.items) + ("等企业" if names.open else "")
        yield from (part.link(group, predicate, f, "at-work", *flags) for f in fields)
    else:
        subject = _subject(part.text[: found.start()], part, carry)
        yield from (part.link(subject, predicate, f, "at-work") for f in fields)


def standing(part: Part, carry: Carry) -> Iterator[Link]:
    """A、B等企业在全国同行业有影响力."""
    names = part.names
    if names and _FIRMS.search(names.kind) and _STRENGTH.match(names.rest):
        yield from (part.link(n, "影响力", names.rest.removeprefix("在"), "standing") for n in names.items)


def rostered(part: Part, carry: Carry) -> Iterator[Link]:
    """公示了…“小巨人”企业名单,我市六家企业榜上有名,分别为A公司、B公司和C公司."""
    if found := _ROSTER.search(part.text):
        carry.roster = found["title"]
    elif carry.roster and (found := _NAMED_AS.match(part.text.strip())):
        names = split_items(found["items"].rstrip("等"))
        if all(3 <= len(name) <= 30 for name in names):
            yield from (part.link(name, "入选", carry.roster, "rostered") for name in names)


def named_as(part: Part, carry: Carry) -> Iterator[Link]:
    """确定A集群、B集群等35家集群为山东省特色产业集群."""
    found = _NAMED.match(strip_lead(part.text.strip()))
    if not found or not _TITLE_NOUN.search(found["what"]):
        return
    names = name_list(found["who"] + "完")
    items = names.items if names else split_items(found["who"])
    yield from (part.link(name, "认定为", found["what"], "named-as") for name in items if 3 <= len(name) <= 30)


def attributed(part: Part, carry: Carry) -> Iterator[Link]:
    """产业集群的支持方向为…项目, 承担单位为…公司: what the attribute is of, then of what it names."""
    text = strip_lead(part.text.strip())
    found = _ATTRIBUTE.match(text)
    if found:
        who = found["who"]
        subject = _subject(who.rstrip("的"), part, carry) if who else (carry.attribute or carry.now)
        yield part.link(subject, found["name"], found["what"], "attributed")
        carry.attribute = found["what"]


def led(part: Part, carry: Carry) -> Iterator[Link]:
    """特钢材料产业链…与链主太钢集团深度配套."""
    about = entity_prefix(strip_lead(part.text.strip())) or part.before
    if about and about.endswith(("产业链", "集群", "园区")):
        for found in _LEADER.finditer(part.text):
            yield part.link(found["name"], found["role"], about, "led")


def elsewhere(part: Part, carry: Carry) -> Iterator[Link]:
    """The short ones: place, stage, size aimed at, path, function, contest won."""
    text = strip_lead(part.text.strip())
    if found := _LOCATED.search(text):
        yield part.link(_subject(text[: found.start()], part, carry), "位于", found["where"], "located")
    if found := _STAGE.match(text):
        yield part.link(_subject(found["who"], part, carry), "阶段", found["stage"], "stage")
    if found := _TOWARD.match(text):
        for item in split_items(found["items"]):
            yield part.link(item, "目标量级", found["size"], "toward", "target")
    if found := _PATH.search(text):
        for item in split_items(found["items"]):
            yield part.link(_subject(text[: found.start()], part, carry), "产业路径", item, "path")
    if found := _FUNCTION.match(text):
        yield part.link(_subject(found["who"], part, carry), "兼顾功能", found["what"], "function")
    if found := _WON.match(text):
        names = part.names
        for who in names.items if names else (_subject(found["who"], part, carry),):
            yield part.link(who, "胜出", found["what"], "won")


Rule = Callable[[Part, Carry], Iterator[Link]]
RULES: tuple[Rule, ...] = (classed, awarded, based_on, led_by, covering, is_a, attributed, led, rostered, named_as, at_work, standing, elsewhere)
