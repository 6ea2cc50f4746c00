"""What every form of a document says of itself: as-of date, ledger, filters, synthetic data; and its notes."""

from __future__ import annotations

from yanzhen.publish.evidence import Evidence, cite, shown_ids
from yanzhen.publish.outline import Note, Outline
from yanzhen.publish.phrase import day, typeset

SYNTHETIC = ("合成数据，仅供演示", "Synthetic data, for demonstration only")
BOUNDS = (
    "“超”“突破”“不低于”只给出下限，“约”“近”只给出大概，均照来源原样引用；未作推算的不相加。",
    "Over and at least give a lower bound only, about and nearly an approximation; all stand as in the source.",
)


def imprint_line(outline: Outline) -> str:
    """As-of date, ledger and filters in one line."""
    imprint, zh = outline.imprint, outline.language == "zh"
    if zh:
        parts = [f"情况截至{day(imprint.as_of)}", f"台账:{imprint.ledger}", f"范围:{imprint.filters}"]
    else:
        parts = [f"As of {imprint.as_of}", f"Ledger: {imprint.ledger}", f"Filters: {imprint.filters}"]
    given = (True, bool(imprint.ledger), bool(imprint.filters))
    line = (";" if zh else "; ").join(part for part, there in zip(parts, given, strict=True) if there)
    return typeset(line) if zh else line


def synthetic_line(outline: Outline) -> str:
    """The mark of made-up data; empty where there is none."""
    return SYNTHETIC[0 if outline.language == "zh" else 1] if outline.synthetic else ""


def note_text(note: Note, language: str = "zh") -> str:
    """The words of a note: sources, ids, how the figure was computed, and what the source leaves open."""
    zh = language == "zh"
    by_source: dict[str, list[Evidence]] = {}
    for each in note.evidence:
        by_source.setdefault(cite(each.source, language), []).append(each)
    around = "（{}）" if zh else " ({})"
    parts = [source + around.format(shown_ids(said)) for source, said in by_source.items()]
    text = (";" if zh else "; ").join(parts)
    if note.method:
        text += f"。{note.method}" if zh else f". {note.method}"
    caveats = dict.fromkeys(words for each in note.evidence for words in each.caveats(language))
    if caveats:
        text += ("。" if zh else ". ") + (";" if zh else "; ").join(caveats)
    return typeset(text + "。") if zh else text + "."
