"""What is known, from where, since when, and who decided."""

from yanzhen.ledger.adding import AddReport
from yanzhen.ledger.decisions import Decision, State, Verb
from yanzhen.ledger.ledger import Ledger
from yanzhen.ledger.search import Hit
from yanzhen.ledger.view import Record, View

__all__ = ["AddReport", "Decision", "Hit", "Ledger", "Record", "State", "Verb", "View"]
