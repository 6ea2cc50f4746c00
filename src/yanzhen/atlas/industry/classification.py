"""A classification of activities: codes, names, parents; GB/T 4754, SEI, ISIC, NACE alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field

from yanzhen.atlas.problem import Problems


@dataclass(frozen=True, slots=True)
class Industry:
    """One class. ``level`` counts from 1 at the top; ``parent`` is None there."""

    code: str
    name: str
    name_en: str = ""
    parent: str | None = None
    level: int = 1

    def label(self, language: str = "zh") -> str:
        """The name in a language; Chinese where no English one is known."""
        return self.name_en if language == "en" and self.name_en else self.name


@dataclass(frozen=True)
class Classification:
    """A tree of classes, looked up by code.

    Attributes:
        id: short name, e.g. ``gbt4754-2017``.
        name: full name.
        industries: code -> class.
    """

    id: str
    name: str
    industries: Mapping[str, Industry]
    _children: dict[str | None, list[str]] = field(init=False, repr=False, default_factory=dict)
    _named: dict[str, str] = field(init=False, repr=False, default_factory=dict)

    def __post_init__(self) -> None:
        for code, industry in self.industries.items():
            self._children.setdefault(industry.parent, []).append(industry.code)
            self._named.setdefault(industry.name, code)

    def __contains__(self, code: str) -> bool:
        return code in self.industries

    def __getitem__(self, code: str) -> Industry:
        return self.industries[code]

    def children(self, code: str | None) -> tuple[Industry, ...]:
        """The classes right below ``code``; None gives the top level."""
        return tuple(self.industries[c] for c in self._children.get(code, ()))

    def ancestors(self, code: str) -> tuple[str, ...]:
        """``code`` itself and everything above it, narrowest first: 3451, 345, 34, C."""
        chain = [code]
        while (parent := self.industries[chain[-1]].parent) is not None:
            chain.append(parent)
        return tuple(chain)

    def leaves(self, code: str) -> tuple[str, ...]:
        """The codes below ``code`` that have nothing below them; ``code`` itself where it is one."""
        below = self._children.get(code, [])
        return tuple(leaf for child in below for leaf in self.leaves(child)) if below else (code,)

    def roll_up(self, code: str, level: int) -> str | None:
        """The ancestor of ``code`` at ``level``, or None where ``code`` is itself above that level."""
        return next((c for c in self.ancestors(code) if self.industries[c].level == level), None)

    def named(self, name: str) -> str | None:
        """The code of a full name; names repeat down the tree, and the class that comes first is meant."""
        return self._named.get(name.strip())

    def normalise(self, written: object) -> str | None:
        """The code meant by what a table holds: ``C3451``, ``3451.0``, `` 3451 ``, 111 for 0111; or None.

        A number loses its leading zero in spreadsheets; it is put back only where that gives a known code
        and the shorter number is not a code itself.
        """
        text = str(written).strip().removesuffix(".0") if written is not None else ""
        if text in self.industries:
            return text
        without_section = text[1:] if text[:1].isalpha() else ""
        for candidate in (without_section, "0" + text if text.isdigit() else ""):
            if candidate in self.industries:
                return candidate
        return None


def read_classification(text: str, *, id: str, name: str, file: str) -> tuple[Classification, Problems]:
    """Read CSV with the columns ``code, parent, name`` and, if there, ``name_en``.

    Rows with no code or name, a code given twice or an unknown parent are reported and left out.
    """
    problems = Problems()
    rows: dict[str, tuple[int, dict[str, str]]] = {}
    for line, row in enumerate(csv.DictReader(io.StringIO(text)), start=2):
        code, label = (row.get("code") or "").strip(), (row.get("name") or "").strip()
        if not code or not label:
            problems.error(f"{file}:{line}", "缺少代码或名称", "code, parent, name 三列都有内容")
        elif code in rows:
            problems.error(f"{file}:{line}", f"代码 {code} 重复，首见第 {rows[code][0]} 行", "每个代码一行")
        else:
            rows[code] = (line, row)
    industries = _with_levels(rows, file, problems)
    return Classification(id, name, industries), problems


def _with_levels(
    rows: Mapping[str, tuple[int, dict[str, str]]], file: str, problems: Problems
) -> dict[str, Industry]:
    industries: dict[str, Industry] = {}
    for code, (line, row) in rows.items():
        depth = _depth(code, rows)
        if depth is None:
            parent = (row.get("parent") or "").strip()
            problems.error(f"{file}:{line}", f"{code} 的上级 {parent} 不在表中或成环", "表中已有的上级代码")
            continue
        industries[code] = Industry(
            code,
            row["name"].strip(),
            (row.get("name_en") or "").strip(),
            (row.get("parent") or "").strip() or None,
            depth,
        )
    return industries


def _depth(code: str, rows: Mapping[str, tuple[int, dict[str, str]]]) -> int | None:
    """Steps to the top, counted from 1; None where the way up ends in nothing or turns in a circle."""
    seen: set[str] = set()
    at = code
    while at:
        if at not in rows or at in seen:
            return None
        seen.add(at)
        at = (rows[at][1].get("parent") or "").strip()
    return len(seen)
