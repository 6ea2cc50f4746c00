"""What a place has in a segment, in the words of the chain offices (短链, 断链, 细链, 无链, 弱链, 强链)."""

from __future__ import annotations

from enum import StrEnum


class Local(StrEnum):
    """What this place has in a segment."""

    NONE = "none"
    BROKEN = "broken"
    SHORT = "short"
    MISSING = "missing"
    THIN = "thin"
    WEAK = "weak"
    PRESENT = "present"
    STRONG = "strong"
    UNKNOWN = "unknown"

    @property
    def mark(self) -> str:
        """One character for the drawing."""
        return _LOCAL[self][0]

    def mark_in(self, language: str) -> str:
        """The character for readers of a language: 强, or S."""
        return _ENGLISH_MARKS[self] if language == "en" else self.mark

    def name_in(self, language: str) -> str:
        """The state in words."""
        return _LOCAL[self][2 if language == "en" else 1]

    @property
    def meaning(self) -> str:
        """What the word stands for, in Chinese."""
        return _LOCAL[self][3]

    @property
    def is_absent(self) -> bool:
        """Somebody looked and there is no firm."""
        return self in (Local.NONE, Local.BROKEN, Local.SHORT, Local.MISSING)


_LOCAL: dict[Local, tuple[str, str, str, str]] = {
    Local.NONE: ("无", "无链", "none", "本地没有企业，本地各环节也不直接需要它、不直接供给它"),
    Local.BROKEN: ("断", "断链", "broken", "本地有环节需要它，本地没有企业"),
    Local.SHORT: ("短", "短链", "ends early", "本地有供给它的环节，没有企业接续，也没有环节需要它"),
    Local.MISSING: ("缺", "缺失", "missing", "本地没有企业；相邻环节情况不明，分不清断、短、无"),
    Local.THIN: ("细", "细链", "thin", "有企业，规模与相邻环节相比明显偏小"),
    Local.WEAK: ("弱", "弱链", "weak", "有企业，区位商、利润率等标志偏弱"),
    Local.PRESENT: ("有", "有企业", "present", "有企业，没有强弱的依据"),
    Local.STRONG: ("强", "强链", "strong", "区位商、称号或全国份额表明有优势"),
    Local.UNKNOWN: ("?", "尚无证据", "no evidence", "没有企业名录或材料覆盖此环节，不等于没有"),
}


# 断链, 弱链 …, as sources and people write them.
STATE_WORDS: dict[str, Local] = {names[1]: local for local, names in _LOCAL.items()}
_ENGLISH_MARKS: dict[Local, str] = {
    Local.NONE: "N",
    Local.BROKEN: "B",
    Local.SHORT: "E",
    Local.MISSING: "M",
    Local.THIN: "T",
    Local.WEAK: "W",
    Local.PRESENT: "P",
    Local.STRONG: "S",
    Local.UNKNOWN: "?",
}
