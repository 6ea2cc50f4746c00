"""Briefings: composed from a ledger, worded by people with the figures locked, signed by two, published."""

from yanzhen.workbench.briefings.draft import Editable, Locked, apply_edits, editables
from yanzhen.workbench.briefings.store import Briefing, BriefingStore, Edit, Issue, Signature

__all__ = [
    "Briefing",
    "BriefingStore",
    "Edit",
    "Editable",
    "Issue",
    "Locked",
    "Signature",
    "apply_edits",
    "editables",
]
