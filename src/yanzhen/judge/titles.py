"""The register of titles: awarded, valid on a day, expiring; and claims that the register does not bear out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from yanzhen.judge.facts import Evidence
from yanzhen.terms import Truth


@dataclass(frozen=True, slots=True)
class TitleRecord:
    """One award as a document states it; what the document does not say is None.

    ``recorded`` is True where the issuer's own notice says so, False where somebody else claims it.
    """

    holder: str
    title: str
    issuer: str | None = None
    document: str | None = None
    batch: str | None = None
    level: str | None = None
    awarded: date | None = None
    expires: date | None = None
    withdrawn: date | None = None
    recorded: bool = False
    evidence: Evidence | None = None

    def valid_on(self, day: date) -> Truth:
        """Whether the title is in force on a day; UNKNOWN where a date needed for the answer is missing."""
        if self.withdrawn is not None and self.withdrawn <= day:
            return Truth.NO
        if self.awarded is not None and day < self.awarded:
            return Truth.NO
        if self.expires is None:
            return Truth.UNKNOWN
        if self.expires < day:
            return Truth.NO
        return Truth.UNKNOWN if self.awarded is None else Truth.YES


@dataclass(frozen=True, slots=True)
class Counts:
    """Cumulative awards against those in force: two numbers that press texts like to mix up."""

    title: str
    cumulative: int
    valid: int
    expired: int
    undated: int


@dataclass(frozen=True, slots=True)
class Conflict:
    """A claim beside what the register says."""

    claim: TitleRecord
    recorded: tuple[TitleRecord, ...]
    why: str


def expiry(awarded: date, years: int) -> date:
    """The last day of a title awarded for a number of years (29 February ends on 28 February)."""
    try:
        return awarded.replace(year=awarded.year + years)
    except ValueError:
        return awarded.replace(year=awarded.year + years, day=28)


def valid_titles(records: Iterable[TitleRecord], day: date) -> list[TitleRecord]:
    """Records surely in force on a day."""
    return [r for r in records if r.valid_on(day) is Truth.YES]


def expiring(records: Iterable[TitleRecord], day: date, months: int) -> list[TitleRecord]:
    """Valid titles that end within ``months`` months of ``day``, soonest first."""
    limit = _months_later(day, months)
    ending = [r for r in valid_titles(records, day) if r.expires is not None and r.expires <= limit]
    return sorted(ending, key=lambda r: (r.expires or day, r.holder))


def _months_later(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def counts(records: Iterable[TitleRecord], day: date) -> list[Counts]:
    """Per title: all awards up to a day, those in force, those over, those without the dates to tell."""
    result = []
    awarded = [r for r in records if r.awarded is None or r.awarded <= day]
    for title in dict.fromkeys(r.title for r in awarded):
        holders = {r.holder: r.valid_on(day) for r in awarded if r.title == title}
        answers = list(holders.values())
        result.append(
            Counts(
                title,
                cumulative=len(holders),
                valid=answers.count(Truth.YES),
                expired=answers.count(Truth.NO),
                undated=answers.count(Truth.UNKNOWN),
            )
        )
    return result


def conflicts(records: Sequence[TitleRecord], day: date) -> list[Conflict]:
    """Claimed titles that no issuer's notice records, or that are over."""
    found = []
    for claim in records:
        if claim.recorded:
            continue
        official = [r for r in records if r.recorded and r.title == claim.title]
        own = tuple(r for r in official if r.holder == claim.holder)
        if official and not own:
            found.append(Conflict(claim, (), "发文名单中没有该单位"))
        elif own and all(r.valid_on(day) is Truth.NO for r in own):
            found.append(Conflict(claim, own, "名单中有，但已过有效期或被撤销"))
    return found
