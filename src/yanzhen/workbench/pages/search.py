"""Search: names, quotes and documents."""

from __future__ import annotations

from dataclasses import dataclass

from yanzhen.errors import UsageError
from yanzhen.ledger import Hit
from yanzhen.terms import Source
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, PageTable
from yanzhen.workbench.viewing import Claim

LONGEST = 100
MOST = 40


@dataclass(frozen=True, slots=True)
class Found:
    """A hit beside its source."""

    hit: Hit
    source: Source | None

    @property
    def claim(self) -> Claim | None:
        """The statement whose words were found, beside its source."""
        statement = self.hit.statement
        return Claim(statement, self.source) if statement and self.source else None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What a search found, names first."""

    query: str
    names: tuple[str, ...]
    quotes: tuple[Found, ...]
    documents: tuple[Found, ...]

    @property
    def total(self) -> int:
        return len(self.names) + len(self.quotes) + len(self.documents)

    def tables(self) -> tuple[PageTable, ...]:
        """The hits as rows."""
        return (PageTable(N_("结果"), (N_("名称"),), tuple((name,) for name in self.names)),)


def search_page(desk: Desk, lens: Lens, query: str) -> SearchPage:
    """Look for all words of ``query``.

    Raises:
        UsageError: a query longer than any name.
    """
    words = query.replace("\x00", "").strip()
    if len(words) > LONGEST:
        raise UsageError("要找的字词太长", expected=f"{LONGEST} 个字以内")
    view = desk.view(lens)
    hits = view.search(words, limit=MOST) if words else []
    known = {s.id: s for s in view.sources()}
    found = [Found(hit, known.get(hit.source_id or "")) for hit in hits]
    return SearchPage(
        query=words,
        names=tuple(f.hit.text for f in found if f.hit.kind == "name"),
        quotes=tuple(f for f in found if f.hit.kind == "quote" and f.claim),
        documents=tuple(f for f in found if f.hit.kind == "source"),
    )
