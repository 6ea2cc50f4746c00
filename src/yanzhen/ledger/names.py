"""Chinese names of firms taken apart: region, core (brand and trade), legal form, group, branch."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib import resources

_BRACKETS = re.compile(r"\(([^()]*)\)")
_NOISE = re.compile(r"[\s·•.,,。、\-_'\"“”‘’《》<>]+")
_LEGAL = re.compile(
    r"(?:股份合作公司|股份有限责任公司|股份有限公司|有限责任公司|有限公司|总公司|公司|合伙企业|有限合伙"
    r"|co\.?,?ltd\.?|inc\.?|corp\.?)$"
)
_STOCK = re.compile(r"股份$")
_GROUP = re.compile(r"(?:企业集团|集团)(?:控股|投资)?$|集团$")
_BRANCH = re.compile(
    r"(?P<owner>.{2,}?(?:公司|厂|集团|行))(?P<unit>.{1,12}?(?:分公司|分厂|分店|办事处|营业部|事业部|分行|支行|车间))$"
)
_SETS = re.compile(r"(?P<set>特色产业集群|产业集群|集群|产业链|链|产业园区|产业园|工业园|园区)$")
_SET_FAMILY = {"链": "chain", "产业链": "chain"} | dict.fromkeys(
    ["特色产业集群", "产业集群", "集群"], "cluster"
)
# Parts of places that are in no list of places, after one that is.
_ZONE = re.compile(
    r"^(?:经济技术开发区|高新技术产业开发区|高新技术开发区|经济开发区|高新区|经开区|开发区|[一-龥]{2,4}街道)"
)

# A place told by its rank alone (省首批…集群), and how long the codes of that rank are.
RANKS = {"省": 2, "市": 4, "县": 6, "区": 6}

# What firms do: a core that ends in one of these is complete; what follows it names another business.
TRADES = frozenset((resources.files("yanzhen.ledger") / "trades.txt").read_text(encoding="utf-8").split())
_TRADE_LENGTHS = (5, 4, 3, 2)
# Long and short ways to write one trade.
_WRITTEN_SHORT = {"新材料": "新材", "石油化工": "石化", "重型汽车": "重汽"}
# Said or left out without meaning another firm, when the rest is the same and one name is a short one.
SOFT = (
    "实业",
    "工业",
    "科技",
    "技术",
    "产业",
    "控股",
    "发展",
    "企业",
    "制造",
    "生产",
    "加工",
    "设备",
    "开发",
)


# What a firm of the same brand does on the side: usually a subsidiary.
SIDE_LINES = (
    "销售",
    "贸易",
    "物流",
    "物资",
    "进出口",
    "财务",
    "投资",
    "物业",
    "酒店",
    "管理",
    "服务",
    "置业",
    "地产",
    "养殖",
)


@dataclass(frozen=True, slots=True)
class Parts:
    """One reading of a name.

    Attributes:
        plain: in one width, without spaces, punctuation and brackets.
        core: brand and trade, without region, form and group: 鲁西化工.
        brand: the core without the trade words at its end: 鲁西.
        regions: codes of the administrative places named (37 and 371522 for 山东莘县…).
        is_legal: it bears a legal form (有限公司 …), so it is meant to be the full name.
        is_stock: it is a company limited by shares (股份).
        is_group: it says 集团.
        branch: the branch or plant, where it is one: 聊城分公司.
        set_of: ``cluster``, ``chain`` or ``park`` for names of sets; empty for firms.
    """

    plain: str
    core: str
    brand: str
    regions: tuple[str, ...]
    is_legal: bool
    is_stock: bool
    is_group: bool
    branch: str
    set_of: str


def readings(name: str) -> tuple[Parts, ...]:
    """How a name can be taken apart: 南山铝业 is a firm 铝业 in 南山, or a firm called 南山铝业."""
    text = unicodedata.normalize("NFKC", name).lower()
    inside = _BRACKETS.findall(text)
    plain, branch = _branch(_NOISE.sub("", _BRACKETS.sub("", text)))
    body, _ = _cut(_LEGAL, plain)
    # 公司 alone is how people talk of a firm (中微公司), not the form it is registered in.
    is_legal = len(plain) - len(body) > len("公司")
    body, says_group = _cut(_GROUP, body)
    body, says_stock = _cut(_STOCK, body)
    is_stock = says_stock or "股份" in plain[len(body) :]
    body, said_group = _cut(_GROUP, body)
    is_group = says_group or said_group or any(each in ("集团", "企业集团") for each in inside)
    bracketed = tuple(regions()[each] for each in inside if each in regions())
    found = []
    for places, rest in _leading(body):
        core, set_of = _set(rest.replace("集团", "") or rest)
        for long, short in _WRITTEN_SHORT.items():
            core = core.replace(long, short)
        where = (*places, *bracketed)
        found.append(
            Parts(
                plain + branch,
                core,
                without_trades(core),
                where,
                is_legal,
                is_stock,
                is_group,
                branch,
                set_of,
            )
        )
    return tuple(found)


def _branch(plain: str) -> tuple[str, str]:
    found = _BRANCH.match(plain)
    return (found["owner"], found["unit"]) if found else (plain, "")


def _cut(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    """The text without a form at its end, unless nothing would be left."""
    short = pattern.sub("", text)
    return (short, True) if short and short != text else (text, False)


def _set(core: str) -> tuple[str, str]:
    found = _SETS.search(core)
    if not found or found.start() == 0:
        return core, ""
    return core[: found.start()], _SET_FAMILY.get(found["set"], "park")


def _leading(text: str) -> list[tuple[tuple[str, ...], str]]:
    """Readings of the places a text begins with: their codes, and the rest.

    Each further place must lie within the one before. A second reading leaves the last place in the rest,
    where it is written without 市 or 县 and so may be part of the brand.
    """
    codes: tuple[str, ...] = ()
    unsure: tuple[tuple[str, ...], str] | None = None
    while found := _place(text, codes[-1] if codes else ""):
        size, is_plain = found
        unsure = (codes, text) if is_plain else None
        codes = (*codes, regions()[text[:size]])
        text = _ZONE.sub("", text[size:] if is_plain else text[size:].lstrip("省市县区"))
    return [(codes, text)] + ([unsure] if unsure else [])


def _place(text: str, within: str) -> tuple[int, bool] | None:
    """Length of the longest place that begins the text, and whether it is written without its rank."""
    for size in range(min(11, len(text) - 1), 1, -1):
        code = regions().get(text[:size])
        rest = text[size:]
        # A brand has two characters at least: the place is part of the word in 太平|洋光缆, 安康|达医疗.
        if code is None or not code.startswith(within) or len(without_trades(rest)) == 1:
            continue
        ranked = text[size - 1] in "省市县区旗州盟" or rest[0] in "市县"
        return size, not ranked
    return None


@cache
def regions() -> dict[str, str]:
    """Names of provinces, prefectures and counties, full and short -> code; ambiguous short ones left out."""
    full: dict[str, str] = {"中国": "", "中华": ""}
    short: dict[str, set[str]] = {}
    for file in ("provinces", "cities", "areas"):
        with (resources.files("yanzhen.packs") / "places" / f"{file}.csv").open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                name = row["name"]
                full.setdefault(name, row["code"])
                stem = re.sub(r"(?:[一-龥]+族)?(?:自治区|自治州|自治县|省|市|区|县|地区|盟|旗)$", "", name)
                if len(stem) >= 2 and stem not in ("市辖",):
                    short.setdefault(stem, set()).add(row["code"])
    for stem, codes in short.items():
        # 河北 is a province before it is a district of Tianjin: the one of the widest rank is meant.
        widest = [code for code in codes if len(code) == min(map(len, codes))]
        if len(widest) == 1:
            full.setdefault(stem, widest[0])
    return full


def trade_at_end(core: str) -> str:
    """The longest trade word that the core ends in, or nothing."""
    return next((core[-n:] for n in _TRADE_LENGTHS if core[-n:] in TRADES), "")


def without_trades(core: str) -> str:
    """The core without trade words at its end; a core of trade words alone gives nothing."""
    while trade := trade_at_end(core):
        core = core[: -len(trade)]
    return core


def without_soft_words(core: str) -> str:
    """The core without words that may be left out."""
    for word in SOFT:
        core = core.replace(word, "")
    return core


def are_compatible(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the regions of two names can be of one firm: one inside the other, or one not said."""
    return all(x.startswith(y) or y.startswith(x) for x in a for y in b)
