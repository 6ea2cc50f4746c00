"""What a document says of itself: title, publisher, dates, reporter, editor, reviewer, place."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from yanzhen.read.lexicon import places_in
from yanzhen.terms import Source

_HEAD = 4000  # characters at the beginning that are searched
_DATE = r"(?P<y>(?:19|20)\d\d)\s?[-年/.]\s?(?P<m>\d{1,2})\s?[-月/.]\s?(?P<d>\d{1,2})日?(?:[T\s]+(?P<time>\d{1,2}:\d{2}(?::\d{2})?))?"
_DATED = re.compile(_DATE)
_PUBLISHER = re.compile(
    r"(?:来源|稿源|信息来源|文章来源|出处)\s?[:：|│丨]\s?(?P<name>[^\s:：|()（）<>]{2,30})"
)
_PUBLISHED = re.compile(rf"(?:发布时间|发布日期|发文日期|成文日期|时间|日期|发表于)\s?[:：]\s?{_DATE}")
# Two to four characters; a name of two is often set with a space: 刘 飞.
_PERSON = r"([\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff][ ]{1,2}[\u4e00-\u9fff])"
_PEOPLE = {
    "reporter": re.compile(
        rf"[(（](?:本报|本台|本网)?[\u4e00-\u9fff]{{0,6}}记者\s?[:：]?\s?{_PERSON}(?=[\s)）、])|(?:文/?|记者\s?[:：丨|]\s?){_PERSON}(?![\u4e00-\u9fff])"
    ),
    "editor": re.compile(rf"(?:责任编辑|责编|编辑)\s?[:：丨|]\s?{_PERSON}(?![\u4e00-\u9fff])"),
    "reviewer": re.compile(rf"(?:终审|审核|审校|复审|审签)\s?[:：丨|]\s?{_PERSON}(?![\u4e00-\u9fff])"),
}
_EVENT = re.compile(
    r"(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日[,,]?[^。\n]{0,60}?(?:举行|召开|发布|举办|获悉|了解到|公布|印发|开幕|揭牌)"
)
_DATELINE = re.compile(
    r"(?:本报|本台|新华社|中新网|[\u4e00-\u9fff]{2,8}网?)[\u4e00-\u9fff]{0,6}?(?:(?P<y>(?:19|20)\d\d)年)?(?P<m>\d{1,2})月(?P<d>\d{1,2})日[电讯]"
)
_SIGNED = re.compile(r"^\s*(?P<y>(?:19|20)\d\d)年(?P<m>\d{1,2})月(?P<d>\d{1,2})日\s*$", re.M)
# Not 比2019年同期: a year compared with is not the one the document speaks from.
_YEAR = re.compile(r"(?<![\d比较与同自])((?:19|20)\d\d)年(?!同期|相比)")
_NOT_TITLE = re.compile(
    r"[。;;>]|首页|您的位置|当前位置|来源|发布时间|发布日期|^\s*(?:A[+-]|分享|打印|字体|各位代表)|^[((\[【].*[))\]】]$"
)
# A document that says at its head that it is made up is never taken for a real one.
_SYNTHETIC = re.compile(r"合成数据|synthetic data", re.IGNORECASE)
_PUNCTUATED = re.compile(r"[。,,;;]")


@dataclass(frozen=True, slots=True)
class Day:
    """A date, with the time of day where given."""

    year: int
    month: int
    day: int
    time: str | None = None

    def iso(self) -> str | None:
        """ISO 8601, or None where the numbers make no date."""
        if not (1 <= self.month <= 12 and 1 <= self.day <= 31):
            return None
        clock = f"T{self.time if self.time.count(':') == 2 else self.time + ':00'}" if self.time else ""
        return f"{self.year:04d}-{self.month:02d}-{self.day:02d}{clock.replace('T9:', 'T09:')}"


def source_of(text: str, source_id: str, name: str, media_type: str) -> Source:
    """The source that a cleaned text shows."""
    head, foot = text[:_HEAD], text[-1500:]
    publisher = _PUBLISHER.search(head) or _PUBLISHER.search(foot)
    line = _line_at(head, publisher.start()) if publisher and publisher.string is head else ""
    published = (
        _day(_PUBLISHED.search(head)) or _day(_DATED.search(line)) or _day(_SIGNED.search(text[-400:]))
    )
    year = published.year if published else None
    title = _title(head)
    people = {role: _name(found.search(head) or found.search(foot)) for role, found in _PEOPLE.items()}
    wired = _DATELINE.search(head) if "日电" in head or "日讯" in head else None
    dateline = _event(wired, year) or _event(_EVENT.search(head), year)
    return Source(
        id=source_id,
        name=name,
        media_type=media_type,
        title=title,
        publisher=publisher["name"].strip() if publisher else None,
        published=published.iso() if published else None,
        event_date=dateline,
        place=place_of(head, title),
        synthetic=bool(_SYNTHETIC.search(head[:400])),
        reporter=people["reporter"],
        editor=people["editor"],
        reviewer=people["reviewer"],
    )


def _line_at(text: str, place: int) -> str:
    """The line around a place: 2024-12-25 09:12 来源：…, or the other way round."""
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


def _day(found: re.Match[str] | None) -> Day | None:
    if not found:
        return None
    time = found.groupdict().get("time")
    return Day(int(found["y"]), int(found["m"]), int(found["d"]), time)


def _event(found: re.Match[str] | None, year: int | None) -> str | None:
    """The day of the event; its year is the publication's where the text leaves it out."""
    if not found:
        return None
    known = int(found["y"]) if found["y"] else year
    return Day(known, int(found["m"]), int(found["d"])).iso() if known else None


def _name(found: re.Match[str] | None) -> str | None:
    return re.sub(r"\s", "", next(filter(None, found.groups()))) if found else None


def _title(head: str) -> str | None:
    """The last line that looks like a title before the line with source or date; else the first line."""
    lines = [line.strip() for line in head.split("\n")]
    marker = next(
        (i for i, line in enumerate(lines) if _PUBLISHER.search(line) or _PUBLISHED.search(line)), None
    )
    before = lines[:marker] if marker else []
    candidates = [line for line in before if 6 <= len(line) <= 60 and not _NOT_TITLE.search(line)]
    if candidates:
        return candidates[-1]
    first = next((line for line in lines if line), "")
    return (
        first
        if 6 <= len(first) <= 60 and not _NOT_TITLE.search(first) and not _PUNCTUATED.search(first)
        else None
    )


# 到2027年, (2025-2027年): a year that is aimed at is not the one spoken from.
_GOAL = re.compile(r"(?:到|(?:19|20)\d\d年?[-—–~至到])(?:19|20)\d\d年")


def year_of(text: str, source: Source) -> int | None:
    """The year the document speaks from: of its dates, else the latest year it names in its head."""
    if source.as_of:
        return int(source.as_of[:4])
    if named := _YEAR.findall(_GOAL.sub("", source.title or "")):
        return int(max(named))
    years = [int(y) for y in _YEAR.findall(_GOAL.sub("", text[:_HEAD]))]
    likely = max(years, key=lambda year: (years.count(year), year)) if years else None
    # A year named once says nothing of when the text was written.
    return likely if likely and years.count(likely) > 1 else None


def place_of(head: str, title: str | None) -> str | None:
    """The region a document is about: the place named most often, the title counting threefold."""
    counts: Counter[str] = Counter()
    for text, weight in ((title or "", 3), (head[:1500], 1)):
        for place in places_in(text):
            counts[place] += weight
    return counts.most_common(1)[0][0] if counts else None
