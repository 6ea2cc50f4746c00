"""Parts of speech, as far as they tell whether a string may be a name.

A name neither begins nor ends with an adverb, a conjunction or a pronoun, and a string that begins with a verb of offices
and firms is a clause: 进而, 集团也因此, 引领更多的企业. Characters alone do not tell (也门, 正大集团, 更新世), so the string is
cut into words first, by the segmentation of jieba (library rjieba, MIT).
"""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from yanzhen.read.lexicon import words

_FUNCTION = frozenset(words("function_words"))
_VERBS = frozenset(words("action_verbs"))
_SAYS_WHAT = frozenset(["v", "vd", "p", "d"])  # verbs, prepositions, adverbs
_LOOKED_AT = 40  # characters; what is longer is a name by its beginning or not at all
_MANNER = frozenset(
    ["重点", "着重", "正因", "凡是", "主要", "可"]
)  # that stand before a verb, and in names too
_PLAIN = re.compile(r"[\u4e00-\u9fff]{2,}")


def _without_end(parts: list[str]) -> list[str]:
    """``parts`` without the words at their end that belong to no name."""
    last = len(parts)
    while last and parts[last - 1] in _FUNCTION:
        last -= 1
    return parts[:last]


@lru_cache(maxsize=16384)
def bare(phrase: str) -> str:
    """``phrase`` without the words around it that belong to no name: 集团也因此 -> 集团; "" where nothing else is there."""
    parts, beyond = rjieba.cut(phrase[:_LOOKED_AT]), phrase[_LOOKED_AT:]
    first = next((place for place, word in enumerate(parts) if word not in _FUNCTION), len(parts))
    named = parts[first:] if beyond else _without_end(parts[first:])
    return "".join(named) + beyond


@lru_cache(maxsize=16384)
def ended(phrase: str) -> str:
    """``phrase`` without the adverbs and conjunctions at its end: 弯头管件不但 -> 弯头管件; 等, which says that names are left out, stays."""
    if not phrase or phrase[-1] == "等" or len(phrase) > _LOOKED_AT:
        return phrase
    return "".join(_without_end(rjieba.cut(phrase)))


@lru_cache(maxsize=16384)
def acts(phrase: str) -> bool:
    """Whether ``phrase`` is a clause: 更新产业链, 充分放大甲示范区, 重点发展装备制造产业, 这是甲市的支柱产业."""
    found = _PLAIN.match(bare(phrase))
    if found is None:
        return False
    first, *others = rjieba.cut(found[0][:_LOOKED_AT])
    if first in _MANNER and others:
        first = others[0]
    return first in _VERBS or "是" in others[:3]


@lru_cache(maxsize=16384)
def predicates(phrase: str) -> bool:
    """Whether ``phrase``, which follows a name, says what it does: 联动高校搭建…, 与高校共建…; 轴承产业 goes on with the name."""
    words_of_it = rjieba.tag(bare(phrase)[:_LOOKED_AT])
    return bool(words_of_it) and words_of_it[0][1] in _SAYS_WHAT
