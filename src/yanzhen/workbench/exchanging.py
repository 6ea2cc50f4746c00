"""A ledger out and in again: portable export, FollowTheMoney, import, differences, examination."""

from __future__ import annotations

import csv
import os
from pathlib import Path

from yanzhen.errors import UsageError
from yanzhen.ledger import By, Difference, Finding, Ledger, examine
from yanzhen.workbench.opening import open_view

Place = str | os.PathLike[str]


def export(place: Place, target: Path) -> None:
    """Write the whole ledger to one portable ZIP."""
    with Ledger.open(place, readonly=True) as ledger:
        ledger.export(target)


def export_ftm(place: Place, target: Path, *, internal: bool = True) -> int:
    """Write entities as a CSV of FollowTheMoney statements; the number of rows.

    An existing file is replaced only by a complete one.
    """
    draft = target.with_name(f".{target.name}.{os.getpid()}.new")
    try:
        with (
            open_view(place, internal=internal) as view,
            draft.open("w", encoding="utf-8", newline="") as file,
        ):
            rows = [statement.row() for statement in view.ftm_statements()]
            if not rows:
                raise UsageError("Nothing in this ledger has a place in FollowTheMoney", where=str(place))
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return len(rows)


def restore(archive: Path, place: Place) -> str:
    """Make a ledger from a portable ZIP; its version."""
    with Ledger.restore(archive, place) as ledger:
        return ledger.version


def difference(
    place: Place, earlier: str | None, later: str | None, other: Place | None, by: By
) -> Difference:
    """What changed between two moments of a ledger, or between it and another one.

    Args:
        earlier, later: days or, for ``by="version"``, versions; None is now.
        other: another ledger, compared as it is now.
        by: what the moments date: publication, adding, or a version.
    """
    with Ledger.open(place, readonly=True) as ledger:
        first = ledger.at(earlier, by) if earlier else ledger
        if other is not None:
            with Ledger.open(other, readonly=True) as second:
                return first.difference(second)
        return first.difference(ledger.at(later, by) if later else ledger)


def doctor(place: Place) -> list[Finding]:
    """Examine a ledger without changing it."""
    return examine(place)
