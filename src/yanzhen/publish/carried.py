"""One slip, one alarm: a sentence that only takes over the subject or the year of an earlier one is no second slip.

Of two sentences "甲公司营收5亿元。利润1亿元。" the second has no subject of its own. Where the draft puts 乙公司 for 甲公司, the
words of the second sentence are still those of the source: it becomes right when the first is corrected.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from yanzhen.publish.evidence import Evidence
from yanzhen.publish.findings import Finding, Verdict
from yanzhen.terms import Figure, Metric, Statement

# What differs from the record: the kind, as the draft has it, as the record has it.
_Slip = tuple[str, str, str]


def settle_carried(findings: Sequence[Finding], known: Iterable[Evidence], text: str) -> list[Finding]:
    """The findings, in which what only follows from an earlier alarm is supported, with a word about that.

    All of this must hold: the record has the same words with the same number; they differ in the subject or the
    period alone; the sentence (for the year: the paragraph) does not state it itself; an earlier alarm has the
    same slip.
    """
    record = _ByNumber(known)
    slips: dict[_Slip, int] = {}
    settled = []
    for number, finding in enumerate(findings, 1):
        if finding.verdict is Verdict.SUPPORTED:
            settled.append(finding)
            continue
        found = [(slip, peer) for peer in record.peers(finding) for slip in _slips(finding.statement, peer)]
        first = next(
            (
                (slips[slip], slip, peer)
                for slip, peer in found
                if slip in slips
                and peer.statement.quote == finding.statement.quote
                and not _stated(finding.statement, slip, text)
            ),
            None,
        )
        if first is None:
            for slip, _ in found:
                slips.setdefault(slip, number)
            settled.append(finding)
        else:
            earlier, slip, peer = first
            reason = f"与来源一字不差；{slip[0]}沿用前文，随第{earlier}项一并订正"
            settled.append(replace(finding, verdict=Verdict.SUPPORTED, evidence=(peer,), reasons=(reason,)))
    return settled


class _ByNumber:
    """The figures on record by number and what they measure, whatever they are of."""

    def __init__(self, known: Iterable[Evidence]) -> None:
        self._peers: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
        for each in known:
            if each.statement.figure is not None:
                self._peers[self._key(each.statement)].append(each)

    def peers(self, finding: Finding) -> list[Evidence]:
        return self._peers[self._key(finding.statement)]

    def _key(self, said: Statement) -> tuple[object, ...]:
        assert said.figure is not None
        return (*number_key(said.figure), said.figure.modality, Metric.parse(said.predicate).key)


def _slips(said: Statement, peer: Evidence) -> list[_Slip]:
    """The one thing in which a claim differs from one on record; nothing where more than one differs."""
    known = peer.statement
    assert said.figure is not None and known.figure is not None
    of, for_ = (figure.period.zh if figure.period else "" for figure in (said.figure, known.figure))
    found = [("主语", said.subject, known.subject)] if said.subject != known.subject else []
    found += [("时期", of, for_)] if of != for_ and of and for_ else []
    return found if len(found) == 1 else []


def _stated(said: Statement, slip: _Slip, text: str) -> bool:
    """Whether the sentence states the subject, or the paragraph the year, that it is said to take over."""
    kind, own, _ = slip
    span = said.spans[0]
    ends, words = ("。！!？?\n", own) if kind == "主语" else ("\n", own[:5])
    start = max(text.rfind(end, 0, span.start) for end in ends) + 1
    return words in text[start : span.end]


def number_key(figure: Figure) -> tuple[object, ...]:
    """What makes two figures the same number: unit and interval."""
    return (figure.unit, figure.interval.low, figure.interval.high)
