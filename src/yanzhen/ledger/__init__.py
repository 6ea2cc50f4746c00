"""What is known, from where, since when, and who decided."""

from yanzhen.ledger.adding import AddReport
from yanzhen.ledger.aggregate import Aggregate
from yanzhen.ledger.candidates import Candidate, candidates
from yanzhen.ledger.decisions import Decision, State, Verb
from yanzhen.ledger.disputes import Contradiction, Drift
from yanzhen.ledger.ledger import Ledger
from yanzhen.ledger.likeness import Likeness, compare
from yanzhen.ledger.search import Hit
from yanzhen.ledger.view import Record, View

__all__ = [
    "AddReport",
    "Aggregate",
    "Candidate",
    "Contradiction",
    "Decision",
    "Drift",
    "Hit",
    "Ledger",
    "Likeness",
    "Record",
    "State",
    "Verb",
    "View",
    "candidates",
    "compare",
]
