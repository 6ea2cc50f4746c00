"""What a name is, the scope a measure has, the tier a passage speaks of: by the words themselves."""

from __future__ import annotations

import re
from functools import lru_cache

from yanzhen.read.lexicon import pattern, place_at
from yanzhen.terms import EntityKind, Tier

_KINDS = (
    (EntityKind.CLUSTER, re.compile(r"集群$")),
    (EntityKind.CHAIN, re.compile(r"产业链条?$")),
    (EntityKind.PARK, re.compile(r"(?:园区?|基地)$")),
    (EntityKind.REGION, re.compile(r"(?:高新区|经开区|开发区|新区|[省市县区镇乡村州旗国])$")),
    (EntityKind.PROJECT, re.compile(r"(?:项目|工程)$")),
    (EntityKind.GROUP, re.compile(r"(?:等(?:企业|公司|单位)?|企业\(群体\)|\d家企业)$")),
    (
        EntityKind.FIRM,
        re.compile(r"(?:公司|集团|股份|科技|企业|客车|药业|重工|机械|化工|电子|能源|材料|铜业|钢球)$"),
    ),
    (EntityKind.INDUSTRY, re.compile(r"(?:产业|行业|制造业|业|领域)$")),
)
# Predicates whose object is a title: by its last noun it would be a firm, a cluster or a region.
_TITLED = re.compile(
    rf"^(?:称号|入选|胜出|{pattern('award')}|授予|评选为|命名为|评为|认定为|确定为|列[为入]|纳入|通过)$"
)
_BY_PREDICATE = (
    (EntityKind.PRODUCT, re.compile(r"产品$")),
    (EntityKind.INDUSTRY, re.compile(r"(?:领域|产业|产业路径|产业基础|属于)$")),
)
_OF_MEMBERS = (
    (EntityKind.CLUSTER, re.compile(r"集群$")),
    (EntityKind.CHAIN, re.compile(r"产业链条?$")),
    (EntityKind.PARK, re.compile(r"(?:园区|产业园|基地)$")),
    (EntityKind.PROJECT, re.compile(r"(?:项目|工程)$")),
    (EntityKind.FIRM, re.compile(r"(?:企业|公司|集团|[药车央国民强]企)$")),
    (EntityKind.INDUSTRY, re.compile(r"(?:产业|行业|领域|赛道)$")),
    (EntityKind.PRODUCT, re.compile(r"(?:产品|品类|材料|原料)$")),
)
_TIERS = (
    (Tier.TRADITIONAL, re.compile(r"传统(?:优势|特色|支柱)?(?:产业|行业|制造业)")),
    (Tier.EMERGING, re.compile(r"(?:战略性)?新兴产业(?!集群)|战略性新兴产业|战新产业")),
    (Tier.FUTURE, re.compile(r"未来产业")),
)
_SCOPE = re.compile(r"规模以上|规上|限额以上|限上|全口径|全部工业|全社会|民营|国有")


@lru_cache(maxsize=8192)
def kind_of(name: str) -> EntityKind:
    """The kind of thing that a name shows; OTHER where it shows none."""
    found = place_at(name)
    if found and found[0] == name:
        return EntityKind.REGION
    return next((kind for kind, ending in _KINDS if ending.search(name)), EntityKind.OTHER)


@lru_cache(maxsize=4096)
def kind_of_member(class_name: str) -> EntityKind | None:
    """The kind of the things that a class holds: 行业骨干企业 are firms; None where the class tells none."""
    return next((kind for kind, ending in _OF_MEMBERS if ending.search(class_name)), None)


def kind_of_object(predicate: str, name: str) -> EntityKind:
    """The kind of what a relation leads to: a title where the relation gives one."""
    if _TITLED.match(predicate):
        return EntityKind.TITLE
    kind = kind_of(name)
    # A firm by its ending, 化工 or 新材料 is an industry where it is what is worked in.
    if kind in (EntityKind.OTHER, EntityKind.FIRM):
        return next((told for told, words in _BY_PREDICATE if words.search(predicate)), kind)
    return kind


@lru_cache(maxsize=8192)
def scope_of(metric: str) -> str | None:
    """The statistical scope named in a measure, as written."""
    found = _SCOPE.search(metric)
    return found[0] if found else None


def tier_of(sentence: str) -> Tier | None:
    """The one tier that a sentence speaks of; None where it names none or several."""
    if "产业" not in sentence and "传统" not in sentence:
        return None
    tiers = [tier for tier, words in _TIERS if words.search(sentence)]
    return tiers[0] if len(tiers) == 1 else None
