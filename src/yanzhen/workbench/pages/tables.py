"""The table twin of a page: what stands on it, as rows that a spreadsheet or a document can take."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from yanzhen.terms import Figure
from yanzhen.workbench.viewing import Claim

Cell = str | int | float | Claim | Figure | None


def N_(text: str) -> str:
    """Mark a text for the catalogue; it is translated where it is shown."""
    return text


@dataclass(frozen=True, slots=True)
class PageTable:
    """A table with Chinese headings (translated where shown).

    A :class:`Claim` in a cell is a number with its evidence; in spreadsheets it becomes the words, the low and the
    high end. ``void`` marks: an empty string is "nothing to say", None is "no evidence".
    """

    caption: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pager:
    """Which part of a long list is shown."""

    page: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.size))

    def cut(self, rows: Sequence[Any]) -> tuple[Any, ...]:
        """The rows of this page."""
        start = (self.page - 1) * self.size
        return tuple(rows[start : start + self.size])


PAGE_SIZE = 50


def paged(total: int, page: int, size: int = PAGE_SIZE) -> Pager:
    """A pager whose page lies within what there is."""
    pages = max(1, -(-total // size))
    return Pager(min(max(page, 1), pages), size, total)


def by_lower_end(claim: Callable[[Any], Claim | None]) -> Callable[[Any], tuple[int, float, float]]:
    """A sort key for figures that may be bounds: by the least they can be, then by the most; unknown last.

    The order is one of display only. Where intervals overlap, the rank is not known.
    """

    def key(row: Any) -> tuple[int, float, float]:
        found = claim(row)
        if found is None or found.figure is None:
            return (0, 0.0, 0.0)
        interval = found.figure.interval
        return (1, interval.low, interval.high)

    return key
