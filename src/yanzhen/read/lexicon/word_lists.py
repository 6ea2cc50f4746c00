"""Lists of words, and the patterns that match them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from typing import Any


@cache
def words(name: str) -> tuple[str, ...]:
    """The words of the list ``name``, longest first."""
    text = (resources.files("yanzhen.read.lexicon") / f"{name}.txt").read_text(encoding="utf-8")
    found = {word for line in text.splitlines() for word in line.partition("#")[0].split()}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def alternation(entries: Iterable[str], unless: Mapping[str, str] | None = None) -> str:
    """A regular expression that matches the longest of ``entries``.

    Words that begin alike share their beginning, a(?:b|c|): tried one after the other they would be several
    times slower.

    Args:
        entries: words.
        unless: word -> characters that must not follow it.
    """
    tree: _Tree = {}
    for word in sorted(entries):
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        stop = (unless or {}).get(word)
        node[""] = f"(?![{stop}])" if stop else ""
    return _branches(tree)


_Tree = dict[str, Any]  # character -> the tree of what follows it; "" -> what the end of a word asks for


def _branches(tree: _Tree) -> str:
    branches = [re.escape(first) + _after(rest) for first, rest in tree.items() if first]
    # The end of a word comes last, so that longer words are tried before it.
    return "|".join([*branches, tree[""]] if "" in tree else branches)


def _after(tree: _Tree) -> str:
    """What follows a character: nothing, the only way on, or a choice."""
    return _branches(tree) if len(tree) == 1 else f"(?:{_branches(tree)})"


@cache
def pattern(*names: str) -> str:
    """A regular expression that matches the longest word of the named lists."""
    return alternation(word for name in names for word in words(name))
