"""Pairs of names worth a reviewer's look, out of very many: by equal or beginning core, and by rare letters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from yanzhen.ledger.decisions import Decision, Verb, effective
from yanzhen.ledger.identity import Components
from yanzhen.ledger.likeness import PROPOSED, compare_codes, compare_parts
from yanzhen.ledger.names import RANKS, Parts, readings

_ROWS = 4_000
# A pair of letters in more cores than this says nothing of a firm, and makes the product of matrices long.
_COMMON = 200
# Cosine of the rarer pairs of letters from which two cores are near enough to compare.
_NEAR = 0.7
# From this score downwards, names that are merely spelt alike count as well.
_SPELLING = 0.7


@dataclass(frozen=True, slots=True)
class Candidate:
    """Two names that may mean one entity, with score and reasons (Chinese)."""

    a: str
    b: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Side:
    """Names with what they are compared by."""

    names: Sequence[str]
    parts: list[tuple[Parts, ...]]
    codes: list[str | None]

    @classmethod
    def of(cls, names: Sequence[str], codes: Mapping[str, str]) -> _Side:
        return cls(names, [readings(name) for name in names], [codes.get(name) for name in names])


def candidates(
    left: Sequence[str],
    right: Sequence[str] | None = None,
    *,
    codes: Mapping[str, str] | None = None,
    at_least: float = PROPOSED,
) -> list[Candidate]:
    """Pairs of names scored ``at_least`` so much, best first.

    Args:
        left: names, each once.
        right: names to compare them with; by default ``left`` with itself, each pair once.
        codes: name -> credit code, where known.
        at_least: lowest score wanted; from 0.7 downwards pairs merely spelt alike are looked for as well.
    """
    a = _Side.of(left, codes or {})
    b = a if right is None else _Side.of(right, codes or {})
    found = []
    for i, j in _once(_blocks(a, b, spelling=at_least <= _SPELLING), same_side=right is None):
        if a.names[i] == b.names[j]:
            continue
        likeness = compare_codes(a.codes[i], b.codes[j]) or compare_parts(a.parts[i], b.parts[j])
        if likeness.score >= at_least:
            found.append(Candidate(a.names[i], b.names[j], likeness.score, likeness.reasons))
    return sorted(found, key=lambda c: (-c.score, c.a, c.b))


def _once(pairs: Iterable[tuple[int, int]], *, same_side: bool) -> Iterator[tuple[int, int]]:
    seen: set[tuple[int, int]] = set()
    for i, j in pairs:
        pair = (min(i, j), max(i, j)) if same_side else (i, j)
        if pair not in seen:
            seen.add(pair)
            yield pair


def _blocks(a: _Side, b: _Side, *, spelling: bool) -> Iterator[tuple[int, int]]:
    yield from _joined([[code or ""] for code in a.codes], [[code or ""] for code in b.codes])
    yield from _joined([_cores(p) for p in a.parts], [_cores(p) for p in b.parts])
    yield from _joined([_without_rank(p) for p in a.parts], [_cores(p) for p in b.parts])
    yield from _joined([_cores(p) for p in a.parts], [_without_rank(p) for p in b.parts])
    # Two full legal names differ only if the firms do: a beginning is compared only with a short name.
    yield from _joined([_short_keys(p) for p in a.parts], [_beginnings(p) for p in b.parts])
    yield from _joined([_beginnings(p) for p in a.parts], [_short_keys(p) for p in b.parts])
    if spelling:
        yield from _spelt_alike([p[0].core for p in a.parts], [p[0].core for p in b.parts])


def _cores(parts: tuple[Parts, ...]) -> list[str]:
    return [each.core for each in parts]


def _without_rank(parts: tuple[Parts, ...]) -> list[str]:
    return [each.core[1:] for each in parts if not each.regions and each.core[:1] in RANKS]


def _short_keys(parts: tuple[Parts, ...]) -> list[str]:
    """What a short name may share with the beginning of a full one: its core or its brand, whole."""
    if parts[0].is_legal:
        return []
    return list({key for each in parts for key in (each.core, each.brand) if len(key) >= 2})


def _beginnings(parts: tuple[Parts, ...]) -> list[str]:
    return list({each.core[:n] for each in parts for n in range(2, len(each.core) + 1)})


def _joined(left: list[list[str]], right: list[list[str]]) -> Iterator[tuple[int, int]]:
    """Pairs that share a key; an empty key joins nothing."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for j, keys in enumerate(right):
        for key in keys:
            places[key].append(j)
    for i, keys in enumerate(left):
        for key in keys:
            if key:
                yield from ((i, j) for j in places.get(key, ()))


def _spelt_alike(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs whose cores share most of their rarer pairs of letters (cosine, a block of rows at a time)."""
    numbers: dict[str, int] = {}
    columns = [_letter_pairs(cores, numbers) for cores in (left, right)]
    a, b = (_incidence(each, len(numbers)) for each in columns)
    rare = np.asarray(b.sum(axis=0)).ravel() <= _COMMON
    a, b = _unit_rows(a[:, rare]), _unit_rows(b[:, rare])
    turned = b.T.tocsr()
    for start in range(0, a.shape[0], _ROWS):
        product = (a[start : start + _ROWS] @ turned).tocoo()
        near = product.data >= _NEAR
        rows, others = product.coords
        yield from zip((rows[near] + start).tolist(), others[near].tolist(), strict=True)


def _letter_pairs(cores: Sequence[str], numbers: dict[str, int]) -> list[list[int]]:
    """The pairs of adjacent letters of each core, as numbers; ``numbers`` grows with each new pair."""
    return [
        [numbers.setdefault(pair, len(numbers)) for pair in {core[i : i + 2] for i in range(len(core) - 1)}]
        for core in cores
    ]


def _incidence(rows: list[list[int]], width: int) -> csr_array:
    ends = np.cumsum([0, *(len(row) for row in rows)])
    columns = np.array([column for row in rows for column in row], dtype=np.int64)
    return csr_array((np.ones(len(columns), dtype=np.float32), columns, ends), shape=(len(rows), width))


def _unit_rows(matrix: csr_array) -> csr_array:
    norms = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    scale = np.divide(1.0, norms, out=np.zeros_like(norms), where=norms > 0)
    return csr_array(matrix.multiply(scale[:, None]))


def undecided(found: Iterable[Candidate], decisions: Iterable[Decision]) -> list[Candidate]:
    """Those candidates on which nobody has decided yet, directly or through other names."""
    listed = list(effective(decisions))
    components = Components(listed)
    unsure = {frozenset((d.target, d.other or "")) for d in listed if d.verb is Verb.UNSURE}
    return [
        each
        for each in found
        if each.b not in components.members(each.a)
        and components.keeping_apart(each.a, each.b) is None
        and frozenset((each.a, each.b)) not in unsure
    ]
