"""One line of the trail."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrailEntry:
    """Who did what, when and from where.

    ``action`` is a short verb (``login``, ``export``, ``accept``, ``import``, ``publish`` …), ``subject`` the
    page, statement or file it was done to.
    """

    at: str
    who: str
    action: str
    subject: str
    address: str
