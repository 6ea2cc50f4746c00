"""The static site of one ledger."""

from __future__ import annotations

import tempfile
from pathlib import Path

from yanzhen.ledger import Ledger
from yanzhen.publish.phrase import day
from yanzhen.workbench.serving import Served
from yanzhen.workbench.static_site import Site, write_site


def write_workbench(
    factory: str,
    place: str | Path,
    folder: str | Path,
    processes: int = 0,
    *,
    twins: bool = True,
    internal: bool = False,
) -> Site:
    """Write the workbench of a ledger as plain files, read-only.

    Args:
        internal: also what only insiders may see; a copy for them alone.

    Raises:
        LedgerError: the ledger cannot be opened. PublishError: the folder is not empty.
    """
    with Ledger.open(place, readonly=True) as ledger:
        seen = ledger if internal else ledger.visible_to("public")
        as_of = max((s.as_of for s in seen.sources() if s.as_of), default="")
        note = f"只读静态副本 · {Path(place).name} {ledger.version}" + (
            f" · 情况截至{day(as_of)}" if as_of else ""
        )
    with tempfile.TemporaryDirectory() as aside:
        # Accounts belong to a server: the application gets an empty store that is thrown away.
        people = str(Path(aside) / "people.db")
        Served(ledger=str(Path(place).resolve()), people=people, public=not internal).to_environment()
        return write_site(factory, folder, processes=processes, note=note, twins=twins)
