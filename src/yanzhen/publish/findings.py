"""Findings: what the record says of each figure of a draft."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from yanzhen.publish.clause import metric_name
from yanzhen.publish.evidence import Evidence, cite
from yanzhen.publish.unread import Unread
from yanzhen.terms import Source, Statement


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
