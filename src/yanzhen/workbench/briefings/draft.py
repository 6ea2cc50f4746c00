"""Wording that people may change, and figures that they may not.

A paragraph is edited as text in which every figure and every claim with evidence is a mark ``⟦1⟧``. Marks may
be moved or left out; what they print comes from the ledger. A number typed by hand is refused: it would have
no evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from yanzhen.errors import FigureError
from yanzhen.publish import Heading, Mention, Outline, Paragraph, Slot
from yanzhen.publish.outline import Block, Run, Runs

MARK = re.compile(r"⟦(\d+)⟧")
# Digits, and Chinese numerals in front of a unit: 三百亿元, 五成, 两倍.
_NUMBERS = re.compile(r"\d[\d.,]*|[〇零一二两三四五六七八九十百千万亿]+(?=[万亿元吨家个%成倍辆户条])")


@dataclass(frozen=True, slots=True)
class Locked:
    """A figure or claim in a paragraph: its number in the text, what it prints, the statements behind it."""

    number: int
    words: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Editable:
    """A block that can be worded anew: its place in the outline, its text with marks, what the marks stand for."""

    index: int
    kind: str
    text: str
    locked: tuple[Locked, ...]


def editables(outline: Outline) -> tuple[Editable, ...]:
    """The headings and paragraphs of a document, in order."""
    return tuple(_editables(outline))


def _editables(outline: Outline) -> Iterator[Editable]:
    for index, block in enumerate(outline.blocks):
        if isinstance(block, Heading):
            yield Editable(index, "heading", block.text, ())
        elif isinstance(block, Paragraph):
            yield Editable(index, "paragraph", marked(block.runs), _locked(block.runs, outline.language))


def marked(runs: Runs) -> str:
    """Runs as text with marks."""
    text, number = [], 0
    for run in runs:
        if isinstance(run, str):
            text.append(run)
        else:
            number += 1
            text.append(f"⟦{number}⟧")
    return "".join(text)


def _cited(runs: Runs) -> list[Slot | Mention]:
    return [run for run in runs if not isinstance(run, str)]


def _locked(runs: Runs, language: str) -> tuple[Locked, ...]:
    return tuple(
        Locked(number, run.text(language), tuple(e.statement.id for e in run.evidence))
        for number, run in enumerate(_cited(runs), start=1)
    )


def apply_edits(outline: Outline, edits: Mapping[int, str], title: str = "") -> Outline:
    """The document with people's wording; a text left empty removes its block.

    Raises:
        FigureError: a number typed by hand, or a mark that the paragraph does not have.
    """
    blocks: list[Block] = []
    for index, block in enumerate(outline.blocks):
        if index not in edits:
            blocks.append(block)
        elif edits[index].strip():
            blocks.append(_edited(block, edits[index].strip()))
    return replace(outline, blocks=tuple(blocks), title=title or outline.title)


def _edited(block: Block, text: str) -> Block:
    if isinstance(block, Heading):
        _refuse_numbers(block.text, text)
        return replace(block, text=text)
    if not isinstance(block, Paragraph):
        raise FigureError("表格和图不能改写", todo="改写它前后的段落")
    _refuse_numbers("".join(run for run in block.runs if isinstance(run, str)), MARK.sub("", text))
    return replace(block, runs=tuple(_runs(text, _cited(block.runs))))


def _runs(text: str, cited: list[Slot | Mention]) -> Iterator[Run]:
    for i, part in enumerate(MARK.split(text)):
        if i % 2 == 0:
            if part:
                yield part
        elif 1 <= int(part) <= len(cited):
            yield cited[int(part) - 1]
        else:
            raise FigureError(f"没有第{part}个数字标记", where=text[:80], expected=f"⟦1⟧ 到 ⟦{len(cited)}⟧")


def _refuse_numbers(old: str, new: str) -> None:
    known = set(_NUMBERS.findall(old))
    typed = [found for found in _NUMBERS.findall(new) if found not in known]
    if typed:
        raise FigureError(
            f"手写的数字没有依据：{'、'.join(typed[:5])}",
            where=new[:80],
            expected="数字只用 ⟦1⟧ 这样的标记写入",
            todo="删去手写的数字；需要新的数字时，先把载有它的材料导入台账",
        )
