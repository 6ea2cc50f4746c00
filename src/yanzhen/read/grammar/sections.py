"""Headings: 一、2015年工作回顾 dates what follows; 三、2024年工作安排 makes it a target."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanzhen.read.lexicon import place_at
from yanzhen.terms import Period

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
