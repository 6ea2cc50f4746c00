"""The glossary: English for words that policy texts use, and for places."""

from __future__ import annotations

import csv
import re
from functools import cache

from yanzhen import packs

_RULED = {"省": "", "市": "", "自治区": "", "区": " District", "县": " County", "旗": " Banner", "州": " Prefecture"}  # fmt: skip
_COUNTED = re.compile(r"(?:clusters?|parks?|chains?|projects?|zones?|industr(?:y|ies)(?: of the city)?)$")
_PLURAL = re.compile(r"(?:industries|chains|vehicles|firms)(?: of the city)?$")


@cache
def _glossary() -> tuple[dict[str, str], dict[str, str]]:
    data = packs.read_yaml(packs.path("templates", "glossary.yaml")).data
    return dict(data["terms"]), dict(data["places"])


@cache
def _places() -> frozenset[str]:
    found: set[str] = set()
    for file in ("provinces.csv", "cities.csv", "areas.csv"):
        with packs.path("places", file).open(encoding="utf-8", newline="") as rows:
            found |= {row["name"] for row in csv.DictReader(rows)}
    return frozenset(name for name in found if len(name) > 1 and name.endswith(tuple(_RULED)))


@cache
def place_in_english(name: str) -> str:
    """聊城市 is Liaocheng, 莘县 Shen County."""
    from pypinyin import lazy_pinyin  # its dictionaries take longer to load than most documents to write

    ending = next((e for e in _RULED if name.endswith(e) and len(name) > len(e)), "")
    bare = name.removesuffix(ending)
    # An apostrophe parts syllables that would run together: Dong'e, Tai'an.
    sounds = "".join(f"'{s}" if i and s[0] in "aeo" else s for i, s in enumerate(lazy_pinyin(bare)))
    spoken = _glossary()[1].get(bare) or sounds.capitalize()
    return spoken + _RULED.get(ending, "")


@cache
def translated(name: str) -> str | None:
    """A name in English, or None where part of it is not in the glossary: nothing is half translated."""
    words = _parts(name)
    return " ".join(words).replace(" ,", ",") if words else None


def _parts(name: str) -> list[str] | None:
    """The English of the longest words that make up a name, in order."""
    if not name:
        return []
    for size in range(len(name), 0, -1):
        word = name[:size]
        english = _glossary()[0].get(word) or (place_in_english(word) if word in _places() else None)
        if english and (rest := _parts(name[size:])) is not None:
            return [english, *rest]
    return None


def spoken(name: str, language: str) -> str:
    """A name as a label: in English documents by its English form, where it has one."""
    return name if language == "zh" else translated(name) or name


def with_article(name: str) -> str:
    """A subject in a sentence: the green chemicals cluster; fields, places and untranslated names stand alone."""
    english = translated(name)
    return f"the {english}" if english and _COUNTED.search(english) else english or name


def of_value(name: str) -> str:
    """A measure before its number: an annual output value, but annual revenue."""
    if not name.endswith(("value", "share", "growth rate")):
        return name
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"


def plural(name: str) -> str:
    """A name of what is counted, in English: clusters."""
    return name if name.endswith("s") or (not name.isascii() and not name[-1].isascii()) else f"{name}s"


def is_plural(name: str) -> bool:
    """Whether English speaks of several where Chinese has one name: strategic emerging industries."""
    return _PLURAL.search(translated(name) or "") is not None
