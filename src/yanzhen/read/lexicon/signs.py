"""Which of many words stand in a text, told by their first two characters."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Signs:
    """A set of words to look for.

    An alternation of hundreds of words tries them one after the other at every character that one begins with. Here a
    character and the next must be those of a word before any word is tried, which a third of the time suffices for.

    >>> sorted(Signs(["入选", "入选了", "是"]).within("甲入选了乙,丙是丁"))
    ['入选了', '是']
    """

    def __init__(self, words: Iterable[str]) -> None:
        by_beginning: dict[str, list[str]] = {}
        for word in sorted(words, key=lambda word: (-len(word), word)):
            by_beginning.setdefault(word[:2], []).append(word)
        self._by_beginning = {beginning: tuple(found) for beginning, found in by_beginning.items()}
        pairs = [beginning for beginning in by_beginning if len(beginning) == 2]
        self._single = _one_of(beginning for beginning in by_beginning if len(beginning) == 1)
        firsts, seconds = _one_of(pair[0] for pair in pairs), _one_of(pair[1] for pair in pairs)
        self._may_begin = re.compile(f"{firsts.pattern}(?={seconds.pattern})")

    def stand_in(self, text: str) -> bool:
        """Whether any of the words stands in ``text``."""
        if self._single.search(text):
            return True
        for found in self._may_begin.finditer(text):
            at = found.start()
            if text.startswith(self._by_beginning.get(text[at : at + 2], ()), at):
                return True
        return False

    def within(self, text: str) -> set[str]:
        """The words in ``text``: the longest at each place, and those of one character."""
        found = {self._at(text, beginning.start()) for beginning in self._may_begin.finditer(text)}
        found.discard("")
        return found.union(self._single.findall(text))

    def _at(self, text: str, at: int) -> str:
        """The longest of the words of two characters or more that stands at ``at``."""
        for word in self._by_beginning.get(text[at : at + 2], ()):
            if text.startswith(word, at):
                return word
        return ""


def _one_of(characters: Iterable[str]) -> re.Pattern[str]:
    """A pattern of one character; of no character it matches nothing."""
    listed = re.escape("".join(sorted(set(characters))))
    return re.compile(f"[{listed}]" if listed else "(?!)")
