"""What can be measured: one entry per measure, gathered from the fragments in ``yanzhen.measure.entries``.

Each family keeps its own fragment ``entries/<family>.py`` with two names::

    ENTRIES: tuple[MeasureInfo, ...]      # what `yanzhen measure --list` shows
    EXPORTS: tuple[str, ...]              # "module:name" of every public function and result type

so that adding a family edits no file but its own.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib import import_module
from inspect import signature
from types import ModuleType
from typing import Any

from yanzhen.errors import UsageError


@dataclass(frozen=True, slots=True)
class MeasureInfo:
    """One measure, described well enough to be listed, called by name and cited.

    Attributes:
        name: short name on the command line, for example ``lq``.
        zh: what it says, in one line of Chinese.
        en: what it says, in one line of English.
        group: family (location, concentration, growth, complexity, neighbours, ...).
        function: ``"module:function"``; called as ``function(frame, **{role: column}, **options)``.
        columns: required column roles, in order, such as ``("region", "activity", "value")``.
        optional: roles that may be given, such as ``("period",)``.
        options: option -> what it does, with its default.
        paper: the source to cite.
        page: methods page and anchor, relative to ``docs/methods/``.
        aliases: other names the field uses.
    """

    name: str
    zh: str
    en: str
    group: str
    function: str
    columns: tuple[str, ...]
    paper: str
    page: str
    optional: tuple[str, ...] = ()
    options: Mapping[str, str] = field(default_factory=dict)
    aliases: tuple[str, ...] = ()

    def load(self) -> Callable[..., Any]:
        """The function itself."""
        module, _, name = self.function.partition(":")
        function = getattr(import_module(module), name)
        assert callable(function)
        return function  # type: ignore[no-any-return]

    def takes_frame(self) -> bool:
        """Whether the function takes a data frame and column names, so that it can be run on a table file."""
        parameters = signature(self.load()).parameters
        return all(role in parameters for role in self.columns)


@cache
def _fragments() -> tuple[ModuleType, ...]:
    package = import_module("yanzhen.measure.entries")
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__))
    return tuple(import_module(f"{package.__name__}.{name}") for name in names)


@cache
def measures() -> tuple[MeasureInfo, ...]:
    """Every measure, by family."""
    return tuple(entry for fragment in _fragments() for entry in fragment.ENTRIES)


@cache
def exports() -> Mapping[str, str]:
    """Public name -> ``"module:name"``, for the lazy imports of ``yanzhen.measure``."""
    return {target.partition(":")[2]: target for fragment in _fragments() for target in fragment.EXPORTS}


@cache
def other_names() -> Mapping[str, str]:
    """Names the field also uses (``rca``, ``hhi``, ``kci``) -> ``"module:name"`` of the same measure.

    Only where they are Python names that neither an export nor a module of this package has.
    """
    package = import_module("yanzhen.measure")
    taken = {module.name for module in pkgutil.iter_modules(package.__path__)} | set(exports())
    pairs = ((name, info.function) for info in measures() for name in (info.name, *info.aliases))
    return {name: function for name, function in pairs if name.isidentifier() and name not in taken}


def find(name: str) -> MeasureInfo:
    """The measure called ``name`` (or an alias, or its function's name).

    Raises:
        UsageError: no such measure; the nearest names are suggested.
    """
    by_name: dict[str, MeasureInfo] = {}
    for entry in measures():
        for key in (entry.name, *entry.aliases, entry.function.partition(":")[2]):
            by_name.setdefault(key.lower(), entry)
    wanted = name.lower().replace("-", "_")
    found = by_name.get(name.lower()) or by_name.get(wanted)
    if found is None:
        near = get_close_matches(wanted, by_name, n=3) or [entry.name for entry in measures()]
        raise UsageError(
            f"There is no measure called {name!r}. 没有名为 {name!r} 的测度。",
            expected="one of: " + ", ".join(near),
            todo="see all with: yanzhen measure --list",
        )
    return found
