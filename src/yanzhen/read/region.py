"""What a text is about where it says nothing else, and what 全市, 我县, 该区 stand for in it."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from yanzhen.read.grammar.view import view
from yanzhen.read.lexicon import city_of, counties_of, place_mentions, places_in, places_within, province_of
from yanzhen.read.zones import zone_of
from yanzhen.terms import Source

# 居全省第3位, 高于全国平均: what is compared with is not what the document is about.
_HOLDER = re.compile(
    r"(?:(全)(?:(?<=^全)|(?<=[,。;:、\s年月末底度现计前来间并是使日动进升展设]全))|(我|本|该))([国省市县区州旗镇])(?!际|家|域|第|首|最|各|人大|政协|平均|排名|前列|同类|唯一)",
    re.MULTILINE,
)
_ENDINGS = {"省": ("省", "自治区"), "市": ("市",), "县": ("县",), "区": ("区",), "州": ("州",), "旗": ("旗",)}
_WIDE = {"省": ("省", "自治区"), "区": ("自治区",)}  # what lies in so many places that they tell which it is
_MUNICIPALITIES = ("北京市", "天津市", "上海市", "重庆市")
_HEAD = 6000
# 苏州甲科技有限公司: the place that a firm is named after is not what a text is about.
_FIRM_NAME = re.compile(
    r"[\u4e00-\u9fff]{2}(?=(?:(?![的在与和由是有、省市县区州])[\u4e00-\u9fff]){2,12}有限(?:责任)?公司)"
)
# 湖北规模最大的项目: the place that something stands out in is named for comparison.
_COMPARED = re.compile(r"(?:规模|产量|产能|投资)?(?:最[大早高长先]|首[个家条座批]|唯一|第[一二三]|省级)")
_CALLED = re.compile(r"(?:^|[,。;:、\s“])(?P<name>[\u4e00-\u9fff]{2})(?=[\u4e00-\u9fff])", re.MULTILINE)
_NATIONAL = re.compile(r"我国|工信部|工业和信息化部")
_LOCAL = re.compile(r"[^城乡]镇")
# Towns have no gazetteer here; 城镇, 乡镇 and 专业镇 are no names.
_TOWN = re.compile(
    r"(?:^|[省市县区州,。;:、\s“]|[在是的与和由对到进访])(?P<name>(?![以把将为全该])(?:(?![的在是与和由对到进访])[\u4e00-\u9fff]){2,3})(?<![城乡小业各个])(?<!古重|特色)镇(?![村化长域区])",
    re.MULTILINE,
)
_OPENING = 80  # characters of headline and first words
_FIRST_WORDS = 12
_SEVERAL = 4  # places named once each: the text is about none of them
_OFTEN = 3  # times that a place is written without its rank where a text is about it


def holders(text: str, source: Source) -> tuple[str, dict[str, str]]:
    """(the region of the document, what each placeholder stands for).

    A placeholder whose place cannot be told stands for itself. A zone (高新区, 开发区) is a region of its own
    where the text speaks of it rather than of the place it lies in.

    Args:
        text: the beginning of the document.
        source: its source.
    """
    head = view(text[:_HEAD])
    used = _levels(head)
    names = _named(f"{source.title or ''}\n{source.publisher or ''}\n{head}")
    if town := _town(head, names, said=used.pop("镇", 0) > 0):
        return town, {f"{who}镇": town for who in "全我本该"}
    own = next((level for level, _ in used.most_common() if level != "国"), None)
    district = any(name.endswith("区") for name in names)
    if own in (None, "区") and (
        zone := zone_of(head, names, said=not names or (own == "区" and not district))
    ):
        return zone, {f"{who}区": zone for who in "全我本该"}
    known: dict[str, str] = {}
    for level in used:
        name = _of_level(level, names) or _unlisted(level, head)
        if name:
            known |= {f"{who}{level}": name for who in "全我本该"}
    main = _main(names, head)
    if own is None and main and (county := _called_shortly(main, head, names[main])):
        return county, known
    if own == "省" and main and names[main] >= used["省"] and not main.endswith(_ENDINGS["省"]):
        # 全省重大项目集中开工, of a city: the province is only where it lies.
        return main, known | ({"全省": province} if (province := province_of(main)) else {})
    if own:
        return known.get(f"全{own}", f"全{own}"), known
    if main and (not used or names[main] > max(2, used["国"] // 2)):
        return main, known
    national = used or (_NATIONAL.search(head) and not _LOCAL.search(head))
    return ("全国" if national else source.place or "全市"), known


def short_names(text: str) -> dict[str, str]:
    """Counties and cities that a text calls by names without their rank, 昆山拥有…, by these names.

    The short forms of counties are everyday words too often: one counts where its full name stands in the text,
    or where the text comes back to it.
    """
    head = view(text[:_HEAD])
    known = _counties()
    called = sorted(known.keys() & _CALLED.findall(head), key=lambda base: known[base][0])
    return {
        base: full
        for base in called
        if (full := known[base][1]) in head or (full[-1] != "区" and head.count(base) >= _OFTEN)
    }


@cache
def _counties() -> dict[str, tuple[int, str]]:
    """Short name of each county or city at county level -> its place among them, and its full name."""
    named = {base: full for level in "市县区" for base, full in counties_of(level)}
    return {base: (place, full) for place, (base, full) in enumerate(named.items())}


def _levels(head: str) -> Counter[str]:
    """How often the text says 全市, 我市, by level; 我市 is said by the one the document is about."""
    used: Counter[str] = Counter()
    for found in _HOLDER.finditer(head):
        used[found[3]] += 3 if found[2] else 1
    return used


def _called_shortly(city: str, head: str, named: int) -> str | None:
    """The county or district of ``city`` that the text writes without its rank more often than it names the city."""
    within = _counties_of_cities().get(city, ())
    counts = {full: head.count(base) for base, full in within if base in head and base != city[:-1]}
    best = max(counts, key=lambda full: counts[full], default=None)
    return best if best and counts[best] >= max(_OFTEN, named + 1) else None


@cache
def _counties_of_cities() -> dict[str, list[tuple[str, str]]]:
    """City, and 北京, 天津, 上海 and 重庆 -> short and full names of the counties and districts in it."""
    found: dict[str, list[tuple[str, str]]] = {}
    for base, full in (named for level in "市县区" for named in counties_of(level)):
        province = province_of(full)
        holder = province if province in _MUNICIPALITIES else city_of(full)
        if holder:
            found.setdefault(holder, []).append((base, full))
    return found


def _named(written: str) -> Counter[str]:
    """How often each place is named, those named only in firms' names left out where there are others."""
    plain = _FIRM_NAME.sub("", written) if "有限" in written else written
    names = Counter(name for _, end, name in place_mentions(plain) if not _COMPARED.match(plain, end))
    return _by_one_name(names) or Counter(places_in(written))


