"""Full-text search in Chinese: any run of characters, from one upwards, in names, quotes and documents.

SQLite: FTS5 with the trigram tokenizer, which finds any run of three or more characters by itself. For one or
two, the index's own vocabulary is asked for the trigrams that begin with them; two end marks after each text
make sure that its last characters begin a trigram too. PostgreSQL: an array of all one- and two-character
runs under a GIN index, checked against the text itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, column, func, literal_column, select, table, text

from yanzhen.ledger import tables
from yanzhen.ledger.horizon import Horizon
from yanzhen.ledger.redaction import Redaction, holds_all, redaction_of
from yanzhen.ledger.rows import statement_of
from yanzhen.terms import Source, Statement

_INDEXES = ("names", "quotes", "sources")
_END = "\x03\x03"
_MAX_TERMS = 300
_AROUND = 30


@dataclass(frozen=True, slots=True)
class Hit:
    """Something found.

    Attributes:
        kind: ``name``, ``quote`` or ``source``.
        text: the name, the quote, or the words around the place in the document.
        statement: for quotes.
        source_id: for quotes and documents.
        start: for documents, where in the cleaned text the first word stands (0 if only the title has it).
    """

    kind: Literal["name", "quote", "source"]
    text: str
    statement: Statement | None = None
    source_id: str | None = None
    start: int | None = None


def create_indexes(connection: Connection) -> None:
    """Create the search tables of an empty ledger."""
    for name in _INDEXES:
        if connection.dialect.name == "postgresql":
            connection.execute(
                text(f"CREATE TABLE search_{name} (row bigint PRIMARY KEY, grams text[] NOT NULL)")
            )
            connection.execute(text(f"CREATE INDEX search_{name}_grams ON search_{name} USING gin (grams)"))
        else:
            options = "body, content='', columnsize=0, tokenize='trigram'"
            connection.execute(text(f"CREATE VIRTUAL TABLE search_{name} USING fts5({options})"))
            vocabulary = f"fts5vocab(search_{name}, 'row')"
            connection.execute(text(f"CREATE VIRTUAL TABLE search_{name}_terms USING {vocabulary}"))


def index_names(connection: Connection, named: Iterable[tuple[int, str]]) -> None:
    """Make names searchable under their row."""
    _index(connection, "names", named)


def index_quotes(connection: Connection, quoted: Iterable[tuple[int, str]]) -> None:
    """Make quotes searchable under the row of their statement."""
    _index(connection, "quotes", quoted)


def index_source(connection: Connection, added: int, source: Source, body: str) -> None:
    """Make a document searchable under its journal number: title, publisher, name and text."""
    head = "\n".join(part for part in (source.title, source.publisher, source.name) if part)
    _index(connection, "sources", [(added, f"{head}\n{body}")])


def _index(connection: Connection, name: str, texts: Iterable[tuple[int, str]]) -> None:
    if connection.dialect.name == "postgresql":
        rows: list[dict[str, Any]] = [{"row": row, "body": grams(body)} for row, body in texts]
        statement = f"INSERT INTO search_{name} (row, grams) VALUES (:row, :body)"
    else:
        rows = [{"row": row, "body": body + _END} for row, body in texts]
        statement = f"INSERT INTO search_{name} (rowid, body) VALUES (:row, :body)"
    if rows:
        connection.execute(text(statement), rows)


def grams(body: str) -> list[str]:
    """All one- and two-character runs of a text, each once, in lower case."""
    low = body.lower()
    return sorted({*low, *(low[i : i + 2] for i in range(len(low) - 1))} - {" ", "\n"})


def search(connection: Connection, horizon: Horizon, query: str, limit: int) -> list[Hit]:
    """Names, then quotes, then documents that hold all words of the query; newest first in each group."""
    words = query.split()
    if not words:
        return []
    redact = redaction_of(connection, horizon)
    return [
        *_names(connection, horizon, words, limit),
        *_quotes(connection, horizon, words, limit, redact),
        *_sources(connection, horizon, words, max(1, limit // 10), redact),
    ]


def _names(connection: Connection, horizon: Horizon, words: list[str], limit: int) -> list[Hit]:
    n, s = tables.names.c, tables.statements.c
    seen_as = (
        horizon.statements("current", s.row).where(end == n.name).correlate(tables.names).exists()
        for end in (s.subject, s.object)
    )
    subject, object_ = seen_as
    found = _matching(connection, "names", n.row, n.name, words, select(n.name).where(subject | object_))
    if found is None:
        return []
    return [Hit("name", name) for name in connection.execute(found.limit(limit)).scalars()]


def _quotes(
    connection: Connection, horizon: Horizon, words: list[str], limit: int, redact: Redaction
) -> list[Hit]:
    s = tables.statements.c
    found = _matching(connection, "quotes", s.row, s.quote, words, horizon.statements())
    if found is None:
        return []
    rows = connection.execute(found.limit(limit)).mappings()
    shown = [redact.statement(statement_of(row)) for row in rows]
    return [Hit("quote", s.quote, s, s.source_id) for s in shown if _found(s, words, redact)]


def _found(statement: Statement, words: list[str], redact: Redaction) -> bool:
    """Whether the words are still there after what is kept from this reader was blacked out."""
    return statement.source_id not in redact.kept or holds_all(statement.quote, words)


def _sources(
    connection: Connection, horizon: Horizon, words: list[str], limit: int, redact: Redaction
) -> list[Hit]:
    s, d = tables.sources, tables.documents
    # The place is found by the database, once: documents can be long.
    position = func.strpos if connection.dialect.name == "postgresql" else func.instr
    place = position(func.lower(d.c.text), words[0].lower())
    # A document of which a part is kept from this reader is found by its statements: finding it by its text would
    # tell which words are there.
    base = select(s.c.id, func.coalesce(s.c.title, s.c.name), place).where(
        *horizon.sources, s.c.id.not_in(list(redact.kept))
    )
    base = base.select_from(s.join(d, d.c.source_id == s.c.id))
    whole = func.concat_ws("\n", s.c.title, s.c.publisher, s.c.name, d.c.text)
    found = _matching(connection, "sources", s.c.added, whole, words, base)
    if found is None:
        return []
    hits = []
    for source_id, title, at in connection.execute(found.limit(limit)).all():
        around = _around(connection, source_id, at, len(words[0])) if at else title
        hits.append(Hit("source", around, source_id=source_id, start=max(at - 1, 0)))
    return hits


def _around(connection: Connection, source_id: str, at: int, size: int) -> str:
    """The words around character ``at``, counted from 1."""
    d = tables.documents.c
    around = func.substr(d.text, max(at - _AROUND, 1), 2 * _AROUND + size)
    return str(connection.execute(select(around).where(d.source_id == source_id)).scalar_one())


def _matching(
    connection: Connection, index: str, row: Any, body: Any, words: list[str], base: Select[Any]
) -> Select[Any] | None:
    """``base`` with only the rows that the index says hold all words; None where it knows there are none."""
    if connection.dialect.name == "postgresql":
        entries = table(f"search_{index}", column("row"), column("grams"))
        wanted = sorted({gram for word in words for gram in _query_grams(word)})
        base = base.join(entries, entries.c.row == row).where(
            text("grams @> CAST(:wanted AS text[])").bindparams(wanted=wanted),
            *(func.strpos(func.lower(body), word.lower()) > 0 for word in words),
        )
        return base.order_by(row.desc())
    expressions = [_expression(connection, index, word) for word in words]
    if None in expressions:
        return None
    entries = table(f"search_{index}", column("rowid"))
    matches = text(f"search_{index} MATCH :expression").bindparams(
        expression=" AND ".join(str(each) for each in expressions)
    )
    # Ordered by the index's own number, which FTS5 reads backwards without sorting.
    number: ColumnElement[int] = literal_column(f"search_{index}.rowid")
    return base.join(entries, number == row).where(matches).order_by(number.desc())


def _query_grams(word: str) -> list[str]:
    low = word.lower()
    return [low] if len(low) == 1 else [low[i : i + 2] for i in range(len(low) - 1)]


def _expression(connection: Connection, index: str, word: str) -> str | None:
    """The FTS5 expression for a word; None where no text holds it."""
    if len(word) >= 3:
        return _phrase(word)
    low = word.lower()
    query = text(
        f"SELECT term FROM search_{index}_terms WHERE term >= :low AND term < :high"
        " ORDER BY doc DESC LIMIT :most"
    )
    terms = connection.execute(query, {"low": low, "high": low + "\U0010ffff", "most": _MAX_TERMS}).scalars()
    phrases = " OR ".join(_phrase(term) for term in terms)
    return f"({phrases})" if phrases else None


def _phrase(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'
