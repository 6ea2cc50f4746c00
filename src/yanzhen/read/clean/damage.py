"""What is wrong with a document as a whole: decided once, before anything is removed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanzhen.read.clean.pinyin import injections
from yanzhen.read.clean.script import traditional

_OTHER_ROWS = bytes(row for row in range(256) if not 0x34 <= row <= 0x9F)
_STACKED = re.compile(r"[,，、;；]\s?[,，。;；、:：]")
# Quotation marks that people who write Traditional Chinese use and machine-converted mainland pages do not.
_WRITTEN_TRADITIONAL = re.compile(r"[「」『』]")
# Bytes of GBK read one byte off: 。ㄒ唬┙ stands for (一)经. Written so that it begins with one set of characters.
_SHIFTED = re.compile(r"[ㄅ-ㄩ唬┅-╋锟\ufffd](?:(?<=[ㄅ-ㄩ])唬|(?<=唬)┙|(?<=[┅-╋])\(|(?<=锟)斤拷|(?<=\ufffd))")


def is_garbled(text: str) -> bool:
    """Whether a passage shows bytes read in the wrong encoding; such passages are flagged, never mended."""
    return bool(_SHIFTED.search(text))


def _han(text: str) -> int:
    """How many characters are Chinese: those of the rows 34 to 9F, the first byte of two, counted as bytes for speed."""
    return len(text.encode("utf-16-be", "surrogatepass")[::2].translate(None, _OTHER_ROWS))


@dataclass(frozen=True, slots=True)
class Damage:
    """Counts over a document; add them up to judge a document read in pieces.

    Attributes:
        han: Chinese characters.
        traditional: characters of Traditional script only.
        corner_quotes: 「」『』, the mark of text written in Traditional Chinese.
        injected: brackets that read the character before them.
        injected_traditional: those after a Traditional character.
        stacked: doubled punctuation such as ,,。
        shifted: traces of bytes read in the wrong encoding.
    """

    han: int = 0
    traditional: int = 0
    corner_quotes: int = 0
    injected: int = 0
    injected_traditional: int = 0
    stacked: int = 0
    shifted: int = 0

    @classmethod
    def of(cls, text: str) -> Damage:
        """Count the damage in ``text``."""
        marks = (
            [bool(traditional().match(character)) for _, _, character in injections(text)]
            if "(" in text
            else []
        )
        return cls(
            han=_han(text),
            traditional=len(traditional().findall(text)),
            corner_quotes=len(_WRITTEN_TRADITIONAL.findall(text)),
            injected=len(marks),
            injected_traditional=sum(marks),
            stacked=len(_STACKED.findall(text)),
            shifted=len(_SHIFTED.findall(text)),
        )

    def __add__(self, other: Damage) -> Damage:
        names = self.__dataclass_fields__
        return Damage(*(getattr(self, name) + getattr(other, name) for name in names))

    @property
    def is_converted(self) -> bool:
        """Traditional script that a machine made from Simplified text."""
        return self.traditional >= max(1, 0.02 * self.han) and not self.corner_quotes

    @property
    def has_pinyin(self) -> bool:
        """Pinyin was injected: after converted characters, or far more often than anyone would gloss."""
        return bool(self.injected_traditional) or self.injected >= max(3, self.han / 100)

    @property
    def has_stacks(self) -> bool:
        """Punctuation was doubled throughout."""
        return self.stacked >= max(3, self.han / 300)

    def notes(self) -> tuple[str, ...]:
        """What was found, for people, in Chinese."""
        found = (
            (self.is_converted, "繁体字由机器转换而来,已还原为简体"),
            (self.has_pinyin, f"正文夹有注音{self.injected}处,已去除"),
            (self.has_stacks, f"标点重复{self.stacked}处,已合并"),
            (self.shifted > 0, f"疑似编码错位{self.shifted}处,未作改动,涉及的内容请人工核对"),
        )
        return tuple(note for holds, note in found if holds)
