"""Names known by a title that stands before or beside them: 被誉为“…”的甲镇, 以“…”闻名, 甲公司——国内领先的…企业."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.firms import short_firm
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import entity_prefix, place_prefix, strip_lead
from yanzhen.read.grammar.parts import Link, Part
from yanzhen.read.lexicon import pattern

_QUOTED = r"(?P<what>(?:“[^”]{2,20}”[、和]?){1,5})"
_RENOWN = r"(?:的)?(?:之称|美誉|美称|盛誉|盛名|称号|之誉|品牌|名片|招牌|荣誉)?"
_KNOWN = re.compile(
    rf"(?:被?誉为|被称为|被称作|号称|素有|享有|有着?|打响了?|荣获|获评|拥有){_QUOTED}{_RENOWN}的(?P<who>[\u4e00-\u9fff]{{2,20}})"
)
# “中国家纺名城”滨州
_QUOTE_FIRST = re.compile(
    r"^“(?P<what>[^”]{2,14}(?:之[乡都城]|名[城镇县]|[之]?基地|[都乡]))”(?P<who>[\u4e00-\u9fff]{2,12})"
)
_FAMED = re.compile(
    rf"^(?P<who>[^,;“]{{0,16}}?)以{_QUOTED}(?:之?名)?(?:而)?(?:闻名|著称|著名|享誉|扬名|名扬|名满)[^,;]{{0,10}}$"
)
# 海诺重工--国内领先的轴承制造企业; 全县唯一的单项冠军企业--海诺重工
_BESIDE = re.compile(r"^(?P<left>[^,;-]{2,40})--(?P<right>[^,;-]{2,40})$")
_STANDING = re.compile(
    rf"(?:国家|省级|全[国省市县区球]|国内|世界|中国|行业|亚洲|首[个家批]|唯一|最大|领先)[^,;]{{0,30}}?(?:{pattern('standing_heads')})$"
)


def known(part: Part, carry: Carry) -> Iterator[Link]:
    """被誉为“…之乡”的甲镇; 乙镇以“五金之都”闻名; 丙公司——国内领先的…企业: who has the title stands after it, or beside."""
    for found in _KNOWN.finditer(part.text):
        if who := _name(found["who"]):
            yield from (part.link(who, "称号", title, "known") for title in _titles(found["what"]))
    quoted = _QUOTE_FIRST.match(part.text.strip())
    if quoted and (place := place_prefix(quoted["who"])):
        yield part.link(place[0], "称号", f"“{quoted['what']}”", "known")
    if famed := _FAMED.match(part.plain):
        subject = part.subject(famed["who"], carry)
        yield from (part.link(subject, "称号", title, "known") for title in _titles(famed["what"]))
    if beside := _BESIDE.match(part.plain):
        left, right = beside["left"], beside["right"]
        for who, title in ((left, right), (right, left)):
            if _name(who) == who and _STANDING.search(title):
                yield part.link(who, "称号", title, "known")


def _titles(what: str) -> tuple[str, ...]:
    return split_items(what.strip("、和"))


def _name(words: str) -> str:
    """The place, firm or other thing with a name that ``words`` begin with."""
    plain = strip_lead(words)
    if name := short_firm(plain) or entity_prefix(plain):
        return name
    place = place_prefix(plain)
    return place[0] if place else ""
