"""What the reader could not place in a draft: its numbers, and which of them need no look."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from yanzhen.publish.evidence import Evidence
from yanzhen.terms import Metric, Statement


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


# Words that do not change what a subject or a metric is.
_LOOSE = re.compile(r"产业集群|集群|产业|企业|等|年|总|累计|现有|已有|拥有")
# 哪一项, 任一家: the numeral asks or leaves open; it counts nothing.
_ASKING = "哪任某"


def core_name(name: str) -> str:
    """A name without the words that change nothing: 有色金属产业集群 and 有色金属集群 are one."""
    return _LOOSE.sub("", name)


@dataclass(frozen=True, slots=True)
class _Worded:
    """A figure on record by its words, and what names it in a row: its subject, or of the region itself its metric."""

    words: str
    names: tuple[str, ...]

    @classmethod
    def of(cls, each: Evidence) -> _Worded:
        said = each.statement
        assert said.figure is not None
        place = each.source.place or ""
        subject = core_name(said.subject.removeprefix(place)) or said.subject
        own = (Metric.parse(said.predicate).name,) if said.subject == place else ()
        return cls(said.figure.zh(), (subject, *own))


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


def clause_around(text: str, at: int) -> tuple[int, str]:
    """Where the clause around a place begins, and its words."""
    begin = max((text.rfind(stop, 0, at) for stop in ",，;；。!?！？\n"), default=-1) + 1
    found = _CLAUSE.match(text, begin)
    return begin, found.group(0).strip() if found else ""


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
        if any(a < end and start < b for a, b in read) or text[start - 1 : start] in tuple(_ASKING):
            continue
        if row := _row(text, start):
            words = text[start:end]
            held = any(each.words == words and any(name in row for name in each.names) for each in rows)
            found.append(Unread(text[start:end], (start, end), held))
            continue
        begin, clause = clause_around(text, start)
        copied = any(clause in known_text for known_text in known_texts)
        settled = copied or _counts_its_list(text[begin:start], text[start:end])
        found.append(Unread(text[start:end], (start, end), settled))
    return tuple(found)
