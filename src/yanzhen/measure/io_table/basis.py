"""Where imported goods sit in a table: the one question that changes every multiplier."""

from __future__ import annotations

from enum import StrEnum

from yanzhen.errors import UsageError
from yanzhen.measure.io_table.assumption import Assumption


class ImportsBasis(StrEnum):
    """Where imports sit.

    ``INSIDE``: flows and final uses contain imported goods, and a column of imports is subtracted to reach
    output (competitive imports 竞争型, the usual official table of China). ``REMOVED``: flows are home-made
    goods only, imported inputs are a row of their own (non-competitive 非竞争型). ``NONE``: nothing crosses
    the border of the table (a closed economy, a world table).
    """

    INSIDE = "inside"
    REMOVED = "removed"
    NONE = "none"

    @classmethod
    def parse(cls, value: ImportsBasis | str | None) -> ImportsBasis:
        """The basis named by ``value``; it is asked, never guessed.

        Raises:
            UsageError: nothing or an unknown word was given.
        """
        try:
            return cls(str(value).lower() if value is not None else "")
        except ValueError:
            raise UsageError(
                f"Where imports sit in this table must be said; got imports_basis={value!r}. "
                "须说明进口是否包含在流量中。",
                expected='"inside" (竞争型), "removed" (非竞争型) or "none" (closed or world table)',
                todo="look at the table: a column 进口 subtracted before 总产出 means inside",
            ) from None

    @property
    def assumption(self) -> Assumption:
        """The sentence that is printed with every result."""
        return _SENTENCES[self]


_SENTENCES = {
    ImportsBasis.INSIDE: Assumption(
        "imports-inside",
        "流量含进口品（竞争型表）：系数反映技术联系，不等于本地拉动作用。",
        "Flows contain imported goods (competitive table): coefficients show technique, not local effects.",
    ),
    ImportsBasis.REMOVED: Assumption(
        "imports-removed",
        "流量已剔除进口品（非竞争型）：系数反映本区域内部的拉动作用。",
        "Imported goods are removed from the flows: coefficients show effects inside the region.",
    ),
    ImportsBasis.NONE: Assumption(
        "imports-none",
        "封闭表：没有跨越边界的进口。",
        "Closed table: nothing is imported across its border.",
    ),
}
