"""Briefings kept: what was composed, every edit, who signed which wording, what was published."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import RowMapping, create_engine, insert, select

from yanzhen.errors import UsageError
from yanzhen.workbench.briefings import tables as t

PARTS = ("editor", "reviewer")


@dataclass(frozen=True, slots=True)
class Edit:
    """A wording: texts by place in the outline; the places left out are as composed."""

    title: str
    texts: dict[int, str]
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Signature:
    """Who stands for a wording, as editor or reviewer."""

    part: str
    who: str
    at: str


@dataclass(frozen=True, slots=True)
class Issue:
    """A publication: wording, signatures and files as they went out."""

    number: int
    briefing: str
    digest: str
    title: str
    place: str
    editor: str
    reviewer: str
    who: str
    at: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Briefing:
    """A briefing with its present wording.

    Attributes:
        choice: what of the ledger goes in, as :class:`yanzhen.workbench.publishing.Choice` takes it, and under
            ``given`` what the template needs besides.
        version: state of the ledger it was composed from.
        signatures: those that stand for the present wording; an edit ends them.
    """

    id: str
    template: str
    choice: dict[str, Any]
    version: str
    who: str
    at: str
    edits: tuple[Edit, ...]
    signatures: tuple[Signature, ...]
    issues: tuple[Issue, ...]

    @property
    def title(self) -> str:
        """The title given by a person; empty while it is the template's own."""
        return self.edits[-1].title if self.edits else ""

    @property
    def texts(self) -> dict[int, str]:
        """The present wording."""
        return self.edits[-1].texts if self.edits else {}

    @property
    def digest(self) -> str:
        """SHA-256 over state of the ledger, template, choice and wording: what a signature stands for."""
        return digest_of(self.version, self.template, self.choice, self.title, self.texts)

    def signed_by(self, part: str) -> Signature | None:
        """The signature of the editor or the reviewer, if the present wording has it."""
        return next((s for s in self.signatures if s.part == part), None)

    @property
    def ready(self) -> bool:
        """Both have signed the present wording."""
        return all(self.signed_by(part) for part in PARTS)


def digest_of(
    version: str, template: str, choice: Mapping[str, Any], title: str, texts: Mapping[int, str]
) -> str:
    """SHA-256 over all that decides what a briefing says."""
    content = [version, template, dict(choice), title, sorted(texts.items())]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


