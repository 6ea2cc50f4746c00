"""What is known, from where, since when, and who decided."""

from yanzhen.ledger.adding import AddReport
from yanzhen.ledger.aggregate import Aggregate
from yanzhen.ledger.candidates import Candidate, candidates
from yanzhen.ledger.decisions import Decision, State, Verb
from yanzhen.ledger.difference import Difference
from yanzhen.ledger.disputes import Contradiction, Drift
from yanzhen.ledger.doctor import Finding, examine
from yanzhen.ledger.horizon import Visibility
from yanzhen.ledger.ledger import Ledger
from yanzhen.ledger.likeness import Likeness, compare
from yanzhen.ledger.queue import Review
from yanzhen.ledger.records import Record
from yanzhen.ledger.search import Hit
from yanzhen.ledger.view import By, View

__all__ = [
    "AddReport",
    "Aggregate",
    "By",
    "Candidate",
    "Contradiction",
    "Decision",
    "Difference",
    "Drift",
    "Finding",
    "Hit",
    "Ledger",
    "Likeness",
    "Record",
    "Review",
    "State",
    "Verb",
    "View",
    "Visibility",
    "candidates",
    "compare",
    "examine",
]
