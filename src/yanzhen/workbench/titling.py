"""The register of titles of a ledger on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from yanzhen.judge import Conflict, Counts, TitleRecord, conflicts, counts, expiring
from yanzhen.ledger import View
from yanzhen.workbench.judging import Rulebook, title_records


@dataclass(frozen=True, slots=True)
class Register:
    """All awards and claims, with what follows from them on a day.

    ``expiring`` are valid titles that end within ``months``; ``conflicts`` are claims that no issuer's notice bears out.
    """

    day: date
    months: int
    records: tuple[TitleRecord, ...]
    counts: tuple[Counts, ...]
    expiring: tuple[TitleRecord, ...]
    conflicts: tuple[Conflict, ...]


def register_of(view: View, book: Rulebook, day: date, months: int = 6) -> Register:
    """The register as the ledger knows it; holders are counted once however many documents name them."""
    sources = {s.id: s for s in view.sources()}
    names = {name: entity.name for entity in view.entities() for name in (entity.name, *entity.names)}
    records = tuple(title_records(view.statements(kind="relation"), sources, book, names))
    official = [r for r in records if r.recorded]
    counted = official or list(records)
    return Register(
        day,
        months,
        records,
        tuple(counts(counted, day)),
        tuple(expiring(official, day, months)),
        tuple(conflicts(records, day)),
    )
