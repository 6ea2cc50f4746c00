"""Roles and the person behind a request."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from yanzhen.errors import UsageError


class Role(IntEnum):
    """What a person may do; each role may do all that the one before it may.

    A viewer reads, an editor imports and reviews claims and writes briefings, a reviewer signs them off,
    an admin keeps the accounts.
    """

    VIEWER = 1
    EDITOR = 2
    REVIEWER = 3
    ADMIN = 4

    @classmethod
    def named(cls, name: str) -> Role:
        """The role called ``name``.

        Raises:
            UsageError: there is none.
        """
        try:
            return cls[name.upper()]
        except KeyError:
            raise UsageError(
                f"There is no role {name!r}", expected="one of " + ", ".join(r.name.lower() for r in cls)
            ) from None


@dataclass(frozen=True, slots=True)
class Person:
    """Who is asking.

    Attributes:
        name: the account's name; also what decisions are signed with.
        display: the name shown.
        role: what the person may do.
        sees_internal: whether sources marked internal, and cells of fewer than three firms, may be shown.
    """

    name: str
    display: str
    role: Role
    sees_internal: bool = False


# Without accounts the server answers this machine only, and whoever sits at it may do everything.
LOCAL = Person("local", "本机用户", Role.ADMIN, sees_internal=True)
# Whoever reads a static copy.
PUBLIC = Person("public", "读者", Role.VIEWER)