class BriefingStore:
    """The briefings of one workbench, in the database of its accounts."""

    def __init__(self, place: str | Path) -> None:
        url = place if isinstance(place, str) and "://" in place else f"sqlite:///{place}"
        self._engine = create_engine(url)
        t.metadata.create_all(self._engine)

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    def compose(self, template: str, choice: Mapping[str, Any], version: str, who: str) -> str:
        """Begin a briefing; returns its id."""
        briefing_id = secrets.token_hex(5)
        row = {
            "id": briefing_id,
            "template": template,
            "choice": json.dumps(dict(choice), ensure_ascii=False),
            "version": version,
            "who": who,
            "at": _now(),
        }
        with self._engine.begin() as db:
            db.execute(insert(t.briefings).values(**row))
        return briefing_id

    def edit(self, briefing_id: str, title: str, texts: Mapping[int, str], who: str) -> None:
        """Keep a new wording; signatures for the old one no longer count."""
        self.briefing(briefing_id)
        kept = json.dumps({str(k): v for k, v in texts.items()}, ensure_ascii=False)
        with self._engine.begin() as db:
            db.execute(
                insert(t.edits).values(briefing=briefing_id, title=title, texts=kept, who=who, at=_now())
            )

    def sign(self, briefing_id: str, part: str, who: str) -> None:
        """Sign the present wording.

        Raises:
            UsageError: no such part, already signed, or one person for both parts.
        """
        briefing = self.briefing(briefing_id)
        if part not in PARTS or not who.strip():
            raise UsageError("签发需要署名", expected="editor 或 reviewer,以及姓名")
        if briefing.signed_by(part):
            raise UsageError("这一稿已经签过", todo="改稿后需要重签")
        if any(s.who == who.strip() for s in briefing.signatures):
            raise UsageError(
                f"{who.strip()}已签过这一稿", expected="编辑与审核是两个人", todo="请另一位同事审核"
            )
        with self._engine.begin() as db:
            db.execute(
                insert(t.signatures).values(
                    briefing=briefing_id, digest=briefing.digest, part=part, who=who.strip(), at=_now()
                )
            )

    def publish(self, briefing_id: str, title: str, place: str, who: str, made: Mapping[str, bytes]) -> int:
        """Keep what goes out: the signed wording and its files.

        Raises:
            UsageError: a signature is missing.
        """
        briefing = self.briefing(briefing_id)
        editor, reviewer = briefing.signed_by("editor"), briefing.signed_by("reviewer")
        if not editor or not reviewer:
            raise UsageError("还没有签全", expected="编辑和审核两人都签过这一稿")
        with self._engine.begin() as db:
            done = db.execute(
                insert(t.issues).values(
                    briefing=briefing_id,
                    digest=briefing.digest,
                    title=title,
                    place=place,
                    editor=editor.who,
                    reviewer=reviewer.who,
                    who=who,
                    at=_now(),
                )
            )
            number = int((done.inserted_primary_key or [0])[0])
            db.execute(insert(t.files), [{"issue": number, "form": f, "content": c} for f, c in made.items()])
        return number

    def briefing(self, briefing_id: str) -> Briefing:
        """One briefing.

        Raises:
            UsageError: there is none.
        """
        with self._engine.connect() as db:
            row = db.execute(select(t.briefings).where(t.briefings.c.id == briefing_id)).mappings().first()
        if row is None:
            raise UsageError("没有这份简报", where=briefing_id[:40])
        return self._built(row)

    def briefings(self) -> tuple[Briefing, ...]:
        """All, newest first."""
        with self._engine.connect() as db:
            rows = db.execute(select(t.briefings).order_by(t.briefings.c.at.desc())).mappings().all()
        return tuple(self._built(row) for row in rows)

    def file(self, number: int, form: str) -> bytes:
        """A published file.

        Raises:
            UsageError: there is none.
        """
        wanted = select(t.files.c.content).where(t.files.c.issue == number, t.files.c.form == form)
        with self._engine.connect() as db:
            found = db.scalar(wanted)
        if found is None:
            raise UsageError("没有这份文件")
        return bytes(found)

    def _built(self, row: RowMapping) -> Briefing:
        with self._engine.connect() as db:
            edits = db.execute(select(t.edits).where(t.edits.c.briefing == row["id"]).order_by(t.edits.c.id))
            worded = tuple(_edit(each) for each in edits.mappings())
            choice = json.loads(row["choice"])
            title, texts = (worded[-1].title, worded[-1].texts) if worded else ("", {})
            digest = digest_of(row["version"], row["template"], choice, title, texts)
            s = t.signatures.c
            signed = db.execute(select(t.signatures).where(s.briefing == row["id"], s.digest == digest))
            signatures = tuple(Signature(x["part"], x["who"], x["at"]) for x in signed.mappings())
            listed = db.execute(
                select(t.issues).where(t.issues.c.briefing == row["id"]).order_by(t.issues.c.id)
            )
            issues = tuple(self._issue(db, x) for x in listed.mappings().all())
        return Briefing(
            row["id"],
            row["template"],
            choice,
            row["version"],
            row["who"],
            row["at"],
            worded,
            signatures,
            issues,
        )

    @staticmethod
    def _issue(db: Any, row: RowMapping) -> Issue:
        forms = db.execute(select(t.files.c.form).where(t.files.c.issue == row["id"])).scalars()
        return Issue(
            number=row["id"],
            briefing=row["briefing"],
            digest=row["digest"],
            title=row["title"],
            place=row["place"],
            editor=row["editor"],
            reviewer=row["reviewer"],
            who=row["who"],
            at=row["at"],
            forms=tuple(forms),
        )


def _edit(row: RowMapping) -> Edit:
    texts = {int(place): text for place, text in json.loads(row["texts"]).items()}
    return Edit(row["title"], texts, row["who"], row["at"])


def _now() -> str:
    return datetime.now(UTC).astimezone().isoformat(timespec="seconds")
