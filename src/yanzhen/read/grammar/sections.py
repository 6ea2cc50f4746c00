"""Headings: 一、2015年工作回顾 dates what follows; 三、2024年工作安排 makes it a target."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanzhen.read.grammar.kinds import kind_of
from yanzhen.read.grammar.nouns import entity_prefix
from yanzhen.read.lexicon import place_at
from yanzhen.terms import EntityKind, Period

_LONGEST = 48
_NO_HEADING = re.compile(r"[。,;:]")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)年")
_BACK = re.compile(r"回顾|完成情况|执行情况|发展情况|运行情况|成就|成效|统计公报|总结|综述")
_AHEAD = re.compile(
    r"工作安排|工作打算|重点工作|主要任务|主要目标|目标任务|总体要求|总体思路|发展目标|工作要求|重点任务|下一步|工作建议"
)
_GENERAL = re.compile(r"^\s*一、\s*综\s*合\s*$")


_PLACE_THEN = re.compile(r":[^\d]{4,40}$")


def place_heading(line: str) -> str | None:
    """The place that a heading such as 浙江临海:从小作坊到大企业 says is told of below; None for other lines."""
    plain = line.strip().rstrip("。")
    if ":" not in plain[:12] or len(plain) > _LONGEST:
        return None
    found = place_at(plain)
    return found[1] if found and _PLACE_THEN.fullmatch(plain, len(found[0])) else None


_MARK = re.compile(r"\s*(?:[(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)、.](?!\d)|[①-⑩●◆■▶]|--)?\s*")
_LINE = 36  # characters of a line that names a thing
_IN_A_ROW = 2  # a class and the first of its things
_TOLD_OF = (EntityKind.CLUSTER, EntityKind.CHAIN, EntityKind.PARK, EntityKind.PROJECT)
_TOWN = re.compile(r"[\u4e00-\u9fff]{4,}专业镇$")


def thing_heading(line: str) -> str | None:
    """The cluster, chain, park or project whose name is all of a line: 2.甲县阀门产业集群; None for other lines."""
    name = line[_MARK.match(line).end() :].strip(" :")  # type: ignore[union-attr]
    if not name or len(line) > _LINE or _NO_HEADING.search(name):
        return None
    named = kind_of(name) in _TOLD_OF and entity_prefix(name) == name
    return name if named or _TOWN.match(name) else None


class Entry:
    """The entry of a text that tells of one thing after the other, each under its name.

    Of many names in a row, which are a list, nothing is told below.
    """

    def __init__(self) -> None:
        self.about: str | None = None
        self._names = 0  # in a row

    def told(self, line: str) -> str | None:
        """What ``line`` is said of; the lines of a document one after the other."""
        if name := thing_heading(line):
            self._names += 1
            self.about = name if self._names <= _IN_A_ROW else None
        else:
            self._names = 0
            if len(line) <= _LINE and not _NO_HEADING.search(line):
                self.about = None  # another heading
        return self.about


@dataclass(frozen=True, slots=True)
class Section:
    """What a heading says of the figures below it."""

    period: Period | None = None
    is_target: bool = False


def section_of(line: str, year: int | None = None) -> Section | None:
    """The section that a line opens; None where the line is no such heading.

    一、综合 opens a statistical bulletin, all of which is about ``year``, the one named before it.
    """
    if len(line) > _LONGEST or _NO_HEADING.search(line.rstrip("。")):
        return None
    if _GENERAL.match(line):
        return Section(Period.year(year) if year else None)
    back, ahead = _BACK.search(line), _AHEAD.search(line)
    if not back and not ahead:
        return None
    named = _YEAR.search(line)
    return Section(Period.year(int(named[1])) if named else None, is_target=bool(ahead and not back))
