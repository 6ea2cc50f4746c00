"""Verifying a draft: reads it, holds its figures against a ledger, writes it back with remarks."""

from __future__ import annotations

import os
from pathlib import Path

from yanzhen.errors import UsageError
from yanzhen.ledger import Ledger
from yanzhen.publish.annotate import to_annotated_html
from yanzhen.publish.appendix import word
from yanzhen.publish.docx_comments import to_annotated_docx
from yanzhen.publish.evidence import sources_of
from yanzhen.publish.verify import Verdict, Verification, in_sentences, unread_numbers
from yanzhen.publish.verify import verify as check
from yanzhen.read import read_document
from yanzhen.read.grammar.quantities import quantities
from yanzhen.terms import Reading
from yanzhen.workbench.publishing import evidence_of, place_of, write

__all__ = ["Verdict", "Verification", "annotated", "verify"]


def verify(place: str | os.PathLike[str], draft: str | Path) -> tuple[Verification, Reading]:
    """Hold every figure of a draft against a ledger; returns what was found, and the draft as read.

    Raises:
        InputError: the draft cannot be read. LedgerError: the ledger cannot be opened or is empty.
    """
    reading = read_document(draft)
    with Ledger.open(place, readonly=True) as ledger:
        record = f"{Path(place).name} {ledger.version}"
        known = evidence_of(ledger)
        sources = sources_of(known)
        names = {name: entity.name for entity in ledger.entities() for name in entity.names}
        texts = [ledger.document(source.id).text for source in sources]
    end = _end_of_text(reading.text)
    said = [s for s in in_sentences(reading.text, reading.statements) if s.spans[0].start < end]
    findings = check(said, known, place=place_of(sources), canonical=lambda n: names.get(n, n))
    numbers = [(q.left, q.end) for q in quantities(reading.text[:end])]
    unread = unread_numbers(reading.text, numbers, said, known, texts)
    return Verification(reading.source, reading.text, tuple(findings), unread, record), reading


def _end_of_text(text: str) -> int:
    """Where the appendix of a Yanzhen document begins: it lists the record and is no part of the draft."""
    found = [text.find(f"\n{word('appendix', language)}\n") for language in ("zh", "en")]
    return min((at for at in found if at >= 0), default=len(text))


def annotated(verification: Verification, reading: Reading, path: str | Path) -> Path:
    """Write the draft with remarks: ``.html``, or ``.docx`` (the draft itself with comments where it is one).

    Raises:
        UsageError: another suffix.
    """
    target = Path(path)
    match target.suffix.lower():
        case ".html":
            return write(target, to_annotated_html(verification).encode())
        case ".docx":
            is_word = reading.source.name.lower().endswith(".docx")
            return write(target, to_annotated_docx(verification, reading.content if is_word else None))
        case other:
            raise UsageError(f"Drafts are annotated as .html or .docx, not {other!r}")
