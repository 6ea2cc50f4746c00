"""Periods of time as statistics name them; an unknown period stays unknown."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from yanzhen.errors import UsageError

_YEAR = re.compile(r"^(\d{4})$")
_MONTH = re.compile(r"^(\d{4})-(\d{2})$")
_DAY = re.compile(r"^(\d{4})-(\d{2})-(\d{2})$")
_QUARTER = re.compile(r"^(\d{4})-?Q([1-4])$")
_HALF = re.compile(r"^(\d{4})-?[HS]([12])$")


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A closed range of days.

    Codes follow SDMX where it has one: ``2024``, ``2024-05``, ``2024-Q1``, ``2024-S1`` (also read:
    ``2024H1``), ``2024-12-20``, and ISO 8601 ranges of these: ``2022-01/2022-07``, ``2021/2025``.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise UsageError(f"The period {self.start} to {self.end} ends before it starts")

    @classmethod
    def parse(cls, code: str) -> Period:
        """The period a code names.

        Raises:
            UsageError: not one of the codes above.
        """
        first, slash, last = code.strip().partition("/")
        start = _single(first)
        return cls(start[0], _single(last)[1]) if slash else cls(*start)

    @classmethod
    def year(cls, year: int) -> Period:
        """A calendar year."""
        return cls(date(year, 1, 1), date(year, 12, 31))

    @property
    def code(self) -> str:
        """The shortest code that names this period."""
        s, e = self.start, self.end
        if s == e:
            return s.isoformat()
        starts_month, ends_month = s.day == 1, (e + timedelta(days=1)).day == 1
        if not (starts_month and ends_month):
            return f"{s.isoformat()}/{e.isoformat()}"
        if s.year == e.year:
            months = (s.month, e.month)
            if months == (1, 12):
                return f"{s.year}"
            if months[0] == months[1]:
                return f"{s.year}-{s.month:02d}"
            if months in ((1, 6), (7, 12)):
                return f"{s.year}-S{1 if s.month == 1 else 2}"
            if months[1] - months[0] == 2 and s.month % 3 == 1:
                return f"{s.year}-Q{(s.month + 2) // 3}"
        if (s.month, e.month) == (1, 12):
            return f"{s.year}/{e.year}"
        return f"{s.year}-{s.month:02d}/{e.year}-{e.month:02d}"

    @property
    def zh(self) -> str:
        """The period in Chinese: 2024年, 2024年上半年, 2022年1—7月, 2021—2025年."""
        code = self.code
        if m := _YEAR.match(code):
            return f"{m[1]}年"
        if m := _HALF.match(code):
            return f"{m[1]}年{'上半年' if m[2] == '1' else '下半年'}"
        if m := _QUARTER.match(code):
            return f"{m[1]}年{'一二三四'[int(m[2]) - 1]}季度"
        if m := _MONTH.match(code):
            return f"{m[1]}年{int(m[2])}月"
        s, e = self.start, self.end
        if _DAY.match(code):
            return f"{s.year}年{s.month}月{s.day}日"
        if (s.month, s.day, e.month, e.day) == (1, 1, 12, 31):
            return f"{s.year}—{e.year}年"
        if s.year == e.year and s.day == 1 and (e + timedelta(days=1)).day == 1:
            return f"{s.year}年{s.month}—{e.month}月"
        return f"{s.year}年{s.month}月{s.day}日至{e.year}年{e.month}月{e.day}日"

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end

    def __str__(self) -> str:
        return self.code


def _single(code: str) -> tuple[date, date]:
    if m := _YEAR.match(code):
        return date(int(m[1]), 1, 1), date(int(m[1]), 12, 31)
    if m := _QUARTER.match(code):
        return _months(int(m[1]), 3 * int(m[2]) - 2, 3)
    if m := _HALF.match(code):
        return _months(int(m[1]), 6 * int(m[2]) - 5, 6)
    try:
        if m := _MONTH.match(code):
            return _months(int(m[1]), int(m[2]), 1)
        if _DAY.match(code):
            day = date.fromisoformat(code)
            return day, day
    except ValueError:
        pass
    raise UsageError(
        f"{code!r} is not a period",
        expected="2024, 2024-05, 2024-Q1, 2024-S1, 2024-12-20 or a range such as 2022-01/2022-07",
    )


def _months(year: int, first: int, count: int) -> tuple[date, date]:
    after = date(year + (first + count - 1) // 12, (first + count - 1) % 12 + 1, 1)
    return date(year, first, 1), after - timedelta(days=1)
