"""The tables of a ledger, the same on SQLite and PostgreSQL.

Four tables hold what happened and are only ever appended to: ``journal``, ``sources`` (with ``documents``),
``statements`` and ``decisions``. Three hold what follows from the decisions: as intervals of journal numbers
``standings`` (the state of a statement) and ``identities`` (the entity of a name), and ``visibilities`` (who may
see a statement or source). They can be rebuilt from the decisions at any time; ``yanzhen doctor`` compares them.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

# SQLite makes a column the row number only when its type is exactly INTEGER.
BIG = BigInteger().with_variant(Integer(), "sqlite")

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    Column("seq", BIG, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),
    Column("verb", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("version", Text, nullable=False),
)

sources = Table(
    "sources",
    metadata,
    Column("id", Text, primary_key=True),
    Column("added", BIG, ForeignKey("journal.seq"), nullable=False),
    Column("content_hash", Text, nullable=False),
    # Last day on which it can have been published: 2024 -> 2024-12-31; the day of adding where not known.
    Column("known_by", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("media_type", Text, nullable=False),
    Column("title", Text),
    Column("publisher", Text),
    Column("published", Text),
    Column("event_date", Text),
    Column("place", Text),
    Column("reporter", Text),
    Column("editor", Text),
    Column("reviewer", Text),
    Column("url", Text),
    Column("licence", Text),
    Column("visibility", Text, nullable=False),
    Column("synthetic", Boolean, nullable=False),
    Column("notes", Text, nullable=False),
    Index("sources_added", "added"),
)

documents = Table(
    "documents",
    metadata,
    Column("source_id", Text, ForeignKey("sources.id"), primary_key=True),
    Column("text", Text, nullable=False),
    Column("raw", Text),  # null where cleaning changed nothing
    Column("content", LargeBinary, nullable=False),
)

statements = Table(
    "statements",
    metadata,
    Column("row", BIG, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("added", BIG, nullable=False),
    Column("replaces", BIG),  # row of the machine's statement, for a reviewer's version of it
    Column("source_id", Text, ForeignKey("sources.id"), nullable=False),
    Column("kind", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("predicate", Text, nullable=False),
    Column("metric", Text),  # metric of the figure, where it is not the predicate
    Column("metric_key", Text, nullable=False),
    Column("object", Text),
    Column("object_kind", Text, nullable=False),
    Column("tier", Text),
    Column("bound", Text),
    Column("low", Double),
    Column("high", Double),
    Column("low_open", Boolean),
    Column("high_open", Boolean),
    Column("value", Double),
    Column("unit", Text),
    Column("modality", Text),
    Column("scope", Text),
    Column("period_start", Text),
    Column("period_end", Text),
    Column("as_of", Text),
    Column("words", Text),
    Column("computed", Boolean),
    Column("quote", Text, nullable=False),
    Column("spans", Text, nullable=False),
    Column("flags", Text),
    Column("extractor", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Index("statements_id", "id"),
    Index("statements_subject", "subject", "metric_key"),
    Index("statements_object", "object"),
    Index("statements_source", "source_id"),
    Index("statements_metric", "metric_key"),
    Index(
        "statements_replaces",
        "replaces",
        sqlite_where=text("replaces IS NOT NULL"),
        postgresql_where=text("replaces IS NOT NULL"),
    ),
)

decisions = Table(
    "decisions",
    metadata,
    Column("seq", BIG, ForeignKey("journal.seq"), primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False, unique=True),
    Column("verb", Text, nullable=False),
    Column("target", Text, nullable=False),  # statement id, name, or decision id for undo
    Column("other", Text),  # second statement or name
    Column("replacement", Text),  # JSON of the reviewer's statement
    Column("who", Text, nullable=False),
    Column("reason", Text),
    Index("decisions_target", "target"),
    Index("decisions_other", "other"),
)

standings = Table(
    "standings",
    metadata,
    Column("row", BIG, primary_key=True, autoincrement=False),
    Column("since", BIG, primary_key=True, autoincrement=False),
    Column("until", BIG),
    Column("state", Text, nullable=False),
)

names = Table(
    "names",
    metadata,
    Column("row", BIG, primary_key=True, autoincrement=False),
    Column("name", Text, nullable=False, unique=True),
    Column("entity_id", Text, nullable=False, unique=True),  # the entity it is while it stands alone
)

identities = Table(
    "identities",
    metadata,
    Column("name", Text, primary_key=True),
    Column("since", BIG, primary_key=True, autoincrement=False),
    Column("until", BIG),
    Column("entity_id", Text, nullable=False),
    Index("identities_entity", "entity_id"),
)

# No intervals here: who may see something is asked of today, whatever day a view looks at. What was made
# confidential yesterday is not to be had by asking for the day before.
visibilities = Table(
    "visibilities",
    metadata,
    Column("ref", Text, primary_key=True),  # statement or source id
    Column("row", BIG),  # of the machine's statement; null for sources
    Column("visibility", Text, nullable=False),
)
