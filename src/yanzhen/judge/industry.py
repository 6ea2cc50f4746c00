"""Matching GB/T 4754-2017 codes against the sections, ranges and prefixes that rules name."""

from __future__ import annotations

from yanzhen.terms import Truth

# Section letter -> first and last division (GB/T 4754-2017, structure of the classification).
SECTIONS: dict[str, tuple[int, int]] = {
    "A": (1, 5),
    "B": (6, 12),
    "C": (13, 43),
    "D": (44, 46),
    "E": (47, 50),
    "F": (51, 52),
    "G": (53, 60),
    "H": (61, 62),
    "I": (63, 65),
    "J": (66, 69),
    "K": (70, 70),
    "L": (71, 72),
    "M": (73, 75),
    "N": (76, 79),
    "O": (80, 82),
    "P": (83, 83),
    "Q": (84, 85),
    "R": (86, 90),
    "S": (91, 96),
    "T": (97, 97),
}


def code_among(code: str, values: tuple[str, ...], partial: tuple[str, ...] = ()) -> Truth:
    """Whether a code (``C``, ``C34``, ``34``, ``3451``) falls under one of the values.

    A code coarser than a value, or one that meets only a partial value, leaves it open.
    """
    section, digits = _split(code)
    answers = [_matches(section, digits, value) for value in values]
    if Truth.YES in answers:
        return Truth.YES
    if Truth.UNKNOWN in answers:
        return Truth.UNKNOWN
    return Truth.UNKNOWN if any(_matches(section, digits, v) is not Truth.NO for v in partial) else Truth.NO


def _split(code: str) -> tuple[str, str]:
    text = code.strip().upper()
    letter = text[:1] if text[:1].isalpha() else ""
    digits = text[len(letter) :]
    if not letter and len(digits) >= 2 and digits[:2].isdigit():
        division = int(digits[:2])
        letter = next((s for s, (first, last) in SECTIONS.items() if first <= division <= last), "")
    return letter, digits


def _matches(section: str, digits: str, value: str) -> Truth:
    wanted_section, wanted = _split(value)
    if value.isalpha():
        return Truth.YES if section == value else Truth.NO
    if section and wanted_section and section != wanted_section:
        return Truth.NO
    if digits.startswith(wanted):
        return Truth.YES
    return Truth.UNKNOWN if wanted.startswith(digits) else Truth.NO
