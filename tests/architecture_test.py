"""The import rule of ARCHITECTURE.md, tested: who may import whom, and no cycles."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "yanzhen"

# room -> rooms it may import (besides itself, errors and the data in packs).
MAY_IMPORT: dict[str, set[str]] = {
    "errors": set(),
    "packs": set(),
    "terms": set(),
    "read": {"terms"},
    "ledger": {"terms"},
    "measure": {"terms"},
    "judge": {"terms", "measure"},
    "atlas": {"terms", "measure"},
    "publish": {"terms", "measure", "judge", "atlas"},
    "workbench": {"terms", "read", "ledger", "measure", "judge", "atlas", "publish"},
    "web": {"terms", "workbench"},
    "cli": {"terms", "workbench"},
    "__init__": {"terms", "workbench", "measure"},
    "__main__": {"cli"},
}
ALWAYS = {"errors", "packs"}


def modules() -> Iterator[Path]:
    yield from sorted(SOURCE.rglob("*.py"))


def room_of(path: Path) -> str:
    first = path.relative_to(SOURCE).parts[0]
    return first.removesuffix(".py")


def imported_rooms(path: Path) -> set[str]:
    """Rooms of yanzhen that a module imports anywhere, deferred imports and TYPE_CHECKING included."""
    rooms: set[str] = set()
    package = ["yanzhen", *path.relative_to(SOURCE).parts[:-1]]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            names = [f"{stem}.{alias.name}" for alias in node.names]
        for name in names:
            parts = name.split(".")
            if parts[0] == "yanzhen" and len(parts) > 1:
                rooms.add(parts[1])
    return {r for r in rooms if (SOURCE / r).is_dir() or (SOURCE / f"{r}.py").exists()}


@pytest.mark.parametrize("path", list(modules()), ids=lambda p: str(p.relative_to(SOURCE)))
def test_import_rule(path: Path) -> None:
    room = room_of(path)
    assert room in MAY_IMPORT, f"{path} is in no known room"
    stray = imported_rooms(path) - MAY_IMPORT[room] - ALWAYS - {room}
    assert not stray, f"{path.relative_to(SOURCE)} may not import {sorted(stray)}"


def test_no_cycles_between_rooms() -> None:
    graph: dict[str, set[str]] = {}
    for path in modules():
        graph.setdefault(room_of(path), set()).update(imported_rooms(path) - {room_of(path)})

    def reach(room: str, seen: set[str]) -> set[str]:
        for other in graph.get(room, set()) - seen:
            seen.add(other)
            reach(other, seen)
        return seen

    assert not [room for room in graph if room in reach(room, set())]


def test_rule_catches_a_breach(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    house = tmp_path / "yanzhen"
    for room in ("read", "ledger"):
        (house / room).mkdir(parents=True)
    module = house / "read" / "bad.py"
    module.write_text("def f():\n    from ..ledger import store\n")
    monkeypatch.setitem(globals(), "SOURCE", house)
    assert imported_rooms(module) == {"ledger"}


# Names that collect whatever nobody wanted to place.
DRAWERS = {"utils", "util", "helpers", "misc", "common", "tools"}


def test_no_drawers_and_no_giants() -> None:
    for path in modules():
        assert not DRAWERS & {part.removesuffix(".py") for part in path.relative_to(SOURCE).parts}, path
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 500, f"{path} has outgrown its room"
