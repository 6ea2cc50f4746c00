"""What a person may decide on: only what that person may see."""

from __future__ import annotations

from collections.abc import Iterable

from yanzhen.errors import LedgerError
from yanzhen.ledger import Verb
from yanzhen.workbench.pages.desk import Desk
from yanzhen.workbench.pages.lens import Lens


def check_in_sight(desk: Desk, lens: Lens, verb: str, ends: Iterable[str]) -> None:
    """Refuse what a decision is about where the lens does not show it.

    Raises:
        LedgerError: a statement, source, name or decision that is not there for this reader.
    """
    view = desk.view(lens)
    for end in ends:
        if verb == Verb.UNDO:
            if end not in {decision.id for decision in view.decisions()}:
                raise LedgerError(f"There is no decision {end} here")
        elif Verb(verb).about_names:
            # Who sees everything may also name what no statement names yet: the full name of a firm.
            if not lens.internal:
                view.entity(end)
        elif end.startswith("src-"):
            view.source(end)
        else:
            view.record(end)
