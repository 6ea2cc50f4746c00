"""Taking typed values out of loosely written data, noting every problem with its place."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from yanzhen.atlas.chart.model import Label
from yanzhen.atlas.problem import Problems

Choice = TypeVar("Choice", bound=StrEnum)
Key = tuple[str | int, ...]


class Written(Protocol):
    """Data as written, which knows where each value stands (YAML lines, sheet cells)."""

    @property
    def data(self) -> Any:
        """Dicts, lists, strings and numbers."""
        ...

    def where(self, *keys: str | int) -> str:
        """The place of ``data[k1][k2]…`` for a message."""
        ...


@dataclass(frozen=True)
class Fields:
    """One mapping inside a written document."""

    document: Written
    key: Key
    values: Mapping[str, Any]
    problems: Problems

    def where(self, *keys: str | int) -> str:
        """The place of a value in this mapping."""
        return self.document.where(*self.key, *keys)

    def text(self, name: str) -> str:
        """A text or number as text; empty where missing."""
        value = self.values.get(name)
        if isinstance(value, (dict, list)):
            self.problems.error(self.where(name), f"{name} 应为文字", "一行文字")
            return ""
        return "" if value is None else str(value).strip()

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        value = self.values.get(name)
        if isinstance(value, dict):
            self.problems.error(self.where(name), f"{name} 应为列表", "[甲, 乙, 丙]")
            return ()
        items = value if isinstance(value, list) else [] if value is None else [value]
        return tuple(str(item).strip() for item in items if item is not None and str(item).strip())

    def items(self, name: str) -> Iterator[tuple[int, Any]]:
        """The numbered entries of a list; anything else is reported and gives none."""
        value = self.values.get(name)
        if value is None:
            return
        if not isinstance(value, list):
            self.problems.error(self.where(name), f"{name} 应为列表", "以“- ”开头的若干行")
            return
        yield from enumerate(value)

    def label(self) -> Label:
        """``name`` and ``name_en``."""
        return Label(self.text("name"), self.text("name_en"))

    def choice(self, name: str, kind: type[Choice], default: Choice | None) -> Choice | None:
        """One of the values of an enumeration."""
        written = self.text(name)
        if not written:
            return default
        try:
            return kind(written)
        except ValueError:
            self.problems.error(
                self.where(name),
                f"{name} 的取值 {written} 不认识",
                "、".join(member.value for member in kind),
            )
            return default

    def share(self, name: str) -> float | None:
        """A number above 0 and up to 1."""
        value = self.values.get(name)
        if value is None:
            return None
        try:
            number = float(value)
        except (TypeError, ValueError):
            number = -1.0
        if not 0 < number <= 1:
            self.problems.error(self.where(name), f"{name} 的取值 {value} 无效", "大于 0、不超过 1 的数")
            return None
        return number

    def below(self, *keys: str | int) -> Fields | None:
        """A mapping inside this one; anything else is reported."""
        value: Any = self.values
        for key in keys:
            value = value[key]
        if not isinstance(value, Mapping):
            self.problems.error(self.where(*keys), "这里应为“键: 值”的形式", "id: …, name: …")
            return None
        return Fields(self.document, (*self.key, *keys), value, self.problems)

    def warn_unknown(self, known: Collection[str]) -> None:
        """Point out keys that nothing reads: most are misspelt."""
        for name in self.values:
            if name not in known:
                near = difflib.get_close_matches(str(name), known, n=1)
                hint = f"是否想写 {near[0]}？" if near else "可用：" + "、".join(known)
                self.problems.warning(self.where(name), f"不认识的键 {name}，未读取", hint)
