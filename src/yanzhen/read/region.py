"""What 全市, 我县 and the like stand for in a document."""

from __future__ import annotations

import re
from collections import Counter

from yanzhen.read.lexicon import counties_of, places_in, province_of
from yanzhen.terms import Source

# 居全省第3位, 高于全国平均: what is compared with is not what the document is about.
_HOLDER = re.compile(
    r"(?:(?:^|(?<=[,,。;;::、\s年月末底度现计前来间并是使日动进升展设]))(全)|(我|本|该))([国省市县区州旗])(?!际|家|域|第|首|最|各|人大|政协|平均|排名|前列|同类|唯一)",
    re.MULTILINE,
)
_ENDINGS = {"省": ("省", "自治区"), "市": ("市",), "县": ("县",), "区": ("区",), "州": ("州",), "旗": ("旗",)}
_HEAD = 6000
# 苏州甲科技有限公司: the place that a firm is named after is not what a text is about.
_FIRM_NAME = re.compile(
    r"[\u4e00-\u9fff]{2}(?=(?:(?![的在与和由是有、省市县区州])[\u4e00-\u9fff]){2,12}有限(?:责任)?公司)"
)
_NATIONAL = re.compile(r"我国|工信部|工业和信息化部")
_LOCAL = re.compile(r"[^城乡]镇")
_OFTEN = 3  # times that a place is written without its rank where a text is about it


def holders(text: str, source: Source) -> tuple[str, dict[str, str]]:
    """(the region of the document, what each placeholder stands for).

    A placeholder whose place cannot be told stands for itself.
    """
    head = text[:_HEAD]
    used: Counter[str] = Counter()
    for found in _HOLDER.finditer(head):
        # 我市 is said by the one the document is about; 全市 may be said of those above.
        used[found[3]] += 3 if found[2] else 1
    written = f"{source.title or ''}\n{source.publisher or ''}\n{head}"
    names = Counter(places_in(_FIRM_NAME.sub("", written))) or Counter(places_in(written))
    main = names.most_common(1)[0][0] if names else ""
    known: dict[str, str] = {}
    for level in used:
        name = _of_level(level, names) or _unlisted(level, head)
        if name:
            known |= {f"{who}{level}": name for who in "全我本该"}
    own = next((level for level, _ in used.most_common() if level != "国"), None)
    if own == "省" and names[main] >= used["省"] and not main.endswith(_ENDINGS["省"]):
        # 全省重大项目集中开工, of a city: the province is only where it lies.
        return main, known | ({"全省": province} if (province := province_of(main)) else {})
    if own:
        return known.get(f"全{own}", f"全{own}"), known
    if names and (not used or names[main] > max(2, used["国"] // 2)):
        return main, known
    national = used or (_NATIONAL.search(head) and not _LOCAL.search(head))
    return ("全国" if national else source.place or "全市"), known


# 察右后旗: banners are written by names shorter than the official ones.
_BANNER = re.compile(
    r"(?![在是对向由为从])[\u4e00-\u9fff]{1,2}[左右][前中后]?旗|[\u4e00-\u9fff]{2}旗(?=[,，、。\s第人委政])"
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
    if fitting or level != "省" or not names:
        return fitting[0] if fitting else None
    return province_of(names.most_common(1)[0][0])
