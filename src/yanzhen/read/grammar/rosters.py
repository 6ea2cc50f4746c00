"""Lists set out line by line under a heading: 2022年度某市特色产业集群名单, then 1、甲集群, 2、乙集群, ….

An entry may have lines of its own that say what each name is to it: 一、甲集群, then 1.主导产业:A、B, 2.龙头企业:丙公司.
"""

from __future__ import annotations

import re

from yanzhen.read.grammar.lists import split_items
from yanzhen.read.grammar.nouns import is_name_like
from yanzhen.read.lexicon import place_at

_LONGEST = 60
_HEADING = re.compile(
    r"^\s*(?:附件?\s?\d{0,2}\s?[:.、]?\s*)?(?:关于)?(?:公布|公示)?(?P<title>[^,;。:]{4,50}?)(?:拟?(?:入选|认定|推荐))?(?:名单|(?:评选|认定|评审|遴选)结果)(?:公示|如下)?\s?:?\s*(?:\([^()]{0,20}\))?\s*$"
)
# 首批15家省级示范区; 一、新增农业龙头企业(3家): a heading by its count.
_COUNTED = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\))?\s*(?:(?P<batch>首批|第[一二三四五六七八九十]+批)?(?:\d+|[一二三四五六七八九十]+)[家个项](?P<class>[^,;。:()\d]{4,36})|(?P<part>[^,;。:()\d]{4,36})\((?:共)?\d+[家个项]\))\s*:?\s*$"
)
# Of 拟认定…, …拟创建, …公示 the stage of the procedure is no part of the title.
_STAGE = re.compile(r"^拟(?:认定|入选|批准|命名|推荐)的?|(?:拟(?:创建|建设|批准|认定|培育)|公示|专家)$")
_KIND = re.compile(
    r"(?:企业|公司|集群|示范区|园区|产业园|基地|工厂|平台|中心|镇|乡|村|项目|产品|品牌|单位|县|区)$"
)
_GRANTED = re.compile(r"^(?:新增|新认定|拟?认定|保留|继续支持|通过复核|通过|入选|推荐)的?")
_LOST = re.compile(r"撤销|取消|退出|未通过|不合格|摘牌")
_BEFORE_ITEM = r"\s*(?:\d{1,3}\s?[、.|,\t ]|\(\d{1,3}\)|[①-⑳]|[一二三四五六七八九十]{1,3}、)\s*"
_NUMBER = re.compile(_BEFORE_ITEM)
_ITEM = re.compile(
    rf"^{_BEFORE_ITEM}(?P<name>[^,;。:|\t]{{3,45}}?)\s*(?:\([^()]{{1,8}}[省市县区州盟旗]\)\s*)?(?=[|\t;。]|$)"
)
_CELL = re.compile(r"[^\s|]+")
_PART = re.compile(r"[^\s|、。;]+")  # 甲县、乙市、丙区。
# A line without a number is a name, and a cell of a row, where it ends like one.
_NAME = re.compile(
    r"(?P<name>[^,;。:|\t、\d《]{1,45}?(?:公司|集团|股份|厂|合作社|集群|示范区|园区|产业园|开发区|高新区|基地|研究院|[一-龥]{2}[镇乡村]))(?:\([^()]{1,12}\))?"
)
_CELLS = re.compile(r"序号|名称")
# What a line of contents or of an outline begins with is no name.
_NO_NAME = re.compile(
    r"\d[%万亿元]|^(?:加强|推进|关于|总体|工作|加快|完善|优化|强化|组织|认真|积极)|要求|意见|措施|目标"
)


# 拟培育名单, 名单公示: the second half of a heading, after 某省先进制造业集群(第一批) or …拟认定.
_SECOND_HALF = re.compile(
    r"^\s*(?:拟?(?:认定|培育|入选|入围|推荐|创建|建设)[\u4e00-\u9fff]{0,8})?名单(?:公示|公布)?\s*:?\s*$"
)
_FIRST_HALF = re.compile(r"^[^,;。:]{4,50}(?:拟认定|拟入选|拟推荐|拟培育|的|和|及)\s*$")
_ENDS_BEFORE_LIST = re.compile(r"(?:名单|如下)[\s。:]*$|\d[个家项][\u4e00-\u9fff]{0,6}(?:是|为|有)\s*:\s*$")
# 名单如下, then 2016年度全国食品工业强县(市、区)
_LIST_FOLLOWS = re.compile(r"名单(?:公布|公示)?如下[^\u4e00-\u9fff]*$")
_BARE_TITLE = re.compile(
    r"^\s*(?:\d{4}年?|[\d-]{6,12}年|第[一二三四五六七八九十]+批|首批|全国|国家级?|省级)[^,;。:]{4,40}\s*$"
)
_TWO_STAGES = re.compile(r"(?:和|及|、)拟?(?:推荐|申报|培育)")


def roster_title(line: str, above: str = "", decided: str = "") -> str | None:
    """The title that the names below a heading have.

    Args:
        line: the heading.
        above: the line before, where the heading may begin.
        decided: the title that the text has given by decision; a heading of two lists means it.

    None where the line is no such heading, empty where those below have lost it (撤销…(2家)).
    """
    if len(line) > _LONGEST:
        return None
    if _LIST_FOLLOWS.search(above) and _BARE_TITLE.match(line):
        return line.strip()
    if "名单" in line and (_SECOND_HALF.match(line) or _FIRST_HALF.match(above)) and len(above) <= _LONGEST:
        line = above.strip() + line.strip()
    if ("名单" in line or "结果" in line) and (found := _HEADING.match(line)):
        if decided and _TWO_STAGES.search(found["title"]):
            return decided
        return _STAGE.sub("", _STAGE.sub("", found["title"].strip()))
    found = _COUNTED.match(line) if "家" in line or "个" in line or "项" in line else None
    if not found:
        return None
    title = (found["batch"] or "") + found["class"] if found["class"] else found["part"]
    if not _KIND.search(title):
        return None
    return "" if _LOST.search(title) else _GRANTED.sub("", title.strip())


