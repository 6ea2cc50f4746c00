"""Word lists of the reader: data files beside this module, read once.

A file holds words separated by white space; ``#`` begins a comment. The lists name classes of words that
official writing uses (verbs of holding, kinds of measure, endings of names), never phrases of one text.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the list ``name``, longest first."""
    text = (resources.files(__name__) / f"{name}.txt").read_text(encoding="utf-8")
    found = {word for line in text.splitlines() for word in line.partition("#")[0].split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternation(entries: Iterable[str]) -> str:
    """A regular expression that matches the longest of ``entries``."""
    return "|".join(map(re.escape, sorted(set(entries), key=lambda word: (-len(word), word))))


@cache
def pattern(*names: str) -> str:
    """A regular expression that matches the longest word of the named lists."""
    return alternation(word for name in names for word in words(name))


_NO_PLACES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_PLACE_SUFFIX = re.compile(r"(?:特别行政区|自治州|自治县|自治旗|地区|林区|新区|[省市县区州旗盟])$")
_ETHNIC = re.compile(r"(?:[\u4e00-\u9fff]{1,3}族)+(?=自治)")


@cache
def places() -> dict[str, str]:
    """Names of China's provinces, prefectures and counties -> full name.

    Short forms of provinces and prefectures are included where they name one place only.
    """
    full: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    for file in ("provinces", "cities", "areas"):
        source = resources.files("yanzhen.packs") / "places" / f"{file}.csv"
        with source.open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                name = row["name"]
                # 西区, 郊区, 城区 and the like name districts, but far oftener they describe one.
                if name in _NO_PLACES or (len(name) == 2 and name.endswith("区")):
                    continue
                full[name] = name
                base = _PLACE_SUFFIX.sub("", _ETHNIC.sub("", name))
                # Short forms of counties are everyday words too often: 惠民, 和平, 双清.
                if len(base) >= 2 and file != "areas":
                    short.setdefault(base, set()).add(name)
    for base, names in short.items():
        if len(names) == 1 and base not in full:
            full[base] = next(iter(names))
    return full


@cache
def _by_beginning() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for name in sorted(places(), key=len, reverse=True):
        index.setdefault(name[:2], []).append(name)
    return {beginning: tuple(names) for beginning, names in index.items()}


def place_at(text: str, start: int = 0) -> tuple[str, str] | None:
    """The longest place name that begins at ``start``, as written and in full."""
    for name in _by_beginning().get(text[start : start + 2], ()):
        if text.startswith(name, start):
            return name, places()[name]
    return None
