"""Texts that other rooms write in Chinese (reasons, warnings, errors), in the reader's language.

The catalogue holds what pages themselves say. These texts come with names and numbers inside, so they are
recognised by their form: ``locale/phrases.tsv`` has one a line, Chinese and English with the same ``{slots}``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from functools import cache

from yanzhen.errors import FigureError
from yanzhen.terms import FLAGS, Figure, parse_unit
from yanzhen.web.language import LOCALES, translator
from yanzhen.workbench.pages.chains import labels_in_english

_SLOT = re.compile(r"\{(\w+)\}")
_AMOUNT = re.compile(r"(?P<number>-?\d+(?:\.\d+)?)(?P<unit>[\u4e00-\u9fff]{1,6})")
_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def said(text: str, language: str) -> str:
    """``text`` in a language; what nobody has written down in that language stays as it is."""
    if language == "zh" or not _CHINESE.search(text):
        return text
    if text.startswith("- "):
        return "- " + said(text[2:], language)
    known = translator(language)(text)
    if known != text:
        return known
    exact, patterns = _phrases()
    if text in exact:
        return exact[text]
    for pattern, english in patterns:
        if found := pattern.fullmatch(text):
            slots = {name: _slot(value, language) for name, value in found.groupdict().items()}
            return _SLOT.sub(lambda slot, slots=slots: slots[slot[1]], english)  # type: ignore[misc]
    return _joined(text, language)


def _slot(text: str, language: str) -> str:
    """A name or an amount inside a text: 1023.9万元 is 10.239 million yuan."""
    if not (amount := _AMOUNT.fullmatch(text)):
        return said(text, language)
    try:
        factor, unit = parse_unit(amount["unit"])
    except FigureError:
        return text
    return Figure.of(float(Decimal(amount["number"]) * factor), unit).en()


def _joined(text: str, language: str) -> str:
    """Several texts in one, each by itself."""
    for mark, joint in (("\n", "\n"), (" · ", " · "), ("；", "; "), (";", "; "), ("、", ", ")):
        if mark in text:
            return joint.join(said(part, language) for part in text.split(mark))
    return text


@cache
def _phrases() -> tuple[Mapping[str, str], tuple[tuple[re.Pattern[str], str], ...]]:
    lines = (LOCALES / "phrases.tsv").read_text(encoding="utf-8").splitlines()
    pairs = [tuple(line.split("\t", 1)) for line in lines if "\t" in line]
    exact = labels_in_english() | dict(FLAGS.values()) | {zh: en for zh, en in pairs if not _SLOT.search(zh)}
    patterns = [(_pattern(zh), en) for zh, en in pairs if _SLOT.search(zh)]
    return exact, tuple(patterns)


def _pattern(chinese: str) -> re.Pattern[str]:
    parts = _SLOT.split(chinese)
    return re.compile(
        "".join(re.escape(part) if i % 2 == 0 else f"(?P<{part}>.+?)" for i, part in enumerate(parts))
    )
