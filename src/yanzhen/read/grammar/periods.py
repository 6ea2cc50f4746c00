"""Periods: 2024年, 去年, 1-8月份, 上半年, "十四五"期间, resolved from the dateline or left unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from yanzhen.terms import Period, parse_numeral

_CN = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"首": 1, "两": 2}
_PLAN = {"十一五": 2006, "十二五": 2011, "十三五": 2016, "十四五": 2021, "十五五": 2026}
_YEAR = (
    r"(?:(?P<year>(?:19|20)\d\d)年(?:度)?|(?P<rel>今年|本年|当年|去年|上年|上一年|(?<!目)前年|明年)(?:以来)?)"
)
_PART = (
    r"(?P<m1>\d{1,2})(?:月份?)?\s?[-至到]\s?(?P<m2>\d{1,2})月份?|(?P<c1>[一二三四五六七八九十]{1,2})(?:月份?)?至(?P<c2>[一二三四五六七八九十]{1,2})月份?|(?P<half>[上下])半年|(?P<front>前[一二三两123](?:个)?季度)|前(?P<months>\d{1,2}|[一二两三四五六七八九十]{1,2})个?月(?:份)?"
    r"|(?P<quarter>[一二三四1234])季度|(?P<month>\d{1,2})月(?:份|末|底)?(?:(?P<day>\d{1,2})日)?|(?P<full>全年)|(?P<end>年?末|年?底)"
)
_PLAN_SPAN = r"[“‘\"]?(?P<plan>十[一二三四五]五)[”’\"]?(?:规划)?(?P<edge>期间|时期|以来|末|初)?"
# Year and part are both optional; what begins here must be one of them.
_BEGINS = r"(?=(?:19|20)\d\d年|[今本当去上明]年|(?<!目)前年|上一年|\d{1,2}\s?[-至到月]|[一二三四五六七八九十]{1,2}月?份?至[一二三四五六七八九十]{1,2}月|[上下]半年|前.个?季|前\d{1,2}个?月|前[一二两三四五六七八九十]{1,2}个?月|[一二三四1234]季度|全年|年[末底])"
TIME = re.compile(
    rf"(?:截至|截止|到|至)?(?:{_BEGINS}(?:{_YEAR})?\s?(?:{_PART})?|{_PLAN_SPAN})(?:,?同期)?(?:时|以来)?"
)
_SPAN_OF_YEARS = re.compile(r"(?P<y1>(?:19|20)\d\d)年?\s?[-至到]\s?(?P<y2>(?:19|20)\d\d)年")


@dataclass(frozen=True, slots=True)
class Found:
    """A period in a text; ``year`` is None where the text does not let it be known."""

    start: int
    end: int
    period: Period | None
    year: int | None
    ahead: bool = False
    explicit: bool = False
    is_date: bool = False


class Calendar:
    """Resolves words of time against the day of the document."""

    def __init__(self, as_of: str | None = None) -> None:
        self.year = int(as_of[:4]) if as_of and as_of[:4].isdigit() else None
        self._found: dict[tuple[str, int | None], list[Found]] = {}
        # A year that is only guessed may be the one being looked back upon: 到2010年底 is then no target.
        month = as_of[5:7] if as_of else ""
        # In the first months 全年 means the year just ended.
        self.full_year = self.year - 1 if self.year and month in {"01", "02", "03"} else self.year
        self.sure = bool(as_of and len(as_of) > 4)

    def find(self, text: str, default_year: int | None = None) -> list[Found]:
        """Words of time in ``text`` that say when something holds (not 比上年, which is a comparison)."""
        if not names_time(text):
            return []
        key = (text, default_year)
        if key not in self._found:
            if len(self._found) >= _REMEMBERED:
                self._found.clear()
            self._found[key] = self._find(text, default_year)
        return self._found[key]

    def _find(self, text: str, default_year: int | None) -> list[Found]:
        out = [
            Found(m.start(), m.end(), Period.parse(f"{m['y1']}/{m['y2']}"), int(m["y2"]))
            for m in _SPAN_OF_YEARS.finditer(text)
            if m["y1"] <= m["y2"]
        ]
        taken = out[0].end if out else -1
        for found in TIME.finditer(text):
            before = text[found.start() - 1 : found.start()]
            if found.start() < taken or found.end() == found.start() or (before in "比较第与是" and before):
                continue
            out.append(self._resolve(found, default_year))
        return out

    def _resolve(self, found: re.Match[str], default_year: int | None) -> Found:
        start, end = found.span()
        if found["plan"]:
            first = _PLAN[found["plan"]]
            if found["edge"] == "末":
                return Found(start, end, Period.year(first + 4), first + 4, self._ahead(first + 4))
            return Found(start, end, Period.parse(f"{first}/{first + 4}"), first + 4)
        year = self._year(found, default_year)
        # 增加到2024年的2230家: here 到 belongs to the verb.
        reached = found.string[start - 1 : start] in _REACHING and start > 0
        past = found["rel"] in _PAST
        # 到1-6月 only says how far the year has gone.
        whole = found["year"] or found["rel"] or found["full"] or found["end"]
        ahead = bool(
            found[0][0] in "到至"
            and whole
            and not reached
            and not past
            and (self.year is None or self._ahead(year))
        )
        return Found(start, end, _period(found, year), year, ahead, bool(found["year"]), bool(found["month"]))

    def _ahead(self, year: int | None) -> bool:
        return bool(self.year and year and (year > self.year or (self.sure and year == self.year)))

    def _year(self, found: re.Match[str], default_year: int | None) -> int | None:
        if found["year"]:
            return int(found["year"])
        if found["rel"]:
            shift = {"去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}.get(found["rel"], 0)
            return self.year + shift if self.year else None
        return default_year or (self.full_year if found["full"] else self.year)


def names_time(text: str) -> bool:
    """Whether there may be words of time in ``text``; cheap."""
    return bool(_QUICK.search(text))


def without_time(text: str) -> str:
    """``text`` without the words of time that a calendar finds in it."""
    return _timeless(text) if names_time(text) else text


@lru_cache(maxsize=8192)
def _timeless(text: str) -> str:
    out, at = [], 0
    for found in _ANY_YEAR.find(text):
        if found.start >= at:
            out.append(text[at : found.start])
            at = found.end
    return "".join(out) + text[at:] if out else text


_ANY_YEAR = Calendar()  # where words of time stand does not depend on the day of the document
_PAST = frozenset(["去年", "上年", "上一年", "前年"])
_REACHING = frozenset("加高升增长大展降少扩跃缩")
_REMEMBERED = 4096  # phrases; the same few stand between most numbers
_QUICK = re.compile(r"[年月季末底]|十[一二三四五]五")


def _period(found: re.Match[str], year: int | None) -> Period | None:
    """None where a part is known but the year is not, or where the words make no calendar sense."""
    if year is None:
        return None
    if found["m1"]:
        first, last = int(found["m1"]), int(found["m2"])
        return _months(year, first, last)
    if found["c1"]:
        return _months(year, int(parse_numeral(found["c1"]) or 0), int(parse_numeral(found["c2"]) or 0))
    if found["half"]:
        return _months(year, 1, 6) if found["half"] == "上" else _months(year, 7, 12)
    if found["front"]:
        mark = found["front"][1]
        return _months(year, 1, 3 * (_CN.get(mark) or int(mark)))
    if months := found["months"]:
        return _months(year, 1, int(parse_numeral(months) or 0))
    if found["quarter"]:
        number = _CN.get(found["quarter"]) or int(found["quarter"])
        return _months(year, 3 * number - 2, 3 * number)
    if found["month"]:
        month = int(found["month"])
        if found["day"]:
            return _day(year, month, int(found["day"]))
        return _months(year, month, month)
    return Period.year(year)


def _months(year: int, first: int, last: int) -> Period | None:
    if not 1 <= first <= last <= 12:
        return None
    return Period.parse(f"{year}-{first:02d}/{year}-{last:02d}")


def _day(year: int, month: int, day: int) -> Period | None:
    try:
        return Period.parse(f"{year}-{month:02d}-{day:02d}")
    except Exception:
        return None
