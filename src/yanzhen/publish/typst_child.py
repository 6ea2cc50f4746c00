"""Sets a document in a process of its own, whose memory ends with it: ``python typst_child.py FOLDER``.

Run as a script, so that it loads typst and nothing of Yanzhen. FOLDER holds ``main.typ`` and ``job.json`` (fonts,
time stamp); it receives ``out.pdf`` and ``pages.json``, or ``error.txt`` where typst refuses the document.
"""

from __future__ import annotations

import json
import sys
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple


class End(NamedTuple):
    """Where the text ends: the page, and how far down it, 0 to 1."""

    page: int
    down: float


def set_pages(main: Path, fonts: Any, stamp: datetime) -> tuple[bytes, list[int], End]:
    """The PDF, the page of each heading, and where the text ends.

    Raises:
        typst.TypstError: typst refuses the document.
    """
    import typst

    compiler = typst.Compiler(str(main), root=str(main.parent), font_paths=fonts)
    made = compiler.compile(format="pdf", pdf_standards=["a-2b"], timestamp=stamp)
    assert isinstance(made, bytes)
    pages, end = json.loads(compiler.query("<layout>", field="value", one=True))
    return made, [int(page) for page in pages], End(*end)


def fonts_of(folder: str) -> Any:
    """Only the package's fonts, so that the same document looks the same on every machine."""
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])


def main(folder: Path) -> int:
    """Do the job in a folder; 1 where typst refuses."""
    import typst

    job = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    try:
        made, *layout = set_pages(
            folder / "main.typ", fonts_of(job["fonts"]), datetime.fromisoformat(job["stamp"])
        )
    except typst.TypstError as error:
        (folder / "error.txt").write_text(error.diagnostic or str(error), encoding="utf-8")
        return 1
    (folder / "out.pdf").write_bytes(made)
    (folder / "pages.json").write_text(json.dumps(layout), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
