"""What a template's own words must not do: bring in a number without evidence, or write 同比 of what is no growth."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from jinja2 import Environment, TemplateSyntaxError

from yanzhen.errors import FigureError, PackError
from yanzhen.publish.outline import Run
from yanzhen.publish.slot import Slot
from yanzhen.terms import Metric

# A number with what it counts. Dates, article numbers and list numbers are no claims.
_UNITS = "元|家|个|户|条|项|人|名|吨|辆|台|套|件|亩|公里|千瓦|[%％]|倍|成|百分点|yuan|firms|clusters|chains|tonnes|vehicles"
_TYPED = re.compile(
    rf"(?<![\d.第])\d[\d,]*(?:\.\d+)?\s*(?:万亿|亿|万|千|百|billion|million|trillion)?\s*(?:{_UNITS})"
    rf"|[一二两三四五六七八九十百千]+(?:万亿|亿|万)(?:{_UNITS})"
)
_ON_YEAR = re.compile(r"同比(?:增长|下降|提高|上升|减少|增加|回落|提升|增速为?|增幅为?)?[约近超达到为]*$")
_GROWTH = {"yoy", "yoy_vs", "yoy_diff"}


def refuse_typed_numbers(body: str, environment: Environment, file: str, first_line: int) -> None:
    """A number written into the template by hand has no evidence.

    Raises:
        PackError: with the words and file:line.
    """
    try:
        tokens = list(environment.lex(body))
    except TemplateSyntaxError:
        return  # what is wrong with it is told when it is filled
    for line, kind, words in tokens:
        if kind not in ("data", "string"):
            continue
        if found := _TYPED.search(words):
            at = first_line + line - 1 + words.count("\n", 0, found.start())
            raise PackError(
                f"模板里手写的数字没有依据：{found.group(0)}",
                where=f"{file}:{at}",
                expected="用 stated、counted、summed、grown 或 facts 从台账取来的数字",
                todo="改用 {{ … }} 从台账取数；序数和概数改写成不带单位的文字",
            )


def refuse_baseless_growth(runs: Sequence[Run]) -> None:
    """同比 stands only before growth on the same period of the year before.

    Raises:
        FigureError: with the words.
    """
    for words, slot in pairwise(runs):
        if not isinstance(words, str) or not isinstance(slot, Slot) or not _ON_YEAR.search(words):
            continue
        facets = {Metric.parse(each.statement.predicate).facet for each in slot.evidence}
        if not slot.method.startswith("同比") and not facets <= _GROWTH:
            raise FigureError(
                f"“{words[-12:]}”后面不是同比增速：{slot.figure.zh()}",
                where=slot.evidence[0].statement.quote,
                expected="来源给出的同比增速，或由 grown(本期, 上年同期) 算出的增速",
                todo="用 facts.figures().facet('yoy')，或有上年同期数时用 grown",
            )
