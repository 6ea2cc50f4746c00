"""The validator of indicator-system files: every mistake at once, each with file:line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from yanzhen.errors import PackError
from yanzhen.packs import YamlDocument, read_yaml

SYSTEM_KEYS = {"id", "version", "name", "source", "coverage_floor", "method", "note", "dimensions"}
SOURCE_KEYS = {"citation", "confidence", "confidence_note", "url"}
METHOD_KEYS = {"weights", "aggregation", "normalization"}
DIMENSION_KEYS = {"id", "name", "note", "indicators"}
INDICATOR_KEYS = {"id", "name", "direction", "unit", "source", "transform", "target", "goalposts"}
INDICATOR_KEYS |= {"weight", "aliases", "note"}
DIRECTIONS = ("positive", "negative", "target")
TRANSFORMS = ("none", "log")
CONFIDENCE = ("high", "medium-high", "medium", "low", "own")

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: ``where`` is file:line."""

    where: str
    what: str
    expected: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f" (expected: {self.expected})" if self.expected else "")


def validate_system(file: str | Path) -> tuple[Problem, ...]:
    """Every mistake in an indicator-system file; empty when it is valid.

    Raises:
        PackError: the file cannot be read or is not YAML.
    """
    return check(read_yaml(file))


def refuse(problems: Sequence[Problem], file: str) -> None:
    """Raise if there is any problem, naming all of them."""
    if problems:
        raise PackError(
            f"{file} is not a valid indicator system: {len(problems)} mistake(s)\n"
            + "\n".join(f"    {problem}" for problem in problems),
            where=problems[0].where,
            expected=problems[0].expected or problems[0].what,
            todo="see docs/methods/composite-index.md, or copy a packaged system and change it",
        )


def check(document: YamlDocument) -> tuple[Problem, ...]:
    """Every mistake in the parsed document."""
    return tuple(_system(document))


def _system(document: YamlDocument) -> Iterator[Problem]:
    data = document.data
    if not isinstance(data, dict):
        yield Problem(document.where(), "not a mapping", "id, name, dimensions ...")
        return
    yield from _keys(document, (), data, SYSTEM_KEYS, ("id", "dimensions"))
    yield from _source(document, data.get("source"))
    if isinstance(data.get("method"), dict):
        yield from _keys(document, ("method",), data["method"], METHOD_KEYS)
    floor = data.get("coverage_floor", 0.6)
    if not _is_number(floor) or not 0 < floor <= 1:
        yield Problem(
            document.where("coverage_floor"), f"coverage_floor is {floor!r}", "a share above 0, at most 1"
        )
    dimensions = data.get("dimensions")
    if not isinstance(dimensions, list) or not dimensions:
        yield Problem(document.where("dimensions"), "no dimensions", "a list with at least one dimension")
        return
    seen: dict[str, str] = {}
    for d, dimension in enumerate(dimensions):
        yield from _dimension(document, ("dimensions", d), dimension, seen)
    yield from _weights(document, dimensions)


def _source(document: YamlDocument, source: Any) -> Iterator[Problem]:
    if source is None:
        return
    if not isinstance(source, dict):
        yield Problem(document.where("source"), "source is not a mapping", "citation, confidence")
        return
    yield from _keys(document, ("source",), source, SOURCE_KEYS, ("citation", "confidence"))
    yield from _choice(document, ("source", "confidence"), source.get("confidence", "own"), CONFIDENCE)


def _dimension(document: YamlDocument, at: Key, item: Any, seen: dict[str, str]) -> Iterator[Problem]:
    if not isinstance(item, dict):
        yield Problem(document.where(*at), "a dimension is not a mapping", "id, name, indicators")
        return
    yield from _keys(document, at, item, DIMENSION_KEYS, ("id", "indicators"))
    yield from _name(document, at, item)
    indicators = item.get("indicators")
    if not isinstance(indicators, list) or not indicators:
        yield Problem(document.where(*at, "indicators"), "a dimension without indicators", "at least one")
        return
    for i, indicator in enumerate(indicators):
        yield from _indicator(document, (*at, "indicators", i), indicator, seen)


