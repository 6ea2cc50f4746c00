"""The tables behind accounts: kept apart from the ledger, so that a copied ledger carries no passwords."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, Integer, MetaData, Table, Text

metadata = MetaData()

settings = Table(
    "office_settings",
    metadata,
    Column("key", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
accounts = Table(
    "office_accounts",
    metadata,
    Column("name", Text, primary_key=True),
    Column("display", Text, nullable=False),
    Column("role", Integer, nullable=False),
    Column("sees_internal", Boolean, nullable=False),
    Column("password", Text, nullable=False),  # argon2id, with its own salt and parameters
    Column("disabled", Boolean, nullable=False, default=False),
    Column("created", Text, nullable=False),
)
sessions = Table(
    "office_sessions",
    metadata,
    Column("token_hash", Text, primary_key=True),  # SHA-256: a stolen file opens no session
    Column("name", Text, nullable=False),
    Column("expires", Float, nullable=False),
)
attempts = Table(
    "office_attempts",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("key", Text, nullable=False, index=True),
    Column("at", Float, nullable=False),
)
trail = Table(
    "office_trail",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("address", Text, nullable=False),
)
