"""Verify a draft: each of its figures against the statements on record.

Four answers: supported, sharper than its source, contradicted, without evidence. Method: docs/methods/verify.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from yanzhen.publish.carried import number_key, settle_carried
from yanzhen.publish.clause import metric_name
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.findings import Finding, Verdict, Verification
from yanzhen.publish.unread import Unread, clause_around, core_name, in_sentences, unread_numbers
from yanzhen.terms import FLAGS, MODALITY_ZH, Figure, Metric, Statement, unit_of

__all__ = ["Finding", "Unread", "Verdict", "Verification", "in_sentences", "unread_numbers", "verify"]

_ORDER = list(Verdict)


def verify(
    draft: Iterable[Statement],
    known: Sequence[Evidence],
    *,
    place: str = "",
    canonical: Callable[[str], str] = lambda name: name,
    text: str = "",
    known_texts: Sequence[str] = (),
) -> list[Finding]:
    """Hold each figure of a draft against the figures on record.

    Args:
        place: the region both speak of; 聊城市战略性新兴产业 and 战略性新兴产业 are then one subject.
        canonical: the shown name of a thing under any of its names.
        text: the draft itself. With it, a slip that later sentences only take over is reported once.
        known_texts: the texts on record. With them, what the region's own sources say word for word is supported.
    """
    record = _Record(known, place, canonical)
    findings = [record.find(each) for each in draft if each.figure is not None]
    findings = [_copied(each, place, text, known_texts) for each in findings]
    return settle_carried(findings, known, text) if text else findings


# Shorter clauses (年营收500亿元) may be said of anything.
_CLAUSE_OF_ITS_OWN = 10


def _copied(finding: Finding, place: str, text: str, known_texts: Sequence[str]) -> Finding:
    """A count that the reader lays to the region because it names nobody else, in a clause that a source has too."""
    said = finding.statement
    if finding.verdict is not Verdict.UNSUPPORTED or finding.evidence or said.subject != place:
        return finding
    _, clause = clause_around(text, said.spans[0].start)
    if len(clause) < _CLAUSE_OF_ITS_OWN or not any(clause in each for each in known_texts):
        return finding
    return Finding(said, Verdict.SUPPORTED, (), ("与来源的原话一致",))


# 甲公司、乙公司等龙头企业: the same subject as 甲公司、乙公司等, whatever the list is closed with.
_LISTED = re.compile(r"(?<=.)等[\u4e00-\u9fff]{0,10}(?:企业|公司|集群|单位)$|(?<=.)等$")


class _Record:
    """The figures on record, indexed by what they are of."""

    def __init__(self, known: Sequence[Evidence], place: str, canonical: Callable[[str], str]) -> None:
        self._canonical = canonical
        self._region = re.compile(f"^(?:{re.escape(place)}|[全我本]{place[-1]})" if place else "^$")
        self._by_key: dict[str, list[Evidence]] = defaultdict(list)
        self._names: set[str] = set()
        self._by_number: dict[tuple[object, ...], list[Evidence]] = defaultdict(list)
        for each in known:
            if each.statement.figure is not None:
                self._by_key[self._key(each.statement)].append(each)
                self._by_number[number_key(each.statement.figure)].append(each)
                self._names.add(core_name(self._core(each.statement.subject)))

    def _key(self, statement: Statement) -> str:
        """Subject and metric run together: where the cut between the two is made is a matter of wording."""
        subject = self._core(statement.subject)
        metric = Metric.parse(statement.predicate)
        return f"{core_name(subject + Metric.parse(metric.key).name)}:{metric.facet}{metric.base}"

    def _core(self, name: str) -> str:
        """A name without the region in front: 聊城市新兴产业, 全市新兴产业 and 新兴产业 are one."""
        return self._region.sub("", self._canonical(_LISTED.sub("", name)))

    def find(self, said: Statement) -> Finding:
        """The verdict on one figure."""
        assert said.figure is not None
        peers = self._by_key.get(self._key(said), [])
        # Where the record has the very period the draft names, other periods say nothing about it.
        of_period = [p for p in peers if said.figure.period and _figure(p).period == said.figure.period]
        judged = sorted(
            ((*_judge(said, peer), peer) for peer in of_period or peers),
            key=lambda each: _ORDER.index(each[0]),
        )
        if not judged:
            return self._elsewhere(said)
        verdict, reason, best = judged[0]
        reasons = (reason,) if reason else ()
        others = [peer for v, r, peer in judged[1:] if v is Verdict.CONTRADICTED and r == _DIFFERS]
        if verdict is Verdict.SUPPORTED and others:
            reasons = (*reasons, f"另有来源与此不一致：{_dated(_figure(others[0]))}")
        return Finding(said, verdict, (best, *(peer for _, _, peer in judged[1:])), reasons)

    def _elsewhere(self, said: Statement) -> Finding:
        """No such claim on record; the same number said of something else is the likeliest slip."""
        assert said.figure is not None
        if listed := self._listed(said):
            return listed
        twins = sorted(
            self._by_number.get(number_key(said.figure), []),
            key=lambda each: each.statement.subject != said.subject,
        )
        reasons = tuple(
            f"台账中{twin.statement.figure.zh()}说的是“{twin.statement.subject}”的“{metric_name(twin.statement)}”"
            for twin in twins[:2]
            if twin.statement.figure
        )
        return Finding(
            said, Verdict.UNSUPPORTED, tuple(twins[:2]), reasons or ("台账中没有这一主体的这一指标",)
        )

    def _listed(self, said: Statement) -> Finding | None:
        """A subject that lists several (甲和乙2个集群) is held against what is on record of each of them."""
        metric = self._key(replace(said, subject=""))
        members = [
            each
            for name in self._names
            if len(name) > 1 and name in said.subject
            for each in self._by_key.get(name + metric, [])
        ]
        if len({each.statement.subject for each in members}) < 2:
            return None
        assert said.figure is not None
        verdict, reason, worst = max(
            ((*_judge(said, each), each) for each in members), key=lambda each: _ORDER.index(each[0])
        )
        return Finding(said, verdict, (worst, *members), (reason,) if reason else ())


_DIFFERS = "数字与来源不符"


def _figure(peer: Evidence) -> Figure:
    assert peer.statement.figure is not None
    return peer.statement.figure


def _dated(figure: Figure) -> str:
    return f"{figure.period.zh if figure.period else ''}{figure.zh()}"


def _judge(statement: Statement, peer: Evidence) -> tuple[Verdict, str]:
    """One figure against one on record for the same subject and metric."""
    said, known = statement.figure, _figure(peer)
    assert said is not None
    if said.unit != known.unit:
        return Verdict.CONTRADICTED, f"单位不同：来源为{unit_of(known.unit).zh}"
    if said.modality != known.modality:
        return Verdict.CONTRADICTED, f"性质不同：来源说的是{MODALITY_ZH[known.modality]}"
    if said.scope and known.scope and said.scope != known.scope:
        return Verdict.CONTRADICTED, f"统计范围不同：来源为{known.scope}"
    if said.period and known.period and said.period != known.period:
        return Verdict.CONTRADICTED, f"时期不同：来源说的是{known.period.zh}"
    verdict, reason = _by_interval(said, known)
    if verdict is Verdict.SUPPORTED and said.period and not known.period:
        return Verdict.SHARPER, "来源未说明时期"
    if verdict is Verdict.SUPPORTED and said.scope and not known.scope:
        return Verdict.SHARPER, "来源未说明统计范围"
    if verdict is Verdict.SUPPORTED and _TOGETHER in set(peer.statement.flags) - set(statement.flags):
        return Verdict.SHARPER, FLAGS[_TOGETHER][0]
    return verdict, reason


# A source that says it of several without saying each or all does not say it of one.
_TOGETHER = "each-or-total"


# 超1200亿元 for a source that gives 1263亿元 is careful wording; 突破1000万元 for 突破1000亿元 is a slip.
_NEAR = 0.2


def _far_off(said: Figure, known: Figure) -> bool:
    """A bound that holds, but whose number is not near any number of the source."""
    ends = [end for end in (known.value, known.low, known.high) if end is not None]
    return said.value is not None and all(abs(said.value - end) > _NEAR * abs(end) for end in ends)


def _by_interval(said: Figure, known: Figure) -> tuple[Verdict, str]:
    if said.interval.encloses(known.interval):
        if _far_off(said, known):
            return Verdict.UNSUPPORTED, f"可由来源推出，但来源说的是“{known.zh()}”，相差悬殊，疑为笔误"
        return Verdict.SUPPORTED, ""
    # 达到1000亿元 for a source that says 突破1000亿元 shares no number with it, yet is a loss of the bound, not another number.
    if said.interval.intersection(known.interval) or (said.value == known.value and not known.is_exact):
        return Verdict.SHARPER, f"来源的说法是“{known.zh()}”"
    return Verdict.CONTRADICTED, _DIFFERS
