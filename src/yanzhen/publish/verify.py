"""Verify a draft: each of its figures against the statements on record.

Four answers: supported, sharper than its source, contradicted, without evidence. Method: docs/methods/verify.md.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from yanzhen.publish.clause import metric_name
from yanzhen.publish.evidence import Evidence, cite
from yanzhen.terms import MODALITY_ZH, Figure, Metric, Source, Statement, unit_of


class Verdict(StrEnum):
    """What the record says of a figure, best first."""

    SUPPORTED = "supported"
    SHARPER = "sharper"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"

    @property
    def zh(self) -> str:
        """The verdict in Chinese."""
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.SUPPORTED: "有依据",
    Verdict.SHARPER: "比来源更精确",
    Verdict.CONTRADICTED: "与来源不符",
    Verdict.UNSUPPORTED: "没有依据",
}
_ORDER = list(Verdict)


@dataclass(frozen=True, slots=True)
class Finding:
    """One figure of a draft with its verdict.

    Attributes:
        statement: what the draft says.
        evidence: the statements it was held against, the decisive one first; empty where there is none.
        reasons: why (Chinese); empty for plain support.
    """

    statement: Statement
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    reasons: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """What the draft says, in short: 年营收 突破1000亿元."""
        figure = self.statement.figure
        return f"{self.statement.subject}{metric_name(self.statement)} {figure.zh() if figure else ''}"

    def to_json(self) -> dict[str, object]:
        """Verdict, reasons and the decisive quote."""
        best = self.evidence[0] if self.evidence else None
        return {
            "verdict": self.verdict.value,
            "says": self.words,
            "quote": self.statement.quote,
            "span": [self.statement.spans[0].start, self.statement.spans[0].end],
            "reasons": list(self.reasons),
            "evidence": [each.statement.id for each in self.evidence],
            "source_quote": best.statement.quote if best else None,
            "source": cite(best.source) if best else None,
        }


@dataclass(frozen=True, slots=True)
class Unread:
    """A number in a draft of which the reader cannot tell what it is of: left to a person.

    Attributes:
        words, span: the number as written, and where.
        settled: nothing to check: the clause around it stands word for word in a source on record, the row of
            a table agrees with the record, or the number counts the names listed before it.
    """

    words: str
    span: tuple[int, int]
    settled: bool


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying one draft found.

    ``text`` is the cleaned text that all spans count in; ``record`` names the ledger and its version.
    """

    source: Source
    text: str
    findings: tuple[Finding, ...]
    unread: tuple[Unread, ...] = ()
    record: str = ""

    def count(self, verdict: Verdict) -> int:
        """How many figures got a verdict."""
        return sum(each.verdict is verdict for each in self.findings)

    @property
    def open(self) -> tuple[Unread, ...]:
        """Numbers that a person must check: not read, and not settled otherwise."""
        return tuple(each for each in self.unread if not each.settled)

    def to_json(self) -> dict[str, object]:
        """The JSON of ``yanzhen publish verify --json``."""
        return {
            "source": {"id": self.source.id, "name": self.source.name},
            "ledger": self.record,
            "counts": {verdict.value: self.count(verdict) for verdict in Verdict},
            "findings": [each.to_json() for each in self.findings],
            "unread": [{"words": u.words, "span": list(u.span), "settled": u.settled} for u in self.unread],
        }


@dataclass(frozen=True, slots=True)
class _Worded:
    """A figure on record by its words and the core of its subject's name."""

    words: str
    name: str

    @classmethod
    def of(cls, each: Evidence) -> _Worded:
        assert each.statement.figure is not None
        return cls(
            each.statement.figure.zh(), _LOOSE.sub("", each.statement.subject) or each.statement.subject
        )


def in_sentences(text: str, draft: Iterable[Statement]) -> list[Statement]:
    """Statements whose words are a sentence; the row of a table, cells side by side, is not one."""
    return [each for each in draft if not _row(text, each.spans[0].start) and "\t" not in each.quote]


def _row(text: str, at: int) -> str:
    """The table row around a place, cells parted by tabs or bars, or nothing where it is not in one."""
    end = text.find("\n", at)
    line = text[text.rfind("\n", 0, at) + 1 : end if end >= 0 else len(text)]
    return line if "\t" in line or line.startswith("|") else ""


def _counts_its_list(before: str, number: str) -> bool:
    """甲、乙和丙3家: the number only says how many names stand before it."""
    count = re.match(r"\d+", number)
    names = before.count("、") + 1
    return count is not None and names > 1 and int(count.group(0)) in (names, names + before.count("和"))


