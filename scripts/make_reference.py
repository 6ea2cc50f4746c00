"""Write the reference pages that list things, from the things themselves: ``python scripts/make_reference.py [--check]``.

``tests/test_reference_pages.py`` fails when a page is out of date.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import click

from yanzhen.cli.main import COMMANDS, cli
from yanzhen.judge import load_programmes
from yanzhen.measure import measures
from yanzhen.terms import FLAGS

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "reference"
_MADE = "<!-- Made by scripts/make_reference.py. Do not edit. -->\n\n"


def commands() -> str:
    """Every command with its help, as the terminal shows it."""
    parts = ["# Commands\n", "```\n" + _help(cli, "yanzhen") + "\n```\n"]
    for name, (module, _) in COMMANDS.items():
        parts += _described(importlib.import_module(module).command, f"yanzhen {name}", 2)
    return _MADE + "\n".join(parts)


def _described(command: click.Command, path: str, depth: int) -> list[str]:
    parts = [f"{'#' * depth} {path}\n", "```\n" + _help(command, path) + "\n```\n"]
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            sub = command.get_command(click.Context(command), name)
            if sub is not None and not sub.hidden:
                parts += _described(sub, f"{path} {name}", min(depth + 1, 4))
    return parts


def _help(command: click.Command, path: str) -> str:
    with click.Context(command, info_name=path, max_content_width=100, terminal_width=100) as context:
        return command.get_help(context)


def measure_list() -> str:
    """Every measure: name, meaning in Chinese and English, paper, page."""
    rows = [
        f"| [`{m.name}`](../methods/{m.page}) | {m.zh} | {m.en} | {m.paper} |"
        for m in sorted(measures(), key=lambda m: (m.group, m.name))
    ]
    head = "# Measures\n\n| name | 含义 | meaning | paper |\n| --- | --- | --- | --- |\n"
    return _MADE + head + "\n".join(rows) + "\n"


def programme_list() -> str:
    """Every programme and title with its document, confidence, and whether it is judged."""
    head = "# Programmes and titles\n\n| id | 名称 | document | confidence | judged |\n| --- | --- | --- | --- | --- |\n"
    rows = []
    for each in load_programmes().values():
        version = each.versions[-1]
        judged = "yes" if each.judged else f"recorded only: {each.why_not_judged}"
        rows.append(
            f"| [`{each.id}`](../../src/yanzhen/packs/programmes/{each.id}/source.md) | {each.name} | {version.document} | {version.confidence} | {judged} |"
        )
    return _MADE + head + "\n".join(rows) + "\n"


def flag_list() -> str:
    """Every flag a statement may carry."""
    head = "# Flags on statements\n\n| flag | 含义 | meaning |\n| --- | --- | --- |\n"
    return _MADE + head + "\n".join(f"| `{name}` | {zh} | {en} |" for name, (zh, en) in FLAGS.items()) + "\n"


PAGES = {
    "commands.md": commands,
    "measures.md": measure_list,
    "programmes.md": programme_list,
    "flags.md": flag_list,
}


def main() -> int:
    """Write the pages, or with ``--check`` say which are out of date."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    stale = []
    for name, make in PAGES.items():
        text, file = make(), FOLDER / name
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in sys.argv:
                file.write_text(text, encoding="utf-8")
    if stale:
        print("docs/reference:", ", ".join(stale), "out of date" if "--check" in sys.argv else "written")
    return 1 if stale and "--check" in sys.argv else 0


if __name__ == "__main__":
    sys.exit(main())
