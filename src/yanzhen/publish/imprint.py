"""What every form of a document says of itself: as-of date, ledger, filters, synthetic data; and its notes."""

from __future__ import annotations

from yanzhen.publish.evidence import Evidence, cite, shown_ids
from yanzhen.publish.outline import Note, Outline
from yanzhen.publish.phrase import day, typeset

SYNTHETIC = ("合成数据，仅供演示", "Synthetic data, for demonstration only")


def imprint_lines(outline: Outline) -> tuple[str, ...]:
    """The as-of date; and, on a line of its own, the ledger with its version and what was selected of it."""
    imprint, zh = outline.imprint, outline.language == "zh"
    names = ("情况截至", "台账：", "范围：", "；") if zh else ("As of ", "Ledger: ", "Filters: ", "; ")
    origin = [
        f"{name}{said}"
        for name, said in zip(names[1:3], (imprint.ledger, imprint.filters), strict=True)
        if said
    ]
    lines = [names[0] + day(imprint.as_of, outline.language)]
    lines += [names[3].join(origin)] if origin else []
    return tuple(lines)


def imprint_line(outline: Outline) -> str:
    """The same in one line."""
    return ("；" if outline.language == "zh" else "; ").join(imprint_lines(outline))


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
        text += f"。{note.method}" if zh else f". {_method_en(note.method)}"
    caveats = dict.fromkeys(words for each in note.evidence for words in each.caveats(language))
    if caveats:
        said = (";" if zh else "; ").join(caveats)
        text += f"。{said}" if zh else f". {said[:1].upper()}{said[1:]}"
    return typeset(text + "。") if zh else text + "."


# How slots are computed, by the beginning of the Chinese words (yanzhen.publish.slot).
_METHODS_EN = {
    "相加：": "Sum of ",
    "计数：": "Count of the entries on record",
    "同比：": "Growth on the same period of the year before",
}


def _method_en(method: str) -> str:
    for begin, english in _METHODS_EN.items():
        if method.startswith(begin):
            rest = method.removeprefix(begin).replace("、", ", ") if english.endswith(" ") else ""
            return english + rest
    return method
