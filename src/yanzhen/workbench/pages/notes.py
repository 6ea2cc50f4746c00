"""What computed numbers rest on, as pages print it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Note:
    """An assumption or a warning behind the numbers."""

    zh: str
    en: str
    warning: bool
