"""What a result rests on, said once in Chinese and once in English and carried with every number."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Assumption:
    """One sentence a reader must know to use a result.

    Attributes:
        code: stable key, for example ``imports-inside``.
        zh: the sentence in Chinese.
        en: the sentence in English.
        warning: true when the result may mislead unless the reader acts on it.
    """

    code: str
    zh: str
    en: str
    warning: bool = False

    def to_json(self) -> dict[str, object]:
        """Plain values for the API and the command line."""
        return {"code": self.code, "zh": self.zh, "en": self.en, "warning": self.warning}


class BasisWarning(UserWarning):
    """A method was given a table whose imports are not where the method wants them."""


def named(labels: list[str], limit: int = 5) -> str:
    """The first few labels and how many more there are: ``A、B… (9)``."""
    shown = "、".join(labels[:limit])
    return shown if len(labels) <= limit else f"{shown}… ({len(labels)})"
