"""Writing a decision: checked, numbered, and folded into the state of what it is about."""

from __future__ import annotations

import json
import secrets
from dataclasses import replace

from sqlalchemy import Connection, insert, select

from yanzhen.errors import FigureError, LedgerError, UsageError
from yanzhen.ledger import tables
from yanzhen.ledger.adding import insert_statements
from yanzhen.ledger.decisions import Decision, Verb, is_sharper
from yanzhen.ledger.entities import credit_codes, names_of
from yanzhen.ledger.folding import decisions_about, know_names, refold
from yanzhen.ledger.horizon import Horizon
from yanzhen.ledger.identity import Components
from yanzhen.ledger.journal import Clock, append
from yanzhen.ledger.rows import statement_of
from yanzhen.terms import Statement

_NOW = Horizon()


def decide(
    connection: Connection,
    clock: Clock,
    verb: Verb,
    target: str,
    other: str | None,
    who: str,
    reason: str | None,
    replacement: Statement | None,
) -> Decision:
    """Check, write and fold one decision; the caller holds the write transaction."""
    if not who.strip():
        raise UsageError("A decision needs to say who took it", todo="give a name")
    _check_parts(verb, other, reason, replacement)
    target, other = _resolved(connection, verb, target, other)
    if verb is Verb.CORRECT and replacement is not None:
        replacement = _checked(connection, target, replacement, reason)
    if verb is Verb.SAME and other is not None:
        _check_not_apart(connection, target, other)
        _check_codes(connection, target, other, reason)
    decision_id = "dec-" + secrets.token_hex(8)
    entry = append(connection, "decide", decision_id, clock)
    decision = Decision(decision_id, entry.seq, entry.at, verb, target, other, who, reason, replacement)
    connection.execute(insert(tables.decisions), decision_row(decision))
    if replacement is not None:
        _insert_replacement(connection, decision, replacement)
    refold(connection, decision)
    return decision


def decision_row(decision: Decision) -> dict[str, object]:
    """The decision as a row."""
    replacement = decision.replacement
    return {
        "seq": decision.seq,
        "id": decision.id,
        "verb": decision.verb.value,
        "target": decision.target,
        "other": decision.other,
        "replacement": json.dumps(replacement.to_json(), ensure_ascii=False) if replacement else None,
        "who": decision.who,
        "reason": decision.reason,
    }


def _insert_replacement(connection: Connection, decision: Decision, replacement: Statement) -> None:
    row = _NOW.original(connection, decision.target)["row"]
    know_names(connection, [name for name in (replacement.subject, replacement.object) if name])
    insert_statements(connection, {replacement.id: replacement}, decision.seq, replaces=row)


def _check_parts(verb: Verb, other: str | None, reason: str | None, replacement: Statement | None) -> None:
    if verb.takes_two == (other is None):
        raise UsageError(f"“{verb.value}” is about {'two things' if verb.takes_two else 'one thing'}")
    if (verb is Verb.CORRECT) == (replacement is None):
        raise UsageError("A correction, and only a correction, comes with the statement that replaces")
    if verb is Verb.SETTLE and not (reason or "").strip():
        raise UsageError("Say why both statements stand", expected="a reason", todo="give the reason")


def _resolved(connection: Connection, verb: Verb, target: str, other: str | None) -> tuple[str, str | None]:
    """Statement ids lead to the machine's statement, entity ids to the entity's first name."""
    if verb is Verb.UNDO:
        if connection.execute(select(tables.decisions.c.id).where(tables.decisions.c.id == target)).first():
            return target, None
        raise LedgerError(f"There is no decision {target} here", todo="take an id from the list of decisions")
    if verb.about_visibility and target.startswith("src-"):
        if connection.execute(select(tables.sources.c.id).where(tables.sources.c.id == target)).first():
            return target, None
        raise LedgerError(f"There is no source {target} here", todo="list the sources of this ledger")
    ends = [end for end in (target, other) if end is not None]
    if verb.about_names:
        resolved = [names_of(connection, _NOW, end)[0] if end.startswith("ent-") else end for end in ends]
        know_names(connection, resolved)
    else:
        resolved = [_NOW.original(connection, end)["id"] for end in ends]
    if len(resolved) == 2 and resolved[0] == resolved[1]:
        raise UsageError(f"“{verb.value}” needs two different things, not {ends[0]!r} twice")
    return resolved[0], resolved[1] if len(resolved) == 2 else None


def _checked(connection: Connection, target: str, new: Statement, reason: str | None) -> Statement:
    """The replacement, as a person's statement about the same place of the same document."""
    old = statement_of(_NOW.original(connection, target))
    if new.source_id != old.source_id:
        raise LedgerError("A correction stays with the document it corrects", where=new.source_id)
    if new.figure and old.figure and is_sharper(new.figure, old.figure) and not (reason or "").strip():
        raise FigureError(
            "This correction says more than the words it corrects",
            where=f"{old.figure.zh()} -> {new.figure.zh()}: {old.quote}",
            expected="a figure no sharper than the quote, or a reason",
            todo="say why you know it more exactly",
        )
    return new if new.extractor.startswith("human/") else replace(new, extractor="human/1")


def _check_not_apart(connection: Connection, a: str, b: str) -> None:
    names = {*names_of(connection, _NOW, a), *names_of(connection, _NOW, b)}
    blocking = Components(decisions_about(connection, sorted(names))).keeping_apart(a, b)
    if blocking is not None:
        raise LedgerError(
            f"“{a}” and “{b}” cannot be the same: {blocking.who} decided that {blocking.target} and "
            f"{blocking.other} are not",
            where=f"{blocking.id}, {blocking.at[:10]}",
            todo="undo that decision first, if it is wrong",
        )


def _check_codes(connection: Connection, a: str, b: str, reason: str | None) -> None:
    """Two credit codes are two legal persons; only a reason (a code mistyped, replaced) overrules them."""
    codes = []
    for name in (a, b):
        known = credit_codes(connection, _NOW, names_of(connection, _NOW, name))
        codes.append({code.strip().upper() for code in known.values()})
    if all(codes) and not codes[0] & codes[1] and not (reason or "").strip():
        raise LedgerError(
            f"“{a}” and “{b}” bear different credit codes",
            where=f"{min(codes[0])} / {min(codes[1])}",
            todo="say why they are the same all the same",
        )
