"""Problems found in data: gathered, never thrown one at a time, and never fatal to the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from yanzhen.errors import PackError

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file or table.

    Attributes:
        where: file:line, or sheet and cell, or row.
        what: what is wrong, naming the value.
        expected: what would have been right, or what was done instead.
        severity: an ``error`` was left out; a ``warning`` went in but deserves a look.
    """

    where: str
    what: str
    expected: str = ""
    severity: Severity = "error"

    def __str__(self) -> str:
        tail = f"（应为：{self.expected}）" if self.expected else ""
        return f"{self.where} {'错误' if self.severity == 'error' else '注意'}：{self.what}{tail}"

    def to_json(self) -> dict[str, str]:
        """For ``--json`` and the import page."""
        return {
            "where": self.where,
            "what": self.what,
            "expected": self.expected,
            "severity": self.severity,
        }


class Problems:
    """A growing list of problems, handed down to whatever reads the data."""

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def error(self, where: str, what: str, expected: str = "") -> None:
        """The value was left out."""
        self._found.append(Problem(where, what, expected))

    def warning(self, where: str, what: str, expected: str = "") -> None:
        """The value went in."""
        self._found.append(Problem(where, what, expected, "warning"))

    def __iter__(self) -> Iterator[Problem]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


def require_sound(problems: Iterable[Problem], name: str) -> None:
    """Raise when there is an error, with all of them in the message.

    Raises:
        PackError: at least one problem is an error.
    """
    errors = [p for p in problems if p.severity == "error"]
    if errors:
        raise PackError(
            f"{name}: {len(errors)} 处错误\n" + "\n".join(f"  {p}" for p in errors),
            where=errors[0].where,
            todo="yanzhen atlas check FILE 可一次列出全部问题",
        )
