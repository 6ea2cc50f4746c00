"""Titles on record: which, who holds them, since when, from what source."""

from __future__ import annotations

from dataclasses import dataclass

from yanzhen.terms import EntityKind
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.viewing import TITLE_PREDICATES, Claim


@dataclass(frozen=True, slots=True)
class Holder:
    """Someone who holds a title, with the claims that say so."""

    name: str
    kind: EntityKind
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class TitleRow:
    """A title with its holders; the list may be open where the source says 等."""

    title: str
    holders: tuple[Holder, ...]
    open_list: bool

    @property
    def as_of(self) -> str:
        """The newest day on which a source said so."""
        return max((c.source.as_of or "" for h in self.holders for c in h.claims), default="")


@dataclass(frozen=True, slots=True)
class TitlesPage:
    """All titles within a lens, those with most holders first."""

    titles: tuple[TitleRow, ...]

    def tables(self) -> tuple[PageTable, ...]:
        """One row per holder and source."""
        rows = tuple(
            (
                row.title,
                h.name,
                h.kind.value,
                c.statement.predicate,
                c.source.as_of or "",
                c.statement.quote,
                c.source.title or c.source.name,
            )
            for row in self.titles
            for h in row.holders
            for c in h.claims
        )
        head = (N_("称号"), N_("主体"), N_("类型"), N_("关系"), N_("截至"), N_("原文"), N_("出处"))
        return (PageTable(N_("称号"), head, rows),)


def titles_page(desk: Desk, lens: Lens) -> TitlesPage:
    """The titles on record. What is not on record is not "not awarded"."""
    return desk.remember(("titles", lens), lens, lambda: _build(desk, lens))


def _build(desk: Desk, lens: Lens) -> TitlesPage:
    known, shown = desk.entities(lens), desk.shown_names(lens)
    groups: dict[str, dict[str, list[Claim]]] = {}
    for claim in desk.facts(lens).claims:
        s = claim.statement
        if s.predicate in TITLE_PREDICATES and s.object:
            entity = known.get(s.subject)
            name = entity.name if entity else s.subject
            groups.setdefault(shown.get(s.object, s.object), {}).setdefault(name, []).append(claim)
    rows = [
        TitleRow(
            title=title,
            holders=tuple(
                Holder(name, known[name].kind if name in known else EntityKind.OTHER, tuple(claims))
                for name, claims in holders.items()
            ),
            open_list=any("open-list" in c.statement.flags for found in holders.values() for c in found),
        )
        for title, holders in groups.items()
    ]
    return TitlesPage(tuple(sorted(rows, key=lambda row: -len(row.holders))))
