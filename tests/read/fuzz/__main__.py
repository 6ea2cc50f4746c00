"""Coverage-guided fuzzing of the reader with atheris.

    python tests/read/fuzz TARGET [-max_total_time=SECONDS] [CORPUS] [further options of libFuzzer]

TARGET is ``cleaner``, ``reader``, ``tables`` or ``documents``. ``make fuzz`` runs all of them. A find is written
to ``crash-…`` in the working directory; ``python tests/read/fuzz TARGET crash-…`` runs it again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import atheris

with atheris.instrument_imports(include=["yanzhen.read", "yanzhen.terms"]):
    import checks  # this folder is where Python looks first
    import making

TARGETS: dict[str, Callable[[Any], None]] = {
    "cleaner": lambda data: checks.check_cleaner(making.text(data)),
    "reader": lambda data: checks.check_reader(making.text(data)),
    "tables": lambda data: checks.check_file(*making.table(data)),
    "documents": lambda data: checks.check_file(*making.document(data)),
}

# Long inputs from the beginning: a text of a few bytes holds no grammar.
_OPTIONS = ("-max_len=3000", "-len_control=0", "-timeout=60", "-rss_limit_mb=4096")


def main() -> None:
    """Run one target until its time is over or it finds something."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    check = TARGETS[sys.argv.pop(1)]
    atheris.Setup(
        [sys.argv[0], *_OPTIONS, *sys.argv[1:]], lambda offered: check(atheris.FuzzedDataProvider(offered))
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main()
