"""Taking files in: each file, folder or archive becomes readings; tables keep what their cells were refused for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from yanzhen.errors import InputError
from yanzhen.read.files import read_path
from yanzhen.read.tables import TableReading
from yanzhen.terms import Reading


@dataclass(frozen=True, slots=True)
class Taken:
    """One file as read; ``table`` is set for tables."""

    name: str
    reading: Reading
    table: TableReading | None = None


@dataclass(frozen=True, slots=True)
class Intake:
    """All that could be read of some paths, and what could not."""

    taken: tuple[Taken, ...]
    unreadable: tuple[tuple[str, InputError], ...]


def take_in(paths: Sequence[str | Path], mapping: Path | None = None) -> Intake:
    """Read files, folders and archives.

    Args:
        paths: what to read; folders and ZIP archives are read file by file.
        mapping: column mapping for tables (``*.mapping.yaml`` beside a table is found without it).

    Raises:
        InputError: a path is not there.
    """
    taken: list[Taken] = []
    unreadable: list[tuple[str, InputError]] = []
    for path in paths:
        for name, found in read_path(Path(path), mapping):
            if isinstance(found, InputError):
                unreadable.append((name, found))
            elif isinstance(found, TableReading):
                taken.append(Taken(name, found.reading, found))
            else:
                taken.append(Taken(name, found))
    return Intake(tuple(taken), tuple(unreadable))