# 制造强市试点, 全国食品工业强县(市、区): a list of places.
_OF_PLACES = re.compile(r"(?:[市县区镇乡村州]|城市|试点|示范|10强|百强)(?:\([^()]*\))?$")
_PLACE = re.compile(r"(?P<name>[\u4e00-\u9fff]{1,12}[市县区旗州盟])")
_TRADE = re.compile(r"(?P<name>[\u4e00-\u9fff]{2,6}[市县区旗州盟][\u4e00-\u9fff]{2,12}产业)")


def announces_lines(line: str) -> bool:
    """Whether a line of text ends where a list begins: 日前,工信部公示了2022年度绿色工厂名单。"""
    end = line[-24:]
    return ("名单" in end or "如下" in end or ":" in end) and bool(_ENDS_BEFORE_LIST.search(end))


def roster_items(line: str, title: str = "") -> list[tuple[int, int]]:
    """Where the names stand in a line that is numbered or holds nothing but what ends like names.

    Names of places, and of trades of theirs (甲市轴承产业), are such where ``title`` is one that places have.

    Of the cells of a numbered row (3 甲市 乙公司 轴承) the first that ends like a name is the name.
    """
    if len(line) > 20 * _LONGEST:
        return []
    number = _NUMBER.match(line)
    cells = list(_CELL.finditer(line, number.end())) if number else list(_PART.finditer(line))
    places = bool(_OF_PLACES.search(title))
    named = [found for cell in cells if (found := _named(cell) or (_placed(cell) if places else None))]
    if any(found["name"] in title for found in named):
        return []  # the heading of a part of the list
    if number and len(cells) > 1 and named:
        return [named[0].span("name")]
    if not number:
        return [found.span("name") for found in named] if len(named) == len(cells) else []
    found = _ITEM.match(line)
    fit = found and found["name"] not in title and not _NO_NAME.search(found["name"])
    return [found.span("name")] if found and fit else []


# 青禾县--省阀门产业名县(复核): each line of the list has its own title.
_WITH_TITLE = re.compile(
    rf"^(?:{_BEFORE_ITEM})?\s*(?P<name>[\u4e00-\u9fff()]{{2,30}}?)\s?-{{1,2}}\s?(?P<title>[^-,;。:()]{{4,30}})(?:\([^()]{{1,8}}\))?\s*$"
)


def titled_line(line: str) -> tuple[int, int, str] | None:
    """(begin and end of the name, its title) of a line of a list that gives both."""
    found = _WITH_TITLE.match(line) if "-" in line else None
    return (*found.span("name"), found["title"]) if found and is_name_like(found["name"]) else None


def _named(cell: re.Match[str]) -> re.Match[str] | None:
    found = _NAME.fullmatch(cell.string, cell.start(), cell.end())
    return found if found and is_name_like(found["name"]) and not _NO_NAME.search(found["name"]) else None


def _placed(cell: re.Match[str]) -> re.Match[str] | None:
    found = _TRADE.fullmatch(cell[0]) or _PLACE.fullmatch(cell[0])
    place = place_at(cell[0]) if found else None
    if not found or not place or (found.re is _PLACE and place[0] != cell[0]):
        return None
    return found.re.fullmatch(cell.string, cell.start(), cell.end())


def goes_on(line: str) -> bool:
    """Whether a line that is no item may stand within a list: blank, or the heading of its columns."""
    return not line.strip() or bool(_CELLS.search(line)) or (len(line.strip()) <= 20 and "。" not in line)


_ENTRY = re.compile(
    r"^\s*(?:[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、])\s*(?P<name>[^,;。:、《\d]{3,40}?(?:集群|园区?|基地|[范势聚发新开]区|产业链|公司|集团))\s*(?:\([^()]{1,12}\))?\s*$"
)
_KEYED = re.compile(
    r"^\s*(?:\(?\d{1,2}[.、)]|\([一二三四五六七八九十]\))?\s*(?P<key>[\u4e00-\u9fff]{0,6}(?:县区|区域|产业|产品|企业|品牌|园区|基地|单位|平台|链主|方向|领域)):(?P<items>[^。;:]{2,200}?)[。;]?\s*$"
)


def entry_of(line: str) -> str | None:
    """The name that heads an entry: 一、甲产业集群(乙市); empty where a line of text ends the entry, else None."""
    if len(line) > _LONGEST or "," in line:
        return None if ":" in line[:16] else ""
    found = _ENTRY.match(line)
    return found["name"] if found else None


def keyed(line: str) -> tuple[str, tuple[str, ...]] | None:
    """(what they are, the names) of a line of an entry: 1.主导产业:酿造、食品."""
    found = _KEYED.match(line) if ":" in line[:20] else None
    items = split_items(found["items"].replace("”“", "”、“").removesuffix("等")) if found else ()
    fit = all(2 <= len(item) <= 30 and is_name_like(item) and not _NO_NAME.search(item) for item in items)
    return (found["key"], items) if found and items and fit else None
