"""Whom a text is about, where it is one firm or one cluster: 公司, 该集群 and sentences that name nobody mean it."""

from __future__ import annotations

import re
from collections import Counter

from yanzhen.read.lexicon import place_at

_PRONOUN = re.compile(r"(?:^|[,，。;；:：“\n\s]|该|本|年|至今|目前)公司(?![股法]|名称)|该企业", re.MULTILINE)
_PRONOUNS_NEEDED = 2
# 甲股份(002080), 乙科技有限公司, 丙集团: how firms are written. What stands before shows where the name begins.
_CODED = re.compile(r"([A-Z\u4e00-\u9fff]{2,8})\s?[(（]\d{6}")
_FIRM = re.compile(
    r"(?:^|[,，。;；:：、“”(（\s]|的|在|与|由|和|向|为|是|走进|来到|[市县区](?=[\u4e00-\u9fff]))(?P<name>(?![的在与由和向为是])[\u4e00-\u9fff]{2,18}?(?:有限责任公司|股份有限公司|有限公司|集团公司|集团|股份|科技|控股|重工|药业))(?![\u4e00-\u9fff]{0,2}(?:园|城|局|厅|部|奖|创新|大学|学院))",
    re.MULTILINE,
)
# 作为一家视觉科技公司,甲光是…: a name without an ending, presented as a firm.
_PRESENTED = re.compile(
    r"作为(?:一家|国内|全球|中国|全国)[^,，。]{2,24}(?:公司|企业|厂商)[,，](?P<name>[\u4e00-\u9fffA-Za-z]{2,8}?)(?:是|在|自|已|拥有|致力|专注|成立|持续|不断)"
)
_TIMES_NAMED = 3
_CLUSTER_PRONOUN = re.compile(
    r"该(?:产业)?集群|(?:^|[,，。;；\n\s])集群(?:拥有|主导|规模|产值|内|已|现有|企业|总|年)", re.MULTILINE
)
_CLUSTER = re.compile(r"[\u4e00-\u9fff]{2,24}?集群")
_LINKS = re.compile(r".*(?:的|、|和|与|为|打造|培育|发展|建设|推动|成为|针对|形成|有|[市县区省州])(?=.{4,})")
# 世界级先进制造业集群 names no cluster.
_NO_NAME = re.compile(
    r"(?:国家级?|省级|市级|世界级|国际|全国|先进|战略性|新兴|中小企业|特色|优势|产业|制造业|[百千万]+亿级?|重点|若干|多个|一批|各|该|这些|两个|三个|支柱型|雁阵形?|现代化?|数字|新型)*集群"
)


# 大连甲重工集团股份有限公司(以下简称“大连甲工”): a name from here on.
_CALLED = re.compile(
    r"[,，(（](?:以下)?简称(?:为|:|：)?\s?[“\"]?(?P<name>(?!同比|环比|增长)[\u4e00-\u9fffA-Z]{2,10})[”\"]?\s?[)）]"
)


# 海风家居总经理王某, 走进位于甲县的海风家居: firms are told by who works there and what is seen there.
_OFFICES = "党委书记|董事长|总经理|副总经理|副总裁|总裁|创始人|总工程师|厂长|生产车间|车间|展厅|厂区"
_SOMEBODY = re.compile(f"走进|来到|{_OFFICES}")  # without any of these the patterns below need not be asked
_STAFFED = re.compile(
    rf"(?:^|[,，。;；、“”\s]|[在由与和]|走进|来到)(?P<name>(?![该本我全各某这那其一])(?:(?![的在是和与、])[\u4e00-\u9fffA-Za-z]){{2,6}}?)(?:{_OFFICES})",
    re.MULTILINE,
)
_VISITED = re.compile(
    r"(?:走进|来到)(?:位于|坐落于)?(?:[^,，。]{2,24}的)?(?P<name>(?:(?![的在是和与、])[\u4e00-\u9fffA-Za-z]){3,6})(?=[,，。]|生产|车间)"
)
_NO_FIRM = re.compile(
    r"企业|公司|集团|有限|工厂|[局厅委办处院校镇村市县区省州街里家]$|园区|基地|集群|产业|协会|中心|大学|城$|市场|现场|车间|生产|智能|数字|项目|一线"
)
_FIRM_NAMED = 2


def called(head: str) -> tuple[str, ...]:
    """The short names that a text gives firms, or knows them by, longest first."""
    given = {found["name"] for found in _CALLED.finditer(head)}
    seen = (_STAFFED, _VISITED) if _SOMEBODY.search(head) else ()
    known = {found["name"] for pattern in seen for found in pattern.finditer(head)}
    given |= {name for name in known if head.count(name) >= _FIRM_NAMED and not _NO_FIRM.search(name)}
    given |= {name for name in _by_place(head) if head.count(name) >= _FIRM_NAMED}
    return tuple(sorted(given, key=lambda name: (-len(name), name)))


# 贵州青禾新材料有限公司, 贵州青禾: its place and two characters of its own.
_FULL = re.compile(r"[\u4e00-\u9fff]{4,24}?有限(?:责任)?公司")
_OWN = 2


def _by_place(head: str) -> set[str]:
    """The beginnings of firms' full names, place and own name, that the text also writes without the rest."""
    if "有限" not in head:
        return set()
    begun = set()
    for found in _FULL.finditer(head):
        for at in range(found.start(), found.end() - 2 * _OWN):
            place = place_at(head, at)
            if place and place[0] == head[at : at + 2]:
                name = head[at : at + 2 + _OWN]
                begun |= {name} if re.search(f"{name}(?![\u4e00-\u9fff]{{0,20}}公司)", head) else set()
                break
    return begun


def firm_of(head: str) -> str | None:
    """The firm that a text is about: it says 公司 again and again, and one name is written most often."""
    if (presented := _PRESENTED.search(head)) and head.count(presented["name"]) >= _TIMES_NAMED:
        return presented["name"]
    named = _PRONOUN.findall(head) if "公司" in head or "该企业" in head else ()
    if len(named) < _PRONOUNS_NEEDED:
        return None
    names = {found[1] for found in _CODED.finditer(head)} | {found["name"] for found in _FIRM.finditer(head)}
    counts = Counter({name: head.count(name) for name in names})
    # A short name inside a long one, 乙科技 in 乙科技有限公司, is the same firm.
    ranked = sorted(counts, key=lambda name: (-counts[name], head.find(name)))
    if not ranked:
        return None
    best, others = ranked[0], [n for n in ranked[1:] if n not in ranked[0] and ranked[0] not in n]
    clear = not others or counts[best] >= 2 * counts[others[0]]
    return best if clear else None  # a text about several firms is about none of them


def cluster_of(head: str) -> str | None:
    """The cluster that 该集群 means in a text: the one with a name of its own that is written most often."""
    if "集群" not in head or not _CLUSTER_PRONOUN.search(head):
        return None
    names = (_LINKS.sub("", found[0]) for found in _CLUSTER.finditer(head))
    counts = Counter(name for name in names if len(name) > 4 and not _NO_NAME.fullmatch(name))
    return counts.most_common(1)[0][0] if counts else None
