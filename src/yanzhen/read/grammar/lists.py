"""Enumerations: A、B和C, with or without a count; 等 that closes a list against 等 that leaves it open."""

from __future__ import annotations

import re
from dataclasses import dataclass

from yanzhen.terms import parse_numeral

_SEPARATOR = re.compile(r"、|(?<=[\u4e00-\u9fff\w”)])(?:以及|和|与|及)(?=[\u4e00-\u9fff\w“])")
_SEVERAL = re.compile(r"[、和与及等”]")  # a list has one of these
_COUNTED = re.compile(
    r"^(?P<items>[^,;:]{2,160}?)(?P<etc>等)?(?P<n>\d{1,3}|[两二三四五六七八九十]{1,2})(?:个|家|大|条|项|种|类|座|所|县)(?P<head>[^,;:、]*)$"
)
# What follows 及 or 与 and belongs to the noun before it: 汽车及零部件, 软件与信息服务, PE及PVC管材.
_DEPENDENT = re.compile(
    r"(?:及|与|和)(?:零部件|配件|部件|配套|制品|深加工|加工|服务|信息服务|信息技术服务?|应用|器材|设备|装备|延伸|其)[\u4e00-\u9fff]{0,4}$|[A-Za-z0-9](?:及|与|和)[A-Za-z0-9]"
)


_FIRM_AND = re.compile(r"(?P<firm>[^和及与]{4,}?有限公司)(?:及|和|与)(?P<next>[^和及与]{2,})$")


def whole_quotes(name: str, text: str) -> str:
    """``name`` with both of its quotation marks, where a cut in ``text`` has left one.

    >>> whole_quotes("“小巨人", "入选“小巨人”企业")
    '“小巨人”'
    """
    if name.count("“") == name.count("”"):
        return name
    for whole in (name + "”", "“" + name):
        if whole in text and whole.count("“") == whole.count("”"):
            return whole
    return name.replace("“", "").replace("”", "")


@dataclass(frozen=True, slots=True)
class Enumeration:
    """Names in a row; ``count`` is the number the text gives, ``open`` whether 等 leaves the list open."""

    items: tuple[str, ...]
    count: int | None = None
    open: bool = False

    @property
    def is_tally(self) -> bool:
        """The count only counts the names given."""
        return self.count is not None and self.count == len(self.items)


def split_items(text: str, count: int | None = None) -> tuple[str, ...]:
    """The names in ``text``: at 、 always, at 和, 与, 及 once, or as often as the count asks for.

    >>> split_items("先进有色金属、精品板材和合金钢管、绿色化工")
    ('先进有色金属', '精品板材和合金钢管', '绿色化工')
    >>> split_items("有色金属和农副产品加工", 2)
    ('有色金属', '农副产品加工')
    """
    parts = ["".join(p.split()) for p in _outside_brackets(text) if p.strip()]
    if parts and (firm := _FIRM_AND.match(parts[0])):
        parts[:1] = [firm["firm"], firm["next"]]  # 甲有限公司及乙、丙等
    if not parts:
        return ()
    # The last part of a list may hold the closing 和; a middle part that holds one is one name.
    if _DEPENDENT.search(parts[-1]) and count is None:
        return tuple(parts)
    last = _SEPARATOR.split(parts[-1])
    if len(last) > 1 and all(len(x) > 1 for x in last):
        whole = (*parts[:-1], *(x.strip() for x in last if x.strip()))
        if count is None:
            return _closing(parts)
        if len(whole) == count or len(parts) != count:
            return whole if len(whole) == count else _closing(parts)
    return tuple(parts)


# What names in a row end in alike: A公司、B公司和C公司.
_KIND_END = re.compile(
    r"(?:集群|园区|产业园|工业园|开发区|高新区|经开区|示范区|新区|基地|公司|企业|集团|工厂|项目|产业链|研究院|大学|医院|专业镇|[市县区镇乡村])$"
)


def split_members(text: str) -> tuple[str, ...]:
    """The names of members in ``text``, which end alike: 和 before the last joins two names only where both end so.

    >>> split_members("甲轴承集群、乙软件和信息服务集群")
    ('甲轴承集群', '乙软件和信息服务集群')
    """
    items = split_items(text)
    if len(items) < 2 or not (end := _KIND_END.search(items[-1])) or _KIND_END.search(items[-2]):
        return items
    last = text.rstrip().rpartition("、")[2]
    if last.endswith(end[0]) and last.strip() != items[-1] and (not items[:-2] or items[0].endswith(end[0])):
        return (*items[:-2], last.strip())
    return items


def _closing(parts: list[str]) -> tuple[str, ...]:
    """Split the last part at its last 和, 及 or 与 that stands between two names."""
    marks = list(_SEPARATOR.finditer(parts[-1]))
    strong = [m for m in marks if m[0] in ("和", "以及")] or marks
    cut = strong[-1]
    left, right = parts[-1][: cut.start()].strip(), parts[-1][cut.end() :].strip()
    return tuple(x for x in (*parts[:-1], left, right) if x)


def _outside_brackets(text: str) -> list[str]:
    depth, start, parts = 0, 0, []
    for index, char in enumerate(text):
        if char == "“" and depth == 0 and text[start:index].endswith("”"):
            # “A”“B”: quoted names in a row need no 、.
            parts.append(text[start:index])
            start = index
        if char in "(“《":
            depth += 1
        elif char in ")”》":
            depth = max(0, depth - 1)
        elif char == "、" and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    parts.append(text[start:])
    return parts


def counted(text: str) -> tuple[Enumeration, str] | None:
    """(enumeration, what follows the count) for 黑色金属、绿色化工、绿色建材等3个产业集群…"""
    found = _COUNTED.match(text) if _SEVERAL.search(text) else None
    if not found:
        return None
    number = parse_numeral(found["n"])
    items = split_items(found["items"], int(number or 0))
    if len(items) < 2 and not found["etc"]:
        return None
    return Enumeration(items, int(number or 0), open=len(items) != number), found["head"]
