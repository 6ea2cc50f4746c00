"""Verifying a draft: reads it, holds its figures against a ledger, writes it back with remarks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from yanzhen.errors import InputError, UsageError
from yanzhen.ledger import Ledger
from yanzhen.publish.annotate import to_annotated_html, words_span
from yanzhen.publish.appendix import word
from yanzhen.publish.docx_comments import to_annotated_docx
from yanzhen.publish.evidence import Evidence, sources_of
from yanzhen.publish.verify import Verdict, Verification, in_sentences, unread_numbers
from yanzhen.publish.verify import verify as check
from yanzhen.read import read_document
from yanzhen.read.grammar.quantities import quantities
from yanzhen.terms import Reading
from yanzhen.workbench.judging import Rulebook
from yanzhen.workbench.publishing import evidence_of, place_of, write
from yanzhen.workbench.rule_words import condition_spans

# Ids and addresses are of no language.
_IDS = re.compile(r"\b(?:st|src)-[0-9a-f]+|\S+://\S+")

__all__ = ["Verdict", "Verification", "annotated", "verify"]


def verify(
    place: str | os.PathLike[str], draft: str | Path, *, peer: str | os.PathLike[str] | None = None
) -> tuple[Verification, Reading]:
    """Hold every figure of a draft against a ledger; returns what was found, and the draft as read.

    Args:
        peer: the ledger of another region that the draft speaks of too.

    Raises:
        InputError: the draft cannot be read, or is not in Chinese. LedgerError: the ledger cannot be opened.
    """
    reading = read_document(draft)
    end = _end_of_text(reading.text)
    _require_chinese(reading.text[:end], str(draft))
    record, region, known, names, texts = _record(place)
    if peer is not None:
        other = _record(peer)
        record, known, texts = f"{record}；{other.name}", known + other.known, texts + other.texts
        names = other.names | names
    rules = condition_spans(reading.text[:end], Rulebook().programmes.values())
    said = [
        s
        for s in in_sentences(reading.text, reading.statements)
        if s.spans[0].start < end and not _inside(words_span(reading.text, s), rules)
    ]
    findings = check(
        said, known, place=region, canonical=lambda n: names.get(n, n), text=reading.text, known_texts=texts
    )
    numbers = [(q.left, q.end) for q in quantities(reading.text[:end]) if not _inside((q.left, q.end), rules)]
    unread = unread_numbers(reading.text, numbers, said, known, texts)
    return Verification(reading.source, reading.text, tuple(findings), unread, record), reading


def _end_of_text(text: str) -> int:
    """Where the appendix of a Yanzhen document begins: it lists the record and is no part of the draft."""
    found = [text.find(f"\n{word('appendix', language)}\n") for language in ("zh", "en")]
    return min((at for at in found if at >= 0), default=len(text))


class _Record(NamedTuple):
    """What a ledger knows: its name and version, its region, evidence, names and texts."""

    name: str
    region: str
    known: list[Evidence]
    names: dict[str, str]
    texts: list[str]


def _record(place: str | os.PathLike[str]) -> _Record:
    with Ledger.open(place, readonly=True) as ledger:
        known = evidence_of(ledger)
        sources = sources_of(known)
        return _Record(
            f"{Path(place).name} {ledger.version}",
            place_of(sources),
            known,
            {name: entity.name for entity in ledger.entities() for name in entity.names},
            [ledger.document(source.id).text for source in sources],
        )


def _inside(place: tuple[int, int], spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= place[0] and place[1] <= end for start, end in spans)


def _require_chinese(text: str, where: str) -> None:
    """The reader reads Chinese: a draft in another language would pass with nothing found in it.

    Raises:
        InputError: more Latin letters than Chinese characters.
    """
    chinese = sum("\u3400" <= c <= "\u9fff" for c in text)
    if sum(c.isascii() and c.isalpha() for c in _IDS.sub("", text)) > chinese:
        raise InputError(
            "文稿不是中文，无法核对其中的数字",
            where=where,
            expected="中文文稿",
            todo="核对中文稿；由同一台账写出的英文稿与中文稿数字相同",
        )


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
