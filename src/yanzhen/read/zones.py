"""The zone that a text is about: 常州经开区, 湛江开发区; or the one it only calls 经开区."""

from __future__ import annotations

import re
from collections import Counter

from yanzhen.read.grammar.speech import acts
from yanzhen.read.lexicon import place_at

_KIND = re.compile(
    r"(?:国家(?:级)?)?(?:高新技术产业开发区|经济技术开发区|经济开发区|高新技术开发区|高新区|经开区|开发区|工业园区?|工业区|产业园区|新区|新片区)(?![内域块委])"
)
# 10个省级开发区, 各类园区, 全省开发区: classes; 升级为国家级经开区: what a zone becomes.
_CLASS = re.compile(r"(?:[国省市县]级|[个家类批各等全该本我些多]|全[省市县国]|\d|[为成])$")
_BEGINS = re.compile(r"(?:^|[,。;:、\s“(]|[在对向由为是走进来到至与和从]|[年月日底])$")
_NAME = re.compile(
    r"(?:^|[,。;:、\s“(]|[在对向由为是走进来到至与和从聚焦年月日底])((?!其中|包括|例如|主要|来自)[\u4e00-\u9fff]{2,4})$"
)
_WORD = re.compile(r"[\u4e00-\u9fff]+")
_OPENING = 160  # characters of headline and first sentence
# Characters before the kind of zone; those of them after a place: 抚州|东乡县|工业区, 唐河县|先进制造业|开发区.
_LONGEST_PLACE, _REST = 9, 5


def zone_of(head: str, places: Counter[str], *, said: bool) -> str | None:
    """The zone that ``head`` is about, as it is named most fully; None where it is about none or several.

    Args:
        head: the beginning of the document as the grammar sees it.
        places: how often it names each place, zones' names included.
        said: the text says 全区 or 该区, and names no district that it could mean.
    """
    named, bare, first = _mentions(head)
    if first > _OPENING:
        return None
    return _chosen(places, named, bare, said=said)


def only_zone(head: str) -> str | None:
    """The zone that 该园区 means in a text that names one and no other."""
    named, _, _ = _mentions(head)
    return next(iter(named)) if len(named) == 1 else None


def _mentions(head: str) -> tuple[Counter[str], Counter[str], int]:
    """(zones by name, zones by their kind alone, where the first of them is named)."""
    named: Counter[str] = Counter()
    bare: Counter[str] = Counter()
    first = len(head)
    for found in _KIND.finditer(head):
        before = head[max(0, found.start() - _LONGEST_PLACE) : found.start()]
        if _CLASS.search(before):
            continue
        if name := _name(before):
            named[name + found[0]] += 1
        elif _BEGINS.search(before):
            bare[found[0]] += 1
        else:
            continue
        first = min(first, found.start())
    return named, bare, first


def _name(before: str) -> str:
    """The name that stands right before the kind of zone: of a place, or a word of its own (医药|高新区)."""
    for length in range(_LONGEST_PLACE, 1, -1):
        written = before[-length:]
        place = place_at(written) if len(written) == length and _WORD.fullmatch(written) else None
        if place and length - len(place[0]) <= _REST and not acts(written[len(place[0]) :]):
            return written
    found = _NAME.search(before)
    return found[1] if found else ""


def _chosen(places: Counter[str], named: Counter[str], bare: Counter[str], *, said: bool) -> str | None:
    if not named:
        [(kind, count)] = bare.most_common(1) or [("", 0)]
        return kind if said or count > 1 else None
    best, _ = named.most_common(1)[0]
    same = [
        name for name in named if name.endswith(best) or best.endswith(name)
    ]  # 青岛西海岸新区, 西海岸新区
    count = sum(named[name] for name in same) + sum(bare.values())
    others = max((n for name, n in named.items() if name not in same), default=0)
    # 乙园区 of a list in a text about its city is not what the text is about.
    around = {found[1] for name in same if (found := place_at(name))}
    elsewhere = max((n - count * (name in around) for name, n in places.items()), default=0)
    if count <= others or count < elsewhere // 2 or (not said and count < max(2, elsewhere)):
        return None
    return best
