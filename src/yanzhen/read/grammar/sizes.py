"""Classes by what each of their members has: 甲、乙等18个产业集群营收超过500亿元, 110个产业集群营收过百亿元."""

from __future__ import annotations

import re

from yanzhen.read.grammar.lists import split_items

_CLASS = re.compile(
    r"(?P<kind>[\u4e00-\u9fff]{0,8}?(?:集群|企业|园区|产业链|产业|开发区|[县镇]))(?:的)?"
    r"(?P<measure>年?(?:主营业务收入|营业收入|主营收入|营收|总?产值|销售收入|增加值|利润|税收|纳税))(?:均|都|已|全部)*"
    r"(?P<size>(?:超过?|突破|过|迈上)(?:\d[\d.]*[百千万]*亿?|[十百千万]+亿?)元)(?:大关|台阶)?(?=$|[,;:、])"
)
_OPEN_LIST = re.compile(r"(?:^|[,;:])(?P<names>[^,;:]{2,80}?)等$")


def sized_class(following: str, before: str, count: float) -> tuple[str, tuple[str, ...], str] | None:
    """(the class counted, its members named, their measure) where a count after ``before`` is told of by the size of each.

    An amount written with digits may be that of all together, unless names that leave the list open stand before it.
    """
    found = _CLASS.match(following) if "元" in following else None
    if not found:
        return None
    listed = _OPEN_LIST.search(before)
    if not listed and any(c.isdigit() for c in found["size"]):
        return None
    items = split_items(listed["names"]) if listed else ()
    if len(items) == count:
        return None  # the count closes the list, and each of the names is told of
    names = tuple(item if item.endswith(found["kind"]) else item + found["kind"] for item in items)
    return found["measure"] + found["size"] + found["kind"], names, found["measure"]
