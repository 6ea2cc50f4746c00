"""Which names mean one entity: a fold of the decisions "same", "not same" and "unsure"."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping

from yanzhen.ledger.decisions import Decision, Verb, effective


def entity_id_for(name: str) -> str:
    """The id of the entity that a name is while no decision ties it to another."""
    return "ent-" + hashlib.sha256(name.encode()).hexdigest()[:12]


class Components:
    """Names joined by "same" and kept apart by "not same" (union-find with forbidden pairs).

    A "not same" always wins: a "same" that would join two components holding a forbidden pair has no effect
    for as long as the "not same" stands, and is listed in ``blocked``.
    """

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self._root: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        self.blocked: list[Decision] = []
        standing = list(effective(decisions))
        self._apart = {_pair(d): d for d in standing if d.verb is Verb.NOT_SAME}
        # "Unsure" takes back an earlier "same" of the same pair, never a "not same".
        last = {_pair(d): d for d in standing if d.verb in (Verb.SAME, Verb.UNSURE)}
        for decision in sorted(last.values(), key=lambda d: d.seq):
            if decision.verb is Verb.SAME:
                self._join(decision)

    def _join(self, decision: Decision) -> None:
        a, b = self.members(decision.target), self.members(decision.other or "")
        if a == b:
            return
        if self.keeping_apart(decision.target, decision.other or ""):
            self.blocked.append(decision)
            return
        joined = a | b
        root = self._root.get(decision.target, decision.target)
        self._members[root] = joined
        self._root.update(dict.fromkeys(joined, root))

    def members(self, name: str) -> set[str]:
        """All names that mean the same as ``name``, itself included."""
        return self._members.get(self._root.get(name, name), {name})

    def keeping_apart(self, a: str, b: str) -> Decision | None:
        """The "not same" that keeps the components of the two names from being joined, if there is one."""
        pairs = (frozenset((x, y)) for x in self.members(a) for y in self.members(b))
        return next((self._apart[pair] for pair in pairs if pair in self._apart), None)


def _pair(decision: Decision) -> frozenset[str]:
    return frozenset((decision.target, decision.other or ""))


def entities_of(decisions: Iterable[Decision], known: Mapping[str, tuple[int, str]]) -> dict[str, str]:
    """Name -> entity id, for every known name (name -> (order of first sight, own id)).

    The entity has the id of its earliest name, so that a link to it outlives later merges.
    """
    components = Components(decisions)
    return {
        name: known[min((m for m in components.members(name) if m in known), key=lambda m: known[m][0])][1]
        for name in known
    }
