"""English names in a document: all that have an English form; every other name stays as its source has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from yanzhen.publish.glossary import translated
from yanzhen.publish.outline import (
    Block,
    Chart,
    Column,
    Heading,
    Lookup,
    Outline,
    PageBreak,
    Paragraph,
    Run,
    Table,
)
from yanzhen.publish.slot import Mention, Slot

_NAME = re.compile(r"[“\u3400-\u9fff][\u3400-\u9fff、“”]*")
_OPEN_LIST = re.compile(r"(.+?)等(?:企业|公司|集群|产业集群)?")


def in_english(outline: Outline, own: Mapping[str, str]) -> Outline:
    """An outline with the names that have an English form in it; quotes and ids stay as the sources have them.

    Args:
        own: English names of the ledger's own entities, by their Chinese ones.
    """
    names = _Names(own)
    blocks = tuple(names.block(block) for block in outline.blocks)
    if used := _used(outline):
        blocks = (*blocks[:-1], used, *blocks[-1:])  # before the list of sources
    return replace(
        outline, title=names.text(outline.title), subtitle=names.text(outline.subtitle), blocks=blocks
    )


def _used(outline: Outline) -> Paragraph | None:
    """The names put into English beside those of the sources."""
    said = (name for e in outline.evidence() for name in (e.statement.subject, e.statement.object or ""))
    pairs = [f"{english} ({name})" for name in dict.fromkeys(said) if (english := translated(name))]
    return Paragraph((f"Names put into English: {'; '.join(pairs)}.",), "note") if pairs else None


class _Names:
    """Puts names into English, in whatever a block holds."""

    def __init__(self, own: Mapping[str, str]) -> None:
        self._own = own
        self._listed = re.compile("|".join(map(re.escape, sorted(own, key=len, reverse=True))) or "(?!)")

    def text(self, words: str) -> str:
        """Words with the names in them."""
        known = self._listed.sub(lambda found: self._own[found.group(0)], words)
        return _NAME.sub(lambda found: self._name(found.group(0)), known)

    def _name(self, name: str) -> str:
        if (whole := translated(name)) is not None:
            return whole
        found = _OPEN_LIST.fullmatch(name)
        members = [translated(member) or member for member in (found[1] if found else name).split("、")]
        return ", ".join(members) + (" and others" if found else "")

    def block(self, block: Block) -> Block:
        """A block with the names in it."""
        match block:
            case Heading():
                return replace(block, text=self.text(block.text))
            case Paragraph():
                return replace(block, runs=tuple(map(self._run, block.runs)))
            case Table():
                return self._table(block)
            case Chart():
                data = self._table(block.data)
                drawn, words = self._drawn(block.option), self.text(block.alt)
                return replace(block, caption=self.text(block.caption), option=drawn, alt=words, data=data)
            case PageBreak() | Lookup():
                return block

    def _table(self, table: Table) -> Table:
        columns = tuple(replace(column, head=self.text(column.head)) for column in table.columns)
        rows = tuple(tuple(self._cells(table.columns, row)) for row in table.rows)
        return replace(table, caption=self.text(table.caption), columns=columns, rows=rows)

    def _cells(
        self, columns: tuple[Column, ...], row: tuple[tuple[Run, ...], ...]
    ) -> Iterator[tuple[Run, ...]]:
        for column, cell in zip(columns, row, strict=True):
            yield cell if column.verbatim else tuple(map(self._run, cell))

    def _run(self, run: Run) -> Run:
        if isinstance(run, Mention):
            return replace(run, words=self.text(run.words))
        return run if isinstance(run, Slot) else self.text(run)

    def _drawn(self, part: Any) -> Any:
        """The option of a chart with the names in it."""
        if isinstance(part, Mapping):
            return {key: self._drawn(value) for key, value in part.items()}
        if isinstance(part, list):
            return [self._drawn(each) for each in part]
        return self.text(part) if isinstance(part, str) else part
