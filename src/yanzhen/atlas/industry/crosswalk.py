"""Crosswalks: how the classes of one classification map to those of another, with weights.

A ``*`` after a target code says that the source class covers only part of it (as the table of strategic
emerging industries does). What part is a number only if the table's author gives one: without a weight,
a partial link yields bounds from nothing to the whole, never a guess.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yanzhen.atlas.industry.classification import Classification
from yanzhen.atlas.problem import Problems
from yanzhen.terms import Interval


@dataclass(frozen=True, slots=True)
class Link:
    """``source`` takes the share ``weight`` of ``target``; ``weight`` None with ``partial`` means unknown."""

    source: str
    target: str
    weight: float | None = 1.0
    partial: bool = False

    @property
    def share(self) -> Interval:
        """The share of the target that belongs to the source class."""
        return Interval(0.0, 1.0) if self.weight is None else Interval.exact(self.weight)


@dataclass(frozen=True, slots=True)
class Converted:
    """A converted total: bounds, which amounts were only partly attributable, and what had no link."""

    code: str
    amount: Interval
    partial: tuple[str, ...]


@dataclass(frozen=True)
class Crosswalk:
    """All links from one classification to another."""

    id: str
    links: tuple[Link, ...]

    def targets(self, source: str) -> tuple[Link, ...]:
        """Where a source class lies in the other classification."""
        return tuple(link for link in self.links if link.source == source)

    def sources(self, target: str) -> tuple[Link, ...]:
        """Which source classes a target class falls under: often several, so they must not be added up."""
        return tuple(link for link in self.links if link.target == target)

    def convert(
        self, amounts: Mapping[str, float], into: Classification | None = None, level: int | None = None
    ) -> tuple[Converted, ...]:
        """Amounts by target code (e.g. revenue by GB/T class) to bounds by source class (e.g. SEI).

        Args:
            amounts: target code -> non-negative amount.
            into: classification of the source classes, needed for ``level``.
            level: roll the result up to this level of ``into``. A target class shared by several source
                classes of one parent is counted there at most once.

        Returns:
            One entry for each source class with a link, in code order; amounts without a link are in
            :meth:`unlinked`.
        """
        grouped: dict[str, dict[str, Interval]] = {}
        for link in self.links:
            if link.target not in amounts:
                continue
            code = into.roll_up(link.source, level) if into and level else link.source
            shares = grouped.setdefault(code or link.source, {})
            shares[link.target] = _capped(shares.get(link.target, Interval.exact(0.0)) + link.share)
        return tuple(_converted(code, shares, amounts) for code, shares in sorted(grouped.items()))

    def unlinked(self, codes: Iterable[str]) -> tuple[str, ...]:
        """Codes of the target classification that no source class claims."""
        linked = {link.target for link in self.links}
        return tuple(code for code in codes if code not in linked)


def _capped(share: Interval) -> Interval:
    return Interval(min(share.low, 1.0), min(share.high, 1.0))


def _converted(code: str, shares: Mapping[str, Interval], amounts: Mapping[str, float]) -> Converted:
    total = Interval.exact(0.0)
    for target, share in shares.items():
        total = total + share * Interval.exact(amounts[target])
    return Converted(code, total, tuple(t for t, s in shares.items() if not s.is_exact))


def read_crosswalk(
    text: str,
    *,
    id: str,
    file: str,
    source: Classification | None = None,
    target: Classification | None = None,
) -> tuple[Crosswalk, Problems]:
    """Read CSV with the columns ``source, target`` and, if there, ``weight``.

    ``target`` may end in ``*`` (partial). Codes unknown to the classifications given, weights outside
    0 to 1 and links given twice are reported with their line and left out.
    """
    problems = Problems()
    links: dict[tuple[str, str], Link] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        link = _link(row, f"{file}:{line}", source, target, problems)
        if link and (link.source, link.target) in links:
            problems.error(f"{file}:{line}", f"{link.source} 与 {link.target} 的对应重复", "每个对应一行")
        elif link:
            links[link.source, link.target] = link
    return Crosswalk(id, tuple(links.values())), problems


def _link(
    row: Mapping[str, str | None],
    where: str,
    source: Classification | None,
    target: Classification | None,
    problems: Problems,
) -> Link | None:
    start, end = (row.get("source") or "").strip(), (row.get("target") or "").strip()
    partial, end = end.endswith("*"), end.removesuffix("*")
    for code, classification in ((start, source), (end, target)):
        if not code or (classification is not None and code not in classification):
            known = classification.id if classification else "source, target 两列都有代码"
            problems.error(where, f"代码 {code!r} 不存在", f"{known} 中的代码")
            return None
    written = (row.get("weight") or "").strip()
    if not written:
        return Link(start, end, None if partial else 1.0, partial)
    try:
        weight = float(written)
    except ValueError:
        weight = math.nan
    if not 0 < weight <= 1:
        problems.error(where, f"权重 {written} 无效", "大于 0、不超过 1 的数")
        return None
    return Link(start, end, weight, partial or weight < 1)