def _indicator(document: YamlDocument, at: Key, item: Any, seen: dict[str, str]) -> Iterator[Problem]:
    if not isinstance(item, dict):
        yield Problem(document.where(*at), "an indicator is not a mapping", "id, name, direction, unit")
        return
    yield from _keys(document, at, item, INDICATOR_KEYS, ("id", "direction"))
    yield from _name(document, at, item)
    name = item.get("id")
    if isinstance(name, str):
        if name in seen:
            yield Problem(
                document.where(*at, "id"), f"indicator {name!r} is already at {seen[name]}", "a new id"
            )
        seen.setdefault(name, document.where(*at, "id"))
    yield from _choice(document, (*at, "direction"), item.get("direction", "positive"), DIRECTIONS)
    yield from _choice(document, (*at, "transform"), item.get("transform", "none"), TRANSFORMS)
    yield from _numbers(document, at, item)


def _numbers(document: YamlDocument, at: Key, item: dict[str, Any]) -> Iterator[Problem]:
    has_target = item.get("target") is not None
    if has_target != (item.get("direction") == "target"):
        yield Problem(
            document.where(*at, "target" if has_target else "direction"),
            "target and direction do not belong together",
            "'direction: target' with 'target: 50' or 'target: [40, 60]', or neither",
        )
    for key in ("target", "goalposts"):
        value = item.get(key)
        single = key == "target" and _is_number(value)
        if value is not None and not single and not _is_range(value, strict=key == "goalposts"):
            yield Problem(
                document.where(*at, key), f"{key} is {value!r}", "two numbers [low, high], low first"
            )
    weight = item.get("weight")
    if weight is not None and (not _is_number(weight) or weight < 0):
        yield Problem(document.where(*at, "weight"), f"weight is {weight!r}", "a number >= 0")
    aliases = item.get("aliases", [])
    if not isinstance(aliases, list) or not all(isinstance(alias, str) for alias in aliases):
        yield Problem(document.where(*at, "aliases"), "aliases are not a list of names", "[name, name]")


def _weights(document: YamlDocument, dimensions: list[Any]) -> Iterator[Problem]:
    """Weights are given for all indicators or for none."""
    places = [
        (("dimensions", d, "indicators", i), item.get("weight"))
        for d, dimension in enumerate(dimensions)
        if isinstance(dimension, dict) and isinstance(dimension.get("indicators"), list)
        for i, item in enumerate(dimension["indicators"])
        if isinstance(item, dict)
    ]
    if any(weight is not None for _, weight in places):
        for place, weight in places:
            if weight is None:
                yield Problem(
                    document.where(*place), "no weight, though others have one", "weights for all or none"
                )


def _keys(
    document: YamlDocument, at: Key, item: dict[str, Any], known: set[str], needed: Sequence[str] = ()
) -> Iterator[Problem]:
    for key in item:
        if key not in known:
            near = get_close_matches(str(key), known, n=1)
            hint = f"did you mean {near[0]!r}?" if near else "one of " + ", ".join(sorted(known))
            yield Problem(document.where(*at, key), f"unknown key {key!r}", hint)
    for key in needed:
        if item.get(key) in (None, ""):
            yield Problem(document.where(*at), f"{key!r} is missing", f"{key}: ...")


def _name(document: YamlDocument, at: Key, item: dict[str, Any]) -> Iterator[Problem]:
    name = item.get("name", "")
    if not isinstance(name, str) and not (isinstance(name, dict) and isinstance(name.get("zh"), str)):
        yield Problem(document.where(*at, "name"), f"name is {name!r}", "a text, or {zh: ..., en: ...}")
    elif isinstance(name, dict) and (unknown := sorted(map(str, name.keys() - {"zh", "en"}))):
        # {en: Patents per 10,000 people} ends at its comma
        yield Problem(
            document.where(*at, "name"),
            f"a name has no part {unknown[0]!r}",
            'zh and en; a text with a comma in quotes: {zh: ..., en: "..."}',
        )


def _choice(document: YamlDocument, at: Key, value: Any, choices: Sequence[str]) -> Iterator[Problem]:
    if value not in choices:
        yield Problem(document.where(*at), f"{at[-1]} is {value!r}", "one of " + ", ".join(choices))


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_range(value: Any, *, strict: bool) -> bool:
    if not isinstance(value, list) or len(value) != 2 or not all(map(_is_number, value)):
        return False
    return bool(value[0] < value[1]) if strict else bool(value[0] <= value[1])
