"""Indicator systems: what an index is made of, as data with its citation and our confidence in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import polars as pl

from yanzhen import packs
from yanzhen.measure.index.system_file import check, refuse

Direction = Literal["positive", "negative", "target"]
DEFAULT_FLOOR = 0.6


@dataclass(frozen=True, slots=True)
class Indicator:
    """One indicator of a system.

    Attributes:
        id: its name in files and frames.
        zh: Chinese name.
        en: English name.
        dimension: id of the dimension it belongs to.
        direction: ``positive`` more is better, ``negative`` less is better, ``target`` nearer is better.
        unit: unit of the column, for people.
        source: where the figures are usually found.
        transform: ``none`` or ``log`` (natural logarithm, before scaling).
        target: best value or best range (low, high) of a ``target`` indicator.
        goalposts: fixed range for scaling; None takes the range of the data.
        weight: published weight where the system has one.
        aliases: other column names that mean the same.
        note: definition or trap.
    """

    id: str
    zh: str
    en: str = ""
    dimension: str = ""
    direction: Direction = "positive"
    unit: str = ""
    source: str = ""
    transform: Literal["none", "log"] = "none"
    target: tuple[float, float] | None = None
    goalposts: tuple[float, float] | None = None
    weight: float | None = None
    aliases: tuple[str, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Dimension:
    """A group of indicators that answers one part of the question."""

    id: str
    zh: str
    en: str = ""


@dataclass(frozen=True, slots=True)
class IndicatorSystem:
    """A system of indicators, where it comes from, and how far its listing here can be trusted.

    Attributes:
        id: short name (``nqpf-elements``).
        zh: Chinese name.
        en: English name.
        citation: the publication, ready for a list of references.
        confidence: ``high``, ``medium-high``, ``medium``, ``low`` or ``own``: how sure we are that the
            list of indicators is the published one.
        confidence_note: why.
        coverage_floor: smallest share of the indicators a row must have to get a score.
        dimensions: in order.
        indicators: in order, dimension by dimension.
        weighting: default weighting, the one of the source where known, as named in ``composite_index``.
        aggregation: default aggregation, likewise.
        normalization: default scaling, likewise.
        version: version of the listing.
        note: what the index can and cannot say.
    """

    id: str
    zh: str
    indicators: tuple[Indicator, ...]
    dimensions: tuple[Dimension, ...] = ()
    en: str = ""
    citation: str = ""
    confidence: str = "own"
    confidence_note: str = ""
    coverage_floor: float = DEFAULT_FLOOR
    weighting: str = "entropy"
    aggregation: str = "linear"
    normalization: str = "pooled"
    version: str = "1"
    note: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of the indicators."""
        return tuple(indicator.id for indicator in self.indicators)

    @property
    def reverse(self) -> tuple[bool, ...]:
        """Which indicators are better when smaller (distance from a target included)."""
        return tuple(indicator.direction != "positive" for indicator in self.indicators)

    def __getitem__(self, name: str) -> Indicator:
        return self.indicators[self.names.index(name)]

    def keep(self, names: Sequence[str]) -> tuple[Indicator, ...]:
        """The indicators called ``names``, in the order of the system."""
        return tuple(indicator for indicator in self.indicators if indicator.id in names)

    def to_frame(self) -> pl.DataFrame:
        """One row per indicator, as an office would list them."""
        titles = {dimension.id: dimension.zh for dimension in self.dimensions}
        return pl.DataFrame(
            [
                {
                    "dimension": titles.get(i.dimension, i.dimension),
                    "indicator": i.id,
                    "zh": i.zh,
                    "en": i.en,
                    "direction": i.direction,
                    "unit": i.unit,
                    "source": i.source,
                    "weight": i.weight,
                    "note": i.note,
                }
                for i in self.indicators
            ],
            schema_overrides={"weight": pl.Float64},
        )

    @classmethod
    def from_columns(cls, names: Sequence[str], reverse: Sequence[bool]) -> IndicatorSystem:
        """A system of the user's own columns, all of which must be there."""
        return cls(
            id="own",
            zh="自选指标",
            en="own indicators",
            indicators=tuple(
                Indicator(name, name, direction="negative" if flip else "positive")
                for name, flip in zip(names, reverse, strict=True)
            ),
            confidence="own",
            confidence_note="指标由使用者自选。",
        )


def systems() -> tuple[str, ...]:
    """Names of the packaged indicator systems."""
    return packs.names("indices")


def load_system(system: str | Path | Mapping[str, Any] | IndicatorSystem) -> IndicatorSystem:
    """An indicator system by packaged name, YAML file, parsed mapping, or itself.

    Raises:
        PackError: not found, or not valid; the message lists every mistake with file:line.
    """
    if isinstance(system, IndicatorSystem):
        return system
    if isinstance(system, Mapping):
        document = packs.YamlDocument("system", dict(system), {})
    else:
        file = Path(system)
        is_file = file.suffix in {".yaml", ".yml"} or file.exists()
        document = packs.read_yaml(file if is_file else packs.path("indices", str(system)))
    refuse(check(document), document.file)
    return _build(document.data)


def _build(data: Mapping[str, Any]) -> IndicatorSystem:
    method = data.get("method") or {}
    zh, en = _names(data)
    return IndicatorSystem(
        id=data["id"],
        zh=zh,
        en=en,
        citation=(data.get("source") or {}).get("citation", ""),
        confidence=(data.get("source") or {}).get("confidence", "own"),
        confidence_note=(data.get("source") or {}).get("confidence_note", ""),
        coverage_floor=float(data.get("coverage_floor", DEFAULT_FLOOR)),
        weighting=method.get("weights", "entropy"),
        aggregation=method.get("aggregation", "linear"),
        normalization=method.get("normalization", "pooled"),
        version=str(data.get("version", "1")),
        note=data.get("note", ""),
        dimensions=tuple(Dimension(d["id"], *_names(d)) for d in data["dimensions"]),
        indicators=tuple(_indicator(i, d["id"]) for d in data["dimensions"] for i in d["indicators"]),
    )


def _names(item: Mapping[str, Any]) -> tuple[str, str]:
    name = item.get("name", item["id"])
    return (name, "") if isinstance(name, str) else (name["zh"], name.get("en", ""))


def _indicator(item: Mapping[str, Any], dimension: str) -> Indicator:
    zh, en = _names(item)
    target = item.get("target")
    if isinstance(target, int | float):
        target = (target, target)
    return Indicator(
        id=item["id"],
        zh=zh,
        en=en,
        dimension=dimension,
        direction=item.get("direction", "positive"),
        unit=item.get("unit", ""),
        source=item.get("source", ""),
        transform=item.get("transform", "none"),
        target=_pair(target),
        goalposts=_pair(item.get("goalposts")),
        weight=item.get("weight"),
        aliases=tuple(item.get("aliases", ())),
        note=item.get("note", ""),
    )


def _pair(value: Sequence[float] | None) -> tuple[float, float] | None:
    return None if value is None else (float(value[0]), float(value[1]))
