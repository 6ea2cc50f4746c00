"""Firms by their short names: 海诺重工, 青禾药业. What begins a trade (精密机械, 清洁能源) begins no firm."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

from yanzhen.read.lexicon import pattern, place_at, words

# How firms call themselves. After these nothing may go on that makes a trade of it: 海诺纺织产业, 青禾汽车零部件.
_ENDS = (
    "新材料|新能源|科技|重工|股份|集团|药业|电子|材料|机械|精密|智能|智造|生物|化学|食品|乳业|酒业|纸业|光电|汽车|客车|电气|电器|实业|能源"
    "|医药|制药|医疗|铝业|铜业|钢铁|水泥|纺织|家纺|新材|储能|电池|轴承|机床|重汽|动力|装备|化工|光学|电缆|种业|农业|牧业|饲料|陶瓷|玻璃|家居|环保|电力|航空|软件|传感|半导体|微电子|服饰|铸造|钢球|电机|泵业|阀门|门业|木业|建材"
)
_SHORT = re.compile(
    rf"(?P<own>(?:(?![和与及的在了是为等、])[\u4e00-\u9fff]){{2,4}}?)(?:{_ENDS})(?:{_ENDS})?(?:(?:股份|集团|控股)?(?:有限)?(?:责任)?(?:公司|集团))?"
    rf"(?!(?:{_ENDS}|信息|产业|行业|制造|工业|企业|加工|产品|集群|学院|大学|协会|技术|材料|装备|设备|零部件|配件|器件|元件|研究|链|业务|市场|领域|板块|赛道|部门|厂商|公司|市|县|区|镇|村|局|厅|部|委|园|城|业))"
)
_NOBODY = frozenset(
    "可主已现并共又也还均都正仍再省市县区国州集该本我全各这那其一两二三四五六七八九十多几数每某在到从对把将被让使向由以为是有和与及等的了做推加促发建新老大小"
)
_VERB = re.compile(rf"(?:{pattern('acquire')}|{pattern('award')}|{pattern('lead')})")


@cache
def _of_trades() -> frozenset[str]:
    """Every two characters that stand side by side in what industries are called, and words that describe goods."""
    found = set(words("trade_words"))
    for edition in ("gbt4754-2017", "sei2018"):
        source = resources.files("yanzhen.packs") / "industries" / edition / "codes.csv"
        with source.open(encoding="utf-8") as rows:
            for row in csv.DictReader(rows):
                found.update(a + b for a, b in zip(row["name"], row["name"][1:], strict=False))
    return frozenset(found)


def is_trade(name: str) -> bool:
    """Whether a name begins as a trade does and is no firm's: 智能制造."""
    return name[:2] in _of_trades() and not short_firm(name)


def short_firm(text: str) -> str:
    """The firm that ``text`` begins with, called shortly; empty where it begins with none.

    >>> short_firm("海诺重工获评"), short_firm("精密机械获评")
    ('海诺重工', '')
    """
    found = _SHORT.match(text)
    if not found or found["own"][0] in _NOBODY:
        return ""
    own = found["own"]
    if own[:2] in _of_trades() or _VERB.match(own) or place_at(own):
        return ""
    return found[0]