_CLAUSE = re.compile(r"[^,，;；。!?！？\n]*")


def unread_numbers(
    text: str,
    numbers: Iterable[tuple[int, int]],
    draft: Iterable[Statement],
    known: Sequence[Evidence],
    known_texts: Sequence[str],
) -> tuple[Unread, ...]:
    """The numbers of a draft that none of its statements holds.

    Each comes with whether a source has the same clause; in the row of a table, whether the record has the same
    words of a subject that the row names.
    """
    rows = [_Worded.of(each) for each in known if each.statement.figure]
    read = [(s.start, s.end) for each in draft for s in each.spans]
    found = []
    for start, end in numbers:
        if any(a < end and start < b for a, b in read):
            continue
        if row := _row(text, start):
            held = any(each.words == text[start:end] and each.name in row for each in rows)
            found.append(Unread(text[start:end], (start, end), held))
            continue
        begin = max((text.rfind(stop, 0, start) for stop in ",，;；。!?！？\n"), default=-1) + 1
        clause_at = _CLAUSE.match(text, begin)
        clause = clause_at.group(0).strip() if clause_at else ""
        copied = any(clause in known_text for known_text in known_texts)
        settled = copied or _counts_its_list(text[begin:start], text[start:end])
        found.append(Unread(text[start:end], (start, end), settled))
    return tuple(found)


def verify(
    draft: Iterable[Statement],
    known: Sequence[Evidence],
    *,
    place: str = "",
    canonical: Callable[[str], str] = lambda name: name,
) -> list[Finding]:
    """Hold each figure of a draft against the figures on record.

    Args:
        place: the region both speak of; 聊城市战略性新兴产业 and 战略性新兴产业 are then one subject.
        canonical: the shown name of a thing under any of its names.
    """
    record = _Record(known, place, canonical)
    return [record.find(each) for each in draft if each.figure is not None]


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
                self._by_number[_number(each.statement.figure)].append(each)
                self._names.add(_LOOSE.sub("", self._core(each.statement.subject)))

    def _key(self, statement: Statement) -> str:
        """Subject and metric run together: where the cut between the two is made is a matter of wording."""
        subject = self._core(statement.subject)
        metric = Metric.parse(statement.predicate)
        return f"{_LOOSE.sub('', subject + Metric.parse(metric.key).name)}:{metric.facet}{metric.base}"

    def _core(self, name: str) -> str:
        """A name without the region in front: 聊城市新兴产业, 全市新兴产业 and 新兴产业 are one."""
        return self._region.sub("", self._canonical(name))

    def find(self, said: Statement) -> Finding:
        """The verdict on one figure."""
        assert said.figure is not None
        peers = self._by_key.get(self._key(said), [])
        judged = sorted(
            ((*_judge(said.figure, peer), peer) for peer in peers), key=lambda each: _ORDER.index(each[0])
        )
        if not judged:
            return self._elsewhere(said)
        verdict, reason, best = judged[0]
        reasons = (reason,) if reason else ()
        if verdict is Verdict.SUPPORTED and any(
            v is Verdict.CONTRADICTED and r == _DIFFERS for v, r, _ in judged[1:]
        ):
            reasons = (*reasons, "另有来源与此不一致")
        others = tuple(peer for _, _, peer in judged[1:])
        return Finding(said, verdict, (best, *others), reasons)

    def _elsewhere(self, said: Statement) -> Finding:
        """No such claim on record; the same number said of something else is the likeliest slip."""
        assert said.figure is not None
        if listed := self._listed(said):
            return listed
        twins = sorted(
            self._by_number.get(_number(said.figure), []),
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
            ((*_judge(said.figure, each), each) for each in members), key=lambda each: _ORDER.index(each[0])
        )
        return Finding(said, verdict, (worst, *members), (reason,) if reason else ())


# Words that do not change what a subject or a metric is.
_LOOSE = re.compile(r"产业集群|集群|产业|企业|等|年|总|累计|现有|已有|拥有")
_DIFFERS = "数字与来源不符"


def _number(figure: Figure) -> tuple[object, ...]:
    return (figure.unit, figure.interval.low, figure.interval.high)


def _judge(said: Figure, peer: Evidence) -> tuple[Verdict, str]:
    """One figure against one on record for the same subject and metric."""
    known = peer.statement.figure
    assert known is not None
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
    return verdict, reason


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
