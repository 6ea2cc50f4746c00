"""Accounts, sessions and the trail, in one small database."""

from __future__ import annotations

import hashlib
import re
import secrets
import time
from datetime import UTC, datetime
from pathlib import Path

import argon2
from sqlalchemy import Engine, RowMapping, create_engine, delete, event, func, insert, select, update
from sqlalchemy.exc import DatabaseError

from yanzhen.errors import LedgerError, UsageError
from yanzhen.workbench.people import tables as t
from yanzhen.workbench.people.roles import Person, Role
from yanzhen.workbench.people.trail import TrailEntry

SESSION_SECONDS = 12 * 3600
# After this many failures within the window, a name or an address has to wait.
MOST_FAILURES = 5
FAILURE_WINDOW = 15 * 60
SHORTEST_PASSWORD = 10
_NAME = re.compile(r"^[\w.@-]{1,64}$")


class PeopleStore:
    """The people of one workbench.

    Args:
        place: file of an SQLite database (made when missing), or an SQLAlchemy URL.
    """

    def __init__(self, place: str | Path) -> None:
        url = place if isinstance(place, str) and "://" in place else f"sqlite:///{place}"
        self._engine: Engine = create_engine(url)
        if self._engine.dialect.name == "sqlite":
            event.listen(self._engine, "connect", _patient)
        self._hasher = argon2.PasswordHasher()
        try:
            t.metadata.create_all(self._engine)
        except DatabaseError as error:
            raise LedgerError(
                "The file of accounts cannot be used", where=str(place), expected="an SQLite database"
            ) from error
        # Checked against when the name is unknown, so that a wrong name takes as long as a wrong password.
        self._decoy = self._hasher.hash(secrets.token_hex(16))

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def secret(self) -> bytes:
        """The key that signs form tokens: made once, the same for all workers."""
        with self._engine.begin() as db:
            found = db.scalar(select(t.settings.c.value).where(t.settings.c.key == "secret"))
            if found is None:
                found = secrets.token_hex(32)
                db.execute(insert(t.settings).values(key="secret", value=found))
        return bytes.fromhex(found)

    def add(
        self, name: str, password: str, role: Role, *, display: str = "", sees_internal: bool | None = None
    ) -> Person:
        """Make an account; editors and above may see internal material unless told otherwise.

        Raises:
            UsageError: a bad or taken name, or a password that is too short.
        """
        if not _NAME.match(name):
            raise UsageError(
                f"{name!r} is not an account name", expected="1 to 64 of: letters, digits, . _ - @"
            )
        self._check_password(password)
        internal = role >= Role.EDITOR if sees_internal is None else sees_internal
        with self._engine.begin() as db:
            if db.scalar(select(t.accounts.c.name).where(t.accounts.c.name == name)):
                raise UsageError(f"There already is an account {name!r}", todo="choose another name")
            db.execute(
                insert(t.accounts).values(
                    name=name,
                    display=display or name,
                    role=int(role),
                    sees_internal=internal,
                    password=self._hasher.hash(password),
                    disabled=False,
                    created=_now(),
                )
            )
        return Person(name, display or name, role, internal)

    def set_password(self, name: str, password: str) -> None:
        """Replace a password and end the account's sessions."""
        self._check_password(password)
        self._change(name, password=self._hasher.hash(password))

    def set_role(self, name: str, role: Role) -> None:
        """Change a role; takes effect with the next request."""
        self._change(name, role=int(role), sees_internal=role >= Role.EDITOR)

    def disable(self, name: str) -> None:
        """Keep the account for the record but let nobody in with it."""
        self._change(name, disabled=True)

    def people(self) -> tuple[Person, ...]:
        """All accounts that are not disabled, by name."""
        wanted = select(t.accounts).where(~t.accounts.c.disabled).order_by(t.accounts.c.name)
        with self._engine.connect() as db:
            return tuple(_person(row) for row in db.execute(wanted).mappings())

    def login(self, name: str, password: str, address: str) -> str | None:
        """A new session's token, or None for a wrong name or password.

        Raises:
            UsageError: too many failures from this name or address; ``todo`` says how long to wait.
        """
        keys = (f"name:{name}", f"address:{address}")
        self._refuse_hammering(keys)
        with self._engine.connect() as db:
            row = db.execute(select(t.accounts).where(t.accounts.c.name == name)).mappings().first()
        good = self._verifies(row["password"] if row else self._decoy, password)
        if not (row and good) or row["disabled"]:
            with self._engine.begin() as db:
                db.execute(insert(t.attempts), [{"key": key, "at": time.time()} for key in keys])
            return None
        token = secrets.token_urlsafe(32)
        with self._engine.begin() as db:
            db.execute(delete(t.attempts).where(t.attempts.c.key.in_(keys)))
            db.execute(delete(t.sessions).where(t.sessions.c.expires < time.time()))
            expires = time.time() + SESSION_SECONDS
            db.execute(insert(t.sessions).values(token_hash=_hash(token), name=name, expires=expires))
        return token

    def whose(self, token: str) -> Person | None:
        """The person a session belongs to; None when it has ended or the account is disabled."""
        wanted = (
            select(t.accounts)
            .join(t.sessions, t.sessions.c.name == t.accounts.c.name)
            .where(
                t.sessions.c.token_hash == _hash(token),
                t.sessions.c.expires > time.time(),
                ~t.accounts.c.disabled,
            )
        )
        with self._engine.connect() as db:
            row = db.execute(wanted).mappings().first()
        return _person(row) if row else None

    def logout(self, token: str) -> None:
        """End one session."""
        with self._engine.begin() as db:
            db.execute(delete(t.sessions).where(t.sessions.c.token_hash == _hash(token)))

    def record(self, who: str, action: str, subject: str, address: str = "") -> None:
        """Append to the trail."""
        with self._engine.begin() as db:
            db.execute(
                insert(t.trail).values(
                    at=_now(), who=who, action=action, subject=subject[:500], address=address
                )
            )

    def trail(self, limit: int = 200, offset: int = 0) -> tuple[TrailEntry, ...]:
        """The trail, newest first."""
        wanted = select(t.trail).order_by(t.trail.c.id.desc()).limit(limit).offset(offset)
        with self._engine.connect() as db:
            return tuple(
                TrailEntry(r["at"], r["who"], r["action"], r["subject"], r["address"])
                for r in db.execute(wanted).mappings()
            )

    def trail_length(self) -> int:
        """How many entries the trail has."""
        with self._engine.connect() as db:
            return db.scalar(select(func.count()).select_from(t.trail)) or 0

    def _change(self, name: str, **values: object) -> None:
        with self._engine.begin() as db:
            if not db.execute(update(t.accounts).where(t.accounts.c.name == name).values(**values)).rowcount:
                raise UsageError(f"There is no account {name!r}")
            if "role" not in values:
                db.execute(delete(t.sessions).where(t.sessions.c.name == name))

    def _check_password(self, password: str) -> None:
        if len(password) < SHORTEST_PASSWORD:
            raise UsageError("This password is too short", expected=f"{SHORTEST_PASSWORD} characters or more")

    def _verifies(self, stored: str, password: str) -> bool:
        try:
            return self._hasher.verify(stored, password)
        except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
            return False

    def _refuse_hammering(self, keys: tuple[str, ...]) -> None:
        since = time.time() - FAILURE_WINDOW
        counts = (
            select(func.count(), func.min(t.attempts.c.at))
            .where(t.attempts.c.key.in_(keys), t.attempts.c.at > since)
            .group_by(t.attempts.c.key)
        )
        with self._engine.connect() as db:
            for failures, first in db.execute(counts):
                if failures >= MOST_FAILURES:
                    minutes = max(1, round((first + FAILURE_WINDOW - time.time()) / 60))
                    raise UsageError("登录失败次数过多", todo=f"请在{minutes}分钟后再试，或请管理员重设密码")


def _patient(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.execute("PRAGMA synchronous=NORMAL")
    cursor.close()


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")


def _person(row: RowMapping) -> Person:
    return Person(row["name"], row["display"], Role(row["role"]), bool(row["sees_internal"]))
