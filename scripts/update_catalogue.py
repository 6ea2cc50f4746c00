"""Bring ``src/yanzhen/web/locale/en.po`` up to date: ``python scripts/update_catalogue.py [--check]``.

Messages are the Chinese texts of the templates (``_("…")``) and of the Python code (``N_("…")``). ``--check``
changes nothing and fails when a text is missing, stale or untranslated.
"""

from __future__ import annotations

import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent / "src" / "yanzhen"
FILE = ROOT / "web" / "locale" / "en.po"
ROOMS = ("web", "workbench/pages")
METHODS = [("**/templates/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {"**/templates/**.html": {"trimmed": "true", "newstyle_gettext": "true", "silent": "false"}}
KEYWORDS = {"_": None, "N_": None, "gettext": None}


def extracted() -> Catalog:
    """All texts that pages can show."""
    catalogue = Catalog(
        locale="en",
        project="yanzhen",
        copyright_holder="The Yanzhen authors",
        last_translator="The Yanzhen authors",
        language_team="English",
        fuzzy=False,
    )
    for room in ROOMS:
        found = extract_from_dir(ROOT / room, METHODS, OPTIONS, keywords=KEYWORDS)
        for file, _line, message, _comments, context in sorted(found, key=lambda f: (f[0], f[1])):
            catalogue.add(message, locations=[(f"{room}/{file}", 0)], context=context)
    return catalogue


def problems(known: Catalog, wanted: Catalog) -> list[str]:
    """What is wrong with a catalogue."""
    wanted_ids = {m.id for m in wanted if m.id}
    known_ids = {m.id: m for m in known if m.id}
    missing = [f"missing: {i}" for i in wanted_ids if i not in known_ids]
    empty = [f"untranslated: {i}" for i, m in known_ids.items() if i in wanted_ids and not m.string]
    stale = [f"stale: {i}" for i in known_ids if i not in wanted_ids]
    return sorted(missing + empty + stale)


def main() -> int:
    """0 when the catalogue is complete."""
    wanted = extracted()
    known = Catalog(locale="en")
    if FILE.exists():
        with FILE.open("rb") as file:
            known = read_po(file, locale="en")
    if "--check" not in sys.argv:
        for message in wanted:
            if message.id and message.id in known:
                message.string = known[message.id].string
        with FILE.open("wb") as file:
            write_po(file, wanted, width=110, sort_output=True, omit_header=False, no_location=True)
        known = wanted
    found = problems(known, wanted)
    print("\n".join(found) or f"complete: {len(wanted)} texts")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
