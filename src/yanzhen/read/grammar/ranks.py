"""Ranks: 居全省第3位, 均保持全省第三, 位居全国前列, 列全市6县市首位."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from yanzhen.read.grammar.quantities import Quantity
from yanzhen.read.grammar.units import Dimension
from yanzhen.read.lexicon import alternation
from yanzhen.terms import parse_numeral

_SCOPE = r"(?P<scope>(?:全国|全省|全市|全县|全区|全球|世界|国内|省内|市内|[\u4e00-\u9fff]{0,8}?)(?:同行业|同类|行业|\d*个?类?[省市县区]+|[\u4e00-\u9fff]{0,6}?))"
_REACHED = ("居", "列", "上升至", "上升到", "升至", "升到", "跃居", "跃升至", "提升至", "保持")
_VERBS = (
    *(noun + verb for noun in ("排名", "位次", "排位") for verb in _REACHED),
    *("位居", "位列", "排名", "排在", "排位", "稳居", "跃居", "跃升至", "跃升到", "上升至", "上升到", "升至", "升到"),
    *("提升至", "前移至", "前移到", "前进至", "前进到", "跻身至", "跻身", "名列", "居于", "保持", "继续保持", "居", "列", "排", "位", "占据", "均为", "为", "是"),
)  # fmt: skip
_VERB = alternation(_VERBS)
# What a rank begins with: seen first, so that most characters are passed over at once.
_BEGINS = "".join(sorted({verb[0] for verb in _VERBS})) + "至全世、和"
# Most verbs lead to no rank: what makes one must follow before the clause ends.
_LEADS = r"(?=[\u4e00-\u9fff\d]*?[第首榜前领])"
_END = r"(?=$|[,;:、)。\s])"
_RANK = re.compile(
    rf"(?=[{_BEGINS}]|[\u4e00-\u9fff]{{2,16}}?[榜强单]第?\d)(?:"
    rf"(?P<wide>全[国省市区县州])?(?:(?<!\d)(?:{_VERB})|(?<=位)至){_LEADS}{_SCOPE}的?(?:并列)?"
    rf"(?:第(?P<n>\d+|[一二三四五六七八九十]+)(?:位|名|{_END})|(?P<first>首位(?!产业|度)|之首|榜首|第一位)|前(?P<top>\d+|[一二三四五六七八九十百]+)(?:位|名|强|{_END})"
    r"|(?P<vague>前列|领先地位|第一方阵|第一梯队))"
    rf"|(?P<bare>全[国省市区县州球]|世界)第(?P<m>\d+|[一二三四五六七八九十]+)(?:位|名|{_END})"
    r"|(?<=[位名])、(?:均|都|也)?(?:位?居|位?列)?(?P<next>[\u4e00-\u9fff]{2,8}?)第(?P<j>\d+)(?:位|名)"
    rf"|(?<=[位名\d一二三四五六七八九十])[、和]第(?P<also>\d+|[一二三四五六七八九十]+)(?:位|名|{_END})"
    r"|排名(?P<k>\d+)(?:位|名)"
    r"|(?:入列|荣登|登上|位列|列|入选|跻身)?(?P<ranking>[\u4e00-\u9fff]{2,16}?(?:榜单?|\d{2,3}强|百强))第?(?P<r>\d+)(?:位|名))"
)


def ranks(text: str) -> Iterator[tuple[Quantity, str, bool]]:
    """(rank as a quantity, scope, vague?) for every rank in ``text``."""
    scope = ""
    for found in _found(text):
        value, op = _value(found)
        vague = op == "?"
        if 0 < value < math.inf or vague:
            start, end = found.span()
            quantity = Quantity(start, end, start, value, "rank", Dimension.PLACES, op, words=found[0])
            if not found["also"]:  # 分别居全省第4位、第3位: within the scope named first
                scope = (
                    found["scope"]
                    or found["wide"]
                    or found["bare"]
                    or found["next"]
                    or found["ranking"]
                    or ""
                ).strip("的")
            yield quantity, scope, vague


def _found(text: str) -> Iterator[re.Match[str]]:
    """The matches, looked for only in clauses with a sign of a rank."""
    at = 0
    for sign in _QUICK.finditer(text):
        if sign.start() >= at:
            found = _RANK.search(text, max(at, text.rfind(",", at, sign.start())))
            if not found:
                return
            yield found
            at = found.end()


def _value(found: re.Match[str]) -> tuple[float, str]:
    """(the place, its bound); the bound of a place that is not told is ``?``."""
    first, top, vague, *places = found.group("first", "top", "vague", "n", "m", "j", "k", "also", "r")
    if vague:
        return 0.0, "?"
    if first:
        return 1.0, "="
    digits = top or next(filter(None, places))
    number = float(digits) if digits.isascii() else float(parse_numeral(digits) or 0)
    return number, "<=" if top else "="


_QUICK = re.compile(r"[第首榜前]|领先|排名\d|强\d")
