"""From the columns of the user's table to the indicators of a system: exact by name, never by guess."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl
from rapidfuzz import fuzz

from yanzhen.errors import MeasureError
from yanzhen.measure.index.system import Indicator, IndicatorSystem

LOW_ENDS = ("_low", "_lower", "下限", "低值")
HIGH_ENDS = ("_high", "_upper", "上限", "高值")
_BRACKETS = re.compile(r"[((\[【][^))\]】]*[))\]】]")
_NOISE = re.compile(r"[\s_\-—·、,,./%:：]+")


@dataclass(frozen=True, slots=True)
class Source:
    """Where an indicator's figures come from: one column, a pair of bounds, or a quotient of two columns.

    Attributes:
        column: the column, or the numerator.
        high: the column of upper bounds where ``column`` holds lower ones.
        divide_by: the denominator.
        times: factor of the quotient (100 for per cent).
        how: ``given``, ``id``, ``name`` or ``alias``.
    """

    column: str
    high: str | None = None
    divide_by: str | None = None
    times: float = 1.0
    how: str = "given"


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """Which column serves which indicator, and what was left over on both sides."""

    matched: Mapping[str, Source]
    unmatched: Mapping[str, tuple[str, ...]]
    unused: tuple[str, ...]
    warnings: tuple[str, ...] = ()

    def to_frame(self, system: IndicatorSystem) -> pl.DataFrame:
        """One row per indicator: its column and how it was found, or the columns that look alike."""
        rows = []
        for indicator in system.indicators:
            source = self.matched.get(indicator.id)
            near = "、".join(self.unmatched.get(indicator.id, ()))
            rows.append(
                (indicator.id, indicator.zh, _written(source), source.how if source else None, near or None)
            )
        return pl.DataFrame(
            rows,
            schema=["indicator", "zh", "column", "how", "looks_like"],
            orient="row",
            infer_schema_length=None,
        )


def match_columns(
    system: IndicatorSystem, columns: Sequence[str], mapping: Mapping[str, object] | None = None
) -> Crosswalk:
    """Find the column of every indicator.

    A column serves an indicator when its name, without unit in brackets, blanks and punctuation, equals
    the id, the Chinese or English name, or an alias; ``<name>_low`` / ``<name>_high`` (下限/上限) are a pair
    of bounds. Similar names are only suggested. ``mapping`` overrides: indicator id -> column, or
    ``{"divide": [numerator, denominator], "times": 100}``.

    Raises:
        MeasureError: two columns fit one indicator, or the mapping names what is not there.
    """
    given = {name: _given(name, value, system, columns) for name, value in (mapping or {}).items()}
    # A key with None means: the user says that there is no such column.
    matched = {name: source for name, source in given.items() if source is not None}
    for indicator in system.indicators:
        if indicator.id not in given and (found := _find(indicator, columns)) is not None:
            matched[indicator.id] = found
    used = {part for source in matched.values() for part in (source.column, source.high, source.divide_by)}
    unused = tuple(column for column in columns if column not in used)
    plain = {column: _plain(column) for column in unused}
    unmatched = {i.id: _lookalikes(i, plain) for i in system.indicators if i.id not in matched}
    return Crosswalk(matched, unmatched, unused, tuple(_unit_warnings(system, matched)))


def _given(name: str, value: object, system: IndicatorSystem, columns: Sequence[str]) -> Source | None:
    if name not in system.names:
        raise MeasureError(
            f"{name!r} is no indicator of {system.id}",
            where="mapping",
            expected="one of " + ", ".join(system.names),
        )
    if value is None:
        return None
    if isinstance(value, Mapping):
        parts = value.get("divide")
        if set(value) - {"divide", "times"} or not isinstance(parts, Sequence) or len(parts) != 2:
            raise MeasureError(
                f"{dict(value)} is not a source",
                where=f"mapping of {name}",
                expected="{divide: [a, b], times: 100}",
            )
        source = Source(str(parts[0]), divide_by=str(parts[1]), times=float(value.get("times", 1.0)))
    else:
        source = Source(str(value))
    absent = [c for c in (source.column, source.divide_by) if c is not None and c not in columns]
    if absent:
        raise MeasureError(
            f"There is no column {absent[0]!r}",
            where=f"mapping of {name}",
            expected="one of " + ", ".join(columns),
        )
    return source


def _find(indicator: Indicator, columns: Sequence[str]) -> Source | None:
    wanted = {_plain(alias): "alias" for alias in indicator.aliases}
    wanted |= {_plain(indicator.zh): "name", _plain(indicator.en): "name", _plain(indicator.id): "id"}
    wanted.pop("", None)
    exact = [column for column in columns if _plain(column) in wanted]
    if len(exact) > 1:
        raise MeasureError(
            f"Columns {exact} all fit the indicator {indicator.id} ({indicator.zh})",
            expected="one column",
            todo=f"say which: mapping {{{indicator.id}: {exact[0]}}}",
        )
    if exact:
        return Source(exact[0], how=wanted[_plain(exact[0])])
    lows = {c: how for c in columns for name, how in wanted.items() if _end(c, LOW_ENDS) == name}
    highs = [c for c in columns if _end(c, HIGH_ENDS) in wanted]
    if len(lows) == len(highs) == 1:
        low, how = next(iter(lows.items()))
        return Source(low, high=highs[0], how=how)
    return None


def _end(column: str, ends: Sequence[str]) -> str | None:
    bare = _BRACKETS.sub("", unicodedata.normalize("NFKC", column)).strip()
    return next((_plain(bare.removesuffix(end)) for end in ends if bare.endswith(end)), None)


def _plain(name: str) -> str:
    text = unicodedata.normalize("NFKC", name).lower()
    return _NOISE.sub("", _BRACKETS.sub("", text))


def _lookalikes(indicator: Indicator, plain: Mapping[str, str]) -> tuple[str, ...]:
    names = [n for n in (indicator.zh, indicator.en, indicator.id, *indicator.aliases) if n]
    scores = {
        column: max(fuzz.WRatio(_plain(name), text) for name in names)
        for column, text in plain.items()
        if text
    }
    return tuple(sorted((c for c, s in scores.items() if s >= 70), key=lambda c: -scores[c])[:3])


def _unit_warnings(system: IndicatorSystem, matched: Mapping[str, Source]) -> list[str]:
    found = []
    for name, source in matched.items():
        unit, written = system[name].unit, _BRACKETS.findall(unicodedata.normalize("NFKC", source.column))
        named = written[-1].strip("()[]【】") if written and not source.divide_by else ""
        if unit and named and _is_share(named) != _is_share(unit):
            found.append(
                f"列“{source.column}”的单位是{named}，指标“{system[name].zh}”要求{unit}:请确认两者是同一指标。"
            )
    return found


def _is_share(unit: str) -> bool:
    return any(mark in unit for mark in ("%", "‰", "百分"))


def _written(source: Source | None) -> str | None:
    if source is None:
        return None
    if source.divide_by:
        factor = "" if source.times == 1 else f" × {source.times:g}"
        return f"{source.column} ÷ {source.divide_by}{factor}"
    return f"{source.column} – {source.high}" if source.high else source.column
