"""Sentences that head an entry: 一是农机制造产业产销两旺。(what follows is said of that industry until the next one)."""

from __future__ import annotations

import re

from yanzhen.read.grammar.nouns import is_name_like, place_prefix, strip_lead

_MARK = re.compile(
    r"(?:[^,;:]{0,12}:)?\s*(?:[一二三四五六七八九十]是|第[一二三四五六七八九十][,是、]|[(]?[一二三四五六七八九十\d]{1,2}[)、.]|--|[①-⑩])\s?"
)
_LONGEST = 26  # characters of such a sentence without a mark
_INDUSTRY = re.compile(
    r"(?P<who>(?:(?![获级])[\u4e00-\u9fff]){2,14}?(?:产业集群|产业链|产业|制造业|加工业|行业|业))"
    r"(?=$|(?<=.产业)(?![的是有为与和、园链集获])[\u4e00-\u9fff]{2,6}$|[\u4e00-\u9fff]{0,2}(?:产销|发展|快速|加快|持续|不断|稳步|稳定|平稳|强势|强劲|增势|增速|提质|蓬勃|逐步|再|更|继续|"
    r"实力|规模|优势|活力|态势|势头|亮点|提档|壮大|做大|做强|崛起|领跑|领先|向好|回升|企稳|成势|起势|蓄势|集聚(?!区)|转型|升级))"
)
# 主导产业, 传统产业, 工业: of no industry in particular.
_ANY = re.compile(
    r"(?:整个|全|现有|三次|第[一二三]|[一二三四五六七八九十两]大|主导|优势|特色|传统|新兴|支柱|重点|未来|战略性新兴|现代|先进|实体|全市|全县|全区|各|规上|规模以上|规模|工|农|畜牧|养殖|种植|水产|服务|制造|林|牧|渔|商|旅游|文旅|企|产|就|创|物|专|乡村)*(?:产业|行业|业|制造业|服务业|产业集群|产业链)"
)


# 重点发展装备产业 is what is done for an industry.
_TO_DEVELOP = re.compile(
    r"(?:重点|大力|加快|着力|积极|主要|优先|做强|做大)*(?:发展|培育|打造|布局|推进|建设|引进|承接)"
)


def headed(sentence: str) -> tuple[bool, str | None]:
    """(whether the sentence heads an entry, the industry that the entry is about)."""
    mark = _MARK.match(sentence)
    if not mark and (len(sentence) > _LONGEST or "," in sentence):
        return False, None
    start = mark.end() if mark else 0
    rest = strip_lead(sentence[start:])  # 再看化工产业。
    place = place_prefix(rest)
    rest = place[1] if place else rest
    found = _INDUSTRY.match(rest)
    return (True, found["who"]) if found and is_industry(found["who"]) else (bool(mark), None)


def is_industry(name: str) -> bool:
    """Whether ``name`` is that of an industry in particular: 锂电产业, not 新兴产业 or 甲省新兴产业."""
    place = place_prefix(name)
    return (
        is_name_like(name)
        and not name.startswith(("首个", "唯一", "最大"))
        and not _TO_DEVELOP.match(name)
        and not _ANY.fullmatch(place[1] if place else name)
    )
