"""The view the grammar works on: the cleaned text with one form for each sign, of equal length."""

from __future__ import annotations

import re
from collections.abc import Iterator

from yanzhen.read.clean.script import simplified_forms

# One replacement after the other: str.replace of a rare sign costs a scan, str.translate a look-up per character.
_FORMS = tuple(zip("，；：（）！？～—–﹪．•∶﹔︰", ",;:()!?~--%.·:;:", strict=True))
_CORNERS = str.maketrans("「」『』", "“”“”")
_BRACKET = re.compile(r"\(([^()\n]{0,80})\)")
_AMOUNT = re.compile(r"\d(?:[\d.,]*)\s?(?:%|‰|[万亿千百]?[元吨家个亩户人台辆件])|占|第\d")
_COUNTED = re.compile(r"[约超近]?\d[\d.,]*\s?[万亿]{0,2}(?:[家个户项人位]|亿元|万元)")
_DEFINES = re.compile(r"即为|是指|简称")  # 支柱行业(占比超过5%即为支柱行业)
_COMPARED = re.compile(
    r"(?:全省|全国|全市|全区|平均|平均水平)$|(?:高于|低于|快于|慢于|比(?![重例])|较)[\u4e00-\u9fff]{2,16}$"
)
_SENTENCE = re.compile(r"[^。!?\n]+")
# Within a long run without a full stop the semicolon ends a sentence too, so that work stays linear.
_LONG = 600


def view(text: str) -> str:
    """``text`` with half-width punctuation; offsets are unchanged.

    A text written in Traditional script, as its corner quotes tell, is seen in Simplified script sign by sign; 兆元
    is 万亿元 there.
    """
    seen = _simplified(text) if "「" in text else text
    for sign, plain in _FORMS:
        seen = seen.replace(sign, plain)
    return _paired(seen) if '"' in seen else seen


def _simplified(text: str) -> str:
    return text.translate(simplified_forms()).translate(_CORNERS).replace("兆元", "万亿")


def _paired(text: str) -> str:
    """Straight quotation marks as opening and closing ones, in turn."""
    parts = text.split('"')
    return "".join(part + ("" if i == len(parts) - 1 else "“”"[i % 2]) for i, part in enumerate(parts))


def without_brackets(sentence: str) -> str:
    """The sentence with asides blanked out, of equal length.

    An aside that states an amount becomes a clause of its own; one that only glosses (GDP, 街) or gives what
    is compared with (比全省(7.4%)高) disappears.
    """
    if "(" not in sentence:
        return sentence

    def flat(found: re.Match[str]) -> str:
        inside = found[1]
        if inside == "套" and sentence[: found.start()].endswith("台"):
            return found[0]
        if _COUNTED.fullmatch(inside):
            # 新增高新技术企业数量(40家): the number of the noun before. A place in a table, (45位), is no amount.
            return " " * len(found[0]) if inside.endswith("位") else f" {inside} "
        if _DEFINES.search(inside):
            return " " * len(found[0])
        if _AMOUNT.search(inside) and not _COMPARED.search(sentence[: found.start()]):
            return f",{inside},"
        return " " * len(found[0])

    return _BRACKET.sub(flat, sentence)


def without_figures_in_brackets(sentence: str) -> str:
    """The sentence with bracketed asides that hold a number blanked out, of equal length."""
    if "(" not in sentence:
        return sentence
    return _BRACKET.sub(
        lambda found: " " * len(found[0]) if any(c.isdigit() for c in found[1]) else found[0], sentence
    )


def sentences(paragraph: str) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences of a paragraph view, without the full stop."""
    for found in _SENTENCE.finditer(paragraph):
        start, end = found.span()
        while end - start > _LONG:
            cut = paragraph.find(";", start, start + _LONG)
            cut = cut if cut > start else paragraph.find(",", start + _LONG // 2, start + _LONG)
            cut = cut if cut > start else start + _LONG - 1
            yield start, cut + 1
            start = cut + 1
        if end > start:
            yield start, end
