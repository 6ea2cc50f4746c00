"""Pinyin that a mirror injected after converted characters: 數(shù)字 for 数字."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

_LETTERS = r"[a-zA-ZüÜǖ-ǜǹńňḿāáǎàēéěèīíǐìōóǒòūúǔùêếềɡɑ]"
_GROUP = re.compile(rf"\(({_LETTERS}{{1,6}})\)")
_INJECTION = re.compile(rf"([\u3400-\u9fff])((?:\({_LETTERS}{{1,6}}\))+)")
# What a syllable without its tone looks like: GDP, ESG and AI are none, and the dictionaries need not be loaded for them.
_SYLLABLE = re.compile(r"(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiouv]{1,4}(?:ng?|r)?|h?m|h?ng?")
_VARIANTS = str.maketrans({"ɡ": "g", "ɑ": "a", "ü": "v"})


def toneless(letters: str) -> str:
    """The syllable without tone marks, u-umlaut written v: lǜ -> lv, lv -> lv."""
    lowered = letters.lower()
    # The umlaut is part of the vowel, the tone is not: compose first, then take the tone alone away.
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", lowered):
        if char == "\u0308" and kept and kept[-1] == "u":
            kept[-1] = "v"
        elif not unicodedata.combining(char):
            kept.append(char)
    return "".join(kept).translate(_VARIANTS)


@lru_cache(maxsize=8192)
def _readings(character: str) -> frozenset[str]:
    from pypinyin import Style, pinyin  # its dictionaries take longer to load than most texts to read

    return frozenset(toneless(r) for r in pinyin(character, style=Style.TONE, heteronym=True)[0])


@lru_cache(maxsize=16384)
def is_reading(character: str, letters: str) -> bool:
    """Whether ``letters`` (with or without tone) is one of the readings of ``character``."""
    syllable = toneless(letters)
    if not _SYLLABLE.fullmatch(syllable):
        return False
    readings = _readings(character)
    return syllable in readings or syllable.replace("v", "u") in readings


def injections(text: str) -> Iterator[tuple[int, int, str]]:
    """(start, end, character before) of every run of brackets that read the character before them."""
    for found in _INJECTION.finditer(text):
        character, end = found[1], found.start(2)
        for group in _GROUP.finditer(text, found.start(2), found.end(2)):
            if group.start() != end or not is_reading(character, group[1]):
                break
            end = group.end()
        if end > found.start(2):
            yield found.start(2), end, character
