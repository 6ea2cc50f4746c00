"""Through what a reader looks: place, period, comparison and day of knowledge; all of it in the address."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from yanzhen.errors import UsageError
from yanzhen.terms import Period, Source, Statement
from yanzhen.workbench.whereabouts import is_about, may_tell_of

LONGEST = 80
ALL = "all"
NAMES = ("place", "period", "compare", "as_of", "synthetic")


@dataclass(frozen=True, slots=True)
class Lens:
    """The header of every page.

    Attributes:
        place: only what tells of this place; None for all.
        period: only figures that may fall into this period: those of unknown period stay, marked as such.
        compare: the place compared with.
        as_of: what was published by this day; None for today.
        internal: whether the reader may see sources marked internal.
        everywhere: all places were asked for, rather than none named.
        synthetic: whether made-up demonstration data are shown too; a real place is not mixed with them unasked.
    """

    place: str | None = None
    period: Period | None = None
    compare: str | None = None
    as_of: str | None = None
    internal: bool = True
    everywhere: bool = False
    synthetic: bool = False

    @classmethod
    def parse(cls, query: Mapping[str, str], *, internal: bool = True) -> Lens:
        """The lens that the parameters of an address describe.

        Raises:
            UsageError: a period or date that is none, or a name longer than any place.
        """
        given = {name: (query.get(name) or "").strip() or None for name in NAMES}
        for name, value in given.items():
            if value and (len(value) > LONGEST or not value.isprintable()):
                raise UsageError(f"参数 {name} 不对", expected=f"{LONGEST} 个字以内，没有控制字符")
        period = Period.parse(given["period"]) if given["period"] else None
        if given["as_of"]:
            day = Period.parse(given["as_of"])
            given["as_of"] = day.end.isoformat()
        everywhere = given["place"] == ALL
        place = None if everywhere else given["place"]
        synthetic = given["synthetic"] == "1"
        return cls(place, period, given["compare"], given["as_of"], internal, everywhere, synthetic)

    @property
    def query(self) -> dict[str, str]:
        """The lens as parameters of an address; what is not set is left out."""
        values = {
            "place": ALL if self.everywhere else self.place,
            "period": self.period.code if self.period else None,
            "compare": self.compare,
            "as_of": self.as_of,
            "synthetic": "1" if self.synthetic else None,
        }
        return {name: value for name, value in values.items() if value}

    def shows_source(self, source: Source) -> bool:
        """Whether a source is about the chosen place; sources that name no place are shown everywhere."""
        return self._admits(source) and self.covers(source)

    def may_show(self, source: Source) -> bool:
        """Whether a source may tell of the chosen place: its own, or one of the province or the country."""
        return self._admits(source) and may_tell_of(self.place, source)

    def _admits(self, source: Source) -> bool:
        return self.synthetic or not source.synthetic

    def covers(self, source: Source) -> bool:
        """Whether a table may be computed from here: made-up ones too, as the page marks what it rests on."""
        return self.place is None or is_about(self.place, source)

    def shows(self, statement: Statement) -> bool:
        """Whether a statement may belong to the chosen period."""
        period = statement.figure.period if statement.figure else statement.period
        return self.period is None or period is None or period.overlaps(self.period)
