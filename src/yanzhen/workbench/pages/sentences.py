"""Sentences written from claims. A sentence is a text of the catalogue with slots; a slot keeps its evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from yanzhen.terms import EntityKind, Figure, Metric, Tier
from yanzhen.workbench.pages.facts import Facts
from yanzhen.workbench.pages.tables import N_
from yanzhen.workbench.viewing import Claim, Overview

MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Names:
    """Entities in a sentence; ``more`` of them are not spelled out."""

    shown: tuple[str, ...]
    more: int = 0

    @classmethod
    def of(cls, names: Iterable[str]) -> Names:
        """Different names in the order given."""
        listed = list(dict.fromkeys(names))
        return cls(tuple(listed[:MOST_NAMES]), max(0, len(listed) - MOST_NAMES))


@dataclass(frozen=True, slots=True)
class MetricName:
    """A metric in a sentence, as the ledger writes it; shown in the reader's language."""

    written: str


Slot = MetricName | str | int | Claim | Figure | Names | tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """``text`` holds slots in braces: ``{names}的{metric}{figure}。``"""

    text: str
    slots: dict[str, Slot]
    caution: tuple[Claim, ...] = ()


def overview_sentences(seen: Overview, facts: Facts) -> tuple[Sentence, ...]:
    """Five to seven sentences on a place; only what claims support is said."""
    if not facts.statements:
        return ()
    return (
        *_regional(seen),
        *_clusters(seen),
        *_titles(seen),
        *_across_tiers(seen, facts),
        *_future(seen),
        *_targets(seen),
        *_open(facts),
    )


def _regional(seen: Overview) -> Iterable[Sentence]:
    latest: dict[tuple[str, str], Claim] = {}
    for claim in sorted(seen.regional, key=lambda c: c.source.as_of or ""):
        metric = Metric.parse(claim.statement.predicate)
        if metric.is_level:
            latest[claim.statement.subject, metric.key] = claim
    chosen = list(latest.values())[-3:]
    if chosen:
        yield Sentence(N_("全域数据：{claims}。"), {"claims": tuple(chosen)}, tuple(chosen))


def _clusters(seen: Overview) -> Iterable[Sentence]:
    """The two highest levels that clusters are said to reach, each with who reaches it."""
    levels: dict[tuple[str, float, float], list[Claim]] = {}
    for member in seen.clusters:
        for claim in member.claims:
            figure = claim.figure
            if figure and figure.unit == "CNY" and Metric.parse(claim.statement.predicate).is_level:
                key = (claim.statement.predicate, figure.interval.low, figure.interval.high)
                levels.setdefault(key, []).append(claim)
    for key, claims in sorted(levels.items(), key=lambda item: item[0][1:], reverse=True)[:2]:
        names = Names.of(seen.name_of(c.statement.subject) for c in claims)
        slots: dict[str, Slot] = {"names": names, "metric": MetricName(key[0]), "figure": claims[0]}
        yield Sentence(N_("{names}的{metric}：{figure}。"), slots, tuple(claims[:1]))


def _titles(seen: Overview) -> Iterable[Sentence]:
    """The titles most held, one sentence for clusters and one for firms."""
    for kind, text in (
        (EntityKind.CLUSTER, N_("{names}{count}个产业集群入选{title}。")),
        (EntityKind.FIRM, N_("{names}{count}家企业入选{title}。")),
    ):
        held: dict[str, list[str]] = {}
        for member in seen.titles:
            for claim in member.claims:
                if member.kind is kind and claim.statement.object:
                    held.setdefault(seen.name_of(claim.statement.object), []).append(member.name)
        if held:
            title, names = max(held.items(), key=lambda item: len(item[1]))
            listed = Names.of(names)
            yield Sentence(text, {"names": listed, "count": len(set(names)), "title": title})


def _across_tiers(seen: Overview, facts: Facts) -> Iterable[Sentence]:
    tiers: dict[str, set[Tier]] = {}
    for s in facts.telling:
        if s.tier and s.subject_kind is EntityKind.FIRM:
            tiers.setdefault(seen.name_of(s.subject), set()).add(s.tier)
    everywhere = [name for name, found in tiers.items() if len(found) == len(Tier)]
    if everywhere:
        yield Sentence(N_("{names}在三类产业中都出现，不能只归入一类。"), {"names": Names.of(everywhere)})


def _future(seen: Overview) -> Iterable[Sentence]:
    future = next(t for t in seen.tiers if t.tier is Tier.FUTURE)
    if future.fields:
        names = Names.of(member.name for member in future.fields)
        yield Sentence(N_("未来产业布局的领域：{names}。"), {"names": names})


def _targets(seen: Overview) -> Iterable[Sentence]:
    if seen.targets:
        chosen = seen.targets[:2]
        yield Sentence(N_("目标数另列，不与实际数混用：{claims}。"), {"claims": tuple(chosen)})


def _open(facts: Facts) -> Iterable[Sentence]:
    if facts.tally.open_questions:
        yield Sentence(
            N_("{count}条陈述的原文留有疑问（时期、合计或各自、对应关系），本页照原文保留。"),
            {"count": facts.tally.open_questions},
        )
