"""Lists set out line by line under a heading: 2022年度某市特色产业集群名单, then 1、甲集群, 2、乙集群, …."""

from __future__ import annotations

import re

_LONGEST = 60
_HEADING = re.compile(
    r"^\s*(?:附件?\s?\d{0,2}\s?[:.、]?\s*)?(?:关于)?(?:公布|公示)?(?P<title>[^,;。:]{4,50}?)(?:拟?(?:入选|认定|推荐))?名单(?:公示|如下)?\s?:?\s*(?:\([^()]{0,20}\))?\s*$"
)
_ITEM = re.compile(
    r"^\s*(?:\d{1,3}\s?[、.|,\t ]|\(\d{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*(?P<name>[^,;。:|\t]{3,45}?)\s*(?=[|\t;。]|$)"
)
_CELLS = re.compile(r"序号|名称")
# What a line of contents or of an outline begins with is no name.
_NO_NAME = re.compile(
    r"\d[%万亿元]|^(?:加强|推进|关于|总体|工作|加快|完善|优化|强化|组织|认真|积极)|要求|意见|措施|目标"
)


def roster_title(line: str) -> str | None:
    """The title that the names below a heading have; None where the line is no such heading."""
    if "名单" not in line or len(line) > _LONGEST:
        return None
    found = _HEADING.match(line)
    return found["title"].strip() if found else None


def roster_item(line: str) -> tuple[int, int] | None:
    """Where the name stands in a numbered line."""
    if len(line) > 4 * _LONGEST:
        return None
    found = _ITEM.match(line)
    if not found or _NO_NAME.search(found["name"]):
        return None
    return found.span("name")


def goes_on(line: str) -> bool:
    """Whether a line that is no item may stand within a list: blank, or the heading of its columns."""
    return not line.strip() or bool(_CELLS.search(line)) or (len(line.strip()) <= 20 and "。" not in line)
