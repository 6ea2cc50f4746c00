"""Where supply comes from: an axis of its own, never mixed with what a place has."""

from __future__ import annotations

from enum import StrEnum


class Supply(StrEnum):
    """How hard it is to get a segment's products, wherever they are made."""

    AMPLE = "ample"
    CONCENTRATED = "concentrated"
    CHOKEPOINT = "chokepoint"
    UNKNOWN = "unknown"

    @property
    def zh(self) -> str:
        """The word used in the office."""
        return _NAMES[self][0]

    def name_in(self, language: str) -> str:
        """The word in ``zh`` or ``en``."""
        return _NAMES[self][language == "en"]

    @property
    def meaning(self) -> str:
        """What the word stands for, in Chinese."""
        return _MEANINGS[self]


_NAMES = {
    Supply.AMPLE: ("供应充足", "ample"),
    Supply.CONCENTRATED: ("供应集中", "concentrated"),
    Supply.CHOKEPOINT: ("卡点", "chokepoint"),
    Supply.UNKNOWN: ("供应不明", "supply unknown"),
}
_MEANINGS = {
    Supply.AMPLE: "国内供应商众多，可就近获得",
    Supply.CONCENTRATED: "国内供应商很少",
    Supply.CHOKEPOINT: "依赖少数国外供应商，或国内尚未掌握技术",
    Supply.UNKNOWN: "没有依据判断",
}
