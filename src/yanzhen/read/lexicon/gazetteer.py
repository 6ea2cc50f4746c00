"""China's provinces, prefectures and counties by their names, and where a text names them."""

from __future__ import annotations

import csv
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib import resources
from itertools import islice, takewhile

from yanzhen.read.lexicon.word_lists import pattern

_NO_PLACES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_PLACE_SUFFIX = re.compile(r"(?:特别行政区|自治区|自治州|自治县|自治旗|地区|林区|新区|[省市县区州旗盟])$")
# 紫云苗族布依族自治县, 新疆维吾尔自治区: the name of the place is what stands before.
_ETHNIC = re.compile(rf"(?:(?:{pattern('peoples')})族|(?<!内)蒙古|维吾尔|哈萨克|柯尔克孜)+(?=自治)")


@cache
def _rows(file: str) -> tuple[dict[str, str], ...]:
    """The rows of a list of places that name one."""
    source = resources.files("yanzhen.packs") / "places" / f"{file}.csv"
    with source.open(encoding="utf-8") as rows:
        # 西区, 郊区, 城区 and the like name districts, but far oftener they describe one.
        return tuple(
            row
            for row in csv.DictReader(rows)
            if row["name"] not in _NO_PLACES and not (len(row["name"]) == 2 and row["name"].endswith("区"))
        )


@cache
def places() -> dict[str, str]:
    """Names of China's provinces, prefectures and counties -> full name.

    Short forms of provinces and prefectures are included where they name one place only.
    """
    full: dict[str, str] = {}
    short: dict[str, set[str]] = {}
    for file in ("provinces", "cities", "areas"):
        for row in _rows(file):
            name = row["name"]
            full[name] = name
            base = _PLACE_SUFFIX.sub("", _ETHNIC.sub("", name))
            if name.endswith("自治州") and len(base) >= 2:
                full[base + "州"] = base + "州"  # what everybody writes
            if name.endswith("自治县") and len(base) >= 2:
                full[base + "县"] = full[base + "自治县"] = name
            # Short forms of counties are everyday words too often: 惠民, 和平, 双清.
            if len(base) >= 2 and file != "areas":
                short.setdefault(base, set()).add(name)
    for base, names in short.items():
        if len(names) == 1 and base not in full:
            full[base] = next(iter(names))
    return full


@cache
def _by_beginning() -> dict[str, tuple[str, ...]]:
    index: dict[str, list[str]] = {}
    for name in sorted(places(), key=len, reverse=True):
        index.setdefault(name[:2], []).append(name)
    return {beginning: tuple(names) for beginning, names in index.items()}


@cache
def _may_begin() -> re.Pattern[str]:
    """A character that begins the name of a place, before one that may come second: most characters are neither."""
    firsts, seconds = ("".join(sorted(set(signs))) for signs in zip(*_by_beginning(), strict=True))
    return re.compile(f"[{firsts}](?=[{seconds}])")


@cache
def _province_codes() -> dict[str, frozenset[str]]:
    """Full name of a place -> codes of the provinces that have one of that name."""
    codes: dict[str, set[str]] = {}
    for file in ("provinces", "cities", "areas"):
        for row in _rows(file):
            codes.setdefault(row["name"], set()).add(row["code"][:2])
            if row["name"].endswith("自治州"):
                short = _PLACE_SUFFIX.sub("", _ETHNIC.sub("", row["name"])) + "州"
                codes.setdefault(short, set()).add(row["code"][:2])
    return {name: frozenset(found) for name, found in codes.items()}


@cache
def _counties_by_base() -> dict[str, tuple[tuple[str, str, str], ...]]:
    """Two characters -> (short form, full name, province code) of the counties beginning so."""
    index: dict[str, list[tuple[str, str, str]]] = {}
    for row in _rows("areas"):
        base = _PLACE_SUFFIX.sub("", _ETHNIC.sub("", row["name"]))
        if len(base) >= 2:
            index.setdefault(base[:2], []).append((base, row["name"], row["code"][:2]))
    return {beginning: tuple(found) for beginning, found in index.items()}


@cache
def counties_of(level: str) -> tuple[tuple[str, str], ...]:
    """(name without its rank, name) of the counties or cities at county level whose short name is two characters or more."""
    names = (row["name"] for row in _rows("areas") if row["name"].endswith(level))
    return tuple((name[:-1], name) for name in names if len(name) > 2 and name[:-1] not in _EVERYDAY)


# Names of counties that are everyday words.
_EVERYDAY = frozenset(
    [
        "和平",
        "惠民",
        "新市",
        "中心",
        "城关",
        "开放",
        "建设",
        "新区",
        "东方",
        "通道",
        "民主",
        "富民",
        "永安",
        "长安",
        "平安",
        "团结",
        "友好",
        "新兴",
        "合作",
        "公安",
        "富裕",
        "兴国",
        "共和",
        "同心",
        "大方",
        "新建",
        "友谊",
        "开化",
        "大理",
        "正定",
        "正安",
        "武功",
        "清水",
        "安宁",
        "兴隆",
        "高平",
        "进贤",
        "集贤",
        "民生",
        "康乐",
        "大名",
        "大城",
        "开江",
        "合水",
    ]
)


def province_of(place: str) -> str | None:
    """The province a place lies in; None where its name is that of several."""
    codes = _province_codes().get(place, frozenset())
    names = [_provinces()[code] for code in codes if code in _provinces()]
    return names[0] if len(names) == 1 else None


@cache
def _provinces() -> dict[str, str]:
    return {row["code"]: row["name"] for row in _rows("provinces")}


