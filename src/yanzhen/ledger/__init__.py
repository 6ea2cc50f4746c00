"""What is known, from where, since when, and who decided."""

from yanzhen.ledger.adding import AddReport
from yanzhen.ledger.aggregate import Aggregate
from yanzhen.ledger.decisions import Decision, State, Verb
from yanzhen.ledger.disputes import Contradiction, Drift
from yanzhen.ledger.ledger import Ledger
from yanzhen.ledger.search import Hit
from yanzhen.ledger.view import Record, View

__all__ = [
    "AddReport",
    "Aggregate",
    "Contradiction",
    "Decision",
    "Drift",
    "Hit",
    "Ledger",
    "Record",
    "State",
    "Verb",
    "View",
]
