"""What the public does not get to read: the words of statements marked internal, wherever else they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, and_, bindparam, or_, select

from yanzhen.ledger import tables
from yanzhen.ledger.decisions import Decision
from yanzhen.ledger.horizon import MOST_ASKED_FOR, Horizon, marked_internal
from yanzhen.ledger.rows import statement_of
from yanzhen.terms import Document, Source, Statement

BLACK = "█"


@dataclass(frozen=True, slots=True)
class Redaction:
    """The statements kept from a reader, by source; empty for readers who may see everything.

    Words are blacked out one character for one, so that all other places stay what they are.
    """

    kept: dict[str, list[Statement]] = field(default_factory=dict)

    def statement(self, statement: Statement) -> Statement:
        """A statement whose quote shows nothing of what is kept from this reader."""
        if statement.source_id not in self.kept:
            return statement
        first = statement.spans[0]
        quote = self.passage(statement.source_id, statement.quote, first.start)
        return statement if quote == statement.quote else replace(statement, quote=quote)

    def decision(self, decision: Decision) -> Decision:
        """A decision whose replacement shows nothing of it either."""
        if decision.replacement is None:
            return decision
        return replace(decision, replacement=self.statement(decision.replacement))

    def document(self, document: Document) -> Document:
        """A document with these words blacked out, cleaned and as found."""
        source_id = document.source.id
        if source_id not in self.kept:
            return document
        found = [(s.raw_start, s.raw_end) for each in self.kept[source_id] for s in each.spans]
        return replace(
            document,
            source=self.source(document.source),
            text=self.passage(source_id, document.text, 0),
            raw=_black(document.raw, found, 0),
        )

    def source(self, source: Source) -> Source:
        """A source whose title does not repeat them."""
        if source.title is None or source.id not in self.kept:
            return source
        return replace(source, title=self.words(source.id, source.title))

    def words(self, source_id: str, text: str) -> str:
        """A text about a source, such as its title, without the quotes kept from this reader."""
        for statement in self.kept.get(source_id, ()):
            text = text.replace(statement.quote, BLACK * len(statement.quote))
        return text

    def passage(self, source_id: str, text: str, offset: int) -> str:
        """A part of the text of a source, from ``offset`` on, with these words blacked out."""
        found = [(s.start, s.end) for each in self.kept.get(source_id, ()) for s in each.spans]
        return _black(text, found, offset) if found else text


def _black(text: str, places: Iterable[tuple[int, int]], offset: int) -> str:
    characters = list(text)
    for start, end in places:
        for at in range(max(0, start - offset), min(len(characters), end - offset)):
            if not characters[at].isspace():
                characters[at] = BLACK
    return "".join(characters)


def redaction_of(connection: Connection, horizon: Horizon, about: Iterable[str] | None = None) -> Redaction:
    """What is kept from the reader of this horizon.

    Args:
        connection: to the ledger.
        horizon: what the reader may see.
        about: ids of the sources whose words are shown; of others nothing is loaded. By default all.
    """
    if horizon.visible_to == "internal":
        return Redaction()
    asked = set(about or ())
    few = about is not None and len(asked) <= MOST_ASKED_FOR
    rows = connection.execute(_kept_of(), {"about": sorted(asked)}) if few else connection.execute(_kept())
    kept: defaultdict[str, list[Statement]] = defaultdict(list)
    for row in rows.mappings():
        kept[row["source_id"]].append(statement_of(row))
    return Redaction(dict(kept))


@cache
def _kept() -> Select[Any]:
    s = tables.statements
    # Two conditions with an index each; one on what either column gives would read all statements.
    hidden = or_(
        s.c.replaces.in_(marked_internal()), and_(s.c.replaces.is_(None), s.c.row.in_(marked_internal()))
    )
    return select(s).where(hidden)


@cache
def _kept_of() -> Select[Any]:
    about: BindParameter[Any] = bindparam("about", expanding=True)
    return _kept().where(tables.statements.c.source_id.in_(about))


def holds_all(text: str, words: Sequence[str]) -> bool:
    """Whether a text holds all words of a query."""
    low = text.lower()
    return all(word.lower() in low for word in words)
