"""Names beside what they are, without a verb between: 动力电池龙头甲公司; a list of members after its class."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.fields import ATTRIBUTES
from yanzhen.read.grammar.kinds import kind_of_member
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import entity_prefix, is_name_like, place_prefix, strip_lead
from yanzhen.read.grammar.parts import INDUSTRIES, Link, Part, is_plain_class
from yanzhen.read.grammar.title_words import is_praise
from yanzhen.read.lexicon import pattern
from yanzhen.terms import EntityKind

# 引入全球动力电池龙头|宁德时代: a role with its scope, then who has it.
_ROLES = "龙头企业|领军企业|链主企业|头部企业|骨干企业|百强企业|强企业|龙头(?!企业)|巨头"
_ROLE_OF = re.compile(
    rf"(?:(?P<role>(?:全球|世界|国内|国际|全国|中国|亚洲|行业)(?:(?![和及与])[\u4e00-\u9fff\d“”]){{0,12}}?(?:{_ROLES}))"
    rf"|(?:^|[到和与及、,从]|引[进入]了?)(?P<trade>(?!实施|培育|支持|发挥|引进|发展)[\u4e00-\u9fff]{{2,6}}?(?<!等)(?:巨头|龙头(?!企业|骨干|作用|带动|引领)))"
    r"|(?P<one>[\u4e00-\u9fff\d]{2,12}?(?:强|企业|龙头|品牌))之一的(?=[^,;的]{2,20}?(?:公司|集团|股份|科技))"
    r"|(?:^|[与和由及、的]|引进)(?P<owned>央企|国企|上市公司|世界500强)(?!业)"
    r"|(?P<first>(?:国内|全国|全球|世界|中国)(?:第一个|首个|最大|唯一|第一)[^,;、]{0,20}?(?:品牌|企业|厂商)))"
    r"[——-]*(?P<names>(?![的和与及之地带引集作优到齐、等])[A-Za-z\u4e00-\u9fff、]{2,40}?)(?=以来|等|落户|入驻|投资|共同|联合|在|携手|合作|项目|的|[,;]|$)"
)
_VERBS = re.compile(
    r"(?:企业|工程|产业|公司|项目)$(?<!.公司)|^(?:骨干|加|纷|相|先|成|带|不|已|都|均|也|有|正|开|进|落|入|的)"
)
_CLASS_FIRST = re.compile(
    r"(?P<class>[\u4e00-\u9fffA-Za-z0-9“”]{3,30}?(?:企业|公司|[药车央国民强]企|产业|行业|园区|集群|产业链|项目))(?:\d[\d,]*[余多]?[家个户项条])?$"
)
_GATHER = re.compile(
    rf"{pattern('acquire')}|(?:大力|积极|加快|重点)?(?:发展|壮大)|(?:了|着|出)(?=.{{3}})|\d+[余多]?[家个]|[一两数几][家批个]|大批|大量|众多|多家|许多|的"
)
# 龙头企业包括甲、乙、丙: the class is the subject of the clause that lists its members.
_CLASS_HAS = re.compile(
    r"^(?P<class>[^,;、]{0,20}?(?:龙头|骨干|代表性?|代表|重点|知名|链主|领军|主要|规上)企业)(?:主要)?(?:包括|有(?=[^\d])|为|是|涵盖)(?P<items>[^,;]{2,120}?)(?:等(?:\d+[家个])?(?:企业|公司)?)?$"
)
# 中国十大铸造之乡包括甲、乙和丙
_GREAT_HAS = re.compile(
    r"^(?P<class>[^,;、包]{0,12}?(?:[两二三四五六七八九十\d]+大|重点|主要|优势|支柱|主导)[^,;、包]{2,10}?)(?:主要)?(?:包括|涵盖|有(?=[^\d])|为|是)(?P<items>[^,;]{2,160}?)(?:等(?:\d+[个家大])?[^,;、]{0,6})?$"
)
_COUNT_OF = re.compile(r"^(?:[两二三四五六七八九十]|\d+)大(?=[^,]{3})")
_ALONE = re.compile(
    r"^(?:全[国省市球]|世界|国内|国际|我国|亚洲|中国|华[东南北中]|西[部南北])(?:唯一|首个|首批|首家|最大|最早|重要|知名|著名|领先|第[一二三四五]大)的?[^,;是]{3,40}$"
)
# 是国家技术创新示范企业,国家级单项冠军企业,北方重要的…基地: what one verb says goes on.
_OF_RANK = re.compile(
    r"^(?:国家级?|省级|市级|世界级?|全[国省市球]|中国|首批|[东西南北华中]{1,2}[方部]?(?=重要|最大|唯一))[^,;是有为了将被在]{3,30}$"
)
_SAID = re.compile(
    r"^[^,;]{0,30}(?:是|成为|作为|被誉为|获评为?|认定为|荣获)[^,;]{4,}$|^(?:国家|省级|市级|世界|全[国省市球]|中国|首批)[^,;是有为了将被在]{3,30}$"
)
_BRACKET = re.compile(r"\([^()]*\)")
# 甲、乙在丙市、丁市都有布局
_PRESENT = re.compile(
    r"^(?P<who>[^,;在]{2,60}?)(?:\([^()]*\))?在(?P<where>[\u4e00-\u9fff、和]{2,24}?)(?:都|均|也)?(?:有|设有|建有|设立了?|建立了?)(?P<what>[^,;]{0,10}?(?:布局|基地|工厂|分公司|研发中心|生产线|总部|子公司))$"
)


def role_of(part: Part, carry: Carry) -> Iterator[Link]:
    """引入全球动力电池龙头甲时代: the name that follows a role with its scope has it."""
    for found in _ROLE_OF.finditer(part.text):
        role = found["role"] or found["trade"] or found["one"] or found["owned"] or found["first"]
        names = entity_prefix(found["names"]) if found["one"] else None
        for name in (names,) if names else split_items(found["names"]):
            if (
                is_name_like(name)
                and is_name_like(role)
                and not _VERBS.match(name)
                and (names or len(name) <= 12)
            ):
                yield part.link(name, "称号", role, "role-of", kind=EntityKind.FIRM)


def exampled(part: Part, carry: Carry) -> Iterator[Link]:
    """…集聚了设计企业56家,如甲、乙等; 龙头企业包括甲、乙: the class first, its members after."""
    if found := _CLASS_HAS.match(part.plain):
        title = _role_alone(found["class"])
        names = [name for name in split_items(found["items"]) if 2 <= len(name) <= 16 and is_name_like(name)]
        if len(names) > 1:
            yield from (part.link(n, "称号", title, "exampled", kind=EntityKind.FIRM) for n in names)
        return
    if (found := _GREAT_HAS.match(part.plain)) and len(items := split_items(found["items"])) > 2:
        plain = _NO_CLASS.search(found["class"]) or found["class"].endswith(ATTRIBUTES)
        if all(2 <= len(item) <= 16 for item in items) and not plain:
            title = _COUNT_OF.sub("", _role_alone(found["class"]))
            yield from (part.link(i, "属于", title, "exampled") for i in items)
        return
    first = _CLASS_FIRST.search(part.last.strip()) if part.examples else None
    if not first:
        return
    title = _COUNT_OF.sub("", first["class"])
    for verb in _GATHER.finditer(title):
        title = first["class"][verb.end() :]
    if len(title) > 3 and not is_plain_class(title):
        predicate = "属于" if INDUSTRIES.search(title) else "称号"
        yield from (
            part.link(n, predicate, title, "exampled", kind=kind_of_member(title)) for n in part.examples
        )


_NO_CLASS = re.compile(
    r"(?:任务|目标|内容|措施|原因|问题|工作|方面|特点|做法|指标|产品|业务|活动|议题|环节|承载地)$"
)


def _role_alone(title: str) -> str:
    """The class without the place or the verb in front of it."""
    plain = strip_lead(title)
    place = place_prefix(plain)
    return place[1] if place and len(place[1]) > 3 else plain


def standing_alone(part: Part, carry: Carry) -> Iterator[Link]:
    """…拥有“三个唯一”:全国唯一的甲试点,全国唯一的乙试点: each is a standing of whom the sentence speaks of."""
    text = part.text.strip()
    if not part.before or part.unnamed or not _TITLE.search(text):
        return
    if _ALONE.match(text) or (_OF_RANK.match(text) and _SAID.search(part.last)):
        items = text.split("、")  # 和 within a name stays
        yield from (
            part.link(part.before, "称号", item, "standing-alone", passing=is_praise(item))
            for item in (items if all(map(_TITLE.search, items)) else [text])
        )


_BUILT = re.compile(
    r"^(?P<who>[^,]{0,12}?)(?:已|率先)?(?:建成|打造|拥有|建有)了?(?P<what>(?:全[国省市县球]|国内|世界|亚洲|中国|我国|[\u4e00-\u9fff]{2,5}?(?:省|市|县|地区|库区|流域|以[南北]))[\u4e00-\u9fff]{0,4}(?:首个|首家|首座|唯一|最大)[^,;]{3,40})$"
)
_TITLE = re.compile(rf"(?:{pattern('standing_heads')})$")


def built(part: Part, carry: Carry) -> Iterator[Link]:
    """甲市建成全国首个…集聚区: what nobody else has is a standing of the place."""
    found = _BUILT.match(part.text.strip())
    if found and _TITLE.search(found["what"]):
        who, what = part.subject(found["who"], carry), found["what"]
        yield part.link(who, "称号", what, "built", passing=is_praise(what))


def present(part: Part, carry: Carry) -> Iterator[Link]:
    """甲利康、乙康德在泰州、无锡都有产业布局: every name in every place."""
    found = _PRESENT.match(part.text.strip())
    if not found:
        return
    firms = [_BRACKET.sub("", name).strip() for name in split_items(found["who"])]
    places = split_items(found["where"])
    if all(place_prefix(where) for where in places) and all(map(is_name_like, firms)):
        yield from (part.link(who, "布局地区", where, "present") for who in firms for where in places)


# 将甲市建成A、B和C: what a place is to become.
_TO_BECOME = re.compile(
    r"(?:将|把)(?P<who>[\u4e00-\u9fff]{2,12}?)(?:建设|打造|培育|发展)?(?:建成|成为?|为)(?P<what>[^,;]{4,120})$"
)
_SORT_OF_PLACE = re.compile(r"(?:地|区|中心|基地|城市|高地|枢纽|城|桥头堡|目的地|示范市|强市|强县|名城)$")
# 由甲公司承担的乙项目
_CARRIED_OUT = re.compile(
    r"由(?P<who>[^,;由]{3,24}?(?:公司|集团|研究院|大学|股份|科技))(?:承担|投资建设|建设|实施|承建|运营)的(?P<what>[^,;]{4,60}?(?:项目|工程|基地)(?:[—-]+[^,;—]{2,30}(?:项目|工程|基地))?)"
)


def destined(part: Part, carry: Carry) -> Iterator[Link]:
    """将甲市建成重要集聚地、示范地和引领地: each is an aim of the place."""
    found = _TO_BECOME.search(part.text.strip())
    items = split_items(found["what"]) if found else ()
    if found and all(_SORT_OF_PLACE.search(item) for item in items):
        who = part.subject(found["who"], carry)
        yield from (part.link(who, "建设目标", item, "destined", passing=True) for item in items)


def carried_out(part: Part, carry: Carry) -> Iterator[Link]:
    """由甲公司承担的国家示范工程——乙项目: who carries the project out, and what the project is."""
    for found in _CARRIED_OUT.finditer(part.text):
        what, _, name = found["what"].replace("—", "-").replace("--", "-").rpartition("-")
        yield part.link(name, "承担单位", found["who"], "carried-out")
        if what.strip("-"):
            yield part.link(name, "称号", what.strip("-"), "carried-out")


# 甲公司由乙公司和丙集团共同出资组建: who founded it, or builds it.
_FOUNDED = re.compile(
    r"^(?P<who>[^,由]{2,40}|)由(?P<by>[^,;由]{3,40}?)(?:共同|联合)?(?P<what>(?:出资|投资)?(?:组建|设立|成立|创办|兴建|建设|运营|承建|承办))"
)
_OWNERS = re.compile(r"(?:公司|集团|股份|[央国民]企|大学|研究院|铸管|钢|重工|科技|银行|资本|局$)")


def founded(part: Part, carry: Carry) -> Iterator[Link]:
    """甲公司由乙公司和央企丙集团共同出资组建: each of those who did it."""
    found = _FOUNDED.match(part.plain)
    if not found or not _OWNERS.search(found["by"]) or not (found["who"] or part.before):
        return
    subject = part.subject(found["who"], carry)
    for name in split_items(found["by"]):
        yield part.link(subject, found["what"] + "方", _OF_STATE.sub("", name), "founded")


_OF_STATE = re.compile(r"^(?:央企|国企|民企|上市公司)")
