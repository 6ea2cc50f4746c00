"""Methods: every measure with its meaning, formula, inputs and source, as the code itself documents it."""

from __future__ import annotations

import inspect
import re
from dataclasses import dataclass
from itertools import pairwise

from yanzhen.errors import UsageError
from yanzhen.measure import find, measures
from yanzhen.measure.catalogue import MeasureInfo
from yanzhen.workbench.pages.tables import N_, PageTable


@dataclass(frozen=True, slots=True)
class MethodsPage:
    """All measures by group."""

    groups: tuple[tuple[str, tuple[MeasureInfo, ...]], ...]

    def tables(self) -> tuple[PageTable, ...]:
        """The measures as rows."""
        rows = tuple(
            (m.name, m.zh, m.en, ", ".join(m.columns), m.paper) for _, group in self.groups for m in group
        )
        return (
            PageTable(N_("口径"), (N_("名称"), N_("含义"), N_("英文"), N_("所需的列"), N_("文献")), rows),
        )


@dataclass(frozen=True, slots=True)
class MethodPage:
    """One measure."""

    info: MeasureInfo
    text: tuple[tuple[str, str], ...]
    code: str

    def tables(self) -> tuple[PageTable, ...]:
        """Its parts as rows."""
        return (PageTable(N_("口径"), (N_("部分"), N_("内容")), self.text),)


def methods_page() -> MethodsPage:
    """What can be measured."""
    groups: dict[str, list[MeasureInfo]] = {}
    for info in measures():
        groups.setdefault(info.group, []).append(info)
    return MethodsPage(tuple((name, tuple(found)) for name, found in groups.items()))


def method_page(name: str) -> MethodPage:
    """One measure: its documentation, part by part.

    Raises:
        UsageError: there is none of that name.
    """
    if name not in {each for info in measures() for each in (info.name, *info.aliases)}:
        raise UsageError("没有这个指标", where=name[:60])
    info = find(name)
    return MethodPage(info, tuple(_parts(info.load().__doc__ or "")), info.function.replace(":", "."))


_HEADS = re.compile(
    r"^(Formula|Args|Returns|Raises|Sources?|Note|Convention|Conventions|With [^\n]*)::?\s*", re.M
)


def _parts(text: str) -> list[tuple[str, str]]:
    """A docstring cut at its headings; the first part is the summary."""
    plain = inspect.cleandoc(text)
    cuts = [(0, "", 0), *((m.start(), m[1], m.end()) for m in _HEADS.finditer(plain)), (len(plain), "", 0)]
    found = []
    for (_, head, start), (end, _, _) in pairwise(cuts):
        body = plain[start:end].strip("\n")
        if body.strip():
            found.append((head, inspect.cleandoc("\n" + body)))
    return found
