"""Comparison with a peer: figures of the same thing side by side, ranked only where their bounds allow it."""

from __future__ import annotations

from dataclasses import replace

from yanzhen.publish.blocks import measured
from yanzhen.publish.evidence import Evidence
from yanzhen.publish.facts import Facts
from yanzhen.publish.outline import Column, Runs, Table
from yanzhen.publish.phrase import period_en
from yanzhen.publish.slot import stated
from yanzhen.terms import EntityKind, Figure, Metric, Truth, why_not_combined

_ANSWERS = {
    "higher": ("高于对方", "Higher"),
    "lower": ("低于对方", "Lower"),
    "same": ("相同", "The same"),
    "open": ("界限有重叠，无法排序", "Bounds overlap: cannot be ranked"),
}


def comparison_table(facts: Facts, peer: Facts, caption: str, language: str = "zh") -> Table:
    """One row for each metric that both regions have a figure of."""
    zh = language == "zh"
    heads = (
        ("指标", facts.place, peer.place, "比较", "编号")
        if zh
        else ("Metric", facts.place, peer.place, "Comparison", "Ids")
    )
    columns = tuple(
        Column(head, width, numeric)
        for head, width, numeric in zip(
            heads, (3.1, 2.2, 2.2, 3.0, 2.2), (False, True, True, False, False), strict=True
        )
    )
    theirs = _by_claim(peer)
    rows = [
        _row(here, there, facts.place, language)
        for key, here in _by_claim(facts).items()
        if (there := theirs.get(key)) is not None
    ]
    return Table(caption, columns, tuple(rows), noted=False)


def one_sided(facts: Facts, peer: Facts) -> Facts:
    """The figures of which the peer has no counterpart: absence of evidence, not of the thing."""
    theirs = _by_claim(peer)
    missing = tuple(
        each
        for (subject, metric), each in _by_claim(facts).items()
        # Rows of tables about parts of the region would fill pages.
        if (subject, metric) not in theirs and (not subject or each.statement.spans[0].cell is None)
    )
    return facts.whole(replace(facts, evidence=missing))


# What two regions can be compared by; a firm of one has no counterpart in the other.
_COMPARED = (EntityKind.REGION, EntityKind.CLUSTER, EntityKind.CHAIN, EntityKind.INDUSTRY, EntityKind.PARK)


def _by_claim(facts: Facts) -> dict[tuple[str, str], Evidence]:
    """The latest figure of each subject and metric; the region itself goes by the same name on both sides."""
    found = ((each, _subject(each, facts.place)) for each in facts.figures().latest.evidence)
    return {
        (subject, Metric.parse(each.statement.predicate).key): each
        for each, subject in found
        if each.statement.subject_kind in _COMPARED
        and not (subject and each.statement.subject_kind is EntityKind.REGION)
    }


def _subject(each: Evidence, place: str) -> str:
    name = each.statement.subject
    return "" if name in (place, "全市", "全县", "全区", "全省") else name.removeprefix(place)


def _row(here: Evidence, there: Evidence, place: str, language: str) -> tuple[Runs, ...]:
    name = measured(_subject(here, place), here.statement, language)
    return (
        (name,),
        (stated(here),),
        (stated(there),),
        (_answer(here, there, language),),
        (f"{here.short_id}\n{there.short_id}",),
    )


def _answer(here: Evidence, there: Evidence, language: str) -> str:
    a, b = here.statement.figure, there.statement.figure
    assert a is not None and b is not None
    column = 0 if language == "zh" else 1
    if shared := next((each for each in (here, there) if each.shared), None):
        return ("不可比：" if language == "zh" else "Not comparable: ") + shared.caveats(language)[0]
    if reason := _obstacle(a, b):
        return f"不可比：{reason}" if language == "zh" else _not_comparable(a, b)
    if a.interval.is_exact and a.interval == b.interval:
        return _ANSWERS["same"][column]
    key = {Truth.YES: "higher", Truth.UNKNOWN: "open"}.get(a.exceeds(b))
    return _ANSWERS[key or ("lower" if b.exceeds(a) is Truth.YES else "open")][column]


def _not_comparable(a: Figure, b: Figure) -> str:
    """The obstacle in English: what differs."""
    pairs = {"unit": (a.unit, b.unit), "kind": (a.modality, b.modality), "scope": (a.scope, b.scope)}
    differing = [name for name, (x, y) in pairs.items() if x != y]
    periods = [period_en(f.period) if f.period else "not stated" for f in (a, b)]
    if differing or periods[0] == periods[1]:
        return f"Not comparable: {' and '.join(differing) or 'metric'} differ"
    return f"Not comparable: periods differ ({periods[0]}, {periods[1]})"


def _obstacle(a: Figure, b: Figure) -> str | None:
    if reason := why_not_combined(a, b):
        return reason
    if a.period != b.period:
        return f"时期不同：{a.period.zh if a.period else '未说明'}与{b.period.zh if b.period else '未说明'}"
    return None
