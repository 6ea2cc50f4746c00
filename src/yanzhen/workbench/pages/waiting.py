"""The review queue: statements nobody has looked at, in the order in which they matter, and those just decided."""

from __future__ import annotations

from dataclasses import dataclass

from yanzhen.errors import LedgerError
from yanzhen.ledger import View
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.evidence import HEAD, Reviewed, reviewed, row_of
from yanzhen.workbench.pages.lens import Lens
from yanzhen.workbench.pages.tables import N_, PageTable

WAITING = 30
JUST_DECIDED = 10
_REVIEWS = {"accept", "correct", "withdraw", "internal", "public"}


@dataclass(frozen=True, slots=True)
class Waiting:
    """A statement in the queue: its place, on how many pages it shows, and why it stands where it stands."""

    place: int
    reviewed: Reviewed
    pages: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReviewPage:
    """What to look at first, and the statements decided last, which can still be undone."""

    decided: tuple[Reviewed, ...]
    waiting: tuple[Waiting, ...]

    def tables(self) -> tuple[PageTable, ...]:
        """The queue as rows."""
        head = (N_("次序"), *HEAD, N_("页数"), N_("见于与疑点"))
        rows = tuple((w.place, *row_of(w.reviewed), w.pages, "、".join(w.reasons)) for w in self.waiting)
        return (PageTable(N_("待审"), head, rows),)


def review_page(desk: Desk, lens: Lens) -> ReviewPage:
    """The queue within sight."""
    view = desk.view(lens)
    waiting = (
        Waiting(place, reviewed(view.record(each.statement.id)), each.pages, each.reasons)
        for place, each in enumerate(view.review_queue(WAITING), 1)
    )
    return ReviewPage(_just_decided(view), tuple(waiting))


def _just_decided(view: View) -> tuple[Reviewed, ...]:
    """The statements of the newest decisions, the one decided last at the end, beside the queue."""
    found: dict[str, Reviewed] = {}
    for decision in reversed(view.decisions()):
        if decision.verb in _REVIEWS and decision.target not in found:
            try:
                each = reviewed(view.record(decision.target))
            except LedgerError:  # it was about a source
                continue
            if each.last_decision:
                found[decision.target] = each
        if len(found) == JUST_DECIDED:
            break
    return tuple(reversed(found.values()))
