"""The things an industrial system is made of, and the three tiers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EntityKind(StrEnum):
    """What a thing is. Functional zones (高新区, 经开区) are regions without a standard code."""

    REGION = "region"
    CHAIN = "chain"
    STAGE = "stage"
    SEGMENT = "segment"
    CLUSTER = "cluster"
    INDUSTRY = "industry"
    FIRM = "firm"
    PRODUCT = "product"
    PARK = "park"
    FACILITY = "facility"
    PROGRAMME = "programme"
    TITLE = "title"
    PROJECT = "project"
    GROUP = "group"
    OTHER = "other"


KIND_NAMES: dict[EntityKind, tuple[str, str]] = {
    EntityKind.REGION: ("地区", "Region"),
    EntityKind.CHAIN: ("产业链", "Chain"),
    EntityKind.STAGE: ("环节段", "Stage"),
    EntityKind.SEGMENT: ("环节", "Segment"),
    EntityKind.CLUSTER: ("产业集群", "Cluster"),
    EntityKind.INDUSTRY: ("产业", "Industry"),
    EntityKind.FIRM: ("企业", "Firm"),
    EntityKind.PRODUCT: ("产品", "Product"),
    EntityKind.PARK: ("园区", "Park"),
    EntityKind.FACILITY: ("设施", "Facility"),
    EntityKind.PROGRAMME: ("政策", "Programme"),
    EntityKind.TITLE: ("称号", "Title"),
    EntityKind.PROJECT: ("项目", "Project"),
    EntityKind.GROUP: ("企业群体", "Group of firms"),
    EntityKind.OTHER: ("其他", "Other"),
}


class Tier(StrEnum):
    """The three tiers; a property of (firm, activity), never of a firm alone."""

    TRADITIONAL = "traditional"
    EMERGING = "emerging"
    FUTURE = "future"


TIER_NAMES: dict[Tier, tuple[str, str]] = {
    Tier.TRADITIONAL: ("传统产业", "Traditional industries"),
    Tier.EMERGING: ("新兴产业", "Emerging industries"),
    Tier.FUTURE: ("未来产业", "Future industries"),
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that statements are about.

    Attributes:
        id: stable id, ``ent-`` and hexadecimal digits.
        kind: what it is.
        name: the name shown.
        names: every name a source or a person has given it, the shown one included.
        code: unified social credit code or standard code, only where a source gives it.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    code: str | None = None
