"""Every error a user can meet: what happened, where, what was expected, what to do."""

from __future__ import annotations


class YanzhenError(Exception):
    """Base of all errors Yanzhen raises on purpose.

    Args:
        what: what went wrong, in one sentence.
        where: file, line, cell, row or name the problem sits in.
        expected: what would have been right.
        todo: what the reader can do now.
    """

    exit_code = 1

    def __init__(
        self,
        what: str,
        *,
        where: str | None = None,
        expected: str | None = None,
        todo: str | None = None,
    ) -> None:
        self.what, self.where, self.expected, self.todo = what, where, expected, todo
        super().__init__(str(self))

    def __str__(self) -> str:
        parts = [self.what]
        for label, text in (("where", self.where), ("expected", self.expected), ("what to do", self.todo)):
            if text:
                parts.append(f"  {label}: {text}")
        return "\n".join(parts)

    def to_json(self) -> dict[str, object]:
        """The one JSON error shape of the API and of ``--json``."""
        return {
            "error": {
                "type": type(self).__name__,
                "what": self.what,
                "where": self.where,
                "expected": self.expected,
                "todo": self.todo,
            }
        }


class UsageError(YanzhenError):
    """The call itself cannot be carried out: a wrong option, name or combination (exit code 2)."""

    exit_code = 2


class InputError(YanzhenError):
    """A document, table or file could not be read as what it claims to be."""


class FigureError(YanzhenError):
    """An operation on figures that would say more than the sources do, or that has no meaning."""


class LedgerError(YanzhenError):
    """A ledger is missing, damaged, locked, not a ledger, or from a newer version."""


class PackError(YanzhenError):
    """A data pack (programme, chain, index, template …) is not valid; ``where`` is file:line."""


class MeasureError(YanzhenError):
    """A measure cannot be computed from the data it was given."""


class MissingExtraError(YanzhenError):
    """An optional part is not installed; ``todo`` names the pip command."""

    def __init__(self, extra: str, package: str) -> None:
        super().__init__(
            f"This needs the package {package!r}, which is not installed.",
            expected=f"the extra [{extra}]",
            todo=f'pip install "yanzhen[{extra}]"',
        )


class PublishError(YanzhenError):
    """A document cannot be written: a chart that cannot be drawn, a form that does not exist."""
