"""Chinese text in a table cell: no line begins with 、 or a closing mark (GB/T 15834), which rich does not know."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.measure import Measurement
from rich.text import Text

_NEVER_FIRST = frozenset("、，。；：！？）》」』】”’…—%")
_NEVER_LAST = frozenset("（《「『【“‘")


class Wrapped:
    """A text given in rich's markup, wrapped as Chinese is."""

    def __init__(self, markup: str) -> None:
        self._text = Text.from_markup(markup)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Text]:
        for paragraph in self._text.split("\n", allow_blank=True):
            for line in paragraph.divide(_breaks(paragraph.plain, options.max_width)):
                line.rstrip()
                yield line[1:] if line.plain.startswith(" ") else line

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        widest = max(map(cell_len, self._text.plain.split("\n")))
        return Measurement(min(8, widest), min(widest, options.max_width))


def _breaks(text: str, width: int) -> list[int]:
    """Offsets at which lines begin, each line at most ``width`` cells."""
    found: list[int] = []
    begin, used = 0, 0
    for at, sign in enumerate(text):
        used += cell_len(sign)
        if used > width and at > begin:
            begin = _allowed(text, begin, at)
            found.append(begin)
            used = cell_len(text[begin : at + 1])
    return found


def _allowed(text: str, begin: int, at: int) -> int:
    """The last place at or before ``at`` where a line may begin; ``at`` itself if there is none close by."""
    for place in range(at, max(begin, at - 12), -1):
        inside_word = _latin(text[place - 1]) and _latin(text[place])
        if text[place] not in _NEVER_FIRST and text[place - 1] not in _NEVER_LAST and not inside_word:
            return place
    return at


def _latin(sign: str) -> bool:
    return (sign.isascii() and sign.isalnum()) or sign in ".,-_"
