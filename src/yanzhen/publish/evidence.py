"""Evidence: a statement together with the source it came from and its standing in the review."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yanzhen.terms import FLAGS, Metric, Source, Statement

SHORT = 11  # "st-" and eight digits: one collision in about 65,000 statements is still told apart by context

_SHARED = {"each-or-total", "total", "joint"}

STATUS_NAMES: dict[str, tuple[str, str]] = {
    "unreviewed": ("未审", "not reviewed"),
    "accepted": ("已采纳", "accepted"),
    "corrected": ("已更正", "corrected"),
    "disputed": ("口径不一", "disputed"),
}


@dataclass(frozen=True, slots=True)
class Evidence:
    """One statement that may be shown, with its witness.

    Attributes:
        statement: what was said.
        source: the document that said it.
        status: where it stands in the review, one of ``STATUS_NAMES``.
    """

    statement: Statement
    source: Source
    status: str = "unreviewed"

    @property
    def short_id(self) -> str:
        """The id printed in documents; the workbench finds the statement by it."""
        return self.statement.id[:SHORT]

    def place(self, language: str = "zh") -> str:
        """Where in the document the words stand: a cell, or character offsets of the cleaned text."""
        first = self.statement.spans[0]
        letters = f"{first.start + 1}—{first.end}" if language == "zh" else f"{first.start + 1}–{first.end}"
        return first.cell or (f"第{letters}字" if language == "zh" else f"characters {letters}")

    @property
    def lacks_period(self) -> bool:
        """A figure measured over a period that the source does not state.

        Counts, capacities and ranks hold at a date; everything else is measured over a period.
        """
        figure = self.statement.figure
        stock = Metric.parse(self.statement.predicate).facet in {"count", "capacity", "rank"}
        return figure is not None and figure.period is None and not stock

    @property
    def shared(self) -> bool:
        """A figure that the source gives for several together: of one of them alone it does not hold."""
        return bool(_SHARED & set(self.statement.flags))

    @property
    def passage(self) -> tuple[object, ...]:
        """The words it stands in and what they say: companions of a shared figure have the same."""
        said = self.statement
        return (self.source.id, said.spans[0].start, said.quote, said.predicate)

    def caveats(self, language: str = "zh") -> tuple[str, ...]:
        """What the source leaves open, in words; the unknown period of a flow counts, flagged or not."""
        flags = [f for f in self.statement.flags if f != "period-unknown" and f in FLAGS]
        flags += ["period-unknown"] if self.lacks_period else []
        return tuple(FLAGS[flag][0 if language == "zh" else 1] for flag in flags)


def cite(source: Source, language: str = "zh") -> str:
    """One line that names a source: publisher, title, date; what is unknown is left out."""
    title = source.title or source.name
    day = (source.published or source.event_date or "")[:10]
    mark = ("（合成数据）" if language == "zh" else " (synthetic data)") if source.synthetic else ""
    if language == "zh":
        return f"{source.publisher or ''}《{title}》" + (f"，{day}" if day else "") + mark
    return ", ".join(part for part in (source.publisher, f"“{title}”", day) if part) + mark


def sources_of(evidence: Iterable[Evidence]) -> tuple[Source, ...]:
    """The distinct sources in order of first use."""
    return tuple({each.source.id: each.source for each in evidence}.values())


def shown_ids(evidence: Sequence[Evidence], joint: str = " ", most: int = 4) -> str:
    """A few ids are printed; of many, the first and how many more (the workbook has all)."""
    ids = [each.short_id for each in evidence]
    shown = ids if len(ids) <= most else [*ids[: most - 1], f"+{len(ids) - most + 1}"]
    return joint.join(shown)