def _by_one_name(names: Counter[str]) -> Counter[str]:
    """``names`` with autonomous prefectures under their short names where the text uses both: 凉山州."""
    for name in [name for name in names if name.endswith("自治州")]:
        short = next(
            (other for other in names if other[-1] == "州" and name.startswith(other[:-1]) and other != name),
            "",
        )
        if short:
            names[short] += names.pop(name)
    return names


def _main(names: Counter[str], head: str) -> str:
    """The place named most often; of a province and a place in it named half as often, the place.

    A province that opens the text and tells of several places in turn stays what it is about.
    """
    if not names:
        return ""
    main, most = names.most_common(1)[0]
    if most == 1 and len(names) >= _SEVERAL:
        return ""  # the places of a list
    if province_of(main) != main:
        return main
    within = [name for name in names if name != main and province_of(name) == main]
    apart = [
        one for one in within if not any(one in places_within(other) for other in within if other != one)
    ]
    if len(apart) > 1 and main[:2] in head.lstrip()[:_FIRST_WORDS]:
        return main
    return next((name for name, count in names.most_common() if 2 * count >= most and name in within), main)


def _town(head: str, names: Counter[str], *, said: bool) -> str | None:
    """The town that a text says 全镇 of, or comes back to more often, with or without 镇, than to any place."""
    towns = Counter(found["name"] for found in _TOWN.finditer(head)) if "镇" in head else None
    if not towns:
        return None
    short = towns.most_common(1)[0][0]
    more = head.count(short) > max(names.values(), default=0)
    opens = short in head.lstrip()[:_OPENING] and head.count(short) >= _OFTEN and len(towns) == 1
    return short + "镇" if more and (said or opens) else None


# 察右后旗: banners are written by names shorter than the official ones.
_BANNER = re.compile(
    r"(?![在是对向由为从])[\u4e00-\u9fff]{1,2}[左右][前中后]?旗|[\u4e00-\u9fff]{2}旗(?=[,、。\s第人委政])"
)


def _unlisted(level: str, head: str) -> str | None:
    """A banner by its short name; a county or city that opens the text without its rank and comes again: 义乌."""
    if level == "旗":
        return _banner(head)
    opening = head.lstrip()[:40]
    counts = {
        name: head.count(base)
        for base, name in (counties_of(level) if level in "市县" else ())
        if opening.startswith(base)
    }
    best = max(counts, key=lambda name: counts[name], default=None)
    return best if best and counts[best] >= _OFTEN else None


def _banner(text: str) -> str | None:
    counts = Counter(found[0] for found in _BANNER.finditer(text) if found[0][0] not in "全我本该各")
    return counts.most_common(1)[0][0] if counts else None


def _of_level(level: str, names: Counter[str]) -> str | None:
    if level == "国":
        return "全国"
    endings = _ENDINGS[level]
    fitting = [name for name, _ in names.most_common() if name.endswith(endings)]
    if level == "市" and (city := _city_around(names, fitting)):
        return city
    district = level == "区" and bool(fitting) and not fitting[0].endswith("自治区")
    if level in _WIDE and not district and (around := _around(names, _WIDE[level])):
        return around
    return fitting[0] if fitting else None


def _city_around(names: Counter[str], fitting: list[str]) -> str | None:
    """The city whose counties a text tells of in turn, whether it is named or not: 全市 of 古塔区, 北镇市, 义县."""
    cities = Counter(city for name in names if (city := city_of(name)))
    city, told = cities.most_common(1)[0] if cities else ("", 0)
    among = not fitting or city in (fitting[0], city_of(fitting[0]))
    return city if told >= _OFTEN and among else None


def _around(names: Counter[str], endings: tuple[str, ...]) -> str | None:
    """The province in which the places lie: 全区 of a text that tells of 呼和浩特 and 包头 and compares with 宁夏."""
    provinces: Counter[str] = Counter()
    for name, count in names.items():
        if (province := province_of(name)) and province.endswith(endings):
            provinces[province] += min(count, _OFTEN) if name == province else 1
    return provinces.most_common(1)[0][0] if provinces else None
