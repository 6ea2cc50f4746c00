"""分别: several numbers for several names, paired in order, and only where the words say so."""

from __future__ import annotations

import re
from dataclasses import replace

from yanzhen.read.grammar.anchors import Anchor
from yanzhen.read.grammar.carry import Carry, Held
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.measure import clean_noun, measured
from yanzhen.read.lexicon import pattern

_JOIN = re.compile(r"^[、,]?\s?(?:和|与|及|以及)?\s?(?:约|超|近)?$")
# What the members of a list share at its end: 第二、第三|产业占…比重, 医药制造、新材料|产业增加值.
_SHARED = re.compile(
    rf"(?:产业|行业|制造业|业|地区|区|县|企业|居民|领域)?(?:占(?!地|用|有).*|(?:{pattern('metrics')})|(?<=产业).*)$"
)
_ORDINAL = re.compile(r"^(?:第[一二三]|[一二三]次|[东中西]部)$")


def run_length(text: str, anchors: list[Anchor], first: int) -> int:
    """How many anchors from ``first`` on stand side by side with one unit."""
    count = 1
    while first + count < len(anchors):
        before, this = anchors[first + count - 1].quantity, anchors[first + count].quantity
        if this.dimension is not before.dimension or not _JOIN.match(text[before.end : this.left]):
            break
        count += 1
    return count


def pair(head: str, count: int, carry: Carry, start: int) -> list[Held] | None:
    """``count`` measures for the names in ``head``; None where they are not as many.

    An empty head means the measures spoken of before: …分别为35100元和16400元,分别增长7.8%和9.6%.
    """
    noun = clean_noun(head)
    if not noun:
        return carry.held[-count:] if len(carry.held) >= count else None
    items = split_items(noun, count)
    if len(items) != count:
        items = tuple(part for part in re.split(r"[、和与及]", noun) if part)
    if len(items) != count:
        # One name, several measures of it, or a list cut at the wrong place: the last names count.
        return None
    shared = _SHARED.search(items[-1])
    suffix = shared[0] if shared else ""
    out = []
    for item in items:
        whole = item if not suffix or item is items[-1] or _complete(item) else item + suffix
        found = measured(whole, carry, start)
        if found is None:
            return None
        out.append(replace(found[-1], start=start))
    return out


def _complete(item: str) -> bool:
    return bool(re.search(rf"(?:{pattern('metrics')})$", item)) and not _ORDINAL.match(item)
