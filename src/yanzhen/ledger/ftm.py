"""Entities as statements of FollowTheMoney, for tools that speak it. What has no place there is left out.

FollowTheMoney states one property of one entity at a time, as text. Names, credit codes and claims about firms,
clusters, parks and projects map. Figures do not map as numbers: the model has no bound, period or scope, and
超500亿元 would become a bare number. They go out as notes in their own words. Chains, products, titles and
regions have no schema there.
Source: followthemoney.tech/docs/statements (columns), github.com/opensanctions/followthemoney (schemata).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from yanzhen.ledger.identity import entity_id_for
from yanzhen.terms import Entity, EntityKind, Metric, Source, Statement

SCHEMATA = {
    EntityKind.FIRM: "Company",
    EntityKind.GROUP: "Organization",
    EntityKind.CLUSTER: "Organization",
    EntityKind.PARK: "Organization",
    EntityKind.PROJECT: "Project",
}
_DATASET = "yanzhen"


@dataclass(frozen=True, slots=True)
class FtmStatement:
    """One property of one entity.

    Attributes:
        name: the name under which a source speaks of it; FollowTheMoney's ``entity_id`` is made of it.
        entity: the entity after decisions on names; its ``canonical_id``.
        prop, prop_type, value: what is stated.
        source: where it comes from; None for names, which many sources give.
    """

    name: str
    entity: Entity
    prop: str
    prop_type: str
    value: str
    source: Source | None = None

    def row(self) -> dict[str, str | None]:
        """The columns of the statement format; the id is made as FollowTheMoney makes it."""
        entity_id = entity_id_for(self.name)
        seen = self.source.published if self.source else None
        key = f"{_DATASET}.{entity_id}.{self.prop}.{self.value}"
        return {
            "id": hashlib.sha1(key.encode()).hexdigest(),
            "entity_id": entity_id,
            "canonical_id": self.entity.id,
            "schema": SCHEMATA[self.entity.kind],
            "prop": self.prop,
            "prop_type": self.prop_type,
            "value": self.value,
            "original_value": None,
            "dataset": _DATASET,
            "lang": "zho" if self.prop_type in ("name", "text") else None,
            "origin": self.source.id if self.source else None,
            "first_seen": seen,
            "last_seen": seen,
            "external": "false",
        }


def ftm_statements(
    entities: Sequence[Entity], statements: Sequence[Statement], sources: Mapping[str, Source]
) -> Iterator[FtmStatement]:
    """Names, codes and claims of every entity that has a schema."""
    owner: dict[str, Entity] = {}
    for entity in entities:
        if entity.kind not in SCHEMATA:
            continue
        owner.update(dict.fromkeys(entity.names, entity))
        for name in entity.names:
            yield FtmStatement(name, entity, "name", "name", name)
        if entity.code and entity.kind is EntityKind.FIRM:
            yield FtmStatement(entity.name, entity, "registrationNumber", "identifier", entity.code)
    for statement in statements:
        if known := owner.get(statement.subject):
            source = sources[statement.source_id]
            yield FtmStatement(statement.subject, known, "notes", "text", _note(statement), source)


def _note(statement: Statement) -> str:
    """A claim and its words: 年营收 超500亿元(2024年)。原文:…"""
    figure = statement.figure
    if figure is None:
        return f"{statement.predicate} {statement.object}。原文：{statement.quote}"
    period = f"({figure.period.zh})" if figure.period else ""
    return f"{Metric.parse(statement.predicate).zh} {figure.zh()}{period}。原文：{statement.quote}"
