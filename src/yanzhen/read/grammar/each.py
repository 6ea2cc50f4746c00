"""Several names that each have what is said: 甲市、乙市双双突破3000亿元, 汽车、钢铁产业超50亿元, 甲县、乙县等9个县增速20%以上."""

from __future__ import annotations

import re

from yanzhen.read.grammar.carry import Carry, Held
from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.measure import clean_noun
from yanzhen.read.grammar.nouns import is_measure, is_name_like, place_prefix
from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.lexicon import pattern

_NAMES = re.compile(
    r"(?P<names>[\u4e00-\u9fff、]{4,80}?)(?P<count>等(?:\d+[个家户][\u4e00-\u9fff]{1,6}?)?)?"
    rf"(?P<measure>(?:净增|新增|年)?(?:{pattern('metrics')}))?"
)
_SAYS_EACH = re.compile(r"双双|均|都|各自?(?=[^,]{0,4}$)")
_RATES = ("yoy", "cagr", "mom")
_KIND = re.compile(r"(?:产业集群|集群|产业链|产业|行业|制造业)$")
_LONGEST = 12  # characters of one name
_SEVERAL = 3


def each_of(phrase: str, quantity: Quantity, carry: Carry, start: int) -> list[Held]:
    """Each of the names in ``phrase`` with their measure, or else the one spoken of; none where they may have it together.

    An exact amount is each one's own only where the words say so (均, 双双); a bound is that of each.
    """
    found = _NAMES.fullmatch(clean_noun(phrase)) if "、" in phrase else None
    says = _SAYS_EACH.search(phrase) if found else None
    if not found or (quantity.op == "=" and not says):
        return []
    last = carry.held[-1] if carry.held else None
    measure = found["measure"] or (
        last.metric if last and (last.facet in _RATES or is_measure(last.metric)) else ""
    )
    both = 2 if says and says[0] == "双双" else None
    names = _names(found["names"], both, counted=bool(found["count"]), measured=bool(found["measure"]))
    if not measure:
        return []
    carry.members = tuple(_KIND.sub("", name) for name in names) or carry.members
    return [Held(carry.named(name), measure, start=start) for name in names]


def _names(written: str, count: int | None, *, counted: bool, measured: bool) -> tuple[str, ...]:
    """The names in ``written``: of trades, of places, or of whoever a count or their measure tells to be several."""
    kind = _KIND.search(written)
    names = split_items(written[: kind.start()] if kind else written, count)
    if not all(1 < len(name) < _LONGEST and is_name_like(name) and not is_measure(name) for name in names):
        return ()
    if kind:
        return tuple(name if name.endswith(kind[0]) else name + kind[0] for name in names)
    told = counted or (measured and len(names) >= _SEVERAL) or all(map(_is_place, names))
    return names if told and len(names) > 1 else ()


def _is_place(name: str) -> bool:
    place = place_prefix(name)
    return place is not None and not place[1]
