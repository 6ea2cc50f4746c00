"""Asides in brackets that are said of the name before them: 甲市(增长23.1%)、乙市(22.9%), 高于全国平均水平(4.1%)3.3个百分点."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple

from yanzhen.read.grammar.carry import Carry
from yanzhen.read.grammar.nouns import is_measure, is_name_like, place_prefix
from yanzhen.read.grammar.topics import is_industry
from yanzhen.read.lexicon import pattern

_ASIDE = re.compile(
    r"(?P<before>[\u4e00-\u9fff]{2,12})\((?P<inside>[^()\n]{0,40}\d[\d.]*(?:%|[万亿]+元)[^()\n]{0,40})\)"
)
_LEVEL = re.compile(r"的?(?:平均)?(?:水平|增速|增幅)?$")
_DEFINES = re.compile(r"即为|简称|是指|不含|其中|占比超过")
_JOINT = re.compile(r"[和与及是为由在的于]")
_ROW = re.compile(r"[、,]|[、,]?[和及与]?")
_LEADS = re.compile(r"^(?:.*其中|[和及与]|.*(?:分别为|依次为|包括|有))")
_LONGEST = 8  # characters of a place
# 盟市规上工业增加值|增速高于…: whose rates the names that follow in brackets have.
_RATE_OF = re.compile(
    rf"(?P<metric>[\u4e00-\u9fff]{{0,10}}?(?:{pattern('metrics')}))(?=(?:累计|同比)*(?:增速|增幅|增长))"
)


class Aside(NamedTuple):
    """What stands in brackets at ``[start, end)``, brackets included, and of whom it is said."""

    who: str
    start: int
    end: int


def asides(sentence: str) -> list[Aside]:
    """The asides of ``sentence`` that are said of a place or an industry named right before them."""
    found = (
        [m for m in _ASIDE.finditer(sentence) if not _DEFINES.search(m["inside"])] if "(" in sentence else []
    )
    out = []
    for index, aside in enumerate(found):
        in_row = any(
            _ROW.fullmatch(sentence[a.end() : b.start("before")])
            for a, b in pairwise(found[max(0, index - 1) : index + 2])
        )
        if who := _who(aside["before"]) or (_listed(aside["before"]) if in_row else ""):
            out.append(Aside(who, aside.end("before"), aside.end()))
    return out


def without(sentence: str, found: list[Aside]) -> str:
    """``sentence`` with the asides blanked out, of equal length."""
    for aside in found:
        sentence = sentence[: aside.start] + " " * (aside.end - aside.start) + sentence[aside.end :]
    return sentence


def only(sentence: str, aside: Aside) -> str:
    """The words of ``aside`` where they stand, all else blanked out."""
    return " " * (aside.start + 1) + sentence[aside.start + 1 : aside.end - 1]


def spoken_of(aside: Aside, sentence: str, carry: Carry) -> Carry:
    """The state in which an aside is read: of its name, in the measure spoken of."""
    held = [replace(one, subject=aside.who) for one in carry.held[-1:]]
    rates = list(_RATE_OF.finditer(sentence, 0, aside.start)) if held and held[0].facet == "count" else []
    if rates:
        held = [replace(held[0], metric=rates[-1]["metric"], facet="yoy")]
    return replace(carry, subject=aside.who, held=held, said=[], classes=list(carry.classes))


def _listed(before: str) -> str:
    """The name that ``before`` ends in, of those told in a row: 其中新能源(19.6%)、高端装备(10.3%)."""
    name = _LEADS.sub("", before)
    return name if len(name) > 1 and is_name_like(name) and not is_measure(name) else ""


def _who(before: str) -> str:
    """The place or industry that ``before`` ends in."""
    words = _LEVEL.sub("", before)
    for length in range(min(_LONGEST, len(words)), 1, -1):
        place = place_prefix(words[-length:])
        if place and not place[1]:
            return words[-length:]
    name = _JOINT.split(words)[-1]
    return name if name.endswith("业") and is_name_like(name) and is_industry(name) else ""
