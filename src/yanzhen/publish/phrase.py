"""The grammar of official sentences: enumerations, shared endings, dates, numerals by GB/T 15835-2011."""

from __future__ import annotations

import re
from calendar import month_name
from collections.abc import Sequence
from datetime import timedelta

from yanzhen.terms import Period

# Endings that an enumeration states once, after the count: 有色金属、绿色化工2个产业集群. Longest first.
_ENDINGS = ("产业集群", "集群", "产业链", "产业园", "产业", "企业", "项目", "园区")


def listed(names: Sequence[str], *, more: bool = False, language: str = "zh") -> str:
    """甲; 甲和乙; 甲、乙和丙; with ``more`` the list stays open: 甲、乙、丙等."""
    if language != "zh":
        return _listed_en(names, more)
    if more or len(names) < 2:
        return "、".join(names) + ("等" if more else "")
    return "、".join(names[:-1]) + "和" + names[-1]


def _listed_en(names: Sequence[str], more: bool) -> str:
    if more:
        return ", ".join(names) + " and others"
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


def split_ending(names: Sequence[str]) -> tuple[list[str], str]:
    """Take off the ending that all names share: [甲产业集群, 乙产业集群] -> [甲, 乙], 产业集群.

    One name alone keeps its ending.
    """
    if len(names) > 1:
        shared = (e for e in _ENDINGS if all(n.endswith(e) and len(n) > len(e) for n in names))
        if ending := next(shared, ""):
            return [name.removesuffix(ending) for name in names], ending
    return list(names), ""


def stem(name: str) -> str:
    """A name without what it is: 绿色化工 of 绿色化工产业集群."""
    ending = next((e for e in _ENDINGS if name.endswith(e) and len(name) > len(e)), "")
    return name.removesuffix(ending)


def named(found: Sequence[str], language: str = "zh", *, more: bool = False) -> str:
    """Subjects in a cell: 有色金属、农副产品加工产业集群; their shared ending is said once."""
    if language != "zh":
        return listed(found, more=more, language=language)
    bare, ending = split_ending(found)
    return "、".join(bare) + ("等" if more else "") + ending


def day(iso: str | None, language: str = "zh") -> str:
    """2024-12-20 -> 2024年12月20日 (no leading zeros, GB/T 9704), 20 December 2024; of shorter codes the year or month."""
    if not iso:
        return ""
    parts = [int(part) for part in iso[:10].split("-")]
    if language != "zh":
        months = (month_name[month] for month in parts[1:2])
        return " ".join((*map(str, parts[2:]), *months, str(parts[0])))
    return "".join(f"{part}{unit}" for part, unit in zip(parts, "年月日", strict=False))


_QUARTERS = ("first", "second", "third", "fourth")


def period_en(period: Period) -> str:
    """2024; the first half of 2024; January to July 2024; 1 May 2024."""
    start, end = period.start, period.end
    if start == end:
        return day(start.isoformat(), "en")
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return f"{day(start.isoformat(), 'en')} to {day(end.isoformat(), 'en')}"
    if start.month == 1 and end.month == 12:
        return str(start.year) if start.year == end.year else f"{start.year} to {end.year}"
    if start.year != end.year:
        return f"{day(start.isoformat()[:7], 'en')} to {day(end.isoformat()[:7], 'en')}"
    if (half := {(1, 6): "first", (7, 12): "second"}.get((start.month, end.month))) is not None:
        return f"the {half} half of {start.year}"
    if start.month % 3 == 1 and end.month == start.month + 2:
        return f"the {_QUARTERS[start.month // 3]} quarter of {start.year}"
    first = "" if start.month == end.month else f"{month_name[start.month]} to "
    return f"{first}{month_name[end.month]} {start.year}"


def sentence(words: str, language: str = "zh") -> str:
    """Words that stand by themselves: in English with a capital."""
    return words if language == "zh" else words[:1].upper() + words[1:]


_FAULTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[０-９]"), "数字用半角(GB/T 15835 5.1)"),
    (
        re.compile(r"(?<![\d.])\d+(?:\.\d+)?[至—~～-]\d+(?:\.\d+)?[万亿]"),
        "范围两端都写单位：3万至5万(GB/T 15835 5.1.3)",
    ),
    (
        re.compile(r"(?<![\d.])\d+(?:\.\d+)?[至—~～-]\d+(?:\.\d+)?%"),
        "百分数范围两端都写%：5%至8%(GB/T 15835 5.1.3)",
    ),
    (re.compile(r"年0\d月|月0\d日"), "日期不编虚位：1月不写01月(GB/T 9704 7.3.5)"),
    (re.compile(r"(?<!\d)\d{2}年(?:\d|[一二三四上下])"), "年份写全：2024年(GB/T 15835 5.1.4)"),
    (re.compile(r"\d\s+(?:亿|万|元|吨|家|个|%)"), "数字与单位之间不空格"),
)


def numeral_faults(text: str) -> list[str]:
    """Where a text breaks the rules for numerals, as "words: rule"."""
    return [f"{found.group(0)}:{rule}" for pattern, rule in _FAULTS for found in pattern.finditer(text)]


_HALF_TO_FULL = str.maketrans(",;:!?", "\uff0c\uff1b\uff1a\uff01\uff1f")
_CJK = "\u3400-\u9fff"
_BESIDE = re.compile(
    f"(?<=[{_CJK}”’》）%])[,;:!?]|(?<!\\d)[,;:!?](?=[{_CJK}“‘《（])|(?<=\\d)[,;](?=[{_CJK}“‘《（])"
)
_ROUND = re.compile(f"\\(([^()]*[{_CJK}][^()]*)\\)")


def typeset(text: str) -> str:
    """Half-width punctuation between Chinese words made full-width; numbers such as 1,000 keep theirs.

    For our own sentences and names only: quotes stay as the source has them.
    """
    wide = _ROUND.sub("\uff08\\1\uff09", text)
    return _BESIDE.sub(lambda found: found.group(0).translate(_HALF_TO_FULL), wide)
