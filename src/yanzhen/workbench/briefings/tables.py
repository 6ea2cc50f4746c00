"""Tables of briefings: edits, signatures and issues are only ever appended to."""

from __future__ import annotations

from sqlalchemy import Column, Integer, LargeBinary, MetaData, Table, Text

metadata = MetaData()

briefings = Table(
    "office_briefings",
    metadata,
    Column("id", Text, primary_key=True),
    Column("template", Text, nullable=False),
    Column(
        "choice", Text, nullable=False
    ),  # JSON: language, as_of, internal, synthetic, issuer; what it needs
    Column("version", Text, nullable=False),  # of the ledger: the same figures whenever it is opened
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)
edits = Table(
    "office_briefing_edits",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("briefing", Text, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("texts", Text, nullable=False),  # JSON: place in the outline -> text with marks
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)
signatures = Table(
    "office_briefing_signatures",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("briefing", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("part", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)
issues = Table(
    "office_briefing_issues",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("briefing", Text, nullable=False, index=True),
    Column("digest", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("place", Text, nullable=False),
    Column("editor", Text, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("at", Text, nullable=False),
)
files = Table(
    "office_briefing_files",
    metadata,
    Column("issue", Integer, primary_key=True),
    Column("form", Text, primary_key=True),
    Column("content", LargeBinary, nullable=False),
)