@cache
def _cities() -> dict[str, str]:
    """County -> the city it lies in, for counties whose name no other bears."""
    names = {row["code"]: row["name"] for row in _rows("cities")}
    bearers = Counter(row["name"] for row in _rows("areas"))
    rows = (row for row in _rows("areas") if bearers[row["name"]] == 1 and row["cityCode"] in names)
    return {row["name"]: names[row["cityCode"]] for row in rows}


def city_of(county: str) -> str | None:
    """The city that a county lies in; None for cities, provinces and names that several bear."""
    return _cities().get(county)


@cache
def places_within(place: str) -> frozenset[str]:
    """Full names of a place and of the places that lie in it, as far as no place elsewhere bears the same name."""
    codes = _codes().get(place, frozenset())
    if len(codes) != 1:
        return frozenset([place])
    code = next(iter(codes))
    rows = _of_one_place()
    first = bisect_left(rows, (code, ""))
    return frozenset(
        name for _, name in takewhile(lambda row: row[0].startswith(code), islice(rows, first, None))
    )


def _all_rows() -> Iterator[dict[str, str]]:
    return (row for file in ("provinces", "cities", "areas") for row in _rows(file))


@cache
def _codes() -> dict[str, frozenset[str]]:
    """Name -> codes of the provinces, prefectures and counties that bear it."""
    found: dict[str, set[str]] = {}
    for row in _all_rows():
        found.setdefault(row["name"], set()).add(row["code"])
    return {name: frozenset(codes) for name, codes in found.items()}


@cache
def _of_one_place() -> list[tuple[str, str]]:
    """Code and name of every place whose name no other bears, by code: what lies in a place follows it."""
    bearers = Counter(row["name"] for row in _all_rows())
    return sorted((row["code"], row["name"]) for row in _all_rows() if bearers[row["name"]] == 1)


_LEVELS = 3  # province, prefecture, county: a place is written with at most two around it


def place_at(text: str, start: int = 0, levels: int = _LEVELS) -> tuple[str, str] | None:
    """The longest place name that begins at ``start``, as written and in full.

    Of places written one after the other, 浙江省桐乡市, the last is meant; after its province the short form of a
    county is one too where it ends a word: 浙江桐乡.
    """
    for name in _by_beginning().get(text[start : start + 2], ()):
        if text.startswith(name, start) and not _is_part_of_word(text, start, name):
            full = places()[name]
            return _within(text, start, start + len(name), full, levels - 1) or (name, full)
    return None


def place_mentions(text: str) -> Iterator[tuple[int, int, str]]:
    """Where every place is named in ``text``, from left to right: begin, end and full name."""
    end = 0
    for beginning in _may_begin().finditer(text):
        at = beginning.start()
        if at >= end and (found := place_at(text, at)):
            end = at + len(found[0])
            yield at, end, found[1]


def places_in(text: str) -> Iterator[str]:
    """The full name of every place named in ``text``, from left to right."""
    return (name for _, _, name in place_mentions(text))


# 后备军和县域经济, 责任县, 历任市长: in these a name of two characters is none.
_GOES_ON = frozenset("域级乡镇区市城际外内直")
_JOINS = "和与同及任"
_BEFORE_NAMES = "省市州盟区旗在的是与和及到从向为对于由经过赴让把将自被给往离靠驻抵达辖含以等或我就即如至跟同并曾原且而又也但看前后日年月里内旧老"


_SOME_COUNTY = re.compile(
    r"(?!全|该|我|各|多|两|首|本|其)[\u4e00-\u9fff]{2}[县市](?=$|[,;:。、(，；：\s\d])(?<![城超股门夜上]市)"
)


def _is_part_of_word(text: str, start: int, name: str) -> bool:
    if len(name) > 2 or name[-1] not in "县市区州旗":
        return False
    before = text[start - 1 : start] if start else ""
    if text[start + 2 : start + 3] in _GOES_ON:
        return True
    # 示范县, 后备军和县域: what stands before is the rest of the word, unless it may stand before any name.
    return "\u4e00" <= before <= "\u9fff" and before not in ("省市" if name[0] in _JOINS else _BEFORE_NAMES)


# 山东德州乐陵被…, 江苏昆山拥有…: what begins after a short name that somebody is spoken of by.
_SPOKEN_OF = frozenset("被获拥已现在将把对从凭依正也有")


_ZONE_AFTER = re.compile(r"经开区|高新区|开发区|工业园|经济(?:技术)?开发区")


def _is_spoken_of(text: str, base: str, end: int) -> bool:
    after = text[end : end + 1] in _SPOKEN_OF or _ZONE_AFTER.match(text, end)
    return bool(after) and base not in _EVERYDAY


def _within(text: str, start: int, at: int, around: str, levels: int) -> tuple[str, str] | None:
    """The place written right after ``around``, where it lies in the same province."""
    if text[at : at + 1] < "\u4e00" or (around.endswith(("县", "区")) and not around.endswith("自治区")):
        return None
    codes = _province_codes().get(around, frozenset())
    further = place_at(text[at : at + 32], 0, levels) if levels else None
    if further and codes & _province_codes().get(further[1], frozenset()):
        return text[start : at + len(further[0])], further[1]
    if len(codes) == 1:
        for base, name, code in _counties_by_base().get(text[at : at + 2], ()):
            end = at + len(base)
            if (
                code in codes
                and text.startswith(base, at)
                and (not "\u4e00" <= text[end : end + 1] <= "\u9fff" or _is_spoken_of(text, base, end))
            ):
                return text[start:end], name
        # A county that has another name now: 湖南邵东县.
        if around.endswith(("省", "自治区")) and (county := _SOME_COUNTY.match(text, at)):
            return text[start : county.end()], county[0]
    return None
